from __future__ import annotations

import pytest

from envnews.errors import ExitCode
from envnews.run.outcome import exit_code, judge
from envnews.store.crawl.runs import Outcome


@pytest.mark.parametrize(
    ("counters", "troubles", "reason", "outcome"),
    [
        ({"lists": 1, "listed": 20, "new": 2}, [], "finished", Outcome.OK),
        ({"lists": 1, "listed": 20, "revised": 1}, [], "finished", Outcome.OK),
        ({"lists": 1, "listed": 20}, [], "finished", Outcome.NOTHING_NEW),
        ({"lists": 2, "lists_unchanged": 2}, [], "finished", Outcome.NOTHING_NEW),
        ({"lists": 2}, [], "finished", Outcome.EMPTY_LIST),
        ({"lists": 1, "listed": 20, "new": 1, "failed": 1}, [], "finished", Outcome.DEGRADED),
        ({"lists": 1, "listed": 20, "new": 1, "quarantined": 1}, [], "finished", Outcome.DEGRADED),
        ({"lists": 1, "listed": 20, "gone": 1}, [], "finished", Outcome.NOTHING_NEW),
        ({"lists": 1, "listed": 20}, [Outcome.SITE_CHANGED], "finished", Outcome.DEGRADED),
        ({"lists": 1, "lists_unchanged": 1}, [Outcome.SITE_CHANGED], "finished", Outcome.DEGRADED),
        ({"lists": 1, "listed": 20}, [Outcome.TIMEOUT], "finished", Outcome.DEGRADED),
        ({}, [Outcome.TIMEOUT, Outcome.DNS_FAILURE, Outcome.TIMEOUT], "finished", Outcome.TIMEOUT),
        ({"lists": 3, "listed": 60}, [Outcome.TIMEOUT, Outcome.BLOCKED], "blocked", Outcome.BLOCKED),
        ({"lists": 3, "listed": 60}, [Outcome.BLOCKED], "finished", Outcome.DEGRADED),
        ({}, [Outcome.BLOCKED], "finished", Outcome.BLOCKED),
        ({}, [Outcome.HTTP_ERROR], "unreachable", Outcome.HTTP_ERROR),
        ({"lists": 3, "listed": 60}, [Outcome.CRASHED, Outcome.GAP], "finished", Outcome.CRASHED),
        ({"lists": 3, "listed": 60}, [Outcome.GAP], "finished", Outcome.GAP),
        ({"lists": 3}, [Outcome.SKIPPED_JAVASCRIPT], "finished", Outcome.SKIPPED_JAVASCRIPT),
        ({"lists": 3, "listed": 9}, [Outcome.SKIPPED_JAVASCRIPT], "finished", Outcome.NOTHING_NEW),
        ({"lists": 1}, [Outcome.SKIPPED_JAVASCRIPT, Outcome.TIMEOUT], "finished", Outcome.EMPTY_LIST),
        ({"lists": 3, "listed": 60, "new": 5}, [], "shutdown", Outcome.KILLED),
    ],
)
def test_counters_and_troubles_decide_the_outcome(
    counters: dict[str, int], troubles: list[Outcome], reason: str, outcome: Outcome
) -> None:
    verdict = judge(counters, [(trouble, f"{trouble} at x") for trouble in troubles], reason)
    assert verdict.outcome is outcome
    assert bool(verdict.message) == (outcome not in {Outcome.OK, Outcome.NOTHING_NEW})


@pytest.mark.proves("O3", "0, 1 and 69 follow from the portals' outcomes")
def test_the_exit_code_tells_the_truth() -> None:
    assert exit_code([Outcome.OK, Outcome.NOTHING_NEW]) is ExitCode.OK
    assert exit_code([Outcome.OK, Outcome.SKIPPED_JAVASCRIPT]) is ExitCode.OK
    assert exit_code([Outcome.OK, Outcome.DEGRADED]) is ExitCode.SOME_FAILED
    assert exit_code([Outcome.BLOCKED]) is ExitCode.SOME_FAILED
    assert exit_code([Outcome.DNS_FAILURE, Outcome.TIMEOUT]) is ExitCode.UNAVAILABLE
    assert exit_code([Outcome.OK], mistakes=True) is ExitCode.SOME_FAILED


def test_pages_that_failed_and_that_are_in_quarantine_are_counted_and_where_to_look() -> None:
    several = judge({"lists": 1, "listed": 9, "failed": 2, "quarantined": 3}, []).message
    assert several == "2 pages failed and stay pending; 3 pages in quarantine: `envnews status NAME` says why"
    assert judge({"lists": 1, "listed": 9, "failed": 1}, []).message == "1 page failed and stays pending"
