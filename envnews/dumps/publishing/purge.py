"""Removing what was withdrawn for privacy or rights from files that were published before.

Published files are never changed, but a person's right to be forgotten comes first. Full dumps that hold a
withdrawn article go as a whole; change files are written anew, under another name, without its lines. That is
safe for followers: its withdrawal stands in a later change file, or in the same one.
"""

from __future__ import annotations

import gzip
import json
import shutil
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from envnews.dumps.formats.files import OutputFile, replace_file
from envnews.dumps.publishing.folder import locked
from envnews.dumps.publishing.history import read_latest
from envnews.dumps.records.layout import CHANGES, FULL, LATEST, ChangesRef
from envnews.errors import DataError
from envnews.store.articles.takedown import ERASING
from envnews.store.file.database import connect, storage_errors
from envnews.store.file.space import sync

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from envnews.dumps.records.layout import Latest


def purge(database: Path, out: Path) -> tuple[str, ...]:
    """Purge a folder of dumps and return the paths of the files and folders that are gone.

    Raises:
        DataError: Nothing was published there, or not since the last withdrawal.
        StorageError: The folder may not be written.
        LockedError: Another process is publishing into it.
    """
    nothing = DataError(
        f"{out}: nothing was published here; give the folder that `envnews dump --out` was given"
    )
    if not out.is_dir():
        raise nothing
    with storage_errors(out), locked(out):
        latest = read_latest(out)
        if latest is None:
            raise nothing
        withdrawn = _withdrawn(database, latest)
        fulls = [
            folder
            for folder in sorted((out / FULL).iterdir())
            if _holds(folder.glob("articles-*.jsonl.gz"), withdrawn)
        ]
        if (out / latest.full.path).parent in fulls:
            raise DataError(f"{out}: the newest full dump holds what was withdrawn; run `envnews dump` first")
        changes = tuple(_without(out, file, withdrawn) for file in latest.changes)
        gone = [file.path for file, new in zip(latest.changes, changes, strict=True) if file != new]
        gone += [str(folder.relative_to(out)) for folder in fulls]
        purged = tuple(dict.fromkeys([*latest.purged, *gone]))
        replace_file(out / LATEST, replace(latest, changes=changes, purged=purged).to_json())
        for folder in fulls:
            shutil.rmtree(folder)
        named = {file.path for file in changes}
        for file in (out / CHANGES).glob("*.jsonl.gz"):
            if str(file.relative_to(out)) not in named and _holds([file], withdrawn):
                file.unlink()
        return tuple(gone)


def _withdrawn(database: Path, latest: Latest) -> frozenset[str]:
    """Return the ids of the articles whose texts were erased; their withdrawal must have been published."""
    connection = connect(database, readonly=True)
    try:
        marks = ", ".join("?" * len(ERASING))
        rows = connection.execute(
            f"SELECT id, seq FROM articles WHERE withdrawn_reason IN ({marks})",  # noqa: S608 - marks only
            [str(reason) for reason in ERASING],
        ).fetchall()
    finally:
        connection.close()
    if any(seq > latest.head_seq for _, seq in rows):
        raise DataError(f"{database}: a withdrawal has not been published yet; run `envnews dump` first")
    return frozenset(article for article, _ in rows)


def _holds(files: Iterable[Path], withdrawn: frozenset[str]) -> bool:
    """Return whether one of the files holds a text of a withdrawn article."""
    return any(article in withdrawn for file in files for _, article in _lines(file))


def _without(out: Path, file: ChangesRef, withdrawn: frozenset[str]) -> ChangesRef:
    """Return a change file that lacks the texts of withdrawn articles: itself, or a new one beside it."""
    old = out / file.path
    if not _holds([old], withdrawn):
        return file
    stem, _, number = old.name.removesuffix(".jsonl.gz").partition(".r")
    new = old.with_name(f"{stem}.r{int(number or 0) + 1}.jsonl.gz")
    new.unlink(missing_ok=True)
    with OutputFile(new, gzip=True) as output:
        for line, article in _lines(old):
            if article not in withdrawn:
                output.write(line)
                output.rows += 1
    sync(new.parent)
    facts = output.facts
    return replace(
        file, path=f"{CHANGES}/{facts.name}", bytes=facts.bytes, sha256=facts.sha256, rows=facts.rows
    )


def _lines(file: Path) -> Iterator[tuple[bytes, str | None]]:
    """Yield the lines of a file with the id of the article whose texts each holds, None for a tombstone.

    Raises:
        DataError: It is damaged, so nobody can say what it holds.
    """
    try:
        with gzip.open(file, "rb") as lines:
            for line in lines:
                value = json.loads(line)
                yield line, value["id"] if value.get("op", "upsert") == "upsert" else None
    except (EOFError, gzip.BadGzipFile, zlib.error, ValueError, KeyError, AttributeError) as error:
        raise DataError(
            f"{file}: it is damaged ({error}); remove what it belongs to, then purge again"
        ) from error
