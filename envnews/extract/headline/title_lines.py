"""Find the line of a page that repeats its title: the displayed headline, or the place where it stands.

The title has the names of column and site beside the headline, the line may be broken in several or have the day of
publication behind it; which of several lines is the headline, headings and the meta line below it tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from envnews.extract.headline.titles import (
    LONGEST_DAY,
    SITE,
    bare_title,
    names_site,
    strip_site_name,
    without_ellipsis,
)
from envnews.extract.headline.untitled import BROKEN_INTO, LONGEST, SHORTEST, is_meta_line, level
from envnews.extract.page.blocks import HEADINGS
from envnews.normalize import begin_apart, squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.extract.page.blocks import Block

CERTAIN: Final = 8
"""Characters of the shortest line that is the headline because the title holds it, whatever else the line is."""
OPENING: Final = 6
"""Characters of the shortest line that the beginning of a title can be."""
_CUT: Final = 18
"""Characters of the shortest title that a system has cut off."""
_GREETING: Final = ("欢迎您", "欢迎你", "欢迎光临", "歡迎您", "歡迎光臨")
"""Ends of lines in which a site, named by the title of all its pages, greets who visits it."""
_JOINTS: Final = ("-", "_", "|", "—", "–", "·", ">")


def title_line(blocks: Sequence[Block], title: str) -> int | None:
    """Return the index of the first line that repeats the title best, wherever it stands, else of the only main heading."""
    for wanted in filter(None, (squash(bare_title(title)), squash(strip_site_name(title)))):
        if found := repeating_line(blocks, wanted, len(blocks), first=True):
            return found[1]
    if names_site(title):
        # The meta line stands where the headline does.
        stating = (i for i, block in enumerate(blocks) if "：" in block.text and is_meta_line(block.text))
        if (stated := next(stating, None)) is not None:
            return stated
    headings = [index for index, block in enumerate(blocks) if block.element.tag == "h1" and not block.linked]
    return headings[0] if len(headings) == 1 else None


def repeating_line(
    blocks: Sequence[Block], wanted: str, body_start: int, *, first: bool = False
) -> tuple[str, int] | None:
    """Return the line that repeats most of what is wanted: a heading before others, one that says no more, a late one.

    A line above time and source comes before a late one, for documents begin with their names.

    Args:
        blocks: Blocks of the page.
        wanted: The title, or a part of it, in the form of `squash`.
        body_start: Index of the first line of the text; a headline stands above it.
        first: Whether an early line comes before a late one.

    Returns:
        The line, put together where it is broken in several, and the index of its last part.
    """
    best: tuple[str, int] | None = None
    best_rank = (0, 0, False, False, 0)
    for index, block in _may_repeat(blocks[: body_start + 2], wanted):
        if block.linked and not _links_itself(block, wanted):
            continue
        text, form, last = _joined(blocks, index, wanted)
        if (shown := without_ellipsis(text)) != text:
            form = squash(shown)
        most = max(len(wanted) * 1.5, len(wanted) + LONGEST_DAY) if form.endswith(")") else len(wanted) * 1.5
        longer = wanted in form and len(form) <= most and len(wanted) >= CERTAIN
        if len(form) < 4 or not (form in wanted or longer):
            continue
        if len(form) * 2 < len(wanted) and not _opens(form, wanted):
            continue
        stated = last + 1 < len(blocks) and is_meta_line(blocks[last + 1].text)
        rank = (min(len(form), len(wanted)), level(block), form == wanted, stated, -index if first else index)
        if rank > best_rank:
            best, best_rank = (text, last), rank
    return best


def _opens(form: str, wanted: str) -> bool:
    """Return whether a line is what a title begins with, the names of several columns and the site behind it."""
    following = wanted[len(form) : len(form) + 1]
    return (
        len(form) >= OPENING
        and wanted.startswith(form)
        and following in _JOINTS
        and SITE.search(form) is None
    )


def _may_repeat(blocks: Sequence[Block], wanted: str) -> list[tuple[int, Block]]:
    """Return the lines, with their indexes, whose letters allow that one contains the other: its first two, or that of what is wanted.

    Chinese letters stay as they are in the form that is compared; bringing a line into it costs more.
    """
    least = len(wanted)
    first = wanted[:1] if "\u4e00" <= wanted[:1] <= "\u9fff" else ""
    return [
        (index, block)
        for index, block in enumerate(blocks)
        if SHORTEST <= len(text := block.text) <= LONGEST
        and (
            text[:2] in wanted
            or (len(text) >= least and first in text)
            or not ("\u4e00" <= text[0] <= "\u9fff" and "\u4e00" <= text[1] <= "\u9fff")
        )
        and text[:2] != "——"  # a subtitle, which the title may hold as well
        and not text.rstrip("！!").endswith(_GREETING)
    ]


def _links_itself(block: Block, wanted: str) -> bool:
    """Return whether a line links the page's own headline, as blogs do, and is no entry of a list.

    In a main heading the title may hold more.
    """
    if block.element.tag == "h1" and len(block.text) >= CERTAIN:
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
        # Systems cut long titles off (DedeCMS at sixty bytes), and the lines go on.
        heading = block.element.tag in HEADINGS
        cut = heading and len(wanted) >= _CUT and form != wanted and longer.startswith(wanted)
        if longer not in wanted and not cut:
            break
        text, form, last = text + block.text, longer, following
    return text, form, last


def _beside(block: Block, first: Block) -> bool:
    """Return whether a line stands in the element of the first one, or in one of its kind beside it and is no subtitle."""
    one, other = first.element, block.element
    beside = other.tag == one.tag and other.getparent() is one.getparent()
    return other is one or (beside and not block.text.startswith("——"))
