"""The last pipeline: changes go to the database in batches, and the reactor never waits for the disk.

Settings: `ENVNEWS_DB`, the database file; `ENVNEWS_RECHECK`, when pages are looked at again;
`ENVNEWS_GONE_ANSWERS` and `ENVNEWS_GONE_SECONDS`, when one is gone for good; `ENVNEWS_STORE`, a function from
settings to the `Store` that takes the changes, where it is not this process that writes the file.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Protocol, Self

from scrapy.utils.misc import load_object

from envnews.errors import EnvnewsError, ExitCode
from envnews.store.articles.withdrawal import Withdrawal
from envnews.store.changes import LEADS_ELSEWHERE, Change, FetchFailed, NotModified, Quarantined
from envnews.store.crawl.runs import Outcome
from envnews.store.writing.batch import RECHECK
from envnews.store.writing.thread import WriterThread

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping, Sequence

    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

    from envnews.store.changes import Stored
    from envnews.store.crawl.runs import Verdict

__all__ = ["Store", "StorePipeline", "WriterThread", "store_of", "writer_of"]

logger = logging.getLogger(__name__)

BATCH: Final = 100
"""Changes a transaction: beyond it the cost of a commit no longer shows."""

FLUSH_SECONDS: Final = 5.0
"""How long a change waits for others at most: what a killed crawl has to fetch again."""

STORAGE_ERROR: Final = "storage_error"
"""Why the spider was closed; the statistic `envnews/storage_error` has the message."""

COUNTED: Final = {Quarantined: "quarantined", FetchFailed: "failed", NotModified: "not_modified"}


class Store(Protocol):
    """Whatever takes changes: the writer of a file in this process, or the way to one in another."""

    async def write(self, changes: Sequence[Change]) -> Sequence[Stored | None]:
        """Store the changes in one transaction; return what became of each once it is committed."""

    async def close_portal_run(self, portal_run: int, verdict: Verdict, counters: Mapping[str, int]) -> None:
        """Close a portal's part of a run."""

    def release(self) -> None:
        """Say that this user is done."""


def store_of(settings: BaseSettings) -> Store:
    """Return the store that the settings name, to be released after use."""
    named = settings.get("ENVNEWS_STORE")
    store: Store = load_object(named)(settings) if named else writer_of(settings)
    return store


def writer_of(settings: BaseSettings) -> WriterThread:
    """Return the process's shared writer of ENVNEWS_DB, to be released after use."""
    recheck, withdrawal = RECHECK, Withdrawal()
    if "ENVNEWS_RECHECK" in settings:
        recheck = tuple(timedelta(seconds=float(step)) for step in settings.getlist("ENVNEWS_RECHECK"))
    if "ENVNEWS_GONE_ANSWERS" in settings:
        over = timedelta(seconds=settings.getfloat("ENVNEWS_GONE_SECONDS"))
        withdrawal = Withdrawal(settings.getint("ENVNEWS_GONE_ANSWERS"), over)
    return WriterThread.shared(settings["ENVNEWS_DB"], recheck=recheck, withdrawal=withdrawal)


class StorePipeline:
    """Collects changes and writes them 100 at a time, or after five seconds, as one transaction.

    What became of them is counted when it is committed, never before: `envnews/new`, `revised`,
    `unchanged`, `alias`, `quarantined`, `failed`, `not_modified` in the crawler's statistics. If the
    database fails, the spider is closed: what is not stored is not marked as seen, so the next run
    fetches it again.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._buffer: list[Change] = []
        self._writing = asyncio.Lock()
        self._timer: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._failed = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the pipeline of one crawler."""
        return cls(crawler)

    async def open_spider(self) -> None:
        """Open the database, or join those who have it open."""
        self._store = store_of(self._crawler.settings)

    async def process_item(self, item: object) -> object:
        """Take a change into the next batch; other items pass."""
        if isinstance(item, Change):
            self._buffer.append(item)
            if len(self._buffer) >= BATCH:
                await self.flush()
            elif self._timer is None:
                self._timer = asyncio.get_running_loop().call_later(FLUSH_SECONDS, self._flush_soon)
        return item

    async def close_spider(self) -> None:
        """Write what is left and leave the database."""
        try:
            await self.flush()
        finally:
            self._store.release()

    def _flush_soon(self) -> None:
        self._start(self.flush())

    def _start(self, coroutine: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(coroutine)
        # The loop itself keeps only a weak reference to a task.
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def flush(self) -> None:
        """Write what has been collected, and return when it is committed."""
        async with self._writing:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            batch, self._buffer = self._buffer, []
            if not batch:
                return
            if self._failed:
                self._count("not_stored", len(batch))
                return
            try:
                outcomes = await self._store.write(batch)
            except Exception as error:  # noqa: BLE001 - whatever stops the writer must stop the spider
                self._fail(error)
                self._count("not_stored", len(batch))
            else:
                self._count_stored(batch, outcomes)

    def _count_stored(self, batch: Sequence[Change], outcomes: Sequence[Stored | None]) -> None:
        for change, outcome in zip(batch, outcomes, strict=True):
            name = outcome or COUNTED.get(type(change))
            # What leads to another site is in quarantine and no trouble; the spider counts it.
            if name and not (isinstance(change, Quarantined) and change.reason == LEADS_ELSEWHERE):
                self._count(name)

    def _count(self, name: str, count: int = 1) -> None:
        self._crawler.stats.inc_value(f"envnews/{name}", count)

    def _fail(self, error: Exception) -> None:
        """Close the spider and say why; nothing more is written by this crawl."""
        self._failed = True
        if isinstance(error, EnvnewsError):
            exit_code = error.exit_code
            logger.error("The crawl stops, its results cannot be stored: %s", error)
        else:
            exit_code = ExitCode.INTERNAL
            logger.error("The crawl stops, its results cannot be stored", exc_info=error)
        stats, engine = self._crawler.stats, self._crawler.engine
        stats.set_value("envnews/outcome", Outcome.CRASHED.value)
        stats.set_value("envnews/storage_error", str(error))
        stats.set_value("envnews/exit_code", int(exit_code))
        # Not awaited: closing waits for this very item.
        self._start(engine.close_spider_async(reason=STORAGE_ERROR))
