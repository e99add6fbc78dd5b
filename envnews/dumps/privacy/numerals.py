"""Numbers spelled in Chinese numerals, or in circled and parenthesised digits, one digit after the other.

Dates (二〇二二年), amounts (一万三千八百), document numbers and the marks of lists (①, ⑴) are written so too, but none of
them has eleven in a row; a number of a mobile phone or of an identity card does.

    >>> list(readings("2022年，电话一三八一二三四五六七八"))
    ['####年，电话13812345678']
    >>> list(readings("二〇二二年七月二十二日，一三五七九"))
    []
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.dumps.privacy.gaps import GAP

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMERALS: Final = "〇零一二三四五六七八九"
_COUNTING: Final = "十百千万亿"
"""What stands between the numerals of an amount, and not beside those of a number that is spelled."""
_ENUMERATED: Final = "①-⑨⓪⑴-⑼⒈-⒐❶-❾⓿"
_DIGITS: Final = {
    **{ord(each): str(value) for value, each in enumerate("〇一二三四五六七八九")},
    ord("零"): "0",
    ord("⓪"): "0",
    ord("⓿"): "0",
    **{ord(first) + value: str(value + 1) for first in "①⑴⒈❶" for value in range(9)},
}
_HIDDEN: Final = dict.fromkeys(map(ord, "0123456789"), "#")
_RUNS: Final = (
    re.compile(
        rf"(?<![{_NUMERALS}{_COUNTING}])[{_NUMERALS}](?:{GAP}[{_NUMERALS}]){{10,}}+(?![{_COUNTING}])"
        rf"|[{_NUMERALS}](?:{GAP}[{_NUMERALS}]){{6,}}{GAP}(?=…\Z)"
    ),
    re.compile(
        rf"[{_ENUMERATED}](?:{GAP}[{_ENUMERATED}0〇零]){{10,}}"
        rf"|[{_ENUMERATED}](?:{GAP}[{_ENUMERATED}0〇零]){{6,}}{GAP}(?=…\Z)"
    ),
)
"""Such numbers, and what may be the beginning of one at the end of a text that was cut."""
_BETWEEN: Final = rf"{GAP}(?:<[^<>]{{0,400}}+>{GAP})*+"
_NEAR: Final = re.compile(rf"一{_BETWEEN}[三四五六七八九](?:{_BETWEEN}[{_NUMERALS}]){{4}}")
_NEAR_2000: Final = re.compile(rf"[〇零](?:{_BETWEEN}[{_NUMERALS}]){{4}}")
"""Beginnings of a mobile number, and of the year of birth in that of a card, a year alone left out; tags may stand
between. What is looked for first is found fast, or is rare."""
_ENUMERATED_NEAR: Final = re.compile(rf"[{_ENUMERATED}](?:{_BETWEEN}[{_ENUMERATED}0〇零]){{6}}")


def may_be_spelled(text: str) -> bool:
    """Return whether a text, JSON or HTML may hold a number that is spelled; a fast look."""
    return in_numerals(text) or enumerated(text)


def in_numerals(text: str) -> bool:
    """Return whether it may be in Chinese numerals."""
    found = _NEAR.search(text) or (("〇" in text or "零" in text) and _NEAR_2000.search(text))
    return bool(found)


def enumerated(text: str) -> bool:
    """Return whether it may be in circled or parenthesised digits, which in UTF-8 begin with E2."""
    marked = "①" in text or "⒈" in text or "❶" in text or "⑴" in text
    return marked and _ENUMERATED_NEAR.search(text) is not None


def readings(text: str) -> Iterator[str]:
    """Yield a text with the numbers that are spelled in it, in one way and in the other, as digits of ASCII.

    Its length is unchanged. All other digits are hidden: beside them, a number would look longer than it is.
    """
    for run in _RUNS:
        parts, end = [], 0
        for found in run.finditer(text):
            parts += [text[end : found.start()].translate(_HIDDEN), found[0].translate(_DIGITS)]
            end = found.end()
        if parts:
            yield "".join((*parts, text[end:].translate(_HIDDEN)))
