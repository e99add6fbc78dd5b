"""The days that a run is about: `--since` and `--until`, compared with the dates that lists show.

A document outside is neither fetched nor noted, so a later run finds it as if it had just appeared. One
without a date in the list is fetched: nothing is left out on a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy.settings import BaseSettings

    from envnews.model import ListEntry


@dataclass(frozen=True, slots=True)
class Period:
    """Days of China's calendar, both included; None for no bound.

    >>> from datetime import datetime
    >>> from envnews.model import CHINA_TIME, ListEntry, Precision, Timestamp
    >>> entry = ListEntry("http://x/1", "公告", Timestamp(datetime(2022, 7, 22, tzinfo=CHINA_TIME), Precision.DAY))
    >>> Period(since=date(2022, 7, 22)).holds(entry), Period(until=date(2022, 7, 21)).holds(entry)
    (True, False)
    >>> Period(since=date(2022, 7, 23)).is_past([entry])
    True
    """

    since: date | None = None
    until: date | None = None

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Period:
        """Return the period that ENVNEWS_SINCE and ENVNEWS_UNTIL name, ISO 8601 dates."""
        since, until = (settings.get(f"ENVNEWS_{name}") for name in ("SINCE", "UNTIL"))
        return cls(date.fromisoformat(since) if since else None, date.fromisoformat(until) if until else None)

    def holds(self, entry: ListEntry | None) -> bool:
        """Return whether a row of a list, as far as it is dated, lies within."""
        if entry is None or entry.published is None:
            return True
        day = entry.published.at.date()
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)

    def is_past(self, entries: Iterable[ListEntry]) -> bool:
        """Return whether all rows of a page are older: then the following pages are older still."""
        since = self.since
        if since is None:
            return False
        return all(entry.published is not None and entry.published.at.date() < since for entry in entries)
