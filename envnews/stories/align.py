"""Two texts laid side by side: what they share, and what stands in one where the other has something else.

Runs that are equal anchor the two texts; between anchors, runs that are equal but for their numbers belong together;
what is left is compared character by character where it is short. An edit that only cuts or adds leaves no
substitution; a form that was filled in anew leaves one for every field.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from envnews.stories.facts import DIGITS

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLOSE = 160
"""Characters up to which the rest between two anchors is compared one by one."""

_FLANK: Final = 2
"""Equal characters beside a substitution from which the two texts are taken to speak of the same there."""


@dataclass(frozen=True, slots=True)
class Substitution:
    """What one text has in the place of the other's words.

    `before` and `after` are what stands around it in both texts; empty at an end of the text.
    """

    one: str
    other: str
    before: str = ""
    after: str = ""


@dataclass(slots=True)
class Alignment:
    """What aligning two texts found.

    Attributes:
        shared: Characters that both have, in the same order.
        substitutions: In the order of the text.
        numbers: Numbers that both have in the same place.
        covered: Positions of the first text's runs that the other has too.
    """

    shared: int = 0
    substitutions: list[Substitution] = field(default_factory=list)
    numbers: int = 0
    covered: set[int] = field(default_factory=set)


def align(one: Sequence[str], other: Sequence[str]) -> Alignment:
    """Align two sequences of runs.

    >>> found = align(["3月", "优良断面22个", "无劣五类"], ["4月", "优良断面23个", "无劣五类"])
    >>> [(s.one, s.other) for s in found.substitutions], found.shared
    ([('3', '4'), ('22', '23')], 10)
    """
    result = Alignment()
    i = j = 0
    for a, b, size in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        if a > i and b > j:
            _between(one[i:a], other[j:b], i, result)
        for place in range(a, a + size):
            result.shared += len(one[place])
            result.numbers += len(DIGITS.findall(one[place]))
            result.covered.add(place)
        i, j = a + size, b + size
    return result


def _between(one: Sequence[str], other: Sequence[str], start: int, result: Alignment) -> None:
    """Compare what stands between two anchors, where none of the runs are equal."""
    first, second = ([DIGITS.sub("0", run) for run in runs] for runs in (one, other))
    i = j = 0
    for a, b, size in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks():
        if a > i and b > j:
            align_letters("".join(one[i:a]), "".join(other[j:b]), range(start + i, start + a), result)
        for offset in range(size):
            _figures(one[a + offset], other[b + offset], result)
            result.covered.add(start + a + offset)
        i, j = a + size, b + size


def _figures(one: str, other: str, result: Alignment) -> None:
    """Compare two runs that are equal but for their numbers."""
    ends = [[(m.start(), m.end()) for m in DIGITS.finditer(run)] for run in (one, other)]
    result.shared += len(one)
    for (a, b), (c, d) in zip(*ends, strict=True):
        if one[a:b] == other[c:d]:
            result.numbers += 1
        else:
            result.shared -= b - a
            result.substitutions.append(
                Substitution(one[a:b], other[c:d], one[max(a - 4, 0) : a], one[b : b + 4])
            )


def align_letters(one: str, other: str, runs: range, result: Alignment) -> None:
    """Compare short texts character by character; long ones have nothing in common that tells anything."""
    if len(one) > _CLOSE or len(other) > _CLOSE:
        common = Counter(_grams(one)) & Counter(_grams(other))
        result.shared += common.total()
        return
    shared = 0
    opcodes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    for place, (tag, a, b, c, d) in enumerate(opcodes):
        if tag == "equal":
            shared += b - a if b - a >= _FLANK else 0
        elif tag == "replace":
            before = _flank(one, opcodes, place - 1)
            after = _flank(one, opcodes, place + 1)
            if (before or after or len(opcodes) == 1) and max(b - a, d - c) <= _CLOSE // 4:
                result.substitutions.append(Substitution(one[a:b], other[c:d], before[-4:], after[:4]))
    result.shared += shared
    if shared * 2 >= len(one):
        result.covered.update(runs)


def _flank(text: str, opcodes: Sequence[tuple[str, int, int, int, int]], place: int) -> str:
    if not 0 <= place < len(opcodes):
        return ""
    tag, start, end, _, _ = opcodes[place]
    return text[start:end] if tag == "equal" and end - start >= _FLANK else ""


def _grams(text: str) -> list[str]:
    """Return the non-overlapping pieces at which two texts could be equal; a coarse measure is enough."""
    return [text[i : i + 5] for i in range(len(text) - 4)]
