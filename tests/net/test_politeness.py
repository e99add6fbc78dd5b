"""A site is asked as slowly as it wants, and left alone when it says so."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from scrapy.utils.test import get_crawler

from envnews.config import Configuration, PortalOverride
from envnews.net.restraint import Restraint
from envnews.run.crawl import CrawlPlan, crawl
from envnews.store.crawl.runs import Outcome
from tests.conftest import HOST, Answer
from tests.run.test_crawl import COLUMN, rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Site


@pytest.fixture
def plan(site: Site, write_portal: Callable[..., Path], tmp_path: Path) -> Callable[..., CrawlPlan]:
    """Plan the crawl of one portal on a replica, with settings."""
    file = write_portal()

    def make(**settings: object) -> CrawlPlan:
        return CrawlPlan(
            ("example",),
            database=tmp_path / "news.db",
            spiders=(str(file),),
            hosts_map=site.hosts_map(tmp_path),
            settings=settings,
        )

    return make


def clocked(site: Site, host: str, path: str, times: list[float]) -> None:
    """Note when a page is asked for."""
    prompt = site.answers[host, path]

    def answer() -> Answer:
        times.append(time.monotonic())
        return prompt

    site.answers[host, path] = answer


def gaps(times: list[float]) -> list[float]:
    return [later - earlier for earlier, later in zip(sorted(times), sorted(times)[1:], strict=False)]


def test_a_delay_that_the_installation_gives_a_portal_is_kept(
    site: Site, local_portal: Callable[..., Path], local_plan: Callable[..., CrawlPlan]
) -> None:
    address = f"http://localhost:{site.port}"
    site.put_list(COLUMN, [3, 2, 1], host="localhost")
    for number in (3, 2, 1):
        site.put_article(f"{COLUMN}202207/t20220722_{number}.html", number, host="localhost")
    times: list[float] = []
    for host, path in list(site.answers):
        clocked(site, host, path, times)
    configuration = Configuration(
        settings={"DOWNLOAD_DELAY": 0.0, "DOWNLOAD_DELAY_JITTER": 0.0},
        portals={"local": PortalOverride(settings={"DOWNLOAD_DELAY": 0.4})},
    )
    prepared = local_plan(
        local_portal("local", f"{address}/", f"{address}{COLUMN}"), configuration=configuration
    )
    crawl(replace(prepared, settings={"AUTOTHROTTLE_ENABLED": False}))
    assert len(times) == 4
    assert min(gaps(times)) > 0.35


def test_crawl_delay_is_kept(
    site: Site, local_portal: Callable[..., Path], local_plan: Callable[..., CrawlPlan]
) -> None:
    address = f"http://localhost:{site.port}"
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 0.4\n", host="localhost")
    site.put_list(COLUMN, [3, 2, 1], host="localhost")
    for number in (3, 2, 1):
        site.put_article(f"{COLUMN}202207/t20220722_{number}.html", number, host="localhost")
    times: list[float] = []
    for host, path in list(site.answers):
        clocked(site, host, path, times)
    summary = crawl(local_plan(local_portal("local", f"{address}/", f"{address}{COLUMN}")))
    assert summary.portals[0].outcome is Outcome.OK, summary.paragraph()
    assert len(times) == 5
    assert min(gaps(times)) > 0.38


def test_crawl_delay_is_kept_up_to_half_a_minute() -> None:
    async def delay_of(asked: float) -> float:
        restraint = Restraint.from_crawler(get_crawler(settings_dict={"ENVNEWS_PORTAL_SECONDS": 0}))
        restraint.slow_down("www.mee.gov.cn", asked)
        return restraint._delays["www.mee.gov.cn"]

    assert asyncio.run(delay_of(12.0)) == 12.0
    assert asyncio.run(delay_of(86_400.0)) == 30.0


@pytest.mark.proves("F17", "a short Retry-After of 429 and 503 is waited for")
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_waited_for(site: Site, plan: Callable[..., CrawlPlan], status: int) -> None:
    site.put_column(COLUMN, [[1]])
    well = site.answers[HOST, COLUMN]
    times: list[float] = []

    def answer() -> Answer:
        times.append(time.monotonic())
        return well if len(times) > 1 else Answer(b"", status, {"Retry-After": "1"})

    site.answers[HOST, COLUMN] = answer
    summary = crawl(plan())
    assert summary.portals[0].outcome is Outcome.OK, summary.paragraph()
    assert min(gaps(times)) > 0.95


@pytest.mark.proves("F17", "a long one ends the portal's run")
@pytest.mark.parametrize(("status", "outcome"), [(429, Outcome.BLOCKED), (503, Outcome.HTTP_ERROR)])
def test_a_site_that_wants_a_long_rest_is_left_alone_until_the_next_run(
    site: Site, plan: Callable[..., CrawlPlan], status: int, outcome: Outcome
) -> None:
    site.put(COLUMN, status=status, Retry_After="3600")
    summary = crawl(plan())
    assert (summary.portals[0].outcome, site.paths()) == (outcome, [COLUMN])
    assert "Retry-After of 3600 s" in summary.portals[0].message
    site.put("/robots.txt", status=status, Retry_After="3600")
    assert (crawl(plan()).portals[0].outcome, site.paths()) == (outcome, [])
    site.put_column(COLUMN, [[1]])
    site.put("/robots.txt", status=404)
    assert crawl(plan()).portals[0].outcome is Outcome.OK


@pytest.mark.proves("F36", "5xx is a no for this run, 4xx a yes (RFC 9309)")
def test_a_robots_file_with_a_server_error_is_a_no_until_the_next_run(
    site: Site, plan: Callable[..., CrawlPlan], tmp_path: Path
) -> None:
    site.put_column(COLUMN, [[1]])
    site.put("/robots.txt", "User-agent: *\nAllow: /\n", status=503)
    denied = crawl(plan(RETRY_TIMES=0))
    assert (denied.portals[0].outcome, site.paths()) == (Outcome.ROBOTS_DENIED, [])
    assert "HTTP status 503, which counts as a no" in denied.portals[0].message
    assert denied.exit_code == 1
    site.put("/robots.txt", "<html>User-agent: *\nDisallow: /</html>", status=404)
    assert crawl(plan()).portals[0].outcome is Outcome.OK


@pytest.mark.proves("F36", "an unreachable robots.txt: nothing is asked for, nothing is lost")
def test_a_robots_file_that_cannot_be_reached_lets_pages_stay_pending(
    site: Site, plan: Callable[..., CrawlPlan], tmp_path: Path
) -> None:
    site.put_column(COLUMN, [[2, 1]])
    site.put(f"{COLUMN}202207/t20220722_1.html", status=500)
    crawl(plan(RETRY_TIMES=0))
    prepared = plan(RETRY_TIMES=0)
    prepared.hosts_map.write_text(f"{HOST} 127.0.0.1:1\n", encoding="utf-8")
    site.paths()
    summary = crawl(prepared)
    assert (summary.portals[0].outcome, summary.exit_code) == (Outcome.HTTP_ERROR, 69)
    assert "robots.txt: the host refuses connections" in summary.portals[0].message
    assert rows(tmp_path / "news.db", "SELECT state, count(*) FROM pages GROUP BY state") == [
        ("failed", 1),
        ("stored", 1),
    ]


@pytest.mark.proves("S20", "pages, bytes, failures and time of a portal are bounded; the next run goes on")
@pytest.mark.parametrize(
    ("settings", "outcome", "message"),
    [
        ({"ENVNEWS_PORTAL_PAGES": 6}, Outcome.GAP, "budget of 6 requests"),
        ({"ENVNEWS_PORTAL_BYTES": 5_000}, Outcome.GAP, "budget of 5000 bytes"),
        ({"ENVNEWS_PORTAL_ERRORS": 2, "RETRY_TIMES": 0}, Outcome.DEGRADED, "budget of 2 failed requests"),
        ({"ENVNEWS_PORTAL_SECONDS": 1}, Outcome.TIMEOUT, "time of 1 s"),
    ],
)
def test_a_budget_ends_a_portal_and_the_next_run_goes_on(
    site: Site, plan: Callable[..., CrawlPlan], settings: dict[str, object], outcome: Outcome, message: str
) -> None:
    """Pages and bytes are used up while lists are read, failures and time after that."""
    numbers = list(range(20, 0, -1))
    pages = [numbers[start : start + 2] for start in range(0, 20, 2)] if outcome is Outcome.GAP else [numbers]
    site.put_column(COLUMN, pages)
    if outcome is Outcome.TIMEOUT:
        site.put(f"{COLUMN}202207/t20220722_20.html", status=503, Retry_After="30")
    if outcome is Outcome.DEGRADED:
        for number in (5, 6, 7):
            site.put(f"{COLUMN}202207/t20220722_{number}.html", status=500)
    summary = crawl(plan(**settings))
    assert summary.portals[0].outcome is outcome, summary.paragraph()
    assert message in summary.portals[0].message
    site.put_column(COLUMN, pages)
    following = crawl(plan())
    assert following.portals[0].outcome is Outcome.OK, following.paragraph()
    assert summary.total("new") + following.total("new") == 20


@pytest.mark.parametrize(("status", "body"), [(403, "<title>403 Forbidden</title>"), (429, ""), (200, "")])
def test_a_site_that_refuses_again_and_again_is_left_alone(
    site: Site, plan: Callable[..., CrawlPlan], status: int, body: str
) -> None:
    site.put_column(COLUMN, [list(range(40))])
    for number in range(40):
        site.put(f"{COLUMN}202207/t20220722_{number}.html", body, status=status)
    (portal,) = crawl(plan(CONCURRENT_REQUESTS_PER_DOMAIN=1)).portals
    assert portal.outcome is Outcome.BLOCKED
    assert "rate limit" in portal.message
    assert len(site.paths()) <= 30  # those under way on sixteen connections are answered


def test_a_challenge_for_robots_txt_is_told_as_such(site: Site, plan: Callable[..., CrawlPlan]) -> None:
    site.put_column(COLUMN, [[1]])
    site.put("/robots.txt", "<script>document.cookie='__jsl_clearance_s=1'</script>", status=521)
    (portal,) = crawl(plan(RETRY_TIMES=0)).portals
    assert (portal.outcome, site.paths()) == (Outcome.BLOCKED, [])
    assert "加速乐" in portal.message
