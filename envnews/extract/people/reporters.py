"""Find who reports by the text itself: in its dateline, behind the last sentence of a paragraph, in brackets at the very end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.people.bylines import WORDS, read_byline
from envnews.extract.people.datelines import read_dateline
from envnews.extract.people.persons import are_persons, is_person, people_of_office
from envnews.extract.people.signatures import (
    DEEDS,
    END,
    are_short_names,
    only_people,
    people_behind,
    read_signature,
)
from envnews.normalize import clean_names
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Sequence

_TAKEN_FROM: Final = re.compile(
    r"[（(](?:来源|稿源)[:：](?![^（()）]*者)[^（()）]{2,16}[）)]$|[（(][\u4e00-\u9fff]{0,8}(?:特|专)稿[）)]$"
)
"""The source, or what kind of dispatch a text is, in brackets behind a signature in brackets."""
_DATELINES: Final = 6
"""First lines of a text among which a byline or dateline stands; headings and a summary in points may precede it."""
_CAPTIONS: Final = 12
"""Last lines of a text among which its last sentence stands, with captions of pictures behind it."""
_WRITTEN: Final = re.compile(r"[\[【(（]文字?\s?[/／｜|:：]\s?([^\[\]【】()（）]{2,24})[\]】)）]")
# （江帆/文）今年……
_WRITTEN_FIRST: Final = re.compile(r"[(（]([\u4e00-\u9fff]{2,3})\s?[/／]\s?文[)）]")
_WRITER: Final = compile_later(
    r"文字?\s?[/／｜|丨:：]\s?([\u4e00-\u9fff]{2,3}(?:[\s、]+[\u4e00-\u9fff]{2,3}){0,3})"
)
_NAMED: Final = 24
_REPORTED: Final = compile_later(
    r"[。！？”][\s\ue000-\uf8ff]*[□■○●◎◇◆▲]?\s?(?P<outlet>[\u4e00-\u9fff]{0,8}[报刊网社台]|[\u4e00-\u9fff]{2,8}(?:媒体?|新闻|客户端|传媒|在线))?(?:特约|见习|实习)?记者(?P<apart>[\s　]*)"
    r"(?P<people>[\u4e00-\u9fff]{2,3}(?:[\s　、]+[\u4e00-\u9fff]{2,3}){0,3})[\ue000-\uf8ff\s]*$"
)
"""Behind a sentence: 本报记者 何晓婷, □记者 江帆."""
# 報導•攝影╱向高彬, as papers of Taiwan sign behind a paragraph
_TOLD_BY: Final = compile_later(
    r"(?:採訪|報導|撰文)(?:\s?[•·．・、]\s?(?:攝影|報導))?\s?[╱／]\s?([\u4e00-\u9fff]{2,4}(?:[、\s][\u4e00-\u9fff]{2,4}){0,3})$"
)
# ……由本报综合报道徐娟
_GATHERED: Final = re.compile(r"综合(?:报道|整理)\s?([\u4e00-\u9fff]{2,3})$")
_OF_PAPERS: Final = ("本报讯", "本网讯", "本台讯")
"""Beginnings of a paper's own dispatch, which may stand behind a box at the head of its page."""
_SIGNED: Final = re.compile(r"[。！？”][（(]([\u4e00-\u9fff、 ]{2,12})[）)]$")
_OPENING_BRACKETS: Final = compile_later(r"[（(]([^（()）]{4,40})[）)]")
_BEHIND: Final = re.compile(
    r"[。！？”](?:\s*([\u4e00-\u9fff]{2,3})|\s+([\u4e00-\u9fff])\s([\u4e00-\u9fff]))$"
)


def find_reporters(paragraphs: Sequence[str], headline: str = "") -> tuple[str, str] | None:
    """Return the reporters named in the dateline of the first paragraphs or in brackets at the very end.

    The headline tells the subject of the first sentence from the reporters before it.

    >>> find_reporters(["新华社北京4月24日电 （记者宋晨、胡喆）中拉航天合作论坛开幕。"])[0]
    '宋晨、胡喆'
    >>> find_reporters(["会议在省会召开。", "会议还研究了其他事项。（张巨峰）"])[0]
    '张巨峰'
    """
    if not paragraphs:
        return None
    first = paragraphs[0]
    if (
        dateline := read_dateline(paragraphs[:_DATELINES], headline)
        or _opening(first)
        or _office_first(first)
    ):
        return _with_parts(dateline, paragraphs)
    ending = _TAKEN_FROM.sub("", paragraphs[-1][-END:])
    return (
        read_signature(ending)
        or _bare_signature(ending)
        or people_behind(_GATHERED.search(ending))
        or _signed_above_captions(paragraphs)
        or _later_dispatch(paragraphs[_DATELINES:], headline)
    )


def _with_parts(first: tuple[str, str], paragraphs: Sequence[str]) -> tuple[str, str]:
    """Return the people of a byline of its own line with those of such lines below, as texts of several parts have them.

    >>> _with_parts(("江帆", "本报记者 江帆"), ["临江：守好防线", "本报记者 江帆", "排查开始。", "河口：补齐短板", "本报记者 何燕"])[0]
    '江帆、何燕'
    """
    names, line = first
    if len(line) > _NAMED or line not in paragraphs:
        return first
    bylines = (one for one in paragraphs if len(one) <= _NAMED and "记者" in one)
    people = dict.fromkeys(names.split("、"))
    for others, _ in filter(None, map(_byline_alone, bylines)):
        people |= dict.fromkeys(others.split("、"))
    return "、".join(people), line


def _later_dispatch(paragraphs: Sequence[str], headline: str) -> tuple[str, str] | None:
    """Return the people whom the first dispatch of the paper itself names among further paragraphs.

    >>> _later_dispatch(["金星，舞蹈家。", "本报讯（记者江帆）昨日，规范发布。"], "")[0]
    '江帆'
    """
    dispatch = next((one for one in paragraphs if one.startswith(_OF_PAPERS)), None)
    return read_dateline([dispatch], headline) if dispatch else None


def _office_first(paragraph: str) -> tuple[str, str] | None:
    """Return the people whom a text names with their office before its first words, as authorities do.

    >>> _office_first("（水文局 江帆 林晋）7月21日，会议在省会召开。")
    ('江帆、林晋', '（水文局 江帆 林晋）')
    """
    found = _OPENING_BRACKETS.match(paragraph) if paragraph[0] in "（(" else None
    names = people_of_office(found[1]) if found else None
    return (names, found[0]) if found and names else None


def _signed_above_captions(paragraphs: Sequence[str]) -> tuple[str, str] | None:
    """Return the people behind the last sentence of a story, where boxes or captions of pictures follow it."""
    named = (_signed_in(paragraph, last=paragraph is paragraphs[-1]) for paragraph in paragraphs)
    if first := next(filter(None, named), None):
        return first
    for paragraph in reversed(paragraphs[-_CAPTIONS:-1]):
        if signed := people_behind(_SIGNED.search(paragraph[-END:])):
            return signed
    return None


def _signed_in(paragraph: str, *, last: bool) -> tuple[str, str] | None:
    """Return the people whom a paragraph names at its end, or a short one as its writers.

    What stands behind 记者 there may as well be what a reporter did (记者 追问): a rare surname counts in the last paragraph
    alone, apart from the name of an outlet.

    >>> _signed_in("以后还会再来。临江网记者 成岗", last=True)[0], _signed_in("以后还会再来。临江网记者 成岗", last=False)
    ('成岗', None)
    >>> _signed_in("要及时增减衣物。临江新闻记者 江帆", last=True)[0]
    '江帆'
    >>> _signed_in("以后还会再来。临江网记者感言", last=True), _signed_in("水还黑吗？”记者 成岗", last=True)
    (None, None)
    """
    ending = paragraph[-_NAMED:]
    told = _TOLD_BY.search(ending) if "╱" in ending or "／" in ending else None
    if told and (names := clean_names(told[1])):
        return names, told[0]
    reports = "记者" in ending and not paragraph.endswith(("摄", "图"))
    if reports and (found := _REPORTED.search(ending)):
        names = clean_names(found["people"])
        rare = last and found["outlet"] and found["apart"]
        if names and (are_persons(names) or (rare and _are_no_deeds(names))):
            return names, found[0]
    if len(paragraph) > _NAMED:
        return None
    if "记者" in paragraph or "記者" in paragraph or "发自" in paragraph:
        return _byline_alone(paragraph)
    return people_behind(_WRITER.fullmatch(paragraph)) if paragraph[0] == "文" else None


def _opening(paragraph: str) -> tuple[str, str] | None:
    """Return the people whom brackets at the beginning of a text name as its writers.

    >>> _opening("[文/观察者网 王世纯]排查已经开始。")
    ('王世纯', '[文/观察者网 王世纯]')
    >>> _opening("(何燕/文)今年，关注度最高的是这部片子。")[0], _opening("（综合/文）全省各市启动排查。")
    ('何燕', None)
    """
    if (first := _WRITTEN_FIRST.match(paragraph)) and is_person(first[1]):
        return first[1], first[0]
    found = _WRITTEN.match(paragraph)
    names = only_people(clean_names(found[1])) if found else None
    return (names, found[0]) if found and names and are_persons(names) else None


def _byline_alone(paragraph: str) -> tuple[str, str] | None:
    """Return the people of a byline that papers set between the lead and the text; what is asked has a colon (记者：).

    >>> _byline_alone("记者江帆 实习记者 何晓燕 （临江时报）")[0]
    '江帆、何晓燕'
    """
    names = None if ":" in paragraph or "：" in paragraph else read_byline(paragraph)
    return (names, paragraph) if names and are_persons(names) else None


def _bare_signature(text: str) -> tuple[str, str] | None:
    """Return the person whose name stands behind the last sentence of a text, as wire services sign (……的条款。凌朔)."""
    found = _BEHIND.search(text)
    name = "".join(filter(None, found.groups())) if found else ""
    return (name, found[0]) if found and is_person(name) else None


def _are_no_deeds(names: str) -> bool:
    """Return whether all names of a list may be those of people, and none is what a reporter did.

    >>> _are_no_deeds("成岗"), _are_no_deeds("成岗、航拍"), _are_no_deeds("获悉")
    (True, False, False)
    """
    return are_short_names(names) and (DEEDS | WORDS).isdisjoint(names.split("、"))
