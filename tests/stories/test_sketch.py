"""The two ways to the hashes of a text's shingles lead to the same ones: a store may have been written by either."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envnews.stories.sketch import BINS, WIDTH, _least_by_loop, _least_by_product, sketch

LIMITS = st.sampled_from([2**32, 2**30, 2**24 + 1])


@given(st.text(min_size=WIDTH), LIMITS)
def test_loop_and_product_find_the_same_least_hashes(text: str, limit: int) -> None:
    units = text.encode("utf-16-le")
    least = _least_by_loop(units, limit)
    assert least == _least_by_product(units, limit)
    assert len(least) == BINS


@pytest.mark.parametrize("text", ["", "水", "全省水质"])
def test_a_text_shorter_than_a_shingle_has_an_empty_sketch(text: str) -> None:
    assert sketch(text) == (0,) * BINS


def test_what_is_stored_stays_comparable() -> None:
    """Written by the first version; another result would make every stored sketch worthless."""
    found = sketch("全省水环境质量总体稳定，优良断面比例91.7%" * 3)
    assert found[:8] == (0, 549126081, 0, 284595203, 952532868, 2771333669, 0, 4181262183)
