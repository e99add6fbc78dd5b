"""Numbers spelled in Chinese numerals, or in circled and parenthesised digits, one digit after the other.

Dates (二〇二二年), amounts (一万三千八百), document numbers and the marks of lists (①, ⑴) are written so too, but none of
them has eleven in a row; a number of a mobile phone or of an identity card does.

    >>> spelled_out("电话一三八一二三四五六七八，①③⑧ ①②③④ ⑤⑥⑦⑧")
    '电话13812345678，138 1234 5678'
    >>> spelled_out("二〇二二年七月二十二日，一三五七九")
    '二〇二二年七月二十二日，一三五七九'
"""

from __future__ import annotations

import re
from typing import Final

from envnews.dumps.gaps import GAP

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
_RUN: Final = re.compile(
    rf"(?<![{_NUMERALS}{_COUNTING}])[{_NUMERALS}](?:{GAP}[{_NUMERALS}]){{10,}}+(?![{_COUNTING}])"
    rf"|[{_ENUMERATED}](?:{GAP}[{_ENUMERATED}0〇零]){{10,}}"
    rf"|[{_NUMERALS}](?:{GAP}[{_NUMERALS}]){{6,}}{GAP}(?=…\Z)"
    rf"|[{_ENUMERATED}](?:{GAP}[{_ENUMERATED}0〇零]){{6,}}{GAP}(?=…\Z)"
)
"""Such numbers, and what may be the beginning of one at the end of a text that was cut."""
_BETWEEN: Final = rf"{GAP}(?:<[^<>]{{0,400}}+>{GAP})*+"
_NEAR: Final = (
    re.compile(rf"一{_BETWEEN}[三四五六七八九](?:{_BETWEEN}[{_NUMERALS}]){{4}}"),
    re.compile(rf"二{_BETWEEN}[〇零](?:{_BETWEEN}[{_NUMERALS}]){{4}}"),
)
"""Beginnings of a mobile number, and of the year of birth in that of a card, a year alone left out; tags may stand
between. The literal beginnings make the search fast."""
_ENUMERATED_NEAR: Final = re.compile(rf"[{_ENUMERATED}](?:{_BETWEEN}[{_ENUMERATED}0〇零]){{6}}")


def may_be_spelled(text: str) -> bool:
    """Return whether a text, JSON or HTML may hold a number that is spelled; a fast look."""
    if any(pattern.search(text) for pattern in _NEAR):
        return True
    marked = "①" in text or "⑴" in text or "⒈" in text or "❶" in text
    return marked and _ENUMERATED_NEAR.search(text) is not None


def spelled_out(text: str) -> str:
    """Return a text with the numbers that are spelled in it as digits of ASCII, its length unchanged."""
    return _RUN.sub(lambda found: found[0].translate(_DIGITS), text)
