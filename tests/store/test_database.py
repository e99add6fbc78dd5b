"""Opening files: ours, foreign, damaged, of another version, where nothing may be written."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from envnews.errors import DataError, LockedError, StorageError
from envnews.store import Stored, Writer, open_database
from envnews.store.file.backup import back_up
from envnews.store.file.database import APPLICATION_ID, VERSION, connect, storage_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from .conftest import Makers

NOBODY = 65534
"""The user without rights, in Linux."""


def pragma(connection: sqlite3.Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_new_file_is_created_with_its_directories(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "news #1?.db"
    with closing(connect(path)) as connection:
        assert pragma(connection, "user_version") == VERSION
        assert pragma(connection, "application_id") == APPLICATION_ID
        assert pragma(connection, "journal_mode") == "wal"
        assert pragma(connection, "foreign_keys") == 1
        assert pragma(connection, "synchronous") == 1
    assert path.exists()


def test_every_table_is_strict(path: Path) -> None:
    with closing(open_database(path)) as db:
        loose = [table.name for table in db.tables if not table.strict]
    # Virtual tables and what FTS5 makes for them know no strictness.
    assert [name for name in loose if not name.startswith("article_search")] == ["_sqlite_migrations"]


def test_the_version_is_the_number_of_migrations(path: Path) -> None:
    with closing(open_database(path)) as db:
        assert db["_sqlite_migrations"].count == VERSION


def test_opening_again_changes_nothing(path: Path) -> None:
    connect(path).close()
    before = path.read_bytes()
    connect(path).close()
    assert path.read_bytes() == before


@pytest.mark.proves("F15", "it is refused with both versions and keeps every byte")
def test_a_newer_database_is_refused_and_left_alone(path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(DataError, match=rf"schema version {VERSION + 1}.*newer envnews"):
        Writer(path)
    assert path.read_bytes() == before


def test_a_foreign_database_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(DataError, match="was not made by envnews"):
        open_database(path)
    assert path.read_bytes() == before


@pytest.mark.proves("F11", "the file keeps every byte")
def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.write_text("来源：浙江省生态环境厅\n" * 100)
    before = path.read_bytes()
    with pytest.raises(DataError, match="no SQLite database"):
        open_database(path)
    assert path.read_bytes() == before


def test_reading_an_absent_file_says_so_and_creates_none(path: Path) -> None:
    with pytest.raises(DataError, match="no database yet"):
        open_database(path, readonly=True)
    assert not path.exists()


def test_reading_an_empty_file_asks_for_an_update(path: Path) -> None:
    path.touch()
    with pytest.raises(DataError, match="schema version 0"):
        open_database(path, readonly=True)


@pytest.mark.proves("S13", "what reads cannot write")
def test_a_read_only_connection_cannot_write(path: Path) -> None:
    connect(path).close()
    with (
        closing(open_database(path, readonly=True)) as db,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        db.execute("DELETE FROM runs")


def test_a_directory_that_cannot_be_made_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match=r"file/envnews\.db"):
        open_database(tmp_path / "file" / "envnews.db")


def test_a_directory_in_place_of_the_file_is_a_storage_error(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be opened"):
        open_database(tmp_path)


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A directory that this process may read and not write: root, who may write anywhere, becomes nobody."""
    user = os.geteuid()
    with TemporaryDirectory() as folder:
        path = Path(folder)
        path.chmod(0o555)
        if user == 0:
            os.seteuid(NOBODY)
        try:
            yield path
        finally:
            os.seteuid(user)
            path.chmod(0o700)


@pytest.mark.proves("F8", "a directory without write permission is told as such")
def test_a_read_only_directory_is_a_storage_error(read_only: Path) -> None:
    with pytest.raises(StorageError, match=r"envnews\.db"):
        Writer(read_only / "envnews.db")
    assert not list(read_only.iterdir())


def test_a_reader_who_may_not_write_beside_the_database_is_told_to_read_a_copy(
    tmp_path: Path, read_only: Path
) -> None:
    user = os.geteuid()
    os.seteuid(os.getuid())
    read_only.chmod(0o755)
    with Writer(tmp_path / "news.db"):
        pass
    shutil.copy(tmp_path / "news.db", read_only)
    back_up(tmp_path / "news.db", read_only / "copy.db")
    read_only.chmod(0o555)
    os.seteuid(user)
    with pytest.raises(StorageError, match=r"news\.db: SQLite keeps a log beside it.*envnews backup"):
        connect(read_only / "news.db", readonly=True)
    connect(read_only / "copy.db", readonly=True).close()


def test_a_file_that_cannot_be_opened_for_another_reason_says_nothing_of_the_folder(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(path).close()

    def fail(*_: object, **__: object) -> int:
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
        raise error

    monkeypatch.setattr("envnews.store.file.database._version", fail)
    with pytest.raises(StorageError, match="cannot be opened"):
        connect(path, readonly=True)


@pytest.mark.proves("F6", "of a batch that does not fit nothing is stored or counted")
def test_a_full_disk_is_a_storage_error_and_nothing_of_the_batch_is_stored(
    writer: Writer, db: Database, make: Makers
) -> None:
    pages = pragma(writer._connection, "page_count")
    writer._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageError, match="the disk is full"):
        writer.write([make.fetched(number) for number in range(100)])
    assert db["articles"].count == 0
    writer._connection.execute("PRAGMA max_page_count = 1000000")
    assert writer.write([make.fetched()]) == [Stored.NEW]


def test_a_lock_held_by_another_process_is_a_locked_error(path: Path) -> None:
    with closing(connect(path)) as holder, closing(connect(path)) as other:
        other.execute("PRAGMA busy_timeout = 0")
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(LockedError, match="another process"), storage_errors(path):
            other.execute("BEGIN IMMEDIATE")
