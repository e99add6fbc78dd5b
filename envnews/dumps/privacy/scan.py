"""Looking through the lines of a dump for what may not be published as it is, where there are many, in two processes.

To look takes longer than to make the lines. Python runs on one processor at a time, so a second process looks at as many
lines as it can take, and this one at the rest; what is looked for is the same, and the lines keep their order. If the
other process dies, what it had is looked at here.
"""

from __future__ import annotations

import logging
import mmap
import select
import struct
import subprocess
import sys
import tempfile
from collections import deque
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise
from typing import IO, TYPE_CHECKING, Final

from envnews.dumps.privacy.fields import suspicious
from envnews.processors import processors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

logger = logging.getLogger(__name__)

CHUNK: Final = 32
"""Lines that are handed over together, some 400 KB."""
ALONE: Final = 50
"""Chunks before there is a second process, which needs half a second to begin."""
AHEAD: Final = 4
"""Chunks that wait for the second process."""
MOST: Final = 16
"""Chunks in memory; the first of them may be one that the second process has not answered."""
SLOT: Final = 1 << 20
"""Bytes of memory in which a chunk is handed over, for a pipe takes as long as half of the looking."""
_READY: Final = b"R"


def scanned(lines: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Yield each line with whether `suspicious` says that it must be looked at closely."""
    for _ in range(ALONE):
        chunk = list(islice(lines, CHUNK))
        yield from zip(chunk, map(suspicious, chunk), strict=True)
        if len(chunk) < CHUNK:
            return
    if processors() < 2 or not sys.executable:
        yield from ((line, suspicious(line)) for line in lines)
        return
    with closing(_Helper()) as helper:
        waiting: deque[_Chunk] = deque()
        while chunk := list(islice(lines, CHUNK)):
            waiting.append(helper.look(chunk))
            while waiting and (len(waiting) > MOST or helper.has_answered(waiting[0])):
                yield from helper.answer(waiting.popleft())
        for each in waiting:
            yield from helper.answer(each)


@dataclass(slots=True)
class _Chunk:
    """Lines, and what was found in each, 0 or 1; None while the second process looks at them."""

    lines: Sequence[bytes]
    found: bytes | None


class _Helper:
    """The second process; what it cannot take is looked at here."""

    def __init__(self) -> None:
        with tempfile.TemporaryFile() as file:
            file.truncate(AHEAD * SLOT)
            self._memory = mmap.mmap(file.fileno(), AHEAD * SLOT)
            self._process = subprocess.Popen(  # noqa: S603 - this program
                [sys.executable, "-c", f"from {__name__} import main; main({file.fileno()})"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,
                pass_fds=[file.fileno()],
                start_new_session=True,
            )
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("a process without pipes")
        self._to: IO[bytes] = self._process.stdin
        self._back: IO[bytes] = self._process.stdout
        self._is_ready = False
        self._asked = 0
        self._slot = 0

    def close(self) -> None:
        """End the process, which has nothing to lose."""
        self._process.kill()
        self._to.close()
        self._back.close()
        self._process.wait()
        self._memory.close()

    def look(self, lines: Sequence[bytes]) -> _Chunk:
        """Hand lines over, or look at them here."""
        if self._asked < AHEAD and self._may_be_asked() and (size := sum(map(len, lines))) <= SLOT:
            start = self._slot * SLOT
            self._memory[start : start + size] = b"".join(lines)
            self._slot = (self._slot + 1) % AHEAD
            try:
                _write(self._to, struct.pack(f"<{len(lines) + 2}I", start, len(lines), *map(len, lines)))
            except OSError as error:
                self._give_up(error)
            else:
                self._asked += 1
                return _Chunk(lines, None)
        return _Chunk(lines, bytes(map(suspicious, lines)))

    def _may_be_asked(self) -> bool:
        if not self._is_ready and self._has_data():
            self._is_ready = self._back.read(1) == _READY
            if not self._is_ready:
                self._give_up("it did not begin")
        return self._is_ready

    def has_answered(self, chunk: _Chunk) -> bool:
        """Return whether the answer for the oldest lines that wait is there."""
        return chunk.found is not None or not self._is_ready or self._has_data()

    def answer(self, chunk: _Chunk) -> Iterator[tuple[bytes, bool]]:
        """Yield the oldest lines that wait with what was found, waiting for it where it must be."""
        if chunk.found is None and self._is_ready:
            self._asked -= 1
            answer = _read(self._back, len(chunk.lines))
            if answer is None:
                self._give_up("it ended")
            chunk.found = answer
        found = chunk.found if chunk.found is not None else map(suspicious, chunk.lines)
        return zip(chunk.lines, map(bool, found), strict=True)

    def _has_data(self) -> bool:
        return bool(select.select([self._back], [], [], 0)[0])

    def _give_up(self, reason: object) -> None:
        logger.warning("the second process that looks for numbers of persons is given up: %s", reason)
        self._is_ready, self._asked = False, AHEAD


def _write(pipe: IO[bytes], data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[pipe.write(view) :]


def _read(pipe: IO[bytes], count: int) -> bytes | None:
    """Return so many bytes; None where the pipe ends before."""
    data = b""
    while len(data) < count:
        piece = pipe.read(count - len(data))
        if not piece:
            return None
        data += piece
    return data


def main(file: int) -> None:
    """Look at the lines in the memory behind a file until standard input, which says where they are, ends.

    Or until nobody hears the answers: a dump that is killed leaves no words of this process behind.
    """
    with (
        suppress(BrokenPipeError),
        open(0, "rb") as asked,
        open(1, "wb", buffering=0) as answers,
        mmap.mmap(file, AHEAD * SLOT) as memory,
    ):
        answers.write(_READY)
        while head := asked.read(8):
            start, count = struct.unpack("<2I", head)
            ends = list(accumulate(struct.unpack(f"<{count}I", asked.read(4 * count)), initial=start))
            answers.write(bytes(suspicious(memory[begin:end]) for begin, end in pairwise(ends)))
