"""Find who signs a text elsewhere than in byline, dateline and credits: in a line among its own, or behind the source's name.

Such a line might be one of the text, so it has to hold nothing but names, in a place and between marks where names stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from envnews.extract.people.persons import are_persons, is_person
from envnews.normalize import clean_names
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Sequence

_SAYS: Final = frozenset("“「『")
_WRITER: Final = compile_later(r"\W{0,2}(?:撰文|采写|撰稿|文字?)\s?[|｜丨/／:：]\s?([\u4e00-\u9fff]{2,3})")
_SIGNED: Final = 12
_NAMES: Final = compile_later(
    r"(?:[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]\s{1,2}[\u4e00-\u9fff])(?:\s(?:[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]\s{1,2}[\u4e00-\u9fff])){1,2}"
)
_WEEKDAYS: Final = frozenset(f"周{day}" for day in "一二三四五六日末")
"""Days of the week, which look like people of the name 周."""
_TEXT: Final = 3
"""Lines of the shortest text whose last one may be names alone."""
_PLACED: Final = compile_later(
    r"(?:^|[。！？」”])\s?[（(]([\u4e00-\u9fff]{2,4})[／/][\u4e00-\u9fff]{2,4}(?:報導|报道)[）)]"
)
_AT_END: Final = 40
"""Last characters of a text in which such brackets stand."""


def behind_source(opening: Sequence[str], source: str) -> tuple[str, str] | None:
    """Return the person with whose name behind the source's a paragraph begins, that of somebody's words.

    >>> behind_source(["排查已经开始。", "临江水网 江帆 “一口一策”是这次整治的原则。"], "临江水网(河口)")
    ('江帆', '临江水网 江帆')
    >>> behind_source(["临江水网 今天开通。"], "临江水网"), behind_source(["临江水网江帆告诉记者。"], "临江水网")
    (None, None)
    >>> behind_source(["白石镇 江水 清了，岸绿了。"], "白石镇")
    """
    for line in opening:
        outlet, _, behind = line.partition(" ")
        person, _, sentence = behind.partition(" ")
        if len(outlet) > 2 and source.startswith(outlet) and sentence[:1] in _SAYS and is_person(person):
            return person, f"{outlet} {person}"
    return None


def signed_inside(text: Sequence[str]) -> tuple[str, str] | None:
    """Return the person whom one short line of a text names as its writer, pictures and verse around it (撰文 | 江帆)."""
    found = [signed for line in text if len(line) <= _SIGNED and (signed := _WRITER.fullmatch(line))]
    names = clean_names(found[0][1]) if len(found) == 1 else None
    return (names, found[0][0]) if names and are_persons(names) else None


def signed_last(text: Sequence[str]) -> tuple[str, str] | None:
    """Return the people whose names alone are the last line of a text, or who stand in its last brackets with a place.

    >>> signed_last(["排查已经开始。", "整治年底完成。", "王  倩 宋晓华"])[0], signed_last(["会议开始。", "到场。（王煌忠／台中報導）《臨江》關心你"])[0]
    ('王倩、宋晓华', '王煌忠')
    >>> signed_last(["排查已经开始。", "整治年底完成。", "周一 周二"])
    >>> signed_last(["会议开始。", "他说（何燕/新华社报道）并不属实。"]) is None
    True
    """
    last = text[-1] if text else ""
    if placed := _PLACED.search(last[-_AT_END:]):
        return (placed[1], placed[0]) if is_person(placed[1]) else None
    alone = len(text) >= _TEXT and len(last) <= _SIGNED and text[-2].endswith("。") and _NAMES.fullmatch(last)
    names = clean_names(last) if alone else None
    dated = any(name in _WEEKDAYS for name in names.split("、")) if names else False
    return (names, last) if names and "、" in names and are_persons(names) and not dated else None
