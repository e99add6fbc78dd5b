"""Bring the box of official documents whose labels stand in one row and their values in the next into the usual order.

Portals print it so as a table of two rows (索取号, 发布机构, 文件编号 … above what they are), as two lists, or as two boxes.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from envnews.extract.page.blocks import Block, inner_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml import etree


def by_pairs(blocks: Sequence[Block], is_label: Callable[[str], bool]) -> Sequence[Block]:
    """Return the lines of a box with each label before its value, where labels make a row; else the lines as they are.

    A label without value is left out.
    """
    for first, second in pairwise(blocks):
        if is_label(first.spaced) and is_label(second.spaced) and (rows := rows_of_labels(first, second)):
            return _pairs(*rows, is_label) or blocks
    return blocks


def rows_of_labels(first: Block, second: Block) -> tuple[etree._Element, etree._Element] | None:
    """Return the row in which two labels stand side by side, and the one below it with as many cells.

    A second row of values makes a list of documents.
    """
    row = _row_of(first.element, second.element)
    values = None if row is None else _row_below(row)
    if row is None or values is None or _like(_row_below(values), row):
        return None
    return row, values


def _row_of(first: etree._Element, second: etree._Element) -> etree._Element | None:
    """Return the element around two lines in which their cells stand side by side."""
    cells = {cell.getparent(): cell for cell in (first, *first.iterancestors())}
    for cell in (second, *second.iterancestors()):
        before = cells.get(cell.getparent())
        if before is not None:
            return cell.getparent() if before.getnext() is cell else None
    return None


def _row_below(row: etree._Element) -> etree._Element | None:
    """Return the row that follows one, in another part of the table perhaps, if it has as many cells."""
    below = row.getnext()
    around = row.getparent()
    if below is None and row.tag == "tr" and around is not None and (part := around.getnext()) is not None:
        below = part[0] if len(part) else None
    return below if _like(below, row) else None


def _like(other: etree._Element | None, row: etree._Element) -> bool:
    return other is not None and other.tag == row.tag and len(other) == len(row)


def _pairs(row: etree._Element, values: etree._Element, is_label: Callable[[str], bool]) -> list[Block]:
    lines: list[Block] = []
    for name, cell in zip(row, values, strict=True):
        label, value = " ".join(inner_text(name).split()), " ".join(inner_text(cell).split())
        if is_label(value):
            return []
        if value and is_label(label):
            lines += (Block(label, label, 0, name, prose=False), Block(value, value, 0, cell, prose=False))
    return lines
