"""Dates whose parts stand in two elements, as lists print them: the day large above year and month.

Read one element at a time such a date is no date, or one of a wrong year (`10-23` above `2021`).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

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
_MARKS: Final = "/-.|"
_BETWEEN: Final = f" {_MARKS}"
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
    >>> find_split_date(["1", "12", "2023"], None) is None  # number of the row, pieces, year
    True
    """
    parts = _parts(texts)
    for index, (one, following) in enumerate(pairwise(parts)):
        if not (_is_part(one.text) and _is_part(following.text)):
            continue
        for count, forms in ((2, _FORMS), (3, _FORMS_OF_THREE)):
            several = parts[index : index + count]
            # Three bare numbers may count anything.
            if count == 3 and not any(part.marked for part in several[1:]):
                continue
            if found := _first_of(forms, " ".join(part.text for part in several)):
                return _date(found, parts[index + count].text if index + count < len(parts) else "", base)
    return None


class _Part(NamedTuple):
    """A text that may say a part of a date, and whether a mark of dates stands in it or before it."""

    text: str
    marked: bool


def _parts(texts: Iterable[str]) -> list[_Part]:
    parts: list[_Part] = []
    mark = False
    for one in texts:
        text = clean(one) if len(one) <= _SHORT else one.strip()
        bare = text.strip(_BETWEEN) if len(text) <= _LONGEST + 2 else text
        mark = mark or (text != "" and text[0] in _MARKS)
        if bare:
            parts.append(_Part(bare, mark or "月" in bare))
            mark = False
    return parts


def _date(found: re.Match[str], clock: str, base: datetime | None) -> Timestamp | None:
    stated = found.groupdict()
    year = f"{stated['year']}年" if "year" in stated else ""
    day = f"{year}{stated['month']}月{stated['day']}日"
    return parse_date(f"{day} {clock}" if _CLOCK.fullmatch(clock) else day, base)


def _is_part(text: str) -> bool:
    return len(text) <= _LONGEST and _PART.fullmatch(text) is not None


def _first_of(forms: Iterable[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next((found for form in forms if (found := form.fullmatch(text))), None)
