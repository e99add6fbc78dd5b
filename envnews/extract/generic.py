"""Locate the main text and the lines around it on a page of an unknown portal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from envnews.extract.blocks import LEAVES, Block, Outline, Weighed
from envnews.extract.boilerplate import Trimmed

_ABOVE = 12
"""Lines between headline and text that may belong to the meta line."""
_BELOW = 25
"""Lines below the text in which credits, pagers and neighbours stand."""
_LONG = 240
"""Longest line that is looked at as a meta line."""


@dataclass(frozen=True, slots=True)
class Span:
    """The element of the main text and its range of blocks."""

    element: etree._Element
    start: int
    end: int


def main_text(outline: Outline) -> Span | None:
    """Return the element with most prose for least furniture, None where the page has no prose.

    A single paragraph may outweigh the body around it; the body is taken then, if it brings little else.
    """
    best = outline.best()
    if best is None:
        return None
    by_element = {weighed.element: weighed for weighed in outline.candidates}
    while best.element.tag in LEAVES or best.end - best.start == 1:
        parent = _parent(best, by_element)
        if parent is None or parent.score < best.score * 0.5:
            break
        best = parent
    return Span(best.element, best.start, best.end)


def span_of(outline: Outline, element: etree._Element) -> Span:
    """Return the range of blocks that stand in `element`; an inline element's lines are appended."""
    members = set(element.iter())
    indexes = [index for index, block in enumerate(outline.blocks) if block.element in members]
    if indexes:
        return Span(element, indexes[0], indexes[-1] + 1)
    start = len(outline.blocks)
    outline.blocks.extend(Outline(element, weigh=True).blocks)
    return Span(element, start, len(outline.blocks))


def lines_above(blocks: Sequence[Block], headline: int | None, first: int) -> list[Block]:
    """Return the lines between headline and text; without a headline, those right above the text."""
    start = headline + 1 if headline is not None and headline < first else max(0, first - _ABOVE)
    window = list(blocks[start:first])
    if len(window) > 2 * _ABOVE:
        window = window[:_ABOVE] + window[-_ABOVE:]
    return [block for block in window if len(block.text) <= _LONG]


def lines_below(blocks: Sequence[Block], span: Span, trimmed: Trimmed) -> list[Block]:
    """Return the lines cut from the body and those that follow it."""
    return [blocks[index] for index in trimmed.tail] + list(blocks[span.end : span.end + _BELOW])


def _parent(weighed: Weighed, by_element: dict[etree._Element, Weighed]) -> Weighed | None:
    element = weighed.element.getparent()
    while element is not None and element not in by_element:
        element = element.getparent()
    return by_element[element] if element is not None else None
