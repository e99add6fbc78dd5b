"""Which portals are due: each after its interval, failing ones less and less often.

The same command runs every hour or two for years, so the runs of the past decide what it asks for. A portal
that fails is left alone for twice its interval, then for four times, eight times and so on up to a longest
pause, until a run goes well again; one that asked for a pause (Retry-After) gets it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from envnews.store.crawl.runs import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from envnews.config import Configuration
    from envnews.net.hostmap import HostMap
    from envnews.spiders.portal import PortalSpider
    from envnews.store.crawl.history import PastRun

INTERVAL = 3600.0
"""Seconds between two crawls of a portal. News come a few times a day; who starts the command more often
than hourly does so for the portals that are due, not to ask all of them."""

LONGEST_PAUSE = 86_400.0
"""Seconds to which the pauses of a failing portal widen: a site that is back is noticed within a day."""

_TOLERANCE = 0.9
"""A schedule of two hours starts a little earlier or later each time, and must not skip a turn for that."""

_SOUND = frozenset(
    {Outcome.OK, Outcome.NOTHING_NEW, Outcome.DEGRADED, Outcome.GAP, Outcome.SKIPPED_JAVASCRIPT}
)
"""Outcomes after which a portal is asked at its usual interval: the site works."""


@dataclass(frozen=True, slots=True)
class NotDue:
    """A portal that was left out, and when it is due, in UTC."""

    portal: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a portal is asked: seconds between two crawls, and to what the pauses of failures widen.

    >>> Pace(3600.0, 86400.0).after(failures=2)
    datetime.timedelta(seconds=14400)
    """

    interval: float = INTERVAL
    longest_pause: float = LONGEST_PAUSE

    @classmethod
    def of(cls, portal: type[PortalSpider], configuration: Configuration, host_map: HostMap) -> Pace:
        """Return the pace of a portal; replicas need no sparing, unless an interval is configured."""
        configured = configuration.interval_of(portal.name)
        if configured is None and all(host_map.get(host) for host in portal.hosts):
            return cls(0.0, 0.0)
        longest = configuration.longest_pause
        return cls(
            INTERVAL if configured is None else configured, LONGEST_PAUSE if longest is None else longest
        )

    def after(self, failures: int) -> timedelta:
        """Return the pause after so many failures in a row."""
        widened: float = self.interval * 2**failures
        return timedelta(seconds=max(self.interval, min(widened, self.longest_pause)))


def due_at(past: Sequence[PastRun], pace: Pace, now: datetime) -> datetime | None:
    """Return when a portal is due by its past runs, the latest first; None for at once.

    A killed run leaves work behind, so the portal is due at once. A run that begins later than `now` was dated by a
    clock that was wrong: counted, it would keep the portal from being crawled until then, and nobody would be told.
    """
    past = [run for run in past if run.started_at <= now]
    if not past:
        return None
    last = past[0]
    if last.outcome in {None, Outcome.KILLED}:
        return last.not_before
    due = last.started_at + _TOLERANCE * pace.after(_failures(past))
    return max(due, last.not_before) if last.not_before else due


def _failures(past: Iterable[PastRun]) -> int:
    """Return how many of the last runs failed in a row; one that brought something new has not."""
    failures = 0
    for run in past:
        if run.outcome in _SOUND or run.new:
            break
        failures += run.outcome not in {None, Outcome.KILLED}
    return failures
