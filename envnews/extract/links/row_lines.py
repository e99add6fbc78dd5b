"""Find the title in a link that is a whole row: the others of its lines say when, by whom, how often it was read, or sum up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from envnews.extract.links.row_words import (
    SUMMED_UP,
    holds_moment,
    is_beside,
    is_moment,
    is_number,
    is_of_time,
    is_prose,
)
from envnews.extract.page.blocks import HEADINGS, INLINE
from envnews.extract.page.named import named_by
from envnews.normalize import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

_INLINE: Final = INLINE | {"br"}
"""Elements that end no line of a link; a title may be broken by hand."""
_UNSAID: Final = frozenset({"script", "style", "svg", "noscript"})
_SHORTEST: Final = 5
"""Characters of a line that is rather a title than the label before one."""
LONGEST_KIND: Final = 6
"""Characters of what a link says before its title of the kind of page."""
# <span class="zt">专题</span> before the title; marks and labels are set to words of it, too
_KIND: Final = re.compile(r"(?:^|[\s_-])(?:type|zt|badge|kind|category)(?:$|[\s_-])", re.IGNORECASE)
_is_titled: Final = named_by(
    re.compile(r"(?:^|[\s_-])(?!sub)[a-z]*?(?:tit|title|headline)(?:$|[\s_\d-])", re.IGNORECASE)
)
# <i class="num">01</i> before a title
_is_counter: Final = named_by(
    re.compile(r"(?:^|[\s_-])(?:num|number|no|rank|index|order|sort|xh)(?:$|[\s_\d-])", re.IGNORECASE)
)
_MOST: Final = 80
"""Words of a link that are looked at: more are those of rows around which a link is left open."""


class _Words(NamedTuple):
    """Words of a line.

    Attributes:
        text: The words, cleaned.
        raw: As they stand in the source, with the blanks that part them from others.
        holder: The element whose own words they are.
        branch: The outermost inline element of the line around them, None where they stand in none.
        headed: Whether they stand in a heading.
        titled: Whether they stand in what the template calls a title.
    """

    text: str
    raw: str
    holder: etree._Element
    branch: etree._Element | None
    headed: bool
    titled: bool


class _Around(NamedTuple):
    """What is known of the element whose words are collected; see `_Words`."""

    branch: etree._Element | None = None
    headed: bool = False
    titled: bool = False


class _Line(NamedTuple):
    """A line of a link without what stands beside a title.

    Attributes:
        text: Its words; empty where it says nothing else.
        headed: Whether it is a heading.
        titled: Whether the template calls it a title.
    """

    text: str
    headed: bool
    titled: bool


def title_in(anchor: etree._Element) -> str:
    """Return the title in a link that holds elements; empty where it says nothing that may be one.

    It is the heading, what the template calls a title, or the first line that is neither short nor prose.

    >>> from lxml.html import fragment_fromstring
    >>> title_in(fragment_fromstring("<a><div>28</div><div>2023-11</div><div>水污染防治会议召开</div><p>近日，省厅召开会议。</p></a>"))
    '水污染防治会议召开'
    >>> title_in(fragment_fromstring("<a><em>2023</em>年工作总结<span>[2023-11-28]</span><i>阅读 123</i></a>"))
    '2023年工作总结'
    """
    said = _lines_of(anchor)
    dated = any(is_moment(" ".join(word.text for word in words)) for words in said)
    lines = [line for words in said for line in _read(words, dated=dated) if line.text]
    if len(lines) > 1:
        lines = [line for line in lines if not is_of_time(line.text)] or lines  # 2023 above 11-28
    if len(lines) < 2:
        return lines[0].text if lines else ""
    for line in lines:
        if line.headed:
            return line.text
    for line in lines:
        if line.titled:
            return line.text
    titles = [line.text for line in lines if not is_prose(line.text)]
    long = [title for title in titles if len(title) >= _SHORTEST]
    if len(long) > 1 and len(long[0]) <= LONGEST_KIND and len(long[1]) >= 2 * len(long[0]):
        return long[1]  # behind the name of its column
    return next(iter(long or titles), lines[0].text)


def _lines_of(anchor: etree._Element) -> list[list[_Words]]:
    lines: list[list[_Words]] = [[]]
    _collect(anchor, _Around(), lines, _MOST)
    return [line for line in lines if line]


def _collect(element: etree._Element, around: _Around, lines: list[list[_Words]], left: int) -> int:
    """Add the words of an element to the lines, and return how many may still be added."""
    left -= _say(element.text, element, around, lines)
    for child in element:
        if left <= 0:
            break
        tag = child.tag
        if tag not in _UNSAID:
            inline = tag in _INLINE
            branch = (child if around.branch is None else around.branch) if inline else None
            inside = _Around(branch, around.headed or tag in HEADINGS, around.titled or _is_titled(child))
            if not inline:
                lines.append([])
            left = _collect(child, inside, lines, left)
            if not inline:
                lines.append([])
        left -= _say(child.tail, element, around, lines)
    return left


def _say(raw: str | None, holder: etree._Element, around: _Around, lines: list[list[_Words]]) -> int:
    if not raw or not (text := clean(raw)):
        return 0
    lines[-1].append(_Words(text, raw, holder, *around))
    return 1


def _read(words: Sequence[_Words], *, dated: bool) -> list[_Line]:
    """Return a line without what stands beside a title.

    Inline elements side by side, and nothing else, are a line each where their classes tell them apart or they are long; where a
    day is among them, they are kind of page, title and day, of which the longest is kept.
    """
    before = _beside(words)
    if before == len(words):
        return []
    behind = _beside(words[before:][::-1])
    left = words[before : len(words) - behind]
    branches = _branches(left)
    if len(branches) < 2:
        return [_line(left)]
    if is_number(left[0].text) and _counts(branches[0][0]):
        branches = branches[1:]
    told = [_line(branch) for branch in branches]
    cut = (*words[:before], *words[len(words) - behind :])
    if dated or holds_moment(" ".join(word.text for word in cut)):
        names = [line for line in told if not is_prose(line.text)] or told
        return [max(names, key=lambda line: (line.titled, len(line.text)))]
    named = len({_class_of(branch) for branch in branches} - {None}) == len(branches)
    if named or sum(len(line.text) for line in told) > SUMMED_UP or any(line.titled for line in told):
        return told
    return [_line([word for branch in branches for word in branch])]


def _branches(words: Sequence[_Words]) -> list[list[_Words]]:
    """Return the words of each inline element side by side, one list where some stand in none."""
    if any(word.branch is None for word in words):
        return [list(words)]
    found: dict[etree._Element | None, list[_Words]] = {}
    for word in words:
        found.setdefault(word.branch, []).append(word)
    return list(found.values())


def _class_of(branch: Sequence[_Words]) -> str | None:
    element = branch[0].branch
    return element.get("class") if element is not None else None


def _counts(word: _Words) -> bool:
    """Return whether a number counts the rows of a list: by its noughts, or by the name of its element."""
    return word.text.startswith("0") or _is_counter(word.holder)


def _line(words: Sequence[_Words]) -> _Line:
    first = words[0]
    return _Line(clean("".join(word.raw for word in words)), first.headed, first.titled)


def _beside(words: Sequence[_Words]) -> int:
    """Return how many words from the first on stand beside a title."""
    count, times = 0, ""
    for word in words:
        if is_of_time(word.text):
            times += f" {word.text}"
        elif not _is_beside(word):
            break
        count += 1
    if times and not holds_moment(times):
        # A year or a number that is marked in a title.
        return next(i for i, word in enumerate(words) if is_of_time(word.text))
    return count


def _is_beside(word: _Words) -> bool:
    text = word.text
    if is_beside(text):
        return True
    kind = len(text) <= LONGEST_KIND and word.holder.tag in _INLINE
    return kind and _KIND.search(word.holder.get("class") or "") is not None
