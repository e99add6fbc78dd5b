"""Fetch pages one by one outside a crawl: through the same guard, robots.txt, delays and host map.

What looks at a site by hand (`envnews new`, `envnews check --live`) is written as a plain coroutine that
awaits pages. Scrapy's engine runs it, so no second way to the network exists. A page is fetched once.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess

from envnews.model import ListRequest, Page
from envnews.net.challenge import recognise
from envnews.net.hostmap import HostMap
from envnews.net.replicas import spare_replicas
from envnews.normalize import host_of
from envnews.run.plan import CrawlPlan, crawl_settings
from envnews.spiders.pages import page_of
from envnews.spiders.report import Report
from envnews.spiders.troubles import of_exception

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Result = TypeVar("Result")
Fetch = Callable[[ListRequest], Awaitable[Page]]
"""Fetches a page; one with status 0 and the reason as its body stands for a page that did not come."""

_FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}


class Fetcher:
    """Fetches each page once, and remembers what it was told.

    Attributes:
        pages: What was fetched, by method, address and form.
    """

    def __init__(self, spider: Spider) -> None:
        self._spider = spider
        self.pages: dict[ListRequest, Page] = {}
        self.blocked: str | None = None

    async def __call__(self, asked: ListRequest) -> Page:
        """Return a page; nothing more is asked of a site that shows an anti-bot page."""
        if asked not in self.pages:
            self.pages[asked] = await self._fetch(asked)
        return self.pages[asked]

    async def _fetch(self, asked: ListRequest) -> Page:
        if self.blocked:
            return Page(asked.url, self.blocked.encode(), status=0)
        headers = _FORM if asked.method == "POST" else None
        request = Request(asked.url, method=asked.method, body=asked.body, headers=headers)
        try:
            response = await self._spider.crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - whatever a download can end with is told by of_exception
            outcome, message = of_exception(error)
            return Page(asked.url, f"{outcome}: {message}".encode(), status=0)
        page = page_of(response, datetime.now(UTC))
        if challenge := recognise(page):
            self.blocked = f"blocked: anti-bot page of {challenge.system} ({challenge.evidence})"
        return page


def run(
    job: Callable[[Fetcher], Awaitable[Result]],
    urls: Sequence[str],
    *,
    hosts_map: Path | None = None,
    allow_private: Sequence[str] = (),
) -> Result:
    """Run a coroutine that fetches pages; for one call in a process, as Twisted's reactor starts once.

    Args:
        job: Gets the fetcher.
        urls: Addresses that will be asked for first; their hosts and ports are open.
        hosts_map: File that leads real hosts to replicas on loopback.
        allow_private: Networks in CIDR notation that may be connected to although they are private.

    Raises:
        ConfigurationError: The host map or a network is wrong.
    """
    outcome: list[Any] = []
    spider = _spider(job, outcome, urls)
    plan = CrawlPlan(hosts_map=hosts_map, allow_private=tuple(allow_private), log_level="ERROR")
    settings = crawl_settings(plan)
    settings.set(
        "EXTENSIONS", settings.getdict("EXTENSIONS") | {"envnews.run.session.Session": None}, "cmdline"
    )
    settings.set("ITEM_PIPELINES", {}, "cmdline")
    process = AsyncCrawlerProcess(settings)
    logging.getLogger("scrapy").setLevel(logging.CRITICAL)
    asyncio.get_event_loop().set_exception_handler(lambda *_: None)
    process.crawl(spider)
    process.start(install_signal_handlers=False)  # Python ends at a signal, Scrapy would cancel the job
    if not outcome:
        raise RuntimeError("the probe could not be run; see the log")
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    result: Result = outcome[0]
    return result


def _spider(
    job: Callable[[Fetcher], Awaitable[Result]], outcome: list[Any], urls: Sequence[str]
) -> type[Spider]:
    class ProbeSpider(Spider):
        """Hands the job its fetcher; the guard asks a spider for its addresses."""

        name = "probe"
        home = urls[0]
        hosts = ("*",)
        columns: ClassVar = dict(enumerate(urls))
        reachable_hosts = None  # addresses are judged all the same, but no host is out of bounds
        reads_lists = False

        def __init__(self, name: str | None = None, **kwargs: object) -> None:
            super().__init__(name, **kwargs)
            self.report = Report(self.name)

        @classmethod
        def update_settings(cls, settings: Any) -> None:  # noqa: ANN401 - Scrapy's
            """Take the delays off where nobody has to be spared."""
            super().update_settings(settings)
            mapped = HostMap.from_settings(settings).addresses
            spare_replicas(settings, [*mapped, *map(host_of, urls)])

        async def start(self) -> AsyncIterator[Any]:
            """Run the job; there is nothing to crawl."""
            try:
                outcome.append(await job(Fetcher(self)))
            except BaseException as error:  # noqa: BLE001 - raised again where `run` was called
                outcome.append(error)
            for nothing in tuple[Any, ...]():
                yield nothing

    return ProbeSpider
