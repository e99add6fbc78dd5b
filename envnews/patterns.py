"""Regular expressions that are compiled when they are first used, and such as fail at a line's first character.

To compile the hundreds of patterns that pages of any kind may need takes a fifth of a crawl's start, and most pages
need few of them: in Python 3.11 every set with a range of ideographs costs half a millisecond. What nearly every page
needs is better compiled as usual, at import, once for all workers of a crawl.

`re` tries the alternatives of a pattern one by one, wherever they begin. A hundred of them, of which most lines are
none, take a microsecond and more a line; one look at the first character takes a thirtieth of that.
"""

from __future__ import annotations

import re

# Nothing public tells how a pattern begins.
from re import _parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

    _Argument = Any  # a number, a list or a tuple that ends with the pattern inside, as `re` has it
    _Parsed = Iterable[tuple[object, _Argument]]

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


def compile_starts(starts: str, others: str = "", flags: int = 0) -> re.Pattern[str]:
    r"""Compile the starts of lines so that a line that begins with another character is not tried against them.

    Args:
        starts: Alternatives of which each begins with certain characters.
        others: Further alternatives that begin with any character, and are tried against every line.
        flags: Flags of `re`.

    Raises:
        ValueError: One of the `starts` may begin with nearly anything, or with nothing.
        re.error: The patterns are none.

    >>> pattern = compile_starts(r"相关(?:新闻|阅读)|\d+条评论", r"\w{2,6}推荐$")
    >>> [bool(pattern.match(line)) for line in ("相关新闻", "12条评论", "编辑推荐", "全省水环境会议召开")]
    [True, True, True, False]
    """
    items, may_be_empty = _openings(_parser.parse(starts, flags))
    if may_be_empty:
        raise ValueError(f"a start of lines may be empty: {starts}")
    gated = f"(?=[{''.join(sorted(items))}])(?:{starts})"
    return re.compile(f"{gated}|{others}" if others else gated, flags)


_CATEGORIES: Final = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_WORD": r"\W",
}
"""Classes that a start may begin with; any other is as good as any character."""
_WIDEST: Final = 256
"""Characters of the widest range that still tells one start from another; that of ideographs does not."""


def _openings(parsed: _Parsed) -> tuple[set[str], bool]:
    """Return what a parsed pattern can begin with, as items of a character class, and whether it can match nothing."""
    items: set[str] = set()
    for operation, argument in parsed:
        more, passes = _opening(str(operation), argument)
        items |= more
        if not passes:
            return items, False
    return items, True


def _opening(operation: str, argument: _Argument) -> tuple[set[str], bool]:
    """Return the same of one operation; those that only look around pass and begin with nothing of their own."""
    match operation, argument:
        case "LITERAL", int(code):
            return {re.escape(chr(code))}, False
        case "IN", list(members):
            return {_item(str(kind), value) for kind, value in members}, False
        case "BRANCH", (_, alternatives):
            found = [_openings(alternative) for alternative in alternatives]
            return set().union(*(items for items, _ in found)), any(passes for _, passes in found)
        case "SUBPATTERN", (_, 0, 0, inner):
            return _openings(inner)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT", (least, _, inner):
            items, passes = _openings(inner)
            return items, passes or least == 0
        case "ASSERT" | "ASSERT_NOT" | "AT", _:
            return set(), True
    raise ValueError(f"a start of lines may begin with anything: {operation} {argument}")


def _item(kind: str, value: object) -> str:
    """Return one member of a set of characters as it is written in one."""
    match kind, value:
        case "LITERAL", int(code):
            return re.escape(chr(code))
        case "RANGE", (int(first), int(last)) if last - first < _WIDEST:
            return f"{re.escape(chr(first))}-{re.escape(chr(last))}"
        case "CATEGORY", _ if str(value) in _CATEGORIES:
            return _CATEGORIES[str(value)]
    raise ValueError(f"a start of lines may begin with anything: {kind} {value}")
