"""Opening a database file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database


def open_database(path: Path | str, *, readonly: bool = False) -> Database:
    """Open the database at `path`, created and migrated unless `readonly`."""
    raise NotImplementedError
