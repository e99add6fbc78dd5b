"""What stands around a displayed value, whatever the field: brackets, interface words, placeholders."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from envnews.normalize.labels import LABELS, PLACEHOLDERS, label_pattern
from envnews.normalize.text import squash

if TYPE_CHECKING:
    from collections.abc import Mapping

EDGES = " |｜丨·/／,，;；:：-－—_>"
"""Separators of a template; at the ends of a value they are no part of it."""

_PAIRS = {"【": "】", "[": "]", "(": ")", "（": "）", "［": "］", "〔": "〕"}
_OPENERS = {closing: opening for opening, closing in _PAIRS.items()}


def is_placeholder(value: str) -> bool:
    """Return whether a value is what a template prints where there is none: 无, -, null, 网站名称 or nothing.

    >>> is_placeholder("--"), is_placeholder("NULL"), is_placeholder("本站")
    (True, True, False)
    """
    return is_placeholder_form(squash(value))


def is_placeholder_form(form: str) -> bool:
    """Return whether that is so of a value in its comparison form."""
    return form in PLACEHOLDERS or not any(map(str.isalnum, form))


def is_unfilled(value: str) -> bool:
    """Return whether a value holds a variable that a template was to fill and has not, or is what is left of its markup.

    >>> is_unfilled('size="20"')
    True
    >>> is_unfilled("${记者姓名}"), is_unfilled("<trs_document field='docsource'/>"), is_unfilled("<北京青年报>")
    (True, True, False)
    """
    return _VARIABLE.search(value) is not None


_VARIABLE = re.compile(
    r"\$\{|\{[\${]|<%|</?[a-z_]{3,}[\s/>]|\[!?--|\[?field:|^[a-z-]{2,12}=[\"']", re.IGNORECASE
)


_CLAUSES: Final = 30
"""Characters of a text with a comma that is longer than the names of any two publishers."""


def is_sentence(value: str) -> bool:
    """Return whether a value is a piece of running text: it ends a sentence, or a quotation that it did not begin.

    >>> is_sentence("环保在线”的所有作品"), is_sentence("“学习强国”平台")
    (True, False)
    >>> is_sentence("会员国、多边组织和其他来源的自愿捐款，其形式为不受限制的常规资金")
    True
    """
    if len(value) > _CLAUSES and "，" in value:
        return True
    quote = value.find("”")
    return (quote >= 0 and "“" not in value[:quote]) or "。" in value or "！" in value or "？" in value


def before_next_field(value: str, *own: str) -> str:
    """Return the value up to the next field or interface word.

    That is a word such as 字号 standing apart, a counter of the page (赞 0), or the label, with colon, of a field
    that is not in `own`.

    >>> before_next_field("新华社 字号：大 中 小", "source"), before_next_field("陈立夏 评论（ 0 ）", "author")
    ('新华社', '陈立夏')
    """
    word, border = _interface()
    if word.match(value):
        return ""
    found = border.search(value)
    # What stands before a colon is looked at only where there is one.
    label = _label_of_others(own).search(value) if ":" in value or "：" in value else None
    ends = [match.start() for match in (found, label) if match]
    return value[: min(ends)] if ends else value


@cache
def _interface() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the words of the interface, and what they look like behind something else: apart, in brackets, with a count."""
    ignored = label_pattern("ignored")
    # 大 小 beside a name are buttons for the size of letters; 大小新闻 is an outlet.
    counted = r"(?:赞|顶|踩|评论|收藏|转发|分享|阅读|浏览|点击|播放|人气)\s?[(（]?\s?[0-9]|[\[【]评论[\]】]|[大中小]\s[大中小](?!\S)"
    # Begun with one class of characters, for which `re` leaps.
    border = rf"[\s\[【(（|｜](?:(?<=\s)(?:{counted}|[\[【(（|｜]\s?{ignored}|{ignored})|(?<=\S)\s?{ignored})"
    return re.compile(ignored, re.IGNORECASE), re.compile(border, re.IGNORECASE)


@cache
def _label_of_others(own: tuple[str, ...]) -> re.Pattern[str]:
    others = label_pattern(*(field for field in LABELS if field not in own))
    return re.compile(rf"\s?[\[【(（]?{others}\s?[:：]", re.IGNORECASE)


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


def is_plain(value: str) -> bool:
    """Return whether a value is nothing but a Chinese name: no blank, mark, label or interface word in it.

    Most names are, and need no cleaning; telling so costs a tenth of it.

    >>> is_plain("浙江省生态环境厅"), is_plain("来源浙江省"), is_plain("新华社打印"), is_plain("未知")
    (True, False, False, False)
    """
    if _CHINESE.fullmatch(value) is None:
        return False
    hidden = _words()
    for at, letter in enumerate(value):
        if letter in hidden and value.startswith(hidden[letter], at):
            return False
    return True


_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,16}")


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    """Return the labels, interface words and placeholders that a name may hide, by their first letter."""
    every = {word for labels in LABELS.values() for word in labels} | PLACEHOLDERS | _OFFICE
    hidden: dict[str, tuple[str, ...]] = {}
    # Of words with one beginning the shortest tells; of a longer word the first four letters do.
    for word in sorted({word[:4] for word in every if len(word) > 1}, key=len):
        known = hidden.get(word[0], ())
        if not word.startswith(known):
            hidden[word[0]] = (*known, word)
    return hidden


# What names people by their work, and whom a content system names where nobody is.
_OFFICE = frozenset(
    {"记者", "記者", "通讯", "通訊", "特约", "管理", "供图", "转自", "摘自", "轉自", "转载", "本文"}
)
