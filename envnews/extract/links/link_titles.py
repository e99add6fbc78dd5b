"""Say what the title of a list's link is: its words, its attribute where these are cut, or the heading of its row."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.furniture.words import CUT_OFF
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
_LINES: Final = ("h1", "h2", "h3", "h4", "h5", "h6", "p")
_NAMED: Final = re.compile(r"^标题\s*[:：]\s*")
# What templates say of a link to those who hear the page.
_LEADS: Final = re.compile(r"^(?:前往|[连連][结結接]至|Go to|Link to)[\s:：]+", re.IGNORECASE)
_SUMMED_UP: Final = 40
"""Characters of a link that holds more than a title: the name first, and what sums the article up."""
_ROW: Final = 3
"""Elements around a link that says nothing itself among which its row is looked for."""
_OF_ROW: Final = 4
"""Links of such a row: a picture, an arrow, and what else leads to the same page."""
# 2023年5月 in the archive of a blog, 鲁ICP备07502856号 at the foot of a page
_NO_TITLE: Final = compile_later(
    r"(?:19|20)\d\d\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?(?:\s?[(（]\d+[)）])?|.{0,4}ICP[备證证].*|[\w.+-]+@[\w.-]+"
    # the column of an article and who posted it, as WordPress links them
    r"|查看.{1,40}[中下]?的?(?:全部|所有)文章|查看所有由.{1,20}发布的文章|View all posts (?:in|by|filed under) .*"
)


def title_of(anchor: etree._Element) -> str:
    """Return the title that a link shows, the whole one of its attribute where the page cuts it; empty where it says nothing."""
    shown = _shown(anchor)
    attribute = anchor.get("title") or ""
    if "标题" in attribute:
        # Systems of governments say all they know: 标题：… 发布时间：…, a line each.
        attribute = _NAMED.sub("", attribute.strip()).partition("\n")[0]
    attribute, shown = _LEADS.sub("", clean(attribute)), _without_day(shown.lstrip(_BULLETS))
    return attribute if attribute and (CUT_OFF.search(shown) or not shown or shown in attribute) else shown


def _without_day(shown: str) -> str:
    """Return a title without the day that stands before or behind it in the same link.

    >>> _without_day("2020-12-05 酒店管理部开展专项演练"), _without_day("全省召开会议 [2022-07-21]"), _without_day("2022年7月21日工作通报")
    ('酒店管理部开展专项演练', '全省召开会议', '2022年7月21日工作通报')
    >>> _without_day("全省召开会议(2022-07-21)"), _without_day("规划2021-10-15")
    ('全省召开会议', '规划2021-10-15')
    """
    if not (shown.startswith(_CENTURY) or shown[-1:] in _LAST_OF_DAY):
        return shown
    title = _DAY.sub("", shown)
    return title if len(title) >= SHORTEST else shown


def is_no_title(title: str) -> bool:
    """Return whether what a link says is a month, a registration, a mailbox, or that others of a column are behind it.

    >>> is_no_title("2023年5月"), is_no_title("2023年5月河长制工作通报"), is_no_title("查看水质中的全部文章")
    (True, False, True)
    """
    return _NO_TITLE.fullmatch(title) is not None


def heading_of_row(anchor: etree._Element) -> str:
    """Return the heading beside a link of a few characters (→, 详情), in the row where no other page is linked; else nothing."""
    for row in islice(anchor.iterancestors(), _ROW):
        links = list(islice(row.iter("a"), _OF_ROW + 1))
        if len(links) > _OF_ROW or len({link.get("href") for link in links}) > 1:
            return ""
        headed = (clean(inner_text(line)) for line in row.iter(*HEADINGS))
        if title := next((line for line in headed if len(line) >= SHORTEST), ""):
            return title
    return ""


def _shown(anchor: etree._Element) -> str:
    """Return the words of a link; of one that is a whole row, its heading, first line or first element."""
    if not len(anchor):
        return clean(inner_text(anchor))
    lines = [clean(inner_text(line)) for line in anchor.iter(*_LINES)]
    headed = next((line for line in lines if len(line) >= SHORTEST), "")
    whole = clean(inner_text(anchor))
    if headed and (len(lines) > 1 or len(whole) > _SUMMED_UP):
        return headed
    if len(whole) <= _SUMMED_UP or len(anchor) < 2:
        return whole
    named = (clean(inner_text(child)) for child in anchor)
    first = next((words for words in named if words), "")
    return first if SHORTEST < len(first) <= _SUMMED_UP and not (anchor.text or "").strip() else whole
