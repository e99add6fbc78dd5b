"""Takedowns and mergers that a database has forgotten: a backup from before was restored, or all was crawled anew.

Only what was published remembers them then, so a history that begins anew in the same folder is held against it.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from shlex import quote
from typing import TYPE_CHECKING, Final

from envnews.dumps.records.layout import TOMBSTONES
from envnews.errors import DataError
from envnews.store.articles.takedown import Reason, taken_down_sql
from envnews.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from envnews.dumps.records.layout import Latest
    from envnews.dumps.records.state import State

NAMED: Final = 20
"""Articles that are named with the command that takes them back again."""
_UNKNOWN: Final = "so nobody can say what was taken back; publish into a new folder"


@dataclass(frozen=True, slots=True)
class Takedown:
    """That a person took an article of a portal back, and why."""

    portal: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Merger:
    """That an article of a portal is the same document as the one with the id `into`."""

    portal: str
    into: str


Takedowns = Mapping[str, Takedown | Merger]
"""By article, what a dump says of those that were published no more since a person said so."""


def forgotten(state: State, taken_back: Takedowns) -> Iterator[str]:
    """Yield the articles that were published as taken back by a person, and that are in the state's scope again.

    Those of portals that are held back count, too: a later dump publishes them. So do those that have left their
    sites, for they return with their pages. Mergers are none of them: they are made again.
    """
    reasons = {article: said.reason for article, said in taken_back.items() if isinstance(said, Takedown)}
    scope = replace(state.scope, held=()).condition("articles")
    returns = f"NOT {taken_down_sql('articles')}"
    sql = f"SELECT 1 FROM source.articles AS articles WHERE id = ? AND {returns} AND {scope}"  # noqa: S608 - SQL of ours
    back = [article for article in sorted(reasons) if state.connection.execute(sql, (article,)).fetchone()]
    for article in back[:NAMED]:
        command = f"envnews withdraw {quote(article)} --reason {reasons[article]}"
        yield f"{article} was taken back and is here again: `{command}`"
    if back[NAMED:]:
        yield f"and {counted(len(back[NAMED:]), 'more article')}"


def taken_back(out: Path, former: Latest) -> Takedowns:
    """Return by article what a dump says that a person has taken back or merged.

    Raises:
        DataError: A file of it is missing or damaged.
    """
    files = [(out / former.full.path).parent / TOMBSTONES, *(out / file.path for file in former.changes)]
    said: dict[str, Takedown | Merger] = {}
    for article, takedown in (line for file in files for line in _lines(file)):
        if takedown:
            said[article] = takedown
        else:
            said.pop(article, None)
    return said


def _lines(file: Path) -> Iterator[tuple[str, Takedown | Merger | None]]:
    """Yield each article of a file with its takedown or merger, None where no person has taken it back."""
    try:
        with gzip.open(file, "rb") as lines:
            yield from map(_read, lines)
    except FileNotFoundError as error:
        raise DataError(f"{file}: it is missing, {_UNKNOWN}") from error
    except (EOFError, gzip.BadGzipFile, zlib.error, ValueError, TypeError, RecursionError) as error:
        raise DataError(f"{file}: it is damaged ({error}), {_UNKNOWN}") from error


def _read(line: bytes) -> tuple[str, Takedown | Merger | None]:
    value = json.loads(line)
    if not isinstance(value, dict) or not isinstance(article := value.get("id"), str):
        raise TypeError("a line names no article")
    portal, reason, into = (value.get(name) for name in ("portal", "withdrawn_reason", "merged_into"))
    said: Takedown | Merger
    if value.get("op") == "withdraw" and reason in list(Reason):
        said = Takedown(str(portal), Reason(str(reason)))
    elif value.get("op") == "merge" and isinstance(into, str):
        said = Merger(str(portal), into)
    else:
        return article, None
    if not isinstance(portal, str):
        raise TypeError(f"the line of {article} names no portal")
    return article, said
