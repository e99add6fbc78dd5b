"""Hear the newspaper that a page is printed in: some state paper and issue, electronic editions name themselves."""

from __future__ import annotations

import re
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.model import Origin
from envnews.normalize import clean, clean_source, parse_date
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from envnews.extract.choose import Witnesses
    from envnews.extract.page.blocks import Block
    from envnews.extract.page.document import Document

_DIGIT: Final = re.compile(r"\d")
# 《人民日报》（2021年09月03日 第 15 版）, 临江日报 2022年7月22日
_ISSUE: Final = re.compile(
    r"^[\s（(]*[《〈]\s*([^》〉]{2,14}?)\s*[》〉]\s*[（(]?\s*(?=(?:19|20)\d\d|第?\s*\d)",
)
# 本报记者 江帆 《 临江日报 》（ 2013年06月05日 04 版）
_BEHIND_NAMES: Final = compile_later(
    r"[《〈]\s*([^《》〈〉]{2,14}?)\s*[》〉]\s*[（(]\s*(?:19|20)\d\d[^（()）]{4,30}版\s*[）)]$"
)
_PAPER_AND_DATE: Final = compile_later(
    r"^[\s（(\[【]*([\u4e00-\u9fff]{1,8}(?:报|日报|晚报|早报|晨报|时报|网|新闻网|在线|客户端|杂志|周刊|电视台|通讯社|社))\s*[，,/]?\s*"
    r"(?=(?:19|20)\d\d\s*[-/.年])"
)
# 今日水利 1999年9期
_MAGAZINE: Final = compile_later(
    r"^[《〈]?([\u4e00-\u9fff·]{2,14})[》〉]?\s*[，,/|]?\s*(?:\+?\s?订阅\s+)?(?:19|20)\d\d\s?年\s?第?\s?\d{1,2}\s?期"
    r"(?:\s+\+?\s?(?:收藏|订阅))?$"
)
_EPAPER: Final = compile_later(
    r"(?:^|[-_|—\s])([\u4e00-\u9fff]{1,8}报)(?:社)?[\s-]*(?:多媒体|全媒体)?(?:数字报|数字版|电子报|电子版|电子阅报|图文数据库|数字平台|数字报刊)"
    r"|(?:^|[-_|—\s])([\u4e00-\u9fff]{1,8}[報报])(?:電子版|數碼版)"
)


# <!--enpproperty <articleid>1</articleid><date>2016-05-12 00:00:00.0</date>…: the day of the issue, or when it was sent
_ISSUED: Final = compile_later(
    r"enpproperty\s{0,4}<articleid>[^<]{0,20}</articleid>\s{0,4}<date>([\d-]{10}(?:\s(?!00:00)\d\d:\d\d:\d\d)?)"
)
_PAGES: Final = compile_later(
    r"^第\s?[A-Z]?\d{1,3}\s?版\s?[:：]|版面导航|本版导航|版面概览|标题导航|[上下]一版$"
)
_PAGE: Final = 24
"""Characters of the longest line that leads to a page of a paper."""
_PAPER_NAME: Final = compile_later(r"<founder-papername>\s*([\u4e00-\u9fff]{2,14})\s*</founder-papername>")
_PAPER_TITLE: Final = compile_later(
    r"<founder-title>\s*([^<]{2,120}(?:<br\s*/?>[^<]{0,120}){0,3})", re.IGNORECASE
)
_LINE_END: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_STATED: Final = 600
"""Bytes of a comment from one of these words to what it states."""


def is_electronic_edition(title: str) -> bool:
    """Return whether the title names the electronic edition of a newspaper.

    >>> is_electronic_edition("临江日报数字报-护一江清水东流"), is_electronic_edition("护一江清水东流-临江网")
    (True, False)
    """
    return _EPAPER.search(title) is not None


def is_page_of_paper(lines: Sequence[Block]) -> bool:
    """Return whether two of the lines above a text lead through the pages of a paper (版面导航, 第A01版：头版)."""
    named = (block for block in lines if len(block.text) <= _PAGE and _PAGES.search(block.text) is not None)
    return sum(1 for _ in islice(named, 2)) == 2


def hear_issue_day(document: Document, base: datetime | None, witnesses: Witnesses) -> None:
    """Hear the day of the issue from the comment that the papers' publishing system writes beside an article."""
    if witnesses.has("published_at"):
        return
    if found := _ISSUED.match(_comment(document, b"enpproperty")):
        witnesses.add("published_at", Origin.STRUCTURED, parse_date(found[1], base), found[0], "enpproperty")


def hear_paper_title(document: Document, witnesses: Witnesses) -> None:
    """Hear the headline from the same comment: titles of such editions name the paper alone, on many sites."""
    if witnesses.has("headline"):
        return
    if found := _PAPER_TITLE.match(_comment(document, b"<founder-title>")):
        title = clean(unescape(_LINE_END.sub(" ", found[1])))
        witnesses.add("headline", Origin.STRUCTURED, title, found[0], "founder-title")


def hear_paper(document: Document, lines: Iterable[Block], witnesses: Witnesses) -> None:
    """Hear the newspaper whose issue a line states, or whose electronic edition the page is."""
    if witnesses.has("source", Origin.RULE, Origin.META_LINE):
        return
    for block in lines:
        text = block.spaced
        if len(text) > 60 or not _DIGIT.search(text):
            continue
        found = _ISSUE.match(text) or _PAPER_AND_DATE.match(text) or _MAGAZINE.match(text)
        if found is None and text.endswith(("版）", "版)")):
            found = _BEHIND_NAMES.search(text)
        if found:
            name = clean_source("".join(found[1].split()))
            witnesses.add("source", Origin.TEXT, name, text, "paper and issue")
            return
    if found := _EPAPER.search(document.title):
        witnesses.add("source", Origin.GENERIC, found[1] or found[2], document.title, "electronic edition")
        return
    if found := _PAPER_NAME.match(_comment(document, b"<founder-papername>")):
        witnesses.add("source", Origin.STRUCTURED, found[1], found[0], "founder-papername")


def _comment(document: Document, word: bytes) -> str:
    """Return what the papers' publishing system writes in a comment from a word on; the tree has no comments."""
    start = document.source.find(word)
    return document.source[start : start + _STATED].decode(document.charset, "replace") if start >= 0 else ""
