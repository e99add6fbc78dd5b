"""Scrapy's own handler behind the guard, for the few hosts that libcurl cannot talk to.

Those are hosts with a TLS exception, of which some know no secure renegotiation (RFC 5746), what libcurl does not
let us forgive, and servers whose answers are no HTTP to it: Scrapy reads past a line that is no header.
It costs several times as much and is loaded when the first such host turns up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from OpenSSL.SSL import Error as TlsError
from scrapy.core.downloader.contextfactory import _ScrapyClientContextFactory
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import CannotResolveHostError, DownloadFailedError
from service_identity.exceptions import VerificationError
from twisted.internet.error import ConnectionClosed
from twisted.python.failure import Failure

from envnews.net.failures import BrokenConnectionError, UntrustedConnectionError
from envnews.net.guard import RefusedRequestError, refusal
from envnews.net.resolver import GuardedResolver
from envnews.net.tls import tls_exceptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.internet.interfaces import IOpenSSLClientConnectionCreator


class TolerantDownloadHandler(HTTP11DownloadHandler):
    """Fetches as Scrapy does; addresses are judged by `net.resolver`, which Scrapy connects to."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        policy = _TlsPolicy.from_crawler(crawler)
        policy.exceptions = frozenset(host.encode() for host in tls_exceptions(crawler.settings))
        self._contextFactory = policy  # type: ignore[assignment]  # zope interfaces

    async def fetch(self, request: Request, url: str, host: str) -> Response:
        """Fetch what a request asks for from `url`, the host's or its replica's.

        Raises:
            RefusedRequestError: The address of the host is private.
            UntrustedConnectionError: The host cannot be trusted.
            BrokenConnectionError: It has hung up.
        """
        resolver = _resolver()
        # The address is that of a request already, so it need not be made safe once more.
        sent = request.replace(url=url, meta=request.meta | {"verbatim_url": True})
        if url != request.url:
            sent.headers["Host"] = request.url.split("/")[2]
        try:
            response = await self.download_request(sent)
        except CannotResolveHostError as error:
            if host not in resolver.refused:
                raise
            raise refusal(host, resolver.refused[host]) from error
        except DownloadFailedError as error:
            raise _of_twisted(error) from error
        request.meta["download_latency"] = sent.meta.get("download_latency")
        return response.replace(url=request.url)


class _TlsPolicy(_ScrapyClientContextFactory):
    """Scrapy's TLS options, with verification for all hosts but the named ones."""

    exceptions: frozenset[bytes] = frozenset()

    def creatorForNetloc(  # noqa: N802 - the name is Twisted's
        self, hostname: bytes, port: int
    ) -> IOpenSSLClientConnectionCreator:
        """Return what makes the TLS side of a connection to this host."""
        self._verify_certificates = hostname.lower() not in self.exceptions
        creator: IOpenSSLClientConnectionCreator = super().creatorForNetloc(hostname, port)  # type: ignore[assignment]  # zope interfaces
        return creator


def _resolver() -> GuardedResolver:
    from twisted.internet import reactor  # noqa: PLC0415 - importing it installs one

    resolver = getattr(reactor, "resolver", None)
    if not isinstance(resolver, GuardedResolver):
        raise RefusedRequestError("addresses are not guarded: run this with the setting TWISTED_DNS_RESOLVER")
    return resolver


def _of_twisted(error: DownloadFailedError) -> DownloadFailedError:
    causes = tuple(_causes(error))
    if any(isinstance(cause, TlsError | VerificationError) for cause in causes):
        return UntrustedConnectionError(str(error))
    if any(isinstance(cause, ConnectionClosed) for cause in causes):
        return BrokenConnectionError(str(error))
    return error


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an exception, what it was raised from, and the reasons that Twisted collects inside."""
    pending = [error]
    while pending:
        current = pending.pop()
        if current is not None:
            yield current
            pending.append(current.__cause__)
            reasons = getattr(current, "reasons", None) or ()
            pending.extend(reason.value for reason in reasons if isinstance(reason, Failure))
