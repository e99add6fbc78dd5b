"""The written data dictionary is that of the present schema, with examples of the present demo."""

from __future__ import annotations

from pathlib import Path

from envnews.store.dictionary import data_dictionary

DICTIONARY = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


def test_the_written_dictionary_is_current(database: Path) -> None:
    current = DICTIONARY.read_text(encoding="utf-8") == data_dictionary(database)
    assert current, (
        "run: envnews demo; python -m envnews.store.dictionary data/demo.db > docs/data-dictionary.md"
    )


def test_a_column_has_its_type_share_of_nulls_example_and_meaning() -> None:
    lines = DICTIONARY.read_text(encoding="utf-8").splitlines()
    assert "| `document_number` | TEXT | 99% | `鄂环发〔2022〕18号` | 文号. |" in lines
    assert "| `valid` | TEXT | 99% | `有效` | 有效性, as displayed. |" in lines
