"""Hanweb JPaaS (大汉), the successor of JCMS, in Jiangxi beside what is left of the old one.

A column's page is empty: a script on it posts to `/queryList` (unit, site, channel, page) for JSON whose rows
hold the addresses as a JSON string, `pc` being the desktop page. Another build asks `/api-gateway/jpaas-publish-
server/front/page/build/unit` with the parameters of the page's attribute `queryData` and gets HTML in
`data.html`. Old columns are data islands of JCMS.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from envnews.extract.page.charset import decode
from envnews.model import Column, ListPage, ListRequest, Page
from envnews.spiders.families.hanweb import HanwebSpider
from envnews.spiders.families.json_lists import next_page, page_number, posted

if TYPE_CHECKING:
    from collections.abc import Mapping

_RECORDS = b"<recordset"
_COLUMN = re.compile(r"/(col\d+)/")
_UNIT = re.compile(r"""\bunit_?id["']?\s*[:=]\s*["']?(\d+)""", re.IGNORECASE)
_SITE = re.compile(r"""\bweb_?site_?code(?:\[\])?["']?\s*[:=]\s*\[?\s*["']([\w-]+)["']""", re.IGNORECASE)
_ROWS = re.compile(r"""\brows\s*=\s*["']?(\d+)""")
_QUERY_DATA = re.compile(r"""queryData\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_PAIR = re.compile(r"""["']?(\w+)["']?\s*:\s*["']?([^"',{}]*)["']?""")


class JpaasSpider(HanwebSpider):
    """A portal on JPaaS; columns are `/<site>/col/col<number>/index.html`.

    Attributes:
        site_code: The site's own code, `webSiteCode` of its requests, where columns do not name it.
        unit: The unit that lists are asked of, where their page does not name one.
    """

    family = "hanweb-jpaas"
    site_code: ClassVar[str] = ""
    unit: ClassVar[str] = ""

    @classmethod
    def interface(cls, page: Page, column: Column) -> ListRequest | None:
        """Return the request for a column's rows, None where they stand in its page."""
        if page.url != column.url or _RECORDS in page.body:
            return None
        text = decode(page.body, page.headers).text
        if data := _QUERY_DATA.search(text):
            query = dict(_PAIR.findall(unescape(data[1] or data[2]))) | {"pageNo": "1"}
            address = urljoin(page.url, "/api-gateway/jpaas-publish-server/front/page/build/unit")
            return ListRequest(f"{address}?{urlencode(query)}")
        channel, unit = _COLUMN.search(column.url), _UNIT.search(text)
        named = _SITE.search(text)
        site = cls.site_code or (named[1] if named else "")
        if not site or not (unit or cls.unit):
            return None
        form = {
            "current": "1",
            "unitid": unit[1] if unit else cls.unit,
            "webSiteCode[]": site,
            "channelCode[]": channel[1] if channel else "",
            "pageSize": "15",
        }
        return posted(f"{urljoin(page.url, '/queryList')}?{urlencode(form)}")

    @classmethod
    def read_answer(cls, answer: Mapping[str, Any], page: Page) -> ListPage:
        """Return the rows of an answer, be they JSON or a fragment of HTML in it."""
        data = answer.get("data")
        html = data.get("html") if isinstance(data, dict) else None
        if not isinstance(html, str):
            return super().read_answer(answer, page)
        listing = cls.read_static(replace(page, body=html.encode()), Column("", page.url))
        following = cls._next_unit(page.url, html, len(listing.entries)) if listing.entries else None
        return replace(listing, next=following)

    @classmethod
    def _next_unit(cls, url: str, html: str, count: int) -> ListRequest | None:
        """Return the request for the next page of a unit: numbered in `paramJson`, or on some sites by `pageNo`."""
        parts = urlsplit(url)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        paged = json_object(query.get("paramJson", ""))
        number = paged.get("pageNo") or page_number(url)
        if not isinstance(number, int):
            return None
        by_name = next_page(url)
        if by_name and number > 1 and not paged:
            return replace(by_name, guess=True)
        stated = _ROWS.search(html)
        asked = {"pageNo": number + 1, "pageSize": int(stated[1]) if stated else paged.get("pageSize", count)}
        query = {name: value for name, value in query.items() if name != "pageNo"} | {
            "paramJson": json.dumps(asked, separators=(",", ":"))
        }
        address = parts._replace(query=urlencode(query)).geturl()
        return ListRequest(address, guess=True, otherwise=(by_name.url,) if by_name else ())


def json_object(text: str) -> dict[str, Any]:
    """Return an object written as JSON, an empty one where the text is none."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
