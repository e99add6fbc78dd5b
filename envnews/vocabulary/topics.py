"""Topics: what an article is about, told by a small vocabulary, with the words that decided.

A word of a topic in the headline or among the keywords decides; in the body it takes several. What an article merely
mentions makes no topic, and an article may have none.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from envnews.model import Topic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_TABLE = Path(__file__).with_name("topics.toml")
_LOOKED_AT = 300_000
"""Characters of a body that are looked at, several times those of the longest documents."""
_OFTEN = 3
_ENOUGH = 1000
"""What a word in the title weighs: more than any topic asks of the body."""


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
    return tuple(_decided(title, body[:_LOOKED_AT]))


def _decided(title: str, body: str) -> Iterator[Topic]:
    in_title, in_body = _counted(title), _counted(body)
    weights = _weights({**in_body, **dict.fromkeys(in_title, _ENOUGH)})
    for topic in _vocabularies():
        if weights[topic.code] < topic.often:
            continue
        leading_words, counted = in_title, in_body
        exceptions = [each for each in topic.exceptions if each in in_title or each in in_body]
        if exceptions:
            leading_words, counted = (_counted(_without(exceptions, text)) for text in (title, body))
        leading = [word for word in topic.words if word in leading_words]
        counts = {word: counted[word] for word in topic.words if word in counted}
        if leading or sum(counts.values()) >= topic.often:
            by_count = sorted(counts, key=lambda word: -counts[word])
            yield Topic(topic.code, tuple(dict.fromkeys([*leading, *by_count]))[:5])


def _weights(found: Mapping[str, int]) -> Mapping[str, int]:
    """Return, for each topic, how much speaks for it at most: few are worth a closer look."""
    topics_of, weights = _topics_of(), dict.fromkeys(topic_names(), 0)
    for word, weight in found.items():
        for code in topics_of[word]:
            weights[code] += weight
    return weights


def _without(phrases: Sequence[str], text: str) -> str:
    for phrase in phrases:
        text = text.replace(phrase, "")
    return text


def _counted(text: str) -> Mapping[str, int]:
    """Return how often each word of the vocabulary and each exception stands in a text, in one look at it."""
    pattern, beginnings = _words()
    counts: dict[str, int] = {}
    for longest, times in Counter(pattern.findall(text)).items():
        for word in beginnings[longest]:
            counts[word] = counts.get(word, 0) + times
    return counts


@cache
def _words() -> tuple[re.Pattern[str], Mapping[str, Sequence[str]]]:
    """Return a pattern of the longest word at a place, and the words with which each word begins, itself included."""
    words = {word for topic in _vocabularies() for word in (*topic.words, *topic.exceptions)}
    endings: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        endings.setdefault(word[0], []).append(re.escape(word[1:]))
    first, second = ("".join({re.escape(word[place]) for word in words}) for place in (0, 1))
    longest = "|".join(f"{re.escape(start)}(?:{'|'.join(rest)})" for start, rest in endings.items())
    # Two characters are looked at before two hundred words are. The first is the match, as a place where a match may
    # begin is found sooner than one where only what follows may; the word around it is what is returned.
    pattern = re.compile(f"[{first}](?=[{second}])(?<=(?=({longest})).)")
    beginnings = {
        word: [start for end in range(1, len(word) + 1) if (start := word[:end]) in words] for word in words
    }
    return pattern, beginnings


@cache
def _topics_of() -> Mapping[str, Sequence[str]]:
    """Return the codes of the topics for which a word may count: its own, and those of which it is an exception."""
    topics: dict[str, list[str]] = {}
    for topic in _vocabularies():
        for word in (*topic.words, *topic.exceptions):
            topics.setdefault(word, []).append(topic.code)
    return topics


@cache
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
