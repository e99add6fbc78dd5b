"""Read the lines that stand beside an element, where the page is not walked as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from envnews.extract.blocks import SKIPPED, Block, Outline, hidden

if TYPE_CHECKING:
    from lxml import etree


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
