"""Tell the lines of an article from the furniture around and between them.

The words by which furniture is known are in `furniture`; here it is decided where the text begins and ends.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from envnews.extract.disclosure import is_box_label
from envnews.extract.furniture import (
    ANNEX,
    APP,
    BREADCRUMB,
    CAPTION_SOURCE,
    CREDIT,
    CREDITED,
    CUT_OFF,
    DATED,
    EDITORIAL,
    HANDED_OUT,
    INTERFACE,
    ISSUE,
    LAST_WORD,
    LEAD,
    MARKS,
    NUMBER,
    OF_PICTURE,
    ORIGINAL_TITLE,
    PAGER,
    PROMPT,
    REFERENCE,
    SHORT,
    SUMMARY,
    TAGS,
    is_furniture,
    is_last,
    looks_like_meta,
    speaks_to_readers,
)
from envnews.extract.outlets import is_outlet
from envnews.extract.players import is_of_player
from envnews.extract.strangers import foreign_lines, goes_on, second_time
from envnews.extract.titles import is_broken_in, repeats
from envnews.normalize import begin_apart, squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.extract.blocks import Block

_BUTTON: Final = 24
"""Characters of a line that is a button of the page."""
_CUT_OUT: Final = 15
"""Characters of the shortest summary that is taken for the beginning of the text; headings are shorter."""
_ADDRESS: Final = re.compile(r"[\w\u4e00-\u9fff ]{0,16}\s?[:：]?\s?https?://\S+$")
"""An address with no more than a word for it, in a line of its own (iOS：https://…)."""
_SIDE_TITLE: Final = 4
"""Lines from the heading of a side piece to its first sentence."""
_ADVERTISED: Final = "👉◤📱"
"""Characters with which advertisements below a text begin."""


class Trimmed(NamedTuple):
    """The blocks of a body without furniture.

    Attributes:
        kept: Indexes of the blocks that belong to the text, in order.
        head: Indexes of the blocks cut before it.
        tail: Indexes of the blocks cut after or inside it.
    """

    kept: tuple[int, ...]
    head: tuple[int, ...]
    tail: tuple[int, ...]


def trim(blocks: Sequence[Block], start: int, end: int, headline: str) -> Trimmed:
    """Cut furniture off blocks[start:end], at both edges and inside.

    Args:
        blocks: Blocks of the page.
        start: First block of the body's element.
        end: End of the body's element, exclusive.
        headline: Headline of the article, which is not repeated in the text; may be empty.
    """
    name = squash(headline)
    foreign = foreign_lines(blocks, start, end)
    first = _below_headline(blocks, start, end, name)
    while first < end and (
        first in foreign
        or is_head(blocks[first], name)
        or (first > start and is_broken_in(blocks[first - 1].text, blocks[first].text, name))
        or (is_summary(blocks[first]) and bool(_own_prose(blocks, first + 1, end, foreign)))
        or (first > start and _is_value(*blocks[first - 1 : first + 1]))
        or (first + 1 < end and _is_beginning(*blocks[first : first + 2]))
    ):
        first += 1
    last = _end_of_text(blocks, first, second_time(blocks, first, end, name), foreign)
    while last > first and (last - 1 in foreign or _is_tail(blocks[last - 1])):
        last -= 1
    kept: list[int] = []
    inside: list[int] = []
    for index in range(first, last):
        (inside if index in foreign or _is_inside(blocks[index]) else kept).append(index)
    return Trimmed(tuple(kept), tuple(range(start, first)), (*inside, *range(last, end)))


def _below_headline(blocks: Sequence[Block], start: int, end: int, headline: str) -> int:
    """Return the index below headline and meta line where the body's element holds them above its first prose."""
    below, seen = start, False
    for index in range(start, min(end, start + 20)):
        text = blocks[index].text
        same = bool(headline and not begin_apart(text, headline) and squash(text) == headline)
        sentence = blocks[index].prose and (len(text) > SHORT or text.endswith(("。", "！", "？", "”")))
        if sentence and not same and not speaks_to_readers(text):
            break
        seen = seen or same
        if seen and (same or looks_like_meta(text)):
            below = index + 1
    return below


def is_head(block: Block, headline: str) -> bool:
    """Return whether the line stands above the text: headline again, meta line, lead, interface."""
    text = block.text
    if headline and len(text) <= len(headline) * 2 + 20 and repeats(text, headline):
        return True
    if ORIGINAL_TITLE.match(text) or LEAD.match(text) or NUMBER.match(text) or speaks_to_readers(text):
        return True
    if block.prose and len(text) > SHORT:
        return False
    if is_furniture(text) or HANDED_OUT.match(text) or BREADCRUMB.search(text) or is_outlet(text):
        return True
    # The count of a button stands before it: 0 分享至.
    if len(text) <= _BUTTON and (is_box_label(text) or INTERFACE.match(text.lstrip("0123456789 "))):
        return True
    return block.is_link or looks_like_meta(text)


def is_summary(block: Block) -> bool:
    """Return whether a line is the summary that templates print above a text, by the name of its own element."""
    element = block.element
    parent = element.getparent()
    names = element.get("class") or ""
    if not names and parent is not None and len(parent) == 1:
        names = parent.get("class") or ""
    return bool(names) and SUMMARY.search(names) is not None


def _is_beginning(block: Block, following: Block) -> bool:
    """Return whether a line only repeats the beginning of the next one: a summary that a template has cut out."""
    if len(block.text) >= len(following.text) or begin_apart(block.text, following.text):
        return False
    shown = squash(CUT_OFF.sub("", block.text))
    return len(shown) >= _CUT_OUT and squash(following.text).startswith(shown)


def _is_value(label: Block, block: Block) -> bool:
    """Return whether a line is the value of the label that stands alone in the line before it (来源：)."""
    return label.text.endswith((":", "：")) and not block.prose and len(block.text) <= SHORT // 2


def _end_of_text(blocks: Sequence[Block], first: int, end: int, foreign: frozenset[int]) -> int:
    """Return the index of the line after which nothing of the article follows.

    The heading of other articles or comments ends it; so does a credit, disclaimer or share bar in its last quarter,
    while earlier ones are cut alone.
    """
    end = _first_heading_of_others(blocks, first, end, foreign)
    own = _own_prose(blocks, first, end, foreign)
    most = sum(own.values()) * 0.75
    before = 0
    pictures = 0
    for index in range(first, end):
        block = blocks[index]
        if before and before >= most:
            words = block.text.lstrip(MARKS)
            short = len(block.text) <= SHORT or block.is_link
            credit = short and not (index + 1 in own and CAPTION_SOURCE.match(words))
            if speaks_to_readers(block.text) or (credit and is_last(words, pictures)):
                return index
        pictures += OF_PICTURE.match(block.text) is not None
        before += own.get(index, 0)
    return end


def _own_prose(blocks: Sequence[Block], first: int, end: int, foreign: frozenset[int]) -> dict[int, int]:
    """Return the characters of each paragraph that is no disclaimer, appeal or prompt, by its index."""
    return {
        index: len(block.text)
        for index, block in enumerate(blocks[first:end], first)
        if block.prose and index not in foreign and not _is_prompt(block.text)
    }


def _is_prompt(text: str) -> bool:
    words = text.lstrip(MARKS)
    short = len(text) <= SHORT
    return speaks_to_readers(text) or (short and bool(PROMPT.match(words) or INTERFACE.match(words)))


def _first_heading_of_others(blocks: Sequence[Block], first: int, end: int, foreign: frozenset[int]) -> int:
    prose: Block | None = None
    for index in range(first, end):
        block = blocks[index]
        short = len(block.text) <= SHORT or block.is_link
        ends = prose and short and LAST_WORD.match(block.text.lstrip(MARKS)) and not _is_sentence(block)
        if prose and ends and not _refers(blocks[index : min(index + 2, end)]):
            inside = index in foreign and goes_on(blocks, index, end, foreign, prose)
            if not (inside or _heads_side_piece(blocks, index, end, prose)):
                return index
        elif block.prose and index not in foreign:
            prose = block
    return end


def _heads_side_piece(blocks: Sequence[Block], index: int, end: int, prose: Block) -> bool:
    """Return whether a heading such as 相关新闻 opens a short piece of the same story, set like its paragraphs.

    Papers print one below a report, without a link: its title, if any, and then sentences.
    """
    beside = prose.element.getparent()
    lines = blocks[index : min(index + _SIDE_TITLE, end)]
    for line in lines:
        if line.linked or line.element.getparent() is not beside:
            return False
        if line.prose and len(line.text) > SHORT * 2 // 3:
            return not speaks_to_readers(line.text)
    return False


def _refers(lines: Sequence[Block]) -> bool:
    """Return whether a line is one link under 相关阅读： in the middle of a text, which goes on behind it."""
    if len(lines) < 2 or not _is_reference(lines[0]):
        return False
    return lines[1].prose and not lines[1].linked and not speaks_to_readers(lines[1].text)


def _is_reference(block: Block) -> bool:
    return block.is_link and REFERENCE.match(block.text.lstrip(MARKS)) is not None


def _is_sentence(block: Block) -> bool:
    """Return whether a line is a sentence of the text (相关报道刊出后，当地组织了整改。) and no heading or link."""
    return block.prose and not block.linked and block.text.endswith("。") and not INTERFACE.match(block.text)


def _is_tail(block: Block) -> bool:
    text = block.text
    if _is_figure_of_table(block):
        return False
    words = text.lstrip(MARKS)
    if speaks_to_readers(text) or ISSUE.match(text) or (text[0] in "（(" and CREDITED.match(text)):
        return True
    if block.prose and len(text) > SHORT:
        return False
    if (
        (block.is_link and not ANNEX.match(text))
        or _is_inside(block)
        or NUMBER.match(text)
        or TAGS.match(text)
        or text[0] in _ADVERTISED
        or _ADDRESS.match(text)
    ):
        return True
    return bool(CREDIT.match(words) or DATED.match(words) or (not block.prose and APP.search(text)))


def _is_inside(block: Block) -> bool:
    """Return whether a line is furniture wherever it stands."""
    text = block.text
    if len(text) > SHORT or _is_figure_of_table(block):
        return False
    words = text.lstrip(MARKS)
    if (
        _is_reference(block)
        or EDITORIAL.match(words)
        or PROMPT.match(words)
        or ORIGINAL_TITLE.match(text)
        or PAGER.match(text)
    ):
        return True
    if block.prose:
        return False
    if text.isascii() and is_of_player(text, block.element):
        return True
    if len(text) > _BUTTON:
        return False
    return INTERFACE.match(words) is not None or (bool(block.linked) and APP.search(text) is not None)


def _is_figure_of_table(block: Block) -> bool:
    """Return whether a lone number is a cell of a table; elsewhere it is a pager's or a counter's."""
    if not NUMBER.match(block.text):
        return False
    parent = block.element.getparent()
    return block.element.tag in {"td", "th"} or (parent is not None and parent.tag in {"td", "th"})
