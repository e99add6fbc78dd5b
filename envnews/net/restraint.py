"""How fast a portal is asked, and when it is asked no more in this run.

Scrapy keeps the usual delay between requests. This extension adds what the site itself asks for, the
Crawl-delay of its robots.txt and Retry-After of its answers, and ends the portal's run when a bound of its
budget is reached or the site wants to be left alone for longer than a run can wait.
"""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Self

from scrapy import signals
from scrapy.exceptions import IgnoreRequest

from envnews import clock
from envnews.model import holds_page
from envnews.net.budget import Budget
from envnews.net.hostmap import HostMap
from envnews.store.crawl.runs import Outcome

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from envnews.spiders.portal import PortalSpider

LONGEST_CRAWL_DELAY = 30.0
"""Seconds: beyond it a robots.txt means to say no, and a portal of 200 pages would take hours."""

LONGEST_REST = 7 * 86_400.0
"""Seconds for which later runs leave a site alone at most: a date in the year 2099 is a mistake."""

_RESTING = frozenset({429, 503})
_REFUSALS = frozenset({403, 429})
_MOST_REFUSALS = 5
"""Refusals in a row, retries included, after which a portal is left alone: asking on only prolongs a block."""


class NotAskedError(IgnoreRequest):
    """A request was not sent, because the portal is asked no more in this run; its page stays pending."""


class Restraint:
    """The restraint of one portal's run, asked before and told after every request.

    Attributes:
        ended: Why no further request is sent; None while some are.
        out_of_time: Whether the time of the portal was used up.
        not_before: When the site may be asked again, where it wants to be left alone for longer.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.ended: str | None = None
        self.out_of_time = False
        self.not_before: datetime | None = None
        self._crawler = crawler
        self._budget = Budget.from_settings(settings)
        self._seconds = settings.getfloat("ENVNEWS_PORTAL_SECONDS")
        self._patience = settings.getfloat("ENVNEWS_RETRY_AFTER")
        self._host_map = HostMap.from_settings(settings)
        self._delays: dict[str, float] = {}
        self._over = asyncio.Event()
        self._next: dict[str, float] = {}
        self._refused = 0
        self._timer: asyncio.TimerHandle | None = None
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the restraint of one crawl."""
        restraint = cls(crawler)
        crawler.signals.connect(restraint.spider_opened, signals.spider_opened)
        crawler.signals.connect(restraint.spider_closed, signals.spider_closed)
        return restraint

    def spider_opened(self) -> None:
        """Let the portal's time begin."""
        if self._seconds:
            self._timer = asyncio.get_running_loop().call_later(self._seconds, self._run_out)

    def spider_closed(self) -> None:
        """Stop the clock."""
        if self._timer is not None:
            self._timer.cancel()

    def slow_down(self, host: str, delay: float) -> None:
        """Keep at least this many seconds between two requests to a host; replicas need no sparing."""
        if self._host_map.get(host) is None:
            self._delays[host] = min(delay, LONGEST_CRAWL_DELAY)
            # The robots.txt that asked for it was a request too.
            self._next[host] = time.monotonic() + self._delays[host]

    async def turn(self, host: str) -> None:
        """Wait until a request may be sent to a host.

        Raises:
            NotAskedError: None may be sent to the portal any more.
        """
        self._check()
        now = time.monotonic()
        at = max(now, self._next.get(host, 0.0))
        if delay := self._delays.get(host):
            self._next[host] = at + delay * random.uniform(1.0, 1.2)  # noqa: S311 - runs leave no rhythm
        if at > now:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._over.wait(), at - now)
            self._check()

    def note(self, host: str, response: Response | None) -> None:
        """Take note of an answer, None where there was none.

        Raises:
            NotAskedError: The site wants to be left alone for longer than a run can wait.
        """
        size, status = (len(response.body), response.status) if response is not None else (0, 0)
        self._budget.count(size, failed=response is None or status >= 500 or status == 429)
        if spent := self._budget.spent():
            reading = getattr(self._crawler.spider, "reads_lists", False)
            outcome = Outcome.GAP if reading else Outcome.DEGRADED
            self._end(outcome, f"its budget of {spent} is used up; the rest stays pending for the next run")
        if response is None:
            return
        self._hear_refusal(host, response)
        if status not in _RESTING:
            return
        now = clock.now()
        pause = retry_after(response.headers.get(b"Retry-After"), now)
        if pause is None:
            return
        if pause > self._patience:
            self.not_before = now + timedelta(seconds=min(pause, LONGEST_REST))
            self._end(
                Outcome.BLOCKED if status == 429 else Outcome.HTTP_ERROR,
                f"HTTP status {status} with Retry-After of {pause:.0f} s; later runs leave the portal alone until then",
            )
            raise NotAskedError(self.ended)
        self._next[host] = max(self._next.get(host, 0.0), time.monotonic() + pause)

    def _hear_refusal(self, host: str, response: Response) -> None:
        """Wait longer after each refusal, and end the portal's run when they do not stop.

        Portals that limit the rate answer with 403, 429 or a page without a byte.
        """
        empty = holds_page(response.status) and not response.body and not response.url.endswith("/robots.txt")
        if response.status not in _REFUSALS and not empty:
            self._refused = 0
            return
        self._refused += 1
        if self._refused >= _MOST_REFUSALS:
            what = "empty answers" if empty else f"answers with HTTP status {response.status}"
            self._end(
                Outcome.BLOCKED,
                f"rate limit: {self._refused} {what} in a row; nothing is asked until the next run, then more slowly",
            )
        elif self._host_map.get(host) is None:
            self._next[host] = max(self._next.get(host, 0.0), time.monotonic() + 2.0**self._refused)

    def _check(self) -> None:
        if self.ended is not None:
            raise NotAskedError(self.ended)

    def _run_out(self) -> None:
        self.out_of_time = True
        self._end(
            Outcome.TIMEOUT,
            f"its time of {self._seconds:g} s (ENVNEWS_PORTAL_SECONDS) is used up; the rest stays pending",
        )

    def _end(self, outcome: Outcome, message: str) -> None:
        if self.ended is not None:
            return
        self.ended = message
        self._over.set()
        spider: PortalSpider = self._crawler.spider  # type: ignore[assignment]  # settings name it for portals
        spider.report.trouble(outcome, spider.home, message)
        for slot in self._crawler.engine.downloader.slots.values():
            slot.delay = 0.0  # what waits for its turn is refused, and need not wait for that
        reason = "blocked" if outcome is Outcome.BLOCKED else "restraint"
        closing = self._crawler.engine.close_spider_async(reason=reason)
        self._closing = asyncio.get_running_loop().create_task(closing)


def retry_after(value: bytes | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for; None where it says nothing readable.

    Both forms of RFC 9110 section 10.2.3 are read, seconds and a date.

    >>> retry_after(b"120", datetime(2022, 7, 22, tzinfo=UTC))
    120.0
    >>> retry_after(b"Fri, 22 Jul 2022 00:01:00 GMT", datetime(2022, 7, 22, tzinfo=UTC))
    60.0
    >>> retry_after(b"soon", datetime(2022, 7, 22, tzinfo=UTC))
    """
    text = (value or b"").decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - now).total_seconds())
