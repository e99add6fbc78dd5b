"""Say what words of a list's row are that are no title: a day, who published it, how often it was read, a button, a lead."""

from __future__ import annotations

import re
from typing import Final

from envnews.patterns import compile_later

SUMMED_UP: Final = 40
"""Characters of words from which on they may be the beginning of a text, and of a link that holds more than a title."""
_LONGEST: Final = 120
"""Characters of words that may be a title."""
_LONGEST_LABELLED: Final = 30
"""Characters of what is said beside a title, its label included."""
_LONGEST_TIME: Final = 60
"""Characters of the longest day with its time."""
_OF_TIME: Final = compile_later(
    r"(?=.*[\d日天刚今昨前])(?:[\d\s\-–/.:：年月日号时分秒\[\]【】()（）|,，]|(?:星期|周)[一二三四五六日天]|[今昨]天|前天|刚刚|(?:分钟|小时|天)前"
    r"|(?i:january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec))+"
)
"""Words that may be part of a day or a time."""
_STAMP: Final = compile_later(
    r"\d\s?[-–/.年月\s]\s?\d|\d{1,2}\s?[月日:：]|\d\s?(?:分钟|小时|天)前|[今昨前]天|刚刚|(?i:[a-z]{3,9})[\s.,]*\d|\d\s?(?i:[a-z]{3,9})"
)
"""What makes such words a day or a time: 2023, 第3 are none."""
_BESIDE: Final = compile_later(
    r"(?:(?:信息)?来源|作者|发布(?:时间|日期|者|人|单位|机构)?|发表(?:时间|于)?|更新(?:时间)?|时间|日期|浏览(?:次数|量)?|阅读(?:量|数|次数)?|点击(?:量|数|率|次数)?|人气|评论(?:数)?|热度|编辑|记者)\s?[:：].*"
    r"|(?:浏览|阅读|点击|查看|评论|访问|人气)(?:量|数|次数)?\s?[(（]?\s?\d[\d.,万]*\s?[次人条]?[)）]?|\d[\d.,万]*\s?[次人条]?\s?(?:浏览|阅读|点击|查看|评论|围观|人阅读)"
    r"|[|/·•>＞→»›+]+|(?i:new|hot|top|more|read more)[!！]?|置顶|热|新|顶|荐|推荐|最新|热门"
    r"|[【\[]\s?(?:阅读|查看|展开|了解|閱讀)?(?:全文|更多|详情|详细|原文|內文)\s?[】\]]|继续阅读"
)
"""What a row says beside a title: of its origin, its readers, its place in the list, and the button behind it."""
_BUTTON: Final = compile_later(
    r"(?:点击|立即|了解|阅读|查看|浏览|展开|我要)?(?:查看|阅读|下载)?(?:全文|更多|详情|详细|原文|内容)?\s?(?:>>|[>＞»→+])?|(?i:(?:read |view |learn )?(?:more|details?))"
)
_PROSE: Final = re.compile("[。；]|…$|\\.\\.\\.$")
_NUMBER: Final = re.compile(r"\d{1,3}[.、]?")
"""What counts the rows of a list."""


def is_moment(words: str) -> bool:
    """Return whether words are a day or a time and nothing else.

    >>> is_moment("2023-11-28 10:20"), is_moment("3小时前"), is_moment("2023"), is_moment("28日通报")
    (True, True, False, False)
    """
    return is_of_time(words) and holds_moment(words)


def is_button(words: str) -> bool:
    """Return whether the words of a link say no more than that it leads to the article of its row; no words say so, too.

    >>> is_button("查看详情 >"), is_button("阅读全文"), is_button("→"), is_button("详细规划")
    (True, True, True, False)
    """
    return _BUTTON.fullmatch(words) is not None


def is_prose(words: str) -> bool:
    """Return whether the words of a link rather sum an article up than name it."""
    return len(words) > _LONGEST or (len(words) > SUMMED_UP and _PROSE.search(words) is not None)


def is_of_time(words: str) -> bool:
    """Return whether words may be part of a day or a time, or all of it."""
    return len(words) <= _LONGEST_TIME and _OF_TIME.fullmatch(words) is not None


def holds_moment(words: str) -> bool:
    """Return whether words of days and times name one: a year or a number alone is none."""
    return _STAMP.search(words) is not None


def is_beside(words: str) -> bool:
    """Return whether a row says words beside its title: of its origin, its readers, its place in the list.

    >>> is_beside("来源：中国环境报"), is_beside("阅读 123"), is_beside("置顶"), is_beside("来源清单公布")
    (True, True, True, False)
    """
    return len(words) <= _LONGEST_LABELLED and (_BESIDE.fullmatch(words) is not None or is_button(words))


def is_number(words: str) -> bool:
    """Return whether words count the rows of a list."""
    return _NUMBER.fullmatch(words) is not None
