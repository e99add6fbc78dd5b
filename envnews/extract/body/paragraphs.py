"""Know the paragraphs of a text, and whether they go on behind what elsewhere ends one: a credit, a box of others, a heading.

What goes on is set like what came before: beside it, in elements of the same kind.
"""

from __future__ import annotations

from itertools import accumulate, islice
from typing import TYPE_CHECKING, Final

from envnews.extract.furniture.disclaimers import speaks_to_readers
from envnews.extract.furniture.interface import INTERFACE
from envnews.extract.furniture.words import MARKS, PROMPT, SHORT, ends_text, is_furniture
from envnews.extract.page.blocks import LEAVES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml import etree

    from envnews.extract.page.blocks import Block

_FOLLOWING: Final = 5
"""Lines behind a credit in which a text that goes on has a pair of paragraphs, one of them long, or more of any length."""
_PAIR: Final = 2
_SHORTEST: Final = 30
"""Characters of the shorter one of them."""
_SENTENCE_ENDS: Final = ("。", "！", "？", "”", "）", ")", "；")
_FURTHER: Final = 12
"""Sentences behind a box of others among which the next paragraph is looked for."""
_BEHIND: Final = 200
"""Lines among which they stand: a page may have as many boxes as lines, and each is asked about."""
_NESTED: Final = 6
"""Sections around a paragraph that are looked through."""
_SIDE_TITLE: Final = 6
"""Lines from the heading of a side piece to its first sentence."""


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


def goes_on_behind_credit(blocks: Sequence[Block], index: int, end: int, own: Mapping[int, int]) -> bool:
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


def goes_on_behind_box(
    blocks: Sequence[Block], index: int, end: int, foreign: frozenset[int], before: Block
) -> bool:
    """Return whether the paragraphs go on behind a box of others: the next one stands beside the last one."""
    around = _two_around(before)
    parent = before.element.getparent()
    places = range(index + 1, min(index + _BEHIND, end))
    behind = [blocks[place] for place in islice((p for p in places if p not in foreign), 1)]
    if behind and _is_paragraph_beside(behind[0], before):
        return True
    paragraphs = list(islice((blocks[p] for p in places if blocks[p].prose and p not in foreign), _FURTHER))
    if not paragraphs or speaks_to_readers(paragraphs[0].text):
        return False
    # Captions of pictures may come first.
    return not around.isdisjoint(_two_around(paragraphs[0])) or any(
        block.element.getparent() is parent and block.element.tag == before.element.tag
        for block in paragraphs[1:]
    )


class Balance:
    """What of a text stands before each of its lines, and behind it.

    Every heading of others may ask for it: it is counted once, for the first that does.
    """

    __slots__ = ("_before", "_behind", "_blocks", "_end", "_first", "_foreign", "_listed")

    def __init__(self, blocks: Sequence[Block], first: int, end: int, foreign: frozenset[int]) -> None:
        self._blocks = blocks
        self._first = first
        self._end = end
        self._foreign = foreign
        self._before: list[int] = []
        self._behind: list[int] = []
        self._listed: list[bool] = []

    def most_is_behind(self, index: int) -> bool:
        """Return whether a list of others stands before most of a text: behind a summary, a first picture or a lead.

        Its paragraphs stand side by side, as those of several teasers do not.
        """
        if not self._before:
            self._count()
        place = index - self._first
        return not self._listed[place] and self._behind[place] > self._before[place]

    def _count(self) -> None:
        first, end = self._first, self._end
        own = own_prose(self._blocks, first, end, self._foreign)
        lengths = [own.get(index, 0) for index in range(first, end)]
        self._before = [0, *accumulate(lengths)]
        self._behind = [0] * (end - first)
        self._listed = [False] * (end - first + 1)
        beside: dict[etree._Element | None, int] = {}
        most = 0
        for index in range(end - 1, first - 1, -1):
            place, block = index - first, self._blocks[index]
            # Whether the lines of others from here on hold prose, up to the next line of the text's own.
            self._listed[place] = index in self._foreign and (block.prose or self._listed[place + 1])
            self._behind[place] = most
            if lengths[place] and not block.linked:
                parent = block.element.getparent()
                beside[parent] = beside.get(parent, 0) + lengths[place]
                most = max(most, beside[parent])


def heads_side_piece(blocks: Sequence[Block], index: int, end: int, prose: Block) -> bool:
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
