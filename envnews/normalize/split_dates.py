"""Dates whose parts stand in two elements, as lists print them: the day large above year and month.

Read one element at a time such a date is no date, or one of a wrong year (`10-23` above `2021`).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from envnews.normalize.dates import parse_date
from envnews.normalize.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from envnews.model import Timestamp

_LONGEST: Final = 9
"""Characters of a part of a date."""
_SHORT: Final = 30
"""Characters of a text up to which it may be such a part, blanks included."""
_PART: Final = re.compile(r"[\d\s./年月日-]+")
# Columns beside a text print the time below both.
_CLOCK: Final = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?")
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)\s?年?"
_MONTH: Final = r"(?P<month>1[0-2]|0?[1-9])"
_DAY: Final = r"(?P<day>3[01]|[12]\d|0?[1-9])\s?日?"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"{_DAY} {_YEAR}\s?[-./]?\s?{_MONTH}\s?月?",
        rf"{_YEAR}\s?[-./]?\s?{_MONTH}\s?月? {_DAY}",
        rf"{_MONTH}\s?[-./月]\s?{_DAY} {_YEAR}",
        rf"{_YEAR} {_MONTH}\s?[-./月]\s?{_DAY}",
        rf"{_DAY} {_MONTH}\s?月",
        rf"{_MONTH}\s?月 {_DAY}",
    )
)


def find_split_date(texts: Iterable[str], base: datetime | None) -> Timestamp | None:
    """Return the date that two neighbouring texts make together, with the time in the next one.

    Args:
        texts: Texts of the elements of a row, in its order.
        base: Time of the fetch, against which a date without a year is read.

    >>> str(find_split_date(["17", "2022-04", "生态环境部部署夏季臭氧治理"], None).at.date())
    '2022-04-17'
    >>> str(find_split_date(["10-23", "2021"], None).at.date())
    '2021-10-23'
    >>> str(find_split_date(["2021", "06/07", "21:46"], None).at)
    '2021-06-07 21:46:00+08:00'
    """
    parts = [text for one in texts if (text := clean(one) if len(one) <= _SHORT else one.strip())]
    for index, (one, other) in enumerate(pairwise(parts)):
        if (
            len(one) > _LONGEST
            or len(other) > _LONGEST
            or not (_PART.fullmatch(one) and _PART.fullmatch(other))
        ):
            continue
        for form in _FORMS:
            if found := form.fullmatch(f"{one} {other}"):
                stated = found.groupdict()
                year = f"{stated['year']}年" if "year" in stated else ""
                day = f"{year}{stated['month']}月{stated['day']}日"
                third = parts[index + 2] if index + 2 < len(parts) else ""
                return parse_date(f"{day} {third}" if _CLOCK.fullmatch(third) else day, base)
    return None
