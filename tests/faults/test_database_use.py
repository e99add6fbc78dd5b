"""The database in other hands: locked, read for long, damaged, half migrated, under another zone or clock."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from envnews import clock
from envnews.config import UNCONFIGURED
from envnews.errors import ConfigurationError, DataError, ExitCode, LockedError
from envnews.health.doctor import Level, examine_installation
from envnews.run.crawl import CrawlPlan, crawl
from envnews.run.session import Session
from envnews.store.file import database as store_database
from tests.conftest import HOST
from tests.run.test_crawl import COLUMN, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scrapy.crawler import Crawler

    from envnews.spiders.portal import PortalSpider
    from tests.conftest import Answer, Site

ROOT = Path(__file__).parents[2]
COUNT = "SELECT count(*) FROM articles"

HOLD = """
import sys, time
from envnews.run.lock import database_lock
with database_lock(sys.argv[1]):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.mark.proves("F5", "the lock dies with its process: the crawl starts although the file is there")
def test_the_lock_of_a_dead_process_stops_nobody(
    site: Site, plan: Callable[..., CrawlPlan], database: Path
) -> None:
    site.put_column(COLUMN, [[1]])
    command = [sys.executable, "-c", HOLD, str(database)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as holder:  # noqa: S603 - our own interpreter
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(LockedError, match=f"process {holder.pid}"):
            crawl(plan())
        holder.kill()
    assert Path(f"{database}.lock").read_text(encoding="utf-8").startswith(f"process {holder.pid}")
    assert crawl(plan()).exit_code is ExitCode.OK


@pytest.mark.proves(
    "F9", "the crawl stores all; the log of writes is folded in by the first run after the reader has ended"
)
def test_a_reader_holds_up_no_crawl(site: Site, plan: Callable[..., CrawlPlan], database: Path) -> None:
    site.put_column(COLUMN, [[2, 1]])
    crawl(plan())
    log = Path(f"{database}-wal")
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        assert reader.execute(COUNT).fetchone() == (2,)
        site.put_column(COLUMN, [list(range(60, 0, -1))])
        summary = crawl(plan())
        assert (summary.exit_code, summary.total("new")) == (ExitCode.OK, 58), summary.paragraph()
        assert reader.execute(COUNT).fetchone() == (2,), "the reader sees one state"
        assert log.stat().st_size < 64 * 1024**2
    crawl(plan())
    assert not log.exists() or log.stat().st_size == 0
    assert rows(database, COUNT) == [(60,)]


@pytest.mark.proves("O3", "75 where somebody else writes")
@pytest.mark.proves("F10", "a lock from before ends the crawl with 75 and without a request")
def test_a_write_lock_from_before_ends_the_crawl(
    site: Site, plan: Callable[..., CrawlPlan], database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a minute of waiting is shortened to a moment."""
    monkeypatch.setattr(store_database, "BUSY_TIMEOUT", 200)
    site.put_column(COLUMN, [[1]])
    crawl(plan())
    site.paths()
    with closing(sqlite3.connect(database, isolation_level=None)) as analyst:
        analyst.execute("BEGIN IMMEDIATE")
        with pytest.raises(LockedError, match="another process holds the database"):
            crawl(plan())
    assert site.paths() == []


@pytest.mark.proves("F10", "a lock taken during the crawl ends it with 75; the next run loses nothing")
def test_a_write_lock_in_the_middle_loses_nothing(
    site: Site, plan: Callable[..., CrawlPlan], database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_database, "BUSY_TIMEOUT", 200)
    site.put_column(COLUMN, [list(range(30, 0, -1))])
    prompt = site.answers[HOST, f"{COLUMN}202207/t20220722_15.html"]
    with closing(sqlite3.connect(database, isolation_level=None, check_same_thread=False)) as analyst:

        def answer() -> Answer:
            if not analyst.in_transaction:
                analyst.execute("BEGIN IMMEDIATE")
            return prompt

        site.answers[HOST, f"{COLUMN}202207/t20220722_15.html"] = answer
        summary = crawl(plan())
        assert summary.exit_code is ExitCode.LOCKED, summary.paragraph()
        analyst.execute("ROLLBACK")
    site.answers[HOST, f"{COLUMN}202207/t20220722_15.html"] = prompt
    assert crawl(plan()).exit_code is ExitCode.OK
    assert rows(database, COUNT) == [(30,)]


def test_a_short_write_lock_is_waited_for(site: Site, plan: Callable[..., CrawlPlan], database: Path) -> None:
    """Two seconds of the half minute that is waited."""
    site.put_column(COLUMN, [list(range(30, 0, -1))])
    prompt = site.answers[HOST, f"{COLUMN}202207/t20220722_15.html"]
    held: list[float] = []
    with closing(sqlite3.connect(database, isolation_level=None, check_same_thread=False)) as analyst:

        def release() -> None:
            analyst.execute("ROLLBACK")
            held.append(time.monotonic())

        def answer() -> Answer:
            if not held:
                held.append(time.monotonic())
                analyst.execute("BEGIN IMMEDIATE")
                threading.Timer(2, release).start()
            return prompt

        site.answers[HOST, f"{COLUMN}202207/t20220722_15.html"] = answer
        summary = crawl(plan())
        ended = time.monotonic()
    assert (summary.exit_code, summary.total("new")) == (ExitCode.OK, 30), summary.paragraph()
    taken, released = held
    assert ended > released > taken + 1.9, "it has waited"


@pytest.mark.slow
@pytest.mark.proves(
    "F10", "a lock of sixty seconds is waited for half a minute, then 75; the next run stores the rest"
)
def test_a_write_lock_of_a_minute_is_waited_for_half_of_it(
    site: Site, write_portal: Callable[..., Path], tmp_path: Path, database: Path
) -> None:
    site.put_column(COLUMN, [list(range(30, 0, -1))])
    middle = f"{COLUMN}202207/t20220722_15.html"
    prompt = site.answers[HOST, middle]
    command = [
        *(sys.executable, "-m", "envnews", "crawl", "example", "--spiders", str(write_portal())),
        *("--hosts-map", str(site.hosts_map(tmp_path)), "--db", str(database), "--quiet"),
    ]
    taken: list[float] = []
    with closing(sqlite3.connect(database, isolation_level=None, check_same_thread=False)) as analyst:

        def answer() -> Answer:
            if not taken:
                analyst.execute("BEGIN IMMEDIATE")
                taken.append(time.monotonic())
            return prompt

        site.answers[HOST, middle] = answer
        ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, cwd=ROOT)  # noqa: S603 - our own interpreter
        waited = time.monotonic() - taken[0]
        analyst.execute("ROLLBACK")
    assert (ended.returncode, "another process holds the database" in ended.stderr) == (75, True), (
        ended.stderr
    )
    assert 29 < waited < 100
    assert subprocess.run(command, timeout=60, check=False, cwd=ROOT).returncode == 0  # noqa: S603 - likewise
    assert rows(database, COUNT) == [(30,)]


def _damage(database: Path, table: str) -> None:
    """Write over the beginning of a table's first page."""
    [(root,)] = rows(database, f"SELECT rootpage FROM sqlite_schema WHERE name = '{table}'")  # noqa: S608 - our names
    with database.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 64)


@pytest.mark.proves("O3", "65 for a damaged database")
@pytest.mark.proves(
    "F11", "a damaged page that a crawl meets ends it with 65; the file is left for a restore"
)
def test_a_damaged_page_ends_the_crawl(site: Site, plan: Callable[..., CrawlPlan], database: Path) -> None:
    site.put_column(COLUMN, [list(range(30, 0, -1))])
    crawl(plan())
    _damage(database, "pages")
    site.put_column(COLUMN, [list(range(40, 0, -1))])
    try:
        code = crawl(plan()).exit_code
    except DataError as error:
        code = error.exit_code
    assert code is ExitCode.DATA
    assert rows(database, COUNT) == [(30,)]


@pytest.mark.proves("F11", "a truncated database ends the crawl with 65, unchanged, without a request")
def test_a_truncated_database_is_left_as_it_is(
    site: Site, plan: Callable[..., CrawlPlan], database: Path
) -> None:
    site.put_column(COLUMN, [list(range(30, 0, -1))])
    crawl(plan())
    site.paths()
    os.truncate(database, database.stat().st_size // 2)
    before = database.read_bytes()
    with pytest.raises(DataError, match="damaged"):
        crawl(plan())
    assert database.read_bytes() == before
    assert site.paths() == []


@pytest.mark.proves("F11", "envnews doctor finds a damaged page anywhere in the file")
def test_the_doctor_finds_a_damaged_page(site: Site, plan: Callable[..., CrawlPlan], database: Path) -> None:
    site.put_column(COLUMN, [list(range(30, 0, -1))])
    crawl(plan())
    _damage(database, "articles")
    checks = examine_installation(database, UNCONFIGURED)
    bad = [check for check in checks if check.level is Level.BAD]
    assert any(
        "integrity" in check.name or "damaged" in check.message or "malformed" in check.message
        for check in bad
    ), checks


TIMELESS = (
    "SELECT id, document_id, canonical_url, headline, published_at, published_on, source, body, body_html, content_hash"
    " FROM articles ORDER BY id"
)


@pytest.mark.proves("F13", "records made under three time zones are the same")
def test_the_zone_of_the_machine_does_not_matter(
    site: Site, write_portal: Callable[..., Path], tmp_path: Path
) -> None:
    site.put_column(COLUMN, [[3, 2, 1]])
    recent = site.answers[HOST, f"{COLUMN}202207/t20220722_1.html"].body.decode()
    site.put(f"{COLUMN}202207/t20220722_1.html", recent.replace("2022-07-22 07:10:17", "昨天 08:30"))
    made = []
    for zone in ("UTC", "Asia/Shanghai", "America/New_York"):
        database = tmp_path / f"{zone.replace('/', '-')}.db"
        command = [
            *(sys.executable, "-m", "envnews", "crawl", "example", "--spiders", str(write_portal())),
            *("--hosts-map", str(site.hosts_map(tmp_path)), "--db", str(database), "--quiet"),
        ]
        subprocess.run(command, check=True, timeout=60, cwd=ROOT, env=os.environ | {"TZ": zone})  # noqa: S603 - our own interpreter
        made.append(rows(database, TIMELESS))
    assert len(made[0]) == 3
    assert made[0] == made[1] == made[2]


KILL_AT_EACH_STATEMENT = """
import os, shutil, signal, sqlite3, sys
from contextlib import closing, contextmanager
from pathlib import Path
from envnews.store.file import database
from envnews.store.migrations import STEPS

folder = Path(sys.argv[1])
old = folder / "old.db"
with closing(sqlite3.connect(old, isolation_level=None)) as connection:
    STEPS.take(connection, stop_before="0003_dumps")
    connection.execute("PRAGMA user_version = 2")

def schema(path):
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        return version, connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY 1").fetchall()

def migrate(path, deadly):
    count = 0
    def tick(statement):
        nonlocal count
        count += 1
        if count == deadly:
            os.kill(os.getpid(), signal.SIGKILL)
    plain = sqlite3.connect
    def traced(*arguments, **options):
        connection = plain(*arguments, **options)
        connection.set_trace_callback(tick)
        return connection
    sqlite3.connect = traced
    database.connect(path).close()

whole = folder / "whole.db"
shutil.copy(old, whole)
database.connect(whole).close()
before, after = schema(old), schema(whole)
states = []
for deadly in range(1, 2000, int(sys.argv[2])):
    path = folder / f"{deadly}.db"
    shutil.copy(old, path)
    child = os.fork()
    if not child:
        migrate(path, deadly)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status == 0:
        break
    assert os.WTERMSIG(status) == signal.SIGKILL, status
    state = schema(path)
    assert state in (before, after), (deadly, state[0])
    states.append(state[0])
    database.connect(path).close()
    assert schema(path) == after, deadly
    assert (folder / f"{deadly}.db.v2.backup").exists(), deadly
    for file in folder.glob(f"{deadly}.db*"):
        file.unlink()
print(len(states), *sorted(set(states)))
"""


@pytest.mark.parametrize("step", [9, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.skipif(not hasattr(os, "fork"), reason="each statement is tried in a forked process")
@pytest.mark.proves(
    "F14",
    "killed at each statement of all migrations: the old version, a backup, and the next start completes it",
)
def test_a_migration_killed_at_any_statement_leaves_the_old_version(tmp_path: Path, step: int) -> None:
    ended = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", KILL_AT_EACH_STATEMENT, str(tmp_path), str(step)],
        capture_output=True, text=True, timeout=120, check=False, cwd=ROOT,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    count, *versions = map(int, ended.stdout.split())
    assert count > 60 / step
    assert versions == [2], "the last statement is the commit"


FAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)


@pytest.mark.proves(
    "F12",
    "the clock jumps by a day or ten years in the middle of a crawl: all is stored, as if nothing had been",
)
@pytest.mark.skipif(FAKETIME is None, reason="libfaketime is not installed")
@pytest.mark.parametrize(
    "jump", ["-3650d", *(pytest.param(jump, marks=pytest.mark.slow) for jump in ("+1d", "-1d"))]
)
def test_a_clock_that_jumps_during_a_crawl_changes_nothing(
    site: Site, write_portal: Callable[..., Path], tmp_path: Path, database: Path, jump: str
) -> None:
    """libfaketime shifts the clock of the crawl's processes by what a file says; counted time goes on."""
    site.put_column(COLUMN, [list(range(30, 0, -1))])
    shift = tmp_path / "shift"
    shift.write_text("+0", encoding="ascii")
    middle = f"{COLUMN}202207/t20220722_15.html"
    prompt = site.answers[HOST, middle]

    def answer() -> Answer:
        shift.write_text(jump, encoding="ascii")
        return prompt

    site.answers[HOST, middle] = answer
    faked = {
        "LD_PRELOAD": str(FAKETIME),
        "FAKETIME_TIMESTAMP_FILE": str(shift),
        "FAKETIME_NO_CACHE": "1",
        "DONT_FAKE_MONOTONIC": "1",
    }
    command = [
        *(sys.executable, "-m", "envnews", "crawl", "example", "--spiders", str(write_portal())),
        *("--hosts-map", str(site.hosts_map(tmp_path)), "--db", str(database), "--quiet"),
    ]
    subprocess.run(command, check=True, timeout=60, cwd=ROOT, env=os.environ | faked)  # noqa: S603 - our own interpreter
    assert shift.read_text("ascii") == jump
    assert rows(database, "SELECT published_on, count(*) FROM articles GROUP BY 1") == [("2022-07-22", 30)]
    order = "SELECT seq FROM changes ORDER BY seq"
    assert rows(database, order) == [(number,) for number in range(1, 31)], "no number twice, none left out"
    [(seconds,)] = rows(database, "SELECT (julianday(ended_at) - julianday(started_at)) * 86400 FROM runs")
    assert 0 <= seconds < 60
    [(spread,)] = rows(
        database,
        "SELECT (julianday(max(first_seen_at)) - julianday(min(first_seen_at))) * 86400 FROM articles",
    )
    assert 0 <= spread < 60


@pytest.mark.proves(
    "F12", "no crawl begins under a clock that has not been set, as on a machine without a battery"
)
def test_no_crawl_begins_in_1970(
    site: Site, plan: Callable[..., CrawlPlan], database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put_column(COLUMN, [[1]])
    monkeypatch.setattr(clock, "now", lambda: datetime(1970, 1, 1, 0, 0, 10, tzinfo=UTC))
    with pytest.raises(ConfigurationError, match="says 1970-01-01T00:00:10Z, which cannot be; set it"):
        crawl(plan())
    assert site.paths() == []
    assert not database.exists()


def test_no_single_spider_begins_in_1970(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(1970, 1, 1, 0, 0, 10, tzinfo=UTC))
    crawler = cast("Crawler", SimpleNamespace(settings={"ENVNEWS_DB": database}))
    spider = cast("PortalSpider", SimpleNamespace(portal_run=None))
    with pytest.raises(ConfigurationError, match="which cannot be; set it"):
        Session(crawler, spider)
    assert not database.exists()


def test_the_time_that_a_crawl_waits_is_none_of_its_own(
    site: Site, plan: Callable[..., CrawlPlan], monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put_column(COLUMN, [[1]])
    had: list[datetime] = []

    @contextmanager
    def lock(*_: object) -> Iterator[None]:
        had.append(clock.now())
        yield

    monkeypatch.setattr("envnews.run.crawl.database_lock", lock)
    assert crawl(plan()).started_at >= had[0]
