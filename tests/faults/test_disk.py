"""Real disks that are full or may not be written to, in a mount namespace of the test's own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from envnews.dumps import PublishPlan, publish
from envnews.store import Writer
from envnews.store.file.backup import back_up
from tests.run.test_crawl import COLUMN, rows
from tests.store.conftest import PORTAL, fetched

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site

ROOT = Path(__file__).parents[2]


def in_namespace(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a shell script that may mount, unseen by all others; arguments are its $1, $2 …"""
    command = [str(shutil.which("unshare")), "--map-root-user", "--mount", "/bin/sh", "-c", script, "sh"]
    return subprocess.run(  # noqa: S603 - our own script
        [*command, *arguments], capture_output=True, text=True, timeout=120, check=False, cwd=ROOT
    )


@pytest.fixture(scope="module", autouse=True)
def _namespaces() -> None:
    if not shutil.which("unshare") or in_namespace("mount -t tmpfs none /mnt").returncode:
        pytest.skip("not permitted here: mounting in a namespace")


@pytest.fixture
def crawl(site: Site, write_portal: Callable[..., Path], tmp_path: Path) -> str:
    """The command that crawls a portal of 160 articles into the database that $database names."""
    numbers = list(range(160, 0, -1))
    site.put_column(COLUMN, [numbers[first : first + 20] for first in range(0, 160, 20)])
    (tmp_path / "envnews.toml").write_text("[disk]\nfree_megabytes = 1\n", encoding="utf-8")
    return (
        f"{sys.executable} -m envnews crawl example --spiders {write_portal()} --hosts-map {site.hosts_map(tmp_path)}"
        f' --config {tmp_path}/envnews.toml --db "$database" --json'
    )


def fill(crawl: str, folder: Path, size: str) -> tuple[Any, Any, str, Path]:
    """Crawl on a disk of a size, then on a larger one: both summaries, what was printed, and the first database."""
    disk, kept = folder / "disk", folder / "kept"
    disk.mkdir()
    script = f"""
        database=$1/news.db
        mount -t tmpfs -o size={size} none $1
        {crawl}
        cp -R $1 {kept}
        mount -o remount,size=100m $1
        {crawl}
        cp -R $1 {kept}/second
    """
    ended = in_namespace(script, str(disk))
    first, second = map(json.loads, ended.stdout.splitlines())
    assert second["exit_code"] == 0, ended.stderr
    assert rows(kept / "second/news.db", "SELECT count(*) FROM articles") == [(160,)]
    assert rows(kept / "news.db", "PRAGMA integrity_check") == [("ok",)]
    return first, second, ended.stderr, kept / "news.db"


WHOLE = """
    SELECT count(*) FROM articles
    WHERE number IN (SELECT article FROM aliases) AND number IN (SELECT article FROM search_rows)
        AND number IN (SELECT article FROM sketches) AND id IN (SELECT article_id FROM pages WHERE state = 'stored')
"""


@pytest.mark.proves(
    "F6",
    "a file system that is full in the middle of a crawl: 74, what it says was stored is there and whole",
)
def test_a_disk_that_fills_up_in_the_middle(crawl: str, tmp_path: Path) -> None:
    first, second, errors, database = fill(crawl, tmp_path, "1500k")
    assert first["exit_code"] == 74
    assert "the disk is full; make room and run again" in errors
    [(stored,)] = rows(database, "SELECT count(*) FROM articles")
    assert 0 < stored < 160
    assert rows(database, WHOLE) == [(stored,)]
    assert [portal["counters"]["new"] for portal in first["portals"]] == [stored], "no more is told"
    assert [portal["counters"]["new"] for portal in second["portals"]] == [160 - stored]


@pytest.mark.slow
def test_a_disk_that_is_full_at_the_end(crawl: str, tmp_path: Path) -> None:
    """The last transaction has found its place in the log of writes, which then cannot be brought home."""
    first, _, errors, database = fill(crawl, tmp_path, "2m")
    assert first["exit_code"] == 0
    assert "news.db: the disk is full; make room before the next run" in errors
    assert rows(database, WHOLE) == [(160,)]


@pytest.mark.proves("O3", "74 on a read-only file system")
@pytest.mark.proves(
    "F8", "a database on a read-only file system: 74 with its path, no request, no byte changed"
)
def test_a_read_only_disk(crawl: str, site: Site, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    script = f"""
        database=$1/news.db
        {crawl} >/dev/null || exit 99
        sha256sum $database
        mount --bind $1 $1
        mount -o remount,ro,bind $1
        {crawl}
    """
    site.put_column(COLUMN, [[2, 1]])
    ended = in_namespace(script, str(disk))
    asked = site.paths()
    assert ended.returncode == 74, ended.stderr
    assert f"{disk}/news.db" in ended.stderr
    assert len(asked) == len(set(asked)), "the second crawl asks for nothing"
    assert ended.stdout.split()[0] == sha256_of(disk / "news.db")


def sha256_of(path: Path) -> str:
    from hashlib import sha256  # noqa: PLC0415 - of this test alone

    return sha256(path.read_bytes()).hexdigest()


FULL = """
    mount -t tmpfs -o size=2m none $1
    cp $2 $1/news.db
    dd if=/dev/zero of=$1/rest bs=4k 2>&- || true
"""


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    with Writer(tmp_path / "news.db") as writer:
        writer.open_portal_run(writer.open_run("crawl"), PORTAL)
        writer.write([fetched(1)])
    (tmp_path / "disk").mkdir()
    return tmp_path / "news.db"


@pytest.mark.parametrize(
    "line", ["search 水", "status", "withdraw id-1 --reason privacy", "reindex", "feed add a --query 水"]
)
def test_a_command_on_a_full_disk_says_that_it_is_full(stored: Path, tmp_path: Path, line: str) -> None:
    run = f"{sys.executable} -m envnews {line} --db $1/news.db"
    ended = in_namespace(FULL + run, str(tmp_path / "disk"), str(stored))
    assert (ended.returncode, "the disk is full; make room" in ended.stderr) == (74, True), ended.stderr


def test_an_import_on_a_full_disk_says_that_it_is_full(stored: Path, tmp_path: Path) -> None:
    publish(PublishPlan(stored, tmp_path / "dumps"))
    run = f"{sys.executable} -m envnews import {tmp_path}/dumps --db $1/mirror.db"
    ended = in_namespace(FULL + run, str(tmp_path / "disk"), str(stored))
    assert (ended.returncode, "the disk is full; make room" in ended.stderr) == (74, True), ended.stderr


@pytest.mark.proves("F8", "a reader on a read-only disk is told to read a copy, and can")
def test_a_reader_on_a_read_only_disk_is_told_to_read_a_copy(stored: Path, tmp_path: Path) -> None:
    back_up(stored, tmp_path / "copy.db")
    run = f"""
        mount -t tmpfs -o size=4m none $1
        cp $2 {tmp_path}/copy.db $1
        mount -o remount,ro $1
        {sys.executable} -m envnews search 水 --count --db $1/copy.db
        {sys.executable} -m envnews search 水 --count --db $1/news.db
    """
    ended = in_namespace(run, str(tmp_path / "disk"), str(stored))
    assert (ended.returncode, ended.stdout) == (74, "1\n"), ended.stderr
    assert "read a copy made by `envnews backup`" in ended.stderr
