"""Know the polls, the calls for gifts and the prices of shares that portals set between the paragraphs of a text.

Their widgets print a question with its buttons, or name, code and change of a share; a sentence or a table of the text says
more, and has no such element around it.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.page.named import named_by
from envnews.extract.page.starts import Starts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from envnews.extract.page.blocks import Block

_LONGEST: Final = 60
_CHANGE: Final = re.compile(r"[+＋−-]?\d+(?:\.\d+)?[%％]")
_CODE: Final = re.compile(r"(?:SH|SZ|HK|US)?[:：.]?\d{5,6}(?:\.(?:SH|SZ|HK|BJ))?", re.IGNORECASE)
_FIGURE: Final = re.compile(r"(?:现价|最新价?|涨跌幅?|报价?)?[:：]?[+＋−-]?[\d,.]+(?:元|点|[%％])?")
_BREAK: Final = re.compile(r"[\s（()）,，|｜]+")
_NAME: Final = 8
"""Characters of the longest name of a share."""
_HEAD: Final = re.compile(r"(?:股票|证券)(?:名称|代码|简称)\s")
# What readers are asked for besides: gifts for the author, and whether they like what they read.
_is_named_poll: Final = named_by(
    re.compile(
        r"(?:^|[\s_-])(?:vote|poll|voting|toupiao|survey|reward|dashang|dislike|lose-{1,2}interest)s?(?:$|[\s_-])",
        re.IGNORECASE,
    )
)
_ASKED: Final = Starts(r"\W?(?:在线|民意|有奖)?(?:投票|调查)[】\])）]")
_TO_CHOOSE: Final = re.compile(r".{4,30}[？?吗]\W?[（(][单多]选[）)]$")
_AROUND: Final = 3


def is_quote(block: Block) -> bool:
    """Return whether a line is nothing but names of shares with their prices and changes: (临江环保 600123 12.33 +0.5%)."""
    text = block.text
    if len(text) > _LONGEST or block.element.tag in {"td", "th", "li"}:
        return False
    if text[0] in "股证" and _HEAD.match(text):
        return True
    if ("%" not in text and "％" not in text) or _CHANGE.search(text) is None:
        return False
    words = [word for word in _BREAK.split(block.spaced) if word]
    figures = [word for word in words if _FIGURE.fullmatch(word)]
    names = [word for word in words if word not in figures]
    known = bool(block.linked) or any(map(_CODE.fullmatch, words))
    return known and len(names) < len(figures) and all(len(name) <= _NAME for name in names)


def _asks(text: str) -> bool:
    return _ASKED.match(text) is not None or ("选" in text and _TO_CHOOSE.match(text) is not None)


def poll_lines(blocks: Sequence[Block], first: int, last: int) -> frozenset[int]:
    """Return the indexes of the lines of a poll or a call for gifts: by its question's form, or by the name of an element around it."""
    holders: dict[etree._Element, bool] = {}
    found: set[int] = set()
    for index in range(first, last):
        block = blocks[index]
        if len(block.text) > _LONGEST:
            continue
        # The lines of a text stand in one element.
        parent = block.element.getparent()
        if parent is not None and parent not in holders:
            around = (parent, *islice(parent.iterancestors(), _AROUND - 1))
            holders[parent] = any(map(_is_named_poll, around))
        named = (parent is not None and holders[parent]) or _is_named_poll(block.element)
        if named or _asks(block.text):
            found.add(index)
    return frozenset(found)
