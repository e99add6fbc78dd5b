"""A week with three sick portals, as the operator sees it: which, since when, why and where to look."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from envnews import clock
from envnews.run.crawl import CrawlPlan, crawl
from tests.run.test_crawl import COLUMN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from envnews.run.summary import RunSummary
    from tests.commands import Ended
    from tests.conftest import Site

MONDAY = datetime(2022, 7, 25, 1, tzinfo=UTC)
WELL, MISSING, REDESIGNED, FAILING = (
    f"{name}.example.cn" for name in ("well", "missing", "new-look", "half")
)
HOSTS = (WELL, MISSING, REDESIGNED, FAILING)


@pytest.fixture
def on_day(plan: Callable[..., CrawlPlan], monkeypatch: pytest.MonkeyPatch) -> Callable[[int], RunSummary]:
    """Crawl all four on a day of the week, Monday being the first."""

    def crawl_on(day: int) -> RunSummary:
        monkeypatch.setattr(clock, "_START", MONDAY + timedelta(days=day))
        monkeypatch.setattr(clock, "_COUNT", clock._seconds())
        return crawl(plan(*HOSTS))

    return crawl_on


def publish(site: Site, day: int) -> None:
    """Put an article a day on each portal's list."""
    for host in HOSTS:
        numbers = list(range(day + 3, 0, -1))
        site.put_list(COLUMN, numbers, host=host)
        for number in numbers:
            site.put_article(f"{COLUMN}202207/t20220722_{number}.html", number, host=host, text=host)


def fall_ill(site: Site, day: int) -> None:
    """One portal's list is missing from Tuesday on, one is drawn by a script from Wednesday on, one article fails."""
    if day >= 1:
        site.put(COLUMN, "<title>404</title>", status=404, host=MISSING)
    if day >= 2:
        shell = "<html><head><title>网站改版</title></head><body><div id='app'></div></body></html>"
        site.put(COLUMN, shell, host=REDESIGNED)
    if day >= 3:
        site.put(f"{COLUMN}202207/t20220722_6.html", "<title>500</title>", status=500, host=FAILING)


@pytest.mark.slow
def test_each_sick_portal_is_one_line_with_its_beginning_and_the_place_to_look(
    site: Site, on_day: Callable[[int], RunSummary], database: Path, run_here: Callable[..., Ended]
) -> None:
    for day in range(7):
        publish(site, day)
        fall_ill(site, day)
        summary = on_day(day)
        troubled = sum(day >= began for began in (1, 2, 3))
        assert (len(summary.paragraph().splitlines()), summary.exit_code) == (1 + troubled, int(day > 0))

    lines = {line.split()[0]: line for line in summary.paragraph().splitlines()[1:]}
    shown = run_here("status", "--db", database)
    assert shown.code == 1
    for portal, outcome, began, where in (
        ("missing", "site_changed", "2022-07-26", f"http://{MISSING}{COLUMN}"),
        ("new-look", "empty_list", "2022-07-27", f"http://{REDESIGNED}{COLUMN}"),
        ("half", "degraded", "2022-07-28", f"http://{FAILING}{COLUMN}202207/t20220722_6.html"),
    ):
        assert re.match(
            rf"  {portal} {outcome} since {began}T01:00:0\dZ: .*{re.escape(where)}", lines[portal]
        )
        [told] = [line for line in shown.out.splitlines() if line.startswith(f"{portal} {outcome}")]
        assert told == lines[portal].strip()
    assert {portal.portal: portal.since is None for portal in summary.portals} == {
        "well": True, "missing": False, "new-look": False, "half": False,
    }  # fmt: skip
