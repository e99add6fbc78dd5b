"""Texts without traces of how they were set: lines broken at a width, spaces between ideographs, left-over HTML."""

from __future__ import annotations

import html
import re
from string import ascii_lowercase, digits

from envnews.patterns import compile_later

_TAG = compile_later(r"</?(?:(p|div|br|li|tr|h\d)|[a-z]\w*)\b[^<>]{0,500}>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});")

_STOP = re.compile(r"(?:[。！？；：!?;:）)】\]]|(?<!\d)\.)\s*$")
"""Ends a sentence; a point behind a digit may end a line within a number."""

_BROKEN = 5
"""Lines from which a text may be one that was broken at a width, if half of them are full; one of fewer, if each is
full or ends a sentence."""

_WIDEST = 60
"""Characters of such a line at most; a paragraph's is longer."""

_RAGGED = 3
"""Characters by which a broken line may be shorter than the widest: a word or a mark did not fit."""

_SPACES = re.compile(r"[ \t\u3000\xa0]+")

_LATIN = frozenset(ascii_lowercase + digits)
"""Space between two of these separates; beside an ideograph or punctuation it does not."""

_APART = compile_later(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")

_SPACED = 16
"""Characters to a gap below which spaces were put anywhere, even into numbers, if most stand between ideographs."""

_SPACED_APART = 32
"""Characters to a gap between ideographs in such a text."""


def flowing(text: str) -> list[str]:
    r"""Return the paragraphs of a text, without tags and entities, lines that were broken at a width joined.

    >>> flowing("<p>全省&nbsp;<b>水质</b></p>")
    ['', '全省\xa0水质']
    >>> flowing("全省水环境质量总\n体稳定，Ⅰ至Ⅲ类\n断面占九成，同比\n好转。\n湖库无明显变化，\n总磷下降")
    ['全省水环境质量总体稳定，Ⅰ至Ⅲ类断面占九成，同比好转。', '湖库无明显变化，总磷下降']
    """
    if "<" in text:
        text = _TAG.sub(lambda found: "\n" if found[1] else "", text)
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    lines = text.splitlines()
    widest = max(map(len, lines), default=0)
    if widest > _WIDEST or len(lines) < 2:
        return lines
    full = [len(line) >= widest - _RAGGED and not _STOP.search(line) for line in lines]
    if len(lines) >= _BROKEN:
        broken = sum(full) * 2 >= len(lines)
    else:
        ends = [goes_on or bool(_STOP.search(line)) for goes_on, line in zip(full, lines, strict=True)]
        broken = any(full[:-1]) and all(ends[:-1])
    return _joined(lines, full) if broken else lines


def without_gaps(text: str) -> str:
    """Return a text in lower case without spaces that separate nothing.

    >>> without_gaps("截至 10 月底， pm2.5 浓 度 为 3 1 微 克")
    '截至10月底，pm2.5浓度为31微克'
    >>> without_gaps("截至 10 月底，全市环境空气质量优良天数比例 hj 212 标准达到百分之九十")
    '截至10月底，全市环境空气质量优良天数比例hj 212标准达到百分之九十'
    """
    if not any(space in text for space in " \u3000\xa0\t"):
        return text

    def closed(found: re.Match[str]) -> str:
        separates = (
            found.start()
            and text[found.start() - 1] in _LATIN
            and text[found.end() : found.end() + 1] in _LATIN
        )
        return " " if separates else ""

    closed_text, gaps = _SPACES.subn(closed, text)
    if gaps * _SPACED > len(text) and len(_APART.findall(text)) * _SPACED_APART > len(text):
        return _SPACES.sub("", text)
    return closed_text


def _joined(lines: list[str], full: list[bool]) -> list[str]:
    paragraphs: list[str] = []
    goes_on = False
    for line, is_full in zip(lines, full, strict=True):
        if goes_on:
            paragraphs[-1] += line
        else:
            paragraphs.append(line)
        goes_on = is_full
    return paragraphs
