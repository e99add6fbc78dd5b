"""Read who wrote a text from the lines at its edges that say so: bylines, labels with and without colon, 文/ behind a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.metaline.credits import LONGEST, first_named
from envnews.extract.people.bylines import read_byline, with_next_line
from envnews.extract.people.no_names import is_about_authors
from envnews.extract.people.persons import are_persons, is_person
from envnews.extract.people.signatures import SHORT_NAME, read_signature
from envnews.normalize import clean_names
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable

_AUTHOR: Final = re.compile(
    r"(?:(?<!该)作\s?者|撰文|撰稿人?|撰写|采写|执笔人?|文案|(?:^|[\s（(])记者(?=\s*[:：|｜丨/／]\s*[\u4e00-\u9fff· ]{2,4}(?:$|[\s、（(]"
    r"|[，,]\s?[\u4e00-\u9fff· ]{2,4}(?:$|[\s、，,（(])))|^\W{0,2}(?:文\s?[/／、]\s?[图圖摄攝]|[图圖]\s?[/／、]\s?文|图文|文图|文字?|编译|主笔)|(?:^|\s)整理|[（(]文|[（(](?:实习|本文)?编译|\s文(?=[/／]))"
    r"(?:\s?[/／]\s?(?:视频|剪辑))*\s*[:：|｜丨/／_]\s*"
    r"(?:[图圖]\s+)?(?!\s|[译譯编]者|[图圖摄攝]\W|(?:19|20)\d\d[-/.年])([^（）()【】\[\]|｜\n:：。]{1,60})"
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
    credited = first_named(_AUTHOR, [line for line in lines if _WRITES.search(line)])
    bare = (_bare_author(line) for line in lines if "者 " in line or "文 " in line)
    return credited or next(filter(None, (*signed, *bare)), None) or _handed_in(lines)


def _handed_in(lines: Iterable[str]) -> tuple[str, str] | None:
    """Return the people who handed a text in, who wrote it; an office did not (供稿：办公室)."""
    found = first_named(_BY_HAND, [line for line in lines if "供稿" in line])
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
