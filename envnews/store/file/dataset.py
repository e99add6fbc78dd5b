"""What a database is called by those who follow its dumps: the dataset and the epoch of its change numbers.

Change numbers count within one epoch. Whoever follows them must notice when history begins anew, after a
backup was restored say: the epoch then changes, and followers load everything again.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class Dataset:
    """Name of the dataset, kept for its whole life, and of the present history; both random."""

    name: str
    epoch: str


def read_dataset(connection: sqlite3.Connection) -> Dataset | None:
    """Return the names of this database's dataset, None where it has none yet."""
    row = connection.execute("SELECT name, epoch FROM dataset").fetchone()
    return Dataset(*row) if row else None


def set_dataset(connection: sqlite3.Connection, dataset: Dataset) -> None:
    """Name the dataset and its history; belongs into a transaction."""
    connection.execute("DELETE FROM dataset")
    connection.execute("INSERT INTO dataset (name, epoch) VALUES (?, ?)", (dataset.name, dataset.epoch))


def new_name() -> str:
    """Return a name that nothing else bears."""
    return str(uuid.uuid4())
