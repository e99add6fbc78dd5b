"""Say what of a piece of a meta line, between two borders, belongs to the field that the first border announces."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

from envnews.extract.furniture.interface import INTERFACE
from envnews.extract.furniture.words import PROVINCE, ends_text
from envnews.extract.people.bylines import DESK_NAMED, without_report
from envnews.extract.people.no_names import is_button, is_command, names_nobody
from envnews.extract.people.outlets import is_publisher_beside_date, looks_like_outlet
from envnews.extract.people.persons import is_person, people_of_office
from envnews.patterns import compile_later

_BARS: Final = "|｜丨"
_BREAKS: Final = re.compile(r"[\s|｜丨](?:(?<=[|｜丨\n])|\s\s)")
_SUMMARY: Final = re.compile(r"(?:文章|内容|本文)?(?:简介|摘要|导读|概要|目录)$")
_OUTLET_AND_PEOPLE: Final = re.compile(
    r"([\u4e00-\u9fff《》]{3,14}?)\s?(?:[、/／]\s?|[（(](?:记者|作者|文)?\s?(?=[^（()）]+[）)]$))((?:[\u4e00-\u9fff]{2,3}[\s、,，/／]*){1,6})[）)]?$"
)
_PICTURED: Final = re.compile(
    r"[\s\u3000](?:[图摄圖攝]|摄影|摄像)(?:[\s:：/／].*)?$|[，,；;]\s?(?:题图|头图|封面|配图|图片).*$"
)
"""The label of who took the pictures, or of where one is from, behind who wrote the text."""
_TOOK: Final = compile_later(r"[图圖摄攝影]\s?[/／|｜丨]\s?[\u4e00-\u9fff]{0,5}$")
_REACH: Final = 10
_RANKS: Final = ("首席", "特派", "资深", "高级", "主任", "全媒体", "融媒体", "融媒", "视频", "文字", "专刊")
_NO_NAME: Final = re.compile(r"^《|\d|热线")
_REGION: Final = compile_later(rf"(?:{PROVINCE.pattern})(?:省|市|壮族|回族|维吾尔)?(?:自治区)?")
"""From where an account posts (来自 浙江省), which is no outlet."""
_HUMAN: Final = frozenset({"author", "editor"})
_NEXT_ROLE: Final = compile_later(r"\s[\u4e00-\u9fff]{2,4}\s?[:：].*$")
"""What somebody else did, behind the people of a field (江帆 策划：何燕)."""
_SIZES: Final = re.compile(r"[-+\sAT]+")
"""Buttons for the size of the letters (文字 -A A +A)."""


_ISSUED: Final = re.compile(
    r"(?<=[\u4e00-\u9fff》])(?:(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日|(?:19|20)\d{6})?(?:第?[A-Z]?\d[\dA-Z、]*版\S*)?$"
)
"""Day and page of an issue glued to the name of a paper (临江日报20250214, 临江日报2024年11月26日02版)."""
_PAGE: Final = re.compile(r"第?[A-Z]?\d{1,3}版")
COLONS: Final = (":", "：")
"""Behind the labels of lines and credits."""
_AROUND: Final = " \u3000|｜丨·/／[【(（"
"""Marks between an outlet and the next label."""


def source_beside_day(value: str, behind: str) -> str:
    """Return what stands behind the label of a source, or behind the day of issue that follows it there.

    Args:
        value: The words between label and day.
        behind: Those between the day and the next border.

    >>> source_beside_day(" ", " 临江日报 第1版"), source_beside_day("临江新闻网：", "")
    ('临江日报', '临江新闻网')
    >>> source_beside_day(" 临江网 ", " 江南日报"), source_beside_day(" ", " 会议召开")
    (' 临江网 ', ' ')
    """
    name = value.strip()
    if name.endswith(COLONS) and looks_like_outlet(name[:-1]):
        return name[:-1]
    words = behind.split(maxsplit=2) if not name else []
    paper = len(words) > 1 and _PAGE.match(words[1])
    return words[0] if words and (paper or is_publisher_beside_date(words[0])) else value


def outlet_in_front(before: str) -> str | None:
    r"""Return the outlet with which a line begins before its first label, that of a person.

    >>> outlet_in_front("临江晚报 "), outlet_in_front("首页\n临江网 | "), outlet_in_front("【临江在线】河口晚报 ")
    ('临江晚报', '临江网', '河口晚报')
    >>> outlet_in_front("社会新闻 ") is None
    True
    """
    name = before.rpartition("\n")[2]
    # 【临江网 河长频道】河口晚报: the site itself stands in brackets
    name = (name.partition("】")[2] or name).strip(_AROUND)
    return None if not looks_like_outlet(name) or ends_text(name) or names_nobody(name) else name


def of_field(name: str, value: str) -> str:
    """Return what of a value belongs to its field."""
    if name == "keywords":
        return value.strip()
    value = cut(value)
    if _SIZES.fullmatch(value) or (name == "source" and _REGION.fullmatch(value)):
        return ""
    if name == "source":
        value = _first_name(value)
        return _ISSUED.sub("", value) if value.endswith(("版", "日")) or value[-1:].isdigit() else value
    if name in _HUMAN and (":" in value or "：" in value):
        value = _NEXT_ROLE.sub("", value)
    if name == "editor":
        return _people(value, coded=True)
    if name == "author":
        return _people(without_report(_PICTURED.sub("", value)))
    return value


def _people(value: str, *, coded: bool = False) -> str:
    """Return the names of a field without what follows them after a blank and is none (林孟 39健康网, 环保君 0)."""
    first, *others = value.split(" ")
    if is_button(first):
        return ""
    if others and looks_like_outlet(first) and all(map(is_person, others)):
        return " ".join(others)
    if "·" in value:
        others = [other for other in others if not DESK_NAMED.match(other)]
    return " ".join([first, *takewhile(lambda other: _may_be_name(other, coded=coded), others)])


def _may_be_name(word: str, *, coded: bool) -> bool:
    """Return whether a word behind a name is one, too, or the code (`coded`) that an editor's name may have behind it."""
    if is_command(word) or looks_like_outlet(word.rpartition("-")[2]):
        return False
    return coded or _NO_NAME.search(word) is None


def gives_way(named: str) -> bool:
    """Return whether what stands between 作者 and a role is no person: an outlet, or of what rank one is (首席 记者 江帆)."""
    return looks_like_outlet(named) or named.endswith(_RANKS)


def took_pictures(before: str) -> bool:
    """Return whether what stands before a role says that it took the pictures.

    >>> took_pictures("文/本报记者 江帆 图/"), took_pictures("文/本报记者 江帆 图/江报"), took_pictures("文/")
    (True, True, False)
    """
    return _TOOK.search(before[-_REACH:]) is not None


def people_behind(source: str) -> tuple[str, str] | None:
    """Return outlet and people of a source that names both, with a stroke or comma between them, or an office and its people.

    >>> people_behind("《临江晚报》、费星玮 宋菊"), people_behind("临江日报/江帆"), people_behind("临江网/水务频道")
    (('《临江晚报》', '费星玮、宋菊'), ('临江日报', '江帆'), None)
    >>> people_behind("临江日报（记者 江帆）"), people_behind("临江市人民政府（办公室）")
    (('临江日报', '江帆'), None)
    >>> people_behind("规划处 江帆")
    ('规划处', '江帆')
    """
    if people := people_of_office(source):
        return source.split(maxsplit=1)[0], people
    found = _OUTLET_AND_PEOPLE.match(source)
    names = re.split(r"[\s、,，/／]+", found[2].strip()) if found else []
    # Most of them vouch for those whose surnames are rare.
    sure = sum(map(is_person, names)) * 2 >= len(names)
    return (found[1], "、".join(names)) if found and sure else None


def same_line(value: str) -> str:
    r"""Return what may belong to a label: the next line does where it has no label of its own and heads no other articles.

    >>> same_line(" \n江帆"), same_line(" \n热门文章"), same_line(" \n来源：临江网")
    (' \n江帆', '', '')
    """
    stripped = value.lstrip(" ")
    if not stripped.startswith("\n"):
        return value
    beginning = stripped[:20]
    line = beginning.strip()
    others = ":" in beginning or "：" in beginning or ends_text(line) or INTERFACE.match(line)
    return "" if others or _SUMMARY.match(line) else value


def cut(value: str) -> str:
    """End a value at a bar, at a wide gap and at a bracket that it did not open."""
    value = value.strip().lstrip(_BARS + " ")
    if gap := _BREAKS.search(value):
        value = value[: gap.start()]
    for opening, closing in ("[]", "【】", "()", "（）"):
        end = value.find(closing)
        if end >= 0 and value.find(opening, 0, end) < 0:
            value = value[:end]
    return value.strip(" \u3000\xa0[【(（,，;；/")


def _first_name(value: str) -> str:
    """Return a source without what only stands beside it: templates repeat the site's name after a blank.

    >>> _first_name("临江日报 临江网"), _first_name("临江网 （水务 - 江帆） 评论")
    ('临江日报', '临江网（水务 - 江帆）')
    >>> _first_name("临江网 (转载) 浏览次数（12 次）")
    '临江网(转载)'
    """
    first, _, rest = value.partition(" ")
    if not rest:
        return value
    if rest.startswith(("(", "（", "·")):
        closed = rest.find("）" if rest[0] == "（" else ")")
        return first + (rest[: closed + 1] if closed >= 0 else rest.split(" ")[0])
    chinese = sum("\u4e00" <= character <= "\u9fff" for character in first)
    if chinese < 2 or any(first.count(a) != first.count(b) for a, b in ("《》", "()", "（）", "“”")):
        return value
    return first
