"""One worker process as seen from the writing one: started, given tasks, watched, ended.

A worker is ended when its event loop shows no life, when it has taken too much memory, or when one of its
portals does not come to an end. Whoever gave the tasks then decides what becomes of them.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import time
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from envnews.errors import EnvnewsError
from envnews.run.wire import Channel, Stop, Task

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from scrapy.settings import Settings

    from envnews.run.board import Board
    from envnews.run.nursery import Nursery, Nursling
    from envnews.run.wire import Message, Written

_START_SECONDS = 60.0
"""How long a worker may take to its first sign of life, on a machine that is busy."""
_LEAVE_SECONDS = 3.0
"""How long a worker may take to end by itself when it has nothing left to do."""
_LOOKS_A_LIMIT = 8
"""How often the watchdog looks within the shortest of its limits."""


class Fate(Enum):
    """Why a worker has ended."""

    DISMISSED = auto()
    """It was told to, or had nothing left to do."""
    DIED = auto()
    """It ended by itself: a crash, or killed by someone else."""
    SILENT = auto()
    """Its event loop stood still."""
    GREEDY = auto()
    """It had taken too much memory."""
    ENDLESS = auto()
    """One of its portals did not end in its time."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may take: seconds without sign of life, megabytes, seconds a portal."""

    silence: float
    megabytes: int
    portal_seconds: float

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """Return the limits that the settings name."""
        return cls(
            settings.getfloat("ENVNEWS_WATCHDOG"),
            settings.getint("ENVNEWS_WORKER_MEMORY"),
            # The portal ends itself when its time is up, with the last answer; the watchdog ends what does not.
            sum(map(settings.getfloat, ("ENVNEWS_PORTAL_SECONDS", "DOWNLOAD_TIMEOUT", "ENVNEWS_WATCHDOG"))),
        )


class Crew:
    """A running worker process.

    Attributes:
        fate: Why it has ended, once it has.
        rows: When each portal that it crawls now was given to it, by the portal's row of the run.
        endless: The row of the portal that did not end, with the fate of that name.
        limits: What it may take.
    """

    def __init__(self, process: Nursling, channel: Channel, board: Board, limits: Limits) -> None:
        self.fate = Fate.DIED
        self.rows: dict[int, float] = {}
        self.endless: int | None = None
        self._process = process
        self._channel = channel
        self._board = board
        self.limits = limits
        self._started = time.monotonic()

    @property
    def started(self) -> bool:
        """Whether the worker has shown any sign of life."""
        return self._board.last_beat > 0

    @property
    def marked(self) -> int:
        """The row of the portal whose page the worker took up last."""
        return self._board.marked

    def give(self, task: Task) -> None:
        """Give the worker a portal to crawl."""
        self.rows[task.row] = time.monotonic()
        self._channel.send(task)

    def answer(self, written: Written) -> None:
        """Tell the worker what became of a batch."""
        self._channel.send(written)

    def stop(self, message: str) -> None:
        """Tell the worker to hand over what it found and end; its portals end with this message."""
        self.fate = Fate.DISMISSED
        self._channel.send(Stop(message))

    def kill(self, fate: Fate = Fate.DISMISSED) -> None:
        """End the worker at once."""
        self.fate = fate
        self._process.kill()

    async def messages(self) -> AsyncGenerator[Message]:
        """Yield what the worker sends until it is gone, and watch it meanwhile."""
        watching = asyncio.create_task(self._watch())
        try:
            async for message in self._channel.messages():
                yield message
        finally:
            watching.cancel()

    async def end(self) -> str:
        """Wait until the process is gone and say how it ended."""
        await self._channel.close()
        try:
            code = await asyncio.wait_for(self._process.wait(), _LEAVE_SECONDS)
        except TimeoutError:
            self.kill(self.fate)
            code = await self._process.wait()
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"

    async def _watch(self) -> None:
        limits = self.limits
        pause = min(1.0, limits.silence / _LOOKS_A_LIMIT)
        while True:
            await asyncio.sleep(pause)
            if found := self._misbehaviour(time.monotonic()):
                self.kill(found)
                return

    def _misbehaviour(self, now: float) -> Fate | None:
        beat = self._board.last_beat
        if now - beat > self.limits.silence if beat else now - self._started > _START_SECONDS:
            return Fate.SILENT
        if _megabytes(self._process.pid) > self.limits.megabytes:
            return Fate.GREEDY
        for row, since in self.rows.items():
            if now - since > self.limits.portal_seconds:
                self.endless = row
                return Fate.ENDLESS
        return None


async def start(nursery: Nursery, board: Board, limits: Limits) -> Crew:
    """Start a worker process; it shows its life on `board`.

    Raises:
        EnvnewsError: The nursery is gone.
    """
    ours, theirs = socket.socketpair()
    try:
        with theirs:
            process = await nursery.start(theirs.fileno(), board.descriptor)
    except EnvnewsError:
        ours.close()
        raise
    return Crew(process, await Channel.open(ours), board, limits)


def _megabytes(process: int) -> float:
    """Return the resident memory of a process; 0 where the system does not tell it in /proc."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024
