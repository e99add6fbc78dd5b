"""One writer a database at a time: SQLite before 3.51.3 may damage a file into whose log two write.

A second crawl ends at once and sends nothing; what a person asks for waits a while. The kernel drops a flock with
the process that holds it, so a lock file left behind by a killed crawl locks nobody out. What the file says is for
messages only.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from envnews.errors import LockedError, StorageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

_PAUSE: Final = 0.1
"""Seconds between two attempts."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long somebody waits for the lock of a database, and who is told that another process holds it."""

    seconds: float = 0.0
    tell: Callable[[str], None] = lambda holder: None


AT_ONCE: Final = Waiting()
"""Do not wait, where nobody can say otherwise."""


@contextmanager
def database_lock(database: Path | str, waiting: Waiting = AT_ONCE) -> Iterator[None]:
    """Hold the lock of a database file, `<database>.lock` beside the file itself, while the block runs.

    Raises:
        LockedError: Another process holds it, to the end of the time; the message names the process and since when.
        StorageError: The lock file cannot be written, or the database is no file.
    """
    from envnews.store.file.database import must_be_file

    path = Path(f"{database}.lock")
    must_be_file(Path(database))
    if Path(database).is_symlink():  # by whichever name, it is one file
        path = Path(f"{Path(database).resolve()}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise StorageError(
            f"{path}: {error.strerror}; choose a writable place with --db or ENVNEWS_DB"
        ) from error
    with file:
        _wait(database, file, waiting)
        with suppress(OSError):  # on a full disk the lock is held without words
            os.ftruncate(file.fileno(), 0)
            holder = f"process {os.getpid()} since {datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}\n"
            os.write(file.fileno(), holder.encode())
        yield


def _wait(database: Path | str, file: TextIO, waiting: Waiting) -> None:
    """Lock the file as soon as nobody else does."""
    # By the monotonic clock: the other one may be set meanwhile.
    end = time.monotonic() + waiting.seconds
    attempts = 0
    while not _lock(file.fileno()):
        left = end - time.monotonic()
        if left <= 0:
            longer = "" if waiting is AT_ONCE else ", or wait longer with --wait"
            raise LockedError(f"{_held(database, file)}; try again when it has ended{longer}")
        attempts += 1
        if (
            attempts == 2
        ):  # at the first, who has just taken it may not have signed yet, or is done in a moment
            waiting.tell(_held(database, file))
        time.sleep(min(_PAUSE, left))


def _held(database: Path | str, file: TextIO) -> str:
    file.seek(0)
    return f"{database} is being written by {file.read().strip() or 'another process'}"


def _lock(descriptor: int) -> bool:
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
