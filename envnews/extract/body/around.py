"""Take the lines around a headline and a text: of a page's lines, or beside an element where it is not walked as a whole.

What belongs to other articles there is left out: their days are none of this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from envnews.extract.disclosure.document_boxes import without_box
from envnews.extract.furniture.teasers import without_others
from envnews.extract.furniture.words import LEAD, ends_text
from envnews.extract.page.blocks import SKIPPED, Block, Outline, hidden

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

_ABOVE: Final = 12
"""Lines between headline and text that may belong to the meta line."""
_OVER: Final = 6
"""Lines above the headline in which some templates put time and source."""
_LONG: Final = 240
"""Longest line that is looked at as a meta line."""


def following(element: etree._Element, limit: int) -> list[Block]:
    """Return the lines that follow an element in the page, `limit` at most."""
    outline = Outline(limit=limit)
    for current in (element, *element.iterancestors()):
        for sibling in current.itersiblings():
            if sibling.tag not in SKIPPED and not hidden(sibling) and not outline.read(sibling):
                return outline.blocks
    return outline.blocks


def preceding(element: etree._Element, limit: int) -> list[Block]:
    """Return the first lines, `limit` at most, of what stands right before an element or its parent."""
    for current in (element, element.getparent()):
        before = current.getprevious() if current is not None else None
        if before is not None and before.tag not in SKIPPED and not hidden(before):
            lines = Outline(before, limit=limit).blocks
            if lines:
                return lines
    return []


def until_others(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the lines below a text up to where other articles, comments or the footer begin."""
    end = next((index for index, block in enumerate(blocks) if ends_text(block.text)), len(blocks))
    return blocks[:end]


def lines_above(blocks: Sequence[Block], headline: int | None, first: int) -> tuple[Block, ...]:
    """Return the lines between headline and text; without a headline, those right above the text."""
    start = headline + 1 if headline is not None and headline < first else max(0, first - _ABOVE)
    window = blocks[start:first]
    if len(window) > 2 * _ABOVE:
        window = [*window[:_ABOVE], *window[-_ABOVE:]]
    return tuple(
        block
        for block in without_box(without_others(window))
        if len(block.text) <= _LONG or LEAD.match(block.text)
    )


def lines_over(blocks: Sequence[Block], headline: int | None, first: int) -> tuple[Block, ...]:
    """Return the lines right above the headline, in which some templates put time and source."""
    if headline is None or headline >= first:
        return ()
    return tuple(block for block in blocks[max(0, headline - _ABOVE) : headline] if len(block.text) <= _LONG)


def lines_near(blocks: Sequence[Block], headline: int | None, first: int) -> tuple[Block, ...]:
    """Return the lines from a little above the headline to the text, the headline itself left out."""
    if headline is None or headline >= first:
        return tuple(blocks[max(0, first - _ABOVE) : first])
    window = [*blocks[max(0, headline - _OVER) : headline], *blocks[headline + 1 : first][: 2 * _ABOVE]]
    return tuple(block for block in without_box(without_others(window)) if len(block.text) <= _LONG)
