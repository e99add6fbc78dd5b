"""A worker process: crawls portals in one Twisted reactor, several at a time, and writes nothing itself.

Forked by `run.nursery`, which has loaded all that it needs. A worker takes one portal after another, ends
when it is told to, and never outlives the nursery.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import logging
import os
import resource
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

from envnews import logs
from envnews.run.board import Board
from envnews.run.link import WriterLink
from envnews.run.loading import collect_rarely
from envnews.run.plan import crawl_settings
from envnews.run.session import Session
from envnews.run.wire import Channel, Ended, Progress, Stop, Task, Written
from envnews.store.crawl.runs import Outcome, Verdict

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping

    from scrapy.crawler import AsyncCrawlerProcess, Crawler
    from scrapy.settings import Settings

    from envnews.run.plan import CrawlPlan
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
        # The event loop keeps account of asynchronous generators, of which Scrapy makes a dozen a page, to close at its end
        # what is left of them; this process ends without that.
        sys.set_asyncgen_hooks(firstiter=None)
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
        logs.set_run(task.run)
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
            verdict = Verdict(Outcome.CRASHED, f"the spider could not be run: {why}")
            self._channel.send(Ended(row, verdict, session.counters if session else {}))

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


def obey_the_parent_only(parent: int) -> None:
    """Leave signals to the parent, which ends its children in good order, and die with it."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def load_modules(settings: Settings) -> None:
    """Load what the settings name, so that workers forked from here need not; leave it to the collector no more.

    No reactor is installed by it: that is the matter of each worker.
    """
    from scrapy.core import engine, scraper  # noqa: F401 - Scrapy loads them with the first crawl
    from scrapy.crawler import AsyncCrawlerProcess  # noqa: F401 - likewise
    from scrapy.utils.misc import load_object

    for name in ("DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "EXTENSIONS", "ITEM_PIPELINES"):
        for path in settings.get_component_priority_dict_with_base(name):
            load_object(path)
    for handler in filter(None, settings.getdict("DOWNLOAD_HANDLERS").values()):
        load_object(handler)
    gc.freeze()


def run(
    end: socket.socket, board: int, plan: CrawlPlan, portals: Mapping[str, type[PortalSpider]]
) -> NoReturn:
    """Run this process as a worker, to its end.

    Args:
        end: Its end of the connection to the writing process.
        board: Descriptor of its board.
        plan: What the crawl is about.
        portals: The portals by their names.
    """
    from scrapy.crawler import AsyncCrawlerProcess

    settings = crawl_settings(plan)
    settings.set(
        "LOG_INSTALL_ROOT_HANDLER", False, priority="cmdline"
    )  # ours has lines that nobody can forge
    settings.set("ENVNEWS_STORE", "envnews.run.link.link_of", priority="cmdline")
    _limit_memory(settings.getint("ENVNEWS_WORKER_MEMORY"))
    collect_rarely()
    Board.own = Board(board)
    process = AsyncCrawlerProcess(settings)
    logs.configure(settings)
    # A host that does not answer is reported with its lists; the traceback of its robots.txt adds nothing.
    logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)
    worker = Worker(process, portals, Board.own)
    serving = asyncio.get_event_loop().create_task(worker.serve(end))
    process.start(stop_after_crawl=False, install_signal_handlers=False)
    serving.result()
    _exit()
