"""Whether what differs between two prints contradicts: more is in the place of something else than an editor changes.

How much that is depends on the texts. News is worded anew by those who print it; of a document there are a hundred of
the same form, and each says one thing otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from envnews.stories.align import Substitution
from envnews.stories.content import content
from envnews.stories.slots import Kind, Told, is_of_other_stage, sounds_like_words, telling
from envnews.stories.versions import is_other_version
from envnews.stories.wording import is_formal, opposes, points_elsewhere, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from envnews.stories.align import Alignment
    from envnews.stories.normal import NormalForm

SHORT: Final = 100
"""Characters of a text below which nearly all of it has to stand in the other one too."""

_LONG = 4 * SHORT
"""Characters from which on a piece of news is no form."""

_MISPRINT = 3 * SHORT
"""Characters of news in which one may be a misprint."""

_REPORT = 10 * SHORT
"""Characters of a report in which one fact may be told otherwise: printed from another version, or read wrong."""

_SLIPS = 3
"""Of such facts at most."""

_NEARLY = 0.85
"""Similarity of two prints of such a report."""

_LEAD = 60
"""Characters in common that tell who, where and when: a form has its slots there."""

_CLAUSE = 5
"""Characters of a passage that count for two where it is worded otherwise."""

_FIGURE = re.compile(r"(?<![第\d.])\d+(?:\.\d+)?(?![\d.年月日时号条款项届期])[^\d]?")
"""A figure with what it counts; no date, and no paragraph of a law."""

_RICH = 3
"""Figures in common that outweigh a thing: what two articles hardly have both; in the lead of a short text, twice as many."""

_FEW = 2
"""Numbers in common below which a short text may be one of a series."""

_POOR = 3
"""Numbers in common below which a text could stand under many headlines."""

_LONGEST_NAME = 8
"""Characters of a thing at most."""

_FIGURE_OF = re.compile(r"\d+(?:\.\d+)?\D?")
"""A figure of a headline with the first character of what it counts."""

_STRAY = 2
"""Characters that one of two forms may have besides: a unit, a sign that became a letter."""

_FACTS = frozenset((Kind.DATE, Kind.FIGURE, Kind.NAME))


def contradicts(
    one: NormalForm,
    other: NormalForm,
    alignment: Alignment,
    lengths: tuple[int, int],
    headlines: Sequence[Substitution] | None,
) -> bool:
    """Return whether what stands in one text for something else makes it another article.

    Args:
        one: The first text.
        other: The second.
        alignment: Of both.
        lengths: Their characters.
        headlines: What differs between their headlines, None where these have no form in common.
    """
    # Of headlines in other words, one has a 无 somewhere; of the same words it turns them round.
    titled = [pair for pair in headlines or () if len(headlines or ()) == 1 or (pair.one and pair.other)]
    if is_other_version(one, other) or any(map(_turns_round, titled)):
        return True
    case = _case(one, other, alignment, lengths, headlines)
    if sum(map(_turns_round, alignment.substitutions)) > case.slips:
        return True
    pairs = _without_misprints(telling(alignment.substitutions, one.runs, other.runs), case)
    titles = [
        (pair, kind)
        for pair, kind in telling(headlines or (), (one.headline,), (other.headline,))
        if not (kind is Kind.FIGURE and _stands_elsewhere(pair, case.headlines))
    ]
    if _facts_differ(Counter(kind for _, kind in pairs), case) or _wording_differs(pairs, titles, case):
        return True
    # Where texts say little, their headlines decide.
    if titles and (case.length < 6 * SHORT or alignment.numbers < _POOR):
        return any(kind in _FACTS or case.poor for _, kind in titles)
    return headlines is None and case.length < SHORT and case.poor


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
        alike: Whether both are one form under one headline, of which nothing was cut and to which nothing was added.
        filled: Whether they are under any headlines.
        slips: Facts that may be told otherwise: of a long report nearly all of which both have.
        headlines: Of both.
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
    alike: bool
    filled: bool
    slips: int
    headlines: tuple[str, str]

    @property
    def same_headline(self) -> bool:
        """Whether the headlines are equal, and neither text was converted."""
        one, other = self.headlines
        return not self.converted and (self.formal or self.length < _LONG) and one == other != ""


def _case(
    one: NormalForm,
    other: NormalForm,
    alignment: Alignment,
    lengths: tuple[int, int],
    headlines: Sequence[Substitution] | None,
) -> _Case:
    length, numbers = min(lengths), alignment.numbers
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
    words += things * formal
    # Of a long piece of news there is one; in that, a word for a word is a correction.
    filled = not converted and (formal or length < _LONG) and _is_filled_in(alignment, lengths)
    alike = headlines is not None and len(headlines) <= 1
    if filled and alike:
        things = deep = 0
    return _Case(
        length,
        things,
        deep,
        words,
        int(numbers >= 15),
        converted,
        loose,
        formal,
        poor,
        filled and alike,
        filled,
        0 if formal or not _is_report(one, alignment, lengths) else min(length // _REPORT, _SLIPS),
        (one.headline, other.headline),
    )


def _is_report(one: NormalForm, alignment: Alignment, lengths: tuple[int, int]) -> bool:
    """Return whether nearly all of two texts is the same, and no law or contract, of which each word counts."""
    return "第一条" not in one.text and alignment.shared >= _NEARLY * (sum(lengths) - alignment.shared)


def _turns_round(pair: Substitution) -> bool:
    return opposes(pair.one, pair.other, pair.before, pair.after)


def _is_filled_in(alignment: Alignment, lengths: tuple[int, int]) -> bool:
    """Return whether two texts differ in nothing but what stands in one for something else.

    Who prints another's text adds where he has it from, or cuts; another thing and not a character besides is another
    filling of the same form.
    """
    replaced = sum(len(pair.one) + len(pair.other) for pair in alignment.substitutions)
    return sum(lengths) - 2 * alignment.shared - replaced <= _STRAY


def _without_misprints(pairs: Sequence[Told], case: _Case) -> Sequence[Told]:
    """Return what differs without single characters written otherwise: in long news one, or one in a few hundred, may be.

    One that stands for another twice is none, and in a form a character may be the name that was filled in.
    """
    slips = Counter(
        trimmed(pair.one, pair.other)
        for pair, kind in pairs
        if kind not in {Kind.DATE, Kind.FIGURE} and len(pair.one) == len(pair.other) == 1
    )
    if case.formal or not slips or max(slips.values()) > 1 or len(slips) * _MISPRINT > case.length:
        return pairs
    return [told for told in pairs if trimmed(told[0].one, told[0].other) not in slips]


def _stands_elsewhere(pair: Substitution, headlines: tuple[str, str]) -> bool:
    """Return whether a figure of one headline stands in the other one too, in another place."""
    ours, theirs = (set(_FIGURE_OF.findall(headline)) for headline in headlines)
    mine, its = (set(_FIGURE_OF.findall(f"{text}{pair.after[:1]}")) for text in (pair.one, pair.other))
    return bool(mine and its) and (mine <= theirs or its <= ours)


def _facts_differ(kinds: Counter[Kind], case: _Case) -> bool:
    dates, figures, names = (kinds[kind] for kind in (Kind.DATE, Kind.FIGURE, Kind.NAME))
    return dates + max(figures - case.figures, 0) + names * (not case.loose) > case.slips


def _wording_differs(pairs: Sequence[Told], titles: Sequence[Told], case: _Case) -> bool:
    """Return whether more things and words differ than an editor changes."""
    # One character for another is mostly a way to write it where one text was in the other script.
    things = [
        pair
        for pair, kind in pairs
        if kind is Kind.THING and (not case.converted or min(len(pair.one), len(pair.other)) >= 2)
    ]
    if case.alike:
        things += [pair for pair, kind in pairs if kind is Kind.WORDS and sounds_like_words(pair)]
    if not case.converted and _are_of_another(things, alone=len(pairs) == 1, case=case):
        return True
    deep = sum(pair.place >= _LEAD for pair in things)
    if len(things) - min(deep, case.deep) > case.things:
        return True
    reworded = [pair for pair, kind in pairs if kind is Kind.WORDS]
    if case.formal and any(map(is_of_other_stage, reworded)):
        return True
    if sum(1 + (min(len(pair.one), len(pair.other)) >= _CLAUSE) for pair in reworded) > case.words:
        return True
    return not case.loose and _comes_again([*things, *(pair for pair, _ in titles)], 1 + case.slips)


def _are_of_another(things: Sequence[Substitution], *, alone: bool, case: _Case) -> bool:
    """Return whether one of the things makes another article by itself; `alone` tells that nothing else differs."""
    return (
        any(_is_subject(pair, case) for pair in things)
        or (case.same_headline and any(_are_nouns(pair, compound=True) for pair in things))
        or (case.filled and alone and any(map(_are_nouns, things)))
    )


def _is_subject(pair: Substitution, case: _Case) -> bool:
    """Return whether two things are what the articles are about: each stands in its text's headline and not in the other's.

    Of two fillings of a form one is enough.
    """
    one, other = trimmed(pair.one, pair.other)
    if min(len(one), len(other)) < 2:
        return False
    first, second = case.headlines
    named = one in first and one not in second, other in second and other not in first
    return any(named) if case.filled or _are_nouns(pair) else all(named)


def _are_nouns(pair: Substitution, *, compound: bool = False) -> bool:
    """Return whether two passages are each a thing and nothing else: 农膜, 畜禽粪便; `compound` allows for words in it."""
    things = trimmed(pair.one, pair.other)
    if compound:
        return not pair.edge and all(2 <= len(thing) <= _LONGEST_NAME for thing in things)
    return all(len(thing) >= 2 and content(thing, singles=True) == thing for thing in things)


def _comes_again(pairs: Iterable[Substitution], once: int) -> bool:
    """Return whether one word stands for another more than once: so does a name, or what an article is about."""
    again = Counter(trimmed(pair.one, pair.other) for pair in pairs)
    return any(times > once for times in again.values())
