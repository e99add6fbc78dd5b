"""What crawls tell, one after the other: each portal's trouble once, and its end."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from envnews.health.alarm import News
from envnews.run.crawl import crawl
from envnews.run.outcome import exit_code
from envnews.run.summary import PortalSummary, RunSummary
from envnews.store.crawl.runs import Outcome
from tests.faults.conftest import database, plan
from tests.run.test_crawl import COLUMN

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.run.plan import CrawlPlan
    from tests.conftest import Site

__all__ = ["database", "plan"]

SICK, MISSING = "sick.example.cn", "missing.example.cn"


@pytest.mark.slow
def test_what_was_told_is_named_only_and_what_is_over_is_told(
    site: Site, plan: Callable[..., CrawlPlan]
) -> None:
    heard: list[RunSummary] = []

    def tell(summary: RunSummary) -> bool:
        heard.append(summary)
        return True

    site.put_list(COLUMN, [2, 1], host=SICK)
    site.put_article(f"{COLUMN}202207/t20220722_1.html", 1, host=SICK)
    site.put(f"{COLUMN}202207/t20220722_2.html", "<title>500</title>", status=500, host=SICK)
    crawl(plan(SICK, MISSING), tell=tell)
    crawl(plan(SICK, MISSING), tell=tell)
    site.put_article(f"{COLUMN}202207/t20220722_2.html", 2, host=SICK)
    site.put_list(COLUMN, [3, 2, 1], host=SICK)
    site.put_article(f"{COLUMN}202207/t20220722_3.html", 3, host=SICK)
    crawl(plan(SICK, MISSING), tell=tell)

    first, second, third = heard
    assert [portal.news for portal in first.portals] == [News.NEW, News.NEW]
    assert [portal.news for portal in second.portals] == [News.KNOWN, News.KNOWN]
    assert [portal.news for portal in third.portals] == [News.WELL, News.KNOWN]
    assert [summary.has_news for summary in heard] == [True, False, True]
    assert second.paragraph(news_only=True).splitlines()[1:] == [
        "  as told before, see `envnews status`: sick, missing"
    ]
    well, known = third.paragraph(news_only=True).splitlines()[1:]
    assert well.startswith(f"  sick is well again, in trouble since {first.started_at:%Y-%m-%dT%H}")
    assert known == "  as told before, see `envnews status`: missing"
    assert "  missing still site_changed since " in third.paragraph()


@pytest.mark.parametrize(
    ("outcomes", "told"),
    [
        ((Outcome.DNS_FAILURE, Outcome.DNS_FAILURE, Outcome.TIMEOUT), True),
        ((Outcome.DNS_FAILURE, Outcome.OK), False),
        ((Outcome.DNS_FAILURE,), False),
    ],
    ids=["none of several", "one of two", "the only one"],
)
def test_where_no_portal_is_reached_the_network_of_this_machine_is_named_first(
    outcomes: tuple[Outcome, ...], *, told: bool
) -> None:
    portals = tuple(PortalSummary(f"p{n}", "示例", outcome, {}) for n, outcome in enumerate(outcomes))
    summary = RunSummary("news.db", datetime(2022, 7, 22, tzinfo=UTC), 1.0, portals, exit_code(outcomes))
    assert (
        "None was reached: look at this machine's network first (`envnews doctor`)." in summary.paragraph()
    ) is told
