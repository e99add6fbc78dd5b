"""UCAP (开普云集约化平台), the platform of Heilongjiang, Sichuan, Gansu, Xinjiang and Hunan.

A column's page names its channel, `<meta name="channelId" content="32 hex digits">` or a script's variable of
that name, and draws its rows from `/common/search/<channelId>?…&page=n`: JSON with `data.results`, of these
`data.total` in all, `data.rows` on a page, which may be fewer than were asked for. Pages count from 1. Other
templates write static pages, `NAME.shtml`, `NAME_2.shtml` …; where a site has both, the static ones can lag
behind by months. Articles stand in elements of the vendor's own, `<ucaptitle>` and `<ucapcontent>`.
"""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import urlencode, urljoin, urlsplit

from envnews.extract.page.charset import decode
from envnews.extract.rules import Rules
from envnews.model import Column, ListPage, ListRequest, Page
from envnews.spiders.families.json_lists import JsonListSpider, json_of

_CHANNEL = re.compile(
    r"""<meta\s[^>]{0,80}?channelId["']?\s+content\s*=\s*["']?([0-9a-f]{32})"""
    r"""|\bchannelId["']?\s*[:=]\s*["']([0-9a-f]{32})["']""",
    re.IGNORECASE,
)
_NAME = re.compile(r"/(\w+?)\.(s?html?)$")


class UcapSpider(JsonListSpider):
    """A portal on UCAP; columns are `/<site>/c<number>/<name>.shtml` or the directory alone.

    Attributes:
        drawn: Part of the addresses of columns whose rows the interface has; the others are static pages.
        static_lists: Whether the rows stand in the columns' pages, so that the channel is not asked.
        page_size: Rows to ask the interface for.
        search: Where the interface stands: a path, or an address on another of the portal's hosts.
    """

    family = "ucap"
    family_rows = ("ul > li", "tr", "dl > dd", "div")
    family_rules = Rules(headline=("ucaptitle",), body=("ucapcontent",))

    drawn: ClassVar[str] = ""
    static_lists: ClassVar[bool] = False
    page_size: ClassVar[int] = 20
    search: ClassVar[str] = "/common/search/"

    @classmethod
    def interface(cls, page: Page, column: Column) -> ListRequest | None:
        """Return the request for the first rows of the channel that the column's page names."""
        if cls.static_lists or json_of(page) is not None or cls.drawn not in column.url:
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
    def read_static(cls, page: Page, column: Column) -> ListPage:
        """Return the rows of a static page; further pages bear the name of the first, `NAME_2.shtml`."""
        name = _NAME.search(urlsplit(column.url).path)
        pattern = f"{name[1]}_{{page}}.{name[2]}" if name else None
        return cls._read_numbered(page, column, pattern, 2)
