"""View counts, as pages print them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from envnews.normalize.labels import label_pattern
from envnews.normalize.text import narrow

_MAX_LENGTH = 64
_DIGITS = 12
_UNITS = {"": 1, "千": 10**3, "k": 10**3, "万": 10**4, "萬": 10**4, "w": 10**4, "亿": 10**8, "億": 10**8}


def parse_count(text: str) -> int | None:
    """Return the number a page states as a count, None where the text is no count.

    A label, brackets, grouping commas, 万 and 亿, counting words (次, 人次) and a trailing plus sign are
    understood; dates, times, ranges and fractions are no counts. At most twelve digits.

    >>> parse_count("阅读量：15248"), parse_count("15,340次"), parse_count("1.2万"), parse_count("（33）")
    (15248, 15340, 12000, 33)
    >>> parse_count("点击："), parse_count("7:10"), parse_count("1.5")
    (None, None, None)
    """
    if len(text) > _MAX_LENGTH:
        return None
    if len(text) <= _DIGITS and text.isascii() and text.isdecimal():
        return int(text)
    match = _grammar().fullmatch(narrow(text).strip())
    if match is None:
        return None
    value = Decimal(match["number"].replace(",", "")) * _UNITS[(match["unit"] or "").lower()]
    return int(value) if value == value.to_integral_value() else None


@cache
def _grammar() -> re.Pattern[str]:
    words = label_pattern("views")
    return re.compile(
        rf"[\[(【]?\s?(?:(?:本文)?\s?{words}\s?:?\s?)?[\[(]?\s?(?:已有|已被|共有|共)?\s?"
        r"(?P<number>[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,8}\.[0-9]{1,4}(?=\s?[千万萬亿億kKwW]))"
        rf"\s?(?P<unit>[千万萬亿億kKwW])?\s?\+?\s?[\])]?\s?(?:人次|次|人)?\s?(?:{words})?\s?[\])】]?",
    )
