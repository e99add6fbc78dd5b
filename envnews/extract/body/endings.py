"""Decide where a text ends: at the heading of other articles, at comments, at a credit or disclaimer near its end."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.body.paragraphs import (
    Balance,
    goes_on_behind_box,
    goes_on_behind_credit,
    heads_side_piece,
    own_prose,
)
from envnews.extract.furniture.disclaimers import speaks_to_readers
from envnews.extract.furniture.interface import INTERFACE
from envnews.extract.furniture.strangers import heads_part
from envnews.extract.furniture.words import (
    CAPTION_SOURCE,
    MARKS,
    OF_PICTURE,
    REFERENCE,
    SHORT,
    ends_text,
    is_last,
    looks_like_meta,
)
from envnews.extract.headline.titles import DATE
from envnews.extract.keywords.markup import is_hashtag
from envnews.extract.page.blocks import prose_between
from envnews.normalize import squash

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from envnews.extract.page.blocks import Block

_OPENING: Final = 3
"""Paragraphs by which the second form of a text is known."""
_SECOND: Final = 1.6
"""How much longer than a text its second form may be, with the comments behind it."""
_EVENT: Final = 6
"""Lines from a credit on that are looked at for the data of an event, half as many before it."""
_TOLD: Final = 2
"""Such lines that tell of one."""
_EVENT_AT: Final = re.compile(
    r"(?:展览|展出|演出|活动|开幕|比赛|讲座|会议)(?:时间|地点|地址)\s?[:：]|(?:时间|地点)\s?[:：]"
)
_OF_EVENT: Final = re.compile(
    r"(?:主办|承办|协办)(?:单位|方|机构)?\s?[:：]|地址\s?[:：]|(?:参展|票价|门票)[\u4e00-\u9fff]{0,4}\s?[:：]"
)
"""What else is told of an event, and at the foot of sites of themselves."""
_HEAD: Final = 8
"""Lines above a text among which its headline stands."""
_NUMBERED: Final = re.compile(r"(\d{1,2})\s?([、.．])(?!\d)")
_TITLES: Final = frozenset({"h1", "h2"})
_META: Final = 5
"""Lines from the headline of the next article on among which its meta line stands."""
_NEAR: Final = 2
"""Lines below the headline among which it stands where no account is named."""
_LABELLED: Final = re.compile(r"[^:：]{1,12}[:：]")
_FOLLOW: Final = re.compile(r"[+＋]?\s?(?:关注|關注|追[踪蹤]|订阅|訂閱)")
# (责编：江帆、何燕): portals end each article so, whatever stands below it
_EDITED: Final = re.compile(r"[（(\[【]\s?(?:责任编辑|责编|責任編輯)\s?[:：][^。，]{2,24}[）)\]】]")
_MOMENT: Final = re.compile(r"\d{1,2}:\d\d")


def end_of_text(blocks: Sequence[Block], first: int, end: int, foreign: frozenset[int]) -> int:
    """Return the index of the line after which nothing of the article follows.

    The heading of other articles or comments ends it; so does a credit, disclaimer or share bar in its last quarter,
    while earlier ones are cut alone.
    """
    end = _first_heading_of_others(blocks, first, end, foreign)
    own = own_prose(blocks, first, end, foreign)
    whole = sum(own.values())
    most = whole * 0.75
    before = 0
    pictures = 0
    for index in range(first, end):
        block = blocks[index]
        if before and _EDITED.fullmatch(block.text) and _is_elsewhere(blocks, own, index):
            return index
        if before and before >= most and index not in foreign:
            words = block.text.lstrip(MARKS)
            short = len(block.text) <= SHORT or block.is_link
            credit = short and not (index + 1 in own and CAPTION_SOURCE.match(words))
            last = (
                speaks_to_readers(block.text)
                or (credit and is_last(words, pictures))
                or (
                    before == whole
                    and is_hashtag(block)
                    and index + 1 < end
                    and is_hashtag(blocks[index + 1])
                )
            )
            if last and not (
                goes_on_behind_credit(blocks, index, end, own)
                or counts_on(blocks, first, index)
                or _tells_of_event(blocks[max(first, index - _EVENT // 2) : min(index + _EVENT, end)])
            ):
                return index
        pictures += OF_PICTURE.match(block.text) is not None
        before += own.get(index, 0)
    return end


def _is_elsewhere(blocks: Sequence[Block], own: Mapping[int, int], index: int) -> bool:
    """Return whether the prose behind a line stands in another element than all that comes before it."""
    before = {blocks[place].element.getparent() for place in own if place < index}
    behind = [blocks[place].element.getparent() for place in own if place > index]
    return bool(behind) and before.isdisjoint(behind)


def _tells_of_event(lines: Sequence[Block]) -> bool:
    """Return whether a credit stands among the data of an exhibition or performance, with its time and place (出品人：, 展览地点：)."""
    short = [line.text for line in lines if len(line.text) <= SHORT]
    held = sum(_EVENT_AT.match(text) is not None for text in short)
    return held > 0 and held + sum(_OF_EVENT.match(text) is not None for text in short) >= _TOLD


def counts_on(blocks: Sequence[Block], first: int, index: int) -> bool:
    """Return whether a line is a later one of numbered paragraphs, which may tell readers to fetch a program (2、下载…).

    The first of them is none of the site's words to its readers, which are numbered, too.
    """
    for place in range(index, first, -1):
        text = blocks[place].text
        number = _NUMBERED.match(text) if text[0].isdigit() else None
        if number is None or int(number[1]) < 2:
            return False
        before = _NUMBERED.match(blocks[place - 1].text)
        if before is None or int(before[1]) != int(number[1]) - 1 or before[2] != number[2]:
            return False
        if before[1] == "1":
            return blocks[place - 1].prose and not speaks_to_readers(blocks[place - 1].text)
    return False


def _first_heading_of_others(blocks: Sequence[Block], first: int, end: int, foreign: frozenset[int]) -> int:
    prose: Block | None = None
    balance = Balance(blocks, first, end, foreign)
    alone: int | None = None  # the place of the lead, as long as no other paragraph stands behind it
    for index in range(first, end):
        block = blocks[index]
        short = len(block.text) <= SHORT or block.is_link
        ends = prose and short and ends_text(block.text) and not _is_sentence(block)
        if prose and block.element.tag in _TITLES and _begins_next_article(blocks, index, end):
            return index
        if prose and ends and not _refers(blocks[index : min(index + 2, end)]):
            # A heading may be the text's own next line behind a link that is a box by itself.
            inside = (index in foreign or is_reference(block)) and (
                goes_on_behind_box(blocks, index, end, foreign, prose) or balance.most_is_behind(index)
            )
            inside = inside or (heads_one(blocks, index, end) and balance.most_is_behind(index))
            # So may the link to a series, right behind a lead.
            inside = inside or (_links_series(block) and alone == index - 1 and balance.most_is_behind(index))
            if not (inside or heads_side_piece(blocks, index, end, prose) or heads_part(blocks, index, end)):
                return index
        elif block.prose and index not in foreign:
            alone = index if prose is None else None
            prose = block
    return end


def heads_one(blocks: Sequence[Block], index: int, end: int) -> bool:
    """Return whether a heading stands above one linked title alone, behind which a paragraph comes (相關新聞請見：)."""
    if index + 2 >= end:
        return False
    link, behind = blocks[index + 1], blocks[index + 2]
    return link.is_link and not link.prose and behind.prose and not behind.linked


def _links_series(block: Block) -> bool:
    """Return whether a line is a link to earlier parts of a series ([往期精彩内容回顾])."""
    return block.is_link and block.text.lstrip(MARKS).startswith("往期")


def _begins_next_article(blocks: Sequence[Block], index: int, end: int) -> bool:
    """Return whether a heading has a meta line of its own below it: pages that go on as one scrolls hold several articles.

    Further down it is one only below the account that posted the article: what is told of an event or a letter, line
    by line, has a time, too.
    """
    lines = blocks[index + 1 : min(index + _META, end)]
    for place, block in enumerate(lines):
        if not block.prose and looks_like_meta(block.text):
            stated = _MOMENT.search(block.text) is not None or "来源" in block.text
            # The day alone, where the page's first article begins so, too: an order and the rules it puts in force do not.
            stated = stated or (
                place == 0 and _is_dated_heading(blocks, index) and _opens_dated(blocks, index)
            )
            return stated and (place < _NEAR or _name_account(lines[:place]))
    return False


def _is_dated_heading(blocks: Sequence[Block], index: int) -> bool:
    """Return whether a line is a main heading with nothing but a day right below it."""
    if blocks[index].element.tag != "h1" or index + 1 == len(blocks):
        return False
    return DATE.fullmatch(blocks[index + 1].text) is not None


def _opens_dated(blocks: Sequence[Block], end: int) -> bool:
    """Return whether the first main heading before a line, the page's headline, has nothing but a day below it, too."""
    first = next((index for index in range(end) if blocks[index].element.tag == "h1"), None)
    return first is not None and _is_dated_heading(blocks, first)


def _name_account(lines: Sequence[Block]) -> bool:
    """Return whether lines above a time are those of an account: its name, a link, or the button to follow it."""
    return not any(_LABELLED.match(line.text) for line in lines) and any(
        line.is_link or _FOLLOW.fullmatch(line.text) for line in lines
    )


def is_reference(block: Block) -> bool:
    """Return whether a line links another article, or two, behind a word for it (相关阅读：…, 【推荐阅读】…, [热点] …)."""
    if not block.linked:
        return False
    words = block.spaced.lstrip(MARKS)
    found = REFERENCE.match(words)
    return found is not None and (block.is_link or block.linked * 10 >= (len(words) - found.end()) * 8)


def _refers(lines: Sequence[Block]) -> bool:
    """Return whether a line is one link under 相关阅读： in the middle of a text, which goes on behind it."""
    if len(lines) < 2 or not is_reference(lines[0]):
        return False
    return lines[1].prose and not lines[1].linked and not speaks_to_readers(lines[1].text)


def _is_sentence(block: Block) -> bool:
    """Return whether a line is a sentence of the text (相关报道刊出后，当地组织了整改。) and no heading or link."""
    return block.prose and not block.linked and block.text.endswith("。") and not INTERFACE.match(block.text)


def second_time(blocks: Sequence[Block], first: int, end: int, headline: str) -> int:
    """Return the index of the line with which the same text begins once more, else the end.

    Templates print it twice, for desks and for phones, and style sheets show one of them.
    """
    opening = [block.text for block in islice((b for b in blocks[first:end] if b.prose), _OPENING)]
    if len(opening) < 2 or opening[0] == opening[1]:
        return end
    again = [index for index in range(first, end) if blocks[index].text == opening[0]]
    for index in again[1:]:
        prose = (block.text for block in blocks[index + 1 : end] if block.prose)
        # An essay may come back to its first lines (of two) at its end.
        if [*islice(prose, len(opening) - 1)] != opening[1:]:
            continue
        if prose_between(blocks, index, end) > prose_between(blocks, first, index) * _SECOND:
            return end  # slides and their captions, with the text behind them
        # Headline and meta line of the second form stand above it.
        above = range(max(first, index - _HEAD), index)
        return next((line for line in above if squash(blocks[line].text) == headline), index)
    return end
