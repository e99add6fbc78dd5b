"""Find the headline that the page displays, without knowing the portal.

The title element nearly always contains the headline, with column and site names around it; the displayed
headline is the line of the page that the title repeats. Where no line does, the first heading above the
text is taken, and at last the title's longest part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from envnews.extract.furniture.words import looks_like_meta
from envnews.extract.headline.title_lines import CERTAIN, OPENING, repeating_line
from envnews.extract.headline.titles import (
    LONGEST_DAY,
    apart_from_day,
    bare_title,
    first_part,
    last_part,
    long_first_part,
    names_site,
    strip_site_name,
    with_subtitle,
    without_ellipsis,
)
from envnews.extract.headline.untitled import LONGEST, find_untitled, is_meta_line
from envnews.extract.page.anchors import anchors_of
from envnews.extract.page.blocks import HEADINGS, Block
from envnews.normalize import squash
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Sequence

_SENTENCE_ENDS: Final = ("。", "；", ";", "：", ":", "，", ",")
_HOME: Final = compile_later(
    r"(?:https?://[^/]+/?|/)(?:[a-z]{2}(?:-[a-z]{2})?/)?(?:home/?)?(?:(?:index|default|home)(?:\.\w+)?)?/?",
    re.IGNORECASE,
)
_LONGEST_NAME: Final = 12
"""Characters of a site's name that no word in it tells to be one."""
_BADGES: Final = frozenset({"原创", "转载", "[原创]", "[转载]", "【原创】"})
_TOPIC: Final = 12
"""Characters of the topic that a site prints before a headline, and its title does not have."""
_STATED: Final = 60
"""Characters of source and day of publication behind a headline in its own element."""


@dataclass(frozen=True, slots=True)
class Found:
    """A headline, the index of its last line (None where no line of the page shows it) and how it was found."""

    text: str
    index: int | None
    detail: str


def find_headline(blocks: Sequence[Block], title: str, body_start: int, hint: str) -> Found | None:
    """Return the headline.

    Args:
        blocks: Blocks of the page.
        title: Text of the title element.
        body_start: Index of the first line of the text; a headline stands above it.
        hint: What a meta tag says the headline is; a line that repeats it wins.
    """
    own = bool(hint) and not _is_of_the_site(hint, title)
    name = strip_site_name(title)
    if own and (line := repeating_line(blocks, squash(hint), body_start)):
        return _without_topic(Found(*line, "repeats the meta tag"), name, title)
    # The whole title, too: a headline of two parts, 臭氧污染防治 | 中卫市召开推进会.
    # First without the site's name: a line of the page may repeat the title with it.
    # Behind the headline some have a list of what the site is about, which is longer.
    for wanted in filter(
        None, (bare_title(title), with_subtitle(title), name, title, long_first_part(title))
    ):
        if line := repeating_line(blocks, squash(wanted), body_start):
            found = _without_topic(Found(*line, "repeats the title"), name, title)
            # The site's name stands in the head of the page as well.
            of_site = names_site(title) or (
                found.index is not None and _links_home(blocks[found.index], title)
            )
            return (_untitled(blocks, body_start, title) if of_site else None) or found
    if shown := _brief(blocks, title, body_start) or _whole(blocks, name, body_start):
        return shown
    if shown := _opened(blocks, title, body_start) or _untitled(blocks, body_start, title):
        return _without_topic(shown, name, title)
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


def _links_home(block: Block, title: str) -> bool:
    """Return whether a line is nothing but a link to the front page, as the site's name in its head is.

    A headline may lead there as well: a name is a short part of the title, of which the other part names no site.
    """
    text = block.text
    if not block.is_link or not any(
        _HOME.fullmatch(a.get("href") or "") for a in anchors_of(block.element, 1)
    ):
        return False
    parts = [first_part(title), last_part(title)]
    if text not in parts or len(text) > _LONGEST_NAME:
        return names_site(text)
    parts.remove(text)
    return not names_site(parts[0])


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
        if block.element.tag in HEADINGS and len(block.text) >= CERTAIN and squash(block.text) in wanted:
            return Found(block.text, index, "heading inside the text")
        above += len(block.text) if block.prose else 0
    return None


def _brief(blocks: Sequence[Block], title: str, body_start: int) -> Found | None:
    """Return a headline of a few letters (公示, 厨房往事): a heading, or the line above the meta line, that begins the title."""
    name, before_hyphen = first_part(title), title.rpartition("-")[0].strip()
    names = [part for part in (name, before_hyphen) if 2 <= len(part) < CERTAIN]
    for index, block in enumerate(blocks[: body_start + 1] if names else ()):
        if block.text in names and not block.linked:
            following = blocks[index + 1].text if index + 1 < len(blocks) else ""
            # A hyphen may stand behind a column, which is the heading of its pages.
            heading = block.element.tag in HEADINGS and block.text == name != title
            if heading or (following and looks_like_meta(following)):
                return Found(block.text, index, "repeats the title")
    return None


def _whole(blocks: Sequence[Block], name: str, body_start: int) -> Found | None:
    """Return the line above the text that begins like a title which a template has cut off (全省排查入海排…)."""
    shown = without_ellipsis(name)
    form = squash(shown) if shown != name else ""
    for index, block in enumerate(blocks[: body_start + 1] if len(form) >= OPENING else ()):
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
            dated = len(title) < len(block.text) <= len(title) + LONGEST_DAY and block.text.startswith(title)
            if dated and apart_from_day(block.text, title)[1]:
                return Found(block.text, index, "opens the line")
            continue
        for name in names:
            behind = block.text.removeprefix(name) if len(name) >= CERTAIN else block.text
            if 0 < len(behind) < len(block.text) and len(behind) <= _STATED and looks_like_meta(behind):
                return Found(name, index - 1 if index else None, "opens the heading")
    return None


def first_prose(blocks: Sequence[Block], start: int, end: int, foreign: frozenset[int] = frozenset()) -> int:
    """Return the index of the first sentence of blocks[start:end] above which a headline stands, else the start.

    Furniture may precede the text inside its element, and the boxes of others, whose lines are passed over.
    """
    for index in range(start, end):
        block = blocks[index]
        own = block.prose and index not in foreign and block.element.tag not in HEADINGS
        if own and not _stands_above_meta_line(blocks, index):
            return index
    return start


def _stands_above_meta_line(blocks: Sequence[Block], index: int) -> bool:
    """Return whether a line that reads like prose is a headline: time and source follow, and no other sentence."""
    text = blocks[index].text
    following = blocks[index + 1].text if index + 1 < len(blocks) else ""
    stated = is_meta_line(following) or (bool(following) and looks_like_meta(following))
    return stated and len(text) <= LONGEST // 2 and not text.endswith(_SENTENCE_ENDS)
