"""Scrapy's log lines of every page and item, made only where somebody reads them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from scrapy.logformatter import LogFormatter

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.http import Response
    from scrapy.logformatter import LogFormatterResult
    from twisted.python.failure import Failure

_scrapy = logging.getLogger("scrapy")


class PageLines(LogFormatter):
    """Scrapy's lines; those of single pages and items, of the level DEBUG, only where that level is logged."""

    def crawled(self, request: Request, response: Response, spider: Spider) -> LogFormatterResult:
        """Return the line of a page, None where none is wanted."""
        return super().crawled(request, response, spider) if _scrapy.isEnabledFor(logging.DEBUG) else None  # type: ignore[return-value]  # documented, but not in its type

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> LogFormatterResult:  # noqa: ANN401 - the type is Scrapy's
        """Return the line of an item, None where none is wanted."""
        return super().scraped(item, response, spider) if _scrapy.isEnabledFor(logging.DEBUG) else None  # type: ignore[return-value]  # likewise
