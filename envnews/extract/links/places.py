"""Tell where on a page links stand: by tags and classes of the elements around them, whose rows may differ a little."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.page.blocks import HEADINGS, names_of
from envnews.extract.page.named import PAGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from envnews.extract.links.rows import Anchor

Place = tuple[str, ...]
"""A step for each of the nearest elements around a link, tag.classes, the nearest first."""

_DEPTH: Final = 5
"""Ancestors that tell one place of a page from another."""
_CELLS: Final = frozenset(
    {
        "li", "tr", "td", "th", "dd", "dt", "p", "span", "h1", "h2", "h3", "h4", "h5", "h6", "em", "strong",
        "b", "font", "article",
    },
)  # fmt: skip
"""Elements whose classes tell the state of a row (new, read, hot) or its article's columns, and no place."""
# Rows of one list differ in these only.
_POSITION: Final = re.compile(r"\d+|first|last|odd|even|active|current|cur|on|hover", re.IGNORECASE)
_STEM: Final = 4
"""Letters that the names of two kinds of row share, at least (listNews, listNewsLast)."""
_ASIDE: Final = re.compile(
    r"(?:^|[\s_-])(?:side(?:bar)?|aside|widget|foot(?:er)?|nav(?:bar|igation)?|menu|copyright|friend(?:ly)?[-_]?links?|blogroll|swiper|carousel|slick|slider?|slideshow|banner)(?:$|[\s_\d-])"
    r"|side[-_]?bar|^(?:side|foot)[A-Z]",
    re.IGNORECASE,
)
_ASIDE_TAGS: Final = frozenset({"aside", "footer", "nav"})
_NEAR: Final = 2
"""Elements around a link among which a heading makes it a title."""


def place_of(element: etree._Element | None, known: dict[etree._Element, Place]) -> Place:
    """Return where the links of an element stand: what it and the nearest elements around it are called."""
    if element is None:
        return ()
    place = known.get(element)
    if place is None:
        tag = element.tag
        classes = "" if tag in _CELLS else classes_of(element)
        place = (f"{tag}.{classes}", *place_of(element.getparent(), known)[: _DEPTH - 1])
        known[element] = place
    return place


def classes_of(element: etree._Element) -> str:
    """Return the classes of an element without what tells its place among others (item-2, first, odd)."""
    return _POSITION.sub("", element.get("class") or "").strip(" -_")


def stands_aside(anchor: etree._Element) -> bool:
    """Return whether a link stands in a side column, a menu or the foot of a page, by the names of what is around it."""
    return any(
        element.tag in _ASIDE_TAGS or _ASIDE.search(names_of(element)) is not None
        for element in anchor.iterancestors()
        if element.tag not in PAGE
    )


def is_headed(anchor: etree._Element) -> bool:
    """Return whether a link is a heading, holds one or stands in one, as the titles of teasers do."""
    around = (anchor, *islice(anchor.iterancestors(), _NEAR))
    return (
        any(element.tag in HEADINGS for element in around) or next(anchor.iter(*HEADINGS), None) is not None
    )


def kinds_of_row(place: Place, anchors: Sequence[Anchor], others: dict[Place, list[Anchor]]) -> list[Place]:
    """Return the places of links that stand in rows of the same list, whose classes are a little different.

    One step of both places differs, by a class more or the end of its name, and such rows stand side by side.

    Args:
        place: Where the links of a group stand.
        anchors: The links of this group.
        others: All groups.
    """
    found: list[Place] = []
    beside: dict[int, set[etree._Element]] = {}
    for other, links in others.items():
        step = _differing(place, other)
        if step is None or len(links) > len(anchors):
            continue
        if step not in beside:
            beside[step] = {lists for anchor in anchors for lists in _lists_around(anchor.element, step)}
        if all(not beside[step].isdisjoint(_lists_around(link.element, step)) for link in links):
            found.append(other)
    return found


def _differing(place: Place, other: Place) -> int | None:
    """Return the only step in which two places differ, where both are kinds of one row; else None."""
    if len(place) != len(other):
        return None
    steps = [index for index, (one, two) in enumerate(zip(place, other, strict=True)) if one != two]
    return steps[0] if len(steps) == 1 and _are_alike(place[steps[0]], other[steps[0]]) else None


def _are_alike(one: str, two: str) -> bool:
    """Return whether two steps are kinds of one row.

    >>> _are_alike("div.item", "div.item big"), _are_alike("div.listNews", "div.listNewsL"), _are_alike("div.list", "ul.list")
    (True, True, False)
    >>> _are_alike("div.news", "div.hot")
    False
    """
    tag, _, classes = one.partition(".")
    tag_of_two, _, others = two.partition(".")
    if tag != tag_of_two or not classes or not others:
        return False
    shorter, longer = sorted((classes.split()[0], others.split()[0]), key=len)
    return len(shorter) >= _STEM and longer.startswith(shorter)


def _lists_around(anchor: etree._Element, step: int) -> list[etree._Element]:
    """Return the element in which the rows stand, and those around it as long as each holds but one element."""
    around = list(islice(anchor.iterancestors(), step + 1, step + 3))
    return [element for index, element in enumerate(around) if index == 0 or len(around[index - 1]) == 1]
