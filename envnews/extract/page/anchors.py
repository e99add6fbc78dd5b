"""Which links a line stands in or holds, and where one leads, be it by a script.

Cards put the link around a line; old sites open their articles in a window of their own.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.normalize import absolute

if TYPE_CHECKING:
    from lxml import etree

# openwin('show.asp?id=3'), location.href="list.asp?id=2"
_OPENED: Final = re.compile(r"""(?:\(|=)\s*["']((?=[^"'<>\s]*[./?])[^"'<>\s]{3,300})["']""")


def anchors_of(element: etree._Element, most: int) -> list[etree._Element]:
    """Return the first links, `most` of them, that a line's element is or holds, else the one around it, as cards have."""
    inside = list(islice(element.iter("a"), most))
    return inside or list(islice(element.iterancestors("a"), 1))


def address_of(anchor: etree._Element, base_url: str) -> str | None:
    """Return the absolute address that a link leads to, None where it leads to no other page.

    Args:
        anchor: The link; `href`, or else what a script opens in `href` or `onclick`.
        base_url: What relative addresses are relative to.
    """
    href = anchor.get("href") or ""
    url = absolute(href, base_url) if href else None
    if url is not None:
        return url
    script = f"{href} {anchor.get('onclick') or ''}"
    found = _OPENED.search(script) if "'" in script or '"' in script else None
    return absolute(found[1], base_url) if found else None
