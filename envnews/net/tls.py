"""TLS certificates are verified, but for the hosts that the setting ENVNEWS_TLS_EXCEPTIONS names.

Some portals serve a certificate that has run out or misses its chain, or speak TLS as it was before 2010. Who
decides to read them all the same names the host; no other host is trusted any less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

    from scrapy.settings import BaseSettings


def tls_exceptions(settings: BaseSettings) -> frozenset[str]:
    """Return the named hosts, in lower case."""
    return frozenset(host.strip().lower() for host in settings.getlist("ENVNEWS_TLS_EXCEPTIONS"))


def unverified_hosts(settings: BaseSettings, hosts: Container[str]) -> tuple[str, ...]:
    """Return those of a portal's hosts whose certificate is not verified, by name."""
    return tuple(sorted(host for host in tls_exceptions(settings) if host in hosts))
