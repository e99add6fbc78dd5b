"""Pass over the teasers of other articles that stand between headline and text, with days of their own."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from envnews.extract.strangers import is_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from envnews.extract.blocks import Block

_TEASER: Final = 5
"""Lines of a teaser."""


def without_teasers(lines: Sequence[Block]) -> Sequence[Block]:
    """Return lines without the teasers among them: a linked title, a piece of its article, its day, in one element."""
    passed: set[int] = set()
    for index, (title, piece) in enumerate(pairwise(lines)):
        if not piece.prose or not is_title(title) or (box := _shared(title.element, piece.element)) is None:
            continue
        inside = [place for place, line in enumerate(lines) if _stands_in(line, box)]
        if inside[0] == index and len(inside) <= _TEASER:
            passed.update(inside)
    return [line for index, line in enumerate(lines) if index not in passed] if passed else lines


def _stands_in(block: Block, box: etree._Element) -> bool:
    return block.element is box or box in block.element.iterancestors()


def _shared(first: etree._Element, second: etree._Element) -> etree._Element | None:
    """Return the innermost element around two."""
    around = set(first.iterancestors())
    return next((element for element in second.iterancestors() if element in around), None)
