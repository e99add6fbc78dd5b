"""Publishing: a full dump, the changes since the last one, feeds, and then, in one step, `latest.json`.

Everything is written beside its place, brought to the disk and renamed; `latest.json` is replaced last. A
reader who starts there never meets a file that is missing or half there, and a full disk or a kill leaves the
previous dump as it was.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from envnews.dumps import guard, history
from envnews.dumps.describe import record_schema
from envnews.dumps.feeds import write_feeds
from envnews.dumps.files import OutputFile, replace_file
from envnews.dumps.jsonlines import change_lines, look_at_all, write_articles, write_tombstones
from envnews.dumps.layout import CHANGES, FEEDS, FULL, LATEST, SCHEMA, ChangesRef, FullRef, Latest
from envnews.dumps.manifest import json_bytes, write_agencies, write_manifest, write_portals, write_rights
from envnews.dumps.numbers import mask
from envnews.dumps.retention import clean
from envnews.dumps.scope import EVERYTHING, Scope
from envnews.dumps.snapshot import SNAPSHOT, filling, finish_snapshot, prepare_snapshot
from envnews.dumps.state import State, open_state
from envnews.dumps.table import write_table
from envnews.errors import DataError, LockedError, UsageError
from envnews.store.database import storage_errors
from envnews.store.space import sync

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from envnews.dumps.files import FileFacts

ALWAYS: Final = ("jsonl", "csv", "sqlite")
FORMATS: Final = (*ALWAYS, "parquet")


@dataclass(frozen=True, slots=True)
class PublishPlan:
    """What to publish and how.

    Attributes:
        database: The database file.
        out: Folder of the dumps.
        formats: Of `FORMATS`; JSON Lines are written always.
        changes_only: Leave the last full dump as it is.
        base_url: Address at which `out` is served, for the links of feeds; None if it is not known.
        force: Publish in spite of the guard; its reasons are recorded.
        new_epoch: History begins anew; every follower loads everything again.
        keep: How many full dumps to keep.
    """

    database: Path
    out: Path
    scope: Scope = EVERYTHING
    formats: tuple[str, ...] = ALWAYS
    changes_only: bool = False
    base_url: str | None = None
    force: bool = False
    new_epoch: bool = False
    keep: int = 2


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: `latest.json`, articles in scope, changes in the new change file, masked articles."""

    latest: Latest
    articles: int
    changes: int
    masked: int


def publish(plan: PublishPlan, progress: Callable[[str], None] = lambda stage: None) -> Published:
    """Publish the present state of a database; `progress` hears what is being written.

    Raises:
        DataError: The database is none, the guard objects, or the folder holds another history.
        StorageError: The disk is full or may not be written; what was published before stays valid.
        LockedError: Another process is publishing into the folder.
        UsageError: The folder holds a dump of another scope, or a format is unknown.
    """
    unknown = set(plan.formats) - set(FORMATS)
    if unknown:
        raise UsageError(f"{', '.join(sorted(unknown))}: no such format; there are {', '.join(FORMATS)}")
    with storage_errors(plan.out), locked(plan.out):
        previous = history.last_published(plan)
        work = plan.out / ".work"
        shutil.rmtree(work, ignore_errors=True)
        try:
            return _publish(plan, previous, work, progress)
        finally:
            shutil.rmtree(work, ignore_errors=True)


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


def _publish(
    plan: PublishPlan, previous: Latest | None, work: Path, progress: Callable[[str], None]
) -> Published:
    for name in ("full", "changes", "feeds"):
        (work / name).mkdir(parents=True)
    whole = not plan.changes_only or not history.describes_everything(plan, previous)
    plain = work / "full" / SNAPSHOT if whole and "sqlite" in plan.formats else None
    if plain:
        prepare_snapshot(plan.database, plain)
    with (
        open_state(plan.database, plan.scope, plain) as state,
        storage_errors(plan.out),
        filling(state) as complete,
    ):
        history.check(plan, state, previous)
        reasons = tuple(map(mask, guard.objections(state, previous.head_seq if previous else 0)))
        if reasons and not plan.force:
            listed = "; ".join(reasons)
            raise DataError(f"{plan.database}: not published: {listed}. Mend it, or publish with --force")
        files = _write_full(state, plan, work / "full", complete, progress) if whole else []
        look_at_all(state)
        progress("changes")
        changed = _write_changes(state, previous, work / "changes")
        progress("feeds")
        feeds = write_feeds(state, work / "feeds", plan.base_url)
        count = (
            sum(file.rows for file in files if file.name.startswith("articles-")) if whole else state.count()
        )
        masked = state.masked or 0
    full = (
        previous.full if previous and not whole else _place_full(state, files, work / "full", plan, reasons)
    )
    changes = tuple(previous.changes) if previous else ()
    if changed:
        changes += (_place_changes(changed, state, previous, work / "changes", plan.out),)
    _place_loose(plan.out, work / "feeds", state)
    latest = Latest(
        dataset=state.dataset.name,
        epoch=state.dataset.epoch,
        scope=state.scope.name,
        head_seq=state.head_seq,
        as_of=state.as_of,
        full=full,
        changes=changes,
        purged=previous.purged if previous else (),
        feeds=tuple(f"{FEEDS}/{name}" for name in feeds),
        forced=reasons,
    )
    kept = clean(plan.out, latest, plan.keep)
    replace_file(plan.out / LATEST, kept.latest.to_json())
    kept.remove()
    return Published(kept.latest, count, changed.rows if changed else 0, masked)


def _write_full(
    state: State,
    plan: PublishPlan,
    folder: Path,
    complete: Callable[[], int] | None,
    progress: Callable[[str], None],
) -> list[FileFacts]:
    """Write the files of a full dump but its manifest; `complete` ends the filling of the snapshot, if there is one."""
    with ThreadPoolExecutor(1) as packing:
        progress("jsonl")
        files = write_articles(state, folder)
        files.append(write_tombstones(state, folder))
        snapshot = None
        if complete:
            progress("sqlite")
            snapshot = packing.submit(finish_snapshot, plan.database, folder / SNAPSHOT, complete())
        if "csv" in plan.formats:
            progress("csv")
            files.append(write_table(state, folder))
        if "parquet" in plan.formats:
            from envnews.dumps.parquet import write_parquet  # noqa: PLC0415 - pyarrow is an extra

            progress("parquet")
            files.append(write_parquet(state, folder))
        files += [write_portals(state, folder), write_agencies(state, folder), write_rights(state, folder)]
        return [*files, snapshot.result()] if snapshot else files


def _write_changes(state: State, previous: Latest | None, folder: Path) -> FileFacts | None:
    """Write what changed since the last publication; None if nothing did, or if this is the first."""
    if previous is None or previous.head_seq == state.head_seq:
        return None
    with OutputFile(folder / f"{previous.head_seq + 1:09d}-{state.head_seq:09d}.jsonl.gz", gzip=True) as file:
        for line in change_lines(state, previous.head_seq):
            file.write(line)
            file.rows += 1
    return file.facts


def _place_full(
    state: State, files: list[FileFacts], folder: Path, plan: PublishPlan, forced: tuple[str, ...]
) -> FullRef:
    """Move a full dump to its place, which is named after its content: the same state is the same folder."""
    manifest = write_manifest(state, folder, files, forced)
    sync(folder)
    name = f"{state.as_of.replace(':', '')}-{state.head_seq:09d}-{manifest.sha256[:8]}"
    place = plan.out / FULL / name
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.exists():
        folder.rename(place)
        sync(place.parent)
    return FullRef(f"{FULL}/{name}/{manifest.name}", manifest.bytes, manifest.sha256, state.head_seq)


def _place_changes(
    file: FileFacts, state: State, previous: Latest | None, folder: Path, out: Path
) -> ChangesRef:
    place = out / CHANGES / file.name
    place.parent.mkdir(parents=True, exist_ok=True)
    (folder / file.name).replace(place)
    sync(place.parent)
    first = previous.head_seq + 1 if previous else 1
    return ChangesRef(f"{CHANGES}/{file.name}", file.bytes, file.sha256, first, state.head_seq, file.rows)


def _place_loose(out: Path, feeds: Path, state: State) -> None:
    """Replace the feeds and the schema, each by itself: nothing else refers to their content."""
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
