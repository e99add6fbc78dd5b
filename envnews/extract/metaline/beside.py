"""Read the name that stands beside a date without a label: an outlet's, an account's, or an outlet's with a person's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.furniture.interface import INTERFACE
from envnews.extract.furniture.words import ends_text
from envnews.extract.metaline.pieces import cut
from envnews.extract.people.no_names import is_no_account
from envnews.extract.people.outlets import is_publisher_beside_date
from envnews.extract.people.persons import is_person
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from envnews.extract.metaline.borders import Border

_GAP: Final = re.compile(r"[\s:：|｜丨,，;；·\[\]【】()（）〔〕-]*")
_ACCOUNT: Final = re.compile(
    r"^[ ·|]{1,3}(?!来自|星期|周[一二三四五六日]|[发發][布佈表]|更新|[A-Z]{2,3}(?![\w]))"
    r"([\u4e00-\u9fffA-Za-z0-9]{2,14}(?:\[[\u4e00-\u9fff]{2}\])?)"
    r"(?:(?P<from> 来自[\u4e00-\u9fff]{2,8})|(?= *\d{0,5} *(?:\n|$| \|))|(?= (?:[【\[] ?[大小打我评推]|评论|我要评论|分享|打印|收藏|字号|字体)))",
)
_BUTTON: Final = re.compile(r"[\[【(（]\s?(?:官方)?(?:微博|微信|关注|订阅|收藏)\s?[\]】)）]$")
"""The link to an outlet's account, between its name and the date (临江日报[微博] 2013-10-22)."""
_ADDRESS: Final = re.compile(r"\s(?:https?://|www\.)[\w./-]+$")
"""The site's address between a paper's name and the date."""
_COUNT_ALONE: Final = re.compile(r"\d+[kKwW万萬]?\+?[次人条]?|[次人条](?:阅读|浏览|点击|评论)")
_FROM_PLACE: Final = compile_later(r"[\u4e00-\u9fff]{2,3}报道")
"""Where somebody reports from, behind the name (江帆 深圳报道)."""
_WEEKDAY: Final = re.compile(r"^\s*(?:星期|周)[一二三四五六日天](?=\s)")
_HELD: Final = re.compile("召开|举行|举办|成立|发布会")
"""What a headline says that ends like an outlet's name (我校召开新闻发布会)."""
_OF_OTHERS: Final = ("最新", "更多", "相关", "相關", "热门", "推荐")
"""Beginnings of headings of lists that stand beside a date below a text."""
NAME_BESIDE: Final = compile_later(
    r"^(?!记者|記者)(?!.*(?:报道|報道|报导|報導))([\u4e00-\u9fffA-Za-z]{2,12})[／/]([\u4e00-\u9fff]{2,4})$"
)


def beside_date(text: str, borders: list[Border]) -> str | None:
    """Return an unlabelled publisher's name next to the date, right of it before left of it."""
    for index, border in enumerate(borders):
        if border.when is None:
            continue
        end = borders[index + 1].start if index + 1 < len(borders) else len(text)
        start = borders[index - 1].end if index else 0
        right, left = _pieces(text, border, start, end)
        if _is_publisher(right):
            return right
        if _is_publisher(left):
            return left
        if account := _account(text[start : border.start], text[border.end : end]):
            return account
    return None


def _is_publisher(piece: str) -> bool:
    return (
        len(piece) >= 2
        and piece != "北京时间"
        and not piece.startswith(_OF_OTHERS)
        and not _HELD.search(piece)
        and not (_FROM_PLACE.fullmatch(piece) or piece.endswith("的报道"))
        and (is_publisher_beside_date(piece) or NAME_BESIDE.match(piece) is not None)
        and not (ends_text(piece) or INTERFACE.match(piece))  # the heading of a list, a button
    )


def _account(before: str, behind: str) -> str | None:
    """Return the account behind a date, as on self-media platforms, where it is followed by its place (政能亮 来自北京市)."""
    found = _ACCOUNT.match(behind)
    if found is None or is_no_account(found[1]) or _COUNT_ALONE.fullmatch(found[1]):
        return None
    told = found["from"] or (len(found[1]) > 2 and not is_person(found[1]))
    return found[1] if told and not _between_marks(before, found) else None


def _between_marks(before: str, account: re.Match[str]) -> bool:
    """Return whether a date stands between site and column, with the same mark on both sides (水务通·2011-06-22·文化)."""
    mark = account[0][: account.start(1)].strip()
    return bool(mark) and before.rstrip().endswith(mark)


def _pieces(text: str, border: Border, start: int, end: int) -> tuple[str, str]:
    """Return the words right and left of a date, on its own line or the neighbouring one."""
    right = _WEEKDAY.sub("", text[border.end : end])
    gap = _GAP.match(right)
    after = cut(right[gap.end() if gap else 0 :]).split(" ")[0].rstrip("／/")
    before = _BUTTON.sub("", _ADDRESS.sub("", text[start : border.start].rstrip())).strip(
        " \u3000\n|｜丨[【(（·•—–/／"
    )
    return after, re.split(r"[ \n]", before)[-1]
