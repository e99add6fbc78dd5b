"""The nursery: a process that has Scrapy and the portals loaded, and forks the workers of a crawl.

Loading takes most of a second, for every worker anew. A crawl from the command line forks its nursery before
it opens the database or starts a thread, so all is loaded once. A program with threads of its own cannot be
forked safely; there the nursery is started as a program, `python -m envnews.run.nursery SOCKET PARENT`.
The nursery runs no portal's code but the portals' files, and never outlives the process that started it.
"""

from __future__ import annotations

import asyncio
import logging
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn, Self

from envnews.errors import EnvnewsError
from envnews.run import worker
from envnews.run.plan import crawl_settings
from envnews.run.portals import load_portals
from envnews.run.wire import Orders, receive, send

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from envnews.run.plan import CrawlPlan
    from envnews.spiders.portal import PortalSpider

logger = logging.getLogger(__name__)

_BORN, _DEAD = 0, 1
_GONE = "the process that starts workers is gone; run again"
_NEWS = struct.Struct("!iii")
"""What the nursery tells of a worker: born or dead, its process id, its wait status."""


class Nursling:
    """A worker process as its nursery knows it."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def kill(self) -> None:
        """End it at once."""
        if not self.ended.done():
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    async def wait(self) -> int:
        """Return its exit code once it has ended, or the number of the signal that ended it, negative."""
        return await asyncio.shield(self.ended)


class Nursery:
    """The way to the nursery of a crawl, for its writing process: `with Nursery(plan, portals) as nursery`.

    Attributes:
        lost: Why no worker can be started any more and all are gone; None as long as the nursery lives.
    """

    def __init__(self, plan: CrawlPlan, portals: Mapping[str, type[PortalSpider]]) -> None:
        self.lost: EnvnewsError | None = None
        self._end, theirs = socket.socketpair()
        self._waiting: deque[asyncio.Future[Nursling]] = deque()
        self._alive: dict[int, Nursling] = {}
        self._news = b""
        with theirs:
            if _may_fork():
                self._reap = _fork(self._end, theirs, plan, portals)
            else:
                self._reap = _execute(theirs)
                send(self._end, Orders(plan))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End the nursery, and any worker that is left with it."""
        self._end.close()
        self._reap()

    def listen(self) -> None:
        """Hear of workers' births and deaths in the running event loop from now on."""
        asyncio.get_running_loop().add_reader(self._end, self._hear)

    def deafen(self) -> None:
        """Stop listening, before the event loop ends."""
        asyncio.get_running_loop().remove_reader(self._end)

    async def start(self, *descriptors: int) -> Nursling:
        """Start a worker that inherits its end of a socket and its board.

        Raises:
            EnvnewsError: The nursery is gone.
        """
        born: asyncio.Future[Nursling] = asyncio.get_running_loop().create_future()
        self._waiting.append(born)
        try:
            socket.send_fds(self._end, [b"!"], descriptors)
        except OSError as error:
            raise EnvnewsError(_GONE) from error
        return await born

    def _hear(self) -> None:
        data = b""
        with suppress(ConnectionResetError):  # killed before it has read all
            data = self._end.recv(4096)
        if not data:
            self._lose()
            return
        self._news += data
        whole = len(self._news) // _NEWS.size * _NEWS.size
        news, self._news = self._news[:whole], self._news[whole:]
        for kind, pid, status in _NEWS.iter_unpack(news):
            if kind == _BORN:
                self._alive[pid] = Nursling(pid)
                self._waiting.popleft().set_result(self._alive[pid])
            else:
                self._alive.pop(pid).ended.set_result(os.waitstatus_to_exitcode(status))

    def _lose(self) -> None:
        """The nursery is gone, and its workers with it."""
        self.deafen()
        self.lost = EnvnewsError(_GONE)
        for nursling in self._alive.values():
            nursling.kill()
            nursling.ended.set_result(-signal.SIGKILL)
        for born in self._waiting:
            born.set_exception(self.lost)


def _may_fork() -> bool:
    """Return whether this process can be forked as it is: no thread, no reactor, no system that forbids it."""
    return (
        sys.platform == "linux"
        and threading.active_count() == 1
        and "twisted.internet.reactor" not in sys.modules
    )


def _fork(
    ours: socket.socket,
    theirs: socket.socket,
    plan: CrawlPlan,
    portals: Mapping[str, type[PortalSpider]],
) -> Callable[[], object]:
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return lambda: os.waitpid(pid, 0)
    try:
        ours.close()
        _nurse(theirs, parent, plan, portals)
    except BaseException:
        logger.exception("The process that starts workers has failed")
    finally:
        os._exit(1)


def _execute(theirs: socket.socket) -> Callable[[], object]:
    arguments = ("-m", "envnews.run.nursery", theirs.fileno(), os.getpid())
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, *map(str, arguments)],
        pass_fds=(theirs.fileno(),),
        start_new_session=True,  # while it loads it cannot leave Ctrl-C, which all processes of a terminal get, to its parent
    )
    return process.wait


# In the nursery


def _nurse(
    end: socket.socket, parent: int, plan: CrawlPlan, portals: Mapping[str, type[PortalSpider]]
) -> NoReturn:
    """Fork a worker for each pair of descriptors that comes and tell how each ends, until the other end is gone."""
    worker.obey_the_parent_only(parent)
    worker.load_modules(crawl_settings(plan))
    woken, waker = socket.socketpair()
    waker.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(waker.fileno())
    alive: set[int] = set()
    while True:
        readable, _, _ = select.select([end, woken], [], [])
        if woken in readable:
            woken.recv(4096)
            _tell_deaths(end, alive)
        if end in readable:
            data, descriptors, _, _ = socket.recv_fds(end, 1, 2)
            if not data:
                _end_all(alive)
            pid = _bear(descriptors, (end, woken, waker), plan, portals)
            alive.add(pid)
            end.sendall(_NEWS.pack(_BORN, pid, 0))


def _bear(
    descriptors: Sequence[int],
    own: Sequence[socket.socket],
    plan: CrawlPlan,
    portals: Mapping[str, type[PortalSpider]],
) -> int:
    """Fork a worker and return its process id; what belongs to the nursery alone is closed in it."""
    nursery = os.getpid()
    pid = os.fork()
    if pid:
        for descriptor in descriptors:
            os.close(descriptor)
        return pid
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for held in own:
        held.close()
    try:
        worker.obey_the_parent_only(nursery)
        worker.run(socket.socket(fileno=descriptors[0]), descriptors[1], plan, portals)
    except BaseException:
        logger.exception("A worker process could not start")
    finally:
        os._exit(1)


def _tell_deaths(end: socket.socket, alive: set[int]) -> None:
    for pid in tuple(alive):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            alive.discard(pid)
            with suppress(BrokenPipeError):  # it does not want to know any more, and ends this process soon
                end.sendall(_NEWS.pack(_DEAD, pid, status))


def _end_all(alive: Iterable[int]) -> NoReturn:
    for pid in alive:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    os._exit(0)


def main() -> None:
    """Run this process as a nursery, to its end."""
    end_descriptor, parent = map(int, sys.argv[1:3])
    end = socket.socket(fileno=end_descriptor)
    orders = receive(end)
    if not isinstance(orders, Orders):
        raise TypeError(f"a nursery gets its orders first, not {orders!r}")
    _nurse(end, parent, orders.plan, load_portals(orders.plan.spiders, orders.plan.configuration).classes)


if __name__ == "__main__":
    main()
