"""What a passage of a text says beside the words that any editor puts for any other ones.

Where two prints differ, one often has 近日发表的一项 and the other 上的最新, 清理完毕 and 清除干净, 前三季度 and 1至9月. What is
left of a passage without words of that kind is its content: the names and the things, of which another one makes
another article.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

from envnews.stories.facts import MULTIPLES

_LONGEST: Final = 4

_MONTHS = (
    (re.compile("(?:第?[一1]|首)季度|前3个?月"), "13月"),
    (re.compile("上半年|前6个?月"), "16月"),
    (re.compile("前[三3]季度|前9个?月"), "19月"),
    (re.compile(r"前(\d+)个?月"), r"1\1月"),
    (re.compile(r"(?<!\d)1[至到-](\d+)月"), r"1\1月"),
)
"""A period from the year's beginning as a normal form has 1—9月."""

_AFTERNOON = re.compile(r"(?:下午|晚上?|傍晚|午后)(\d{1,2})(?=[时点:])")
_MORNING = re.compile(r"(?:上午|早上?|清晨|凌晨|早晨|中午)(?=\d{1,2}[时点:])")
_HALF = re.compile(r"(\d)[点时]半")
_HOUR = re.compile(r"(\d)点(?=\d|$|许|左右|整|起|至|到)")

_PERIOD_SIGNS = ("季度", "半年", "月")
_CLOCK_SIGNS = ("点", "时", "午", "晚", "每天", "次年")

_ROUGH = re.compile(r"[余多近约超逾达]|左右|以上|上下")
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)([百千万亿]*)")

_NEARLY = 0.1
"""By how much a rounded figure may differ: 3200多万 is 3260余万, 近3万 is 2.8万."""

_TOLD_ROUNDLY = re.compile(r"\.|[万亿]")

_TELLING = 3
"""Digits of a figure from which on it is another's, told less exactly, and none that is merely near: 91.7, 91.67."""


def content(passage: str, *, singles: bool = False) -> str:
    """Return what a passage has beside ordinary words, in its order; `singles` counts every single character.

    >>> content("近日发表的一项"), content("清理完毕"), content("走进实验小学")
    ('', '', '实验小学')
    """
    ordinary, kinds, found, place = _ordinary(), words("kinds"), [], 0
    while place < len(passage):
        for width in range(min(_LONGEST, len(passage) - place), 1, -1):
            word = passage[place : place + width]
            if word in kinds:
                found.append(word)
                break
            if word in ordinary:
                break
        else:
            width = 1
            if singles or passage[place] not in ordinary:
                found.append(passage[place])
        place += width
    return "".join(found)


def is_bare(passage: str) -> bool:
    """Return whether a passage is a word or two that may stand before a noun, and none of them general.

    >>> is_bare("辐射"), is_bare("市"), is_bare("发表在"), is_bare("该企业")
    (True, True, False, False)
    """
    return len(passage) <= _LONGEST and not any(
        passage[start:end] in words("general") or passage[start:end] in words("single")
        for start in range(len(passage))
        for end in range(start + 1, len(passage) + 1)
    )


def timed(passage: str) -> str:
    """Return a passage with periods and hours as a bulletin gives them.

    >>> timed("今年前三季度"), timed("下午3时许"), timed("5点半"), timed("9点左右")
    ('今年19月', '15时许', '5时30分', '9时左右')
    """
    if any(sign in passage for sign in _PERIOD_SIGNS):
        for pattern, months in _MONTHS:
            passage = pattern.sub(months, passage)
    if any(sign in passage for sign in _CLOCK_SIGNS):
        passage = passage.replace("每天", "每日").replace("次年", "明年")
        passage = _AFTERNOON.sub(lambda found: str(int(found[1]) % 12 + 12), passage)
        passage = _MORNING.sub("", passage)
        passage = _HOUR.sub(r"\1时", _HALF.sub(r"\1时30分", passage))
    return passage


def rounds(one: str, other: str) -> bool:
    """Return whether one passage gives the other's only figure in round numbers.

    >>> rounds("3260余万", "3200多万"), rounds("近3万", "2.8万"), rounds("3万", "2.8万"), rounds("约3万", "5万")
    (True, True, False, False)
    >>> rounds("15.555亿", "1555508410"), rounds("91.7", "91.67"), rounds("91.7", "91.63"), rounds("92", "91.7")
    (True, True, False, False)
    >>> rounds("2010", "2011"), rounds("20.1万", "201100")
    (False, True)
    """
    first, second = _amounts(one), _amounts(other)
    if len(first) != 1 or len(second) != 1:
        return False
    if not (_ROUGH.search(one) or _ROUGH.search(other)):
        return _is_told_exactly(*sorted((one, other), key=lambda told: len(_significant(told))))
    return abs(first[0] - second[0]) <= _NEARLY * max(first[0], second[0])


def _is_told_exactly(rounded: str, exact: str) -> bool:
    """Return whether the second amount, rounded or cut to as many digits, is the first.

    Of a number without a point or 万, nothing tells that it was rounded: 2010 is not 2011.
    """
    few, many = _significant(rounded), _significant(exact)
    if not _TOLD_ROUNDLY.search(rounded) or len(few) < _TELLING or len(few) == len(many):
        return False
    nearly = abs(_amounts(rounded)[0] - _amounts(exact)[0]) < _amounts(exact)[0] / 10 ** (len(few) - 1)
    return nearly and few in {many[: len(few)], str((int(many[: len(few) + 1]) + 5) // 10)}


def _significant(passage: str) -> str:
    """Return the digits of an amount without the zeros that only tell how large it is."""
    return "".join(_AMOUNT.findall(passage)[0][0].split(".")).strip("0")


def _amounts(passage: str) -> list[float]:
    found = []
    for number, many in _AMOUNT.findall(_ROUGH.sub("", passage)):
        amount = float(number)
        for unit in many:
            amount *= MULTIPLES[unit]
        found.append(amount)
    return found


@cache
def words(kind: str) -> frozenset[str]:
    """Return the words of a kind that `words.toml` has."""
    return frozenset(tomllib.loads(_read("words.toml"))[kind].split())


@cache
def _ordinary() -> frozenset[str]:
    lines = _read("ordinary.txt").splitlines()
    listed = (word for line in lines if not line.startswith("#") for word in line.split())
    return frozenset(listed) | words("general") | words("single")


def _read(name: str) -> str:
    return (files("envnews.stories") / name).read_text(encoding="utf-8")
