"""Columns whose list is fetched by a script, from an interface: what many families share.

The column's own page holds no list, or an old one. It is passed over on the way to the interface, so that for
the crawl the interface's first answer is the first page of the list. Where the interface does not answer with
a list, the rows of the column's page are read after all, and the operator is told.

A request by POST carries its form in the fragment of its address too, which is not sent: thus the address of
an answer says what was asked, and reading it stays pure.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from envnews import clock
from envnews.extract.page.charset import decode
from envnews.model import (
    CHINA_TIME,
    ListEntry,
    ListPage,
    ListRequest,
    Precision,
    Problem,
    Timestamp,
    holds_page,
)
from envnews.normalize import absolute, clean, credible, parse_date
from envnews.spiders.families.answers import FIGURES, first_value, rows_of, size_of, total_of
from envnews.spiders.families.plain import PlainSpider
from envnews.spiders.pages import page_of
from envnews.store.crawl.runs import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scrapy.http import Response
    from twisted.python.failure import Failure

    from envnews.model import Column, Page
    from envnews.spiders.discovery import ColumnWalk
    from envnews.spiders.lists import Addresses
    from envnews.spiders.portal import Output

_TAG = re.compile(r"<[^>]{0,200}>")
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?")
_PAGE_NAMES = ("page", "pageNo", "pageNumber", "pageIndex", "current", "currpage", "pageNum")


class JsonListSpider(PlainSpider):
    """A portal of which some columns lead to an interface.

    Attributes:
        interfaces: By the column's name the address of its interface, relative to the home page; `POST ` in
            front sends the query as a form. The parameter of the page's number is told by its name.
    """

    interfaces: ClassVar[Mapping[str, str]] = {}

    def __init__(self, name: str | None = None, **kwargs: object) -> None:
        super().__init__(name, **kwargs)
        self._passed: dict[str, Page] = {}

    @classmethod
    def interface(cls, page: Page, column: Column) -> ListRequest | None:
        """Return the request for the list where a script of the column's page asks an interface for it."""
        stated = cls.interfaces.get(column.name)
        if stated is None or page.url.partition("#")[0] != column.url:
            return None
        address = urljoin(page.url, stated.removeprefix("POST "))
        return posted(address) if stated.startswith("POST ") else ListRequest(address)

    @classmethod
    def read_list(cls, page: Page, column: Column) -> ListPage:
        """Return the rows of an interface's answer or of a static page, and the next page."""
        if (answer := json_of(page)) is not None:
            return cls.read_answer(answer, page)
        if asked := cls.interface(page, column):
            return ListPage((), asked)
        return cls.read_static(page, column)

    @classmethod
    def read_static(cls, page: Page, column: Column) -> ListPage:
        """Return the rows that stand in the page itself, whatever its scripts would fetch."""
        return super().read_list(page, column)

    @classmethod
    def read_answer(cls, answer: Mapping[str, Any], page: Page) -> ListPage:
        """Return the rows of an answer in JSON, in whichever envelope they come."""
        rows = rows_of(answer)
        if rows is None:
            return broken(
                f"{page.url} holds no list of articles; compare it with what the column's page asks for"
            )
        entries, problems = json_rows(rows, page, cls.addresses, cls.home)
        number, total = page_number(page.url), total_of(answer)
        if number is None or not rows:
            return ListPage(entries, None, total, problems)
        size = size_of(answer) or len(rows)
        following = next_page(page.url) if total is None or number * size < total else None
        return ListPage(entries, following, total, problems)

    def parse_list(self, response: Response, walk: ColumnWalk) -> Output:
        """Read a list page, or go on from a column's page to the interface that it asks."""
        if walk.asked and "#" in walk.asked.url and walk.asked.method == "POST":
            response = response.replace(url=walk.asked.url)
        page = page_of(response, clock.now())
        passed = self._passed.pop(walk.column.name, None)
        first = holds_page(page.status) and not walk.pages and passed is None
        if first and (asked := self.interface(page, walk.column)):
            self._passed[walk.column.name] = page
            yield self._list(walk, asked)
        elif passed is not None and not self._answers(page, walk.column):
            self._page(response, walk.column.name)
            yield from self._take_passed(passed, walk, f"HTTP status {page.status}")
        elif holds_page(page.status) and walk.pages and json_of(page) is None:
            # A further page of a static list names the same interface as the first.
            listing = self.read_static(page, walk.column)
            yield from self._take_list(self._page(response, walk.column.name), walk, listing)
        else:
            if page.url != walk.column.url:
                # The next run asks for the column's page first: it must not be told that this answer is unchanged.
                for name in ("ETag", "Last-Modified"):
                    response.headers.pop(name, None)
            yield from super().parse_list(response, walk)

    def list_failed(self, failure: Failure) -> Output:
        """Read the column's page after all where its interface cannot be reached."""
        walk: ColumnWalk = failure.request.cb_kwargs["walk"]  # type: ignore[attr-defined]
        passed = self._passed.pop(walk.column.name, None)
        if passed is None:
            yield from super().list_failed(failure)
        else:
            yield from self._take_passed(passed, walk, str(failure.value))

    @classmethod
    def _answers(cls, page: Page, column: Column) -> bool:
        return holds_page(page.status) and bool(cls.read_list(page, column).entries)

    def _take_passed(self, passed: Page, walk: ColumnWalk, why: str) -> Output:
        listing = self.read_static(passed, walk.column)
        asked = walk.asked.url if walk.asked else ""
        if listing.entries:
            message = f"the interface {asked} gave no list ({why}); the rows of the column's page are read, which may be old"
            self.report.trouble(Outcome.SITE_CHANGED, passed.url, message, walk.column.name)
        yield from self._take_list(passed, walk, listing)


def posted(address: str) -> ListRequest:
    """Return the request that sends an address's query as a form."""
    parts = urlsplit(address)
    return ListRequest(parts._replace(query="", fragment=parts.query).geturl(), "POST", parts.query)


def next_page(url: str) -> ListRequest | None:
    """Return the request for the page after an answer's, None where its address carries no number.

    >>> next_page("http://a.cn/search?channel=1&page=2").url
    'http://a.cn/search?channel=1&page=3'
    """
    parts = urlsplit(url)
    form = parse_qsl(parts.fragment or parts.query, keep_blank_values=True)
    number = page_number(url)
    if number is None:
        return None
    query = urlencode([(name, str(number + 1) if name in _PAGE_NAMES else value) for name, value in form])
    if parts.fragment:
        return posted(parts._replace(query=query, fragment="").geturl())
    return ListRequest(parts._replace(query=query).geturl())


def page_number(url: str) -> int | None:
    """Return the number of the page that an address, or the form in its fragment, asks for."""
    parts = urlsplit(url)
    form = dict(parse_qsl(parts.fragment or parts.query, keep_blank_values=True))
    stated = next((form[name] for name in _PAGE_NAMES if name in form), "")
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) <= FIGURES else None


def json_of(page: Page) -> dict[str, Any] | None:
    """Return the page as a JSON object, None where it is something else (a site's HTML page, an error)."""
    if not page.body.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return None
    try:
        value = json.loads(decode(page.body, page.headers).text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def broken(message: str) -> ListPage:
    """Return a list page that could not be read, and why."""
    return ListPage((), problems=(Problem("links", "unreadable_list", message),))


def json_rows(
    rows: Iterable[Any], page: Page, addresses: Addresses, home: str = ""
) -> tuple[tuple[ListEntry, ...], tuple[Problem, ...]]:
    """Return the entries of an interface's rows, each once, and what leads elsewhere as problems.

    Args:
        rows: Objects with an address (absolute, or relative to the answer's or to the portal), a title and a
            date, under any of the names that interfaces give them; see `answers`.
        page: The answer.
        addresses: Form of the portal's article addresses.
        home: The portal's home page: an interface on a host of its own (api.hunan.gov.cn) states paths on the portal.
    """
    entries: dict[str, ListEntry] = {}
    problems: list[Problem] = []
    for row in rows:
        stated = first_value(row, "url")
        url = absolute(stated, page.url.partition("#")[0])
        if url and home and not addresses.is_article(url) and (there := absolute(stated, home)):
            url = there if addresses.is_article(there) else url
        if url is None:
            problems.append(Problem("links", "unrecognised_link", f"a row without address: {str(row)[:80]}"))
        elif addresses.is_article(url):
            title = clean(unescape(_TAG.sub("", first_value(row, "title"))))
            entries.setdefault(
                url, ListEntry(url, title, timestamp(first_value(row, "date"), page.fetched_at))
            )
        else:
            problems.append(addresses.problem(url))
    return tuple(entries.values()), tuple(problems)


def timestamp(value: object, base: datetime | None = None) -> Timestamp | None:
    """Return a date of an interface, whichever of its forms it has.

    >>> timestamp(1658475017), timestamp("1658475017000") == timestamp(1658475017)
    (Timestamp(at=datetime.datetime(2022, 7, 22, 15, 30, 17, ...), precision=<Precision.SECOND: 'second'>), True)
    >>> timestamp("2022-07-22 15:30").isoformat(), timestamp(None)
    ('2022-07-22T15:30:00+08:00', None)
    """
    text = "" if value is None else str(value).strip()
    if epoch := _EPOCH.fullmatch(text):
        at = datetime.fromtimestamp(int(epoch[1]), CHINA_TIME)
        return credible(Timestamp(at, Precision.SECOND), base and base.astimezone(CHINA_TIME))
    return parse_date(text, base)
