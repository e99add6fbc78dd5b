"""A crawl of hours in small: memory and descriptors of all its processes stay where they are; and a reader of minutes.

`make soak` runs it for eight hours at one request a second, and the reader for ten minutes; SOAK_SECONDS sets the time.
Without it the crawl ends when it has asked for what makes five and a half hours at one request a second.
"""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from envnews.errors import ExitCode
from envnews.run.crawl import CrawlPlan, crawl
from envnews.store.crawl.runs import Outcome
from tests.conftest import Site, headline
from tests.faults.test_signals import descendants
from tests.run.test_crawl import COLUMN, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
SECONDS = float(os.environ.get("SOAK_SECONDS", "0"))
WARM = 6_000
"""Articles after which SQLite's cache is full and the allocators have what they need: until then processes grow."""
AN_HOUR = 3_600
"""Pages that a portal is asked for in an hour, at one a second."""
ENOUGH = WARM + 4 * AN_HOUR if not SECONDS else float("inf")
"""Articles with which the crawl ends."""
LONGEST = SECONDS or 1_500.0
"""Seconds after which it ends anyway."""
RATE = 1.0 if SECONDS > 3600 else 200.0
"""Requests a second at most."""
STEADY = {"MALLOC_MMAP_THRESHOLD_": "131072", "MALLOC_TRIM_THRESHOLD_": "131072"}
"""The C library's own first values, kept: it raises them as it goes, and what it then holds back hides what is lost."""
READING = 600.0 if SECONDS > 3600 else 8.0
"""Seconds of an analyst's transaction."""


class Endless(dict[tuple[str, str], object]):
    """A column without end, made as it is asked for, at the rate of the test."""

    def __init__(self, site: Site) -> None:
        super().__init__()
        self._requests = site.requests
        self._turn = threading.Lock()

    def get(self, key: tuple[str, str], default: object = None) -> object:
        host, path = key
        del self._requests[:]
        if path == "/robots.txt":
            return default
        with self._turn:
            time.sleep(1 / RATE)
        made = Site()
        if number := re.search(r"t20220722_(\d+)\.html", path):
            made.put_article(path, int(number[1]), host, text=f"{headline(int(number[1]))}。" * 40)
        else:
            page = int(found[1]) if (found := re.search(r"index_(\d+)", path)) else 0
            made.put_list(path, range(page * 20, page * 20 + 20), 10**6, page, host=host)
        return made.answers[key]


def measure(root: int) -> tuple[float, int]:
    """Return the megabytes and the open descriptors of a process and all that come from it."""
    pages = descriptors = 0
    for process in (root, *descendants(root)):
        try:
            pages += int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
            descriptors += len(os.listdir(f"/proc/{process}/fd"))  # noqa: PTH208 - a count
        except OSError:
            continue
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20, descriptors


@dataclass(frozen=True)
class Look:
    """A crawl, looked at from outside."""

    articles: int
    megabytes: float
    descriptors: int


def watch(process: subprocess.Popen[str], database: Path) -> Iterator[Look]:
    """Look at a crawl until it has read enough or its time is over, and end it; it must live for so long."""
    started, articles = time.monotonic(), 0
    while time.monotonic() - started < LONGEST and articles < ENOUGH:
        time.sleep(LONGEST / 500)
        assert process.poll() is None, f"it ended by itself: {process.communicate()[1]}"
        if database.exists() and rows(database, "SELECT 1 FROM sqlite_schema WHERE name = 'articles'"):
            [(articles,)] = rows(database, "SELECT count(*) FROM articles")
            yield Look(articles, *measure(process.pid))
    process.terminate()


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
@pytest.mark.proves(
    "F44",
    "20,400 articles of a column without end (`make soak`: eight hours at one request a second): it lives, stores to the end, after the warm-up memory grows by less than a megabyte for what an hour asks for, descriptors not at all",
)
def test_memory_and_descriptors_stay(site: Site, write_portal: Callable[..., Path], tmp_path: Path) -> None:
    site.answers = Endless(site)
    (tmp_path / "envnews.toml").write_text(
        '[budget]\nlist_pages = 1000000\nrequests = 100000000\nmegabytes = 1000000\ntime = "9h"\n',
        encoding="utf-8",
    )
    database = tmp_path / "news.db"
    command = [
        *(sys.executable, "-m", "envnews", "crawl", "example", "--spiders", str(write_portal())),
        *("--hosts-map", str(site.hosts_map(tmp_path)), "--db", str(database), "--quiet"),
    ]
    environment = {**os.environ, **STEADY}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own interpreter
        looks = list(watch(process, database))
        _, errors = process.communicate(timeout=60)
    report = "\n".join(f"{look}" for look in looks) + f"\n{errors}"
    print(report)  # noqa: T201 - for `make soak`
    assert process.returncode == ExitCode.TERMINATED, report
    [(outcome, message)] = rows(database, "SELECT outcome, message FROM portal_runs")
    assert (outcome, "SIGTERM" in message) == ("killed", True), message
    assert rows(database, "SELECT count(*) FROM quarantine") == [(0,)]
    thirds = [looks[len(looks) * third // 3 : len(looks) * (third + 1) // 3] for third in range(3)]
    for third in thirds:
        assert third[-1].articles - third[0].articles > looks[-1].articles / 8, report
    warm = [look for look in looks if look.articles >= WARM]
    early, late = warm[: len(warm) // 3], warm[-len(warm) // 3 :]
    hours = (late[0].articles - early[0].articles) / AN_HOUR if early else 0.0
    assert hours > 0.5, f"too slow a machine to judge by: {report}"
    # The most of each third: the megabyte of a batch on its way is given back by allocators at one time and kept at another.
    growth = (max(look.megabytes for look in late) - max(look.megabytes for look in early)) / hours
    assert growth < 1, f"{growth:.2f} MB an hour: {report}"
    assert max(look.descriptors for look in late) <= max(look.descriptors for look in early) + 2, report


@pytest.mark.slow
@pytest.mark.proves(
    "F9",
    "crawls beside one transaction of eight seconds (`make soak`: ten minutes) store all; the log of writes stays small",
)
def test_crawls_go_on_beside_a_long_reader(
    site: Site, plan: Callable[..., CrawlPlan], database: Path
) -> None:
    site.put_column(COLUMN, [[2, 1]])
    crawl(plan())
    log, newest = Path(f"{database}-wal"), 2
    until = time.monotonic() + READING
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM articles").fetchone() == (2,)
        while time.monotonic() < until:
            newest += 20
            site.answers.clear()
            site.put_column(COLUMN, [list(range(newest, newest - 22, -1))])
            [portal] = crawl(plan()).portals
            assert (portal.outcome, portal.counters["new"]) == (Outcome.OK, 20), portal
            time.sleep(READING / 60)
        assert reader.execute("SELECT count(*) FROM articles").fetchone() == (2,)
        assert log.stat().st_size < 256 * 1024**2, "from there on the doctor warns"
    crawl(plan())
    assert not log.exists() or log.stat().st_size == 0
    assert rows(database, "SELECT count(*) FROM articles") == [(newest,)]
