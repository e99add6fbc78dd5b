r"""Text hygiene: what every text of a record goes through, and the form in which texts are compared.

Pages carry zero-width marks, soft hyphens, icon-font characters, byte order marks in the middle, lone surrogates
from JSON escapes, and five kinds of blanks. A record is Unicode NFC without any of them.

U+FFFD stays: it is the visible trace of damaged bytes, by which a page is recognised and quarantined.
"""

from __future__ import annotations

import re
import unicodedata

# Format characters (category Cf and relatives that print nothing), C0 and C1 controls, surrogates,
# private use and noncharacters. White space is not among them: `str.split` sees to it.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb"
    r"\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000f0000-\U0010ffff]+",
)

_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\uffa0]")
"""Those of them that count as printable, so that `str.isprintable` does not find them."""

_GBK_BLANK = "\ue5e5"
"""Code page 936 leaves A3A0, a common typing of the full-width blank, to the private use area."""

# All that NFKC changes in most Chinese texts. Once it is replaced, normalising is a check: six times as fast.
_USUAL_WIDE = {"…": "...", **dict(zip("，：；（）！？％～＋－．", ",:;()!?%~+-.", strict=True))}

_COMMON = re.compile(
    "[\u4e00-\u9fff0-9A-Za-z.,:;()%+/~、。“”‘’《》〈〉【】〔〕·—…，：；（）！？％～＋－．-]*"
)
"""Of these NFKC changes none but `_USUAL_WIDE`, and no two of them combine. Most Chinese texts hold nothing else."""

NARROW: dict[int, int | str] = {
    **{ord("０") + digit: str(digit) for digit in range(10)},
    **str.maketrans("：／．，；｜（）［］＋ＴＺ", ":/.,;|()[]+TZ"),
    **dict.fromkeys(map(ord, "－—–―‐‑‒−"), "-"),
    **dict.fromkeys(map(ord, "\u3000\xa0\t\r\n\x0b\x0c\u2002\u2003\u2009\u200b\ufeff"), " "),
}
"""Table of `narrow`, for `str.translate`."""


def clean(text: str) -> str:
    r"""Return the text as one line in NFC: nothing invisible in it, single spaces, trimmed.

    Full-width punctuation and letters stay as displayed.

    >>> clean("\ufeff　生态\u200b环境部\xa0 召开\r\n\t会议，部署　工作 ")
    '生态环境部 召开 会议，部署 工作'
    """
    if (
        not text.isprintable()
    ):  # the one quick test for everything invisible, white space other than " " included
        text = _INVISIBLE.sub("", text.replace(_GBK_BLANK, " "))
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def clean_lines(text: str) -> str:
    r"""Return a text of several paragraphs, one a line, each cleaned, without empty lines.

    >>> clean_lines("　　一是治水。\r\n\r\n \u200b\n　　二是治气。\n")
    '一是治水。\n二是治气。'
    """
    return "\n".join(line for line in map(clean, text.splitlines()) if line)


def squash(text: str) -> str:
    """Return the comparison form: NFKC, case folded, without white space or anything invisible.

    Texts that differ in full and half width, in spacing or in case have one comparison form. It is not
    for display. After Unicode's NFKC_Casefold (UAX #31), with white space taken out too.

    >>> squash("ＰＭ２.５　浓度：３５ μg／㎥")
    'pm2.5浓度:35μg/m3'
    """
    if text.isascii() and text.isprintable():
        return text.replace(" ", "").lower()
    text = "".join(text.split())
    if _COMMON.fullmatch(text):
        return (text if text.isalnum() else _without_usual_wide(text)).casefold()
    if not text.isprintable() or _UNSEEN.search(text):
        text = _INVISIBLE.sub("", text)
    normal = unicodedata.is_normalized("NFKC", text)
    if not normal:
        text = _without_usual_wide(text)
        normal = unicodedata.is_normalized("NFKC", text)
    folded = text.casefold()
    if normal and (folded == text or unicodedata.is_normalized("NFKC", folded)):
        return folded
    # Decomposition may bring a blank or an invisible character to light, hence the second round.
    text = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", "".join(_INVISIBLE.sub("", text).split()))


def _without_usual_wide(text: str) -> str:
    for wide, usual in _USUAL_WIDE.items():
        if wide in text:
            text = text.replace(wide, usual)
    return text


def begin_apart(one: str, other: str) -> bool:
    """Return whether a look at the first letters of two cleaned texts tells that neither form of `squash` begins the other.

    Chinese characters stay as they are in that form, and most lines begin with one.

    >>> begin_apart("会议指出", "全省水环境会议召开"), begin_apart("ＰＭ２.５", "pm2.5")
    (True, False)
    """
    return "\u4e00" <= one[:1] <= "\u9fff" and "\u4e00" <= other[:1] <= "\u9fff" and one[0] != other[0]


def excerpt(text: str, most: int) -> str:
    """Return the beginning of a text: it has at most so many characters, the mark of what is left out included.

    >>> excerpt("全省水环境会议召开", 9), excerpt("全省水环境会议召开", 5)
    ('全省水环境会议召开', '全省水环…')
    """
    return text if len(text) <= most else text[: most - 1] + "…"


def narrow(text: str) -> str:
    """Return the text with full-width digits and their punctuation narrowed and blanks made plain, position by position.

    Unlike `squash` it leaves ² and ① alone, so it never makes another number of one.

    >>> narrow("１５，３４０　（次）")
    '15,340 (次)'
    """
    return text if text.isascii() and text.isprintable() else text.translate(NARROW)
