"""Grouping a list of texts without a database: `envnews dedup`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from envnews.stories.grouping import NEWEST, matches, stories_joined
from envnews.stories.normal import NormalForm, normal_form
from envnews.stories.signature import Signature, keys
from envnews.stories.verdict import overlap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Grouped:
    """A text with its story: the number of the story's first text, and the similarity to it."""

    number: int
    story: int
    similarity: float


class MemoryIndex:
    """An index in dictionaries; articles are numbered in the order in which they are added."""

    def __init__(self) -> None:
        self._forms: list[NormalForm] = []
        self._signatures: list[Signature] = []
        self._by_key: dict[int, list[int]] = {}

    def add(self, form: NormalForm, signature: Signature, keys: Sequence[int]) -> int:
        """Add an article and return its number."""
        number = len(self._forms)
        self._forms.append(form)
        self._signatures.append(signature)
        for key in keys:
            self._by_key.setdefault(key, []).append(number)
        return number

    def newest(self, keys: Sequence[int]) -> list[list[int]]:
        """Return the newest articles of each key that is known."""
        return [self._by_key[key][-NEWEST:] for key in keys if key in self._by_key]

    def signatures(self, articles: Sequence[int]) -> Mapping[int, Signature]:
        """Return the signatures of the articles."""
        return {article: self._signatures[article] for article in articles}

    def form(self, article: int) -> NormalForm:
        """Return the normal form of an article."""
        return self._forms[article]


def group(articles: Iterable[tuple[str, str]]) -> Iterator[Grouped]:
    """Group articles, pairs of headline and text, into stories; yields one result an article, in their order.

    >>> text = "7月，全省地表水优良断面占百分之九十，同比上升三个百分点，水环境质量总体稳定，未发生重大水污染事件。"
    >>> [g.story for g in group([("水质", text), ("转载：水质", "本报讯 " + text), ("水质", text.replace("7", "8"))])]
    [0, 0, 2]
    """
    index = MemoryIndex()
    parent: dict[int, int] = {}

    def story(number: int) -> int:
        while parent[number] != number:
            number = parent[number]
        return number

    for headline, text in articles:
        form = normal_form(headline, text)
        signature = Signature.of(form)
        found_keys = keys(form, signature)
        found = matches(form, signature, found_keys, index)
        joined = stories_joined(form, found, {match.article: story(match.article) for match in found})
        number = index.add(form, signature, found_keys)
        parent[number] = number
        first = min([number, *joined])
        for other in (number, *joined):
            parent[other] = first
    for number in parent:
        first = story(number)
        yield Grouped(number, first, overlap(index.form(first), index.form(number)).similarity)
