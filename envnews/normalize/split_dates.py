"""Dates whose parts stand in two elements, as lists print them: the day large above year and month.

Read one element at a time such a date is no date, or one of a wrong year (`10-23` above `2021`).
"""

from __future__ import annotations

import re
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
_FORMS_OF_THREE: Final = tuple(
    re.compile(form)
    for form in (
        rf"{_DAY} {_MONTH}\s?月? {_YEAR}",
        rf"{_MONTH}\s?月? {_DAY} {_YEAR}",
        rf"{_YEAR} {_MONTH}\s?月? {_DAY}",
    )
)
_BETWEEN: Final = " /-.|"
"""What stands between the parts, in an element of its own or in one of theirs."""


def find_split_date(texts: Iterable[str], base: datetime | None) -> Timestamp | None:
    """Return the date that two or three neighbouring texts make together, with the time in the next one.

    Args:
        texts: Texts of the elements of a row, in its order.
        base: Time of the fetch, against which a date without a year is read.

    >>> str(find_split_date(["17", "2022-04", "生态环境部部署夏季臭氧治理"], None).at.date())
    '2022-04-17'
    >>> str(find_split_date(["10-23", "2021"], None).at.date())
    '2021-10-23'
    >>> str(find_split_date(["2021", "06/07", "21:46"], None).at)
    '2021-06-07 21:46:00+08:00'
    >>> str(find_split_date(["28", "/", "11", "2023", "水污染防治会议召开"], None).at.date())
    '2023-11-28'
    """
    parts = [part for one in texts if (part := _part(one))]
    for index, one in enumerate(parts[:-1]):
        if not _is_part(one) or not _is_part(parts[index + 1]):
            continue
        for count, forms in ((2, _FORMS), (3, _FORMS_OF_THREE)):
            if found := _first_of(forms, " ".join(parts[index : index + count])):
                stated = found.groupdict()
                year = f"{stated['year']}年" if "year" in stated else ""
                day = f"{year}{stated['month']}月{stated['day']}日"
                clock = parts[index + count] if index + count < len(parts) else ""
                return parse_date(f"{day} {clock}" if _CLOCK.fullmatch(clock) else day, base)
    return None


def _part(text: str) -> str:
    part = clean(text) if len(text) <= _SHORT else text.strip()
    return part.strip(_BETWEEN) if len(part) <= _LONGEST + 2 else part


def _is_part(text: str) -> bool:
    return len(text) <= _LONGEST and _PART.fullmatch(text) is not None


def _first_of(forms: Iterable[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next((found for form in forms if (found := form.fullmatch(text))), None)
