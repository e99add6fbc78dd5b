"""gkmlpt (政府信息公开目录平台), the platform that Guangdong's departments and cities share.

News columns are static pages, `/<column>/index.html`, `index_2.html` …, with articles at
`/<column>/content/post_<id>.html`. What the disclosure rules require stands under `/gkmlpt/`: its columns are
views of one page, `/gkmlpt/index#<column id>`, that asks `/gkmlpt/api/all/<column id>?page=n` for JSON with
`articles`; pages count from 1, and one without articles ends the list. `created_at` was seen as a number of
seconds and may be text. Some sites want the `sid` that the page's script states (`SID: '…'`).
"""

from __future__ import annotations

import re
from urllib.parse import urlencode, urljoin, urlsplit

from envnews.extract.page.charset import decode
from envnews.extract.rules import Rules
from envnews.model import Column, ListRequest, Page
from envnews.spiders.families.json_lists import JsonListSpider, json_of

_COLUMN_ID = re.compile(r"\d+")
_SID = re.compile(r"""\bSID["']?\s*[:=]\s*["'](\w{1,40})["']""")


class GkmlptSpider(JsonListSpider):
    """A portal on Guangdong's platform; columns are static pages or `/gkmlpt/index#<column id>`."""

    family = "gkmlpt"
    family_rows = ("ul > li", "tr", "dl > dd", "div")
    next_page = "index_{page}.html"
    second_page = 1
    family_rules = Rules(body=("#panel_article", "#panel_article2", "#logPanel"))

    @classmethod
    def interface(cls, page: Page, column: Column) -> ListRequest | None:
        """Return the request for the articles of a disclosure column, None for a static column."""
        number = urlsplit(column.url).fragment
        if not _COLUMN_ID.fullmatch(number) or json_of(page) is not None:
            return None
        sid = _SID.search(decode(page.body, page.headers).text)
        query = {"page": "1"} | ({"sid": sid[1]} if sid else {})
        return ListRequest(f"{urljoin(page.url, f'/gkmlpt/api/all/{number}')}?{urlencode(query)}")
