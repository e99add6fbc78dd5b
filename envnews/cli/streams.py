"""The standard streams of a command: none is missing, and what cannot be told decides nothing.

A crawl that cron starts may find its stderr closed, on a full disk, or a pipe whose reader has gone. Its exit code
is about portals then as ever.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _Forgiving(io.FileIO):
    """A file that counts as written what it could not take."""

    def write(self, data: ReadableBuffer, /) -> int:
        """Write data."""
        try:
            return super().write(data)
        except OSError:
            return memoryview(data).nbytes


def prepare_streams() -> None:
    """Put the null device where a stream is closed, which the database would get the descriptor of; let stderr never fail.

    On a terminal without Chinese letters stdout shows their numbers, as stderr does.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest free number, which is this one
            stream = os.fdopen(descriptor, "r" if descriptor == 0 else "w", closefd=False)
            setattr(sys, ("stdin", "stdout", "stderr")[descriptor], stream)
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="backslashreplace")
    shown = sys.stderr
    if shown is sys.__stderr__ and shown is not None:  # else somebody reads it within this process
        file = io.BufferedWriter(_Forgiving(shown.fileno(), "w", closefd=False))
        sys.stderr = io.TextIOWrapper(file, shown.encoding, shown.errors, line_buffering=True)


def abandon_output() -> None:
    """Drop what stdout still holds and gets: it would be written when Python ends, and fail once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
