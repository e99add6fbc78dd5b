"""The writer in a thread of its own, shared by all crawls of a process.

A crawl must not wait for the disk, and a database file must have one writer. So the process keeps one
`WriterThread` a file: the first `shared` opens it, every user releases it, the last release closes it.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, ClassVar, Self, TypeVar

from envnews.store.articles.withdrawal import Withdrawal
from envnews.store.writing.batch import RECHECK
from envnews.store.writing.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Future
    from datetime import timedelta

    from envnews.store.changes import Change, Stored
    from envnews.store.crawl.runs import Verdict

T = TypeVar("T")


class WriterThread:
    """The writer of one database file and the only thread that uses it; get it from `shared`."""

    _open: ClassVar[dict[Path, WriterThread]] = {}
    _lock: ClassVar[Lock] = Lock()

    def __init__(self, path: Path, recheck: Sequence[timedelta], withdrawal: Withdrawal) -> None:
        self.path = path
        self._users = 0
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="envnews-writer")
        try:
            opening = self._executor.submit(lambda: Writer(path, recheck=recheck, withdrawal=withdrawal))
            self._writer = opening.result()
        except BaseException:
            self._executor.shutdown()
            raise

    @classmethod
    def shared(
        cls,
        path: Path | str,
        *,
        recheck: Sequence[timedelta] = RECHECK,
        withdrawal: Withdrawal = Withdrawal(),  # noqa: B008 - frozen
    ) -> WriterThread:
        """Return the process's writer of `path`, opened for the first user; each call needs one `release`.

        Waits until the file is open. `recheck` and `withdrawal` count for the first user only.

        Raises:
            DataError: The file is none of envnews's, is damaged, or is newer than this program.
            StorageError: The disk or a permission forbids it.
            LockedError: Another process holds the file.
        """
        path = Path(path).resolve()
        with cls._lock:
            thread = cls._open.get(path)
            if thread is None:
                thread = cls._open[path] = cls(path, recheck, withdrawal)
            thread._users += 1
            return thread

    def release(self) -> None:
        """Say that this user is done; the last one waits for what is under way and closes the file."""
        with self._lock:
            self._users -= 1
            if self._users:
                return
            del self._open[self.path]
            try:
                self.submit(Writer.close).result()
            finally:
                self._executor.shutdown()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def submit(self, work: Callable[[Writer], T]) -> Future[T]:
        """Run `work` in the writer's thread: `submit(lambda writer: writer.open_run("crawl")).result()`."""
        return self._executor.submit(lambda: work(self._writer))

    async def run(self, work: Callable[[Writer], T]) -> T:
        """Run `work` in the writer's thread, to be awaited in an event loop."""
        return await asyncio.wrap_future(self.submit(work))

    async def write(self, changes: Sequence[Change]) -> Sequence[Stored | None]:
        """Store the changes in one transaction; see `Writer.write`."""
        return await self.run(lambda writer: writer.write(changes))

    async def close_portal_run(self, portal_run: int, verdict: Verdict, counters: Mapping[str, int]) -> None:
        """Close a portal's part of a run; see `Writer.close_portal_run`."""
        await self.run(lambda writer: writer.close_portal_run(portal_run, verdict, counters))
