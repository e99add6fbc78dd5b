"""Two texts laid side by side: what they share, and what stands in one where the other has something else.

Runs that are equal anchor the two texts; between anchors, runs that are equal but for their numbers belong together;
what is left is compared character by character where it is short. An edit that only cuts or adds leaves no
substitution; a form that was filled in anew leaves one for every field.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from envnews.stories.facts import CHARACTER, DIGITS

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLOSE = 160
"""Characters up to which the rest between two anchors is compared one by one."""

_PHRASE = 40
"""Characters of a substitution at most: what is longer was written anew."""

_HARDLY: Final = 0.3
"""Share of the shorter of two passages below which what they share is chance."""

_FLANK: Final = 2
"""Equal characters that are taken for more than chance."""

_CONTEXT: Final = 8
"""Characters kept of what stands around a substitution."""

_FURNITURE: Final = re.compile("来源|时间|作者|编辑|标签|发布于|发稿|发表于|阅读量?|版权|声明|官方账号")
"""What a page shows around a text that was not left out: of the print, and not of what it prints."""

_MONTH: Final = re.compile(r"(?:\d{4}年)?\d{1,2}月")
"""Put before a day, which another print has without it: 7月3日, 3日."""

_EDGE: Final = 0.2
"""Share of a text that may be a print's own beginning or end."""

NEGATIONS: Final = frozenset(
    ("不", "未", "无", "非", "没有", "没", "副", "拟", "部分", "一期", "二期", "三期", "1期", "2期", "3期")
)
"""Put into a text, they are more than an addition: 不属实, 部分属实, 拟批准, 副局长, 二期项目."""


@dataclass(frozen=True, slots=True)
class Substitution:
    """What one text has in the place of the other's words; nothing in one of them for a negation.

    `before` and `after` are what stands around it in both texts; empty at an end of the text. `edge` tells that it is
    part of a beginning or an end that the texts hardly share: there, prints add what is their own. `place` counts the
    characters that the texts share before it.
    """

    one: str
    other: str
    before: str = ""
    after: str = ""
    edge: bool = False
    place: int = 0


@dataclass(slots=True)
class Alignment:
    """What aligning two texts found.

    Attributes:
        shared: Characters that both have, in the same order.
        substitutions: In the order of the text.
        numbers: Numbers that both have in the same place.
        covered: Positions of the first text's runs that the other has too.
        covered_other: Positions of the other text's runs that the first has too.
    """

    shared: int = 0
    substitutions: list[Substitution] = field(default_factory=list)
    numbers: int = 0
    covered: set[int] = field(default_factory=set)
    covered_other: set[int] = field(default_factory=set)


def align(one: Sequence[str], other: Sequence[str]) -> Alignment:
    """Align two sequences of runs.

    >>> found = align(["3月", "优良断面22个", "无劣五类"], ["4月", "优良断面23个", "无劣五类"])
    >>> [(s.one, s.other) for s in found.substitutions], found.shared
    ([('3', '4'), ('22', '23')], 10)
    """
    result = Alignment()
    ends = _cut_end(one, other), _cut_end(other, one)
    one, other = one[: len(one) - bool(ends[0])], other[: len(other) - bool(ends[1])]
    result.shared = sum(map(len, ends))
    i = j = 0
    shorter = min(sum(map(len, one)), sum(map(len, other)))
    for a, b, size in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        if a > i and b > j:
            known, shared = len(result.substitutions), result.shared
            _between(one[i:a], other[j:b], (i, j), result)
            at_end = i == j == 0 or (a == len(one) and b == len(other))
            least = min(sum(map(len, one[i:a])), sum(map(len, other[j:b])))
            if at_end and (result.shared - shared) < 0.6 * least and least <= _EDGE * shorter:
                of_page = _FURNITURE.search("".join((*one[i:a], *other[j:b])))
                edges = [] if of_page else result.substitutions[known:]
                result.substitutions[known:] = [replace(each, edge=True) for each in edges]
        for place in range(a, a + size):
            result.shared += len(one[place])
            result.numbers += len(DIGITS.findall(one[place]))
        result.covered.update(range(a, a + size))
        result.covered_other.update(range(b, b + size))
        i, j = a + size, b + size
    if result.substitutions and _is_cut_off(result.substitutions[-1], one[-1], other[-1]):
        result.substitutions.pop()
    return result


def _cut_end(runs: Sequence[str], others: Sequence[str]) -> str:
    """Return the last run of a text where a copy that was cut short ends within a run of the other."""
    end = runs[-1] if len(runs) > 1 else ""
    return end if end not in others and any(run.startswith(end) for run in others) else ""


def _is_cut_off(last: Substitution, end: str, other_end: str) -> bool:
    """Return whether a copy that was cut short just ends within a number or a word."""
    if not (last.one and last.other):
        return False
    return (other_end.endswith(last.other) and last.one.startswith(last.other)) or (
        end.endswith(last.one) and last.other.startswith(last.one)
    )


def _between(one: Sequence[str], other: Sequence[str], starts: tuple[int, int], result: Alignment) -> None:
    """Compare what stands between two anchors, where none of the runs are equal."""
    start, start_other = starts
    first, second = ([DIGITS.sub("0", run) for run in runs] for runs in (one, other))
    i = j = 0
    for a, b, size in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks():
        if a > i and b > j:
            mine, its = "\n".join(one[i:a]), "\n".join(other[j:b])
            shared = align_letters(mine, its, result)
            if shared * 2 >= len(mine):
                result.covered.update(range(start + i, start + a))
            if shared * 2 >= len(its):
                result.covered_other.update(range(start_other + j, start_other + b))
        for offset in range(size):
            _figures(one[a + offset], other[b + offset], result)
        result.covered.update(range(start + a, start + a + size))
        result.covered_other.update(range(start_other + b, start_other + b + size))
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
            before, after = one[max(a - _CONTEXT, 0) : a], one[b : b + _CONTEXT]
            result.substitutions.append(
                Substitution(one[a:b], other[c:d], before, after, place=result.shared - len(one) + a)
            )


def align_letters(one: str, other: str, result: Alignment) -> int:
    """Compare short texts character by character, numbers whole; of long ones only count what they share.

    Runs are a line each. Returns how many characters were found in both one by one.
    """
    if len(one) > _CLOSE or len(other) > _CLOSE:
        result.shared += (Counter(_grams(one)) & Counter(_grams(other))).total()
        return 0
    ours, theirs = CHARACTER.findall(one), CHARACTER.findall(other)
    shared, before = 0, ""
    matches = _matches(ours, theirs)
    if sum(n for _, _, n in matches) < _HARDLY * min(len(ours), len(theirs)):
        matches = matches[-1:]
    for (i, j), (a, b, size) in zip(
        [(0, 0), *((a + n, b + n) for a, b, n in matches)], matches, strict=False
    ):
        after = "".join(ours[a : a + size])
        mine, its = _in_place("".join(ours[i:a]), "".join(theirs[j:b]), before, after)
        if _stands_for(mine, its):
            following = after.replace("\n", "")[:_CONTEXT]
            place = result.shared + shared
            result.substitutions.append(Substitution(mine, its, before[-_CONTEXT:], following, place=place))
        shared += len(after.replace("\n", ""))
        before = after.replace("\n", "")
    result.shared += shared
    return shared


def _matches(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return what two sequences of tokens share, passages of one character left out, and their common end."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return [(a, b, n) for a, b, n in blocks if n == 0 or sum(map(len, one[a : a + n])) >= _FLANK]


def _in_place(one: str, other: str, before: str, after: str) -> tuple[str, str]:
    """Return the part of two passages that stands in the same place: of long ones the run at the common words."""
    if max(len(one), len(other)) > _PHRASE and (before or after):
        end = 0 if before else -1
        one, other = one.split("\n")[end], other.split("\n")[end]
    return one.replace("\n", ""), other.replace("\n", "")


def _stands_for(one: str, other: str) -> bool:
    """Return whether something stands for something else, rather than besides it or in another text altogether."""
    if (one or other) in NEGATIONS and not (one and other):
        return True
    if not (one and other) or max(len(one), len(other)) > _PHRASE:
        return False
    return not (_is_put_into(one, other) or _is_put_into(other, one))


def _is_put_into(short: str, long: str) -> bool:
    """Return whether the longer is the shorter with words put into it, as advertising is even into numbers."""
    rest = iter(long)
    if len(short) > len(long) or not all(character in rest for character in short):
        return False
    opcodes = SequenceMatcher(None, short, long, autojunk=False).get_opcodes()
    return all(
        tag == "equal"
        or (tag == "insert" and (_MONTH.fullmatch(long, c, d) or not re.search(r"\d", long[c:d])))
        for tag, _, _, c, d in opcodes
    )


def _grams(text: str) -> list[str]:
    """Return the non-overlapping pieces at which two texts could be equal; a coarse measure is enough."""
    return [text[i : i + 5] for i in range(len(text) - 4)]
