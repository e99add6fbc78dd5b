"""Redirects are followed within the portal, without a Referer, and meta refreshes only on small pages.

Columns that moved answer with a page of a few lines and `<meta http-equiv="refresh">`. Scrapy's middleware
decodes every page to look for one, which costs more than parsing the article. Where a redirect may lead is
decided by the download handler, which every request passes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.redirect import (
    BaseRedirectMiddleware,
    MetaRefreshMiddleware,
    RedirectMiddleware,
)

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.http import Response

_LARGEST = 4096
"""Bytes; Scrapy itself looks for the tag in the first 4096 characters."""


class _WithoutReferer(BaseRedirectMiddleware):
    """No request carries a Referer, so none has to be corrected."""

    def handle_referer(self, request: Request, response: Response) -> None:
        """Leave the header away."""

    def _engine_started(self) -> None:
        """Do not warn that nothing sets the header."""


class QuietRedirectMiddleware(_WithoutReferer, RedirectMiddleware):
    """Scrapy's middleware for 301, 302, 303, 307 and 308."""


class ShortMetaRefreshMiddleware(_WithoutReferer, MetaRefreshMiddleware):
    """Scrapy's middleware for pages that are hardly more than the refresh."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return the request that a short refreshing page asks for, any other response as it is."""
        if len(response.body) > _LARGEST or b"refresh" not in response.body.lower():
            return response
        return super().process_response(request, response)
