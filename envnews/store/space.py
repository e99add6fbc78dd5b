"""The free-space guard: a crawl that would fill the disk does not begin."""

from __future__ import annotations

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


def require_space(database: Path, least: int = LEAST) -> None:
    """Refuse to go on where the disk of the database is nearly full.

    Raises:
        StorageError: It is.
    """
    directory = next((path for path in database.absolute().parents if path.exists()), database.parent)
    free, needed = shutil.disk_usage(directory).free, needed_space(database, least)
    if free < needed:
        raise StorageError(
            f"{database}: {free // 2**20} MB are free, a crawl wants {needed // 2**20} MB; make room, or move"
            " the database to another disk"
        )
