"""Three questions that the demo asks its database, and their answers as rows of text."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_CONTEXT = 12
"""Characters shown on either side of an edited passage."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question in words and in SQL, with the names of the columns it answers with."""

    title: str
    sql: str
    columns: tuple[str, ...]


REPRINTS = Question(
    "Which media reprinted 浙江省生态环境厅?",
    "SELECT published_on, portal_title, headline FROM v_articles\n"
    "WHERE kind = 'media' AND source = '浙江省生态环境厅' ORDER BY published_at",
    ("published", "portal", "headline"),
)
MENTIONS = Question(
    "Which articles mention 海洋污染 (marine pollution)?",
    "SELECT published_on, portal_title, headline FROM v_articles\n"
    "WHERE headline || body LIKE '%海洋污染%' ORDER BY published_at",
    ("published", "portal", "headline"),
)
EDITS = Question(
    "What was edited after publication, and how?",
    "SELECT portal, headline_before, headline_after, body_before, body_after\n"
    "FROM v_changed_articles ORDER BY portal",
    ("portal", "before", "after"),
)


def ask(database: Path, question: Question) -> list[tuple[str, ...]]:
    """Return the answer to a question; edited texts are cut down to the edited passages."""
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        rows = connection.execute(question.sql).fetchall()
    if question is not EDITS:
        return [tuple(map(str, row)) for row in rows]
    return [(row[0], *passage) for row in rows for passage in _edits(row[1:3]) + _edits(row[3:5])]


def _edits(texts: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the passages in which two texts differ, each with a little of what surrounds it."""
    before, after = texts
    if before == after:
        return []
    codes = [
        code
        for code in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if code[0] != "equal"
    ]
    (_, start, _, start_after, _), (_, _, end, _, end_after) = codes[0], codes[-1]
    return [(_around(before, start, end), _around(after, start_after, end_after))]


def _around(text: str, start: int, end: int) -> str:
    """Return `text[start:end]` with its surroundings, within its line."""
    left = max(text.rfind("\n", 0, start) + 1, start - _CONTEXT)
    line_end = text.find("\n", end)
    right = min(len(text) if line_end < 0 else line_end, end + _CONTEXT)
    return f"{'…' if left else ''}{text[left:right]}{'…' if right < len(text) else ''}"
