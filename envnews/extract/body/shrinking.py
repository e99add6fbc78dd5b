"""Shrink a text to the element that holds all of its paragraphs, where texts of others stood in the element around it.

What a template puts between both, such as buttons, empty labels and a column of times, is the page's then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from envnews.extract.body.boilerplate import Trimmed
from envnews.extract.body.calls import calls_readers
from envnews.extract.furniture.annexes import is_annex
from envnews.extract.furniture.boxes import innermost_around, stands_in
from envnews.extract.furniture.disclaimers import speaks_to_readers
from envnews.extract.page.blocks import HEADINGS
from envnews.extract.people.outlets import looks_like_publisher
from envnews.extract.people.signatures import signed_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.extract.page.blocks import Block

_STRUCTURAL: Final = HEADINGS | {"li", "td", "th"}
_PARAGRAPHS: Final = 2
"""Paragraphs by which an element is known to hold a text."""


def without_surroundings(blocks: Sequence[Block], trimmed: Trimmed) -> Trimmed:
    """Return a trimmed text without the short lines outside the innermost element around all its paragraphs.

    Nothing changes where no prose of others was cut outside that element: the lines there may be the text's own, as those
    of which texts consist always are.
    """
    prose = [blocks[index] for index in trimmed.kept if blocks[index].prose]
    if len(prose) < _PARAGRAPHS:
        return trimmed
    others = [
        block
        for block in (blocks[index] for index in (*trimmed.head, *trimmed.tail))
        if block.prose and not speaks_to_readers(block.text) and not calls_readers(block.text)
    ]
    holder = innermost_around(block.element for block in prose) if others else None
    if holder is None or any(stands_in(block, holder) for block in others):
        return trimmed
    beside = [index for index in trimmed.kept if not stands_in(blocks[index], holder)]
    signed = any(signed_day([blocks[index].spaced]) for index in beside)
    outside = {index for index in beside if not _is_own(blocks[index], signed=signed)}
    first = min(set(trimmed.kept) - outside)
    return Trimmed(
        tuple(index for index in trimmed.kept if index not in outside),
        (*trimmed.head, *sorted(index for index in outside if index < first)),
        (*trimmed.tail, *sorted(index for index in outside if index > first)),
    )


def _is_own(block: Block, *, signed: bool) -> bool:
    """Return whether a line is one with which texts begin and end: a heading, an annex, a list, an office above its day."""
    if block.element.tag in _STRUCTURAL or is_annex(block):
        return True
    return signed and (looks_like_publisher(block.text) or signed_day([block.spaced]) is not None)
