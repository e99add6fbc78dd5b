"""Whether what differs between two prints contradicts: more is in the place of something else than an editor changes.

How much that is depends on the texts. News is worded anew by those who print it; of a document there are a hundred of
the same form, and each says one thing otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from envnews.stories.align import Substitution
from envnews.stories.allowance import POOR, SHORT, Allowance, allowance_of
from envnews.stories.content import content
from envnews.stories.simplified import is_written_otherwise
from envnews.stories.slots import Kind, Told, are_two_stages, is_of_other_stage, sounds_like_words, telling
from envnews.stories.versions import is_other_version
from envnews.stories.wording import opposes, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from envnews.stories.align import Alignment
    from envnews.stories.normal import NormalForm

_MISPRINT = 3 * SHORT
"""Characters of news in which one may be a misprint."""

_LEAD = 60
"""Characters in common that tell who, where and when: a form has its slots there."""

_CLAUSE = 5
"""Characters of a passage that count for two where it is worded otherwise."""

_LONGEST_NAME = 8
"""Characters of a thing at most."""

_FIGURE_OF = re.compile(r"\d+(?:\.\d+)?\D?")
"""A figure of a headline with the first character of what it counts."""

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
    case = allowance_of(one, other, alignment, lengths, headlines)
    if sum(map(_turns_round, alignment.substitutions)) > case.slips:
        return True
    told = telling(alignment.substitutions, one.runs, other.runs)
    titles = telling(headlines or (), (one.headline,), (other.headline,))
    if case.converted:
        told, titles = ([each for each in part if not _is_of_elsewhere(each[0])] for part in (told, titles))
    pairs = _without_misprints(told, case)
    titles = [
        (pair, kind)
        for pair, kind in titles
        if not (kind is Kind.FIGURE and _stands_elsewhere(pair, case.headlines))
    ]
    if _facts_differ(pairs, case) or _wording_differs(pairs, titles, case):
        return True
    # Where texts say little, their headlines decide.
    if titles and (case.length < 6 * SHORT or alignment.numbers < POOR):
        return any(kind in _FACTS or case.poor for _, kind in titles)
    return headlines is None and case.length < SHORT and case.poor


def _turns_round(pair: Substitution) -> bool:
    return opposes(pair.one, pair.other, pair.before, pair.after)


def _is_of_elsewhere(pair: Substitution) -> bool:
    one, other = (f"{pair.before}{text}{pair.after}" for text in (pair.one, pair.other))
    return is_written_otherwise(one, other)


def _without_misprints(pairs: Sequence[Told], case: Allowance) -> Sequence[Told]:
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


def _facts_differ(pairs: Sequence[Told], case: Allowance) -> bool:
    """Return whether more facts differ than are slips; one that is told otherwise throughout is none."""
    kinds = Counter(kind for _, kind in pairs)
    dates, figures, names = (kinds[kind] for kind in (Kind.DATE, Kind.FIGURE, Kind.NAME))
    if dates + max(figures - case.figures, 0) + names > case.slips:
        return True
    return _comes_again([pair for pair, kind in pairs if kind in _FACTS], 1)


def _wording_differs(pairs: Sequence[Told], titles: Sequence[Told], case: Allowance) -> bool:
    """Return whether more things and words differ than an editor changes."""
    # One character for another is mostly a way to write it where one text was in the other script.
    things = [
        pair
        for pair, kind in pairs
        if kind is Kind.THING and not (case.converted and max(map(len, trimmed(pair.one, pair.other))) < 2)
    ]
    if case.alike:
        things += [pair for pair, kind in pairs if kind is Kind.WORDS and sounds_like_words(pair)]
    if _are_of_another(things, alone=len(pairs) == 1, case=case):
        return True
    deep = sum(pair.place >= _LEAD for pair in things)
    if len(things) - min(deep, case.deep) > case.things:
        return True
    reworded = [pair for pair, kind in pairs if kind is Kind.WORDS]
    headed = [pair for pair, _ in titles]
    if case.formal and (any(map(is_of_other_stage, reworded)) or any(map(are_two_stages, headed))):
        return True
    if _are_reworded_alike(reworded, headed):
        return True
    if sum(1 + (min(len(pair.one), len(pair.other)) >= _CLAUSE) for pair in reworded) > case.words:
        return True
    return _comes_again([*things, *headed], 1 + case.slips)


def _are_of_another(things: Sequence[Substitution], *, alone: bool, case: Allowance) -> bool:
    """Return whether one of the things makes another article by itself; `alone` tells that nothing else differs."""
    return (
        any(_is_subject(pair, case) for pair in things)
        or (case.same_headline and any(_are_nouns(pair, compound=True) for pair in things))
        or (case.filled and alone and any(map(_are_nouns, things)))
    )


def _is_subject(pair: Substitution, case: Allowance) -> bool:
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


def _are_reworded_alike(pairs: Iterable[Substitution], headed: Iterable[Substitution]) -> bool:
    """Return whether text and headline have the same words for the same others: what the article is about."""
    changed = {trimmed(pair.one, pair.other) for pair in pairs if min(len(pair.one), len(pair.other)) >= 2}
    return not changed.isdisjoint(trimmed(pair.one, pair.other) for pair in headed)


def _comes_again(pairs: Iterable[Substitution], once: int) -> bool:
    """Return whether one word stands for another more than once: so does a name, or what an article is about."""
    again = Counter(trimmed(pair.one, pair.other) for pair in pairs)
    return any(times > once for times in again.values())
