"""Decide the charset of a page from its bytes, because declarations on Chinese portals lie.

Headers and meta tags name gb2312 for UTF-8 pages and UTF-8 for GBK ones; statistical detectors take short
GBK texts for Korean. Chinese pages are UTF-8, GB18030 (a superset of gb2312 and GBK) or, on traditional
mirrors, Big5, and the first two can be told apart by strict decoding. The declaration decides only
between GB18030 and Big5, whose byte ranges overlap.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{2,20})""", re.ASCII | re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MARKS = tuple(mark for mark, _ in _BOMS)
_BIG5 = frozenset({"big5", "big5-hkscs", "big5hkscs", "cp950", "x-x-big5"})
_HEAD = 2048
"""Bytes in which a meta tag has to declare the charset; the HTML standard prescribes 1024."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a page, the charset it was read with, and how many characters could not be decoded."""

    text: str
    charset: str
    replaced: int = 0


def decode(body: bytes, headers: Mapping[str, str] | None = None) -> Decoded:
    """Return the text of a page.

    Args:
        body: Bytes of the page.
        headers: Response headers with names in lower case; only content-type is looked at.

    Returns:
        The text without byte order mark. Tried in this order: byte order mark, strict UTF-8, strict Big5
        where it is declared, strict GB18030; where none fits, the one with the fewest U+FFFD.

    >>> decode("生态环境厅".encode("gbk"), {"content-type": "text/html; charset=utf-8"})
    Decoded(text='生态环境厅', charset='gb18030', replaced=0)
    >>> decode("來源：中國環境".encode("big5"), {"content-type": "text/html; charset=big5"}).charset
    'big5hkscs'
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            text = body[len(mark) :].decode(name, "replace")
            return Decoded(text, name, text.count("\ufffd"))
    try:
        return Decoded(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    candidates = ["gb18030"]
    if declared(body, headers) in _BIG5:
        candidates.insert(0, "big5hkscs")
    for name in candidates:
        try:
            return Decoded(body.decode(name), name)
        except UnicodeDecodeError:
            continue
    texts = [(body.decode(name, "replace"), name) for name in ("utf-8", *candidates)]
    text, name = min(texts, key=lambda pair: pair[0].count("\ufffd"))
    return Decoded(text, name, text.count("\ufffd"))


def opens_as_utf8(body: bytes) -> bool:
    """Return whether the first 2 kB are UTF-8 without byte order mark; of a GBK page they hardly ever are.

    >>> opens_as_utf8("生态环境厅".encode()), opens_as_utf8("生态环境厅".encode("gbk"))
    (True, False)
    """
    if body.startswith(_MARKS):
        return False
    try:
        # Not final: the cut may divide a character.
        codecs.utf_8_decode(body[:_HEAD], "strict", False)
    except UnicodeDecodeError:
        return False
    return True


def declared(body: bytes, headers: Mapping[str, str] | None = None) -> str | None:
    """Return the charset that header or meta tag declare, in lower case, None where neither does."""
    header = (headers or {}).get("content-type", "").encode("ascii", "ignore")
    found = _DECLARED.search(header) or _DECLARED.search(body[:_HEAD])
    return found[1].decode("ascii").lower() if found else None
