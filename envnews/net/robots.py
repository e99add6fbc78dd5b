"""robots.txt as RFC 9309 has it: a site whose robots.txt cannot be read is not crawled.

Scrapy takes an unreachable robots.txt for a yes and reads error pages as rules. Here a server error or no
answer is a no for this run, a missing file is a yes, and Crawl-delay is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protego import Protego
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.httpobj import urlparse_cached

from envnews.model import holds_page
from envnews.net.restraint import NotAskedError, Restraint

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

_UNREADABLE = frozenset({429})
"""Statuses below 500 that do not say whether there are rules; other 4xx mean that there are none."""


_READ = 500 * 1024
"""Bytes of a robots.txt that are read: RFC 9309, section 2.5, asks for so many at least."""


class RobotsUnreadableError(IgnoreRequest):
    """A request is not sent because the host's robots.txt could not be read; `__cause__` says why."""

    def __init__(self, status: int | None = None) -> None:
        super().__init__(f"robots.txt could not be read: HTTP status {status}")
        self.status = status


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's middleware, strict about errors."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._unreadable: dict[str, RobotsUnreadableError] = {}

    async def process_request(self, request: Request) -> None:  # type: ignore[override]  # Scrapy's decorator hides it
        """Let a request pass where robots.txt was read and allows it.

        Raises:
            RobotsUnreadableError: It could not be read.
            NotAskedError: The portal is asked no more in this run.
            IgnoreRequest: It forbids the address.
        """
        if request.meta.get("dont_obey_robotstxt"):
            return
        parser = await self.robot_parser(request)
        if error := self._unreadable.get(urlparse_cached(request).netloc):
            if isinstance(error.__cause__, NotAskedError):  # told once, for the whole portal
                raise NotAskedError(str(error.__cause__)) from error
            raise RobotsUnreadableError(error.status) from error.__cause__
        self.process_request_2(parser, request)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status in _UNREADABLE:
            raise RobotsUnreadableError(response.status)
        if not holds_page(response.status):
            response = response.replace(body=b"")  # the text of an error page is no rule
        elif len(response.body) > _READ:
            response = response.replace(body=response.body[:_READ])
        await super()._parse_robots(response, netloc, request)
        restraint = self.crawler.get_extension(Restraint)
        rules = Protego.parse(response.body.decode("utf-8", "ignore"))
        delay = rules.crawl_delay(self._robotstxt_useragent or self._default_useragent)
        if delay and restraint:
            restraint.slow_down(urlparse_cached(request).hostname or "", float(delay))

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        error = exc if isinstance(exc, RobotsUnreadableError) else RobotsUnreadableError()
        if error is not exc:
            error.__cause__ = exc
        self._unreadable[netloc] = error
        super()._robots_error(exc, netloc)
