"""Lists whose pages are numbered in their address, and nothing more: `list_p2.html`, `?page=2`, `index_2.html`.

The portal declares the pattern. Pages that link to other pages of the list say by that whether there is a
next one; where no such link exists (the bar is drawn by a script), the next page is asked for, and a 404,
an empty page or a repeated one ends the list.
"""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from envnews.extract.document import Document, parse
from envnews.model import Column, ListPage, ListRequest, Page
from envnews.normalize import absolute
from envnews.spiders.lists import read_rows
from envnews.spiders.portal import PortalSpider


class PlainSpider(PortalSpider):
    """A portal with numbered list pages.

    Attributes:
        next_page: The address of page n relative to the column's: `list_p{page}.html`, or a query parameter
            with a leading question mark: `?page={page}`.
        second_page: The number that the second page carries.
    """

    family = "plain"
    family_rows = ("ul > li", "tr", "dl > dd", "div")
    guesses_pages = True

    next_page: ClassVar[str] = "?page={page}"
    second_page: ClassVar[int] = 2

    @classmethod
    def read_list(cls, page: Page, column: Column) -> ListPage:
        """Return the rows of a list page and the next one by its number."""
        document = parse(page)
        entries, problems = read_rows(document, (*cls.rows, *cls.family_rows), cls.addresses, page.fetched_at)
        pattern, second = cls.next_page, cls.second_page
        following = following_page(pattern, second, document, page.url, column) if entries else None
        return ListPage(entries, following, problems=problems)


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
    return ListRequest(page_address(pattern, column.url, following))


def page_address(pattern: str, column_url: str, number: int) -> str:
    """Return the address of page `number`.

    >>> page_address("list_p{page}.html", "http://www.hbzhan.com/news/t14/list.html", 2)
    'http://www.hbzhan.com/news/t14/list_p2.html'
    >>> page_address("?page={page}", "http://www.h2o-china.com/news/field?fid=3&page=1", 2)
    'http://www.h2o-china.com/news/field?fid=3&page=2'
    """
    if not pattern.startswith("?"):
        return urljoin(column_url, pattern.format(page=number))
    parts = urlsplit(column_url)
    added = dict(parse_qsl(pattern[1:].format(page=number)))
    query = dict(parse_qsl(parts.query, keep_blank_values=True)) | added
    return parts._replace(query=urlencode(query)).geturl()


def _number(pattern: str, column_url: str, url: str) -> int | None:
    """Return the number of the list page at `url`, None where it is no numbered page of this column.

    >>> _number("list_p{page}.html", "http://a.com/t14/list.html", "https://a.com/t14/list_p7.html")
    7
    >>> _number("?page={page}", "http://a.com/list?cid=head", "http://a.com/list?cid=head&page=3")
    3
    """
    if pattern.startswith("?"):
        name = pattern[1:].partition("=")[0]
        here, there = urlsplit(column_url), urlsplit(url)
        query, wanted = dict(parse_qsl(there.query)), dict(parse_qsl(here.query))
        number = query.pop(name, "")
        wanted.pop(name, None)
        same = there.path == here.path and query == wanted
        return int(number) if same and number.isascii() and number.isdigit() else None
    before, after = (re.escape(urlsplit(part).path) for part in _around(pattern, column_url))
    found = re.fullmatch(rf"{before}(\d+){after}", urlsplit(url).path)
    return int(found[1]) if found else None


def _around(pattern: str, column_url: str) -> tuple[str, str]:
    before, _, after = pattern.partition("{page}")
    return urljoin(column_url, before), after
