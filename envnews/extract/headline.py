"""Find the headline that the page displays, without knowing the portal.

The title element nearly always contains the headline, with column and site names around it; the displayed
headline is the line of the page that the title repeats. Where no line does, the first heading above the
text is taken, and at last the title's longest part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from envnews.extract.blocks import HEADINGS, Block
from envnews.normalize import clean, squash

_SEPARATORS: Final = re.compile(r"\s*(?:_+|--+|—{2,}|[|｜丨]|\s[-–—·]\s|\s*::\s*|\s*»\s*)\s*")
_CUT: Final = re.compile(r"(?:…+|\.{3,})$")
_MAX: Final = 120


@dataclass(frozen=True, slots=True)
class Found:
    """A headline, the index of its block (None where no line of the page shows it) and how it was found."""

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
    for wanted, detail in ((hint, "repeats the meta tag"), (title, "repeats the title")):
        best = _repeated(blocks, squash(wanted), body_start) if wanted else None
        if best is not None:
            return Found(blocks[best].text, best, detail)
    heading = _heading(blocks, body_start)
    parts = [part for part in _SEPARATORS.split(clean(title)) if part]
    if heading is not None and (not parts or len(blocks[heading].text) >= 8):
        return Found(blocks[heading].text, heading, blocks[heading].element.tag)
    return Found(strip_site_name(title), None, "title") if parts else None


def strip_site_name(title: str) -> str:
    """Return a title without the names of column and site around the headline.

    >>> strip_site_name("生态环境部一周要闻（4.10-4.16）_中华人民共和国生态环境部")
    '生态环境部一周要闻（4.10-4.16）'
    >>> strip_site_name("明日股市预测--最新出炉报告：2019年全球经济增长率降至2.3%")
    '最新出炉报告：2019年全球经济增长率降至2.3%'
    """
    parts = [part.strip() for part in _SEPARATORS.split(clean(title)) if part.strip()]
    if not parts:
        return ""
    # Site names are short and come last; the first part is the headline unless a later one is far longer.
    longest = max(parts, key=len)
    return longest if len(longest) > 2 * len(parts[0]) else parts[0]


def _repeated(blocks: Sequence[Block], wanted: str, body_start: int) -> int | None:
    """Return the index of the line that repeats most of the title, a heading before others, a late before an early one."""
    best, best_rank = None, (0, 0, 0)
    for index, block in enumerate(blocks[: body_start + 2]):
        text = block.text
        if not 4 <= len(text) <= _MAX or block.linked:
            continue
        form = squash(_CUT.sub("", text))
        if len(form) < 4 or not (form in wanted or (len(wanted) >= 8 and wanted in form and len(form) <= 2 * len(wanted))):
            continue
        # A site's name or a breadcrumb's end is part of the title too, but a small one.
        if len(form) * 4 < len(_main_part(wanted)):
            continue
        rank = (min(len(form), len(wanted)), _level(block), index)
        if rank > best_rank:
            best, best_rank = index, rank
    return best


def _main_part(wanted: str) -> str:
    return max(re.split(r"[_|｜]|--", wanted), key=len)


def _level(block: Block) -> int:
    tag = str(block.element.tag)
    return 7 - int(tag[1]) if tag in HEADINGS else 0


def _heading(blocks: Sequence[Block], body_start: int) -> int | None:
    """Return the most important heading above the text, the nearest of several."""
    best, best_rank = None, (0, 0)
    for index, block in enumerate(blocks[:body_start]):
        if block.element.tag in HEADINGS and not block.is_link and 4 <= len(block.text) <= _MAX:
            rank = (_level(block), index)
            if rank > best_rank:
                best, best_rank = index, rank
    return best
