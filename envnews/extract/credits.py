"""Read who wrote, edited and first published a text from the text's own edges.

Besides the meta line, Chinese news name people in a byline above the text (本报记者 王乐文 方敏), in the
dateline (（记者宋晨）), and in credits below it (责任编辑：宋岩, （编辑：文静）, 来源：中国青年报).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.bylines import read_byline, read_dateline
from envnews.extract.outlets import is_office, looks_like_publisher
from envnews.extract.persons import are_persons, is_person, names_office_and_person
from envnews.normalize import clean_names, clean_source
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST: Final = 160
"""Characters of a line that can be a credit."""

_NAME: Final = r"[\u4e00-\u9fff·]{2,4}"
_SPACED: Final = r"[\u4e00-\u9fff][\s\u3000]{1,2}[\u4e00-\u9fff]"
_PEOPLE: Final = rf"(?:{_SPACED}|{_NAME})(?:\s*[、，,\s]\s*(?:{_SPACED}|{_NAME})(?![\u4e00-\u9fff])){{0,7}}"
_EDITOR: Final = re.compile(
    r"(?:责任编辑人?|网编|小编|責任編輯|责\s?编|責編|值班编辑|网络编辑|(?<![初复终]审)(?<!图片)(?<!视觉)编\s?辑|編輯|编审|编校|选稿)\s*[:：|｜丨/／]\s*"
    r"([^（）()【】\[\]|｜\n:：#＃]{1,40})",
)
_AUTHOR: Final = re.compile(
    r"(?:(?<!该)作\s?者|撰文|撰稿人?|撰写|采写|执笔|(?:^|[\s（(])记者(?=\s*[:：|｜丨/／]\s*[\u4e00-\u9fff· ]{2,4}(?:$|[\s、（(]"
    r"|[，,]\s?[\u4e00-\u9fff· ]{2,4}(?:$|[\s、，,（(])))|^\W{0,2}文字?|[（(]文|\s文(?=[/／]))(?:\s?[/／]\s?(?:视频|剪辑))*\s*[:：|｜丨/／]\s*"
    r"(?!\s|(?:19|20)\d\d[-/.年])([^（）()【】\[\]|｜\n:：。]{1,60})"
)
WRITTEN_BY: Final = re.compile(
    r"^\W{0,2}(?:(?:本文)?作\s?者|撰文|撰稿|采写|文)\s*[:：|｜丨/／]|^作者\s+[\u4e00-\u9fff ]{2,16}$"
    r"|^\W{0,3}文\s+[\u4e00-\u9fff ]{2,14}$|^[^，。]{2,40}[/／|｜]\s*文(?:$|\s)"
)
"""Starts of lines that name the author among the first ones of a text."""
# 亚当·史密斯（Adam Smith）/文 《水务评论》副主编
_WRITTEN_AFTER: Final = re.compile(
    r"([\u4e00-\u9fff·]{2,12})(?:\s?[（(][A-Za-z][\w .'·-]{2,40}[）)])?\s*[/／|｜]\s*文(?:$|[\s/／])"
)
_BY_HAND: Final = compile_later(r"供\s?稿人?\s*[:：]\s*([^（()）【】\[\]|｜\n:：。]{1,60})")
_BARE_AUTHOR: Final = compile_later(
    r"(?:^|[|｜]\s?)作者\s+([\u4e00-\u9fff·]{2,12}(?:\s[\u4e00-\u9fff]{2,3}){0,3})$"
    r"|^\W{0,3}文\s+(?:[\u4e00-\u9fff]{2,8}\s+)?([\u4e00-\u9fff]{2,3})$"
)
_WRITES: Final = re.compile("[者撰写笔文]")
"""Characters of the author's labels, one of each; most lines hold none, and looking for them is quick."""
_SOURCE: Final = re.compile(
    r"(?<!图片)(?<!图像)(?<!圖像)(?<!視頻)(?<!视频)(?<!数据)(?<!圖片)(?<!照片)(?<!，)(?<!截图)(?<!资料)(?<!資料)"
    r"(?:来\s?源于?|來源|稿\s?源)\s*[:：|｜丨/／]\s*(?!\s|https?:)([^|｜\n:：]{2,40})"
)
_OUTLET: Final = r"[\u4e00-\u9fff·]{2,14}(?:网|报|社|台|网站|客户端|融媒|融媒体中心|宣)"
_SIGNATURE: Final = re.compile(
    rf"\s*(?P<role>文/图|图/文|文图|图文|文|作者|通讯员|撰稿|供稿|编译|{_OUTLET}\s)?\s*[:：/]?\s*(?P<people>{_PEOPLE})\s*"
)
_TAKEN_FROM: Final = re.compile(r"[（(](?:来源|稿源)[:：][^（()）]{2,16}[）)]$")
"""The source in brackets behind a signature in brackets."""
_DATELINES: Final = 6
"""First lines of a text among which a byline or dateline stands; headings and a summary in points may precede it."""
_DID: Final = re.compile(r"\s?[/／]\s?(?:编译|整理|综合|报道|摄影|文图|图文)$")
"""What those named did, behind their names (江帆/编译)."""
_REPORT: Final = re.compile(r"\s+[报報][道導导]$")
"""Behind those who reported (临江网 江帆 报道)."""
_DEEDS: Final = frozenset(
    {"摄影", "摄像", "供图", "制图", "整理", "综合", "编译", "报道", "文图", "图文", "视频"}
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
_REPORTED: Final = re.compile(
    r"[。！？”]\s*(?:[\u4e00-\u9fff]{0,8}[报刊网社台])?(?:特约|见习|实习)?记者[\s　]*"
    r"([\u4e00-\u9fff]{2,3}(?:[\s　、]+[\u4e00-\u9fff]{2,3}){0,3})$"
)
"""Behind a sentence: 本报记者 何晓婷."""
_SIGNED: Final = re.compile(r"[。！？”][（(]([\u4e00-\u9fff、 ]{2,12})[）)]$")
_AT_THE_END: Final = re.compile(r"[（(【]([^（()）【】]{2,60})[）)】]\W{0,2}$")
_BEHIND: Final = re.compile(
    r"[。！？”](?:\s*([\u4e00-\u9fff]{2,3})|\s+([\u4e00-\u9fff])\s([\u4e00-\u9fff]))$"
)
_NEXT_LABEL: Final = re.compile(
    r"\s*[（(【\[]?(?:责任编辑|责编|编辑|作者|(?:文章|信息|稿件|新闻)?来源|审核|校对|摄影|监制|文字|摄|供稿|发布时间|时间|日期|点击|浏览|阅读|评论|图片编辑|视觉|制图"
    r"|版面编辑|审读|值班编委)\s*(?:[:：|｜丨/／].*)?$"
)
_EDITED: Final = re.compile(r"\s*(?:责任编辑|責任編輯|责编|責編|编辑|編輯|校对|审核|选稿|监制)")
_LABEL_ENDS: Final = tuple(":：|｜丨")
_LAST_WORD: Final = re.compile(r"[\s，,；;、]+[\u4e00-\u9fff/]{1,6}\s*$")
# 编辑 唐峥, 每经编辑 文多
_BARE_EDITOR: Final = re.compile(
    rf"(?:^|[\s　（(【\[，,])(?:[\u4e00-\u9fff]{{0,6}})(?:责任编辑|责编|编辑|編輯)[\s　]+"
    rf"((?:{_SPACED}|{_NAME})(?:[\s、，,]{_NAME}){{0,3}}|[A-Za-z]{{2,12}}(?=[）)】\]]))(?=$|[\s　）)】\]])"
)
# 中心部长、研究员徐占忱: who is named with office comes last.
_WITH_OFFICE: Final = re.compile(
    r"^.{4,}(?:研究员|评论员|教授|部长|院长|所长|主任|局长|厅长|处长|会长|主席|书记|博士|院士|工程师|记者|律师|委员|研究生|博士生|教师|学者|作家)\s?([\u4e00-\u9fff]{2,3})$",
)


def find_editor(lines: Iterable[str]) -> tuple[str, str] | None:
    """Return the editors named by the first line that names any, and that line.

    >>> find_editor(["（编辑：严玉洁 王辉）"])
    ('严玉洁、王辉', '（编辑：严玉洁 王辉）')
    """
    lines = [line for line in lines if "编" in line or "編" in line or "选稿" in line]
    return _first(_EDITOR, lines) or _first(_BARE_EDITOR, lines)


def find_author(lines: Iterable[str]) -> tuple[str, str] | None:
    """Return the author credited at the edge of a text, and the line that does it.

    >>> find_author(["作者：上官云 宋宇晟"])
    ('上官云、宋宇晟', '作者：上官云 宋宇晟')
    >>> find_author(["中青报·中青网记者 魏其濛 来源：中国青年报"])[0]
    '魏其濛'
    >>> find_author(["（本文来源：经济日报 作者：中国国际经济交流中心部长、研究员徐占忱）"])[0]
    '徐占忱'
    """
    lines = [line for line in lines if len(line) <= LONGEST]
    for line in lines:
        if names := read_byline(line):
            return names, line
        written = _WRITTEN_AFTER.match(line) if "文" in line else None
        if written and (is_person(written[1]) or "·" in written[1]):
            return written[1], line
    signed = (_signature(line) for line in lines if line.startswith(("（", "(", "【")))
    credited = _first(_AUTHOR, [line for line in lines if _WRITES.search(line)])
    bare = (_bare_author(line) for line in lines if "作者 " in line or "文 " in line)
    return credited or next(filter(None, (*signed, *bare)), None) or _handed_in(lines)


def _handed_in(lines: Iterable[str]) -> tuple[str, str] | None:
    """Return the people who handed a text in, who wrote it; an office did not (供稿：办公室)."""
    found = _first(_BY_HAND, [line for line in lines if "供稿" in line])
    return found if found and are_persons(found[0]) else None


def find_reporters(paragraphs: Sequence[str]) -> tuple[str, str] | None:
    """Return the reporters named in the dateline of the first paragraphs or in brackets at the very end.

    >>> find_reporters(["新华社北京4月24日电 （记者宋晨、胡喆）中拉航天合作论坛开幕。"])[0]
    '宋晨、胡喆'
    >>> find_reporters(["会议在省会召开。", "会议还研究了其他事项。（张巨峰）"])[0]
    '张巨峰'
    """
    if not paragraphs:
        return None
    if dateline := read_dateline(paragraphs[:_DATELINES]) or _opening(paragraphs[0]):
        return dateline
    ending = _TAKEN_FROM.sub("", paragraphs[-1][-_END:])
    return _signature(ending) or _bare_signature(ending) or _signed_above_captions(paragraphs)


def _signed_above_captions(paragraphs: Sequence[str]) -> tuple[str, str] | None:
    """Return the people behind the last sentence of a story, where boxes or captions of pictures follow it."""
    for paragraph in paragraphs:
        reports = "记者" in paragraph[-_NAMED:] and not paragraph.endswith(("摄", "图"))
        if reports and (named := _people(_REPORTED.search(paragraph[-_NAMED:]))):
            return named
        short = len(paragraph) <= _NAMED
        if short and ("记者" in paragraph or "記者" in paragraph) and (named := _byline_alone(paragraph)):
            return named
        if short and paragraph[0] == "文" and (named := _people(_WRITER.fullmatch(paragraph))):
            return named
    for paragraph in reversed(paragraphs[-_CAPTIONS:-1]):
        if named := _people(_SIGNED.search(paragraph[-_END:])):
            return named
    return None


def _opening(paragraph: str) -> tuple[str, str] | None:
    """Return the people whom brackets at the beginning of a text name as its writers ([文/观察者网 王世纯])."""
    found = _WRITTEN.match(paragraph)
    names = _only_people(clean_names(found[1])) if found else None
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


def _signature(text: str) -> tuple[str, str] | None:
    """Return the people whom brackets at the very end of a text name, and the brackets."""
    found = _AT_THE_END.search(text)
    if found is None or _EDITED.match(found[1]):
        return None
    if names := read_byline(found[1], enclosed=True):
        return names, found[0]
    if names_office_and_person(found[1], _END) and is_office(found[1].rpartition(" ")[0]):
        return found[1].rpartition(" ")[2], found[0]
    signed = _SIGNATURE.fullmatch(_NEXT_LABEL.sub("", found[1]))
    names = _only_people(clean_names(_REPORT.sub("", signed["people"]))) if signed else None
    if signed and names and (signed["role"] or _vouched(names)):
        return names, found[0]
    return None


def _vouched(names: str) -> bool:
    """Return whether names are those of persons: one with a frequent surname vouches for another beside it."""
    parts = names.split("、")
    if are_persons(names):
        return True
    short = len(parts) == 2 and max(map(len, parts)) <= 3
    return short and any(map(is_person, parts)) and _DEEDS.isdisjoint(parts)


def _only_people(names: str | None) -> str | None:
    """Return names without the outlet that stands among people (文/汽车之声 李莎莎)."""
    parts = [_without_office(part) for part in names.split("、")] if names else []
    people = [part for part in parts if is_person(part) or not looks_like_publisher(part)]
    return "、".join(people) if people and any(map(is_person, people)) else names


def _without_office(name: str) -> str:
    """Return a person without the office or department before the name, else the name as it is.

    >>> _without_office("省第二人民医院呼吸科 何晓婷"), _without_office("江帆 林晋")
    ('何晓婷', '江帆 林晋')
    """
    office, _, person = name.rpartition(" ")
    return person if office and is_office(office) and is_person(person) else name


def _bare_author(line: str) -> tuple[str, str] | None:
    """Return the author whom a line names behind a label without colon, or behind the outlet.

    >>> _bare_author("来源：河口日报 | 作者 江帆")[0], _bare_author("► 文 临江观察 陶梦远")[0]
    ('江帆', '陶梦远')
    """
    found = _BARE_AUTHOR.search(line)
    names = clean_names(next(filter(None, found.groups()))) if found else None
    return (names, line) if names and (are_persons(names) or "·" in names) else None


def find_source(lines: Iterable[str]) -> tuple[str, str] | None:
    """Return the source credited at the edge of a text, and the line that does it.

    >>> find_source(["本文来源：中国新闻网 作者：李金磊 责任编辑：NF055"])[0]
    '中国新闻网'
    """
    for line in lines:
        found = _SOURCE.search(line) if "源" in line and len(line) <= LONGEST else None
        if found:
            name = clean_source(_before_next_label(line, found))
            if name:
                return name, line
    return None


def without_pictures(lines: Sequence[str], text: Sequence[str]) -> Sequence[str]:
    """Return the lines without those that credit pictures, as a text does that states one source after another.

    >>> without_pictures(["来源：路透社", "来源：新华社"], ["青龙湾的水鸟。", "来源：美联社", "来源：路透社"])
    ['来源：新华社']
    """
    stated = [line for line in text if line.startswith(("来源", "來源"))]
    return [line for line in lines if line not in stated] if len(stated) > 1 else lines


def _before_next_label(line: str, found: re.Match[str]) -> str:
    """Return what a credit says, without the label of the next one (罗倩 of 文：罗倩 图：王晨)."""
    stated = found[1]
    if line[found.end(1) : found.end(1) + 1] in _LABEL_ENDS:
        stated = _LAST_WORD.sub("", stated)
    return _NEXT_LABEL.sub("", stated).strip()


def _first(pattern: re.Pattern[str], lines: Iterable[str]) -> tuple[str, str] | None:
    for line in lines:
        found = pattern.search(line) if len(line) <= LONGEST else None
        if found:
            stated = _before_next_label(line, found)
            office = _WITH_OFFICE.match(stated)
            names = office[1] if office else _only_people(clean_names(_DID.sub("", stated)))
            if names:
                return names, line
    return None
