"""Name resolution that refuses private addresses and knows the host map.

Scrapy connects to exactly the address that this resolver returns, so nothing bypasses it: no redirect, no
robots.txt, no spelling of an address as a name, no second answer of a name server (DNS rebinding).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy.resolver import CachingThreadedResolver
from twisted.internet import defer
from twisted.internet.error import DNSLookupError

from envnews.net.guard import is_public, networks, refusal
from envnews.net.hostmap import HostMap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase

    from envnews.net.guard import Network


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's caching resolver behind the guard.

    Attributes:
        refused: To which address a host that was refused resolves: Twisted reports only that it could not be resolved.
    """

    host_map = HostMap()
    allowed: tuple[Network, ...] = ()

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float) -> None:
        super().__init__(reactor, cache_size, timeout)
        self.refused: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Make the resolver of a process; `crawler` is a crawler process and has settings only."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.host_map = HostMap.from_settings(crawler.settings)
        resolver.allowed = networks(crawler.settings.getlist("ENVNEWS_ALLOW_PRIVATE"))
        return resolver

    def getHostByName(  # noqa: N802 - the name is Twisted's
        self, name: str, timeout: Sequence[int] = ()
    ) -> defer.Deferred[str]:
        """Return the address of a host, or fail where it is one that may not be connected to."""
        mapped = self.host_map.get(name)
        if mapped is not None:
            return defer.succeed(mapped[0])
        return super().getHostByName(name, timeout).addCallback(self._judge, name)

    def _judge(self, address: str, name: str) -> str:
        if not is_public(address, self.allowed):
            self.refused[name] = address
            raise DNSLookupError(str(refusal(name, address)))
        return address
