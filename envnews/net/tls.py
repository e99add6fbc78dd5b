"""TLS certificates are verified, but for the hosts that the setting ENVNEWS_TLS_EXCEPTIONS names.

Some portals serve a certificate that has run out or misses its chain. Who decides to read them all the
same names the host; no other host is trusted any less.
"""

from __future__ import annotations

import ssl
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

    from scrapy.settings import BaseSettings

_OP_LEGACY_SERVER_CONNECT = 0x4
"""Old servers of authorities know no secure renegotiation. `ssl` has the name since Python 3.12."""


def unverified_hosts(settings: BaseSettings, hosts: Container[str]) -> tuple[str, ...]:
    """Return those of a portal's hosts whose certificate is not verified, by name."""
    named = {host.strip().lower() for host in settings.getlist("ENVNEWS_TLS_EXCEPTIONS")}
    return tuple(sorted(host for host in named if host in hosts))


class TlsPolicy:
    """What a connection demands of a host's certificate.

    Args:
        settings: DOWNLOAD_TLS_MIN_VERSION and DOWNLOADER_CLIENT_TLS_CIPHERS hold for all hosts,
            ENVNEWS_TLS_EXCEPTIONS names those whose certificate is not looked at.
    """

    def __init__(self, settings: BaseSettings) -> None:
        named = settings.getlist("ENVNEWS_TLS_EXCEPTIONS")
        self._exceptions = frozenset(host.strip().lower() for host in named)
        self._oldest: str = settings["DOWNLOAD_TLS_MIN_VERSION"]
        self._ciphers: str = settings["DOWNLOADER_CLIENT_TLS_CIPHERS"]

    def context(self, host: str) -> ssl.SSLContext:
        """Return the TLS side of connections to a host."""
        return _context(self._oldest, self._ciphers, verified=host.lower() not in self._exceptions)


@cache
def _context(oldest: str, ciphers: str, *, verified: bool) -> ssl.SSLContext:
    """Return one for all portals of the process: to load the certificates of the system takes a while."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion[oldest.replace(".", "_")]
    context.set_ciphers(ciphers)
    context.options |= _OP_LEGACY_SERVER_CONNECT
    if verified:
        context.load_default_certs()
    else:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
