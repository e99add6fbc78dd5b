"""Documents that change others: a law that was amended once more, a notice that moves another's event.

They repeat what they change nearly word for word, and the change may be a few words that were put in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from envnews.stories.normal import NormalForm

_CHANGE = re.compile("延期|推迟|顺延|改期|调整|变更|取消|更正|撤回|暂缓|中止")
_NOTICE = re.compile("(?:通知|公告|通告|公示)$")
"""A notice, and what a later one does to it."""

_AMENDED = re.compile(r"(\d{4}年\d+月\d+日)(?:(?!\d{4}年).){0,80}?(?:修[正订]|修改)")
"""When a law was amended, as it tells before its first article."""

_MADE = re.compile("通过|公布|发布|批准")

_ENACTED = 800
"""Characters of that at most."""


def is_other_version(one: NormalForm, other: NormalForm) -> bool:
    """Return whether one text is what the other one became when it was changed."""
    return _is_amended_law(one, other) or _amends(one, other) or _amends(other, one)


def _amends(one: NormalForm, other: NormalForm) -> bool:
    """Return whether one's headline tells of a change to a notice of which the other one says nothing."""
    said = _CHANGE.search(one.headline)
    if not (said and _NOTICE.search(other.headline)):
        return False
    return said[0] not in other.headline + other.text


def _is_amended_law(one: NormalForm, other: NormalForm) -> bool:
    """Return whether two texts are one law before and after it was amended once more.

    Of a print that leaves out when the law was made nothing is known.
    """
    heads = []
    for form in (one, other):
        head, first_article, _ = form.text.partition("第一条")
        if not (first_article and _MADE.search(head)):
            return False
        heads.append(_AMENDED.findall(head[:_ENACTED])[-1:])
    return heads[0] != heads[1]
