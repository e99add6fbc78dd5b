"""Find a text that is made of short lines without sentences: verse, posts of accounts, lists of names.

Such a text has next to no prose that could weigh it. It is known by the number of its lines, for menus consist
of links and what a template prints around an article is little.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from envnews.extract.body.containers import is_named_content
from envnews.extract.page.blocks import INLINE

if TYPE_CHECKING:
    from lxml import etree

    from envnews.extract.page.blocks import Outline

_SENTENCES: Final = 150
"""Characters of prose up to which a page may have such a text instead."""
_LINES: Final = 12
"""Lines that such a text has at least, and"""
_LEAST: Final = 150
"""its characters."""
_MOST: Final = 3000
"""Lines of the longest page that is searched."""


@dataclass(slots=True)
class _Lines:
    """What stands in an element outside of sentences."""

    start: int
    end: int
    count: int = 0
    own: int = 0
    linked: int = 0


def text_of_short_lines(outline: Outline, prose: int) -> tuple[etree._Element, int, int] | None:
    """Return the element named as content that holds most short lines, and its range of blocks.

    Args:
        outline: The whole page.
        prose: Characters of running text of the best other answer; such a text has to hold three times as many.
    """
    if prose > _SENTENCES or len(outline.blocks) > _MOST:
        return None
    texts = [
        (element, lines)
        for element, lines in _lines_by_element(outline).items()
        if lines.count >= _LINES
        and lines.own >= max(_LEAST, 3 * prose)
        and lines.linked * 5 <= lines.own
        and not (lines.linked and _repeats(outline, lines))
    ]
    if not texts:
        return None
    most = max(lines.own for _, lines in texts)
    # The innermost of those that hold nearly all: what is around it adds the page's own words.
    element, lines = min(
        (text for text in texts if text[1].own * 10 >= most * 8), key=lambda text: text[1].own
    )
    if element.tag in INLINE:
        return _with_own_lines(outline, element, lines)
    return element, lines.start, lines.end


def _lines_by_element(outline: Outline) -> dict[etree._Element, _Lines]:
    """Return what stands in each element named as content."""
    found: dict[etree._Element, _Lines] = {}
    holders: dict[etree._Element, tuple[etree._Element, ...]] = {}
    for index, block in enumerate(outline.blocks):
        for element in _named_around(block.element, holders):
            lines = found.get(element)
            if lines is None:
                lines = found[element] = _Lines(index, index)
            lines.end = index + 1
            lines.count += not block.linked
            lines.own += len(block.text) - block.linked
            lines.linked += block.linked
    return found


def _with_own_lines(
    outline: Outline, element: etree._Element, lines: _Lines
) -> tuple[etree._Element, int, int]:
    """Return the block around an inline element with the range of its lines: those between its tables are the block's."""
    holder = next(around for around in element.iterancestors() if around.tag not in INLINE)
    inside = set(holder.iter())
    start, end = lines.start, lines.end
    while start > 0 and outline.blocks[start - 1].element in inside:
        start -= 1
    while end < len(outline.blocks) and outline.blocks[end].element in inside:
        end += 1
    return holder, start, end


def _repeats(outline: Outline, lines: _Lines) -> bool:
    """Return whether a third of the lines say the same as others do, as the entries of a list of offers."""
    texts = {block.text for block in outline.blocks[lines.start : lines.end]}
    return len(texts) * 3 <= (lines.end - lines.start) * 2


def _named_around(
    element: etree._Element, holders: dict[etree._Element, tuple[etree._Element, ...]]
) -> tuple[etree._Element, ...]:
    """Return the elements named as content that hold the lines of an element, the innermost first.

    Args:
        element: Element around a line.
        holders: What was returned before, for the lines of a page share most of what is around them.
    """
    named = holders.get(element)
    if named is None:
        parent = element.getparent()
        named = _named_around(parent, holders) if parent is not None else ()
        if is_named_content(element) and element.tag not in {"body", "html"}:
            named = (element, *named)
        holders[element] = named
    return named
