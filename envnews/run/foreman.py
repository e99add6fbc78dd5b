"""Running the portals of a run in worker processes, and writing what they find.

This process is the only one that writes. Each of a few slots keeps one worker busy: it gives portals to it,
writes its batches, closes the rows of portals that have ended, and takes another worker when that one ends
badly. The first signal lets the workers hand over what they have, the second ends them at once.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
from contextlib import aclosing
from math import ceil
from typing import TYPE_CHECKING

from envnews.errors import DataError, EnvnewsError, LockedError, StorageError
from envnews.health.closing import close_portal_run
from envnews.run import crew as crews
from envnews.run.board import Board
from envnews.run.wire import Batch, Ended, Failed, Progress, Task, Written
from envnews.store.crawl.runs import Outcome, Verdict

if TYPE_CHECKING:
    from scrapy.settings import Settings

    from envnews.run.crew import Crew
    from envnews.run.nursery import Nursery
    from envnews.run.plan import CrawlPlan
    from envnews.run.roster import Job, Roster
    from envnews.run.wire import Message
    from envnews.store.writing.thread import WriterThread

logger = logging.getLogger(__name__)

GRACE = 6.0
"""Seconds in which workers hand over what they have after the first signal."""

_PENDING = "what was listed stays pending for the next run"


class Foreman:
    """Runs the jobs of a roster.

    Attributes:
        signal: The first signal that this process got; None without one.
        error: Why nothing more could be stored or started; None as long as it could.
    """

    def __init__(
        self,
        plan: CrawlPlan,
        settings: Settings,
        nursery: Nursery,
        writer: WriterThread,
        roster: Roster,
        *,
        workers: int,
    ) -> None:
        self.signal: signal.Signals | None = None
        self.error: EnvnewsError | None = None
        self._plan = plan
        self._limits = crews.Limits.of(settings)
        self._nursery = nursery
        self._writer = writer
        self._roster = roster
        self._workers = workers
        at_once = settings.getint("ENVNEWS_PORTALS_AT_ONCE")
        self._at_once = max(1, min(at_once, ceil(len(roster.jobs) / workers)))
        self._crews: set[Crew] = set()
        self._ending: str | None = None
        self._grace: asyncio.TimerHandle | None = None

    async def run(self) -> None:
        """Crawl all portals to their end, and close the rows of those that did not come to one."""
        self._listen()
        self._nursery.listen()
        if self._plan.max_runtime is not None:
            asyncio.get_running_loop().call_later(self._plan.max_runtime, self._run_out)
        slots = [asyncio.create_task(self._keep_busy()) for _ in range(self._workers)]
        try:
            await asyncio.gather(*slots)
        finally:
            if self._grace:
                self._grace.cancel()
            self._kill()
            self._nursery.deafen()
        for job in self._roster.unfinished():
            job.retry()
            await self._close(job, self._verdict_of_unfinished())

    def stop(self, why: str) -> None:
        """Let the workers hand over what they have and end; their portals end as killed, for this reason."""
        self._ending = f"{why}; {_PENDING}"
        self._roster.drop()
        for crew in self._crews:
            crew.stop(self._ending)
        self._grace = asyncio.get_running_loop().call_later(GRACE, self._kill)

    # One slot

    async def _keep_busy(self) -> None:
        while self._roster.waiting or self._roster.suspects:
            alone = not self._roster.waiting
            with Board.make() as board:
                try:
                    crew = await crews.start(self._nursery, board, self._limits)
                except EnvnewsError as error:
                    self._give_up(error, "no worker could be started")
                    return
                self._crews.add(crew)
                try:
                    await self._employ(crew, alone=alone)
                    end = await crew.end()
                finally:
                    self._crews.discard(crew)
                if self._nursery.lost and self._ending is None:
                    self._give_up(self._nursery.lost, "the workers were ended")
                if crew.rows and self._ending is None:
                    for job in self._roster.bury(crew, end):
                        await self._close(job, job.verdict)

    async def _employ(self, crew: Crew, *, alone: bool) -> None:
        """Keep a worker busy until there is nothing left for it, or it is gone."""
        self._fill(crew, alone=alone)
        if not crew.rows:  # told to stop while the process started
            return
        async with aclosing(crew.messages()) as messages:
            async for message in messages:
                await self._take(crew, message)
                if not alone:
                    self._fill(crew, alone=False)
                if not crew.rows:
                    return

    def _fill(self, crew: Crew, *, alone: bool) -> None:
        jobs, most = (self._roster.suspects, 1) if alone else (self._roster.waiting, self._at_once)
        while jobs and len(crew.rows) < most:
            job = jobs.popleft()
            crew.give(Task(job.portal.name, job.row, self._roster.run))

    # What a worker tells

    async def _take(self, crew: Crew, message: Message) -> None:
        match message:
            case Batch():
                crew.answer(await self._write(message))
            case Progress():
                for row, counters in message.counters.items():
                    self._roster.jobs[row].report(counters)
            case Ended():
                job = self._roster.jobs[message.row]
                job.report(message.counters)
                await self._close(job, job.end(message.verdict))
                crew.rows.pop(message.row, None)
            case Failed():
                self._give_up(message.error, "the database could not be read")

    async def _write(self, batch: Batch) -> Written:
        try:
            outcomes = await self._writer.write(batch.changes)
        except (StorageError, DataError, LockedError) as error:
            self._give_up(error)
            return Written(batch.number, error=error)
        except Exception as error:
            # Something in these changes that the store did not expect: the matter of one portal.
            logger.exception("A batch could not be stored")
            message = f"{type(error).__name__}: {error}; a bug in the store, nothing of this batch is kept"
            return Written(batch.number, error=EnvnewsError(message))
        self._roster.job_of(batch.changes[0].portal).commit(outcomes)
        return Written(batch.number, outcomes)

    async def _close(self, job: Job, verdict: Verdict | None) -> None:
        """Close the row of a portal's run; where the disk fails, the next run closes it as killed."""
        if verdict is None:
            return
        job.verdict = verdict
        try:
            job.verdict = await self._writer.run(
                lambda writer: close_portal_run(writer, job.row, verdict, job.counters)
            )
        except EnvnewsError as error:
            self._give_up(error)

    # Ends

    def _give_up(self, error: EnvnewsError, what: str = "results could not be stored") -> None:
        """End everything: what cannot be stored need not be fetched."""
        if self.error is None:
            logger.error("The crawl stops, %s: %s", what, error)
            self.error = error
            self._ending = f"{what}: {error}"
            self._roster.drop()
            self._kill()

    def _kill(self) -> None:
        for crew in self._crews:
            crew.kill()

    def _verdict_of_unfinished(self) -> Verdict:
        if self.error is not None:
            return Verdict(Outcome.CRASHED, self._ending or str(self.error))
        return Verdict(Outcome.KILLED, self._ending or f"its worker was ended; {_PENDING}")

    def _run_out(self) -> None:
        if self._ending is None:
            self.stop(f"ended by --max-runtime after {self._plan.max_runtime:g} s")

    def _listen(self) -> None:
        if threading.current_thread() is threading.main_thread():
            loop = asyncio.get_running_loop()
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, self._hear, number)

    def _hear(self, number: signal.Signals) -> None:
        if self.signal is not None:
            self._kill()
            return
        self.signal = number
        if self._ending is None:
            self.stop(f"interrupted by {number.name}")
