"""The board of a worker process: a few shared bytes that say that it lives, and whose code it runs.

A loop that never ends sends no message, and a process that has crashed sends none either. So a worker
writes into memory that the writing process reads: its last heartbeat, and the portal whose page it took up
last. The latter is a hint: several portals share a worker.
"""

from __future__ import annotations

import mmap
import struct
import tempfile
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, Self

from scrapy.exceptions import NotConfigured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from envnews.spiders.portal import PortalSpider

_BEAT = struct.Struct("d")
_ROW = struct.Struct("q")
_SIZE = _BEAT.size + _ROW.size


class Board:
    """Shared memory of one worker and the process that watches it.

    Attributes:
        descriptor: The file behind it, to be inherited by the worker.
    """

    own: ClassVar[Board | None] = None
    """The board of this process, in a worker."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self._memory = mmap.mmap(descriptor, _SIZE)

    @classmethod
    @contextmanager
    def make(cls) -> Iterator[Self]:
        """Make a board for a new worker."""
        with tempfile.TemporaryFile() as file:
            file.truncate(_SIZE)
            board = cls(file.fileno())
            try:
                yield board
            finally:
                board._memory.close()

    def beat(self) -> None:
        """Say that the worker's event loop is running."""
        _BEAT.pack_into(self._memory, 0, time.monotonic())

    def mark(self, row: int) -> None:
        """Say whose code runs now, by the portal's row of the run."""
        _ROW.pack_into(self._memory, _BEAT.size, row)

    @property
    def last_beat(self) -> float:
        """When the worker was last alive on the clock `time.monotonic`, 0.0 if it was not yet."""
        return float(_BEAT.unpack_from(self._memory)[0])

    @property
    def marked(self) -> int:
        """The row of the portal whose page was taken up last, 0 if none was."""
        return int(_ROW.unpack_from(self._memory, _BEAT.size)[0])


class Mark:
    """Spider middleware and first pipeline of a worker: writes on the board whose page is being worked on."""

    def __init__(self, board: Board, row: int) -> None:
        self._board = board
        self._row = row

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the marker of one portal; outside workers there is nothing to write on."""
        spider: PortalSpider = crawler.spider  # type: ignore[assignment]  # the session has checked it
        row = getattr(spider, "portal_run", None)
        if Board.own is None or row is None:
            raise NotConfigured
        return cls(Board.own, row)

    def process_spider_input(self, response: Response) -> None:
        """Note that a response is handed to the portal."""
        self._board.mark(self._row)

    def process_item(self, item: object) -> object:
        """Note that an item of the portal is worked on."""
        self._board.mark(self._row)
        return item
