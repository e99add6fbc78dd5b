"""Tell the comments below a text by the names of their elements, where neither heading nor buttons do.

Scripts that draw comments name all they draw after them: a list, an entry in it, the words of the entry. One such
name alone may be that of a column of comments on the news.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from envnews.extract.blocks import Block

_NAMES: Final = re.compile(
    r"comment|pinglun|gentie|(?<![a-z])tie-(?:bdy|cnt|author)|(?<![a-z])cmt(?![a-z])", re.IGNORECASE
)
_NESTED: Final = 2
_PAGE: Final = frozenset({"body", "html"})


def first_comment(blocks: Sequence[Block], start: int, end: int) -> int:
    """Return the index of the first line of what is named comments around prose, else the end.

    Paragraphs beside the first one are not looked at: comments stand in boxes of their own.
    """
    beside: set[etree._Element | None] = set()
    for index in range(start, end):
        block = blocks[index]
        parent = block.element.getparent()
        if not block.prose or parent in beside or block.element in beside:
            continue
        box = comments_around(block.element)
        if box is not None and not beside:
            return end  # a text whose own elements are called so
        if box is None:
            beside.update((parent, block.element))
            continue
        return next(
            (place + 1 for place in range(index - 1, start - 1, -1) if not _is_inside(blocks[place], box)),
            start,
        )
    return end


def _is_inside(block: Block, box: etree._Element) -> bool:
    return block.element is box or box in block.element.iterancestors()


def comments_around(element: etree._Element) -> etree._Element | None:
    """Return the outermost of at least two elements around one that are named after comments."""
    named = [
        around
        for around in (element, *element.iterancestors())
        if (_names_comments(around.get("class")) or _names_comments(around.get("id")))
        and around.tag not in _PAGE
    ]
    return named[-1] if len(named) >= _NESTED else None


@lru_cache(maxsize=4096)  # the elements around one text are those around the next
def _names_comments(names: str | None) -> bool:
    return names is not None and _NAMES.search(names) is not None
