"""What counts as a row of documents that lead to other sites, by what crawls have left in the database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from envnews.health.closing import close_portal_run
from envnews.store import ArticleFetched, FetchFailed, Quarantined, Writer
from envnews.store.articles.takedown import Reason
from envnews.store.changes import LEADS_ELSEWHERE
from envnews.store.crawl.runs import Outcome, Verdict
from envnews.store.imports.stubs import put_takedown
from tests.store.conftest import PORTAL, Clock, article, fetched, listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from envnews.store import Change

ASTRAY = ("elsewhere: portal",)


@dataclass
class Crawls:
    """Crawls of one portal, an hour apart."""

    writer: Writer
    clock: Clock
    started: list[str] = field(default_factory=list)

    def begin(self) -> int:
        self.clock.move(hours=1)
        self.started.append(f"{self.clock.time:%Y-%m-%dT%H:%M:%SZ}")
        return self.writer.open_portal_run(self.writer.open_run("crawl"), PORTAL)

    def __call__(self, *changes: Change, listed: Iterable[int] = (), **counters: int) -> Verdict:
        """Crawl to the end; by default what was stored is counted."""
        run = self.begin()
        counted = {"new": self.write(*changes, listed=listed)} | counters
        return close_portal_run(self.writer, run, Verdict(Outcome.NOTHING_NEW), counted)

    def killed(self, *changes: Change, listed: Iterable[int] = ()) -> None:
        self.begin()
        self.write(*changes, listed=listed)

    def write(self, *changes: Change, listed: Iterable[int]) -> int:
        self.writer.write([listing(*listed, at=self.clock.time), *changes])
        return sum(isinstance(change, ArticleFetched) for change in changes)

    def found(self, *numbers: int) -> list[ArticleFetched]:
        return [fetched(number, fetched_at=self.next) for number in numbers]

    def away(self, *numbers: int, to: str = "www.new.cn") -> list[Quarantined]:
        return [
            Quarantined(
                *(PORTAL.key, f"id-{number}", article(number).url, "page", LEADS_ELSEWHERE, "it leads away"),
                headers=(("Location", f"https://{to}/{number}.html"),),
                body=b"",
                fetched_at=self.next,
            )
            for number in numbers
        ]

    def failed(self, *numbers: int) -> list[FetchFailed]:
        return [
            FetchFailed(PORTAL.key, f"id-{number}", article(number).url, 500, "HTTP status 500", self.next)
            for number in numbers
        ]

    @property
    def next(self) -> datetime:
        """Time of the crawl that is about to begin."""
        return self.clock.time + timedelta(hours=1)


@pytest.fixture
def crawl(tmp_path: Path) -> Iterator[Crawls]:
    clock = Clock()
    with Writer(tmp_path / "envnews.db", clock=clock) as writer:
        yield Crawls(writer, clock)


NEW = range(4, 9)
"""Five, the fewest that are told."""


def test_a_crawl_that_was_killed_and_found_nothing_ends_no_alarm(crawl: Crawls) -> None:
    crawl(*crawl.found(1, 2, 3), listed=range(1, 4))
    assert crawl(*crawl.away(*NEW), listed=range(1, 9)).reasons == ASTRAY
    crawl.killed()
    told = crawl()
    assert (told.outcome, told.reasons) == (Outcome.DEGRADED, ASTRAY)
    assert f"since {crawl.started[1]}" in told.message


def test_an_article_that_a_killed_crawl_has_found_ends_the_alarm(crawl: Crawls) -> None:
    crawl(*crawl.found(1, 2, 3), listed=range(1, 4))
    assert crawl(*crawl.away(*NEW), listed=range(1, 9)).reasons == ASTRAY
    crawl.killed(*crawl.found(9), listed=[9])
    assert crawl().outcome is Outcome.NOTHING_NEW


def test_what_an_import_says_was_taken_back_is_no_article_that_was_found(crawl: Crawls) -> None:
    """Its row bears the time of the import, and nothing else is known of it."""
    crawl(*crawl.found(1, 2, 3), listed=range(1, 4))
    assert crawl(*crawl.away(*NEW), listed=range(1, 9)).reasons == ASTRAY
    crawl.clock.move(hours=1)
    with crawl.writer._batch() as batch:
        put_takedown(batch, "id-20", PORTAL.key, Reason.PRIVACY)
    assert crawl().reasons == ASTRAY


def test_a_clock_that_was_set_back_hides_no_row(crawl: Crawls) -> None:
    crawl.clock.move(days=30)
    crawl(*crawl.found(1, 2, 3), listed=range(1, 4))
    crawl.clock.move(days=-30)
    assert crawl(*crawl.away(*NEW), listed=range(1, 9)).reasons == ASTRAY


def test_articles_that_led_away_before_the_last_one_was_found_are_told_no_more(crawl: Crawls) -> None:
    crawl(*crawl.found(*NEW), listed=NEW)
    assert crawl(*crawl.away(*NEW)).reasons == ASTRAY
    assert crawl(*crawl.found(9), listed=[9]).outcome is Outcome.NOTHING_NEW
    assert crawl(*crawl.away(10), listed=[10]).outcome is Outcome.NOTHING_NEW


def test_a_row_is_counted_from_the_last_article_on(crawl: Crawls) -> None:
    """Four, an article, and four more are no row of eight."""
    crawl(*crawl.away(1, 2, 3, 4), listed=range(1, 5))
    crawl(*crawl.found(5), listed=[5])
    assert crawl(*crawl.away(6, 7, 8, 9), listed=range(6, 10)).outcome is Outcome.NOTHING_NEW


@pytest.mark.parametrize("counter", ["new", "alias"])
def test_a_crawl_that_finds_an_article_besides_tells_nothing(crawl: Crawls, counter: str) -> None:
    """What it found may stand under an address of its own, of an article that is stored."""
    assert crawl(*crawl.away(*NEW), listed=NEW, **{counter: 1}).outcome is Outcome.NOTHING_NEW
    assert crawl().outcome is Outcome.NOTHING_NEW


def test_what_fails_meanwhile_leads_nowhere(crawl: Crawls) -> None:
    crawl(*crawl.found(1, 2, 3), listed=range(1, 4))
    assert crawl(*crawl.away(*NEW), listed=NEW).reasons == ASTRAY
    assert crawl(*crawl.failed(4)).outcome is Outcome.NOTHING_NEW
    assert crawl(*crawl.away(4)).reasons == ASTRAY


def test_what_was_listed_before_newer_articles_were_found_is_a_habit(crawl: Crawls) -> None:
    """Versions of envnews that asked for such pages again and again have left them as failed."""
    crawl(*crawl.failed(*range(4, 14)), *crawl.found(*range(14, 21)), listed=range(4, 21))
    crawl(*crawl.failed(*range(4, 14)))
    for _ in range(2):
        assert crawl(*crawl.away(*range(4, 14))).outcome is Outcome.NOTHING_NEW
    assert crawl(*crawl.away(*range(21, 26)), listed=range(21, 26)).outcome is Outcome.NOTHING_NEW, (
        "five may be habit"
    )
    assert crawl(*crawl.away(*range(26, 35)), listed=range(26, 35)).reasons == ASTRAY


def test_articles_that_were_stored_and_lead_away_now_are_told(crawl: Crawls) -> None:
    crawl(*crawl.found(*NEW), listed=NEW)
    assert crawl(*crawl.away(*NEW)).reasons == ASTRAY


def test_a_site_that_moves_twice_is_told_twice(crawl: Crawls) -> None:
    assert crawl(*crawl.away(*NEW), listed=NEW).reasons == ASTRAY
    assert crawl(*crawl.found(*NEW)).outcome is Outcome.NOTHING_NEW
    told = crawl(*crawl.away(*NEW, to="third.cn"))
    assert (told.reasons, "to third.cn" in told.message) == (ASTRAY, True)


def test_what_led_away_once_and_is_gone_or_stored_is_no_habit(crawl: Crawls) -> None:
    crawl(*crawl.away(*range(10, 60)), listed=range(10, 60))
    crawl(*crawl.failed(*range(10, 60)))
    crawl(*crawl.found(*range(10, 40)))
    assert crawl(*crawl.away(*NEW), listed=NEW).reasons == ASTRAY
