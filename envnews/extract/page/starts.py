"""Know lines by how they start: of many alternatives only those are tried that may begin with a line's first character.

`re` tries the alternatives of a pattern one by one, wherever they begin. A hundred of them, of which most lines are none, take
a microsecond and more for each line; to look up the first character takes a tenth of that.
"""

from __future__ import annotations

import re

# Nothing public tells how a pattern begins.
from re import _parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, Final

from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable

    _Argument = Any  # a number, a list or a tuple that ends with the pattern inside, as `re` has it
    _Parsed = Iterable[tuple[object, _Argument]]

_NEVER: Final = re.compile("(?!)")
_MOST: Final = 4096
"""First characters that are remembered: those of Chinese texts are fewer, and no page shall fill the memory."""


class Starts:
    r"""Alternatives that a line may start with, of which each begins with certain characters.

    They are compiled when a line first begins with one of their characters. Groups are counted within what may begin so.

    Args:
        starts: The alternatives, as one pattern.
        others: Further ones that begin with any character, and are tried against every line.
        flags: Flags of `re`, of `starts` and `others`.
        told_by: What each line of the `others` has among its first `within` characters, and few other lines have: begun with
            one class of characters, for which `re` leaps. Without it they are tried as they are.
        within: Characters of a line in which that stands.

    Raises:
        ValueError: One of the `starts` may begin with nearly anything, or be empty, or has flags of its own.
        re.error: They are no pattern.

    >>> starts = Starts(r"相关(?:新闻|阅读)|\d+条评论", r"\w{2,6}推荐$")
    >>> [bool(starts.match(line)) for line in ("相关新闻", "12条评论", "编辑推荐", "全省水环境会议召开")]
    [True, True, True, False]
    """

    def __init__(
        self, starts: str, others: str = "", flags: int = 0, *, told_by: str = "", within: int = 0
    ) -> None:
        self._flags = flags
        self._starts = alternatives(starts)
        self._others = compile_later(others, flags) if others else _NEVER
        self._told_by = re.compile(told_by) if told_by else None
        self._within = within
        self._places: dict[str, list[int]] = {}
        self._classes: dict[str, list[int]] = {}
        self._compiled: dict[str, re.Pattern[str]] = {"": _NEVER}
        self._by_first: dict[str, re.Pattern[str]] = {}
        for place, start in enumerate(self._starts):
            for item in _first_characters(start, flags):
                # Which letters are the same but for case, `re` knows.
                alone = len(item) == 1 and not (flags and item.lower() != item.upper())
                (self._places if alone else self._classes).setdefault(item, []).append(place)

    def match(self, line: str) -> re.Match[str] | None:
        """Return how a line starts, None where it starts with none of them."""
        first = line[:1]
        pattern = self._by_first.get(first)
        if pattern is None:
            pattern = self._pattern(first)
            if len(self._by_first) == _MOST:
                self._by_first.clear()
            self._by_first[first] = pattern
        found = None if pattern is _NEVER else pattern.match(line)
        if found or self._others is _NEVER:
            return found
        if self._told_by is not None and self._told_by.search(line, 0, self._within) is None:
            return None
        return self._others.match(line)

    def _pattern(self, first: str) -> re.Pattern[str]:
        """Return the pattern of what may begin with a character: it is the same for most of them."""
        places = set(self._places.get(first, ()))
        for item, further in self._classes.items():
            if re.match(f"[{item}]", first, self._flags):
                places.update(further)
        own = "|".join(self._starts[place] for place in sorted(places))
        if own not in self._compiled:
            self._compiled[own] = re.compile(own, self._flags)
        return self._compiled[own]


def alternatives(pattern: str) -> list[str]:
    r"""Return the alternatives of a pattern.

    >>> alternatives(r"相关(?:新闻|阅读)|[|｜]\||\d+条评论")
    ['相关(?:新闻|阅读)', '[|｜]\\|', '\\d+条评论']
    """
    found = [""]
    depth = 0
    for piece in _PIECES.findall(pattern):
        if piece == "|" and depth == 0:
            found.append("")
            continue
        depth += (piece == "(") - (piece == ")")
        found[-1] += piece
    return found


_PIECES: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
"""Escaped characters, classes, in which strokes and brackets are letters, and single characters."""
_CATEGORIES: Final = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_WORD": r"\W",
}
"""Classes that a start may begin with; any other is as good as any character."""
_WIDEST: Final = 256
"""Characters of the widest range that still tells one start from another; that of ideographs does not."""


def _first_characters(start: str, flags: int) -> set[str]:
    """Return the characters that a pattern can begin with, ranges and categories as a class has them."""
    parsed = _parser.parse(start, flags)
    items, may_be_empty = _openings(parsed)
    if may_be_empty or parsed.state.flags & ~(flags | re.UNICODE):
        raise ValueError(f"the start of a line may be empty, or has flags of its own: {start}")
    return items


def _openings(parsed: _Parsed) -> tuple[set[str], bool]:
    """Return what a parsed pattern can begin with, as items of a class of characters, and whether it can match nothing."""
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
            return {chr(code)}, False
        case "IN", list(members):
            return {_item(str(kind), value) for kind, value in members}, False
        case "BRANCH", (_, branches):
            found = [_openings(branch) for branch in branches]
            return set().union(*(items for items, _ in found)), any(passes for _, passes in found)
        case "SUBPATTERN", (_, 0, 0, inner):
            return _openings(inner)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT", (least, _, inner):
            items, passes = _openings(inner)
            return items, passes or least == 0
        case "ASSERT" | "ASSERT_NOT" | "AT", _:
            return set(), True
    raise ValueError(f"the start of a line may be anything: {operation} {argument}")


def _item(kind: str, value: object) -> str:
    """Return one member of a class of characters as it is written in one."""
    match kind, value:
        case "LITERAL", int(code):
            return chr(code)
        case "RANGE", (int(first), int(last)) if last - first < _WIDEST:
            return f"{re.escape(chr(first))}-{re.escape(chr(last))}"
        case "CATEGORY", _ if str(value) in _CATEGORIES:
            return _CATEGORIES[str(value)]
    raise ValueError(f"the start of a line may be anything: {kind} {value}")
