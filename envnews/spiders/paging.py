"""Where a list goes on, as its page says by links: 下一页, page numbers, a choice of pages.

Most templates of most vendors print such links, whatever addresses their pages have, so they are the first
thing to look for on a site that nobody has described, and they also tell the form of the addresses.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from envnews.extract.page.selectors import text_of
from envnews.normalize import absolute, clean, host_of
from envnews.spiders.page_calls import Functions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from envnews.extract.page.document import Document

_ORNAMENT = re.compile(r"^[\s\[\]【】()（）<>《》«»‹›＞>|·_-]+|[\s\[\]【】()（）<>《》«»‹›＞>|·_-]+$")
_NEXT = re.compile(
    r"下一?[页頁]|[后後]一?[页頁]|下一?[页頁]\s*next|next(?:\s*page)?|(?:加载|載入|加載)更多"
    r"|(?:更早|较旧|較舊)的?文章|older(?:\s+(?:posts|entries))?",
    re.IGNORECASE,
)
_ARROW = frozenset({">", "›", "＞", "→"})
"""Not `»` and `>>`, which lead to the last page as often."""
_NEXT_CLASS = re.compile(r"(?:^|[\s_-])next(?:[\s_-]?page)?(?:$|[\s_-])|nextpage|pagenext", re.IGNORECASE)
_NEXT_PICTURE = re.compile(r"(?:^|[/_-])next(?:[_-]?page)?\d?\.\w{3,4}$", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"第?\s*(\d{1,4})\s*[页頁]?")
_SCRIPTED = re.compile(
    r"""location(?:\.href)?\s*=\s*["']([^"'<>]+)["']|(?:open|assign|replace)\(["']([^"'<>]+)["']"""
)
_DIGITS = re.compile(r"\d+")
_PAGE_PARAMETER = re.compile(
    r"(?:^|[^a-z])(?:p|pn|pg|page|pageno|pagenum|pageindex|curpage|currpage|currentpage)$", re.IGNORECASE
)
_ADDRESSES = ("href", "value", "tagname", "data-href", "data-url")
"""Attributes that hold an address; ePortal's bar of pages has it in `tagname`."""
_NOWHERE = re.compile(r"\s*(?:#|javascript:|$)", re.IGNORECASE)
_OFFSETS = (0, -1, 1)
"""What is added to the number that people see: index_1.html is the second page of TRS."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """The form of the addresses of a list's pages.

    Attributes:
        before: What stands in front of the number.
        after: What stands behind it.
        offset: What is added to the number of the page as people count it.
    """

    before: str
    after: str
    offset: int

    def address(self, number: int) -> str:
        """Return the address of page `number`, counted from 1."""
        return f"{self.before}{number + self.offset}{self.after}"

    def number(self, url: str) -> int | None:
        """Return which page an address is, None where it is none of this list."""
        found = re.fullmatch(rf"{re.escape(self.before)}(\d+){re.escape(self.after)}", url)
        return int(found[1]) - self.offset if found else None


def linked_page(document: Document, url: str) -> str | None:
    """Return the address that 下一页 leads to; None where there is no such link, or it leads back here.

    Args:
        document: The list page.
        url: Its address.
    """
    functions = Functions(document.html)
    for anchor in _pressed(document):
        if says_next(anchor):
            target = _target(anchor, document, functions)
            if target and host_of(target) == host_of(url) and not same_page(target, url):
                return target
    for link in document.root.iter("link"):
        if (link.get("rel") or "").lower() == "next":
            target = absolute(link.get("href") or "", document.base_url)
            if target and host_of(target) == host_of(url) and not same_page(target, url):
                return target
    return None


def numbered_page(document: Document, url: str) -> str | None:
    """Return the address of the page after `url` by the numbers that its bar of pages links to."""
    numbers = page_numbers(document)
    numbering = measure(numbers)
    if numbering is None:
        return None
    # The first page often has an address of its own, without a number.
    here = numbering.number(url) or next((n for n, link in numbers.items() if same_page(link, url)), 1)
    return numbering.address(here + 1) if max(numbers) > here else None


def page_numbers(document: Document) -> Mapping[int, str]:
    """Return the addresses behind the page numbers that a list page shows, as links or in a choice."""
    numbers: dict[int, str] = {}
    functions = Functions(document.html)
    for element in _pressed(document, "option"):
        found = _PAGE_NUMBER.fullmatch(_ORNAMENT.sub("", clean(text_of(element))))
        if not found or not int(found[1]):
            continue
        target = _target(element, document, functions)
        if target and host_of(target) == host_of(document.url):
            numbers.setdefault(int(found[1]), target)
    return numbers


def measure(numbers: Mapping[int, str]) -> Numbering | None:
    """Return the form that most of the numbered addresses share.

    >>> measure({2: "http://a.cn/x/index_1.html", 3: "http://a.cn/x/index_2.html"})
    Numbering(before='http://a.cn/x/index_', after='.html', offset=-1)
    >>> measure({2: "http://a.cn/list.asp?id=2&page=2"})
    Numbering(before='http://a.cn/list.asp?id=2&page=', after='', offset=0)
    """
    found: dict[Numbering, set[int]] = defaultdict(set)
    for number, url in numbers.items():
        if number == 1:
            continue
        for digits in _DIGITS.finditer(url):
            for offset in _OFFSETS:
                if int(digits[0]) == number + offset and str(number + offset) == digits[0]:
                    numbering = Numbering(url[: digits.start()], url[digits.end() :], offset)
                    found[numbering].add(number)
    if not found:
        return None
    return max(found, key=lambda numbering: (len(found[numbering]), *_preference(numbering)))


def _preference(numbering: Numbering) -> tuple[bool, bool, int]:
    """Say which of several readings of one address is the likelier: a parameter called page, the later number."""
    name = numbering.before.removesuffix("=")
    named = name != numbering.before and _PAGE_PARAMETER.search(name) is not None
    return named, numbering.offset == 0, len(numbering.before)


def same_page(one: str, other: str) -> bool:
    """Return whether two addresses are one page: scheme, order of parameters and encoding do not count."""
    return _identity(one) == _identity(other)


def _identity(url: str) -> tuple[str, str, list[tuple[str, str]]]:
    parts = urlsplit(url)
    return parts.netloc, unquote(parts.path), sorted(parse_qsl(parts.query, keep_blank_values=True))


def says_next(anchor: etree._Element) -> bool:
    """Return whether a link or a button is the one to the next page: by what it says, shows or is called."""
    if "next" in (anchor.get("rel") or "").lower().split():
        return True
    for text in _labels(anchor):
        if text in _ARROW or _NEXT.fullmatch(_ORNAMENT.sub("", text)):
            return True
    if clean(text_of(anchor)):
        return False
    pictures = (image.get("src") or "" for image in anchor.iter("img"))
    return bool(_NEXT_CLASS.search(anchor.get("class") or "")) or any(map(_NEXT_PICTURE.search, pictures))


def _pressed(document: Document, *more: str) -> Iterator[etree._Element]:
    """Yield the links of a page and what else a script makes one of."""
    for element in document.root.iter("a", "button", "input", "li", "span", *more):
        if element.tag in {"a", *more} or element.get("onclick"):
            yield element


def _labels(anchor: etree._Element) -> Iterator[str]:
    yield clean(text_of(anchor))
    yield clean(anchor.get("title") or "")
    yield clean(anchor.get("aria-label") or "")
    if anchor.tag == "input":
        yield clean(anchor.get("value") or "")
    for image in anchor.iter("img"):
        yield clean(image.get("alt") or "")


def _target(element: etree._Element, document: Document, functions: Functions) -> str | None:
    """Return where a link, a button or an entry of a choice leads, be it by a script that sets the location."""
    stated = next((one for name in _ADDRESSES if not _NOWHERE.match(one := element.get(name) or "")), "")
    if element.tag == "option" and not re.search(r"[/.?=]", stated):
        return None
    script = f"{element.get('href') or element.get('value') or ''} {element.get('onclick') or ''}"
    if scripted := _SCRIPTED.search(script):
        return absolute(scripted[1] or scripted[2], document.base_url)
    if stated and element.tag in {"a", "option"}:
        return absolute(stated, document.base_url)
    called = functions.address(element)
    return absolute(called, document.base_url) if called else None
