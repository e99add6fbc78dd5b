"""What an answer's HTTP status says of its content: the page, another one, or none (RFC 9110)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from envnews.run.crawl import CrawlPlan, crawl
from envnews.store.crawl.runs import Outcome
from tests.conftest import HOST, Answer
from tests.run.test_crawl import COLUMN, rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Site

STORED = "SELECT count(*) FROM articles"
FAILED = "SELECT status, error FROM pages WHERE state = 'failed'"


def answer_with(site: Site, status: int, *paths: str) -> None:
    for path in paths:
        prompt = site.answers[HOST, path]
        assert isinstance(prompt, Answer)
        site.answers[HOST, path] = replace(prompt, status=status)


@pytest.mark.parametrize("status", [203, 218, 299])
def test_a_page_that_a_proxy_has_changed_and_an_unknown_success_are_pages(
    site: Site, plan: Callable[..., CrawlPlan], database: Path, status: int
) -> None:
    site.put_column(COLUMN, [[2, 1]])
    answer_with(site, status, COLUMN, *(f"{COLUMN}202207/t20220722_{number}.html" for number in (1, 2)))
    (portal,) = crawl(plan()).portals
    assert (portal.outcome, rows(database, STORED)) == (Outcome.OK, [(2,)]), portal.message


@pytest.mark.parametrize("status", [202, 206])
def test_a_promise_and_a_part_of_a_page_are_no_pages(
    site: Site, plan: Callable[..., CrawlPlan], database: Path, status: int
) -> None:
    site.put_column(COLUMN, [[2, 1]])
    answer_with(site, status, f"{COLUMN}202207/t20220722_1.html")
    crawl(plan())
    assert rows(database, STORED) == [(1,)]
    assert rows(database, FAILED) == [(status, f"HTTP status {status}")]


def test_rules_that_a_proxy_has_passed_on_are_rules(site: Site, plan: Callable[..., CrawlPlan]) -> None:
    site.put_column(COLUMN, [[1]])
    site.put("/robots.txt", f"User-agent: *\nDisallow: {COLUMN}\n", status=203)
    (portal,) = crawl(plan()).portals
    assert portal.outcome is Outcome.ROBOTS_DENIED
    assert site.paths() == []
