"""The publisher's name in what stands beside 来源: without reporters, issues, places of dispatch and channels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = re.compile(
    r"^(?:(?:信息|文章|稿件|新闻|内容)?来源[于]?|转自|摘自|转载自?|来自|据|综合自?|文章转载自?)[:：]?\s*"
)
_PARENTHESES = re.compile(r"\s*[（(\[【][^（）()\[\]【】]*[）)\]】]\s*")
QUOTES = str.maketrans("", "", '《》“”"「」『』')
_SUFFIX = re.compile(
    r"(?:的?官方)?(?:网站|官网|官微|门户网站?|微信公众号|微信公众平台|微信|公众号|微博|客户端|公众平台|头条号|政务新媒体)$"
    r"|(?:讯|供稿|报道|原创|整理|综合|[Aa][Pp][Pp]|新媒体|全媒体|(?:当代)?融媒体(?:中心)?|网络版|电子版|数字报)$"
)

_PEOPLE = re.compile(
    r"\s*[，,;；/]?\s*(?:特约|本报|见习|实习|首席|特派)?(?:全媒体)?(?:记者|通讯员|评论员|撰文|作者|编辑|责编|文\s*[/|])[\s:：]?.*$"
)
"""新京报 记者 马瑾倩"""

_ISSUE = re.compile(
    r"\s*[（(]?(?:(?:19|20)\d{2}\s*[年./-]|\d{1,2}月\d{1,2}日|第?\s*\d+\s*[版期]|头版|[A-D]\d{1,2}版).*$"
)
"""《求是》2024年第1期"""

_DISPATCH = compile_later(
    r"^(新华社|中新社|中新网|央广网)[\u4e00-\u9fff]{2,6}?(?:\d{1,2}月)?\d{1,2}日(?:[电讯消].*)?$"
)
_CHANNEL = compile_later(r"^(.{1,8}?[网社报台线])[·\-\s]?[\u4e00-\u9fff]{2,8}(?:频道|新闻网)$")
_PROGRAMME = re.compile(r"^([^《]{2,12})《[^》]+》$")
_PAPERS_ACCOUNT = compile_later(r"^(.{1,6}(?:日报|晚报|晨报|早报|京报|时报))[\u4e00-\u9fff]{2,4}$")
_OFFICE = re.compile(r"^(.{2,12}?[部委署局院])(?:新闻办公室|办公[厅室])$")
_BESIDES = re.compile(r"\s*[|｜·•]\s*|\s+")
"""What stands between a publisher and its channel, account or editor. Several publishers are joined by 、 and /: no one of
them is meant alone."""

_SEVERAL = re.compile("[、/／]")


def bare(source: str) -> str:
    """Return a source without quotes, parentheses and what introduces it.

    >>> bare("来源：“浙江生态环境”（微信公众号）")
    '浙江生态环境'
    """
    name = _PARENTHESES.sub("", _PREFIX.sub("", source.strip()))
    return (name or source).translate(QUOTES).strip()


def without_suffix(name: str) -> str:
    """Return a name without what it appears on.

    >>> without_suffix("四川日报全媒体"), without_suffix("生态环境部官网")
    ('四川日报', '生态环境部')
    """
    return _SUFFIX.sub("", name)


def shorter_names(source: str) -> Iterator[str]:
    """Yield who may be meant by a source that no table knows, the surest first.

    >>> list(shorter_names("澎湃新闻 记者 刁凡超"))[0], list(shorter_names("《求是》2024年第1期"))[0]
    ('澎湃新闻', '求是')
    >>> list(shorter_names("国家发展改革委、生态环境部")), list(shorter_names("湖南日报·新湖南客户端"))
    ([], ['湖南日报'])
    """
    name = bare(source)
    if _SEVERAL.search(name):
        return
    dispatched = _DISPATCH.match(name)
    if dispatched:
        yield dispatched[1]
    for pattern in (_PEOPLE, _ISSUE):
        shorter = pattern.sub("", name).strip()
        if shorter and shorter != name:
            yield shorter
            name = shorter
    for pattern, text in ((_PROGRAMME, source), (_CHANNEL, name), (_PAPERS_ACCOUNT, name), (_OFFICE, name)):
        found = pattern.match(text)
        if found:
            yield found[1]
    parts = [part for part in _BESIDES.split(name) if part]
    if len(parts) == 2:
        yield parts[0]
