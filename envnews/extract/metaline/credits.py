"""Read who wrote, edited and first published a text from the lines at its edges that credit them.

Besides the meta line, Chinese news name people in a byline above the text (本报记者 王乐文 方敏) and in credits below it
(责任编辑：宋岩, （编辑：文静）, 来源：中国青年报). Who signs in the text itself, `signatures` reads.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.metaline.borders import OF_DESIGN
from envnews.extract.metaline.pieces import COLONS
from envnews.extract.people.bylines import read_byline, with_next_line
from envnews.extract.people.no_names import is_about_authors
from envnews.extract.people.persons import are_persons, is_person, people_of_office
from envnews.extract.people.signatures import (
    NAME,
    NEXT_LABEL,
    SHORT_NAME,
    SPACED,
    are_short_names,
    only_people,
    read_signature,
)
from envnews.normalize import clean_names, clean_source
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LONGEST: Final = 160
"""Characters of a line that can be a credit."""

_EDITOR: Final = re.compile(
    r"(?:责任编辑人?|网编|小编|責任編輯|责\s?编|責編|值班编辑|网络编辑|(?<![初复终]审)(?<!图片)(?<!视觉)(?<!总)编\s?辑|編輯|选稿)\s*[:：|｜丨/／]\s*[（(]?\s*"
    r"([^（）()【】\[\]|｜\n:：#＃]{1,40})",
)
# 何燕／編輯: name and office, as broadcasters of Taiwan sign
_NAMED_EDITOR: Final = compile_later(r"([\u4e00-\u9fff]{2,4})\s?[/／]\s?(?:責任|责任)?(?:編輯|编辑)$")
# (佑安 编辑), behind the text
_ENCLOSED_EDITOR: Final = compile_later(
    r"[（(]\s?(?!(?:资深|高级|网络|图片|视频|首席|美术|文字|新闻|值班|执行|特约|本报|本网|主任|实习|见习|助理|版面|音频|英文|中文|技术|客户端|全媒体|融媒体)\s)"
    r"([\u4e00-\u9fff]{2,4})\s(?:责任)?(?:编辑|責編|编輯|編輯|责编)\s?[）)]$"
)
_GLUED_EDITOR: Final = compile_later(r"[（(\s][\u4e00-\u9fff·]{0,10}编辑([\u4e00-\u9fff]{2,3})[）)]$")
# Who checked a text, too, edited it where nobody else is said to have.
_CHECKER: Final = compile_later(r"(?:编审|编校)\s*[:：|｜丨/／]\s*([^（）()【】\[\]|｜\n:：#＃]{1,40})")
_RESPONSIBLE: Final = ("责", "責")
_LABELS: Final = 8
"""Lines that name editors, up to which they are the article's; lists of other articles have more."""
_AUTHOR: Final = re.compile(
    r"(?:(?<!该)作\s?者|撰文|撰稿人?|撰写|采写|执笔人?|文案|(?:^|[\s（(])记者(?=\s*[:：|｜丨/／]\s*[\u4e00-\u9fff· ]{2,4}(?:$|[\s、（(]"
    r"|[，,]\s?[\u4e00-\u9fff· ]{2,4}(?:$|[\s、，,（(])))|^\W{0,2}(?:文\s?[/／、]\s?[图圖摄攝]|[图圖]\s?[/／、]\s?文|图文|文图|文字?|编译|主笔)|(?:^|\s)整理|[（(]文|[（(](?:实习|本文)?编译|\s文(?=[/／]))"
    r"(?:\s?[/／]\s?(?:视频|剪辑))*\s*[:：|｜丨/／_]\s*"
    r"(?:[图圖]\s+)?(?!\s|[图圖摄攝]\W|(?:19|20)\d\d[-/.年])([^（）()【】\[\]|｜\n:：。]{1,60})"
)
WRITTEN_BY: Final = re.compile(
    r"^\W{0,2}(?:(?:本文)?作\s?者|撰文|(?:特约)?撰稿|采写|(?:采访并)?文)\s*[:：|｜丨/／]|^作者\s+[\u4e00-\u9fff ]{2,16}$"
    r"|^\W{0,3}文\s+[\u4e00-\u9fff ]{2,14}$|^[^，。]{2,40}[/／|｜]\s*文(?:$|\s)"
)
"""Starts of lines that name the author among the first ones of a text."""
# 亚当·史密斯（Adam Smith）/文 《水务评论》副主编
_WRITTEN_AFTER: Final = re.compile(
    r"([\u4e00-\u9fff·]{2,12})(?:\s?[（(][A-Za-z][\w .'·-]{2,40}[）)])?\s*(?:[/／|｜]\s*文|\s图[/／]文|\s文\s?[/／]\s?[图圖])(?:$|[\s/／])"
)
# 崔晓 周盼盼 图/文
_PAIR_AFTER: Final = compile_later(
    r"\W{0,2}([\u4e00-\u9fff]{2,3}(?:[\s、][\u4e00-\u9fff]{2,3}){1,3})\s?(?:图\s?[/／]\s?文|文\s?[/／]\s?图|图文)\W{0,2}"
)
_BY_HAND: Final = compile_later(r"供\s?稿人?\s*[:：/／]\s*([^（()）【】\[\]|｜\n:：。]{1,60})")
_BARE_AUTHOR: Final = compile_later(
    r"(?:^|[|｜]\s?)作者\s+([\u4e00-\u9fff·]{2,12}(?:\s[\u4e00-\u9fff]{2,3}){0,3})(?:$|\s[|｜])"
    r"|^作者\s+([A-Z][\w.'-]*(?:\s[A-Z][\w.'-]*){0,3})(?:$|\s[|｜])"
    r"|^\W{0,3}文\s+(?:[\u4e00-\u9fff]{2,8}\s+)?([\u4e00-\u9fff]{2,3})$"
    r"|^文\s([\u4e00-\u9fff]{2,3})\s.{2,40}(?:19|20)\d\d[-/.年]"
    r"|(?:来源|來源)\s?[:：][^：:，。]{2,30}\s(?:记者|記者)\s+([\u4e00-\u9fff]{2,3}(?:[\s、][\u4e00-\u9fff]{2,3}){0,3})$"
)
_OFFICES: Final = (
    "科",
    "局",
    "处",
    "办",
    "站",
    "所",
    "委",
    "部",
    "队",
    "股",
    "室",
    "厅",
    "院",
    "社",
    "网",
    "报",
)
_WRITES: Final = re.compile("[者撰写笔文译整]")
"""Characters of the author's labels, one of each; most lines hold none, and looking for them is quick."""
_SOURCE: Final = re.compile(
    r"(?<!参考)(?<!參考)(?<!图片)(?<!素材)(?<!图像)(?<!圖像)(?<!視頻)(?<!视频)(?<!数据)(?<!圖片)(?<!照片)(?<!，)(?<!截图)(?<!资料)(?<!資料)(?<!注明)(?<!註明)(?<!标明)"
    r"(?:来\s?源于?|來源|稿\s?源)\s*[:：|｜丨/／>＞]\s*(?!\s|https?:)([^|｜\n:：]{2,40})"
)
_DID: Final = re.compile(r"\s?[/／]\s?(?:编译|整理|综合|报道|摄影|文图|图文)$")
"""What those named did, behind their names (江帆/编译)."""
# Day and time behind a name, who passed the text on.
_BEHIND_NAME: Final = re.compile(
    r"\s(?:19|20)\d\d\s?[-/.年].*|[；;，,]\s?(?:由|经|供|作者|记者|编辑|题图|头图|封面|配图|图片|原[题标]).{2,}$"
)
_FILM: Final = ("导演", "总导演", "分集导演", "制片", "总制片")
"""Beginnings of credits that only films have."""
_LABEL_ENDS: Final = (*COLONS, "|", "｜", "丨")
_GLUED_LABEL: Final = compile_later(r"(?<=[\u4e00-\u9fff]{2})(?:责任编辑|编辑|责编|来源|审核|校对|摄影)\s*$")
"""The next label right behind a name (江帆编辑 of 作者:江帆编辑:何燕)."""
_LAST_WORD: Final = re.compile(r"[\s，,；;、]+(?:[\u4e00-\u9fff/]{1,6}|QQ|ID|Tel|E-?mail)\s*$")
# 编辑 唐峥, 每经编辑 文多
_BARE_EDITOR: Final = re.compile(
    rf"(?:^|[\s　（(【\[，,○⊙●◎□■])(?:[\u4e00-\u9fff]{{0,6}})(?:责任编辑|责编|编辑|編輯)[\s　]+"
    rf"((?:{SPACED}|{NAME})(?:[\s、，,]{NAME}){{0,3}}|[A-Za-z]{{2,12}}\d{{0,6}}(?=[）)】\]]))(?=$|[\s　）)】\]])"
)
# 中心部长、研究员徐占忱: who is named with office comes last.
_WITH_OFFICE: Final = re.compile(
    r"^.{4,}(?:研究员|评论员|教授|部长|院长|所长|主任|局长|厅长|处长|会长|主席|书记|博士|院士|工程师|记者|律师|委员|研究生|博士生|教师|学者|作家)\s?([\u4e00-\u9fff]{2,3})$",
)


def find_editor(lines: Iterable[str]) -> tuple[str, str] | None:
    """Return the editors named by the first line that names any, and that line.

    >>> find_editor(["（编辑：严玉洁 王辉）"])
    ('严玉洁、王辉', '（编辑：严玉洁 王辉）')
    >>> find_editor(["何燕／編輯"])[0], find_editor(["⊙记者 江帆 林晋 ○编辑 何燕"])[0]
    ('何燕', '何燕')
    >>> find_editor(["(佑安 编辑)"])[0]
    '佑安'
    """
    lines = list(filter(may_name_editor, lines))
    if not lines:
        return None
    found = _editors(lines) or _first(_BARE_EDITOR, lines) or _first(_CHECKER, lines)
    if found is None:
        # 临江新闻编辑江帆, in brackets behind the text
        glued = ((_GLUED_EDITOR.search(line), line) for line in lines if line.endswith(("）", ")")))
        named = ((_NAMED_EDITOR.match(line), line) for line in lines if line.endswith(("輯", "辑")))
        found = next(((at[1], line) for at, line in (*glued, *named) if at and is_person(at[1])), None)
        found = found or _first(_ENCLOSED_EDITOR, lines)
    return found


def _editors(lines: Sequence[str]) -> tuple[str, str] | None:
    """Return the editors behind the first label, with the one whom the other label names (编辑：, 责任编辑：).

    >>> _editors(["编辑：江帆", "责任编辑：何燕"]), _editors(["编辑：江帆 责编：江帆", "编辑：何燕"])
    (('江帆、何燕', '编辑：江帆'), ('江帆', '编辑：江帆 责编：江帆'))
    """
    found = _first(_EDITOR, lines)
    if found is None:
        return None
    named: dict[bool, tuple[str, str]] = {}
    for line in lines if len(lines) < _LABELS else ():
        for match in _labels(line) if len(line) <= LONGEST else ():
            if not line[: match.start()].endswith(OF_DESIGN) and (names := _names(line, match)):
                named.setdefault(match[0].startswith(_RESPONSIBLE), (names, line))
    (first, line), *others = named.values() or (found,)
    both = "、".join((first, *(names for names, _ in others if are_short_names(names))))
    return "、".join(dict.fromkeys(both.split("、"))), line


def _labels(line: str) -> Iterator[re.Match[str]]:
    """Yield the labels of editors with what follows each, the next label perhaps."""
    match = _EDITOR.search(line)
    while match is not None:
        yield match
        match = _EDITOR.search(line, match.start(1))


def may_name_editor(line: str) -> bool:
    """Return whether a line holds a letter of the labels of editors; few do."""
    return "编" in line or "編" in line or "选稿" in line


def find_author(lines: Iterable[str]) -> tuple[str, str] | None:
    """Return the author credited at the edge of a text, and the line that does it.

    >>> find_author(["作者：上官云 宋宇晟"])
    ('上官云、宋宇晟', '作者：上官云 宋宇晟')
    >>> find_author(["中青报·中青网记者 魏其濛 来源：中国青年报"])[0]
    '魏其濛'
    >>> find_author(["崔晓 周盼盼 图/文"])[0]
    '崔晓、周盼盼'
    >>> find_author(["（本文来源：经济日报 作者：中国国际经济交流中心部长、研究员徐占忱）"])[0]
    '徐占忱'
    """
    lines = [line for line in lines if len(line) <= LONGEST]
    if not lines:
        return None
    for index, line in enumerate(lines):
        if names := read_byline(line):
            return with_next_line((names, line), lines[index + 1 : index + 2])
        several = _PAIR_AFTER.fullmatch(line) if "文" in line else None
        if several and (names := clean_names(several[1])) and are_persons(names):
            return names, line
        written = _WRITTEN_AFTER.match(line) if "文" in line else None
        if written and (is_person(written[1]) or "·" in written[1]):
            return written[1], line
    signed = (read_signature(line) for line in lines if line.startswith(("（", "(", "【")))
    credited = _first(_AUTHOR, [line for line in lines if _WRITES.search(line)])
    bare = (_bare_author(line) for line in lines if "者 " in line or "文 " in line)
    return credited or next(filter(None, (*signed, *bare)), None) or _handed_in(lines)


def _handed_in(lines: Iterable[str]) -> tuple[str, str] | None:
    """Return the people who handed a text in, who wrote it; an office did not (供稿：办公室)."""
    found = _first(_BY_HAND, [line for line in lines if "供稿" in line])
    if found is None:
        return None
    # Who is called a person may have a rare surname.
    person = "供稿人" in found[1] and SHORT_NAME.fullmatch(found[0]) and not found[0].endswith(_OFFICES)
    return found if person or are_persons(found[0]) else None


def _bare_author(line: str) -> tuple[str, str] | None:
    """Return the author whom a line names behind a label without colon, or behind the outlet.

    >>> _bare_author("来源：河口日报 | 作者 江帆")[0], _bare_author("► 文 临江观察 陶梦远")[0]
    ('江帆', '陶梦远')
    >>> _bare_author("来源：河口晚报·新视觉网 记者 江帆")[0], _bare_author("作者 Daisy Rivers | 發布日期 2019 年 05 月 03 日")[0]
    ('江帆', 'Daisy Rivers')
    """
    found = _BARE_AUTHOR.search(line)
    names = clean_names(next(filter(None, found.groups()))) if found else None
    if names is None:
        return None
    named = (
        line.startswith("作者 ")
        and (names.isascii() or SHORT_NAME.fullmatch(names))
        and not is_about_authors(names)
    )
    return (names, line) if named or are_persons(names) or "·" in names else None


def find_source(lines: Iterable[str]) -> tuple[str, str] | None:
    """Return the source credited at the edge of a text, and the line that does it.

    >>> find_source(["本文来源：中国新闻网 作者：李金磊 责任编辑：NF055"])[0]
    '中国新闻网'
    """
    for line in lines:
        found = _SOURCE.search(line) if "源" in line and len(line) <= LONGEST else None
        if found:
            stated = _before_next_label(line, found)
            name = clean_source(stated.split(maxsplit=1)[0] if people_of_office(stated) else stated)
            if name:
                return name, line
    return None


def without_films(lines: Sequence[str]) -> list[str]:
    """Return credits without the editor of a film, whom the list of its makers names behind its director.

    >>> without_films(["导演：江帆", "编辑：周宁", "（编辑 何燕）"])
    ['导演：江帆', '（编辑 何燕）']
    """
    return [
        line
        for index, line in enumerate(lines)
        if not (index and line.startswith("编辑") and lines[index - 1].startswith(_FILM))
    ]


def without_pictures(lines: Sequence[str], text: Sequence[str]) -> Sequence[str]:
    """Return the lines without those that credit pictures, as a text does that states one source after another.

    >>> without_pictures(["来源：路透社", "来源：新华社"], ["青龙湾的水鸟。", "来源：美联社", "来源：路透社"])
    ['来源：新华社']
    """
    stated = [line for line in text if line.startswith(("来源", "來源"))]
    return [line for line in lines if line not in stated] if len(stated) > 1 else lines


def _before_next_label(line: str, found: re.Match[str]) -> str:
    """Return what a credit says, without the label of the next one (罗倩 of 文：罗倩 图：王晨, nothing of 作者： 分类：水务)."""
    stated = found[1]
    behind = line[found.end(1) : found.end(1) + 1]
    if behind in _LABEL_ENDS:
        stated = _LAST_WORD.sub("", stated)
        glued = _GLUED_LABEL.search(stated)
        if glued and is_person(stated[: glued.start()].strip()):
            return stated[: glued.start()].strip()
        if behind in COLONS and stated.strip().isalpha() and stated == found[1]:
            return ""
    return NEXT_LABEL.sub("", _BEHIND_NAME.sub("", stated)).strip()


def _with_offices(stated: str) -> str | None:
    """Return the people named with their offices, each with one where all are, else the last.

    >>> _with_offices("临江研究院院长王文、临江研究院副研究员　王鹏"), _with_offices("中国国际经济交流中心部长、研究员徐占忱")
    ('王文、王鹏', '徐占忱')
    """
    parts = [_WITH_OFFICE.match(part.strip()) for part in stated.split("、")]
    if len(parts) > 1 and all(parts):
        return "、".join(part[1] for part in parts if part)
    last = _WITH_OFFICE.match(stated)
    return last[1] if last else None


def _first(pattern: re.Pattern[str], lines: Iterable[str]) -> tuple[str, str] | None:
    for line in lines:
        found = pattern.search(line) if len(line) <= LONGEST else None
        if found and (names := _names(line, found)):
            return names, line
    return None


def _names(line: str, found: re.Match[str]) -> str | None:
    """Return the people whom a credit names behind its label."""
    stated = _before_next_label(line, found)
    return _with_offices(stated) or only_people(clean_names(_DID.sub("", stated)))
