"""Know the elements that publishing systems keep for a text and nothing else.

What weighs most may be a part of such an element only: accounts set verse and captions around two paragraphs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from envnews.extract.page.blocks import Weighed

_CONTAINERS: Final = frozenset(
    {"js_content", "UCAP-CONTENT", "vsb_content", "zoom", "TRS_Editor", "artibody"}
)
"""Values of `id` or `class`: WeChat, UCAP, VSB, Hanweb and TRS, in this order."""


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
