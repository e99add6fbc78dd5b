"""A server that is ill in the network, in as many ways as it has names."""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
from typing import Self

ROBOTS = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
FLOOD = 200 * 1024 * 1024


class SickServer:
    """One server on loopback for hosts that are ill in the network, told apart by their names."""

    def __init__(self) -> None:
        self.sent = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._tasks: set[asyncio.Task[None]] = set()

    def __enter__(self) -> Self:
        self._thread.start()
        starting = asyncio.start_server(self._answer, "127.0.0.1", 0)
        self._server = asyncio.run_coroutine_threadsafe(starting, self._loop).result(10)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _close(self) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._tasks.add(asyncio.current_task())
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                host = head.lower().partition(b"host: ")[2].partition(b".")[0].decode()
                if host != "hangs" and b" /robots.txt " in head:
                    writer.write(ROBOTS)
                else:
                    await getattr(self, host)(writer)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def resets(self, writer: asyncio.StreamWriter) -> None:
        """Close with data unread and no time to linger: the client gets a RST."""
        now = struct.pack("ii", 1, 0)
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, now)
        writer.transport.abort()
        raise ConnectionResetError

    async def cuts(self, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<ul><li>")
        raise ConnectionResetError

    async def hangs(self, _: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    async def drips(self, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n")
        for _ in range(5000):
            writer.write(b"x")
            await asyncio.sleep(1)

    async def announces(self, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % FLOOD)
        await self._pour(writer)

    async def floods(self, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
        await self._pour(writer)

    async def _pour(self, writer: asyncio.StreamWriter) -> None:
        while self.sent < FLOOD:
            writer.write(b"x" * 65_536)
            await writer.drain()
            self.sent += 65_536
        raise ConnectionResetError
