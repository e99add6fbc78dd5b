"""UCAP (开普云集约化平台), the platform of Heilongjiang, Sichuan, Gansu, Xinjiang and Hunan.

A column's page names its channel, `<meta name="channelId" content="32 hex digits">` or a script's variable of
that name, and draws its rows from `/common/search/<channelId>?…&page=n`: JSON with `data.results`, of these
`data.total` in all, `data.rows` on a page, which may be fewer than were asked for. Pages count from 1. Other
templates write static pages, `NAME.shtml`, `NAME_2.shtml` …; where a site has both, the static ones can lag
behind by months. Articles stand in elements of the vendor's own, `<ucaptitle>` and `<ucapcontent>`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from envnews.extract.charset import decode
from envnews.extract.document import parse
from envnews.extract.rules import Rules
from envnews.model import Column, ListPage, ListRequest, Page
from envnews.spiders.families.json_lists import JsonListSpider, broken, json_of, json_rows
from envnews.spiders.families.plain import following_page
from envnews.spiders.lists import read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

_CHANNEL = re.compile(
    r"""<meta\s[^>]{0,80}?channelId["']?\s+content\s*=\s*["']?([0-9a-f]{32})"""
    r"""|\bchannelId["']?\s*[:=]\s*["']([0-9a-f]{32})["']""",
    re.IGNORECASE,
)
_NAME = re.compile(r"/(\w+?)\.(s?html?)$")


class UcapSpider(JsonListSpider):
    """A portal on UCAP; columns are `/<site>/c<number>/<name>.shtml` or the directory alone.

    Attributes:
        static_lists: Whether the rows stand in the columns' pages, so that the channel is not asked.
        page_size: Rows to ask the interface for.
        search: Where the interface stands: a path, or an address on another of the portal's hosts.
    """

    family = "ucap"
    family_rows = ("ul > li", "tr", "dl > dd", "div")
    family_rules = Rules(headline=("ucaptitle",), body=("ucapcontent",))

    static_lists: ClassVar[bool] = False
    page_size: ClassVar[int] = 20
    search: ClassVar[str] = "/common/search/"

    @classmethod
    def interface(cls, page: Page, column: Column) -> ListRequest | None:
        """Return the request for the first rows of the channel that the column's page names."""
        if cls.static_lists or json_of(page) is not None:
            return None
        found = _CHANNEL.search(decode(page.body, page.headers).text)
        if found is None:
            return None
        query = {
            "_isAgg": "true",
            "_isJson": "true",
            "_pageSize": cls.page_size,
            "_template": "index",
            "_rangeTimeGte": "",
            "_channelName": "",
            "page": 1,
        }
        address = urljoin(urljoin(page.url, cls.search), found[1] or found[2])
        return ListRequest(f"{address}?{urlencode(query)}")

    @classmethod
    def read_list(cls, page: Page, column: Column) -> ListPage:
        """Return the rows of a channel's answer or of a static page, and the next page."""
        if (answer := json_of(page)) is not None:
            return cls._read_answer(answer, page)
        if asked := cls.interface(page, column):
            return ListPage((), asked)
        document = parse(page)
        entries, problems = read_rows(document, (*cls.rows, *cls.family_rows), cls.addresses, page.fetched_at)
        name = _NAME.search(urlsplit(column.url).path)
        if not entries or name is None:
            return ListPage(entries, problems=problems)
        following = following_page(f"{name[1]}_{{page}}.{name[2]}", 2, document, page.url, column)
        return ListPage(entries, following, problems=problems)

    @classmethod
    def _read_answer(cls, answer: Mapping[str, object], page: Page) -> ListPage:
        data = answer.get("data")
        results = data.get("results") if isinstance(data, dict) else None
        if not isinstance(data, dict) or not isinstance(results, list):
            return broken(f"{page.url} has no data.results; compare it with what the column's page asks for")
        entries, problems = json_rows(results, "publishedTimeStr", page, cls.addresses)
        query = dict(parse_qsl(urlsplit(page.url).query, keep_blank_values=True))
        number, total = _whole(query.get("page")) or 1, _whole(data.get("total"))
        size = _whole(data.get("rows")) or len(results)
        more = bool(results) and (total is None or number * size < total)
        following = urlsplit(page.url)._replace(query=urlencode(query | {"page": str(number + 1)})).geturl()
        return ListPage(entries, ListRequest(following) if more else None, total, problems)


def _whole(value: object) -> int | None:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() else None
