"""What a search costs, as a share of the LIKE scan that gives the same articles in the same run.

    python benchmarks/search.py [--articles 200000] [--queries 150] [--db FILE]

Synthetic articles over five years, their text stored as plain text and as HTML, as the crawl does. A search is the newest 20 with snippets; the queries have 1 to 12 characters and occur in anything from one article to most of them.
Index and text are compared by bytes. A database given by --db is kept and used again.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from envnews.demo.synthetic import queries, texts
from envnews.store import Search, Terms, count_articles, find_articles
from envnews.store.file.database import connect, immediate
from envnews.store.search.index import rebuild_index

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

SLOWEST = 5
"""Queries that are measured again, beside the scan for the same."""
ROUNDS = 3

FIRST_DAY = date(2019, 1, 1)
DAYS = 1826
SCAN = "SELECT count(*) FROM articles WHERE headline LIKE ?1 OR body LIKE ?1"
INSERT = """
INSERT INTO articles (
    id, portal, columns, url, canonical_url, headline, published_at, published_precision, published_on, keywords, body,
    body_html, images, attachments, tables, links, rights, content_hash, first_seen_at, last_seen_at, updated_at, seq,
    witnesses, problems
) VALUES (?1, 'test', '[]', ?1, ?1, ?2, ?3, 'day', ?4, '[]', ?5, ?7, '[]', '[]', '[]', '{}', '', '', '', '', '', ?6, '[]', '[]')
"""
PORTAL = "INSERT INTO portals VALUES ('test', '', 'media', NULL, NULL, '', '[]', '', '', '')"


def main() -> None:
    """Fill a database, measure, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--queries", type=int, default=150)
    parser.add_argument("--db", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        database = arguments.db or Path(directory) / "search.db"
        if not database.exists():
            _fill(database, arguments.articles)
        with closing(connect(database, readonly=True)) as connection:
            _report(connection, arguments.queries)


def _fill(database: Path, number: int) -> None:
    rng = random.Random(5)  # noqa: S311 - reproducible
    with closing(connect(database)) as connection:
        connection.execute("BEGIN")
        connection.execute(PORTAL)
        connection.executemany(INSERT, _rows(number, rng))
        connection.execute("COMMIT")
        start = time.process_time()
        with immediate(connection):
            rebuild_index(connection)
    print(f"indexed {number} articles, {(time.process_time() - start) / number * 1e3:.2f} ms each")


def _rows(number: int, rng: random.Random) -> Iterator[tuple[object, ...]]:
    for seq, (headline, body) in enumerate(texts(number), 1):
        day = (FIRST_DAY + timedelta(rng.randrange(DAYS))).isoformat()
        yield f"id-{seq}", headline, f"{day}T00:00:00+08:00", day, body, seq, _html(body)


def _html(body: str) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in body.splitlines())


def _report(connection: sqlite3.Connection, number: int) -> None:
    text, index, articles = (
        connection.execute(sql).fetchone()[0]
        for sql in (
            "SELECT sum(length(CAST(headline AS BLOB)) + length(CAST(body AS BLOB))) FROM articles",
            "SELECT sum(length(block)) FROM article_search_data",
            "SELECT count(*) FROM articles",
        )
    )
    sample = connection.execute(
        "SELECT headline, body FROM articles WHERE number % ? = 0", (max(1, articles // 500),)
    ).fetchall()
    asked = queries(sample, number)
    scan = statistics.median(
        _seconds(lambda query=query: connection.execute(SCAN, (f"%{query}%",)).fetchone(), 1)
        for query in asked[:: max(1, number // 9)]
    )
    print(
        f"{articles} articles, text {text / 1e6:.0f} MB, index {index / text:.2f} x text, LIKE scan {scan * 1e3:.0f} ms"
    )
    measured = sorted((_measure(connection, query), query) for query in asked)
    print(f"median 1/{scan / statistics.median(taken for (taken, _), _ in measured):.0f} of the scan")
    for (_, found), query in measured[-SLOWEST:]:
        taken, scan = _side_by_side(connection, query)
        print(f"slow: 1/{scan / taken:.0f}, {taken * 1e3:.1f} ms, {found} articles, {query!r}")


def _side_by_side(connection: sqlite3.Connection, query: str) -> tuple[float, float]:
    """Return what a search and the scan for the same take by turns, so that both meet the same load."""
    rounds = [
        (
            _measure(connection, query)[0],
            _seconds(lambda: connection.execute(SCAN, (f"%{query}%",)).fetchone(), 1),
        )
        for _ in range(ROUNDS)
    ]
    searches, scans = zip(*rounds, strict=True)
    return min(searches), min(scans)


def _measure(connection: sqlite3.Connection, query: str) -> tuple[float, int]:
    wanted = Search(Terms((query,)))
    return _seconds(lambda: find_articles(connection, wanted, 20), 3), count_articles(connection, wanted)


def _seconds(call: Callable[[], object], rounds: int) -> float:
    """Return the fastest of some rounds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


if __name__ == "__main__":
    main()
