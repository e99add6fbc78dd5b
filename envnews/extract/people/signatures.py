"""Read who signs a text in the brackets at its end, and the day with which a document is signed.

Where else in a text those who report are named, `reporters` knows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.furniture.words import PICTURED
from envnews.extract.people.bylines import read_byline
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
# 文 江帆 编辑 何燕
_EDITED_BEHIND: Final = re.compile(r"\s(?:责任编辑|责编|编辑|校对|审核)[\s:：/／].*$")
_SOURCE_FIRST: Final = re.compile(r"(?:本文)?(?:来源|稿源)[:：]\s?(?=.*者)")
_REPORT: Final = re.compile(r"\s+[报報][道導导]$")
"""Behind those who reported (临江网 江帆 报道)."""
_WRITTEN_BEHIND: Final = re.compile(
    r"(?:\s?[/／|｜丨]\s?(?:文|编译|編譯)(?:[\s，,、；;].{2,16}[/／|｜丨]\s?[图圖摄攝])?|\s文(?:\s?[/／、]?\s?[图圖摄攝])?|\s?(?:供稿|撰稿|投稿))$"
)
"""Behind the author in brackets (江帆/文, 江帆 文/图)."""
DEEDS: Final = frozenset(
    {"摄影", "摄像", "航拍", "供图", "制图", "整理", "综合", "编译", "报道", "文图", "图文", "视频"}
)
"""What stands in such brackets beside a name and is none."""
END: Final = 80
"""Characters at the end of a text in which it is signed."""
_SIGNING: Final = 3
"""Last lines of a document among which the day stands, an office or a note below it."""
_UNDER_NAME: Final = 2
_DAY_LINE: Final = 48
# （2003年1月10日）, 临江县环境保护局 二〇〇九年六月十二日, 2014年2月13日，临江
_DAY_ALONE: Final = compile_later(
    r"(?:[\u4e00-\u9fff]{4,30}\s|[\u4e00-\u9fff]{2,6}[，,]\s?)?[（(]?\s?((?:(?:19|20)\d\d|[一二][〇○零0OＯ九][〇○零0OＯ一二三四五六七八九]{2})\s?年"
    r"\s?[\d一二三四五六七八九十]{1,2}\s?月\s?[\d一二三四五六七八九十]{1,3}\s?日)\s?[）)]?(?:[，,]\s?[\u4e00-\u9fff]{2,6})?$"
)
_AT_THE_END: Final = re.compile(r"[（(【]([^（()）【】]{2,60})[）)】]\W{0,2}$")
SHORT_NAME: Final = compile_later(r"[\u4e00-\u9fff]{2,3}")
"""A name, rare as its surname may be, where a label or an outlet's dispatch vouches for it (临江时事讯（全青））."""
NEXT_LABEL: Final = re.compile(
    r"\s*[（(【\[]?(?:责任编辑|责编|编辑|作者|(?:文章|信息|稿件|新闻)?来源|审核|校对|摄影|监制|文字|摄|供稿|发布时间|时间|日期|点击|浏览|阅读|评论|图片编辑|视觉|制图"
    r"|版面编辑|审读|值班编委)\s*(?:[:：|｜丨/／_].*)?$"
)
_EDITED: Final = re.compile(r"\s*(?:责任编辑|責任編輯|责编|責編|编辑|編輯|校对|审核|选稿|监制)")


def read_signature(text: str) -> tuple[str, str] | None:
    """Return the people whom brackets at the very end of a text name, and the brackets.

    >>> read_signature("情况正在好转。（临江国际 江帆 何燕）")
    ('江帆、何燕', '（临江国际 江帆 何燕）')
    >>> read_signature("情况正在好转。（来源：《临江日报》 记者 何燕）")[0], read_signature("情况正在好转。（文 何燕 编辑 江帆）")[0]
    ('何燕', '何燕')
    >>> read_signature("情况正在好转。（何燕 文）")[0], read_signature("情况正在好转。（原 文）")
    ('何燕', None)
    >>> read_signature("情况正在好转。(本文来源：临江网 编辑：江帆)")
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
    text = _EDITED_BEHIND.sub("", text)
    written = _WRITTEN_BEHIND.sub("", text)
    if names := people_of_office(written):
        return names
    if names_office_and_person(written, END) and is_office(written.rpartition(" ")[0]):
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
    return short and any(map(is_person, parts)) and DEEDS.isdisjoint(parts)


def are_short_names(names: str) -> bool:
    """Return whether all names of a list may be those of people, pen names and rare surnames among them.

    >>> are_short_names("何燕、山石"), are_short_names("本网"), are_short_names("李大明 某地启动行动")
    (True, False, False)
    """
    return all(
        is_person(name) or (SHORT_NAME.fullmatch(name) and not looks_like_publisher(name))
        for name in names.split("、")
    )


def only_people(names: str | None) -> str | None:
    """Return names without the outlet that stands among people (文/汽车之声 李莎莎)."""
    parts = [without_office(part) for part in names.split("、")] if names else []
    people = [part for part in parts if is_person(part) or not (looks_like_publisher(part) or is_body(part))]
    return "、".join(people) if people and any(map(is_person, people)) else names


def people_behind(found: re.Match[str] | None) -> tuple[str, str] | None:
    """Return the names that a pattern has found, and all it has, where all of them are those of persons."""
    names = clean_names(found[1]) if found else None
    return (names, found[0]) if found and names and are_persons(names) else None
