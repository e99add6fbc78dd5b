"""Anhui's platform (集约化): static columns, and others whose pages are numbered by `pageIndex`.

Static columns go on at `index_<n>.html`. `/content/column/<id>` and `/public/column/<organisation>` are asked
with `pageIndex=n`, and a script states `pageCount:N`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from envnews.extract.rules import Rules
from envnews.spiders.families.plain import PlainSpider, page_address

if TYPE_CHECKING:
    from envnews.extract.page.document import Document
    from envnews.model import Column, ListPage, ListRequest, Page

_COUNT = re.compile(r"""\bpageCount["']?\s*[:=]\s*["'(]*(\d+)""")


class AnhuiPlatformSpider(PlainSpider):
    """A portal on Anhui's platform; columns are `/<column>/index.html` or `/public/column/<number>?…`."""

    family = "anhui"
    family_rules = Rules(body=("div.j-fontContent", "div.newscontnet"))
    next_page = "index_{page}.html"
    second_page = 1

    @classmethod
    def read_list(cls, page: Page, column: Column) -> ListPage:
        """Return the rows of a list page and the next page."""
        parts = urlsplit(column.url)
        if parts.path.endswith("html"):
            return super().read_list(page, column)
        return cls._read_numbered(page, column, "?pageIndex={page}", 2)

    @classmethod
    def _following(
        cls, document: Document, url: str, column: Column, pattern: str | None, second: int
    ) -> ListRequest | None:
        following = super()._following(document, url, column, pattern, second)
        count = _COUNT.search(document.html)
        if (
            count
            and pattern
            and following
            and following.url == page_address(pattern, column.url, int(count[1]) + 1)
        ):
            return None
        return following
