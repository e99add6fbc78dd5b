"""Long work of SQLite's that Ctrl-C ends: Python hears of a signal only when a statement has returned."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

T = TypeVar("T")

_PAUSE = 0.1
"""Seconds after which a statement is interrupted again: one that has not begun yet does not notice."""


def interruptibly(connection: sqlite3.Connection, work: Callable[[], T]) -> T:
    """Return what `work` does with a connection, which must be one that other threads may use."""
    with ThreadPoolExecutor(1, thread_name_prefix="envnews-sqlite") as pool:
        working = pool.submit(work)
        try:
            return working.result()
        finally:
            while not working.done():
                connection.interrupt()
                wait([working], _PAUSE)
