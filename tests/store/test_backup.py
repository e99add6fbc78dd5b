"""Backups before a migration, and the free-space guard."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from envnews.errors import StorageError
from envnews.store import Writer
from envnews.store.file.database import VERSION
from envnews.store.file.interruption import interruptibly
from envnews.store.file.space import needed_space, require_space

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.proves("F14", "the state before a migration stands beside the database")
def test_an_older_database_is_copied_before_it_is_migrated(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    Writer(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (text TEXT)")
        connection.execute(f"PRAGMA user_version = {VERSION - 1}")
    Writer(path).close()
    with closing(sqlite3.connect(tmp_path / f"news.db.v{VERSION - 1}.backup")) as copy:
        assert copy.execute("PRAGMA user_version").fetchone()[0] == VERSION - 1
        assert copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    with closing(sqlite3.connect(path)) as migrated:
        assert migrated.execute("PRAGMA user_version").fetchone()[0] == VERSION


def test_a_new_database_leaves_no_copy(tmp_path: Path) -> None:
    Writer(tmp_path / "news.db").close()
    assert not list(tmp_path.glob("*.backup"))


def test_a_crawl_wants_room_for_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    assert needed_space(path) == 500 * 2**20
    with path.open("wb") as file:
        file.truncate(3 * 2**30)
    assert needed_space(path) == 6 * 2**30


def test_a_disk_without_room_is_refused_with_figures(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"MB are free, a crawl wants \d+ MB; make room"):
        require_space(tmp_path / "news.db", least=10**12)
    require_space(tmp_path / "news.db", least=1)


def test_an_endless_statement_ends_with_a_signal() -> None:
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as connection:
        timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
        timer.start()
        with pytest.raises(KeyboardInterrupt):
            interruptibly(connection, lambda: connection.execute(endless).fetchone())
        timer.join()
        assert interruptibly(connection, lambda: connection.execute("SELECT 1").fetchone()) == (1,)


def test_a_backup_that_is_interrupted_ends_at_once_and_leaves_nothing(tmp_path: Path) -> None:
    """An index makes the copy slow: each of its entries takes a tenth of a second or so."""
    database = tmp_path / "news.db"
    Writer(database).close()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE slow (n INTEGER PRIMARY KEY)")
        connection.execute(
            "INSERT INTO slow WITH RECURSIVE n (i) AS (VALUES (1) UNION SELECT i + 1 FROM n LIMIT 24) SELECT i FROM n"
        )
        began = time.monotonic()
        connection.execute("CREATE INDEX slow_index ON slow (length(hex(zeroblob(30000000 + n))))")
        connection.commit()
    whole = time.monotonic() - began
    command = [sys.executable, "-m", "envnews", "backup", "--db", str(database)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as backup:  # noqa: S603 - our own interpreter
        while not list(tmp_path.glob("backups/.news-*")):
            time.sleep(0.05)
        sent = time.monotonic()
        backup.send_signal(signal.SIGINT)
        _, told = backup.communicate(timeout=60)
    assert time.monotonic() - sent < whole / 2
    assert (backup.returncode, told) == (130, "\nenvnews: interrupted\n")
    assert not list((tmp_path / "backups").iterdir())
