"""What is measured, and running a program as its own session of processes: wall time, CPU time, memory."""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import envnews
from envnews.compiled import is_compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

HERE = Path(__file__).parent
LOOK = 0.25
"""Seconds between two looks at the memory of the processes."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: seconds, CPU seconds, megabytes of its largest process and of all together."""

    seconds: float
    cpu: float
    largest: float
    together: float
    output: str


@dataclass
class Memory:
    """Resident megabytes of the processes of one session, by looking now and then."""

    session: int
    now: dict[int, float] = field(default_factory=dict)
    largest: float = 0.0
    together: float = 0.0

    def look(self) -> None:
        """Look once."""
        self.now = {pid: size for pid in _session(self.session) if (size := _megabytes(pid))}
        self.largest = max([self.largest, *self.now.values()])
        self.together = max(self.together, sum(self.now.values()))


def modules() -> str:
    """Return what is measured: an installation as operators have it, or the sources, which read pages more slowly."""
    return "compiled" if is_compiled() else "sources; an installation is compiled (make bench)"


def compile_package() -> None:
    """Compile envnews to byte code, as an installation does: Scrapy's has been compiled when it was installed."""
    compileall.compile_dir(Path(envnews.__file__).parent, quiet=1)


def run(arguments: Sequence[object], text: str, look: Callable[[Memory], None] | None = None) -> Cost:
    """Run a Python program to its end as a session of its own, and return what it took."""
    with (
        tempfile.TemporaryFile("w+") as given,
        tempfile.TemporaryFile("w+") as output,
        tempfile.TemporaryFile("w+") as log,
    ):
        given.write(text)
        given.seek(0)
        # What is installed is measured, not the sources that happen to lie in this folder.
        environment = os.environ | {"PYTHONPATH": str(HERE), "PYTHONSAFEPATH": "1"}
        # A habit of containers, by which each run would compile anew what it imports.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own programs
            [sys.executable, *map(str, arguments)],
            stdin=given,
            stdout=output,
            stderr=log,
            env=environment,
            start_new_session=True,
        )
        memory, over = Memory(process.pid), Event()
        watching = Thread(target=_watch, args=(memory, over, look))
        watching.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        over.set()
        watching.join()
        if process.returncode:
            log.seek(0)
            raise SystemExit(
                f"{log.read()}\n{arguments[0]} {arguments[1]} ended with exit code {process.returncode}"
            )
        output.seek(0)
        # The usage of children is added to their parent's when they are waited for.
        return Cost(seconds, usage.ru_utime + usage.ru_stime, memory.largest, memory.together, output.read())


def _watch(memory: Memory, over: Event, look: Callable[[Memory], None] | None) -> None:
    while not over.wait(LOOK):
        memory.look()
        if look:
            look(memory)


def _session(leader: int) -> Iterator[int]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader:
            yield int(folder.name)


def _megabytes(pid: int) -> float:
    try:
        resident = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return resident * os.sysconf("SC_PAGE_SIZE") / 1e6
