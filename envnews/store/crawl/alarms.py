"""What the operator was told of portals in trouble; `envnews.health.alarm` says what is told when."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from envnews.store.articles.rows import to_json, utc_text, utc_time

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Alarm:
    """What was told of one portal; times are UTC.

    Attributes:
        subject: Key of the portal, or another name of what is in trouble.
        since: When it was first told.
        reasons: What was told so far; see `Verdict`.
        told_at: When it was last told.
        well_since: Since when its runs go well; None while it is in trouble.
        told_well: Whether what was told last is that it is well.
        recoveries: How often that was told.
    """

    subject: str
    since: datetime
    reasons: frozenset[str]
    told_at: datetime
    well_since: datetime | None = None
    told_well: bool = False
    recoveries: int = 0


def read_alarms(connection: sqlite3.Connection) -> dict[str, Alarm]:
    """Return all alarms by their subject."""
    rows = connection.execute(
        "SELECT subject, since, reasons, told_at, well_since, told_well, recoveries FROM alarms"
    )
    return {
        subject: Alarm(
            subject,
            utc_time(since),
            frozenset(json.loads(reasons)),
            utc_time(told_at),
            utc_time(well_since) if well_since else None,
            bool(told_well),
            recoveries,
        )
        for subject, since, reasons, told_at, well_since, told_well, recoveries in rows
    }


def write_alarms(connection: sqlite3.Connection, alarms: Mapping[str, Alarm | None]) -> None:
    """Keep these alarms, in place of those of the same subjects; None ends one."""
    connection.executemany("DELETE FROM alarms WHERE subject = ?", [(subject,) for subject in alarms])
    connection.executemany(
        "INSERT INTO alarms (subject, since, reasons, told_at, well_since, told_well, recoveries)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        list(_rows(alarm for alarm in alarms.values() if alarm)),
    )


def _rows(alarms: Iterable[Alarm]) -> Iterable[tuple[object, ...]]:
    for alarm in alarms:
        well_since = utc_text(alarm.well_since) if alarm.well_since else None
        yield (
            *(alarm.subject, utc_text(alarm.since), to_json(sorted(alarm.reasons)), utc_text(alarm.told_at)),
            *(well_since, alarm.told_well, alarm.recoveries),
        )
