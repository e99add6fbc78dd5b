"""Read the rows of a list: where each link leads, and the date beside it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from envnews.extract.links.link_titles import day_in
from envnews.extract.links.row_dates import RowDates
from envnews.extract.links.row_words import is_prose
from envnews.extract.page.anchors import address_of
from envnews.extract.page.blocks import inner_text
from envnews.model import ListEntry
from envnews.normalize import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from envnews.model import Timestamp

_CLIMB: Final = 6
"""Ancestors of a link that may be its row."""
_BEHIND: Final = 2
"""Rows behind a link's own that may tell its day."""
_LINKS: Final = 6
"""Links of a row that are looked at."""
_TITLES: Final = 3
"""Links of a list in one of its rows, at most: the article, what explains it, its file."""
_FEW: Final = 8
"""Rows without a date after which a list is taken for one without dates."""
_ROWS: Final = frozenset({"li", "tr", "dd", "dl", "div", "p", "article", "section"})
_IN_LINE: Final = frozenset({"b", "em", "font", "i", "img", "small", "span", "strong"})
"""Elements that stand in a line of a page whose lines are parted by `br`."""
_LONGEST_LINE: Final = 60
"""Characters of what stands beside a link in such a line."""
_OF_PAGER: Final = re.compile(
    r"(?:首|[上下]一?|前一|后一|尾|末|第.{1,3})页|登[录陆錄]|注[册冊]|更多|返回|查看|详[细情]|搜索|English|[简繁]体"
)
"""Words of pagers, menus and buttons, beside which the page's clock stands."""


class Anchor(NamedTuple):
    """A link with its title and its place among the links of the page."""

    element: etree._Element
    title: str
    order: int


class _Holders:
    """The elements around the links of one list, each asked once how many of them it holds."""

    def __init__(self, links: Iterable[etree._Element]) -> None:
        self._links = frozenset(links)
        self._counts: dict[etree._Element, int] = {}

    def held(self, element: etree._Element) -> int:
        """Return how many links of the list an element holds, or one more than a row has where it is more."""
        if element not in self._counts:
            own = (link for link in element.iter("a") if link in self._links)
            self._counts[element] = sum(1 for _ in islice(own, _TITLES + 1))
        return self._counts[element]

    def row_of(self, link: etree._Element) -> etree._Element:
        """Return the widest element around a link that holds no other, the link itself where there is none."""
        return self._widest(link, 1)

    def row_beside(self, link: etree._Element) -> etree._Element:
        """Return the widest element around another link that holds none of the list, that link itself where there is none."""
        return self._widest(link, 0)

    def _widest(self, link: etree._Element, most: int) -> etree._Element:
        row = link
        for element in islice(link.iterancestors(), _CLIMB):
            if self.held(element) > most:
                break
            row = element
        return row


class Rows:
    """The rows of one page; what many links share is read once.

    Args:
        base_url: What relative addresses are relative to.
        base: Time of the fetch, against which dates without a year are read.
    """

    def __init__(self, base_url: str, base: datetime | None) -> None:
        self.base_url = base_url
        self._dates = RowDates(base)

    def addresses(self, anchors: Iterable[Anchor]) -> dict[str, Anchor]:
        """Return the link of each address, the one with the longest title that is no prose: picture, headline and lead often link to the same."""
        best: dict[str, Anchor] = {}
        for anchor in anchors:
            url = address_of(anchor.element, self.base_url)
            if url is not None and (url not in best or _names_better(anchor.title, best[url].title)):
                best[url] = anchor
        return best

    def entries(self, links: Mapping[str, Anchor]) -> tuple[ListEntry, ...]:
        """Return an entry with its date for each of these links, by address."""
        holders = _Holders(anchor.element for anchor in links.values())
        dates = [self._date_beside(anchor, holders) for anchor in links.values()]
        if len(links) > 2 and 2 * sum(map(bool, dates)) < len(links):
            dates = self._dates_of_rows(list(links.values()), dates, holders)
        return tuple(
            ListEntry(url, anchor.title, date)
            for (url, anchor), date in zip(links.items(), dates, strict=True)
        )

    def of_few_words(self, short: Iterable[Anchor], anchors: Iterable[Anchor]) -> list[Anchor]:
        """Return those links of few characters that stand beside a list's rows in one of their own, with its day (公示)."""
        holders = _Holders(anchor.element for anchor in anchors)
        rows = [(holders.row_beside(anchor.element), anchor) for anchor in short]
        # Columns are linked from several rows.
        addresses = Counter(href for href, _ in {(anchor.element.get("href"), row) for row, anchor in rows})
        return [
            anchor
            for row, anchor in rows
            if (row is not anchor.element or len(row))
            and addresses[anchor.element.get("href")] == 1
            and not _OF_PAGER.match(anchor.title)
            and (around := row.getparent()) is not None
            and holders.held(around) > 1
            and self._dates.in_row(row, anchor.title) is not None
        ]

    def _dates_of_rows(
        self, anchors: Sequence[Anchor], beside: list[Timestamp | None], holders: _Holders
    ) -> list[Timestamp | None]:
        """Return the dates in the rows of links that share these with others, of columns and keywords.

        A list of which the first rows have none is one without dates, and so is one of which most have none: then those
        count that were found beside links.
        """
        dates: list[Timestamp | None] = []
        for anchor in anchors:
            if len(dates) == _FEW and not any(dates):
                break
            row = holders.row_of(anchor.element)
            dates.append(
                beside[len(dates)]
                or self._dates.in_row(row, anchor.title)
                or self._date_behind(row, anchor.title, holders)
                or self._dates.declared_in(row)  # the lead of the article makes it long
            )
        found = sum(map(bool, dates))
        return dates if found > len(anchors) // 2 else beside

    def _date_behind(self, row: etree._Element, title: str, holders: _Holders) -> Timestamp | None:
        """Return the date in the rows behind that hold no link of the list: old tables print day and summary there."""
        for sibling in islice(row.itersiblings("tr", "dd", "p", "div"), _BEHIND):
            if holders.held(sibling):
                return None
            if found := self._dates.in_row(sibling, title):
                return found
        return None

    def _date_beside(self, anchor: Anchor, holders: _Holders) -> Timestamp | None:
        """Return the date in the link's row, outside its title; the row may be the link itself, and holds no other rows."""
        if len(anchor.element) and (found := self._dates.in_row(anchor.element, anchor.title)):
            return found
        for row in _rows_around(anchor.element):
            if holders.held(row) > _TITLES:
                break
            if found := self._dates.in_row(row, anchor.title):
                return found
        # A short title keeps its day (水质周报（2022-07-01）).
        told = day_in(anchor.title) or (_line_around(anchor.element) if not len(anchor.element) else "")
        return self._dates.in_text(told) if told else None


def _names_better(title: str, other: str) -> bool:
    if is_prose(title) != is_prose(other):
        return is_prose(other)
    return len(title) > len(other)


def _line_around(anchor: etree._Element) -> str:
    """Return the words beside a link in its line, where lines are parted by `br` alone; empty where another link shares it."""
    behind = [anchor.tail or ""]
    for element in anchor.itersiblings():
        if element.tag not in _IN_LINE:
            if element.tag == "a":
                return ""
            break
        behind += [*map(str, element.itertext()), element.tail or ""]
    else:
        if anchor.getprevious() is None:
            return ""  # the row has been looked at
    before: list[str] = []
    for element in anchor.itersiblings(preceding=True):
        before.insert(0, element.tail or "")
        if element.tag not in _IN_LINE:
            if element.tag == "a":
                return ""
            break
        before.insert(0, inner_text(element))
    else:
        around = anchor.getparent()
        before.insert(0, (around.text if around is not None else "") or "")
    return clean(f"{''.join(before)} {''.join(behind)}")[:_LONGEST_LINE]


def _rows_around(anchor: etree._Element) -> Iterator[etree._Element]:
    """Yield the link's row, and what is around it as long as it holds no other link; pictures often link the same page."""
    address = anchor.get("href")
    others: int | None = None
    for element in anchor.iterancestors():
        if element.tag not in _ROWS:
            continue
        links = sum(link.get("href") != address for link in islice(element.iter("a"), _LINKS))
        if others is not None and links > others:
            return
        yield element
        if others is not None:
            return
        others = links
