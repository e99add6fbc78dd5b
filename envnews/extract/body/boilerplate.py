"""Tell the lines of an article from the furniture around and between them.

The words by which furniture is known are in `furniture`; here it is decided where the text begins and ends.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from envnews.extract.body.beginnings import start_of_text
from envnews.extract.body.calls import calls_readers, is_its_moment
from envnews.extract.body.closings import read_closing
from envnews.extract.body.endings import counts_on, end_of_text, heads_one, is_reference, second_time
from envnews.extract.furniture.annexes import is_annex, is_lone_label
from envnews.extract.furniture.credit_lines import EDITORIAL, is_credit
from envnews.extract.furniture.disclaimers import speaks_to_readers
from envnews.extract.furniture.discussions import first_comment
from envnews.extract.furniture.interface import BUTTON, INTERFACE
from envnews.extract.furniture.offers import ADVERTISED, advertises, sells
from envnews.extract.furniture.players import is_of_player
from envnews.extract.furniture.quotes import is_quote, poll_lines
from envnews.extract.furniture.read_more import lists_between, read_more_lines
from envnews.extract.furniture.strangers import foreign_lines
from envnews.extract.furniture.words import (
    APP,
    BELOW,
    CLOSING,
    CREDITED,
    DATED,
    ISSUE,
    MARKS,
    NUMBER,
    ORIGINAL_TITLE,
    PAGER,
    PROMPT,
    SHORT,
    TAGS,
    ends_text,
    leads_away,
    looks_like_meta,
)
from envnews.extract.headline.titles import MOMENT
from envnews.extract.keywords.markup import is_hashtag, is_tag_box, is_tag_line
from envnews.normalize import squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.extract.page.blocks import Block

# 3/13 between the pictures of a series
_SLIDE: Final = re.compile(r"(\d{1,3})\s?/\s?(\d{1,3})")
_SLIDES: Final = 3
"""Such lines that count the pictures of one series; scores and days are no series."""
_ADDRESS: Final = re.compile(r"[\w\u4e00-\u9fff ]{0,16}\s?[:：]?\s?https?://[!-~]+$")
"""An address with no more than a word for it, in a line of its own (iOS：https://…)."""
_LISTED: Final = 12
"""Addresses that a text lists, at most."""
_OF_SITE: Final = re.compile("关注|友情|链接|官网|联系|扫码|下载")
"""What labels the addresses of a site itself."""
_IN_BRACKETS: Final = re.compile(r"(?:[\[【][^\]】]{1,8}[\]】]\s*){3,}$")
"""Links side by side, each in brackets ([白羊] [双鱼] [水瓶])."""
_OPENING: Final = 4
"""First lines of a text among which another article is linked."""
_SHARING: Final = ("分享到", "分享至", "欢迎分享")
"""Beginnings of share bars, however many sites they name."""


_TAG: Final = 8
"""Characters of a tag that is no link."""


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


def trim(
    blocks: Sequence[Block], start: int, end: int, headline: str, apart: frozenset[int] = frozenset()
) -> Trimmed:
    """Cut furniture off blocks[start:end], at both edges and inside.

    Args:
        blocks: Blocks of the page.
        start: First block of the body's element.
        end: End of the body's element, exclusive.
        headline: Headline of the article, which is not repeated in the text; may be empty.
        apart: Indexes of lines known to stand between parts of the text.
    """
    name = squash(headline)
    whole, end = end, first_comment(blocks, start, end)
    foreign = apart | foreign_lines(blocks, start, end) | lists_between(blocks, start, end)
    first = start_of_text(blocks, start, end, name, foreign)
    last = end_of_text(blocks, first, second_time(blocks, first, end, name), foreign)
    polls = poll_lines(blocks, first, last)
    while last > first and (cut := _tail(blocks, first, last, foreign, polls)):
        last -= cut
    kept: list[int] = []
    inside: list[int] = []
    others = read_more_lines(blocks, first, last) | _slide_counters(blocks, first, last)
    others |= _link_before_text(blocks, first, last)
    for index in range(first, last):
        out = index in foreign or index in others or is_its_moment(blocks, first, index, last)
        out = out or ((index in polls or _is_inside(blocks[index])) and not counts_on(blocks, first, index))
        (inside if out else kept).append(index)
    return Trimmed(tuple(kept), tuple(range(start, first)), (*inside, *range(last, whole)))


def _link_before_text(blocks: Sequence[Block], first: int, last: int) -> frozenset[int]:
    """Return the indexes of a heading and one linked title below it among the first lines of a text (相關新聞請見：)."""
    for index in range(first, min(first + _OPENING, last)):
        if ends_text(blocks[index].text) and heads_one(blocks, index, last):
            return frozenset((index, index + 1))
    return frozenset()


def _slide_counters(blocks: Sequence[Block], first: int, last: int) -> frozenset[int]:
    """Return the indexes of lines that count pictures, one after the other up to the same number (1/13, 2/13)."""
    counted: dict[int, tuple[int, int]] = {}
    for index in range(first, last):
        found = _SLIDE.fullmatch(blocks[index].text) if blocks[index].text[0].isdigit() else None
        if found:
            counted[index] = int(found[1]), int(found[2])
    following = sum(two == (one[0] + 1, one[1]) for one, two in pairwise(counted.values()))
    return frozenset(counted) if following + 1 >= _SLIDES else frozenset()


def _tail(
    blocks: Sequence[Block], first: int, last: int, foreign: frozenset[int], polls: frozenset[int]
) -> int:
    """Return how many of the last lines of blocks[first:last] are furniture: one, a label and its day (发布日期：), or none."""
    block = blocks[last - 1]
    if last - 1 in foreign:
        return 1
    if (last - 1 in polls or _is_tail(block)) and not (
        counts_on(blocks, first, last - 1) or _lists_addresses(blocks, first, last)
    ):
        return 1
    if last - 1 > first and not block.prose and len(block.text) <= SHORT // 2:
        label = blocks[last - 2].text
        if label.endswith((":", "：")) and DATED.match(label.lstrip(MARKS) + block.text):
            return 2
    return 0


def _lists_addresses(blocks: Sequence[Block], first: int, last: int) -> bool:
    """Return whether the last lines are addresses, each with its name, below a label that announces them (体验地址：)."""
    if not _ADDRESS.match(blocks[last - 1].text):
        return False
    start = last
    while first < start and last - start < _LISTED and _ADDRESS.match(blocks[start - 1].text):
        start -= 1
    label = blocks[start - 1].text if start > first else ""
    announced = label.endswith(("：", ":")) and not (ends_text(label) or _OF_SITE.search(label))
    return last - start > 1 and announced


def _is_tail(block: Block) -> bool:
    """Return whether the last line of a text is furniture."""
    if _is_figure_of_table(block):
        return False
    if _takes_leave(block):
        return True
    if block.prose and len(block.text) > SHORT:
        return False
    return _is_short_tail(block) or (not block.prose and _is_below(block.text))


def _takes_leave(block: Block) -> bool:
    """Return whether a line of any length has done with the article: an ornament, a disclaimer, a word to the readers."""
    text = block.text
    ornament = not any(map(str.isalnum, text))
    if ornament or CLOSING.match(text) or leads_away(text) or (not block.prose and text.startswith(_SHARING)):
        return True
    return (
        speaks_to_readers(text)
        or calls_readers(text)
        or ISSUE.match(text) is not None
        or (text[0] in "（(" and CREDITED.match(text) is not None)
    )


def _is_short_tail(block: Block) -> bool:
    """Return whether a line that is no long paragraph is a link, a credit, a count, an address or a day."""
    text = block.text
    words = text.lstrip(MARKS)
    return bool(
        (block.is_link and not is_annex(block))
        or _is_inside(block)
        or NUMBER.match(text)
        or TAGS.match(text)
        or (block.linked and _IN_BRACKETS.match(text))
        or text[0] in ADVERTISED
        or _ADDRESS.match(text)
        or is_credit(words)
        or DATED.match(words)
        or MOMENT.match(text)
        or read_closing(block.spaced)
    )


def _is_below(text: str) -> bool:
    """Return whether a line without sentences stands below texts only, as the footer does."""
    return (
        BELOW.match(text.lstrip(MARKS)) is not None
        or APP.search(text) is not None
        or is_lone_label(text)
        or ("来源" in text and looks_like_meta(text))
    )


def _is_inside(block: Block) -> bool:
    """Return whether a line is furniture wherever it stands."""
    text = block.text
    if len(text) > SHORT or _is_figure_of_table(block):
        return sells(block)
    words = text.lstrip(MARKS)
    if (
        is_reference(block)
        or EDITORIAL.match(words)
        or PROMPT.match(words)
        or ORIGINAL_TITLE.match(text)
        or PAGER.match(text)
        or speaks_to_readers(text)
        or sells(block)
        or is_quote(block)
    ):
        return True
    if block.prose:
        return False
    if (
        (
            is_hashtag(block) or is_tag_line(block.element)
            if block.is_link
            else len(text) <= _TAG and is_tag_box(block.element)
        )
        or advertises(block)
        or (text.isascii() and is_of_player(text, block.element))
    ):
        return True
    if len(text) > BUTTON:
        return False
    return INTERFACE.match(words) is not None or (bool(block.linked) and APP.search(text) is not None)


def _is_figure_of_table(block: Block) -> bool:
    """Return whether a lone number is a cell of a table; elsewhere it is a pager's or a counter's."""
    if block.prose or not NUMBER.match(block.text):
        return False
    parent = block.element.getparent()
    return block.element.tag in {"td", "th"} or (parent is not None and parent.tag in {"td", "th"})
