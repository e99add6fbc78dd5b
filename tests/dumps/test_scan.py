"""Two processes look through the lines of a dump: what they find is what one finds, in the order of the lines."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from envnews.dumps.privacy import scan
from envnews.dumps.privacy.fields import suspicious

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pytest

LINE = '{{"id":"{0}","headline":"第{0}次会议","body":"{1}","body_html":""}}\n'
NUMBER = "电话13812345678"


def line(number: int) -> bytes:
    text = NUMBER if number % 7 == 0 else "水环境质量"
    # One is longer than what is handed over at once.
    return LINE.format(number, text * (60_000 if number == 700 else 20)).encode()


class Watched:
    """Lines until the second process has looked at enough of them, and what this one has looked at."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, kill: bool = False) -> None:
        monkeypatch.setattr(scan, "ALONE", 1)
        monkeypatch.setattr(scan, "suspicious", self._look)
        monkeypatch.setattr(subprocess, "Popen", self._begin(subprocess.Popen))
        self._kill = kill
        self._pid = self.here = self.made = 0

    def _look(self, text: bytes) -> bool:
        self.here += 1
        return suspicious(text)

    def _begin(self, begin: Callable[..., subprocess.Popen[bytes]]) -> Callable[..., subprocess.Popen[bytes]]:
        def popen(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
            process = begin(*arguments, **options)
            self._pid = process.pid
            return process

        return popen

    def lines(self) -> Iterator[bytes]:
        enough = 2 * scan.CHUNK * scan.MOST
        end = time.monotonic() + 60
        while self.made < 1000 or self.made - self.here < enough:
            yield from self._some()
            # The second process needs a moment to begin.
            time.sleep(0.001)
            assert time.monotonic() < end, "the second process has looked at nothing"
        if self._kill:
            os.kill(self._pid, signal.SIGKILL)
        for _ in range(2 * scan.MOST):
            yield from self._some()

    def _some(self) -> Iterator[bytes]:
        for _ in range(scan.CHUNK):
            self.made += 1
            yield line(self.made)


def test_two_processes_find_what_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(monkeypatch)
    found = list(scan.scanned(watched.lines()))
    assert found == [(text, suspicious(text)) for text in map(line, range(1, watched.made + 1))]
    assert watched.here < len(found) - scan.CHUNK


def test_what_a_process_that_died_had_is_looked_at_here(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    watched = Watched(monkeypatch, kill=True)
    found = list(scan.scanned(watched.lines()))
    assert found == [(text, suspicious(text)) for text in map(line, range(1, watched.made + 1))]
    assert "is given up" in caplog.text


def test_few_lines_need_no_second_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    assert [odd for _, odd in scan.scanned(iter([line(1), line(7)]))] == [False, True]


def test_the_second_process_ends_in_silence_when_the_dump_was_killed(tmp_path: Path) -> None:
    memory = tmp_path / "memory"
    memory.write_bytes(bytes(scan.AHEAD * scan.SLOT))
    ear, mouth = os.pipe()
    os.close(ear)
    with memory.open("r+b") as file:
        ended = subprocess.run(  # noqa: S603 - this program
            [sys.executable, "-c", f"from envnews.dumps.privacy.scan import main; main({file.fileno()})"],
            stdin=subprocess.DEVNULL, stdout=mouth, stderr=subprocess.PIPE, pass_fds=[file.fileno()], check=False,
        )  # fmt: skip
    os.close(mouth)
    assert (ended.returncode, ended.stderr) == (0, b"")
