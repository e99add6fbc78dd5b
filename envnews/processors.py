"""The processors of this machine."""

from __future__ import annotations

import os


def processors() -> int:
    """Return how many processors this process may run on; a machine may lend it fewer than it has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
