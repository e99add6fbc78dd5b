"""A SQLite file of the published records: the same schema, so that every command and query works on it.

It holds nothing but what is published: no page states, no quarantine, no earlier versions, nothing withdrawn.
The search index is empty, as it is as large as the texts; `envnews reindex` fills it. The file is filled
within the read transaction of the published state, to which it must be attached beforehand.
"""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, BinaryIO, Final

from envnews.dumps.formats.files import FileFacts, OutputFile, gzipped
from envnews.dumps.records.record import quoted
from envnews.dumps.records.state import ORDER
from envnews.store.file.database import APPLICATION_ID, VERSION, connect, storage_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from envnews.dumps.records.state import State

SNAPSHOT: Final = "envnews.sqlite"
"""Name of the file before it is compressed."""

COPIED: Final = ("portals", "columns", "coverage", "agencies", "agency_names", "regions", "topics")
"""Tables that are copied whole where the database has them; no other tells nothing of persons or of pages."""

_PAGE: Final = 1 << 15
"""Bytes of a page: most records fit into one, and are written and read half as fast again as over several."""
_MEMBER: Final = 1 << 22
_ALIASES: Final = """
INSERT OR IGNORE INTO snapshot.aliases (url, article, first_seen_at)
SELECT canonical_url, number, first_seen_at FROM snapshot.articles
UNION ALL SELECT url, number, first_seen_at FROM snapshot.articles WHERE url <> canonical_url
"""
_KEYWORDS: Final = """
INSERT INTO snapshot.keywords (article, position, keyword)
SELECT articles.number, words.key + 1, words.value
FROM snapshot.articles AS articles JOIN json_each(articles.keywords) AS words
WHERE articles.keywords <> '[]'
"""
_MASKED_KEYWORDS: Final = """
UPDATE snapshot.keywords SET keyword = (
    SELECT articles.keywords ->> ('$[' || (position - 1) || ']')
    FROM snapshot.articles AS articles WHERE articles.number = article
)
WHERE article = (SELECT number FROM snapshot.articles WHERE id = ?)
"""


_REGIONS: Final = """
INSERT OR IGNORE INTO snapshot.article_regions (article, region)
SELECT articles.number, codes.value FROM snapshot.articles AS articles JOIN json_each(articles.regions) AS codes
WHERE articles.regions <> '[]'
"""
_TOPICS: Final = """
INSERT OR IGNORE INTO snapshot.article_topics (article, topic)
SELECT articles.number, codes.key FROM snapshot.articles AS articles JOIN json_each(articles.topics) AS codes
WHERE articles.topics <> '{}'
"""


def prepare_snapshot(database: Path, plain: Path) -> None:
    """Make the file `plain` with the empty tables of `database`, to be attached."""
    with closing(connect(database, readonly=True)) as source, closing(sqlite3.connect(plain)) as target:
        target.execute(f"PRAGMA page_size = {_PAGE:d}")
        target.execute("PRAGMA journal_mode = OFF")
        target.execute("PRAGMA synchronous = OFF")
        target.execute("BEGIN")
        target.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
        target.execute(f"PRAGMA user_version = {VERSION:d}")
        for sql in _definitions(source, "table"):
            target.execute(sql)
        target.execute("DELETE FROM counters")
        target.commit()


@contextmanager
def filling(state: State) -> Iterator[Callable[[], int] | None]:
    """Fill the snapshot with all published records while the block runs, in a thread: all of it is SQLite's work.

    The block gets a function that waits for the end, masks what has to be masked, completes the file and returns
    how many records it holds; None where no snapshot is asked for. Numbers of persons must have been looked for by then.
    """
    filler = state.filler
    if filler is None:
        yield None
        return
    with ThreadPoolExecutor(1) as pool:
        records = pool.submit(_fill, state, filler)

        def complete() -> int:
            count = records.result()
            _mask(state, filler)
            filler.execute("COMMIT")
            return count

        try:
            yield complete
        finally:
            if not records.done():
                filler.interrupt()


def _fill(state: State, filler: sqlite3.Connection) -> int:
    """Write all published records, numbered in the order of their changes, and what belongs to them; return how many."""
    names = ", ".join(quoted(field.name) for field in state.fields)
    count = filler.execute(
        f"INSERT INTO snapshot.articles ({names}) SELECT {names} FROM published {ORDER}"  # noqa: S608 - names of ours
    ).rowcount
    _complete(state, filler)
    return count


def _mask(state: State, filler: sqlite3.Connection) -> None:
    """Put the masked records in the place of their originals, of which nothing remains in the file."""
    if not state.masked:
        return
    names = [quoted(field.name) for field in state.fields]
    assignments = ", ".join(f"{name} = ?" for name in names)
    rows = state.connection.execute(f"SELECT {', '.join(names)}, id FROM temp.masked ORDER BY id")  # noqa: S608 - as above
    filler.executemany(f"UPDATE snapshot.articles SET {assignments} WHERE id = ?", rows)  # noqa: S608 - as above
    ids = state.connection.execute("SELECT id FROM temp.masked ORDER BY id").fetchall()
    filler.executemany(_MASKED_KEYWORDS, ids)


def _complete(state: State, filler: sqlite3.Connection) -> None:
    """Write what belongs to the records, the tables that are copied whole, and where the numbering stands."""
    for sql in (_ALIASES, _KEYWORDS, _REGIONS, _TOPICS):
        filler.execute(sql)
    present = {name for _, name, kind, *_ in filler.execute("PRAGMA source.table_list") if kind == "table"}
    for name in COPIED:
        if name in present:
            filler.execute(
                f"INSERT INTO snapshot.{quoted(name)} SELECT * FROM source.{quoted(name)} ORDER BY 1, 2"  # noqa: S608 - as above
            )
    filler.execute("INSERT INTO snapshot.counters (name, value) VALUES ('seq', ?)", (state.head_seq,))
    filler.execute(
        "INSERT INTO snapshot._sqlite_migrations (migration_set, name, applied_at)"
        " SELECT migration_set, name, ? FROM source._sqlite_migrations ORDER BY name",
        (state.as_of,),
    )


def finish_snapshot(database: Path, plain: Path, rows: int) -> FileFacts:
    """Add indexes and views to the filled file, and compress it into `envnews.sqlite.gz`."""
    with storage_errors(plain), closing(sqlite3.connect(plain)) as target:
        target.execute("PRAGMA journal_mode = OFF")
        target.execute("PRAGMA synchronous = OFF")
        with closing(connect(database, readonly=True)) as source:
            for kind in ("index", "virtual", "trigger", "view"):
                for sql in _definitions(source, kind):
                    target.execute(sql)
        target.commit()
    with OutputFile(plain.with_suffix(".sqlite.gz")) as packed, plain.open("rb") as file:
        packed.rows = rows
        for member in _members(file):
            packed.write(member)
    plain.unlink()
    return packed.facts


def _members(file: BinaryIO) -> Iterator[bytes]:
    """Yield a file as gzip members (RFC 1952 allows many), compressed on two processors."""
    with ThreadPoolExecutor(2) as pool:
        pending: list[Future[bytes]] = []
        while chunk := file.read(_MEMBER):
            pending.append(pool.submit(gzipped, chunk))
            if len(pending) > 3:
                yield pending.pop(0).result()
        yield from (member.result() for member in pending)


def _definitions(source: sqlite3.Connection, kind: str) -> list[str]:
    """Return the SQL of the tables, indexes, virtual tables, triggers or views.

    Shadow tables, which hold a search index, come with their virtual table, empty.
    """
    form = {name: form for _, name, form, *_ in source.execute("PRAGMA main.table_list")}
    rows = source.execute(
        "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = ? ORDER BY name",
        ("table" if kind == "virtual" else kind,),
    )
    wanted = {"virtual"} if kind == "virtual" else {"table", "view"}
    return [
        sql for name, table, sql in rows if sql and form[table] in wanted and not name.startswith("sqlite_")
    ]
