"""Runs held against the runs before them."""

from __future__ import annotations

from collections import Counter

import pytest

from envnews.health.drift import chance, find_drift
from envnews.health.finding import Kind
from envnews.store.crawl.measures import FieldMeasure, RunMeasures


def run(
    number: int,
    *,
    lists: dict[str, int] | None = None,
    drifted: bool = False,
    rules: int | None = None,
    **fields: FieldMeasure,
) -> RunMeasures:
    return RunMeasures(number, f"2022-07-{number:02}T01:00:00Z", fields, lists or {}, drifted, rules)


def runs(*measures: FieldMeasure, name: str = "body") -> list[RunMeasures]:
    """Return runs with these measures of one field, the latest last in the call."""
    return [run(number, **{name: one}) for number, one in enumerate(measures, 1)][::-1]


RULE = "rule #zoom"


def measure(pages: int, filled: int, ruled: int = 0, size: float = 0.0) -> FieldMeasure:
    return FieldMeasure(pages, filled, size=size, heard=Counter({RULE: ruled} if ruled else {}))


GOOD = measure(40, 40, 40, size=240.0)


def test_a_dead_rule_is_told_though_every_page_still_gives_the_field() -> None:
    [finding] = find_drift(runs(GOOD, measure(24, 24, 0, size=144.0)))
    assert finding.subject == "body"
    assert (
        "rule #zoom gave it on 0 of 24 pages since 2022-07-02T01:00:00Z, before on 40 of 40; 24"
        in finding.message
    )


def test_a_field_that_nobody_reads_any_more_is_told() -> None:
    [finding] = find_drift(runs(measure(40, 39), measure(24, 3), name="source"))
    assert finding.subject == "source"
    assert "3 of 24 pages gave it" in finding.message


def test_few_pages_a_run_are_judged_once_there_are_enough() -> None:
    dead = measure(4, 4, 0, size=24.0)
    healthy = [GOOD, *[measure(4, 4, 4, size=24.0)] * 6]
    found = [bool(find_drift(runs(*healthy, *[dead] * count))) for count in range(6)]
    assert found == [False, False, True, True, True, True]


def test_the_first_pages_of_a_mended_rule_end_the_alarm() -> None:
    dead, mended = measure(24, 24, 0, size=144.0), measure(2, 2, 2, size=12.0)
    assert find_drift(runs(GOOD, dead))
    assert not find_drift(runs(GOOD, dead, mended))


def test_a_run_without_articles_keeps_the_alarm() -> None:
    history = runs(GOOD, measure(24, 24, 0, size=144.0))
    assert find_drift([run(9), *history])


def test_without_a_past_nothing_has_changed() -> None:
    assert find_drift([]) == ()
    assert find_drift(runs(measure(24, 24, 0))) == ()
    assert find_drift(runs(measure(3, 3, 3), measure(24, 24, 0))) == ()


def test_what_only_some_pages_state_may_come_and_go() -> None:
    assert not find_drift(runs(measure(40, 12), measure(24, 0), name="editor"))


def test_a_small_fall_may_be_chance() -> None:
    assert not find_drift(runs(measure(40, 38, 38), measure(20, 16, 16), name="source"))


def test_bodies_cut_in_half_are_told() -> None:
    [finding] = find_drift(runs(GOOD, measure(24, 24, 24, size=24 * 5.0)))
    assert finding.message.startswith("typically 148 characters")


@pytest.mark.parametrize(("entries", "told"), [(20, False), (8, False), (5, True), (1, True)])
def test_a_list_that_has_shrunk_to_less_than_a_third_is_told(entries: int, *, told: bool) -> None:
    history = [run(9, lists={"要闻": entries}), *[run(n, lists={"要闻": 20}) for n in (8, 7, 6)]]
    assert [finding.subject for finding in find_drift(history)] == ["要闻"] * told


def test_an_alarm_lasts_until_the_rule_is_mended() -> None:
    """Runs of a changed site are no past, however many there are; nor does the beginning move."""
    dead = measure(24, 24, 0, size=144.0)
    history = [run(1, body=GOOD), *[run(number, body=dead, drifted=True) for number in range(2, 29)]]
    [finding] = find_drift(history[::-1])
    assert f"0 of {24 * 27} pages since 2022-07-02T01:00:00Z, before on 40 of 40" in finding.message


def test_another_rule_that_gives_the_field_ends_the_alarm() -> None:
    """It has another name than the dead one, and all rules another checksum."""
    dead = measure(24, 24, 0, size=144.0)
    new = FieldMeasure(2, 2, size=12.0, heard=Counter({"rule div.new": 2}))
    drifted = [run(2, body=dead, drifted=True, rules=1), run(1, body=GOOD, rules=1)]
    assert find_drift([run(3, body=new, rules=1), *drifted], articles=2), (
        "a family's second rule is no mending"
    )
    assert not find_drift([run(3, body=new, rules=2), *drifted])
    useless = measure(2, 2, 0, size=12.0)
    assert find_drift([run(3, body=useless, rules=2), *drifted])
    settled = FieldMeasure(24, 24, size=144.0, heard=Counter({"rule div.new": 24}))
    later = [run(number, body=settled, rules=2) for number in (6, 5, 4, 3)]
    assert not find_drift([*later, *drifted])
    assert find_drift([run(7, body=dead, rules=2), *later, *drifted]), "the new rule dies in its turn"


def test_a_source_selector_that_dies_alone_is_named_alone() -> None:
    well, without = measure(24, 24, 24, size=144.0), measure(24, 0)
    was = FieldMeasure(40, 39, heard=Counter({"rule span.ly": 39}))
    [finding] = find_drift([run(2, body=well, source=without), run(1, body=GOOD, source=was)])
    assert finding.subject == "source"
    assert "rule span.ly gave it on 0 of 24 pages since 2022-07-02" in finding.message


def test_a_label_that_a_site_gives_up_is_a_flaw_until_that_is_usual() -> None:
    """The page states the field elsewhere; where it does not, the site has changed."""

    def labelled(filled: int, labels: int) -> FieldMeasure:
        return FieldMeasure(24, filled, heard=Counter({"label PubDate": labels}))

    def told(*measures: FieldMeasure) -> list[Kind]:
        return [finding.kind for finding in find_drift(runs(*measures, name="published_at"))]

    well, given_up, gone = labelled(24, 24), labelled(24, 0), labelled(0, 0)
    assert told(well, given_up) == [Kind.WEAKER]
    assert told(well, gone) == [Kind.DRIFT]
    assert told(well, *[given_up] * 3) == []


def test_a_list_that_is_half_as_long_is_told_until_that_is_usual() -> None:
    def told(halved: int) -> list[str]:
        lists = [run(2, lists={"要闻": 10})] * halved + [run(1, lists={"要闻": 20})] * 30
        return [finding.message for finding in find_drift(lists)]

    assert told(0) == []
    [message] = told(1)
    assert message.startswith("10 entries on its first page since 2022-07-02T01:00:00Z, usually 20: compare")
    assert told(8) == [message]
    assert told(12) == []


def test_lists_of_uneven_length_may_be_half_as_long() -> None:
    uneven = [
        run(2, lists={"要闻": 10}),
        *[run(1, lists={"要闻": entries}) for entries in (20, 9, 30, 24) * 4],
    ]
    assert not find_drift(uneven)


def test_a_short_list_that_is_answered_with_not_modified_is_still_short() -> None:
    history = [run(5), run(4, lists={"要闻": 2}), *[run(n, lists={"要闻": 20}) for n in (3, 2, 1)]]
    [finding] = find_drift(history)
    assert "since 2022-07-04" in finding.message
    assert not find_drift(history, columns=["通知"]), "the column is declared no more"


def test_headlines_that_are_all_the_same_are_told() -> None:
    [finding] = find_drift([run(1)], articles=30, alike=28)
    assert finding.subject == "headline"
    assert not find_drift([run(1)], articles=30, alike=4)


def test_chance_is_the_binomial_distribution() -> None:
    assert chance(20, 20, 0.9) == pytest.approx(1.0)
    assert chance(0, 20, 0.5) == pytest.approx(0.5**20)
