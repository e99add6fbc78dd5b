"""How every portal is: its last run, since when it is in trouble, what is stored and what waits."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from envnews.run.outcome import WELL
from envnews.store.crawl.runs import Outcome
from envnews.store.file.database import connect, storage_errors

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_STATUS: Final = """
    WITH good AS (
        SELECT portal, max(number) AS number FROM portal_runs
        WHERE outcome IN ('ok', 'nothing_new', 'skipped_javascript') GROUP BY portal
    )
    SELECT
        health.portal, health.title, health.outcome, health.message, health.started_at, health.ended_at,
        health.articles, health.newest, health.unfinished, health.quarantined,
        alarms.told_at, (SELECT started_at FROM portal_runs WHERE number = good.number) AS last_good_at,
        (
            SELECT min(started_at) FROM portal_runs AS later
            WHERE later.portal = health.portal AND later.number > coalesce(good.number, 0)
        ) AS since
    FROM v_portal_health AS health LEFT JOIN good ON good.portal = health.portal
    LEFT JOIN alarms ON alarms.subject = health.portal
    ORDER BY health.portal
"""

_RUNS: Final = """
    SELECT
        started_at, outcome, iif(counters = '{}', NULL, coalesce(counters ->> 'requests', 0)),
        coalesce(counters ->> 'new', 0), coalesce(counters ->> 'revised', 0), message, reasons, unverified_hosts
    FROM portal_runs WHERE portal = ? ORDER BY number DESC LIMIT 6
"""

_COLUMNS: Final = """
    SELECT
        columns.portal, columns.name, lists.checked_at, lists.completed_at, lists.total, lists.named,
        lists.listed, coalesce(stored.articles, 0), stored.newest
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

_QUARANTINE: Final = """
    SELECT portal, reason, count(*), url, message, max(last_at) FROM quarantine
    WHERE resolved_at IS NULL GROUP BY portal, reason ORDER BY portal, count(*) DESC, reason
"""
"""SQLite takes the other columns from the row with the maximum."""


@dataclass(frozen=True, slots=True)
class QuarantineStatus:
    """Pages that gave no article for one reason: how many, and the address and the message of the last."""

    reason: str
    pages: int
    url: str
    message: str


@dataclass(frozen=True, slots=True)
class ColumnStatus:
    """A column: when it was looked at, how many entries its list states, how many articles are stored.

    Attributes:
        total: Entries that its list states; None where it states none.
        named: Entries that the list gave when it was last read to its end.
        listed: Documents that it has named so far; None where it states no total.
    """

    name: str
    checked_at: str | None
    completed_at: str | None
    total: int | None
    named: int | None
    listed: int | None
    articles: int
    newest: str | None


@dataclass(frozen=True, slots=True)
class RunStatus:
    """A portal's part of a run.

    Attributes:
        outcome: None while it lasts.
        requests: None, as `new` and `revised`, where nobody has counted: while it lasts, or where its process was killed.
        reasons: What the portal was in trouble for, see `Verdict`.
        unverified_hosts: Its hosts whose certificate was exempted from verification.
    """

    started_at: str
    outcome: Outcome | None
    requests: int | None
    new: int | None
    revised: int | None
    message: str
    reasons: tuple[str, ...]
    unverified_hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PortalStatus:
    """A portal as its last run left it; times are UTC.

    Attributes:
        outcome: Of the last run; None while it lasts or where there was none.
        since: Start of the first run that did not end well since the last one that did.
        told_at: When the operator was last told of a trouble that lasts or has just ended.
        runs: The last runs, the latest first.
        fill: For each field the share of the last measured run's pages that gave it.
        disputed: Likewise, the share on which witnesses disagreed.
        in_quarantine: Why pages gave no article, the commonest reason first.
    """

    portal: str
    title: str
    outcome: Outcome | None
    message: str
    started_at: str | None
    last_good_at: str | None
    since: str | None
    told_at: str | None
    articles: int
    newest: str | None
    unfinished: int
    quarantined: int
    columns: tuple[ColumnStatus, ...]
    fill: Mapping[str, float]
    disputed: Mapping[str, float]
    runs: tuple[RunStatus, ...]
    in_quarantine: tuple[QuarantineStatus, ...] = ()

    @property
    def unverified_hosts(self) -> tuple[str, ...]:
        """Hosts whose certificate was exempted from verification in the last run."""
        return self.runs[0].unverified_hosts if self.runs else ()

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
        kept = _quarantine(connection)
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
                told_at=told_at,
                articles=articles,
                newest=newest,
                unfinished=unfinished,
                quarantined=quarantined,
                columns=tuple(columns.get(portal, ())),
                fill=fill.get(portal, {}),
                disputed=disputed.get(portal, {}),
                runs=tuple(_runs(connection, portal)),
                in_quarantine=tuple(kept.get(portal, ())),
            )
            for portal, title, outcome, message, started_at, _, articles, newest, unfinished, quarantined, told_at, last_good_at, since in connection.execute(
                _STATUS
            )
        )


def _runs(connection: sqlite3.Connection, portal: str) -> Iterator[RunStatus]:
    for started_at, outcome, requests, new, revised, message, *lists in connection.execute(_RUNS, (portal,)):
        yield RunStatus(
            started_at,
            Outcome(outcome) if outcome else None,
            *(requests, new if requests is not None else None, revised if requests is not None else None),
            message or "",
            *(tuple(json.loads(one)) for one in lists),
        )


def _columns(connection: sqlite3.Connection) -> dict[str, list[ColumnStatus]]:
    found: dict[str, list[ColumnStatus]] = {}
    for portal, *values in connection.execute(_COLUMNS):
        found.setdefault(portal, []).append(ColumnStatus(*values))
    return found


def _quarantine(connection: sqlite3.Connection) -> dict[str, list[QuarantineStatus]]:
    found: dict[str, list[QuarantineStatus]] = {}
    for portal, *values, _ in connection.execute(_QUARANTINE):
        found.setdefault(portal, []).append(QuarantineStatus(*values))
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
    more = {"well": portal.well, "unverified_hosts": portal.unverified_hosts}
    return json.dumps(asdict(portal) | more, ensure_ascii=False)
