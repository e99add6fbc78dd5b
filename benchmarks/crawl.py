"""What a crawl costs, as a multiple of Scrapy spiders that fetch the same pages in the same run.

    python benchmarks/crawl.py [--articles 2000] [--rounds 3] [--long 10000]

A replica of four portals is served on loopback by another process. Each round runs, one after another and
each as whole processes with their start-up: a Scrapy spider that only fetches, with Scrapy's own settings and
with tuned ones; a hand-written spider with selectors and sqlite3, with Scrapy's own settings and once more
without its log; `envnews crawl` with all witnesses, normalisation and the store, on an empty database. All
are compiled to byte code, as after an installation. No delay, 16 connections a host. Wall time, and CPU time
(user and system) of the process and its children; ratios are of sums over all rounds, because a machine that
does other things too spoils single ones. Then `envnews crawl` once more, with nothing new, and the memory of
a long crawl. See `benchmarks/spiders.py` for the spiders, `benchmarks/replica.py` for the pages.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from processes import HERE, Cost, Memory, compile_package, modules, run

from envnews.run.portals import load_portals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PORTALS = ("mee", "zj-sthjt", "sd-sthjt", "hbzhan")
PEERS = ("fetch", "fetch-tuned", "hand", "hand-quiet", "envnews")


@dataclass
class Peer:
    """The runs of one peer over all rounds."""

    name: str
    pages: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    largest: float = 0.0
    together: float = 0.0

    def add(self, cost: Cost, pages: int) -> None:
        """Add one run."""
        self.pages += pages
        self.seconds += cost.seconds
        self.cpu += cost.cpu
        self.largest = max(self.largest, cost.largest)
        self.together = max(self.together, cost.together)


class Replica:
    """The running replica; see `benchmarks/replica.py`."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._given, self._told = cast("tuple[IO[str], IO[str]]", (process.stdin, process.stdout))
        self.port = self._line()

    def requests(self) -> int:
        """Return how many requests were served so far."""
        print(file=self._given, flush=True)
        return int(self._line())

    def _line(self) -> str:
        return next(self._told).strip()


@contextmanager
def replica(articles: int) -> Iterator[Replica]:
    """Serve a replica with as many articles."""
    command = [sys.executable, str(HERE / "replica.py"), "--articles", str(articles)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        try:
            yield Replica(process)
        finally:
            process.terminate()


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--long", type=int, default=10_000, metavar="PAGES", help="0 for no long crawl")
    parser.add_argument("--jobs", type=int, help="worker processes of envnews")
    arguments = parser.parse_args()
    options = [] if arguments.jobs is None else ["--jobs", str(arguments.jobs)]
    compile_package()
    with tempfile.TemporaryDirectory(prefix="envnews-bench-") as name:
        folder = Path(name)
        with replica(arguments.articles) as server:
            _compare(server, folder, arguments.rounds, options)
        if arguments.long:
            with replica(arguments.long) as server:
                _crawl_long(server, folder, options)


def _compare(server: Replica, folder: Path, rounds: int, options: Sequence[str]) -> None:
    peers = {name: Peer(name) for name in PEERS}
    lists = _lists(server.port)
    pages: list[str] = []
    for number in range(rounds):
        database = folder / f"{number}.db"
        before = server.requests()
        peers["envnews"].add(_envnews(server, database, options), server.requests() - before)
        pages = pages or _fetched(database, server.port)
        hand = database.with_suffix(".hand")
        asked = {"fetch": pages, "fetch-tuned": pages, "hand": lists, "hand-quiet": lists}
        for name, addresses in asked.items():
            before = server.requests()
            peers[name].add(_peer(name, server.port, hand, addresses), server.requests() - before)
        _check(database, hand, server.port)
    _print(list(peers.values()))
    _again(server, database, options)


def _envnews(
    server: Replica, database: Path, options: Sequence[str], look: Callable[[Memory], None] | None = None
) -> Cost:
    hosts_map = database.with_suffix(".hosts")
    portals = load_portals().choose(PORTALS)
    lines = [f"{host} 127.0.0.1:{server.port}\n" for portal in portals for host in portal.hosts]
    hosts_map.write_text("".join(lines), "utf-8")
    command = (
        "-m",
        "envnews",
        "crawl",
        *PORTALS,
        "--db",
        database,
        "--hosts-map",
        hosts_map,
        "--max-pages",
        1000,
    )
    return run((*command, "--json", "--quiet", *options), "", look)


def _peer(name: str, port: str, database: Path, addresses: Sequence[str]) -> Cost:
    database.unlink(missing_ok=True)
    return run((HERE / "spiders.py", name, port, database), "\n".join(addresses))


def _lists(port: str) -> list[str]:
    portals = load_portals().choose(PORTALS)
    return [_at(url, port) for portal in portals for url in portal.columns.values()]


def _fetched(database: Path, port: str) -> list[str]:
    """Return the addresses of the columns and of the articles that a crawl has stored."""
    with closing(sqlite3.connect(database)) as connection:
        articles = [url for (url,) in connection.execute("SELECT url FROM articles ORDER BY number")]
    return _lists(port) + [_at(url, port) for url in articles]


def _at(url: str, port: str) -> str:
    _, _, host, path = url.split("/", 3)
    return f"http://{host}:{port}/{path}"


def _check(database: Path, hand: Path, port: str) -> None:
    """Hold the two stores against each other: a spider that misses pages or fields is fast."""
    fields = (
        "url, headline, replace(substr(published_at, 1, 10), '-', ''), coalesce(source, ''), length(body)"
    )
    with closing(sqlite3.connect(database)) as connection:
        ours = {_at(row[0], port): row[1:] for row in connection.execute(f"SELECT {fields} FROM articles")}  # noqa: S608 - our own
    with closing(sqlite3.connect(hand)) as connection:
        rows = connection.execute("SELECT url, headline, time, source, length(body) FROM news").fetchall()
    alike = 0
    for url, headline, at, source, length in rows:
        year, month, day = re.findall(r"\d+", at)[:3]
        theirs = (headline, f"{year}{month:0>2}{day:0>2}", source)
        alike += ours[url][:3] == theirs and 0.9 < length / ours[url][3] < 1.1
    if not len(ours) == len(rows) == alike:
        raise SystemExit(
            f"envnews stored {len(ours)} articles, the hand-written spider {len(rows)}; {alike} are alike"
        )


def _print(peers: Sequence[Peer]) -> None:
    hand = next(peer for peer in peers if peer.name == "hand")
    print(f"envnews: {modules()}")
    heads = ("pages/s", "x hand", "CPU ms/page", "x hand", "largest MB", "all MB")
    print(f"{'':12}" + "".join(f"{head:>13}" for head in heads))
    for peer in peers:
        speed, cpu = peer.pages / peer.seconds, peer.cpu / peer.pages
        against = (speed * hand.seconds / hand.pages, cpu * hand.pages / hand.cpu)
        print(
            f"{peer.name:12}{speed:13.0f}{against[0]:13.2f}{cpu * 1e3:13.2f}{against[1]:13.2f}"
            f"{peer.largest:13.0f}{peer.together:13.0f}"
        )


def _again(server: Replica, database: Path, options: Sequence[str]) -> None:
    """Crawl with nothing new."""
    before = server.requests()
    cost = _envnews(server, database, options)
    requests, columns = server.requests() - before, len(_lists(server.port))
    print(
        f"crawl with nothing new: {requests} requests for {columns} columns and {len(PORTALS)} robots.txt,"
        f" {cost.seconds:.2f} s, {cost.cpu:.2f} s CPU"
    )


def _crawl_long(server: Replica, folder: Path, options: Sequence[str]) -> None:
    """Crawl once, and print the memory of each process against the pages that were served."""
    start = server.requests()
    seen: list[tuple[int, list[float]]] = []

    def look(memory: Memory) -> None:
        seen.append((server.requests() - start, sorted(memory.now.values(), reverse=True)))

    cost = _envnews(server, folder / "long.db", options, look)
    pages = server.requests() - start
    print(
        f"crawl of {pages} pages: {cost.seconds:.0f} s, {cost.cpu / pages * 1e3:.2f} ms CPU a page, peak memory {cost.largest:.0f} MB"
    )
    for goal in (1000, *range(2000, pages, 2000)):
        count, sizes = next((row for row in seen if row[0] >= goal), seen[-1])
        print(f"  after {count:6} pages: " + ", ".join(f"{size:.0f} MB" for size in sizes))


if __name__ == "__main__":
    main()
