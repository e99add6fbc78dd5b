"""What articles are made of: times, links, pictures, files, topics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum

CHINA_TIME = timezone(timedelta(hours=8), "+08:00")
"""The one time zone of all Chinese portals; there has been no daylight saving time since 1991."""


class Precision(StrEnum):
    """How exactly a page states a time."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A moment with the precision in which it was stated; `at` is always at +08:00."""

    at: datetime
    precision: Precision

    def isoformat(self) -> str:
        """Return ISO 8601 with offset, to the second: `2022-07-22T07:10:17+08:00`."""
        return self.at.isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another article: absolute URL and the title as displayed."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the body: absolute URL and its caption, None where none is displayed."""

    url: str
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that the article offers: absolute URL, displayed name, type as lower-case extension."""

    url: str
    name: str
    type: str
    sha256: str | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic that an article has: its code and the words that decided, those of the headline first."""

    code: str
    words: tuple[str, ...]
