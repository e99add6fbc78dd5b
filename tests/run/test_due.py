"""Which portals are due, by what became of their last runs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from envnews.config import Configuration, PortalOverride
from envnews.errors import ExitCode
from envnews.net.hostmap import HostMap
from envnews.run.crawl import CrawlPlan, crawl
from envnews.run.due import INTERVAL, LONGEST_PAUSE, Pace, due_at
from envnews.run.portals import load_portals
from envnews.store.crawl.history import PastRun
from envnews.store.crawl.runs import Outcome
from tests.conftest import HOST, Answer
from tests.run.test_crawl import COLUMN, rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Site

NOW = datetime(2022, 7, 22, 1, tzinfo=UTC)
HOURLY = Pace(3600.0, 86_400.0)


def past(*outcomes: Outcome | None, **fields: object) -> list[PastRun]:
    """Runs that all began at NOW, the latest first."""
    return [PastRun(NOW, outcome, **fields) for outcome in outcomes]


def pause(*outcomes: Outcome | None, **fields: object) -> float:
    """Hours until a portal is due."""
    due = due_at(past(*outcomes, **fields), HOURLY, NOW)
    return round((due - NOW).total_seconds() / 0.9 / 3600, 2) if due else 0.0


@pytest.mark.proves("O5", "due once, however many intervals were missed")
@pytest.mark.parametrize("outcome", [Outcome.OK, Outcome.NOTHING_NEW, Outcome.DEGRADED, Outcome.GAP])
def test_a_portal_is_due_after_its_interval(outcome: Outcome) -> None:
    assert pause(outcome) == 1


@pytest.mark.proves("F12", "a run dated years ahead by a clock that was wrong keeps no portal from being due")
def test_a_run_that_has_not_begun_yet_by_our_clock_holds_nobody_up() -> None:
    ahead = PastRun(NOW + timedelta(days=5000), Outcome.OK, not_before=NOW + timedelta(days=5001))
    assert due_at([ahead], HOURLY, NOW) is None
    assert due_at([ahead, *past(Outcome.OK)], HOURLY, NOW) == due_at(past(Outcome.OK), HOURLY, NOW)


def test_a_portal_without_runs_and_one_that_was_interrupted_are_due_at_once() -> None:
    assert due_at([], HOURLY, NOW) is None
    assert pause(Outcome.KILLED, Outcome.OK) == 0
    assert pause(None) == 0


@pytest.mark.parametrize(
    "outcome",
    sorted(
        set(Outcome)
        - {
            Outcome.OK,
            Outcome.NOTHING_NEW,
            Outcome.DEGRADED,
            Outcome.GAP,
            Outcome.SKIPPED_JAVASCRIPT,
            Outcome.KILLED,
        }
    ),
)
def test_pauses_after_failures_widen_up_to_the_longest(outcome: Outcome) -> None:
    assert [pause(*[outcome] * times, Outcome.OK) for times in range(1, 8)] == [2, 4, 8, 16, 24, 24, 24]


def test_a_kill_in_between_and_a_run_that_brought_something() -> None:
    assert pause(Outcome.BLOCKED, Outcome.KILLED, Outcome.TIMEOUT) == 4
    assert pause(Outcome.TIMEOUT, new=3) == 1


def test_a_pause_that_the_site_asked_for_counts_if_it_is_longer() -> None:
    later = NOW + timedelta(hours=5)
    assert due_at(past(Outcome.BLOCKED, not_before=later), HOURLY, NOW) == later
    assert due_at(past(Outcome.KILLED, not_before=later), HOURLY, NOW) == later
    assert due_at(past(Outcome.BLOCKED, not_before=NOW), HOURLY, NOW) == NOW + timedelta(hours=2 * 0.9)


def test_the_pace_is_the_portals_own_then_the_installations_then_the_default() -> None:
    portal = load_portals().classes["mee"]
    mapped = HostMap(dict.fromkeys(portal.hosts, ("127.0.0.1", 1)))
    own = Configuration(interval=60.0, portals={"mee": PortalOverride(interval=30.0)})
    assert Pace.of(portal, Configuration(), HostMap()) == Pace(INTERVAL, LONGEST_PAUSE)
    assert Pace.of(portal, Configuration(interval=60.0, longest_pause=90.0), HostMap()) == Pace(60.0, 90.0)
    assert Pace.of(portal, own, mapped).interval == 30.0
    assert Pace.of(portal, Configuration(), mapped).interval == 0.0, "replicas need no sparing"


@pytest.fixture
def plan(site: Site, write_portal: Callable[..., Path], tmp_path: Path) -> Callable[..., CrawlPlan]:
    """Plan a crawl of a portal of one's own where nothing is named; all shipped ones are disabled."""
    file = write_portal()
    disabled = {name: PortalOverride(enabled=False) for name in load_portals().classes}

    def make(interval: float | None = None, **options: object) -> CrawlPlan:
        return CrawlPlan(
            database=tmp_path / "news.db",
            spiders=(str(file),),
            hosts_map=site.hosts_map(tmp_path),
            configuration=Configuration(interval=interval, portals=disabled),
            **options,
        )

    return make


@pytest.mark.proves("O5", "a portal that was crawled is not crawled again before its time")
def test_a_crawl_without_names_leaves_out_what_is_not_due(site: Site, plan: Callable[..., CrawlPlan]) -> None:
    site.put_column(COLUMN, [[2, 1]])
    assert crawl(plan(interval=3600.0)).total("new") == 2
    site.paths()
    again = crawl(plan(interval=3600.0))
    assert (again.exit_code, again.portals, site.requests) == (ExitCode.OK, (), [])
    assert [portal.portal for portal in again.not_due] == ["example"]
    assert "1 portal was not due, it is at 20" in again.paragraph()
    assert list(again.to_json()["not_due"]) == ["example"]
    for taken in ({"portals": ("example",)}, {"everything": True}, {"full": True}):
        assert len(crawl(plan(interval=3600.0, **taken)).portals) == 1
    assert len(crawl(plan()).portals) == 1, "replicas are always due"


def test_a_site_that_asks_for_an_hour_is_left_alone_by_the_next_run(
    site: Site, plan: Callable[..., CrawlPlan], tmp_path: Path
) -> None:
    site.put_column(COLUMN, [[1]])
    site.answers[HOST, COLUMN] = Answer(b"", 429, {"Retry-After": "3600"})
    blocked = crawl(plan())
    assert blocked.portals[0].outcome is Outcome.BLOCKED
    [(wait,)] = rows(
        tmp_path / "news.db",
        "SELECT (julianday(not_before) - julianday(started_at)) * 86400 FROM portal_runs",
    )
    assert 3590 < wait < 3630
    site.requests.clear()
    assert len(crawl(plan()).not_due) == 1
    assert site.requests == []
