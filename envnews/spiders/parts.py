r"""Portals whose longer articles are split over several pages.

`article_url` says so by a group `part` around what the addresses of further pages have in addition
(`(?P<document_id>\d+)(?P<part>-\d+)?\.shtml`); where it does not, the pages are found by their form, see
`extract.next_parts`. Each page links to the others; they are fetched one after
the other, and the article is handed on when its last page is there. Where one fails, the whole article
stays pending: half a text would pass for an edited one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scrapy import Request

from envnews import clock
from envnews.extract import extract
from envnews.extract.links.next_parts import next_part
from envnews.extract.links.parts import join_parts
from envnews.extract.page.document import parse
from envnews.logs import printable
from envnews.model import holds_page
from envnews.normalize import absolute
from envnews.pipelines.items import ArticleItem
from envnews.spiders.pages import as_it_stands
from envnews.spiders.portal import Output, PortalSpider
from envnews.spiders.troubles import of_article
from envnews.store.changes import FetchFailed

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from envnews.model import Extraction, ListEntry, Page
    from envnews.spiders.identity import Document

_MOST_PARTS = 40


class PagedArticleSpider(PortalSpider):
    """A portal of which some articles have several pages."""

    @classmethod
    def following_part(cls, page: Page, done: frozenset[str] = frozenset()) -> str | None:
        """Return the address of the article's next page, None after the last.

        Args:
            page: One page of the article.
            done: Addresses of its pages that were fetched already.
        """
        pattern = cls.addresses.pattern
        if "part" not in pattern.groupindex:
            return next_part(page, done)
        own = cls.document(page.url).id
        found: dict[int, str] = {}
        document = parse(page)
        for anchor in document.root.iter("a"):
            url = absolute(anchor.get("href") or "", document.base_url)
            match = pattern.search(url) if url and cls.addresses.is_article(url) else None
            if url and match and match["part"] and url not in done and cls.document(url).id == own:
                found.setdefault(int("".join(filter(str.isdigit, match["part"])) or 0), url)
        here = pattern.search(page.url)
        number = int("".join(filter(str.isdigit, (here and here["part"]) or "")) or 1)
        return next((found[part] for part in sorted(found) if part > number), None)

    def parse_article(self, response: Response, document: Document, listed: ListEntry | None) -> Output:
        """Extract an article page; hold the article back while it has further pages."""
        for output in super().parse_article(response, document, listed):
            following = self.following_part(output.page) if isinstance(output, ArticleItem) else None
            if following and isinstance(output, ArticleItem):
                yield self._part(following, output, (output.extraction,))
            else:
                yield output

    def _part(self, url: str, item: ArticleItem, parts: tuple[Extraction, ...]) -> Request:
        return Request(
            url,
            meta=as_it_stands(url),
            callback=self.parse_part,
            errback=self.part_failed,
            cb_kwargs={"item": item, "parts": parts},
        )

    def parse_part(self, response: Response, item: ArticleItem, parts: tuple[Extraction, ...]) -> Output:
        """Add a further page to its article; hand the article on when it is whole."""
        page = self._page(response, None)
        if not holds_page(page.status):
            self.report.note_failure(page.url, f"HTTP status {page.status}", gone=False)
            yield self._incomplete(item, page.status, f"{page.url}: HTTP status {page.status}")
            return
        parts = (*parts, extract(page, self.article_rules))
        done = frozenset({item.page.url, page.url, *(part.url for part in parts)})
        following = self.following_part(page, done) if len(parts) < _MOST_PARTS else None
        if following:
            yield self._part(following, item, parts)
        else:
            yield replace(item, extraction=join_parts(parts))

    def part_failed(self, failure: Failure) -> Output:
        """Leave an article pending of which a page did not come."""
        request: Request = failure.request  # type: ignore[attr-defined]
        item: ArticleItem = request.cb_kwargs["item"]
        if elsewhere := self._elsewhere(failure, self.document(item.url)):
            yield elsewhere
            return
        outcome, message = of_article(failure.value)
        self.report.count("failed")
        self.report.trouble(outcome, request.url, message)
        yield self._incomplete(item, None, f"{request.url}: {outcome}: {message}")

    def _incomplete(self, item: ArticleItem, status: int | None, error: str) -> FetchFailed:
        article = self.document(item.url)
        return FetchFailed(self.name, article.id, article.url, status, printable(error), clock.now())
