"""Find who signs a text elsewhere than in byline, dateline and credits: in a line among its own, or behind the source's name.

Such a line might be one of the text, so it has to hold nothing but names, in a place and between marks where names stand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.people.persons import are_persons, is_person
from envnews.extract.people.signatures import people_behind
from envnews.normalize import clean_names
from envnews.normalize.labels import POSTS
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SAYS: Final = frozenset("“「『")
_WRITER: Final = compile_later(r"\W{0,2}(?:撰文|采写|撰稿|文字?)\s?[|｜丨/／:：]\s?([\u4e00-\u9fff]{2,3})")
_SIGNED: Final = 12
_NAMES: Final = compile_later(
    r"(?:[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]\s{1,2}[\u4e00-\u9fff])(?:\s(?:[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]\s{1,2}[\u4e00-\u9fff])){1,2}"
)
_WEEKDAYS: Final = frozenset(f"周{day}" for day in "一二三四五六日末")
"""Days of the week, which look like people of the name 周."""
_TEXT: Final = 3
"""Lines of the shortest text whose last one may be names alone."""
_PLACED: Final = compile_later(
    r"(?:^|[。！？」”])\s?[（(]([\u4e00-\u9fff]{2,4})[／/][\u4e00-\u9fff]{2,4}(?:報導|报道)[）)]"
)
# ■ 江帆, □何 燕 报道
_MARKED: Final = compile_later(
    r"[■□●◆▲]\s?(?P<name>[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]\s{1,2}[\u4e00-\u9fff])(?:\s报道)?"
)
_OFFICE: Final = compile_later(r"[^。，：:]{0,20}(?:记者|通讯员)")
"""The line above a name alone that ends a text."""
_AT_END: Final = 40
"""Last characters of a text in which such brackets stand."""

# （作者江帆系临江大学教授）, 本文作者江帆，临江大学教授; （江帆 作者系临江大学教授）
_NAME: Final = r"(?P<name>[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff·]{1,8}?)"
_INTRODUCED: Final = compile_later(
    rf"(?P<own>[（(*＊【]\s?(?:本文|文章)?|本文)?作者\s?[:：]?\s?{_NAME}\s?"
    r"(?:(?P<office>系|现任)|[为是，,])[^。]{2,70}[。）)】]{0,3}"
)
_NAME_FIRST: Final = compile_later(
    r"[（(]\s?(?P<name>[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff·]{1,8})[\s，,；;]{1,2}(?:本文)?作者[系为是单][^。]{2,60}[。）)]{0,3}"
)
_POSTS: Final = rf"{POSTS}|作家|记者|教师|撰稿人|编辑"
# （作者系临江大学教授何燕）
_OFFICE_FIRST: Final = compile_later(
    rf"(?:[（(*＊【]\s?(?:本文|文章)?|本文)作者\s?[系为是][^。，,；;（()）】]{{2,36}}?(?:{_POSTS}|博导|博士生)\s?"
    r"(?P<name>[\u4e00-\u9fff]{2,3})[）)】。]{0,2}"
)
# 作者江帆，工程师: a line of its own, as magazines end a story
_BRIEFLY: Final = compile_later(rf"作者\s?{_NAME}[，,]\s?[\u4e00-\u9fff]{{0,8}}(?:{_POSTS}|医生)")
_BRACKETS: Final = ("（", "(", "【")
_CLOSING: Final = re.compile(r"(?<=[。！？”])[（(][^（()）]{8,70}[）)]$")
"""The brackets behind the last sentence of a text."""
_INTRODUCTION: Final = 80
"""Characters of a line that says who the author is."""
# ……很遗憾。文/江帆
_WROTE: Final = compile_later(
    r"[。！？”…]\s?文字?\s?[/／|｜]\s?([\u4e00-\u9fff]{2,3}(?:[\s、][\u4e00-\u9fff]{2,3}){0,2})$"
)
_MARKS: Final = "。！？”… "
"""What ends the sentence before."""


def introduced(text: Iterable[str], below: Iterable[str] = ()) -> tuple[str, str] | None:
    """Return the author whom a line at the end of a text introduces by office, as papers do below an essay.

    Reviews tell of the author of a book, and readers below a text of its own: in the open a line has to call the
    author 本文作者 or to be as formal as 系, below the text it has to stand in brackets.

    >>> introduced(["（作者江帆系临江大学教授）"])[0], introduced(["（江帆 作者单位：临江大学）"])[0], introduced(["（作者系临江大学教授何燕）"])[0]
    ('江帆', '江帆', '何燕')
    >>> introduced(["本文作者姜冬系临江大学文学院硕士，主要研究方向为明清文学。"])[0], introduced([], ["（作者江帆系临江大学教授）"])[0]
    ('姜冬', '江帆')
    >>> introduced(["绿色在增加，贡献有目共睹。（约翰·江 作者为临江大学教授）"])[0]
    '约翰·江'
    >>> introduced(["（作者系临江大学教授）", "作者认为，一口一策是关键。", "作者系自由撰稿人", "作者江帆，临江大学教授，著有多部河志。"])
    """
    enclosed = (line for line in below if line.startswith(_BRACKETS))
    text = list(text)
    closing = _CLOSING.findall(text[-1][-_INTRODUCTION:]) if text else []
    for line in (*text, *closing, *enclosed):
        found = _introduction(line) if len(line) <= _INTRODUCTION and "作者" in line else None
        name = found["name"] if found else ""
        if "·" in name or (is_person(name) and name[-1] != "某"):
            return name, line
    return None


def _introduction(line: str) -> re.Match[str] | None:
    """Return how a line introduces its author, if it does."""
    found = _INTRODUCED.fullmatch(line)
    if found and (found["own"] or found["office"]):
        return found
    return _NAME_FIRST.fullmatch(line) or _OFFICE_FIRST.fullmatch(line) or _BRIEFLY.fullmatch(line)


def written_last(text: Sequence[str]) -> tuple[str, str] | None:
    """Return the people who sign behind the last sentence of a text as its writers.

    Brackets there tell nothing of the kind but by a surname, for which `read_signature` looks: 有改动 stands in them, too.

    >>> written_last(["会议开始。", "他说，这很遗憾。文/江帆"])[0], written_last(["会议开始。", "名单附后。（晨风）"])
    ('江帆', None)
    """
    found = people_behind(_WROTE.search(text[-1][-_AT_END:])) if text else None
    return (found[0], found[1].lstrip(_MARKS)) if found else None


def behind_source(opening: Sequence[str], source: str) -> tuple[str, str] | None:
    """Return the person with whose name behind the source's a paragraph begins, that of somebody's words.

    >>> behind_source(["排查已经开始。", "临江水网 江帆 “一口一策”是这次整治的原则。"], "临江水网(河口)")
    ('江帆', '临江水网 江帆')
    >>> behind_source(["临江水网 今天开通。"], "临江水网"), behind_source(["临江水网江帆告诉记者。"], "临江水网")
    (None, None)
    >>> behind_source(["白石镇 江水 清了，岸绿了。"], "白石镇")
    """
    for line in opening:
        outlet, _, behind = line.partition(" ")
        person, _, sentence = behind.partition(" ")
        if len(outlet) > 2 and source.startswith(outlet) and sentence[:1] in _SAYS and is_person(person):
            return person, f"{outlet} {person}"
    return None


def signed_inside(text: Sequence[str]) -> tuple[str, str] | None:
    """Return the person whom one short line of a text names as its writer, pictures and verse around it (撰文 | 江帆)."""
    found = [signed for line in text if len(line) <= _SIGNED and (signed := _WRITER.fullmatch(line))]
    return people_behind(found[0]) if len(found) == 1 else None


def signed_last(text: Sequence[str]) -> tuple[str, str] | None:
    """Return the people whose names alone are the last line of a text, or who stand in its last brackets with a place.

    >>> signed_last(["排查已经开始。", "整治年底完成。", "王  倩 宋晓华"])[0], signed_last(["会议开始。", "到场。（王煌忠／台中報導）《臨江》關心你"])[0]
    ('王倩、宋晓华', '王煌忠')
    >>> signed_last(["排查已经开始。", "整治年底完成。", "□江  帆"])[0], signed_last(["一", "二", "■ 监测点"])
    ('江帆', None)
    >>> signed_last(["排查已经开始。", "整治年底完成。", "周一 周二"])
    >>> signed_last(["会议开始。", "会议结束。", "临江日报记者", "何燕"])[0]
    '何燕'
    >>> signed_last(["会议开始。", "他说（何燕/新华社报道）并不属实。"]) is None
    True
    """
    last = text[-1] if text else ""
    if len(text) >= _TEXT and is_person(last) and _OFFICE.fullmatch(text[-2]):
        return last, f"{text[-2]} {last}"
    if marked := _MARKED.fullmatch(last):
        name = "".join(marked["name"].split())
        return (name, last) if len(text) >= _TEXT and is_person(name) else None
    if placed := _PLACED.search(last[-_AT_END:]):
        return (placed[1], placed[0]) if is_person(placed[1]) else None
    alone = len(text) >= _TEXT and len(last) <= _SIGNED and text[-2].endswith("。") and _NAMES.fullmatch(last)
    names = clean_names(last) if alone else None
    dated = any(name in _WEEKDAYS for name in names.split("、")) if names else False
    return (names, last) if names and "、" in names and are_persons(names) and not dated else None
