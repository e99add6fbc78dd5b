"""The written data dictionary is that of the present schema, with examples of the present demo."""

from __future__ import annotations

import re
from pathlib import Path

from envnews.store.dictionary import data_dictionary

DICTIONARY = Path(__file__).parents[2] / "docs" / "data-dictionary.md"
_FIGURES = re.compile(r"(?<=\| )(?:(\d+)%|no) \| ([^|]*)(?= \|)")
"""The share of nulls, `no` where there may be none, and the example of a column."""
_WITHIN = 10
"""Percent by which a share may differ: which portal answers first decides who is whose original."""


def _lasting(text: str) -> list[str]:
    return [_FIGURES.sub(lambda found: "share" if found[1] else "no", line) for line in text.splitlines()]


def test_the_written_dictionary_is_current(database: Path) -> None:
    written, current = DICTIONARY.read_text(encoding="utf-8"), data_dictionary(database)
    remedy = "run: envnews demo; python -m envnews.store.dictionary data/demo.db > docs/data-dictionary.md"
    assert _lasting(written) == _lasting(current), remedy
    shares = [[int(share or 0) for share, _ in _FIGURES.findall(text)] for text in (written, current)]
    assert len(shares[0]) > 100
    assert all(abs(one - other) <= _WITHIN for one, other in zip(*shares, strict=True)), remedy
    exemplified = [[bool(example) for _, example in _FIGURES.findall(text)] for text in (written, current)]
    assert exemplified[0] == exemplified[1], remedy


def test_a_column_has_its_type_share_of_nulls_example_and_meaning() -> None:
    lines = DICTIONARY.read_text(encoding="utf-8").splitlines()
    assert "| `document_number` | TEXT | 99% | `鄂环发〔2022〕18号` | 文号. |" in lines
    assert "| `valid` | TEXT | 99% | `有效` | 有效性, as displayed. |" in lines
