"""New change numbers for articles that nobody was told of: a dump has held them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from envnews.store.articles.takedown import taken_down_sql

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from envnews.store.writing.batch import Batch

_CHANGED = f"""
SELECT number FROM articles WHERE portal = ? AND seq > ? AND seq <= ? AND NOT {taken_down_sql("articles")} ORDER BY seq
"""  # noqa: S608 - SQL of ours


def changed_between(connection: sqlite3.Connection, after: Mapping[str, int], until: int) -> list[int]:
    """Return the row numbers of articles whose last change comes after their portal's number, up to `until`.

    What a person has taken back is none of them: it is never held back.
    """
    return [
        number
        for portal, seq in after.items()
        for (number,) in connection.execute(_CHANGED, (portal, seq, until)).fetchall()
    ]


def renumber(batch: Batch, after: Mapping[str, int], until: int) -> None:
    """Give those articles new change numbers, a portal's in their order."""
    for number in changed_between(batch.connection, after, until):
        seq = batch.next_seq()
        batch.connection.execute(
            "UPDATE articles SET updated_at = ?, seq = ? WHERE number = ?", (batch.now, seq, number)
        )
        batch.log(seq, number, "updated")
