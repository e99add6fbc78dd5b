"""Files that are written once: counted, hashed, compressed on the way, and on the disk before they count.

Compressing takes longer than everything else, so a thread does it; isal's deflate is four times faster than
zlib's at the same size. The bytes depend on the content alone: no name, no time stands in the header.
"""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from isal import isal_zlib

from envnews.store.file.space import sync

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

_LEVEL: Final = 2
_GZIP: Final = 31
"""The `wbits` that make deflate a gzip stream."""
_CHUNK: Final = 1 << 18


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is said of a file: name, bytes, SHA-256, rows (0 where it has none)."""

    name: str
    bytes: int
    sha256: str
    rows: int = 0


class OutputFile:
    """A new file; what is written is hashed, and with `gzip` compressed, in another thread where it is long.

    Use it as a context manager: `facts` is complete after a block without error.
    """

    def __init__(self, path: Path, *, gzip: bool = False) -> None:
        self.path = path
        self.rows = 0
        self.written = 0
        """Bytes written before compression."""
        self._file = path.open("xb")
        self._compress = isal_zlib.compressobj(_LEVEL, isal_zlib.DEFLATED, _GZIP) if gzip else None
        self._hash = hashlib.sha256()
        self._size = 0
        self._buffer: list[bytes] = []
        self._waiting = 0
        self._thread: ThreadPoolExecutor | None = None
        self._pending: list[Future[None]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        try:
            if error is None:
                self._wait(0)
                self._take(b"".join(self._buffer))
                self.written += self._waiting
                self._put(self._compress.flush() if self._compress else b"")
                self._file.flush()
                os.fsync(self._file.fileno())
        finally:
            if self._thread:
                self._thread.shutdown(cancel_futures=True)
            self._file.close()

    def write(self, data: bytes) -> None:
        """Append bytes."""
        self._buffer.append(data)
        self._waiting += len(data)
        if self._waiting >= _CHUNK:
            self._hand_over()

    @property
    def facts(self) -> FileFacts:
        """What is to be said of the file, once it is closed."""
        return FileFacts(self.path.name, self._size, self._hash.hexdigest(), self.rows)

    def _hand_over(self) -> None:
        data, self._buffer = b"".join(self._buffer), []
        self.written += self._waiting
        self._waiting = 0
        self._thread = self._thread or ThreadPoolExecutor(1)
        self._pending.append(self._thread.submit(self._take, data))
        # A slow disk must not fill the memory.
        self._wait(8)

    def _wait(self, most: int) -> None:
        while len(self._pending) > most:
            self._pending.pop(0).result()

    def _take(self, data: bytes) -> None:
        self._put(self._compress.compress(data) if self._compress else data)

    def _put(self, data: bytes) -> None:
        self._file.write(data)
        self._hash.update(data)
        self._size += len(data)


def gzipped(data: bytes) -> bytes:
    """Return bytes as a gzip member."""
    compress = isal_zlib.compressobj(_LEVEL, isal_zlib.DEFLATED, _GZIP)
    return bytes(compress.compress(data) + compress.flush())


def write_file(path: Path, data: bytes) -> FileFacts:
    """Write a new file with `data` and return its facts."""
    with OutputFile(path) as file:
        file.write(data)
    return file.facts


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in place of a file, so that a reader sees the old one or the new one, whole."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    write_file(fresh, data)
    fresh.replace(path)
    sync(path.parent)


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
