"""`envnews demo` from its start to its end: two crawls of all replicas, and what the database then holds."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from envnews.cli.demo import demo
from envnews.demo import ReplicaServer, expected_articles
from envnews.demo.sites import SITES
from envnews.demo.verify import mismatches
from envnews.run.crawl import CrawlPlan, crawl

if TYPE_CHECKING:
    from tests.demonstration import Demo

ROOT = Path(__file__).parents[2]


@pytest.fixture
def done(demonstrated: Demo) -> Demo:
    return demonstrated


@pytest.mark.parametrize("portal", [site.portal for site in SITES])
def test_every_article_is_found_and_every_field_is_right(done: Demo, portal: str) -> None:
    wrong = [str(mismatch) for mismatch in mismatches(done.database, 2) if mismatch.portal == portal]
    assert not wrong, "\n".join(wrong)


def test_the_demo_ends_well(done: Demo) -> None:
    assert done.exit_code == 0


def test_the_summary_fits_eighty_columns(done: Demo) -> None:
    too_wide = [line for line in done.output.splitlines() if cell_len(line) > 80 and "demo.db" not in line]
    assert not too_wide
    assert "浙江省水和海洋生态环境保护工作会议" in done.output
    assert "envnews crawl --help" in done.output


def test_an_edited_article_has_revision_2_and_both_texts(done: Demo) -> None:
    changed = done.rows("SELECT * FROM v_changed_articles WHERE portal = 'zj-sthjt'")
    assert [row["revision"] for row in changed] == [2]
    assert "同比上升4.1%" in changed[0]["body_before"]
    assert "同比上升4.3%" in changed[0]["body_after"]
    renamed = done.rows("SELECT * FROM v_changed_articles WHERE portal = 'mee'")[0]
    assert renamed["headline_before"] == "2022年“最美生态环境志愿者”先进事迹发布"
    assert renamed["headline_after"] == "2022年百名“最美生态环境志愿者”先进事迹发布"


def test_exactly_the_edited_articles_are_revised(done: Demo) -> None:
    revised = {row["document_id"] for row in done.rows("SELECT document_id FROM articles WHERE revision > 1")}
    assert revised == {article.document_id for article in expected_articles(2) if article.edited}


def test_twin_and_two_column_articles_are_stored_once_with_both_columns(done: Demo) -> None:
    for portal, document in (
        ("hbzhan", "151511"),
        ("hbzhan", "151533"),
        ("sd-sthjt", "4010301"),
        ("js-sthjt", "10546290"),
        ("zj-sthjt", "58954873"),
        ("mee", "989733"),
        ("hl-sthjt", "31217102"),
        ("gd-sthjt", "3975103"),
    ):
        rows = done.rows("SELECT * FROM articles WHERE portal = ? AND document_id = ?", portal, document)
        assert len(rows) == 1, (portal, document)
        assert len(json.loads(rows[0]["columns"])) == 2, (portal, document)


def test_the_canonical_address_names_the_canonical_host(done: Demo) -> None:
    row = done.rows("SELECT canonical_url FROM articles WHERE document_id = '151511'")[0]
    assert row["canonical_url"] == "https://www.hbzhan.com/news/detail/151511.html"


def test_characters_of_the_gbk_site_are_right(done: Demo) -> None:
    row = done.rows("SELECT * FROM articles WHERE document_id = '4009877'")[0]
    assert row["author"] == "陶喆、王堃"
    assert row["editor"] == "李淼"
    assert not done.rows("SELECT 1 FROM articles WHERE body LIKE '%\ufffd%' OR headline LIKE '%\ufffd%'")


def test_a_listed_page_that_is_gone_is_marked_and_no_article(done: Demo) -> None:
    gone = done.rows("SELECT url, state FROM pages WHERE state != 'stored'")
    assert [(row["url"].rpartition("_")[2], row["state"]) for row in gone] == [("4007702.html", "gone")]


def test_a_row_that_leads_to_another_site_is_not_followed(done: Demo) -> None:
    assert not done.rows("SELECT 1 FROM pages WHERE url LIKE '%weixin%' OR url LIKE '%www.hlj.gov.cn%'")


def test_reprints_are_articles_of_their_own(done: Demo) -> None:
    rows = done.rows("SELECT portal FROM articles WHERE body LIKE '%五水智治%' ORDER BY portal")
    assert [row["portal"] for row in rows] == ["h2o-china", "hbzhan", "zj-sthjt"]


def test_the_second_crawl_has_most_pages_confirmed_instead_of_sent(done: Demo) -> None:
    days = done.rows(
        "SELECT run, sum(counters ->> 'bytes') AS bytes, sum(counters ->> 'new') AS new FROM portal_runs GROUP BY run ORDER BY run"
    )
    first, second = days
    assert second["bytes"] < first["bytes"] * 0.6
    assert (first["new"], second["new"]) == (
        len(expected_articles(1)),
        len(expected_articles(2)) - len(expected_articles(1)),
    )


def test_the_summary_shows_that_the_second_crawl_asked_for_less(done: Demo) -> None:
    """The sums of both days stand below the portals: listed, new, revised, same, requests, full, kB."""
    tail = [line.split() for line in done.output.splitlines()]
    first = next(words[2:] for words in tail if words[:2] == ["all", "1"])
    second = tail[tail.index(["all", "1", *first]) + 1][1:]
    (
        (_, new, revised, same, requests, full, size),
        (_, new_2, revised_2, same_2, requests_2, full_2, size_2),
    ) = (
        map(int, first),
        map(int, second),
    )
    assert new == len(expected_articles(1))
    assert (revised, same, full) == (0, 0, requests)
    assert new_2 == len(expected_articles(2)) - new
    assert revised_2 == sum(article.edited for article in expected_articles(2))
    assert same_2 > new_2
    assert full_2 < requests_2
    assert size_2 < size


def test_a_crawl_soon_after_asks_only_for_lists_and_new_articles(tmp_path: Path) -> None:
    with ReplicaServer() as server:
        hosts_map = tmp_path / "hosts"
        hosts_map.write_text(server.hosts_map_text(), encoding="utf-8")
        plan = CrawlPlan(portals=("js-sthjt",), database=tmp_path / "soon.db", hosts_map=hosts_map)
        first = crawl(plan)
        server.edition = 2
        second = crawl(plan)
    assert first.total("requests") > 10
    assert second.total("new") == 2
    assert second.total("requests") <= 8  # robots.txt, four lists, two new articles, one more list page


def test_the_demo_replaces_no_file_of_the_user(tmp_path: Path) -> None:
    precious = tmp_path / "mine.db"
    precious.write_bytes(b"mine")
    result = CliRunner().invoke(demo, ["--db", str(precious)], standalone_mode=False)
    assert "replaces no file of yours" in str(result.exception)
    assert precious.read_bytes() == b"mine"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_demo_that_is_interrupted_says_nothing_of_its_days(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    command = [sys.executable, "-m", "envnews", "demo", "--db", str(tmp_path / "demo.db")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:  # noqa: S603 - our own interpreter
        deadline = time.monotonic() + 20
        while not stored(tmp_path / "demo.db") and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(number)
        said, _ = process.communicate(timeout=20)
    assert (process.returncode, said) == (code, "")


def stored(database: Path) -> bool:
    """Whether a crawl has begun to store what it finds."""
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("SELECT count(*) FROM pages").fetchone()[0])
    except sqlite3.OperationalError:
        return False
