"""Precision and recall of pairs on a generated set; the full size with `make test-all`."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from envnews.stories.memory import group

sys.path.insert(0, str(Path(__file__).parent))

from generated import FORMS, documents


def pairs(number: int) -> int:
    return number * (number - 1) // 2


@pytest.mark.parametrize("number", [1000, pytest.param(10_000, marks=pytest.mark.slow)])
def test_reprints_are_found_and_siblings_kept_apart(number: int) -> None:
    found = documents(number)
    ours: dict[int, list[int]] = defaultdict(list)
    for document, grouped in zip(
        found, group((document.title, document.text) for document in found), strict=True
    ):
        ours[grouped.story].append(document.story)
    right = sum(pairs(times) for members in ours.values() for times in Counter(members).values())
    claimed = sum(pairs(len(members)) for members in ours.values())
    true = sum(pairs(times) for times in Counter(document.story for document in found).values())
    assert right / claimed >= 0.998
    assert right / true >= 0.98


def test_the_set_has_twenty_forms_with_siblings() -> None:
    assert len(FORMS) == 20
    assert len({document.text for document in documents(1000)}) > 900
