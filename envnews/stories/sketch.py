"""A sketch of a text: 32 numbers that are as alike for two texts as the texts are.

One-permutation MinHash (P. Li, A. Owen, C.-H. Zhang, 2012) over all five-character shingles: each shingle's hash falls
into one of 32 bins, each bin keeps its least. The share of bins in which two sketches are equal estimates the Jaccard
similarity of the two sets of shingles.

All hashes of a text are one multiplication: the characters are the digits of one large number to the base 2^64,
five 32-bit constants those of another, and the digits of the product hold, in their lower halves, the multilinear hash
(J. Carter, M. Wegman, 1979) of every window of five characters. No digit overflows: 5 x 2^16 x 2^32 < 2^64. It takes a
third of the time of a loop in Python, and no numerical library.
"""

from __future__ import annotations

from itertools import compress
from operator import eq
from typing import Final

WIDTH: Final = 5
"""Characters of a shingle."""

BINS: Final = 32

_CONSTANTS = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1)
"""The odd constants of xxHash32; they are part of the stored sketches and must never change."""

_MULTIPLIER = sum(constant << (64 * place) for place, constant in enumerate(_CONSTANTS))

_KEPT = 8 * BINS
"""Shingles of the smallest hashes that are looked at: a bin stays empty among eight times as many as there are
bins once in three thousand times."""

_UP_TO = tuple(bytes(byte <= highest for byte in range(256)) for highest in range(256))
"""Tables for `bytes.translate`: 1 for a byte up to the highest one, else 0."""


def sketch(text: str) -> tuple[int, ...]:
    """Return the 32 least hashes, 0 for an empty bin.

    Args:
        text: A normal form's text; characters beyond the Basic Multilingual Plane count as two.

    >>> one, other = sketch("全省水环境质量总体稳定" * 9), sketch("全省水环境质量总体稳定" * 8 + "向好")
    >>> likeness(one, other) > 0.5
    True
    """
    units = text.encode("utf-16-le", "surrogatepass")
    number = len(units) // 2
    windows = max(number - WIDTH + 1, 0)
    lanes = bytearray(8 * number)
    lanes[0::8], lanes[1::8] = units[0::2], units[1::2]
    product = int.from_bytes(lanes, "little") * _MULTIPLIER
    digits = product.to_bytes(8 * (number + WIDTH), "little")[8 * (WIDTH - 1) : 8 * (WIDTH - 1 + windows)]
    hashes = memoryview(digits).cast("I")
    limit = 2**32 * _KEPT // max(windows, _KEPT)
    least = [limit] * BINS
    # Which hashes may be below the limit is told by their highest bytes; the others become no numbers at all.
    small = digits[3::8].translate(_UP_TO[(limit - 1) >> 24])
    for at in compress(range(0, 2 * windows, 2), small):
        value = hashes[at]
        place = value % BINS
        if value < least[place]:  # noqa: PLR1730 - min() takes three times as long
            least[place] = value
    return tuple([0 if value == limit else value for value in least])


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the estimated Jaccard similarity of the shingles, 0 to 1, with a standard error of at most 0.09."""
    equal, filled = sum(map(eq, one, other)), BINS
    if 0 in one and 0 in other:
        empty = sum(not (a or b) for a, b in zip(one, other, strict=True))
        equal, filled = equal - empty, filled - empty
    return equal / filled if filled else 0.0
