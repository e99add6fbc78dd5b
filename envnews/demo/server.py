"""One HTTP server on loopback for all replica hosts, told apart by the Host header.

It runs in a thread of its own, so that a crawl in the same process can use it. It speaks just the HTTP/1.1
that a crawler needs: GET, HEAD and POST, kept connections, ETag and Last-Modified with 304.
"""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Self, cast
from zlib import crc32

from envnews.demo.resource import Resource
from envnews.demo.sites import SITES, Site

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_REQUEST = 65_536
_NO_SUCH_HOST = Resource("没有这个站点的副本。\n".encode(), "text/plain; charset=utf-8", status=421)


class ReplicaServer:
    """Serves the replica portals: `with ReplicaServer() as server: …`.

    Attributes:
        edition: 1 or 2, the day that is served; may be changed while it runs.
        requests: Requests by host name, images and robots.txt included.
        statuses: Answers by (host name, HTTP status).
    """

    def __init__(self, edition: int = 1, sites: Sequence[Site] = SITES) -> None:
        self.edition = edition
        self.requests: Counter[str] = Counter()
        self.statuses: Counter[tuple[str, int]] = Counter()
        self._sites = {host: site for site in sites for host in site.hosts}
        self._connections: set[asyncio.Transport] = set()
        self._server: asyncio.Server | None = None

    @property
    def address(self) -> tuple[str, int]:
        """Address and port on which it listens."""
        if self._server is None:
            raise RuntimeError("the replica server is not running: use it as a context manager")
        return cast("tuple[str, int]", self._server.sockets[0].getsockname())

    def hosts_map_text(self) -> str:
        """Return the host map that leads a crawl here: a line `real.host address:port` for each host."""
        address, port = self.address
        return "".join(f"{host} {address}:{port}\n" for host in self._sites)

    def answer(self, host: str, target: str, form: str = "") -> Resource:
        """Return the answer to one request, as the crawler gets it, without the network."""
        site = self._sites.get(host)
        resource = site.answer(host, target, form, self.edition) if site else _NO_SUCH_HOST
        self.requests[host] += 1
        self.statuses[host, resource.status] += 1
        return resource

    def count(self, host: str, status: int) -> None:
        """Correct the count of one answer that became a 304."""
        self.statuses[host, 200] -= 1
        self.statuses[host, status] += 1

    def __enter__(self) -> Self:
        """Start to listen on a free port of 127.0.0.1."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="replica-server", daemon=True)
        self._thread.start()
        started = asyncio.run_coroutine_threadsafe(self._listen(), self._loop)
        self._server = started.result(timeout=10)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop listening, drop the connections that are still open, end the thread."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(timeout=10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()
        self._server = None

    async def _listen(self) -> asyncio.Server:
        return await self._loop.create_server(lambda: _Connection(self, self._connections), "127.0.0.1", 0)

    async def _close(self) -> None:
        if self._server is not None:
            self._server.close()
        for transport in tuple(self._connections):
            transport.abort()
        await asyncio.sleep(0)


class _Connection(asyncio.Protocol):
    """One kept connection: requests are answered in their order as soon as they are complete."""

    def __init__(self, server: ReplicaServer, connections: set[asyncio.Transport]) -> None:
        self._server = server
        self._connections = connections
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._connections.add(self._transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self._connections.discard(self._transport)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if len(self._buffer) > _LONGEST_REQUEST:
            self._transport.abort()
            return
        while request := self._next_request():
            head, form = request
            self._transport.write(self._respond(head, form))

    def _next_request(self) -> tuple[list[str], str] | None:
        """Cut one complete request off the buffer: its head's lines and its body."""
        head, end, rest = self._buffer.partition(b"\r\n\r\n")
        if not end:
            return None
        lines = head.decode("latin-1").split("\r\n")
        length = int(_header(lines, "content-length") or 0)
        if len(rest) < length:
            return None
        self._buffer = rest[length:]
        return lines, rest[:length].decode("utf-8", "replace")

    def _respond(self, lines: list[str], form: str) -> bytes:
        method, target, _ = lines[0].split(" ", 2)
        host = (_header(lines, "host") or "").rpartition(":")[0] or _header(lines, "host") or ""
        resource = self._server.answer(host, target, form)
        headers = _validators(resource)
        if resource.status == 200 and _unchanged(lines, headers, resource):
            self._server.count(host, 304)
            return _head(304, headers)
        headers |= {"Content-Type": resource.content_type, "Content-Length": str(len(resource.body))}
        return _head(resource.status, headers) + (b"" if method == "HEAD" else resource.body)


def _header(lines: list[str], name: str) -> str | None:
    for line in lines[1:]:
        key, _, value = line.partition(":")
        if key.lower() == name:
            return value.strip()
    return None


def _validators(resource: Resource) -> dict[str, str]:
    if resource.modified is None:
        return {}
    stamp = format(int(resource.modified.timestamp()), "x")
    return {
        "ETag": f'"{stamp}-{crc32(resource.body):x}"',
        "Last-Modified": format_datetime(resource.modified.astimezone(UTC), usegmt=True),
    }


def _unchanged(lines: list[str], validators: dict[str, str], resource: Resource) -> bool:
    """Decide as RFC 9110 section 13.2.2 does: If-None-Match first, If-Modified-Since only without it."""
    if resource.modified is None:
        return False
    if (tag := _header(lines, "if-none-match")) is not None:
        return tag == validators["ETag"]
    since = _header(lines, "if-modified-since")
    return since is not None and resource.modified <= parsedate_to_datetime(since)


def _head(status: int, headers: dict[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", "Server: nginx"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
