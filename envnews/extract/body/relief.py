"""Weigh a text without the list of links that a template puts into its element.

Titles of twenty other articles weigh more than a short report. Left out is the longest list in the element that the
paragraphs stand in, and none further outside: columns of the page keep their weight.
"""

from __future__ import annotations

from itertools import accumulate, islice
from typing import TYPE_CHECKING, Final

from envnews.extract.furniture.strangers import is_title
from envnews.extract.page.blocks import UNLINKED, Weighed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from envnews.extract.page.blocks import Block, Outline

_TITLES: Final = 3
"""Linked titles in a row that make a list."""
_AROUND: Final = 3
"""Elements that a paragraph stands in, its own the first, one of which is that of the text."""


def without_list(best: Weighed, outline: Outline) -> Weighed:
    """Return the element that outweighs the heaviest one once its longest list of links is left out, else that one.

    What stands around several paragraphs has been weighed against them: it holds something else beside a list.
    """
    several = best.end - best.start > 1
    lighter = [
        weighed
        for weighed in outline.candidates
        if weighed.prose > best.score > weighed.score
        and not (several and weighed.start <= best.start and best.end <= weighed.end)
    ]
    if not lighter:
        return best
    prose = _prose_around(outline.blocks)
    lists = _Lists(outline.blocks)
    relieved = best
    for weighed in lighter:
        if prose.get(weighed.element, 0) > relieved.score:
            relief = lists.heaviest(weighed.start, weighed.end)
            if weighed.score + relief > relieved.score:
                relieved = Weighed(
                    weighed.element, weighed.start, weighed.end, weighed.prose, weighed.furniture - relief
                )
    return relieved


def _prose_around(blocks: Sequence[Block]) -> dict[etree._Element, int]:
    """Return the characters of paragraphs that stand in an element, or at most a few steps further inside."""
    prose: dict[etree._Element, int] = {}
    for block in blocks:
        if block.prose:
            element = block.element
            for around in (element, *islice(element.iterancestors(), _AROUND - 1)):
                prose[around] = prose.get(around, 0) + len(block.text)
    return prose


class _Lists:
    """The rows of linked titles of a page, found in one walk: a page may have hundreds of elements around each."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        titles = [is_title(block) for block in blocks]
        weights = (
            block.linked + (len(block.text) - block.linked) * UNLINKED if title else 0.0
            for block, title in zip(blocks, titles, strict=True)
        )
        self._weight = [0.0, *accumulate(weights)]
        """What the titles above a line weigh."""
        borders = [
            place
            for place, title in enumerate([*titles, False])
            if title != (place > 0 and titles[place - 1])
        ]
        self._rows = list(zip(borders[::2], borders[1::2], strict=True))

    def heaviest(self, start: int, end: int) -> float:
        """Return what the heaviest row among some lines weighs, each title with its date."""
        inside = ((max(first, start), min(behind, end)) for first, behind in self._rows)
        return max(
            (
                self._weight[behind] - self._weight[first]
                for first, behind in inside
                if behind - first >= _TITLES
            ),
            default=0.0,
        )
