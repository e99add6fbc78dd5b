"""What each run of a portal is measured by: how often a field was read, by whom, and how long lists were.

Selectors die silently: the page is still read, by another witness, and the database fills up as before. So
each batch adds to its portal's counts, in the transaction that stores its articles; `envnews.health` compares
a run with the runs before it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import groupby
from math import exp, log
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from envnews.model import Origin
from envnews.store.changes import ArticleFetched, ListChecked, Quarantined

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from envnews.model import Article
    from envnews.store.changes import Change

FIELDS: Final = (
    *("headline", "published_at", "source", "author", "editor", "keywords", "body", "views"),
    "document_number",
)
"""Fields that are measured: those that people miss, and that selectors give."""

_DECLARED: Final = frozenset({Origin.RULE, Origin.LABEL})
"""Witnesses that read a named place, which a redesign takes away."""

_RUNS: Final = 60
"""Runs of a portal with articles that are looked back on; most runs of a quiet portal bring none."""
_LISTS: Final = 12
"""Runs whose lists are looked back on."""
_ARTICLES: Final = 4000
"""Articles of a portal whose days of publication are looked back on, the newest: months of a busy one."""


@dataclass(frozen=True, slots=True)
class FieldMeasure:
    """How often a field was read.

    Attributes:
        pages: Pages that were asked for it.
        filled: Of these, pages that gave a value.
        disputed: Pages on which another witness said something else.
        size: Sum of the natural logarithms of the values' lengths in characters; measured for the body only.
        heard: Pages on which each selector or page label gave it, chosen or not.
    """

    pages: int = 0
    filled: int = 0
    disputed: int = 0
    size: float = 0.0
    heard: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: FieldMeasure) -> FieldMeasure:
        """Return the measure of both sets of pages together."""
        return FieldMeasure(
            self.pages + other.pages,
            self.filled + other.filled,
            self.disputed + other.disputed,
            self.size + other.size,
            self.heard + other.heard,
        )

    @property
    def typical_size(self) -> float:
        """Geometric mean of the lengths in characters."""
        return exp(self.size / self.filled) if self.filled else 0.0


@dataclass(frozen=True, slots=True)
class RunMeasures:
    """What one run of a portal was measured by.

    Attributes:
        portal_run: Its row.
        started_at: UTC.
        fields: By name.
        lists: Entries on the first page of each column; a column answered with 304 is not among them.
    """

    portal_run: int
    started_at: str
    fields: Mapping[str, FieldMeasure] = field(default_factory=dict)
    lists: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PortalFacts:
    """What a portal's health is judged by.

    Attributes:
        runs: The last runs, the latest first.
        articles: How many articles the latest run fetched.
        alike: How many of them share their headline with another of them.
        days: Local dates on which each column published something, in order.
        watched: UTC time of the portal's first run.
    """

    runs: tuple[RunMeasures, ...]
    articles: int
    alike: int
    days: Mapping[str, tuple[str, ...]]
    watched: str


@dataclass(slots=True)
class _Sum:
    """A `FieldMeasure` that grows."""

    pages: int = 0
    filled: int = 0
    disputed: int = 0
    size: float = 0.0
    heard: Counter[str] = field(default_factory=Counter)


class BatchMeasures:
    """The counts of one batch of changes."""

    def __init__(self) -> None:
        self._fields: defaultdict[tuple[str, str], _Sum] = defaultdict(_Sum)
        self._lists: dict[tuple[str, str], int] = {}

    def take(self, change: Change) -> None:
        """Count what a change says of its portal's pages."""
        match change:
            case ArticleFetched(article):
                self._take_article(article)
            case Quarantined(portal, field=name) if name in FIELDS:
                self._fields[portal, name].pages += 1
            case ListChecked(portal, column, status=status, named=named, first=True) if status != 304:
                self._lists[portal, column] = named
            case _:
                pass

    def _take_article(self, article: Article) -> None:
        portal, disputed = article.portal, {w.field for w in article.witnesses if not w.agrees}
        for name in FIELDS:
            value = article.published if name == "published_at" else getattr(article, name)
            measure = self._fields[portal, name]
            measure.pages += 1
            measure.disputed += name in disputed
            if value is not None and value not in ("", ()):
                measure.filled += 1
                measure.size += log(len(article.body)) if name == "body" else 0.0
        declared = {
            (w.field, f"{w.origin} {w.detail}")
            for w in article.witnesses
            if w.origin in _DECLARED and w.field in FIELDS
        }
        for name, witness in declared:
            self._fields[portal, name].heard[witness] += 1

    def write(self, connection: sqlite3.Connection, portal_runs: Mapping[str, int]) -> None:
        """Add the counts to those of the portals' open runs; portals without one are not measured."""
        connection.executemany(
            """
            INSERT INTO field_measures VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET
                pages = pages + excluded.pages, filled = filled + excluded.filled,
                disputed = disputed + excluded.disputed, size = size + excluded.size
            """,
            [
                (portal_runs[portal], name, one.pages, one.filled, one.disputed, one.size)
                for (portal, name), one in self._fields.items()
                if portal in portal_runs
            ],
        )
        connection.executemany(
            "INSERT INTO witness_measures VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET pages = pages + excluded.pages",
            [
                (portal_runs[portal], name, witness, pages)
                for (portal, name), one in self._fields.items()
                if portal in portal_runs
                for witness, pages in one.heard.items()
            ],
        )
        connection.executemany(
            "INSERT INTO list_measures VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET entries = excluded.entries",
            [
                (portal_runs[portal], column, entries)
                for (portal, column), entries in self._lists.items()
                if portal in portal_runs
            ],
        )


def run_measures(connection: sqlite3.Connection, portal: str) -> list[RunMeasures]:
    """Return what the last runs of a portal were measured by, the latest first."""
    rows = connection.execute(
        """
        SELECT number, started_at FROM (
            SELECT number, started_at FROM portal_runs WHERE portal = :portal ORDER BY number DESC LIMIT :lists
        ) UNION SELECT number, started_at FROM (
            SELECT number, started_at FROM portal_runs
            WHERE portal = :portal AND number IN (SELECT portal_run FROM field_measures)
            ORDER BY number DESC LIMIT :runs
        ) ORDER BY number DESC
        """,
        {"portal": portal, "lists": _LISTS, "runs": _RUNS},
    ).fetchall()
    found = []
    for number, started_at in rows:
        heard: dict[str, Counter[str]] = {}
        for _, name, witness, pages in connection.execute(
            "SELECT * FROM witness_measures WHERE portal_run = ?", (number,)
        ):
            heard.setdefault(name, Counter())[witness] = pages
        fields = connection.execute("SELECT * FROM field_measures WHERE portal_run = ?", (number,))
        lists = connection.execute("SELECT * FROM list_measures WHERE portal_run = ?", (number,))
        found.append(
            RunMeasures(
                number,
                started_at,
                {
                    name: FieldMeasure(pages, filled, disputed, size, heard.get(name, Counter()))
                    for _, name, pages, filled, disputed, size in fields
                },
                {column: entries for _, column, entries in lists},
            )
        )
    return found


def portal_facts(connection: sqlite3.Connection, portal_run: int, since: str) -> PortalFacts:
    """Return what the health of a portal is judged by, days of publication since a local date included."""
    portal, watched = connection.execute(
        "SELECT portal, (SELECT min(started_at) FROM portal_runs AS earlier WHERE earlier.portal = portal_runs.portal)"
        " FROM portal_runs WHERE number = ?",
        (portal_run,),
    ).fetchone()
    articles, alike = _repeated_headlines(connection, portal_run)
    days = _publication_days(connection, portal, since)
    return PortalFacts(tuple(run_measures(connection, portal)), articles, alike, days, watched)


def _repeated_headlines(connection: sqlite3.Connection, portal_run: int) -> tuple[int, int]:
    """Return how many articles a run fetched, and how many of them have a headline that another of them has."""
    row = connection.execute(
        """
        SELECT count(*), coalesce(sum(alike > 1), 0) FROM (
            SELECT count(*) OVER (PARTITION BY articles.headline) AS alike
            FROM articles WHERE number IN (
                SELECT pages.article FROM portal_runs
                JOIN pages ON pages.portal = portal_runs.portal AND pages.fetched_at >= portal_runs.started_at
                WHERE portal_runs.number = ?
            )
        )
        """,
        (portal_run,),
    ).fetchone()
    return int(row[0]), int(row[1])


def _publication_days(connection: sqlite3.Connection, portal: str, since: str) -> dict[str, tuple[str, ...]]:
    """Return the local dates since a day on which each column published something, in order."""
    rows = connection.execute(
        """
        SELECT listed.value, published_on FROM (
            SELECT columns, published_on FROM articles WHERE portal = ? AND published_on >= ?
            ORDER BY published_on DESC LIMIT ?
        ) AS newest, json_each(newest.columns) AS listed
        GROUP BY 1, 2 ORDER BY 1, 2
        """,
        (portal, since, _ARTICLES),
    )
    return {name: tuple(day for _, day in days) for name, days in groupby(rows, key=itemgetter(0))}
