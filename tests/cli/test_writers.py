"""One writer at a time: whoever writes waits for the lock, is told who holds it, and readers never ask for it."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from envnews.cli import COMMANDS
from envnews.dumps import PublishPlan, publish
from envnews.model import Column
from envnews.store import Writer
from envnews.store.migrations import STEPS
from tests.run.test_crawl import COLUMN
from tests.store.conftest import PORTAL, fetched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.commands import Ended
    from tests.conftest import Answer, Site

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from envnews.run.lock import database_lock
with database_lock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.readline()
"""
WRITING = [
    "crawl zj-sthjt",
    "dump --new-epoch --out {folder}/dumps --wait 0s",
    "dump --out {folder}/first --db {folder}/unnamed.db --wait 0s",
    "feed add seas --query 海洋 --wait 0s",
    "feed remove waters --wait 0s",
    "import {folder}/dumps --wait 0s",
    "migrate --wait 0s",
    "reindex --wait 0s",
    "withdraw id-1 --reason privacy --wait 0s",
]
READING = [
    "backup",
    "doctor",
    "dump --out {folder}/dumps",
    "dump purge --out {folder}/dumps",
    "feed list",
    "import {folder}/dumps --dry-run",
    "report --out {folder}/report.html",
    "search 水环境",
    "show id-1",
    "status",
]
ELSEWHERE = {"check", "dedup", "demo", "extract", "new", "portals", "serve"}
"""Commands that use no database, make their own, or, as `serve`, run until they are ended (tests/web)."""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database that was published once, and one beside it that never was."""
    for path in (tmp_path / "news.db", tmp_path / "unnamed.db"):
        with Writer(path) as writer:
            writer.open_portal_run(writer.open_run("crawl"), PORTAL, [Column("环保要闻", PORTAL.home)])
            writer.write([fetched(1), fetched(2)])
    publish(PublishPlan(tmp_path / "news.db", tmp_path / "dumps"))
    return tmp_path / "news.db"


@contextmanager
def another_process_writes(*databases: Path) -> Iterator[list[subprocess.Popen[str]]]:
    """Let a process for each of the databases hold its lock, until it is sent a line."""
    holders = []
    try:
        for database in databases:
            command = [sys.executable, "-c", HOLD, str(database)]
            holder = subprocess.Popen(  # noqa: S603 - our own interpreter
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
            )
            holders.append(holder)
            assert holder.stdout
            assert holder.stdout.readline() == "held\n"
        yield holders
    finally:
        for holder in holders:
            holder.kill()
            holder.communicate()


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start `envnews` in processes of their own, which end with the test."""
    with ExitStack() as running:

        def begin(*arguments: object) -> subprocess.Popen[str]:
            command = [sys.executable, "-m", "envnews", *map(str, arguments)]
            process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT)  # noqa: S603 - our own interpreter
            running.enter_context(process)
            running.callback(process.kill)
            return process

        yield begin


def content(database: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return list(connection.iterdump())


def test_every_command_is_known_to_write_or_to_read() -> None:
    assert {line.split()[0] for line in [*WRITING, *READING]} | ELSEWHERE == set(COMMANDS)


@pytest.mark.proves("O4", "every command that writes leaves the database alone while another one writes")
@pytest.mark.parametrize("line", WRITING, ids=[line.partition(" --")[0] for line in WRITING])
def test_what_writes_does_not_while_another_process_does(
    database: Path, tmp_path: Path, run_here: Callable[..., Ended], line: str
) -> None:
    unnamed = tmp_path / "unnamed.db"
    own = () if "unnamed.db" in line else ("--db", database)
    before = content(database), content(unnamed)
    with another_process_writes(database, unnamed) as holders:
        ended = run_here(*line.format(folder=tmp_path).split(), *own)
    assert ended.code == 75, ended.err
    assert any(f"is being written by process {holder.pid} since 20" in ended.err for holder in holders)
    assert (content(database), content(unnamed)) == before


@pytest.mark.parametrize("line", READING, ids=[line.partition(" --")[0] for line in READING])
def test_what_reads_waits_for_nobody(
    database: Path, tmp_path: Path, run_here: Callable[..., Ended], line: str
) -> None:
    with another_process_writes(database):
        ended = run_here(*line.format(folder=tmp_path).split(), "--db", database)
    assert ended.code in {0, 1}, ended.err  # of `doctor` and `status`: something wants attention
    assert "is being written" not in ended.err


def test_a_withdrawal_waits_until_the_other_one_has_ended(
    database: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    with another_process_writes(database) as (holder,):
        withdrawal = start("withdraw", "id-1", "--reason", "privacy", "--wait", "50s", "--db", database)
        assert withdrawal.stderr
        told = withdrawal.stderr.readline()
        assert told.startswith(f"envnews: {database} is being written by process {holder.pid} since 20")
        assert told.endswith("; waiting for 50s at most (--wait)\n")
        holder.communicate("\n")
        _, rest = withdrawal.communicate(timeout=50)
    assert (withdrawal.returncode, rest.partition(";")[0]) == (0, "withdrawn: id-1")


def test_a_withdrawal_that_has_waited_in_vain_says_that_nothing_is_withdrawn(
    database: Path, run_here: Callable[..., Ended]
) -> None:
    with another_process_writes(database):
        ended = run_here("withdraw", "id-1", "--reason", "rights", "--wait", "0.3s", "--db", database)
    assert ended.code == 75
    assert ended.err.splitlines()[-1].startswith(
        f"envnews: id-1 is NOT withdrawn: {database} is being written"
    )
    assert ended.err.endswith("try again when it has ended, or wait longer with --wait\n")


def test_quiet_commands_wait_in_silence(
    database: Path, tmp_path: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    with another_process_writes(database) as (holder,):
        quiet = start("import", tmp_path / "dumps", "--quiet", "--wait", "50s", "--db", database)
        with pytest.raises(subprocess.TimeoutExpired):
            quiet.wait(2)
        holder.communicate("\n")
        assert quiet.communicate(timeout=50) == (None, "")
    assert quiet.returncode == 0


def test_two_first_dumps_that_wait_give_one_name(
    database: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    tmp_path = database.parent
    unnamed = tmp_path / "unnamed.db"
    with another_process_writes(unnamed) as (holder,):
        dumps = [start("dump", "--out", tmp_path / name, "--db", unnamed) for name in "ab"]
        for each in dumps:
            assert each.stderr
            assert "is being written" in each.stderr.readline()
        holder.communicate("\n")
        ended = [(each.communicate(timeout=50), each.returncode)[1] for each in dumps]
    assert ended == [0, 0]
    names = [
        publish(PublishPlan(unnamed, tmp_path / name)).latest for name in "ab"
    ]  # refused by a folder that follows another name
    assert names[0].epoch == names[1].epoch


def test_a_trial_import_leaves_an_older_database_as_it_is(
    database: Path, tmp_path: Path, run_here: Callable[..., Ended]
) -> None:
    older = tmp_path / "older.db"
    with closing(sqlite3.connect(older, isolation_level=None)) as connection:
        STEPS.take(connection, stop_before="0013_what_lists_gave")
        connection.execute("PRAGMA user_version = 12")
    before = older.read_bytes()
    ended = run_here("import", tmp_path / "dumps", "--dry-run", "--db", older)
    assert (ended.code, "envnews migrate" in ended.err) == (65, True), ended.err
    assert older.read_bytes() == before
    assert run_here("import", tmp_path / "dumps", "--db", older).code == 0


@pytest.mark.proves("O4", "a withdrawal during a crawl waits for its end and counts then")
def test_a_withdrawal_during_a_crawl_is_not_lost(
    site: Site,
    tmp_path: Path,
    write_portal: Callable[..., Path],
    start: Callable[..., subprocess.Popen[str]],
) -> None:
    site.put_column(COLUMN, [[3, 2, 1]])
    database = tmp_path / "crawled.db"
    crawl = ("crawl", "example", "--spiders", write_portal(), "--hosts-map", site.hosts_map(tmp_path))
    assert start(*crawl, "--db", database).wait(60) == 0
    site.put_column(COLUMN, [[4, 3, 2, 1]])
    prompt = site.answers["www.example.gov.cn", f"{COLUMN}202207/t20220722_4.html"]
    asked, waits = threading.Event(), threading.Event()

    def answer_late() -> Answer:
        asked.set()
        waits.wait(50)
        assert not callable(prompt)
        return prompt

    site.answers["www.example.gov.cn", f"{COLUMN}202207/t20220722_4.html"] = answer_late
    second = start(*crawl, "--db", database)
    assert asked.wait(50)
    url = f"http://www.example.gov.cn{COLUMN}202207/t20220722_1.html"
    withdrawal = start("withdraw", url, "--reason", "privacy", "--wait", "50s", "--db", database)
    assert withdrawal.stderr
    assert f"process {second.pid} since" in withdrawal.stderr.readline()
    waits.set()
    assert (second.wait(50), withdrawal.wait(50)) == (0, 0)
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        stored = connection.execute("SELECT status, count(*) FROM articles GROUP BY 1 ORDER BY 1").fetchall()
    assert stored == [("active", 3), ("withdrawn", 1)]


def test_a_second_demo_deletes_nothing_of_the_first(
    tmp_path: Path, run_here: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    database = tmp_path / "data/demo.db"
    with another_process_writes(database):
        database.write_bytes(b"the first one's")
        assert run_here("demo").code == 75
    assert database.read_bytes() == b"the first one's"


def test_a_second_demo_waits_for_no_pause_of_the_first(
    tmp_path: Path, run_here: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between its two crawls nobody writes its database."""
    monkeypatch.chdir(tmp_path)
    database = tmp_path / "data/demo.db"
    second: list[Ended] = []

    def crawl_twice(path: Path, announce: Callable[[int], None]) -> None:
        path.write_bytes(b"the first day's")
        second.append(run_here("demo"))
        raise KeyboardInterrupt

    monkeypatch.setattr("envnews.demo.twice.crawl_twice", crawl_twice)
    assert run_here("demo").code == 130
    assert [ended.code for ended in second] == [75]
    assert "another demo is going on" in second[0].err
    assert database.read_bytes() == b"the first day's"


def test_no_time_to_wait_is_a_time(database: Path, run_here: Callable[..., Ended]) -> None:
    with another_process_writes(database):
        ended = run_here("withdraw", "id-1", "--reason", "rights", "--wait", "0", "--db", database)
    assert ended.code == 75


def test_a_crawl_waits_where_it_is_told_to(
    site: Site,
    tmp_path: Path,
    write_portal: Callable[..., Path],
    start: Callable[..., subprocess.Popen[str]],
) -> None:
    """For a withdrawal from a large database, say, which would cost it its turn."""
    site.put_column(COLUMN, [[1]])
    database = tmp_path / "crawled.db"
    arguments = ("--spiders", write_portal(), "--hosts-map", site.hosts_map(tmp_path), "--db", database)
    with another_process_writes(database) as (holder,):
        crawl = start("crawl", "example", *arguments, "--wait", "50s")
        assert crawl.stderr
        assert f"is being written by process {holder.pid} since" in crawl.stderr.readline()
        assert site.paths() == []
        holder.communicate("\n")
        assert crawl.wait(50) == 0
    assert len(site.paths()) == 2


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -15)])
def test_a_crawl_that_waits_can_be_ended(
    tmp_path: Path, start: Callable[..., subprocess.Popen[str]], number: signal.Signals, code: int
) -> None:
    with another_process_writes(tmp_path / "news.db"):
        crawl = start("crawl", "mee", "--db", tmp_path / "news.db", "--wait", "50s")
        assert crawl.stderr
        crawl.stderr.readline()
        crawl.send_signal(number)
        _, told = crawl.communicate(timeout=20)  # its workers have ended, too: they hold stderr
    assert crawl.returncode == code
    assert "Traceback" not in told
