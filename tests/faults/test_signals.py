"""What ends a crawl from outside: signals, and a kill at any moment. Nothing is lost and nothing doubled."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from envnews.run.crawl import CrawlPlan, crawl
from tests.run.test_crawl import COLUMN, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Answer, Site

ROOT = Path(__file__).parents[2]
HOST = "www.example.gov.cn"
ARTICLES = 160
CONTENT = "SELECT document_id, canonical_url, headline, body, content_hash, columns FROM articles ORDER BY 1"


@dataclass
class Running:
    """A crawl in a process of its own."""

    process: subprocess.Popen[str]
    site: Site
    database: Path

    def wait_for(self, arrived: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 20
        while not arrived() and self.process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)

    def workers(self) -> list[int]:
        """The nursery and the workers that it has forked."""
        return descendants(self.process.pid)

    def requested(self) -> list[str]:
        return [path for _, path in list(self.site.requests)]


@pytest.fixture
def arguments(site: Site, write_portal: Callable[..., Path], tmp_path: Path) -> list[str]:
    numbers = list(range(ARTICLES, 0, -1))
    site.put_column(COLUMN, [numbers[start : start + 20] for start in range(0, ARTICLES, 20)])
    return [
        "crawl",
        "example",
        "--spiders",
        str(write_portal()),
        "--hosts-map",
        str(site.hosts_map(tmp_path)),
    ]


@pytest.fixture
def started(arguments: list[str], site: Site, tmp_path: Path) -> Iterator[Running]:
    """The crawl of one portal, just begun."""
    database = tmp_path / "news.db"
    with start(arguments, database) as process:
        yield Running(process, site, database)
        process.kill()


def start(arguments: list[str], database: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "envnews", *arguments, "--db", str(database)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT)  # noqa: S603 - our own interpreter


def descendants(process: int) -> list[int]:
    """Return the processes that come from a process, in the order of their birth."""
    found = [process]
    for each in found:
        with suppress(OSError):
            listed = Path(f"/proc/{each}/task/{each}/children").read_text("ascii")
            found += map(int, listed.split())
    return found[1:]


def gone(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state == "Z"


def article(number: int) -> str:
    return f"{COLUMN}202207/t20220722_{number}.html"


def hang(site: Site, number: int) -> None:
    """Let the server think half a minute about an article."""
    prompt = site.answers[HOST, article(number)]

    def answer() -> Answer:
        time.sleep(30)
        return prompt

    site.answers[HOST, article(number)] = answer


@pytest.mark.proves("F2", "SIGTERM ends with 143, SIGINT with 130, within 5 s; what was found is stored")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_commits_what_was_found_and_drops_what_is_in_flight(
    site: Site, arguments: list[str], tmp_path: Path, number: signal.Signals, code: int
) -> None:
    site.put_column(COLUMN, [[5, 4, 3, 2, 1]])
    hang(site, 1)
    with start(arguments, tmp_path / "news.db") as process:
        running = Running(process, site, tmp_path / "news.db")
        running.wait_for(lambda: set(map(article, range(1, 6))) <= set(running.requested()))
        time.sleep(0.3)
        sent = time.monotonic()
        process.send_signal(number)
        _, errors = process.communicate(timeout=15)
    assert process.returncode == code, errors
    assert time.monotonic() - sent < 5
    assert rows(running.database, "SELECT count(*) FROM articles") == [(4,)]
    assert rows(running.database, "SELECT state FROM pages WHERE url LIKE '%_1.html'") == [("pending",)]
    [(outcome, message)] = rows(running.database, "SELECT outcome, message FROM portal_runs")
    assert (outcome, number.name in message) == ("killed", True)
    assert rows(running.database, "SELECT exit_code FROM runs") == [(code,)]


def test_lists_that_arrive_while_a_crawl_is_interrupted_are_no_bugs(
    site: Site, write_portal: Callable[..., Path], tmp_path: Path
) -> None:
    """Each of three portals in one worker reads lists all the time, so some arrive while others hand over."""
    hosts = [f"www{number}.example.gov.cn" for number in range(3)]
    columns = [f"/column{number}/" for number in range(6)]
    for host in hosts:
        for column in columns:
            for page in range(50):
                number = int(column[7]) * 100 + page
                name = f"index_{page}.html" if page else ""
                site.put_list(f"{column}{name}", [number], 50, page, host=host)
    command = ["crawl", "--jobs", "1", "--hosts-map", str(site.hosts_map(tmp_path, *hosts))]
    for number, host in enumerate(hosts):
        portal = write_portal(f"example-{number}", host, {column: column for column in columns})
        command += [f"example-{number}", "--spiders", str(portal)]
    with start(command, tmp_path / "news.db") as process:
        running = Running(process, site, tmp_path / "news.db")
        running.wait_for(lambda: len(site.requests) > 150)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=15)
    assert process.returncode == 130, errors
    assert "Traceback" not in errors
    assert "crashed" not in errors
    assert rows(running.database, "SELECT DISTINCT outcome FROM portal_runs") == [("killed",)]


@pytest.mark.proves("F3", "the second signal ends the crawl and its deaf workers within 2 s")
def test_a_second_signal_ends_the_crawl_at_once(
    site: Site, arguments: list[str], write_portal: Callable[..., Path], tmp_path: Path
) -> None:
    """The worker is deaf: it is in a loop of the portal's own code."""
    file = write_portal()
    method = "@classmethod\n    def read_list(cls, page, column):\n        import time; time.sleep(60)"
    file.write_text(f"{file.read_text(encoding='utf-8')}\n    {method}\n", encoding="utf-8")
    with start(arguments, tmp_path / "news.db") as process:
        running = Running(process, site, tmp_path / "news.db")
        running.wait_for(lambda: COLUMN in running.requested())
        time.sleep(0.2)
        workers = running.workers()
        process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        sent = time.monotonic()
        process.communicate(timeout=15)
    assert process.returncode == 143
    assert time.monotonic() - sent < 2
    assert len(workers) == 2, "the nursery and the worker"
    assert all(map(gone, workers))
    assert rows(running.database, "SELECT outcome FROM portal_runs") == [("killed",)]


@pytest.mark.proves(
    "F1",
    "kill -9 at 20 random moments: the next run loses and doubles nothing and fetches nothing that was committed",
)
@pytest.mark.parametrize(
    "moment", [0, *(pytest.param(moment, marks=pytest.mark.slow) for moment in range(1, 20))]
)
def test_after_a_kill_the_next_run_ends_with_the_articles_of_an_undisturbed_one(
    started: Running, arguments: list[str], site: Site, tmp_path: Path, moment: int
) -> None:
    """Moments are counted in requests served, spread over the whole crawl, and shifted by chance."""
    pages = ARTICLES + ARTICLES // 20
    served = int(pages * (moment % 5 + random.random()) / 5)  # noqa: S311 - no secret
    started.wait_for(lambda: len(site.requests) >= served)
    time.sleep(random.random() / 20)  # noqa: S311
    workers = started.workers() if started.process.poll() is None else []
    started.process.kill()
    started.process.wait()
    started.wait_for(lambda: all(map(gone, workers)))
    deadline = time.monotonic() + 3
    while not all(map(gone, workers)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert all(map(gone, workers)), "a worker outlives the process that started it"
    first = {path for path in started.requested() if "/t2022" in path}
    # The earliest moments come before the tables, or before the row of the run.
    opened = stored = 0
    if started.database.exists() and rows(
        started.database, "SELECT 1 FROM sqlite_schema WHERE name = 'runs'"
    ):
        [(opened, stored)] = rows(
            started.database, "SELECT (SELECT count(*) FROM runs), (SELECT count(*) FROM articles)"
        )
    site.requests.clear()

    plan = CrawlPlan(
        ("example",), database=started.database, spiders=(arguments[3],), hosts_map=Path(arguments[5])
    )
    summary = crawl(plan)

    assert summary.exit_code == 0, f"killed after {served} requests: {summary.paragraph()}"
    again = first & set(started.requested())
    assert len(again) == len(first) - stored, "what was committed is not fetched again"
    undisturbed = tmp_path / "undisturbed.db"
    crawl(CrawlPlan(plan.portals, database=undisturbed, spiders=plan.spiders, hosts_map=plan.hosts_map))
    assert rows(started.database, CONTENT) == rows(undisturbed, CONTENT)
    assert len(rows(started.database, CONTENT)) == ARTICLES
    assert rows(started.database, "PRAGMA integrity_check") == [("ok",)]
    if opened and workers:
        assert rows(started.database, "SELECT killed, exit_code FROM runs") == [(1, None), (0, 0)]
        assert rows(started.database, "SELECT outcome FROM portal_runs")[0] == ("killed",)


@pytest.mark.proves("F6", "a disk that fills up in a crawl ends it with 74; the next run stores the rest")
def test_a_full_disk_ends_the_crawl_and_the_next_run_goes_on(
    arguments: list[str], site: Site, tmp_path: Path
) -> None:
    """A limit on the size of files stands in for the disk: SQLite is refused the next page of its log."""
    database = tmp_path / "news.db"
    command = [sys.executable, "-m", "envnews", *arguments, "--db", str(database)]
    ended = subprocess.run(  # noqa: S603 - our own interpreter
        ["/bin/sh", "-c", 'ulimit -f 800 && exec "$@"', "sh", *command],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=ROOT,
    )
    assert ended.returncode == 74, ended.stderr
    assert "results could not be stored" in ended.stderr
    summary = crawl(
        CrawlPlan(("example",), database=database, spiders=(arguments[3],), hosts_map=Path(arguments[5]))
    )
    assert summary.exit_code == 0, summary.paragraph()
    assert rows(database, "SELECT count(*) FROM articles") == [(ARTICLES,)]
    assert rows(database, "PRAGMA integrity_check") == [("ok",)]
