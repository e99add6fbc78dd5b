"""The standard streams of a command: none is missing, and what cannot be told decides nothing.

A crawl that cron starts may find its stderr closed, on a full disk, or a pipe whose reader has gone. Its exit code
is about portals then as ever.
"""

from __future__ import annotations

import codecs
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


def _numbers(error: UnicodeError) -> tuple[str, int]:
    r"""Return the numbers of letters that an encoding lacks, as JSON writes them: `\xe9` of Python's own would be none."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    import json

    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


def prepare_streams() -> None:
    """Put the null device where a stream is closed, which the database would get the descriptor of; let stderr never fail.

    In an encoding without Chinese letters stdout has their numbers, much as stderr does, and JSON stays JSON.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest free number, which is this one
            stream = os.fdopen(descriptor, "r" if descriptor == 0 else "w", closefd=False)
            setattr(sys, ("stdin", "stdout", "stderr")[descriptor], stream)
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        codecs.register_error("envnews.numbers", _numbers)
        sys.stdout.reconfigure(errors="envnews.numbers")
    shown = sys.stderr
    if shown is sys.__stderr__ and shown is not None:  # else somebody reads it within this process
        file = io.BufferedWriter(_Forgiving(shown.fileno(), "w", closefd=False))
        sys.stderr = io.TextIOWrapper(file, shown.encoding, shown.errors, line_buffering=True)


def abandon_output() -> None:
    """Drop what stdout still holds and gets: it would be written when Python ends, and fail once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
