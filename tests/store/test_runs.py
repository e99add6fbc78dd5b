"""Runs: opened first, closed with an outcome; those of dead processes are closed by the next writer."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

from envnews.store import Outcome, Writer
from envnews.store.crawl.runs import Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from .conftest import Clock, Makers

CRAWL = """
import sys, time
from envnews.store import Writer
writer = Writer(sys.argv[1])
writer.open_run("crawl")
print("open", flush=True)
time.sleep(60)
"""


def test_a_run_is_open_until_it_is_closed(writer: Writer, db: Database, make: Makers, clock: Clock) -> None:
    run = writer.open_run("crawl")
    portal_run = writer.open_portal_run(run, make.portal)
    (health,) = db.query("SELECT portal, outcome, ended_at FROM v_portal_health")
    assert health == {"portal": "zj-sthjt", "outcome": None, "ended_at": None}
    clock.move(minutes=2)
    writer.close_portal_run(portal_run, Verdict(Outcome.DEGRADED, "1 page failed"), {"new": 3, "failed": 1})
    writer.close_run(run, 1)
    (row,) = db.query("SELECT * FROM portal_runs WHERE number = ?", [portal_run])
    assert (row["outcome"], json.loads(row["counters"])) == ("degraded", {"new": 3, "failed": 1})
    assert (row["started_at"], row["ended_at"]) == ("2022-07-22T01:00:00Z", "2022-07-22T01:02:00Z")
    (row,) = db.query("SELECT command, host, exit_code, killed FROM runs WHERE number = ?", [run])
    assert row == {"command": "crawl", "host": socket.gethostname(), "exit_code": 1, "killed": 0}


def test_health_shows_the_last_run_and_the_last_good_one(writer: Writer, db: Database, make: Makers) -> None:
    run = writer.open_run("crawl")
    good, bad = writer.open_portal_run(run, make.portal), writer.open_portal_run(run, make.portal)
    writer.close_portal_run(good, Verdict(Outcome.OK), {})
    writer.close_portal_run(bad, Verdict(Outcome.DNS_FAILURE, "sthjt.zj.gov.cn has no address"), {})
    writer.write([make.listing(1, 2), make.fetched(1)])
    (health,) = db.query(
        "SELECT outcome, message, last_good_run, articles, newest, unfinished FROM v_portal_health"
    )
    assert health == {
        "outcome": "dns_failure",
        "message": "sthjt.zj.gov.cn has no address",
        "last_good_run": good,
        "articles": 1,
        "newest": "2022-07-22",
        "unfinished": 1,
    }


def test_the_run_of_a_killed_process_is_closed_by_the_next_writer(path: Path) -> None:
    arguments = [sys.executable, "-c", CRAWL, str(path)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as crawl:  # noqa: S603 - this file's program
        assert crawl.stdout is not None
        assert crawl.stdout.readline() == "open\n"
        with Writer(path) as other:
            row = other._connection.execute("SELECT ended_at, killed FROM runs").fetchone()
            assert tuple(row) == (None, 0), "a living process's run stays open"
        crawl.send_signal(signal.SIGKILL)
    with Writer(path) as next_writer:
        row = next_writer._connection.execute(
            "SELECT ended_at IS NOT NULL, killed, exit_code FROM runs"
        ).fetchone()
        assert tuple(row) == (1, 1, None)


def test_portal_runs_of_a_dead_run_are_killed_too(
    writer: Writer, path: Path, db: Database, make: Makers, clock: Clock
) -> None:
    closed = writer.open_portal_run(1, make.portal)
    writer.close_portal_run(closed, Verdict(Outcome.OK), {})
    # The same process number, but of a process that started at another time.
    writer._connection.execute("UPDATE runs SET process = ?", [f"{os.getpid()}@1"])
    with Writer(path, clock=clock):
        pass
    rows = db.query("SELECT number, outcome, ended_at FROM portal_runs ORDER BY number")
    assert [tuple(row.values()) for row in rows] == [
        (1, "killed", "2022-07-22T01:00:00Z"),
        (2, "ok", "2022-07-22T01:00:00Z"),
    ]


def test_a_run_of_another_host_is_over(writer: Writer, path: Path, db: Database) -> None:
    writer._connection.execute("UPDATE runs SET host = 'container-4711'")
    with Writer(path):
        pass
    assert next(db.query("SELECT killed FROM runs"))["killed"] == 1
