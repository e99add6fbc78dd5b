"""Know by their names the elements that hold a text: those that templates call content, and those that systems keep for nothing else.

What weighs most may be a part of one of the latter only: accounts set verse and captions around two paragraphs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.page.blocks import names_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from envnews.extract.page.blocks import Weighed

_CONTAINERS: Final = frozenset(
    {"js_content", "UCAP-CONTENT", "vsb_content", "zoom", "TRS_Editor", "artibody"}
)
"""Values of `id` or `class`: WeChat, UCAP, VSB, Hanweb, TRS and Sina, in this order."""
_CONTENT: Final = re.compile(
    r"content|article|editor|zoom|text|detail|zhengwen|txt|nr(?![a-z])|body", re.IGNORECASE
)
"""Words in the class or id of the elements that hold the text."""


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
