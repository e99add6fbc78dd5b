"""What a portal's health is judged by: the measures of its last runs, and the days on which its columns published.

`envnews.store.crawl.measures` counts while articles are written; this reads the counts of many runs at once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from envnews.store.articles.rows import to_json, utc_text, utc_time
from envnews.store.crawl.elsewhere import Elsewhere, led_elsewhere
from envnews.store.crawl.measures import FieldMeasure, ListTotals, RunMeasures

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

_RUNS: Final = 60
"""Runs of a portal with articles that are looked back on; most runs of a quiet portal bring none."""
_LISTS: Final = 168
"""Runs whose lists are looked back on, two weeks of a run every two hours."""
_SOUND_FOR: Final = 90
"""Days for which the runs before a change of the site are remembered: so long is it told, if nobody mends it."""
_ARTICLES: Final = 4000
"""Articles of a portal whose days of publication are looked back on, the newest: months of a busy one."""


@dataclass(frozen=True, slots=True)
class PortalFacts:
    """What a portal's health is judged by.

    Attributes:
        runs: The last runs, the latest first.
        articles: How many articles the latest run fetched.
        alike: How many of them share their headline with another of them.
        columns: Names of the columns that are declared.
        days: Local dates on which each column, also one that is declared no more, published something, in order.
        watched: UTC time of the portal's first run.
        elsewhere: Documents that lead to other sites since an article was last found.
    """

    runs: tuple[RunMeasures, ...]
    articles: int
    alike: int
    columns: tuple[str, ...]
    days: Mapping[str, tuple[str, ...]]
    watched: str
    elsewhere: Elsewhere


_LOOKED_BACK_ON: Final = """
    SELECT number FROM (
        SELECT number FROM portal_runs AS run
        WHERE portal = :portal AND EXISTS (SELECT 1 FROM field_measures WHERE portal_run = run.number)
        ORDER BY number DESC LIMIT :runs
    ) UNION SELECT number FROM (
        SELECT number FROM portal_runs AS run
        WHERE portal = :portal AND outcome <> 'site_changed' AND started_at >= :sound
            AND EXISTS (SELECT 1 FROM field_measures WHERE portal_run = run.number)
        ORDER BY number DESC LIMIT :runs
    ) UNION SELECT number FROM (
        SELECT number FROM portal_runs AS run
        WHERE portal = :portal AND (outcome IS NULL OR outcome <> 'site_changed') AND started_at >= :sound
            AND EXISTS (SELECT 1 FROM list_measures WHERE portal_run = run.number)
        ORDER BY number DESC LIMIT :lists
    ) UNION SELECT max(number) FROM portal_runs WHERE portal = :portal
"""
"""The last runs with articles; those of a site that had not changed; likewise those with lists; and the last one."""

_WITNESSES: Final = """
    SELECT portal_run, field, witness, pages FROM witness_measures
    WHERE portal_run IN (SELECT value FROM json_each(?))
"""
_FIELDS: Final = """
    SELECT portal_run, field, pages, filled, disputed, size FROM field_measures
    WHERE portal_run IN (SELECT value FROM json_each(?))
"""
_ENTRIES: Final = """
    SELECT portal_run, "column", entries, total, named, listed, elsewhere FROM list_measures
    WHERE portal_run IN (SELECT value FROM json_each(?))
"""
_RUN_ROWS: Final = """
    SELECT number, started_at, outcome, counters ->> 'rules' FROM portal_runs
    WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number DESC
"""


def run_measures(connection: sqlite3.Connection, portal: str, sound: str) -> list[RunMeasures]:
    """Return what the last runs of a portal were measured by, the latest first.

    Args:
        connection: To the database.
        portal: Its key.
        sound: UTC time since which runs before a change of the site are looked back on.
    """
    looked_at = {"portal": portal, "runs": _RUNS, "lists": _LISTS, "sound": sound}
    numbers = (to_json([number for (number,) in connection.execute(_LOOKED_BACK_ON, looked_at)]),)
    heard: defaultdict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    for number, name, witness, pages in connection.execute(_WITNESSES, numbers):
        heard[number, name][witness] = pages
    fields: defaultdict[int, dict[str, FieldMeasure]] = defaultdict(dict)
    for number, name, pages, filled, disputed, size in connection.execute(_FIELDS, numbers):
        fields[number][name] = FieldMeasure(pages, filled, disputed, size, heard[number, name])
    lists: defaultdict[int, dict[str, int]] = defaultdict(dict)
    totals: defaultdict[int, dict[str, ListTotals]] = defaultdict(dict)
    for number, column, entries, total, named, listed, elsewhere in connection.execute(_ENTRIES, numbers):
        lists[number][column] = entries
        if total is not None and listed is not None:
            share = elsewhere / (entries + elsewhere) if elsewhere else 0.0
            totals[number][column] = ListTotals(total, named, listed, share)
    return [
        RunMeasures(
            number,
            started_at,
            fields[number],
            lists[number],
            outcome == "site_changed",
            rules,
            totals[number],
        )
        for number, started_at, outcome, rules in connection.execute(_RUN_ROWS, numbers)
    ]


def portal_facts(
    connection: sqlite3.Connection, portal_run: int, since: str, rules: int | None
) -> PortalFacts:
    """Return what the health of a portal is judged by.

    Args:
        connection: To the database.
        portal_run: The portal's part of the run that is being closed.
        since: Local date from which days of publication are looked back on.
        rules: Checksum of the rules that it read pages with.
    """
    portal, started_at, watched = connection.execute(
        "SELECT portal, started_at,"
        " (SELECT min(started_at) FROM portal_runs AS earlier WHERE earlier.portal = portal_runs.portal)"
        " FROM portal_runs WHERE number = ?",
        (portal_run,),
    ).fetchone()
    sound = utc_text(utc_time(started_at) - timedelta(days=_SOUND_FOR))
    latest, *earlier = run_measures(connection, portal, sound)
    columns = connection.execute("SELECT name FROM columns WHERE portal = ?", (portal,))
    return PortalFacts(
        (replace(latest, rules=rules), *earlier),
        *_repeated_headlines(connection, portal_run),
        tuple(name for (name,) in columns),
        _publication_days(connection, portal, since),
        watched,
        led_elsewhere(connection, portal, portal_run),
    )


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
