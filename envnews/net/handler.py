"""The download handler: every request passes here, robots.txt and redirects included.

It lets a spider reach its own portal's hosts and ports only, sends requests for mapped hosts to their
replica, keeps the restraint of `net.restraint`, counts what is sent, and says clearly why something was not.
Addresses are judged in `net.resolver`. HTTP is aiohttp's, whose parser is in C: a page costs a third less CPU
than by Scrapy's own handler.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import urlsplit

import aiohttp
import yarl
from scrapy.core.downloader.handlers._aiohttp import AiohttpDownloadHandler, _ClientResponse
from scrapy.core.downloader.handlers._base_streaming import BaseStreamingDownloadHandler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from scrapy.utils.httpobj import urlparse_cached

from envnews.net.guard import RefusedRequestError, is_public, networks
from envnews.net.hostmap import HostMap
from envnews.net.resolver import Gate, GuardedResolver
from envnews.net.restraint import Restraint
from envnews.net.tls import TlsPolicy

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from urllib.parse import ParseResult

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response


_PORTS: Final = {"http": 80, "https": 443}

_RESOLVED_SECONDS: Final = 300
"""How long an address is used again; a crawl asks a host for hours."""

_LONGEST_LINE: Final = 16_384
"""Bytes of a header line, as many as Scrapy's own handler takes; some portals set cookies of several thousand."""


class GuardedDownloadHandler(AiohttpDownloadHandler):
    """Scrapy's handler on aiohttp, behind the guard."""

    experimental = False  # Scrapy calls its own so; what is relied on here is tested here

    def __init__(self, crawler: Crawler) -> None:
        # Not the parent's, which opens a session that resolves by itself.
        BaseStreamingDownloadHandler.__init__(self, crawler)
        self._host_map = HostMap.from_settings(crawler.settings)
        self._allowed = networks(crawler.settings.getlist("ENVNEWS_ALLOW_PRIVATE"))
        self._hosts: frozenset[str] | None = getattr(crawler.spidercls, "reachable_hosts", None)
        self._ports = frozenset(_PORTS.values()) | _declared_ports(crawler)
        self._restraint = crawler.get_extension(Restraint) or Restraint(crawler)
        self._tls = TlsPolicy(crawler.settings)
        self._session = self._open_session()

    def _open_session(self) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            resolver=GuardedResolver(self._host_map, self._allowed),
            socket_factory=Gate(self._host_map, self._allowed).open,
            use_dns_cache=self.crawler.settings.getbool("DNSCACHE_ENABLED"),
            ttl_dns_cache=_RESOLVED_SECONDS,
            limit=self._pool_size_total,
            limit_per_host=self._pool_size_per_host,
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            response_class=_ClientResponse,
            skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
            max_line_size=_LONGEST_LINE,
            max_field_size=_LONGEST_LINE,
        )

    async def download_request(self, request: Request) -> Response:
        """Fetch a page, unless it leads where the crawler may not go.

        Raises:
            RefusedRequestError: The host or port is not one of the portal's, or the address is private.
            NotAskedError: The portal is asked no more in this run.
        """
        target = urlparse_cached(request)
        host = target.hostname or ""
        self._check_host(request, target)
        if self._host_map.get(host) is None:
            self._check_port(request, target)
            self._check_literal(host)
        await self._restraint.turn(host)
        response: Response | None = None
        try:
            response = await super().download_request(request)
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

    @asynccontextmanager
    async def _make_request(self, request: Request, timeout: float) -> AsyncIterator[_ClientResponse]:  # noqa: ASYNC109 - Scrapy's signature
        target = urlparse_cached(request)
        host = target.hostname or ""
        headers = self._request_headers(request).to_tuple_list()
        address, secure = request.url, target.scheme == "https"
        if self._host_map.get(host) is not None:
            # The resolver knows the replica's address and port; only the scheme has to change on the way.
            address, secure = target._replace(scheme="http", netloc=host).geturl(), False
            headers.append(("Host", target.netloc))
        try:
            async with await self._session.request(
                request.method,
                # The address is that of a request already, so it need not be made safe once more.
                yarl.URL(address, encoded=True),
                data=request.body or None,
                headers=headers,
                timeout=aiohttp.ClientTimeout(total=timeout),
                ssl=self._tls.context(host) if secure else True,
                allow_redirects=False,
            ) as response:
                yield cast("_ClientResponse", response)
        except TimeoutError as error:
            raise DownloadTimeoutError(f"{request.url}: no whole answer within {timeout:g} s") from error
        except aiohttp.InvalidURL as error:
            raise RefusedRequestError(f"{host} is neither a name nor an address in its usual form") from error
        except aiohttp.ClientConnectorDNSError as error:
            raise CannotResolveHostError(str(error)) from error
        except aiohttp.ClientSSLError as error:
            raise DownloadFailedError(str(error)) from error
        except aiohttp.ClientConnectorError as error:
            raise DownloadConnectionRefusedError(str(error)) from error
        except aiohttp.ClientError as error:
            raise DownloadFailedError(str(error) or type(error).__name__) from error


def _declared_ports(crawler: Crawler) -> frozenset[int]:
    """Return the ports that the portal's own addresses carry."""
    portal = crawler.spidercls
    addresses = (getattr(portal, "home", ""), *getattr(portal, "columns", {}).values())
    return frozenset(port for url in addresses if (port := urlsplit(url).port))
