"""Hear whom byline, dateline and credits name, the source too, and the lead and original title beside them."""

from __future__ import annotations

import re
from itertools import filterfalse, zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from envnews.extract.body.leads import is_summary, lead_in_box
from envnews.extract.furniture.interface import BUTTON, INTERFACE
from envnews.extract.furniture.words import LEAD, MARKS, ORIGINAL_TITLE
from envnews.extract.headline.titles import DATE
from envnews.extract.metaline.authors import WRITTEN_BY, find_author
from envnews.extract.metaline.credits import LONGEST, find_source, without_pictures
from envnews.extract.metaline.editors import find_editor, may_name_editor, without_films
from envnews.extract.metaline.lines import joined_labels, spelled_out
from envnews.extract.people.origins import find_origin
from envnews.extract.people.outlets import looks_like_outlet
from envnews.extract.people.reporters import find_reporters
from envnews.extract.people.signatures import read_signature
from envnews.extract.people.signed import behind_source, introduced, signed_inside, signed_last, written_last
from envnews.model import Origin
from envnews.normalize import clean
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.extract.body.layout import Layout
    from envnews.extract.choose import Witnesses
    from envnews.extract.page.blocks import Block

# Begun with one class of characters, for which `re` leaps; it would try alternatives everywhere.
_MARKED: Final = re.compile(
    r"[:：︰|｜丨/／>＞_记記编編责導导\]】](?:(?<=[報报][導导])|(?<=[:：︰|｜丨/／])|(?<=源\s[>＞])|(?<=源[>＞])|(?<=文)_|(?<=[辑者源稿文写读要语示][\]】])|(?<=[记記])者|(?<=编)[辑译]|(?<=责)编\s|(?<=編)[輯譯])"
)
FAR: Final = 500
"""Lines behind a text, lists and comments among them, in which its credits are looked for."""
_OPENING: Final = 8
"""First lines of a text among which its author may be named."""
_TITLE: Final = 12
"""Characters of a linked title, beside the name of a picture's text (图文：…)."""
_NAMED: Final = 48
"""Characters of a line that names the author there, or of a link that does."""
_SOURCE_LINE: Final = compile_later(r"(?:文章|稿件|信息|新闻)?来源\s?[:：]\s?([\u4e00-\u9fff·]{2,14})")
# 作者：江帆 above 版本：临江出版社 beside the picture of a book
_OF_BOOK: Final = re.compile(r"\W{0,2}(?:版本|译者|出版(?:社|时间|日期)?|定价|ISBN)\s?[:：]")
_TOP: Final = 3
"""First lines of a text among which its source may stand alone."""
_CLOSING: Final = compile_later(r"[（(][^（()）]{2,40}[）)]\W?$")
"""The brackets behind the last sentence of a text."""
_SIGNED_BELOW: Final = 2
"""Lines behind a text among which it may be signed."""
_BEHIND: Final = 3
"""Lines behind a text among which it says where it was taken from."""
_CREDITS: Final = (
    "编辑",
    "編輯",
    "作者",
    "来源",
    "來源",
    "稿源",
    "本文来源",
    "文章来源",
    "信息来源",
    "稿件来源",
)
"""Words that begin the credits of a text, further below it."""
_BIOGRAPHY: Final = 3
"""Lines at the end of a text and below it among which its author is introduced."""
_EDGE: Final = 5
"""Last lines of a text in which credits may hide."""


class _Lines(NamedTuple):
    """Lines that may credit somebody, as they are read.

    Attributes:
        before: Those above the text, and its first one, which may be a byline.
        marked: Those at the end of the text and below it.
        further: Those behind lists of other articles and comments, which may stand between a text and its credits.
        text: All lines of the text.
    """

    before: list[str]
    marked: list[str]
    further: list[str]
    text: list[str]


def hear_credits(layout: Layout, witnesses: Witnesses) -> None:
    """Hear byline, dateline, closing credits, lead and original title."""
    # Most lines beside a text are titles and paragraphs: without a mark they credit nobody.
    before = [
        b.spaced.replace("︰", "：") for b in (*layout.above, *layout.kept[:1]) if _MARKED.search(b.spaced)
    ]
    marked = [
        spelled_out(text)
        for text in joined_labels((*layout.kept[-_EDGE:], *filterfalse(_is_of_another, layout.below)))
        if len(text) <= LONGEST and _MARKED.search(text)
    ]
    further = [b.spaced for b in layout.rest[:FAR] if not b.is_link and _credits(b.text)]
    lines = _Lines(before, marked, further, [block.spaced for block in layout.kept])
    _hear_lead(before, layout.above, witnesses)
    _hear_editor(lines, witnesses)
    _hear_author(lines, layout.below, witnesses)
    _hear_source(lines, layout, witnesses)
    if any("原" in line for line in (*before, *marked)):
        _hear_original_title(layout, witnesses)


def _hear_lead(labelled: Sequence[str], above: Sequence[Block], witnesses: Witnesses) -> None:
    """Hear the lead above a text: the one with a label, else a summary by its element's name, else one in a box."""
    for line in labelled:
        if lead := LEAD.match(line):
            witnesses.add("lead", Origin.TEXT, clean(lead[1]), line)
    if witnesses.has("lead"):
        return
    if summary := next(filter(_is_lead, above), None):
        witnesses.add("lead", Origin.TEXT, clean(summary.text), summary.text, "summary above the text")
    elif boxed := lead_in_box(above):
        witnesses.add("lead", Origin.TEXT, clean(boxed), boxed, "box above the text")


def _is_lead(line: Block) -> bool:
    """Return whether a line is a summary by its element's name, and no count or button in one named so."""
    button = len(line.text) <= BUTTON and line.text[-1] not in "。！？" and INTERFACE.match(line.text)
    return is_summary(line) and not button


def _hear_editor(lines: _Lines, witnesses: Witnesses) -> None:
    # Behind the last sentence of a long paragraph an editor may stand in brackets.
    last = lines.text[-1] if lines.text else ""
    closing = _CLOSING.findall(last) if len(last) > LONGEST else []
    if editor := find_editor([*without_films(lines.marked), *closing]) or find_editor(
        map(spelled_out, filter(may_name_editor, lines.before))
    ):  # 编辑｜李敏 opens some
        witnesses.add("editor", Origin.TEXT, *editor, "below the text")
    elif editor := find_editor(lines.further):
        witnesses.add("editor", Origin.TEXT, *editor, "further below the text")


def _hear_author(lines: _Lines, below: Sequence[Block], witnesses: Witnesses) -> None:
    # Self-media print who wrote a text below a word to the reader: 作者：江帆, 撰文｜江帆.
    opening = [
        line
        for line, behind in zip_longest(lines.text[:_OPENING], lines.text[1 : _OPENING + 1], fillvalue="")
        if len(line) <= _NAMED and WRITTEN_BY.search(line) and not _OF_BOOK.match(behind)
    ]
    author = (
        find_author(dict.fromkeys((*lines.before, *opening)))
        or find_reporters(lines.text, str(witnesses.peek("headline") or ""))
        or _signed_below(below[:_SIGNED_BELOW])
        or find_author(_without_works(lines.marked))
        or find_author(_without_works(_alone("作", lines.further)))
        or behind_source(lines.text[:_OPENING], str(witnesses.peek("source") or ""))
        or signed_inside(lines.text)
        or signed_last(lines.text)
        or introduced(lines.text[-_BIOGRAPHY:], (b.spaced for b in below[:_BIOGRAPHY] if not b.linked))
        or written_last(lines.text)
    )
    if author is None:
        return
    people = _without_outlet(author[0], witnesses.peek("source"))
    witnesses.add("author", Origin.TEXT, people, author[1], "byline, dateline or credit")
    # Papers name who edited a text in the byline that stands below its abstract (每经记者 江帆 每经编辑 何燕).
    edited = "编" in author[1] and len(author[1]) <= LONGEST and not witnesses.has("editor")
    if edited and (beside := find_editor([spelled_out(author[1])])):
        witnesses.add("editor", Origin.TEXT, *beside, "in the byline")


def _hear_source(lines: _Lines, layout: Layout, witnesses: Witnesses) -> None:
    edges = (
        b.text for b in (*layout.above[-1:], *layout.kept[:1], *layout.kept[-1:], *layout.below[:_BEHIND])
    )
    if (
        source := find_source(without_pictures(lines.marked, lines.text))
        or next(filter(None, map(find_origin, edges)), None)
        or find_source(_source_lines(lines.text))
        or find_source(_alone("源", lines.further))
    ):
        witnesses.add("source", Origin.TEXT, *source, "below the text")


def _is_of_another(block: Block) -> bool:
    """Return whether a line is the linked beginning of another article, with its dateline, or its title with its day."""
    if block.is_link and len(block.text) > _NAMED:
        return True
    dated = block.linked > _TITLE and DATE.search(block.text)
    return bool(dated) and len(DATE.sub("", block.text).strip()) <= block.linked


def _without_outlet(names: str, source: object) -> str:
    """Return the names of authors without the source that stands before them (文/临江之家 江帆).

    >>> _without_outlet("临江之家、江帆", "临江之家"), _without_outlet("临江之家", "临江之家")
    ('江帆', '临江之家')
    """
    people = [name for name in names.split("、") if name != source]
    return "、".join(people) or names


def _signed_below(lines: Sequence[Block]) -> tuple[str, str] | None:
    """Return the people whom brackets right below a text name: templates put them into an element of their own."""
    signed = (b.spaced for b in lines if b.text[0] in "（(" and len(b.text) <= _NAMED and not b.linked)
    return next(filter(None, map(read_signature, signed)), None)


def _source_lines(text: Sequence[str]) -> list[str]:
    """Return the line among a text's first ones that is nothing but its source, where no other line states one.

    >>> _source_lines(["[内容速览]沿江十二个排污口被查封。", "来源：临江时报", "昨日，记者在现场看到。"])
    ['来源：临江时报']
    """
    stated = [line for line in text if "来源" in line[:8]]
    found = _SOURCE_LINE.fullmatch(stated[0]) if len(stated) == 1 and stated[0] in text[:_TOP] else None
    return stated if found and looks_like_outlet(found[1]) else []


def _without_works(lines: Sequence[str]) -> Sequence[str]:
    """Return credits without those of several works that a text lists, each with its author.

    >>> _without_works(["●湿地研究 作者：林子轩", "●河口研究 作者：魏文言", "编辑：周宁"])
    ['编辑：周宁']
    """
    works = {line for line in lines if "作者：" in line or "作者:" in line}
    return lines if len(works) < 2 else [line for line in lines if line not in works]


def _credits(text: str) -> bool:
    if "责" in text or "責" in text or text.lstrip(MARKS).startswith(_CREDITS):
        return True
    # 栏目主编：江帆 文字编辑：何燕
    return len(text) <= LONGEST // 2 and ("编辑：" in text or "编辑:" in text)


def _alone(word: str, lines: Sequence[str]) -> list[str]:
    """Return the line that holds a word, none where several do: each of a list's teasers states its own source.

    >>> _alone("源", ["来源：临江日报 作者：江帆", "责任编辑：周宁"]), _alone("源", ["来源：临江日报", "来源：河口晚报"])
    (['来源：临江日报 作者：江帆'], [])
    """
    found = [line for line in lines if word in line and line.lstrip(MARKS).startswith(_CREDITS)]
    return found if len(found) == 1 else []


def _hear_original_title(layout: Layout, witnesses: Witnesses) -> None:
    for block in (*layout.above, *layout.below):
        if original := ORIGINAL_TITLE.match(block.text):
            witnesses.add("original_title", Origin.TEXT, clean(original[1]), block.text)
