from __future__ import annotations

import re

import pytest

from envnews.normalize import LABELS, label_pattern, squash
from envnews.normalize.labels import PLACEHOLDERS


def test_no_label_announces_two_fields() -> None:
    labels = [label for words in LABELS.values() for label in words]
    assert sorted(labels) == sorted(set(labels))


def test_placeholders_are_in_their_comparison_form() -> None:
    assert {squash(word) for word in PLACEHOLDERS} == PLACEHOLDERS


@pytest.mark.parametrize("field", LABELS)
def test_every_label_is_matched_as_a_whole_in_each_spacing(field: str) -> None:
    pattern = re.compile(label_pattern(field))
    for label in LABELS[field]:
        for text in (label, label if label.isascii() else "　".join(label)):
            match = pattern.match(text)
            assert match is not None
            assert match.end() == len(text)
