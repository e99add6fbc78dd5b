"""Cut a meta line at everything that can only be a border: a date, a label, a word of the interface."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from envnews.model import Timestamp
from envnews.normalize import find_dates
from envnews.normalize.labels import LABELS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime


# Begun with one class of characters, for which `re` leaps.
_COLON: Final = re.compile(r"[:：](?:(?<!\d.)(?!//)|(?<=\d：)(?!\d))")
OF_DESIGN: Final = ("版面", "美术", "图片", "视觉", "技术", "视频", "音频")
"""What stands before 编辑 where somebody edited no text."""
_LABEL_REACH: Final = 14
"""Characters before a colon in which its label stands, blanks included."""
_UNLABELLED_COUNT: Final = re.compile(
    r"[0-9](?<![\dA-Za-z:：.].)\d*\s*(?:人|次|条|個|个)?\s*(?:参与|參與|评论|評論|跟帖|回复|阅读|閱讀|浏览|点击)"
)
_COUNTED: Final = re.compile(
    "[参參评評跟回阅閱浏点](?:(?<=[参參])[与與]|(?<=[评評])[论論]|(?<=跟)帖|(?<=回)复|(?<=[阅閱])[读讀]|(?<=浏)览|(?<=点)击)"
)
"""What is counted; each digit of a line is tried only where one of these words stands in it."""
# 评论(0), as trade portals print it behind an empty source
_BRACKETED_COUNT: Final = r"(?<![\u4e00-\u9fff])(?:参与|參與|评论|評論|跟帖|回复)\s*[(（]\s*\d{0,6}\s*[)）]"


class Border(NamedTuple):
    """A date, label or interface word at text[start:end].

    Attributes:
        start: Its first character.
        end: The character behind its last.
        name: What it announces: a key of `LABELS`, `date` or `count` (a number of something else).
        when: The time that it is; None for all but dates.
    """

    start: int
    end: int
    name: str
    when: Timestamp | None = None


def find_borders(text: str, base: datetime | None) -> list[Border]:
    """Return dates, labels and interface words in the order of the text; a date wins over what overlaps it."""
    dates = [Border(found.start, found.end, "date", found.timestamp) for found in find_dates(text, base)]
    others = [*_labels(text), *_bare_words(text)]
    borders = dates + [b for b in others if not any(d.start < b.end and b.start < d.end for d in dates)]
    borders.sort(key=lambda border: (border.start, -border.end))
    return borders


def without_dates(text: str, borders: Sequence[Border]) -> str:
    """Return the text with a stroke for each date, whose day is no count (2022-07-22 点击：)."""
    for border in reversed(borders):
        if border.when is not None:
            text = f"{text[: border.start]}-{text[border.end :]}"
    return text


def _labels(text: str) -> list[Border]:
    """Return the labels before colons: the longest one that ends there, blanks inside it allowed (来 源：)."""
    found = []
    names, lengths = _label_names()
    for colon in _COLON.finditer(text):
        end = colon.start()
        # No label is broken in two lines; what ends the line before may look like its beginning (临江发布, 时间：).
        reach = text[max(0, end - _LABEL_REACH, text.rfind("\n", 0, end) + 1) : end]
        letters = "".join(reach.split())
        for length in lengths.get(letters[-1:], ()):
            name = names.get(letters[-length:]) if length <= len(letters) else None
            if name:
                start = end - (length if len(reach) == len(letters) else _spread(reach, length))
                if start and _is_torn(text[start - 1 : end].rstrip()):
                    continue
                found.append(Border(start, colon.end(), name))
                break
    return found


def _is_torn(label: str) -> bool:
    """Return whether a label begins inside a word and has a blank in itself (发布 时间 of 临江发布 时间：).

    >>> _is_torn("江发布 时间"), _is_torn(" 来 源"), _is_torn("江来源")
    (True, False, False)
    """
    return "\u4e00" <= label[0] <= "\u9fff" and any(map(str.isspace, label[1:]))


def _spread(reach: str, length: int) -> int:
    """Return how many characters of `reach`, from its end, hold `length` letters besides blanks."""
    seen = 0
    for count, character in enumerate(reversed(reach), 1):
        seen += not character.isspace()
        if seen == length:
            return count
    return len(reach)


def _bare_words(text: str) -> list[Border]:
    """Return labels that are printed without a colon, and the words of the page's interface."""
    found = [
        Border(match.start(), match.end(name), name)
        for match in _bare_pattern().finditer(text)
        if (name := match.lastgroup)
    ]
    counts = []
    if _COUNTED.search(text):
        counts = [Border(*match.span(), "count") for match in _UNLABELLED_COUNT.finditer(text)]
    if counts:
        found = sorted(found + counts)
    end = 0
    apart = []
    for border in found:
        if border.start >= end:
            apart.append(border)
            end = border.end
    return apart


@cache
def _label_names() -> tuple[Mapping[str, str], Mapping[str, Sequence[int]]]:
    """Return the field of every label, and how long labels with a certain last letter are, the longest first."""
    names = {label: name for name, labels in LABELS.items() for label in labels}
    lengths: dict[str, set[int]] = {}
    for label in names:
        lengths.setdefault(label[-1], set()).add(len(label))
    return names, {letter: sorted(found, reverse=True) for letter, found in lengths.items()}


@cache
def _bare_pattern() -> re.Pattern[str]:
    """Return one pattern of all words but counts.

    It matches the first character of a word, for which `re` leaps; its group is the whole word.
    """
    words = sorted(LABELS["ignored"], key=len, reverse=True)
    # Two letters may be part of a publisher's name (共享单车网); they count at the start of a word only.
    anywhere = "|".join(re.escape(word) for word in words if len(word) > 2)
    apart = "|".join(re.escape(word) for word in words if len(word) <= 2)
    first = re.escape("".join(sorted({word[0] for word in words})))
    return re.compile(
        rf"[\[【(（参參评評跟回本来來作特见实记通发有bB{first}](?<=(?=(?:"
        rf"(?P<ignored>[\[【(（]?(?=[{first}])(?:{anywhere}|(?<![\u4e00-\u9fff])(?:{apart}))|(?<=\s)有\s{{0,2}}人(?:参与|跟[帖贴]))"
        rf"|(?P<source>(?:本文)?(?:来源|來源)[于於]|(?<![\u4e00-\u9fff])来源(?=\s+[\u4e00-\u9fff])"
        rf"|(?<=\d )来自(?=\S{{2,10}}(?:[网报社台]|客户端|新闻)(?:\s|$)))"
        rf"|(?P<author>(?<![与和向对被])(?<!联系)(?:本报|本网|特约|见习|实习)?(?:记者|通讯员)(?!\s?(?:博客|微博|联系|热线|投稿|手记))(?=\s*[\u4e00-\u9fff]{{2,4}}(?:\s|$))"
        rf"|(?<![\u4e00-\u9fff])作者(?=\s+[\u4e00-\u9fff])"
        rf"|(?<![A-Za-z])(?<!hoto )[bB]y(?=\s+(?!\S{{2,12}}[网報报社台](?:\W|$))\S))"
        rf"|(?P<published_at>发表于|发布于(?=\s*\d))"
        rf"|(?P<count>{_BRACKETED_COUNT}))).)",
    )
