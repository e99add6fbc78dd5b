"""Topics: what an article is about, told by a small vocabulary, with the words that decided.

A word of a topic in the headline or among the keywords decides; in the body it takes several. What an article merely
mentions makes no topic, and an article may have none.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from envnews.model import Topic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_TABLE = Path(__file__).with_name("topics.toml")
_OFTEN = 3


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    code: str
    name: str
    words: tuple[str, ...]
    exceptions: tuple[str, ...]
    often: int


def find_topics(headline: str, keywords: Sequence[str], body: str) -> tuple[Topic, ...]:
    """Return the topics of an article, in the order of the vocabulary.

    >>> find_topics("近岸海域水质总体改善", ("监测",), "")[0]
    Topic(code='water', words=('水质',))
    >>> [topic.code for topic in find_topics("近岸海域水质总体改善", ("环境监测",), "")]
    ['water', 'marine', 'monitoring']
    """
    title = "\n".join((headline, *keywords))
    return tuple(_decided(title, body))


def _decided(title: str, body: str) -> Iterator[Topic]:
    # Most words are not there: one look for the beginnings of all is cheaper than a search for each.
    beginnings = {*_beginning().findall(title), *_beginning().findall(body)}
    for topic in _vocabularies():
        heading, text = title, body
        for exception in topic.exceptions:
            if exception[:2] not in beginnings:
                continue
            heading, text = heading.replace(exception, ""), text.replace(exception, "")
        whole = heading == title and text == body
        words = [word for word in topic.words if word[:2] in beginnings] if whole else topic.words
        if not words:
            continue
        leading = [word for word in words if word in heading]
        counts = {word: count for word in words if (count := text.count(word))}
        if leading or sum(counts.values()) >= topic.often:
            by_count = sorted(counts, key=lambda word: -counts[word])
            yield Topic(topic.code, tuple(dict.fromkeys([*leading, *by_count]))[:5])


@cache
def _beginning() -> re.Pattern[str]:
    """Return a pattern of what the words may begin with: two characters, and some other pairs of these."""
    words = [word for topic in _vocabularies() for word in (*topic.words, *topic.exceptions)]
    first, second = ("".join(sorted({re.escape(word[place]) for word in words})) for place in (0, 1))
    return re.compile(f"(?=([{first}][{second}]))")


def topic_names() -> Mapping[str, str]:
    """Return the Chinese names of the topics by code.

    >>> topic_names()["inspection"]
    '督察'
    """
    return {topic.code: topic.name for topic in _vocabularies()}


@cache
def _vocabularies() -> tuple[_Vocabulary, ...]:
    with _TABLE.open("rb") as file:
        table = tomllib.load(file)
    return tuple(
        _Vocabulary(
            code,
            entry["name"],
            tuple(entry["words"]),
            tuple(entry.get("not", ())),
            entry.get("often", _OFTEN),
        )
        for code, entry in table.items()
    )
