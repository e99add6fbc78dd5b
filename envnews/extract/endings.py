"""Decide where a text ends: at the heading of other articles, at comments, at a credit or disclaimer near its end."""

from __future__ import annotations

import re
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final

from envnews.extract.blocks import LEAVES
from envnews.extract.disclaimers import speaks_to_readers
from envnews.extract.furniture import (
    CAPTION_SOURCE,
    LAST_WORD,
    MARKS,
    OF_PICTURE,
    PROMPT,
    REFERENCE,
    SHORT,
    ends_text,
    is_furniture,
    is_last,
    looks_like_meta,
)
from envnews.extract.interface import INTERFACE
from envnews.normalize import squash

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml import etree

    from envnews.extract.blocks import Block

_SECOND: Final = 1.6
"""How much longer than a text its second form may be, with the comments behind it."""
_HEAD: Final = 8
"""Lines above a text among which its headline stands."""
_FOLLOWING: Final = 5
"""Lines behind a credit in which a text that goes on has two paragraphs, one of them long, or more than"""
_PAIR: Final = 2
_SHORTEST: Final = 30
"""Characters of the shorter one of them."""
_SENTENCE_ENDS: Final = ("。", "！", "？", "”", "）", ")", "；")
_FURTHER: Final = 12
"""Sentences behind a box of others among which the next paragraph is looked for."""
_NUMBERED: Final = re.compile(r"(\d{1,2})\s?([、.．])(?!\d)")
_NESTED: Final = 6
"""Sections around a paragraph that are looked through."""
_TITLES: Final = frozenset({"h1", "h2"})
_META: Final = 3
"""Lines below the headline of the next article among which its meta line stands."""
_MOMENT: Final = re.compile(r"\d{1,2}:\d\d")
_SIDE_TITLE: Final = 6
"""Lines from the heading of a side piece to its first sentence."""


def end_of_text(blocks: Sequence[Block], first: int, end: int, foreign: frozenset[int]) -> int:
    """Return the index of the line after which nothing of the article follows.

    The heading of other articles or comments ends it; so does a credit, disclaimer or share bar in its last quarter,
    while earlier ones are cut alone.
    """
    end = _first_heading_of_others(blocks, first, end, foreign)
    own = own_prose(blocks, first, end, foreign)
    most = sum(own.values()) * 0.75
    before = 0
    pictures = 0
    for index in range(first, end):
        block = blocks[index]
        if before and before >= most:
            words = block.text.lstrip(MARKS)
            short = len(block.text) <= SHORT or block.is_link
            credit = short and not (index + 1 in own and CAPTION_SOURCE.match(words))
            last = speaks_to_readers(block.text) or (credit and is_last(words, pictures))
            if last and not (_text_goes_on(blocks, index, end, own) or counts_on(blocks, first, index)):
                return index
        pictures += OF_PICTURE.match(block.text) is not None
        before += own.get(index, 0)
    return end


def _text_goes_on(blocks: Sequence[Block], index: int, end: int, own: Mapping[int, int]) -> bool:
    """Return whether paragraphs follow a credit or disclaimer that are set like those before it: it stands in the middle.

    Two of them do; behind a line in a box of its own, as those who call to scan or to share something, one does.
    """
    before = next((blocks[place] for place in range(index - 1, -1, -1) if place in own), None)
    following = [
        place for place in range(index + 1, min(index + _FOLLOWING, end)) if own.get(place, 0) > _SHORTEST
    ]
    if before is None or not following:
        return False
    beside = before.element.getparent()
    line = blocks[index].element
    boxed = line.tag not in LEAVES or line.getparent() is not beside
    if boxed:
        sure = blocks[following[0]].text.endswith(_SENTENCE_ENDS)
    else:
        sure = len(following) > _PAIR or (
            len(following) == _PAIR and any(own[place] > SHORT for place in following)
        )
    if not sure:
        return False
    return all(
        blocks[place].element.getparent() is beside
        and (not boxed or blocks[place].element.tag == before.element.tag)
        and not blocks[place].linked
        for place in following[:2]
    )


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


def own_prose(blocks: Sequence[Block], first: int, end: int, foreign: frozenset[int]) -> dict[int, int]:
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
        if prose and block.element.tag in _TITLES and _begins_next_article(blocks, index, end):
            return index
        if prose and ends and not _refers(blocks[index : min(index + 2, end)]):
            # A heading may be the text's own next line behind a link that is a box by itself.
            inside = (index in foreign or is_reference(block)) and (
                _goes_on_behind(blocks, index, end, foreign, prose)
                or _most_is_behind(blocks, first, index, end, foreign)
            )
            if not (inside or _heads_side_piece(blocks, index, end, prose)):
                return index
        elif block.prose and index not in foreign:
            prose = block
    return end


def _begins_next_article(blocks: Sequence[Block], index: int, end: int) -> bool:
    """Return whether a heading has a meta line of its own below it: pages that go on as one scrolls hold several articles."""
    for block in blocks[index + 1 : min(index + _META, end)]:
        if not block.prose and looks_like_meta(block.text):
            return _MOMENT.search(block.text) is not None or "来源" in block.text
    return False


def _goes_on_behind(
    blocks: Sequence[Block], index: int, end: int, foreign: frozenset[int], before: Block
) -> bool:
    """Return whether the paragraphs go on behind a box of others: the next one stands beside the last one."""
    around = _two_around(before)
    parent = before.element.getparent()
    behind = [blocks[place] for place in range(index + 1, end) if place not in foreign]
    if behind and _is_paragraph_beside(behind[0], before):
        return True
    paragraphs = list(islice((block for block in behind if block.prose), _FURTHER))
    if not paragraphs or speaks_to_readers(paragraphs[0].text):
        return False
    # Captions of pictures may come first.
    return not around.isdisjoint(_two_around(paragraphs[0])) or any(
        block.element.getparent() is parent and block.element.tag == before.element.tag
        for block in paragraphs[1:]
    )


def _most_is_behind(
    blocks: Sequence[Block], first: int, index: int, end: int, foreign: frozenset[int]
) -> bool:
    """Return whether a list of others stands before most of a text: behind a summary, a first picture or a lead.

    Its paragraphs stand side by side, as those of several teasers do not.
    """
    listed = takewhile(foreign.__contains__, range(index, end))
    if any(blocks[place].prose for place in listed):
        return False
    before = sum(own_prose(blocks, first, index, foreign).values())
    behind: dict[etree._Element | None, int] = {}
    for place, length in own_prose(blocks, index + 1, end, foreign).items():
        if not blocks[place].linked:
            parent = blocks[place].element.getparent()
            behind[parent] = behind.get(parent, 0) + length
    return max(behind.values(), default=0) > before


def _is_paragraph_beside(block: Block, before: Block) -> bool:
    """Return whether a short line, such as who signs a notice, is a paragraph beside the last one and no furniture."""
    beside = block.element.tag == "p" and block.element.getparent() is before.element.getparent()
    if not beside or before.element.tag != "p" or block.linked:
        return False
    return not (is_furniture(block.text) or ends_text(block.text) or speaks_to_readers(block.text))


def _two_around(block: Block) -> set[etree._Element]:
    """Return a line's element and the two around it: templates put a paragraph into one of its own, and that into another.

    Editors of accounts put a paragraph into sections that hold nothing else, one in another.
    """
    around = {block.element, *islice(block.element.iterancestors(), 2)}
    for element in islice(block.element.iterancestors(), _NESTED):
        if element.tag != "section" or len(element) != 1:
            around.add(element)
            break
    return around


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
    if len(lines) < 2 or not is_reference(lines[0]):
        return False
    return lines[1].prose and not lines[1].linked and not speaks_to_readers(lines[1].text)


def is_reference(block: Block) -> bool:
    """Return whether a line links another article, or two, behind a word for it (相关阅读：…, 【推荐阅读】…, [热点] …)."""
    if not block.linked:
        return False
    words = block.spaced.lstrip(MARKS)
    found = REFERENCE.match(words)
    return found is not None and (block.is_link or block.linked * 10 >= (len(words) - found.end()) * 8)


def _is_sentence(block: Block) -> bool:
    """Return whether a line is a sentence of the text (相关报道刊出后，当地组织了整改。) and no heading or link."""
    return block.prose and not block.linked and block.text.endswith("。") and not INTERFACE.match(block.text)


def second_time(blocks: Sequence[Block], first: int, end: int, headline: str) -> int:
    """Return the index of the line with which the same text begins once more, else the end.

    Templates print it twice, for desks and for phones, and style sheets show one of them.
    """
    opening = [block.text for block in blocks[first:end] if block.prose][:2]
    if len(opening) < 2 or opening[0] == opening[1]:
        return end
    again = [index for index in range(first, end) if blocks[index].text == opening[0]]
    for index in again[1:]:
        following = next((block.text for block in blocks[index + 1 : end] if block.prose), "")
        if following != opening[1]:
            continue
        if _prose(blocks, index, end) > _prose(blocks, first, index) * _SECOND:
            return end  # slides and their captions, with the text behind them
        # Headline and meta line of the second form stand above it.
        above = range(max(first, index - _HEAD), index)
        return next((line for line in above if squash(blocks[line].text) == headline), index)
    return end


def _prose(blocks: Sequence[Block], first: int, last: int) -> int:
    return sum(len(block.text) for block in blocks[first:last] if block.prose)
