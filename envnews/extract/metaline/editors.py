"""Read who edited a text from the lines at its edges that say so (责任编辑：宋岩, （编辑：文静）, 何燕／編輯).

Labels for editors are many, a text may have two of them, and next to each stand people who did something else: those who
designed it, checked it or cut its film.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.metaline.borders import OF_DESIGN
from envnews.extract.metaline.credits import LONGEST, first_named, names_behind
from envnews.extract.people.persons import is_person
from envnews.extract.people.signatures import NAME, SPACED, are_short_names
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_EDITOR: Final = re.compile(
    r"(?:责任编辑人?|网编|小编|責任編輯|责\s?编|責編|值班编辑|网络编辑|(?<![初复终]审)(?<!图片)(?<!视觉)(?<!总)编\s?辑|編輯|选稿)\s*[:：|｜丨/／]\s*[（(]?\s*"
    r"([^（）()【】\[\]|｜\n:：#＃]{1,40})",
)
# 何燕／編輯: name and office, as broadcasters of Taiwan sign
_NAMED_EDITOR: Final = compile_later(
    r"([\u4e00-\u9fff]{2,4}|[A-Z][A-Za-z]{1,11})\s?[/／|｜]\s?(?:(?:責任|责任)?(?:編輯|编辑)|责编|責編)$"
)
# (佑安 编辑), behind the text
_ENCLOSED_EDITOR: Final = compile_later(
    r"[（(]\s?(?!(?:资深|高级|网络|图片|视频|首席|美术|文字|新闻|值班|执行|特约|本报|本网|主任|实习|见习|助理|版面|音频|英文|中文|技术|客户端|全媒体|融媒体)\s)"
    r"([\u4e00-\u9fff]{2,4})\s(?:责任)?(?:编辑|責編|编輯|編輯|责编)\s?[）)]$"
)
_GLUED_EDITOR: Final = compile_later(r"[（(\s][\u4e00-\u9fff·]{0,10}编辑([\u4e00-\u9fff]{2,3})[）)]$")
# Who checked a text, too, edited it where nobody else is said to have.
_CHECKER: Final = compile_later(r"(?:编审|编校)\s*[:：|｜丨/／]\s*([^（）()【】\[\]|｜\n:：#＃]{1,40})")
# 编辑 唐峥, 每经编辑 文多
_BARE_EDITOR: Final = re.compile(
    rf"(?:^|[\s　（(【\[，,○⊙●◎□■])(?:[\u4e00-\u9fff]{{0,6}})(?:责任编辑|责编|编辑|編輯)[\s　]+"
    rf"((?:{SPACED}|{NAME})(?:[\s、，,]{NAME}){{0,3}}|[A-Za-z]{{2,12}}\d{{0,6}}(?=[）)】\]]))(?=$|[\s　）)】\]])"
)
_RESPONSIBLE: Final = ("责", "責")
_LONGEST_NAME: Final = 15
"""Chinese characters of the longest name of an editor, or of a house's desk."""
_LATIN: Final = re.compile(r"[\x20-\x7e]+")
_LABELS: Final = 8
"""Lines that name editors, up to which they are the article's; lists of other articles have more."""
_FILM: Final = ("导演", "总导演", "分集导演", "制片", "总制片")
"""Beginnings of credits that only films have."""


def find_editor(lines: Iterable[str]) -> tuple[str, str] | None:
    """Return the editors named by the first line that names any, and that line.

    >>> find_editor(["（编辑：严玉洁 王辉）"])
    ('严玉洁、王辉', '（编辑：严玉洁 王辉）')
    >>> find_editor(["何燕／編輯"])[0], find_editor(["⊙记者 江帆 林晋 ○编辑 何燕"])[0]
    ('何燕', '何燕')
    >>> find_editor(["(佑安 编辑)"])[0], find_editor(["Sonia | 责编"])[0]
    ('佑安', 'Sonia')
    """
    lines = list(filter(may_name_editor, lines))
    if not lines:
        return None
    found = _editors(lines) or first_named(_BARE_EDITOR, lines) or first_named(_CHECKER, lines)
    if found is None:
        # 临江新闻编辑江帆, in brackets behind the text
        glued = ((_GLUED_EDITOR.search(line), line) for line in lines if line.endswith(("）", ")")))
        named = (
            (_NAMED_EDITOR.match(line), line) for line in lines if line.endswith(("輯", "辑", "编", "編"))
        )
        found = next(
            ((at[1], line) for at, line in (*glued, *named) if at and (at[1].isascii() or is_person(at[1]))),
            None,
        )
        found = found or first_named(_ENCLOSED_EDITOR, lines)
    return found


def _editors(lines: Sequence[str]) -> tuple[str, str] | None:
    """Return the editors behind the first label, with the one whom the other label names (编辑：, 责任编辑：).

    >>> _editors(["编辑：江帆", "责任编辑：何燕"]), _editors(["编辑：江帆 责编：江帆", "编辑：何燕"])
    (('江帆、何燕', '编辑：江帆'), ('江帆', '编辑：江帆 责编：江帆'))
    """
    # A desk that advertises a post (编辑：…) stands before the label of who edited the text.
    found = next(
        (one for line in lines if (one := first_named(_EDITOR, [line])) and _are_names(one[0])), None
    )
    if found is None:
        return None
    named: dict[bool, tuple[str, str]] = {}
    for line in lines if len(lines) < _LABELS else ():
        for match in _labels(line) if len(line) <= LONGEST else ():
            if (
                not line[: match.start()].endswith(OF_DESIGN)
                and (names := names_behind(line, match))
                and _are_names(names)
            ):
                named.setdefault(match[0].startswith(_RESPONSIBLE), (names, line))
    (first, line), *others = named.values() or (found,)
    both = "、".join((first, *(names for names, _ in others if are_short_names(names))))
    return "、".join(dict.fromkeys(both.split("、"))), line


def _are_names(names: str) -> bool:
    """Return whether what stands behind a label may be names: a post that is advertised is told of at length.

    >>> _are_names("江帆、NF055"), _are_names("运营、与全球顶尖多媒体技术专家一起工作")
    (True, False)
    """
    return max(len(_LATIN.sub("", name)) for name in names.split("、")) <= _LONGEST_NAME


def _labels(line: str) -> Iterator[re.Match[str]]:
    """Yield the labels of editors with what follows each, the next label perhaps."""
    match = _EDITOR.search(line)
    while match is not None:
        yield match
        match = _EDITOR.search(line, match.start(1))


def may_name_editor(line: str) -> bool:
    """Return whether a line holds a letter of the labels of editors; few do."""
    return "编" in line or "編" in line or "选稿" in line


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
