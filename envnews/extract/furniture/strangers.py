"""Tell the boxes inside a text that belong to others: lists of links, teasers of other articles, comments.

Templates put them anywhere in the element of the text, between two paragraphs, floating beside the first one, or below
the last. What gives them away is that they stand in an element of their own beside those of the paragraphs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.furniture.annexes import is_annex
from envnews.extract.furniture.asides import aside_around
from envnews.extract.furniture.boxes import boxes_of, innermost_around, stands_in, stands_near
from envnews.extract.furniture.cards import is_card
from envnews.extract.furniture.disclaimers import speaks_to_readers
from envnews.extract.furniture.discussions import answers, is_discussion
from envnews.extract.furniture.words import ends_text, heads_comments
from envnews.extract.page.anchors import anchors_of
from envnews.extract.page.blocks import prose_between
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from envnews.extract.page.blocks import Block

TITLE: Final = 8
"""Characters of a link that can be the title of an article."""
_LINKS: Final = 3
"""Titles that make a list without any heading."""
DATED: Final = re.compile(
    r"[\[(（]?(?:(?:19|20)\d\d\s?[-/.年]\s?)?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?[\])）]?"
)
"""A day beside a title, with or without its year and time."""
_OF_DAYS: Final = re.compile("[-/.月]")
_FILE: Final = re.compile(r"\.(?:pdf|docx?|xlsx?|zip|rar|wps|ofd|et|pptx?|txt)\b|附件", re.IGNORECASE)
_PICTURE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp)(?:[?#]|$)", re.IGNORECASE)
_SUBSCRIBE: Final = compile_later("(?:立即|免[费費]|我要)?[订訂][阅閱](?:[电電]子[报報])?")
_ASKS: Final = compile_later(
    "[订訂][阅閱]|提交|姓名|昵称|电话|手机|邮箱|[電电]子信箱|验证码|密码|[帐账]号|评价|评分|打分|留言|报名"
)
_ASKING: Final = 12
"""Characters of a line of a form that asks for something."""
_FIELDS: Final = frozenset({"text", "email", "tel", "search", "password", "radio"})
_TEXT: Final = 60
"""Characters of prose that are more than a headline which reads like a sentence."""
_MOST_TEASERS: Final = 2
"""Teasers that stand side by side among the paragraphs of a text; more of them are the text."""
_PART_LINES: Final = 10
"""Lines below the heading of a part of a text that are looked at, and"""
_SENTENCES: Final = 3
"""sentences that stand among them, and"""
_SENTENCE: Final = 40
"""characters that they have on average."""
_TO_READ: Final = re.compile("[阅閱][读讀]|推[荐薦]|相[关關]|猜你|喜[欢歡]")
"""What a heading of other articles says of them, linked or not; a part of a text is headed by what it tells (热点资讯)."""
_LEVELS: Final = 8
"""Boxes within one another that are looked into; templates put those of others into the second at most."""
_DEEP: Final = 3
"""Elements around a line of a box that are looked at."""
_MAIN: Final = 0.5
"""Share of the prose from which a box is the text and no stranger in it."""
_PARTS_ASIDE: Final = 0.4
"""Share of the prose that boxes named as the template's own hold at most, unless the text stands before them."""
_PART: Final = 0.15
"""Share of the prose from which it may be a part of the text."""


def foreign_lines(blocks: Sequence[Block], start: int, end: int) -> frozenset[int]:
    """Return the indexes of the lines of blocks[start:end] that stand in boxes of others."""
    found: set[int] = set()
    level = [(start, end)]
    for _ in range(_LEVELS):
        level = [inside for box in level for inside in _look_inside(blocks, *box, found)]
    return frozenset(found)


def _look_inside(blocks: Sequence[Block], start: int, end: int, found: set[int]) -> Iterator[tuple[int, int]]:
    """Add the lines of others among blocks[start:end] to those found, and yield the boxes that may hold more."""
    prose = {box: prose_between(blocks, *box) for box in boxes_of(blocks, start, end)}
    aside = _named_aside(blocks, prose)
    strangers = _strangers(blocks, prose)
    if _is_digest(blocks, strangers, prose):
        if not aside:
            return
        strangers = []
    strangers = list(dict.fromkeys((*aside, *strangers)))
    for first, last in strangers:
        found.update(range(_heading_of(blocks, first, start), last))
    others = set(strangers)
    own = [box for box in prose if box != (start, end) and box not in others]
    if aside and own and not any(prose[box] and box > aside[-1] for box in own):
        behind = blocks[aside[-1][1] : end]
        # Links behind it are the template's, too; annexes, signature and day are not.
        if any(block.linked for block in behind) and not any(
            block.linked and is_annex(block) for block in behind
        ):
            found.update(range(aside[-1][0], end))
    left = sum(prose.values()) - sum(prose[box] for box in strangers)
    much = max((prose[box] for box in own), default=0) * _MAIN
    for first, last in own:
        inside = prose[first, last]
        if last - first < _LINKS or inside < left * _PART:
            continue
        # It may be the text, with as much prose, or is a part of it with linked titles among its lines.
        if inside >= much or sum(map(is_title, blocks[first:last])) >= _LINKS:
            yield first, last


def _named_aside(blocks: Sequence[Block], prose: Mapping[tuple[int, int], int]) -> list[tuple[int, int]]:
    """Return the boxes with prose whose names say that it is the template's own; none where the text's element may be named so."""
    aside = [box for box in prose if prose[box] and _stands_aside(blocks, *box)]
    total, named = sum(prose.values()), sum(prose[box] for box in aside)
    first = bool(aside) and aside[0] == next(filter(prose.get, prose))
    return [] if named == total or (first and named > total * _PARTS_ASIDE) else aside


def _stands_aside(blocks: Sequence[Block], first: int, last: int) -> bool:
    """Return whether all lines of a box, and no others beside them, stand in an element that is named as the template's own."""
    aside = aside_around(blocks[first].element)
    if aside is None or not all(stands_in(block, aside) for block in blocks[first:last]):
        return False
    beside = (*blocks[max(0, first - 1) : first], *blocks[last : last + 1])
    return not any(stands_in(block, aside) for block in beside)


def _is_digest(
    blocks: Sequence[Block], strangers: Sequence[tuple[int, int]], prose: Mapping[tuple[int, int], int]
) -> bool:
    """Return whether what looks like teasers is the text: an overview of articles, with each one's beginning."""
    total = sum(prose.values())
    teasers = [box for box in strangers if prose[box] and not is_discussion(blocks, *box)]
    left = total - sum(prose[box] for box in teasers)
    return left < _TEXT or (len(teasers) > _MOST_TEASERS and left < total * _MAIN)


def is_stranger(blocks: Sequence[Block], first: int, last: int, title: str) -> bool:
    """Return whether an element is a teaser, under a linked title that is not the page's own, or holds comments."""
    start = first - 1 if last - first == 1 and first > 0 else first
    if (
        is_title(blocks[start])
        and start + 1 < last
        and blocks[start + 1].prose
        and blocks[start].text not in title
    ):
        return _is_teaser(blocks, start, last)
    opening = blocks[first : first + 3]
    prose = sum(block.prose for block in opening)
    return (
        0 < prose < len(opening)
        and answers(blocks, first, min(last, first + 4)) > 0
        and is_discussion(blocks, first, last)
    )


def is_under_heading(blocks: Sequence[Block], first: int, last: int, title: str) -> bool:
    """Return whether an element is a text in a box with the heading of others (图说新闻) that the title does not name."""
    start = first - 1 if last - first == 1 and first > 0 else first
    if not _is_headed(blocks, start, last) or _opens_with_list(blocks, start + 1, last):
        return False
    return not any(len(block.text) >= TITLE and block.text in title for block in blocks[start + 1 : last])


def _is_headed(blocks: Sequence[Block], first: int, last: int) -> bool:
    """Return whether the first of several lines is the heading of others and stands beside the next one."""
    if last - first < 2 or blocks[first].prose or not ends_text(blocks[first].text):
        return False
    beside = blocks[first].element.getparent() is blocks[first + 1].element.getparent()
    return beside and any(block.prose for block in blocks[first + 1 : last])


def heads_part(blocks: Sequence[Block], index: int, end: int) -> bool:
    """Return whether a heading such as 热点资讯 opens a part of the text itself: sentences follow it, and no link.

    Accounts set each part in sections of their own. What is said of other articles is linked, or said to be for reading.
    """
    if heads_comments(blocks[index].text) or _TO_READ.search(blocks[index].text):
        return False
    lines = blocks[index : min(index + _PART_LINES, end)]
    sentences = [line.text for line in lines if line.prose]
    return (
        len(sentences) >= _SENTENCES
        and not any(line.linked for line in lines)
        and not any(map(speaks_to_readers, sentences))
        and sum(map(len, sentences)) > len(sentences) * _SENTENCE
    )


def is_title(block: Block) -> bool:
    """Return whether a line is the linked title of another article, with or without a date."""
    if not block.linked or block.linked < TITLE or _FILE.search(block.text):
        return False
    if block.is_link or not _OF_DAYS.search(block.text):
        return block.is_link
    return block.linked * 10 >= len(DATED.sub("", block.text).strip()) * 7


def _strangers(blocks: Sequence[Block], prose: Mapping[tuple[int, int], int]) -> list[tuple[int, int]]:
    """Return the boxes of others: none of a single line, as most paragraphs are.

    The first one with a text is not looked at for comments, which come later.

    Args:
        blocks: Lines of the page.
        prose: The boxes, in their order, and how many characters of prose each holds.
    """
    boxes = [box for box in prose if box[1] - box[0] > 1]
    if not boxes:
        return []
    total = sum(prose.values())
    text = next((box[0] for box in prose if prose[box] >= _TEXT), -1)
    answered = [box for box in boxes if box[0] > text and answers(blocks, *box)]
    return [
        box
        for box in boxes
        if _is_list(blocks, *box)
        or (
            _is_teaser(blocks, *box)
            and (
                box[0] > text >= 0
                or prose[box] < total * _MAIN
                or is_title(blocks[box[0]])
                or _is_headed(blocks, *box)
            )
        )
        or (box[0] > text and is_discussion(blocks, *box))
        or (prose[box] < total * _PART and _is_form(blocks, *box))
        or (is_card(blocks, *box) and prose[box] < total * _MAIN)
        or (len(answered) > 1 and box in answered)
    ]


def _is_form(blocks: Sequence[Block], first: int, last: int) -> bool:
    """Return whether a box is a form that asks readers for their name, address or opinion: a field, and a line that says so."""
    lines = blocks[first:last]
    asked = any(len(block.text) <= _ASKING and _ASKS.search(block.text) for block in lines)
    if not asked or (any(block.prose for block in lines) and not any(map(_subscribes, lines))):
        return False
    box = innermost_around(block.element for block in lines)
    fields = box.iter("input", "textarea") if box is not None else ()
    return any((field.get("type") or "text").lower() in _FIELDS for field in fields)


def _subscribes(block: Block) -> bool:
    return _SUBSCRIBE.fullmatch(block.text) is not None


def _is_list(blocks: Sequence[Block], first: int, last: int) -> bool:
    """Return whether a box holds titles of other articles and no text."""
    lines = blocks[first:last]
    if len(lines) < 2 or any(block.prose for block in lines):
        return False
    titles = sum(map(is_title, lines))
    headed = ends_text(lines[0].text) or (first > 0 and ends_text(blocks[first - 1].text))
    # A card may say below its title why it stands there.
    headed = headed or (all(block.is_link for block in lines) and ends_text(lines[-1].text))
    listed = titles >= (1 if headed else _LINKS) and titles * 2 >= len(lines) - 1
    return listed and not any(block.linked and is_annex(block) for block in lines)


def _is_teaser(blocks: Sequence[Block], first: int, last: int) -> bool:
    """Return whether a box holds the linked title of another article and a piece of it."""
    if last - first < 2 or not any(block.prose for block in blocks[first:last]):
        return False
    if ends_text(blocks[first].text) and not blocks[first].prose:
        return not (
            _opens_with_list(blocks, first + 1, last)
            or _opens_with_box(blocks, first, last)
            or heads_part(blocks, first, last)
        )
    titles = sum(is_title(block) for block in blocks[first:last])
    opens = any(
        is_title(blocks[index]) and blocks[index + 1].prose and not _opens_picture(blocks[index])
        for index in range(first, min(last - 1, first + 2))
    )
    return opens and titles * 2 >= sum(block.prose for block in blocks[first:last])


def _opens_picture(block: Block) -> bool:
    """Return whether a line is a caption that links its picture, as it is shown large."""
    return any(_PICTURE.search(anchor.get("href") or "") for anchor in anchors_of(block.element, 1))


def _opens_with_box(blocks: Sequence[Block], first: int, last: int) -> bool:
    """Return whether heading and titles stand in a box of their own before two paragraphs: the half of a text opens so."""
    box = blocks[first].element.getparent()
    start = first + 1
    while start < last and is_title(blocks[start]) and stands_near(blocks[start].element, box, _DEEP):
        start += 1
    text = [block for block in blocks[start:last] if block.prose and not block.linked]
    return (
        start > first + 1
        and len(text) > 1
        and not any(stands_near(block.element, box, _DEEP) for block in text)
    )


def _opens_with_list(blocks: Sequence[Block], first: int, last: int) -> bool:
    """Return whether a list of titles stands before a text that has none: the heading above is the list's alone."""
    prose = next(index for index in range(first, last) if blocks[index].prose)
    behind = blocks[prose:last]
    listed = sum(map(is_title, blocks[first:prose])) >= _LINKS
    return listed and sum(map(is_title, behind)) * 2 < sum(block.prose for block in behind)


def _heading_of(blocks: Sequence[Block], first: int, start: int) -> int:
    """Return the index of the heading of others right above a box, else that of the box."""
    above = first - 1
    return above if above >= start and not blocks[above].prose and ends_text(blocks[above].text) else first
