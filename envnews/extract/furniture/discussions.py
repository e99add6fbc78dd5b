"""Tell the comments below a text: by their heading, by the buttons below each, or else by the names of their elements.

Scripts that draw comments name all they draw after them: a list, an entry in it, the words of the entry. One such
name alone may be that of a column of comments on the news.
"""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final

from envnews.extract.furniture.boxes import stands_in
from envnews.extract.furniture.words import heads_comments
from envnews.extract.page.blocks import prose_between
from envnews.extract.page.named import PAGE, named_by
from envnews.extract.page.starts import Starts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from envnews.extract.page.blocks import Block

_ANSWER: Final = Starts(
    r"\W{0,2}(?:回复|回應|回覆|举报|檢舉|支持|反对|顶|踩|赞|讚|点赞|引用|盖楼|跟帖|沙发|板凳|来自\S{2,8}网友)"
    r"(?=$|[\s\d(（\[·|]|(?:举报|点赞|赞|踩|支持|反对|引用|该评论))"
)
"""Beginning of the line of buttons below every comment."""
_BUTTONS: Final = 24
"""Characters of that line, and more."""
_OPENING: Final = 4
"""Paragraphs before the first buttons that are more than one comment."""
_TEXT: Final = 0.5
"""Share of a box's prose that they hold then."""
_named_comments: Final = named_by(
    re.compile(
        r"comment|pinglun|gentie|(?<![a-z])tie-(?:bdy|cnt|author)|(?<![a-z])cmt(?![a-z])", re.IGNORECASE
    )
)
_NESTED: Final = 2
_SEVERAL: Final = 3
"""Comments with buttons below each, at least, where nothing else tells that they are some."""
_ABOVE: Final = 2
"""Lines above a comment that say who wrote it, and when."""


def first_comment(blocks: Sequence[Block], start: int, end: int) -> int:
    """Return the index of the first line of comments, known by the names around them or the buttons below each, else the end."""
    return min(_first_named(blocks, start, end), _first_answered(blocks, start, end))


def _first_named(blocks: Sequence[Block], start: int, end: int) -> int:
    """Return the index of the first line of what is named comments around prose, else the end.

    Paragraphs beside the first one are not looked at: comments stand in boxes of their own.
    """
    beside: set[etree._Element | None] = set()
    for index in range(start, end):
        block = blocks[index]
        if not block.prose or block.element in beside or (parent := block.element.getparent()) in beside:
            continue
        box = comments_around(block.element)
        if box is not None and not beside:
            return end  # a text whose own elements are called so
        if box is None:
            beside.update((parent, block.element))
            continue
        return next(
            (place + 1 for place in range(index - 1, start - 1, -1) if not stands_in(blocks[place], box)),
            start,
        )
    return end


def _first_answered(blocks: Sequence[Block], start: int, end: int) -> int:
    """Return the index of the first of several comments, each with its buttons below it, else the end.

    The name and the day of whoever wrote it stand above it in its box.
    """
    buttons = [index for index in range(start, end) if _is_answer(blocks[index])]
    if len(buttons) < _SEVERAL:
        return end
    said = [
        max((index for index in range(first, button) if blocks[index].prose), default=0)
        for first, button in pairwise((start, *buttons))
    ]
    if not all(said):
        return end
    first, box = said[0], blocks[said[0]].element.getparent()
    while (
        first > start and said[0] - first < _ABOVE and box is not None and stands_in(blocks[first - 1], box)
    ):
        first -= 1
    return first if prose_between(blocks, start, first) else end


def comments_around(element: etree._Element) -> etree._Element | None:
    """Return the outermost of at least two elements around one that are named after comments."""
    named = [around for around in (element, *element.iterancestors()) if _is_named(around)]
    return named[-1] if len(named) >= _NESTED else None


def _is_named(element: etree._Element) -> bool:
    """Return whether class or id of an element, other than the page's own, name comments."""
    return _named_comments(element) and element.tag not in PAGE


def is_discussion(blocks: Sequence[Block], first: int, last: int) -> bool:
    """Return whether a box holds comments, each with its buttons below it, or stands under their heading.

    A box that holds the text as well, and comments behind it, is none.
    """
    if last - first < 2:
        return False
    if heads_comments(blocks[first].text):
        return True
    return answers(blocks, first, last) > 1 and not _opens_with_text(blocks, first, last)


def heading_above(blocks: Sequence[Block], start: int, reach: int) -> int | None:
    """Return the index of the first heading of comments among the lines up to blocks[start], None where there is none.

    Args:
        blocks: The lines of the page.
        start: First line of a text.
        reach: Lines above it that are looked at.
    """
    lines = range(max(0, start - reach), start + 1)
    return next(
        (index for index in lines if heads_comments(blocks[index].text) and not _is_tab(blocks, index)), None
    )


def _is_tab(blocks: Sequence[Block], index: int) -> bool:
    """Return whether a line is one of the tabs above an article, one of which leads to its comments (正文 网友评论 打印)."""
    block = blocks[index]
    if block.element.tag != "li" or not block.is_link:
        return False
    tabs, beside = (
        block.element.getparent(),
        (*blocks[max(0, index - 1) : index], *blocks[index + 1 : index + 2]),
    )
    return any(tab.element.getparent() is tabs and not heads_comments(tab.text) for tab in beside)


def answers(blocks: Sequence[Block], first: int, last: int) -> int:
    """Return how many lines of blocks[first:last] are the buttons below a comment."""
    return sum(map(_is_answer, blocks[first:last]))


def _is_answer(block: Block) -> bool:
    return not block.prose and len(block.text) < _BUTTONS and _ANSWER.match(block.text) is not None


def _opens_with_text(blocks: Sequence[Block], first: int, last: int) -> bool:
    """Return whether most of the prose of a box, in several paragraphs, stands before the first buttons."""
    lengths = [len(block.text) for block in takewhile(_is_no_answer, blocks[first:last]) if block.prose]
    prose = prose_between(blocks, first, last)
    return len(lengths) >= _OPENING and sum(lengths) > prose * _TEXT


def _is_no_answer(block: Block) -> bool:
    return not _is_answer(block)
