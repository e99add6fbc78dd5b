"""The process that starts workers is killed: the crawl ends, says so, and leaves nothing open."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from envnews.run import nursery
from envnews.run.crawl import CrawlPlan, crawl
from tests.faults.test_signals import Running, arguments, gone, hang, start
from tests.nurseries import EXECUTE
from tests.run.test_crawl import COLUMN, rows

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from tests.conftest import Site

__all__ = ["arguments"]

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere the nursery is found by other means"
)


ROOT = Path(__file__).parents[2]


def children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
    return [int(number) for number in listed.split()]


def test_without_its_nursery_a_crawl_ends_with_an_error_and_closes_its_rows(
    site: Site, arguments: list[str], tmp_path: Path
) -> None:
    site.put_column(COLUMN, [[3, 2, 1]])
    hang(site, 1)
    database = tmp_path / "news.db"
    with start(arguments, database) as process:
        running = Running(process, site, database)
        running.wait_for(lambda: any("_1.html" in path for path in running.requested()))
        (child,) = children(process.pid)
        workers = children(child)
        os.kill(child, signal.SIGKILL)
        killed = time.monotonic()
        _, errors = process.communicate(timeout=20)
        assert time.monotonic() - killed < 5
    assert process.returncode == 70, errors
    assert "the process that starts workers is gone; run again" in errors
    assert workers
    assert all(map(gone, workers))
    assert rows(database, "SELECT killed, exit_code FROM runs") == [(0, 70)]
    [(outcome, message)] = rows(database, "SELECT outcome, message FROM portal_runs")
    assert outcome == "crashed"
    assert "the workers were ended" in message


def test_the_next_run_goes_on_where_a_crawl_lost_its_nursery(
    site: Site, arguments: list[str], tmp_path: Path
) -> None:
    database = tmp_path / "news.db"
    with start(arguments, database) as process:
        running = Running(process, site, database)
        running.wait_for(lambda: len(running.requested()) > 40)
        for child in children(process.pid):
            os.kill(child, signal.SIGKILL)
        process.communicate(timeout=20)
    summary = crawl(
        CrawlPlan(("example",), database=database, spiders=(arguments[3],), hosts_map=Path(arguments[5]))
    )
    assert summary.exit_code == 0, summary.paragraph()
    assert rows(database, "SELECT count(*), count(DISTINCT document_id) FROM articles") == [(160, 160)]


def test_an_interruption_while_the_nursery_loads_is_none_of_it(tmp_path: Path) -> None:
    """A terminal sends Ctrl-C to all processes at once, and a program that loads does not yet leave it to its parent."""
    command = [sys.executable, "-m", "envnews", "demo", "--db", str(tmp_path / "demo.db")]
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True
    ) as process:
        deadline = time.monotonic() + 20
        while not any(map(is_nursery, children(process.pid))) and time.monotonic() < deadline:
            time.sleep(0.002)
        time.sleep(0.1)
        os.killpg(process.pid, signal.SIGINT)
        said, errors = process.communicate(timeout=20)
    assert (process.returncode, said) == (130, "")
    assert "Traceback" not in errors


def test_a_nursery_that_ends_before_it_has_read_its_orders_is_told_once(
    site: Site,
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Its end of the socket is reset then, not only closed."""
    site.put_column(COLUMN, [[2, 1]])
    monkeypatch.setattr(nursery, "_execute", lambda _theirs: lambda: 1)
    plan = CrawlPlan(
        ("example",), database=tmp_path / "news.db", spiders=(arguments[3],), hosts_map=Path(arguments[5])
    )
    assert crawl(plan).exit_code == 70
    assert "no worker could be started: the process that starts workers is gone; run again" in caplog.text
    assert [record.message for record in caplog.records if record.name == "asyncio"] == []


def is_nursery(process: int) -> bool:
    return b"envnews.run.nursery" in Path(f"/proc/{process}/cmdline").read_bytes()


def test_a_program_with_threads_starts_its_nursery_as_a_program(
    site: Site, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put_column(COLUMN, [[2, 1]])
    started: list[Callable[[], object]] = []

    def execute(theirs: socket.socket) -> Callable[[], object]:
        started.append(EXECUTE(theirs))
        return started[-1]

    monkeypatch.setattr(nursery, "_execute", execute)
    plan = CrawlPlan(
        ("example",), database=tmp_path / "news.db", spiders=(arguments[3],), hosts_map=Path(arguments[5])
    )
    summary = crawl(plan)
    assert (summary.exit_code, summary.total("new")) == (0, 2), summary.paragraph()
    assert [reap() for reap in started] == [0], "it has ended in good order"
