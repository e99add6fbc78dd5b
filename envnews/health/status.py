"""How every portal is: its last run, since when it is in trouble, what is stored and what waits."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from envnews.run.outcome import WELL
from envnews.store.database import connect, storage_errors
from envnews.store.runs import Outcome

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from pathlib import Path

_STATUS: Final = """
    WITH good AS (
        SELECT portal, max(number) AS number FROM portal_runs
        WHERE outcome IN ('ok', 'nothing_new', 'skipped_javascript') GROUP BY portal
    )
    SELECT
        health.portal, health.title, health.outcome, health.message, health.started_at, health.ended_at,
        health.articles, health.newest, health.unfinished, health.quarantined,
        (SELECT started_at FROM portal_runs WHERE number = good.number) AS last_good_at,
        (
            SELECT min(started_at) FROM portal_runs AS later
            WHERE later.portal = health.portal AND later.number > coalesce(good.number, 0)
        ) AS since
    FROM v_portal_health AS health LEFT JOIN good ON good.portal = health.portal ORDER BY health.portal
"""

_COLUMNS: Final = """
    SELECT
        columns.portal, columns.name, lists.checked_at, lists.completed_at, lists.total,
        coalesce(stored.articles, 0), stored.newest
    FROM columns
    LEFT JOIN lists ON lists.portal = columns.portal AND lists.column = columns.name
    LEFT JOIN (
        SELECT articles.portal, listed.value AS name, count(*) AS articles, max(published_on) AS newest
        FROM articles, json_each(articles.columns) AS listed
        WHERE articles.status = 'active' GROUP BY 1, 2
    ) AS stored ON stored.portal = columns.portal AND stored.name = columns.name
    ORDER BY columns.portal, columns.name
"""

_FILL: Final = """
    SELECT portal_runs.portal, measured.field, measured.pages, measured.filled, measured.disputed
    FROM field_measures AS measured JOIN portal_runs ON portal_runs.number = measured.portal_run
    WHERE portal_runs.number IN (
        SELECT max(portal_run) FROM field_measures JOIN portal_runs ON number = portal_run GROUP BY portal
    )
"""


@dataclass(frozen=True, slots=True)
class ColumnStatus:
    """A column: when it was looked at, how many entries its list states, how many articles are stored."""

    name: str
    checked_at: str | None
    completed_at: str | None
    total: int | None
    articles: int
    newest: str | None


@dataclass(frozen=True, slots=True)
class PortalStatus:
    """A portal as its last run left it; times are UTC.

    Attributes:
        outcome: Of the last run; None while it lasts or where there was none.
        since: Start of the first run that did not end well since the last one that did.
        fill: For each field the share of the last measured run's pages that gave it.
        disputed: Likewise, the share on which witnesses disagreed.
    """

    portal: str
    title: str
    outcome: Outcome | None
    message: str
    started_at: str | None
    last_good_at: str | None
    since: str | None
    articles: int
    newest: str | None
    unfinished: int
    quarantined: int
    columns: tuple[ColumnStatus, ...]
    fill: Mapping[str, float]
    disputed: Mapping[str, float]

    @property
    def well(self) -> bool:
        """Whether the last run ended well, or there is none to judge by."""
        return self.outcome is None or self.outcome in WELL


def read_status(database: Path) -> tuple[PortalStatus, ...]:
    """Return the state of all portals that the database knows.

    Raises:
        DataError: There is no database, or it is none of envnews's.
    """
    with storage_errors(database), closing(connect(database, readonly=True)) as connection:
        columns = _columns(connection)
        fill, disputed = _fill(connection)
        return tuple(
            PortalStatus(
                portal=portal,
                title=title,
                outcome=Outcome(outcome) if outcome else None,
                message=message or "",
                started_at=started_at,
                last_good_at=last_good_at,
                since=since if outcome and outcome not in WELL else None,
                articles=articles,
                newest=newest,
                unfinished=unfinished,
                quarantined=quarantined,
                columns=tuple(columns.get(portal, ())),
                fill=fill.get(portal, {}),
                disputed=disputed.get(portal, {}),
            )
            for portal, title, outcome, message, started_at, _, articles, newest, unfinished, quarantined, last_good_at, since in connection.execute(
                _STATUS
            )
        )


def _columns(connection: sqlite3.Connection) -> dict[str, list[ColumnStatus]]:
    found: dict[str, list[ColumnStatus]] = {}
    for portal, *values in connection.execute(_COLUMNS):
        found.setdefault(portal, []).append(ColumnStatus(*values))
    return found


def _fill(connection: sqlite3.Connection) -> tuple[dict[str, dict[str, float]], dict[str, dict[str, float]]]:
    fill: dict[str, dict[str, float]] = {}
    disputed: dict[str, dict[str, float]] = {}
    for portal, name, pages, filled, at_odds in connection.execute(_FILL):
        fill.setdefault(portal, {})[name] = round(filled / pages, 3)
        disputed.setdefault(portal, {})[name] = round(at_odds / pages, 3)
    return fill, disputed


def status_json(portal: PortalStatus) -> str:
    """Return a portal's state as one line of JSON."""
    return json.dumps(asdict(portal) | {"well": portal.well}, ensure_ascii=False)
