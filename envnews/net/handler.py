"""The download handler: every request passes here, robots.txt and redirects included.

It lets a spider reach its own portal's hosts and ports only, sends requests for mapped hosts to their
replica, keeps the restraint of `net.restraint`, counts what is sent, and says clearly why something was not.
Resolved addresses are judged where the connection is made, in `net.transport` and `net.resolver`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.http import Headers
from scrapy.responsetypes import responsetypes
from scrapy.utils.httpobj import urlparse_cached

from envnews.net.guard import RefusedRequestError, is_public, networks, refusal
from envnews.net.hostmap import HostMap
from envnews.net.restraint import Restraint
from envnews.net.tls import tls_exceptions
from envnews.net.transport import Transport, UnreadableAnswerError

if TYPE_CHECKING:
    from urllib.parse import ParseResult

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from envnews.net.tolerant import TolerantDownloadHandler

_PORTS = {"http": 80, "https": 443}


class GuardedDownloadHandler(BaseDownloadHandler):
    """HTTP/1.1 behind the guard."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._host_map = HostMap.from_settings(crawler.settings)
        self._allowed = networks(crawler.settings.getlist("ENVNEWS_ALLOW_PRIVATE"))
        self._hosts: frozenset[str] | None = getattr(crawler.spidercls, "reachable_hosts", None)
        self._ports = frozenset(_PORTS.values()) | _declared_ports(crawler)
        self._restraint = crawler.get_extension(Restraint) or Restraint(crawler)
        self._seconds = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        self._transport = Transport(crawler.settings, self._allowed)
        self._odd_hosts = set(tls_exceptions(crawler.settings))
        self._tolerant: TolerantDownloadHandler | None = None

    async def download_request(self, request: Request) -> Response:
        """Fetch a page, unless it leads where the crawler may not go.

        Raises:
            RefusedRequestError: The host or port is not one of the portal's, or the address is private.
            NotAskedError: The portal is asked no more in this run.
        """
        target = urlparse_cached(request)
        host = target.hostname or ""
        mapped = self._host_map.get(host)
        self._check_host(request, target)
        if mapped is None:
            self._check_port(request, target)
            self._check_literal(host)
        await self._restraint.turn(host)
        response: Response | None = None
        try:
            response = await self._download(request, target, mapped)
        finally:
            self._count(host, response)
        return response

    def _count(self, host: str, response: Response | None) -> None:
        stats = self.crawler.stats
        stats.inc_value("envnews/requests")
        if response is not None:
            stats.inc_value("envnews/bytes", len(response.body))
        self._restraint.note(host, response)

    def _check_port(self, request: Request, target: ParseResult) -> None:
        try:
            port = target.port or _PORTS[target.scheme]
        except ValueError:
            port = -1
        if port not in self._ports:
            raise RefusedRequestError(
                f"{request.url} leads to a port that is neither 80 nor 443; where the site really uses it, "
                "declare it in `home` or `columns`"
            )

    def _check_literal(self, host: str) -> None:
        """Refuse private addresses that need no resolver; the resolver judges all other spellings."""
        try:
            public = is_public(host, self._allowed)
        except ValueError:
            return  # a name
        if not public:
            raise refusal(host)

    def _check_host(self, request: Request, target: ParseResult) -> None:
        if target.username is not None:
            raise RefusedRequestError(f"{request.url} carries a user name; such links are never followed")
        if self._hosts is not None and target.hostname not in self._hosts:
            raise RefusedRequestError(
                f"{target.hostname} is no host of this portal; if the site has moved, add it to `hosts`"
            )

    async def _download(
        self, request: Request, target: ParseResult, replica: tuple[str, int] | None
    ) -> Response:
        host = target.hostname or ""
        request.meta.setdefault("download_timeout", self._seconds)
        if host not in self._odd_hosts:
            try:
                return await self._download_plainly(request, target, replica)
            except UnreadableAnswerError:
                self._odd_hosts.add(host)
        if self._tolerant is None:
            from envnews.net.tolerant import TolerantDownloadHandler  # noqa: PLC0415 - seldom needed, and slow

            self._tolerant = TolerantDownloadHandler(self.crawler)
        url = request.url
        if replica is not None:
            url = target._replace(scheme="http", netloc=f"{host}:{replica[1]}").geturl()
        return await self._tolerant.fetch(request, url, host)

    async def _download_plainly(
        self, request: Request, target: ParseResult, replica: tuple[str, int] | None
    ) -> Response:
        url = request.url if replica is None else target._replace(scheme="http").geturl()
        answer = await self._transport.exchange(request, url, request.meta["download_timeout"], replica)
        request.meta["download_latency"] = answer.seconds
        # Scrapy's class would bring each name into the form that it has, and a response do all of it again.
        headers = Headers()
        dict.update(headers, answer.headers)
        kind = responsetypes.from_args(headers=headers, url=request.url, body=answer.body)
        response = kind(url=request.url, status=answer.status, body=answer.body)
        response.headers = headers
        return response

    async def close(self) -> None:
        """End all connections."""
        await self._transport.close()
        if self._tolerant is not None:
            await self._tolerant.close()


def _declared_ports(crawler: Crawler) -> frozenset[int]:
    """Return the ports that the portal's own addresses carry."""
    portal = crawler.spidercls
    addresses = (getattr(portal, "home", ""), *getattr(portal, "columns", {}).values())
    return frozenset(port for url in addresses if (port := urlsplit(url).port))
