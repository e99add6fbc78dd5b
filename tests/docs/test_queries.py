"""Each question of docs/queries.md gives the rows that stand below it: `python -m tests.docs.test_queries` writes them anew."""

from __future__ import annotations

import re
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.demonstration import demonstrate

PAGE = Path(__file__).parents[2] / "docs" / "queries.md"
_QUESTION = re.compile(
    r"^## (\d+)\. .+?\n\n```sql\n(.+?);\n```\n\n```text\n(.*?)```$", re.MULTILINE | re.DOTALL
)


def answer(database: Path, sql: str) -> str:
    """Return the rows as the sqlite3 shell prints them."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        rows = connection.execute(sql).fetchall()
    return "".join("|".join("" if cell is None else str(cell) for cell in row) + "\n" for row in rows)


QUESTIONS = _QUESTION.findall(PAGE.read_text(encoding="utf-8"))


def test_there_are_twenty_questions() -> None:
    assert len(QUESTIONS) >= 20


@pytest.mark.parametrize(("number", "sql", "rows"), QUESTIONS, ids=[number for number, _, _ in QUESTIONS])
def test_a_question_gives_the_rows_below_it(database: Path, number: str, sql: str, rows: str) -> None:
    assert answer(database, sql) == rows, "run: python -m tests.docs.test_queries"
    assert rows or number == "15", "an answer without rows shows nothing"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        made = demonstrate(Path(folder)).database
        written = _QUESTION.sub(
            lambda found: found[0][: found.start(3) - found.start()] + answer(made, found[2]) + "```",
            PAGE.read_text(encoding="utf-8"),
        )
    PAGE.write_text(written, encoding="utf-8")
