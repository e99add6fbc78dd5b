"""The Scrapy extension that ties a spider to the database: its memory, its row of the run, its verdict.

`envnews crawl` opens the rows of all its portals before the first request and hands each spider the number
of its own; what is to be written goes to the process that writes. Under `scrapy crawl NAME` nobody has done
that, so the session takes the lock, opens a run and writes itself: the same spider works both ways.
"""

from __future__ import annotations

import logging
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Self, cast
from zlib import crc32

from scrapy import signals
from scrapy.exceptions import NotConfigured

from envnews import clock
from envnews.errors import EnvnewsError
from envnews.health.closing import close_portal_run
from envnews.net.restraint import Restraint
from envnews.pipelines.store import Store, store_of, writer_of
from envnews.run.link import WriterLink
from envnews.run.lock import database_lock
from envnews.run.opening import open_portal_run
from envnews.run.outcome import OUT_OF_TIME, exit_code, judge, reasons_of
from envnews.spiders.portal import PortalSpider
from envnews.store.crawl.runs import Outcome, Verdict
from envnews.store.reader import SqliteFrontier

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from envnews.store.writing.thread import WriterThread
    from envnews.store.writing.writer import Writer

logger = logging.getLogger(__name__)

_COUNTED = frozenset(
    f"envnews/{name}"
    for name in ("requests", "bytes", "new", "revised", "unchanged", "alias", "quarantined", "not_stored")
)
"""What the download handler and the store pipeline count; the rest is in the spider's report."""


class Session:
    """One spider's session with the database.

    Attributes:
        verdict: How the portal's run ended; None until then.
    """

    def __init__(self, crawler: Crawler, spider: PortalSpider) -> None:
        self.verdict: Verdict | None = None
        self._crawler = crawler
        self._run: int | None = None
        self._held = ExitStack()
        database = crawler.settings["ENVNEWS_DB"]
        self._writer: WriterThread | None = None
        if spider.portal_run is None:
            clock.require_set()
            self._held.enter_context(database_lock(database))
            self._writer = writer_of(crawler.settings)
            self._held.callback(self._writer.release)
            spider.portal_run = self._open_run(self._writer, spider)
        self._portal_run = spider.portal_run
        # Rules that were changed are not held against what the former ones gave.
        self._rules = crc32(repr(spider.article_rules).encode())
        self._store: Store = store_of(crawler.settings)
        self._held.callback(self._store.release)
        spider.frontier = frontier = SqliteFrontier(database)
        self._held.callback(frontier.close)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Open the session before the spider starts, so that an unusable database ends the crawl."""
        if not isinstance(crawler.spider, PortalSpider):
            raise NotConfigured("only portals have a session")
        session = cls(crawler, crawler.spider)
        crawler.signals.connect(session.spider_error, signals.spider_error)
        crawler.signals.connect(session.spider_closed, signals.spider_closed)
        return session

    @property
    def counters(self) -> dict[str, int]:
        """What the spider, the pipelines and the download handler have counted so far; and which `rules` are in use."""
        spider = cast("PortalSpider", self._crawler.spider)
        stats = self._crawler.stats.get_stats()
        counted = {key.removeprefix("envnews/"): stats[key] for key in stats if key in _COUNTED}
        return counted | dict(spider.report.counters) | {"rules": self._rules}

    def spider_error(self, failure: Failure, response: Response, spider: PortalSpider) -> None:
        """Record an exception in our own code; the page stays pending. Of the database, it ends the whole crawl."""
        url = getattr(response, "url", spider.home)
        if isinstance(failure.value, EnvnewsError):
            spider.report.trouble(Outcome.CRASHED, url, str(failure.value))
            if isinstance(self._store, WriterLink):
                self._store.give_up(failure.value)
            return
        message = f"{type(failure.value).__name__}: {failure.value}; a bug in envnews or in the portal's file"
        spider.report.trouble(Outcome.CRASHED, url, message)

    async def spider_closed(self, spider: PortalSpider, reason: str) -> None:
        """Judge the portal's run and close its row; pipelines have written everything by now."""
        if storage_error := self._crawler.stats.get_value("envnews/storage_error"):
            message = f"results could not be stored: {storage_error}"
            spider.report.trouble(Outcome.CRASHED, spider.home, message)
        restraint = self._crawler.get_extension(Restraint)
        if restraint and restraint.out_of_time:
            reason = OUT_OF_TIME
        troubles = [(trouble.outcome, str(trouble)) for trouble in spider.report.troubles]
        verdict = judge(self.counters, troubles, reason)
        columns = [(trouble.outcome, trouble.column) for trouble in spider.report.troubles]
        reasons = reasons_of(verdict.outcome, columns, self.counters)
        not_before = restraint.not_before if restraint else None
        try:
            await self.end(replace(verdict, not_before=not_before, reasons=reasons))
        finally:
            self._held.close()

    async def end(self, verdict: Verdict) -> None:
        """Close the portal's row with a verdict, once.

        The spider's memory stays open: pages that are on their way still reach a spider whose worker is told to stop.
        """
        if self.verdict is not None:
            return
        self.verdict = verdict
        if self._writer is not None and self._run is not None:
            self.verdict = await self._writer.run(partial(self._close_rows, self._run, verdict))
        else:
            await self._store.close_portal_run(self._portal_run, verdict, self.counters)
        name = self._crawler.spidercls.name
        logger.info("%s: %s %s", name, self.verdict.outcome, self.verdict.message, extra={"portal": name})

    def _close_rows(self, run: int, verdict: Verdict, writer: Writer) -> Verdict:
        judged = close_portal_run(writer, self._portal_run, verdict, self.counters)
        writer.close_run(run, exit_code([judged.outcome]))
        return judged

    def _open_run(self, writer: WriterThread, spider: PortalSpider) -> int:
        run = self._run = writer.submit(
            lambda writer: writer.open_run(f"scrapy crawl {spider.name}")
        ).result()
        return open_portal_run(writer, self._crawler.settings, run, type(spider))
