"""Numbered steps of a schema, and a table in the file that says which of them were taken.

The table is the one of sqlite-utils, which lists and takes such steps too. It is not used for it here: to load it
takes half a second of processor time where pandas is installed, an eighth of what a small first crawl takes.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    Step = Callable[[sqlite3.Connection], None]

_TABLE = """
CREATE TABLE IF NOT EXISTS "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
)
"""
_INDEX = """
CREATE UNIQUE INDEX IF NOT EXISTS "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name")
"""
_TAKEN = "SELECT name FROM _sqlite_migrations WHERE migration_set = ?"
_TAKE = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)"


class Steps:
    """Steps in the order in which they are declared; each is a function of the open connection.

    Args:
        name: What tells these steps from those of others in the same file.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._steps: dict[str, Step] = {}

    def __call__(self, name: str) -> Callable[[Step], Step]:
        """Return a decorator that adds a step under this name."""

        def add(step: Step) -> Step:
            if self._steps.setdefault(name, step) is not step:
                raise ValueError(f"there are two steps {name}")
            return step

        return add

    def take(self, connection: sqlite3.Connection, stop_before: str | None = None) -> None:
        """Take the steps that were not, in the transaction that the caller holds.

        Args:
            connection: To the file.
            stop_before: Name of the first step that is left; None for none.
        """
        connection.execute(_TABLE)
        connection.execute(_INDEX)
        taken = {name for (name,) in connection.execute(_TAKEN, (self._name,))}
        for name, step in self._steps.items():
            if name == stop_before:
                return
            if name not in taken:
                step(connection)
                connection.execute(_TAKE, (self._name, name, str(datetime.now(UTC))))
