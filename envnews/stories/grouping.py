"""Which story an article belongs to: candidates from an index, the likeliest looked at closely.

The index is whatever finds articles by key: tables of the database, or a dictionary for a list of texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from envnews.stories.facts import FACTS, agreement
from envnews.stories.likeness import Likeness
from envnews.stories.sketch import likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from envnews.stories.normal import NormalForm
    from envnews.stories.signature import Signature

Story = TypeVar("Story", int, str)

NEWEST: Final = 10
"""Articles of each key that are candidates, the last stored first: what bounds the cost as the store grows."""

COMPARED: Final = 24
"""Candidates whose signatures are compared, those with the most keys in common."""

ALIGNED: Final = 4
"""Candidates whose texts are aligned."""

_FAINT = 0.2
"""Estimated likeness below which a candidate shares but a phrase; two standard errors below what is accepted."""


class Index(Protocol):
    """Where articles are found by the keys of their signatures; a number stands for an article."""

    def newest(self, keys: Sequence[int]) -> Iterable[Sequence[int]]:
        """Return, for each key that is known, the `NEWEST` articles that have it."""

    def signatures(self, articles: Sequence[int]) -> Mapping[int, Signature]:
        """Return the signatures of the articles."""

    def form(self, article: int) -> NormalForm:
        """Return the normal form of an article."""


@dataclass(frozen=True, slots=True)
class Match:
    """An article of the same story."""

    article: int
    likeness: Likeness


def matches(form: NormalForm, signature: Signature, keys: Sequence[int], index: Index) -> list[Match]:
    """Return the articles of the index that are of one story with this one, the likeliest first."""
    weights: dict[int, int] = {}
    for articles in index.newest(keys):
        # A key that few have tells more than one that all siblings of a form have.
        weight = NEWEST // len(articles)
        for article in articles:
            weights[article] = weights.get(article, 0) + weight
    closest = sorted(weights, key=weights.__getitem__, reverse=True)[:COMPARED]
    signatures = index.signatures(closest)
    possible = [article for article, other in signatures.items() if _possible(signature, other)]
    possible.sort(key=lambda article: (-_rank(signature, signatures[article], weights[article]), article))
    if not possible:
        return []
    from envnews.stories.verdict import same_story  # noqa: PLC0415 - its vocabulary is loaded where two texts are compared

    found = []
    for article in possible[:ALIGNED]:
        verdict = same_story(form, signature, index.form(article), signatures[article])
        if verdict:
            found.append(Match(article, verdict))
    return sorted(found, key=lambda match: -match.likeness.similarity)


def _possible(one: Signature, other: Signature) -> bool:
    return one.text_hash == other.text_hash or (
        likeness(one.sketch, other.sketch) >= _FAINT and agreement(one.facts, other.facts) >= FACTS
    )


def _rank(one: Signature, other: Signature, weight: int) -> float:
    """Return how promising a candidate is: siblings may be more alike than a reprint that was cut, their facts are not."""
    if one.text_hash == other.text_hash:
        return 3.0
    return likeness(one.sketch, other.sketch) * agreement(one.facts, other.facts) ** 3 + weight / (6 * NEWEST)


OVERLAP: Final = 0.25
"""Share that two stories' parts of one article must have in common for the article to show that they are one. A report
that prints two articles one after the other has no such part."""


def stories_joined(form: NormalForm, found: Sequence[Match], story_of: Mapping[int, Story]) -> list[Story]:
    """Return the stories that an article with these matches belongs to, the likeliest first; several become one."""
    joined: dict[Story, frozenset[int]] = {}
    for match in found:
        covered = match.likeness.covered
        if not joined or any(_overlap(form, covered, other) for other in joined.values()):
            joined.setdefault(story_of[match.article], covered)
    return list(joined)


def _overlap(form: NormalForm, one: frozenset[int], other: frozenset[int]) -> bool:
    common, first, second = (sum(len(form.runs[i]) for i in part) for part in (one & other, one, other))
    return common >= OVERLAP * min(first, second)
