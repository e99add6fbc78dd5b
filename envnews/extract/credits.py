"""Read who wrote, edited and first published a text from the text's own edges.

Besides the meta line, Chinese news name people in a byline above the text (本报记者 王乐文 方敏), in the
dateline (（记者宋晨）), and in credits below it (责任编辑：宋岩, （编辑：文静）, 来源：中国青年报).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from envnews.normalize import clean_names, clean_source

_NAME: Final = r"[\u4e00-\u9fff·]{2,4}"
_SPACED: Final = r"[\u4e00-\u9fff][\s\u3000]{1,2}[\u4e00-\u9fff]"
_PEOPLE: Final = rf"(?:{_SPACED}|{_NAME})(?:\s*[、，,\s]\s*(?:{_SPACED}|{_NAME})(?![\u4e00-\u9fff])){{0,7}}"
_OUTLET: Final = r"(?:[\u4e00-\u9fff·A-Za-z]{0,14}?)"

_EDITOR: Final = re.compile(
    r"(?:责任编辑|責任編輯|责\s?编|責編|值班编辑|网络编辑|编\s?辑|編輯|编审|编校)\s*[:：|｜丨/／]\s*([^（）()【】\[\]|｜\n:：]{1,40})",
)
_AUTHOR: Final = re.compile(r"(?:作\s?者|撰文|撰稿|文)\s*[:：|｜丨/／]\s*([^（）()【】\[\]|｜\n:：]{1,40})")
_SOURCE: Final = re.compile(r"(?:来\s?源于?|來源)\s*[:：|｜丨/／]\s*([^|｜\n:：]{2,40})")
_DATELINE: Final = re.compile(
    rf"[（(〔【]\s*{_OUTLET}(?:本报|本网|特约|见习|实习|全媒体|首席|通讯员)?记者\s*[:：]?\s*({_PEOPLE})[^（()）〔〕【】]{{0,30}}[）)〕】／/]",
)
_BYLINE: Final = re.compile(rf"^\s*{_OUTLET}(?:本报|本网|特约|见习|实习|首席)?记者\s*[:：]?\s*({_PEOPLE})\s*(?:通讯员\s*({_PEOPLE}))?(?:\s*来源.*)?$")
_NEXT_LABEL: Final = re.compile(r"\s*(?:责任编辑|责编|编辑|作者|来源|审核|校对|摄影|监制|文字|摄|供稿)\s*[:：|｜丨/／].*$")


def find_editor(lines: Iterable[str]) -> tuple[str, str] | None:
    """Return the editors named by the last line that names any, and that line; 责任编辑 wins over 编辑.

    >>> find_editor(["（编辑：严玉洁 王辉）"])
    ('严玉洁、王辉', '（编辑：严玉洁 王辉）')
    """
    return _first(_EDITOR, lines)


def find_author(lines: Iterable[str]) -> tuple[str, str] | None:
    """Return the author credited at the edge of a text, and the line that does it.

    >>> find_author(["作者：上官云 宋宇晟"])
    ('上官云、宋宇晟', '作者：上官云 宋宇晟')
    >>> find_author(["中青报·中青网记者 魏其濛 来源：中国青年报"])[0]
    '魏其濛'
    """
    lines = list(lines)
    for line in lines:
        byline = _BYLINE.match(line) if "记者" in line else None
        if byline:
            names = clean_names("、".join(filter(None, byline.groups())))
            if names:
                return names, line
    return _first(_AUTHOR, lines)


def find_reporters(paragraphs: Sequence[str]) -> tuple[str, str] | None:
    """Return the reporters named in the dateline of the first paragraph or at the end of the last.

    >>> find_reporters(["新华社北京4月24日电 （记者宋晨、胡喆）中拉航天合作论坛开幕。"])[0]
    '宋晨、胡喆'
    """
    for paragraph in (*paragraphs[:2], *paragraphs[-1:]):
        if "记者" not in paragraph:
            continue
        edge = paragraph[:80] if paragraph is not paragraphs[-1] else paragraph[:80] + "\n" + paragraph[-60:]
        found = _DATELINE.search(edge)
        if found:
            names = clean_names(found[1])
            if names:
                return names, found[0]
    return None


def find_source(lines: Iterable[str]) -> tuple[str, str] | None:
    """Return the source credited at the edge of a text, and the line that does it.

    >>> find_source(["本文来源：中国新闻网 作者：李金磊 责任编辑：NF055"])[0]
    '中国新闻网'
    """
    for line in lines:
        found = _SOURCE.search(line) if ("来" in line or "來" in line) and len(line) <= 160 else None
        if found:
            name = clean_source(_NEXT_LABEL.sub("", found[1]))
            if name:
                return name, line
    return None


def _first(pattern: re.Pattern[str], lines: Iterable[str]) -> tuple[str, str] | None:
    for line in lines:
        found = pattern.search(line) if len(line) <= 160 else None
        if found:
            names = clean_names(_NEXT_LABEL.sub("", found[1]))
            if names:
                return names, line
    return None
