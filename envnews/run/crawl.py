"""Crawling portals: one plan in, one summary out.

All portals of a plan run in one process on one reactor, each with its own politeness. Their rows in the
database are opened before the first request, so a crawl that is killed leaves no portal unaccounted for.
A Twisted reactor starts only once in a process: who crawls twice uses `crawl_apart`.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from envnews.errors import ConfigurationError, EnvnewsError, ExitCode
from envnews.run.lock import database_lock
from envnews.run.outcome import Verdict, exit_code
from envnews.run.portals import Portals, load_portals
from envnews.run.summary import PortalSummary, RunSummary
from envnews.store.runs import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from scrapy.crawler import AsyncCrawlerProcess, Crawler
    from scrapy.settings import Settings

    from envnews.pipelines.store import WriterThread
    from envnews.run.session import Session
    from envnews.spiders.portal import PortalSpider


@dataclass(frozen=True, slots=True)
class CrawlPlan:
    """What to crawl and how; it can be sent to another process.

    Attributes:
        portals: Names; empty for all that fit `kind` and `region`.
        database: SQLite file, created where it does not exist; None for the setting ENVNEWS_DB.
        spiders: Files, directories or packages with portals of the user's own.
        hosts_map: File that leads real hosts to replicas on loopback.
        allow_private: Networks in CIDR notation that may be connected to although they are private.
        full: Read every list to its end and fetch known articles again.
        max_pages: List pages per column at most; None for the setting ENVNEWS_MAX_PAGES.
        recheck: Seconds after the first fetch at which articles are looked at again; None for the default.
        log_level: Least severe log message that goes to stderr.
    """

    portals: tuple[str, ...] = ()
    kind: str | None = None
    region: str | None = None
    database: Path | None = None
    spiders: tuple[str, ...] = ()
    hosts_map: Path | None = None
    allow_private: tuple[str, ...] = ()
    full: bool = False
    max_pages: int | None = None
    recheck: tuple[float, ...] | None = None
    log_level: str = "WARNING"


@dataclass(frozen=True, slots=True)
class PortalProgress:
    """How far one portal is."""

    portal: str
    title: str
    counters: dict[str, int]
    finished: bool


Watch = Callable[[Callable[[], Sequence[PortalProgress]]], AbstractContextManager[Any]]
"""What shows progress: it gets a function that tells the present state, and is entered for the crawl."""


def crawl(plan: CrawlPlan, watch: Watch | None = None) -> RunSummary:
    """Crawl the portals of a plan and return how it went.

    Raises:
        UsageError: No portal has such a name, kind or region.
        ConfigurationError: A host map or network is wrong, a source of portals does not exist or holds none.
        LockedError: Another process crawls into this database; nothing was requested.
        StorageError, DataError: The database cannot be used; nothing was requested.
    """
    started_at, clock = datetime.now(UTC), time.monotonic()
    portals = load_portals(plan.spiders)
    settings = _settings(plan)
    chosen = _choose(plan, portals)
    with ExitStack() as held:
        held.enter_context(database_lock(settings["ENVNEWS_DB"]))
        run = _Run(settings, chosen, held)
        run.crawl(watch or (lambda _: nullcontext()))
        summaries = tuple(run.summaries())
        mistakes = tuple(map(str, portals.broken))
        code = run.code() or exit_code([summary.outcome for summary in summaries], mistakes=bool(mistakes))
        run.close(code)
    return RunSummary(settings["ENVNEWS_DB"], started_at, time.monotonic() - clock, summaries, code, mistakes)


def crawl_apart(plan: CrawlPlan) -> RunSummary:
    """Do what `crawl` does in a process of its own; may be called any number of times."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(crawl, plan).result()


def _choose(plan: CrawlPlan, portals: Portals) -> tuple[type[PortalSpider], ...]:
    missing = [name for name in plan.portals if name not in portals.classes]
    if missing and portals.broken:
        raise ConfigurationError("; ".join(map(str, portals.broken)))
    return portals.choose(plan.portals, kind=plan.kind, region=plan.region)


def _settings(plan: CrawlPlan) -> Settings:
    from scrapy.settings import Settings

    from envnews.net.guard import networks
    from envnews.net.hostmap import HostMap

    settings = Settings()
    settings.setmodule("envnews.settings", priority="project")
    changed: dict[str, object] = {
        "ENVNEWS_ALLOW_PRIVATE": list(plan.allow_private),
        "ENVNEWS_FULL": plan.full,
        "LOG_LEVEL": plan.log_level,
        # Portals are loaded already; Scrapy need not walk through all modules again.
        "SPIDER_LOADER_CLASS": "scrapy.spiderloader.DummySpiderLoader",
    }
    networks(plan.allow_private)
    if plan.database is not None:
        changed["ENVNEWS_DB"] = str(plan.database)
    if plan.hosts_map is not None:
        changed["ENVNEWS_HOSTS_MAP"] = HostMap.read(plan.hosts_map)
    if plan.max_pages is not None:
        changed["ENVNEWS_MAX_PAGES"] = plan.max_pages
    if plan.recheck is not None:
        changed["ENVNEWS_RECHECK"] = list(plan.recheck)
    settings.setdict(changed, priority="cmdline")
    return settings


class _Run:
    """One run: its rows in the database, its crawlers, the signal that ended it."""

    def __init__(self, settings: Settings, portals: Sequence[type[PortalSpider]], held: ExitStack) -> None:
        from envnews.pipelines.store import writer_of

        self._portals = portals
        self._settings = settings
        self._crawlers: list[Crawler] = []
        self._errors: dict[str, BaseException] = {}
        self._signal: signal.Signals | None = None
        self._writer: WriterThread = writer_of(settings)
        held.callback(self._writer.release)
        command = f"crawl {' '.join(portal.name for portal in portals)}"
        self._number = self._writer.submit(lambda writer: writer.open_run(command)).result()
        self._rows = [self._open(portal) for portal in portals]

    def _open(self, portal: type[PortalSpider]) -> int:
        number, info, columns = self._number, portal.info(), portal.column_list()
        return self._writer.submit(lambda writer: writer.open_portal_run(number, info, columns)).result()

    def crawl(self, watch: Watch) -> None:
        """Run all spiders to their end; one that cannot even start takes no other along."""
        from scrapy.crawler import AsyncCrawlerProcess

        process = AsyncCrawlerProcess(self._settings)
        # A host that does not answer is reported with its lists; the traceback of its robots.txt adds nothing.
        logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)
        tasks: dict[str, asyncio.Task[None]] = {}
        for portal, row in zip(self._portals, self._rows, strict=True):
            crawler = process.create_crawler(portal)
            self._crawlers.append(crawler)
            tasks[portal.name] = process.crawl(crawler, portal_run=row)
        self._listen(process)
        with watch(lambda: list(self._progress())):
            process.start(install_signal_handlers=False)
        for name, task in tasks.items():
            if task.done() and not task.cancelled() and (error := task.exception()):
                self._errors[name] = error

    def code(self) -> ExitCode | None:
        """Return the exit code where a signal or the database decides it, not the portals' outcomes."""
        if self._signal is not None:
            return ExitCode.INTERRUPTED if self._signal is signal.SIGINT else ExitCode.TERMINATED
        if error := next((error for error in self._errors.values() if isinstance(error, EnvnewsError)), None):
            return error.exit_code
        started = [crawler for crawler in self._crawlers if _session(crawler)]
        codes = [crawler.stats.get_value("envnews/exit_code") for crawler in started]
        return next((ExitCode(code) for code in codes if code is not None), None)

    def summaries(self) -> Iterator[PortalSummary]:
        """Yield how each portal went; close the row of one whose session could not."""
        for portal, crawler, row in zip(self._portals, self._crawlers, self._rows, strict=True):
            session = _session(crawler)
            counters = session.counters if session else {}
            verdict = session.verdict if session else None
            if verdict is None:
                verdict = self._without_verdict(portal.name)
                self._close_row(row, verdict, counters)
            yield PortalSummary(portal.name, portal.title, verdict.outcome, counters, verdict.message)

    def _without_verdict(self, portal: str) -> Verdict:
        if self._signal is not None:
            return Verdict(Outcome.KILLED, "ended by a second signal; what was listed stays pending")
        error = self._errors.get(portal)
        why = f"{type(error).__name__}: {error}" if error else "see the log"
        return Verdict(Outcome.CRASHED, f"the spider could not be run: {why}")

    def _close_row(self, row: int, verdict: Verdict, counters: Mapping[str, int]) -> None:
        self._writer.submit(
            lambda writer: writer.close_portal_run(row, verdict.outcome, counters, verdict.message)
        ).result()

    def close(self, code: ExitCode) -> None:
        """Close the row of the run."""
        self._writer.submit(lambda writer: writer.close_run(self._number, code)).result()

    def _progress(self) -> Iterator[PortalProgress]:
        for portal, crawler in zip(self._portals, self._crawlers, strict=True):
            session = _session(crawler)
            counters = session.counters if session else {}
            yield PortalProgress(portal.name, portal.title, counters, bool(session and session.verdict))

    def _listen(self, process: AsyncCrawlerProcess) -> None:
        """Stop gracefully at the first signal, at once at the second."""
        loop = asyncio.get_event_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._stop, process, number)

    def _stop(self, process: AsyncCrawlerProcess, number: signal.Signals) -> None:
        if self._signal is None:
            self._signal = number
            self._stopping = asyncio.ensure_future(process.stop())
        else:
            from twisted.internet import reactor

            reactor.stop()  # type: ignore[misc]  # the module is typed as a protocol


def _session(crawler: Crawler) -> Session | None:
    from envnews.run.session import Session

    try:
        return crawler.get_extension(Session)
    except RuntimeError:  # the crawler has not been started yet
        return None
