"""Read what a line at the edge of a text credits, up to the next label: its source, and the people behind any label.

Besides the meta line, Chinese news name people in a byline above the text (本报记者 王乐文 方敏) and in credits below it
(责任编辑：宋岩, （编辑：文静）, 来源：中国青年报): see `authors` and `editors`. Who signs in the text itself, `reporters` finds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.metaline.pieces import COLONS
from envnews.extract.people.persons import is_person, people_of_desk, people_of_office, without_post
from envnews.extract.people.signatures import NEXT_LABEL, only_people
from envnews.normalize import clean_names, clean_source
from envnews.normalize.labels import POSTS
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST: Final = 160
"""Characters of a line that can be a credit."""
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
_LABEL_ENDS: Final = (*COLONS, "|", "｜", "丨")
_GLUED_LABEL: Final = compile_later(r"(?<=[\u4e00-\u9fff]{2})(?:责任编辑|编辑|责编|来源|审核|校对|摄影)\s*$")
"""The next label right behind a name (江帆编辑 of 作者:江帆编辑:何燕)."""
_LAST_WORD: Final = re.compile(r"[\s，,；;、]+(?:[\u4e00-\u9fff/]{1,6}|QQ|ID|Tel|E-?mail)\s*$")
# 中心部长、研究员徐占忱: who is named with office comes last.
_WITH_OFFICE: Final = re.compile(
    rf"^.{{4,}}(?:{POSTS}|记者|博士生|教师|作家)\s?([\u4e00-\u9fff]{{2,3}})$",
)


def find_source(lines: Iterable[str]) -> tuple[str, str] | None:
    """Return the source credited at the edge of a text, and the line that does it.

    >>> find_source(["本文来源：中国新闻网 作者：李金磊 责任编辑：NF055"])[0]
    '中国新闻网'
    >>> find_source(['1.凡本网注明"来源：临江日报"或带有水印的所有文字和图片，版权均属本网。'])  # says how such texts are marked
    """
    for line in lines:
        found = _SOURCE.search(line) if "源" in line and len(line) <= LONGEST else None
        if found and "注明" not in line[: found.start(1)]:
            stated = _before_next_label(line, found)
            name = clean_source(stated.split(maxsplit=1)[0] if people_of_office(stated) else stated)
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


def first_named(pattern: re.Pattern[str], lines: Iterable[str]) -> tuple[str, str] | None:
    """Return the people named behind the first label that a pattern finds in a line and that names any, and the line."""
    for line in lines:
        found = pattern.search(line) if len(line) <= LONGEST else None
        if found and (names := names_behind(line, found)):
            return names, line
    return None


def names_behind(line: str, found: re.Match[str]) -> str | None:
    """Return the people whom a credit names behind its label."""
    stated = _before_next_label(line, found)
    return (
        _with_offices(stated)
        or people_of_desk(stated)
        or only_people(clean_names(without_post(_DID.sub("", stated))))
    )


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
