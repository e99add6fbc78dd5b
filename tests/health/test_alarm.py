"""What is told when, over days of runs every two hours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from envnews.health.alarm import News, weigh

if TYPE_CHECKING:
    from collections.abc import Iterable

    from envnews.store.crawl.alarms import Alarm

MONDAY = datetime(2022, 7, 25, 1, tzinfo=UTC)
FAILED, MOVED = ("failed",), ("failed", "site_changed: 要闻")


def told(runs: Iterable[tuple[float, tuple[str, ...]]]) -> list[tuple[float, News]]:
    """Return what is told of runs, pairs of a day and of reasons: the days of news, what is known left out."""
    alarm: Alarm | None = None
    found = []
    for day, reasons in runs:
        alarm, news = weigh(alarm, "zj-sthjt", reasons, MONDAY + timedelta(days=day))
        if news not in {None, News.KNOWN}:
            found.append((day, news))
    return found


def every_two_hours(
    first: float, last: float, reasons: tuple[str, ...]
) -> list[tuple[float, tuple[str, ...]]]:
    return [(first + hour / 12, reasons) for hour in range(int((last - first) * 12))]


def test_a_trouble_is_told_once_again_every_week_and_when_it_is_over() -> None:
    runs = [*every_two_hours(0, 20, FAILED), *every_two_hours(20, 40, ())]
    assert told(runs) == [(0, News.NEW), (7, News.REMINDER), (14, News.REMINDER), (20, News.WELL)]


def test_another_reason_is_told_at_once_and_the_first_one_is_no_news_when_it_is_left() -> None:
    runs = [(0, FAILED), (1, FAILED), (2, MOVED), (3, MOVED), (4, FAILED), (5, MOVED), (6, MOVED[1:])]
    assert told(runs) == [(0, News.NEW), (2, News.NEW)]


def test_what_comes_and_goes_is_told_when_it_comes_back_and_then_like_what_lasts() -> None:
    runs = [(day, FAILED if day % 2 == 0 else ()) for day in range(21)]
    assert told([*runs, *every_two_hours(21, 40, ())]) == [
        *[(0, News.NEW), (1, News.WELL), (2, News.BACK), (10, News.REMINDER), (18, News.REMINDER)],
        (28, News.WELL),
    ]


def test_after_a_week_without_it_a_trouble_is_a_new_one() -> None:
    runs = [(0, FAILED), *every_two_hours(1, 8, ()), (8, FAILED), (9, ())]
    assert told(runs) == [(0, News.NEW), (1, News.WELL), (8, News.NEW), (9, News.WELL)]


def test_a_portal_that_was_never_in_trouble_is_no_news() -> None:
    assert told(every_two_hours(0, 3, ())) == []


@pytest.mark.proves(
    "F12", "an alarm told under a clock that was years ahead is told again, and under ours from then on"
)
def test_a_clock_that_was_wrong_silences_no_alarm() -> None:
    assert told([(3650, FAILED), (0, FAILED), (1, FAILED), (7, FAILED)]) == [
        (3650, News.NEW),
        (0, News.REMINDER),
        (7, News.REMINDER),
    ]
