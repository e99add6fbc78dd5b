"""Which article of a story is its original, and how long the others took.

The original is the earliest. An article that names another publisher as its source is none where that publisher's own
article is in the story. A page that states a day alone may have been first or last on it: a department is taken to
have been, media not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from envnews.model import Precision, Timestamp

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHANNEL = re.compile(
    r"(?:(?:政府|政务|官方|门户)*(?:网站?|官网)|(?:官方)?(?:微信|微博)(?:公众号|平台)?|公众号|政务新媒体|发布)+$"
)
_STATE = re.compile(r"^(?:中华人民共和国|中国|国家)(?=生态环境部|环境保护部)")


@dataclass(frozen=True, slots=True)
class Member:
    """What decides an article's place in its story.

    Attributes:
        number: Row number in the database: the order of arrival.
        portal: Key of the portal.
        publisher: Title of the portal.
        official: Whether the portal is a ministry's or a department's.
        region: Region of the portal, None where it has none.
        published: Time of publication, None where the page states none.
        source: 来源, as displayed.
        source_agency: Id of the agency that the source is, None where it is not known.
        own_agency: Id of the agency that the portal itself is, None likewise.
    """

    number: int
    portal: str
    publisher: str
    official: bool
    region: str | None
    published: Timestamp | None
    source: str | None
    source_agency: str | None = None
    own_agency: str | None = None

    def names(self, other: Member) -> bool:
        """Return whether this article gives the other's publisher as its source, itself being another's.

        By the agencies where both are known, else by the names.
        """
        if self.portal == other.portal or not self.source:
            return False
        if self.source_agency and other.own_agency:
            return self.source_agency == other.own_agency
        return is_publisher(self.source, other.publisher, within=self.region == other.region)


def is_publisher(source: str, publisher: str, *, within: bool = False) -> bool:
    """Return whether a displayed source is the publisher of this name.

    Args:
        source: 来源, as displayed.
        publisher: Full name of a department or a medium.
        within: Whether the source stands on a portal of the publisher's own region, where 省生态环境厅 will do.

    >>> is_publisher("生态环境部官网", "生态环境部"), is_publisher("省生态环境厅", "浙江省生态环境厅", within=True)
    (True, True)
    """
    name = _STATE.sub("", _CHANNEL.sub("", source.strip()))
    full = _STATE.sub("", publisher)
    return bool(name) and (name == full or (within and name[0] in "省市区" and full.endswith(name)))


def original(candidates: Sequence[Member], publishers: Sequence[Member]) -> Member:
    """Return the original of a story.

    Args:
        candidates: Articles of the story that may be it, at least one.
        publishers: An article of each portal that the story has.
    """
    own = [member for member in candidates if not any(member.names(other) for other in publishers)]
    return min(own or candidates, key=_moment)


def _moment(member: Member) -> tuple[str, str, bool, int]:
    if member.published is None:
        return ("9999", "", not member.official, member.number)
    day, time = member.published.at.isoformat().split("T")
    if member.published.precision is Precision.DAY:
        time = "" if member.official else "~"
    return (day, time, not member.official, member.number)


def lag_minutes(first: Timestamp | None, later: Timestamp | None) -> int | None:
    """Return the minutes from one publication to another; whole days where one of them states a day alone.

    None where one is unknown. Negative for a reprint whose page bears an earlier time than the original it names.
    """
    if first is None or later is None:
        return None
    if Precision.DAY in {first.precision, later.precision}:
        return (later.at.date() - first.at.date()).days * 1440
    return round((later.at - first.at).total_seconds() / 60)
