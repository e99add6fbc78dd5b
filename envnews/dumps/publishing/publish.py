"""Publishing: a full dump, the changes since the last one, feeds, and then, in one step, `latest.json`.

Everything is written beside its place, brought to the disk and renamed; `latest.json` is replaced last. A
reader who starts there never meets a file that is missing or half there, and a full disk or a kill leaves the
previous dump as it was.
"""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from envnews.dumps.feeds.listing import write_feeds
from envnews.dumps.formats.files import OutputFile, replace_file
from envnews.dumps.formats.jsonlines import change_lines, look_at_all, write_articles, write_tombstones
from envnews.dumps.formats.snapshot import SNAPSHOT, filling, finish_snapshot, prepare_snapshot
from envnews.dumps.formats.table import write_table
from envnews.dumps.publishing import doubts, epoch, history
from envnews.dumps.publishing.folder import locked, place_changes, place_feeds, place_full
from envnews.dumps.publishing.holding import give_out, held_portals
from envnews.dumps.publishing.manifest import write_agencies, write_portals, write_rights
from envnews.dumps.publishing.retention import clean
from envnews.dumps.records.layout import FEEDS, LATEST, Latest
from envnews.dumps.records.scope import EVERYTHING, Scope
from envnews.dumps.records.state import State, open_state
from envnews.errors import UsageError
from envnews.run.lock import AT_ONCE, Waiting
from envnews.store.file.database import storage_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from envnews.dumps.formats.files import FileFacts

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
        held: Portals that stay as they were published last.
        waiting: For whoever writes the database, if something has to be written there.
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
    held: tuple[str, ...] = ()
    waiting: Waiting = AT_ONCE


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
        LockedError: Another process is publishing into the folder, or writes the database where this has to.
        UsageError: The folder holds a dump of another scope, or a format is unknown.
    """
    unknown = set(plan.formats) - set(FORMATS)
    if unknown:
        raise UsageError(f"{', '.join(sorted(unknown))}: no such format; there are {', '.join(FORMATS)}")
    if plan.scope.portals and (others := sorted(set(plan.held) - set(plan.scope.portals))):
        raise UsageError(f"--except {', '.join(others)} is none of --portal; it is left out anyway")
    with storage_errors(plan.out), locked(plan.out):
        previous = None if plan.new_epoch else history.last_published(plan)
        if plan.new_epoch:
            epoch.begin(plan)
        give_out(plan, previous)
        work = plan.out / ".work"
        shutil.rmtree(work, ignore_errors=True)
        try:
            return _publish(plan, previous, work, progress)
        finally:
            shutil.rmtree(work, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Written:
    """What was written beside its place.

    Attributes:
        state: The state of the database that it says.
        files: Those of a full dump, None where the last one stays.
        changed: The change file, None where nothing changed.
        feeds: Names of the feeds' files.
        forced: What the guard objected to.
        articles: How many there are in scope.
        masked: How many of them were masked.
    """

    state: State
    files: list[FileFacts] | None
    changed: FileFacts | None
    feeds: Sequence[str]
    forced: tuple[str, ...]
    articles: int
    masked: int


def _publish(
    plan: PublishPlan, previous: Latest | None, work: Path, progress: Callable[[str], None]
) -> Published:
    written = _write(plan, previous, work, progress)
    latest = _place(plan, previous, work, written)
    kept = clean(plan.out, latest, plan.keep)
    replace_file(plan.out / LATEST, kept.latest.to_json())
    kept.remove()
    changes = written.changed.rows if written.changed else 0
    return Published(kept.latest, written.articles, changes, written.masked)


def _write(
    plan: PublishPlan, previous: Latest | None, work: Path, progress: Callable[[str], None]
) -> _Written:
    """Write what is published into the folders of `work`, from one state of the database."""
    for name in ("full", "changes", "feeds"):
        (work / name).mkdir(parents=True)
    whole = not plan.changes_only or not history.describes_everything(plan, previous)
    plain = work / "full" / SNAPSHOT if whole and "sqlite" in plan.formats else None
    if plain:
        prepare_snapshot(plan.database, plain)
    scope = replace(plan.scope, held=tuple(held_portals(plan, previous).items()))
    with (
        open_state(plan.database, scope, plain) as state,
        storage_errors(plan.out),
        filling(state) as complete,
    ):
        history.check(plan, state, previous)
        forced = doubts.objections(plan, state, previous)
        files = _write_full(state, plan, work / "full", complete, progress) if whole else None
        look_at_all(state)
        progress("changes")
        changed = _write_changes(state, previous, work / "changes")
        progress("feeds")
        feeds = write_feeds(state, work / "feeds", plan.base_url)
        articles = state.count() if files is None else _articles(files)
        return _Written(state, files, changed, feeds, forced, articles, state.masked or 0)


def _place(plan: PublishPlan, previous: Latest | None, work: Path, written: _Written) -> Latest:
    """Bring what was written to its place, and return what `latest.json` will say of it."""
    state, changed, forced = written.state, written.changed, written.forced
    if previous is not None and written.files is None:
        full = previous.full
    else:
        full = place_full(state, written.files or [], work / "full", plan.out, forced)
    changes = tuple(previous.changes) if previous else ()
    if changed:
        changes += (place_changes(changed, state, previous, work / "changes", plan.out),)
    place_feeds(plan.out, work / "feeds", state)
    return Latest(
        dataset=state.dataset.name,
        epoch=state.dataset.epoch,
        scope=state.scope.name,
        head_seq=state.head_seq,
        as_of=state.as_of,
        full=full,
        changes=changes,
        purged=previous.purged if previous else (),
        feeds=tuple(f"{FEEDS}/{name}" for name in written.feeds),
        forced=forced,
        held=dict(state.scope.held),
    )


def _articles(files: Sequence[FileFacts]) -> int:
    return sum(file.rows for file in files if file.name.startswith("articles-"))


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
            from envnews.dumps.formats.parquet import write_parquet  # noqa: PLC0415 - pyarrow is an extra

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
