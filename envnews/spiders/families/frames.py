"""Sites that show their lists in frames, known by their home page: ASP.NET WebForms as in Yunnan.

A column's page holds no row, but an iframe whose own page is the list; its pages are numbered by `page`.
"""

from __future__ import annotations

from envnews.extract.page.document import parse
from envnews.model import Column, ListPage, ListRequest, Page
from envnews.normalize import absolute, host_of
from envnews.spiders.families.discovery import DiscoverySpider
from envnews.spiders.families.json_lists import JsonListSpider


class FramesSpider(JsonListSpider, DiscoverySpider):
    """A portal whose lists stand in frames; columns are the home page and pages with a frame."""

    family = "frames"

    @classmethod
    def interface(cls, page: Page, column: Column) -> ListRequest | None:
        """Return the request for the frame in which the rows of a column's page stand."""
        if page.url != column.url or column.url == cls.home or cls.read_static(page, column).entries:
            return None
        document = parse(page)
        for frame in document.root.iter("iframe", "frame"):
            url = absolute(frame.get("src") or "", document.base_url)
            if url and host_of(url) in cls.reachable_hosts:
                return ListRequest(url)
        return None

    @classmethod
    def read_static(cls, page: Page, column: Column) -> ListPage:
        """Return the rows of a page; those of a frame go on at `page=n`."""
        if page.url in {column.url, cls.home}:
            return super().read_static(page, column)
        return cls._read_numbered(page, Column(column.name, page.url), "?page={page}", 2)
