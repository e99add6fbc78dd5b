"""Rows of list pages: which links are articles, their full titles and dates.

A link is an entry where its address has the form of the portal's articles. Rows are found by selectors,
the portal's own first; among several blocks of links on a page those with dates are the list, the others
are navigation and recommendations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from envnews.extract.page.anchors import address_of
from envnews.extract.page.selectors import select_all, text_of
from envnews.model import ListEntry, Problem, Timestamp
from envnews.normalize import clean, find_date, find_split_date, host_of, parse_date, without_visit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from lxml import etree

    from envnews.extract.page.document import Document

_DIGIT = re.compile(r"\d")
_DATE_ONLY = re.compile(r"[\s\[(（【]*(?:\d{4}\s?[-./年]\s?)?\d{1,2}\s?[-./月]\s?\d{1,2}\s?日?[\s\])）】]*")
_LONGEST_DATE = 48
"""Characters: 发布日期：2022年07月22日 10时30分 with brackets and spaces; a longer text is no date."""
_MOST_LINKS = 2
"""Articles that one row may name; what names more is a block, and a date in it that of one of them."""
_CELLS_ABOVE = 2
"""Elements around a row in which its date is looked for."""
_CELL = frozenset({"div", "li", "tr", "dl", "section", "article", "p"})
"""What such an element is; one of any other kind holds more than a row."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """What an article's address looks like on a portal, and the hosts that are the portal's."""

    pattern: re.Pattern[str]
    hosts: frozenset[str]
    columns: frozenset[str] = frozenset()
    """Addresses of columns without scheme: on some platforms they look like articles."""

    def is_article(self, url: str) -> bool:
        """Return whether the URL is an article of this portal, whatever it says of the visit."""
        if host_of(url) not in self.hosts:
            return False
        if not self.pattern.search(url) and not self.pattern.search(without_visit(url)):
            return False
        return url.partition("://")[2] not in self.columns

    def problem(self, url: str) -> Problem:
        """Return the problem of a URL in a list that is no article of this portal."""
        if host_of(url) in self.hosts:
            return Problem(
                "links", "unrecognised_link", f"{url} does not look like an article; see article_url"
            )
        return Problem("links", "foreign_link", f"{url} is on another site and not fetched")


@dataclass(slots=True)
class _Row:
    element: etree._Element
    links: dict[str, list[etree._Element]] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    published: Timestamp | None = None

    @property
    def block(self) -> etree._Element | None:
        return self.element.getparent()


def read_rows(
    document: Document, selectors: Sequence[str], addresses: Addresses, base: datetime | None
) -> tuple[tuple[ListEntry, ...], tuple[Problem, ...]]:
    """Return the entries of a list page in its order, and the links that lead elsewhere as problems.

    Args:
        document: The parsed page.
        selectors: CSS selectors of rows, tried in order; the first that finds an article wins.
        addresses: Form of the portal's article addresses.
        base: Time of the fetch, against which `07-22` and 昨天 are read.

    Returns:
        Where no row holds an article, the problems name the dated rows of the first selector that finds
        some: the list is there, but article addresses have changed their form.
    """
    strangers: list[_Row] = []
    for selector in selectors:
        rows = _rows(document, selector, addresses, base)
        listing = _dated_blocks(rows)
        if listing:
            entries: dict[str, ListEntry] = {}
            for row in listing:
                for entry in _entries(row):
                    entries.setdefault(entry.url, entry)
            return tuple(entries.values()), tuple(_elsewhere(listing, addresses))
        strangers = strangers or [row for row in rows if _date(row, base)]
    return (), tuple(_elsewhere(strangers, addresses))


def _rows(document: Document, selector: str, addresses: Addresses, base: datetime | None) -> list[_Row]:
    """Sort the page's links into the innermost rows that hold them."""
    # In the order of the page, so that a row within another comes later and takes its own links.
    innermost = {
        anchor: element for element in select_all(document.places, selector) for anchor in element.iter("a")
    }
    rows: dict[etree._Element, _Row] = {}
    for anchor in document.root.iter("a"):
        element = innermost.get(anchor)
        if element is None:  # most links of a page are menus
            continue
        url = address_of(anchor, document.base_url)
        if url is None:
            continue
        row = rows.setdefault(element, _Row(element))
        if addresses.is_article(url):
            row.links.setdefault(url, []).append(anchor)
        else:
            row.others.append(url)
    for row in rows.values():
        if 0 < len(row.links) <= _MOST_LINKS:
            row.published = next(filter(None, (_date(part, base) for part in _around(row))), None)
    return list(rows.values())


def _around(row: _Row) -> Iterator[_Row]:
    """Yield a row and the elements around it that hold no other link: its date may stand in a cell beside it."""
    yield row
    own = sum(len(anchors) for anchors in row.links.values()) + len(row.others)
    for element in islice(row.element.iterancestors(), _CELLS_ABOVE):
        if element.tag not in _CELL or sum(1 for _ in islice(element.iter("a"), own + 1)) > own:
            return
        yield _Row(element, row.links)


def _dated_blocks(rows: list[_Row]) -> list[_Row]:
    """Keep the blocks of rows that are the list: those with dates, where any block has some."""
    listing = [row for row in rows if row.links]
    dated = {row.block for row in listing if row.published}
    blocks = dated or {row.block for row in listing}
    return [row for row in rows if row.block in blocks]


def _entries(row: _Row) -> Iterator[ListEntry]:
    for url, anchors in row.links.items():
        yield ListEntry(url, max((_title(anchor) for anchor in anchors), key=len), row.published)


def _title(anchor: etree._Element) -> str:
    """Return the full headline: templates cut the text with an ellipsis and keep the whole in `title`."""
    text = clean(text_of(anchor))
    if len(anchor):
        # Some templates put the row's date inside its link.
        parts = [part for part in map(str, anchor.itertext()) if not _DATE_ONLY.fullmatch(part)]
        text = clean(" ".join(parts)) or text
    title = clean(anchor.get("title") or "")
    return title if len(title) >= len(text.rstrip(".… ")) else text


def _date(row: _Row, base: datetime | None) -> Timestamp | None:
    """Return the date of a row: a text that is nothing but a date, else a date among the row's other text."""
    texts: list[tuple[str, etree._Element | None]] = []
    for part in row.element.iter():
        if part.text and not part.text.isspace():
            texts.append((part.text, part))
        if part.tail and part is not row.element and not part.tail.isspace():
            texts.append((part.tail, part.getparent()))
    # The day stands large above year and month (17 / 2022-04), as www.mee.gov.cn and other templates print it.
    if split := find_split_date((text for text, _ in texts), base):
        return split
    for text, _ in texts:
        if len(text) <= _LONGEST_DATE and _DIGIT.search(text) and (found := parse_date(text, base)):
            return found
    linked = {part for anchors in row.links.values() for anchor in anchors for part in anchor.iter()}
    words = " ".join(" ".join(text for text, element in texts if element not in linked).split())
    found_inside = find_date(words, base)
    return found_inside.timestamp if found_inside else None


def _elsewhere(rows: list[_Row], addresses: Addresses) -> Iterator[Problem]:
    return (addresses.problem(url) for row in rows if not row.links for url in row.others)
