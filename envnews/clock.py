"""The time of a run: it goes on evenly, whatever happens to the machine's clock in the meantime.

A clock that jumps while a crawl runs would date half of its fetches wrongly: articles of today would lie in the future
and go to quarantine, 昨天 would be another day, durations would be negative. So the clock of the machine is read once,
when the process starts, and the rest is counted.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Final

from envnews.errors import ConfigurationError

EARLIEST: Final = datetime(2022, 1, 1, tzinfo=UTC)
"""No clock is right that says less: machines without a battery begin in 1970, or when their system was made."""


def _seconds() -> float:
    """Return seconds of a count that nobody sets; on Linux it goes on while the machine sleeps."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


_START = datetime.now(UTC)
_COUNT = _seconds()


def now() -> datetime:
    """Return the time in UTC by the machine's clock at the start of this process, and what has passed since."""
    return _START + timedelta(seconds=_seconds() - _COUNT)


def require_set() -> None:
    """See that the machine's clock has been set.

    Raises:
        ConfigurationError: It says what cannot be.
    """
    if (at := now()) < EARLIEST:
        raise ConfigurationError(
            f"the clock of this machine says {at:%Y-%m-%dT%H:%M:%SZ}, which cannot be; set it (NTP) before a crawl, for"
            " dates without a year are read by it"
        )
