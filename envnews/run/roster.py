"""The portals of a run: which wait, which are suspected, how each ended.

A worker crawls several portals, and when it comes to a bad end one of them may be the cause. The others
must not suffer, and none must be condemned wrongly. So the suspect is crawled again, alone in a worker of
its own: only a portal that was alone when its worker ended badly is given up. Nothing is lost by that, for
a second crawl asks only for what the first did not store.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from envnews.run.crew import Fate
from envnews.run.outcome import WELL
from envnews.run.summary import PortalSummary
from envnews.store.crawl.runs import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from envnews.run.crew import Crew
    from envnews.spiders.portal import PortalSpider

_BYSTANDER = 2
"""Bad ends of workers that a portal may see before it is crawled alone itself."""


@dataclass(slots=True)
class Job:
    """One portal's part of a run.

    Attributes:
        row: Number of its row in the database.
        verdict: How it ended; None until then.
        condemned: Whether its worker had to be ended for it.
        bad_ends: How many workers have ended badly while they crawled it among others.
    """

    portal: type[PortalSpider]
    row: int
    verdict: Verdict | None = None
    condemned: bool = False
    bad_ends: int = 0
    _before: Counter[str] = field(default_factory=Counter)
    _reported: Mapping[str, int] = field(default_factory=dict)
    _committed: Counter[str] = field(default_factory=Counter)

    @property
    def counters(self) -> dict[str, int]:
        """What was counted, attempts that failed included."""
        return dict(self._before + Counter(self._reported))

    def report(self, counters: Mapping[str, int]) -> None:
        """Take over what the worker has counted so far."""
        self._reported = counters

    def commit(self, outcomes: Iterable[str | None]) -> None:
        """Count what was committed: the report of a worker that dies comes too late for it."""
        self._committed.update(str(outcome) for outcome in outcomes if outcome)

    def retry(self) -> None:
        """Keep what a failed attempt has counted, for another one."""
        self._before.update(dict(self._reported) | dict(self._committed))
        self._reported, self._committed = {}, Counter()

    def end(self, verdict: Verdict) -> Verdict:
        """Record how the portal's crawl ended; what an earlier attempt has stored is news as well."""
        if verdict.outcome is Outcome.NOTHING_NEW and (self._before["new"] or self._before["revised"]):
            verdict = replace(verdict, outcome=Outcome.OK)
        self.verdict = verdict
        return verdict

    def condemn(self, verdict: Verdict) -> None:
        """Give the portal up: its worker had to be ended for it, or died of it."""
        self.retry()
        self.condemned = True
        self.verdict = verdict

    def summary(self) -> PortalSummary:
        """Return how the portal's crawl went."""
        verdict = self.verdict or Verdict(Outcome.CRASHED, "it was never told how this crawl ended")
        portal = self.portal
        return PortalSummary(
            *(portal.name, portal.title, verdict.outcome, self.counters, verdict.message),
            reasons=() if verdict.outcome in WELL else verdict.reasons or (str(verdict.outcome),),
        )


class Roster:
    """The jobs of a run in the order in which they are to be done.

    Attributes:
        jobs: All of them by their rows.
        waiting: Those that may share a worker.
        suspects: Those that get a worker of their own.
    """

    def __init__(self, jobs: Iterable[Job], run: int = 0) -> None:
        self.run = run
        self.jobs = {job.row: job for job in jobs}
        self.waiting = deque(self.jobs.values())
        self.suspects: deque[Job] = deque()
        self._rows = {job.portal.name: row for row, job in self.jobs.items()}

    def job_of(self, portal: str) -> Job:
        """Return the job of a portal by its name."""
        return self.jobs[self._rows[portal]]

    def unfinished(self) -> list[Job]:
        """Return the jobs without a verdict."""
        return [job for job in self.jobs.values() if job.verdict is None]

    def drop(self) -> None:
        """Take all waiting jobs off the list: nothing is to be started any more."""
        self.waiting.clear()
        self.suspects.clear()

    def bury(self, crew: Crew, end: str) -> list[Job]:
        """Decide what becomes of the portals of a worker that ended badly; return those that are given up."""
        jobs = [self.jobs[row] for row in crew.rows if self.jobs[row].verdict is None]
        if not crew.started:
            message = f"its worker process could not start ({end}); see the log, then run `envnews portals`"
            return _condemn(jobs, Verdict(Outcome.CRASHED, message))
        if crew.endless is not None:
            guilty = [job for job in jobs if job.row == crew.endless]
        else:
            guilty = jobs if len(jobs) == 1 else []
        condemned = _condemn(guilty, _sentence(crew, end))
        rest = [job for job in jobs if job.verdict is None]
        suspected = self._suspected(rest, crew) if not condemned else []
        for job in reversed(rest):
            job.retry()
            if job in suspected:
                self.suspects.appendleft(job)
            else:
                self.waiting.appendleft(job)
        return condemned

    def _suspected(self, jobs: list[Job], crew: Crew) -> list[Job]:
        """Return whose code ran last, and those that were there too often; all where memory gives no hint."""
        for job in jobs:
            job.bad_ends += 1
        marked = [job for job in jobs if job.row == crew.marked]
        if crew.fate is Fate.GREEDY or not marked:
            return jobs
        return marked + [job for job in jobs if job.bad_ends >= _BYSTANDER and job not in marked]


def _condemn(jobs: list[Job], verdict: Verdict) -> list[Job]:
    for job in jobs:
        job.condemn(verdict)
    return jobs


def _sentence(crew: Crew, end: str) -> Verdict:
    limits = crew.limits
    match crew.fate:
        case Fate.SILENT:
            why = f"no sign of life for {limits.silence:g} s: a loop in the portal's code, or a page that takes too long to read"
            return Verdict(Outcome.TIMEOUT, f"{why}; its worker was ended, the rest stays pending")
        case Fate.ENDLESS:
            why = f"no end after {limits.portal_seconds:g} s, beyond its budget ENVNEWS_PORTAL_SECONDS"
            return Verdict(Outcome.TIMEOUT, f"{why}; its worker was ended, the rest stays pending")
        case Fate.GREEDY:
            why = f"its worker took more than {limits.megabytes} MB (ENVNEWS_WORKER_MEMORY) and was ended"
            return Verdict(Outcome.CRASHED, f"{why}; look for what the portal's code keeps")
        case _:
            why = f"its worker process ended by itself with {end}"
            return Verdict(Outcome.CRASHED, f"{why}; a bug in the portal's code or in a library it calls")
