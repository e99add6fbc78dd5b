"""Takedowns that a database has forgotten: a backup from before them was restored, or all was crawled anew.

Only what was published remembers them then, so a history that begins anew in the same folder is held against it.
"""

from __future__ import annotations

import gzip
import json
import zlib
from typing import TYPE_CHECKING, Any, Final

from envnews.dumps.layout import TOMBSTONES
from envnews.errors import DataError
from envnews.store.takedown import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from envnews.dumps.layout import Latest
    from envnews.dumps.state import State

NAMED: Final = 20
"""Articles that are named with the command that takes them back again."""


def forgotten(state: State, out: Path, former: Latest) -> Iterator[str]:
    """Yield the articles that were published as taken back by a person, and that the state publishes again."""
    number = 0
    for article, reason in sorted(_taken_back(out, former).items()):
        if not state.count(f"WHERE id = '{article}'"):
            continue
        number += 1
        if number <= NAMED:
            yield f"{article} was taken back and is here again: `envnews withdraw {article} --reason {reason}`"
    if number > NAMED:
        yield f"and {number - NAMED} more articles"


def _taken_back(out: Path, former: Latest) -> dict[str, str]:
    """Return the reasons by article of what a dump says that a person has taken back."""
    files = [(out / former.full.path).parent / TOMBSTONES, *(out / file.path for file in former.changes)]
    said: dict[str, str] = {}
    for line in (line for file in files for line in _lines(file)):
        said[line["id"]] = line.get("withdrawn_reason") or "" if line.get("op") == "withdraw" else ""
    return {article: reason for article, reason in said.items() if reason in set(Reason)}


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    if not file.exists():
        return
    try:
        with gzip.open(file, "rb") as lines:
            yield from map(json.loads, lines)
    except (EOFError, gzip.BadGzipFile, zlib.error, ValueError) as error:
        raise DataError(
            f"{file}: it is damaged ({error}), so nobody can say what was taken back; publish into a new folder"
        ) from error
