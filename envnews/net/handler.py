"""The download handler: every request passes here, robots.txt and redirects included.

It lets a spider reach its own portal's hosts and ports only, sends requests for mapped hosts to their
replica, keeps the restraint of `net.restraint`, counts what is sent, and says clearly why something was not.
Resolved addresses are judged in `net.resolver`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import CannotResolveHostError
from scrapy.utils.httpobj import urlparse_cached

from envnews.net.guard import RefusedRequestError, is_public, networks
from envnews.net.hostmap import HostMap
from envnews.net.resolver import GuardedResolver
from envnews.net.restraint import Restraint
from envnews.net.tls import TlsPolicy

if TYPE_CHECKING:
    from urllib.parse import ParseResult

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response


_PORTS = {"http": 80, "https": 443}


class GuardedDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's HTTP/1.1 handler behind the guard."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._host_map = HostMap.from_settings(crawler.settings)
        self._allowed = networks(crawler.settings.getlist("ENVNEWS_ALLOW_PRIVATE"))
        self._hosts: frozenset[str] | None = getattr(crawler.spidercls, "reachable_hosts", None)
        self._ports = frozenset(_PORTS.values()) | _declared_ports(crawler)
        self._restraint = crawler.get_extension(Restraint) or Restraint(crawler)
        self._contextFactory = TlsPolicy.of(crawler)  # type: ignore[assignment]  # zope interfaces

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
            if mapped is None:
                response = await self._download(request, host)
            else:
                response = await self._download_replica(request, target, mapped[1])
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
            raise RefusedRequestError(f"{host} is not public; --allow-private opens named networks")

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
        # The address is that of a request already, so it need not be made safe once more.
        sent = request.replace(url=address, meta=request.meta | {"verbatim_url": True})
        sent.headers["Host"] = target.netloc
        response = await super().download_request(sent)
        request.meta["download_latency"] = sent.meta.get("download_latency")
        response._set_url(request.url)  # noqa: SLF001 - `replace` would build the whole response again
        return response


def _declared_ports(crawler: Crawler) -> frozenset[int]:
    """Return the ports that the portal's own addresses carry."""
    portal = crawler.spidercls
    addresses = (getattr(portal, "home", ""), *getattr(portal, "columns", {}).values())
    return frozenset(port for url in addresses if (port := urlsplit(url).port))
