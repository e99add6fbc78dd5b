"""Say what the title of a list's link is: its words, its attribute where these are cut, or the heading of its row."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.furniture.words import CUT_OFF
from envnews.extract.links.row_lines import LONGEST_KIND, title_in
from envnews.extract.links.row_words import is_moment
from envnews.extract.page.blocks import HEADINGS, inner_text
from envnews.normalize import clean
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from lxml import etree

SHORTEST: Final = 5
"""Characters of the shortest title."""
_BULLETS: Final = "·•●■◆▪▶►○□◇-* "
"""What old pages set before a title inside its link."""
_CENTURY: Final = ("19", "20", "[19", "[20", "【19", "【20", "(20", "（20")
_LAST_OF_DAY: Final = frozenset("0123456789])】）日")
_DAY: Final = compile_later(
    r"^[\[【(（]?(?:19|20)\d\d(?P<mark>[-/.])\d{1,2}(?P=mark)\d{1,2}[\]】)）]?\s+"
    r"|(?:\s+[\[【(（]?|[\[【(（])(?:19|20)\d\d(?P<last>[-/.])\d{1,2}(?P=last)\d{1,2}[\]】)）]?$"
)
_MARKUP: Final = re.compile(r"</?(?:br|em|font|b|span)\b[^<>]{0,80}>", re.IGNORECASE)
"""Markup that systems leave in the attribute."""
_NAMED: Final = re.compile(r"^标题\s*[:：]\s*")
_READ_ON: Final = re.compile(
    r"(?<=.{4})\s?[【\[]\s?(?:阅读|查看|展开|閱讀)?(?:全文|更多|详情|详细)\s?[】\]]$"
)
"""The button behind a title in the same link."""
# What templates say of a link to those who hear the page.
_LEADS: Final = re.compile(r"^(?:前往|[连連][结結接]至|Go to|Link to)[\s:：]+", re.IGNORECASE)
_ROW: Final = 3
"""Elements around a link that says nothing itself among which its row is looked for."""
_ROWS: Final = frozenset({"li", "tr", "dl", "article"})
_OF_ROW: Final = 4
"""Links of such a row: a picture, an arrow, and what else leads to the same page."""
# 2023年5月 in the archive of a blog, 鲁ICP备07502856号 at the foot of a page
_NO_TITLE: Final = compile_later(
    r"(?:19|20)\d\d\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?(?:\s?[(（]\d+[)）])?|.{0,4}ICP[备證证].*|[\w.+-]+@[\w.-]+"
    # the column of an article and who posted it, as WordPress links them
    r"|查看.{1,40}[中下]?的?(?:全部|所有)(?:文章|活动|内容)|查看.{1,20}的?(?:个人)?(?:空间|主页|资料|博客)|查看所有由.{1,20}发布的文章|View all posts (?:in|by|filed under) .*"
)


def title_of(anchor: etree._Element) -> str:
    """Return the title that a link shows, the whole one of its attribute where the page cuts it or shows nothing but a day; empty where neither says more."""
    shown = _shown(anchor)
    attribute = anchor.get("title") or ""
    if "标题" in attribute:
        # Systems of governments say all they know: 标题：… 发布时间：…, a line each.
        attribute = _NAMED.sub("", attribute.strip()).partition("\n")[0]
    attribute = _without_day(
        _LEADS.sub("", clean(_MARKUP.sub(" ", attribute) if "<" in attribute else attribute))
    )
    shown = _without_day(_READ_ON.sub("", shown.lstrip(_BULLETS)))
    if is_moment(shown):
        return attribute
    if not attribute:
        return shown
    if not shown or shown in attribute or CUT_OFF.search(shown):
        return attribute
    # Before the title a link may say what kind of page it leads to (政务信息 …).
    behind = _letters(shown).endswith(_letters(attribute))
    behind = behind and SHORTEST <= len(attribute) >= len(shown) - LONGEST_KIND - 1
    return attribute if behind else shown


def _letters(title: str) -> str:
    return title.replace(" ", "")


def _without_day(shown: str) -> str:
    """Return a title without the day that stands before or behind it in the same link.

    >>> _without_day("2020-12-05 酒店管理部开展专项演练"), _without_day("全省召开会议 [2022-07-21]"), _without_day("2022年7月21日工作通报")
    ('酒店管理部开展专项演练', '全省召开会议', '2022年7月21日工作通报')
    >>> _without_day("全省召开会议(2022-07-21)"), _without_day("规划2021-10-15")
    ('全省召开会议', '规划2021-10-15')
    """
    if not day_in(shown):
        return shown
    title = _DAY.sub("", shown)
    return title if len(title) >= SHORTEST else shown


def day_in(title: str) -> str:
    """Return the day before or behind a title in the same link, in its brackets; empty where there is none.

    >>> day_in("水质周报（2022-07-01）"), day_in("2022年7月21日工作通报")
    ('（2022-07-01）', '')
    """
    if not (title.startswith(_CENTURY) or title[-1:] in _LAST_OF_DAY):
        return ""
    found = _DAY.search(title)
    return found[0].strip() if found else ""


def is_no_title(title: str) -> bool:
    """Return whether what a link says is a month, a registration, a mailbox, or that others of a column are behind it.

    >>> is_no_title("2023年5月"), is_no_title("2023年5月河长制工作通报"), is_no_title("查看水质中的全部文章")
    (True, False, True)
    """
    return _NO_TITLE.fullmatch(title) is not None


def title_beside(anchor: etree._Element) -> str:
    """Return the title beside a link that names nothing (→, 详情), in the row where no other page is linked; else nothing."""
    for row in islice(anchor.iterancestors(), _ROW):
        links = list(islice(row.iter("a"), _OF_ROW + 1))
        if len(links) > _OF_ROW or len({link.get("href") for link in links}) > 1:
            return ""
        headed = (clean(inner_text(line)) for line in row.iter(*HEADINGS))
        if title := next((line for line in headed if len(line) >= SHORTEST), ""):
            return title
        if row.tag in _ROWS and len(title := title_in(row)) >= SHORTEST:
            return title
    return ""


def _shown(anchor: etree._Element) -> str:
    """Return the words of a link; of one that is a whole row, its title."""
    return (title_in(anchor) if len(anchor) else "") or clean(inner_text(anchor))
