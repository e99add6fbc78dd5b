"""Know by their names the elements that hold a text: those that templates call content, and those that systems keep for nothing else.

What weighs most may be a part of one of the latter only: accounts set verse and captions around two paragraphs.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.page.blocks import names_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml import etree

    from envnews.extract.page.blocks import Block, Weighed

_CONTAINERS: Final = frozenset(
    {"js_content", "UCAP-CONTENT", "vsb_content", "zoom", "TRS_Editor", "artibody"}
)
"""Values of `id` or `class`: WeChat, UCAP, VSB, Hanweb, TRS and Sina, in this order."""
_CONTENT: Final = re.compile(
    r"content|article|editor|zoom|text|detail|zhengwen|txt|nr(?![a-z])|body", re.IGNORECASE
)
"""Words in the class or id of the elements that hold the text."""
_PARTS: Final = frozenset({"div", "section", "article"})


def is_named_content(element: etree._Element) -> bool:
    """Return whether a template calls an element content or text."""
    return _CONTENT.search(names_of(element)) is not None


def in_container(
    span: tuple[etree._Element, int, int], by_element: Mapping[etree._Element, Weighed]
) -> tuple[etree._Element, int, int]:
    """Return the range of the container around a text, the text's own where it stands in none."""
    for around in span[0].iterancestors():
        if _CONTAINERS.isdisjoint((around.get("id"), *(around.get("class") or "").split())):
            continue
        whole = by_element.get(around)
        if whole is not None and whole.start <= span[1] and span[2] <= whole.end:
            return around, whole.start, whole.end
    return span


def with_parts(
    span: tuple[etree._Element, int, int], by_element: Mapping[etree._Element, Weighed]
) -> tuple[etree._Element, int, int]:
    """Return the range of a text with the parts of it that bear its element's `id`, and the element around them.

    An `id` is a page's only one: where elements side by side share one that names content, something was put into the text.
    """
    for element in (span[0], *islice(span[0].iterancestors(), 1)):
        parts = [by_element[part] for part in _parts_beside(element) if part in by_element]
        around = element.getparent()
        if len(parts) > 1 and around is not None:
            return around, min(part.start for part in parts), max(part.end for part in parts)
    return span


def between_parts(blocks: Sequence[Block], body: etree._Element, start: int, end: int) -> frozenset[int]:
    """Return the lines of blocks[start:end] that stand between the parts of a text in `body`, which share an `id`."""
    names = [name for child in body if (name := child.get("id"))]
    if len(set(names)) == len(names):
        return frozenset()
    parts = next(filter(None, map(_parts_beside, body)), ())
    if not parts:
        return frozenset()
    inside = {element for part in parts for element in part.iter()}
    return frozenset(index for index in range(start, end) if blocks[index].element not in inside)


def _parts_beside(element: etree._Element) -> Sequence[etree._Element]:
    """Return the elements beside one that share its `id`, itself among them, none where it is the only one or no content."""
    name, around = element.get("id"), element.getparent()
    if not name or element.tag not in _PARTS or around is None or not is_named_content(element):
        return ()
    parts = [child for child in around if child.get("id") == name]
    return parts if len(parts) > 1 else ()
