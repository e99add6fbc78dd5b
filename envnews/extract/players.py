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
_AROUND: Final = 6
"""Elements around a button of a player among which one is called after it."""


def in_player(element: etree._Element) -> bool:
    """Return whether an element belongs to a player of films, whose libraries mark all of its buttons and messages."""
    return any(
        names and _PLAYER.search(names)
        for holder in (element, *islice(element.iterancestors(), _AROUND))
        if (names := holder.get("class"))
    )
