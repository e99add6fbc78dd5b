"""What people mistype: each is told in one line that names it, with the exit code of the README and no traceback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from envnews.store import Writer
from tests.store.conftest import PORTAL

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.commands import Ended


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database that knows one portal, in the working directory."""
    monkeypatch.chdir(tmp_path)
    with Writer(tmp_path / "news.db") as writer:
        run = writer.open_run("test")
        for portal in (PORTAL, replace(PORTAL, key="cenews")):
            writer.open_portal_run(run, portal)
    (tmp_path / "folder.db").mkdir()
    os.mkfifo(tmp_path / "pipe.db")
    (tmp_path / "lines.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    return tmp_path / "news.db"


MISTAKES = [
    ("search 水 --portal zj-sthj --db news.db", 2, "knows no portal zj-sthj"),
    ("search 水 --region CN-XX --db news.db", 2, "knows no region CN-XX"),
    ("search 水 --topic fish --db news.db", 2, "knows no topic fish"),
    ("search 水 --since 2022-13-01 --db news.db", 2, "'2022-13-01' is no day; write it like 2022-07-22"),
    ("search 水 --since 2022-08-01 --until 2022-07-01 --db news.db", 2, "the day lies after --until"),
    ("search 水 --sinse 2022-07-01 --db news.db", 2, "No such option '--sinse'"),
    ("search -督察 --db news.db", 2, "names nothing to find"),
    ("search 水 --db folder.db", 74, "folder.db: this is a directory"),
    ("search 水 --db .", 74, ".: this is a directory"),
    ("search 水 --db /", 74, "/: this is a directory"),
    ("search 水 --db /dev/null", 74, "/dev/null: this is no file"),
    ("withdraw 1 --reason privacy --db ..", 74, "..: this is a directory"),
    ("withdraw 1 --reason privacy --db pipe.db", 74, "pipe.db: this is no file"),
    ("crawl mee --db .", 74, "this is a directory"),
    ("crawl mee --db pipe.db", 74, "pipe.db: this is no file"),
    ("search 水 --db nowhere.db", 65, "nowhere.db: there is no database yet; name another with --db"),
    ("show 1 --db nowhere.db", 65, "nowhere.db: there is no database yet"),
    ("withdraw 1 --reason privacy --db nowhere.db", 65, "nowhere.db: there is no database yet"),
    ("reindex --db nowhere.db", 65, "nowhere.db: there is no database yet"),
    ("migrate --db nowhere.db", 65, "nowhere.db: there is no database yet"),
    ("feed add seas --query 海洋 --db nowhere.db", 65, "nowhere.db: there is no database yet"),
    ("feed add seas --query -海洋 --db news.db", 2, "names nothing to find"),
    ("feed add seas --portal mee --db news.db", 2, "knows no portal mee"),
    ("feed add seas --region 钱塘 --db news.db", 2, "钱塘 is no province"),
    ("feed add seas --topic fish --db news.db", 2, "fish is no topic"),
    ("dump --out dumps --portal mee --db news.db", 2, "knows no portal mee"),
    ("dump --out dumps --except mee --db news.db", 2, "knows no portal mee"),
    (
        "dump --out dumps --portal zj-sthjt --except cenews --db news.db",
        2,
        "--except cenews is none of --portal",
    ),
    ("dump purge --out nowhere --db news.db", 65, "nowhere: nothing was published here"),
    ("dump --out dumps --base-url here --db news.db", 2, "--base-url 'here' is no address"),
    ("import nowhere --db news.db", 65, "nowhere/latest.json: there is no such file"),
    ("import nowhere/latest.json --db news.db", 65, "nowhere/latest.json: there is no such file"),
    ("crawl zj-sthj --db news.db", 2, "no portal is called zj-sthj (perhaps zj-sthjt"),
    ("crawl --region XX --db news.db", 2, "no portal is of region XX; write regions like CN-ZJ"),
    ("crawl mee --hosts-map nowhere --db news.db", 78, "host map nowhere cannot be read: No such file"),
    (
        f"crawl --spiders {'x' * 300}.py --db news.db",
        74,
        f"{'x' * 300}.py: File name too long; check the path",
    ),
    (f"check --samples {'x' * 300}", 74, f"{'x' * 300}: File name too long; check the path"),
    (f"import {'x' * 300} --db news.db", 74, f"{'x' * 300}: File name too long; check the path"),
    ("new column", 2, "'column' is no address; give it whole"),
    ("new https://www.example.gov.cn/ --name Example", 2, "'Example' cannot be a portal's key"),
    ("extract lines.jsonl --fetched-at 9999-12-31T23:59:59Z", 2, "--fetched-at '9999-12-31T23:59:59Z' is no"),
    (
        "extract lines.jsonl --fetched-at 0001-01-01T00:00:00+14:00",
        2,
        "is no time at which a page was fetched",
    ),
    ("extract --batch nowhere.jsonl", 65, "nowhere.jsonl cannot be read: No such file"),
    ("extract --batch lines.jsonl", 65, "lines.jsonl, line 1: expected"),
    ("dedup lines.jsonl", 65, "got '{\"id\": 1}': there is no 'text'"),
]


@pytest.mark.parametrize(("line", "code", "message"), MISTAKES, ids=[line[:60] for line, _, _ in MISTAKES])
def test_a_mistake_is_named_and_changes_nothing(
    database: Path, run_here: Callable[..., Ended], line: str, code: int, message: str
) -> None:
    before = sorted(path.name for path in database.parent.iterdir())
    ended = run_here(*line.split())
    assert (ended.code, ended.out) == (code, "")
    assert message in " ".join(ended.err.split())
    assert "Traceback" not in ended.err
    made = {path.name for path in database.parent.iterdir()} - set(before)
    assert not {
        name for name in made if name.endswith("..lock") or not name.endswith((".lock", "-wal", "-shm"))
    }


@pytest.mark.parametrize("line", ["search {} --db news.db", "show {} --db news.db"])
def test_words_in_another_encoding_than_utf_8_are_told_as_such(
    database: Path, run_here: Callable[..., Ended], line: str
) -> None:
    in_gbk = os.fsdecode("海洋".encode("gbk"))
    ended = run_here(*(word.format(in_gbk) for word in line.split()))
    assert ended.code == 2
    assert ended.err == "envnews: an argument is not in UTF-8; set the encoding of the terminal to it\n"


def test_a_saved_search_is_told_where_it_goes_and_kept_by_codes(
    database: Path, run_here: Callable[..., Ended]
) -> None:
    saved = run_here("feed", "add", "seas", "--region", "浙江", "--topic", "督察", "--db", database)
    assert (saved.code, saved.err) == (
        0,
        "seas: the next `envnews dump` writes search-seas.atom, .rss and .json\n",
    )
    assert run_here("feed", "list", "--db", database).out == "seas\tregion=CN-ZJ\ttopic=inspection\n"


@pytest.mark.parametrize(
    "missing",
    [
        ("uvicorn", "serve --db news.db", "web"),
        ("pyarrow", "dump --out d --formats jsonl,parquet --db news.db", "parquet"),
    ],
    ids=["uvicorn", "pyarrow"],
)
def test_what_is_not_installed_is_named_with_the_command_of_this_environment(
    database: Path,
    run_here: Callable[..., Ended],
    monkeypatch: pytest.MonkeyPatch,
    missing: tuple[str, str, str],
) -> None:
    module, line, extra = missing
    assert database.exists()
    monkeypatch.setitem(sys.modules, module, None)
    ended = run_here(*line.split())
    assert ended.code == 78
    assert f"{sys.executable} -m pip install 'envnews[{extra}]'" in ended.err


def test_a_port_in_use_is_told_before_anything_is_shown(
    database: Path, run_here: Callable[..., Ended]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ended = run_here("serve", "--port", taken.getsockname()[1], "--db", database)
    assert ended.code == 2
    assert "of 127.0.0.1 cannot be listened on: Address already in use" in ended.err
    assert "shows" not in ended.err


@pytest.mark.parametrize("command", ["portals", "portals --json", "new --help"])
def test_output_that_nobody_reads_to_its_end_is_no_failure_of_portals(command: str) -> None:
    """As `envnews … | head` does: the reader is gone before the first line."""
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "envnews", *command.split()], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert (process.stderr.read(), process.wait(30)) == (b"", 141)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is Linux's")
@pytest.mark.parametrize("command", ["portals", "portals --json", "new --help"])
def test_output_that_finds_a_full_disk_is_told_in_one_line(command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "envnews", *command.split()],
            stdout=full, stderr=subprocess.PIPE, check=False, text=True,
        )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (
        74,
        "envnews: the output cannot be written: No space left on device\n",
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is Linux's")
@pytest.mark.parametrize(("command", "code"), [("show 1 --db nowhere.db", 65), ("serch", 2)])
def test_a_mistake_that_cannot_be_told_has_its_exit_code(command: str, code: int, database: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "envnews", *command.split()], stderr=full, cwd=database.parent, check=False
        )
    assert ended.returncode == code
