"""Tell the lines between two paragraphs of a text that are nothing but links to other articles.

Portals and papers of Taiwan and Hong Kong put the title of another article there, as a card or behind a mark
(►大翅鲸误入渔港), one at a time and without any heading. What gives such a line away is that its link is all of it:
editors link words of a sentence, and a list of documents or annexes has several in a row.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.furniture.annexes import is_annex
from envnews.extract.furniture.disclaimers import speaks_to_readers
from envnews.extract.furniture.strangers import is_title
from envnews.extract.furniture.words import MARKS, ends_text
from envnews.extract.page.anchors import anchors_of
from envnews.extract.page.blocks import HEADINGS
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from envnews.extract.page.blocks import Block

_SHORTEST: Final = 8
"""Characters of the shortest title of an article."""
_LONGEST: Final = 60
_MOST: Final = 4
"""Such lines in a text; where there are more, or half as many as paragraphs, they are what it is about."""
_ROW: Final = 2
"""Lines that may stand side by side: a title and its picture's words."""
_HEADING: Final = 14
"""Characters of the longest heading above such links."""
_PARAGRAPHS: Final = 2
_BEHIND: Final = 12
"""Lines behind such links among which two paragraphs stand, with headings of theirs and captions of pictures."""
_ADVERT: Final = 2
"""Lines between a heading and its links that a template puts there."""
_WORDS_LINKED: Final = 5
"""Part of a paragraph that links of single words may be."""
_NOWHERE: Final = ("#", "javascript", "mailto", "tel:")
"""How addresses begin that lead to no other page."""
# A document or book by its name alone; a clause of a list.
_NAMED: Final = re.compile(r"[《〈][^《》]+[》〉]\W*$|[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]|.*[：:]$")
_DOCUMENT: Final = compile_later(
    r"(?:法|条例|办法|规定|细则|规范|标准|方案|规划|计划|通知|公告|通告|意见|决定|批复|报告|公报|解读|清单|目录|名单|表)(?:全文|原文)?\W*$"
)
"""Ends of the names of documents."""
# 连载三：…, 系列报道之二：…
_PART_OF_SERIES: Final = compile_later(
    r"(?:连载|系列(?:报道|文章)?之?)\s?[（(]?[一二三四五六七八九十\d]{1,3}[）)]?\s?[:：｜|]|[上中下]篇\s?[:：｜|]"
)
_ITEMS: Final = 3
_LISTED: Final = frozenset({"li", "td", "th", "dd", "dt"})


def lists_between(blocks: Sequence[Block], start: int, end: int) -> frozenset[int]:
    """Return the indexes of headings (延伸閱讀) and the links below them, behind which the text goes on.

    Each stands in a paragraph of its own, like those of the text. Two paragraphs behind the links, with headings of their own
    perhaps, set like the last one before the heading, are more than what a site says below a text.
    """
    found: set[int] = set()
    before: Block | None = None
    index = start
    while index < end:
        block, first = blocks[index], index - 1
        index += 1
        if block.prose and block.linked * _WORDS_LINKED <= len(block.text):
            before = block
        elif (
            block.linked
            and before is not None
            and (label := _label_above(blocks, first, start)) is not None
            and is_title(block)
        ):
            first = label
            while index < end and is_title(blocks[index]):
                index += 1
            if _go_on(blocks[index : min(index + _BEHIND, end)], before):
                found.update(range(first, index))
    return frozenset(found)


def _label_above(blocks: Sequence[Block], last: int, start: int) -> int | None:
    """Return the index of the heading of links that ends at `last`, behind the words of an advert, if it is one."""
    for index in range(last, max(start, last - _ADVERT) - 1, -1):
        if _begins_list(blocks[index]):
            return index
        if blocks[index].linked or blocks[index].prose or len(blocks[index].text) > _HEADING:
            return None
    return None


def _begins_list(block: Block) -> bool:
    """Return whether a line is the heading of links, alone (延伸閱讀) or with the first of them behind a colon."""
    label, colon, _ = block.text.partition("：")
    heading = label if block.linked and colon else "" if block.linked else block.text
    return 0 < len(heading) <= _HEADING and ends_text(heading)


def _go_on(lines: Sequence[Block], before: Block) -> bool:
    """Return whether lines begin with two paragraphs set like another one, of which none speaks to the readers."""
    beside, paragraphs = before.element.getparent(), 0
    for line in lines:
        alike = line.element.tag == before.element.tag and line.element.getparent() is beside
        if not (alike or line.prose or line.linked or ends_text(line.text)):
            continue  # the caption of a picture
        if not alike or line.linked or ends_text(line.text) or speaks_to_readers(line.text):
            return False
        paragraphs += line.prose
        if paragraphs == _PARAGRAPHS:
            return True
    return False


def read_more_lines(blocks: Sequence[Block], first: int, last: int) -> frozenset[int]:
    """Return the indexes of the lines of blocks[first:last] that link other articles between two paragraphs, or further parts of a series."""
    linked = [index for index in range(first + 1, last - 1) if blocks[index].linked >= _SHORTEST]
    if not linked:
        return frozenset()
    titles = [index for index in linked if _is_title_of_another(blocks[index])]
    parts = [index for index in titles if _PART_OF_SERIES.match(blocks[index].text)]
    parts = parts if len(parts) > 1 else []
    found = [index for index in titles if index not in parts and _is_between(blocks, index, first, last)]
    prose = sum(1 for index in range(first, last) if blocks[index].prose)
    if len(found) > _MOST or 2 * len(found) > prose:
        found = []
    found += parts
    labels = [index - 1 for index in found if _is_label(blocks[index - 1])]
    return frozenset(found + labels)


def _is_label(block: Block) -> bool:
    """Return whether a line is nothing but the word for the link below it (访问：, 延伸閱讀)."""
    text = block.text
    return len(text) <= _HEADING and not block.linked and (text.endswith((":", "：")) or ends_text(text))


def _is_title_of_another(block: Block) -> bool:
    text = block.text
    if block.prose or len(text) > _LONGEST or block.linked * 10 < len(text.lstrip(MARKS)) * 9:
        return False
    if text.endswith("。") or _NAMED.match(text) or is_annex(block):
        return False
    if block.element.tag in _LISTED and (_DOCUMENT.search(text) or not _in_list_of_links(block.element)):
        return False
    # A card whose title is a heading may be opened by a script.
    return any(map(_leads_on, anchors_of(block.element, _ROW))) or block.element.tag in HEADINGS


def _in_list_of_links(item: etree._Element) -> bool:
    """Return whether an item stands in a list of few items, each with a link: a list of documents has more, or none."""
    around = item.getparent()
    if item.tag != "li" or around is None or len(around) > _ITEMS:
        return False
    return all(other.find(".//a") is not None for other in around)


def _leads_on(anchor: etree._Element) -> bool:
    href = (anchor.get("href") or "").strip()
    return bool(href) and not href.startswith(_NOWHERE)


def _is_between(blocks: Sequence[Block], index: int, first: int, last: int) -> bool:
    """Return whether an unlinked line of prose, or a sentence, stands a line or two before a line, and prose behind it.

    Beside an item of a list the others stand, too, and perhaps a label.
    """
    reach = _ROW + (_ITEMS if blocks[index].element.tag in _LISTED else 0)
    return any(
        (blocks[place].prose or blocks[place].text.endswith("。")) and not blocks[place].linked
        for place in range(max(first, index - reach), index)
    ) and any(
        blocks[place].prose and not blocks[place].linked
        for place in range(index + 1, min(last, index + 1 + reach))
    )
