"""The process that starts workers is killed: the crawl ends, says so, and leaves nothing open."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from envnews.run.crawl import CrawlPlan, crawl
from tests.faults.test_signals import Running, arguments, gone, hang, start
from tests.run.test_crawl import COLUMN, rows

if TYPE_CHECKING:
    from tests.conftest import Site

__all__ = ["arguments"]

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere the nursery is found by other means"
)


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
        (nursery,) = children(process.pid)
        workers = children(nursery)
        os.kill(nursery, signal.SIGKILL)
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
        for nursery in children(process.pid):
            os.kill(nursery, signal.SIGKILL)
        process.communicate(timeout=20)
    summary = crawl(
        CrawlPlan(("example",), database=database, spiders=(arguments[3],), hosts_map=Path(arguments[5]))
    )
    assert summary.exit_code == 0, summary.paragraph()
    assert rows(database, "SELECT count(*), count(DISTINCT document_id) FROM articles") == [(160, 160)]
