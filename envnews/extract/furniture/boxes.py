"""Cut the lines of a text into the boxes that they stand in: the children of the element in which its paragraphs flow.

Templates and editors nest paragraphs as they like; what belongs together is what one child of the innermost element around
all prose holds.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from envnews.extract.page.blocks import HEADINGS, LEAVES

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from lxml import etree

    from envnews.extract.page.blocks import Block


def stands_in(block: Block, box: etree._Element) -> bool:
    """Return whether a line stands in an element."""
    return block.element is box or box in block.element.iterancestors()


def stands_near(element: etree._Element, box: etree._Element | None, levels: int) -> bool:
    """Return whether an element is another one, or stands in it `levels` deep at most."""
    return element is box or any(around is box for around in islice(element.iterancestors(), levels))


def boxes_of(blocks: Sequence[Block], start: int, end: int) -> list[tuple[int, int]]:
    """Return the ranges of lines that stand in one child each of the element in which the text flows."""
    around = _flow(blocks, start, end)
    if around is None:
        return []
    # Lines outside of it belong to the child of the ancestor that they share with it.
    holders = {around, *around.iterancestors()}
    boxes: list[tuple[int, int]] = []
    previous: etree._Element | None = None
    for index in range(start, end):
        branch = child_around(blocks[index].element, holders)
        if branch is None or branch is not previous:
            boxes.append((index, index + 1))
        else:
            boxes[-1] = (boxes[-1][0], index + 1)
        previous = branch
    return boxes


def child_around(element: etree._Element, holders: Container[etree._Element]) -> etree._Element | None:
    """Return the child of the nearest of some holders in which an element stands, None for a holder or one outside of all.

    >>> from lxml import html
    >>> page = html.fromstring("<div><ul><li>临江日报</li></ul></div>")
    >>> child_around(page[0][0], {page}).tag, child_around(page, {page}), child_around(page, {page[0]})
    ('ul', None, None)
    """
    child: etree._Element | None = None
    current: etree._Element | None = element
    while current is not None and current not in holders:
        child, current = current, current.getparent()
    return None if current is None else child


def _flow(blocks: Sequence[Block], start: int, end: int) -> etree._Element | None:
    """Return the innermost element around all prose; None where nothing but paragraphs stands there."""
    # Lines ended by <br> share their element, which is no paragraph then; a box may stand between two of them.
    shared: dict[etree._Element, bool] = {}
    others = False
    if start < end and blocks[start].element.tag in HEADINGS:
        start += 1  # the headline, which may stand far outside
    for index in range(start, end):
        block = blocks[index]
        element = block.element
        if block.prose:
            shared[element] = element in shared
        elif element in shared:
            shared[element] = True
        elif block.linked or block.text.startswith(("回", "赞", "顶")):
            others = True
    parents: dict[etree._Element, None] = {}
    for element, by_lines in shared.items():
        around = None if by_lines else element.getparent()
        parents[element if around is None else around] = None
    if not parents or (len(parents) == 1 and not others):
        return None
    common = innermost_around(parents)
    return None if common is None else _innermost(common, shared)


def innermost_around(elements: Iterable[etree._Element]) -> etree._Element | None:
    """Return the innermost element that is or holds each of some elements."""
    common: list[etree._Element] | None = None
    for element in elements:
        path = [element, *element.iterancestors()][::-1]
        if common is None:
            common = path
            continue
        depth = 0
        while depth < len(common) and depth < len(path) and common[depth] is path[depth]:
            depth += 1
        del common[depth:]
    return common[-1] if common else None


def _innermost(around: etree._Element, shared: dict[etree._Element, bool]) -> etree._Element:
    """Return the child of an element that holds all prose where a line of its own stands among its paragraphs."""
    first = next(iter(shared))
    for element in (first, *first.iterancestors()):
        if element is around:
            break
        if element in shared and element.tag not in LEAVES and element.getparent() is around:
            inside = all(other is element or element in other.iterancestors() for other in shared)
            return element if inside and len(shared) > 1 else around
    return around
