"""Know the opening paragraph that a template sets apart from its text, between headline and meta line.

Agencies and broadcasters abroad print what has happened there, and the text goes on from it. A lead of one sentence, or
one that the text says again, is a summary and none of the text.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.body.leads import has_label, is_summary
from envnews.extract.furniture.disclaimers import speaks_to_readers
from envnews.normalize import squash
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.extract.page.blocks import Block

_BELOW: Final = 3
"""Lines below the headline among which it stands."""
_SHORTEST: Final = 70
_SENTENCES: Final = 2
_REPEATED: Final = 24
"""Characters of a sentence, or of its beginning, that a text says again."""
_LEVELS: Final = 2
"""Elements around the headline in one of which it stands."""
_TAGS: Final = frozenset({"p", "div", "h2", "h3", "strong", "section"})
_SUMMARY: Final = compile_later(
    r"(?:^|[\s_-])(?:intro|lead|lede|subtitle|subhead|standfirst|desc)", re.IGNORECASE
)
_END: Final = re.compile("[。！？]")
_PUBLISHED: Final = compile_later(
    r"(?:[发發](?:[布佈表稿]|文)|更新|刊登|上[传傳])(?:时间|日期|時間|[于於])?\s?[:：]\s?.{0,4}\d"
)


def find_opening(headline: Block, lines: Sequence[Block], text: Sequence[Block]) -> Block | None:
    """Return the opening paragraph among the lines between headline and text."""
    for block in lines[:_BELOW]:
        if block.prose and len(block.text) >= _SHORTEST:
            return block if _is_opening(headline, block) and not _is_said_again(block, text) else None
    return None


def states_publication(text: str) -> bool:
    """Return whether a line is the day of publication with its label (發表時間： 22/07/2022)."""
    return _PUBLISHED.match(text) is not None


def _is_opening(headline: Block, block: Block) -> bool:
    text, element = block.text, block.element
    if block.linked or not text.endswith(("。", "！", "？", "”", "」")) or element.tag not in _TAGS:
        return False
    if element.getparent() not in set(islice(headline.element.iterancestors(), _LEVELS)):
        return False
    if len(_END.findall(text)) < _SENTENCES or is_summary(block) or has_label(block):
        return False
    return not (_SUMMARY.search(element.get("class") or "") or speaks_to_readers(text))


def _is_said_again(block: Block, text: Sequence[Block]) -> bool:
    """Return whether one of its sentences, or the beginning of one, stands in the text."""
    whole = squash("".join(line.text for line in text))
    beginnings = (squash(sentence)[:_REPEATED] for sentence in _END.split(block.text))
    return any(len(words) == _REPEATED and words in whole for words in beginnings)
