"""What all writes of one transaction share: the connection, the time, the change number, the schedule."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from envnews.store.articles.rows import utc_text, utc_time
from envnews.store.search.index import update_index

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from envnews.store.articles.withdrawal import Withdrawal

RECHECK: tuple[timedelta, ...] = (
    timedelta(hours=2),
    timedelta(days=1),
    timedelta(days=7),
    timedelta(days=30),
)
"""When a page is looked at again for edits, counted from its first answer; after the last, never.

Most corrections come within hours, a few within weeks."""


@dataclass(slots=True)
class Batch:
    """One open transaction.

    Attributes:
        now: The time of writing in UTC, `updated_at` of what changes.
        recheck: When pages are looked at again, counted from their first answer.
        withdrawal: When a page counts as gone for good.
        seq: The last change number given.
        agencies: Those of the articles that were stored so far; all have their rows.
    """

    connection: sqlite3.Connection
    now: str
    recheck: Sequence[timedelta]
    withdrawal: Withdrawal
    seq: int
    agencies: set[str] = field(default_factory=set)

    @classmethod
    def begin(
        cls,
        connection: sqlite3.Connection,
        now: datetime,
        recheck: Sequence[timedelta],
        withdrawal: Withdrawal,
    ) -> Batch:
        """Read the last change number of the transaction that has just begun."""
        seq = connection.execute("SELECT value FROM counters WHERE name = 'seq'").fetchone()[0]
        return cls(connection, utc_text(now), recheck, withdrawal, seq)

    def finish(self) -> None:
        """Index what changed and write the last change number back.

        It only ever grows, whatever is deleted or purged.
        """
        update_index(self.connection)
        self.connection.execute(
            "UPDATE counters SET value = ? WHERE name = 'seq' AND value <> ?", (self.seq, self.seq)
        )

    def next_seq(self) -> int:
        """Return a new change number."""
        self.seq += 1
        return self.seq

    def log(self, seq: int, article: int, kind: str) -> None:
        """Note under `seq` what became of the article with this row number, a kind of `changes.kind`."""
        self.connection.execute("INSERT INTO changes VALUES (?, ?, ?, ?)", (seq, article, kind, self.now))

    def next_check(self, first_fetched_at: str | None, fetched_at: datetime) -> str | None:
        """Return when a page answered at `fetched_at` is due again; None when the schedule is over.

        The schedule counts from the page's first answer, None where this is it. Steps that have passed
        meanwhile, in a pause of the crawl, are left out.
        """
        if first_fetched_at is None:
            return utc_text(fetched_at + self.recheck[0]) if self.recheck else None
        first = utc_time(first_fetched_at)
        return next((utc_text(first + step) for step in self.recheck if first + step > fetched_at), None)
