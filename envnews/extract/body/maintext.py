"""Find the main text of a page by weight: the element with most prose for least furniture.

What weighs most may still be something else, or hold more than the article: comments, a disclaimer, texts in
another corner of the page. The element is exchanged or narrowed then.
"""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from envnews.extract.body.columns import (
    CROSSING,
    FAR_HEAVIER,
    LEAST,
    below_headline,
    is_appeal,
    is_others,
    opening,
    prose_of,
    without_column,
)
from envnews.extract.body.containers import in_container
from envnews.extract.body.continuation import enclosing, whole_text
from envnews.extract.body.endings import second_time
from envnews.extract.body.leads import is_summary
from envnews.extract.body.parts import with_parts
from envnews.extract.body.relief import without_list
from envnews.extract.body.repeated import heaviest
from envnews.extract.body.short_lines import text_of_short_lines
from envnews.extract.furniture.disclaimers import speaks_to_readers
from envnews.extract.furniture.discussions import (
    comments_around,
    first_comment,
    heading_above,
)
from envnews.extract.furniture.strangers import is_stranger
from envnews.extract.furniture.words import heads_comments
from envnews.extract.headline.title_lines import title_line
from envnews.extract.page.blocks import HEADINGS, LEAVES, Block, Outline, Weighed
from envnews.normalize import squash

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lxml import etree

_UNDER: Final = 8
"""Lines above a text in which a heading says that it is a comment."""
_ALONE: Final = 1.2
"""Share of the heaviest element's prose that a page has in all where no other text competes."""
_LEAD_SHARE: Final = 0.3
"""Share of a text's prose that its lead does not reach."""
_STRUCTURAL: Final = HEADINGS | {"td", "th", "caption", "li", "dt", "dd"}


def main_text(outline: Outline, title: str = "") -> tuple[etree._Element, int, int] | None:
    """Return the element with most prose for least furniture and its range of blocks.

    A single paragraph may outweigh the body around it; the body is taken then, if it brings little else.

    Args:
        outline: The weighed page.
        title: Text of the title element; the text that follows the line that repeats it comes before others.
    """
    best, weight = _heaviest_article(outline, title)
    if lines := text_of_short_lines(outline, best.prose if best is not None else 0):
        return lines
    if best is None:
        return None
    if outline.prose > best.prose * _ALONE:
        best = without_list(best, outline)
    best = _no_stranger(best, outline, title)
    headline = cache(lambda: title_line(outline.blocks, title))
    if outline.prose > best.prose * _ALONE and (line := headline()) is not None:
        best = below_headline(best, outline, line, title)
    by_element = {weighed.element: weighed for weighed in outline.candidates}
    best = _around_leaf(best, outline, weight, by_element)
    best = without_column(best, outline, headline, title)
    inner = _narrowed(best, outline, title, headline)
    if inner.end < best.end and (line := headline()) is not None and inner.end <= line < best.end:
        # A column in front of a short notice may say more than it.
        other = _around_leaf(below_headline(inner, outline, line, title), outline, weight, by_element)
        inner = inner if opening(other, outline) == opening(inner, outline) else other
    whole = in_container(whole_text(inner, outline, by_element), by_element)
    return with_parts(whole, outline.blocks, by_element)


def _heaviest_article(outline: Outline, title: str) -> tuple[Weighed | None, Callable[[Weighed], float]]:
    """Return the element with most prose that is neither disclaimer nor comments, and how elements are weighed."""
    best = heaviest(outline, title)
    weight: Callable[[Weighed], float] = attrgetter("score")
    if best is not None and is_appeal(best, outline):
        # A disclaimer may be longer than a notice of one sentence.
        articles = (w for w in outline.candidates if not is_appeal(w, outline))
        weight = _without(best)
        best = max(articles, key=weight, default=None)
    heading = _heading_of_comments(best, outline) if best is not None else None
    if heading is not None:
        # Comments that outweigh a short article, or one of pictures.
        articles = (
            w
            for w in outline.candidates
            if w.end <= heading or (w.start < heading and prose_of(outline.blocks[w.start : heading]))
        )
        best = max(articles, key=lambda weighed: weighed.score, default=None)
    return best, weight


def _around_leaf(
    best: Weighed,
    outline: Outline,
    weight: Callable[[Weighed], float],
    by_element: Mapping[etree._Element, Weighed],
) -> Weighed:
    """Return the element around a single paragraph, if it brings at least half its weight."""
    while best.element.tag in LEAVES or best.end - best.start == 1:
        parent = enclosing(best, by_element)
        if parent is None or (weight(parent) < best.score * 0.5 and not _flows(parent, best, outline)):
            break
        best = parent
    return best


def _without(appeal: Weighed) -> Callable[[Weighed], float]:
    """Return the weight of an element without the disclaimer that it may hold."""
    return lambda w: w.score - (appeal.prose if w.start <= appeal.start and appeal.end <= w.end else 0)


def _no_stranger(best: Weighed, outline: Outline, title: str) -> Weighed:
    """Return the heaviest element that is no teaser of another article and no comments, where there is another text."""
    strangers: list[Weighed] = []
    while is_others(best, outline, title):
        strangers.append(best)
        others = (
            w for w in outline.candidates if all(w.end <= s.start or w.start >= s.end for s in strangers)
        )
        other = max(others, key=lambda weighed: weighed.score, default=None)
        if other is None or other.score < LEAST or other.prose * FAR_HEAVIER < best.prose:
            # Where every text looks like another's, comments stand below the article.
            return min(strangers, key=lambda stranger: stranger.start)
        best = other
    return best


def _narrowed(best: Weighed, outline: Outline, title: str, headline: Callable[[], int | None]) -> Weighed:
    """Return the element inside the heaviest one that leaves out comments and other texts far from the article.

    Prose is left behind where more furniture would have to be crossed to reach it than it is worth. Lines of
    a table and headings are no furniture; texts have them. Nothing under the heading of comments is worth it.
    """
    others = _first_comment(outline, best, headline)
    while True:
        prose = best.prose - prose_of(outline.blocks[others : best.end])
        inner = max(
            (
                weighed
                for weighed in outline.candidates
                if best.start <= weighed.start < others
                and weighed.end <= best.end
                and 1 < weighed.end - weighed.start < best.end - best.start
                and weighed.prose * 5 >= prose * 3
                and weighed.element.tag not in LEAVES
                and not is_stranger(outline.blocks, weighed.start, weighed.end, title)
                and not is_appeal(weighed, outline)
            ),
            key=lambda weighed: weighed.score,
            default=None,
        )
        if inner is None:
            return best
        above, below = outline.blocks[best.start : inner.start], outline.blocks[inner.end : best.end]
        behind = outline.blocks[inner.end : others]
        if above:
            # Where nothing stands above it, office and day may part a text from the site's own words.
            behind = [block for block in behind if block.prose and not speaks_to_readers(block.text)]
        missed = prose_of(above) + prose_of(behind)
        if missed >= _crossed(above) + _crossed(below) or _is_article(above, inner, headline):
            return best
        best = inner


def _is_article(above: Sequence[Block], inner: Weighed, headline: Callable[[], int | None]) -> bool:
    """Return whether the lines above an element hold an article: the headline, and more text below it than a lead has.

    Articles come before the texts of others.
    """
    if prose_of(above) < inner.prose * _LEAD_SHARE or (line := headline()) is None:
        return False
    below_headline = above[max(0, line + 1 - (inner.start - len(above))) :]
    missed = prose_of([block for block in below_headline if not is_summary(block)])
    return line < inner.start and missed > max(_crossed(below_headline), inner.prose * _LEAD_SHARE)


def _crossed(blocks: Sequence[Block]) -> int:
    return sum(CROSSING + block.linked for block in blocks if not block.prose and not _structural(block))


def _flows(parent: Weighed, best: Weighed, outline: Outline) -> bool:
    """Return whether a paragraph is one of several that stand side by side, whatever list stands beside them."""
    lines = outline.blocks[parent.start : parent.end]
    beside = (b for b in lines if b.prose and b.element.getparent() is parent.element)
    return best.element.tag != "li" and sum(len(block.text) for block in beside) > best.prose * 1.3


def _first_comment(outline: Outline, weighed: Weighed, headline: Callable[[], int | None]) -> int:
    """Return the index of the heading of comments behind the element's first prose, or of the first one without.

    In a whole page the same text may begin once more, for phones; else it is the element's end.
    """
    prose = False
    for index in range(weighed.start, weighed.end):
        block = outline.blocks[index]
        if prose and not block.prose and heads_comments(block.text):
            return index
        prose = prose or block.prose
    end = weighed.end
    if weighed.element.tag == "body":
        line = headline()
        name = "" if line is None else squash(outline.blocks[line].text)
        end = second_time(outline.blocks, weighed.start, end, name)
    return first_comment(outline.blocks, weighed.start, end)


def _heading_of_comments(weighed: Weighed, outline: Outline) -> int | None:
    """Return the index of the line from which on an element is comments, by a heading above it or by its name."""
    heading = heading_above(outline.blocks, weighed.start, _UNDER)
    return _named_comments(weighed, outline) if heading is None else heading


def _named_comments(weighed: Weighed, outline: Outline) -> int | None:
    """Return the first line of the comments that an element's prose begins with, where a text stands above them."""
    lines = outline.blocks[weighed.start : weighed.end]
    prose = next((block.element for block in lines if block.prose), weighed.element)
    if (box := comments_around(prose)) is None:
        return None
    start = next((one.start for one in outline.candidates if one.element is box), 0)
    return start if any(one.end <= start and one.score > 0 for one in outline.candidates) else None


def _structural(block: Block) -> bool:
    return not block.linked and block.element.tag in _STRUCTURAL
