from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from envnews.spiders.seen import Seen

NAMES = st.sampled_from("abcdefghijklmnop")


@given(st.lists(NAMES), NAMES)
def test_it_answers_as_a_set_does(names: list[str], other: str) -> None:
    seen, expected = Seen(), set[str]()
    for name in names:
        assert seen.add(name) == (name not in expected)
        expected.add(name)
    assert len(seen) == len(expected)
    assert (other in seen) == (other in expected)
    assert seen.has_all(names)
    assert seen.has_all([*names, other]) == (other in expected)
