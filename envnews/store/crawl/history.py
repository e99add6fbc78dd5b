"""The past runs of portals, from which it follows when they are due."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from envnews.store.articles.rows import to_json, utc_time
from envnews.store.crawl.runs import Outcome
from envnews.store.file.database import connect, storage_errors

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

_RUNS = 16
"""Runs of a portal that are looked at: after as many failures its pauses grow no more."""


@dataclass(frozen=True, slots=True)
class PastRun:
    """A portal's part of a run.

    Attributes:
        started_at: UTC.
        outcome: None while it lasts, or where it was never told.
        not_before: UTC time before which the site asked not to be asked again; None without such.
        new: How many articles it brought that were new or edited.
    """

    started_at: datetime
    outcome: Outcome | None
    not_before: datetime | None = None
    new: int = 0


def past_runs(database: Path, portals: Iterable[str]) -> dict[str, list[PastRun]]:
    """Return the last runs of each portal, the latest first.

    Raises:
        DataError: There is no database, or it is none of envnews's.
        StorageError: The disk or a permission forbids it.
    """
    with storage_errors(database), closing(connect(database, readonly=True)) as connection:
        return {
            portal: [
                PastRun(
                    utc_time(started_at),
                    Outcome(outcome) if outcome else None,
                    utc_time(not_before) if not_before else None,
                    new or 0,
                )
                for started_at, outcome, not_before, new in connection.execute(
                    "SELECT started_at, outcome, not_before,"
                    " coalesce(counters ->> 'new', 0) + coalesce(counters ->> 'revised', 0)"
                    " FROM portal_runs WHERE portal = ? ORDER BY number DESC LIMIT ?",
                    (portal, _RUNS),
                )
            ]
            for portal in portals
        }


def troubled_since(database: Path, portals: Iterable[str]) -> dict[str, str]:
    """Return by portal when the first run began that did not end well since the last one that did, in UTC.

    Raises:
        DataError: There is no database, or it is none of envnews's.
        StorageError: The disk or a permission forbids it.
    """
    with storage_errors(database), closing(connect(database, readonly=True)) as connection:
        return dict(
            connection.execute(
                """
                SELECT portal, min(started_at) FROM portal_runs AS run
                WHERE portal IN (SELECT value FROM json_each(?)) AND number > coalesce((
                    SELECT max(number) FROM portal_runs
                    WHERE portal = run.portal AND outcome IN ('ok', 'nothing_new', 'skipped_javascript')
                ), 0)
                GROUP BY portal
                """,
                (to_json(list(portals)),),
            )
        )
