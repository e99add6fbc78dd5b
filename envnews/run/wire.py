"""Messages between the writing process and its workers: pickled values, each after its length.

Both ends are processes of one crawl that trust each other; nothing from the network is unpickled. Sending
waits for nobody: a worker that is stopped in the middle of a message cannot stop the other side.
"""

from __future__ import annotations

import asyncio
import io
import pickle
import struct
from copyreg import dispatch_table
from dataclasses import dataclass, fields, is_dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Self

from envnews import model
from envnews.store import changes

if TYPE_CHECKING:
    import socket
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence
    from io import RawIOBase

    from envnews.errors import EnvnewsError
    from envnews.run.plan import CrawlPlan
    from envnews.store.changes import Change, Stored
    from envnews.store.crawl.runs import Verdict

_LENGTH = struct.Struct("!I")
_BUFFER = 4 * 1024 * 1024
"""Bytes read ahead; a batch of a hundred articles has one or two million."""


@dataclass(frozen=True, slots=True)
class Orders:
    """To a nursery, first: what the crawl is about."""

    plan: CrawlPlan


@dataclass(frozen=True, slots=True)
class Task:
    """To a worker: crawl this portal, whose row in the database is open, as a part of this run."""

    portal: str
    row: int
    run: int


@dataclass(frozen=True, slots=True)
class Batch:
    """From a worker: changes to be written as one transaction."""

    number: int
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class Written:
    """To a worker: the batch is committed, and what became of each change; or it is not, and why."""

    number: int
    outcomes: Sequence[Stored | None] = ()
    error: EnvnewsError | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """From a worker: what the portals have counted so far, by their rows."""

    counters: Mapping[int, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Ended:
    """From a worker: a portal's crawl has ended, and all its changes are committed."""

    row: int
    verdict: Verdict
    counters: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Failed:
    """From a worker: it cannot read the database, and no other will."""

    error: EnvnewsError


@dataclass(frozen=True, slots=True)
class Stop:
    """To a worker: hand over what was found, end all portals with this message, exit."""

    message: str


Message = Orders | Task | Batch | Written | Progress | Ended | Failed | Stop


def send(end: socket.socket, message: Message) -> None:
    """Send one message, before there is an event loop."""
    end.sendall(_packed(message))


def receive(end: socket.socket) -> Message:
    """Wait for one message, before there is an event loop.

    Raises:
        EOFError: The other end is gone.
    """
    with end.makefile("rb", buffering=0) as file:
        (length,) = _LENGTH.unpack(_exactly(file, _LENGTH.size))
        message: Message = pickle.loads(_exactly(file, length))  # noqa: S301 - see above
        return message


def _packed(message: Message) -> bytes:
    file = io.BytesIO()
    pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(message)
    data = file.getvalue()
    return _LENGTH.pack(len(data)) + data


def _reducer(kind: type[Any]) -> Callable[[Any], tuple[type[Any], tuple[object, ...]]]:
    """Return how a value of a dataclass or named tuple is pickled: as a call of its class, in a tenth of the usual time.

    What dataclasses with slots do by themselves looks for the fields of every single value.
    """
    if issubclass(kind, tuple):
        return lambda value: (kind, tuple(value))
    names = tuple(field.name for field in fields(kind))
    values = attrgetter(*names)
    return (lambda value: (kind, values(value))) if len(names) > 1 else lambda value: (kind, (values(value),))


_REDUCERS = dispatch_table | {
    kind: _reducer(kind)
    for module in (model, changes)
    for kind in vars(module).values()
    if isinstance(kind, type) and (is_dataclass(kind) or hasattr(kind, "_fields"))
}
"""For the values of which there are dozens in every article."""


def _exactly(file: RawIOBase, size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = file.read(size - len(data))
        if not part:
            raise EOFError("the process that started this worker is gone")
        data += part
    return data


class Channel:
    """One end of the connection between two processes, in an asyncio event loop."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def open(cls, end: socket.socket) -> Self:
        """Take over one end of a socket pair."""
        return cls(*await asyncio.open_unix_connection(sock=end, limit=_BUFFER))

    def send(self, message: Message) -> None:
        """Send a message some time soon; to an end that is gone it is lost."""
        if not self._writer.is_closing():
            self._writer.write(_packed(message))

    async def drain(self) -> None:
        """Wait until little of what was sent is still here."""
        await self._writer.drain()

    async def messages(self) -> AsyncIterator[Message]:
        """Yield what the other end sends, until it is gone."""
        try:
            while True:
                (length,) = _LENGTH.unpack(await self._reader.readexactly(_LENGTH.size))
                yield pickle.loads(await self._reader.readexactly(length))  # noqa: S301 - see above
        except (asyncio.IncompleteReadError, ConnectionError):
            return

    async def close(self) -> None:
        """Close this end; what was sent still goes out."""
        self._writer.close()
        try:
            await self._writer.wait_closed()
        except ConnectionError:
            return  # the other end is gone, nothing is left to be done
