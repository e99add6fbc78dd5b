"""Know the box of official documents at the beginning of a text's element, where its lines are none of the text.

Most portals print it above; many put it into the same element, as a table, a list, or lines before the first paragraph.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.disclosure.box import opens_box, read_disclosure
from envnews.extract.disclosure.box_columns import rows_of_labels
from envnews.extract.furniture.boxes import stands_near
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from envnews.extract.page.blocks import Block

_AROUND: Final = 7
"""Elements around the first line that are looked at: cell, row, table and what a template puts around it."""
_MOST: Final = 60
"""Lines of the longest box, its labels and values in lines of their own."""
_WHOLE: Final = frozenset({"table", "ul", "dl"})
_OF_ARTICLE: Final = compile_later(r"(?:来源|作者|编辑|次数|点击|阅读)\s?[:：]\s?\S")
_ROWS: Final = frozenset({"tr", "li"})


def lines_of_box(blocks: Sequence[Block], first: int, end: int) -> int:
    """Return how many of blocks[first:end] are those of a box that begins with the first one, 0 where none does."""
    if not opens_box(blocks[first].spaced):
        return 0
    count = _in_element_of_its_own(blocks, first, end)
    if count > 1 and (rows := rows_of_labels(blocks[first], blocks[first + 1])):
        values = rows[1]
        while first + count < end and stands_near(blocks[first + count].element, values, _AROUND):
            count += 1
    while count and first + count < end and opens_box(blocks[first + count].spaced):
        row = blocks[first + count].element
        row = next((around for around in row.iterancestors() if around.tag in _ROWS), row)
        if (inside := len(_inside(blocks, first + count, end, row))) == 0:
            break
        count += inside
    return count


def without_box(lines: Sequence[Block]) -> Sequence[Block]:
    """Return the lines above a text without those of a box, whose labels are read apart: its dates are the document's.

    What it says of the article itself (来源：, 浏览次数：) stays with the meta line.
    """
    for index in range(len(lines)):
        if count := lines_of_box(lines, index, len(lines)):
            own = (block for block in lines[index : index + count] if _OF_ARTICLE.search(block.spaced))
            return [*lines[:index], *own, *lines[index + count :]]
    return lines


def _in_element_of_its_own(blocks: Sequence[Block], first: int, end: int) -> int:
    """Return the number of lines of the widest element around a line that holds a box and no sentence."""
    count = 0
    line = blocks[first].element
    for element in islice((line, *line.iterancestors()), _AROUND):
        lines = _inside(blocks, first, end, element)
        if not lines:
            break
        if read_disclosure(lines):
            count = len(lines)
            if element.tag in _WHOLE:
                break
    return count


def _inside(blocks: Sequence[Block], first: int, end: int, element: etree._Element) -> Sequence[Block]:
    """Return the lines from one on that stand in an element; none where one is a sentence of a text, or too many do."""
    index = first
    while index < end and stands_near(blocks[index].element, element, _AROUND):
        if index - first == _MOST or _is_sentence(blocks, index, first):
            return ()
        index += 1
    return blocks[first:index]


def _is_sentence(blocks: Sequence[Block], index: int, first: int) -> bool:
    """Return whether a line is a sentence, and not what a box says of its document's content."""
    block = blocks[index]
    if not block.prose or not block.text.endswith(("。", "！", "；")) or opens_box(block.spaced):
        return False
    return index == first or not opens_box(blocks[index - 1].spaced)
