"""Filling a database from a dump: the full load once, then the changes, each exactly once.

First everything is verified, then it is applied in batches, each with the cursor in its own transaction. A
second run finds nothing to do; a killed one is taken up where it was. What cannot be trusted, or does not
follow on what was imported before, is refused as a whole.
"""

from __future__ import annotations

import json
from collections import Counter
from contextlib import closing, nullcontext
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from envnews.dumps.importing.continuing import needed_changes, needs_full, read_cursor
from envnews.dumps.importing.parts import Holds, Reject
from envnews.dumps.importing.source import open_source
from envnews.dumps.importing.validate import safe_record
from envnews.dumps.importing.verify import verify
from envnews.dumps.records.layout import parse_latest
from envnews.dumps.records.nested import RejectedError
from envnews.dumps.records.record import Field, published_fields
from envnews.run.lock import AT_ONCE, Waiting, database_lock
from envnews.store.file.database import connect, storage_errors
from envnews.store.imports import incoming
from envnews.store.imports import progress as import_progress
from envnews.store.imports.incoming import ClaimError, Put
from envnews.store.writing.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from envnews.dumps.importing.parts import Part
    from envnews.dumps.importing.source import DumpSource
    from envnews.dumps.importing.verify import Verified
    from envnews.dumps.records.layout import Latest
    from envnews.store.imports.progress import Cursor
    from envnews.store.writing.batch import Batch

BATCH: Final = 500
"""Lines applied in one transaction."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What to import.

    Attributes:
        source: Folder of a dump, its `latest.json`, or the https address of one.
        database: The database file; it is made where there is none.
        full: Load the full dump even where changes would do; needed after a new epoch or a long pause.
        dry_run: Verify everything and write nothing.
        rejects: File for the lines that are left out; beside the database by default.
    """

    source: str
    database: Path
    full: bool = False
    dry_run: bool = False
    rejects: Path | None = None
    waiting: Waiting = AT_ONCE


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did.

    Attributes:
        full: Whether the full dump was loaded.
        rows: Lines that were to be applied.
        counts: What became of them, by `Put`; empty after a dry run.
        removed: Articles that the full dump no longer had.
        rejects: Lines that were left out.
        head_seq: Number of the last change of the dump.
    """

    full: bool
    rows: int
    head_seq: int
    counts: dict[str, int] = field(default_factory=dict)
    removed: int = 0
    rejects: tuple[Reject, ...] = ()


def import_dump(plan: ImportPlan, progress: Callable[[int, int], None] = lambda done, rows: None) -> Imported:
    """Import a dump; `progress` hears how many lines of how many are applied.

    Raises:
        DataError: The dump is damaged, of another version or epoch, or leaves a gap; nothing was written.
        UsageError: The source is neither a folder nor an https address.
        UnavailableError: The address cannot be reached.
        StorageError: The disk is full or may not be written; a rerun goes on.
        LockedError: Another process holds the database: a crawl, or another import.
    """
    with open_source(plan.source) as source, storage_errors(plan.database):
        latest = parse_latest(source.latest(), source.name)
        # Two imports at once would each take for gone what the other one has not confirmed yet.
        with nullcontext() if plan.dry_run else database_lock(plan.database, plan.waiting):
            return _import(plan, source, latest, progress)


def _import(
    plan: ImportPlan, source: DumpSource, latest: Latest, progress: Callable[[int, int], None]
) -> Imported:
    cursor = read_cursor(plan.database, latest, migrate=not plan.dry_run)
    full = plan.full or needs_full(plan.source, latest, cursor)
    changes = needed_changes(plan.source, latest, latest.full.seq if full else cursor.seq if cursor else 0)
    if not full and not changes:
        return Imported(False, 0, latest.head_seq)
    verified = verify(source, latest, record_fields(), changes, full=full)
    if plan.dry_run:
        return Imported(full, verified.rows, latest.head_seq, rejects=tuple(verified.rejects))
    rejects = list(verified.rejects)
    with Writer(plan.database) as writer:
        run = writer.open_run("import")
        done = _Application(writer, latest, verified, rejects, progress).run(full=full)
        writer.close_run(run, 0)
    if rejects:
        _write_rejects(plan, rejects)
    return replace(done, rejects=tuple(rejects))


@cache
def record_fields() -> tuple[Field, ...]:
    """Return the fields of the record as this program's own databases have them."""
    with TemporaryDirectory() as folder, closing(connect(Path(folder) / "empty.db")) as connection:
        return published_fields(connection)


class _Application:
    """Applies what was verified, batch by batch."""

    def __init__(
        self,
        writer: Writer,
        latest: Latest,
        verified: Verified,
        rejects: list[Reject],
        progress: Callable[[int, int], None],
    ) -> None:
        self._writer = writer
        self._latest = latest
        self._verified = verified
        self._rejects = rejects
        self._progress = progress
        self._counts: Counter[str] = Counter()
        self._done = 0
        self._crawled: frozenset[str] = frozenset()
        self._hosts: frozenset[str] = frozenset()
        self._fields = [field.name for field in record_fields()]

    def run(self, *, full: bool) -> Imported:
        """Apply everything that is not applied yet."""
        self._writer.transact(import_progress.end_mirroring)
        cursor = self._writer.transact(self._begin) if full else self._read()
        removed = 0
        if full:
            removed = self._load(cursor)
            cursor = self._read()
        else:
            self._writer.transact(self._portals)
        for part in self._verified.changes:
            cursor = self._follow(cursor, part)
        return Imported(full, self._verified.rows, self._latest.head_seq, dict(self._counts), removed)

    def _read(self) -> Cursor:
        return self._writer.transact(self._find)

    def _find(self, batch: Batch) -> Cursor:
        key = (self._latest.dataset, self._latest.scope)
        cursors = import_progress.read_cursors(batch.connection)
        return next(cursor for cursor in cursors if (cursor.dataset, cursor.scope) == key)

    def _portals(self, batch: Batch) -> None:
        self._crawled = import_progress.crawled_portals(batch.connection)
        self._hosts = import_progress.crawled_hosts(batch.connection)
        incoming.put_portals(batch, self._verified.portals, self._crawled)
        incoming.put_agencies(batch, self._verified.agencies)

    def _begin(self, batch: Batch) -> Cursor:
        """Begin the load of the full dump, unless it was begun already."""
        latest = self._latest
        cursors = [
            each for each in import_progress.read_cursors(batch.connection) if each.dataset == latest.dataset
        ]
        if not cursors or cursors[0].loading != latest.full.sha256:
            import_progress.begin_load(batch, latest.dataset, latest.scope, latest.epoch, latest.full.sha256)
        self._portals(batch)
        return self._find(batch)

    def _load(self, cursor: Cursor) -> int:
        """Load the full dump from where it stands; return how many articles it no longer had."""
        before = 0
        for part in self._verified.full:
            skip = cursor.records - before
            values = ((number, value) for number, value in part.values() if number > skip)
            while lines := list(islice(values, BATCH)):
                self._apply(replace(cursor, records=before + lines[-1][0]), part, lines)
            before += part.rows
        complete = replace(cursor, seq=self._latest.full.seq, loading=None, records=0)

        def finish(batch: Batch) -> int:
            removed = incoming.remove_unconfirmed(batch, cursor)
            import_progress.save_progress(batch, complete)
            return removed

        return self._writer.transact(finish)

    def _follow(self, cursor: Cursor, part: Part) -> Cursor:
        values = ((number, value) for number, value in part.values() if value["seq"] > cursor.seq)
        while lines := list(islice(values, BATCH)):
            self._apply(replace(cursor, seq=lines[-1][1]["seq"]), part, lines)
        cursor = replace(cursor, seq=max(part.last, cursor.seq))
        self._writer.transact(lambda batch: import_progress.save_progress(batch, cursor))
        return cursor

    def _apply(self, cursor: Cursor, part: Part, lines: Sequence[tuple[int, dict[str, Any]]]) -> None:
        """Apply lines in one transaction, with the cursor behind them."""
        prepared = list(self._prepared(part, lines))

        def work(batch: Batch) -> Counter[str]:
            counts: Counter[str] = Counter()
            for number, value, columns in prepared:
                try:
                    counts[self._put(batch, cursor, value, columns)] += 1
                except ClaimError as error:
                    counts[Put.REFUSED] += 1
                    self._rejects.append(Reject(part.name, number, str(error)))
            import_progress.save_progress(batch, cursor)
            return counts

        self._counts.update(self._writer.transact(work))
        self._done += len(lines)
        self._progress(self._done, self._verified.rows)

    def _put(self, batch: Batch, cursor: Cursor, value: dict[str, Any], columns: list[str]) -> Put:
        if value["portal"] in self._crawled:
            return Put.SKIPPED
        if columns:
            return incoming.put_record(batch, cursor, value, columns, self._hosts)
        return incoming.put_tombstone(batch, cursor, value)

    def _prepared(
        self, part: Part, lines: Sequence[tuple[int, dict[str, Any]]]
    ) -> Iterator[tuple[int, dict[str, Any], list[str]]]:
        """Yield number, record with its HTML made safe and the columns it fills; tombstones fill none."""
        for number, value in lines:
            if part.holds is Holds.TOMBSTONES or (part.holds is Holds.CHANGES and value["op"] != "upsert"):
                yield number, {"withdrawn_reason": None, "merged_into": None, **value}, []
                continue
            try:
                yield number, safe_record(value), [name for name in self._fields if name in value]
            except RejectedError as error:
                self._rejects.append(Reject(part.name, number, str(error)))


def _write_rejects(plan: ImportPlan, rejects: Sequence[Reject]) -> None:
    file = plan.rejects or plan.database.with_name(plan.database.name + ".rejects.jsonl")
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(asdict(reject), ensure_ascii=False) + "\n" for reject in rejects)


__all__ = ["ImportPlan", "Imported", "import_dump", "record_fields"]
