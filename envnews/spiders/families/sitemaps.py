"""Sitemaps (sitemaps.org) and news sitemaps, for any site that has one: columns are addresses of sitemaps.

An index leads to further sitemaps, the latest first; one that has not changed since its last complete
reading, by its `lastmod`, is not fetched. A sitemap of news states headline and time of publication. The
`lastmod` of an article is the time of its last edit and never taken for that of publication.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from envnews import clock
from envnews.model import Column, ListEntry, ListPage, ListRequest, Page, Timestamp, holds_page
from envnews.normalize import absolute
from envnews.spiders.discovery import Stop
from envnews.spiders.families.feeds import FeedSpider
from envnews.spiders.families.json_lists import broken
from envnews.spiders.families.xml_lists import UnreadableXmlError, child_text, local_name, moment, read_xml
from envnews.spiders.pages import page_of

if TYPE_CHECKING:
    from lxml import etree
    from scrapy.http import Response

    from envnews.spiders.discovery import ColumnWalk
    from envnews.spiders.portal import Output

_MOST_ENTRIES = 50_000
"""The protocol's bound for one file."""
_MOST_SITEMAPS = 200
"""Of an index."""
_MOST_IN_ALL = 1_000
"""Of a run: an index may lead to indexes, and those anywhere."""


class Sitemap(NamedTuple):
    """A sitemap that an index names."""

    url: str
    changed: Timestamp | None


class SitemapSpider(FeedSpider):
    """A portal with sitemaps; its columns may be feeds too."""

    family = "sitemap"

    def __init__(self, name: str | None = None, **kwargs: object) -> None:
        super().__init__(name, **kwargs)
        self._asked: set[str] = set()

    @classmethod
    def read_list(cls, page: Page, column: Column) -> ListPage:
        """Return the articles that a sitemap names, the latest first; an index holds none itself."""
        root = _root(page)
        if root is None:
            return super().read_list(page, column)
        if isinstance(root, ListPage):
            return root
        if local_name(root) == "sitemapindex":
            first = next(iter(sitemaps_of(root, page.url)), None)
            return ListPage((), ListRequest(first.url) if first else None)
        dated: list[tuple[datetime, ListEntry]] = []
        for element in root:
            url = absolute(child_text(element, "loc"), page.url) if local_name(element) == "url" else None
            if url and cls.addresses.is_article(url) and len(dated) < _MOST_ENTRIES:
                news = next((child for child in element if local_name(child) == "news"), element)
                published = moment(child_text(news, "publication_date"))
                changed = moment(child_text(element, "lastmod")) or published
                order = changed.at if changed else datetime.min.replace(tzinfo=UTC)
                dated.append((order, ListEntry(url, child_text(news, "title"), published)))
        entries = {entry.url: entry for _, entry in sorted(dated, key=lambda pair: pair[0], reverse=True)}
        return ListPage(tuple(entries.values()), total=len(entries))

    def parse_list(self, response: Response, walk: ColumnWalk) -> Output:
        """Read a sitemap; go on from an index to the sitemaps that have changed since they were read."""
        page = page_of(response, clock.now())
        root = _root(page) if holds_page(page.status) else None
        if root is None or isinstance(root, ListPage) or local_name(root) != "sitemapindex":
            yield from super().parse_list(response, walk)
            return
        self._page(response, walk.column.name)
        self.report.count("lists")
        walk.stopped = Stop.END
        self._asked.add(walk.column.url)
        for sitemap in sitemaps_of(root, page.url):
            if sitemap.url in self._asked or len(self._asked) >= _MOST_IN_ALL:
                continue
            self._asked.add(sitemap.url)
            column = Column(f"{walk.column.name} {sitemap.url.rpartition('/')[2]}", sitemap.url)
            read = self.frontier.completed_at(self.name, column.name)
            if walk.full or read is None or sitemap.changed is None or sitemap.changed.at > read:
                yield self._first_list(column)
            else:
                self.report.count("lists_unchanged")


def sitemaps_of(root: etree._Element, base: str) -> list[Sitemap]:
    """Return the sitemaps that an index names, those changed last first."""
    named = (
        Sitemap(url, moment(child_text(element, "lastmod")))
        for element in root
        if local_name(element) == "sitemap" and (url := absolute(child_text(element, "loc"), base))
    )
    oldest = datetime.min.replace(tzinfo=UTC)
    latest_first = sorted(
        named, key=lambda sitemap: sitemap.changed.at if sitemap.changed else oldest, reverse=True
    )
    return latest_first[:_MOST_SITEMAPS]


def _root(page: Page) -> etree._Element | ListPage | None:
    """Return a sitemap's root, the reason why it cannot be read, or None where the page is none."""
    start = page.body[:1_000].lower()
    if not start.startswith(b"\x1f\x8b") and b"<urlset" not in start and b"<sitemapindex" not in start:
        return None
    try:
        return read_xml(page)
    except UnreadableXmlError as error:
        return broken(str(error))
