"""Read who signs a text in the text itself.

Chinese news name those who report in the dateline (（记者宋晨）), behind the last sentence (……的条款。凌朔), or in brackets at
the very end (（张巨峰）).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.furniture.words import PICTURED
from envnews.extract.people.bylines import WORDS, read_byline
from envnews.extract.people.datelines import read_dateline
from envnews.extract.people.outlets import is_body, is_office, looks_like_publisher
from envnews.extract.people.persons import (
    are_persons,
    is_person,
    names_office_and_person,
    people_of_office,
    without_office,
)
from envnews.normalize import clean_names, parse_date
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.model import Timestamp

NAME: Final = r"[\u4e00-\u9fff·]{2,4}"
SPACED: Final = r"[\u4e00-\u9fff][\s\u3000]{1,2}[\u4e00-\u9fff]"
_PEOPLE: Final = rf"(?:{SPACED}|{NAME})(?:\s*[、，,\s]\s*(?:{SPACED}|{NAME})(?![\u4e00-\u9fff])){{0,7}}"
_OUTLET: Final = r"[\u4e00-\u9fff·]{2,14}(?:网|报|社|台|网站|客户端|融媒|融媒体中心|宣)"
_SIGNATURE: Final = compile_later(
    rf"\s*(?P<role>文/图|图/文|文图|图文|文(?=[\s:：/])|作者|通讯员|撰稿|供稿|编译|{_OUTLET}\s)?\s*[:：/]?\s*(?P<people>{_PEOPLE})\s*"
)
# 临江国际 江帆 何燕: a desk whose name ends like no outlet's, and several people.
_DESK: Final = compile_later(
    r"(?!.*[摄攝图圖视供校审])[\u4e00-\u9fff]{4,8}\s((?:[\u4e00-\u9fff]{2,3}[\s、]){1,4}[\u4e00-\u9fff]{2,3})"
)
# 临江广电融媒体中心/江帆 河口台/何燕 编辑/周宁: stations name who reports for each of them, as sites do (临江网/江帆).
_STATIONS: Final = compile_later(
    r"[\u4e00-\u9fff]{1,14}(?:台|中心|频道|广电|广播|融媒体?|新闻|[报网]|在线)\s?[/／]\s?"
    r"([\u4e00-\u9fff]{2,3}(?:[\s、][\u4e00-\u9fff]{2,3}(?=[\s、，]|$))*)(?=[\s、，]|$)"
)
_TAKEN_FROM: Final = re.compile(
    r"[（(](?:来源|稿源)[:：](?![^（()）]*者)[^（()）]{2,16}[）)]$|[（(][\u4e00-\u9fff]{0,8}(?:特|专)稿[）)]$"
)
"""The source, or what kind of dispatch a text is, in brackets behind a signature in brackets."""
_SOURCE_FIRST: Final = re.compile(r"(?:本文)?(?:来源|稿源)[:：]\s?(?=.*者)")
_DATELINES: Final = 6
"""First lines of a text among which a byline or dateline stands; headings and a summary in points may precede it."""
_REPORT: Final = re.compile(r"\s+[报報][道導导]$")
"""Behind those who reported (临江网 江帆 报道)."""
_WRITTEN_BEHIND: Final = re.compile(
    r"(?:\s?[/／|｜丨]\s?(?:文|编译|編譯)(?:[\s，,、；;].{2,16}[/／|｜丨]\s?[图圖摄攝])?|\s文\s?[/／、]?\s?[图圖摄攝]|\s?(?:供稿|撰稿|投稿))$"
)
"""Behind the author in brackets (江帆/文, 江帆 文/图)."""
_DEEDS: Final = frozenset(
    {"摄影", "摄像", "航拍", "供图", "制图", "整理", "综合", "编译", "报道", "文图", "图文", "视频"}
)
"""What stands in such brackets beside a name and is none."""
_END: Final = 80
"""Characters at the end of a text in which it is signed."""
_CAPTIONS: Final = 12
"""Last lines of a text among which its last sentence stands, with captions of pictures behind it."""
_WRITTEN: Final = re.compile(r"[\[【(（]文字?\s?[/／｜|:：]\s?([^\[\]【】()（）]{2,24})[\]】)）]")
_WRITER: Final = compile_later(
    r"文字?\s?[/／｜|丨:：]\s?([\u4e00-\u9fff]{2,3}(?:[\s、]+[\u4e00-\u9fff]{2,3}){0,3})"
)
_NAMED: Final = 24
_REPORTED: Final = compile_later(
    r"[。！？”][\s\ue000-\uf8ff]*[□■○●◎◇◆▲]?\s?(?P<outlet>[\u4e00-\u9fff]{0,8}[报刊网社台]|[\u4e00-\u9fff]{2,8}媒体?)?(?:特约|见习|实习)?记者(?P<apart>[\s　]*)"
    r"(?P<people>[\u4e00-\u9fff]{2,3}(?:[\s　、]+[\u4e00-\u9fff]{2,3}){0,3})[\ue000-\uf8ff\s]*$"
)
"""Behind a sentence: 本报记者 何晓婷, □记者 江帆."""
# 報導•攝影╱向高彬, as papers of Taiwan sign behind a paragraph
_TOLD_BY: Final = compile_later(
    r"(?:採訪|報導|撰文)(?:\s?[•·．・、]\s?(?:攝影|報導))?\s?[╱／]\s?([\u4e00-\u9fff]{2,4}(?:[、\s][\u4e00-\u9fff]{2,4}){0,3})$"
)
_SIGNED: Final = re.compile(r"[。！？”][（(]([\u4e00-\u9fff、 ]{2,12})[）)]$")
_SIGNING: Final = 3
"""Last lines of a document among which the day stands, an office or a note below it."""
_UNDER_NAME: Final = 2
_DAY_LINE: Final = 48
# （2003年1月10日）, 临江县环境保护局 二〇〇九年六月十二日, 2014年2月13日，临江
_DAY_ALONE: Final = compile_later(
    r"(?:[\u4e00-\u9fff]{4,30}\s|[\u4e00-\u9fff]{2,6}[，,]\s?)?[（(]?\s?((?:(?:19|20)\d\d|[一二][〇○零0OＯ九][〇○零0OＯ一二三四五六七八九]{2})\s?年"
    r"\s?[\d一二三四五六七八九十]{1,2}\s?月\s?[\d一二三四五六七八九十]{1,3}\s?日)\s?[）)]?(?:[，,]\s?[\u4e00-\u9fff]{2,6})?$"
)
_OPENING_BRACKETS: Final = compile_later(r"[（(]([^（()）]{4,40})[）)]")
_AT_THE_END: Final = re.compile(r"[（(【]([^（()）【】]{2,60})[）)】]\W{0,2}$")
SHORT_NAME: Final = compile_later(r"[\u4e00-\u9fff]{2,3}")
"""A name, rare as its surname may be, where a label or an outlet's dispatch vouches for it (临江时事讯（全青））."""
_BEHIND: Final = re.compile(
    r"[。！？”](?:\s*([\u4e00-\u9fff]{2,3})|\s+([\u4e00-\u9fff])\s([\u4e00-\u9fff]))$"
)
NEXT_LABEL: Final = re.compile(
    r"\s*[（(【\[]?(?:责任编辑|责编|编辑|作者|(?:文章|信息|稿件|新闻)?来源|审核|校对|摄影|监制|文字|摄|供稿|发布时间|时间|日期|点击|浏览|阅读|评论|图片编辑|视觉|制图"
    r"|版面编辑|审读|值班编委)\s*(?:[:：|｜丨/／_].*)?$"
)
_EDITED: Final = re.compile(r"\s*(?:责任编辑|責任編輯|责编|責編|编辑|編輯|校对|审核|选稿|监制)")


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
        return dateline
    ending = _TAKEN_FROM.sub("", paragraphs[-1][-_END:])
    return read_signature(ending) or _bare_signature(ending) or _signed_above_captions(paragraphs)


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
        if signed := _people(_SIGNED.search(paragraph[-_END:])):
            return signed
    return None


def _signed_in(paragraph: str, *, last: bool) -> tuple[str, str] | None:
    """Return the people whom a paragraph names at its end, or a short one as its writers.

    What stands behind 记者 there may as well be what a reporter did (记者 追问): a rare surname counts in the last paragraph
    alone, apart from the name of an outlet.

    >>> _signed_in("以后还会再来。临江网记者 成岗", last=True)[0], _signed_in("以后还会再来。临江网记者 成岗", last=False)
    ('成岗', None)
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
    return _people(_WRITER.fullmatch(paragraph)) if paragraph[0] == "文" else None


def _opening(paragraph: str) -> tuple[str, str] | None:
    """Return the people whom brackets at the beginning of a text name as its writers ([文/观察者网 王世纯])."""
    found = _WRITTEN.match(paragraph)
    names = only_people(clean_names(found[1])) if found else None
    return (names, found[0]) if found and names and are_persons(names) else None


def _byline_alone(paragraph: str) -> tuple[str, str] | None:
    """Return the people of a byline that papers set between the lead and the text; what is asked has a colon (记者：)."""
    names = None if ":" in paragraph or "：" in paragraph else read_byline(paragraph)
    return (names, paragraph) if names and are_persons(names) else None


def _people(found: re.Match[str] | None) -> tuple[str, str] | None:
    """Return the names that a pattern has found, and all it has, where all of them are those of persons."""
    names = clean_names(found[1]) if found else None
    return (names, found[0]) if found and names and are_persons(names) else None


def _bare_signature(text: str) -> tuple[str, str] | None:
    """Return the person whose name stands behind the last sentence of a text, as wire services sign (……的条款。凌朔)."""
    found = _BEHIND.search(text)
    name = "".join(filter(None, found.groups())) if found else ""
    return (name, found[0]) if found and is_person(name) else None


def read_signature(text: str) -> tuple[str, str] | None:
    """Return the people whom brackets at the very end of a text name, and the brackets.

    >>> read_signature("情况正在好转。（临江国际 江帆 何燕）")
    ('江帆、何燕', '（临江国际 江帆 何燕）')
    >>> read_signature("情况正在好转。（来源：《临江日报》 记者 何燕）")[0]
    '何燕'
    """
    found = _AT_THE_END.search(text)
    if found is None or _EDITED.match(found[1]):
        return None
    told = _SOURCE_FIRST.sub("", found[1])
    names = read_byline(told, enclosed=True) or _of_stations(found[1]) or _signed_by(found[1])
    if names is None and text[: found.start()].endswith("讯") and SHORT_NAME.fullmatch(found[1]):
        names = found[1]
    return (names, found[0]) if names else None


def _signed_by(text: str) -> str | None:
    """Return the people whom brackets behind a text name: with office or desk, with what they did, or alone."""
    if text.endswith(PICTURED):
        return None
    written = _WRITTEN_BEHIND.sub("", text)
    if names := people_of_office(written):
        return names
    if names_office_and_person(written, _END) and is_office(written.rpartition(" ")[0]):
        return written.rpartition(" ")[2]
    desk = _DESK.fullmatch(text)
    if desk and (people := clean_names(desk[1])) and are_persons(people):
        return people
    signed = _SIGNATURE.fullmatch(NEXT_LABEL.sub("", written))
    names = only_people(clean_names(_REPORT.sub("", signed["people"]))) if signed else None
    return names if signed and names and (signed["role"] or written != text or _vouched(names)) else None


def _of_stations(text: str) -> str | None:
    """Return the people whom stations name, each behind a stroke.

    >>> _of_stations("来源：临江新闻广播/张璇 江雯 编辑/吕新"), _of_stations("临江台/江帆 河口台/何燕")
    ('张璇、江雯', '江帆、何燕')
    """
    found = _STATIONS.findall(text) if "/" in text or "／" in text else []
    names = "、".join(" ".join(found).replace("、", " ").split())
    return names if names and are_persons(names) else None


def signed_day(lines: Sequence[str]) -> tuple[Timestamp, str] | None:
    """Return the day that stands alone under the name of a document or with which it is signed, and the line.

    >>> found = signed_day(["各乡镇人民政府：", "请认真组织实施。", "临江县环境保护局 2009年6月12日"])
    >>> found[0].isoformat(), signed_day(["排查自2009年6月12日起。"])
    ('2009-06-12T00:00:00+08:00', None)
    """
    for line in (*reversed(lines[-_SIGNING:]), *lines[:_UNDER_NAME]):
        if len(line) <= _DAY_LINE and (day := _DAY_ALONE.match(line)) and (when := parse_date(day[1], None)):
            return when, line
    return None


def _vouched(names: str) -> bool:
    """Return whether names are those of persons: one with a frequent surname vouches for another beside it."""
    parts = names.split("、")
    if are_persons(names):
        return True
    short = len(parts) == 2 and max(map(len, parts)) <= 3
    return short and any(map(is_person, parts)) and _DEEDS.isdisjoint(parts)


def are_short_names(names: str) -> bool:
    """Return whether all names of a list may be those of people, pen names and rare surnames among them.

    >>> are_short_names("何燕、山石"), are_short_names("本网"), are_short_names("李大明 某地启动行动")
    (True, False, False)
    """
    return all(
        is_person(name) or (SHORT_NAME.fullmatch(name) and not looks_like_publisher(name))
        for name in names.split("、")
    )


def _are_no_deeds(names: str) -> bool:
    """Return whether all names of a list may be those of people, and none is what a reporter did.

    >>> _are_no_deeds("成岗"), _are_no_deeds("成岗、航拍"), _are_no_deeds("获悉")
    (True, False, False)
    """
    return are_short_names(names) and (_DEEDS | WORDS).isdisjoint(names.split("、"))


def only_people(names: str | None) -> str | None:
    """Return names without the outlet that stands among people (文/汽车之声 李莎莎)."""
    parts = [without_office(part) for part in names.split("、")] if names else []
    people = [part for part in parts if is_person(part) or not (looks_like_publisher(part) or is_body(part))]
    return "、".join(people) if people and any(map(is_person, people)) else names
