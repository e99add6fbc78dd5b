"""What a person types into a search: terms, phrases in quotes, exclusions.

A term is found wherever its characters stand in a row, as `LIKE '%term%'` finds it: within words, across
punctuation, with ASCII letters in either case. Full-width and half-width forms are different characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from envnews.errors import UsageError
from envnews.store.search.index import common_pairs, spell

_PART = re.compile(r'(-?)(?:"([^"]*)"|“([^”]*)”|(\S+))')


@dataclass(frozen=True, slots=True)
class Terms:
    """A query taken apart: an article has all of `wanted` and none of `excluded`."""

    wanted: tuple[str, ...]
    excluded: tuple[str, ...] = ()

    @classmethod
    def parse(cls, query: str) -> Terms:
        """Read a query: terms apart by spaces, phrases with spaces in quotes, exclusions after a hyphen.

        >>> Terms.parse('海洋污染 "PM2.5 浓度" -督察')
        Terms(wanted=('海洋污染', 'PM2.5 浓度'), excluded=('督察',))

        Raises:
            UsageError: Nothing is searched for.
        """
        parts = [
            (bool(minus), quoted or curly or bare) for minus, quoted, curly, bare in _PART.findall(query)
        ]
        wanted = tuple(dict.fromkeys(term for minus, term in parts if term and not minus))
        excluded = tuple(dict.fromkeys(term for minus, term in parts if term and minus))
        if not wanted:
            raise UsageError(
                f"the query {query!r} names nothing to find; give at least one term, such as 海洋污染"
            )
        return cls(wanted, excluded)

    def expression(self, *, headline_only: bool = False) -> str:
        """Return the query in the language of FTS5.

        >>> Terms(("水质",), ("督察",)).expression()
        '("水 质") NOT ("督 察")'
        """
        phrase = _phrase if headline_only else _quick_phrase
        expression = f"({' AND '.join(map(phrase, self.wanted))})"
        if self.excluded:
            expression += f" NOT ({' OR '.join(map(phrase, self.excluded))})"
        return f"headline : ({expression})" if headline_only else expression


def _phrase(term: str) -> str:
    spelled = spell(term).replace('"', '""')
    return f'"{spelled}"'


def _quick_phrase(term: str) -> str:
    """Return a phrase behind the pairs that stand in it, which rule most articles out before it is looked for.

    >>> _quick_phrase("不的水")
    '("不的" AND "不 的 水")'
    """
    pairs = [f'"{pair}"' for pair in common_pairs(term)]
    return f"({' AND '.join([*pairs, _phrase(term)])})" if pairs else _phrase(term)
