"""Find the headline that the page displays, without knowing the portal.

The title element nearly always contains the headline, with column and site names around it; the displayed
headline is the line of the page that the title repeats. Where no line does, the first heading above the
text is taken, and at last the title's longest part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from envnews.extract.blocks import HEADINGS, Block
from envnews.extract.furniture import looks_like_meta
from envnews.extract.titles import (
    SITE,
    apart_from_day,
    first_part,
    names_site,
    site_name,
    strip_site_name,
    with_subtitle,
)
from envnews.extract.untitled import BROKEN_INTO, LONGEST, SHORTEST, find_untitled, is_meta_line, level
from envnews.normalize import begin_apart, squash

if TYPE_CHECKING:
    from collections.abc import Sequence

_CUT: Final = re.compile(r"(?:…+|\.{3,})$")
_CUT_OFF: Final = ("…", "...")
"""Ends of what `_CUT` finds."""
_SENTENCE_END: Final = "。；;：:，,"
_HEADLINE: Final = 8
"""Characters of the shortest heading that is the headline because the title holds it."""
_OPENING: Final = 6
"""Characters of the shortest line that the beginning of a title can be."""
_JOINTS: Final = ("-", "_", "|", "—", "–", "·", ">")
_BADGES: Final = frozenset({"原创", "转载", "[原创]", "[转载]", "【原创】"})
_TOPIC: Final = 12
"""Characters of the topic that a site prints before a headline, and its title does not have."""
_STATED: Final = 60
"""Characters of source and day of publication behind a headline in its own element."""
_DAY: Final = 21
"""Characters of day and time of publication in brackets, which may stand behind a headline."""


@dataclass(frozen=True, slots=True)
class Found:
    """A headline, the index of its last line (None where no line of the page shows it) and how it was found."""

    text: str
    index: int | None
    detail: str


def find_headline(blocks: Sequence[Block], title: str, body_start: int, hint: str = "") -> Found | None:
    """Return the headline.

    Args:
        blocks: Blocks of the page.
        title: Text of the title element.
        body_start: Index of the first line of the text; a headline stands above it.
        hint: What a meta tag says the headline is; a line that repeats it wins.
    """
    own = bool(hint) and not _is_of_the_site(hint, title)
    name = strip_site_name(title)
    if own and (found := _repeated(blocks, squash(hint), body_start, "repeats the meta tag")):
        return _without_topic(found, name, title)
    # The whole title, too: a headline of two parts, 臭氧污染防治 | 中卫市召开推进会.
    # First without the site's name: a line of the page may repeat the title with it.
    bare = title.removesuffix(site_name(title) or title).rstrip(" -_|")
    for wanted in filter(None, (bare, with_subtitle(title), name, title)):
        found = _repeated(blocks, squash(wanted), body_start, "repeats the title")
        if found:
            found = _without_topic(found, name, title)
            # The site's name stands in the head of the page as well.
            return (_untitled(blocks, body_start, title) if names_site(title) else None) or found
    if found := _brief(blocks, title, body_start) or _whole(blocks, name, body_start):
        return found
    if found := _opened(blocks, title, body_start) or _untitled(blocks, body_start, title):
        return _without_topic(found, name, title)
    return Found(name, None, "title") if name else None


def _without_topic(found: Found, name: str, title: str) -> Found:
    """Return a headline without what a site prints before it, and its title does not have.

    That is a topic (水污染: 全省排查排污口), or that the text is its author's own (原创 全省排查排污口).
    """
    first, _, rest = found.text.partition(" ")
    if first in _BADGES and rest and title.startswith(rest):
        return replace(found, text=rest)
    topic = found.text.removesuffix(name)
    if not 0 < len(topic) <= _TOPIC or topic == found.text:
        return found
    return replace(found, text=name) if topic.rstrip().endswith((":", "：")) else found


def _is_of_the_site(hint: str, title: str) -> bool:
    """Return whether a meta tag has the site's name in place of the headline: a title that names no site has none of it."""
    return hint not in title and names_site(hint) and not names_site(title)


def _untitled(blocks: Sequence[Block], body_start: int, title: str) -> Found | None:
    found = find_untitled(blocks, body_start, title)
    return Found(*found) if found else None


def heading_inside(blocks: Sequence[Block], title: str, start: int, end: int) -> Found | None:
    """Return the heading that repeats part of the title below an author's card or a recommendation.

    What stands above it in blocks[start:end] is a small part of the prose there.
    """
    wanted = squash(title)
    prose = sum(len(block.text) for block in blocks[start:end] if block.prose)
    above = 0
    for index, block in enumerate(blocks[start:end], start):
        if above * 5 > prose:
            return None
        if block.element.tag in HEADINGS and len(block.text) >= _HEADLINE and squash(block.text) in wanted:
            return Found(block.text, index, "heading inside the text")
        above += len(block.text) if block.prose else 0
    return None


def _brief(blocks: Sequence[Block], title: str, body_start: int) -> Found | None:
    """Return a headline of two or three letters (公示): a heading, or the line above the meta line, that begins the title."""
    name = first_part(title)
    if not 2 <= len(name) < SHORTEST:
        return None
    for index, block in enumerate(blocks[: body_start + 1]):
        if block.text == name and not block.linked:
            following = blocks[index + 1].text if index + 1 < len(blocks) else ""
            heading = block.element.tag in HEADINGS and name != title
            if heading or (following and looks_like_meta(following)):
                return Found(name, index, "repeats the title")
    return None


def _whole(blocks: Sequence[Block], name: str, body_start: int) -> Found | None:
    """Return the line above the text that begins like a title which a template has cut off (全省排查入海排…)."""
    form = squash(_CUT.sub("", name)) if name.endswith(_CUT_OFF) else ""
    for index, block in enumerate(blocks[: body_start + 1] if len(form) >= _OPENING else ()):
        if (
            len(form) < len(block.text) <= LONGEST
            and not block.linked
            and squash(block.text).startswith(form)
        ):
            return Found(block.text, index, "begins like the title")
    return None


def _opened(blocks: Sequence[Block], title: str, body_start: int) -> Found | None:
    """Return the headline from a heading that it opens, with source and day behind it in the same element.

    The title has it before its last hyphen or whole. The index is that of the line before, for the rest is a meta line.
    """
    names = dict.fromkeys((strip_site_name(title), title.rpartition("-")[0].strip()))
    for index, block in enumerate(blocks[: body_start + 2]):
        if block.element.tag not in HEADINGS:
            # Elsewhere only the day may: 全省排查排污口2014/12/1 18:13.
            dated = len(title) < len(block.text) <= len(title) + _DAY and block.text.startswith(title)
            if dated and apart_from_day(block.text, title)[1]:
                return Found(block.text, index, "opens the line")
            continue
        for name in names:
            behind = block.text.removeprefix(name) if len(name) >= _HEADLINE else block.text
            if 0 < len(behind) < len(block.text) and len(behind) <= _STATED and looks_like_meta(behind):
                return Found(name, index - 1 if index else None, "opens the heading")
    return None


def title_line(blocks: Sequence[Block], title: str) -> int | None:
    """Return the index of the first line that repeats the title best, wherever it stands, else of the only main heading."""
    bare = title.removesuffix(site_name(title) or title).rstrip(" -_|")
    for wanted in filter(None, (squash(bare), squash(strip_site_name(title)))):
        if found := _repeated(blocks, wanted, len(blocks), "", first=True):
            return found.index
    if names_site(title):
        # The meta line stands where the headline does.
        stating = (i for i, block in enumerate(blocks) if "：" in block.text and is_meta_line(block.text))
        if (stated := next(stating, None)) is not None:
            return stated
    headings = [index for index, block in enumerate(blocks) if block.element.tag == "h1" and not block.linked]
    return headings[0] if len(headings) == 1 else None


def stands_above_meta_line(blocks: Sequence[Block], index: int) -> bool:
    """Return whether a line that reads like prose is a headline: time and source follow, and no other sentence."""
    text = blocks[index].text
    following = blocks[index + 1].text if index + 1 < len(blocks) else ""
    stated = is_meta_line(following) or (bool(following) and looks_like_meta(following))
    return stated and len(text) <= LONGEST // 2 and not text.endswith(tuple(_SENTENCE_END))


def first_prose(blocks: Sequence[Block], start: int, end: int, foreign: frozenset[int] = frozenset()) -> int:
    """Return the index of the first sentence of blocks[start:end] above which a headline stands, else the start.

    Furniture may precede the text inside its element, and the boxes of others, whose lines are passed over.
    """
    for index in range(start, end):
        block = blocks[index]
        own = block.prose and index not in foreign and block.element.tag not in HEADINGS
        if own and not stands_above_meta_line(blocks, index):
            return index
    return start


def _repeated(
    blocks: Sequence[Block], wanted: str, body_start: int, detail: str, *, first: bool = False
) -> Found | None:
    """Return the line that repeats most of what is wanted: a heading before others, one that says no more, a late one.

    A line above time and source comes before a late one, for documents begin with their names. With `first`, an early one.
    """
    best: Found | None = None
    best_rank = (0, 0, False, False, 0)
    for index, block in _may_repeat(blocks[: body_start + 2], wanted):
        if block.linked and not _links_itself(block, wanted):
            continue
        text, form, last = _joined(blocks, index, wanted)
        if text.endswith(_CUT_OFF):
            form = squash(_CUT.sub("", text))
        most = max(len(wanted) * 1.5, len(wanted) + _DAY) if form.endswith(")") else len(wanted) * 1.5
        longer = wanted in form and len(form) <= most and len(wanted) >= 8
        if len(form) < 4 or not (form in wanted or longer):
            continue
        if len(form) * 2 < len(wanted) and not _opens(form, wanted):
            continue
        stated = last + 1 < len(blocks) and is_meta_line(blocks[last + 1].text)
        rank = (min(len(form), len(wanted)), level(block), form == wanted, stated, -index if first else index)
        if rank > best_rank:
            best, best_rank = Found(text, last, detail), rank
    return best


def _opens(form: str, wanted: str) -> bool:
    """Return whether a line is what a title begins with, the names of several columns and the site behind it."""
    following = wanted[len(form) : len(form) + 1]
    return (
        len(form) >= _OPENING
        and wanted.startswith(form)
        and following in _JOINTS
        and SITE.search(form) is None
    )


def _may_repeat(blocks: Sequence[Block], wanted: str) -> list[tuple[int, Block]]:
    """Return the lines, with their indexes, whose first two letters allow that one contains the other.

    Chinese letters stay as they are in the form that is compared; bringing a line into it costs more.
    """
    least = len(wanted)
    return [
        (index, block)
        for index, block in enumerate(blocks)
        if SHORTEST <= len(text := block.text) <= LONGEST
        and (
            len(text) >= least
            or text[:2] in wanted
            or not ("\u4e00" <= text[0] <= "\u9fff" and "\u4e00" <= text[1] <= "\u9fff")
        )
        and text[:2] != "——"  # a subtitle, which the title may hold as well
    ]


def _links_itself(block: Block, wanted: str) -> bool:
    """Return whether a line links the page's own headline, as blogs do, and is no entry of a list.

    In a main heading the title may hold more.
    """
    if block.element.tag == "h1" and len(block.text) >= _HEADLINE:
        return squash(block.text) in wanted
    return block.element.tag != "li" and not begin_apart(block.text, wanted) and squash(block.text) == wanted


def _joined(blocks: Sequence[Block], index: int, wanted: str) -> tuple[str, str, int]:
    """Return the line with those of its element or beside it that continue what is wanted, its form, and the last's index."""
    text, last = blocks[index].text, index
    form = squash(text)
    if form not in wanted:
        return text, form, last
    for following in range(index + 1, min(index + BROKEN_INTO, len(blocks))):
        block = blocks[following]
        if not _beside(block, blocks[index]):
            break
        longer = squash(text + block.text)
        if longer not in wanted:
            break
        text, form, last = text + block.text, longer, following
    return text, form, last


def _beside(block: Block, first: Block) -> bool:
    """Return whether a line stands in the element of the first one, or in one of its kind beside it and is no subtitle."""
    one, other = first.element, block.element
    beside = other.tag == one.tag and other.getparent() is one.getparent()
    return other is one or (beside and not block.text.startswith("——"))
