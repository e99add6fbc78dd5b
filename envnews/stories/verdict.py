"""Whether two articles are one story: alike enough, and without a contradiction between their facts.

A reprint cuts and adds; it hardly ever puts another fact in the place of one. A bulletin of the next month, a notice on
the next company, do nothing else. So what counts is not how many facts two texts share but whether, where they say the
same, they say it of the same month, place, name and figure.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from envnews.stories.align import Alignment, Substitution, align, align_letters
from envnews.stories.facts import DIGITS, agreement
from envnews.stories.signature import SHORTEST
from envnews.stories.wording import introduces, means_the_same, opposes, points_elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from envnews.stories.normal import NormalForm
    from envnews.stories.signature import Signature

LIKENESS: Final = 0.4
"""Jaccard similarity, by characters, of an article and its shortest or longest reprint."""

SHORT: Final = 100
"""Characters of a text below which nearly all of it has to stand in the other one too."""

CONTAINED: Final = 0.65
"""Share of the shorter text that the longer one has too; below it they merely quote the same."""

SHORT_CONTAINED: Final = 0.8

_RATHER_SHORT_CONTAINED: Final = 0.75
"""The same for texts of less than twice that length."""

FACTS: Final = 0.6
"""Agreement of facts below which texts are not even aligned."""

_POOR = 3
"""Numbers in common below which a text could stand under many headlines."""

_DATE = re.compile(r"[年月日时号期季旬届]|[上中下][旬半]")
_NUMERAL = re.compile(r"[〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟上中下甲乙丙丁]+")
_DATED = re.compile(r"\d+[年月日]")
_PERIOD = re.compile(r"[\d〇一二三四五六七八九十上下](?:年|月|日|季度|旬|半[年月])")
_NAME = re.compile(
    r"[\u4e00-\u9fff]{0,3}?[省市县区州盟旗镇乡村局厅厂站河湖江库]"
    r"|[\u4e00-\u9fff]{0,8}?(?:公司|集团|项目|街道|断面|医院|学校|工程|分局|支队)"
)
_GRADES = frozenset("红橙黄蓝")
"""Colours of warnings: another colour is another warning."""

_BADGES = re.compile(r"^(?:转载|原创|组图|图|关注|快讯|重磅)+|(?:转载|图|组图)+$")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How an article and another of its story lie to each other.

    Attributes:
        similarity: Jaccard similarity by characters of the normal forms, 0 to 1.
        shared: Characters that both have.
        covered: Positions of the first one's runs that the other has too.
    """

    similarity: float
    shared: int
    covered: frozenset[int]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share, by characters of the normal form; all three from 0 to 1.

    Attributes:
        similarity: Jaccard similarity.
        cut: Share of the first text that the second lacks.
        added: Share of the second text that the first lacks.
    """

    similarity: float
    cut: float
    added: float


def same_story(
    one: NormalForm, one_signature: Signature, other: NormalForm, other_signature: Signature
) -> Likeness | None:
    """Return how alike two articles of one story are, None where they are not of one story."""
    lengths = one_signature.length, other_signature.length
    if min(lengths) < SHORTEST:
        return None
    if one_signature.text_hash == other_signature.text_hash:
        numbers = len(DIGITS.findall(one.text))
        alignment = Alignment(lengths[0], numbers=numbers, covered=set(range(len(one.runs))))
    elif agreement(one_signature.facts, other_signature.facts) < FACTS:
        return None
    else:
        alignment = align(one.runs, other.runs)
    similarity = alignment.shared / (sum(lengths) - alignment.shared)
    contained = (SHORT_CONTAINED, _RATHER_SHORT_CONTAINED, CONTAINED)[min(min(lengths) // SHORT, 2)]
    if similarity < LIKENESS or alignment.shared < contained * min(lengths):
        return None
    headlines = _headlines(one.headline, other.headline)
    if headlines is None and (_of_other_period(one, other) or _of_other_period(other, one)):
        return None
    if _contradict(alignment, headlines, _case(one, other, min(lengths), alignment.numbers, headlines)):
        return None
    return Likeness(similarity, alignment.shared, frozenset(alignment.covered))


def overlap(one: NormalForm, other: NormalForm) -> Overlap:
    """Return what two texts share, whatever their facts."""
    if one.runs == other.runs:
        return Overlap(1.0, 0.0, 0.0)
    lengths = len(one.text), len(other.text)
    shared = min(align(one.runs, other.runs).shared, *lengths)
    cut, added = (1 - shared / max(length, 1) for length in lengths)
    return Overlap(shared / max(sum(lengths) - shared, 1), cut, added)


def _headlines(one: str, other: str) -> Sequence[Substitution] | None:
    """Return what differs between two headlines of one form, None where they have no form in common.

    A headline that was cut short differs in nothing.
    """
    one, other = _BADGES.sub("", one), _BADGES.sub("", other)
    if one.startswith(other) or other.startswith(one):
        return ()
    if SequenceMatcher(None, one, other, autojunk=False).ratio() < 0.5:
        return None
    alignment = Alignment()
    align_letters(one, other, range(0), alignment)
    return alignment.substitutions


def _of_other_period(one: NormalForm, other: NormalForm) -> bool:
    """Return whether one's headline dates it, and the other is dated otherwise.

    It shows a bulletin of which a copy has kept but the form. What both texts say besides is no evidence: a report of
    2023 may well look back on 2022.
    """
    dated, known, own = (
        set(_DATED.findall(text)) for text in (one.headline, f"{other.headline} {other.text}", one.text)
    )
    return any(
        said and not said & known and any(date[-1] == unit for date in known - own - dated)
        for unit in "年月日"
        if (said := {date for date in dated if date[-1] == unit})
    )


@dataclass(frozen=True, slots=True)
class _Case:
    """What two texts are, beside what differs between them.

    Attributes:
        length: Characters of the shorter text.
        allowed: Words that may be replaced.
        converted: Whether one was written in traditional characters.
        loose: Whether words may differ throughout: it is long, and under the same headline.
        poor: Whether the texts could stand under many headlines.
    """

    length: int
    allowed: int
    converted: bool
    loose: bool
    poor: bool


def _case(
    one: NormalForm, other: NormalForm, length: int, numbers: int, headlines: Sequence[Substitution] | None
) -> _Case:
    converted = one.converted != other.converted
    loose = converted and headlines == () and length >= 4 * SHORT
    allowed = len(one.runs) // (3 if loose else 8 if converted else 30)
    poor = numbers < _POOR and points_elsewhere(one.text) and points_elsewhere(other.text)
    return _Case(length, allowed, converted, loose, poor)


def _contradict(alignment: Alignment, headlines: Sequence[Substitution] | None, case: _Case) -> bool:
    """Return whether facts stand against each other, in the texts or, where those say little, in the headlines."""
    found = _telling(alignment.substitutions)
    headlines = headlines and _telling(headlines)
    if any(opposes(pair.one, pair.other) for pair in (*alignment.substitutions, *(headlines or ()))):
        return True
    if _figures_differ(found, alignment.numbers) or (not case.loose and any(map(_is_name, found))):
        return True
    words = [
        pair
        for pair in found
        if not (pair.edge and introduces(pair.one, pair.other)) and not _is_figure(pair)
    ]
    long = [pair for pair in words if min(len(pair.one), len(pair.other)) >= 2]
    if len(long) > case.allowed or (not case.converted and len(words) - len(long) > case.allowed + 1):
        return True
    # One character for another is mostly a way to write it where one text was in the other script.
    if not case.loose and _comes_again([*(long if case.converted else words), *(headlines or ())]):
        return True
    if headlines and (case.length < 6 * SHORT or alignment.numbers < _POOR):
        return any(_is_figure(pair) or _is_name(pair) or case.poor for pair in headlines)
    return headlines is None and case.length < SHORT and case.poor


def _telling(substitutions: Iterable[Substitution]) -> list[Substitution]:
    """Return the substitutions that say something else; what changed places says the same."""
    found = [pair for pair in substitutions if not means_the_same(pair.one, pair.other)]
    moved = {(pair.other, pair.one) for pair in found}
    return [pair for pair in found if (pair.one, pair.other) not in moved]


def _figures_differ(found: Sequence[Substitution], agreeing: int) -> bool:
    """Return whether numbers differ: one of a date or of a series is enough, of others one in fifteen may be a correction."""
    figures = [pair for pair in found if _is_figure(pair)]
    if any(_DATE.match(pair.after) or _DATE.search(pair.one + pair.other) for pair in figures):
        return True
    if any(pair.before.endswith("第") for pair in figures):
        return True
    return len(figures) > (agreeing >= 15)


def _is_figure(pair: Substitution) -> bool:
    if DIGITS.search(pair.one) and DIGITS.search(pair.other):
        return DIGITS.findall(pair.one) != DIGITS.findall(pair.other)
    if _PERIOD.search(pair.one) and _PERIOD.search(pair.other):
        return True
    if pair.one in _GRADES and pair.other in _GRADES:
        return True
    return bool(_NUMERAL.fullmatch(pair.one) and _NUMERAL.fullmatch(pair.other))


def _comes_again(pairs: Iterable[Substitution]) -> bool:
    """Return whether one word stands for another more than once: so does a name."""
    again = Counter((pair.one, pair.other) for pair in pairs)
    return any(times > 1 for times in again.values())


def _is_name(pair: Substitution) -> bool:
    if DIGITS.search(pair.one) or DIGITS.search(pair.other) or _NUMERAL.fullmatch(pair.one + pair.other):
        return False
    return all(_NAME.match(text[-2:] + pair.after) for text in (pair.one, pair.other))
