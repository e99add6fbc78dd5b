"""Backups before a migration, and the free-space guard."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from envnews.errors import StorageError
from envnews.store import Writer
from envnews.store.database import VERSION
from envnews.store.space import needed_space, require_space

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
