"""gkmlpt (政府信息公开目录平台), the platform that Guangdong's departments and cities share.

News columns are static pages, `/<column>/index.html`, `index_2.html` …, with articles at
`/<column>/content/post_<id>.html`. What the disclosure rules require stands under `/gkmlpt/`: its columns are
views of one page, `/gkmlpt/index#<column id>`, that asks `/gkmlpt/api/all/<column id>?page=n` for JSON with
`articles`; pages count from 1, and one without articles ends the list. `created_at` was seen as a number of
seconds and may be text. Some sites want the `sid` that the page's script states (`SID: '…'`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
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

_COLUMN_ID = re.compile(r"\d+")
_SID = re.compile(r"""\bSID["']?\s*[:=]\s*["'](\w{1,40})["']""")


class GkmlptSpider(JsonListSpider):
    """A portal on Guangdong's platform; columns are static pages or `/gkmlpt/index#<column id>`."""

    family = "gkmlpt"
    family_rows = ("ul > li", "tr", "dl > dd")
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

    @classmethod
    def read_list(cls, page: Page, column: Column) -> ListPage:
        """Return the rows of an answer or of a static page, and the next page."""
        if (answer := json_of(page)) is not None:
            return cls._read_answer(answer, page)
        if asked := cls.interface(page, column):
            return ListPage((), asked)
        document = parse(page)
        entries, problems = read_rows(document, (*cls.rows, *cls.family_rows), cls.addresses, page.fetched_at)
        pattern = "index_{page}.html"
        following = following_page(pattern, 2, document, page.url, column) if entries else None
        return ListPage(entries, following, problems=problems)

    @classmethod
    def _read_answer(cls, answer: Mapping[str, object], page: Page) -> ListPage:
        articles = answer.get("articles")
        if not isinstance(articles, list):
            return broken(f"{page.url} has no articles; compare it with what the column's page asks for")
        entries, problems = json_rows(articles, "created_at", page, cls.addresses)
        query = dict(parse_qsl(urlsplit(page.url).query, keep_blank_values=True))
        number = int(query["page"]) if query.get("page", "").isdecimal() else 1
        following = urlsplit(page.url)._replace(query=urlencode(query | {"page": str(number + 1)})).geturl()
        return ListPage(entries, ListRequest(following) if articles else None, problems=problems)
