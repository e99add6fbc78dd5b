"""Runs: what was started when, by which process, and how it ended for each portal.

A row is opened before the first request and closed after the last write, so a run that died is seen by
its open row. The next writer closes such rows as killed: SQLite's write-ahead log lets no two hosts share
a file, so a run of another host name, of a dead process or of a process number used anew is over.
"""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from envnews import __version__
from envnews.store.articles.rows import to_json, utc_text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from envnews.model import Column, PortalInfo


class Outcome(StrEnum):
    """How the run of one portal ended."""

    OK = "ok"
    NOTHING_NEW = "nothing_new"
    DEGRADED = "degraded"
    """Stored something, but pages failed or were quarantined."""
    EMPTY_LIST = "empty_list"
    SITE_CHANGED = "site_changed"
    BLOCKED = "blocked"
    DNS_FAILURE = "dns_failure"
    TLS_FAILURE = "tls_failure"
    HTTP_ERROR = "http_error"
    TIMEOUT = "timeout"
    ROBOTS_DENIED = "robots_denied"
    SKIPPED_JAVASCRIPT = "skipped_javascript"
    """Declared to need a browser: the lists came without entries, and no data behind them is known."""
    GAP = "gap"
    """The lists no longer reach back to what is stored."""
    CRASHED = "crashed"
    KILLED = "killed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of one portal's run.

    Attributes:
        message: Why, and what to do; empty when well.
        not_before: Aware time before which the site asked not to be asked again; None without such.
        reasons: What it is in trouble for, in words that stay the same from run to run, where a message has
            counts and addresses; empty when well, and where the outcome says it all.
    """

    outcome: Outcome
    message: str = ""
    not_before: datetime | None = field(default=None, repr=False)
    reasons: tuple[str, ...] = field(default=(), repr=False)


def open_run(connection: sqlite3.Connection, command: str, at: str) -> int:
    """Insert the row of a run of this process and return its number."""
    cursor = connection.execute(
        "INSERT INTO runs (command, version, host, process, started_at) VALUES (?, ?, ?, ?, ?)",
        (command, __version__, socket.gethostname(), _process(os.getpid()), at),
    )
    return cursor.lastrowid or 0


def close_run(connection: sqlite3.Connection, run: int, exit_code: int, at: str) -> None:
    """Close the row of a run."""
    connection.execute(
        "UPDATE runs SET ended_at = ?, exit_code = ? WHERE number = ?", (at, int(exit_code), run)
    )


def open_portal_run(
    connection: sqlite3.Connection, run: int, portal: str, at: str, unverified_hosts: Sequence[str] = ()
) -> int:
    """Insert the row of a portal's part of a run and return its number.

    Hosts that are exempted from TLS verification stand in it from the beginning: whatever the run stores came
    from whoever answered there.
    """
    cursor = connection.execute(
        "INSERT INTO portal_runs (run, portal, started_at, unverified_hosts) VALUES (?, ?, ?, ?)",
        (run, portal, at, to_json(list(unverified_hosts))),
    )
    return cursor.lastrowid or 0


def close_portal_run(
    connection: sqlite3.Connection,
    portal_run: int,
    verdict: Verdict,
    *,
    counters: Mapping[str, int],
    at: str,
) -> None:
    """Close a portal's part of a run."""
    connection.execute(
        "UPDATE portal_runs SET ended_at = ?, outcome = ?, counters = ?, message = ?, not_before = ?, reasons = ?"
        " WHERE number = ?",
        (
            *(at, verdict.outcome, to_json(dict(counters)), verdict.message),
            utc_text(verdict.not_before) if verdict.not_before else None,
            *(to_json(list(verdict.reasons)), portal_run),
        ),
    )


def describe_portal(
    connection: sqlite3.Connection, portal: PortalInfo, columns: Sequence[Column], at: str
) -> None:
    """Insert or update the rows of a portal and of the columns it declares."""
    connection.execute(
        """
        INSERT INTO portals (key, title, kind, region, region_code, home, hosts, rights, family, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (key) DO UPDATE SET
            title = excluded.title, kind = excluded.kind, region = excluded.region,
            region_code = excluded.region_code, home = excluded.home, hosts = excluded.hosts,
            rights = excluded.rights, family = excluded.family, updated_at = excluded.updated_at
        """,
        (
            *(portal.key, portal.title, portal.kind, portal.region, portal.region_code, portal.home),
            *(to_json(portal.hosts), portal.rights, portal.family, at),
        ),
    )
    connection.executemany(
        "INSERT INTO columns (portal, name, url) VALUES (?, ?, ?)"
        " ON CONFLICT (portal, name) DO UPDATE SET url = excluded.url",
        [(portal.key, column.name, column.url) for column in columns],
    )
    if columns:
        connection.execute(
            "DELETE FROM columns WHERE portal = ? AND name NOT IN (SELECT value FROM json_each(?))",
            (portal.key, to_json([column.name for column in columns])),
        )


def close_dead_runs(connection: sqlite3.Connection, at: str) -> None:
    """Close the runs whose process is gone, and their portals' parts, as killed."""
    rows = connection.execute("SELECT number, host, process FROM runs WHERE ended_at IS NULL").fetchall()
    dead = [(at, number) for number, host, process in rows if not _is_alive(host, process)]
    connection.executemany("UPDATE runs SET ended_at = ?, killed = 1 WHERE number = ?", dead)
    connection.executemany(
        "UPDATE portal_runs SET ended_at = ?, outcome = 'killed',"
        " message = 'the process of this run ended without closing it'"
        " WHERE run = ? AND ended_at IS NULL",
        dead,
    )


def _is_alive(host: str, process: str) -> bool:
    pid = int(process.partition("@")[0])
    return host == socket.gethostname() and _process(pid) == process


def _process(pid: int) -> str:
    """Return a name that no later process shares: number and, where /proc tells it, the start time.

    A container gives its crawl the same number each time, so the number alone would keep dead runs open.
    The start time is field 22 of `/proc/PID/stat` in ticks since boot (proc(5)); field 2, the command,
    may hold spaces and ends with the last parenthesis.
    """
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return f"{pid}@" if _exists(pid) else ""
    return f"{pid}@{fields[19]}"


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
