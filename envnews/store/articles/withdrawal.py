"""Withdrawals: when a page that is gone means that the site has taken its article back.

One 404 proves little: sites err, move and come back. An article is withdrawn when every page that gave it
has been answered with 404 or 410 several times in a row over several days. Its text is kept, the change is
logged, and it is restored when a page of it answers again. That a list no longer names an article means
nothing. What a person has withdrawn, with a reason of her own, is never restored by a crawl.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from envnews.store.articles.rows import utc_text, utc_time

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from envnews.store.writing.batch import Batch

GONE = frozenset({404, 410})
"""Statuses by which a server says that there is no such page."""

GONE_REASON = "gone"
"""`articles.withdrawn_reason` of articles that left their site by themselves."""

_EVERY_PAGE_IS_GONE = """
SELECT articles.number FROM pages JOIN articles ON articles.number = pages.article
WHERE pages.article_id = ? AND articles.status = 'active' AND NOT EXISTS (
    SELECT 1 FROM pages AS other WHERE other.article = articles.number
        AND (other.gone_answers < ? OR other.gone_since > ?)
)
"""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """When a page counts as gone for good.

    Attributes:
        answers: How many answers 404 or 410 in a row it takes.
        over: How much time has to lie between the first and the last of them.

    >>> from datetime import UTC, datetime
    >>> first = datetime(2022, 7, 22, tzinfo=UTC)
    >>> Withdrawal().next_look(first, 1, first).isoformat()
    '2022-07-25T12:00:00+00:00'
    """

    answers: int = 3
    over: timedelta = timedelta(days=7)

    def next_look(self, gone_since: datetime, answers: int, now: datetime) -> datetime | None:
        """Return when to look again at a page, so that the answers spread evenly; None after the last."""
        if answers >= self.answers and now >= gone_since + self.over:
            return None
        step = self.over / max(1, self.answers - 1)
        return max(now, gone_since + step * min(answers, self.answers - 1))


def note_gone(batch: Batch, article_id: str, at: datetime) -> None:
    """Withdraw the article of a page whose absence was just counted, if it is gone for good."""
    rule = batch.withdrawal
    gone = batch.connection.execute(
        _EVERY_PAGE_IS_GONE, (article_id, rule.answers, utc_text(at - rule.over))
    ).fetchone()
    if gone:
        _set_status(batch, gone["number"], "withdrawn", GONE_REASON)


def restore(batch: Batch, article: sqlite3.Row | None) -> None:
    """Let an article that was withdrawn because it was gone count again: a page of it has answered."""
    if article and article["status"] == "withdrawn" and article["withdrawn_reason"] == GONE_REASON:
        _set_status(batch, article["number"], "active", None)


def _set_status(batch: Batch, number: int, status: str, reason: str | None) -> None:
    seq = batch.next_seq()
    batch.connection.execute(
        "UPDATE articles SET status = ?, withdrawn_reason = ?, updated_at = ?, seq = ? WHERE number = ?",
        (status, reason, batch.now, seq, number),
    )
    batch.log(seq, number, "withdrawn" if status == "withdrawn" else "restored")


def gone_since(page: sqlite3.Row | None, failed_at: datetime) -> tuple[datetime, int]:
    """Return since when a page that has just been found gone is, and how many answers said so."""
    if page is None or page["gone_since"] is None:
        return failed_at, 1
    return utc_time(page["gone_since"]), page["gone_answers"] + 1
