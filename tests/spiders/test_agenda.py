from __future__ import annotations

import tracemalloc
from datetime import UTC, datetime

import pytest

from envnews.model import Column, ListEntry, ListRequest
from envnews.normalize import article_id
from envnews.spiders.agenda import Agenda
from envnews.spiders.discovery import ColumnWalk
from envnews.store.changes import PageState
from envnews.store.crawl.frontier import KnownPage, Validators


def walk(name: str) -> ColumnWalk:
    return ColumnWalk(Column(name, "http://www.example.gov.cn/"), None, 50)


def known(state: PageState) -> KnownPage:
    return KnownPage("1", "", state, datetime(2022, 7, 22, tzinfo=UTC), None, Validators(None, None))


def row(number: int = 1) -> ListEntry:
    return ListEntry(f"http://www.example.gov.cn/{number}.html", f"第{number}次会议", None)


def test_a_document_of_two_columns_is_requested_once_and_both_wait_for_it() -> None:
    agenda, news, notices = Agenda(), walk("要闻"), walk("公告")
    for column in (news, notices):
        agenda.read(column)
    assert agenda.list_in(news, "1", row())
    assert not agenda.list_in(notices, "1", row())
    assert not agenda.request("1")
    assert agenda.columns_of("1") == ("要闻", "公告")
    news.take(["1"], {}, None)
    notices.take(["1"], {}, None)
    assert list(agenda.completed()) == []
    agenda.settle("1")
    assert list(agenda.completed()) == [news, notices]
    assert list(agenda.completed()) == []


def test_what_is_stored_gone_or_in_quarantine_is_fetched_only_by_a_full_crawl() -> None:
    for state in PageState:
        unfinished = state in {PageState.PENDING, PageState.FAILED}
        assert Agenda().list_in(walk("要闻"), "1", row(), known(state)) == unfinished
        full = walk("要闻")
        full.full = True
        assert Agenda().list_in(full, "1", row(), known(state))


@pytest.mark.parametrize("state", [None, *PageState])
def test_what_was_fetched_is_not_fetched_again_by_the_same_run_whatever_came_of_it(
    state: PageState | None,
) -> None:
    agenda, news, notices = Agenda(), walk("要闻"), walk("公告")
    notices.full = True
    for column in (news, notices):
        agenda.read(column)
    assert agenda.list_in(news, "1", row())
    agenda.settle("1")
    for column in (news, notices):
        assert not agenda.list_in(column, "1", row(), known(state) if state else None)
        assert not column.waiting


@pytest.mark.proves("F44", "a document that is done with leaves two hashes of eight bytes, 58 KB an hour")
def test_of_a_document_that_is_done_with_hardly_anything_is_kept() -> None:
    agenda, news = Agenda(), walk("要闻")
    news.max_pages = 10**6
    agenda.read(news)
    tracemalloc.start()
    try:
        for page in range(500):
            numbers = range(20 * page, 20 * page + 20)
            rows = {article_id("example", str(number)): row(number) for number in numbers}
            assert all(agenda.list_in(news, name, entry) for name, entry in rows.items())
            assert news.take(list(rows), {}, ListRequest("http://www.example.gov.cn/next"))
            for name in rows:
                agenda.settle(name)
        assert not agenda.list_in(news, article_id("example", "0"), row(0)), "it knows them all the same"
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 10_000 * 24


def test_a_page_left_undone_holds_up_the_columns_that_listed_it() -> None:
    agenda, news = Agenda(), walk("要闻")
    agenda.read(news)
    agenda.request("1", ["要闻", "a column that is no longer declared"])
    news.take(["2"], {}, None)
    assert list(agenda.completed()) == []
    agenda.settle("1")
    assert list(agenda.completed()) == [news]
