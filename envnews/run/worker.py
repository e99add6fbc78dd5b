"""A worker process: crawls portals in one Twisted reactor, several at a time, and writes nothing itself.

Started as `python -m envnews.run.worker SOCKET BOARD` by `run.crew`. Importing Scrapy costs half a second,
so a worker takes one portal after another. It ends when it is told to, and never outlives the process that
started it.
"""

from __future__ import annotations

import asyncio
import ctypes
import logging
import os
import resource
import signal
import socket
import sys
from typing import TYPE_CHECKING, NoReturn

from envnews.run.board import Board
from envnews.run.link import WriterLink
from envnews.run.outcome import Verdict
from envnews.run.plan import crawl_settings
from envnews.run.portals import load_portals
from envnews.run.session import Session
from envnews.run.wire import Channel, Ended, Orders, Progress, Stop, Task, Written, receive
from envnews.store.runs import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrapy.crawler import AsyncCrawlerProcess, Crawler

    from envnews.spiders.portal import PortalSpider

_BEAT_SECONDS = 0.2
_BEATS_A_REPORT = 5
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


class Worker:
    """The event loop's side of a worker: takes tasks, starts their crawls, tells how they go."""

    def __init__(
        self, process: AsyncCrawlerProcess, portals: Mapping[str, type[PortalSpider]], board: Board
    ) -> None:
        self._process = process
        self._portals = portals
        self._board = board
        self._crawlers: dict[int, Crawler] = {}
        self._stopping: asyncio.Task[None] | None = None

    async def serve(self, end: socket.socket) -> NoReturn:
        """Take messages until told to stop, or until the other end is gone."""
        self._channel = await Channel.open(end)
        WriterLink.own = link = WriterLink(self._channel)
        beating = asyncio.create_task(self._beat())
        async for message in self._channel.messages():
            match message:
                case Task():
                    self._start(message)
                case Written():
                    link.receive(message)
                case Stop():
                    self._stopping = asyncio.create_task(self._stop(message.message))
        beating.cancel()
        _exit()

    def _start(self, task: Task) -> None:
        crawler = self._crawlers[task.row] = self._process.create_crawler(self._portals[task.portal])
        crawl = self._process.crawl(crawler, portal_run=task.row)
        crawl.add_done_callback(lambda done: self._finish(task.row, done))

    def _finish(self, row: int, crawl: asyncio.Task[None]) -> None:
        """Forget a crawl that has ended; tell it where its session could not."""
        crawler = self._crawlers.pop(row)
        error = None if crawl.cancelled() else crawl.exception()
        session = _session(crawler)
        if session is None or session.verdict is None:
            why = f"{type(error).__name__}: {error}" if error else "see the log"
            message = f"the spider could not be run: {why}"
            self._channel.send(Ended(row, Outcome.CRASHED, message, session.counters if session else {}))

    async def _beat(self) -> None:
        """Show that the event loop runs, and now and then what was counted."""
        number = 0
        while True:
            self._board.beat()
            if number % _BEATS_A_REPORT == 0 and self._crawlers:
                sessions = {row: _session(crawler) for row, crawler in self._crawlers.items()}
                self._channel.send(
                    Progress({row: session.counters for row, session in sessions.items() if session})
                )
            number += 1
            await asyncio.sleep(_BEAT_SECONDS)

    async def _stop(self, message: str) -> None:
        """Hand over what was found and end; downloads in flight end with the process."""
        for crawler in list(self._crawlers.values()):
            await _hand_over(crawler, message)
        await self._channel.close()
        _exit()


async def _hand_over(crawler: Crawler, message: str) -> None:
    from envnews.pipelines.store import StorePipeline

    session = _session(crawler)
    if session is None:
        return
    try:
        pipeline = crawler.get_item_pipeline(StorePipeline)
    except RuntimeError:  # the crawler has no engine yet, so nothing was found
        pipeline = None
    if pipeline is not None:
        await pipeline.flush()
    await session.end(Verdict(Outcome.KILLED, message))


def _session(crawler: Crawler) -> Session | None:
    try:
        return crawler.get_extension(Session)
    except RuntimeError:  # the crawler has not come so far
        return None


def _exit() -> NoReturn:
    """End at once: what matters is committed, and a thread that waits for a name server must not hold it up."""
    logging.shutdown()
    sys.stderr.flush()
    os._exit(0)


def _limit_memory(megabytes: int) -> None:
    """Make a sudden leak fail in this process before the machine runs out; the watchdog sees slow ones."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (2 * megabytes * 1024 * 1024, hard))


def _obey_the_parent_only(parent: int) -> None:
    """Leave signals to the parent, which ends its workers in good order, and die with it."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def main() -> None:
    """Run this process as a worker, to its end."""
    end_descriptor, board_descriptor, parent = map(int, sys.argv[1:4])
    _obey_the_parent_only(parent)
    end = socket.socket(fileno=end_descriptor)
    orders = receive(end)
    if not isinstance(orders, Orders):
        raise TypeError(f"a worker gets its orders first, not {orders!r}")

    from scrapy.crawler import AsyncCrawlerProcess

    settings = crawl_settings(orders.plan)
    settings.set("ENVNEWS_STORE", "envnews.run.link.link_of", priority="cmdline")
    _limit_memory(settings.getint("ENVNEWS_WORKER_MEMORY"))
    Board.own = Board(board_descriptor)
    process = AsyncCrawlerProcess(settings)
    # A host that does not answer is reported with its lists; the traceback of its robots.txt adds nothing.
    logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)
    portals = load_portals(orders.plan.spiders, orders.plan.configuration)
    worker = Worker(process, portals.classes, Board.own)
    serving = asyncio.get_event_loop().create_task(worker.serve(end))
    process.start(stop_after_crawl=False, install_signal_handlers=False)
    serving.result()


if __name__ == "__main__":
    main()
