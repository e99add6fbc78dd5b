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
from envnews.extract.page.blocks import HEADINGS, names_of
from envnews.normalize import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_INLINE: Final = frozenset(
    {"a", "abbr", "b", "big", "br", "em", "font", "i", "img", "ins", "label", "mark", "small", "span", "strong", "sub", "sup", "time", "u"}
)  # fmt: skip
"""Elements that end no line."""
_UNSAID: Final = frozenset({"script", "style", "svg", "noscript"})
_SHORTEST: Final = 5
"""Characters of a line that is rather a title than the label before one."""
_LONGEST_KIND: Final = 6
"""Characters of what a link says before its title of the kind of page."""
# <span class="zt">专题</span> before the title; marks and labels are set to words of it, too
_KIND: Final = re.compile(r"(?:^|[\s_-])(?:type|zt|badge|kind|category)(?:$|[\s_-])", re.IGNORECASE)
_TITLED: Final = re.compile(
    r"(?:^|[\s_-])(?!sub)\w*?(?:tit|title|headline|subject)(?:$|[\s_\d-])|(?:^|\s)(?:bt|name)(?:$|\s)",
    re.IGNORECASE,
)


class _Words(NamedTuple):
    """Words of a line.

    Attributes:
        text: The words, cleaned.
        raw: As they stand in the source, with the blanks that part them from others.
        holder: The element whose own words they are.
    """

    text: str
    raw: str
    holder: etree._Element


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
    lines = [line for words in said for line in _read(words, anchor, dated=dated) if line.text]
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
    long = (title for title in titles if len(title) >= _SHORTEST)
    return next(long, titles[0] if titles else lines[0].text)


def _lines_of(anchor: etree._Element) -> list[list[_Words]]:
    lines: list[list[_Words]] = [[]]
    _collect(anchor, lines)
    return [line for line in lines if line]


def _collect(element: etree._Element, lines: list[list[_Words]]) -> None:
    _say(element.text, element, lines)
    for child in element:
        tag = child.tag
        if tag not in _UNSAID:
            if tag not in _INLINE:
                lines.append([])
            _collect(child, lines)
            if tag not in _INLINE:
                lines.append([])
        _say(child.tail, element, lines)


def _say(raw: str | None, holder: etree._Element, lines: list[list[_Words]]) -> None:
    if raw and (text := clean(raw)):
        lines[-1].append(_Words(text, raw, holder))


def _read(words: Sequence[_Words], anchor: etree._Element, *, dated: bool) -> list[_Line]:
    """Return a line without what stands beside a title; each of its elements is one where a day is beside them, or names tell them apart."""
    before = _beside(words)
    if before == len(words):
        return []
    behind = _beside(words[before:][::-1])
    left = words[before : len(words) - behind]
    if len(left) > 1 and len({word.holder for word in left}) == len(left) and _all_inline(left, anchor):
        left = left[1:] if is_number(left[0].text) else left
        told = [_line([word], anchor) for word in left]
        if dated or len(left) < len(words):
            # Kind of page, title, day: the longest is the title, unless it sums the article up.
            names = [line for line in told if not is_prose(line.text)] or told
            return [max(names, key=lambda line: (line.titled, len(line.text)))]
        named = len({word.holder.get("class") for word in left} - {None}) == len(left)
        if named or sum(len(line.text) for line in told) > SUMMED_UP or any(line.titled for line in told):
            return told
    return [_line(left, anchor)]


def _all_inline(words: Iterable[_Words], anchor: etree._Element) -> bool:
    return all(word.holder is not anchor and word.holder.tag in _INLINE for word in words)


def _line(words: Sequence[_Words], anchor: etree._Element) -> _Line:
    headed = titled = False
    element: etree._Element | None = words[0].holder
    while element is not None and element is not anchor:
        headed = headed or element.tag in HEADINGS
        titled = titled or _TITLED.search(names_of(element)) is not None
        element = element.getparent()
    return _Line(clean("".join(word.raw for word in words)), headed, titled)


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
    kind = len(text) <= _LONGEST_KIND and word.holder.tag in _INLINE
    return kind and _KIND.search(word.holder.get("class") or "") is not None
