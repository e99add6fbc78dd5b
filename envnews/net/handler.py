"""The download handler: every request passes here, robots.txt and redirects included.

It lets a spider reach its own portal's hosts only, sends requests for mapped hosts to their replica, counts
what is sent, and says clearly why something was not. Resolved addresses are judged in `net.resolver`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import CannotResolveHostError
from scrapy.utils.httpobj import urlparse_cached

from envnews.net.guard import RefusedRequestError
from envnews.net.hostmap import HostMap
from envnews.net.resolver import GuardedResolver

if TYPE_CHECKING:
    from urllib.parse import ParseResult

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response


class GuardedDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's HTTP/1.1 handler behind the guard."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._host_map = HostMap.from_settings(crawler.settings)
        self._hosts: frozenset[str] | None = getattr(crawler.spidercls, "reachable_hosts", None)

    async def download_request(self, request: Request) -> Response:
        """Fetch a page, unless it leads where the crawler may not go.

        Raises:
            RefusedRequestError: The host is not one of the portal's, or its address is private.
        """
        target = urlparse_cached(request)
        self._check_host(request, target)
        mapped = self._host_map.get(target.hostname)
        if mapped is None:
            response = await self._download(request, target.hostname or "")
        else:
            response = await self._download_replica(request, target, mapped[1])
        stats = self.crawler.stats
        stats.inc_value("envnews/requests")
        stats.inc_value("envnews/bytes", len(response.body))
        return response

    def _check_host(self, request: Request, target: ParseResult) -> None:
        if target.username is not None:
            raise RefusedRequestError(f"{request.url} carries a user name; such links are never followed")
        if self._hosts is not None and target.hostname not in self._hosts:
            raise RefusedRequestError(
                f"{target.hostname} is no host of this portal; if the site has moved, add it to `hosts`"
            )

    async def _download(self, request: Request, host: str) -> Response:
        from twisted.internet import reactor  # noqa: PLC0415 - importing it installs one

        resolver = getattr(reactor, "resolver", None)
        if not isinstance(resolver, GuardedResolver):
            raise RefusedRequestError(
                "addresses are not guarded: run this with the setting TWISTED_DNS_RESOLVER"
            )
        try:
            return await super().download_request(request)
        except CannotResolveHostError as error:
            if host in resolver.refused:
                message = f"{resolver.refused[host]}; --allow-private opens named networks"
                raise RefusedRequestError(message) from error
            raise

    async def _download_replica(self, request: Request, target: ParseResult, port: int) -> Response:
        # The resolver knows the host's address; only scheme and port have to change on the way.
        address = target._replace(scheme="http", netloc=f"{target.hostname}:{port}").geturl()
        sent = request.replace(url=address)
        sent.headers["Host"] = target.netloc
        response = await super().download_request(sent)
        request.meta["download_latency"] = sent.meta.get("download_latency")
        return response.replace(url=request.url)
