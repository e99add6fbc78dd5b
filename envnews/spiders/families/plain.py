"""Lists of links, and nothing more: the family of sites whose CMS is their own or not known.

The next page is found by what the page itself says, a vendor's script or a link 下一页, then by the declared
form of addresses (`list_p2.html`, `?page=2`, `index_2.html`), then by the page numbers that it links to. Where
the bar of pages is drawn by a script, the next page is asked for, and a 404, an empty page or a repeated one
ends the list; where the second page may carry the number 1 or 2, both are asked for. Where the declared rows find
nothing, any article link of the page is an entry, and addresses in scripts and JSON are the last resort.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from envnews.extract.links.list_page import extract_links
from envnews.extract.page.anchors import address_of
from envnews.extract.page.document import Document, parse
from envnews.extract.page.selectors import text_of
from envnews.model import Column, ListEntry, ListPage, ListRequest, Page, Problem
from envnews.normalize import absolute, clean
from envnews.spiders.lists import Addresses, read_rows
from envnews.spiders.paging import linked_page, numbered_page
from envnews.spiders.parts import PagedArticleSpider
from envnews.spiders.posted import posted_page
from envnews.spiders.scripts import scripted_page
from envnews.spiders.shells import empty_shell

_QUOTED = re.compile(r"""["']((?:https?:)?\\?/[^"'\s<>]{4,300})["']""")
_SCRIPTED_ENTRIES = 500


class PlainSpider(PagedArticleSpider):
    """A portal with lists of links.

    Attributes:
        next_page: The address of page n relative to the column's: `list_p{page}.html`, or a query parameter
            with a leading question mark: `?page={page}`; `{name}` stands for the column's file without
            extension. None where only the links of the pages tell.
        second_page: The number that the second page carries; 1 where it may be 1 or 2.
    """

    family = "plain"
    family_rows: ClassVar[tuple[str, ...]] = ("ul > li", "tr", "dl > dd", "div")

    next_page: ClassVar[str | None] = "?page={page}"
    second_page: ClassVar[int] = 2

    @classmethod
    def read_list(cls, page: Page, column: Column) -> ListPage:
        """Return the rows of a list page and the next page."""
        return cls._read_numbered(page, column, cls.next_page, cls.second_page)

    @classmethod
    def _read_numbered(cls, page: Page, column: Column, pattern: str | None, second: int) -> ListPage:
        document = parse(page)
        entries, problems = read_rows(document, cls.rows, cls.addresses, page.fetched_at)
        if not entries:
            entries, problems = cls._family_list(document, page, problems)
        extension = (pattern or "").rpartition(".")[2] or "html"
        scripted = scripted_page(document.html, page.url, extension)
        if scripted:
            following = scripted.next
        else:
            following = cls._following(document, page.url, column, pattern, second) if entries else None
        if not (entries or problems or scripted):
            problems = empty_shell(document)
        return ListPage(entries, following, scripted.total if scripted else None, problems)

    @classmethod
    def _family_list(
        cls, document: Document, page: Page, problems: tuple[Problem, ...]
    ) -> tuple[tuple[ListEntry, ...], tuple[Problem, ...]]:
        """Return the entries of a list whose rows nobody has declared, or no longer has right.

        Of the family's forms of rows that one is the list which names most articles with their day: a box of
        recommendations may have rows of another form. What else stands in the page's main list is added.
        """
        read = [read_rows(document, (rows,), cls.addresses, page.fetched_at) for rows in cls.family_rows]
        entries, found = max(read, key=_dated_first, default=((), ()))
        if not entries:
            return any_entries(document, page, cls.addresses), problems or found
        known = {entry.url for entry in entries}
        main = [link for link in extract_links(page) if cls.addresses.is_article(link.url)]
        more = tuple(link for link in main if link.url not in known)
        return (*entries, *more), found

    @classmethod
    def _following(
        cls, document: Document, url: str, column: Column, pattern: str | None, second: int
    ) -> ListRequest | None:
        """Return the request for the next page of a list whose script says nothing."""
        if linked := linked_page(document, url):
            return ListRequest(linked, guess=True)
        if posted := posted_page(document, url):
            return posted
        numbered = numbered_page(document, url)
        if pattern is None or (numbered and _number(pattern, column.url, numbered) is None):
            return ListRequest(numbered, guess=True) if numbered else None
        return following_page(pattern, second, document, url, column)


def _dated_first(
    read: tuple[tuple[ListEntry, ...], tuple[Problem, ...]],
) -> tuple[int, int]:
    return sum(entry.published is not None for entry in read[0]), len(read[0])


def any_entries(document: Document, page: Page, addresses: Addresses) -> tuple[ListEntry, ...]:
    """Return the article links of a page whose rows have no known form, in its order."""
    entries = {entry.url: entry for entry in extract_links(page) if addresses.is_article(entry.url)}
    if not entries:
        for anchor in document.root.iter("a"):
            url = address_of(anchor, document.base_url)
            if url and addresses.is_article(url):
                title = clean(anchor.get("title") or text_of(anchor))
                entries.setdefault(url, ListEntry(url, title))
    return tuple(entries.values()) or _scripted_entries(document, addresses)


def _scripted_entries(document: Document, addresses: Addresses) -> tuple[ListEntry, ...]:
    """Return the article addresses in the scripts of a page, or in what an interface answers."""
    entries: dict[str, ListEntry] = {}
    for found in _QUOTED.finditer(document.html):
        url = absolute(found[1].replace("\\/", "/"), document.base_url)
        if url and addresses.is_article(url):
            entries.setdefault(url, ListEntry(url, ""))
        if len(entries) >= _SCRIPTED_ENTRIES:
            break
    return tuple(entries.values())


def following_page(
    pattern: str, second: int, document: Document, url: str, column: Column
) -> ListRequest | None:
    """Return the request for the page after `url`, None where the page's links say that it is the last.

    Args:
        pattern: Addresses of list pages, as `PlainSpider.next_page`.
        second: The number that the second page carries.
        document: The list page.
        url: Its address.
        column: The column that it belongs to.
    """
    number = _number(pattern, column.url, url)
    following = second if number is None else number + 1
    links = (absolute(anchor.get("href") or "", document.base_url) for anchor in document.root.iter("a"))
    numbers = [_number(pattern, column.url, link) for link in links if link]
    if any(numbers) and max(filter(None, numbers)) < following:
        return None
    otherwise = (page_address(pattern, column.url, 2),) if number is None and second == 1 else ()
    return ListRequest(page_address(pattern, column.url, following), guess=True, otherwise=otherwise)


def page_address(pattern: str, column_url: str, number: int) -> str:
    """Return the address of page `number`.

    >>> page_address("list_p{page}.html", "http://www.hbzhan.com/news/t14/list.html", 2)
    'http://www.hbzhan.com/news/t14/list_p2.html'
    >>> page_address("{name}_{page}.htm", "http://www.example.com/hjyw.htm", 2)
    'http://www.example.com/hjyw_2.htm'
    >>> page_address("?page={page}", "http://www.h2o-china.com/news/field?fid=3&page=1", 2)
    'http://www.h2o-china.com/news/field?fid=3&page=2'
    """
    if not pattern.startswith("?"):
        name = urlsplit(column_url).path.rpartition("/")[2].rpartition(".")[0] or "index"
        return urljoin(column_url, pattern.format(page=number, name=name))
    parts = urlsplit(column_url)
    added = dict(parse_qsl(pattern[1:].format(page=number)))
    query = dict(parse_qsl(parts.query, keep_blank_values=True)) | added
    return parts._replace(query=urlencode(query)).geturl()


_SAMPLE = 987_654_321
"""A page number that no address holds by chance."""


def _number(pattern: str, column_url: str, url: str) -> int | None:
    """Return the number of the list page at `url`, None where it is no numbered page of this column.

    >>> _number("list_p{page}.html", "http://a.com/t14/list.html", "https://a.com/t14/list_p7.html")
    7
    >>> _number("?page={page}", "http://a.com/list?cid=head", "http://a.com/list?page=3&cid=head")
    3
    """
    found = _numbered(pattern, column_url).fullmatch(_form(url))
    return int(found[1]) if found else None


@lru_cache(maxsize=64)  # each link of a page is asked for its number
def _numbered(pattern: str, column_url: str) -> re.Pattern[str]:
    """Return what the addresses of a column's pages look like, in the spelling of `_form`."""
    sample = re.escape(_form(page_address(pattern, column_url, _SAMPLE)))
    return re.compile(sample.replace(str(_SAMPLE), r"(\d+)"))


def _form(url: str) -> str:
    """Return an address so that two spellings of it are equal: without scheme and host, parameters sorted."""
    parts = urlsplit(url)
    return f"{parts.path}?{urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))}"
