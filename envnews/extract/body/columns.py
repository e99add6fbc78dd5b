"""Choose between the texts of a page by where its headline stands: columns beside an article hold prose, too.

What says most may be a notice, a column or a list of teasers in front of a short article, or share an element with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from envnews.extract.body.leads import is_summary
from envnews.extract.furniture.disclaimers import speaks_to_readers
from envnews.extract.furniture.strangers import is_stranger, is_under_heading
from envnews.extract.furniture.words import LEAD
from envnews.extract.page.blocks import LEAVES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from envnews.extract.page.blocks import Block, Outline, Weighed

CROSSING: Final = 10
"""Characters that a line of furniture between article and other prose weighs, besides its links."""
LEAST: Final = 60
"""Weight of the shortest text that is taken instead of a heavier one of others."""
FAR_HEAVIER: Final = 6
"""How many times the prose above a headline outweighs the text below it where the headline is no headline."""
_BESIDE: Final = 3
"""Lines between the box of a first paragraph and that of the text."""
_REPEATED: Final = 40
"""Characters with which a text begins that its lead has as well."""


def below_headline(best: Weighed, outline: Outline, headline: int, title: str) -> Weighed:
    """Return the text that follows the headline, where the heaviest one stands elsewhere and is not far heavier.

    What lies between headline and text weighs against a text: furniture, and the prose of nearer texts.
    """
    if best.start <= headline < best.end:
        return best
    end = len(outline.blocks) if best.end <= headline else best.start
    between = [
        w
        for w in outline.candidates
        if headline < w.start
        and w.end <= end
        and not _is_lead(w, outline, best)
        and not is_others(w, outline, title)
    ]
    near = max(between, key=lambda weighed: weighed.score, default=None)
    if near is None or near.score <= 0:
        return best
    if best.end <= headline:
        return near if near.prose * FAR_HEAVIER >= best.prose else best
    blocks = outline.blocks
    way = _way(blocks[headline + 1 : near.start])
    further = way + near.prose + _way(blocks[near.end : best.start])
    return near if near.score - way > best.score - further else best


def without_column(
    best: Weighed, outline: Outline, headline: Callable[[], int | None], title: str
) -> Weighed:
    """Return the text below the headline where the heaviest element holds the prose of another column above it.

    That has to be nearly all that stands below: a text may say its headline once more in its middle. The same text
    above it is the form of the page for desks, whose credits the one for phones lacks.
    """
    inside = [
        w
        for w in outline.candidates
        if best.start + 1 < w.start and w.end <= best.end and w.element.tag not in LEAVES
    ]
    # Few texts hold another one with prose before it, and to find the headline costs more.
    if not any(w.prose < best.prose <= w.prose * FAR_HEAVIER for w in inside):
        return best
    line = headline()
    if line is None or not best.start < line < best.end:
        return best
    above = [block for block in outline.blocks[best.start : line] if block.prose]
    if not prose_of(above):
        return best
    below = (w for w in inside if line < w.start and not is_others(w, outline, title))
    near = max(below, key=lambda weighed: weighed.score, default=None)
    if near is None or near.score < LEAST or near.prose * FAR_HEAVIER < best.prose:
        return best
    first = opening(near, outline)
    if any(block.text == first for block in above):
        return best  # the form of the same article for phones, with its headline, behind that for desks
    return near if near.prose * 10 >= prose_of(outline.blocks[line + 1 : best.end]) * 9 else best


def _way(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) if block.prose else CROSSING + block.linked for block in blocks)


def _is_lead(weighed: Weighed, outline: Outline, text: Weighed) -> bool:
    """Return whether an element is no text: a lead or summary, or the site's word to its readers.

    A lead may be a paragraph in a box of its own that the text repeats, or that stands right before its box.
    """
    block = outline.blocks[weighed.start]
    if is_summary(block) or LEAD.match(block.text) is not None or is_appeal(weighed, outline):
        return True
    if weighed.end - weighed.start > 1:
        return False
    return block.text[:_REPEATED] in opening(text, outline) or _opens_beside(weighed, text)


def _opens_beside(paragraph: Weighed, text: Weighed) -> bool:
    """Return whether a paragraph stands in a box of its own right before that of a text at least twice as long."""
    box = paragraph.element.getparent() if paragraph.element.tag in LEAVES else paragraph.element
    beside = box is not None and box.getparent() is text.element.getparent()
    return beside and 0 <= text.start - paragraph.end <= _BESIDE and text.prose >= paragraph.prose * 2


def is_others(weighed: Weighed, outline: Outline, title: str) -> bool:
    """Return whether an element is a teaser of another article or comments."""
    span = outline.blocks, weighed.start, weighed.end
    return is_stranger(*span, title) or is_under_heading(*span, title)


def is_appeal(weighed: Weighed, outline: Outline) -> bool:
    """Return whether an element holds no other sentences than disclaimers and appeals to the readers."""
    lines = outline.blocks[weighed.start : weighed.end]
    return all(speaks_to_readers(block.text) for block in lines if block.prose)


def opening(weighed: Weighed, outline: Outline) -> str:
    """Return the first paragraph of an element, which the form of a page for phones repeats."""
    return next((b.text for b in outline.blocks[weighed.start : weighed.end] if b.prose), "")


def prose_of(blocks: Sequence[Block]) -> int:
    """Return the characters of the paragraphs that are no links."""
    return sum(len(block.text) - block.linked for block in blocks if block.prose)
