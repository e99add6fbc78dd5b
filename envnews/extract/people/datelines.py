"""Read the people whom the opening of a text names with place and day, in brackets, or between 讯 and the first sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.people.bylines import (
    MARKS,
    OWN_LINE,
    ROLE,
    WORDS,
    may_name_role,
    read_byline,
    with_next_line,
)
from envnews.extract.people.no_names import OURS
from envnews.extract.people.outlets import looks_like_outlet
from envnews.extract.people.persons import is_person, people_of_office
from envnews.normalize import clean_names
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIRST_WORDS: Final = 90
"""Characters of a paragraph in which a dateline stands."""
_BRACKETS: Final = re.compile(r"[（(〔【\[]([^（()）〔〕【】\[\]]{2,60})[）)〕】\]／/]")
_WIRE: Final = re.compile(r"^.{2,30}?(?:电|電|讯|訊|消息)\s*[:：]?\s*[（(]([^（()）]{2,40})[）)]")
# 中国电力新闻网讯 记者 赵冉 报道：, 红网时刻长沙7月22日讯
_PLACE: Final = re.compile(r"^[^，。；！？“”]{1,24}?(?:讯|訊|电|電|消息)[\s:：，,]*")
_DISPATCH: Final = ("讯", "訊", "电", "電", "消息")
_PICTURED: Final = "摄攝图圖"
_SENT: Final = compile_later(r"日(?:电|電|讯|訊)\s?[(（]")
_SHORT: Final = compile_later(r"[\u4e00-\u9fff]{2,3}")
_FOREIGN: Final = compile_later(r"[\u4e00-\u9fff]{2,6}·[\u4e00-\u9fff·]{2,8}")
# 电影网讯（编译/Rita）
_LATIN: Final = compile_later(
    r"(?:编译|編譯|文|记者|作者)\s?[/／:：]\s?([A-Z][A-Za-z]{1,14}(?:\s[A-Z][A-Za-z]{1,14}){0,2})"
)
_COLON: Final = re.compile("[:：]")
_BETWEEN: Final = re.compile(r"[\s、，]")
# 一名女记者江帆在报道 tells of her
_REPORTS: Final = re.compile(r"(?<![在的])(?:报道|報道|報導|报导)")
_REPORTED: Final = re.compile(r"\s?(?:报道|報道|報導|报导)$")


def read_dateline(paragraphs: Sequence[str], headline: str = "") -> tuple[str, str] | None:
    """Return the people whom the first paragraphs name with place and day or before 报道, and the words.

    >>> read_dateline(["新华社北京4月24日电 （记者宋晨、胡喆）中拉航天合作论坛开幕。"])[0]
    '宋晨、胡喆'
    >>> read_dateline(["中国气象报记者李一鹏报道 近日，会议召开。"])[0], read_dateline(["中新网4月24日电 (张晓晓)会议召开。"])[0]
    ('李一鹏', '张晓晓')
    >>> read_dateline(["工会网讯：（李东生报道）讲座在四楼举行。"])[0], read_dateline(["电影网讯（编译/Rita）影片上映。"])[0]
    ('李东生', 'Rita')
    """
    for index, paragraph in enumerate(paragraphs):
        opening = paragraph[:_FIRST_WORDS]
        named = may_name_role(opening) and ROLE.search(opening) is not None
        for found in _BRACKETS.finditer(opening) if named else ():
            if names := read_byline(found[1], enclosed=True):
                return names, found[0]
        wire = _WIRE.match(opening) if "（" in opening or "(" in opening else None
        named_by = _REPORTED.sub("", wire[1]) if wire else ""
        if wire and (translator := _LATIN.fullmatch(named_by)):
            return translator[1], wire[0]
        names = (people_of_office(named_by) or clean_names(named_by)) if wire else None
        people = names.split("、") if names else []
        # One who looks like a person vouches for those beside, whose surnames may be rare.
        if (
            wire
            and (any(map(is_person, people)) or _is_of_agency(wire[0], people))
            and all(2 <= len(name) <= 3 or _FOREIGN.fullmatch(name) for name in people)
        ):
            return "、".join(people), wire[0]
        # 临江网讯 江帆 报道
        told = named or ("报道" in opening and "讯" in opening)
        if told and (opened := _before_report(paragraph, opening) or _behind_dispatch(opening, headline)):
            return with_next_line(opened, paragraphs[index + 1 : index + 2])
    return None


def _is_of_agency(wire: str, people: Sequence[str]) -> bool:
    """Return whether one short name alone stands in brackets behind place, day and 电, where agencies name who reports.

    >>> _is_of_agency("河口日报网5月13日电 （信莲）", ["信莲"]), _is_of_agency("会议讯（综合）", ["综合"])
    (True, False)
    """
    return (
        len(people) == 1
        and _SENT.search(wire) is not None
        and _SHORT.fullmatch(people[0]) is not None
        and people[0] not in WORDS
    )


def _before_report(paragraph: str, opening: str) -> tuple[str, str] | None:
    """Return the people of a byline that opens a paragraph: in a line of its own, or up to 报道."""
    if len(paragraph) <= OWN_LINE and (names := read_byline(paragraph)):
        return names, paragraph
    reports = _REPORTS.search(opening)
    if reports is None:
        return None
    words = opening[: reports.end()]
    for text in (words, _PLACE.sub("", words)):
        if names := read_byline(text):
            return names, words
    return None


def _behind_dispatch(opening: str, headline: str = "") -> tuple[str, str] | None:
    """Return the people whom an opening names between 讯, or the role alone, and the first sentence, with blanks around each.

    The first sentence may begin with a name, too, that of somebody of whom the headline tells.

    >>> _behind_dispatch("临都讯 记者周小禾 实习生 王大田 4月起，沿江各镇实行河长制。")[0], _behind_dispatch("本报讯 记者从市里获悉")
    ('周小禾、王大田', None)
    >>> _behind_dispatch("临江证券报记者 周小禾 7月1日，新规公布。")[0], _behind_dispatch("一名记者 周小禾 到场。")
    ('周小禾', None)
    >>> _behind_dispatch("临都讯 记者麻禾 实习生周小禾 曼妙的歌声响起。")[0], _behind_dispatch("本报讯 记者探营 球队备战。")
    ('麻禾、周小禾', None)
    >>> _behind_dispatch("临都讯 记者 周小禾 王大田 三年前来到临江。", "王大田求职记")[0], _behind_dispatch("本报讯 记者 探访 王大田 到任。")
    ('周小禾', None)
    """
    first, *words = opening.lstrip(MARKS).split(maxsplit=9)
    if words and looks_like_outlet(first) and ROLE.match(words[0]):
        first, *words = words  # 经济观察报 记者 江帆
    if not first.endswith(_DISPATCH):
        role_first = ROLE.search(first)
        paper = first[: role_first.start()] if role_first else ""
        if role_first is None or not (not paper or paper in OURS or looks_like_outlet(paper)):
            return None
        words = [first[role_first.start() :], *words]
    names: dict[str, bool] = {}  # whether each stands behind a role of its own
    role = stated = False
    for word in words[:8]:
        named = ROLE.match(word)
        name = word[named.end() :] if named else word
        if named and not name:
            role = stated = True
        elif _may_be_named(name, by_role=bool(named or role)) and name not in WORDS:
            names.setdefault(name, role or named is not None)
            stated = stated or names[name]
            role = False
        else:
            stated = stated or word.startswith("报道")
            if word[0] in _PICTURED:
                return None
            break
    else:
        return None  # no sentence follows
    # One with a role who looks like a person vouches for those whose surnames are rare, and may be verbs (记者 获悉 王大田).
    vouching = [name for name, by_role in names.items() if by_role] or [*names]
    known = any(is_person(name) or _FOREIGN.fullmatch(name) for name in vouching)
    people = [name for name, by_role in names.items() if by_role or not _is_subject(name, headline)]
    return ("、".join(people), opening) if known and stated and people else None


def _is_subject(name: str, headline: str) -> bool:
    """Return whether a headline tells of somebody, rather than names who writes before a colon.

    >>> _is_subject("王大田", "王大田求职记：一年"), _is_subject("王大田", "江帆、王大田：治水三问")
    (True, False)
    """
    writing = _COLON.split(headline)[0] if _COLON.search(headline) else ""
    return name in headline and name not in _BETWEEN.split(writing)


def _may_be_named(name: str, *, by_role: bool) -> bool:
    """Return whether a word may be a name: by its surname, or as what stands right behind a role."""
    return is_person(name) or (by_role and (_FOREIGN.fullmatch(name) or _SHORT.fullmatch(name)) is not None)
