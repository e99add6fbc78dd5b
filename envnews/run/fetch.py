"""Fetching one page for the command line: as politely and as guarded as a crawl, and nothing is stored."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from envnews.errors import UnavailableError, UsageError
from envnews.model import holds_page
from envnews.run.plan import crawl_settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy import Request, Spider
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from envnews.model import Page
    from envnews.run.plan import CrawlPlan
    from envnews.spiders.portal import PortalSpider


def fetch_page(url: str, plan: CrawlPlan, portal: type[PortalSpider] | None = None) -> Page:
    """Fetch one page, robots.txt first; redirects stay on the hosts of the portal, or on the page's own host.

    It runs a Twisted reactor, of which a process can run one only.

    Args:
        url: Address over http or https.
        plan: Its host map, private networks and configuration count.
        portal: The portal whose page it is; None where that is not known.

    Raises:
        UsageError: The address is none, or none of the portal's.
        UnavailableError: No page came, or it may not be asked for; the message says why.
        ConfigurationError: The host map or a network is wrong.
    """
    hosts = _hosts(url, portal)
    from scrapy.crawler import AsyncCrawlerProcess

    pages: list[Page] = []
    errors: list[BaseException | None] = []
    settings = crawl_settings(plan)
    extensions = settings.getdict("EXTENSIONS") | {"envnews.run.session.Session": None}
    settings.setdict({"EXTENSIONS": extensions, "ITEM_PIPELINES": {}}, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    # What goes wrong is told once, by the error below.
    for name in ("scrapy.downloadermiddlewares.robotstxt", "envnews.spiders.report"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    process.crawl(_spider(url, hosts, pages, errors))
    process.start(install_signal_handlers=False)
    return _usable(url, pages, errors)


def _spider(
    url: str, hosts: frozenset[str], pages: list[Page], errors: list[BaseException | None]
) -> type[Spider]:
    """Return the spider that asks for one page, and puts it or what went wrong into a list."""
    from scrapy import Request, Spider

    from envnews.spiders.pages import page_of
    from envnews.spiders.report import Report

    class OnePageSpider(Spider):
        """Asks for one page; the guard reads its attributes like those of a portal."""

        name = "one-page"
        home: ClassVar[str] = url
        reachable_hosts: ClassVar[frozenset[str]] = hosts
        report = Report("one-page")

        async def start(self) -> AsyncIterator[Request]:
            yield Request(url, callback=self.take, errback=self.miss)

        def take(self, response: Response) -> None:
            pages.append(page_of(response, datetime.now(UTC)))

        def miss(self, failure: Failure) -> None:
            errors.append(failure.value)

    return OnePageSpider


def _hosts(url: str, portal: type[PortalSpider] | None) -> frozenset[str]:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError(f"{url} is no http or https address")
    if portal is None:
        host = parts.hostname
        return frozenset({host, host.removeprefix("www."), f"www.{host}"})
    if parts.hostname not in portal.reachable_hosts:
        known = ", ".join(portal.hosts)
        raise UsageError(f"{url} is no address of {portal.name}, whose hosts are {known}")
    return portal.reachable_hosts


def _usable(url: str, pages: list[Page], errors: list[BaseException | None]) -> Page:
    from envnews.net.challenge import recognise
    from envnews.spiders.troubles import of_exception, of_status

    if not pages:
        outcome, message = of_exception(errors[0] if errors else None)
        raise UnavailableError(f"{url}: {outcome}: {message}") from (errors[0] if errors else None)
    page = pages[0]
    if challenge := recognise(page):
        raise UnavailableError(
            f"{url}: anti-bot page of {challenge.system} ({challenge.evidence}); it is not bypassed"
        )
    if not holds_page(page.status):
        outcome, message = of_status(page.status)
        raise UnavailableError(f"{url}: {outcome}: {message}")
    return page
