"""One crawl a database: the second one ends at once and sends nothing.

The kernel drops a flock with the process that holds it, so a lock file left behind by a killed crawl locks
nobody out. What the file says is for messages only.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from envnews.errors import LockedError, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def database_lock(database: Path | str) -> Iterator[None]:
    """Hold the lock of a database file, `<database>.lock` beside the file itself, while the block runs.

    Raises:
        LockedError: Another process holds it; the message names the process and since when.
        StorageError: The lock file cannot be written.
    """
    path = Path(f"{database}.lock")
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
        if not _lock(file.fileno()):
            file.seek(0)
            holder = file.read().strip() or "another process"
            raise LockedError(f"{database} is being written by {holder}; try again when it has ended")
        file.truncate(0)
        file.write(f"process {os.getpid()} since {datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}\n")
        file.flush()
        yield


def _lock(descriptor: int) -> bool:
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
