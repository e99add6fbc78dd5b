"""Find the article links of a list page of an unknown portal: the main list only.

A list is many links in the same place of the same structure. Links are grouped by where they stand (tags
and classes of their ancestors), and the group that carries the most headline text wins; a date beside the
links, which navigation never has, counts in its favour.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from envnews.extract.furniture.words import CUT_OFF
from envnews.extract.page.anchors import address_of
from envnews.extract.page.blocks import inner_text
from envnews.extract.page.document import parse
from envnews.extract.page.selectors import text_of
from envnews.model import ListEntry
from envnews.normalize import clean, find_date, find_split_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from envnews.model import Page, Timestamp

_DEPTH: Final = 5
"""Ancestors that tell one place of a page from another."""
_MIN_TITLE: Final = 5
_TELLING: Final = 6
"""Characters from which a title speaks for its group: navigation is shorter, some headlines too."""
_DATE_BONUS: Final = 20
_LONGEST_ROW: Final = 600
"""Characters of a row that are looked at for a date; longer ones are no rows."""
_LINES: Final = ("h1", "h2", "h3", "h4", "h5", "h6", "p")
_NAMED: Final = re.compile(r"^标题\s*[:：]\s*")
_CLIMB: Final = 6
"""Ancestors of a link that may be its row."""
_FEW: Final = 8
"""Rows without a date after which a list is taken for one without dates."""
_ROWS: Final = frozenset({"li", "tr", "dd", "dl", "div", "p", "article", "section"})
_CELLS: Final = frozenset(
    {
        "li", "tr", "td", "th", "dd", "dt", "p", "span", "h1", "h2", "h3", "h4", "h5", "h6", "em", "strong",
        "b", "font",
    },
)  # fmt: skip
# Rows of one list differ in these only.
_POSITION: Final = re.compile(r"\d+|first|last|odd|even|active|current|cur|on|hover", re.IGNORECASE)
# Where a row prints a date in two elements, one begins with a digit behind the other.
_TWO_PARTS: Final = re.compile(r"[\d年月日] \d")


class _Anchor(NamedTuple):
    """A link with its title; where it leads and when that was published is read where it may stand in the list."""

    element: etree._Element
    title: str


def extract_links(page: Page) -> tuple[ListEntry, ...]:
    """Return the links of the main list in page order: absolute URL, full title, date where one is stated.

    A title that the page cuts with an ellipsis is taken from the link's `title` attribute. Dates without
    a year are read against `page.fetched_at`.
    """
    document = parse(page)
    groups: dict[tuple[str, ...], list[_Anchor]] = {}
    places: dict[etree._Element, tuple[str, ...]] = {}
    for element in document.root.iter("a"):
        title = _title(element)
        if len(title) >= _MIN_TITLE:
            groups.setdefault(_place(element.getparent(), places), []).append(_Anchor(element, title))
    rows = _Rows(document.base_url, page.fetched_at)
    best: tuple[ListEntry, ...] = ()
    weight = 0
    for anchors in sorted(groups.values(), key=_most, reverse=True):
        # No date could make what is left, menus mostly, outweigh the list.
        if _most(anchors) <= weight:
            break
        entries = rows.entries(anchors)
        weighed = sum(_weight(entry.title, dated=entry.published is not None) for entry in entries)
        if weighed > weight:
            best, weight = entries, weighed
    return best


def _title(anchor: etree._Element) -> str:
    shown = _shown(anchor)
    attribute = anchor.get("title") or ""
    if "标题" in attribute:
        # Systems of governments say all they know: 标题：… 发布时间：…, a line each.
        attribute = _NAMED.sub("", attribute.strip()).partition("\n")[0]
    attribute = clean(attribute)
    return attribute if attribute and (CUT_OFF.search(shown) or not shown or shown in attribute) else shown


def _shown(anchor: etree._Element) -> str:
    """Return the words of a link; of one that is a whole row, its heading or first line."""
    if len(anchor):
        lines = [clean(inner_text(line)) for line in anchor.iter(*_LINES)]
        headed = next((line for line in lines if len(line) >= _MIN_TITLE), "")
        if headed and len(lines) > 1:
            return headed
    return clean(inner_text(anchor))


def _most(anchors: Sequence[_Anchor]) -> int:
    """Return what a group weighs if each of its links has a date."""
    return sum(_weight(anchor.title, dated=True) for anchor in anchors)


def _weight(title: str, *, dated: bool) -> int:
    """Return what a link weighs; a date no more than the title, for counts of comments stand beside dates, too."""
    headline = _headline(title)
    return headline + (min(headline, _DATE_BONUS) if dated else 0)


def _headline(title: str) -> int:
    length = len(title)
    return min(length, 40) if length >= _TELLING else 0


def _place(element: etree._Element | None, known: dict[etree._Element, tuple[str, ...]]) -> tuple[str, ...]:
    """Return where the links of an element stand: what it and the nearest elements around it are called.

    The classes of rows and cells tell state (new, read, hot), not place.
    """
    if element is None:
        return ()
    place = known.get(element)
    if place is None:
        tag = element.tag
        classes = "" if tag in _CELLS else _POSITION.sub("", element.get("class") or "").strip(" -_")
        place = (f"{tag}.{classes}", *_place(element.getparent(), known)[: _DEPTH - 1])
        known[element] = place
    return place


class _Rows:
    """The rows of one page; what many links share is read once.

    Args:
        base_url: What relative addresses are relative to.
        base: Time of the fetch, against which dates without a year are read.
    """

    def __init__(self, base_url: str, base: datetime | None) -> None:
        self._base_url = base_url
        self._base = base
        self._texts: dict[etree._Element, str] = {}

    def entries(self, anchors: Iterable[_Anchor]) -> tuple[ListEntry, ...]:
        """Return one entry an address, the one with the longest title: picture and headline often link to the same."""
        best: dict[str, _Anchor] = {}
        for anchor in anchors:
            url = address_of(anchor.element, self._base_url)
            if url is not None and (url not in best or len(anchor.title) > len(best[url].title)):
                best[url] = anchor
        dates = [self._date_beside(anchor) for anchor in best.values()]
        if len(best) > 2 and not any(dates):
            dates = self._dates_of_rows(list(best.values()))
        return tuple(
            ListEntry(url, anchor.title, date)
            for (url, anchor), date in zip(best.items(), dates, strict=True)
        )

    def _dates_of_rows(self, anchors: Sequence[_Anchor]) -> list[Timestamp | None]:
        """Return the dates in the rows of links that share these with others, of columns and keywords.

        A link's row is the widest element around it that holds no other link of the list.
        """
        around = [list(islice(anchor.element.iterancestors(), _CLIMB)) for anchor in anchors]
        held = Counter(element for elements in around for element in elements)
        dates: list[Timestamp | None] = []
        for anchor, elements in zip(anchors, around, strict=True):
            given_up = len(dates) >= _FEW and not any(dates)
            row = None if given_up else next((e for e in reversed(elements) if held[e] == 1), None)
            dates.append(None if row is None else self._date_in(row, anchor.title))
        return dates

    def _date_beside(self, anchor: _Anchor) -> Timestamp | None:
        """Return the date in the link's row, outside its title; the row may be the link itself."""
        if len(anchor.element) and (found := self._date_in(anchor.element, anchor.title)):
            return found
        for row in _rows_around(anchor.element):
            if found := self._date_in(row, anchor.title):
                return found
        return None

    def _date_in(self, row: etree._Element, title: str) -> Timestamp | None:
        text = self._texts.get(row)
        if text is None:
            text = self._texts[row] = clean(text_of(row))
        if not text or len(text) > _LONGEST_ROW:
            return None
        if _TWO_PARTS.search(text) and (split := find_split_date(map(str, row.itertext()), self._base)):
            return split
        found = find_date(text.replace(title, " "), self._base)
        return found.timestamp if found else None


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
