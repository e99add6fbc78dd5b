"""Know by their words the lines that belong to the page and not to the article.

Chinese portals wrap the text in the same few things everywhere: breadcrumb, meta line, share bar and font
size above; credits, disclaimers, pagers, related news and comments below. The words are those of the
field, not of single sites.
"""

from __future__ import annotations

import re
from typing import Final

from envnews.extract.furniture.credit_lines import is_credit
from envnews.extract.furniture.interface import INTERFACE, SHARED, goes_on_behind_brackets
from envnews.extract.page.starts import Starts
from envnews.normalize.labels import label_pattern
from envnews.patterns import compile_later

MARKS: Final = " \u3000↑↓【[（(〔《〈“\"'‘「·•●○◎■□◆◇▲△▶▼★☆※*=|｜丨>＞»-—_:：.。、#/\\"
"""What stands before the first word of a line; taken off once, so that the patterns are cheap to try."""
SHORT: Final = 60
"""Characters of a line that can be furniture by its first words alone."""

ORIGINAL_TITLE: Final = Starts(
    r"[（(【\[]?\s*(?:本文)?原(?:标题|標題|题)(?:\s*[:：为]\s*|\s(?=\S))[《「]?(.{4,}?)[》」]?\s*[）)】\]]?$"
)

LEAD: Final = re.compile(
    r"^[\s【\[]*(?:(?:本文|文章|内容)?导\s?读|摘\s?要|(?:阅读|新闻|本文)提要|内容(?:提要|摘要)|核心(?:提示|提要)|导语|導讀)(?:[】\]]?\s*[:：】\]]|\s*(?=【))\s*(.{10,})$",
)
"""A lead with its label; it is a field of its own, wherever a template puts it."""

SUMMARY: Final = re.compile(
    r"(?:^|[\s_-])(?:summary|abstract|digest|abs|brief|introduce|daodu|zhaiyao|daoyu|subhead|intro)(?:$|[\s_-])",
    re.IGNORECASE,
)

CUT_OFF: Final = re.compile(r"(?:…+|\.{2,}|⋯+)$")
"""Ends of texts that a template has cut."""

SHARE: Final = Starts(
    rf"(?:(?:一键)?分享(?:到|至|给|本文)?\W*(?:$|{SHARED})|分享到\s[\u4e00-\u9fff]{{2}}微博\s|(?:使用)?微信(?:扫一?扫|扫码)\W{{0,2}}.{{0,14}}分享"
    rf"|(?:{SHARED})[\s|、，,/]*(?:{SHARED}))",
    flags=re.IGNORECASE,
)
"""Starts of share bars, which stand at either end of a text."""

DATED: Final = re.compile(
    r"(?:发布|更新|发稿|编辑|發佈|[资資]料更新|上版|[张張][贴貼]|刊登|[发發]稿|[发發]文|公告|生成|公[开開])?(?:时间|日期|時間)\s*[:：｜|]?\s*"
    r"(?:19|20|1(?=\d\d\D))?\d\d[-/.年\s\d月日:：时分]{4,20}\W{0,2}(?:[\u4e00-\u9fff]{2,6}\s?[:：].{0,40})?$",
)

_LAST_NAMED: Final = (
    r"[^，。]{1,24}\s?发表评论于\s?(?:19|20)\d\d|\w{0,12}违法[和与]?不良信息举报|[\u4e00-\u9fff]{2,6}[网报]推荐\W*$"
    r"|\w{0,8}(?:排行榜?|热榜|图片推荐|最新文章|精彩图片|热图)\W*$"
)
"""Last words behind somebody's or something's name."""
_LAST_WORD: Final = Starts(
    r"相关(?:新闻|阅读|推荐|资讯|链接|文章|专题|报道|稿件|内容|信息)(?!详见|[请参]见|[见如由与和已将应按的可])"
    r"|更多相关(?:报道|内容|新闻|文章)\W*$|相關(?:新聞|閱讀|文章|報[道導](?!指)|影音)|延伸阅读|延伸閱讀|推荐阅读|推薦(?:閱讀|文章|新聞|專題|影音)|[聚焦][焦點点]新[聞闻]\W*$|另[请請][阅閱參参][读讀見见阅閱]|"
    r"(?:热门|熱門|热点|今日热点|最新)(?:评论|推荐|新闻|文章|点击|阅读|點閱|资讯|排行|标签|新聞|推薦|話題)?\W*$|为[您你](?:推荐|精选)|猜[您你](?:喜欢|想看|喜歡)"
    r"|[您你]?也?可能也?(?:会|會|还|還)?(?:喜欢|喜歡|感兴趣|感興趣|想看)|往下[看滑](?:看)?更多|大家都在看|其[他它]人[也還还]在?看|媒体报道$|评论\s*[(（]?\s*\d*\s*[)）]?\W*$|\d+\s*条评论"
    r"|我的更多文章\W*$|其[他它](?:新闻|新聞|报道|報[道導])\W*$|[您你]可能(?:错过|錯過)"
    r"|(?:热搜|热搜榜|热门话题)\W*$"
    r"|(?:看完|读完|阅读)[^。，]{0,8}[，,]?[您你]?的?(?:心情|感受|表情)"
    r"|往期(?:回顾|精彩|推荐)|"
    r"(?:编辑|精彩|小编|猜你|本[站网]|站内)推荐|更多(?:新闻|精彩|资讯|内容|阅读|文章|推荐|新聞|報[道導]|相[关關](?:内容|內容)?\W*$)|更多\s?[\w·]{2,8}\s?(?:新聞|報[道導])\W*$"
    r"|本文导航\W*$|(?:跟[帖贴]|发[帖贴])区(?:$|\s)|跟[帖贴]读取中|网友评论|發表評論|发[表布]评论|我要(?:评论|跟帖|留言|咨询|提意见|发表意见)"
    r"|更多相关\W*[:：]|相[关關]字[词詞]\W*$|推荐产品\W*[:：]|相关(?:搜索|热词|词条)\W*(?:[:：]|$)"
    r"|(?:意见|留言|网友意见|公众意见)列表\W*$|全部评论|最新评论|"
    r"上一(?:篇|条|则|則)|下一(?:篇|条|则|則)|上一页|下一页|上一頁|下一頁|尾页|返回(?:列表|首页|顶部)|扫一扫在手机|在手机打开|"
    r"(?:图说|图片|视频|今日|滚动|即时|头条|国内|国际|社会|独家|原创|精彩|焦点|热门|热点|推荐|最新|专题)(?:新闻|要闻|图片|图集|视频|资讯|推荐|专题|专栏|快讯|内容)\W*$"
    r"|(?:主编|栏目|频道|本[类栏]|同类|资讯|图文|阅读|好文|美文)(?:推荐|新闻|文章)\W*$"
    r"|(?:频道|编辑|图文|[本每]周|今日)精选\W*$|(?:一周|24小时)(?:热文|热读|热帖)|24小时热点\W*$"
    r"|(?:深度|[扩拓]展|关联)阅读\W*$|(?:热读|热帖|热文|最热新闻|精彩图文|图说天下|友情链接|参与评论)\W*$"
    r"|关于我们|联系我们\W*$|网站地图|"
    r"(?:THE )?END\W*$|(?:网站|本站)(?:声明|说明|简介)\W*$|(?:本?中心|单位|机构|部门)简介\W*$|本文导航\W*$|顶一下|踩一下|-{3,}分隔线|(?:本文|全文)共计?\s?\d+\s?字"
    r"|(?:登录|订阅|开通会员|付费|购买)\s?[后後].{0,10}(?:阅读|查看)|"
    r"首页\s*\|\s*上一页|【\s*1\s*】\s*【\s*2\s*】",
    _LAST_NAMED,
    told_by="[行榜荐文图法论](?:(?<=排行)|(?<=热[榜图])|(?<=推荐)|(?<=最新文)章|(?<=精彩图)片|(?<=违法)|(?<=评论)于)",
    within=48,
)
"""Starts of short lines after which nothing of the article follows."""
REFERENCE: Final = Starts(
    r"(?:(?:相关|更多)(?=延伸))?(?:相关|相關|延伸|推荐|推薦|往期|此前)(?:新闻|新聞|阅读|閱讀|报道|報[道導]|链接|連結|文章|回顾|回顧|解读)(?:\s*[-—:：>＞|｜丨】\]]+\s*(?=\S)|\s(?=\S{8}))"
    r"|(?:最新|延伸|相關|更多|獨家|影音|圖輯)／(?=\S{6})"
    r"|另[请請][阅閱參参][读讀见見阅閱]\s*[:：]\s*(?=\S{6})"
    r"|(?:推荐|推薦|热点|熱點|热门|相关|相關|延伸|独家|獨家|专题|專題|更多)(?:\s*[:：】\]]+\s*(?=\S{6})|\s(?=\S{8}))"
)
"""Starts of a line that links one other article, as texts do in their middle."""

PAGER: Final = re.compile(
    r"^(?=[\s|【】\[\]\d/共第页首末尾上下一….«‹<＜前后])(?=.*[|【\[页首末尾])(?:[\s|【】\[\]\d/共第页首末尾上下一«»‹›<>＜＞前后]|…|\.\.\.)+$|^1(?:\s\d{1,2}){1,12}\s[>＞»›]+$"
)
ISSUE: Final = re.compile(
    r"^[《〈].{2,12}[》〉]\s*(?:[（(].{4,40}[版期](?:\s[^（()）]{1,8})?\s*[）)]"
    r"|[（(]?(?:19|20)\d\d[-/.年\d月日\s]{4,10}[，,\s]?第?\s?[A-Z]?\d{1,3}\s?版\W?"
    r"|\s?[（(](?:19|20)\d\d[-/.年\d月日\s]{4,10}第?\s?[A-Z]?\d{1,3}\s[\u4e00-\u9fff]{2,4}[）)])$"
)
_MORE: Final = re.compile(
    r"(?:^|[\s。！？”]|(?=返回))(?:返回\w{2,6}，?\s*)?(?:查看|[阅閱][读讀]|[点點][击擊]查看)(?:更多|全文|[详詳]情|原文)\W{0,3}$"
)
_SLOGAN: Final = compile_later(r"[^。]{2,24}[，,]?(?:都在|尽[在上]|就[上看])\s?\w{2,8}\s?(?:APP|客户端)")
"""What a site says of its program below a text."""
_HOTLINE: Final = 14
_ASKING: Final = ("新闻热线", "新聞熱線", "爆料方法", "爆料熱線", "爆料热线", "报料热线", "報料熱線")
_WIDGET: Final = 30
"""Characters of the longest words of such a widget, which end a text."""
PROMPT: Final = Starts(
    r"打开[^，。]{2,12}[\s，](?:查看|阅读|体验|观看|收听)|进入【[^】]{2,16}】|关注[^，。]{2,16}(?:公众号|视频号|微信|微博)"
    r"|[点點][击擊](?:以下\d|进入|進入|查看|[阅閱][读讀]|下[载載]|这里|這[裏裡]|上方|下方|上面|下面|菜单栏|左下角|蓝色?字|[图圖]片|[看查]?大[图圖]|关注|卡片|名片|标题下|“?阅读原文)|更多精彩"
    r"|关注[^，。]{2,20}，(?:获取|了解|查看)更多|(?:更多)?详情[，,]?请?[戳见看](?:下方|上方|下面|上面|[下右]图|图集|这里)[^，。]{0,6}$"
    r"|(?:微信|支付宝)?扫码打赏|更多[^，。]{0,12}(?:>>|＞＞|››|»)$|(?:追[踪蹤]|关注|關注)[^，。]{2,14}(?:平台|頻道|频道|專頁|专页|Google|YouTube|Telegram|LINE)"
    r"|加入\s?LINE|请关注|欢迎关注|相关资讯请关注|感谢.{1,20}的(?:线索)?投递|[（(]?\s?\d+\s?人(?:打了?分|评[分价])[，,]\s?平均分\s?[:：]?\s?\d[\d.]*\s?分?\s?[)）]?$"
    r"|由于您未安装\s?[Ff]lash|[您你](?:当前|正在)?(?:的|使用的)?浏览器|[您你]对[^。，]{0,8}(?:回复|答复|办理|处理)[^。，]{0,6}满意",
    r"[\w·]{2,12}合作(?<=(?:广告|商务)合作)|[\u4e00-\u9fff ]{0,9}LINE\s?[@＠]|[^。，]{0,21}加微信号?\s?[:：]|[^。]{2,20}手刀加入"
    r"|[^。]{4,30}首[月年](?:只[要需]|[仅僅]需?)[^。]{0,6}\d+\s?元|[^。]{4,30}每月(?:只[要需]|[仅僅]需?)[^。]{0,6}\d+\s?元",
)
TAGS: Final = re.compile(r"^[^|｜┆，。]{1,20}(?:[|｜┆][^|｜┆，。]{1,20}){2,}$")
APP: Final = re.compile(
    r"(?:下[载載]|打开|打開).{0,6}(?:APP|客户端|客戶端)|(?:APP|客户端).{0,4}下[载載]", re.IGNORECASE
)
NUMBER: Final = re.compile(r"^(?:[\d\s,.+]*|\d[\d.]*\s?[KkWw万]|\d\d:\d\d\s?/\s?\d\d:\d\d)$")
PROVINCE: Final = re.compile(
    "北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆"
)
"""From where a text was posted, as platforms print it alone in a line above it."""
# Begun with one class of characters, for which `re` leaps.
BREADCRUMB: Final = re.compile(
    r"[>＞»›→首](?:(?<=首)页\s*[>＞»›-]|(?<!首)\s*(?:正文)?\s*$|(?<=[>＞»›]).*[>＞»›])"
)

HANDED_OUT: Final = Starts(
    r"(?:(?:征集|办理|公示)?状态|(?:[资資]料|消息|文稿)[来來]源"
    r"|(?:[发發][布佈]|[发發]稿|[发發]文|承[办辦]|供稿)(?:[机機][构構]|[单單]位|部[门門]|科室|[处處]室|人)"
    r"|[联聯]\s?[络絡系]\s?人(?:及[^：:]{2,8})?)\s*[:：]"
)
"""Starts of lines in which an authority says above a notice who gave it out; below one they are its own words."""
_OCCASION: Final = compile_later(label_pattern("occasion"))
_TIMES: Final = ("时间", "日期", "時間")
_SPAN: Final = compile_later(r"\d{1,2}[:：]\d\d\s?(?:[-—–~～]{1,2}|[至到])\s?\d{1,2}[:：]\d\d")
CLOSING: Final = re.compile(
    r"[（(*＊【]\s*(?:本文)?作者(?:[系为是]|[\u4e00-\u9fff]{2,3}[系为是，,])[^。]{2,50}$|[A-Z][A-Za-z .'’-]{3,40}[是为系]《[^》]{2,20}》[^。]{2,40}。$"
    r"|[\u4e00-\u9fff·]{2,12}\s?[（(][A-Z][A-Za-z .'’-]{2,40}[)）][是为為系係][^。]{0,24}(?:[社记記]者|社[长長]|作者|撰稿人|[编編][辑輯]|主[编編]|[专專][栏欄]|教授|研究[员員])[^。]{0,12}。(?:[点點][击擊][^。]{4,20}。)?$|[\u4e00-\u9fff·]{2,8}[（(][A-Z][A-Za-z .'’-]{3,40}[）)][是为系]《[^》]{2,20}》|[（(【]\s*(?:全文)?完\s*[）)】]$|[-—]{1,3}\s*(?:全文)?完\s*[-—]{1,3}$"
    r"|(?:封面|题图|头图|首图)(?:图片)?来[源自]|图片来源\s?@|图源\s?[:：].{2,20}$"
    r"|(?:本文|文章|稿件)[来來]源\s?[:：][^，。]{2,24}。.{0,40}(?:https?://|责任编辑).{0,60}$"
)
"""Last lines of a text that say who its author is, that it has ended, or where the picture above it or all of it is from."""
CREDITED: Final = re.compile(
    r"[（(][^（()）。]{0,24}(?:撰\s?稿人?|供\s?稿人?|审\s?[稿核]人?|责任编辑|编\s?辑|校\s?对)\s*[:：][^（()）。]{1,50}[）)]$"
)
"""A line below a text that says in brackets who wrote, checked and edited it."""
_DAY_IN_BRACKETS: Final = re.compile(
    r"[（(]\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*(?:[^（()）]{2,200}(?:通过|批准|修订|修正|公布|发布|施行))?[）)]$"
)
"""The day of a report, or who adopted a law or resolution on it."""


BELOW: Final = compile_later(
    r"(?:相关(?:附件|文档|政策|解读)|关联阅读|文章评论|推荐文章|下载附件|友情链接|二维码|政策解读|用手机看|无障碍阅读|暂无评论|共\s?\d+\s?条评论)\W*$"
    r"|(?:推荐给|告诉)好友|[本此]文章?已?被?(?:浏览|阅读)|您是第\s?\d|(?:页面|视力)?保护(?:视力)?色|技术支持\s?[:：]|(?:政府)?网站标识码"
    r"|[\u4e00-\u9fff]?\s?(?:ICP备|公网安备)|顶\s?\d+\s?踩|返回\W*$|建议使用.{0,20}(?:浏览|分辨率)"
)
"""Starts of last lines that are a template's, and in the middle of a text might be its own headings."""


def is_furniture(text: str) -> bool:
    """Return whether a short line starts like a credit, a date, a prompt or a part of the interface."""
    if text.startswith(("（", "(")) and goes_on_behind_brackets(text):
        return False
    words = text.lstrip(MARKS)
    dated = DATED.match(words) is not None and not is_span(words)
    return dated or bool(is_credit(words) or INTERFACE.match(words) or PROMPT.match(words))


def is_span(text: str) -> bool:
    """Return whether a line labelled 时间 says from when to when, as an event lasts.

    >>> is_span("时间：2022年7月22日（周五）下午15:00—17:00"), is_span("时间：2022-07-22 15:00")
    (True, False)
    """
    return text.startswith(_TIMES) and _SPAN.search(text) is not None


_FIRST_LABELS: Final = ("来源：", "來源：", "来源:", "稿源：", "作者：", "编辑：", "信息来源：", "文章来源：")
_LABELLED_FIRST: Final = 70
_DATED_FIRST: Final = 30
_AGO: Final = 8
"""Characters of a line that says nothing else (12 小时前)."""
_AGO_BESIDE: Final = 24
_AGO_APART: Final = re.compile(r"[\s·•|｜]\d{1,2}\s?(?:分钟|小时|天|周|个月)前$")
"""How long ago, behind a name and a mark (江帆 · 5小时前)."""
_YEARLESS: Final = re.compile(r"(?<!\d)\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?\s{1,3}\d{1,2}:\d\d(?!\d)")
_MOMENT_FIRST: Final = re.compile(
    r"(?:(?:[发發][布佈表]|更新)?[时時][间間][:：]\s?)?(?:20)?\d\d[-/.]\d{1,2}[-/.]\d{1,2}\s?\d{1,2}:\d\d"
)
_META: Final = re.compile(
    r"(?:(?:19|20)\d\d|时间[:：]\s?\d\d)\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|(?<!\d)\d{1,2}/\d{1,2}/20\d\d(?!\d)"
    r"|[|｜]\s?\d\d-\d\d-\d\d\s?[|｜]"
)


_CREDITS_FIRST: Final = ("作者", "来源", "來源", "编辑")
"""How a line begins that names people or outlet first and the day last."""
# 作者 Shane Hart ，译者 夏雪 发布于 2016年7月15日 |
_CREDIT_AND_DAY: Final = compile_later(
    r"(?:作者|[来來]源|编辑)[:：\s][^。]{2,60}?\s(?:[发發][布佈表][于於])?\s?(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s\d{1,2}:\d\d(?::\d\d)?)?\W{0,3}$"
)
# 2012-11-29 | 阅读：12 | 江帆，临江水务协会创立人、主任
_DAY_AND_BAR: Final = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\s?[|｜][^|｜。，]{1,20}[|｜]")
_SOURCE_BEHIND: Final = compile_later(
    r"(?:19|20)\d\d[-/.年][^。，；]{4,24}?(?<!数据)(?<!資料)(?<!资料)(?<!图片)(?<!圖片)(?<!照片)[来來]源\s?[:：]"
)


def looks_like_meta(text: str) -> bool:
    """Return whether a short line holds a date near its beginning and no sentence, ends with one behind its credits, or says how long ago it was.

    >>> looks_like_meta("2022年7月22日 来源：临江日报"), looks_like_meta("（2021年7月27日省人民政府令第74号公布）")
    (True, False)
    """
    if text.endswith("前") and len(text) <= _AGO_BESIDE and (text[0].isdigit() or _AGO_APART.search(text)):
        return len(text) <= _AGO or not text[0].isdigit()
    # The day of a report or resolution stands in brackets under its name, and is of the text.
    adopted = text[0] in "（(" and _DAY_IN_BRACKETS.match(text)
    if adopted or (text[2:4] in _TIMES and _OCCASION.match(text)) or is_span(text):
        return False
    if text.startswith(_CREDITS_FIRST) and _CREDIT_AND_DAY.match(text):
        return True
    if len(text) >= 90 or (("。" in text or "，" in text) and not _begins_with_moment(text)):
        return False
    brief = len(text) <= SHORT // 2 or (len(text) <= SHORT and "来源" in text)
    found = _META.search(text) or (_YEARLESS.search(text) if brief else None)
    if found is None:
        return False
    # Where source and author come first, the date stands further behind, and so it may with a source behind it:
    # 临江市政府门户网站 www.linjiang.example 时间：2022-08-11 14:21 来源：河口日报
    reach = _LABELLED_FIRST if text.lstrip(MARKS).startswith(_FIRST_LABELS) else _DATED_FIRST
    return found.start() < reach or _SOURCE_BEHIND.search(text, found.start()) is not None


def _begins_with_moment(text: str) -> bool:
    """Return whether a line begins with day and time as machines print them, whatever commas follow (…07:10 媒体人，专栏作者)."""
    if text[0].isdigit() and ("打印" in text or "发布于" in text):
        return True
    return "。" not in text and (_MOMENT_FIRST.match(text) or _DAY_AND_BAR.match(text)) is not None


_COMMENTS: Final = Starts(
    r"(?:网友|最新|热门|全部|精彩|用户|網友)(?:评论|跟帖|留言|回复|評論|留言)\W*\d*\W*$"
)


def heads_comments(text: str) -> bool:
    """Return whether a line is the heading of comments."""
    return _COMMENTS.match(text.lstrip(MARKS)) is not None


def ends_text(text: str) -> bool:
    """Return whether a line heads what follows an article: other articles, comments, a pager."""
    return _LAST_WORD.match(text.lstrip(MARKS)) is not None


def leads_away(text: str) -> bool:
    """Return whether a line is nothing but a widget's words (返回首页，查看更多) or asks for news (河口新闻报料：)."""
    asks = "报料：" in text[:_HOTLINE] or "爆料：" in text[:_HOTLINE] or text.startswith(_ASKING)
    if text.endswith(("APP", "客户端")):
        return asks or _SLOGAN.fullmatch(text) is not None
    return asks or (len(text) <= _WIDGET and _MORE.fullmatch(text.lstrip(MARKS)) is not None)


def without_widget(text: str) -> str:
    """Return the last paragraph without a widget's words glued to its end.

    >>> without_widget("会议还研究了其他事项。返回首页，查看更多")
    '会议还研究了其他事项。'
    """
    ending = text[-_WIDGET:]
    # Few texts end with such words, and the pattern is tried at every full stop.
    found = _MORE.search(text, len(text) - len(ending)) if "查看" in ending or "阅读" in ending else None
    if found is None or found.start() == 0:
        return text
    return text[: found.start() + (text[found.start()] != "返")].rstrip()


PICTURED: Final = ("摄", "攝", "供图", "供圖")
"""Ends of credits and brackets that name who took a picture, behind which the text goes on."""
OF_PICTURE: Final = re.compile(r"来源|來源|[图圖]\s?[|｜丨/／]")
"""Starts of what is said of pictures, and of the whole text at its end."""
CAPTION_SOURCE: Final = re.compile(r"(?:[图圖照视]片?[来來]?源|[图圖视]频?[据據])\s?[:：/／]")
"""Starts of what is said of one picture, behind which a text may go on at any place."""
_CREDITED: Final = 14
"""Characters of the longest line that credits whoever took the pictures (图 | 江帆)."""


def is_last(words: str, pictures: int) -> bool:
    """Return whether a short line is a share bar or a credit: none of a picture, as sources stated one by one are."""
    if SHARE.match(words):
        return True
    if not is_credit(words) or words.endswith(PICTURED):
        return False
    caption = words[0] in "图圖" and len(words) > _CREDITED
    return not (OF_PICTURE.match(words) and (pictures or caption))
