"""TRS WCM (拓尔思), the CMS of the ministry and of most departments.

Lists are static pages: the column's directory, then `index_1`, `index_2` … A script at the end of each page
calls `createPageHTML(TOTAL, CURRENT, NAME, EXT)`: TOTAL counts pages, CURRENT counts from 0, page 0 is
`NAME.EXT`, page k is `NAME_k.EXT`. Seen variants: quoted numbers, a fifth argument with the number of
articles, the name `createPage`, and `var countPage` / `var currentPage` instead of a call.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin

from envnews.extract.document import parse
from envnews.extract.rules import Rules
from envnews.model import Column, ListPage, ListRequest, Page
from envnews.spiders.lists import read_rows
from envnews.spiders.portal import PortalSpider

# The definition of the function stands on many pages too: only a call begins with a number.
_CALL = re.compile(
    r"""createPage(?:HTML)?\s*\(\s*["']?(?P<total>\d+)["']?\s*,\s*["']?(?P<current>\d+)["']?\s*,\s*"""
    r"""["'](?P<name>[\w-]+)["']\s*,\s*["'](?P<extension>\w+)["'](?:\s*,\s*["']?(?P<articles>\d+))?"""
)
_COUNT = re.compile(r"\bvar\s+countPage\s*=\s*['\"]?(\d+)")
_CURRENT = re.compile(r"\bvar\s+currentPage\s*=\s*['\"]?(\d+)")
# createPageHTML(countPage, currentPage, "index", "shtml"): the numbers stand in the variables.
_NAMES = re.compile(
    r"""createPage(?:HTML)?\s*\(\s*\w+\s*,\s*\w+\s*,\s*["'](?P<name>[\w-]+)["']\s*,\s*["'](?P<extension>\w+)["']"""
)
_FILE = re.compile(r"/(?P<name>[A-Za-z]\w*?)(?:_(?P<page>\d+))?\.(?P<extension>s?html?)$")


class TrsSpider(PortalSpider):
    """A portal on TRS WCM; columns are directories and end in `/`, or name their index page."""

    family = "trs-wcm"
    family_rows = ("ul > li", "tr", "dl > dd")
    family_rules = Rules(
        body=(
            "div.TRS_Editor",
            "div.trs_editor_view",
            ".TRS_UEDITOR",
            ".TRS_PreAppend",
        ),
    )

    @classmethod
    def read_list(cls, page: Page, column: Column) -> ListPage:
        """Return the rows of a static list page and the next one by the page's script."""
        document = parse(page)
        entries, problems = read_rows(document, (*cls.rows, *cls.family_rows), cls.addresses, page.fetched_at)
        following, total = scripted_page(document.html, page.url)
        return ListPage(entries, following, total, problems)


def scripted_page(html: str, url: str) -> tuple[ListRequest | None, int | None]:
    """Return the request for the next page and the number of articles, as far as the script says."""
    if call := _CALL.search(html):
        total, current = int(call["total"]), int(call["current"])
        name, extension = call["name"], call["extension"]
        articles = int(call["articles"]) if call["articles"] else (0 if total == 0 else None)
    elif count := _COUNT.search(html):
        file = _FILE.search(url)
        total = int(count[1])
        at = _CURRENT.search(html)
        current = int(at[1]) if at else int(file["page"] or 0) if file else 0
        stated = _NAMES.search(html) or file
        name, extension = (stated["name"], stated["extension"]) if stated else ("index", "html")
        articles = None
    else:
        return None, None
    if current + 1 >= total:
        return None, articles
    return ListRequest(urljoin(url, f"{name}_{current + 1}.{extension}")), articles
