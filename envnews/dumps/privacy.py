r"""Numbers of persons in texts: those of identity cards and of mobile phones, masked before they are published.

Penalty notices and letters print them now and then. The number of an identity card has 18 digits with a date
of birth and a check character (GB 11643-1999); a mobile number has 11 and begins with 13 to 19. Both are
found when they are grouped by spaces or hyphens and in full-width digits. Addresses, document numbers and
hashes hold none, so those fields are left alone, and so are the tags of HTML.

    >>> mask("联系人：张三，13812345678，身份证号11010519491231002X")
    '联系人：张三，138********，身份证号110***************'
    >>> mask("许可证编号 110105194912310021，文号 20220722")
    '许可证编号 110105194912310021，文号 20220722'
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

IDENTIFIERS: Final = frozenset(
    {"id", "url", "canonical_url", "document_id", "content_hash", "sha256", "type", "portal", "field", "code"}
)
"""Fields, of the record and of its nested values, that are no text for people."""

_D: Final = "[0-9０-９]"
_GAP: Final = "[ \u3000－-]?"
_ID: Final = re.compile(
    rf"(?<![0-9０-９A-Za-z]){_D}{{6}}{_GAP}{_D}{{8}}{_GAP}{_D}{{3}}[0-9０-９XxＸｘ](?![0-9０-９A-Za-z])"
)
_MOBILE: Final = re.compile(
    rf"(?<![0-9０-９A-Za-z])(?P<country>(?:\+|00)?86{_GAP})?"
    rf"(?P<number>[1１][3-9３-９]{_D}{_GAP}{_D}{{4}}{_GAP}{_D}{{4}})(?![0-9０-９A-Za-z])"
)
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that no text holds; an import refuses them."""
_DIGITS: Final = bytes.maketrans(
    b"123456789" + bytes(byte for byte in range(1, 32) if byte != ord("\n")), b"0" * 9 + b"\x00" * 30
)
"""Makes one character of all digits, and another of all control characters that end no line."""
_RUN: Final = b"0" * 11
"""Digits of a mobile number; that of an identity card has more."""
_NARROW_SUSPECTS: Final = tuple(
    map(
        re.compile,
        (
            # The search for a literal beginning is many times faster than any other; `?` stands for what is not ASCII.
            rb"1[3-9][0-9][ ?-]?[0-9]{4}[ ?-]?[0-9]{4}",
            rb"19(?:(?<=[0-9]{6}19)|(?<=[0-9]{6}.19))[0-9]{6}",
            rb"20(?:(?<=[0-9]{6}20)|(?<=[0-9]{6}.20))[0-9]{6}",
        ),
    )
)
"""Beginnings of such numbers, sought in what is short: a text with one character for each of its Chinese."""
_WIDE_SUSPECT: Final = re.compile(rb"\xef\xbc[\x91\x92]\xef\xbc[\x90-\x99]\xef\xbc[\x90-\x99]")
_SUSPECTS: Final = (
    # In JSON a letter may stand before a number, of an escape; after it none may, which rules out most hashes.
    re.compile(
        rb"1[3-9][0-9](?:[ -]|\xe3\x80\x80|\xef\xbc\x8d)?[0-9]{4}(?:[ -]|\xe3\x80\x80|\xef\xbc\x8d)?[0-9]{4}(?![0-9A-Za-z])"
    ),
    re.compile(rb"(?:19|20)(?:(?<=[0-9]{6}..)|(?<=[0-9]{6}...)|(?<=[0-9]{6}.....))[0-9]{6}"),
    _WIDE_SUSPECT,
)
_TAG: Final = re.compile(r"(<[^>]*>)")
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
_NARROW: Final = str.maketrans("０１２３４５６７８９Ｘｘx", "0123456789XXX")


def suspicious(text: bytes) -> bool:
    """Return whether UTF-8 may hold such a number, or a control character, or is no UTF-8; True is a reason to look closely, no more.

    Eleven digits in a row, but for what is not ASCII, spaces and hyphens, are sought first: of those, most texts have
    none, and a text is cheap to search once it is decoded.
    """
    try:
        decoded = text.decode()
    except UnicodeDecodeError:
        return True
    marks = decoded.encode("ascii", "ignore").translate(_DIGITS, b" -")
    if b"\x00" in marks or b"\\u00" in marks:
        return True
    if _RUN in marks:
        narrow = decoded.encode("ascii", "replace")
        if any(pattern.search(narrow) for pattern in _NARROW_SUSPECTS):
            return any(pattern.search(text) for pattern in _SUSPECTS)
    return ("１" in decoded or "２" in decoded) and _WIDE_SUSPECT.search(text) is not None


def mask(text: str) -> str:
    """Return a text with all but the first three digits of such numbers as asterisks, its length unchanged."""
    return _MOBILE.sub(_masked_mobile, _ID.sub(_masked_id, text))


def mask_html(html: str) -> str:
    """Return HTML with the numbers in its text and in `alt` masked; addresses in its tags are left alone."""
    parts = _TAG.split(html)
    return "".join(
        re.sub(r'(?<= alt=")[^"]*', lambda found: mask(found[0]), part) if number % 2 else mask(part)
        for number, part in enumerate(parts)
    )


def mask_value(name: str, value: object) -> object:
    """Return the value of a field, nested values included, masked and without control characters."""
    if isinstance(value, str):
        value = _CONTROL.sub("", value)
        if name in IDENTIFIERS or value.startswith(("http://", "https://")):
            return value
        return mask_html(value) if name == "body_html" else mask(value)
    if isinstance(value, list):
        return [mask_value(name, item) for item in value]
    if isinstance(value, dict):
        return {key: mask_value(key if name != "links" else "", item) for key, item in value.items()}
    return value


def _masked_mobile(found: re.Match[str]) -> str:
    return (found["country"] or "") + _starred(found["number"])


def _masked_id(found: re.Match[str]) -> str:
    digits = "".join(found[0].translate(_NARROW).replace("－", "").replace("-", "").split())
    return _starred(found[0]) if _is_identity(digits) else found[0]


def _is_identity(digits: str) -> bool:
    try:
        born = date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return 1880 <= born.year < 2100 and _CHECKS[total % 11] == digits[17]


def _starred(number: str) -> str:
    return number[:3] + re.sub(r"[0-9０-９XxＸｘ]", "*", number[3:])
