from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envnews.model import Column, ListRequest
from envnews.spiders.discovery import ColumnWalk, Stop
from envnews.store.changes import PageState
from envnews.store.crawl.frontier import KnownPage, Validators

COMPLETED = datetime(2022, 7, 26, tzinfo=UTC)
BEFORE, AFTER = COMPLETED - timedelta(days=1), COMPLETED + timedelta(hours=1)
NEXT = ListRequest("http://www.example.gov.cn/index_1.html")


def known(*ids: str, at: datetime = BEFORE, column: str = "要闻") -> dict[str, KnownPage]:
    return {
        number: KnownPage(number, "", PageState.STORED, at, None, Validators(None, None), {column: at})
        for number in ids
    }


def walk(completed_at: datetime | None = COMPLETED, *, max_pages: int = 50, full: bool = False) -> ColumnWalk:
    return ColumnWalk(Column("要闻", "http://www.example.gov.cn/"), completed_at, max_pages, full)


def test_reading_stops_at_a_page_of_documents_known_when_the_column_was_last_complete() -> None:
    reading = walk()
    assert reading.take(["3", "2"], known("2"), NEXT) is NEXT
    assert reading.take(["2", "1"], known("2", "1"), NEXT) is None
    assert reading.stopped is Stop.KNOWN
    assert reading.complete


def test_what_an_interrupted_run_listed_does_not_stop_reading() -> None:
    assert walk().take(["3", "2"], known("3", "2", at=AFTER), NEXT) is NEXT


def test_documents_known_from_another_column_do_not_stop_reading() -> None:
    assert walk().take(["3", "2"], known("3", "2", column="公告"), NEXT) is NEXT


def test_a_pinned_old_article_does_not_stop_reading() -> None:
    assert walk().take(["1", "9"], known("1"), NEXT) is NEXT


def test_a_column_never_complete_is_read_to_its_end() -> None:
    reading = walk(None)
    assert reading.take(["3"], known("3"), NEXT) is NEXT
    assert reading.take(["2"], known("2"), None) is None
    assert reading.stopped is Stop.END


def test_a_repeated_page_is_the_end() -> None:
    reading = walk(None)
    assert reading.take(["3", "2"], {}, NEXT) is NEXT
    assert reading.take(["2", "3"], {}, NEXT) is None
    assert reading.stopped is Stop.END


def test_an_empty_first_page_never_completes_a_column_and_an_empty_later_one_ends_it() -> None:
    first, later = walk(None), walk(None)
    assert first.take([], {}, NEXT) is None
    assert first.stopped is Stop.EMPTY
    assert not first.complete
    later.take(["1"], {}, NEXT)
    assert later.take([], {}, NEXT) is None
    assert later.complete


def test_the_cap_is_a_gap_only_where_something_was_complete_before() -> None:
    first, again = walk(None, max_pages=1), walk(max_pages=1)
    for reading in (first, again):
        assert reading.take(["3"], {}, NEXT) is None
        assert reading.stopped is Stop.CAP
    assert first.complete
    assert again.has_gap
    assert not again.complete


def test_a_column_is_complete_only_when_its_documents_are_settled() -> None:
    reading = walk(None)
    reading.waiting.add("1")
    reading.take(["1"], {}, None)
    assert not reading.complete
    reading.waiting.discard("1")
    assert reading.complete


def test_a_full_crawl_does_not_stop_at_known_documents() -> None:
    assert walk(full=True).take(["2"], known("2"), NEXT) is NEXT


@pytest.mark.proves("F25", "whatever a list leads to, reading ends at the cap of pages")
@given(st.lists(st.lists(st.integers(0, 30), min_size=1, max_size=5), max_size=60))
def test_any_list_ends_within_the_cap(pages: list[list[int]]) -> None:
    """Even a site that always names a next page and shuffles its articles is left after the cap."""
    reading = walk(None, max_pages=20)
    taken = 0
    for numbers in pages:
        taken += 1
        if reading.take([str(number) for number in numbers], {}, NEXT) is None:
            break
    assert taken <= 20
