"""Working days in China: weekdays, without public holidays, with the weekends that are worked in exchange.

The State Council announces the holidays of a year in the November before it; `chinesecalendar` knows the years
announced when it was released. A year that it does not know counts by weekdays.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache


def is_workday(day: date) -> bool:
    """Return whether offices work on a day.

    >>> is_workday(date(2024, 10, 1)), is_workday(date(2024, 10, 12))  # National Day; a Saturday worked for it
    (False, True)
    >>> is_workday(date(2099, 1, 1))  # nobody knows yet: a Thursday
    True
    """
    from chinese_calendar import is_workday as announced  # noqa: PLC0415 - its tables take time to load

    try:
        return bool(announced(day))
    except NotImplementedError:  # a year that has not been announced
        return day.weekday() < 5


def workdays_between(first: date, last: date) -> int:
    """Return how many working days lie after one day, up to and with another.

    >>> workdays_between(date(2024, 9, 30), date(2024, 10, 8))  # Golden Week
    1
    """
    return sum(_is_workday(first + timedelta(days=count)) for count in range(1, (last - first).days + 1))


_is_workday = cache(is_workday)
