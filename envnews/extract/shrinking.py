"""Shrink a text to the element that holds all of its paragraphs, where texts of others stood in the element around it.

What a template puts between both, such as buttons, empty labels and a column of times, is the page's then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from envnews.extract.boilerplate import Trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from envnews.extract.blocks import Block

_PARAGRAPHS: Final = 2
"""Paragraphs by which an element is known to hold a text."""


def without_surroundings(blocks: Sequence[Block], trimmed: Trimmed) -> Trimmed:
    """Return a trimmed text without the short lines outside the innermost element around all its paragraphs.

    Nothing changes where no prose was cut outside that element: the lines there may be the text's own.
    """
    prose = [blocks[index] for index in trimmed.kept if blocks[index].prose]
    if len(prose) < _PARAGRAPHS:
        return trimmed
    others = [blocks[index] for index in (*trimmed.head, *trimmed.tail) if blocks[index].prose]
    holder = _around(prose) if others else None
    if holder is None or any(_inside(block, holder) for block in others):
        return trimmed
    outside = {index for index in trimmed.kept if not _inside(blocks[index], holder)}
    first = min(set(trimmed.kept) - outside)
    return Trimmed(
        tuple(index for index in trimmed.kept if index not in outside),
        (*trimmed.head, *sorted(index for index in outside if index < first)),
        (*trimmed.tail, *sorted(index for index in outside if index > first)),
    )


def _around(lines: Sequence[Block]) -> etree._Element | None:
    """Return the innermost element around all lines."""
    element: etree._Element | None = lines[0].element
    for line in lines[1:]:
        around = {line.element, *line.element.iterancestors()}
        while element is not None and element not in around:
            element = element.getparent()
    return element


def _inside(block: Block, holder: etree._Element) -> bool:
    element: etree._Element | None = block.element
    while element is not None and element is not holder:
        element = element.getparent()
    return element is not None
