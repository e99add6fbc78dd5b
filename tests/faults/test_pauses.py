"""A crawl that was away for long, or was killed in the middle of much: what it missed, and what it asks for twice."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from envnews.run.crawl import CrawlPlan, crawl
from envnews.store.crawl.runs import Outcome
from tests.faults.test_signals import ROOT, Running, start
from tests.run.test_crawl import COLUMN, rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Site

assert ROOT


@pytest.mark.proves("O6", "sixty days later twelve list pages are new: one crawl finds all of them")
def test_what_was_published_in_sixty_days_is_found(
    site: Site, plan: Callable[..., CrawlPlan], database: Path
) -> None:
    site.put_column(COLUMN, [[3, 2, 1]])
    crawl(plan())
    numbers = list(range(240, 0, -1))
    site.put_column(COLUMN, [numbers[first : first + 20] for first in range(0, 240, 20)])
    summary = crawl(plan())
    assert (summary.portals[0].outcome, summary.total("new")) == (Outcome.OK, 237), summary.paragraph()
    assert crawl(plan()).total("new") == 0


@pytest.mark.proves(
    "O12",
    "there is no command for backfills: a first crawl of a period, killed and started again, fetches no article twice that was stored",
)
def test_a_long_crawl_that_was_killed_goes_on(
    site: Site, plan: Callable[..., CrawlPlan], database: Path
) -> None:
    numbers = list(range(160, 0, -1))
    site.put_column(COLUMN, [numbers[first : first + 20] for first in range(0, 160, 20)])
    prepared = replace(plan(), since=date(2022, 7, 1))
    arguments = [
        *("crawl", "example", "--since", "2022-07-01", "--spiders", prepared.spiders[0]),
        *("--hosts-map", str(prepared.hosts_map)),
    ]
    with start(arguments, database) as process:
        running = Running(process, site, database)
        running.wait_for(lambda: len(site.requests) >= 20)
        running.wait_for(lambda: rows(database, "SELECT count(*) > 0 FROM articles") == [(1,)])
        process.kill()
    time.sleep(0.5)
    first = {path for path in running.requested() if "/t2022" in path}
    [(stored,)] = rows(database, "SELECT count(*) FROM articles")
    assert 0 < stored < 160, "it was killed in the middle"
    site.requests.clear()
    summary = crawl(prepared)
    assert summary.exit_code == 0, summary.paragraph()
    assert rows(database, "SELECT count(*) FROM articles") == [(160,)]
    again = first & {path for _, path in site.requests}
    assert len(again) == len(first) - stored
