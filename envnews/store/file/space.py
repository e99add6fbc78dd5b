"""The disk: a crawl that would fill it does not begin, and what has to survive a power cut is brought to it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Final

from envnews.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path

LEAST: Final = 500
"""Megabytes that are free, or no crawl begins: logs, other programs and a write-ahead log need room too."""


def needed_space(database: Path, least: int = LEAST) -> int:
    """Return the bytes that have to be free: `least` megabytes, or twice the database, so that a backup fits."""
    size = database.stat().st_size if database.exists() else 0
    return max(least * 2**20, 2 * size)


def home_of(database: Path) -> Path:
    """Return the directory in which a database stands or would be made, or the nearest one that exists."""
    return next(path for path in database.absolute().parents if path.exists())


def sync(path: Path) -> None:
    """Bring a file, or a directory's names, to the disk: after a power cut a rename is then whole or undone."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def require_space(database: Path, least: int = LEAST) -> None:
    """Refuse to go on where the disk of the database is nearly full.

    Raises:
        StorageError: It is.
    """
    free, needed = shutil.disk_usage(home_of(database)).free, needed_space(database, least)
    if free < needed:
        raise StorageError(
            f"{database}: {free // 2**20} MB are free, a crawl wants {needed // 2**20} MB; make room, or move"
            " the database to another disk"
        )
