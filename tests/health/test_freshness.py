"""Silence by each portal's own rhythm and the Chinese calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from envnews.health.freshness import find_silence
from envnews.health.workdays import is_workday, workdays_between


def days(first: date, last: date, *weekdays: int) -> list[date]:
    """Return the working days of these weekdays between two dates, all weekdays where none is named."""
    span = [first + timedelta(days=count) for count in range((last - first).days + 1)]
    return [day for day in span if is_workday(day) and (not weekdays or day.weekday() in weekdays)]


def test_a_week_without_a_word_on_a_daily_portal_is_told_with_its_beginning() -> None:
    finding = find_silence(days(date(2024, 2, 19), date(2024, 4, 19)), date(2024, 4, 29))
    assert finding is not None
    assert "nothing published since 2024-04-19, 6 working days; usual are 1" in finding.message


def test_the_golden_week_is_no_silence() -> None:
    published = days(date(2024, 7, 1), date(2024, 9, 30))
    told = [find_silence(published, date(2024, 9, 30) + timedelta(days=count)) for count in range(11)]
    assert told == [None] * 11  # until 10 October, the third working day after it


def test_spring_festival_is_no_silence() -> None:
    published = days(date(2023, 11, 1), date(2024, 2, 9))
    assert find_silence(published, date(2024, 2, 20)) is None


def test_a_portal_that_publishes_on_mondays_is_silent_for_days() -> None:
    published = days(date(2024, 1, 1), date(2024, 6, 3), 0)
    assert find_silence(published, date(2024, 6, 21)) is None
    assert find_silence(published, date(2024, 7, 10)) is not None


def test_a_new_portal_has_no_rhythm_yet() -> None:
    assert find_silence(days(date(2024, 3, 4), date(2024, 3, 12)), date(2024, 6, 1)) is None
    assert find_silence([], date(2024, 6, 1)) is None


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 2, 12), False),
        (date(2024, 2, 18), True),
        (date(2024, 10, 12), True),
        (date(2024, 10, 13), False),
        (date(2098, 10, 1), True),
        (date(2098, 10, 4), False),
    ],
)
def test_holidays_make_up_days_and_unknown_years(day: date, *, works: bool) -> None:
    assert is_workday(day) is works


def test_working_days_are_counted_after_the_first_day() -> None:
    assert workdays_between(date(2024, 4, 19), date(2024, 4, 19)) == 0
    assert workdays_between(date(2024, 4, 19), date(2024, 4, 22)) == 1
