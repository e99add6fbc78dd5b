"""Where a crawl speaks to: a terminal, a full disk, a pipe that nobody reads; and what pages may make it say."""

from __future__ import annotations

import json
import os
import pty
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from envnews.logs import printable
from tests.conftest import HOST
from tests.run.test_crawl import COLUMN, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site

ROOT = Path(__file__).parents[2]


@pytest.fixture
def command(site: Site, write_portal: Callable[..., Path], tmp_path: Path) -> list[str]:
    """The crawl of one portal into news.db."""
    return [
        *(sys.executable, "-m", "envnews", "crawl", "example", "--spiders", str(write_portal())),
        *("--hosts-map", str(site.hosts_map(tmp_path)), "--db", str(tmp_path / "news.db")),
    ]


@pytest.mark.proves(
    "F43", "stderr full, closed, or a pipe without reader: all is stored, the exit code is the crawl's"
)
@pytest.mark.parametrize("where", ["2>/dev/full", "2>&-", "2>&1 | true"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is Linux's")
def test_a_crawl_that_nobody_hears_goes_on(
    site: Site, command: list[str], tmp_path: Path, where: str
) -> None:
    site.put_column(COLUMN, [list(range(30, 0, -1))])
    line = f'"$@" {where}' if "|" not in where else '{ "$@"; echo $? > code; } ' + where
    ended = subprocess.run(  # noqa: S603 - our own interpreter
        ["/bin/sh", "-c", line, "sh", *command],
        timeout=60, check=False, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    code = int((tmp_path / "code").read_text("ascii")) if "|" in where else ended.returncode
    assert rows(tmp_path / "news.db", "SELECT count(*) FROM articles") == [(30,)]
    assert code == 0


@pytest.mark.proves("F43", "the log file is on a full disk: all is stored, the exit code is the crawl's")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is Linux's")
def test_a_log_that_cannot_be_written_stops_no_crawl(site: Site, command: list[str], tmp_path: Path) -> None:
    site.put_column(COLUMN, [list(range(30, 0, -1))])
    site.put(f"{COLUMN}202207/t20220722_3.html", "<title>500</title>", status=500)
    (tmp_path / "envnews.toml").write_text('[tell]\nlog = "/dev/full"\n', encoding="utf-8")
    ended = subprocess.run(command, capture_output=True, timeout=60, check=False, cwd=ROOT)  # noqa: S603 - our own interpreter
    assert ended.returncode == 1, ended.stderr
    assert rows(tmp_path / "news.db", "SELECT count(*) FROM articles") == [(29,)]
    assert b"Traceback" not in ended.stderr


@pytest.mark.proves("O2", "on a terminal a bar is shown; stdout and the log have no escape sequences")
def test_a_terminal_shows_progress_and_files_have_none(
    site: Site, command: list[str], tmp_path: Path
) -> None:
    site.put_column(COLUMN, [list(range(60, 0, -1))])
    (tmp_path / "envnews.toml").write_text('[tell]\nlog = "envnews.jsonl"\n', encoding="utf-8")
    ours, theirs = pty.openpty()
    shown: list[bytes] = []

    def read() -> None:
        try:
            while data := os.read(ours, 65_536):
                shown.append(data)
        except OSError:  # the other end is closed
            return

    reader = threading.Thread(target=read)
    reader.start()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {
        "TERM": "xterm"
    }
    ended = subprocess.run(  # noqa: S603 - our own interpreter
        [*command, "--json"],
        stdout=subprocess.PIPE,
        stderr=theirs,
        timeout=60,
        check=False,
        cwd=ROOT,
        env=environment,
    )
    os.close(theirs)
    reader.join()
    os.close(ours)
    assert ended.returncode == 0
    assert b"\x1b[" in b"".join(shown)
    assert b"portals" in b"".join(shown)
    assert b"\x1b" not in ended.stdout
    assert b"\x1b" not in (tmp_path / "envnews.jsonl").read_bytes()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gb2312"])
def test_a_terminal_without_the_letters_shows_their_numbers(encoding: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "envnews", "portals"],
        capture_output=True, check=False, cwd=ROOT, env=os.environ | {"PYTHONIOENCODING": encoding},
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, b"")
    title = "生态环境部".encode(encoding, "backslashreplace")
    assert title in ended.stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gb2312"])
def test_json_stays_json_where_letters_are_lacking(encoding: str, tmp_path: Path) -> None:
    """Of `é` and `😀` Python's own escapes are none of JSON, and a program would read the line in vain."""
    text = {"id": "é生😀", "title": "", "text": "会议部署了下半年的工作，要求各地压实责任。"}
    (tmp_path / "texts").write_text(json.dumps(text), encoding="utf-8")
    ended = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "envnews", "dedup", tmp_path / "texts"],
        capture_output=True, check=False, cwd=ROOT, env=os.environ | {"PYTHONIOENCODING": encoding},
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert json.loads(ended.stdout.decode(encoding))["id"] == "é生😀"


@pytest.mark.proves(
    "S16",
    "escape sequences and line breaks of pages: each log record stays one line without control characters",
)
@pytest.mark.proves("S12", "SQL in headlines, sources and texts is text")
@pytest.mark.proves("S17", "user names and passwords of links and redirects reach neither database nor log")
def test_what_pages_say_stays_text(site: Site, command: list[str], tmp_path: Path) -> None:
    poison = (
        "\x1b]0;owned\x07\x1b[31m红&#27;[2J&#13;&#10;WARNING forged: all is lost '); DROP TABLE articles; --"
    )
    site.put_column(COLUMN, [[4, 3, 2, 1]])
    page = site.answers[HOST, f"{COLUMN}202207/t20220722_1.html"].body.decode()
    site.put(f"{COLUMN}202207/t20220722_1.html", page.replace("示例省召开", f"{poison}示例省召开"))
    page = page.replace("发布时间：2022-07-22 07:10:17", f"发布时间：2022-13-45 {poison}")
    site.put(f"{COLUMN}202207/t20220722_2.html", page.replace("第1次", "第2次"))
    site.put(
        f"{COLUMN}202207/t20220722_3.html",
        status=302,
        Location=f"http://canary:canary@{HOST}{COLUMN}moved.html",
    )
    site.put_list(
        COLUMN,
        [4, 3, 2, 1],
        extra=f'<li><a href="http://canary:canary@{HOST}{COLUMN}202207/t20220722_9.html">{poison}关于水的公告</a><span>2022-07-22</span></li>',
    )
    (tmp_path / "envnews.toml").write_text('[tell]\nlog = "envnews.jsonl"\n', encoding="utf-8")
    ended = subprocess.run(command, capture_output=True, timeout=60, check=False, cwd=ROOT)  # noqa: S603 - our own interpreter
    said = ended.stderr + (tmp_path / "envnews.jsonl").read_bytes()
    assert ended.returncode == 1
    for line in said.decode().split("\n"):
        assert line == printable(line)
        assert not line.startswith("WARNING forged")
    assert "canary" not in said.decode()
    with closing(sqlite3.connect(tmp_path / "news.db")) as connection:
        dump = "\n".join(connection.iterdump())
    assert "canary" not in dump
    assert "\x1b" not in dump
    [(headline,)] = rows(tmp_path / "news.db", "SELECT headline FROM articles WHERE document_id = '1'")
    assert "'); DROP TABLE articles; --" in headline
    searched = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "envnews", "search", "DROP TABLE articles", "--db", str(tmp_path / "news.db")],
        capture_output=True, timeout=60, check=False, cwd=ROOT,
    )  # fmt: skip
    assert searched.returncode == 0
    assert b"\x1b" not in searched.stdout
    assert rows(tmp_path / "news.db", "PRAGMA integrity_check") == [("ok",)]
