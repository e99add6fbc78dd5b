"""Portals of which only the home page is known: its links lead to the columns, each run anew.

The home page is a column itself. Beside its articles it links to the columns (频道, 栏目); each of them is
read like any other list, and one that names no article was none: that is no trouble, nor is a dead link of
a menu. On a portal of all kinds of news the columns about the environment are taken, where it has some.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from envnews import clock
from envnews.extract.page.document import parse
from envnews.model import Column, ListPage, ListRequest, holds_page
from envnews.spiders.columns import find_columns
from envnews.spiders.discovery import Stop
from envnews.spiders.families.plain import PlainSpider
from envnews.spiders.pages import conditional, page_of
from envnews.spiders.paging import linked_page, numbered_page

if TYPE_CHECKING:
    import re

    from scrapy import Request
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from envnews.extract.page.document import Document
    from envnews.model import Page
    from envnews.spiders.discovery import ColumnWalk
    from envnews.spiders.portal import Output


class DiscoverySpider(PlainSpider):
    """A portal whose columns are found on its home page, which is declared as a column.

    Attributes:
        topic: What names of columns must hold, where any column's does: for portals of all kinds of news.
        most_columns: Columns to follow at most.
    """

    family = "discovery"
    discovers = True
    next_page: ClassVar[str | None] = None

    topic: ClassVar[re.Pattern[str] | None] = None
    most_columns: ClassVar[int] = 40

    @classmethod
    def discover(cls, page: Page) -> tuple[Column, ...]:
        """Return the columns that the home page links to, besides those that are declared."""
        found = find_columns(parse(page), cls.reachable_hosts, cls.addresses.is_article)
        declared = {*cls.columns.values(), page.url}
        columns = [
            column for column in found if column.url not in declared and column.name not in cls.columns
        ]
        if cls.topic is not None:
            columns = [column for column in columns if cls.topic.search(column.name)] or columns
        return tuple(columns[: cls.most_columns])

    @classmethod
    def read_list(cls, page: Page, column: Column) -> ListPage:
        """Return the rows of a list; a short home page that leads to columns is no application's empty shell."""
        listing = super().read_list(page, column)
        if column.url != cls.home or listing.entries or not cls.discover(page):
            return listing
        return replace(listing, problems=tuple(p for p in listing.problems if p.code != "needs_javascript"))

    @classmethod
    def _following(
        cls, document: Document, url: str, column: Column, pattern: str | None, second: int
    ) -> ListRequest | None:
        if column.url != cls.home:
            return super()._following(document, url, column, pattern, second)
        # A home page goes on only where it says so: nobody knows how its second page would be called.
        linked = linked_page(document, url) or numbered_page(document, url)
        return ListRequest(linked, guess=True) if linked else None

    def _first_list(self, column: Column) -> Request:
        request = super()._first_list(column)
        if column.url == self.home:
            # Told that nothing has changed, the crawl would not learn the columns.
            for name in conditional(request.cb_kwargs["walk"].validators):
                request.headers.pop(name, None)
        return request

    def parse_list(self, response: Response, walk: ColumnWalk) -> Output:
        """Read a list page; after the home page go on with the columns that it links to."""
        first, declared = walk.pages == 0, walk.column.name in self.columns
        if first and not declared and not self._is_column(response, walk.column):
            walk.stopped = Stop.EMPTY
            return
        yield from super().parse_list(response, walk)
        if first and walk.column.url == self.home and holds_page(response.status):
            for column in self.discover(page_of(response, clock.now())):
                yield self._first_list(column)

    def list_failed(self, failure: Failure) -> Output:
        """Pass over what was taken for a column and cannot be fetched; report it of a declared one."""
        walk: ColumnWalk = failure.request.cb_kwargs["walk"]  # type: ignore[attr-defined]
        if walk.column.name in self.columns:
            yield from super().list_failed(failure)
        else:
            walk.fail()

    def _is_column(self, response: Response, column: Column) -> bool:
        page = page_of(response, clock.now())
        return page.status == 304 or (holds_page(page.status) and bool(self.read_list(page, column).entries))
