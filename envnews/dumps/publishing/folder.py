"""The folder of the dumps: its lock, and how what was written beside it comes to its place, in one step each."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from envnews.dumps.formats.files import replace_file
from envnews.dumps.publishing.manifest import json_bytes, write_manifest
from envnews.dumps.records.describe import record_schema
from envnews.dumps.records.layout import CHANGES, FEEDS, FULL, SCHEMA, ChangesRef, FullRef
from envnews.errors import LockedError
from envnews.store.file.space import sync

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from envnews.dumps.formats.files import FileFacts
    from envnews.dumps.records.layout import Latest
    from envnews.dumps.records.state import State


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the folder's lock, which the system releases when the process ends, however it does.

    Raises:
        LockedError: Another process holds it.
    """
    out.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(out / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LockedError(f"{out}: another process is publishing here; try again later") from error
        yield
    finally:
        os.close(descriptor)


def place_full(
    state: State, files: list[FileFacts], folder: Path, out: Path, forced: tuple[str, ...]
) -> FullRef:
    """Move a full dump to its place, which is named after its content: the same state is the same folder."""
    manifest = write_manifest(state, folder, files, forced)
    sync(folder)
    name = f"{state.as_of.replace(':', '')}-{state.head_seq:09d}-{manifest.sha256[:8]}"
    place = out / FULL / name
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.exists():
        folder.rename(place)
        sync(place.parent)
    return FullRef(f"{FULL}/{name}/{manifest.name}", manifest.bytes, manifest.sha256, state.head_seq)


def place_changes(
    file: FileFacts, state: State, previous: Latest | None, folder: Path, out: Path
) -> ChangesRef:
    """Move a file of changes to its place."""
    place = out / CHANGES / file.name
    place.parent.mkdir(parents=True, exist_ok=True)
    (folder / file.name).replace(place)
    sync(place.parent)
    first = previous.head_seq + 1 if previous else 1
    return ChangesRef(f"{CHANGES}/{file.name}", file.bytes, file.sha256, first, state.head_seq, file.rows)


def place_feeds(out: Path, feeds: Path, state: State) -> None:
    """Replace the feeds, and the schema, each by itself: nothing else refers to their content."""
    for place in (out / FEEDS, (out / SCHEMA).parent):
        place.mkdir(parents=True, exist_ok=True)
    fresh = {file.name for file in feeds.iterdir()}
    for name in sorted(fresh):
        (feeds / name).replace(out / FEEDS / name)
    for file in (out / FEEDS).iterdir():
        if file.name not in fresh:
            file.unlink()
    sync(out / FEEDS)
    replace_file(out / SCHEMA, json_bytes(record_schema(state.fields)))
