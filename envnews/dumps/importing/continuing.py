"""What of a dump a database lacks, and whether the dump continues what was imported before."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from envnews.errors import DataError
from envnews.store.file.database import connect
from envnews.store.imports.progress import read_cursors

if TYPE_CHECKING:
    from pathlib import Path

    from envnews.dumps.records.layout import ChangesRef, Latest
    from envnews.store.imports.progress import Cursor


def read_cursor(database: Path, latest: Latest, *, migrate: bool = True) -> Cursor | None:
    """Return how far this dump was imported; refuse one that is not what was imported before.

    With `migrate` an older database of ours is brought up to date; that writes.
    """
    if not database.exists():
        return None
    try:
        connection = connect(database, readonly=True)
    except DataError:
        if not migrate:
            raise
        # What is none of ours is refused here again.
        with closing(connect(database)):
            connection = connect(database, readonly=True)
    with closing(connection):
        cursors = [cursor for cursor in read_cursors(connection) if cursor.dataset == latest.dataset]
    for cursor in cursors:
        if cursor.scope == latest.scope:
            return cursor
    if cursors:
        raise DataError(
            f"{database}: it follows the dump '{cursors[0].scope}' of this dataset, not '{latest.scope}';"
            " give each a database of its own"
        )
    return None


def needs_full(source: str, latest: Latest, cursor: Cursor | None) -> bool:
    """Return whether the full dump must be loaded; refuse what does not continue what was imported before."""
    if cursor is None:
        return True
    if cursor.epoch != latest.epoch:
        raise DataError(
            f"{source}: the dump has begun a new epoch, its change numbers are no continuation; nothing is"
            " imported. Load everything again with --full"
        )
    if cursor.loading:
        return True
    if cursor.seq > latest.head_seq:
        raise DataError(
            f"{source}: the dump ends at change {latest.head_seq}, {cursor.seq} was imported already; it is an old"
            " copy, or --full is needed"
        )
    return False


def needed_changes(source: str, latest: Latest, after: int) -> list[ChangesRef]:
    """Return the change files that bring a database from the change `after` to the head."""
    files = [file for file in latest.changes if file.last > after]
    if after < latest.head_seq and (not files or files[0].first > after + 1):
        raise DataError(
            f"{source}: the changes after {after} are no longer, or not all, in the dump; nothing is imported."
            " Load everything again with --full"
        )
    return files
