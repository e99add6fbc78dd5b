"""Sources as displayed: the name beside 来源, freed of label, brackets and the interface words that follow."""

from __future__ import annotations

import re
from functools import cache

from envnews.normalize.labels import ACCOUNTS, label_pattern
from envnews.normalize.text import clean
from envnews.normalize.values import (
    before_next_field,
    is_placeholder,
    is_plain,
    is_sentence,
    is_unfilled,
    unwrap,
)

MAX_LENGTH = 200
"""Characters of a name; what is longer after its label is a text in which no name was marked off."""

_OWN = ("source", "publisher", "provider")


def clean_source(text: str) -> str | None:
    """Return the name of the source as displayed, None where the page states none.

    Labels, enclosing brackets, separators at the ends and what follows the name (another labelled field,
    字号, 分享到, 【在线投稿】 …) are taken off; punctuation within the name stays. 本站 and host names are
    sources as displayed. A sentence, such as a notice of copyright, and a text of more than 200 characters are no name.

    >>> clean_source("文章来源：《中国生态文明》杂志 【在线投稿】")
    '《中国生态文明》杂志'
    >>> clean_source("[来源：澎湃新闻·澎湃号·政务]"), clean_source("来源： | 字号：大 中 小")
    ('澎湃新闻·澎湃号·政务', None)
    >>> clean_source("临江时间 国际领域创作者")
    '临江时间'
    >>> clean_source("“围炉”官方澎湃号")
    '围炉'
    >>> clean_source("临江晚报官方澎湃号"), clean_source("来源：棱镜水务（ID：lengjing）")
    ('临江晚报', '棱镜水务')
    >>> clean_source("来源：临江晚报·新视觉网 记者 江帆")
    '临江晚报·新视觉网'
    >>> clean_source("[ 临江在线 原创 ]"), clean_source("来源：临江在线 12 条评论"), clean_source("点击1090次")
    ('临江在线', '临江在线', None)
    >>> clean_source("来源：临江网 www.ljhb.cn"), clean_source("临江在线（http://ljhb.cn/）"), clean_source("www.ljhb.cn")
    ('临江网', '临江在线', 'www.ljhb.cn')
    >>> clean_source("来源：文/河道处办公室"), clean_source("来源：据省医疗保障局整理"), clean_source("文汇报")
    ('河道处办公室', '省医疗保障局', '文汇报')
    >>> clean_source("文/图/河道处办公室"), clean_source("文汇网·人文/河口专栏"), clean_source("文/江小帆")
    ('河道处办公室', '文汇网·人文/河口专栏', '文/江小帆')
    >>> clean_source("来源： 2019-12-26"), clean_source("< 上一图集"), clean_source("临江时间国际领域创作者")
    (None, None, '临江时间')
    """
    name = _stated(text)
    while name and ("www." in name or "http" in name) and (shorter := _ADDRESS.sub("", name)) != name:
        name = _stated(shorter)
    return name


def _stated(text: str) -> str | None:
    """Return the name with the address that may stand behind it."""
    name = clean(text)
    name = name.removesuffix(" 原创")
    if "评论" in name or "阅读" in name or "点击" in name:
        name = _COUNT.sub("", name)
    if "领域" in name or "官方" in name:
        name = _FIELD.sub("", name)
        first, _, rest = name.partition(" ")
        name = first if first == rest else name
        name = name[1:-1] if name[:1] == "“" and name.find("”") == len(name) - 1 else name
    if "ID" in name or "微信号" in name:
        name = _ACCOUNT_ID.sub("", name)
    if "者" in name:
        name = _REPORTER.sub("", name)
    if label := _label().match(name):
        name = name[label.end() :]
    if name[:1] in {"文", "图", "据"} and (made := _MADE_BY.fullmatch(name)):
        name = made["office"] or made["gathered"]
    if is_plain(name):
        return name
    name, before = before_next_field(name, *_OWN), None
    if len(name) > MAX_LENGTH or is_unfilled(name):
        return None
    while name != before:  # each layer of brackets and label may uncover the next
        before = name
        if label := _label().match(name):
            name = name[label.end() :]
        name = unwrap(before_next_field(name, *_OWN)).removesuffix(" 原创")
    nobody = is_placeholder(name) or is_sentence(name) or name in _ACCOUNTS or _NO_NAME.match(name)
    return None if nobody else name


# 文/集团办公室, 据省医疗保障局整理
_MADE_BY = re.compile(
    r"(?:文[/／]?图|图[/／]?文|文)\s?[/／\\]\s?(?P<office>[\u4e00-\u9fff]{4,20})"
    r"|据(?P<gathered>[\u4e00-\u9fff]{2,20}[局厅委部网报社院台])(?:综合)?整理"
)
# A day or a number where no source is typed, the button of a gallery
_NO_NAME = re.compile(
    r"[A-Z]{2,5}[-_]\d{3,}$|(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s\d{1,2}:\d\d(?::\d\d)?)?$|[<＜>＞]"
)
_ACCOUNTS = ACCOUNTS | {"Admin"}
# cnBeta.COM 12 条评论
_COUNT = re.compile(
    r"(?:^|\s+)\d*\s?(?:条|人|次)(?:评论|阅读|参与评论)$|^(?:点击|阅读|评论)(?:次数|量)?\s?\d+\s?次?$"
)
# 棱镜水务（ID：lengjing）, 棱镜水务（微信号：lengjing）
_ACCOUNT_ID = re.compile(r"(?<=.)\s*[（(]\s?(?:微信)?(?:公众号)?\s?(?:ID|微信号).*$")
# 临江网 www.ljhb.cn, 临江在线（http://ljhb.cn/）
_ADDRESS = re.compile(r"(?<=[\u4e00-\u9fff》])(?<!源)\s*[（(]?(?:https?://|www\.)\S+$")
# 临江晚报 记者 江帆
_REPORTER = re.compile(r"(?<=\S)\s+(?:本报|本台|见习|实习|特约)?(?:记者|記者)[\s:：][^，。]{2,24}$")
# 纽约时间 国际领域创作者, 山西晚报官方澎湃号: what a platform says of an account.
_FIELD = re.compile(
    r"\s+\w{2,4}领域创作者$|(?<=..)(?:优质)?(?:国际|国内|社会|财经|科技|教育|文化|历史|健康|体育|娱乐|汽车|军事|情感|时事|法律|职场|旅游|美食|数码|影视|游戏|时尚|科学|三农)领域创作者$|(?<=..)官方(?:澎湃|百家|搜狐|企鹅|头条|大鱼|网易|凤凰)号(?:[，,].*)?$"
)


@cache
def _label() -> re.Pattern[str]:
    words = label_pattern(*_OWN)
    from_where = "转载自|转自|摘自|来源于|轉載自|轉自|來源於"
    return re.compile(rf"[\[【(（]?\s?(?:本文)?(?:{words}(?:\s?[:：]|\s|\Z)|(?:{from_where}))\s?")
