"""Weigh the links of a list page: how much headline text they carry, by where they stand."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.links.link_titles import is_no_title
from envnews.extract.links.places import is_headed, stands_aside
from envnews.extract.links.row_words import is_prose
from envnews.extract.page.blocks import inner_text
from envnews.normalize import clean
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from envnews.extract.links.rows import Anchor

_TELLING: Final = 6
"""Characters from which a title speaks for its group: navigation is shorter, some headlines too."""
_LONGEST: Final = 40
"""Characters of a title that count."""
_LEAD: Final = 70
"""Characters of the longest title; what is longer is the beginning of a text, which may be linked beside its title."""
_OF_PROSE: Final = 10
"""What the beginning of a text counts that a page prints below its title and links, too."""
_DATE_BONUS: Final = 20
ASIDE: Final = 0.1
"""What a link of a side column counts."""
HEADED: Final = 1.5
"""What a heading counts."""
PAGED: Final = 5.0
"""What a link of the list counts that stands nearest to the bar of pages."""
_BESIDE: Final = 0.4
"""What a link counts below the heading of a list that pages of any column show (热点排行), or that leads to a column."""
_HOT: Final = compile_later(
    r"热[点门榜词搜文]|熱[點門]|排行|推荐|推薦|点击|點擊|相关|相關|猜你|友情|链接|精彩|精选|24小时|[一本]周|本月|人气|人氣|大家都|随机|图片新闻|视频|廣告|广告"
)
# 首页 > 热点聚焦 above a column's own list
_CRUMBS: Final = re.compile("[>＞»/›]")
_HEADING: Final = 16
"""Characters of such a heading, with the button beside it."""
_CLIMB: Final = 4
"""Elements around the first link of a list before which its heading stands."""
# The address of a column: a folder or its index, and nothing that numbers an article
_COLUMN: Final = compile_later(
    r"^(?:https?://[^/]+)?/?(?:(?:index|default|list)\.\w+)?$|/[^/\d?]+/(?:(?:index|default|list)\.\w+)?$"
)
_MOST: Final = 0.8
"""Part of the links of a menu that lead to columns."""


def factor_of(first: Sequence[Anchor]) -> float:
    """Return what the links of a group count, told by the first, a row's picture and title: those of a side column less, headings more."""
    if stands_aside(first[0].element):
        return ASIDE
    return HEADED if any(is_headed(anchor.element) for anchor in first) else 1.0


def likelihood(anchors: Sequence[Anchor], title: str) -> float:
    """Return what the links of a group count by the heading above them and by where they lead.

    Args:
        anchors: The links.
        title: The title of the page; a heading that stands in it is the column's own.
    """
    heading = _heading_above(anchors[0].element)
    heading = _CRUMBS.split(heading)[-1].strip()
    beside = bool(heading) and _HOT.search(heading) is not None and heading not in title
    columns = sum(_COLUMN.search(anchor.element.get("href") or "") is not None for anchor in anchors)
    return _BESIDE if beside or columns > _MOST * len(anchors) else 1.0


def _heading_above(link: etree._Element) -> str:
    """Return the words of the few characters that stand before the list of its first link; empty where none do."""
    for around in islice(link.iterancestors(), _CLIMB):
        before = around.getprevious()
        if before is not None:
            words = clean(inner_text(before))
            return words if len(words) <= _HEADING else ""
    return ""


def most_of(anchors: Sequence[Anchor]) -> int:
    """Return what a group weighs if each of its links has a date."""
    return sum(weight_of(anchor.title, dated=True) for anchor in anchors)


def weight_of(title: str, *, dated: bool) -> int:
    """Return what a link weighs; a date no more than the title, for counts of comments stand beside dates, too."""
    headline = _headline(title)
    return headline + (min(headline, _DATE_BONUS) if dated else 0)


def _headline(title: str) -> int:
    length = len(title)
    if length < _TELLING or is_no_title(title):
        return 0
    if is_prose(title):
        return _OF_PROSE
    return min(length, _LONGEST) if length <= _LEAD else _LONGEST // 2
