"""What lists state against what they gave, over runs."""

from __future__ import annotations

from envnews.health.completeness import find_incomplete
from envnews.health.finding import Kind
from envnews.store.crawl.measures import ListTotals, RunMeasures

COLUMN = "公示公告"


def findings(*totals: ListTotals) -> list[str]:
    """Return what is said of runs with these totals, the first run first."""
    runs = [
        RunMeasures(number, f"2022-07-{number:02}T01:00:00Z", totals={COLUMN: one})
        for number, one in enumerate(totals, 1)
    ]
    found = find_incomplete(runs[::-1], (COLUMN,))
    assert {finding.kind for finding in found} <= {Kind.INCOMPLETE}
    return [finding.message for finding in found]


def test_a_list_that_ends_before_its_total_is_told_until_it_is_read_whole() -> None:
    cut, quiet = ListTotals(2000, 300, 300), ListTotals(2001, None, 301)
    (message,) = findings(cut)
    assert "read to its end on 2022-07-01T01:00:00Z it gave 300 of the 2000 entries" in message
    assert findings(cut, quiet) == [message]
    assert findings(cut, quiet, ListTotals(2001, 2001, 2001)) == []
    assert findings(cut, quiet, ListTotals(2001, None, 2001)) == []


def test_a_few_entries_may_be_missing() -> None:
    assert findings(ListTotals(12, 8, 8)) == []
    assert findings(ListTotals(1000, 955, 955)) == []
    assert len(findings(ListTotals(1000, 940, 940))) == 1


def test_history_that_was_not_asked_for_is_not_missing() -> None:
    first, later = ListTotals(12_000, None, 1000), ListTotals(12_040, None, 1040)
    assert findings(first, later) == []


def test_a_total_that_grows_by_what_is_not_found_is_told() -> None:
    runs = [ListTotals(500 + 3 * number, None, 400) for number in range(9)]
    assert findings(*runs[:7]) == []
    (message,) = findings(*runs)
    assert "states 21 entries more than on 2022-07-02T01:00:00Z, and 0 were found" in message


def test_rows_that_lead_to_other_sites_are_counted_by_the_list_too() -> None:
    assert findings(*[ListTotals(500 + 5 * number, None, 400 + 3 * number) for number in range(30)]) == []
    mostly = [ListTotals(500 + 5 * number, None, 400 + number, elsewhere=0.8) for number in range(30)]
    assert findings(*mostly) == []
    assert len(findings(*[ListTotals(one.total, None, 400, elsewhere=0.8) for one in mostly])) == 1


def test_a_total_that_falls_and_rises_again_brings_nothing_new() -> None:
    totals = [500, 501, 300, 300, 501, 502]
    assert findings(*[ListTotals(total, None, 400) for total in totals]) == []
