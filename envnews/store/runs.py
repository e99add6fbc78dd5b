"""Runs: what was started when, by which process, and how it ended for each portal.

A row is opened before the first request and closed after the last write, so a run that died is seen by
its open row. The next writer closes such rows as killed: SQLite's write-ahead log lets no two hosts share
a file, so a run of another host name, of a dead process or of a process number used anew is over.
"""

from __future__ import annotations

from enum import StrEnum


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
    GAP = "gap"
    """The lists no longer reach back to what is stored."""
    CRASHED = "crashed"
    KILLED = "killed"
