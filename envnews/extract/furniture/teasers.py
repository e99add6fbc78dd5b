"""Pass over the lists and teasers of other articles that stand between headline and text, with days of their own."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from envnews.extract.furniture.boxes import innermost_around, stands_in
from envnews.extract.furniture.strangers import DATED, TITLE, is_title
from envnews.extract.page.blocks import inner_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.extract.page.blocks import Block

_MOMENT: Final = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s{1,2}\d{1,2}:\d\d")
_NAMED: Final = 16
"""Characters of a link that can be nothing but a title; sources beside a date are shorter."""
_OF_META_LINES: Final = (
    "源",
    "打印",
    "字号",
    "大 中 小",
    "打 印",
    "发布于",
    "发表于",
    "發佈於",
    "發布於",
    "發表於",
)
_PUBLISHED: Final = re.compile(r"发布(?:时间|日期)\s?[:：]\s?(?:19|20)\d\d")
_ROWS: Final = 3
"""Linked titles that make a list."""
_TEASER: Final = 5
"""Lines of a teaser."""


def without_others(lines: Sequence[Block]) -> Sequence[Block]:
    """Return lines without lists, teasers and linked titles of other articles, which stand there with days of their own."""
    linked = sum(1 for block in lines if block.linked)
    if linked:
        lines = _without_teasers(lines)
    if linked < _ROWS:
        return [block for block in lines if not _names_another(block)] if linked else lines
    kept: list[Block] = []
    for rows, group in groupby(lines, is_title):
        alike = list(group)
        if not rows or len(alike) < _ROWS:
            kept += [block for block in alike if not _names_another(block)]
    return kept


def _names_another(block: Block) -> bool:
    """Return whether a line is the linked title of another article with its date, such as the explanation of a document."""
    # A meta line may begin with the site's linked address and end with its linked source and buttons.
    long = block.linked >= _NAMED and not block.text.startswith("http")
    if not long or any(word in block.text for word in _OF_META_LINES) or not is_title(block):
        return False
    if _PUBLISHED.search(block.text) and len(block.element.findall("a")) > 1:
        return False  # [临江教育网] [手机版本] [扫描分享] 发布时间：2015年4月24日
    named = DATED.sub("", block.text)
    # The site's own address may be linked together with the date beside it.
    chinese = sum("\u4e00" <= letter <= "\u9fff" for letter in named)
    return chinese >= TITLE and len(named) in range(_NAMED, len(block.text))


def _without_teasers(lines: Sequence[Block]) -> Sequence[Block]:
    """Return lines without the teasers among them: a linked title, a piece of its article, its day, in one element."""
    passed: set[int] = set()
    for index, (title, piece) in enumerate(pairwise(lines)):
        if not piece.prose or not is_title(title) or _links_columns(title):
            continue
        around = (line.element.getparent() for line in (title, piece))
        if (box := innermost_around(element for element in around if element is not None)) is None:
            continue
        inside = [place for place, line in enumerate(lines) if stands_in(line, box)]
        if inside[0] == index and len(inside) <= _TEASER:
            passed.update(inside)
    return [line for index, line in enumerate(lines) if index not in passed] if passed else lines


def _links_columns(block: Block) -> bool:
    """Return whether a line has several links that are all shorter than a title (2015年07月08日 台灣新聞 生態保育).

    One beside day and time may be an account's name (食通社Foodthink 2022-07-22 08:00).
    """
    links = [_MOMENT.sub("", inner_text(anchor)).strip() for anchor in block.element.iter("a")]
    if len(links) == 1 and len(links[0]) < _NAMED and _MOMENT.search(block.spaced):
        return True
    return len(links) > 1 and max(map(len, links)) < TITLE
