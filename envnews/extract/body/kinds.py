"""Say what a page is: an article, a list, a page without text, or a notice sent with status 200."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.body.notices import SHORT, heads_notice, is_challenge, is_notice
from envnews.extract.body.textless import has_text, names_one_piece, textless_kind
from envnews.extract.furniture.words import DATED
from envnews.model import PageKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.extract.page.blocks import Block, Outline
    from envnews.extract.page.document import Document

_WITH_MENUS: Final = 1600
"""The same with the site's menus around it."""
_CUT_OFF: Final = re.compile(
    r"(?:\.{3}|…)\W{0,3}(?:[\[【(（]?(?:详细|详情|更多|查看|阅读|全文)[\u4e00-\u9fff]{0,4}[\]】)）]?)?$"
)
_CUT_ENDS: Final = frozenset(".…】]）)情细多文")
_DAY_ALONE: Final = re.compile(
    r"(?:(?:发布|发表)?(?:日期|时间))?\s?[:：]?\s?[\[（(]?(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\]）)]?\s?(?:[（(]\d+[）)]|\d{1,2}:\d\d(?::\d\d)?)?"
)
_DAY: Final = 30
_TEASERS: Final = 3
"""Beginnings of texts, and days, that are a list."""
_ROW: Final = 3
"""Lines of a teaser above its day: the title, what it says, a button. The next title may stand right below it."""
_FILLED: Final = 12
"""Lines of which one at least is a day where teasers fill what was taken for a text."""
_ABOVE: Final = 6
"""Lines above a text among which its meta line stands."""
_MANY: Final = 60
"""Links of a front page, at least; most menus have fewer."""
_HEADLINE: Final = 4


def page_kind(
    document: Document,
    outline: Outline,
    kept: Sequence[Block],
    *,
    declared: bool = False,
    told: bool = False,
) -> PageKind:
    """Return what the page is; a page with prose is an article until the other witnesses find no headline.

    Args:
        document: The parsed page.
        outline: All its lines.
        kept: The lines that were taken for its text.
        declared: Whether a rule or page label says that it is an article; one of pictures alone is then no
            list, however many links its menus have.
        told: Whether the lines stand below a headline and its meta line, though they are no sentences; then it is no list, either.
    """
    blocks = outline.blocks
    # Too much to read for a notice or challenge needs no count.
    much = outline.prose > SHORT
    length = outline.prose if much else sum(len(block.text) for block in blocks)
    if is_challenge(document, length):
        return PageKind.CHALLENGE
    notice = not much and length <= _WITH_MENUS and is_notice(document, blocks, length)
    if notice or (not kept and any(map(heads_notice, blocks))):
        return PageKind.ERROR
    textless = textless_kind(document, blocks, kept, declared=declared)
    if textless is PageKind.LOGIN:
        return textless
    if length == 0 and textless is None and document.root.find(".//img") is None:
        return PageKind.EMPTY
    # A row of a list is a link with a date beside it, or in the next cell.
    told = told and bool(kept)
    listed = not (declared or told) and not outline.prose and not (textless and names_one_piece(document))
    # A front page has sentences, and none of them is a text.
    front = (
        not (declared or told) and not has_text(kept) and not names_one_piece(document) and _is_front(blocks)
    )
    if front or (listed and _mostly_links(blocks)) or (not declared and _is_of_teasers(blocks, kept)):
        return PageKind.LIST
    return textless or PageKind.ARTICLE


def _mostly_links(blocks: Sequence[Block]) -> bool:
    links = sum(block.linked * 2 > len(block.text) for block in blocks)
    return links >= 15 and links * 3 > len(blocks)


def _is_front(blocks: Sequence[Block]) -> bool:
    """Return whether two thirds of many lines are links, and neither a main heading nor a labelled day is an article's."""
    links = sum(block.linked * 2 > len(block.text) for block in blocks)
    if links < _MANY or links * 3 <= len(blocks) * 2:
        return False
    return not any(
        (b.element.tag == "h1" and not b.linked and len(b.text) >= _HEADLINE) or DATED.match(b.text)
        for b in blocks
    )


def _is_of_teasers(blocks: Sequence[Block], kept: Sequence[Block]) -> bool:
    """Return whether what was taken for a text are the beginnings of several, each with its day.

    They are cut off, or each stands with its day between linked titles, and they are most of what is there; a weekly digest states
    its own source above them.
    """
    days = [
        index
        for index, block in enumerate(kept)
        if len(block.text) <= _DAY and _DAY_ALONE.fullmatch(block.text) is not None
    ]
    if len(days) < max(_TEASERS, len(kept) // _FILLED):  # comments below a text have days, too
        return False
    cut_off = sum(_CUT_OFF.search(block.text) is not None for block in kept if block.text[-1] in _CUT_ENDS)
    if cut_off >= _TEASERS:
        return True
    first = next((index for index, block in enumerate(blocks) if block is kept[0]), 0)
    sourced = any("来源" in block.text for block in blocks[max(0, first - _ABOVE) : first])
    return not sourced and _stand_between_titles(kept, days)


def _stand_between_titles(kept: Sequence[Block], days: Sequence[int]) -> bool:
    """Return whether most of the prose are paragraphs right above one of these days, with a linked title beside both."""
    rows = 0
    teasers: set[int] = set()
    for day in days:
        above = range(max(0, day - _ROW), day)
        told = {place for place in above if kept[place].prose and not kept[place].linked}
        if told and any(block.is_link for block in kept[above.start : day + 2]):
            rows += 1
            teasers |= told
    prose = sum(len(block.text) for block in kept if block.prose)
    return rows >= _TEASERS and 2 * sum(len(kept[place].text) for place in teasers) > prose
