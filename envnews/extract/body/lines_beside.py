"""Widen a text to the lines and tables beside it, which an editor has left out of the element that holds most of it.

It may be one paragraph, with addressee, annexes and signature beside it, or what was pasted into a nameless element, with
its table before or behind.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.disclosure.box import read_disclosure
from envnews.extract.furniture.boxes import child_around
from envnews.extract.furniture.credit_lines import is_credit
from envnews.extract.furniture.disclaimers import speaks_to_readers
from envnews.extract.furniture.interface import INTERFACE
from envnews.extract.furniture.strangers import is_title
from envnews.extract.furniture.words import MARKS, ends_text, looks_like_meta
from envnews.extract.page.blocks import LEAVES, inner_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml import etree

    from envnews.extract.page.blocks import Block, Weighed

_PASTED: Final = frozenset({"div", "section", "span", "font"})
_SECTION: Final = re.compile(r"(?:Word)?Section\d{1,2}$")
"""Class that a word processor gives the parts of a document."""
_LISTS: Final = frozenset({"ol", "ul"})
"""Elements of points; those of a page's own lists are links."""
_ROWS: Final = 3
"""Rows that a table of data has at least."""


def lines_beside(best: Weighed, blocks: Sequence[Block], parent: etree._Element) -> tuple[int, int] | None:
    """Return the range of a text with the lines beside it, None where it has none or is no element of an editor's."""
    if _is_paragraph(best, blocks):
        start, end, _ = _widened(best, blocks, parent, _is_beside)
        return None if (start, end) == (best.start, best.end) else (start, end)
    if best.element.tag not in _PASTED or _is_named(best.element):
        return None
    start, end, tables = _widened(best, blocks, parent, _is_beside_pasted)
    return (start, end) if tables else None


def _is_paragraph(best: Weighed, blocks: Sequence[Block]) -> bool:
    """Return whether a text stands in one paragraph, its lines ended by <br>, or in a nameless box used as one."""
    element = best.element
    if element.tag in LEAVES:
        return element.tag in {"p", "pre", "blockquote"}
    named = element.get("class") or element.get("id")
    return (
        element.tag in _PASTED
        and not named
        and all(block.element is element for block in blocks[best.start : best.end])
    )


def _is_named(element: etree._Element) -> bool:
    names = element.get("class") or ""
    return bool(element.get("id") or names) and not _SECTION.fullmatch(names)


def _widened(
    best: Weighed,
    blocks: Sequence[Block],
    parent: etree._Element,
    is_beside: Callable[[Block, etree._Element, etree._Element], bool],
) -> tuple[int, int, int]:
    """Return the range of a text with the lines beside it, and how many tables of data are among them."""
    start, end, tables = best.start, best.end, 0
    while start > 0:
        lines = _table_beside(blocks, start - 1, parent)
        if lines and not read_disclosure(blocks[start - lines : start]):
            start, tables = start - lines, tables + 1
        elif is_beside(blocks[start - 1], best.element, parent):
            start -= 1
        else:
            break
    while end < len(blocks):
        if lines := _table_beside(blocks, end, parent):
            end, tables = end + lines, tables + 1
        elif is_beside(blocks[end], best.element, parent):
            end += 1
        else:
            break
    return start, end, tables


def _table_beside(blocks: Sequence[Block], edge: int, parent: etree._Element) -> int:
    """Return the number of lines of the table of data in an element that begins or ends at a line, 0 where none does."""
    if blocks[edge].linked:
        return 0
    table = next(blocks[edge].element.iterancestors("table"), None)
    if table is None or parent not in set(islice(table.iterancestors(), 2)):
        return 0
    inside = set(table.iter())
    start, end = edge, edge + 1
    while start > 0 and blocks[start - 1].element in inside:
        start -= 1
    while end < len(blocks) and blocks[end].element in inside:
        end += 1
    linked = any(block.linked for block in blocks[start:end])
    return 0 if linked or not has_rows_of_data(table) else end - start


def _is_beside(block: Block, element: etree._Element, parent: etree._Element) -> bool:
    """Return whether a line stands in an element beside that of the text, like it, and belongs to no other article."""
    branch = child_around(block.element, {parent})
    if branch is not None and branch.tag in _LISTS and not block.linked:
        return True
    if branch is None or branch.tag != element.tag or branch.get("id") or not _alike(branch, element):
        return False
    # A box of its own is the page's; an editor's holds one paragraph and links nowhere.
    if branch.tag not in LEAVES and (branch is not block.element or block.linked):
        return False
    text = block.text
    return not (
        is_title(block) or ends_text(text) or speaks_to_readers(text) or INTERFACE.match(text.lstrip(MARKS))
    )


def _is_beside_pasted(block: Block, element: etree._Element, parent: etree._Element) -> bool:
    """Return whether a line without links stands beside the element of a text, loose or in a nameless one, and is no furniture."""
    if block.linked:
        return False
    if block.element is not parent and not _may_hold_text(child_around(block.element, {parent}), block):
        return False
    text, words = block.text, block.text.lstrip(MARKS)
    return not (
        is_credit(words)
        or INTERFACE.match(words)
        or ends_text(text)
        or looks_like_meta(text)
        or speaks_to_readers(text)
    )


def _may_hold_text(branch: etree._Element | None, block: Block) -> bool:
    if branch is None or branch.get("id"):
        return False
    if branch.tag in LEAVES:
        return True
    if branch.tag not in _PASTED or _is_named(branch):
        return False
    return branch is block.element or _is_section(branch) or branch.find(".//table") is None


def _is_section(element: etree._Element) -> bool:
    return _SECTION.fullmatch(element.get("class") or "") is not None


def _alike(first: etree._Element, second: etree._Element) -> bool:
    names = first.get("class")
    return not names or names == second.get("class")


def has_rows_of_data(table: etree._Element) -> bool:
    """Return whether most of at least three rows, or two of them with three, have several cells with text."""
    rows = [sum(1 for cell in row if inner_text(cell).strip()) for row in table.iter("tr")]
    most = sum(count > 1 for count in rows) * 2 > len(rows) or sum(count > 2 for count in rows) > 1
    return len(rows) >= _ROWS and most
