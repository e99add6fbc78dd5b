"""Decide where a text begins: below headline, meta line, lead and whatever else its element holds above the first line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from envnews.extract.body.leads import (
    LEAD_BOX,
    QUOTED,
    below_label,
    has_label,
    is_beginning,
    is_machine_made,
    is_quoted,
    is_summary,
    opens_text,
)
from envnews.extract.body.lines_beside import has_rows_of_data
from envnews.extract.body.openings import states_publication
from envnews.extract.body.paragraphs import own_prose
from envnews.extract.disclosure.box import is_box_label
from envnews.extract.disclosure.document_boxes import lines_of_box
from envnews.extract.furniture.credit_lines import is_credit
from envnews.extract.furniture.disclaimers import speaks_to_readers
from envnews.extract.furniture.interface import BUTTON, INTERFACE, without_button
from envnews.extract.furniture.offers import promotes
from envnews.extract.furniture.words import (
    BREADCRUMB,
    HANDED_OUT,
    NUMBER,
    ORIGINAL_TITLE,
    PROVINCE,
    SHORT,
    TAGS,
    is_furniture,
    looks_like_meta,
)
from envnews.extract.headline.titles import is_broken_in, repeats
from envnews.extract.page.blocks import prose_between
from envnews.extract.people.desks import dispatched_by
from envnews.extract.people.persons import names_outlet
from envnews.normalize import begin_apart, squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.extract.page.blocks import Block

_HEAD: Final = 20
"""First lines of a body's element among which headline and meta line are looked for."""
_OPENING: Final = 4
"""First lines of a text among which its meta line stands, where a sentence comes before it."""
_FOLLOWED: Final = 4
"""How many times the prose behind such a meta line outweighs what comes before it."""
_TOPIC: Final = 12
"""Characters of the topic that a site prints before a headline."""
_ADDRESSED: Final = 32
"""Characters of the site's name and address there."""
_SENTENCE_ENDS: Final = ("。", ".", "！", "？", "”", "：", ":")
_LONGEST_CELL: Final = 200
_CELLS: Final = frozenset({"td", "th"})
_DISPATCHED: Final = ("电题", "電題", "讯题")


def start_of_text(
    blocks: Sequence[Block], start: int, end: int, headline: str, foreign: frozenset[int]
) -> int:
    """Return the index of the first line of blocks[start:end] that belongs to the text.

    Args:
        blocks: Blocks of the page.
        start: First block of the body's element.
        end: End of what may be text, exclusive.
        headline: Headline of the article in the form of `squash`; may be empty.
        foreign: Indexes of lines that belong to others.
    """
    first = _whole_table(blocks, start, _below_headline(blocks, start, end, headline, foreign))
    while first < end:
        before = blocks[first - 1] if first > start else None
        above = _above_text(blocks, first, end, headline, foreign, before=before)
        if not above:
            break
        first += above
    return first


def _whole_table(blocks: Sequence[Block], start: int, first: int) -> int:
    """Return the first line of the table of data in whose middle a text would begin: its days are no meta line."""
    if not start < first < len(blocks) or blocks[first].element.tag not in _CELLS:
        return first
    table = next(blocks[first].element.iterancestors("table"), None)
    if table is None or table.find(".//table") is not None or not has_rows_of_data(table):
        return first
    inside = set(table.iter())
    opening = first
    while opening > start and blocks[opening - 1].element in inside:
        opening -= 1
    longest = max((len(block.text) for block in blocks[opening:first]), default=0)
    return opening if longest <= _LONGEST_CELL else first


def _above_text(
    blocks: Sequence[Block],
    first: int,
    end: int,
    headline: str,
    foreign: frozenset[int],
    *,
    before: Block | None,
) -> int:
    """Return how many lines from blocks[first] on are none of the text: a lead with its label, a box, one line, or none.

    The line `before` stands in the same element; a headline may be broken, and a label alone have its value in the next line.
    """
    if several := below_label(blocks[first : min(first + LEAD_BOX, end)]) or _box(blocks, first, end):
        return several
    block = blocks[first]
    if block.element.tag == "figcaption" and first + 1 < end and _is_author(blocks[first + 1]):
        return 2  # the picture between headline and author
    return int(
        first in foreign
        or (_is_head(block, headline) and not opens_text(blocks[first : first + 2]))
        or (before is not None and is_broken_in(before.text, block.text, headline))
        or is_machine_made(block)
        or (is_summary(block) and bool(own_prose(blocks, first + 1, end, foreign)))
        or (before is not None and _is_value(before, block))
        or (first + 1 < end and is_beginning(block, blocks[first + 1]))
        or is_quoted(block, blocks[first + 1 : min(first + QUOTED, end)])
    )


def _is_author(block: Block) -> bool:
    return not block.prose and len(block.text) <= SHORT and is_credit(block.text)


def _box(blocks: Sequence[Block], first: int, end: int) -> int:
    """Return how many lines from the first on are a box of official documents, with a text below it."""
    count = lines_of_box(blocks, first, end)
    return count if count and any(block.prose for block in blocks[first + count : end]) else 0


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
            return max(below, _below_meta_line(blocks, start, end), _below_publication(blocks, index, end))
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
            below = prose_between(blocks, index + 1, end)
            return index + 1 if below > above * _FOLLOWED else 0
    return 0


def _below_publication(blocks: Sequence[Block], opening: int, end: int) -> int:
    """Return the index below the labelled day of publication that follows an opening paragraph, 0 where none does.

    The opening stands apart, whether it belongs to the text or not; behind several paragraphs such a line ends the text.
    """
    for index in range(opening + 1, min(opening + _OPENING, end)):
        if blocks[index].prose:
            return 0
        if states_publication(blocks[index].text):
            below = prose_between(blocks, index + 1, end)
            return index + 1 if below >= len(blocks[opening].text) else 0
    return 0


def _is_headline(text: str, headline: str) -> bool:
    return (
        _may_repeat(text, headline)
        and not begin_apart(text, headline)
        and squash(without_button(text)) == headline
    )


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
    # 临江之家（www.linjiang.example）：headline
    topic = _ADDRESSED if "." in form[: -len(headline)] else _TOPIC
    same = len(form) <= len(headline) + topic and form.endswith((":" + headline, "：" + headline))
    return same and not form[: -len(headline) - 1].endswith(_DISPATCHED)


def _is_head(block: Block, headline: str) -> bool:
    """Return whether the line stands above the text: headline again, meta line, lead, interface."""
    text = block.text
    ornament = not any(map(str.isalnum, text))  # ＊＊＊＊＊
    if ornament or (headline and _may_repeat(text, headline) and repeats(text, headline)):
        return True
    if ORIGINAL_TITLE.match(text) or has_label(block) or NUMBER.match(text) or _turns_to_readers(text):
        return True
    if block.prose and len(text) > SHORT:
        # 已有 3210 次阅读 2014-5-12 10:23 |个人分类:大气|关键词:臭氧,颗粒物
        return not text.endswith(_SENTENCE_ENDS) and looks_like_meta(text)
    if is_furniture(text) or HANDED_OUT.match(text) or BREADCRUMB.search(text) or names_outlet(text):
        return True
    if dispatched_by(text) or (block.linked and TAGS.match(text)):
        return True  # links side by side: 配置 | 图库 | 视频
    # The count of a button stands before it: 0 分享至.
    button = len(text) <= BUTTON and (
        (is_box_label(text) and block.element.tag not in _CELLS)
        or INTERFACE.match(text.lstrip("0123456789 "))
    )
    return bool(button) or block.is_link or looks_like_meta(text) or PROVINCE.fullmatch(text) is not None


def _turns_to_readers(text: str) -> bool:
    return speaks_to_readers(text) or promotes(text)


def _is_value(label: Block, block: Block) -> bool:
    """Return whether a line is the value of the label that stands alone in the line before it (来源：)."""
    if block.element.tag in _CELLS and block.element.getparent() is not label.element.getparent():
        return False  # of another row
    return label.text.endswith((":", "：")) and not block.prose and len(block.text) <= SHORT // 2
