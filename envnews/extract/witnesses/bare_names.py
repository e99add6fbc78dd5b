"""Hear people and outlets that stand between headline and text without a label, told by their names alone."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from envnews.extract.headline.titles import DATE
from envnews.extract.people.bylines import read_byline
from envnews.extract.people.outlets import (
    is_office,
    is_outlet,
    is_section,
    looks_like_outlet,
    looks_like_publisher,
)
from envnews.extract.people.persons import PLACES, is_person
from envnews.model import Origin
from envnews.normalize import clean_names
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.extract.choose import Witnesses
    from envnews.extract.page.blocks import Block

BARE_LINE: Final = 80
"""Characters of a line that names nothing but people, outlets and dates."""
PIECES: Final = re.compile(r"[\s|｜丨·、/／•]+")
"""What parts people, outlets and dates in such a line."""
_FIRST_NAME: Final = 5
"""Characters of the longest first name in another tongue."""
_DID: Final = frozenset({"报道", "報道", "報導", "撰文", "采写", "文"})
"""What a line says that people did, beside their names."""
_POINT: Final = re.compile(r"(?<=[\u4e00-\u9fff])[•‧・](?=[\u4e00-\u9fff])")
"""Other characters for the point in foreign names."""
_SENTENCE: Final = re.compile("[，。；：！？]")
_LAST_NAME: Final = compile_later(r"[\u4e00-\u9fff]{2,6}(?=\s|$)")
_SHORT_NAME: Final = re.compile(r"[\u4e00-\u9fff]{3}")
_OF_POST: Final = compile_later(r"([\u4e00-\u9fff·]{2,12})(?:\s?[（(][A-Za-z .'-]{2,30}[)）])?")
"""A name, with the foreign one in brackets."""
_POST: Final = compile_later(
    r"[\w\u4e00-\u9fff ]{0,16}(?:[记記]者|特派[员員]|[通评評][讯訊论論][员員]|主[笔筆]|撰稿人)"
)
"""A post, with the outlet before it, as all of a line."""
_FEW: Final = 3
"""Names of a line in which one that looks like a person's vouches for the others."""
_BULLETS: Final = "□■○●◎◇◆▲ "
"""Characters that papers set before the names of those who wrote a text."""
_REPORTS: Final = re.compile(r"(?:综合|綜合|编译|編譯)?(?:报道|報道|報導)$")
_REPORTING: Final = compile_later(r"[\w·]{5,12}报道")
"""Papers are called so; shorter words say where from or how somebody reports (深圳报道, 综合报道)."""
_OUTLET_OF: Final = compile_later(
    r"([\u4e00-\u9fff]{2,8}(?:[网網报報社]|新[闻聞]|[杂雜][志誌]))\s?[／/╱]\s?[记記]者"
)
# 临江晚报 记者 江帆, with nothing else in the line
_BEFORE_REPORTER: Final = compile_later(
    r"\W{0,2}([\u4e00-\u9fff]{2,8}(?:[网網报報]|社(?!会)))\s?(?:见习|实习|首席|特约)?[记記]者[\s:：]"
)


def hear_bare_names(lines: Sequence[Block], title: str, witnesses: Witnesses) -> None:
    """Hear people and outlets that stand without a label between headline and text (临江都市报 何晓婷 2014-07-09).

    The site's own name, with which the page's `title` ends, is that of an outlet whatever it ends in.
    """
    if witnesses.has("author") and witnesses.has("source"):
        return
    _hear_above_post(lines, witnesses)
    for block in lines:
        text = _POINT.sub("·", block.spaced.lstrip(_BULLETS))
        # Names with 、 between them make a line look like a sentence.
        sentence = block.prose and _SENTENCE.search(text) is not None
        if len(text) > BARE_LINE or sentence or "关键" in text or "标签" in text:
            continue
        dated = DATE.search(text) is not None
        pieces = _pieces_of(text)
        people = [piece for piece in pieces if is_person(piece)]
        if people and "、" in text and len(pieces) <= _FEW and all(map(_SHORT_NAME.fullmatch, pieces)):
            people = pieces  # one vouches for another, whose surname may be rare: 赵延东、风笑天
        outlet = _outlet_first(pieces, people)
        placed = outlet is not None or (bool(pieces) and is_office(pieces[0]))  # 省第二人民医院 吴明 林晋
        alone = bool(people) and not block.linked and len(people) + placed == len(pieces)
        if people and (dated or alone or "原创" in pieces) and not witnesses.has("author"):
            _hear_people(people, text, witnesses)
        if people and (dated or outlet) and "记者" not in text and not witnesses.has("source"):
            outlet = outlet or _outlet_beside(pieces, people, title)
            witnesses.add("source", Origin.GENERIC, outlet, text, "bare name")
        elif (
            "者" in text
            and not witnesses.has("source")
            and (of := _OUTLET_OF.search(text) or _before_reporter(text))
        ):
            witnesses.add("source", Origin.GENERIC, of[1], text, "outlet of the reporter")


def _hear_above_post(lines: Sequence[Block], witnesses: Witnesses) -> None:
    """Hear whoever stands in a line above the post in the next one (尼克·馬什（Nick Marsh）, 臨江台環境記者)."""
    for block, below in pairwise(lines):
        if witnesses.has("author"):
            return
        named = _OF_POST.fullmatch(block.text) if _POST.fullmatch(below.text) else None
        if named and (is_person(named[1]) or ("·" in named[1] and named[0] != named[1])):
            witnesses.add("author", Origin.GENERIC, clean_names(named[1]), block.text, "above the post")


def _pieces_of(text: str) -> list[str]:
    """Return the names that a line consists of, without its date, places, and what people did."""
    paper, _, name = text.partition(" ")
    if "·" in paper and is_person(name) and is_outlet(paper.partition("·")[0]):
        return [paper, name]  # 临江晚报·河口视点 江帆
    return [
        piece
        for piece in PIECES.split(_told(DATE.sub(" ", text)))
        if piece and piece not in _DID and piece not in PLACES
    ]


def _outlet_first(pieces: Sequence[str], people: Sequence[str]) -> str | None:
    """Return the outlet with which a line begins that names people and nothing else (财联社 · 肖良华)."""
    if len(people) != len(pieces) - 1:
        return None
    return pieces[0] if is_outlet(pieces[0].partition("·")[0]) else None


def _outlet_beside(pieces: Sequence[str], people: Sequence[str], title: str) -> str | None:
    """Return the outlet before people, the nearest first, for a column may stand before it (社会新闻 临江都市报 何晓婷)."""
    before = [piece.lstrip("（([【") for piece in reversed(pieces[: pieces.index(people[0])])]
    behind = pieces[pieces.index(people[-1]) + 1 :]
    return (
        next((one for one in before if looks_like_outlet(one) or is_section(one)), None)
        or next((one for one in before if _REPORTING.fullmatch(one)), None)
        or next((one for one in before if len(one) > 2 and title.endswith(one)), None)
        or next(filter(is_outlet, behind), None)
    )


def _hear_people(people: Sequence[str], text: str, witnesses: Witnesses) -> None:
    """Hear people as authors who are neither the editors nor the headline once more (梅雨)."""
    names = clean_names("、".join(_whole_name(person, text) for person in people))
    editors = str(witnesses.peek("editor") or "").split("、")
    # Whom the headline names is the subject, or stands under a picture.
    subject = str(witnesses.peek("headline") or "")
    if (
        names != witnesses.peek("source")
        and not set(people).issubset(editors)
        and not _names(subject, people)
    ):
        witnesses.add("author", Origin.GENERIC, names, text, "bare name")


def _names(headline: str, people: Sequence[str]) -> bool:
    """Return whether a headline names one of the people as its subject, and not as who wrote the text (何晓婷专栏：…)."""
    return headline in people or any(
        len(person) > 2
        and person in headline
        and not any(
            words in headline for words in (f"{person}专栏", f"{person}專欄", f"{person}：", f"记者{person}")
        )
        for person in people
    )


def _before_reporter(text: str) -> re.Match[str] | None:
    """Return the outlet before the first reporter of a line that is nothing but a byline."""
    found = _BEFORE_REPORTER.match(text)
    return found if found and read_byline(text) else None


def _whole_name(person: str, text: str) -> str:
    """Return the name of a person with the first one, which a point parts from it (买买提·艾力)."""
    before = text[: text.find(f"·{person}")] if f"·{person}" in text else ""
    first = re.split(r"[^\u4e00-\u9fff]", before)[-1]
    if f"{person}·" in text and (last := _LAST_NAME.match(text, text.find(f"{person}·") + len(person) + 1)):
        return f"{person}·{last[0]}"
    foreign = 1 < len(first) <= _FIRST_NAME and not looks_like_publisher(first)
    return f"{first}·{person}" if foreign else person


def _told(text: str) -> str:
    """Return a line without what a byline says at its end that people did (陳重生綜合報導)."""
    return _REPORTS.sub("", text) if text.endswith(("报道", "報道", "報導")) else text
