"""A sketch of a text: 32 numbers that are as alike for two texts as the texts are.

One-permutation MinHash (P. Li, A. Owen, C.-H. Zhang, 2012) over all five-character shingles: each shingle's hash falls
into one of 32 bins, each bin keeps its least. The share of bins in which two sketches are equal estimates the Jaccard
similarity of the two sets of shingles.

The hash of a shingle is multilinear (J. Carter, M. Wegman, 1979): each character times a constant of its place, summed.
Where this module is compiled, that is a loop. In Python, all hashes of a text are one multiplication: the characters are
the digits of one large number to the base 2^64, five 32-bit constants those of another, and the digits of the product
hold, in their lower halves, the hash of every window of five characters. No digit overflows: 5 x 2^16 x 2^32 < 2^64. That
takes a third of the time of a loop in Python, and eight times that of a compiled one.
"""

from __future__ import annotations

from itertools import compress
from operator import eq
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mypy_extensions import i64

WIDTH: Final = 5
"""Characters of a shingle."""

BINS: Final = 32

_LAST: Final = 0x9E3779B1
_FOURTH: Final = 0x85EBCA77
_THIRD: Final = 0xC2B2AE3D
_SECOND: Final = 0x27D4EB2F
_FIRST: Final = 0x165667B1
"""The odd constants of xxHash32, one for each character of a shingle; they are part of the stored sketches and must never
change."""

_MULTIPLIER = sum(
    constant << (64 * place) for place, constant in enumerate((_LAST, _FOURTH, _THIRD, _SECOND, _FIRST))
)

_HASH: Final = 2**32 - 1
"""The bits of a hash."""

_KEPT = 8 * BINS
"""Shingles of the smallest hashes that are looked at: a bin stays empty among eight times as many as there are
bins once in three thousand times."""

_UP_TO = tuple(b"\1" * (highest + 1) + bytes(255 - highest) for highest in range(256))
"""Tables for `bytes.translate`: 1 for a byte up to the highest one, else 0."""

_INTERPRETED = __file__.endswith(".py")


def sketch(text: str) -> tuple[int, ...]:
    """Return the 32 least hashes, 0 for an empty bin.

    Args:
        text: A normal form's text; characters beyond the Basic Multilingual Plane count as two.

    >>> one, other = sketch("全省水环境质量总体稳定" * 9), sketch("全省水环境质量总体稳定" * 8 + "向好")
    >>> likeness(one, other) > 0.5
    True
    """
    units = text.encode("utf-16-le", "surrogatepass")
    windows = len(units) // 2 - WIDTH + 1
    if windows < 1:
        return (0,) * BINS
    limit = 2**32 * _KEPT // max(windows, _KEPT)
    least = (_least_by_product if _INTERPRETED else _least_by_loop)(units, limit)
    return tuple([0 if value == limit else value for value in least])


def _least_by_product(units: bytes, limit: int) -> list[int]:
    """Return the least hash of each bin, `limit` where none is below it."""
    number = len(units) // 2
    windows = number - WIDTH + 1
    lanes = bytearray(8 * number)
    lanes[0::8], lanes[1::8] = units[0::2], units[1::2]
    product = int.from_bytes(lanes, "little") * _MULTIPLIER
    digits = product.to_bytes(8 * (number + WIDTH), "little")[8 * (WIDTH - 1) : 8 * (WIDTH - 1 + windows)]
    hashes = memoryview(digits).cast("I")
    least = [limit] * BINS
    # Which hashes may be below the limit is told by their highest bytes; the others become no numbers at all.
    small = digits[3::8].translate(_UP_TO[(limit - 1) >> 24])
    for at in compress(range(0, 2 * windows, 2), small):
        value = hashes[at]
        place = value % BINS
        if value < least[place]:  # noqa: PLR1730 - min() takes three times as long
            least[place] = value
    return least


def _least_by_loop(units: bytes, limit: int) -> list[int]:
    """Return the same in machine numbers, where they are: not one is made an object that is not kept."""
    least = [limit] * BINS
    end: i64 = len(units)
    highest: i64 = limit
    one: i64 = 0
    two: i64 = 0
    three: i64 = 0
    four: i64 = 0
    five: i64 = 0
    at: i64 = 0
    while at < end:
        one = two
        two = three
        three = four
        four = five
        five = units[at] | units[at + 1] << 8
        at += 2
        if at < 2 * WIDTH:
            continue
        value: i64 = (one * _FIRST + two * _SECOND + three * _THIRD + four * _FOURTH + five * _LAST) & _HASH
        if value < highest:
            place = value % BINS
            if value < least[place]:  # noqa: PLR1730 - likewise
                least[place] = value
    return least


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the estimated Jaccard similarity of the shingles, 0 to 1, with a standard error of at most 0.09."""
    equal, filled = sum(map(eq, one, other)), BINS
    if 0 in one and 0 in other:
        empty = sum(not (a or b) for a, b in zip(one, other, strict=True))
        equal, filled = equal - empty, filled - empty
    return equal / filled if filled else 0.0
