"""HTML from elsewhere, made safe by the rules that hold for our own extraction.

A dump may have been made, or tampered with, by anyone. What extraction has sanitised comes out as it went in.
"""

from __future__ import annotations

import re
from typing import Final

from envnews.extract.body.content import SAFE

DEPTH: Final = 256
"""Nesting above which HTML is refused: cleaning 200,000 nested elements takes minutes."""

_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_VOID: Final = frozenset(
    {"br", "img", "hr", "input", "col", "wbr", "area", "base", "embed", "link", "meta", "source"}
)

_LINKED: Final = re.compile(r'<(a|img)((?: [a-z]+="[^"]*")+)>')
"""A tag with an address, as nh3 writes it: it escapes `<` in texts and quotes in values."""
_NOT_ABSOLUTE: Final = re.compile(r' (?:href|src)="(?!https?://[^/\\"])[^"]*"', re.IGNORECASE)


def sanitise(html: str) -> str:
    """Return HTML with nothing in it but what the allow-list of extraction lets through.

    Addresses are absolute, as extraction makes them: others would lead to the site that shows the text.

    Raises:
        ValueError: It is nested too deeply to be looked at.

    >>> sanitise('<p onclick="x()">水<script>x()</script></p>')
    '<p>水</p>'
    """
    if html.count("<") > DEPTH and _depth(html) > DEPTH:
        raise ValueError(f"body_html is nested more than {DEPTH} deep")
    safe = SAFE.clean(html)
    if _NOT_ABSOLUTE.search(safe):
        safe = _LINKED.sub(lambda tag: f"<{tag[1]}{_NOT_ABSOLUTE.sub('', tag[2])}>", safe)
    return safe.strip()


def _depth(html: str) -> int:
    """Return how deep the tags of HTML are nested at most, end tags that are left out not counted."""
    depth = deepest = 0
    for end, name in _TAG.findall(html):
        if end:
            depth = max(0, depth - 1)
        elif name.lower() not in _VOID:
            depth += 1
            deepest = max(deepest, depth)
    return deepest
