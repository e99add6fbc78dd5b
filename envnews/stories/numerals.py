"""Chinese numerals as digits: newspapers write 百分之八十七点五 where a department writes 87.5%."""

from __future__ import annotations

import re

from envnews.patterns import compile_later

_DIGITS = "〇零一二三四五六七八九"
_VALUES = {**{digit: max(place - 1, 0) for place, digit in enumerate(_DIGITS)}, "两": 2}

_NUMERAL = re.compile(
    rf"[百十{_DIGITS}两]"
    rf"(?:(?<=百)分之([{_DIGITS}十百]+(?:点[{_DIGITS}]+)?)"
    rf"|(?<=[{_DIGITS}两])[{_DIGITS}十百千点]+(?<!点)|(?<=十)[{_DIGITS}](?![{_DIGITS}十百千]))"
)
"""Begins with what any of them begins with, so the places of a text where none can be are passed quickly."""

_LARGE = re.compile(rf"万(?<=[{_DIGITS}两十百千]万)(?=[{_DIGITS}两])")
"""Begins with what is rare, so a text without any is passed at once."""

_LARGE_NUMERAL = compile_later(
    rf"([{_DIGITS}两十百千]+)万零?([{_DIGITS}两][{_DIGITS}十百千]*[{_DIGITS}十百千])"
)

_SECTION = re.compile(
    r"(?:([一二三四五六七八九两])千)?(?:零?([一二三四五六七八九两])百)?(?:零?([一二三四五六七八九])?十)?"
    r"(?:(?:(?<=十)|零|^)([一二三四五六七八九]))?"
)


def with_digits(text: str) -> str:
    """Return a text with its numerals in digits; 万 and 亿 stay, and so do numerals of one character.

    >>> with_digits("一千七百四十三个排污口，整治率达百分之八十七点五，投资一百二十八亿元")
    '1743个排污口，整治率达87.5%，投资128亿元'
    >>> with_digits("一万二千八百七十六个，三万零五百吨，两万五千人，十二万亩")
    '12876个，30500吨，25000人，12万亩'
    >>> with_digits("二〇二三年十月，“十四五”规划，千万百万，三一重工，一百零八条，六个")
    '2023年十月，“十四五”规划，千万百万，三一重工，108条，六个'
    """
    if _LARGE.search(text):
        text = _LARGE_NUMERAL.sub(_large, text)
    return _NUMERAL.sub(_in_digits, text)


def _large(found: re.Match[str]) -> str:
    many, rest = (_number(part, known=False) for part in found.groups())
    return str(10_000 * int(many) + int(rest)) if many and rest else found[0]


def _in_digits(found: re.Match[str]) -> str:
    share = found[1]
    whole, point, fraction = (share or found[0]).partition("点")
    number = _number(whole, known=bool(share or point))
    if number is None or not all(digit in _VALUES for digit in fraction):
        return found[0]
    decimals = "." + "".join(str(_VALUES[digit]) for digit in fraction) if point else ""
    return f"{number}{decimals}{'%' if share else ''}"


def _number(numeral: str, *, known: bool) -> str | None:
    """Return a numeral in digits; None where it is none, or a row of digits that may be a name (三一, 五四)."""
    if len(numeral) == 1 and numeral in _VALUES:
        return str(_VALUES[numeral])
    if all(digit in _VALUES for digit in numeral):
        return "".join(str(_VALUES[digit]) for digit in numeral) if known or "〇" in numeral else None
    found = _SECTION.fullmatch(numeral)
    if not found:
        return None
    thousands, hundreds, tens, ones = (_VALUES.get(digit or "", 0) for digit in found.groups())
    if "十" in numeral:
        tens = tens or 1
    return str(1000 * thousands + 100 * hundreds + 10 * tens + ones)
