"""`envnews search`: what a person types is what is searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.commands import Ended
    from tests.demonstration import Demo


@pytest.mark.parametrize(
    "arguments",
    [
        ("入海排污口", "-回头看"),
        ("-回头看", "入海排污口"),
        ("入海排污口", "-回头看", "--since", "2022-01-01"),
        ("--region", "浙江", "-回头看", "--", "入海排污口"),
        ("入海排污口 -回头看",),
    ],
)
def test_a_hyphen_before_a_term_excludes_it_wherever_it_stands(
    demonstrated: Demo, run_here: Callable[..., Ended], arguments: tuple[str, ...]
) -> None:
    def headlines(*query: str) -> set[str]:
        ended = run_here("search", "--json", "--db", demonstrated.database, *query)
        assert ended.code == 0, ended.err
        return {record["headline"] for record in ended.records}

    everything, found = headlines("入海排污口"), headlines(*arguments)
    assert any("回头看" in headline for headline in everything)
    assert found
    assert not [headline for headline in found if "回头看" in headline]


def test_no_hits_are_told_to_people_and_not_to_programs(
    demonstrated: Demo, run_here: Callable[..., Ended]
) -> None:
    told = run_here("search", "没有这句话", "--db", demonstrated.database)
    silent = run_here("search", "没有这句话", "--json", "--db", demonstrated.database)
    assert (told.code, told.out, told.err) == (0, "", "Nothing found.\n")
    assert (silent.code, silent.out, silent.err) == (0, "", "")
