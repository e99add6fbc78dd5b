"""Bound what a page may cost before it is parsed: the number of its tags and the depth of their nesting.

libxml2 leaves out, without a word in the tree, what stands deeper than 256 elements. Editors that never close
a tag reach that on real pages, so such pages are flattened and parsed once more; the text is what counts.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

TOO_DEEP: Final = etree.ErrorTypes.ERR_RESOURCE_LIMIT
"""What the parser says where it left out elements for their depth."""
MAX_TAGS: Final = 150_000
"""Tags of a page that are read, both opening and closing ones; portals' largest pages have some 20,000."""

_INLINE: Final = re.compile(
    rb"</?(?:span|font|b|i|u|strong|em|small|big|center|sup|sub|ins|tt|o:p)(?=[\s>/])[^<>]*>", re.IGNORECASE
)
_BLOCK: Final = re.compile(
    rb"</?(?:div|section|article|table|tbody|tr|td|th|ul|ol|li|dl|dd|dt|blockquote|form|main|h[1-6]|p)"
    rb"(?=[\s>/])[^<>]*>",
    re.IGNORECASE,
)


def new_parser() -> etree.HTMLParser:
    """Return a parser of UTF-8 that takes any markup and loads nothing else."""
    return etree.HTMLParser(
        encoding="utf-8", recover=True, remove_comments=True, remove_pis=True, no_network=True
    )


def bound_tags(source: bytes) -> tuple[bytes, bool]:
    """Return the source up to its `MAX_TAGS`th tag, and whether that left anything out."""
    if len(source) <= 2 * MAX_TAGS or source.count(b"<") <= MAX_TAGS:
        return source, False
    rest = source.split(b"<", MAX_TAGS)[-1]
    return source[: len(source) - len(rest) - 1], True


def flatten(source: bytes, *, blocks: bool) -> bytes:
    """Return the source without inline elements, and with line breaks for block elements if asked for."""
    source = _INLINE.sub(b"", source)
    return _BLOCK.sub(b"<br>", source) if blocks else source
