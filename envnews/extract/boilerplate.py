"""Tell the lines of an article from the furniture around and between them.

The words by which furniture is known are in `furniture`; here it is decided where the text begins and ends.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from envnews.extract.annexes import is_annex, is_lone_label
from envnews.extract.bylines import dispatched_by
from envnews.extract.closings import read_closing
from envnews.extract.disclaimers import speaks_to_readers
from envnews.extract.disclosure import is_box_label
from envnews.extract.discussions import first_comment
from envnews.extract.document_boxes import lines_of_box
from envnews.extract.endings import counts_on, end_of_text, is_reference, own_prose, second_time
from envnews.extract.furniture import (
    APP,
    BELOW,
    BREADCRUMB,
    CLOSING,
    CREDIT,
    CREDITED,
    DATED,
    EDITORIAL,
    HANDED_OUT,
    ISSUE,
    MARKS,
    NUMBER,
    ORIGINAL_TITLE,
    PAGER,
    PROMPT,
    PROVINCE,
    SHORT,
    TAGS,
    is_furniture,
    leads_away,
    looks_like_meta,
)
from envnews.extract.interface import INTERFACE
from envnews.extract.leads import (
    LEAD_BOX,
    QUOTED,
    below_label,
    has_label,
    heads_broadcast,
    is_beginning,
    is_quoted,
    is_summary,
)
from envnews.extract.offers import ADVERTISED, advertises, sells
from envnews.extract.persons import names_outlet
from envnews.extract.players import is_of_player
from envnews.extract.quotes import is_poll, is_quote
from envnews.extract.read_more import lists_between, read_more_lines
from envnews.extract.strangers import foreign_lines
from envnews.extract.tag_markup import is_tag_line
from envnews.extract.titles import MOMENT, is_broken_in, repeats
from envnews.normalize import begin_apart, squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.extract.blocks import Block

_HEAD: Final = 20
"""First lines of a body's element among which headline and meta line are looked for."""
_OPENING: Final = 4
"""First lines of a text among which its meta line stands, where a sentence comes before it."""
_FOLLOWED: Final = 4
"""How many times the prose behind such a meta line outweighs what comes before it."""
_BUTTON: Final = 24
"""Characters of a line that is a button of the page."""
_TOPIC: Final = 12
_SENTENCE_ENDS: Final = ("。", ".", "！", "？", "”", "：", ":")
_DISPATCHED: Final = ("电题", "電題", "讯题")
_ADDRESS: Final = re.compile(r"[\w\u4e00-\u9fff ]{0,16}\s?[:：]?\s?https?://\S+$")
"""An address with no more than a word for it, in a line of its own (iOS：https://…)."""
_IN_BRACKETS: Final = re.compile(r"(?:[\[【][^\]】]{1,8}[\]】]\s*){3,}$")
"""Links side by side, each in brackets ([白羊] [双鱼] [水瓶])."""
_CELLS: Final = frozenset({"td", "th"})
_SHARING: Final = ("分享到", "分享至")
"""Beginnings of share bars, however many sites they name."""


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
    whole, end = end, first_comment(blocks, start, end)
    foreign = foreign_lines(blocks, start, end) | lists_between(blocks, start, end)
    first = _below_headline(blocks, start, end, name, foreign)
    while first < end and (
        step := below_label(blocks[first : min(first + LEAD_BOX, end)])
        or _box(blocks, first, end)
        or first in foreign
        or (is_head(blocks[first], name) and not heads_broadcast(blocks[first : first + 2]))
        or (first > start and is_broken_in(blocks[first - 1].text, blocks[first].text, name))
        or (is_summary(blocks[first]) and bool(own_prose(blocks, first + 1, end, foreign)))
        or (first > start and _is_value(*blocks[first - 1 : first + 1]))
        or (first + 1 < end and is_beginning(*blocks[first : first + 2]))
        or is_quoted(blocks[first], blocks[first + 1 : min(first + QUOTED, end)])
    ):
        first += int(step)
    last = end_of_text(blocks, first, second_time(blocks, first, end, name), foreign)
    while last > first and (cut := _tail(blocks, first, last, foreign)):
        last -= cut
    kept: list[int] = []
    inside: list[int] = []
    others = read_more_lines(blocks, first, last)
    for index in range(first, last):
        out = index in foreign or index in others
        out = out or (_is_inside(blocks[index]) and not counts_on(blocks, first, index))
        (inside if out else kept).append(index)
    return Trimmed(tuple(kept), tuple(range(start, first)), (*inside, *range(last, whole)))


def _box(blocks: Sequence[Block], first: int, end: int) -> int:
    """Return how many lines from the first on are a box of official documents, with a text below it."""
    count = lines_of_box(blocks, first, end)
    return count if any(block.prose for block in blocks[first + count : end]) else 0


def _below_headline(
    blocks: Sequence[Block], start: int, end: int, headline: str, foreign: frozenset[int]
) -> int:
    """Return the index below headline and meta line where the body's element holds them above its first prose."""
    below, seen = start, False
    while start in foreign:  # the box of another text above them
        start += 1
    for index in range(start, min(end, start + _HEAD)):
        if index in foreign:
            continue
        text = blocks[index].text
        same = bool(headline) and (_is_headline(text, headline) or _follows_topic(text, headline))
        sentence = blocks[index].prose and (len(text) > SHORT or text.endswith(("。", "！", "？", "”")))
        if sentence and not same and not speaks_to_readers(text):
            return max(below, _below_meta_line(blocks, start, end))
        seen = seen or same
        if seen and (same or looks_like_meta(text)):
            below = index + 1
    return below


def _below_meta_line(blocks: Sequence[Block], first: int, end: int) -> int:
    """Return the index below a meta line that follows the first words of a body's element, 0 where none does.

    Such words are a headline that reads like a sentence, or what leads to it; far more follows them.
    """
    for index in range(first + 1, min(first + _OPENING, end)):
        text = blocks[index].text
        if ("来源" in text or "來源" in text) and looks_like_meta(text):
            above = sum(len(block.text) for block in blocks[first:index])
            below = sum(len(block.text) for block in blocks[index + 1 : end] if block.prose)
            return index + 1 if below > above * _FOLLOWED else 0
    return 0


def _is_headline(text: str, headline: str) -> bool:
    return _may_repeat(text, headline) and not begin_apart(text, headline) and squash(text) == headline


def _may_repeat(text: str, headline: str) -> bool:
    """Return whether a line is short enough to be the headline once more, spaced out perhaps or with a day behind it."""
    return len(text) <= len(headline) * 2 + 20


def _follows_topic(text: str, headline: str) -> bool:
    """Return whether a line is the headline behind the topic that a site prints before it (水污染: 全省排查排污口).

    A wire's dateline names the headline, too, and begins the text (临江社7月21日电 题：全省排查排污口).
    """
    if ":" not in text and "：" not in text:
        return False
    form = squash(text)
    same = len(form) <= len(headline) + _TOPIC and form.endswith((":" + headline, "：" + headline))
    return same and not form[: -len(headline) - 1].endswith(_DISPATCHED)


def is_head(block: Block, headline: str) -> bool:
    """Return whether the line stands above the text: headline again, meta line, lead, interface."""
    text = block.text
    ornament = not any(map(str.isalnum, text))  # ＊＊＊＊＊
    if ornament or (headline and _may_repeat(text, headline) and repeats(text, headline)):
        return True
    if ORIGINAL_TITLE.match(text) or has_label(block) or NUMBER.match(text) or speaks_to_readers(text):
        return True
    if block.prose and len(text) > SHORT:
        # 已有 3210 次阅读 2014-5-12 10:23 |个人分类:大气|关键词:臭氧,颗粒物
        return not text.endswith(_SENTENCE_ENDS) and looks_like_meta(text)
    if is_furniture(text) or HANDED_OUT.match(text) or BREADCRUMB.search(text) or names_outlet(text):
        return True
    # The count of a button stands before it: 0 分享至.
    button = len(text) <= _BUTTON and (
        (is_box_label(text) and block.element.tag not in _CELLS)
        or INTERFACE.match(text.lstrip("0123456789 "))
    )
    if dispatched_by(text) or (block.linked and TAGS.match(text)):
        return True  # links side by side: 配置 | 图库 | 视频
    return bool(button) or block.is_link or looks_like_meta(text) or PROVINCE.fullmatch(text) is not None


def _is_value(label: Block, block: Block) -> bool:
    """Return whether a line is the value of the label that stands alone in the line before it (来源：)."""
    return label.text.endswith((":", "：")) and not block.prose and len(block.text) <= SHORT // 2


def _tail(blocks: Sequence[Block], first: int, last: int, foreign: frozenset[int]) -> int:
    """Return how many of the last lines of blocks[first:last] are furniture: one, a label and its day (发布日期：), or none."""
    block = blocks[last - 1]
    if last - 1 in foreign or (_is_tail(block) and not counts_on(blocks, first, last - 1)):
        return 1
    if last - 1 > first and not block.prose and len(block.text) <= SHORT // 2:
        label = blocks[last - 2].text
        if label.endswith((":", "：")) and DATED.match(label.lstrip(MARKS) + block.text):
            return 2
    return 0


def _is_tail(block: Block) -> bool:
    text = block.text
    if _is_figure_of_table(block):
        return False
    words = text.lstrip(MARKS)
    ornament = not any(map(str.isalnum, text))
    if ornament or CLOSING.match(text) or leads_away(text) or (not block.prose and text.startswith(_SHARING)):
        return True
    if speaks_to_readers(text) or ISSUE.match(text) or (text[0] in "（(" and CREDITED.match(text)):
        return True
    if block.prose and len(text) > SHORT:
        return False
    if (
        (block.is_link and not is_annex(block))
        or _is_inside(block)
        or NUMBER.match(text)
        or TAGS.match(text)
        or (block.linked and _IN_BRACKETS.match(text))
        or text[0] in ADVERTISED
        or _ADDRESS.match(text)
        or CREDIT.match(words)
        or DATED.match(words)
        or MOMENT.match(text)
        or read_closing(block.spaced)
    ):
        return True
    return not block.prose and (
        BELOW.match(words) is not None
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
        or is_poll(block)
    ):
        return True
    if block.prose:
        return False
    if (
        (block.is_link and is_tag_line(block.element))
        or advertises(block)
        or (text.isascii() and is_of_player(text, block.element))
    ):
        return True
    if len(text) > _BUTTON:
        return False
    return INTERFACE.match(words) is not None or (bool(block.linked) and APP.search(text) is not None)


def _is_figure_of_table(block: Block) -> bool:
    """Return whether a lone number is a cell of a table; elsewhere it is a pager's or a counter's."""
    if block.prose or not NUMBER.match(block.text):
        return False
    parent = block.element.getparent()
    return block.element.tag in {"td", "th"} or (parent is not None and parent.tag in {"td", "th"})
