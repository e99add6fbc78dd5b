"""`envnews dedup`: which of many texts are one story, without a database."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from envnews.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Text:
    """One line of the file; `id` is repeated in the output as it stands there."""

    id: str | int
    title: str
    text: str


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def dedup(file: Path) -> None:
    """Group the reprints among many texts.

    FILE holds lines of {"id", "title", "text"}. A line {"id", "story_id", "similarity"} for each goes to stdout, in
    their order: texts of one story share its story_id, which is the id of its first text in the file; similarity, 0 to
    1, is that to this first text. Bulletins that differ in month, place or figures are stories of their own.

    Example: envnews dedup texts.jsonl
    """
    from envnews.stories.memory import group

    texts = list(_read(file))
    for text, grouped in zip(texts, group((text.title, text.text) for text in texts), strict=True):
        answer = {
            "id": text.id,
            "story_id": texts[grouped.story].id,
            "similarity": round(grouped.similarity, 4),
        }
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")


def _read(file: Path) -> Iterator[Text]:
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{file} cannot be read as JSON Lines: {error}") from error
    seen: set[str | int] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            text = _text(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(
                f'{file}, line {number}: expected {{"id", "title", "text"}}, got {line[:80]!r} ({error})'
            ) from error
        if text.id in seen:
            raise DataError(
                f"{file}, line {number}: id {text.id!r} stands on an earlier line; make ids unique"
            )
        seen.add(text.id)
        yield text


def _text(row: dict[str, object]) -> Text:
    key, title, text = row["id"], row.get("title"), row["text"]
    if not (isinstance(key, str | int) and isinstance(title, str | None) and isinstance(text, str)):
        raise TypeError("id, title and text are to be texts")
    return Text(key, title or "", text)
