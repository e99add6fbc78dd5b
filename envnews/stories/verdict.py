"""Whether two articles are one story: alike enough, and without a contradiction between their facts.

A reprint cuts and adds; it hardly ever puts another fact in the place of one. A bulletin of the next month, a notice on
the next company, do nothing else. So what counts is not how many facts two texts share but whether, where they say the
same, they say it of the same month, place, name and figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from envnews.stories.align import Alignment, align, align_letters
from envnews.stories.allowance import SHORT
from envnews.stories.contradiction import contradicts
from envnews.stories.facts import DIGITS, FACTS, agreement
from envnews.stories.interrupted import is_interrupted
from envnews.stories.likeness import Likeness
from envnews.stories.signature import SHORTEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.stories.align import Substitution
    from envnews.stories.normal import NormalForm
    from envnews.stories.signature import Signature

LIKENESS: Final = 0.4
"""Jaccard similarity, by characters, of an article and its shortest or longest reprint."""

_TEASER: Final = 0.25
"""The same under the same headline where the shorter one has hardly anything else: the beginning of an article, of which
the rest is to be read elsewhere."""

_TEASER_CONTAINED: Final = 0.9

CONTAINED: Final = 0.65
"""Share of the shorter text that the longer one has too; below it they merely quote the same."""

SHORT_CONTAINED: Final = 0.8

_RATHER_SHORT_CONTAINED: Final = 0.75
"""The same for texts of less than twice that length."""


_DATED = re.compile(r"\d{4}年|\d+[月日]")
"""A day, month or year; 20年 is a time that passed."""

_BADGES = re.compile(r"^(?:转载|原创|组图|图|关注|快讯|重磅)+|(?:转载|图|组图)+$")


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
    """Return how alike two articles of one story are, None where they are not of one story.

    Which of two prints arrived first tells nothing of that. Two texts can be aligned in several ways, and which one is
    found depends on their order; so the longer one always comes first.
    """
    if _order(one, one_signature) >= _order(other, other_signature):
        return _likeness(one, one_signature, other, other_signature)
    found = _likeness(other, other_signature, one, one_signature)
    return found and found.turned()


def _order(form: NormalForm, signature: Signature) -> tuple[int, int, str]:
    return signature.length, signature.text_hash, form.headline


def _likeness(
    one: NormalForm, one_signature: Signature, other: NormalForm, other_signature: Signature
) -> Likeness | None:
    lengths = one_signature.length, other_signature.length
    if min(lengths) < SHORTEST:
        return None
    if one_signature.text_hash == other_signature.text_hash:
        numbers = len(DIGITS.findall(one.text))
        runs, other_runs = (set(range(len(form.runs))) for form in (one, other))
        alignment = Alignment(lengths[0], [], numbers, runs, other_runs)
    elif agreement(one_signature.facts, other_signature.facts) < FACTS:
        return None
    else:
        alignment = align(one.runs, other.runs)
    similarity = alignment.shared / (sum(lengths) - alignment.shared)
    if not _share_enough(one, other, similarity, alignment.shared / min(lengths), min(lengths)):
        return None
    headlines = _headlines(one.headline, other.headline)
    if headlines is None and (_of_other_period(one, other) or _of_other_period(other, one)):
        return None
    alignment.substitutions = [
        pair for pair in alignment.substitutions if not is_interrupted(pair, one.runs, other.runs)
    ]
    if contradicts(one, other, alignment, lengths, headlines):
        return None
    covered, covered_other = frozenset(alignment.covered), frozenset(alignment.covered_other)
    return Likeness(similarity, alignment.shared, covered, covered_other)


def _share_enough(
    one: NormalForm, other: NormalForm, similarity: float, contained: float, length: int
) -> bool:
    """Return whether so much of two texts is the same that one may be a reprint; `length` is that of the shorter."""
    if contained < (SHORT_CONTAINED, _RATHER_SHORT_CONTAINED, CONTAINED)[min(length // SHORT, 2)]:
        return False
    if similarity >= LIKENESS:
        return True
    if similarity < _TEASER or contained < _TEASER_CONTAINED or not (one.headline and other.headline):
        return False
    return _headlines(one.headline, other.headline) == ()


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
    align_letters(one, other, alignment)
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
