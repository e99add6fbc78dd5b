"""What the store keeps of an article to find its reprints: hash, sketch, facts, and the keys of an index.

Two articles that share a key are candidates for each other. There is a key for the whole text, for the headline, for
the facts of the lead, and for parts of the sketch and of the facts: texts half alike share one of the sketch's with a
probability of 97 %; those of the facts lead to the right one of a thousand bulletins of one form.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Self

from envnews.stories.facts import facts
from envnews.stories.sketch import BINS, likeness, sketch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mypy_extensions import i64

    from envnews.stories.normal import NormalForm

ALGORITHM: Final = 6
"""Version of normal form, sketch, facts and keys; signatures of different versions are never compared."""

SHORTEST: Final = 40
"""Characters of a normal form from which an article can have reprints; shorter ones say "see the attachment"."""

_BANDS = 12
"""Keys of the sketch, of two bins each."""

_ORDERS = (0x9E3779B1, 0x3C6EF372, 0xDAA66D2B, 0x78DDE6E4, 0x1715609D, 0xB54CDA56, 0x5384540F)
"""One order of the facts each: that of their distance (exclusive or) from this number."""

_SPREAD = 0x9E3779B97F4A7C15
_KEY = (1 << 63) - 1

_LEAD = 150
"""Characters of the lead; copies that are cut keep it."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature of one article.

    Attributes:
        text_hash: Of the text in normal form, 63 bits.
        length: Characters of the text in normal form.
    """

    text_hash: int
    length: int
    sketch: tuple[int, ...]
    facts: frozenset[int]

    @classmethod
    def of(cls, form: NormalForm) -> Self:
        """Return the signature of a normal form."""
        text = form.text
        return cls(_hash_of_text(text), len(text), sketch(text), facts(form.runs))

    def to_bytes(self) -> bytes:
        """Return sketch and facts in little-endian 32-bit numbers."""
        return array("I", (*self.sketch, *sorted(self.facts))).tobytes()

    @classmethod
    def from_bytes(cls, text_hash: int, length: int, packed: bytes) -> Self:
        """Return the signature that `to_bytes` packed."""
        numbers = array("I", packed)
        return cls(text_hash, length, tuple(numbers[:BINS]), frozenset(numbers[BINS:]))


_NEARLY = 0.9
"""Estimated likeness of the texts before and after an edit that changes no story."""


def nearly_equal(one: Signature, other: Signature) -> bool:
    """Return whether two versions of an article have the same facts and nearly the same text."""
    return one.facts == other.facts and likeness(one.sketch, other.sketch) >= _NEARLY


def keys(form: NormalForm, signature: Signature) -> tuple[int, ...]:
    """Return the keys under which the article is found, and looked for: up to 21 numbers of 63 bits."""
    found = [signature.text_hash]
    if len(form.headline) >= 8:
        found.append(_hash("headline", form.headline))
    lead = facts(_lead(form.runs))
    if len(lead) >= 2:
        found.append(_hash("lead", *sorted(lead)))
    bins = signature.sketch
    found += [
        _mixed(bins[place], bins[place + 1], place)
        for place in range(0, 2 * _BANDS, 2)
        if bins[place] or bins[place + 1]
    ]
    if len(signature.facts) >= 3:
        least = _least(signature.facts)
        found += [_mixed(*pair, BINS + place) for place, pair in enumerate(pairwise(least))]
    return tuple(dict.fromkeys(found))


def _least(hashes: frozenset[int]) -> list[int]:
    """Return the first of some 32-bit hashes in each of the orders."""
    found = []
    for order in _ORDERS:
        distance: i64 = order
        least: i64 = 1 << 32
        for value in hashes:
            away: i64 = value ^ distance
            if away < least:  # noqa: PLR1730 - min() takes three times as long
                least = away
        found.append(int(least ^ distance))
    return found


def _lead(runs: Iterable[str]) -> list[str]:
    lead, length = [], 0
    for run in runs:
        lead.append(run)
        length += len(run)
        if length >= _LEAD:
            break
    return lead


def _mixed(one: int, other: int, place: int) -> int:
    """Return a key for two 32-bit hashes at a place: they are random already, so a multiplication spreads them."""
    return ((one << 32 | other) * _SPREAD + place) & _KEY


def _hash_of_text(text: str) -> int:
    """Return `_hash("text", text)` in half the time: letters, ideographs, digits and points need no escape.

    >>> _hash_of_text("全省3类水质断面占91.7") == _hash("text", "全省3类水质断面占91.7")
    True
    """
    return _digest(f"('text', '{text}')")


def _hash(*parts: object) -> int:
    return _digest(repr(parts))


def _digest(text: str) -> int:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 1
