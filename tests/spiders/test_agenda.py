from __future__ import annotations

from datetime import UTC, datetime

from envnews.model import Column
from envnews.spiders.agenda import Agenda
from envnews.spiders.discovery import ColumnWalk
from envnews.store.changes import PageState
from envnews.store.frontier import KnownPage, Validators


def walk(name: str) -> ColumnWalk:
    return ColumnWalk(Column(name, "http://www.example.gov.cn/"), None, 50)


def known(state: PageState) -> KnownPage:
    return KnownPage("1", "", state, datetime(2022, 7, 22, tzinfo=UTC), None, Validators(None, None))


def test_a_document_of_two_columns_is_requested_once_and_both_wait_for_it() -> None:
    agenda, news, notices = Agenda(), walk("要闻"), walk("公告")
    for column in (news, notices):
        agenda.read(column)
    agenda.list_in(news, "1")
    assert agenda.wants("1", None)
    assert agenda.request("1")
    agenda.list_in(notices, "1")
    assert not agenda.wants("1", None)
    assert not agenda.request("1")
    assert agenda.columns_of("1") == ("要闻", "公告")
    news.take(["1"], {}, None)
    notices.take(["1"], {}, None)
    assert list(agenda.completed()) == []
    agenda.settle("1")
    assert list(agenda.completed()) == [news, notices]
    assert list(agenda.completed()) == []


def test_what_is_stored_gone_or_in_quarantine_is_fetched_only_by_a_full_crawl() -> None:
    agenda = Agenda()
    for state in PageState:
        unfinished = state in {PageState.PENDING, PageState.FAILED}
        assert agenda.wants("1", known(state)) == unfinished
        assert agenda.wants("1", known(state), full=True)


def test_a_page_left_undone_holds_up_the_columns_that_listed_it() -> None:
    agenda, news = Agenda(), walk("要闻")
    agenda.read(news)
    agenda.request("1", ["要闻", "a column that is no longer declared"])
    news.take(["2"], {}, None)
    assert list(agenda.completed()) == []
    agenda.settle("1")
    assert list(agenda.completed()) == [news]
