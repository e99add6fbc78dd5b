"""Freshness: a portal or a column that answers and lists, but has published nothing for far longer than it ever does.

Sites leave old lists in place when a column moves. Gaps are counted in working days, so neither weekends nor
the Golden Week look like silence, and each is held against its own rhythm, that of its last days of publication:
a silence is told until it ends, however long it lasts.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from envnews.health.finding import Finding, Kind
from envnews.health.workdays import workdays_between

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

LOOK_BACK: Final = timedelta(days=3 * 365)
"""How old the publications are that are looked at: a portal that has ended is told for so long."""

_SPAN: Final = timedelta(days=180)
"""How far back from its last publication a rhythm is looked for …"""
_ENOUGH: Final = 20
"""… or further, to as many days of publication: of a monthly portal these are two years."""
_FEWEST: Final = 12
"""Days of publication from which there is a rhythm, where there are no more in that span."""

_TIMES: Final = 3
"""How many usual gaps make a silence; research and newsrooms' own monitors settle on about three."""
_LONGER: Final = 2
"""How many of the long gaps of a portal that publishes on most days do …"""
_LONGER_OF_FEW: Final = 3
"""… and of what publishes less often, or of a column: the rarer, the more uneven."""
_COLUMN: Final = 15
"""Working days from which a column is silent while its portal speaks: columns are uneven, campaigns begin and end."""


def find_silence(days: Sequence[date], today: date, watched: date, column: str = "") -> Finding | None:
    """Return a finding where a portal or column has been silent for longer than its rhythm explains.

    Args:
        days: Local dates on which it published something, in order.
        today: Local date.
        watched: Local date of the portal's first run: silence is counted from there, none being told at first sight.
        column: The column whose days these are; empty for those of the whole portal.
    """
    if len(days) < _FEWEST:
        return None
    lately = [day for day in days if day >= days[-1] - _SPAN]
    rhythm = lately if len(lately) >= _ENOUGH else days[-_ENOUGH:]
    gaps = [workdays_between(first, second) for first, second in pairwise(rhythm)]
    # The longest gap may have been a failure, so the one below it is what it allows itself.
    usual, long = median(gaps), sorted(gaps)[-2]
    silence = workdays_between(max(rhythm[-1], watched), today) - 1  # today is not over
    longer = _LONGER if usual <= 1 and not column else _LONGER_OF_FEW
    if silence <= max(_TIMES * max(usual, 1), longer * long, _COLUMN if column else 0):
        return None
    message = (
        f"nothing published since {rhythm[-1]}, {workdays_between(rhythm[-1], today) - 1} working days; usual are"
        f" {usual:g}, and {long} was a long gap before: {_WHAT_TO_DO['column' if column else 'portal']}"
    )
    return Finding(Kind.STALE, column or "portal", message)


_WHAT_TO_DO: Final = {
    "portal": "open its columns in a browser, one may have moved",
    "column": "open it in a browser; if it has moved or ended, say so in `columns`",
}


def find_silences(
    by_column: Mapping[str, Sequence[date]], today: date, watched: date, declared: Collection[str]
) -> tuple[Finding, ...]:
    """Return the silence of a portal, or else those of its columns.

    Args:
        by_column: Local dates on which each column published something, in order.
        today: Local date.
        watched: Local date of the portal's first run.
        declared: Columns that are judged each: those that a menu led to come and go.
    """
    days = sorted({day for column in by_column.values() for day in column})
    if portal := find_silence(days, today, watched):
        return (portal,)
    found = (
        find_silence(own, today, watched, column) for column, own in by_column.items() if column in declared
    )
    return tuple(finding for finding in found if finding)
