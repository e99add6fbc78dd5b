"""Silence by each portal's own rhythm and the Chinese calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from envnews.health.freshness import LOOK_BACK, find_silence, find_silences
from envnews.health.workdays import is_workday, workdays_between

if TYPE_CHECKING:
    from envnews.health.finding import Finding

LONG_AGO = date(2019, 1, 1)
"""First run of a portal that has been watched for years."""


def silence(published: list[date], today: date) -> Finding | None:
    return find_silence(published, today, LONG_AGO)


def days(first: date, last: date, *weekdays: int) -> list[date]:
    """Return the working days of these weekdays between two dates, all weekdays where none is named."""
    span = [first + timedelta(days=count) for count in range((last - first).days + 1)]
    return [day for day in span if is_workday(day) and (not weekdays or day.weekday() in weekdays)]


def test_a_week_without_a_word_on_a_daily_portal_is_told_with_its_beginning() -> None:
    finding = silence(days(date(2024, 2, 19), date(2024, 4, 19)), date(2024, 4, 29))
    assert finding is not None
    assert "nothing published since 2024-04-19, 6 working days; usual are 1" in finding.message


@pytest.mark.parametrize("year", [2024, 2026, 2027, 2031, 2045], ids=str)
def test_the_golden_week_is_no_silence(year: int) -> None:
    """`chinesecalendar` knows some of these years; who never updates lives in the others."""
    published = days(date(year, 7, 1), date(year, 9, 30))
    told = [silence(published, date(year, 9, 30) + timedelta(days=count)) for count in range(11)]
    assert told == [None] * 11
    assert silence(published, date(year, 10, 21)) is not None


@pytest.mark.parametrize("festival", [date(2024, 2, 10), date(2027, 2, 6), date(2031, 1, 23)], ids=str)
def test_spring_festival_is_no_silence(festival: date) -> None:
    published = days(festival - timedelta(days=100), festival - timedelta(days=1))
    assert silence(published, festival + timedelta(days=10)) is None
    assert silence(published, festival + timedelta(days=21)) is not None


def test_a_portal_that_publishes_on_mondays_is_silent_for_days() -> None:
    published = days(date(2024, 1, 1), date(2024, 6, 3), 0)
    assert silence(published, date(2024, 6, 21)) is None
    assert silence(published, date(2024, 7, 10)) is not None


def test_a_portal_that_publishes_once_a_month_has_a_rhythm_too() -> None:
    published = [date(2022 + month // 12, month % 12 + 1, 15) for month in range(24)]
    assert silence(published, date(2024, 1, 31)) is None
    finding = silence(published, date(2024, 4, 15))
    assert finding is not None
    assert "nothing published since 2023-12-15" in finding.message


def test_a_silence_is_told_for_as_long_as_it_lasts() -> None:
    published = days(date(2024, 2, 19), date(2024, 4, 19))
    ended = date(2024, 4, 19) + LOOK_BACK
    assert silence(published, date(2025, 4, 19)) is not None
    assert silence(published, ended - timedelta(days=100)) is not None


def test_nothing_is_told_at_first_sight() -> None:
    published = days(date(2024, 2, 19), date(2024, 4, 19))
    watched = date(2024, 5, 20)
    assert find_silence(published, watched, watched) is None
    assert find_silence(published, watched + timedelta(days=3), watched) is None
    finding = find_silence(published, watched + timedelta(days=8), watched)
    assert finding is not None
    assert "nothing published since 2024-04-19" in finding.message


def test_a_column_that_ends_is_told_and_the_others_are_not() -> None:
    columns = {
        "要闻": days(date(2024, 1, 2), date(2024, 6, 28)),
        "通知": days(date(2024, 1, 2), date(2024, 5, 10)),
        "公示": days(date(2024, 1, 2), date(2024, 6, 24), 0),
        "专题": days(date(2024, 3, 4), date(2024, 3, 12)),
    }
    assert find_silences(columns, date(2024, 5, 24), LONG_AGO, columns) == ()
    [finding] = find_silences(columns, date(2024, 6, 28), LONG_AGO, columns)
    assert finding.subject == "通知"
    assert finding.message.startswith("nothing published since 2024-05-10, 34 working days; usual are 1")
    assert find_silences(columns, date(2024, 6, 28), LONG_AGO, ["要闻"]) == (), "declared no more"
    [whole] = find_silences(columns, date(2024, 7, 31), LONG_AGO, ["通知"])
    assert whole.subject == "portal"


def test_a_new_portal_has_no_rhythm_yet() -> None:
    assert silence(days(date(2024, 3, 4), date(2024, 3, 12)), date(2024, 6, 1)) is None
    assert silence([], date(2024, 6, 1)) is None
    assert find_silences({}, date(2024, 6, 1), LONG_AGO, ()) == ()


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 2, 12), False),
        (date(2024, 2, 18), True),
        (date(2024, 10, 12), True),
        (date(2024, 10, 13), False),
        (date(2031, 1, 24), False),
        (date(2031, 2, 5), True),
        (date(2098, 10, 1), False),
        (date(2098, 10, 4), False),
        (date(2098, 11, 3), True),
        (date(2098, 11, 1), False),
    ],
)
def test_holidays_make_up_days_and_unknown_years(day: date, *, works: bool) -> None:
    assert is_workday(day) is works


def test_working_days_are_counted_after_the_first_day() -> None:
    assert workdays_between(date(2024, 4, 19), date(2024, 4, 19)) == 0
    assert workdays_between(date(2024, 4, 19), date(2024, 4, 22)) == 1
