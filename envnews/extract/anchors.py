"""Where a link leads, be it by a script: old sites open their articles in a window of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.normalize import absolute

if TYPE_CHECKING:
    from lxml import etree

# openwin('show.asp?id=3'), location.href="list.asp?id=2"
_OPENED: Final = re.compile(r"""(?:\(|=)\s*["']((?=[^"'<>\s]*[./?])[^"'<>\s]{3,300})["']""")


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
