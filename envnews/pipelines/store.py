"""The last pipeline: changes into the database, in batches, in a thread of their own.

`WriterThread` owns the one `Writer` of a database file and the one thread that may use it. All crawlers of
a process share it: `WriterThread.shared(path)` makes it for the first, counts the users, and the last
`release` closes it. The reactor never waits for the disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from envnews.store.writer import RECHECK, Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future
    from datetime import timedelta
    from pathlib import Path

    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

T = TypeVar("T")


class WriterThread:
    """The writer of one database file and the thread it lives in."""

    @classmethod
    def shared(cls, path: Path | str, *, recheck: Sequence[timedelta] = RECHECK) -> Self:
        """Return the process's writer for `path`; each call needs one `release`."""
        raise NotImplementedError

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Return the shared writer for ENVNEWS_DB; ENVNEWS_RECHECK may hold re-check times in seconds."""
        raise NotImplementedError

    def submit(self, work: Callable[[Writer], T]) -> Future[T]:
        """Run `work` in the writer's thread; `submit(lambda writer: writer.open_run("crawl")).result()`."""
        raise NotImplementedError

    async def run(self, work: Callable[[Writer], T]) -> T:
        """Like `submit`, to be awaited in the reactor's loop."""
        raise NotImplementedError

    def release(self) -> None:
        """Say that this user is done; the last one closes the database."""
        raise NotImplementedError


class StorePipeline:
    """Buffers changes and writes them 100 at a time or after two seconds."""

    def __init__(self, crawler: Crawler) -> None:
        raise NotImplementedError

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the pipeline of one crawler."""
        return cls(crawler)

    async def process_item(self, item: Any) -> Any:
        """Take a change into the next batch."""
        raise NotImplementedError

    async def close_spider(self) -> None:
        """Write what is left and release the writer."""
        raise NotImplementedError
