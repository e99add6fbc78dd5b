"""Keywords: a displayed or declared list of words, cut where the page cuts and never inside a word."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from envnews.normalize.labels import label_pattern
from envnews.normalize.text import clean, squash
from envnews.normalize.values import is_placeholder_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_NEXT_FIELD = re.compile(r"(?:责任编辑|责编|编辑|作者|来源)\s*[:：]")
_LABEL = re.compile(
    rf"\s?[\[【]?\s?{label_pattern('keywords')}\s?(?:[:：]|[\]】]\s?[:：]?|\Z|(?=\s))", re.IGNORECASE
)
_MARKS = r",，;；、|｜"
_MARK = re.compile(rf"[{_MARKS}\n\r\t\u3000]+")
_SIGNS = re.compile(r"(?<=[\u2e80-\u9fff」”])\s?[#＃][#＃\s]*(?=[\u2e80-\u9fff「“])")
"""Number signs between Chinese words (輕鐵#屯門); in C# one is of the word."""
_BLANK = re.compile(rf"(?<![{_MARKS}\s])\s+(?![{_MARKS}\s])")
_TWO_NAMES = re.compile(
    rf"(?:(?<=[{_MARKS}])|\A)\s?[A-Za-z][A-Za-z0-9.'-]{{3,}} [\u4e00-\u9fff]+\s?(?=[{_MARKS}]|\Z)"
)
"""A brand in two scripts, between marks; what is shorter is mostly an abbreviation (COD 氨氮)."""
_WHITE = re.compile(r"\s+")
_QUOTED = re.compile(r"“[^“”]{2,40}”|《[^《》]{2,60}》")
"""Slogans and titles, whose own marks and blanks (“不忘初心、牢记使命”) part no words."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_MARKED = 2
"""Marks for each blank in a list whose words may hold blanks."""
_APART = 4
"""Chinese words in a list that blanks alone separate."""
_OF_LIST = re.compile(rf"[{_MARKS}\s]")
_IN_LIST = 2
"""Marks inside a pair of quotation marks that enclose a whole list; slogans have one."""
# A single blank stays between two words that are not Chinese: COP 15, green hydrogen. Tags may come as #水环境# #气候#.
_BREAK = re.compile(
    rf"{_MARK.pattern}|\s{{2,}}|(?<=[\u2e80-\u9fff\uff00-\uffef”》#])\s(?![/／]|&\s)|(?<![/／&])\s(?=[\u2e80-\u9fff“《#＃])"
)


def split_keywords(text: str) -> tuple[str, ...]:
    """Return the words of a list of keywords in their order, without label, placeholders and repetitions.

    Words are separated by , ， ; ； 、 | or line breaks; a blank separates only beside a Chinese word. Glued
    words (水环境海洋污染) stay one: where they divide, only the page's own links can say.

    >>> split_keywords("关键词：PM2.5，水环境;海洋污染 COP 15、水环境")
    ('PM2.5', '水环境', '海洋污染', 'COP 15')
    >>> split_keywords("标签:五水共治;水质责任编辑:沈吟")
    ('五水共治', '水质')
    >>> split_keywords("#輕鐵#屯門 #沉降"), split_keywords("Google / 谷歌,C#语言,文化 & 方法")
    (('輕鐵', '屯門', '沉降'), ('Google / 谷歌', 'C#语言', '文化 & 方法'))
    >>> split_keywords("SONY 索尼,cnBeta"), split_keywords("NBA 湖人 詹姆斯")
    (('SONY 索尼', 'cnBeta'), ('NBA', '湖人', '詹姆斯'))
    >>> split_keywords("“不忘初心、牢记使命”主题教育 《关于进一步加强生态保护，深入推进河长制的意见》")
    ('“不忘初心、牢记使命”主题教育', '《关于进一步加强生态保护，深入推进河长制的意见》')
    >>> split_keywords("“排污口，整治，水质”"), split_keywords("“不忘初心、牢记使命”")
    (('排污口', '整治', '水质'), ('“不忘初心、牢记使命”',))
    >>> split_keywords("暂无"), split_keywords(" 种姓 婆罗门 农业,")
    ((), ('种姓', '婆罗门', '农业'))
    """
    label = _LABEL.match(text)
    words = text[label.end() :] if label else text
    # Templates glue the next field on: 标签:五水共治;水质责任编辑:沈吟.
    words = _NEXT_FIELD.split(words, maxsplit=1)[0].strip(" ,，;；、|｜")
    if words.startswith("“") and _QUOTED.fullmatch(words) and len(_OF_LIST.findall(words)) >= _IN_LIST:
        words = words[1:-1]
    quoted = [found.span() for found in _QUOTED.finditer(words)]
    words = _SIGNS.sub(lambda sign: sign[0] if _is_in(sign.start(), quoted) else "，", words)
    quoted = [found.span() for found in _QUOTED.finditer(words)]
    apart = _QUOTED.sub("", words) if quoted else words
    marks = len(_MARK.findall(apart))
    if not marks and len(_CHINESE.findall(apart)) >= _APART:
        return unique(_parted(_WHITE, words, quoted))
    # In a list with marks throughout, a blank stands within a word: 荣耀 Magic7, and so it does in SONY 索尼 between marks.
    marked = marks > _MARKED * len(_BLANK.findall(_TWO_NAMES.sub("", apart)))
    return unique(_parted(_MARK if marked else _BREAK, words, quoted))


def _is_in(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Return whether a place is inside one of the spans, which are in their order and apart."""
    following = bisect_left(spans, (place, 0))
    return following > 0 and place < spans[following - 1][1]


def _parted(mark: re.Pattern[str], words: str, quoted: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield what stands between the marks of a list, those inside quotation marks being none."""
    start = 0
    for found in mark.finditer(words):
        if not _is_in(found.start(), quoted):
            yield words[start : found.start()]
            start = found.end()
    yield words[start:]


def unique(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words cleaned, without empty ones, placeholders and repetitions, in their order.

    Words that differ only in width, case or spacing are one; the first spelling stays.

    >>> unique(["PM2.5", " 臭氧 ", "ＰＭ２.５", "", "无"])
    ('PM2.5', '臭氧')
    """
    spellings: dict[str, str] = {}
    for word in words:
        spelling = clean(word).strip("#＃ ")
        form = squash(spelling)
        if not is_placeholder_form(form):
            spellings.setdefault(form, spelling)
    return tuple(spellings.values())
