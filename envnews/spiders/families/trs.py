"""TRS WCM (拓尔思), the CMS of the ministry and of most departments.

Lists are static pages: the column's directory, then `index_1`, `index_2` … A script at the end of each page
calls `createPageHTML`, see `spiders.scripts`; where a template draws its bar of pages otherwise, the next
page is asked for by the portal's form of addresses. Other back ends answer in JSON (WAS, IGS, a site's own),
declared in `interfaces`, or a file beside the list, which an empty list's script names.
"""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import urljoin

from envnews.extract.page.charset import decode
from envnews.extract.rules import Rules
from envnews.model import Column, ListRequest, Page
from envnews.spiders.families.json_lists import JsonListSpider

_FILE = re.compile(r"""["'](\.{0,2}/?[\w./-]{1,100}\.json)["'?]""")


class TrsSpider(JsonListSpider):
    """A portal on TRS WCM; columns are directories and end in `/`, or name their index page."""

    family = "trs-wcm"
    family_rows = ("ul > li", "tr", "dl > dd", "div")
    family_rules = Rules(
        body=(
            "div.TRS_Editor",
            "div.trs_editor_view",
            ".TRS_UEDITOR",
            ".TRS_PreAppend",
        ),
    )
    next_page: ClassVar[str | None] = "index_{page}.html"
    second_page = 1

    @classmethod
    def interface(cls, page: Page, column: Column) -> ListRequest | None:
        """Return the request for a declared back end, or for the file that a list without rows names."""
        asked = super().interface(page, column)
        if asked or page.url != column.url:
            return asked
        named = _FILE.search(decode(page.body, page.headers).text)
        if named is None or cls.read_static(page, column).entries:
            return None
        return ListRequest(urljoin(page.url, named[1]))
