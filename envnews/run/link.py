"""The store of a worker process: changes go to the process that writes, and come back counted.

SQLite before 3.51.3 has a bug with several writers of one write-ahead log, so only one process of a crawl
writes. A worker waits for the commit of each batch: nothing counts as seen before it is stored.
"""

from __future__ import annotations

import asyncio
from itertools import count
from typing import TYPE_CHECKING, ClassVar

from envnews.errors import EnvnewsError
from envnews.run.wire import Batch, Ended, Failed, Written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scrapy.settings import BaseSettings

    from envnews.run.wire import Channel
    from envnews.store.changes import Change, Stored
    from envnews.store.crawl.runs import Verdict


class WriterLink:
    """The `Store` of a worker process."""

    own: ClassVar[WriterLink | None] = None
    """The link of this process, in a worker."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._numbers = count(1)
        self._waiting: dict[int, asyncio.Future[Written]] = {}

    async def write(self, changes: Sequence[Change]) -> Sequence[Stored | None]:
        """Have the changes written as one transaction; return when it is committed.

        Raises:
            EnvnewsError: It could not be written; nothing of it is stored.
        """
        number = next(self._numbers)
        future: asyncio.Future[Written] = asyncio.get_running_loop().create_future()
        self._waiting[number] = future
        self._channel.send(Batch(number, changes))
        written = await future
        if written.error is not None:
            raise written.error
        return written.outcomes

    def receive(self, written: Written) -> None:
        """Take the answer to a batch."""
        future = self._waiting.pop(written.number)
        if not future.done():
            future.set_result(written)

    async def close_portal_run(self, portal_run: int, verdict: Verdict, counters: Mapping[str, int]) -> None:
        """Tell how a portal's crawl has ended."""
        self._channel.send(Ended(portal_run, verdict, counters))
        await self._channel.drain()

    def give_up(self, error: EnvnewsError) -> None:
        """Tell that the database failed this process: it fails all of them."""
        self._channel.send(Failed(error))

    def release(self) -> None:
        """Do nothing: the link lives as long as the process."""


def link_of(settings: BaseSettings) -> WriterLink:
    """Return the link of this worker process."""
    if WriterLink.own is None:
        raise EnvnewsError("ENVNEWS_STORE names the link of a worker, and this process is none")
    return WriterLink.own
