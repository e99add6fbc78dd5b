from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from envnews.check import read_cases
from tests.probe.sites import SITES, served

if TYPE_CHECKING:
    from pathlib import Path

    from tests.probe.sites import Doc

LOOPBACK = ("--allow-private", "127.0.0.0/8")
WANTED = 0.95
FROM_HOME = ("trade-numbers", "tables-static")
QUICK = "tables-asp"


def envnews(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own: a reactor starts once in each."""
    path = os.pathsep.join(filter(None, sys.path))
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "envnews", *words],
        cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": path, "COLUMNS": "160"},
    )  # fmt: skip


def crawled(database: Path) -> dict[str, sqlite3.Row]:
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    rows = connection.execute("SELECT * FROM articles").fetchall()
    connection.close()
    return {urlsplit(row["url"])._replace(scheme="", netloc="").geturl(): row for row in rows}


def rights(row: sqlite3.Row, doc: Doc) -> list[bool]:
    day_only = row["published_precision"] == "day"
    stated = doc.time.strftime("%Y-%m-%d" if day_only else "%Y-%m-%dT%H:%M")
    return [
        row["headline"] == doc.headline,
        (row["published_at"] or "").startswith(stated),
        row["source"] == doc.source,
        row["body"] == "\n".join(doc.paragraphs),
    ]


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=() if kind == QUICK else pytest.mark.slow) for kind in SITES]
)
def test_a_site_that_nobody_has_described_is_crawled_without_editing(kind: str, tmp_path: Path) -> None:
    site = SITES[kind]()
    with served(site) as origin:
        url = origin + ("/" if kind in FROM_HOME else site.start)
        made = envnews("new", url, *LOOPBACK, "--name", "found", "--out", "found.py", folder=tmp_path)
        assert made.returncode == 0, made.stderr
        check = "check found --spiders found.py --samples samples"
        assert f"\n  envnews {check}\n  envnews crawl found --spiders found.py --max-pages 1\n" in made.stderr
        assert not re.search(r"\b1 (?:pages|forms|articles)\b", made.stdout)
        checked = envnews(*check.split(), folder=tmp_path)
        assert "3 cases" in checked.stdout, checked.stderr
        assert "not reviewed: compare every value with the page" in checked.stdout
        run = envnews(
            "crawl", "found", "--spiders", "found.py", *LOOPBACK, "--db", "news.db", folder=tmp_path
        )
        assert run.returncode == 0, run.stderr
    rows = crawled(tmp_path / "news.db")
    found = [url for url in site.documents if url in rows]
    assert len(found) >= WANTED * len(site.documents)
    verdicts = [right for url in found for right in rights(rows[url], site.documents[url])]
    assert sum(verdicts) >= WANTED * len(verdicts)
    assert "article_url" in made.stdout
    assert [case.reviewed for case in read_cases(tmp_path / "samples")] == [False, False, False]


def test_a_site_without_articles_is_told_with_what_to_do(tmp_path: Path) -> None:
    site = SITES["trs"]()
    site.pages = {
        "/": "<html><title>x</title><body><div id='app'></div><script src='/a.js'></script></body></html>"
    }
    with served(site) as origin:
        made = envnews("new", f"{origin}/", *LOOPBACK, folder=tmp_path)
    assert made.returncode == 69
    assert "no link" in made.stderr
    assert not list(tmp_path.glob("*.py"))


def test_a_private_address_is_refused_and_a_file_is_not_overwritten(tmp_path: Path) -> None:
    refused = envnews("new", "http://127.0.0.1:9/", folder=tmp_path)
    assert refused.returncode == 69
    assert "--allow-private" in refused.stderr
    (tmp_path / "x.py").write_text("", encoding="utf-8")
    kept = envnews("new", "http://127.0.0.1:9/", "--out", "x.py", folder=tmp_path)
    assert (kept.returncode, "--force" in kept.stderr) == (2, True)


def test_a_file_of_the_name_that_is_made_from_the_host_is_not_overwritten(tmp_path: Path) -> None:
    mine = tmp_path / "127_0_0_1.py"
    mine.write_text("# mine\n", encoding="utf-8")
    (tmp_path / "urls.txt").write_text("http://127.0.0.1:9/\n", encoding="utf-8")
    for words in (("http://127.0.0.1:9/",), ("http://127.0.0.1:9/", "--out", "."), ("--from", "urls.txt")):
        kept = envnews("new", *words, folder=tmp_path)
        assert (kept.returncode, "127_0_0_1.py exists; --force replaces it" in kept.stderr) == (2, True)
    assert mine.read_text(encoding="utf-8") == "# mine\n"


@pytest.mark.parametrize(
    ("lines", "code", "message"),
    [
        (b"http://127.0.0.1:9/a/\nhttp://127.0.0.1:9/b/\n", 2, "127_0_0_1.py twice; give each line a key"),
        (b"http://127.0.0.1:9/\xff\n", 65, "urls.txt cannot be read: it is not UTF-8"),
    ],
    ids=["one host twice", "no UTF-8"],
)
def test_a_file_of_addresses_that_is_not_as_it_should_be_is_told_as_such(
    tmp_path: Path, lines: bytes, code: int, message: str
) -> None:
    (tmp_path / "urls.txt").write_bytes(lines)
    told = envnews("new", "--from", "urls.txt", folder=tmp_path)
    assert (told.returncode, message in told.stderr, "Traceback" in told.stderr) == (code, True, False)


def test_sites_without_keys_are_named_after_their_hosts_in_a_folder_that_exists(tmp_path: Path) -> None:
    (tmp_path / "portals").mkdir()
    site = SITES["tables-asp"]()
    with served(site) as origin:
        (tmp_path / "urls.txt").write_text(f"{origin}{site.start}\n", encoding="utf-8")
        made = envnews("new", "--from", "urls.txt", *LOOPBACK, "--out", "portals", folder=tmp_path)
        stuck = envnews("new", f"{origin}{site.start}", *LOOPBACK, "--out", "urls.txt/x.py", folder=tmp_path)
    assert made.returncode == 0, made.stderr
    assert [file.name for file in (tmp_path / "portals").glob("*.py")] == ["127_0_0_1.py"]
    assert (stuck.returncode, "choose a writable place with --out" in stuck.stderr) == (74, True)
    assert "Traceback" not in stuck.stderr


@pytest.mark.parametrize("command", [("new",), ("check", "mee", "--live", "1")], ids=["new", "check"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)])
def test_what_is_interrupted_says_so(
    tmp_path: Path, command: tuple[str, ...], number: signal.Signals, code: int
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        (tmp_path / "hosts").write_text(f"www.mee.gov.cn 127.0.0.1:{port}\n", encoding="utf-8")
        words = (
            *command,
            *(("http://www.mee.gov.cn/",) if command == ("new",) else ()),
            "--hosts-map",
            "hosts",
        )
        path = os.pathsep.join(filter(None, sys.path))
        process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "envnews", *words],
            cwd=tmp_path, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path},
        )  # fmt: skip
        with process, silent.accept()[0]:
            process.send_signal(number)
            _, told = process.communicate(timeout=20)
    assert process.returncode == code
    assert told.strip() == ("envnews: interrupted" if code == 130 else "")


def test_many_sites_are_surveyed_at_once(tmp_path: Path) -> None:
    one, other = SITES["trs"](), SITES["tables-asp"]()
    with served(one) as first, served(other) as second:
        (tmp_path / "urls.txt").write_text(
            f"{first}{one.start} first  # TRS\n{second}{other.start} second\n", encoding="utf-8"
        )
        made = envnews("new", "--from", "urls.txt", *LOOPBACK, "--out", "portals", "--json", folder=tmp_path)
    assert made.returncode == 0, made.stderr
    assert sorted(file.name for file in (tmp_path / "portals").glob("*.py")) == ["first.py", "second.py"]
