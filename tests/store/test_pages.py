"""Page states and what the frontier answers about them."""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from envnews.errors import DataError
from envnews.model import Column, ListEntry, Problem
from envnews.store import (
    ColumnCompleted,
    FetchFailed,
    NotModified,
    PageState,
    Quarantined,
    SqliteFrontier,
    Stored,
    Validators,
    Writer,
    open_database,
    read_article,
)
from envnews.store.changes import LEADS_ELSEWHERE
from envnews.store.migrations import STEPS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlite_utils import Database

    from .conftest import Clock, Makers

KEY = "zj-sthjt"


@pytest.fixture
def frontier(writer: Writer, path: Path) -> Iterator[SqliteFrontier]:
    with SqliteFrontier(path) as frontier:
        yield frontier


def elsewhere(make: Makers, number: int = 1) -> Quarantined:
    there = (("Location", "https://www.example.com/1.html"),)
    return quarantined(make, number, field="page", reason=LEADS_ELSEWHERE, headers=there, body=b"")


def test_a_page_leads_to_another_site_as_long_as_nothing_else_is_known_of_it(
    writer: Writer, frontier: SqliteFrontier, make: Makers
) -> None:
    writer.write([make.listing(1, 2, 3, 4, 5), *(elsewhere(make, number) for number in range(1, 6))])
    writer.write([failed(make, 2, 404), failed(make, 3, 500), quarantined(make, 4), make.fetched(5)])
    found = [(page.article_id, there) for page, there in frontier.led_elsewhere(KEY)]
    assert found == [("id-1", "https://www.example.com/1.html")]


def failed(make: Makers, number: int, status: int | None, **fields: object) -> FetchFailed:
    values = {"url": make.article(number).url, "failed_at": make.morning, **fields}
    return FetchFailed(KEY, f"id-{number}", status=status, error=f"HTTP status {status}", **values)


def quarantined(make: Makers, number: int = 1, **fields: object) -> Quarantined:
    values = {
        "field": "headline",
        "reason": "no_headline",
        "message": f"{KEY}: {make.article(number).url}: headline: none was found",
        "headers": (("content-type", "text/html"),),
        "body": "<html>无标题</html>".encode(),
        "fetched_at": make.morning,
        "problems": (Problem("headline", "no_headline", "none"),),
        **fields,
    }
    return Quarantined(portal=KEY, article_id=f"id-{number}", url=make.article(number).url, **values)


def test_a_listed_document_is_pending_until_it_is_fetched(
    writer: Writer, frontier: SqliteFrontier, make: Makers
) -> None:
    writer.write([make.listing(1, 2)])
    first, second = frontier.unfinished(KEY)
    assert (first.article_id, first.state, first.url) == ("id-1", PageState.PENDING, make.article(1).url)
    assert first.listed == ListEntry(make.article(1).url, make.article(1).headline, make.article(1).published)
    assert first.columns == {"环保要闻": make.morning}
    writer.write([make.fetched(1)])
    assert frontier.unfinished(KEY) == [second]
    assert frontier.known(KEY, ["id-1", "id-2", "id-3"]).keys() == {"id-1", "id-2"}
    known = frontier.known(KEY, ["id-1"])["id-1"]
    assert (known.state, known.validators) == (PageState.STORED, Validators('"1"', None))


def test_the_pages_of_another_portal_are_none_of_ours(
    writer: Writer, frontier: SqliteFrontier, make: Makers
) -> None:
    writer.write([make.listing(1), make.fetched(2)])
    assert not frontier.known("mee", ["id-1"])
    assert not frontier.unfinished("mee")
    assert not frontier.due("mee", make.morning + timedelta(days=99))


def test_a_page_says_since_when_each_column_lists_it(
    writer: Writer, frontier: SqliteFrontier, make: Makers
) -> None:
    later = make.morning + timedelta(days=1)
    writer.write([make.listing(1), make.listing(1, column='通知"公告', at=later), make.listing(1, at=later)])
    page = frontier.known(KEY, ["id-1"])["id-1"]
    assert page.columns == {"环保要闻": make.morning, '通知"公告': later}
    assert page.first_listed_at == make.morning


def test_re_checks_widen_and_end(
    writer: Writer, frontier: SqliteFrontier, make: Makers, clock: Clock
) -> None:
    writer.write([make.fetched()])
    spans = []
    while frontier.known(KEY, ["id-1"])["id-1"].next_check_at:
        (page,) = frontier.due(KEY, clock.move(days=99))
        due = page.next_check_at
        assert due is not None
        assert frontier.due(KEY, due - timedelta(seconds=1)) == []
        spans.append(due - make.morning)
        writer.write([NotModified(KEY, "id-1", due)])
    assert spans == [timedelta(hours=2), timedelta(days=1), timedelta(days=7), timedelta(days=30)]


def test_steps_of_the_schedule_that_passed_in_a_pause_are_left_out(
    writer: Writer, frontier: SqliteFrontier, make: Makers
) -> None:
    writer.write([make.fetched(), make.fetched(fetched_at=make.morning + timedelta(days=2))])
    assert frontier.known(KEY, ["id-1"])["id-1"].next_check_at == make.morning + timedelta(days=7)


def test_the_schedule_can_be_set(path: Path, make: Makers, clock: Clock) -> None:
    with Writer(path, recheck=[timedelta(0)], clock=clock) as writer, SqliteFrontier(path) as frontier:
        writer.open_portal_run(writer.open_run("test"), make.portal)
        writer.write([make.fetched()])
        assert [page.article_id for page in frontier.due(KEY, make.morning)] == ["id-1"]
        writer.write([make.fetched(fetched_at=clock.move(seconds=1))])
        assert frontier.due(KEY, clock.move(days=99)) == []


@pytest.mark.proves("F18", "304 updates last_seen and nothing else")
def test_not_modified_refreshes_the_article(writer: Writer, db: Database, make: Makers) -> None:
    later = make.morning + timedelta(hours=3)
    writer.write([make.fetched(), NotModified(KEY, "id-1", later)])
    stored = read_article(db, "id-1")
    assert stored is not None
    assert (stored.last_seen_at, stored.seq) == (later, 1)


def test_a_failed_page_is_tried_again_and_its_attempts_counted(
    writer: Writer, frontier: SqliteFrontier, db: Database, make: Makers
) -> None:
    writer.write([make.listing(1), failed(make, 1, 503), failed(make, 1, None)])
    (page,) = frontier.unfinished(KEY)
    assert page.state is PageState.FAILED
    (row,) = db.query("SELECT attempts, status, error FROM pages")
    assert row == {"attempts": 2, "status": None, "error": "HTTP status None"}
    assert writer.write([make.fetched()]) == [Stored.NEW]
    (row,) = db.query("SELECT attempts, status, error, state FROM pages")
    assert row == {"attempts": 0, "status": 200, "error": None, "state": "stored"}


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_keeps_its_article_and_is_looked_at_again(
    writer: Writer, frontier: SqliteFrontier, db: Database, make: Makers, status: int
) -> None:
    writer.write([make.fetched(), failed(make, 1, status, failed_at=make.morning + timedelta(hours=2))])
    assert frontier.unfinished(KEY) == []
    (page,) = frontier.due(KEY, make.morning + timedelta(days=1))
    assert page.state is PageState.GONE
    stored = read_article(db, "id-1")
    assert stored is not None
    assert (stored.status, stored.article.body) == ("active", make.article().body)
    writer.write([NotModified(KEY, "id-1", make.morning + timedelta(days=1))])
    assert frontier.known(KEY, ["id-1"])["id-1"].state is PageState.STORED


def test_a_page_that_moved_is_found_at_its_new_address(
    writer: Writer, frontier: SqliteFrontier, make: Makers
) -> None:
    moved = make.listing(1).entries[0].__class__("id-1", "http://sthjt.zj.gov.cn/new/1.html", "标题")
    writer.write([make.fetched(), make.listing(entries=(moved,))])
    assert frontier.known(KEY, ["id-1"])["id-1"].url == make.article().url
    writer.write([failed(make, 1, 404), make.listing(entries=(moved,))])
    (page,) = frontier.unfinished(KEY)
    assert (page.url, page.state) == ("http://sthjt.zj.gov.cn/new/1.html", PageState.PENDING)


def test_listing_again_does_not_wake_what_is_gone_stored_or_quarantined(
    writer: Writer, frontier: SqliteFrontier, make: Makers
) -> None:
    writer.write([make.listing(1, 2, 3), make.fetched(1), failed(make, 2, 404), quarantined(make, 3)])
    writer.write([make.listing(1, 2, 3)])
    assert frontier.unfinished(KEY) == []


def test_quarantine_keeps_page_headers_and_reason(
    writer: Writer, frontier: SqliteFrontier, db: Database, make: Makers
) -> None:
    assert writer.write([make.listing(1), quarantined(make)]) == [None, None]
    (row,) = db.query("SELECT * FROM quarantine")
    assert zlib.decompress(row["body"]) == "<html>无标题</html>".encode()
    assert json.loads(row["headers"]) == [["content-type", "text/html"]]
    assert json.loads(row["problems"]) == [{"field": "headline", "code": "no_headline", "message": "none"}]
    assert (row["field"], row["reason"], row["resolved_at"]) == ("headline", "no_headline", None)
    assert KEY in row["message"]
    assert make.article().url in row["message"]
    assert frontier.unfinished(KEY) == []
    (page,) = frontier.due(KEY, make.morning + timedelta(hours=2))
    assert (page.state, page.validators) == (PageState.QUARANTINED, Validators(None, None))


def test_the_same_bytes_are_quarantined_once_and_others_beside_them(
    writer: Writer, db: Database, make: Makers
) -> None:
    later = make.morning + timedelta(days=1)
    writer.write([quarantined(make), quarantined(make, fetched_at=later), quarantined(make, body=b"other")])
    assert list(db.query("SELECT first_at, last_at FROM quarantine ORDER BY number")) == [
        {"first_at": "2022-07-22T01:00:00Z", "last_at": "2022-07-23T01:00:00Z"},
        {"first_at": "2022-07-22T01:00:00Z", "last_at": "2022-07-22T01:00:00Z"},
    ]


def test_a_valid_article_resolves_the_quarantine(writer: Writer, db: Database, make: Makers) -> None:
    assert writer.write([quarantined(make), make.fetched()]) == [None, Stored.NEW]
    assert next(db.query("SELECT resolved_at FROM quarantine"))["resolved_at"] == "2022-07-22T01:00:00Z"


def test_the_same_bytes_again_after_an_article_or_for_another_reason_are_news(
    writer: Writer, db: Database, make: Makers
) -> None:
    times = [make.morning + timedelta(days=day) for day in range(4)]
    writer.write(
        [quarantined(make), make.fetched(fetched_at=times[1]), quarantined(make, fetched_at=times[2])]
    )
    assert list(db.query("SELECT first_at, resolved_at FROM quarantine")) == [
        {"first_at": "2022-07-24T01:00:00Z", "resolved_at": None}
    ]
    writer.write([quarantined(make, fetched_at=times[3], reason="no_body")])
    assert [row["first_at"] for row in db.query("SELECT first_at FROM quarantine")] == [
        "2022-07-25T01:00:00Z"
    ]


def test_an_article_resolves_the_quarantine_of_a_page_that_failed_meanwhile(
    writer: Writer, db: Database, make: Makers
) -> None:
    writer.write([quarantined(make), quarantined(make, body=b"other"), failed(make, 1, 500), make.fetched()])
    assert next(db.query("SELECT quarantined FROM v_portal_health"))["quarantined"] == 0


def test_what_had_stayed_in_quarantine_of_stored_pages_is_resolved_by_an_upgrade(
    path: Path, make: Makers
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as older:
        STEPS.take(older, stop_before="0017_when_articles_were_found")
        older.execute("PRAGMA user_version = 16")
        older.executescript("""
            INSERT INTO portals (key, title, kind, home, hosts, rights, family, updated_at)
                VALUES ('a', '', '', '', '[]', '', '', '');
        """)
        for number, state in enumerate((PageState.STORED, PageState.QUARANTINED, PageState.FAILED)):
            older.execute(
                "INSERT INTO pages (article_id, portal, url, state, columns, first_listed_at, fetched_at)"
                " VALUES (?, 'a', '', ?, '{}', '', '2022-07-23T01:00:00Z')",
                (f"id-{number}", state),
            )
            older.execute(
                "INSERT INTO quarantine (portal, article_id, url, field, reason, message, problems, headers, body,"
                " body_sha256, first_at, last_at) VALUES ('a', ?, '', '', '', '', '[]', '[]', x'', '', '', '')",
                (f"id-{number}",),
            )
    with closing(open_database(path)) as db:
        resolved = [
            row["resolved_at"] for row in db.query("SELECT resolved_at FROM quarantine ORDER BY number")
        ]
    assert resolved == ["2022-07-23T01:00:00Z", None, None]


def test_a_bad_page_leaves_the_stored_article_as_it_is(writer: Writer, db: Database, make: Makers) -> None:
    writer.write([make.fetched(), quarantined(make)])
    stored = read_article(db, "id-1")
    assert stored is not None
    assert stored.article == make.article()


def test_the_validators_of_a_list_count_from_the_completion_of_its_column(
    writer: Writer, frontier: SqliteFrontier, make: Makers
) -> None:
    url = make.listing().url
    assert frontier.list_validators(KEY, url) is None
    assert frontier.completed_at(KEY, "环保要闻") is None
    writer.write([make.listing(1), make.listing(2, first=False, url=url + "?page=2")])
    assert frontier.list_validators(KEY, url) == Validators(None, None)
    assert frontier.completed_at(KEY, "环保要闻") is None
    writer.write([ColumnCompleted(KEY, "环保要闻", make.morning, '"list"', None)])
    assert frontier.list_validators(KEY, url) == Validators('"list"', None)
    assert frontier.completed_at(KEY, "环保要闻") == make.morning


def test_a_304_keeps_the_validators_and_a_new_list_makes_them_void(
    writer: Writer, frontier: SqliteFrontier, make: Makers
) -> None:
    date = "Fri, 22 Jul 2022 01:00:00 GMT"
    url = make.listing().url
    writer.write([make.listing(1), ColumnCompleted(KEY, "环保要闻", make.morning, '"list"', None)])
    writer.write([make.listing(status=304, etag=None, last_modified=date)])
    assert frontier.list_validators(KEY, url) == Validators('"list"', date)
    writer.write([make.listing(1, 2)])
    assert frontier.list_validators(KEY, url) == Validators(None, None)


def test_what_is_listed_in_the_second_of_a_completion_is_known_to_be_later(
    writer: Writer, frontier: SqliteFrontier, make: Makers
) -> None:
    """Else an interrupted run would hide what it listed from the next one, if it is quick enough."""
    completed = make.morning + timedelta(milliseconds=200)
    writer.write([make.listing(1), ColumnCompleted(KEY, "环保要闻", completed)])
    writer.write([make.listing(2, at=make.morning + timedelta(milliseconds=700))])
    pages = frontier.known(KEY, ["id-1", "id-2"])
    assert pages["id-1"].columns["环保要闻"] < frontier.completed_at(KEY, "环保要闻")
    assert pages["id-2"].columns["环保要闻"] > frontier.completed_at(KEY, "环保要闻")


@pytest.mark.proves("F12", "articles listed under a wrong clock are still found")
def test_a_clock_that_was_set_back_hides_nothing_either(
    writer: Writer, frontier: SqliteFrontier, make: Makers
) -> None:
    writer.write([make.listing(1), ColumnCompleted(KEY, "环保要闻", make.morning)])
    writer.write([make.listing(2, at=make.morning - timedelta(hours=1))])
    page = frontier.known(KEY, ["id-2"])["id-2"]
    assert page.columns["环保要闻"] > frontier.completed_at(KEY, "环保要闻")


def test_coverage_counts_by_the_local_day(writer: Writer, db: Database, make: Makers) -> None:
    evening = make.morning + timedelta(hours=15)  # 00:00 of the next day in China
    writer.write([make.listing(1, 2), make.listing(3, first=False), make.listing(at=evening), make.fetched()])
    assert list(db.query("SELECT day, pages, entries FROM coverage ORDER BY day")) == [
        {"day": "2022-07-22", "pages": 2, "entries": 3},
        {"day": "2022-07-23", "pages": 1, "entries": 0},
    ]
    assert [row["articles"] for row in db.query("SELECT articles FROM v_coverage ORDER BY day")] == [1, 0]


def test_a_portal_must_be_described_first(path: Path, make: Makers) -> None:
    with Writer(path) as writer, pytest.raises(DataError, match="portal zj-sthjt is not described"):
        writer.write([make.listing(1)])


def test_the_portal_and_its_columns_are_described_as_they_are_now(
    writer: Writer, db: Database, make: Makers
) -> None:
    run = writer.open_run("crawl")
    writer.open_portal_run(run, make.portal, [Column("环保要闻", "http://sthjt.zj.gov.cn/new/")])
    (row,) = db.query("SELECT key, hosts FROM portals")
    assert row == {"key": KEY, "hosts": '["sthjt.zj.gov.cn","m.sthjt.zj.gov.cn"]'}
    (row,) = db.query("SELECT name, url FROM columns")
    assert row == {"name": "环保要闻", "url": "http://sthjt.zj.gov.cn/new/"}


def test_the_frontier_of_an_absent_file_says_so(path: Path) -> None:
    with pytest.raises(DataError, match="no database yet"):
        SqliteFrontier(path)
