"""What each run of a portal is measured by: how often a field was read, by whom, and how long lists were.

Selectors die silently: the page is still read, by another witness, and the database fills up as before. So
each batch adds to its portal's counts, in the transaction that stores its articles; `envnews.health` compares
a run with the runs before it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from math import exp, log
from typing import TYPE_CHECKING, Final

from envnews.model import Origin
from envnews.store.changes import ArticleFetched, ColumnCompleted, ListChecked, Quarantined

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
class ListTotals:
    """What a list states, and what it gave.

    Attributes:
        total: Entries that it states it has.
        named: Entries on all its pages, where the run read it to its end; else None.
        listed: Documents that the column has named so far, in all runs.
        elsewhere: Share of the rows on its first page that lead to other sites.
    """

    total: int
    named: int | None
    listed: int
    elsewhere: float = 0.0


@dataclass(frozen=True, slots=True)
class RunMeasures:
    """What one run of a portal was measured by.

    Attributes:
        portal_run: Its row.
        started_at: UTC.
        fields: By name.
        lists: Entries on the first page of each column; a column answered with 304 is not among them.
        totals: Of the columns whose lists state how many entries they have.
        drifted: Whether its verdict was that the site has changed: then nothing is held against it.
        rules: Checksum of the rules that it read pages with; None where it was not noted.
    """

    portal_run: int
    started_at: str
    fields: Mapping[str, FieldMeasure] = field(default_factory=dict)
    lists: Mapping[str, int] = field(default_factory=dict)
    drifted: bool = False
    rules: int | None = None
    totals: Mapping[str, ListTotals] = field(default_factory=dict)


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
        self._lists: dict[tuple[str, str], tuple[int, int | None, int]] = {}
        self._given: dict[tuple[str, str], tuple[int, int]] = {}

    def take(self, change: Change) -> None:
        """Count what a change says of its portal's pages."""
        match change:
            case ArticleFetched(article):
                self._take_article(article)
            case Quarantined(portal, field=name) if name in FIELDS:
                self._fields[portal, name].pages += 1
            case ListChecked(portal, column, status=status, named=named, first=True) if status != 304:
                self._lists[portal, column] = named, change.total, change.elsewhere
            case ColumnCompleted(portal, column, total=int(total), given=int(given)):
                self._given[portal, column] = total, given
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
        fields = [
            (portal_runs[portal], name, one)
            for (portal, name), one in self._fields.items()
            if portal in portal_runs
        ]
        connection.executemany(
            """
            INSERT INTO field_measures VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET
                pages = pages + excluded.pages, filled = filled + excluded.filled,
                disputed = disputed + excluded.disputed, size = size + excluded.size
            """,
            [(run, name, one.pages, one.filled, one.disputed, one.size) for run, name, one in fields],
        )
        connection.executemany(
            "INSERT INTO witness_measures VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET pages = pages + excluded.pages",
            [
                (run, name, witness, pages)
                for run, name, one in fields
                for witness, pages in one.heard.items()
            ],
        )
        self._write_lists(connection, portal_runs)

    def _write_lists(self, connection: sqlite3.Connection, portal_runs: Mapping[str, int]) -> None:
        connection.executemany(
            "INSERT INTO list_measures (portal_run, column, entries, total, elsewhere) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET"
            " entries = excluded.entries, total = excluded.total, elsewhere = excluded.elsewhere",
            [
                (portal_runs[portal], column, *counts)
                for (portal, column), counts in self._lists.items()
                if portal in portal_runs
            ],
        )
        connection.executemany(
            "UPDATE list_measures SET total = ?, named = ? WHERE portal_run = ? AND column = ?",
            [
                (total, given, portal_runs[portal], column)
                for (portal, column), (total, given) in self._given.items()
                if portal in portal_runs
            ],
        )


def count_listed(connection: sqlite3.Connection, portal_run: int) -> None:
    """Count, for a run's columns whose lists state a total, the documents that each has named so far."""
    connection.execute(
        """
        WITH named AS MATERIALIZED (
            SELECT json_each.key AS column, count(*) AS documents FROM pages, json_each(pages.columns)
            WHERE pages.portal = (SELECT portal FROM portal_runs WHERE number = :run)
                AND EXISTS (SELECT 1 FROM list_measures WHERE portal_run = :run AND total IS NOT NULL)
            GROUP BY 1
        )
        UPDATE list_measures
        SET listed = coalesce((SELECT documents FROM named WHERE named.column = list_measures.column), 0)
        WHERE portal_run = :run AND total IS NOT NULL
        """,
        {"run": portal_run},
    )
    connection.execute(
        """
        UPDATE lists SET listed = measured.listed
        FROM list_measures AS measured, portal_runs AS run
        WHERE measured.portal_run = :run AND run.number = :run AND measured.listed IS NOT NULL
            AND lists.portal = run.portal AND lists.column = measured.column
        """,
        {"run": portal_run},
    )
