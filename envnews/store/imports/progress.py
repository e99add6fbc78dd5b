"""How far dumps have been imported into a database: the cursor, kept in the transaction of what it counts.

A full load marks what it had before, confirms each record and removes what was not confirmed. A database that
holds nothing but one dump is its mirror, until other articles come in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3

    from envnews.store.writing.batch import Batch

UNCONFIRMED: Final = -1
"""The change number of an imported article that the full load under way has not met yet."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a dump has been imported: a row of `imports`.

    Attributes:
        seq: Number of the last change applied; while a full dump is being loaded, of the last load.
        loading: SHA-256 of the manifest of the full dump that is being loaded, None when none is.
        records: Records of that dump that are applied.
    """

    number: int
    dataset: str
    scope: str
    epoch: str
    seq: int
    loading: str | None
    records: int
    mirror: int


def read_cursors(connection: sqlite3.Connection) -> list[Cursor]:
    """Return how far each dump has been imported."""
    rows = connection.execute(
        "SELECT number, dataset, scope, epoch, seq, loading, records, mirror FROM imports ORDER BY number"
    )
    return [Cursor(*row) for row in rows]


def is_empty(connection: sqlite3.Connection) -> bool:
    """Return whether nothing was ever crawled or imported into the database."""
    return not connection.execute(
        "SELECT EXISTS (SELECT 1 FROM articles) OR EXISTS (SELECT 1 FROM portal_runs)"
    ).fetchone()[0]


def crawled_portals(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the portals that are crawled here, whose articles no import touches."""
    return frozenset(row[0] for row in connection.execute("SELECT DISTINCT portal FROM portal_runs"))


def crawled_hosts(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the hosts of those portals."""
    rows = connection.execute(
        "SELECT DISTINCT value FROM portals, json_each(hosts) WHERE portals.key IN (SELECT portal FROM portal_runs)"
    )
    return frozenset(row[0] for row in rows)


def begin_load(batch: Batch, dataset: str, scope: str, epoch: str, manifest: str) -> None:
    """Note that a full dump is being loaded, and mark what was imported before as unconfirmed."""
    connection = batch.connection
    mirror = is_empty(connection)
    connection.execute(
        "INSERT INTO imports (dataset, scope, epoch, seq, loading, records, mirror, updated_at)"
        " VALUES (?, ?, ?, 0, ?, 0, ?, ?)"
        " ON CONFLICT (dataset, scope) DO UPDATE SET"
        " epoch = excluded.epoch, loading = excluded.loading, records = 0, updated_at = excluded.updated_at",
        (dataset, scope, epoch, manifest, mirror, batch.now),
    )
    (number,) = connection.execute(
        "SELECT number FROM imports WHERE dataset = ? AND scope = ?", (dataset, scope)
    ).fetchone()
    if connection.execute("SELECT EXISTS (SELECT 1 FROM imported WHERE import = ?)", (number,)).fetchone()[0]:
        connection.execute("UPDATE imported SET seq = ? WHERE import = ?", (UNCONFIRMED, number))
        if connection.execute("SELECT mirror FROM imports WHERE number = ?", (number,)).fetchone()[0]:
            # The numbers of another history may be the same; those that follow this mirror start anew, too.
            connection.execute("UPDATE articles SET seq = -number")
            connection.execute("DELETE FROM changes")
            connection.execute("DELETE FROM dataset")
            batch.seq = 0


def end_mirroring(batch: Batch) -> None:
    """Number imported articles like own ones from now on, where others have come in, or changes of our own."""
    connection = batch.connection
    others = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM portal_runs) OR (SELECT count(*) FROM imports) > 1"
        " OR ? > max((SELECT max(seq) FROM imports), coalesce((SELECT max(seq) FROM imported), 0))",
        (batch.seq,),
    ).fetchone()[0]
    if others:
        connection.execute("UPDATE imports SET mirror = 0 WHERE mirror = 1")


def save_progress(batch: Batch, cursor: Cursor) -> None:
    """Write how far the import is, in the transaction of what it applied."""
    batch.connection.execute(
        "UPDATE imports SET seq = ?, loading = ?, records = ?, updated_at = ? WHERE number = ?",
        (cursor.seq, cursor.loading, cursor.records, batch.now, cursor.number),
    )
    if cursor.mirror:
        batch.seq = max(batch.seq, cursor.seq)
