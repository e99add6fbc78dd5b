"""Put a text together that a template breaks into several elements: around an advertisement, or page by page."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.body.leads import is_summary
from envnews.extract.body.lines_beside import has_rows_of_data, lines_beside
from envnews.extract.furniture.asides import is_aside
from envnews.extract.furniture.credit_lines import is_credit
from envnews.extract.furniture.disclaimers import speaks_to_readers
from envnews.extract.furniture.strangers import is_title
from envnews.extract.furniture.words import MARKS, ends_text, heads_comments
from envnews.extract.page.blocks import HEADINGS, LEAVES, SKIPPED, Outline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lxml import etree

    from envnews.extract.page.blocks import Block, Weighed

_PART: Final = 0.2
"""Share of a text's prose that a single paragraph in another element needs to be a part of it."""
_OF_TABLES: Final = frozenset({"td", "th", "tr", "tbody"})
_MOSTLY: Final = 9
"""Tenths of a table's characters that stand in one cell or row where the table is the page's own, around the text."""
_LINKED: Final = 20
"""One of how many of its characters may be linked: an address to write to."""
_NEXT: Final = 3
"""Elements beside a text that are looked at; advertisements stand between its parts."""
_ADVERTISED: Final = re.compile(r"\W*(?:广告|廣告|推广|推廣|advertisement)\W*", re.IGNORECASE)
_PARAGRAPHS: Final = 2
"""Lines of a half."""
_PARAGRAPHS_OF_HALF: Final = 2
"""Paragraphs of one beside a list of others."""
_MOST: Final = 0.8
"""Share of a text's prose that stands in its two halves."""


def whole_text(
    best: Weighed, outline: Outline, by_element: Mapping[etree._Element, Weighed]
) -> tuple[etree._Element, int, int]:
    """Return the element and the range of lines of a text with the parts of it that stand in elements beside its own."""
    best = _around_table(best, outline, by_element)
    parent = best.element.getparent()
    if parent is not None and (span := lines_beside(best, outline.blocks, parent)):
        return parent, *span
    own = best
    while (around := enclosing(own, by_element)) is not None and around.prose == best.prose:
        own = around
    if halves := _halves_around_advertisement(own, best, outline, by_element):
        return halves
    if around is None or own.element.tag in {"td", "tr", "li"}:
        return best.element, best.start, best.end
    start, end = _with_parts_beside(own.element, best, outline.blocks, by_element)
    alone = (start, end) == (best.start, best.end)
    return best.element if alone else around.element, start, end


def _around_table(best: Weighed, outline: Outline, by_element: Mapping[etree._Element, Weighed]) -> Weighed:
    """Return the element around a table of which a text is but one cell or row: a list of names or hours with notes.

    It is the widest one that adds no links, for the notice above the table and who signs it.
    """
    if best.element.tag not in _OF_TABLES:
        return best
    around = next(best.element.iterancestors("table"), None)
    whole = by_element.get(around) if around is not None else None
    if whole is None or not _holds_data(whole, best, outline.blocks):
        return best
    while (wider := enclosing(whole, by_element)) is not None:
        beside = (*outline.blocks[wider.start : whole.start], *outline.blocks[whole.end : wider.end])
        if any(block.linked for block in beside):
            break
        whole = wider
    return whole


def _holds_data(table: Weighed, text: Weighed, blocks: Sequence[Block]) -> bool:
    """Return whether a table holds data and hardly a link, and is not the page's own around the text."""
    linked = sum(block.linked for block in blocks[table.start : table.end])
    length = sum(len(block.text) for block in blocks[table.start : table.end])
    if linked * _LINKED > length or text.prose * 10 > length * _MOSTLY:
        return False
    return has_rows_of_data(table.element)


def _halves_around_advertisement(
    own: Weighed, best: Weighed, outline: Outline, by_element: Mapping[etree._Element, Weighed]
) -> tuple[etree._Element, int, int] | None:
    """Return the element around the two halves of a text and their range, where an advertisement parts them.

    The heaviest element may be one of them, or hold both and other lines of the page.
    """
    parent = own.element.getparent()
    for before in (False, True):
        other = _across_advertisement(own.element, by_element, before=before)
        if parent is not None and other is not None and _reads_on(other, best, outline.blocks, before=before):
            return parent, min(best.start, other.start), max(best.end, other.end)
    for element in _around_first_paragraphs(best, outline.blocks):
        first, parent = by_element.get(element), element.getparent()
        if first is not None and parent is not None and first.end - first.start >= _PARAGRAPHS:
            second = _across_advertisement(element, by_element, before=False)
            whole = second is not None and first.prose + second.prose >= best.prose * _MOST
            if second is not None and whole and _reads_on(second, first, outline.blocks, before=False):
                return parent, first.start, second.end
    return None


def _around_first_paragraphs(best: Weighed, blocks: Sequence[Block]) -> Iterable[etree._Element]:
    """Yield the elements inside the heaviest one that hold its first paragraphs; a lead may come before the text."""
    passed = {best.element}
    prose = (block.element for block in blocks[best.start : best.end] if block.prose)
    for paragraph in islice(prose, _NEXT):
        for element in paragraph.iterancestors():
            if element in passed:
                break
            passed.add(element)
            yield element


def _across_advertisement(
    element: etree._Element, by_element: Mapping[etree._Element, Weighed], *, before: bool
) -> Weighed | None:
    """Return the next element with prose beside one, if nothing but an advertisement stands between them."""
    between: list[etree._Element] = []
    for sibling in islice(element.itersiblings(preceding=before), _NEXT):
        if sibling in by_element:
            return by_element[sibling] if between and _advertise(between) else None
        if sibling.tag not in SKIPPED:
            between.append(sibling)
    return None


def _advertise(elements: Sequence[etree._Element]) -> bool:
    """Return whether elements hold an advertisement: a picture, or the word that has to stand beside one."""
    lines = [line for element in elements for line in Outline(element, limit=_NEXT).blocks]
    if lines:
        return all(_ADVERTISED.fullmatch(line.text) for line in lines)
    return any(element.find(".//img") is not None for element in elements)


def _reads_on(part: Weighed, best: Weighed, blocks: Sequence[Block], *, before: bool) -> bool:
    """Return whether an element across an advertisement has paragraphs like those of the text next to it."""
    whole = blocks[part.start : part.end]
    lines = _without_list(whole, before=before) or whole
    edge = lines[-1] if before else lines[0]
    if edge.linked or ends_text(edge.text) or part.element.tag in LEAVES:
        return False
    tags = {block.element.tag for block in blocks[best.start : best.end] if block.prose}
    prose = [block for block in lines if block.prose]
    titles = sum(map(is_title, lines))
    return titles * 2 < len(lines) and all(
        block.element.tag in tags and not speaks_to_readers(block.text) for block in prose
    )


def _without_list(lines: Sequence[Block], *, before: bool) -> Sequence[Block]:
    """Return a half without the list of others at its far end, nothing where none stands there or it may be another piece.

    A teaser stands beside such a list as well: it is one paragraph, or has a headline of its own.
    """
    prose = [index for index, block in enumerate(lines) if block.prose]
    if len(prose) < _PARAGRAPHS_OF_HALF:
        return ()
    half, others = (
        (lines[prose[0] :], lines[: prose[0]]) if before else (lines[: prose[-1] + 1], lines[prose[-1] + 1 :])
    )
    listed = others and all(block.linked or ends_text(block.text) for block in others)
    return half if listed and half[0].prose else ()


def _with_parts_beside(
    own: etree._Element,
    best: Weighed,
    blocks: Sequence[Block],
    by_element: Mapping[etree._Element, Weighed],
) -> tuple[int, int]:
    """Return the range of a text with its parts in elements beside its own: that which holds it and no other text."""
    start, end = best.start, best.end
    tags = {block.element.tag for block in blocks[start:end] if block.prose}
    for before in (True, False):
        for sibling in islice(own.itersiblings(preceding=before), _NEXT):
            part = by_element.get(sibling)
            if part is None:
                between = _until_text(blocks, start if before else end, before=before)
                if any(ends_text(block.text) or is_credit(block.text.lstrip(MARKS)) for block in between):
                    break
                continue
            if not _continues(part, best, blocks[part.start : part.end], tags):
                break
            start, end = min(start, part.start), max(end, part.end)
    return start, end


def _continues(part: Weighed, best: Weighed, lines: Sequence[Block], tags: set[str]) -> bool:
    """Return whether an element reads on: paragraphs like those of the text, and nothing that speaks of something else."""
    prose = [block for block in lines if block.prose]
    if part.element.tag != best.element.tag or is_summary(lines[0]) or is_aside(part.element):
        return False
    if len(prose) < 2 and part.prose < best.prose * _PART:
        return False
    if lines[0].element.tag in HEADINGS or any(
        is_title(block) or ends_text(block.text) or heads_comments(block.text) for block in lines
    ):
        return False
    # What the site says of the text may end its last part.
    own = prose[:-1] if len(prose) > 2 and speaks_to_readers(prose[-1].text) else prose
    return all(block.element.tag in tags and not speaks_to_readers(block.text) for block in own)


def _until_text(blocks: Sequence[Block], edge: int, *, before: bool) -> Iterable[Block]:
    """Return the lines beside a text up to the next prose."""
    lines = reversed(blocks[max(0, edge - _NEXT) : edge]) if before else iter(blocks[edge : edge + _NEXT])
    found: list[Block] = []
    for block in lines:
        if block.prose:
            break
        found.append(block)
    return found


def enclosing(weighed: Weighed, by_element: Mapping[etree._Element, Weighed]) -> Weighed | None:
    """Return the nearest weighed element around another one."""
    return next((by_element[e] for e in weighed.element.iterancestors() if e in by_element), None)
