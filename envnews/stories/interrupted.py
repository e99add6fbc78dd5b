"""Numbers that something put between has cut in two: 3.★more★45, where the other print has 3.45.

Advertising is put anywhere, and what stands before and behind it in one print stands together in the other one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.stories.facts import DIGITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.stories.align import Substitution

_AROUND: Final = 3
"""Characters before and behind the number that are to be the same in both texts."""

_BEFORE_END: Final = 2
"""Those behind it with which a copy that was cut short may end."""

_BETWEEN: Final = r"\D{0,16}"
"""What is put between, as the normal form has it: nothing of advertising of a known form."""


_NUMERALS: Final = "零一二三四五六七八九十"
_CUT_NUMERAL: Final = re.compile(
    rf"(?P<first>\d+|[{_NUMERALS}])[^\d{_NUMERALS}]{{1,16}}(?P<second>\d+|[{_NUMERALS}])"
)
"""Of a numeral that was cut in two, each part of more than a character was read as digits."""


def is_interrupted(pair: Substitution, one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether a substitution is one number, which in one of the texts something put between cuts in two.

    Args:
        pair: What stands in the first text and what in the second.
        one: The runs of the first text.
        other: Those of the second.

    >>> from envnews.stories.align import Substitution
    >>> is_interrupted(Substitution("180元", "1"), ["每月180元补贴"], ["每月1", "更多", "80元补贴"])
    True
    >>> is_interrupted(Substitution("0.36", "0xx环保网36"), ["提高了0.36米"], ["提高了0xx环保网36米"])
    True
    >>> is_interrupted(Substitution("28", "20某某平台八"), ["第28次会议"], ["第20某某平台八次会议"])
    True
    >>> is_interrupted(Substitution("22", "2"), ["优良22个占九成"], ["优良2个", "劣五类2个"])
    False
    """
    if _says(pair.one, pair.other) or _says(pair.other, pair.one):
        return True
    return _is_part(pair.one, pair.other, one, other) or _is_part(pair.other, pair.one, other, one)


def _says(number: str, passage: str) -> bool:
    """Return whether a passage is a number of which something put between has cut the numeral in two: 二十某某平台八."""
    found = _CUT_NUMERAL.fullmatch(passage)
    if not (found and number.isdecimal()):
        return False
    first, second = (
        int(part) if part.isdecimal() else _NUMERALS.index(part) for part in found.group("first", "second")
    )
    return int(number) in {first + second, 10 * first + second - 10}


def _is_part(passage: str, part: str, runs: Sequence[str], other: Sequence[str]) -> bool:
    numbers, parts = DIGITS.findall(passage), DIGITS.findall(part)
    if len(numbers) != 1 or len(parts) not in (1, 2):
        return False
    number = numbers[0]
    if number == parts[0] or not (number.startswith(parts[0]) or number.endswith(parts[-1])):
        return False
    halves = (
        (re.escape(number[:place].rstrip(".")), re.escape(number[place:].lstrip(".")))
        for place in range(1, len(number))
    )
    ways = "|".join(f"{first}{_BETWEEN}{second}" for first, second in halves)
    text, interrupted = "".join(runs), "".join(other)
    for found in re.finditer(rf"(?<![\d.]){re.escape(number)}(?![\d.])", text):
        before = re.escape(text[max(found.start() - _AROUND, 0) : found.start()])
        after = _or_end(text[found.end() : found.end() + _AROUND])
        if re.search(f"{before}(?:{ways}){after}", interrupted):
            return True
    return False


def _or_end(characters: str) -> str:
    """Return a pattern of characters, of which a copy that was cut short has the first.

    >>> _or_end("万亩地")
    '万亩(?:地|$)'
    """
    known, rest = characters[:_BEFORE_END], characters[_BEFORE_END:]
    return re.escape(known) + (f"(?:{re.escape(rest)}|$)" if rest else "")
