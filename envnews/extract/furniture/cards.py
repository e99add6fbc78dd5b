"""Tell the card of an author or account beside a text: a name, a few words on whoever it is, and a button to follow.

Platforms print it above or below what their authors write. The words on the author read like prose; the button and the
size of the box tell them from the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.extract.page.blocks import Block

_FOLLOW: Final = re.compile(
    r"\W{0,2}(?:[已加]?(?:关注|關注|订阅|訂閱)|追[蹤踪])(?:TA|他|她|作者|我们?)?\W{0,2}$"
    r"|(?:(?:查看|进入)?(?:TA|他|她|作者|个人)的?|(?:查看|进入|更多))(?:更多)?(?:个人)?(?:主页|专栏|文章|作品)\W{0,3}$",
    re.IGNORECASE,
)
_BUTTON: Final = 10
"""Characters of the longest such button."""
_LINES: Final = 8
"""Lines of a card: name, office, words, numbers of articles and readers, button."""
_SENTENCES: Final = 2


def is_card(blocks: Sequence[Block], first: int, last: int) -> bool:
    """Return whether a box is the card of an author or account: few lines, with a button to follow whoever it is."""
    if not 1 < last - first <= _LINES:
        return False
    lines = blocks[first:last]
    if not 0 < sum(block.prose for block in lines) <= _SENTENCES or lines[0].prose:
        return False
    return any(is_button(block.text) for block in lines)


def is_button(text: str) -> bool:
    """Return whether a text is that of a button to follow somebody, or to see more of theirs.

    >>> is_button("+关注"), is_button("TA的主页"), is_button("关注民生")
    (True, True, False)
    """
    return len(text) <= _BUTTON and _FOLLOW.match(text) is not None
