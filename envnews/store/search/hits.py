"""Full-text search: exact for any substring, newest or best first, with snippets.

Hits are met in the order of publication days, so the newest twenty of a common word are found after a look at a few
days; how the index does it stands in `envnews.store.search.index`.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from envnews.store.articles.rows import to_json
from envnews.store.search.index import ROWS_A_DAY, UNDATED, first_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.store.search.query import Terms

SNIPPET = 80
"""Characters of body around a hit."""

_HITS = """
SELECT article_search.rowid AS row, search_rows.article, search_rows.published_at
FROM article_search CROSS JOIN search_rows ON search_rows.row = article_search.rowid
WHERE article_search MATCH ?
"""
_ANY = "(SELECT value FROM json_each(?))"
_OF_REGION = """EXISTS (
    SELECT 1 FROM article_regions WHERE article_regions.article = search_rows.article AND region IN (
        SELECT within.code FROM json_each(?) AS wanted
        JOIN regions ON wanted.value IN (regions.code, regions.iso, substr(regions.iso, 4), regions.name, regions.short)
        JOIN regions AS within ON regions.code IN (within.code, within.province)
    )
)"""
_OF_SOURCE = """search_rows.article IN (
    SELECT number FROM articles WHERE source IN (SELECT value FROM json_each(?))
    UNION SELECT number FROM agencies JOIN json_each(?) AS wanted ON wanted.value IN (agencies.id, agencies.name)
        JOIN articles ON source_agency = agencies.id
)"""
_OF_TOPIC = """EXISTS (
    SELECT 1 FROM article_topics JOIN topics ON topics.code = topic
    JOIN json_each(?) AS wanted ON wanted.value IN (topics.code, topics.name)
    WHERE article_topics.article = search_rows.article
)"""
_MOST = 2**63 - 1
"""SQLite's largest integer."""
_BEST = " ORDER BY bm25(article_search, 10.0, 1.0, 0.0), article_search.rowid DESC LIMIT ?"
_NEWEST = " ORDER BY article_search.rowid DESC"
_BEHIND = """
SELECT EXISTS (SELECT 1 FROM search_queue) OR EXISTS (
    SELECT 1 FROM (SELECT number FROM articles WHERE status = 'active' ORDER BY number LIMIT 100) AS first
    WHERE NOT EXISTS (SELECT 1 FROM search_rows WHERE search_rows.article = first.number)
)
"""
_DETAILS = """
SELECT articles.id, articles.portal, portals.title AS portal_title, articles.published_at, articles.published_on,
    articles.source, articles.canonical_url, articles.headline, articles.body
FROM articles JOIN portals ON portals.key = articles.portal WHERE articles.number = ?
"""


@dataclass(frozen=True, slots=True)
class Search:
    """A query with its filters; an empty filter lets everything pass.

    Attributes:
        since: First local date of publication; `until` is the last. Either leaves out articles without a date.
        portals: Keys of portals.
        regions: Regions of the portal, or named in headline or lead: codes of GB/T 2260 or ISO 3166-2:CN, with or without
            `CN-`, or names. A province takes in what is in it.
        sources: Sources as displayed, or agencies by id or name.
        topics: Codes or names of topics.
        headline_only: Look at headlines alone.
        best_first: Order by relevance (BM25, a hit in the headline counts tenfold), else newest first.
    """

    terms: Terms
    since: date | None = None
    until: date | None = None
    portals: Sequence[str] = ()
    regions: Sequence[str] = ()
    sources: Sequence[str] = ()
    topics: Sequence[str] = ()
    headline_only: bool = False
    best_first: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with the places of the hits in it, as pairs of start and end."""

    text: str
    hits: tuple[tuple[int, int], ...] = ()

    def with_marks(self, before: str, after: str) -> str:
        """Return the text with marks around the hits.

        >>> Marked("全省水质稳定", ((2, 4),)).with_marks("[", "]")
        '全省[水质]稳定'
        """
        text = self.text
        for start, end in reversed(self.hits):
            text = f"{text[:start]}{before}{text[start:end]}{after}{text[end:]}"
        return text


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found; times as in `articles`."""

    id: str
    portal: str
    portal_title: str
    published_at: str | None
    published_on: str | None
    source: str | None
    url: str
    headline: Marked
    snippet: Marked


@dataclass(slots=True)
class _Conditions:
    sql: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)

    def add(self, sql: str, *values: object) -> None:
        self.sql.append(f" AND {sql}")
        self.values += values


def find_articles(connection: sqlite3.Connection, wanted: Search, limit: int = 20) -> list[Hit]:
    """Return the first `limit` articles that a search finds. Withdrawn and merged articles are not found."""
    with closing(connection.cursor()) as cursor:
        cursor.row_factory = sqlite3.Row
        found = _best(cursor, wanted, limit) if wanted.best_first else _newest(cursor, wanted, limit)
        return [
            _hit(cursor.execute(_DETAILS, (article,)).fetchone(), wanted.terms.wanted) for article in found
        ]


def count_articles(connection: sqlite3.Connection, wanted: Search) -> int:
    """Return how many articles a search finds."""
    sql, values = _statement(wanted)
    number: int = connection.execute(f"SELECT count(*) FROM ({sql})", values).fetchone()[0]  # noqa: S608 - our own SQL
    return number


def is_behind(connection: sqlite3.Connection) -> bool:
    """Return whether the index lacks articles: other programs have loaded them, or the file came with a dump.

    Of the latter the first articles are asked for, not all: a crawl into such a file indexes what it adds behind them.
    """
    return bool(connection.execute(_BEHIND).fetchone()[0])


def _best(cursor: sqlite3.Cursor, wanted: Search, limit: int) -> list[int]:
    sql, values = _statement(wanted)
    return [row["article"] for row in cursor.execute(sql + _BEST, [*values, min(limit, _MOST)])]


def _newest(cursor: sqlite3.Cursor, wanted: Search, limit: int) -> list[int]:
    """Return the newest hits: rows are in the order of days, so the last day begun is read to its end."""
    sql, values = _statement(wanted)
    found: list[sqlite3.Row] = []
    for row in cursor.execute(sql + _NEWEST, values):
        if len(found) >= limit and row["row"] // ROWS_A_DAY != found[-1]["row"] // ROWS_A_DAY:
            break
        found.append(row)
    found.sort(key=lambda row: (row["published_at"] or "", row["row"]), reverse=True)
    return [row["article"] for row in found[:limit]]


def _statement(wanted: Search) -> tuple[str, list[object]]:
    conditions = _Conditions(values=[wanted.terms.expression(headline_only=wanted.headline_only)])
    if wanted.since:
        conditions.add("article_search.rowid >= ?", first_row(wanted.since.isoformat()))
    elif wanted.until:
        conditions.add("article_search.rowid >= ?", UNDATED.stop)
    if wanted.until and wanted.until < date.max:
        conditions.add("article_search.rowid < ?", first_row((wanted.until + timedelta(1)).isoformat()))
    if wanted.portals:
        conditions.add(f"search_rows.portal IN {_ANY}", to_json(list(wanted.portals)))
    if wanted.regions:
        conditions.add(_OF_REGION, to_json(list(wanted.regions)))
    if wanted.sources:
        conditions.add(_OF_SOURCE, *[to_json(list(wanted.sources))] * 2)
    if wanted.topics:
        conditions.add(_OF_TOPIC, to_json(list(wanted.topics)))
    return _HITS + "".join(conditions.sql), conditions.values


def _hit(row: sqlite3.Row, terms: Sequence[str]) -> Hit:
    pattern = re.compile(
        "|".join(map(re.escape, sorted(terms, key=len, reverse=True))), re.IGNORECASE | re.ASCII
    )
    return Hit(
        id=row["id"],
        portal=row["portal"],
        portal_title=row["portal_title"],
        published_at=row["published_at"],
        published_on=row["published_on"],
        source=row["source"],
        url=row["canonical_url"],
        headline=_marked(row["headline"], pattern),
        snippet=_snippet(row["body"], pattern),
    )


def _marked(text: str, pattern: re.Pattern[str]) -> Marked:
    return Marked(text, tuple(found.span() for found in pattern.finditer(text)))


def _snippet(body: str, pattern: re.Pattern[str]) -> Marked:
    """Return the part of a body around its first hit; its beginning where the headline alone has hits."""
    first = pattern.search(body)
    start, end = first.span() if first else (0, 0)
    left = max(0, min(start - SNIPPET // 3, len(body) - SNIPPET))
    right = max(left + SNIPPET, end)
    text = f"{'…' if left else ''}{body[left:right]}{'…' if right < len(body) else ''}"
    marked = _marked(text, pattern) if first else Marked(text)
    return replace(marked, text=text.replace("\n", " "))
