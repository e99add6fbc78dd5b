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
from envnews.stories.interrupted import is_interrupted
from envnews.stories.signature import SHORTEST
from envnews.stories.slots import Kind, is_of_other_stage, kind_of
from envnews.stories.wording import is_formal, opposes, points_elsewhere, trimmed

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

FACTS: Final = 0.5
"""Agreement of facts below which texts are not even aligned."""

_LEAD = 60
"""Characters in common that tell who, where and when: a form has its slots there."""

_FIGURE = re.compile(r"(?<![第\d.])\d+(?:\.\d+)?(?![\d.年月日时号条款项届期])[^\d]?")
"""A figure with what it counts; no date, and no paragraph of a law."""

_RICH = 3
"""Figures in common that outweigh a thing: what two articles hardly have both; in the lead of a short text, twice as many."""

_FEW = 2
"""Numbers in common below which a short text may be one of a series."""

_POOR = 3
"""Numbers in common below which a text could stand under many headlines."""

_FACTS = frozenset((Kind.DATE, Kind.FIGURE, Kind.NAME))

_DATED = re.compile(r"\d+[年月日]")
_BADGES = re.compile(r"^(?:转载|原创|组图|图|关注|快讯|重磅)+|(?:转载|图|组图)+$")


_CLAUSE = 5
"""Characters of a passage that count for two where it is worded otherwise."""

_Told = tuple[Substitution, Kind]


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
    alignment.substitutions = [
        pair for pair in alignment.substitutions if not is_interrupted(pair, one.runs, other.runs)
    ]
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
        things: Things that may be replaced.
        deep: Things that may be replaced besides, behind the lead.
        words: Passages that may be worded otherwise.
        figures: Figures that may be corrected.
        converted: Whether one was written in traditional characters.
        loose: Whether words may differ throughout: it is long, and under the same headline.
        formal: Whether both are documents of which there are many of one form.
        poor: Whether the texts could stand under many headlines.
    """

    length: int
    things: int
    deep: int
    words: int
    figures: int
    converted: bool
    loose: bool
    formal: bool
    poor: bool


def _case(
    one: NormalForm, other: NormalForm, length: int, numbers: int, headlines: Sequence[Substitution] | None
) -> _Case:
    converted = one.converted != other.converted
    loose = converted and headlines == () and length >= 4 * SHORT
    formal = all(is_formal(form.headline, form.text) for form in (one, other))
    runs = len(one.runs)
    things, deep, words = runs // (3 if loose else 8 if converted else 30), 0, runs // 12
    if not formal:
        rich = len(set(_FIGURE.findall(one.text)) & set(_FIGURE.findall(other.text)))
        # Siblings have headlines of one form too; who prints another's text has a headline of his own.
        own = 2 * (headlines is None and length > SHORT)
        things += own + rich // (_RICH if length > SHORT else 2 * _RICH)
        deep = runs // 12 + rich // _RICH
        words = max(1 if rich + numbers < _FEW else 4, runs // 4) + own
    poor = numbers < _POOR and points_elsewhere(one.text) and points_elsewhere(other.text)
    return _Case(
        length, things, deep, words + things * formal, int(numbers >= 15), converted, loose, formal, poor
    )


def _contradict(alignment: Alignment, headlines: Sequence[Substitution] | None, case: _Case) -> bool:
    """Return whether facts stand against each other, in the texts or, where those say little, in the headlines."""
    if any(
        opposes(pair.one, pair.other, pair.before, pair.after)
        for pair in (*alignment.substitutions, *(headlines or ()))
    ):
        return True
    pairs = _telling(alignment.substitutions)
    titles = _telling(headlines or ())
    if _facts_differ(Counter(kind for _, kind in pairs), case) or _wording_differs(pairs, titles, case):
        return True
    if titles and (case.length < 6 * SHORT or alignment.numbers < _POOR):
        return any(kind in _FACTS or case.poor for _, kind in titles)
    return headlines is None and case.length < SHORT and case.poor


def _facts_differ(kinds: Counter[Kind], case: _Case) -> bool:
    return bool(
        kinds[Kind.DATE] or kinds[Kind.FIGURE] > case.figures or (kinds[Kind.NAME] and not case.loose)
    )


def _wording_differs(pairs: Sequence[_Told], titles: Sequence[_Told], case: _Case) -> bool:
    """Return whether more things and words differ than an editor changes."""
    # One character for another is mostly a way to write it where one text was in the other script.
    things = [
        pair
        for pair, kind in pairs
        if kind is Kind.THING and (not case.converted or min(len(pair.one), len(pair.other)) >= 2)
    ]
    deep = sum(pair.place >= _LEAD for pair in things)
    if len(things) - min(deep, case.deep) > case.things:
        return True
    reworded = [pair for pair, kind in pairs if kind is Kind.WORDS]
    if case.formal and any(map(is_of_other_stage, reworded)):
        return True
    if sum(1 + (min(len(pair.one), len(pair.other)) >= _CLAUSE) for pair in reworded) > case.words:
        return True
    return not case.loose and _comes_again([*things, *(pair for pair, _ in titles)])


def _telling(substitutions: Iterable[Substitution]) -> list[_Told]:
    """Return the substitutions that say something else, with their kind; what changed places says the same."""
    found = [(pair, kind) for pair in substitutions if (kind := kind_of(pair)) is not Kind.SAME]
    moved = {(pair.other, pair.one) for pair, _ in found}
    return [(pair, kind) for pair, kind in found if (pair.one, pair.other) not in moved]


def _comes_again(pairs: Iterable[Substitution]) -> bool:
    """Return whether one word stands for another more than once: so does a name, or what an article is about."""
    again = Counter(trimmed(pair.one, pair.other) for pair in pairs)
    return any(times > 1 for times in again.values())
