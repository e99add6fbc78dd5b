"""Freshness: a portal that answers and lists, but has published nothing for far longer than it ever does.

Sites leave old lists in place when a column moves. Gaps are counted in working days, so neither weekends nor
the Golden Week look like silence, and each portal is held against its own rhythm.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from envnews.health.finding import Finding, Kind
from envnews.health.workdays import workdays_between

if TYPE_CHECKING:
    from collections.abc import Sequence

LOOK_BACK: Final = timedelta(days=180)
"""How far back a portal's rhythm is looked for."""

_ENOUGH: Final = 20
"""Days of publication from which there is a rhythm."""

_TIMES: Final = 3
"""How many usual gaps make a silence; research and newsrooms' own monitors settle on about three."""
_LONGER: Final = 2
"""How many of its long gaps do."""


def find_silence(days: Sequence[date], today: date) -> Finding | None:
    """Return a finding where a portal has been silent for longer than its rhythm explains.

    Args:
        days: Local dates on which it published something within `LOOK_BACK`, in order.
        today: Local date.
    """
    if len(days) < _ENOUGH:
        return None
    gaps = [workdays_between(first, second) for first, second in pairwise(days)]
    # The longest gap may have been a failure, so the one below it is what the portal allows itself.
    usual, long = median(gaps), sorted(gaps)[-2]
    silence = workdays_between(days[-1], today) - 1  # today is not over
    if silence <= max(_TIMES * max(usual, 1), _LONGER * long):
        return None
    message = (
        f"nothing published since {days[-1]}, {silence} working days; usual are {usual:g}, and"
        f" {long} was a long gap in half a year: open its columns in a browser, one may have moved"
    )
    return Finding(Kind.STALE, "portal", message)
