"""What it costs to find an article's story, and how that grows with the store.

    python benchmarks/stories.py [--sizes 10000 1000000] [--looks 1000]

The store holds articles of the generated set of the tests: seven in ten are bulletins of twenty forms, the hard case,
since all siblings of a form are candidates for each other. Beyond the first 10,000 articles the signatures of
those are used again: of news under other keys; of bulletins under the same keys of text and facts and other keys of
headline, lead and whole text, so that families grow with the store. Measured is what the writer does for one
article that it has not seen: normal form, signature, candidates, comparison. Half of the articles looked for are
reprints of stored ones. CPU time of one process; the unit is the lxml parse of a page of 40 kB in the same run.
"""

from __future__ import annotations

import argparse
import gc
import sqlite3
import sys
import time
from array import array
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, quantiles
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from lxml import html

from envnews.store.articles.stories import add_signature, find_place
from envnews.store.migrations.stories import STORIES
from envnews.stories.normal import normal_form
from envnews.stories.signature import ALGORITHM, Signature, keys

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "stories"))

from generated import documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generated import Document

POOL = 10_000
"""Different articles that the store is filled with; of greater stores every article of the pool stands for several."""

PAGE = (
    "<html><body>"
    + "<div class='a'><a href='x'>链接</a><p>水环境质量总体稳定。</p></div>" * 500
    + "</body></html>"
)


@dataclass(frozen=True, slots=True)
class Pooled:
    """A stored article: its signature as it is stored, its keys, and how many of them are its own alone."""

    signature: Signature
    keys: tuple[int, ...]
    own: int


def main() -> None:
    """Fill a store to each size in turn and measure there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--looks", type=int, default=1000)
    arguments = parser.parse_args()
    articles = documents(POOL + arguments.looks)
    stored, sought = articles[:POOL], articles[POOL:]
    unit = min(_seconds(lambda: html.document_fromstring(PAGE)) for _ in range(20))
    with TemporaryDirectory() as directory:
        store = _store(Path(directory) / "stories.db", stored)
        pool = [_pooled(document) for document in stored]
        print(
            f"{'stored':>9} {'mean ms':>8} {'p50 ms':>8} {'p95 ms':>8} {'mean x parse':>13} {'p95 x first':>12} {'found':>6}"
        )
        first, held = 0.0, 0
        for size in sorted(arguments.sizes):
            _fill(store, pool, held, size)
            held = size
            known = frozenset(document.story for document in stored[:size])
            times, found = _looks(store, sought, size, known)
            p95 = quantiles(times, n=20)[-1]
            first = first or p95
            ms = [1000 * value for value in (mean(times), quantiles(times, n=2)[0], p95)]
            print(
                f"{size:9,} {ms[0]:8.2f} {ms[1]:8.2f} {ms[2]:8.2f} {mean(times) / unit:13.2f} {p95 / first:12.2f} {found:6.1%}"
            )


def _store(path: Path, pool: Sequence[Document]) -> sqlite3.Connection:
    """Make a database with the tables of stories, in which an article's text is that of its place in the pool."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    for statement in STORIES.split(";\n"):
        if "TABLE sketches" in statement or "TABLE story_keys" in statement:
            connection.execute(statement)
    connection.execute("ALTER TABLE sketches ADD COLUMN keys BLOB NOT NULL DEFAULT x''")
    connection.execute("CREATE TABLE texts (place INTEGER PRIMARY KEY, headline TEXT, body TEXT)")
    connection.executemany(
        "INSERT INTO texts VALUES (?, ?, ?)", [(n, d.title, d.text) for n, d in enumerate(pool)]
    )
    view = "SELECT article AS number, headline, body, 'story' AS story_id FROM sketches JOIN texts ON place = article % {}"
    connection.execute(f"CREATE VIEW articles AS {view.format(POOL)}")
    connection.row_factory = sqlite3.Row
    return connection


def _pooled(document: Document) -> Pooled:
    form = normal_form(document.title, document.text)
    signature = Signature.of(form)
    found = keys(form, signature)
    return Pooled(signature, found, 3 if document.form else len(found))


def _fill(store: sqlite3.Connection, pool: Sequence[Pooled], held: int, size: int) -> None:
    store.execute("PRAGMA cache_size = -1000000")
    store.execute("PRAGMA foreign_keys = OFF")
    store.execute("BEGIN")
    store.executemany("INSERT INTO sketches VALUES (?, ?, ?, ?, ?, ?)", _sketches(pool, range(held, size)))
    store.execute("CREATE TEMP TABLE filling (key INTEGER, article INTEGER)")
    store.executemany("INSERT INTO filling VALUES (?, ?)", _keys(pool, range(held, size)))
    store.execute("INSERT INTO story_keys SELECT key, article FROM filling ORDER BY key, article")
    store.execute("DROP TABLE filling")
    store.execute("COMMIT")
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.execute("PRAGMA cache_size = -2000")


def _sketches(pool: Sequence[Pooled], numbers: range) -> Iterator[tuple[int, int, int, int, bytes, bytes]]:
    packed = [(pooled.signature.to_bytes(), array("q", pooled.keys).tobytes()) for pooled in pool]
    for number in numbers:
        signature = pool[number % POOL].signature
        text_hash = signature.text_hash ^ number // POOL
        yield number, ALGORITHM, text_hash, signature.length, *packed[number % POOL]


def _keys(pool: Sequence[Pooled], numbers: range) -> Iterator[tuple[int, int]]:
    for number in numbers:
        pooled, again = pool[number % POOL], (number // POOL) * 0x9E3779B97F4A7C1 & (1 << 62) - 1
        for place, key in enumerate(pooled.keys):
            yield (key ^ again if place < pooled.own else key), number


def _looks(
    store: sqlite3.Connection, sought: Sequence[Document], size: int, known: frozenset[int]
) -> tuple[list[float], float]:
    """Return the CPU seconds of each look, and which share of the reprints of stored articles was found."""
    times, reprints = [], []
    gc.disable()  # as timeit does
    for number, document in enumerate(sought, 10 * size):
        store.execute("BEGIN IMMEDIATE")
        start = time.process_time()
        place = find_place(store, document.title, document.text)
        add_signature(store, number, place)
        times.append(time.process_time() - start)
        if document.story in known:
            reprints.append(bool(place.stories))
        store.execute("ROLLBACK")
    gc.enable()
    return times, mean(reprints)


def _seconds(action: Callable[[], object]) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


if __name__ == "__main__":
    main()
