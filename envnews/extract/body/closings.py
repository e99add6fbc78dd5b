"""Read the last line of a text where it states day, outlet and people without any label (江帆 / 临江日报 / 2022-07-22).

An office and a day below a document are its signature, and of the text; an outlet's name is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from envnews.extract.choose import agree
from envnews.extract.headline.titles import DATE
from envnews.extract.people.outlets import is_outlet
from envnews.extract.people.persons import is_person
from envnews.model import Origin, Timestamp
from envnews.normalize import find_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from envnews.extract.choose import Witnesses
    from envnews.extract.page.blocks import Block

_LONGEST: Final = 48
_BELOW: Final = 3
"""Lines below a text among which such a line stands."""
_BREAK: Final = re.compile(r"[\s|｜丨·、/／•【】\[\]（）()]+")


class Closing(NamedTuple):
    """What such a line states."""

    when: str
    outlet: str | None
    people: str | None


def read_closing(text: str) -> Closing | None:
    """Return what a line says if it is nothing but a day, an outlet and people, one of these two at least.

    >>> read_closing("江帆 / 临江日报 / 2022-07-22"), read_closing("临江市生态环境局 2022年7月22日")
    (Closing(when='2022-07-22', outlet='临江日报', people='江帆'), None)
    """
    if len(text) > _LONGEST or (found := DATE.search(text)) is None:
        return None
    words = [word for word in _BREAK.split(f"{text[: found.start()]} {text[found.end() :]}") if word]
    outlets = [word for word in words if is_outlet(word)]
    people = [word for word in words if is_person(word)]
    if not words or len(outlets) > 1 or len(outlets) + len(people) != len(words):
        return None
    return Closing(found[0], outlets[0] if outlets else None, "、".join(people) or None)


def hear_closing(below: Sequence[Block], base: datetime | None, witnesses: Witnesses) -> None:
    """Hear such a line below a text for what nothing else tells, unless its day is another article's."""
    if witnesses.has("published_at") and witnesses.has("source") and witnesses.has("author"):
        return
    for block in below[:_BELOW]:
        line = None if block.prose or block.is_link else read_closing(block.spaced)
        if line is None:
            continue
        known = witnesses.peek("published_at")
        when = find_date(line.when, base)
        if when is None or (isinstance(known, Timestamp) and not agree(known, when.timestamp)):
            return
        witnesses.add("published_at", Origin.GENERIC, when.timestamp, block.spaced, "last line")
        for field, value in (("source", line.outlet), ("author", line.people)):
            if not witnesses.has(field):
                witnesses.add(field, Origin.GENERIC, value, block.spaced, "last line")
        return
