"""`envnews dedup`: which of many texts are one story, without a database."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from envnews.cli.lines import read_json_lines


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

    texts = _read(file)
    for text, grouped in zip(texts, group((text.title, text.text) for text in texts), strict=True):
        answer = {
            "id": text.id,
            "story_id": texts[grouped.story].id,
            "similarity": round(grouped.similarity, 4),
        }
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")


def _read(file: Path) -> list[Text]:
    seen: set[str | int] = set()
    return list(read_json_lines(file, '{"id", "title", "text"}', lambda row: _text(row, seen)))


def _text(row: dict[str, object], seen: set[str | int]) -> Text:
    key, title, text = row["id"], row.get("title"), row["text"]
    if not (isinstance(key, str | int) and isinstance(title, str | None) and isinstance(text, str)):
        raise TypeError("id, title and text are to be texts")
    if key in seen:
        raise ValueError(f"id {key!r} stands on an earlier line; make ids unique")
    seen.add(key)
    return Text(key, title or "", text)
