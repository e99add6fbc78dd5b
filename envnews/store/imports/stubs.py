"""Rows of articles of which nothing is known but their ids.

They stand for what was taken back or merged elsewhere, so that no crawl brings it back, and for what others are merged into.
Followers of our own dumps are told of those that bear a change number, not of the others, whose number is below nought.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from envnews.store.articles.rows import update_article
from envnews.store.articles.takedown import emptied, erase_own, mark, merge, taken_down

if TYPE_CHECKING:
    import sqlite3

    from envnews.store.articles.takedown import Reason
    from envnews.store.writing.batch import Batch


_IS_TARGET = "SELECT 1 FROM articles WHERE merged_into = ? LIMIT 1"
_LEADS_TO = """
WITH RECURSIVE reached (id) AS (
    SELECT :article
    UNION SELECT merged_into FROM reached JOIN articles USING (id) WHERE merged_into IS NOT NULL
)
SELECT 1 FROM reached WHERE id = :target
"""


def put_takedown(batch: Batch, article: str, portal: str, reason: Reason) -> None:
    """Note that an article is taken back of which the database has nothing, so that no crawl brings it back."""
    if batch.connection.execute("SELECT 1 FROM articles WHERE id = ?", (article,)).fetchone() is None:
        mark(batch, insert_stub(batch, article, portal), "withdrawn", reason, None)


def put_merger(batch: Batch, article: str, portal: str, into: str) -> None:
    """Note that an article, of which the database may have nothing, is one document with the stored one `into`.

    The texts of an imported one are erased, as they are where a dump says that it is merged.
    """
    row = batch.connection.execute("SELECT * FROM articles WHERE id = ?", (article,)).fetchone()
    if row is None:
        mark(batch, insert_stub(batch, article, portal), "merged", None, into)
    elif not taken_down(row):
        if batch.connection.execute("SELECT 1 FROM imported WHERE article = ?", (row["number"],)).fetchone():
            erase_own(batch, row)
        merge(batch, row, into)


def leads_to(batch: Batch, article: str, target: str) -> bool:
    """Return whether an article is, or is merged into, another one, over any number of mergers."""
    return batch.connection.execute(_LEADS_TO, {"article": article, "target": target}).fetchone() is not None


def insert_stub(batch: Batch, article: str, portal: str) -> int:
    """Insert such a row and return its number."""
    connection = batch.connection
    values = _nothing(batch) | {
        "id": article, "portal": portal, "first_seen_at": batch.now, "last_seen_at": batch.now, "updated_at": batch.now,
        "seq": -1 - connection.execute("SELECT coalesce(max(number), 0) FROM articles").fetchone()[0],
    }  # fmt: skip
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join(f":{name}" for name in values)
    return connection.execute(f"INSERT INTO articles ({names}) VALUES ({marks})", values).lastrowid or 0  # noqa: S608 - our own names


def _nothing(batch: Batch) -> dict[str, object]:
    """Return the columns of such a row, but for its id, its portal, its number and when it came."""
    return emptied(batch.connection) | {
        "columns": "[]", "url": "", "canonical_url": "", "document_id": None, "rights": "", "region": None, "revision": 1,
        "content_hash": "", "status": "withdrawn", "withdrawn_reason": None, "merged_into": None,
    }  # fmt: skip


def is_stub(row: sqlite3.Row) -> bool:
    """Return whether nothing is known of an article but its id, as others are merged into it."""
    return row["status"] == "withdrawn" and row["withdrawn_reason"] is None


def is_target(batch: Batch, article: str) -> bool:
    """Return whether another article is merged into this one."""
    return batch.connection.execute(_IS_TARGET, (article,)).fetchone() is not None


def empty(batch: Batch, row: sqlite3.Row) -> None:
    """Leave nothing of an imported article but its id, its portal and when it came."""
    number = row["number"]
    if row["headline"]:
        erase_own(batch, row)
    batch.connection.execute("DELETE FROM aliases WHERE article = ?", (number,))
    update_article(batch.connection, number, _nothing(batch) | {"seq": -number})
