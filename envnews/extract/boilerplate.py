"""Tell the lines of an article from the furniture around and between them.

Chinese portals wrap the text in the same few things everywhere: breadcrumb, meta line, share bar and font
size above; credits, disclaimers, pagers, related news and comments below. The words are those of the
field, not of single sites.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from envnews.normalize import squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.extract.blocks import Block

_MARKS: Final = " \u3000【[（(〔《〈“\"'‘「·•●○◎■□◆◇▲△▶▼★☆※*|｜丨>＞»-—_:：.。、#/\\"
"""What stands before the first word of a line; taken off once, so that the patterns are cheap to try."""
_SHORT: Final = 60

ORIGINAL_TITLE: Final = re.compile(
    r"^[（(【\[]?\s*(?:本文)?原(?:标题|標題|题)\s*[:：]\s*[《「]?(.{4,}?)[》」]?\s*[）)】\]]?$"
)

LEAD: Final = re.compile(
    r"^[\s【\[]*(?:导\s?读|摘\s?要|内容(?:提要|摘要)|核心(?:提示|提要)|导语|導讀)(?:[】\]]?\s*[:：】]|\s*(?=【))\s*(.{10,})$",
)
"""A lead with its label; it is a field of its own, wherever a template puts it."""

_SUMMARY: Final = re.compile(
    r"(?:^|[\s_-])(?:summary|abstract|digest|daodu|zhaiyao|daoyu)(?:$|[\s_-])", re.IGNORECASE
)

CUT_OFF: Final = re.compile(r"(?:…+|\.{2,}|⋯+)$")
"""Ends of texts that a template has cut."""
_CUT_OUT: Final = 15
"""Characters of the shortest summary that is taken for the beginning of the text; headings are shorter."""

_VERBS: Final = "分享|打印|列印|收藏|关闭|關閉|点赞|點讚|举报|播放|暂停|参与|订阅|登录|注册|返回|回到"
INTERFACE: Final = re.compile(
    # What these are said of tells a button from a heading (关闭23家企业的排污口, 分享治水经验).
    rf"(?:{_VERBS})(?:{_VERBS}|[到至给于]|本|此|该|窗|页|評|评|互|后|首|顶|列|目|上|更|按|让|全|链|有奖|文章|微|朋友|QQ|\W|[A-Za-z]|$)|"
    r"(?:字号|字體|字体|字級|放大|缩小|纠错|我要纠错|赞|讚|复制链接|链接已复制|扫一扫|扫描|扫码|"
    r"\+?\s?(?:已?关注|广告|推广)\W*$|长按|识别二维码|用微信|微信扫|手机(?:看|阅读|扫)|关注公众号|关注我们|下载客户端|小字号|大字号|默认|语音播报|"
    r"浏览(?:次数|量)?\s*[:：]|阅读(?:量)?\s*[:：(（]|点击(?:量|数)?\s*[:：]|访问量|评论(?!员)\s*[:：(（]?\s*\d*|"
    r"发布于|下[载載](?:APP|客户端)|T(?:大|中|小)|A[-+]|加载中|视频加载|已推荐|阅读\s*[(（]|内容举报|share|print|close|loading|copyright|"
    r"[\w·]{1,16}(?:官方)?(?:帐号|账号)$|(?:读者|新闻|爆料|报料|投稿|服务|监督)(?:热线|电话|邮箱)|当前位置|您(?:的|所在的|现在的)?位置|你的位置|位置\s*[:：]|首页\s*[>＞»|])",
    re.IGNORECASE,
)
"""Starts of short lines that belong to the page, not to the text."""

CREDIT: Final = re.compile(
    r"(?:本文|稿件|信息|文章|图片|视频|新闻)?\s*(?:责任编辑|責任編輯|责编|責編|执行编辑|值班编辑|网络编辑|美编|编辑|編輯|编校|编审|校\s*对|校對|审\s*核|审\s*读|初审|复审|终审|"
    r"签发|总监制|监\s*制|统\s*筹|制\s*作|策\s*划|来\s*源|來源|作\s*者|撰\s*稿|供\s*稿|摄\s*影|文字|图文|转自|转载自|关键[词字]|關鍵字|标签|標籤|tags?|"
    r"[一二三]审|[一二三]校|[一二三]读|原标题|所属分类|分类|分類)\s*(?:[:：|｜丨/／]|于\s)|(?:文|图|圖)\s*[丨｜|/／]|"
    r"[\w·]{0,12}(?:记者|記者)[\s:：][^，。,]{2,30}$|"
    r"[\w·]{0,6}(?:责任编辑|责编|编辑|校对|审核|编审|终审|监制|編輯)\s+[\u4e00-\u9fff·、 ]{2,16}\W{0,2}$",
    re.IGNORECASE,
)
"""Starts of lines that name who made or published the text."""

_EDITORIAL: Final = re.compile(
    r"(?:责任编辑|責任編輯|责编|責編|执行编辑|值班编辑|网络编辑|编辑|編輯|编校|编审|校\s*对|审\s*核|审\s*读|初审|复审|终审|总监制|监\s*制)\s*[:：|｜丨/／]",
)
"""Credits that are none of the text even in its middle; 来源 and 时间 there may be a caption's or a notice's own."""

_DATED: Final = re.compile(
    r"(?:发布|更新|发稿|编辑|發佈)?(?:时间|日期|時間)\s*[:：]?\s*(?:19|20)?\d\d[-/.年\s\d月日:：时分]{4,20}\W{0,2}$",
)

_LAST_WORD: Final = re.compile(
    r"(?:相关(?:新闻|阅读|推荐|资讯|链接|文章|专题|报道|稿件|内容|信息)|相關(?:新聞|閱讀|文章)|延伸阅读|延伸閱讀|推荐阅读|"
    r"(?:热门|熱門|热点|今日热点|最新)(?:评论|推荐|新闻|文章|点击|阅读|點閱|资讯|排行|标签)?\W*$|为[您你](?:推荐|精选)|猜[您你](?:喜欢|想看)|大家都在看|往期(?:回顾|精彩|推荐)|"
    r"(?:编辑|精彩|小编|猜你|本站|站内)推荐|更多(?:新闻|精彩|资讯|内容|阅读)|网友评论|發表評論|发表评论|我要(?:评论|跟帖)|全部评论|最新评论|"
    r"上一(?:篇|条|则)|下一(?:篇|条|则)|上一页|下一页|上一頁|下一頁|尾页|返回(?:列表|首页|顶部)|扫一扫在手机|在手机打开|"
    r"\w{0,8}(?:排行榜?|热榜|图片推荐|最新文章|精彩图片|热图)\W*$|顶一下|踩一下|-{3,}分隔线|"
    r"首页\s*\|\s*上一页|【\s*1\s*】\s*【\s*2\s*】)",
)
"""Starts of short lines after which nothing of the article follows."""

_DISCLAIMER: Final = re.compile(
    r"(?:(?:特别|平台|免责|版权|郑重|本网|本站|重要)?(?:声明|聲明|提示)\s*[:：]|免责声明|版权声明|版权所有|版權所有|平台声明|特别声明|"
    r"(?:凡)?本(?:网|站|文|作品).{0,40}(?:转载|轉載|版权|授权|仅代表|立场|来源于网络)|未经(?:书面)?(?:授权|许可|允许)|.{0,40}未经.{0,16}(?:授权|许可|允许|同意).{0,10}(?:转载|复制|使用|镜像|摘编)|如需转载|"
    r"(?:以上|文中)(?:内容|作品|观点).{0,30}(?:仅代表|不代表)|notice\s*:|.{0,20}(?:转载|轉載).{0,8}(?:注明|註明)(?:出处|來源|来源))",
    re.IGNORECASE,
)
_PAGER: Final = re.compile(r"^(?=.*[|【\[页首末尾])(?:[\s|【】\[\]\d/共第页首末尾上下一]|…|\.\.\.)+$")
_ISSUE: Final = re.compile(r"^[《〈].{2,12}[》〉]\s*[（(].{4,40}版\s*[）)]$")
_MORE: Final = re.compile(
    r"(?:^|[\s。！？”])(?:返回\w{2,6}，?\s*)?(?:查看|阅读|点击查看)(?:更多|全文|详情|原文)\W{0,3}$"
)
_PROMPT: Final = re.compile(
    r"(?:[\w·]{0,10}(?:广告|商务)合作|点击(?:进入|查看|下载|这里|上方|下方|菜单栏)|更多精彩|请关注|欢迎关注|相关资讯请关注)"
)
_TAGS: Final = re.compile(r"^[^|｜，。]{1,20}(?:[|｜][^|｜，。]{1,20}){2,}$")
_APP: Final = re.compile(
    r"(?:下[载載]|打开|打開).{0,6}(?:APP|客户端|客戶端)|(?:APP|客户端).{0,4}下[载載]", re.IGNORECASE
)
_OUTLET: Final = re.compile(r"[\u4e00-\u9fff]{2,10}(?:日报|晚报|时报|早报|周刊|新闻网|电视台|通讯社|客户端)")
_DIGITS: Final = "0123456789 "
_BUTTON: Final = 24
"""Characters of a line that is a button of the page."""
_NUMBER: Final = re.compile(r"^[\d\s,.+]*$")
_BREADCRUMB: Final = re.compile(
    r"(?:>|＞|»|›|>>|→)\s*(?:正文)?\s*$|首页\s*(?:>|＞|»|›|-)|(?:>|＞|»|›).*(?:>|＞|»|›)"
)


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The blocks of a body without furniture.

    Attributes:
        kept: Indexes of the blocks that belong to the text, in order.
        head: Indexes of the blocks cut before it.
        tail: Indexes of the blocks cut after or inside it.
    """

    kept: tuple[int, ...]
    head: tuple[int, ...]
    tail: tuple[int, ...]


def trim(blocks: Sequence[Block], start: int, end: int, headline: str) -> Trimmed:
    """Cut furniture off blocks[start:end], at both edges and inside.

    Args:
        blocks: Blocks of the page.
        start: First block of the body's element.
        end: End of the body's element, exclusive.
        headline: Headline of the article, which is not repeated in the text; may be empty.
    """
    name = squash(headline)
    first = _below_headline(blocks, start, end, name)
    while first < end and (
        is_head(blocks[first], name)
        or (is_summary(blocks[first]) and any(block.prose for block in blocks[first + 1 : end]))
        or (first > start and _is_value(*blocks[first - 1 : first + 1]))
        or (first + 1 < end and _is_beginning(*blocks[first : first + 2]))
    ):
        first += 1
    last = _end_of_text(blocks, first, end)
    while last > first and _is_tail(blocks[last - 1]):
        last -= 1
    kept: list[int] = []
    inside: list[int] = []
    for index in range(first, last):
        (inside if _is_inside(blocks[index]) else kept).append(index)
    return Trimmed(tuple(kept), tuple(range(start, first)), (*inside, *range(last, end)))


def _below_headline(blocks: Sequence[Block], start: int, end: int, headline: str) -> int:
    """Return the index below headline and meta line where the body's element holds them above its first prose."""
    below, seen = start, False
    for index in range(start, min(end, start + 20)):
        text = blocks[index].text
        same = bool(headline and squash(text) == headline)
        if (
            blocks[index].prose
            and not same
            and (len(text) > _SHORT or text.endswith(("。", "！", "？", "”")))
        ):
            break
        seen = seen or same
        if seen and (squash(text) == headline or _looks_like_meta(text)):
            below = index + 1
    return below


def is_head(block: Block, headline: str) -> bool:
    """Return whether the line stands above the text: headline again, meta line, lead, interface."""
    text = block.text
    if headline and len(text) <= len(headline) * 2 + 20 and _repeats(text, headline):
        return True
    if ORIGINAL_TITLE.match(text) or LEAD.match(text) or _NUMBER.match(text):
        return True
    if block.prose and len(text) > _SHORT:
        return False
    if is_furniture(text) or _BREADCRUMB.search(text) or _OUTLET.fullmatch(text):
        return True
    # The count of a button stands before it: 0 分享至.
    if len(text) <= _BUTTON and INTERFACE.match(text.lstrip(_DIGITS)):
        return True
    return block.is_link or _looks_like_meta(text)


def is_summary(block: Block) -> bool:
    """Return whether a line is the summary that templates print above a text, by the name of its own element."""
    element = block.element
    parent = element.getparent()
    names = element.get("class") or ""
    if not names and parent is not None and len(parent) == 1:
        names = parent.get("class") or ""
    return bool(names) and _SUMMARY.search(names) is not None


def _is_beginning(block: Block, following: Block) -> bool:
    """Return whether a line only repeats the beginning of the next one: a summary that a template has cut out."""
    shown = squash(CUT_OFF.sub("", block.text))
    return (
        len(shown) >= _CUT_OUT
        and len(block.text) < len(following.text)
        and squash(following.text).startswith(shown)
    )


def _is_value(label: Block, block: Block) -> bool:
    """Return whether a line is the value of the label that stands alone in the line before it (来源：)."""
    return label.text.endswith((":", "：")) and not block.prose and len(block.text) <= _SHORT // 2


def is_furniture(text: str) -> bool:
    """Return whether a short line starts like a credit, a date, a prompt or a part of the interface."""
    words = text.lstrip(_MARKS)
    return any(pattern.match(words) for pattern in (CREDIT, _DATED, INTERFACE, _PROMPT))


def _repeats(text: str, headline: str) -> bool:
    form = squash(text)
    return form == headline or (len(form) >= 6 and headline.startswith(form))


_META: Final = re.compile(r"(?:(?:19|20)\d\d|时间[:：]\s?\d\d)\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")


def _looks_like_meta(text: str) -> bool:
    found = _META.search(text)
    return (
        found is not None and found.start() < 30 and len(text) < 90 and "。" not in text and "，" not in text
    )


def _end_of_text(blocks: Sequence[Block], first: int, end: int) -> int:
    """Return the index of the line after which nothing of the article follows.

    The heading of other articles or comments ends it; so does a credit or disclaimer in its last quarter, while
    earlier ones are cut alone.
    """
    end = _first_heading_of_others(blocks, first, end)
    most = sum(len(block.text) for block in blocks[first:end] if block.prose and not _disclaims(block)) * 0.75
    before = 0
    for index in range(first, end):
        block = blocks[index]
        if before and before >= most:
            words = block.text.lstrip(_MARKS)
            short = len(block.text) <= _SHORT or block.is_link
            if _DISCLAIMER.match(words) or (short and CREDIT.match(words)):
                return index
        if block.prose:
            before += len(block.text)
    return end


def _first_heading_of_others(blocks: Sequence[Block], first: int, end: int) -> int:
    prose = False
    for index in range(first, end):
        block = blocks[index]
        short = len(block.text) <= _SHORT or block.is_link
        if prose and short and _LAST_WORD.match(block.text.lstrip(_MARKS)) and not _is_sentence(block):
            return index
        prose = prose or block.prose
    return end


def _disclaims(block: Block) -> bool:
    text = block.text
    return "权" in text and _DISCLAIMER.match(text.lstrip(_MARKS)) is not None


def _is_sentence(block: Block) -> bool:
    """Return whether a line is a sentence of the text (相关报道刊出后，当地组织了整改。) and no heading or link."""
    return block.prose and not block.linked and block.text.endswith("。") and not INTERFACE.match(block.text)


def _is_tail(block: Block) -> bool:
    text = block.text
    if _is_figure_of_table(block):
        return False
    words = text.lstrip(_MARKS)
    if _DISCLAIMER.match(words) or _ISSUE.match(text):
        return True
    if block.prose and len(text) > _SHORT:
        return False
    if block.is_link or _is_inside(block) or _NUMBER.match(text) or _TAGS.match(text):
        return True
    return bool(CREDIT.match(words) or _DATED.match(words) or (not block.prose and _APP.search(text)))


def _is_inside(block: Block) -> bool:
    """Return whether a line is furniture wherever it stands."""
    text = block.text
    if len(text) > _SHORT or _is_figure_of_table(block):
        return False
    words = text.lstrip(_MARKS)
    if _EDITORIAL.match(words) or _PROMPT.match(words) or ORIGINAL_TITLE.match(text) or _PAGER.match(text):
        return True
    return len(text) <= _BUTTON and not block.prose and INTERFACE.match(words) is not None


def _is_figure_of_table(block: Block) -> bool:
    """Return whether a lone number is a cell of a table; elsewhere it is a pager's or a counter's."""
    if not _NUMBER.match(block.text):
        return False
    parent = block.element.getparent()
    return block.element.tag in {"td", "th"} or (parent is not None and parent.tag in {"td", "th"})


_COMMENTS: Final = re.compile(
    r"(?:网友|最新|热门|全部|精彩|用户|網友)(?:评论|跟帖|留言|回复|評論|留言)\W*\d*\W*$"
)


def heads_comments(text: str) -> bool:
    """Return whether a line is the heading of comments."""
    return _COMMENTS.match(text.lstrip(_MARKS)) is not None


def ends_text(text: str) -> bool:
    """Return whether a line heads what follows an article: other articles, comments, a pager."""
    return _LAST_WORD.match(text.lstrip(_MARKS)) is not None


def without_widget(text: str) -> str:
    """Return the last paragraph without a widget's words glued to its end.

    >>> without_widget("会议还研究了其他事项。返回首页，查看更多")
    '会议还研究了其他事项。'
    """
    found = _MORE.search(text)
    return text[: found.start() + 1].rstrip() if found and found.start() > 0 else text
