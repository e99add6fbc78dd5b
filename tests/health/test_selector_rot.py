"""Selectors that die: named in the first run with enough pages, nobody else accused, no false alarm in 120 days."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from envnews.demo.expected import expected_articles
from envnews.demo.server import ReplicaServer
from envnews.extract import Page, extract
from envnews.health.closing import close_portal_run
from envnews.health.workdays import is_workday
from envnews.model import CHINA_TIME, Precision, Timestamp
from envnews.normalize import build_article
from envnews.run.portals import load_portals
from envnews.store import ArticleFetched, Writer
from envnews.store.crawl.runs import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from envnews.spiders.portal import PortalSpider

ROT = {
    "mee": (rb"TRS_Editor|neiright_JPZ_GK_CP", rb"xqLyPc"),
    "zj-sthjt": (rb'id="zoom"', rb"padding-left:25px"),
    "js-sthjt": (rb'id="zoom"', rb'"main-con'),
    "hb-sthjt": (rb'"article_box', rb'"info fl'),
    "hl-sthjt": (rb"ucapcontent", rb"article_attr_l"),
}
"""By portal, markup on which its body rules rest, and its meta line's: regular expressions."""


@dataclass
class Site:
    """A portal that publishes copies of its replica's pages, and the store that its articles go to."""

    portal: type[PortalSpider]
    writer: Writer
    clock: Clock
    pages: Iterator[Page]
    published: int = 0
    broken: bytes | None = None

    def _article(self) -> ArticleFetched:
        self.published += 1
        page = next(self.pages)
        if self.broken:
            page = replace(page, body=re.sub(self.broken, b'"new-look', page.body))
        found = extract(page, self.portal.article_rules)
        made = build_article(
            found,
            self.portal.info(),
            url=page.url,
            columns=("要闻",),
            document_id=None,
            fetched_at=self.clock(),
        )
        today = datetime.combine(self.clock().astimezone(CHINA_TIME), time(9), CHINA_TIME)
        article = replace(
            made,
            id=f"{self.portal.name}-{self.published}",
            canonical_url=f"{made.canonical_url}?{self.published}",
            body=f"{made.body}\n第{self.published}号",
            headline=f"{made.headline}（{self.published}）",
            published=Timestamp(today, Precision.MINUTE),
            content_hash=f"{self.published:064}",
        )
        return ArticleFetched(article, 200, None, None, "")

    def crawl(self, count: int) -> Verdict:
        """Store so many new articles as one run, and return its verdict."""
        run = self.writer.open_run("crawl")
        row = self.writer.open_portal_run(run, self.portal.info())
        if count:
            self.writer.write([self._article() for _ in range(count)])
        plain = Verdict(Outcome.OK if count else Outcome.NOTHING_NEW)
        return close_portal_run(self.writer, row, plain, {"new": count})


class Clock:
    def __init__(self, day: date) -> None:
        self.time = datetime.combine(day, time(1), UTC)

    def __call__(self) -> datetime:
        return self.time


def pages_of(portal: str) -> Iterator[Page]:
    server = ReplicaServer()
    pages = []
    for article in expected_articles(portal=portal):
        parts = urlsplit(article.url)
        body = server.answer(parts.netloc, parts.path + (f"?{parts.query}" if parts.query else "")).body
        pages.append(Page(article.url, body, {}, datetime(2022, 8, 1, tzinfo=UTC)))
    return cycle([page for page in pages if all(re.search(mark, page.body) for mark in ROT[portal])])


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[list[Site]]:
    clock = Clock(date(2024, 1, 15))
    classes = load_portals().classes
    with Writer(tmp_path / "envnews.db", clock=clock) as writer:
        yield [Site(classes[key], writer, clock, pages_of(key)) for key in ROT]


@pytest.mark.proves("F37", "a redesign of articles is site_changed and names the field")
@pytest.mark.proves(
    "O9",
    "body and date selector of five portals broken: drift in the first run with 20 pages, others untouched",
)
@pytest.mark.parametrize(("part", "field"), [(0, "body"), (1, "published_at")])
def test_a_broken_selector_is_named_in_the_first_run_with_twenty_pages(
    sites: list[Site], part: int, field: str
) -> None:
    for site in sites:
        assert site.crawl(24).outcome is Outcome.OK
    for site in sites:
        site.clock.time += timedelta(days=1)
        site.broken = ROT[site.portal.name][part]
        verdict = site.crawl(20)
        assert verdict.outcome is Outcome.SITE_CHANGED, site.portal.name
        assert re.search(rf"\b{field}: rule .+? gave it on 0 of 20 pages", verdict.message), verdict
        site.broken = None
    for site in sites:
        assert site.crawl(3).outcome is Outcome.OK


@pytest.mark.proves("O9", "sixty days with Spring Festival and National Day raise no alarm")
@pytest.mark.parametrize("start", [date(2024, 1, 15), pytest.param(date(2024, 9, 9), marks=pytest.mark.slow)])
def test_two_months_with_their_holidays_raise_no_alarm(sites: list[Site], start: date) -> None:
    """60 days, two runs a day; Spring Festival was on 10 to 17 February, National Day on 1 to 7 October."""
    chance = random.Random(start.toordinal())  # noqa: S311 - a simulation
    clock = sites[0].clock
    for day in range(60):
        clock.time = datetime.combine(start + timedelta(days=day), time(1), UTC)
        for _ in range(2):
            clock.time += timedelta(hours=4)
            for site in sites:
                count = chance.choice((0, 0, 1, 1, 2, 3)) if is_workday(clock.time.date()) else 0
                verdict = site.crawl(count)
                assert verdict.outcome in {Outcome.OK, Outcome.NOTHING_NEW}, (clock.time, verdict)
