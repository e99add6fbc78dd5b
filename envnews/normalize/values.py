"""What stands around a displayed value, whatever the field: brackets, interface words, placeholders."""

from __future__ import annotations

import re
from functools import cache

from envnews.normalize.labels import LABELS, PLACEHOLDERS, label_pattern
from envnews.normalize.text import squash

EDGES = " |｜丨·/／,，;；:：-－—_>"
"""Separators of a template; at the ends of a value they are no part of it."""

_PAIRS = {"【": "】", "[": "]", "(": ")", "（": "）", "［": "］", "〔": "〕"}
_OPENERS = {closing: opening for opening, closing in _PAIRS.items()}


def is_placeholder(value: str) -> bool:
    """Return whether a value is what a template prints where there is none: 无, -, null, 网站名称 or nothing.

    >>> is_placeholder("--"), is_placeholder("NULL"), is_placeholder("本站")
    (True, True, False)
    """
    form = squash(value)
    return form in PLACEHOLDERS or not any(map(str.isalnum, form))


def before_next_field(value: str, *own: str) -> str:
    """Return the value up to an interface word standing apart (字号 …) or to a label, with colon, of a field not in `own`.

    >>> before_next_field("新华社 字号：大 中 小", "source")
    '新华社'
    """
    return _next_field(own).split(value, maxsplit=1)[0]


@cache
def _next_field(own: tuple[str, ...]) -> re.Pattern[str]:
    ignored = label_pattern("ignored")
    others = label_pattern(*(field for field in LABELS if field not in own))
    return re.compile(
        rf"\s?[\[【(（|｜]\s?{ignored}|\s{ignored}|\A{ignored}|\s?[\[【(（]?{others}\s?[:：]", re.IGNORECASE
    )


def unwrap(value: str) -> str:
    """Take separators and enclosing brackets off the ends, and a bracket there that has lost its partner.

    >>> unwrap("【 新华社 】"), unwrap("人民网（北京）"), unwrap("[现代快报 |")
    ('新华社', '人民网（北京）', '现代快报')
    """
    while value := value.strip(EDGES):
        first, last = value[0], value[-1]
        if _PAIRS.get(first) == last and value.find(last) == len(value) - 1:
            value = value[1:-1]
        elif first in _PAIRS and _PAIRS[first] not in value:
            value = value[1:]
        elif last in _OPENERS and _OPENERS[last] not in value:
            value = value[:-1]
        else:
            break
    return value
