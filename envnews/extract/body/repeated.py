"""Take what a page prints again and again, such as a motto in every panel of its menu, out of the prose it is weighed by."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from envnews.extract.headline.title_lines import title_line
from envnews.extract.page.blocks import UNLINKED

if TYPE_CHECKING:
    from envnews.extract.page.blocks import Outline, Weighed

_OFTEN: Final = 3
"""How often a line stands on a page that belongs to none of its texts."""


def heaviest(outline: Outline, title: str) -> Weighed | None:
    """Return the heaviest element, None where there is no prose; lines that repeat are none, where they are a third of it.

    Such lines stand above the headline; below it, they are the captions of pictures or what a table says of each of its rows.
    Blocks and weights of the outline are changed.
    """
    best = outline.best()
    if best is None:
        return None
    lines = [block.text for block in outline.blocks[best.start : best.end] if block.prose]
    if len(set(lines)) * 3 > len(lines) * 2:
        return best
    often = {line for line, count in Counter(lines).items() if count >= _OFTEN}
    headline = title_line(outline.blocks, title) if often else None
    repeated = [block for block in outline.blocks[:headline] if block.prose and block.text in often]
    if headline is None or sum(len(block.text) for block in repeated) * 3 < best.prose:
        return best
    if any(block.prose and block.text in often for block in outline.blocks[headline:]):
        return best
    for block in repeated:
        block.prose = False
    for weighed in outline.candidates:
        lost = sum(
            len(b.text) - b.linked for b in outline.blocks[weighed.start : weighed.end] if b.text in often
        )
        weighed.prose -= lost
        weighed.furniture += lost * UNLINKED
    outline.candidates = [weighed for weighed in outline.candidates if weighed.prose > 0]
    return outline.best()
