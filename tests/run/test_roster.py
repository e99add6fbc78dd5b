"""Who is suspected, who is given up and who goes on when a worker ends badly."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

from envnews.run.crew import Fate, Limits
from envnews.run.portals import load_portals
from envnews.run.roster import Job, Roster
from envnews.store.crawl.runs import Outcome, Verdict

LIMITS = Limits(silence=30.0, megabytes=1024, portal_seconds=3600.0)


@dataclass
class Ended:
    """What the roster asks of a worker that is gone."""

    rows: dict[int, float]
    marked: int = 0
    fate: Fate = Fate.DIED
    endless: int | None = None
    started: bool = True
    limits: ClassVar[Limits] = LIMITS


def roster(count: int = 3) -> Roster:
    """A roster of shipped portals that have all been given to a worker, rows 1, 2, 3 …"""
    portals = islice(load_portals().classes.values(), count)
    made = Roster(Job(portal, row) for row, portal in enumerate(portals, 1))
    made.waiting.clear()
    return made


def given(*rows: int) -> dict[int, float]:
    return dict.fromkeys(rows, 0.0)


def rows_of(jobs: object) -> list[int]:
    return [job.row for job in jobs]


def test_the_portal_whose_page_was_worked_on_is_suspected_and_the_others_go_on() -> None:
    portals = roster()
    assert portals.bury(Ended(given(1, 2, 3), marked=2), "signal SIGSEGV") == []
    assert (rows_of(portals.suspects), rows_of(portals.waiting)) == ([2], [1, 3])
    assert all(job.verdict is None for job in portals.jobs.values())


def test_only_a_portal_that_was_alone_is_given_up() -> None:
    portals = roster()
    assert rows_of(portals.bury(Ended(given(2), marked=2), "exit code 7")) == [2]
    verdict = portals.jobs[2].verdict
    assert verdict is not None
    assert (verdict.outcome, "exit code 7" in verdict.message) == (Outcome.CRASHED, True)
    assert portals.jobs[2].condemned


def test_a_bystander_of_two_bad_ends_is_suspected_too() -> None:
    portals = roster()
    portals.bury(Ended(given(1, 2), marked=2), "signal SIGSEGV")
    portals.bury(Ended(given(1, 3), marked=3), "signal SIGSEGV")
    assert sorted(rows_of(portals.suspects)) == [1, 2, 3]


def test_memory_gives_no_hint_so_all_are_crawled_alone() -> None:
    portals = roster()
    portals.bury(Ended(given(1, 2, 3), marked=2, fate=Fate.GREEDY), "signal SIGKILL")
    assert rows_of(portals.suspects) == [1, 2, 3]


def test_a_portal_without_end_is_known_by_its_time() -> None:
    portals = roster()
    ended = portals.bury(Ended(given(1, 2, 3), marked=1, fate=Fate.ENDLESS, endless=3), "signal SIGKILL")
    assert rows_of(ended) == [3]
    assert rows_of(portals.waiting) == [1, 2]


def test_a_worker_that_never_started_is_no_reason_to_try_for_ever() -> None:
    portals = roster()
    assert rows_of(portals.bury(Ended(given(1, 2), started=False), "exit code 1")) == [1, 2]


def test_what_a_failed_attempt_has_stored_counts() -> None:
    job = roster(1).jobs[1]
    job.report({"requests": 3, "new": 1})
    job.commit(["new", "new", None])
    job.retry()
    job.report({"requests": 1})
    assert job.counters == {"requests": 4, "new": 2}
    assert job.end(Verdict(Outcome.NOTHING_NEW)).outcome is Outcome.OK
