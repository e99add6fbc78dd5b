"""TRS WCM (拓尔思), the CMS of the ministry and of most departments.

Lists are static pages: the column's directory, then `index_1`, `index_2` … A script at the end of each page
calls `createPageHTML`, see `spiders.scripts`; where a template draws its bar of pages otherwise, the next
page is asked for by the portal's form of addresses.
"""

from __future__ import annotations

from envnews.extract.rules import Rules
from envnews.spiders.families.plain import PlainSpider


class TrsSpider(PlainSpider):
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
    next_page = "index_{page}.html"
    second_page = 1
