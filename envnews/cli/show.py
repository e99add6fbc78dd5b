"""`envnews show`: one article, the story it is part of, and what was edited after publication."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from envnews.cli.options import config_option, database_option
from envnews.config import find_configuration
from envnews.errors import DataError, ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from rich.console import Console
    from rich.text import Text

    from envnews.store.articles.revisions import Told
    from envnews.stories.differences import Piece

_HEAD = ("portal", "columns", "published_at", "source", "author", "editor", "document_number", "keywords")
_AROUND = 30
"""Characters of unchanged text that are shown on each side of a change."""

_MARKS = {"cut": ("[-", "-]", "red"), "added": ("{+", "+}", "green")}
"""As `git diff --word-diff` marks them, so that they can be told without colours."""


@click.command()
@click.argument("name", metavar="ID")
@click.option(
    "--diff", is_flag=True, help="Print what each edit changed, and what a reprint made of its original."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@database_option
@config_option
def show(name: str, *, diff: bool, as_json: bool, db: Path | None, config: Path | None) -> int:
    """Show an article, its story and its versions.

    ID is the article's id or one of its addresses. [-Cut-] and {+added+} text is marked like this.

    Example: envnews show https://sthjt.zj.gov.cn/art/2022/7/22/art_1_1.html --diff
    """
    from envnews.store.articles.revisions import tell
    from envnews.store.file.database import connect

    database = find_configuration(config, db).database_of(db)
    with closing(connect(database, readonly=True)) as connection:
        told = tell(connection, name)
    if told is None:
        raise DataError(f"{database}: no article has the id or address {name}; `envnews search` finds ids")
    if as_json:
        click.echo(json.dumps(_object(told), ensure_ascii=False))
    elif diff:
        _print_differences(told)
    else:
        _print_article(told)
    return ExitCode.OK


def _object(told: Told) -> dict[str, object]:
    revisions = [
        {
            "revision": revision.number,
            "seen_at": revision.seen_at,
            "changes": {field: _pieces(pieces) for field, pieces in revision.changes.items()},
        }
        for revision in told.revisions
    ]
    against = None if told.against_original is None else _pieces(told.against_original)
    return {
        **told.record,
        "revisions": revisions,
        "story": [dict(member) for member in told.story],
        "against_original": against,
    }


def _pieces(pieces: Iterable[Piece]) -> list[dict[str, str]]:
    return [asdict(piece) for piece in pieces]


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, soft_wrap=True)


def _print_article(told: Told) -> None:
    from rich.text import Text

    console, record = _console(), told.record
    console.print(Text(str(record["headline"]), style="bold"))
    for field in _HEAD:
        value = record[field]
        shown = "、".join(map(str, value)) if isinstance(value, list) else value
        if shown:
            console.print(Text(f"{field:16} {shown}"))
    console.print(Text(f"{'url':16} {record['canonical_url']}"))
    console.print(Text(f"{'revision':16} {record['revision']}, {record['status']}\n"))
    console.print(Text(str(record["body"])))
    _print_story(console, told)
    if told.revisions:
        console.print(Text("\nVersions", style="bold"))
    for revision in told.revisions:
        what = ", ".join(revision.changes) or "as first seen"
        console.print(Text(f"{revision.number:3}  {revision.seen_at}  {what}"))


def _print_story(console: Console, told: Told) -> None:
    from rich.text import Text

    if len(told.story) < 2:
        return
    console.print(Text(f"\nStory {told.record['story_id']}: {len(told.story)} articles", style="bold"))
    for member in told.story:
        mark = "▶" if member["id"] == told.record["id"] else " "
        line = f"{mark} {member['published_at'] or '-':25}  {member['portal_title']}  {_made_of_it(member)}"
        console.print(Text(f"{line}  {member['headline']}  ({member['id']})"))


def _made_of_it(member: Mapping[str, object]) -> str:
    cut, added, lag = member["cut"], member["added"], member["lag_minutes"]
    if not isinstance(cut, float) or not isinstance(added, float):
        return "original"
    later = f"{lag / 60:+.1f} h, " if isinstance(lag, int) else ""
    return f"{later}cut {cut:.0%}, added {added:.0%}"


def _print_differences(told: Told) -> None:
    from rich.text import Text

    console = _console()
    console.print(Text(str(told.record["headline"]), style="bold"))
    if not told.revisions:
        console.print("It was never edited since it was first seen.")
    for revision in told.revisions[1:]:
        console.print(Text(f"\nVersion {revision.number}, seen {revision.seen_at}", style="bold"))
        for field, pieces in revision.changes.items():
            console.print(Text(f"{field}: ").append_text(_marked(pieces)))
    if told.against_original is not None:
        console.print(Text(f"\nAgainst the original {told.record['original_id']}", style="bold"))
        console.print(_marked(told.against_original))


def _marked(pieces: Iterable[Piece]) -> Text:
    from rich.text import Text

    text, pieces = Text(), list(pieces)
    for place, piece in enumerate(pieces):
        if piece.kind in _MARKS:
            opening, closing_mark, colour = _MARKS[piece.kind]
            text.append(f"{opening}{piece.text}{closing_mark}", style=colour)
        else:
            text.append(_shortened(piece.text, first=place == 0, last=place == len(pieces) - 1))
    return text


def _shortened(kept: str, *, first: bool, last: bool) -> str:
    """Return unchanged text with its middle left out, and of its first and last piece the far end."""
    before, after = 0 if first else _AROUND, 0 if last else _AROUND
    if len(kept) <= before + after + 1:
        return kept
    return f"{kept[:before]}…{kept[len(kept) - after :]}"
