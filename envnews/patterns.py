"""Regular expressions that are compiled when they are first used.

To compile the hundreds of patterns that pages of any kind may need takes a fifth of a crawl's start, and most pages
need few of them: in Python 3.11 every set with a range of ideographs costs half a millisecond. What nearly every page
needs is better compiled as usual, at import, once for all workers of a crawl.
"""

from __future__ import annotations

import re
from typing import cast

_METHODS = ("search", "match", "fullmatch", "findall", "finditer", "sub", "subn", "split")


class _Later:
    """Stands for a pattern; from its first use on, the pattern's own methods are its attributes."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._arguments = (pattern, flags)

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(*self._arguments)
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def compile_later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` returns as far as its methods and attributes go.

    Raises:
        re.error: The pattern is none; told by the first use.

    >>> compile_later("[省市县]").findall("浙江省杭州市")
    ['省', '市']
    """
    return cast("re.Pattern[str]", _Later(pattern, flags))
