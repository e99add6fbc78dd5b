"""ePortal, the platform of Liaoning: pages drawn by portlets at `/eportal/ui?moduleId=…&portal.url=/portlet/…`.

A list's page names the portlet that fetches its rows as JSON, `pageNo` counting from 1; a column may also be
declared by the portlet's own address. Other lists stand in the page.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from envnews.extract.page.charset import decode
from envnews.model import Column, ListRequest, Page
from envnews.spiders.families.json_lists import JsonListSpider, json_of

_PORTLET = re.compile(r"""/eportal/ui\?[^"'<>\s]{0,60}portal\.url=/portlet/[^"'<>\s]{1,300}""")


class EportalSpider(JsonListSpider):
    """A portal on ePortal; columns are `/<column>/index.shtml`, or portlets."""

    family = "eportal"
    family_rows = ("ul > li", "tr", "dl > dd", "div")
    next_page = "index_{page}.shtml"
    second_page = 1

    @classmethod
    def interface(cls, page: Page, column: Column) -> ListRequest | None:
        """Return the request for the first rows of the portlet that the column's page names."""
        if json_of(page) is not None or page.url != column.url:
            return None
        named = _PORTLET.search(unescape(decode(page.body, page.headers).text))
        if named is None:
            return None
        parts = urlsplit(urljoin(page.url, named[0]))
        query = {"pageSize": "20"} | dict(parse_qsl(parts.query, keep_blank_values=True)) | {"pageNo": "1"}
        # Portlets are named with slashes and an exclamation mark, which the platform writes as they are.
        return ListRequest(parts._replace(query=urlencode(query, safe="/!")).geturl())
