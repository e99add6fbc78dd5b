"""Working days in China: weekdays, without public holidays, with the weekends that are worked in exchange.

The State Council announces the holidays of a year in the November before it; `chinesecalendar` knows the years
announced when it was released. An installation that nobody updates soon lives in a year that it does not know:
such a year counts by weekdays without the days that are free in every year.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Final

_FREE: Final = (((1, 1), 3), ((4, 4), 3), ((5, 1), 5), ((10, 1), 8))
"""New Year, Qingming, Labour Day and National Day: first day, and for how many days offices are closed at most."""

_SPRING_FESTIVALS: Final = (
    *(date(2027, 2, 6), date(2028, 1, 26), date(2029, 2, 13), date(2030, 2, 3), date(2031, 1, 23)),
    *(date(2032, 2, 11), date(2033, 1, 31), date(2034, 2, 19), date(2035, 2, 8), date(2036, 1, 28)),
    *(date(2037, 2, 15), date(2038, 2, 4), date(2039, 1, 24), date(2040, 2, 12)),
)
"""First days of the lunar year; offices are closed from its eve to the seventh day."""


def is_workday(day: date) -> bool:
    """Return whether offices work on a day.

    >>> is_workday(date(2024, 10, 1)), is_workday(date(2024, 10, 12))  # National Day; a Saturday worked for it
    (False, True)
    >>> is_workday(date(2099, 10, 1)), is_workday(date(2099, 11, 2))  # nothing is announced yet: National Day, a Monday
    (False, True)
    """
    from chinese_calendar import is_workday as announced  # noqa: PLC0415 - its tables take time to load

    try:
        return bool(announced(day))
    except NotImplementedError:  # a year that it does not know
        return day.weekday() < 5 and not _is_free(day)


def _is_free(day: date) -> bool:
    """Return whether a day is free in every year, whatever will be announced."""
    holidays = [(date(day.year, *first), days) for first, days in _FREE]
    holidays += [(first - timedelta(days=1), 8) for first in _SPRING_FESTIVALS if first.year == day.year]
    return any(first <= day < first + timedelta(days=days) for first, days in holidays)


def workdays_between(first: date, last: date) -> int:
    """Return how many working days lie after one day, up to and with another.

    >>> workdays_between(date(2024, 9, 30), date(2024, 10, 8))  # Golden Week
    1
    """
    return sum(_is_workday(first + timedelta(days=count)) for count in range(1, (last - first).days + 1))


_is_workday = cache(is_workday)
