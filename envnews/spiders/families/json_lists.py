"""Columns whose list comes as JSON: what the families UCAP and gkmlpt share.

The column's own page holds no list: a script on it asks an interface for one. Such a page is passed over
on the way to the interface, so that for the crawl the first answer in JSON is the first page of the list.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from html import unescape
from typing import TYPE_CHECKING, Any

from envnews.model import CHINA_TIME, ListEntry, ListPage, Precision, Problem, Timestamp
from envnews.normalize import absolute, clean, host_of, parse_date
from envnews.spiders.pages import page_of
from envnews.spiders.portal import Output, PortalSpider

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy.http import Response

    from envnews.model import Column, ListRequest, Page
    from envnews.spiders.discovery import ColumnWalk
    from envnews.spiders.lists import Addresses

_TAG = re.compile(r"<[^>]{0,200}>")
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?")


class JsonListSpider(PortalSpider):
    """A portal of which some columns lead to an interface that answers in JSON."""

    @classmethod
    def interface(cls, page: Page, column: Column) -> ListRequest | None:
        """Return the request for the list where the column's page holds none itself."""
        raise NotImplementedError

    def parse_list(self, response: Response, walk: ColumnWalk) -> Output:
        """Read a list page, or go on from a column's page to the interface that it asks."""
        page = page_of(response, datetime.now(UTC))
        asked = self.interface(page, walk.column) if page.status == 200 and not walk.pages else None
        if asked:
            yield self._list(walk, asked)
            return
        if json_of(page) is not None:
            # The next run asks for the column's page first: it must not be told that this answer is unchanged.
            for name in ("ETag", "Last-Modified"):
                response.headers.pop(name, None)
        yield from super().parse_list(response, walk)


def json_of(page: Page) -> dict[str, Any] | None:
    """Return the page as a JSON object, None where it is something else (a site's HTML page, an error)."""
    if not page.body.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return None
    try:
        value = json.loads(page.body)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def broken(message: str) -> ListPage:
    """Return a list page that could not be read, and why."""
    return ListPage((), problems=(Problem("links", "unreadable_list", message),))


def json_rows(
    rows: Iterable[Any], date_key: str, page: Page, addresses: Addresses
) -> tuple[tuple[ListEntry, ...], tuple[Problem, ...]]:
    """Return the entries of an interface's rows, each once, and what leads elsewhere as problems.

    Args:
        rows: Objects with `title`, `url` (absolute or from the host's root) and a date.
        date_key: Name of the date's field: text, or seconds or milliseconds since 1970.
        page: The answer; its address is the base of relative ones.
        addresses: Form of the portal's article addresses.
    """
    entries: dict[str, ListEntry] = {}
    problems: list[Problem] = []
    for row in rows:
        url = absolute(str(row.get("url") or ""), page.url) if isinstance(row, dict) else None
        if url is None:
            problems.append(Problem("links", "unrecognised_link", f"a row without address: {str(row)[:80]}"))
        elif addresses.is_article(url):
            title = clean(unescape(_TAG.sub("", str(row.get("title") or ""))))
            entries.setdefault(url, ListEntry(url, title, timestamp(row.get(date_key), page.fetched_at)))
        elif host_of(url) in addresses.hosts:
            problems.append(
                Problem("links", "unrecognised_link", f"{url} does not look like an article; see article_url")
            )
        else:
            problems.append(Problem("links", "foreign_link", f"{url} is on another site and not fetched"))
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
        return Timestamp(datetime.fromtimestamp(int(epoch[1]), CHINA_TIME), Precision.SECOND)
    return parse_date(text, base)
