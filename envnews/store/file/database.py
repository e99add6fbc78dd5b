"""Opening a database file: created, migrated, checked, with the pragmas that every connection needs.

A file is envnews's if its `application_id` says so; anything else is refused before a byte is written.
SQLite's errors leave this package as ours: `storage_errors` names the file and says what to do.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from envnews.errors import DataError, LockedError, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

APPLICATION_ID = int.from_bytes(b"envn", "big")
"""What `PRAGMA application_id` says in every database of envnews; `file` shows it too."""

VERSION = 18
"""The schema's version, in `PRAGMA user_version`: the number of the last step in `migrations`."""

BUSY_TIMEOUT = 30_000
"""Milliseconds to wait for another process's lock: an analyst's transaction, a backup."""

_DAMAGED = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_NO_LOG = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
_FULL = {errno.ENOSPC, errno.EDQUOT}
_STORAGE = {
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: check that its directory exists and may be written to",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full; make room and run again",
    sqlite3.SQLITE_IOERR: "cannot be read or written: check the disk",
    sqlite3.SQLITE_PERM: "may not be used: check its permissions",
    sqlite3.SQLITE_READONLY: "cannot be written: check the permissions of the file and its directory",
}
_EFFECTIVE = os.access in os.supports_effective_ids
_LEAST = 1 << 16
"""Bytes that are free on a disk, or it counts as full: SQLite's index of the log takes half of them."""
_UNLOGGED = (
    "SQLite keeps a log beside it, and the folder may not be written to; read a copy made by `envnews backup`, which"
    " needs none, or ask for the right to write to the folder"
)


def open_database(path: Path | str, *, readonly: bool = False) -> Database:
    """Open the database at `path` for sqlite-utils; it is created and migrated unless `readonly`.

    Writing belongs to `Writer`; this is for reading, maintenance and tests.

    Raises:
        DataError: The file is none of envnews's, is damaged, is newer than this program, or, with
            `readonly`, is absent or older than this program.
        StorageError: The disk or a permission forbids it.
        LockedError: Another process holds the file for longer than half a minute.
    """
    from sqlite_utils import Database  # noqa: PLC0415 - takes half a second, which `--help` need not pay

    return Database(connect(path, readonly=readonly), execute_plugins=False)


def connect(path: Path | str, *, readonly: bool = False, any_thread: bool = False) -> sqlite3.Connection:
    """Open the database at `path` as `open_database` does, as a plain connection in autocommit mode.

    With `any_thread` other threads may use it, one at a time.
    """
    path = Path(path)
    with storage_errors(path):
        must_be_file(path)
        if readonly:
            must_exist(path)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
        uri = f"file:{quote(str(path))}?mode={'ro' if readonly else 'rwc'}"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=not any_thread)
        try:
            connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT:d}")
            connection.execute("PRAGMA foreign_keys = ON")
            version = _version(connection, path, readonly=readonly)
            if not readonly:
                _prepare_for_writing(connection, path, version)
        except BaseException as error:
            connection.close()
            closed = not os.access(path.resolve().parent, os.W_OK, effective_ids=_EFFECTIVE)
            if readonly and closed and _code(error) in _NO_LOG and os.access(path, os.R_OK):
                raise StorageError(f"{path}: {_UNLOGGED}") from error
            raise
    return connection


def must_be_file(path: Path) -> None:
    """Raise StorageError where something else is at `path`: a directory, a pipe, a device."""
    if path.exists() and not path.is_file():
        kind = "a directory" if path.is_dir() else "no file"
        raise StorageError(f"{path}: this is {kind} and cannot be opened; give the database's file with --db")


def must_exist(path: Path) -> None:
    """Raise DataError where there is no file at `path`."""
    if not path.exists():
        raise DataError(
            f"{path}: there is no database yet; name another with --db, or let `envnews crawl` make one"
        )


def _code(error: BaseException) -> int:
    """Return SQLite's primary code of an error, the low byte; the rest tells cases of it apart. 0 for other errors."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _version(connection: sqlite3.Connection, path: Path, *, readonly: bool) -> int:
    """Return the file's schema version, 0 if it is empty; refuse what this program cannot read."""
    application_id: int = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    empty = connection.execute("SELECT count(*) = 0 FROM sqlite_schema").fetchone()[0]
    if application_id != APPLICATION_ID and not (empty and application_id == 0):
        raise DataError(f"{path}: this SQLite file was not made by envnews; give another --db")
    if version > VERSION:
        raise DataError(
            f"{path}: the database has schema version {version}, this program knows up to {VERSION};"
            " install a newer envnews"
        )
    if readonly and version < VERSION:
        raise DataError(
            f"{path}: the database has schema version {version}, this program reads {VERSION};"
            f" `envnews migrate --db {path}` brings it up to date, the next crawl too"
        )
    return version


def _prepare_for_writing(connection: sqlite3.Connection, path: Path, version: int) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA journal_size_limit = 67108864")
    # A batch touches pages all over the indexes: read once, and written home less often, they cost the system half the time.
    connection.execute("PRAGMA cache_size = -32000")
    connection.execute("PRAGMA wal_autocheckpoint = 4000")
    # What a statement needs to take itself back went to a file, two writes for each page that it touched.
    connection.execute("PRAGMA temp_store = MEMORY")
    if version < VERSION:
        from envnews.store.file.backup import back_up_before_migration  # noqa: PLC0415 - imports this module
        from envnews.store.migrations import migrate  # noqa: PLC0415 - likewise

        if version:
            back_up_before_migration(path, version)
        migrate(connection)


@contextmanager
def immediate(connection: sqlite3.Connection) -> Iterator[None]:
    """Run the block in one transaction that takes the write lock first.

    A deferred transaction that reads before it writes fails at once, without waiting for `busy_timeout`,
    when another process has written in between.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk has already rolled back, and a second rollback would hide the error.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Raise SQLite's and the system's errors about `path` as DataError, LockedError or StorageError.

    Constraint and programming errors pass: they are ours to mend, not the operator's.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = _code(error)
        if code in _DAMAGED:
            raise DataError(
                f"{path}: this is no SQLite database, or a damaged one ({error}); restore a backup,"
                " with no -wal and -shm file of before beside it, or give another --db"
            ) from error
        if code in _LOCKED:
            raise LockedError(f"{path}: another process holds the database; try again later") from error
        if code == sqlite3.SQLITE_IOERR and _is_full(path):
            code = sqlite3.SQLITE_FULL  # a reader, too, needs room: for the index of the log
        if code in _STORAGE:
            raise StorageError(f"{path}: the database {_STORAGE[code]} ({error})") from error
        raise
    except OSError as error:
        # What goes into a database may be read from elsewhere. Files made for it lie above it, or bear its name.
        named = str(error.filename or path)
        where = path if path.name in named or path.is_relative_to(named) else named
        if error.errno in _FULL:
            raise StorageError(f"{where}: the disk is full; make room and run again") from error
        raise StorageError(
            f"{where}: {error.strerror or error}; check the path and its permissions"
        ) from error


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.absolute().parent).free < _LEAST
    except OSError:
        return False
