"""Meta refreshes are followed, but only where a page is small enough to be nothing else.

Columns that moved answer with a page of a few lines and `<meta http-equiv="refresh">`. Scrapy's middleware
decodes every page to look for one, which costs more than extracting the article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.http import Response

_LARGEST = 4096
"""Bytes; Scrapy itself looks for the tag in the first 4096 characters."""


class ShortMetaRefreshMiddleware(MetaRefreshMiddleware):
    """Scrapy's middleware for pages that are hardly more than the refresh."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return the request that a short refreshing page asks for, any other response as it is."""
        if len(response.body) > _LARGEST or b"refresh" not in response.body.lower():
            return response
        return super().process_response(request, response)
