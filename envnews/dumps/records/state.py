"""The published state of a database: what its dumps, changes and feeds show, held by one read transaction.

Everything that is published is selected from the temporary view `published`, in which texts are cut to what
rights allow and numbers of persons are masked. So all formats say the same, whatever a crawl writes meanwhile.
"""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from envnews.dumps.records.record import Field, published_fields, quoted
from envnews.errors import DataError, LockedError
from envnews.store.file.database import connect, storage_errors
from envnews.store.file.dataset import Dataset, read_dataset

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from envnews.dumps.records.scope import Scope

ORDER: Final = "ORDER BY seq"
"""In which records are published: that of their changes is the same everywhere, and nearly that of the file."""

STONE: Final = "status <> 'active' AND seq > 0"
"""Of which articles followers are told that they are no more: not of those that an import only knows by their ids."""

_TRIES: Final = 1000
"""Attempts to begin two transactions without a commit in between; a commit takes longer than that."""


@dataclass(slots=True)
class State:
    """The published state.

    Attributes:
        connection: In autocommit mode within one read transaction; the database is attached as `source`,
            the view `published` bears the fields of the record.
        fields: The fields of the record.
        head_seq: Number of the last change.
        as_of: UTC time of it, `Z`; an empty database has none and gives the first second of 1970.
        filler: Another connection that sees the same state, for the thread that fills a snapshot; the file to be
            filled is attached to it as `snapshot`. None where none is asked for.
        masked: How many articles had numbers of persons masked; None until all have been looked at
            (`envnews.dumps.privacy.masking`), before which nothing may be published.
    """

    connection: sqlite3.Connection
    fields: tuple[Field, ...]
    dataset: Dataset
    scope: Scope
    head_seq: int
    as_of: str
    filler: sqlite3.Connection | None = None
    masked: int | None = None

    def select(self, columns: str, rest: str = ORDER, parameters: Sequence[object] = ()) -> sqlite3.Cursor:
        """Return the answer to a SELECT of `columns`, SQL expressions, on `published`; `rest` follows it."""
        sql = f"SELECT {columns} FROM published {rest}"  # noqa: S608 - SQL of ours
        return self.connection.execute(sql, parameters)

    def count(self, rest: str = "") -> int:
        """Return how many articles are published."""
        number: int = self.select("count(*)", rest).fetchone()[0]
        return number


@contextmanager
def open_state(
    path: Path | str, scope: Scope, snapshot: Path | None = None, *, unnamed: bool = False
) -> Iterator[State]:
    """Open the published state of the database at `path`.

    `snapshot` is a file to be filled (`envnews.dumps.formats.snapshot`), whose content counts after the block. With
    `unnamed` a database will do that was never given a name, for what is only shown.

    Raises:
        DataError: The file is none of envnews's, is damaged, older or newer than this program, or was never
            given a name (`ensure_dataset`).
        StorageError: The disk or a permission forbids it.
        LockedError: Another process holds the file.
    """
    path = Path(path)
    with storage_errors(path), ExitStack() as stack:
        witness = stack.enter_context(closing(connect(path, readonly=True)))
        readers = [stack.enter_context(closing(_attached(path))) for _ in range(2 if snapshot else 1)]
        filler = readers[1] if snapshot else None
        if filler:
            filler.execute("ATTACH ? AS snapshot", (str(snapshot),))
            filler.execute("PRAGMA snapshot.journal_mode = OFF")
            filler.execute("PRAGMA snapshot.synchronous = OFF")
            # What is masked in the file afterwards leaves nothing behind.
            filler.execute("PRAGMA snapshot.secure_delete = ON")
        _begin_together(path, witness, readers)
        state = _state(readers[0], path, scope, unnamed=unnamed)
        state.filler = filler
        if filler:
            create_view(filler, state.fields, scope)
        yield state
        readers[0].execute("COMMIT")


def _attached(path: Path) -> sqlite3.Connection:
    """Return a connection to which the database at `path` is attached as `source`."""
    connection = sqlite3.connect(":memory:", uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("ATTACH ? AS source", (f"file:{quote(str(path))}?mode=ro",))
    connection.execute("PRAGMA temp_store = FILE")
    return connection


def _begin_together(path: Path, witness: sqlite3.Connection, readers: Sequence[sqlite3.Connection]) -> None:
    """Begin read transactions that see the same state.

    SQLite's `data_version` says whether another connection has committed meanwhile.
    """
    for _ in range(_TRIES):
        before = witness.execute("PRAGMA data_version").fetchone()
        for connection in readers:
            connection.execute("BEGIN")
            connection.execute("SELECT value FROM source.counters").fetchone()
        if witness.execute("PRAGMA data_version").fetchone() == before:
            return
        for connection in readers:
            connection.execute("ROLLBACK")
    raise LockedError(f"{path}: it is being written without a pause; try again later")


def _state(connection: sqlite3.Connection, path: Path, scope: Scope, *, unnamed: bool) -> State:
    head: int = connection.execute("SELECT value FROM source.counters WHERE name = 'seq'").fetchone()[0]
    row = connection.execute("SELECT updated_at FROM source.articles ORDER BY seq DESC LIMIT 1").fetchone()
    dataset = read_dataset(connection) or (Dataset("unnamed", "unnamed") if unnamed else None)
    if dataset is None:
        raise DataError(f"{path}: the database has no name yet; `envnews dump` gives it one")
    fields = published_fields(connection, "source")
    create_view(connection, fields, scope)
    return State(
        connection=connection,
        fields=fields,
        dataset=dataset,
        scope=scope,
        head_seq=head,
        as_of=row[0] if row else "1970-01-01T00:00:00Z",
    )


def create_view(
    connection: sqlite3.Connection, fields: Sequence[Field], scope: Scope, *, masked: bool = False
) -> None:
    """Create the view `published`; with `masked` the rows of the table `masked` stand for their originals."""
    cut = scope.expressions("articles")
    columns = {field.name: cut.get(field.name, f"articles.{quoted(field.name)}") for field in fields}
    join = ""
    if masked:
        columns = {
            name: f"CASE WHEN masked.number IS NULL THEN {sql} ELSE masked.{quoted(name)} END"
            for name, sql in columns.items()
        }
        join = "LEFT JOIN temp.masked ON masked.number = articles.number"
    listed = ", ".join(f"{sql} AS {quoted(name)}" for name, sql in columns.items())
    connection.execute("DROP VIEW IF EXISTS temp.published")
    connection.execute(
        f"CREATE TEMP VIEW published AS SELECT articles.number AS number, {listed}"  # noqa: S608 - SQL of ours
        f" FROM source.articles {join} WHERE articles.status = 'active' AND {scope.condition('articles')}"
    )
