"""The search index: every character of headline and body is a token, so that any substring is a phrase.

No segmenter, no dictionary, no extension: `MATCH '"水 质"'` finds what `LIKE '%水质%'` finds, in any `sqlite3`.
Rows of the index are numbered in the order of publication days, so the newest hits of a common word are the first
that are met, and a period is a range of rows.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from envnews.errors import DataError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

ROWS_A_DAY = 1 << 20
"""Numbers kept for the articles of one day: more than anybody publishes, also where an import or a first crawl dates
much to one day. Fewer would not make the index smaller by a percent."""

UNDATED = range(-(1 << 50), -(1 << 49))
"""Row numbers of articles without a date: before all others, and never used up."""

_EPOCH = date(1970, 1, 1).toordinal()
_VISIBLE = {" ": "␠", "\n": "␤"}
"""White space separates tokens; the Unicode control pictures stand for it."""

_QUEUED = """
SELECT queue.article, queue.headline AS old_headline, queue.body AS old_body, search_rows.row,
    articles.portal, articles.status, articles.published_on, articles.published_at, articles.headline, articles.body
FROM search_queue AS queue
LEFT JOIN search_rows ON search_rows.article = queue.article
LEFT JOIN articles ON articles.number = queue.article
LIMIT 500
"""
_ADD_ROW = "INSERT INTO search_rows VALUES (?, ?, ?, ?)"
_LAST_ROW = "SELECT row FROM search_rows WHERE row >= ? AND row < ? ORDER BY row DESC LIMIT 1"
_FORGET = (
    "INSERT INTO article_search (article_search, rowid, headline, body, pairs) VALUES ('delete', ?, ?, ?, ?)"
)
_LEARN = "INSERT INTO article_search (rowid, headline, body, pairs) VALUES (?, ?, ?, ?)"

_FREQUENT = "[，。、；的一是在不了有和]"
_COMMON = re.compile(f"{_FREQUENT}{_FREQUENT}+")
"""Some of the commonest characters side by side. A phrase of them alone would have to be looked for in every text, so
which articles have which pair is indexed, too. Two sets, for what begins with a repetition is looked for in twice the time."""


def spell(text: str) -> str:
    """Return a text as the index takes it, and queries must: characters apart, white space made visible.

    >>> spell("PM2.5 浓度")
    'P M 2 . 5 ␠ 浓 度'
    """
    for space, visible in _VISIBLE.items():
        text = text.replace(space, visible)
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) != 2 * len(text):  # a rare character, of two units
        return " ".join(text)
    # The same, byte by byte: a third of the time.
    apart = bytearray(b" \0" * (2 * len(text)))
    apart[0::4], apart[1::4] = units[0::2], units[1::2]
    return apart[:-2].decode("utf-16-le", "surrogatepass")


def common_pairs(*texts: str) -> list[str]:
    """Return the pairs of very common characters that stand in texts, each once.

    >>> common_pairs("水的、有和气")
    ['、有', '有和', '的、']
    """
    runs = {run for text in texts for run in _COMMON.findall(text)}
    return sorted({run[place : place + 2] for run in runs for place in range(len(run) - 1)})


def first_row(day: str | None) -> int:
    """Return the first row number of a local date; articles without one come before all others.

    >>> first_row("1970-01-02") == ROWS_A_DAY, first_row(None) == UNDATED[0]
    (True, True)
    """
    return _rows_of(day)[0]


def _rows_of(day: str | None) -> range:
    if day is None:
        return UNDATED
    first = (date.fromisoformat(day).toordinal() - _EPOCH) * ROWS_A_DAY
    return range(first, first + ROWS_A_DAY)


def update_index(connection: sqlite3.Connection) -> None:
    """Bring the index in step with what changed in `articles`, within the open transaction."""
    while queued := connection.execute(_QUEUED).fetchall():
        _work_off(connection, queued)


def _work_off(connection: sqlite3.Connection, queued: Sequence[Sequence[Any]]) -> None:
    edits: list[tuple[int, str, str, str]] = []
    moved: list[Sequence[Any]] = []
    for article in queued:
        number, old_headline, old_body, row, _, status, published_on, published_at, headline, body = article
        if row is not None:
            edits.append((row, _FORGET, old_headline, old_body))
        if row is not None and status == "active" and _is_of(published_on, row):
            connection.execute("UPDATE search_rows SET published_at = ? WHERE row = ?", (published_at, row))
            edits.append((row, _LEARN, headline, body))
        else:
            if row is not None:
                connection.execute("DELETE FROM search_rows WHERE row = ?", (row,))
            moved.append(article)
    for number, _, _, _, portal, status, published_on, published_at, headline, body in moved:
        if status == "active":
            row = _free_row(connection, published_on)
            connection.execute(_ADD_ROW, (row, number, portal, published_at))
            edits.append((row, _LEARN, headline, body))
    # FTS5 writes a segment whenever a number is smaller than the one before; _FORGET sorts before _LEARN.
    _write(connection, sorted(edits))
    connection.executemany("DELETE FROM search_queue WHERE article = ?", [(each[0],) for each in queued])


def rebuild_index(connection: sqlite3.Connection) -> int:
    """Make the index anew from `articles`, within the open transaction; return the number of articles."""
    connection.execute("INSERT INTO article_search (article_search) VALUES ('delete-all')")
    connection.execute("DELETE FROM search_rows")
    connection.execute("DELETE FROM search_queue")
    articles = connection.execute(
        "SELECT number, portal, published_on, published_at FROM articles WHERE status = 'active'"
        " ORDER BY published_on, published_at, number"
    ).fetchall()
    for number, portal, published_on, published_at in articles:
        connection.execute(_ADD_ROW, (_free_row(connection, published_on), number, portal, published_at))
    rows = connection.execute(
        "SELECT row, headline, body FROM search_rows JOIN articles ON number = article ORDER BY row"
    )
    _write(connection, ((row, _LEARN, headline, body) for row, headline, body in rows))
    optimise_index(connection)
    return len(articles)


def optimise_index(connection: sqlite3.Connection) -> None:
    """Merge the index into one piece, which is smaller, and in which nothing is left of forgotten texts."""
    connection.execute("INSERT INTO article_search (article_search) VALUES ('optimize')")


def _write(connection: sqlite3.Connection, edits: Iterable[tuple[int, str, str, str]]) -> None:
    for row, statement, headline, body in edits:
        pairs = " ".join(common_pairs(headline, body))
        connection.execute(statement, (row, spell(headline), spell(body), pairs))


def _is_of(day: str | None, row: int) -> bool:
    return row in _rows_of(day)


def _free_row(connection: sqlite3.Connection, day: str | None) -> int:
    """Return a free row number for an article of `day`.

    Raises:
        DataError: All numbers of the day are taken.
    """
    rows = _rows_of(day)
    last = connection.execute(_LAST_ROW, (rows.start, rows.stop)).fetchone()
    row = int(last[0]) + 1 if last else rows.start
    if row not in rows:
        raise DataError(
            f"the search index has no room for more than {ROWS_A_DAY:,} articles of one day, {day};"
            " check the dates of what is imported or crawled"
        )
    return row
