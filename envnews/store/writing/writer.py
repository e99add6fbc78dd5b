"""The one writer of a database file.

All that is written goes through here: each batch is one transaction that takes the write lock first, so an
article, its page state and its marks are stored together or not at all, and a killed process leaves whole
batches. SQLite before 3.51.3 has a bug with several writers of one write-ahead log; hence one.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar, assert_never

from envnews.clock import now
from envnews.errors import DataError, LockedError, StorageError
from envnews.store.articles import reprints, takedown
from envnews.store.articles.classes import classify_again
from envnews.store.articles.records import store_article
from envnews.store.articles.rows import utc_text
from envnews.store.articles.withdrawal import Withdrawal
from envnews.store.changes import (
    ArticleFetched,
    ColumnCompleted,
    FetchFailed,
    ListChecked,
    NotModified,
    Quarantined,
    Stored,
)
from envnews.store.crawl import pages, runs
from envnews.store.crawl.alarms import read_alarms, write_alarms
from envnews.store.crawl.facts import portal_facts
from envnews.store.crawl.measures import BatchMeasures, count_listed
from envnews.store.file.database import connect, immediate, storage_errors
from envnews.store.file.dataset import set_dataset
from envnews.store.search import feeds
from envnews.store.search.index import optimise_index, rebuild_index
from envnews.store.writing.batch import RECHECK, Batch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date, datetime, timedelta

    from envnews.model import Column, PortalInfo
    from envnews.store.articles.takedown import Reason, Withdrawn
    from envnews.store.changes import Change
    from envnews.store.crawl.alarms import Alarm
    from envnews.store.crawl.facts import PortalFacts
    from envnews.store.crawl.runs import Verdict
    from envnews.store.file.dataset import Dataset
    from envnews.store.search.feeds import SavedSearch

logger = logging.getLogger(__name__)

T = TypeVar("T")


class Writer:
    """Writes batches of changes and the rows of runs, from the thread that made it.

    Opening creates and migrates the file where needed, and closes as killed the runs of dead processes.

    Args:
        path: The database file.
        recheck: When pages are looked at again, counted from their first answer.
        withdrawal: When a page counts as gone for good.
        clock: The present time, aware; it dates runs and `updated_at`. Times of observation come with
            the changes.

    Raises:
        DataError: The file is none of envnews's, is damaged, or is newer than this program.
        StorageError: The disk or a permission forbids it.
        LockedError: Another process holds the file.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        recheck: Sequence[timedelta] = RECHECK,
        withdrawal: Withdrawal = Withdrawal(),  # noqa: B008 - frozen
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.path = Path(path)
        self._recheck = tuple(recheck)
        self._withdrawal = withdrawal
        self._clock = clock
        self._connection = connect(self.path)
        self._connection.row_factory = sqlite3.Row
        with self._transaction():
            runs.close_dead_runs(self._connection, self._now())
            self._open_portal_runs: dict[str, int] = {}
            self._portals = {row["key"] for row in self._connection.execute("SELECT key FROM portals")}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Bring the write-ahead log home, as far as readers and the disk allow without waiting, and close."""
        with storage_errors(self.path), closing(self._connection):
            self._connection.execute("PRAGMA busy_timeout = 0")
            try:
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_FULL:
                    raise
                # All is committed, in the log: the database is whole, and the next run brings the log home.
                logger.warning("%s: the disk is full; make room before the next run", self.path)

    def write(self, changes: Sequence[Change]) -> list[Stored | None]:
        """Store the changes in one transaction, in their order.

        Returns:
            For each change what became of its article; None for a change that brings none.

        Raises:
            DataError: A change names a portal whose run was never opened.
            StorageError: The disk is full or fails; nothing of the batch is stored.
            LockedError: Another process holds the file; nothing of the batch is stored.
        """
        with self._batch() as batch:
            measures = BatchMeasures()
            outcomes = []
            for change in changes:
                outcomes.append(self._store(batch, change))
                measures.take(change)
            measures.write(self._connection, self._open_portal_runs)
        return outcomes

    def _store(self, batch: Batch, change: Change) -> Stored | None:
        if change.portal not in self._portals:
            raise DataError(
                f"{self.path}: portal {change.portal} is not described; open a portal run for it first"
            )
        match change:
            case ArticleFetched():
                return store_article(batch, change)
            case ListChecked():
                pages.store_list(batch, change)
            case ColumnCompleted():
                pages.store_completion(batch, change)
            case NotModified():
                pages.store_not_modified(batch, change)
            case FetchFailed():
                pages.store_failure(batch, change)
            case Quarantined():
                pages.store_quarantined(batch, change)
            case _:
                assert_never(change)
        return None

    def withdraw(self, name: str, reason: Reason) -> Withdrawn | None:
        """Take back the article with this id or address; None where there is none.

        What is erased is overwritten in the file too, as soon as nobody reads an earlier state; a second call makes sure.
        """
        with storage_errors(self.path):
            self._connection.execute("PRAGMA secure_delete = ON")
        with self._batch() as batch:
            row = takedown.find_article(self._connection, name)
            withdrawn = takedown.withdraw(batch, row, reason) if row else None
        if withdrawn and reason in takedown.ERASING:
            return replace(withdrawn, overwritten=self._overwrite())
        return withdrawn

    def _overwrite(self) -> bool:
        """Overwrite in the file what was erased; return whether that is done. The withdrawal counts already."""
        try:
            with self._transaction():
                optimise_index(self._connection)
            with storage_errors(self.path):
                busy, *_ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except (StorageError, LockedError) as error:
            logger.warning("%s", error)
            return False
        return not busy

    def merge(self, name: str, into: str) -> None:
        """Say that two articles, each named by id or address, are one document: the second.

        Raises:
            DataError: One of them is not there, or they are the same.
        """
        with self._batch() as batch:
            row, target = (takedown.find_article(self._connection, each) for each in (name, into))
            if row is None or target is None or row["id"] == target["id"]:
                raise DataError(
                    f"{self.path}: {name} and {into} are not two articles; name two that are stored"
                )
            takedown.merge(batch, row, target["id"])

    def reindex(self) -> int:
        """Make the search index anew, place articles that no story knows, and classify all; return how many are indexed."""
        with self._batch() as batch:
            reprints.place_missing(batch)
            classify_again(batch)
        with self._transaction():
            return rebuild_index(self._connection)

    def transact(self, work: Callable[[Batch], T]) -> T:
        """Run `work` in one transaction, whose changes count together or not at all."""
        with self._batch() as batch:
            return work(batch)

    def save_search(self, search: SavedSearch) -> None:
        """Keep a saved search, in place of one of the same name."""
        with self._transaction():
            feeds.save_search(self._connection, search, self._now())

    def forget_search(self, name: str) -> bool:
        """Forget a saved search; return whether there was one of this name."""
        with self._transaction():
            return feeds.forget_search(self._connection, name)

    def change_dataset(self, dataset: Dataset) -> None:
        """Name the dataset and its history of changes."""
        with self._transaction():
            set_dataset(self._connection, dataset)

    def open_run(self, command: str) -> int:
        """Open the row of a run of this process and return its number."""
        with self._transaction():
            return runs.open_run(self._connection, command, self._now())

    def open_portal_run(
        self,
        run: int,
        portal: PortalInfo,
        columns: Sequence[Column] = (),
        unverified_hosts: Sequence[str] = (),
    ) -> int:
        """Describe the portal and its columns as they are now, open its part of the run, return its number.

        `unverified_hosts` are those of its hosts whose certificate is not verified.
        """
        with self._transaction():
            runs.describe_portal(self._connection, portal, columns, self._now())
            number = runs.open_portal_run(self._connection, run, portal.key, self._now(), unverified_hosts)
        self._portals.add(portal.key)
        self._open_portal_runs[portal.key] = number
        return number

    def alarms(self) -> dict[str, Alarm]:
        """Return what the operator was told of portals in trouble, by portal."""
        with storage_errors(self.path):
            return read_alarms(self._connection)

    def note_alarms(self, alarms: Mapping[str, Alarm | None]) -> None:
        """Note what the operator has now been told; None where a trouble is over."""
        with self._transaction():
            write_alarms(self._connection, alarms)

    def facts(self, portal_run: int, since: date, rules: int | None = None) -> PortalFacts:
        """Return what the health of a portal run's portal is judged by; see `portal_facts`."""
        with self._transaction():
            count_listed(self._connection, portal_run)
        with storage_errors(self.path):
            return portal_facts(self._connection, portal_run, since.isoformat(), rules)

    def close_portal_run(self, portal_run: int, verdict: Verdict, counters: Mapping[str, int]) -> None:
        """Close a portal's part of a run with its verdict and what was counted."""
        with self._transaction():
            self._open_portal_runs = {
                portal: number for portal, number in self._open_portal_runs.items() if number != portal_run
            }
            runs.close_portal_run(
                self._connection,
                portal_run,
                verdict,
                counters=counters,
                at=self._now(),
            )

    def close_run(self, run: int, exit_code: int) -> None:
        """Close the row of a run."""
        with self._transaction():
            runs.close_run(self._connection, run, exit_code, self._now())

    @contextmanager
    def _batch(self) -> Iterator[Batch]:
        with self._transaction():
            batch = Batch.begin(self._connection, self._clock(), self._recheck, self._withdrawal)
            yield batch
            batch.finish()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with storage_errors(self.path), immediate(self._connection):
            yield

    def now(self) -> datetime:
        """Return the present time by the writer's clock, in UTC."""
        return self._clock()

    def _now(self) -> str:
        return utc_text(self._clock())
