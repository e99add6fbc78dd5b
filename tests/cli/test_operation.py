"""The commands of the operator: status, doctor, backup."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from envnews.model import Column
from envnews.store import Quarantined, Writer
from envnews.store.crawl.runs import Outcome, Verdict
from tests.commands import Ended
from tests.store.conftest import PORTAL, fetched, listing

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]


@pytest.fixture
def envnews(run_here: Callable[..., Ended]) -> Callable[..., Ended]:
    return run_here


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database whose portal ran well once and was blocked twice since."""
    path = tmp_path / "news.db"
    with Writer(path) as writer:
        for outcome, message in ((Outcome.OK, ""), (Outcome.BLOCKED, "412"), (Outcome.BLOCKED, "瑞数 412")):
            run = writer.open_run("crawl")
            row = writer.open_portal_run(run, PORTAL, [Column("环保要闻", "http://sthjt.zj.gov.cn/col/")])
            if outcome is Outcome.OK:
                writer.write([listing(1, 2, total=240), fetched(1), fetched(2, author=None)])
            writer.close_portal_run(row, Verdict(outcome, message), {})
            writer.close_run(run, 0)
    return path


def test_status_names_the_portal_in_trouble_since_when_and_why(
    envnews: Callable[..., Ended], database: Path
) -> None:
    ended = envnews("status", "--db", database)
    assert ended.code == 1
    head, row, line = ended.out.splitlines()
    assert head.split() == [
        "portal",
        "last",
        "run",
        "outcome",
        "well",
        "until",
        "articles",
        "newest",
        "waiting",
        "quarantine",
    ]
    times = r"20\d\d-\d\d-\d\dT\d\d:\d\dZ"
    assert re.fullmatch(rf"zj-sthjt +{times} +blocked +{times} +2 +2022-07-\d\d +0 +0 *", row)
    assert line.startswith("zj-sthjt blocked since 20")
    assert "瑞数 412" in ended.out


def test_status_of_one_portal_shows_its_columns_and_fields(
    envnews: Callable[..., Ended], database: Path
) -> None:
    out = envnews("status", "zj-sthjt", "--db", database).out
    assert "环保要闻: 2 of 240 articles" in out
    assert "author: on 50% of the last pages" in out


def test_status_of_one_portal_says_why_pages_are_in_quarantine(
    envnews: Callable[..., Ended], database: Path
) -> None:
    def kept(number: int, reason: str, message: str, *, minute: int = 0) -> Quarantined:
        at = datetime(2022, 7, 22, 1, minute, tzinfo=UTC)
        url = f"http://sthjt.zj.gov.cn/{number}.html"
        what = f"zj-sthjt: {url}: page: {message}"
        return Quarantined("zj-sthjt", str(number), url, "page", reason, what, (), b"%d" % number, at)

    with Writer(database) as writer:
        writer.open_portal_run(writer.open_run("crawl"), PORTAL)
        writer.write([kept(7, "not_as_listed", "a notice"), kept(8, "not_as_listed", "another", minute=9)])
        writer.write([kept(9, "list_page", "the page is a list")])
    shown = envnews("status", "zj-sthjt", "--db", database).out.splitlines()
    assert [line for line in shown if "in quarantine" in line] == [
        "  2 in quarantine as not_as_listed, the last http://sthjt.zj.gov.cn/8.html: page: another",
        "  1 in quarantine as list_page, the last http://sthjt.zj.gov.cn/9.html: page: the page is a list",
    ]
    told = json.loads(envnews("status", "--json", "--db", database).out)["in_quarantine"][0]
    assert (told["reason"], told["pages"], told["url"]) == (
        "not_as_listed",
        2,
        "http://sthjt.zj.gov.cn/8.html",
    )


@pytest.mark.proves("S6", "status names the hosts whose certificate the last runs did not verify")
def test_status_names_hosts_whose_certificate_is_not_verified(
    envnews: Callable[..., Ended], database: Path
) -> None:
    with Writer(database) as writer:
        run = writer.open_run("crawl")
        row = writer.open_portal_run(run, PORTAL, unverified_hosts=("sthjt.zj.gov.cn",))
        writer.close_portal_run(row, Verdict(Outcome.OK), {"requests": 7, "new": 2})
    last = envnews("status", "--db", database).out.splitlines()[-1]
    assert last == (
        "zj-sthjt: the certificate of sthjt.zj.gov.cn is not verified (politeness.tls_exceptions)"
    )
    newest, *older = envnews("status", "zj-sthjt", "--db", database).out.splitlines()[-4:]
    assert "ok: 7 requests, 2 new, 0 revised; unverified: sthjt.zj.gov.cn" in newest
    assert not any("unverified" in line for line in older)
    row_of_json = json.loads(envnews("status", "--json", "--db", database).out)
    assert row_of_json["unverified_hosts"] == ["sthjt.zj.gov.cn"]


def test_status_counts_nothing_of_a_run_that_nobody_has_closed(
    envnews: Callable[..., Ended], database: Path
) -> None:
    with Writer(database) as writer:
        writer.open_portal_run(writer.open_run("crawl"), PORTAL)
        lines = envnews("status", "zj-sthjt", "--db", database).out.splitlines()
        assert re.fullmatch(r"  20\d\d-\d\d-\d\dT\d\d:\d\dZ not ended", lines[-4])
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE runs SET process = '99999999@1' WHERE ended_at IS NULL")
    with Writer(database) as writer:
        writer.open_run("crawl")
    lines = envnews("status", "zj-sthjt", "--db", database).out.splitlines()
    assert lines[-4].endswith("Z killed: the process of this run ended without closing it")


def test_status_speaks_json(envnews: Callable[..., Ended], database: Path) -> None:
    row = json.loads(envnews("status", "--json", "--db", database).out)
    assert (row["portal"], row["outcome"], row["well"], row["articles"]) == ("zj-sthjt", "blocked", False, 2)
    assert row["last_good_at"] <= row["since"]
    assert row["fill"]["headline"] == 1.0


def test_status_is_well_again_after_a_good_run(envnews: Callable[..., Ended], database: Path) -> None:
    with Writer(database) as writer:
        row = writer.open_portal_run(writer.open_run("crawl"), PORTAL)
        writer.close_portal_run(row, Verdict(Outcome.NOTHING_NEW), {})
    assert envnews("status", "--db", database).code == 0


def test_status_of_an_unknown_portal_and_of_no_database(
    envnews: Callable[..., Ended], database: Path, tmp_path: Path
) -> None:
    assert envnews("status", "nowhere", "--db", database).code == 2
    assert envnews("status", "--db", tmp_path / "none.db").code == 65


@pytest.mark.proves("O3", "70 after an error that nobody has foreseen, with its traceback")
def test_an_internal_error_is_none_of_the_portals(envnews: Callable[..., Ended], database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DROP VIEW v_portal_health")
    ended = envnews("status", "--db", database)
    assert ended.code == 70
    assert (
        "envnews: internal error, OperationalError: no such table: v_portal_health; please report"
        in ended.err
    )
    assert "Traceback" in ended.err


def test_a_sound_installation_has_nothing_bad(envnews: Callable[..., Ended], database: Path) -> None:
    ended = envnews("doctor", "--look-up", "localhost", "--json", "--db", database)
    checks = {check["name"]: check["level"] for check in map(json.loads, ended.out.splitlines())}
    assert ended.code == 0, ended.out
    assert {"sqlite", "tls", "dns", "proxy", "contact", "permissions", "disk"} < set(checks)
    assert checks["database"] == checks["index"] == checks["clock"] == "ok"


def test_the_disk_is_held_against_what_the_configuration_wants_free(
    envnews: Callable[..., Ended], database: Path
) -> None:
    (database.parent / "envnews.toml").write_text("[disk]\nfree_megabytes = 999999999\n", encoding="utf-8")
    ended = envnews("doctor", "--look-up", "localhost", "--db", database)
    assert ended.code == 1
    assert "MB free, a crawl wants 999999999 MB" in ended.out


def test_a_name_that_is_not_found_is_told(envnews: Callable[..., Ended], database: Path) -> None:
    """Names under `invalid` exist nowhere (RFC 6761), and systems know so without asking anybody."""
    ended = envnews("doctor", "--look-up", "-.invalid", "--db", database)
    assert ended.code == 0
    assert "warning  dns: -.invalid is not found" in ended.out


def test_a_damaged_database_is_bad(envnews: Callable[..., Ended], database: Path) -> None:
    data = bytearray(database.read_bytes())
    for place in range(4096 * 3, len(data), 4096):
        data[place : place + 64] = b"\xff" * 64
    database.write_bytes(data)
    ended = envnews("doctor", "--look-up", "localhost", "--db", database)
    assert ended.code == 1
    assert "restore" in ended.out


def test_a_clock_set_back_is_bad(envnews: Callable[..., Ended], database: Path) -> None:
    with Writer(database, clock=lambda: datetime(2098, 1, 1, tzinfo=UTC)) as writer:
        writer.open_run("crawl")
    ended = envnews("doctor", "--look-up", "localhost", "--db", database)
    assert ended.code == 1
    assert "set the clock" in ended.out


def test_an_index_that_is_behind_is_told(envnews: Callable[..., Ended], database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM search_rows")
    assert "run `envnews reindex`" in envnews("doctor", "--look-up", "localhost", "--db", database).out


def test_a_proxy_that_is_not_used_is_told(
    envnews: Callable[..., Ended], database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example.cn:8080")
    assert "https_proxy set, and ignored" in envnews("doctor", "--look-up", "localhost", "--db", database).out


def test_a_backup_can_be_restored_by_putting_it_in_place(
    envnews: Callable[..., Ended], database: Path, tmp_path: Path
) -> None:
    ended = envnews("backup", "--db", database, "--out", tmp_path / "safe")
    assert ended.code == 0
    assert "2 articles" in ended.err
    [copy] = (tmp_path / "safe").iterdir()
    assert envnews("backup", "--check", copy).code == 0
    restored = tmp_path / "restored.db"
    shutil.copy(copy, restored)
    with Writer(restored) as writer:
        writer.open_portal_run(writer.open_run("crawl"), PORTAL)
        assert writer.write([fetched(1)]) == ["unchanged"]


@pytest.mark.proves("F42", "a copy taken during writes is sound and whole")
def test_a_backup_taken_while_a_batch_is_open_is_whole(
    envnews: Callable[..., Ended], database: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as crawl:
        crawl.execute("BEGIN IMMEDIATE")
        crawl.execute("DELETE FROM keywords")
        assert envnews("backup", "--db", database, "--out", tmp_path / "safe").code == 0
        crawl.execute("ROLLBACK")
    [copy] = (tmp_path / "safe").iterdir()
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM keywords").fetchone()[0] > 0


WRITE = """
import sys
from envnews.store import Quarantined, Writer
from envnews.store.crawl.runs import Outcome, Verdict
from tests.store.conftest import PORTAL, fetched
with Writer(sys.argv[1]) as writer:
    writer.open_portal_run(writer.open_run("crawl"), PORTAL)
    print("writing", flush=True)
    for number in range(100, 100_000, 5):
        writer.write([fetched(each) for each in range(number, number + 5)])
"""


@pytest.mark.proves(
    "F42", "copies taken while another process writes without pause are sound and hold what was there"
)
def test_backups_beside_a_busy_writer_are_whole(
    envnews: Callable[..., Ended], database: Path, tmp_path: Path
) -> None:
    def count(path: Path) -> int:
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])

    command = [sys.executable, "-c", WRITE, str(database)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:  # noqa: S603 - our own interpreter
        assert writer.stdout is not None
        assert writer.stdout.readline() == "writing\n"
        for number in range(3):
            before = count(database)
            assert envnews("backup", "--db", database, "--out", tmp_path / str(number)).code == 0
            [copy] = (tmp_path / str(number)).iterdir()
            assert count(copy) >= before
            while count(database) == before:  # a slow machine writes no whole batch within one backup
                assert writer.poll() is None
        writer.kill()


def test_only_the_newest_backups_are_kept(
    envnews: Callable[..., Ended], database: Path, tmp_path: Path
) -> None:
    safe = tmp_path / "safe"
    safe.mkdir()
    for day in range(1, 5):
        (safe / f"news-2022070{day}T000000Z.db").touch()
    (safe / "notes.txt").touch()
    assert envnews("backup", "--db", database, "--out", safe, "--keep", "2", "--quiet") == Ended(0, "", "")
    names = sorted(path.name for path in safe.iterdir())
    assert names[:2] == ["news-20220704T000000Z.db", names[1]]
    assert len(names) == 3


def test_backups_of_another_database_and_the_one_just_made_are_never_deleted(
    envnews: Callable[..., Ended], database: Path, tmp_path: Path
) -> None:
    safe = tmp_path / "safe"
    safe.mkdir()
    others = {f"news-test-2022070{day}T000000Z.db" for day in range(1, 5)}
    ahead = {f"news-209901{day}T000000Z.db" for day in (10, 11, 12)}  # of a clock that was wrong
    for name in others | ahead:
        (safe / name).touch()
    assert envnews("backup", "--db", database, "--out", safe, "--keep", "2").code == 0
    names = {path.name for path in safe.iterdir()}
    assert others < names
    [made] = names - others - ahead
    assert names & ahead == {"news-20990112T000000Z.db"}
    assert envnews("backup", "--check", safe / made).code == 0


def test_what_a_killed_backup_has_left_is_removed_after_a_day(
    envnews: Callable[..., Ended], database: Path, tmp_path: Path
) -> None:
    safe = tmp_path / "safe"
    safe.mkdir()
    abandoned, under_way, foreign = (
        safe / name
        for name in (
            ".news-20220701T000000Z.db.7",
            ".news-20220702T000000Z.db.8",
            ".news-test-20220701T000000Z.db.7",
        )
    )
    for file in (abandoned, under_way, foreign):
        file.touch()
        if file != under_way:
            os.utime(file, (0, 0))
    assert envnews("backup", "--db", database, "--out", safe).code == 0
    assert set(safe.glob(".*")) == {under_way, foreign}


def test_a_backup_of_no_database_leaves_no_folder(envnews: Callable[..., Ended], tmp_path: Path) -> None:
    assert envnews("backup", "--db", tmp_path / "data" / "none.db").code == 65
    assert list(tmp_path.iterdir()) == []


@pytest.mark.proves("F11", "a copy that fails its check is no backup")
def test_a_damaged_backup_is_refused(envnews: Callable[..., Ended], tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    assert envnews("backup", "--check", broken).code == 65


def test_migrate_brings_an_older_database_up_to_date_and_keeps_it_as_it_was(
    envnews: Callable[..., Ended], database: Path
) -> None:
    with closing(sqlite3.connect(database)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute(f"PRAGMA user_version = {version - 1}")
    assert envnews("status", "--db", database).code == 65
    ended = envnews("migrate", "--db", database)
    assert (ended.code, f"schema version {version}" in ended.err) == (0, True)
    assert database.with_name(f"news.db.v{version - 1}.backup").exists()
    assert envnews("migrate", "--db", database.with_name("none.db")).code == 65
