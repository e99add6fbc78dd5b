"""TLS certificates are verified, but for the hosts that the setting ENVNEWS_TLS_EXCEPTIONS names.

Some portals serve a certificate that has run out or misses its chain. Who decides to read them all the
same names the host; no other host is trusted any less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy.core.downloader.contextfactory import _ScrapyClientContextFactory

if TYPE_CHECKING:
    from collections.abc import Container

    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings
    from twisted.internet.interfaces import IOpenSSLClientConnectionCreator


def unverified_hosts(settings: BaseSettings, hosts: Container[str]) -> tuple[str, ...]:
    """Return those of a portal's hosts whose certificate is not verified, by name."""
    named = {host.strip().lower() for host in settings.getlist("ENVNEWS_TLS_EXCEPTIONS")}
    return tuple(sorted(host for host in named if host in hosts))


class TlsPolicy(_ScrapyClientContextFactory):
    """Scrapy's TLS options, with verification for all hosts but the named ones."""

    exceptions: frozenset[bytes] = frozenset()

    @classmethod
    def of(cls, crawler: Crawler) -> Self:
        """Return the policy that a crawler's settings name."""
        policy = cls.from_crawler(crawler)
        hosts = crawler.settings.getlist("ENVNEWS_TLS_EXCEPTIONS")
        policy.exceptions = frozenset(host.strip().lower().encode() for host in hosts)
        return policy

    def creatorForNetloc(  # noqa: N802 - the name is Twisted's
        self, hostname: bytes, port: int
    ) -> IOpenSSLClientConnectionCreator:
        """Return what makes the TLS side of a connection to this host."""
        self._verify_certificates = hostname.lower() not in self.exceptions
        creator: IOpenSSLClientConnectionCreator = super().creatorForNetloc(hostname, port)  # type: ignore[assignment]  # zope interfaces
        return creator
