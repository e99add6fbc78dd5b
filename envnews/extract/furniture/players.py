"""Tell the words of a film's player from those of a text, by the names that its library gives their elements."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml import etree

# Video.js, JW Player, Plyr, MediaElement, xgplayer, DPlayer and their like.
_PLAYER: Final = re.compile(
    r"(?:^|[\s_-])(?:vjs|jw|plyr|mejs|xgplayer|dplayer|jwplayer|video|player)[_-]|[_-]player(?:$|[\s_-])"
)
_MESSAGE: Final = re.compile(
    r"(?:video player is loading|error loading media|current time|remaining time|duration|loaded|stream type"
    r"|seek to live|playback rate|"
    r"play video|(?:play|pause|mute|unmute|skip (?:back|for)ward|fullscreen|exit fullscreen|chapters"
    r"|descriptions|captions|subtitles|audio track|font|text|caption)\b.{0,24}$|"
    r"(?:this is a|close) modal|(?:beginning|end) of dialog|reset\b.{0,40}default|default, selected"
    r"|.{0,30}, selected$|%? ?buffered)",
    re.IGNORECASE,
)
_CELLS: Final = frozenset({"td", "th"})
_AROUND: Final = 6
"""Elements around a button of a player among which one is called after it."""


def is_of_player(text: str, element: etree._Element) -> bool:
    """Return whether a line without a Chinese letter is a button or message of a player, or stands in one by its name.

    So is what has been played at first, but in a table.
    """
    if text == "0%":
        return all(holder.tag not in _CELLS for holder in (element, *islice(element.iterancestors(), 2)))
    return _MESSAGE.match(text) is not None or any(
        names and _PLAYER.search(names)
        for holder in (element, *islice(element.iterancestors(), _AROUND))
        if (names := holder.get("class"))
    )
