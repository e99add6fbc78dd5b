"""What of a record may not be published as it is: numbers of persons, control characters, what is no UTF-8.

Addresses, document numbers and hashes hold no numbers of persons, so those fields are left alone.
"""

from __future__ import annotations

import re
from typing import Final

from envnews.dumps.privacy.markup import bare, has_odd_entities, mask_html, splits_digits
from envnews.dumps.privacy.numbers import LONG_RUN, RUN, holds, is_unusual, mask, near, wide_narrowed
from envnews.dumps.privacy.numerals import enumerated, in_numerals

IDENTIFIERS: Final = frozenset(
    {
        *(
            "id",
            "url",
            "canonical_url",
            "document_id",
            "content_hash",
            "sha256",
            "type",
            "portal",
            "field",
            "code",
        ),
        *("story_id", "original_id", "merged_into"),
    }
)
"""Fields, of the record and of its nested values, that are no text for people."""

HTML: Final = "body_html"
FIRST_TEXT: Final = b',"headline":'
"""Stands behind the fields of a line that identify a record, which hold long digits often."""
HTML_BEGINS: Final = ',"body_html":"'
"""Stands before the HTML in a line of a record, where it is the last field."""

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that no text holds; an import refuses them."""
_MARKS: Final = bytes.maketrans(b"123456789" + bytes(range(32)), b"0" * 9 + b"\x00" * 32)
"""Makes one character of all digits, and another of all control characters; a line ends with one."""
_BETWEEN: Final = b" -."
_ENUMERATED: Final = 2
"""Circled digits of a number at least, for the others may be zeros; texts with quotation marks have as many E2."""
_ESCAPE: Final = re.compile(rb"\\[ubf]")
"""A character that JSON must escape, or that another program has: a control character, or a digit in disguise."""
_CUT: Final = re.compile(
    r'…\\?"(?:(?<=[^A-Za-z\u3001-\u9fff\uff0c…]…")|(?<=[^A-Za-z\u3001-\u9fff\uff0c…]…\\"))'
)
"""The end of a text that was cut, but within a word."""
_KEYED_ADDRESS: Final = re.compile(r'http(?<=url":"http)s?://[^"\\\s]*')
_LINKED_ADDRESS: Final = re.compile(r'http(?:(?<=href=\\"http)|(?<=src=\\"http))s?://[^"\\\s]*')
_JSON_ESCAPES: Final = (
    *(("\\\\", "/"), ("\\n", "\n"), ("\\t", "\t"), ("\\r", "\r"), ("\\/", "/")),
    *(('\\"', "\1"), ('"', "\0"), ("\1", '"')),
)
"""What a line is read as: a quotation mark that ends a string is a NUL, beyond which no number and no tag goes."""


def suspicious(line: bytes) -> bool:
    """Return whether the line of a record must be looked at closely: True where `mask_value` would change anything.

    Eleven digits with no letter of ASCII between them are sought first, and tags between digits: most texts have neither.
    """
    try:
        text = wide_narrowed(line.decode())
    except UnicodeDecodeError:
        return True
    narrow = text.encode("ascii", "ignore")
    if is_unusual(line) or (b"&" in narrow and has_odd_entities(text)) or ("…" in text and _CUT.search(text)):
        return True
    if b"&" in narrow:
        text, narrow = text.replace("&nbsp;", " "), narrow.replace(b"&nbsp;", b" ")
    marks = narrow.translate(_MARKS, _BETWEEN)
    if marks.find(b"\x00") != len(marks) - 1 or (b"\\" in narrow and _ESCAPE.search(narrow)):
        return True
    if in_numerals(text) or (line.count(b"\xe2") >= _ENUMERATED and enumerated(text)):
        return True
    if not splits_digits(text, marks):
        first = max(0, marks.find(FIRST_TEXT))
        if marks.find(RUN, first) < 0 or not near(text, long=marks.find(LONG_RUN, first) >= 0):
            return False
    return any(map(holds, _readings(text)))


def _readings(text: str) -> tuple[str, str]:
    """Return what a line holds but addresses: as it stands, and as it looks without tags."""
    rest, _, html = text.rpartition(HTML_BEGINS)
    rest, html = _KEYED_ADDRESS.sub("", rest), _LINKED_ADDRESS.sub("", html)
    read = f'{rest}"{html}'
    for written, meant in _JSON_ESCAPES:
        read = read.replace(written, meant)
    return read, bare(read)


def mask_value(name: str, value: object) -> object:
    """Return the value of a field, nested values included, masked and without control characters."""
    if isinstance(value, str):
        value = _CONTROL.sub("", value)
        if name in IDENTIFIERS:
            return value
        return mask_html(value) if name == HTML else mask_text(value)
    if isinstance(value, list):
        return [mask_value(name, item) for item in value]
    if isinstance(value, dict):
        return {key: mask_value(key if name != "links" else "", item) for key, item in value.items()}
    return value


def mask_text(text: str) -> str:
    """Return a plain text masked; a number with tags between its digits, as witnesses may quote it, is one too."""
    masked = mask(text)
    return mask_html(masked) if "<" in masked or "&" in masked else masked
