"""How much two prints of one article may differ: more in news than in a document, in a long text than in a short one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from envnews.stories.wording import is_formal, points_elsewhere

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.stories.align import Alignment, Substitution
    from envnews.stories.normal import NormalForm

SHORT: Final = 100
"""Characters of a text below which nearly all of it has to stand in the other one too."""

_LONG = 4 * SHORT
"""Characters from which on a piece of news is no form."""

_REPORT = 10 * SHORT
"""Characters of a report in which one fact may be told otherwise: printed from another version, or read wrong."""

_SLIPS = 3
"""Of such facts at most."""

_NEARLY = 0.85
"""Similarity of two prints of such a report."""

_FIGURE = re.compile(r"(?<![第\d.])\d+(?:\.\d+)?(?![\d.年月日时号条款项届期])[^\d]?")
"""A figure with what it counts; no date, and no paragraph of a law."""

_RICH = 3
"""Figures in common that outweigh a thing: what two articles hardly have both; in the lead of a short text, twice as many."""

_FEW = 2
"""Numbers in common below which a short text may be one of a series."""

POOR: Final = 3
"""Numbers in common below which a text could stand under many headlines."""

_STRAY = 2
"""Characters that one of two forms may have besides: a unit, a sign that became a letter."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What two texts are, and how much may differ between them.

    Attributes:
        length: Characters of the shorter text.
        things: Things that may be replaced.
        deep: Things that may be replaced besides, behind the lead.
        words: Passages that may be worded otherwise.
        figures: Figures that may be corrected.
        converted: Whether one was written in traditional characters.
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
    formal: bool
    poor: bool
    alike: bool
    filled: bool
    slips: int
    headlines: tuple[str, str]

    @property
    def same_headline(self) -> bool:
        """Whether the headlines of a document or a short text are equal."""
        one, other = self.headlines
        return (self.formal or self.length < _LONG) and one == other != ""


def allowance_of(
    one: NormalForm,
    other: NormalForm,
    alignment: Alignment,
    lengths: tuple[int, int],
    headlines: Sequence[Substitution] | None,
) -> Allowance:
    """Return how much two texts may differ.

    Args:
        one: The first text.
        other: The second.
        alignment: Of both.
        lengths: Their characters.
        headlines: What differs between their headlines, None where these have no form in common.
    """
    length, numbers = min(lengths), alignment.numbers
    formal = all(is_formal(form.headline, form.text) for form in (one, other))
    if formal:
        things, deep = len(one.runs) // 30, 0
        words = len(one.runs) // 12 + things
    else:
        # Siblings have headlines of one form too; who prints another's text has a headline of his own.
        own = headlines is None and length > SHORT
        things, deep, words = _of_news(one, other, numbers, short=length <= SHORT, own=own)
    # Of a long piece of news there is one; in that, a word for a word is a correction.
    filled = (formal or length < _LONG) and _is_filled_in(alignment, lengths)
    alike = headlines is not None and len(headlines) <= 1
    if filled and alike:
        things = deep = 0
    return Allowance(
        length=length,
        things=things,
        deep=deep,
        words=words,
        figures=int(numbers >= 15),
        converted=one.converted != other.converted,
        formal=formal,
        poor=numbers < POOR and points_elsewhere(one.text) and points_elsewhere(other.text),
        alike=filled and alike,
        filled=filled,
        slips=0 if formal or not _is_report(one, alignment, lengths) else min(length // _REPORT, _SLIPS),
        headlines=(one.headline, other.headline),
    )


def _of_news(
    one: NormalForm, other: NormalForm, numbers: int, *, short: bool, own: bool
) -> tuple[int, int, int]:
    """Return the things, the things behind the lead and the passages that may differ between two pieces of news.

    Args:
        one: The first text.
        other: The second.
        numbers: How many numbers both have.
        short: Whether one of them is short.
        own: Whether each has a headline of its own.
    """
    runs = len(one.runs)
    rich = len(set(_FIGURE.findall(one.text)) & set(_FIGURE.findall(other.text)))
    things = runs // 30 + rich // (2 * _RICH if short else _RICH)
    deep = runs // 12 + rich // _RICH
    words = max(1 if rich + numbers < _FEW else 4, runs // 4)
    return things + 2 * own, deep, words + 2 * own


def _is_report(one: NormalForm, alignment: Alignment, lengths: tuple[int, int]) -> bool:
    """Return whether nearly all of two texts is the same, and no law or contract, of which each word counts."""
    return "第一条" not in one.text and alignment.shared >= _NEARLY * (sum(lengths) - alignment.shared)


def _is_filled_in(alignment: Alignment, lengths: tuple[int, int]) -> bool:
    """Return whether two texts differ in nothing but what stands in one for something else.

    Who prints another's text adds where he has it from, or cuts; another thing and not a character besides is another
    filling of the same form.
    """
    replaced = sum(len(pair.one) + len(pair.other) for pair in alignment.substitutions)
    return sum(lengths) - 2 * alignment.shared - replaced <= _STRAY
