"""Know the pages that a system sends in place of an article, with status 200: notices of errors, upkeep, checks, rights, and challenges."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.extract.page.blocks import Block
    from envnews.extract.page.document import Document

_ERROR_TITLE: Final = re.compile(
    # A status stands alone or beside the word; 第404次会议, 500强 and 对404号提案的答复 are news.
    r"(?:^|[\W_]|错误|error|http)(?:404|403|500|502|503)(?:$|[\W_]|错误|页|not|error|forbidden)|not found|页面不存在"
    r"|找不到|无法访问|出错|错误页|页面丢失|访问出错|系统提示|error",
    re.IGNORECASE,
)
_ERROR_TEXT: Final = re.compile(
    r"(?:您?(?:访问|查看|浏览|请求|要找)的?(?:页面|文章|内容|网页|信息|资源|文件)[^。]{0,12}(?:不存在|已被?删除|已下线|已经删除|找不到|未找到|失效))|"
    r"(?:页面|文章|内容|信息)(?:不存在|未找到|已删除|已被删除|走丢了|找不到)|404 not found|page not found|抱歉.{0,10}(?:不存在|找不到|出错)",
    re.IGNORECASE,
)
_ERROR_WORDS: Final = ("不存在", "删除", "下线", "找不到", "未找到", "失效", "走丢", "not found", "出错")
"""One of these is part of whatever `_ERROR_TEXT` finds."""
# Up to the end of a sentence or line: news speaks of such notices, too.
_MESSAGE: Final = compile_later(
    r"(?:抱歉|对不起|很遗憾|亲|提示(?:信息)?)?[\W]{0,3}(?:您?(?:所?(?:访问|查看|浏览|请求|要找))?的?|[该此本]|指定的)?"
    r"(?:(?:主题|帖子|日志|稿件|新闻|作品|视频|专题|链接|网址|地址|页面|网页|内容|文章|信息|资源|栏目)"
    r"(?:(?:已经?|可能|暂时?)?(?:不存在|找不到)|已(?:经|被)?(?:过期|失效|关闭|撤回|下架|删除|屏蔽)|因违规.{0,10}|(?:正在|尚未|未)(?:通过)?审核中?|审核中)"
    r"|(?:(?:[本该]?(?:网站|系统|平台|服务器|栏目)|本站)(?:正在|目前|暂时)?(?:进行|处于)?(?:系统|例行)?(?:升级|维护|改版|建设){1,2}(?:中|状态))"
    r"|(?:网站|系统|本站|平台)正在(?:进行)?(?:升级|维护|改版|建设){1,2}中?"
    r"|您?(?:没有|无)(?:访问|查看|浏览)?(?:的?权限|权)(?:访问|查看|浏览)?(?:[该此本])?(?:页面|内容|信息|文章)?"
    r"|(?:网站|系统|服务器)(?:暂时|已|已经)?(?:关闭|停止服务|繁忙)|(?:参数|链接|地址)(?:错误|有误))(?:或.{0,14})?(?=[。！!，,；;…]|$)"
)
_UPKEEP_TITLE: Final = compile_later(
    r"(?:系统|网站)(?:升级|维护)(?:中|提示|页面?)?|站点(?:维护|关闭)|正在(?:建设|维护|升级)(?:中)?"
)
_MESSAGE_LINES: Final = 12
"""First lines of a page among which the message of a system stands."""
_OF_ARTICLE: Final = compile_later(
    r"\d{1,2}[-/.月]\d{1,2}日?\s\d{1,2}:\d\d|(?:19|20)\d\d[-/.年]\d|\d\s?(?:分钟|小时|天)前|来源|作者|记者"
)
"""What meta lines of articles hold."""
_CHALLENGE: Final = re.compile(
    r"\$_ts\b|__jsl_clearance|wzws[-_]|_waf_|acw_sc__v2|创宇盾|安全验证|访问过于频繁|请完成验证"
    r"|(?:访问|请求)(?:行为)?(?:已?被|疑似)(?:拦截|阻断|拒绝)|访问拦截|拦截提示|请求(?:存在|包含|带有)[^。]{0,10}(?:威胁|攻击|恶意)|人机验证|滑动验证|拖动(?:下方)?滑块"
    r"|checking your browser|verify you are human|just a moment\.\.\.|access denied|请开启javascript并刷新",
    re.IGNORECASE,
)
SHORT: Final = 400
"""Characters of running text up to which a page may be a notice instead of an article."""
_CHALLENGED: Final = 200
"""Characters of a page that is nothing but a challenge, and"""
_CHALLENGING: Final = 20_000
"""of its source."""
_LINE: Final = 100
"""Longest line that tells of an error."""
_HEADINGS: Final = frozenset({"h1", "h2", "h3"})


def is_challenge(document: Document, length: int) -> bool:
    """Return whether a page is a challenge of a firewall; `length` counts the characters that it shows."""
    return (
        length < _CHALLENGED
        and len(document.html) < _CHALLENGING
        and _CHALLENGE.search(document.html) is not None
    )


def heads_notice(block: Block) -> bool:
    """Return whether a line is a heading that tells of an error, as on pages with all the menus of their site."""
    return block.element.tag in _HEADINGS and _ERROR_TEXT.search(block.text) is not None


def is_notice(document: Document, blocks: Sequence[Block], length: int) -> bool:
    """Return whether the title, or a short line of a page with little else to read, tells of an error."""
    if length <= SHORT and _ERROR_TITLE.search(document.title):
        return True
    if sum(len(block.text) for block in blocks if block.prose) > SHORT:
        return False
    short = [block for block in blocks[:30] if len(block.text) <= _LINE]
    together = "\n".join(block.text for block in short).lower()
    told = any(word in together for word in _ERROR_WORDS)
    if told and any(_ERROR_TEXT.search(block.text) for block in short):
        return True
    return _is_message(document, [block.text for block in short if not block.linked])


def _is_message(document: Document, lines: Sequence[str]) -> bool:
    """Return whether one of the first lines is the message of a system, and none is the day of an article.

    An announcement of upkeep has a day and says what will be (将于…), a short article has its meta line.
    """
    if any(_OF_ARTICLE.search(line) for line in lines):
        return False
    if _UPKEEP_TITLE.fullmatch(document.title.strip()):
        return True
    return any(_MESSAGE.match(line) for line in lines[:_MESSAGE_LINES])
