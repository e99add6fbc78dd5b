"""Find the article links of a list page of an unknown portal: the main list only.

A list is many links in the same place of the same structure. Links are grouped by where they stand (tags
and classes of their ancestors), and the group that carries the most headline text wins; a date beside the
links, which navigation never has, counts in its favour.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.anchors import address_of
from envnews.extract.blocks import inner_text
from envnews.extract.document import parse
from envnews.extract.selectors import text_of
from envnews.model import ListEntry, Page, Timestamp
from envnews.normalize import clean, find_date, find_split_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from lxml import etree

_DEPTH: Final = 5
"""Ancestors that tell one place of a page from another."""
_MIN_TITLE: Final = 5
_TELLING: Final = 6
"""Characters from which a title speaks for its group: navigation is shorter, some headlines too."""
_DATE_BONUS: Final = 20
_ROWS: Final = frozenset({"li", "tr", "dd", "dl", "div", "p", "article", "section"})
_CELLS: Final = frozenset(
    {
        "li",
        "tr",
        "td",
        "th",
        "dd",
        "dt",
        "p",
        "span",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "em",
        "strong",
        "b",
        "font",
    }
)
# Rows of one list differ in these only.
_POSITION: Final = re.compile(r"\d+|first|last|odd|even|active|current|cur|on|hover", re.IGNORECASE)
_CUT: Final = re.compile(r"(?:…+|\.{2,}|⋯)$")


@dataclass(frozen=True, slots=True)
class _Row:
    """A link with its place, its full title and the date beside it."""

    place: tuple[str, ...]
    url: str
    title: str
    published: Timestamp | None

    @property
    def weight(self) -> int:
        length = len(self.title)
        return (min(length, 40) if length >= _TELLING else 0) + (_DATE_BONUS if self.published else 0)


def extract_links(page: Page) -> tuple[ListEntry, ...]:
    """Return the links of the main list in page order: absolute URL, full title, date where one is stated.

    A title that the page cuts with an ellipsis is taken from the link's `title` attribute. Dates without
    a year are read against `page.fetched_at`.
    """
    document = parse(page)
    rows = [
        row
        for anchor in document.root.iter("a")
        if (row := _row(anchor, document.base_url, page.fetched_at)) is not None
    ]
    groups: dict[tuple[str, ...], list[_Row]] = {}
    for row in rows:
        groups.setdefault(row.place, []).append(row)
    if not groups:
        return ()
    best = max(groups.values(), key=_weight)
    return tuple(ListEntry(row.url, row.title, row.published) for row in _unique(best))


def _weight(rows: list[_Row]) -> int:
    return sum(row.weight for row in _unique(rows))


def _unique(rows: Iterable[_Row]) -> list[_Row]:
    """Keep one row a URL, the one with the longest title (a picture and a headline often link to the same)."""
    best: dict[str, _Row] = {}
    for row in rows:
        if row.url not in best or len(row.title) > len(best[row.url].title):
            best[row.url] = row
    return list(best.values())


def _row(anchor: etree._Element, base_url: str, base: datetime | None) -> _Row | None:
    url = address_of(anchor, base_url)
    if url is None:
        return None
    shown = clean(inner_text(anchor))
    attribute = clean(anchor.get("title") or "")
    title = attribute if attribute and (_CUT.search(shown) or not shown or shown in attribute) else shown
    if len(title) < _MIN_TITLE:
        return None
    return _Row(_place(anchor), url, title, _date_beside(anchor, title, base))


def _place(anchor: etree._Element) -> tuple[str, ...]:
    """Return where a link stands; the classes of rows and cells tell state (new, read, hot), not place."""
    place = [str(anchor.tag)]
    for element in islice(anchor.iterancestors(), _DEPTH):
        tag = str(element.tag)
        classes = "" if tag in _CELLS else _POSITION.sub("", element.get("class") or "").strip(" -_")
        place.append(f"{tag}.{classes}")
    return tuple(place)


def _date_beside(anchor: etree._Element, title: str, base: datetime | None) -> Timestamp | None:
    """Return the date in the link's row, outside its title."""
    for row in _rows_around(anchor):
        if found := _date_in(row, title, base):
            return found
    return None


def _rows_around(anchor: etree._Element) -> Iterator[etree._Element]:
    """Yield the link's row, and what is around it as long as it holds no other link."""
    own = 0
    for element in anchor.iterancestors():
        if element.tag not in _ROWS:
            continue
        links = sum(1 for _ in islice(element.iter("a"), 3))
        if own and links > own:
            return
        yield element
        if own:
            return
        own = links


def _date_in(row: etree._Element, title: str, base: datetime | None) -> Timestamp | None:
    text = clean(text_of(row))
    if not text or len(text) > 600:
        return None
    if split := find_split_date(map(str, row.itertext()), base):
        return split
    found = find_date(text.replace(title, " "), base)
    return found.timestamp if found else None
