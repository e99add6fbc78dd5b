"""Backups of a live database: SQLite writes the copy, a check reads it, and only then does it get its name.

Copying the file itself loses what stands in the write-ahead log, silently. `VACUUM INTO` copies one
consistent state while a crawl goes on writing.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from envnews.errors import DataError, StorageError
from envnews.store.file.database import connect, storage_errors
from envnews.store.file.interruption import interruptibly
from envnews.store.file.space import sync

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

RESERVE: Final = 100 * 1024 * 1024
"""Bytes that stay free on the disk beside a backup."""

ABANDONED: Final = 86_400
"""Seconds after which no backup is still being written."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that has been read back: its file, its size in bytes, and how many articles it holds."""

    path: Path
    size: int
    articles: int


def back_up(database: Path, target: Path) -> Backup:
    """Write a checked copy of a database to `target`, which is replaced at the end or not at all.

    Raises:
        DataError: There is no database, or the copy fails its check; `target` is as it was.
        StorageError: The disk has no room or fails; `target` is as it was.
    """
    with storage_errors(target), closing(connect(database, readonly=True, any_thread=True)) as connection:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _copied(connection, target) as part:
            written = check_backup(part)
    return Backup(target, target.stat().st_size, written.articles)


def dated_backup(directory: Path, database: Path, at: datetime) -> Path:
    """Return where the backup that is made of a database at this time, in UTC, belongs.

    >>> from datetime import datetime
    >>> from pathlib import Path
    >>> str(dated_backup(Path("backups"), Path("data/envnews.db"), datetime(2022, 7, 22, 7, 10)))
    'backups/envnews-20220722T071000Z.db'
    """
    return directory / f"{database.stem}-{at:%Y%m%dT%H%M%SZ}.db"


def delete_older(made: Path, database: Path, keep: int) -> None:
    """Delete the oldest dated backups of a database beside the one just made, so that `keep` are left with it.

    Those of databases whose name only begins alike stay, and so does `made`, whatever a clock that was wrong has
    called the others.
    """
    dated = re.compile(rf"{re.escape(database.stem)}-\d{{8}}T\d{{6}}Z\.db")
    others = sorted(path for path in made.parent.iterdir() if dated.fullmatch(path.name) and path != made)
    for path in others[: max(0, len(others) - keep + 1)]:
        path.unlink()


def delete_abandoned(directory: Path, database: Path) -> None:
    """Delete what backups of a database have left that were killed: parts of copies that are older than a day."""
    part = re.compile(rf"\.{re.escape(database.stem)}-\d{{8}}T\d{{6}}Z\.db\.\d+")
    for path in directory.iterdir() if directory.is_dir() else ():
        if part.fullmatch(path.name) and path.stat().st_mtime < time.time() - ABANDONED:
            path.unlink()


def check_backup(path: Path) -> Backup:
    """Read a whole backup, as a restore would, and return what it holds.

    Raises:
        DataError: It is damaged, or none of envnews's.
    """
    with storage_errors(path), closing(connect(path, readonly=True, any_thread=True)) as connection:
        problems, strays = interruptibly(connection, lambda: _problems(connection))
        if problems != ["ok"] or strays:
            raise DataError(f"{path}: the copy is damaged ({'; '.join(problems)}); make another backup")
        articles = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    return Backup(path, path.stat().st_size, articles)


def _problems(connection: sqlite3.Connection) -> tuple[list[str], object]:
    """Return what is wrong with a file's pages, `ok` where nothing is, and a row that refers to none."""
    problems = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
    return problems, connection.execute("PRAGMA foreign_key_check").fetchone()


def back_up_before_migration(path: Path, version: int) -> Path:
    """Write `NAME.v<version>.backup` beside a database that is about to be migrated; return its path."""
    target = path.with_name(f"{path.name}.v{version}.backup")
    # Not opened as ours: this program no longer reads its version.
    opened = closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, check_same_thread=False))
    with opened as connection, _copied(connection, target):
        return target


@contextmanager
def _copied(connection: sqlite3.Connection, target: Path) -> Iterator[Path]:
    """Copy a database beside `target`; the copy gets that name if the block has nothing against it."""
    _need_room(connection, target)
    part = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        interruptibly(connection, lambda: connection.execute("VACUUM INTO ?", (str(part),)))
        sync(part)
        yield part
        part.replace(target)
        sync(target.parent)
    finally:
        part.unlink(missing_ok=True)


def _need_room(connection: sqlite3.Connection, target: Path) -> None:
    pages, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    free = shutil.disk_usage(target.parent).free
    if free < pages * size + RESERVE:
        raise StorageError(
            f"{target}: a copy takes up to {-(-pages * size // 2**20)} MB, {RESERVE // 2**20} MB stay free beside it,"
            f" and {free // 2**20} MB are free now; make room or back up to another disk"
        )
