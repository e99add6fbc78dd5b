"""Crawling portals: one plan in, one summary out.

The rows of all portals are opened before the first request, so a crawl that is killed leaves no portal
unaccounted for. The portals run in worker processes (`run.foreman`); this process writes.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from signal import SIGINT
from typing import TYPE_CHECKING, Any

from envnews import clock, logs
from envnews.errors import ConfigurationError, EnvnewsError, ExitCode
from envnews.processors import processors
from envnews.run.due import NotDue, Pace, due_at
from envnews.run.lock import Waiting, database_lock
from envnews.run.news import Tell, tell_news
from envnews.run.outcome import WELL, exit_code
from envnews.run.plan import CrawlPlan, crawl_settings
from envnews.run.portals import Portals, load_portals
from envnews.run.summary import PortalSummary, RunSummary
from envnews.store.crawl.history import past_runs, troubled_since
from envnews.store.crawl.runs import Outcome
from envnews.store.file.space import require_space
from envnews.wording import duration

if TYPE_CHECKING:
    from scrapy.settings import Settings

    from envnews.run.foreman import Foreman
    from envnews.run.roster import Roster
    from envnews.spiders.portal import PortalSpider
    from envnews.store.writing.thread import WriterThread

__all__ = ["CrawlPlan", "PortalProgress", "Watch", "crawl"]

logger = logging.getLogger(__name__)

_MOST_JOBS = 4


@dataclass(frozen=True, slots=True)
class PortalProgress:
    """How far one portal is."""

    portal: str
    title: str
    counters: dict[str, int]
    finished: bool


Watch = Callable[[Callable[[], Sequence[PortalProgress]]], AbstractContextManager[Any]]
"""What shows progress: it gets a function that tells the present state, and is entered for the crawl."""


def crawl(plan: CrawlPlan, watch: Watch | None = None, tell: Tell | None = None) -> RunSummary:
    """Crawl the portals of a plan and return how it went.

    `tell` is given the summary before others may write into the database: what it told is noted there, so that
    the same is not told by every crawl.

    Called from the main thread it listens to SIGINT and SIGTERM until it returns.

    Raises:
        UsageError: No portal has such a name, kind or region.
        ConfigurationError: A host map, a network or the clock is wrong, a source of portals does not exist or holds none.
        LockedError: Another process crawls into this database; nothing was requested.
        StorageError, DataError: The database cannot be used; nothing was requested.
    """
    from envnews.pipelines.store import writer_of
    from envnews.run.foreman import Foreman
    from envnews.run.nursery import Nursery

    portals = load_portals(plan.spiders, plan.configuration)
    settings = crawl_settings(plan)
    chosen = _choose(plan, portals)
    clock.require_set()
    database = str(settings["ENVNEWS_DB"])
    mistakes = tuple(map(str, portals.broken))
    with ExitStack() as held:
        # Forked before anything is open that it should not share.
        nursery = held.enter_context(Nursery(plan, portals.classes))
        held.enter_context(database_lock(database, Waiting(plan.wait, partial(_tell_waiting, plan))))
        started_at = clock.now()
        require_space(Path(database), settings.getint("ENVNEWS_FREE_MEGABYTES"))
        writer = writer_of(settings)
        held.callback(writer.release)
        not_due = _not_due(plan, settings, chosen)
        waiting = {portal.portal for portal in not_due}
        due = [portal for portal in chosen if portal.name not in waiting]
        run, roster = _open_rows(writer, settings, due)
        workers = _workers(plan, len(roster.jobs))
        foreman = Foreman(plan, settings, nursery, writer, roster, workers=workers)
        with (watch or nullcontext)(lambda: _progress(roster)):
            asyncio.run(foreman.run())
        code = _exit_code(foreman, roster, mistakes=bool(mistakes))
        _close_run(writer, run, code)
        seconds = (clock.now() - started_at).total_seconds()
        summaries = _summaries(database, roster)
        summary = RunSummary(database, started_at, seconds, summaries, code, mistakes, not_due)
        if foreman.signal is None and foreman.error is None:
            return tell_news(summary, writer, clock.now(), plan.configuration.tell.remind, tell)
        # A crawl that was ended as a whole is an event of its own, and its database may take no note.
        if tell is not None:
            tell(summary)
        return summary


def _tell_waiting(plan: CrawlPlan, held: str) -> None:
    level = logging.INFO if plan.quiet else logging.WARNING
    logger.log(level, "%s; waiting for %s at most (--wait)", held, duration(plan.wait))


def _summaries(database: str, roster: Roster) -> tuple[PortalSummary, ...]:
    """Return how each portal's crawl went, and since when those in trouble are."""
    summaries = [job.summary() for job in roster.jobs.values()]
    troubled = [summary.portal for summary in summaries if summary.outcome not in WELL]
    try:
        since = troubled_since(Path(database), troubled) if troubled else {}
    except EnvnewsError:  # the database itself is in trouble, which the exit code tells
        since = {}
    return tuple(replace(summary, since=since.get(summary.portal)) for summary in summaries)


def _choose(plan: CrawlPlan, portals: Portals) -> tuple[type[PortalSpider], ...]:
    missing = [name for name in plan.portals if name not in portals.classes]
    if missing and portals.broken:
        raise ConfigurationError("; ".join(map(str, portals.broken)))
    return portals.choose(plan.portals, kind=plan.kind, region=plan.region)


def _not_due(plan: CrawlPlan, settings: Settings, chosen: Sequence[type[PortalSpider]]) -> tuple[NotDue, ...]:
    """Return the portals whose time has not come."""
    from envnews.net.hostmap import HostMap

    if not plan.due_only:
        return ()
    now, host_map = clock.now(), HostMap.from_settings(settings)
    past = past_runs(Path(settings["ENVNEWS_DB"]), [portal.name for portal in chosen])
    dues = (
        (portal.name, due_at(past[portal.name], Pace.of(portal, plan.configuration, host_map), now))
        for portal in chosen
    )
    return tuple(NotDue(name, due) for name, due in dues if due and due > now)


def _workers(plan: CrawlPlan, portals: int) -> int:
    """Return how many workers crawl: as many as asked for, else one a processor but for the one that writes.

    More of them only take it from each other, and one without a portal is a process for nothing.
    """
    wished = plan.jobs or plan.configuration.jobs
    if not wished:
        wished = min(_MOST_JOBS, processors() - 1)
    return max(1, min(wished, portals))


def _open_rows(
    writer: WriterThread, settings: Settings, portals: Sequence[type[PortalSpider]]
) -> tuple[int, Roster]:
    from envnews.run.opening import open_portal_run
    from envnews.run.roster import Job, Roster

    command = f"crawl {' '.join(portal.name for portal in portals)}"
    run = writer.submit(lambda writer: writer.open_run(command)).result()
    logs.set_run(run)

    jobs = (Job(portal, open_portal_run(writer, settings, run, portal)) for portal in portals)
    return run, Roster(jobs, run)


def _close_run(writer: WriterThread, run: int, code: ExitCode) -> None:
    try:
        writer.submit(lambda writer: writer.close_run(run, code)).result()
    except EnvnewsError:
        if code is ExitCode.OK:
            raise  # otherwise the code tells what is wrong already, and the next run closes the row


def _exit_code(foreman: Foreman, roster: Roster, *, mistakes: bool) -> ExitCode:
    """Return the exit code: a signal or the database decides before the portals' outcomes do."""
    if foreman.signal is not None:
        return ExitCode.INTERRUPTED if foreman.signal is SIGINT else ExitCode.TERMINATED
    if foreman.error is not None:
        return foreman.error.exit_code
    # A portal that hung in its own code was reached, whatever its outcome is called.
    outcomes = [Outcome.CRASHED if job.condemned else job.summary().outcome for job in roster.jobs.values()]
    return exit_code(outcomes, mistakes=mistakes)


def _progress(roster: Roster) -> list[PortalProgress]:
    return [
        PortalProgress(job.portal.name, job.portal.title, job.counters, job.verdict is not None)
        for job in roster.jobs.values()
    ]
