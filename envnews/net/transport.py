"""One exchange of a request for an answer, by libcurl.

Scrapy's own handler costs half of all the CPU time that fetching takes; libcurl reads answers in C, more of
those that old servers send, and asks for every socket, so that the address is judged which is connected to,
whatever a name server has said before. What it cannot talk to is left to `net.tolerant`.
"""

from __future__ import annotations

import re
import socket
import ssl
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import urlsplit

import pycurl
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)

from envnews.net.failures import BrokenConnectionError, UntrustedConnectionError
from envnews.net.guard import RefusedRequestError, is_public, refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy import Request
    from scrapy.settings import BaseSettings

    from envnews.net.guard import Network

_RESOLVED_SECONDS: Final = 300
"""How long an address is used again; a crawl asks a host for hours."""

_READ_AT_ONCE: Final = 64 * 1024
"""Bytes that are taken from a socket at once: a page has 50 kB, and libcurl takes 16 of its own accord."""

_OLDEST_TLS: Final = {
    "TLSv1.0": pycurl.SSLVERSION_TLSv1_0,
    "TLSv1.1": pycurl.SSLVERSION_TLSv1_1,
    "TLSv1.2": pycurl.SSLVERSION_TLSv1_2,
    "TLSv1.3": pycurl.SSLVERSION_TLSv1_3,
}

_FAILURES: Final[dict[int, type[Exception]]] = {
    pycurl.E_COULDNT_RESOLVE_HOST: CannotResolveHostError,
    pycurl.E_COULDNT_CONNECT: DownloadConnectionRefusedError,
    pycurl.E_OPERATION_TIMEDOUT: DownloadTimeoutError,
    pycurl.E_PARTIAL_FILE: ResponseDataLossError,
    pycurl.E_FILESIZE_EXCEEDED: DownloadCancelledError,
    pycurl.E_GOT_NOTHING: BrokenConnectionError,
    pycurl.E_SEND_ERROR: BrokenConnectionError,
    pycurl.E_RECV_ERROR: BrokenConnectionError,
    pycurl.E_SSL_CONNECT_ERROR: UntrustedConnectionError,
    pycurl.E_PEER_FAILED_VERIFICATION: UntrustedConnectionError,
    pycurl.E_SSL_CACERT_BADFILE: UntrustedConnectionError,
    pycurl.E_SSL_CIPHER: UntrustedConnectionError,
}

_HUNG_UP: Final = re.compile(r"broken pipe|reset by peer|SSL_ERROR_SYSCALL|unexpected eof", re.IGNORECASE)
"""What a failed handshake says when nobody was there to shake hands with."""

_LENGTHS: Final = frozenset({b"Content-Length", b"Transfer-Encoding"})
"""Headers that say where an answer ends."""


class UnreadableAnswerError(DownloadFailedError):
    """The answer is not HTTP as libcurl knows it."""


class _Address(Protocol):
    """Where libcurl wants to connect to, in the words of `socket`."""

    family: int
    socktype: int
    protocol: int
    addr: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server has answered, names of headers in the form `Content-Type`; `seconds` until its first byte came."""

    status: int
    headers: dict[bytes, list[bytes]]
    body: bytes
    seconds: float


@dataclass(slots=True)
class _Exchange:
    """What libcurl calls back for while one request is under way."""

    allowed: tuple[Network, ...]
    replica: tuple[str, int] | None
    headers: dict[bytes, list[bytes]] = field(default_factory=dict)
    body: BytesIO = field(default_factory=BytesIO)
    headed: bool = False
    refused: str = ""
    sockets: list[socket.socket] = field(default_factory=list)
    _last: list[bytes] = field(default_factory=list)

    def open_socket(self, _purpose: int, address: _Address) -> socket.socket | int:
        """Return a socket for an address that may be connected to."""
        host = address.addr[0]
        permitted = address.addr == self.replica if self.replica else is_public(host, self.allowed)
        if not permitted:
            self.refused = host
            return int(pycurl.SOCKET_BAD)
        made = socket.socket(address.family, address.socktype, address.protocol)
        self.sockets.append(made)
        return made

    def hear(self, line: bytes) -> None:
        """Take a line of the head; one that begins with a blank goes on with the last one (RFC 9112, 5.2)."""
        name, colon, value = line.partition(b":")
        if line[:5].upper() == b"HTTP/":  # the head before was that of an interim answer
            self.headers.clear()
        elif line[:1] in b" \t" and self._last and line.strip():
            self._last[-1] += b" " + line.strip()
        elif colon:
            self._last = self.headers.setdefault(name.strip().title(), [])
            self._last.append(value.strip())
        self.headed = not line.strip()

    def ends_with_connection(self, code: int, message: str) -> bool:
        """Return whether the answer is whole although TLS was not ended in good order.

        Old servers say no length, and hang up when all is sent (RFC 9112, 6.3 and 9.8).
        """
        hung_up = code == pycurl.E_RECV_ERROR and "unexpected eof" in message
        return hung_up and self.headed and not self.headers.keys() & _LENGTHS


class Transport:
    """The connections of one portal.

    Args:
        settings: Those of Scrapy on size, name resolution and TLS.
        allowed: Networks that may be connected to although they are private.
    """

    def __init__(self, settings: BaseSettings, allowed: tuple[Network, ...]) -> None:
        self._allowed = allowed
        self._multi = pycurl.AsyncCurlMulti()
        self._idle: list[pycurl.Curl] = []
        self._largest = settings.getint("DOWNLOAD_MAXSIZE")
        self._resolved_seconds = _RESOLVED_SECONDS if settings.getbool("DNSCACHE_ENABLED") else 0
        self._oldest_tls = _OLDEST_TLS[settings["DOWNLOAD_TLS_MIN_VERSION"]]
        self._ciphers: str = settings["DOWNLOADER_CLIENT_TLS_CIPHERS"]

    async def exchange(
        self, request: Request, url: str, seconds: float, replica: tuple[str, int] | None = None
    ) -> Answer:
        """Send a request and return the whole answer.

        Args:
            request: Its method, headers and body are sent.
            url: What is asked for; that of the request, but for a replica's scheme.
            seconds: How long all of it may take.
            replica: Address and port that are connected to in the place of the host's.

        Raises:
            RefusedRequestError: The host's addresses are not public.
            UnreadableAnswerError: The answer is no HTTP.
            scrapy.exceptions: The one for what happened, with libcurl's words.
        """
        curl = self._idle.pop() if self._idle else pycurl.Curl()
        exchange = _Exchange(self._allowed, replica)
        self._prepare(curl, exchange, url, seconds)
        _set_message(curl, request)
        try:
            await self._multi.perform(curl)
        except pycurl.error as error:
            if not exchange.ends_with_connection(*error.args):
                raise _failure(url, exchange, *error.args) from error
        finally:
            for made in exchange.sockets:  # libcurl has its own copy of each
                made.close()
        answer = Answer(
            curl.getinfo(pycurl.RESPONSE_CODE),
            exchange.headers,
            exchange.body.getvalue(),
            curl.getinfo(pycurl.STARTTRANSFER_TIME),
        )
        curl.reset()
        self._idle.append(curl)
        return answer

    def _prepare(self, curl: pycurl.Curl, exchange: _Exchange, url: str, seconds: float) -> None:
        curl.setopt(pycurl.URL, url)
        curl.setopt(pycurl.TIMEOUT_MS, int(seconds * 1000))
        curl.setopt(pycurl.OPENSOCKETFUNCTION, exchange.open_socket)
        curl.setopt(pycurl.HEADERFUNCTION, exchange.hear)
        curl.setopt(pycurl.WRITEDATA, exchange.body)
        curl.setopt(pycurl.BUFFERSIZE, _READ_AT_ONCE)
        curl.setopt(pycurl.MAXFILESIZE, self._largest)
        curl.setopt(pycurl.DNS_CACHE_TIMEOUT, self._resolved_seconds)
        curl.setopt(pycurl.IPRESOLVE, pycurl.IPRESOLVE_V4)
        curl.setopt(pycurl.HTTP_VERSION, pycurl.CURL_HTTP_VERSION_1_1)
        curl.setopt(pycurl.PATH_AS_IS, 1)
        curl.setopt(pycurl.PROXY, "")  # one of the environment would bypass the guard
        curl.setopt(pycurl.NOSIGNAL, 1)
        if exchange.replica is not None:
            curl.setopt(pycurl.CONNECT_TO, [f"::{exchange.replica[0]}:{exchange.replica[1]}"])
        if url.startswith("https:"):
            curl.setopt(pycurl.SSLVERSION, self._oldest_tls)
            curl.setopt(pycurl.SSL_CIPHER_LIST, self._ciphers)
            for option, value in _trusted():
                curl.setopt(option, value)

    async def close(self) -> None:
        """End all connections."""
        await self._multi.aclose()


def _set_message(curl: pycurl.Curl, request: Request) -> None:
    """Set method, headers and body."""
    curl.setopt(pycurl.HTTPHEADER, list(_lines(request)))
    if request.method == "HEAD":
        curl.setopt(pycurl.NOBODY, 1)
    elif request.body or request.method == "POST":
        curl.setopt(pycurl.POSTFIELDS, request.body)
    if request.method not in {"GET", "HEAD", "POST"}:
        curl.setopt(pycurl.CUSTOMREQUEST, request.method)


def _lines(request: Request) -> Iterable[bytes]:
    yield b"Expect:"  # not to be added: no server is asked whether it would take a body
    # Not the items of Scrapy's class, which looks for each name anew.
    for name, values in dict.items(request.headers):
        for value in values:
            yield name + b": " + b" ".join(value.splitlines()) if value else name + b";"


@cache
def _trusted() -> tuple[tuple[int, str | int], ...]:
    """Return the options that name the authorities this system trusts, where Python knows them to be.

    libcurl knows where they are on the machine it was built on.
    """
    paths = ssl.get_default_verify_paths()
    found = ((pycurl.CAINFO, paths.cafile), (pycurl.CAPATH, paths.capath))
    named = tuple((option, path) for option, path in found if path)
    return named or ((pycurl.SSL_OPTIONS, pycurl.SSLOPT_NATIVE_CA),)


def _failure(url: str, exchange: _Exchange, code: int, message: str) -> Exception:
    if exchange.refused:
        return refusal(urlsplit(url).hostname or "", exchange.refused)
    if code == pycurl.E_URL_MALFORMAT:
        return RefusedRequestError(f"{url} is no address to libcurl ({message})")
    if code in {pycurl.E_FTP_WEIRD_SERVER_REPLY, pycurl.E_UNSUPPORTED_PROTOCOL}:
        return UnreadableAnswerError(f"{url}: {message}")
    if code == pycurl.E_SSL_CONNECT_ERROR and _HUNG_UP.search(message):
        return BrokenConnectionError(f"{url}: {message}")
    return _FAILURES.get(code, DownloadFailedError)(f"{url}: {message}")
