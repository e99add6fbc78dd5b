"""Turn a parsed tree into lines of text in document order, each with what tells prose from furniture.

A block is the text between two block-level boundaries, as a reader sees one line or paragraph. The same
walk weighs every element: the main text is the element that holds the most prose for the least furniture
(links and short unpunctuated lines), a maximum that one pass over the tree finds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SKIPPED: Final = frozenset(
    {
        "script", "style", "noscript", "template", "head", "select", "option", "textarea", "input",
        "button", "iframe", "object", "embed", "svg", "canvas", "video", "audio", "map", "link", "meta",
    },
)  # fmt: skip
"""Elements whose text no reader sees as text."""

INLINE: Final = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i",
        "img", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
        "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "o:p", "st1:chsdate",
        "ucaptitle",
    },
)  # fmt: skip
"""Elements that do not end a line; everything else does."""

HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
LEAVES: Final = frozenset(("p", "li", "dd", "dt", "blockquote", "pre", "figcaption", *HEADINGS))
"""Block elements that hold one paragraph and are never a whole body."""

_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# These two are begun with one class of characters, for which `re` leaps.
_NONE: Final = re.compile(r"[dD](?<![\w-].)isplay\s*:\s*none", re.IGNORECASE)
# Sentence punctuation, full-width and the half-width forms that some portals store.
_SENTENCE: Final = re.compile(r"[，。；！？、,;!?](?:(?<=[，。；！？、])|(?<=[\u4e00-\u9fff].))")
_APART: Final = "\x00"
"""Stands in a line between inline elements; no text holds it."""
_PROSE: Final = 18
"""Characters from which an unlinked, punctuated line counts as prose."""
UNLINKED: Final = 0.2
"""What an unlinked character that is no prose weighs against a text; a linked one weighs one."""


class Block:
    """One line of text. No dataclass: their constructors are not compiled, and a page has hundreds of lines.

    Attributes:
        text: White space collapsed; inline elements are not separated.
        spaced: The same with a space between inline elements, as the eye separates them.
        linked: How many characters of `text` stand in links.
        element: Innermost block-level element around the text.
        prose: Whether it reads as running text.
    """

    __slots__ = ("element", "linked", "prose", "spaced", "text")

    def __init__(self, text: str, spaced: str, linked: int, element: etree._Element, prose: bool) -> None:
        self.text = text
        self.spaced = spaced
        self.linked = linked
        self.element = element
        self.prose = prose

    @property
    def is_link(self) -> bool:
        """Whether hardly anything but link text stands here."""
        return self.linked * 10 >= len(self.text) * 7


class Weighed:
    """An element with its range of blocks and the weight of its text."""

    __slots__ = ("element", "end", "furniture", "prose", "start")

    def __init__(self, element: etree._Element, start: int, end: int, prose: int, furniture: float) -> None:
        self.element = element
        self.start = start
        self.end = end
        self.prose = prose
        self.furniture = furniture

    @property
    def score(self) -> float:
        """Prose gained minus furniture taken along."""
        return self.prose - self.furniture


_LABEL: Final = 6
"""Characters of the longest label."""


class _EnoughError(Exception):
    """Ends a walk that has found as many lines as were asked for."""


class Outline:
    """The blocks of a tree and, if asked for, its heaviest element.

    Args:
        root: Element to read, which counts as a block itself; None to `read` some later.
        weigh: Whether to weigh the elements, to find the main text.
        limit: Number of lines after which the walk ends.
    """

    def __init__(
        self, root: etree._Element | None = None, *, weigh: bool = False, limit: int = 100_000
    ) -> None:
        self.blocks: list[Block] = []
        self.candidates: list[Weighed] = []
        self._weigh = weigh
        self._limit = limit
        self._parts: list[str] = []
        self._apart = False
        self._linked = 0
        self._link_depth = 0
        self._prose = 0
        self._furniture = 0.0
        if root is not None:
            self.read(root)

    def read(self, root: etree._Element) -> bool:
        """Add the lines of an element; return whether more are wanted."""
        try:
            self._visit(root, root)
            self._flush(root)
        except _EnoughError:
            return False
        return True

    @property
    def prose(self) -> int:
        """Characters of running text, if the elements were weighed."""
        return self._prose

    def best(self) -> Weighed | None:
        """Return the element with the highest score, None where there is no prose at all."""
        return max(self.candidates, key=lambda weighed: weighed.score, default=None)

    def _visit(self, element: etree._Element, holder: etree._Element) -> None:
        """Walk what an element holds; `holder` is the block that its lines belong to.

        All children are taken at once: following them one by one costs as much again as reading them.
        """
        start, prose, furniture = len(self.blocks), self._prose, self._furniture
        parts, add = self._parts, self._add
        text = element.text
        if text and (parts or not text.isspace()):
            add(text)
        # The stubs leave slices out.
        for child in element[:]:  # type: ignore[index]
            tag = child.tag
            # Some templates set tags as buttons.
            if tag in INLINE or (tag == "button" and len(child) and child[0].get("rel") == "tag"):
                self._visit_inline(child, tag, holder)
            elif tag not in SKIPPED and ((style := child.get("style")) is None or not _hides(style)):
                if parts:
                    self._flush(holder)
                count = len(child)
                if not count:
                    # A <br> ends a line and has none of its own; so does the title in a body that began too early.
                    text = child.text
                    if text and tag != "title" and not text.isspace():
                        self._leaf(child, text)
                elif count > 1 or not self._link_alone(child):
                    self._visit(child, child)
                    if parts:
                        self._flush(child)
            text = child.tail
            if text and (parts or not text.isspace()):
                add(text)
        if self._prose > prose and self._weigh and element.tag not in INLINE:
            self._flush(element)
            self.candidates.append(
                Weighed(element, start, len(self.blocks), self._prose - prose, self._furniture - furniture),
            )

    def _visit_inline(self, element: etree._Element, tag: str, holder: etree._Element) -> None:
        """Take an element that belongs to the present line; it is set apart from what stands beside it."""
        parts = self._parts
        if parts:
            self._apart = True
        inner, text = len(element), element.text
        if not inner and not text:  # a picture, an empty mark of a template
            return
        if (style := element.get("style")) is not None and _hides(style) and not _labels_next(element):
            return
        if tag == "a":
            self._link_depth += 1
        if inner:
            self._visit(element, holder)
        elif text:
            self._add(text)
        if tag == "a":
            self._link_depth -= 1
        if parts:
            self._apart = True

    def _add(self, text: str) -> None:
        """Take a piece of the present line; the white space between tags is one only inside a line."""
        parts = self._parts
        if text.isspace():
            if parts:
                parts.append(" ")
            return
        if self._apart:
            parts.append(_APART)
            self._apart = False
        parts.append(text)
        if self._link_depth:
            self._linked += len(text)

    def _link_alone(self, element: etree._Element) -> bool:
        """Take an element that holds one link with a text and nothing else, as the entries of menus and lists do."""
        anchor = element[0]
        if anchor.tag != "a" or len(anchor) or anchor.get("style") is not None:
            return False
        text, around, behind = anchor.text, element.text, anchor.tail
        if not text or (around and not around.isspace()) or (behind and not behind.isspace()):
            return False
        text = " ".join(text.split())
        if text:
            self._take(text, text, len(text), element)
        return True

    def _leaf(self, element: etree._Element, raw: str) -> None:
        """Take an element that holds nothing but text; most paragraphs and list items do."""
        text = " ".join(raw.split())
        before = self._prose
        self._take(text, text, len(text) if self._link_depth else 0, element)
        if self._weigh and self._prose > before:
            self.candidates.append(
                Weighed(element, len(self.blocks) - 1, len(self.blocks), self._prose - before, 0.0)
            )

    def _flush(self, element: etree._Element) -> None:
        """End the line that the inline parts since the last border make."""
        parts = self._parts
        if not parts:
            return
        raw = parts[0] if len(parts) == 1 else "".join(parts)
        parts.clear()
        self._apart = False
        linked, self._linked = self._linked, 0
        if _APART in raw:
            text = " ".join(raw.replace(_APART, "").split())
            spaced = " ".join(raw.replace(_APART, " ").split())
        else:
            text = spaced = " ".join(raw.split())
        self._take(text, spaced, min(linked, len(text)), element)

    def _take(self, text: str, spaced: str, linked: int, element: etree._Element) -> None:
        length = len(text)
        prose = length >= _PROSE and linked * 2 < length and bool("，" in text or _SENTENCE.search(text))
        if self._weigh:
            if prose:
                self._prose += length - linked
                self._furniture += linked
            else:
                self._furniture += linked + (length - linked) * UNLINKED
        self.blocks.append(Block(text, spaced, linked, element, prose))
        if len(self.blocks) == self._limit:
            raise _EnoughError


def prose_between(blocks: Sequence[Block], start: int, end: int) -> int:
    """Return the characters of the paragraphs among blocks[start:end]."""
    return sum(len(block.text) for block in blocks[start:end] if block.prose)


def writable(text: str | None) -> str:
    """Return a text as a tree takes it: lxml reads control characters and refuses to write them."""
    return _UNWRITABLE.sub("", text or "")


def inner_text(element: etree._Element) -> str:
    """Return all text inside an element as it stands in the source."""
    if not len(element):
        return element.text or ""
    return "".join(cast("Iterator[str]", element.itertext()))


def text_before(element: etree._Element) -> str:
    """Return the text right before an element: behind the one before it, else where the one around it begins.

    >>> page = etree.fromstring("<p>来源：<b>临江日报</b> 时间：<i>2022-07-22</i></p>")
    >>> text_before(page[0]), text_before(page[1])
    ('来源：', ' 时间：')
    """
    before, around = element.getprevious(), element.getparent()
    if before is not None:
        return before.tail or ""
    return (around.text or "") if around is not None else ""


def hidden(element: etree._Element) -> bool:
    """Return whether the element's own style attribute takes it off the screen."""
    style = element.get("style")
    return style is not None and _hides(style)


def _hides(style: str) -> bool:
    # Most styles are long and do not mention it; old templates write it in capitals.
    shown = "one" not in style and "ONE" not in style
    return not shown and ("isplay" in style or "ISPLAY" in style) and _NONE.search(style) is not None


def names_of(element: etree._Element) -> str:
    """Return the names that a template gives an element: its class and its id."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _labels_next(element: etree._Element) -> bool:
    """Return whether a hidden element is the label of what stands beside it: a script shows it where that is not empty."""
    text, following = (element.text or "").strip(), element.getnext()
    if len(text) > _LABEL or not text.endswith((":", "：")) or following is None:
        return False
    return bool((following.text or "").strip()) and not hidden(following)
