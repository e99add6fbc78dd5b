"""Find a text of a few words below headline and meta line: a sentence, captions of pictures, the rows of a table.

It has no prose that could weigh it. It is known by where it stands, and ends where the page's own words or links begin.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.furniture.boxes import innermost_around
from envnews.extract.furniture.credit_lines import is_credit
from envnews.extract.furniture.interface import INTERFACE
from envnews.extract.furniture.words import MARKS, PROMPT, ends_text, looks_like_meta
from envnews.extract.headline.title_lines import title_line
from envnews.extract.headline.titles import DATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from envnews.extract.page.blocks import Block

_ABOVE: Final = 8
"""Lines below a headline among which the meta line stands."""
_META: Final = 100
"""Characters of the longest meta line."""
_TITLE: Final = 10
"""Characters of a link that is a title, and no source or writer of the meta line."""
_BEFORE: Final = 40
"""Lines above such a text that may say headline or column already."""
_MOST: Final = 200
"""Lines of such a text, at most."""
_SENTENCE: Final = 8
"""Characters of the shortest sentence that is a text by itself, and"""
_LEAST: Final = 24
"""of lines that are no sentences, together."""
_FOOT: Final = re.compile(
    r"版权|备案|ICP|主[办管]|承办|免责|地\s?址\s?[:：]|邮\s?编|技术支持|(?:联系|举报|监督|服务|值班)电话|网站标识|网安备|copyright|©",
    re.IGNORECASE,
)
"""Words of the foot of a page."""
_OF_PAGER: Final = re.compile(
    r"每页|总共|共\s?\d+\s?[页条]|第\s?\d+\s?页|[上下]一页|余下全文|records|加载|反馈|网址[:：]$",
    re.IGNORECASE,
)


def text_of_few_words(blocks: Sequence[Block], title: str) -> tuple[etree._Element, int, int] | None:
    """Return the innermost element around the lines below headline and meta line, and their range; None where there are none.

    Args:
        blocks: Lines of the whole page.
        title: Text of the title element, which tells the headline.
    """
    start = _below_meta(blocks, title)
    if start is None:
        return None
    end = start
    while end < min(len(blocks), start + _MOST) and not _ends(blocks[end]):
        end += 1
    lines = blocks[start:end]
    while lines and _is_interface(lines[-1]):
        lines = lines[:-1]
    said = [line.text for line in blocks[max(0, start - _BEFORE) : start]]
    own = [line.text for line in lines if not (_is_interface(line) or _is_repeated(line.text, said))]
    told = any(len(text) >= _SENTENCE and text[-1] in "。！？" for text in own)
    if not told and sum(map(len, own)) < _LEAST:
        return None
    element = innermost_around(line.element for line in lines)
    return None if element is None else (element, start, start + len(lines))


def _is_repeated(text: str, before: Sequence[str]) -> bool:
    """Return whether a line is the headline or the name of a column once more, in brackets or out of them."""
    return any(text in line or (len(line) >= _SENTENCE and line in text) for line in before)


def _below_meta(blocks: Sequence[Block], title: str) -> int | None:
    """Return the index of the first line below the meta line, None where headline or day are missing."""
    headline = title_line(blocks, title)
    if headline is None:
        return None
    start = None
    for index in range(headline + 1, min(len(blocks), headline + 1 + _ABOVE)):
        text = blocks[index].text
        if blocks[index].linked >= _TITLE:
            break  # a row of a list
        if len(text) <= _META and (DATE.search(text) or looks_like_meta(text)):
            start = index + 1
    while start is not None and start < len(blocks) and _is_interface(blocks[start]):
        start += 1
    return start


def _ends(line: Block) -> bool:
    text = line.text
    return (
        line.linked * 2 > len(text)
        or ends_text(text)
        or _FOOT.search(text) is not None
        or is_credit(text.lstrip(MARKS))
    )


def _is_interface(line: Block) -> bool:
    words = line.text.lstrip(MARKS)
    if _OF_PAGER.search(words):
        return True
    return (
        not any(map(str.isalnum, words))
        or INTERFACE.match(words) is not None
        or PROMPT.match(words) is not None
    )
