"""Find the headline of a page whose title element does not tell it: by heading, class, place, or form of its words.

Titles that say the same on every page of a site, or none at all, are frequent on the sites of small authorities.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.furniture.interface import without_button
from envnews.extract.furniture.words import BREADCRUMB, ends_text, is_furniture
from envnews.extract.headline.titles import DATE, apart_from_day, names_document, names_site, strip_site_name
from envnews.extract.metaline.lines import spelled_out
from envnews.extract.page.blocks import HEADINGS, Block, names_of
from envnews.extract.people.persons import names_office_and_person
from envnews.normalize import squash
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

LONGEST: Final = 120
"""Characters of a line that can be a headline."""
SHORTEST: Final = 4
"""Characters of a heading that can be a headline."""
_APART: Final = 6
"""Characters of one that other lines part from the meta line."""
BROKEN_INTO: Final = 4
"""Lines that a headline may be broken into."""

_STATED: Final = re.compile(r"来\s*源|发布|时\s*间|日\s*期|作\s*者|编\s*辑|点\s*击|阅\s*读|浏\s*览")
_LABELLED: Final = re.compile(
    r"[\s\[【(（]*(?:(?:文章|信息|稿件|新闻)?来\s*源于?"
    r"|(?:[资資]料)?(?:发布|发表|更新|發佈)?(?:[时時]\s*[间間]|日\s*期)|作\s*者)\s*[:：]"
)
_NUMBERED: Final = re.compile(r"[〔\[（(]\d{4}[〕\]）)]\s?\d+\s?号$")
"""The number of an official document, which stands beside its name."""
_SECTION: Final = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]|.*[？?]$")
"""Headings inside a text."""
_ANSWER: Final = compile_later(r"[45]\d\d (?:Not|Forbidden|Bad|Internal|Service|Gateway)")
"""What a server answers instead of a frame, as the main heading of that frame (404 Not Found)."""
# 04-28 09:30 开赛 (已结束)
_MOMENT: Final = re.compile(r"\d{1,2}\s?[-/.月]\s?\d{1,2}日?\s\d{1,2}:\d\d")
_SAID: Final = 80
"""Characters of a sentence that is a reader's or a text's, and no headline."""
_CLASS: Final = re.compile(
    r"title|headline|subject|biaoti|(?:^|[-_ ])(?:tit|bt|hd)(?:$|[-_ \d])", re.IGNORECASE
)
_SUBTITLE: Final = compile_later(r"(?i:sub[-_]?tit|sub[-_]?head|futi|fubiao|second[-_]?tit)")
_NEAR: Final = 12
"""Lines above the text among which a headline without heading tag and without title is looked for."""
_INSIDE: Final = 4
"""First lines of a text among which the name of a document may stand."""
_COLUMN: Final = 8
"""Characters of a heading that may be a column's."""
_EMPHASIS: Final = frozenset({"strong", "b", "font"})
_BARS: Final = 2
_HYPHENS: Final = 4
"""Bars and hyphens of the longest line that is no menu."""
_MORE: Final = ("more", "更多")
_ARROWS: Final = " >＞»…+"
"""What stands behind the link of a column's heading to the rest of its articles (合作要闻 more >)."""
_LESSER: Final = 4
"""Level of h3, above which headings are an article's."""
_TOLD: Final = 40
"""Lines of a text that tell what it is about, and"""
_READ: Final = 4000
"""characters of them that are read."""
_SHARED: Final = 6
"""One in so many pairs of a title's letters occurs in any text, and"""
_OWN: Final = 3
"""so many of its headline's."""
_LINE: Final = 8
"""Characters of a line that is no column's name beside a title of another article."""
_COLUMNS: Final = 12
"""Characters of a title that is shown nowhere, up to which it names a column rather than an article."""


def find_untitled(blocks: Sequence[Block], body_start: int, title: str) -> tuple[str, int, str] | None:
    """Return the headline, the index of its last line, and how it was found.

    Args:
        blocks: Blocks of the page.
        body_start: Index of the first line of the text; a headline stands above it.
        title: Text of the title element, which no line of the page repeats.
    """
    unnamed = names_site(title) or len(squash(strip_site_name(title))) <= _COLUMNS
    for index, detail in (
        (_heading(blocks, body_start, ("h1", "h2")), "heading"),
        (_classed(blocks, body_start), "class of the line"),
        (_heading(blocks, body_start, ("h3", "h4", "h5")), "heading"),
        (_document(blocks, body_start) if unnamed else None, "name of a document"),
        (_above_meta_line(blocks, body_start) if unnamed else None, "line above the meta line"),
        (_below_breadcrumb(blocks, body_start) if unnamed else None, "line below the breadcrumb"),
        (_right_above(blocks, body_start) if names_site(title) else None, "line above the text"),
    ):
        if index is not None:
            heading = _above_subheading(blocks, index, body_start)
            named = _below_column(blocks, heading, body_start) if unnamed else heading
            return _document_name(blocks, named), named, detail
    return None if unnamed else _filed_under_title(blocks, body_start, title)


def _filed_under_title(blocks: Sequence[Block], body_start: int, title: str) -> tuple[str, int, str] | None:
    """Return the line above the meta line where the title is that of the special or campaign under which the text is filed.

    The text has hardly two letters in a row of such a title, and several of its own headline.
    """
    index = _above_meta_line(blocks, body_start)
    if index is None or len(blocks[index].text) < _LINE:
        return None
    text = "".join(squash(block.text) for block in blocks[body_start : body_start + _TOLD])[:_READ]
    told, of_title = _told(blocks[index].text, text), _told(strip_site_name(title), text)
    if told * _OWN < 1 or of_title * _SHARED > 1:
        return None
    return blocks[index].text, index, "line above the meta line"


def _told(line: str, text: str) -> float:
    """Return which part of a line's pairs of letters a text has."""
    name = squash(line)[:LONGEST]
    pairs = {name[at : at + 2] for at in range(len(name) - 1)}
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0


def _below_column(blocks: Sequence[Block], heading: int, body_start: int) -> int:
    """Return the index of the longer line right above the meta line where a heading before it names a column (通知公告)."""
    if len(blocks[heading].text) > _COLUMN:
        return heading
    index = _above_meta_line(blocks, body_start)
    if index is None or index <= heading or len(blocks[index].text) <= len(blocks[heading].text):
        return heading
    subtitle = _is_named_title(blocks[heading]) and not _is_named_title(blocks[index])
    return index if _states(blocks[index + 1].text) and not subtitle else heading


def _above_subheading(blocks: Sequence[Block], heading: int, body_start: int) -> int:
    """Return the index of the line above the meta line where a lesser heading right below it is the first one of the text."""
    block = blocks[heading]
    lesser = heading and 0 < level(block) <= _LESSER and _SECTION.match(block.text)
    if not lesser or not is_meta_line(blocks[heading - 1].text):
        return heading
    index = _above_meta_line(blocks, body_start)
    return heading if index is None else index


def is_meta_line(text: str) -> bool:
    """Return whether a line states when or by whom the text was published, with a label.

    >>> is_meta_line("来源：省生态环境厅 2022-07-22"), is_meta_line("7月22日，会议在省会召开。")
    (True, False)
    """
    if len(text) > LONGEST:
        return False
    return _LABELLED.match(text) is not None or (
        DATE.search(text) is not None and _STATED.search(text) is not None
    )


def level(block: Block) -> int:
    """Return how important a heading a line is, 0 where it is none."""
    tag = str(block.element.tag)
    return 7 - int(tag[1]) if tag in HEADINGS else 0


def _heading(blocks: Sequence[Block], body_start: int, tags: tuple[str, ...]) -> int | None:
    """Return the most important heading above the text, the nearest of several."""
    best, best_rank = None, (0, 0)
    for index, block in enumerate(blocks[: min(body_start, len(blocks) - 1)]):
        if (
            block.element.tag in tags
            and not block.is_link
            and SHORTEST <= len(block.text) <= LONGEST
            and _nameable(block)
            and not (tags[0] == "h3" and blocks[index + 1].is_link)  # a heading of links
        ):
            rank = (level(block), index)
            # What a heading holds below its first line is a subtitle.
            below = best is not None and blocks[best].element is block.element
            if rank > best_rank and not below:
                best, best_rank = index, rank
    return best


def _is_named_title(block: Block) -> bool:
    """Return whether the class or id of a line's element says that it is the title, and no subtitle."""
    names = names_of(block.element)
    return _CLASS.search(names) is not None and _SUBTITLE.search(names) is None


def _classed(blocks: Sequence[Block], body_start: int) -> int | None:
    """Return the nearest line above the text whose class says that it is the title."""
    for index in range(min(body_start, len(blocks)) - 1, max(-1, body_start - _NEAR), -1):
        block = blocks[index]
        if (
            not block.linked
            and 5 <= len(block.text) <= LONGEST
            and _is_named_title(block)
            and _nameable(block)
        ):
            return index
    return None


def _document(blocks: Sequence[Block], body_start: int) -> int | None:
    """Return the line near the beginning of the text with which the name of an official document ends."""
    for index in range(max(0, body_start - _NEAR), min(body_start + _INSIDE, len(blocks))):
        block = blocks[index]
        plain = not block.linked and len(block.text) <= LONGEST
        if plain and names_document(block.text) and _nameable(block):
            return index
    return None


def _above_meta_line(blocks: Sequence[Block], body_start: int) -> int | None:
    """Return the line above the first meta line or date, on pages that have neither title nor heading."""
    # Near the text first: menus and boxes above may be dated, too.
    first = _first_dated(blocks, max(0, body_start - _NEAR), body_start) or _first_dated(
        blocks, 0, body_start
    )
    if not first:
        return None
    for index in range(first - 1, -1, -1):
        block = blocks[index]
        shortest = SHORTEST if index == first - 1 else _APART
        # A main heading may link its own page.
        linked = block.is_link and not (index == first - 1 and block.element.tag == "h1")
        if not linked and shortest <= len(block.text) <= LONGEST and _nameable(block):
            beside = index > 0 and blocks[index - 1].element.getparent() is block.element.getparent()
            if not (beside and names_office_and_person(block.spaced)):
                return index - _has_first_line(blocks, index)
    return None


def _has_first_line(blocks: Sequence[Block], index: int) -> bool:
    """Return whether the line before is the headline and this one its subtitle: both are set alike, in rows of a table."""
    if index == 0:
        return False
    line, before = blocks[index], blocks[index - 1]
    if before.linked or not _COLUMN <= len(before.text) <= LONGEST // 2 or not _nameable(before):
        return False
    one, other = _only_child(line.element), _only_child(before.element)
    if one is None or other is None or one.tag != other.tag or one.get("size") != other.get("size"):
        return False
    row, above = line.element.getparent(), before.element.getparent()
    return row is not None and above is not None and (row is above or row.getparent() is above.getparent())


def _only_child(element: etree._Element) -> etree._Element | None:
    """Return the element in which all of a cell's or paragraph's words stand, emphasised or named by its template."""
    child = element[0] if len(element) == 1 else None
    if child is None or (element.text or "").strip() or (child.tail or "").strip():
        return None
    return child if child.tag in _EMPHASIS or child.get("class") else None


def _below_breadcrumb(blocks: Sequence[Block], body_start: int) -> int | None:
    """Return the line right below the breadcrumb, on pages that state no time above their text."""
    for index in range(max(0, body_start - _NEAR), body_start - 1):
        if BREADCRUMB.search(blocks[index].text) and is_furniture(blocks[index].text):
            block = blocks[index + 1]
            plain = not block.linked and _APART <= len(block.text) <= LONGEST and _nameable(block)
            return index + 1 if plain else None
    return None


def _right_above(blocks: Sequence[Block], body_start: int) -> int | None:
    """Return the line right above the text, where the title names the site alone and nothing else tells the headline."""
    index = body_start - 1
    if not 0 <= index < len(blocks):
        return None
    block = blocks[index]
    plain = not block.linked and not block.prose and _COLUMN < len(block.text) <= LONGEST
    return index if plain and _nameable(block) else None


def _first_dated(blocks: Sequence[Block], start: int, end: int) -> int | None:
    """Return the first meta line of blocks[start:end], else the first line with a date that is not the day's."""
    lines = range(start, min(end, len(blocks)))
    stated = next((index for index in lines if _states(blocks[index].text)), None)
    if stated is not None:
        return stated
    return next(
        (i for i in lines if DATE.search(spelled_out(blocks[i].text)) and "今天" not in blocks[i].text),
        None,
    )


def _states(text: str) -> bool:
    """Return whether a line is a meta line, its year perhaps of two digits."""
    return len(text) <= LONGEST and is_meta_line(spelled_out(text))


def _document_name(blocks: Sequence[Block], index: int) -> str:
    """Return a headline with the lines above it where they make the name of an official document together."""
    text = without_button(blocks[index].text)
    parent = blocks[index].element.getparent()
    name = text
    for block in reversed(blocks[max(0, index - BROKEN_INTO + 1) : index]):
        if block.element.getparent() is not parent or block.linked or block.prose or not _nameable(block):
            break
        name = block.text + name
    return name if name != text and len(name) <= LONGEST and names_document(name) else text


def _nameable(block: Block) -> bool:
    """Return whether a line may be a headline: no number, date, subtitle, error, furniture or heading of other articles."""
    text, _ = apart_from_day(block.text, "")
    if (
        text.startswith("——")
        or text.endswith((":", "："))
        or _NUMBERED.search(text)
        or _ANSWER.match(text)
        or not any(map(str.isalpha, text))
        or text.count("|") > _BARS
        or text.count("-") > _HYPHENS
        or (block.linked and text.rstrip(_ARROWS).lower().endswith(_MORE))
        or BREADCRUMB.search(text)
        or _MOMENT.match(text)
        or (block.prose and len(text) > _SAID)
    ):
        return False
    return not (is_furniture(text) or ends_text(text) or DATE.search(text))
