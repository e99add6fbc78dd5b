r"""Numbers of persons in plain text: those of identity cards and of mobile phones, with all but three digits starred.

Penalty notices and letters print them now and then. The number of an identity card has 18 digits with a date
of birth and a check character (GB 11643-1999); before 1999 it had 15, which are taken for one only behind the
word. A mobile number has 11 and begins with 13 to 19. Both are found in decimal digits of any script and spelled
(`envnews.dumps.privacy.numerals`), with characters in between that nobody sees, and grouped by spaces, hyphens or dots.

    >>> mask("联系人：张三，13812345678，身份证号11010519491231002X")
    '联系人：张三，138********，身份证号110***************'
    >>> mask("１３８ 1234-5678"), mask("13812345…")
    ('１３８ ****-****', '138*****…')
    >>> mask("许可证编号 110105194912310021，文号 20220722")
    '许可证编号 110105194912310021，文号 20220722'
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Final

from envnews.dumps.privacy.gaps import ANY_UNSEEN, GAP, HYPHENS
from envnews.dumps.privacy.numerals import may_be_spelled, readings

if TYPE_CHECKING:
    from collections.abc import Iterator

_X: Final = "Xx\uff38\uff58\u2169\u2179\u00d7\u0425\u0445"
"""The check character ten, as it is typed."""


def _group(digits: str, count: int) -> str:
    return digits + f"{ANY_UNSEEN}[0-9]" * (count - 1)


_HYPHEN: Final = f"{ANY_UNSEEN}[{HYPHENS}]{ANY_UNSEEN}"
_GROUPED: Final = (
    rf"{ANY_UNSEEN}[0-9](?:{GAP}{_group('[0-9]', 4)}{GAP}{_group('[0-9]', 4)}"  # 3-4-4
    rf"|{ANY_UNSEEN}[0-9]{_HYPHEN}{_group('[0-9]', 3)}{_HYPHEN}{_group('[0-9]', 4)}"  # 4-3-4, which with spaces are figures
    rf"|{_HYPHEN}{_group('[0-9]', 3)}{_HYPHEN}{_group('[0-9]', 5)})"  # 3-3-5
)
_WORDS: Final = "(?i:telephone|tel|mobile|mob|phone|cell|ph|hp|wechat|weixin|wx|vx|qq|sms|call|contact)"
"""Words that stand right before or behind a number; other letters make a code or a file name of it."""
MOBILE: Final = re.compile(rf"1{ANY_UNSEEN}[3-9]{_GROUPED}(?![0-9])(?!(?!{_WORDS})[A-Za-z])")
"""A mobile number, whatever stands before it. Its literal beginning makes the search many times faster."""
_BEFORE_MOBILE: Final = re.compile(rf"(?:^|[^0-9A-Za-z]|(?<![A-Za-z]){_WORDS})(?:(?:00)?86{GAP})?0?\Z")
_BEFORE: Final = 24
"""Characters before a number that are looked at."""
_IDENTITY: Final = re.compile(rf"[0-9](?<![0-9].)(?=((?:{GAP}[0-9]){{16}}{GAP}[0-9{_X}])(?![0-9]))")
_OLD_IDENTITY: Final = re.compile(r"(?:身份证|证件号)[^0-9\n]{0,12}([0-9]{15})(?![0-9])")
_LONG_NEAR: Final = (
    re.compile(rf"1{GAP}[89](?:{GAP}[0-9]){{9}}{GAP}[0-9{_X}]"),
    re.compile(rf"2{GAP}0(?:{GAP}[0-9]){{9}}{GAP}[0-9{_X}]"),
    re.compile(r"证(?:(?<=身份证)|件号)[^0-9]{0,50}[0-9]{15}(?![0-9])"),
)
"""Numbers of identity cards from the year of birth on, and old ones; the literal beginnings make the search fast."""
_CUT: Final = re.compile(rf"(?<![0-9])[0-9](?:{GAP}[0-9]){{6,17}}{GAP}(?=…\Z)")
"""Digits at the end of a text that was cut: so many can be the beginning of a number."""

_WIDE: Final = "０１２３４５６７８９"
_OTHER: Final = re.compile("(?![0-9])\\d|[\U000e0000-\U000e0fff]")
_MARKS: Final = bytes.maketrans(b"123456789", b"0" * 9)
RUN: Final = b"0" * 11
LONG_RUN: Final = b"0" * 15
"""Digits of the shortest number of an identity card; of a mobile number the other has as many."""
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"


def mask(text: str) -> str:
    """Return a text with all but the first three digits of such numbers as asterisks, its length unchanged."""
    if not may_hold(text):
        return text
    digits = ascii_digits(text)
    characters = list(text)
    for read in (digits, *readings(digits)):
        for start, end in _spans(read):
            seen = 0
            for place in range(start, end):
                digit = read[place] in "0123456789"
                seen += digit
                if (digit and seen > 3) or (seen > 3 and read[place] in _X):
                    characters[place] = "*"
    masked = "".join(characters)
    # What is masked may have hidden a number right behind it.
    return mask(masked) if masked != text else text


def may_hold(text: str) -> bool:
    """Return whether a text may hold such a number: whether it has eleven digits with no letter between them, or was cut."""
    encoded = text.encode(errors="replace")
    if is_unusual(encoded):
        return True
    return any_run(wide_narrowed(text)) or text.endswith("…") or may_be_spelled(text)


def holds(text: str) -> bool:
    """Return whether a text holds such a number, or one that was cut; its full-width digits must be narrowed."""
    return next(_spans(text), None) is not None


def near(text: str, *, long: bool) -> bool:
    """Return whether a text, or JSON or HTML, may hold such a number; a fast look without what stands around it.

    `long` says whether there are fifteen digits together, as `any_run` finds them.
    """
    patterns = (MOBILE, *_LONG_NEAR) if long else (MOBILE,)
    return any(pattern.search(text) for pattern in patterns)


def is_unusual(text: bytes) -> bool:
    """Return whether UTF-8 may hold digits that are neither ASCII nor full-width, or what is not seen beyond U+FFFF.

    The bytes are the first ones of such characters. Chinese texts hold none of them but with rare characters.
    """
    return (
        b"\xd9" in text or b"\xdb" in text or b"\xdf" in text or b"\xe0" in text or b"\xe1" in text
        or b"\xea" in text or b"\xf0" in text or b"\xf3" in text
    )  # fmt: skip


def wide_narrowed(text: str) -> str:
    """Return a text with full-width digits as those of ASCII, fast where there are none."""
    if (
        "０" in text or "１" in text or "２" in text or "３" in text or "４" in text
        or "５" in text or "６" in text or "７" in text or "８" in text or "９" in text
    ):  # fmt: skip
        for value, wide in enumerate(_WIDE):
            text = text.replace(wide, str(value))
    return text


def any_run(text: str, *, run: bytes = RUN) -> bool:
    """Return whether there are eleven ASCII digits with nothing but spaces, dots, hyphens and non-ASCII between them."""
    return run in text.encode("ascii", "ignore").translate(_MARKS, b" -.")


def ascii_digits(text: str) -> str:
    """Return a text with decimal digits of all scripts as those of ASCII, and what is not seen in short, its length unchanged.

    >>> ascii_digits("１३8 年")
    '138 年'
    """
    return _OTHER.sub(lambda found: str(unicodedata.decimal(found[0], "\u200b")), text)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where numbers begin and end in a text with digits of ASCII."""
    for found in MOBILE.finditer(text):
        if _BEFORE_MOBILE.search(text[max(0, found.start() - _BEFORE) : found.start()]):
            yield found.span()
    if any_run(text, run=LONG_RUN):
        yield from _identities(text)
        for found in _OLD_IDENTITY.finditer(text):
            yield found.span(1)
    if text.endswith("…"):
        for found in _CUT.finditer(text):
            yield found.span()


def _identities(text: str) -> Iterator[tuple[int, int]]:
    """Yield where numbers of identity cards begin and end in a text with digits of ASCII."""
    for found in _IDENTITY.finditer(text):
        plain = re.sub(f"[{_X}]", "X", found[0] + found[1])
        if _is_identity("".join(re.findall("[0-9X]", plain))):
            yield found.start(), found.end(1)


def _is_identity(digits: str) -> bool:
    try:
        born = date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return 1880 <= born.year < 2100 and _CHECKS[total % 11] == digits[17]
