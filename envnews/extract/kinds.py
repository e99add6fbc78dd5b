"""Say what a page is: an article, a list, or a notice that the server sends with status 200."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.model import PageKind

if TYPE_CHECKING:
    from envnews.extract.blocks import Outline
    from envnews.extract.document import Document

_ERROR_TITLE: Final = re.compile(
    r"(?:^|\D)(?:404|403|500|502|503)(?:\D|$)|not found|页面不存在|找不到|无法访问|出错|错误页|页面丢失|访问出错|系统提示|error",
    re.IGNORECASE,
)
_ERROR_TEXT: Final = re.compile(
    r"(?:您?(?:访问|查看|浏览|请求|要找)的?(?:页面|文章|内容|网页|信息|资源|文件)[^。]{0,12}(?:不存在|已被?删除|已下线|已经删除|找不到|未找到|失效))|"
    r"(?:页面|文章|内容|信息)(?:不存在|未找到|已删除|已被删除|走丢了|找不到)|404 not found|page not found|抱歉.{0,10}(?:不存在|找不到|出错)",
    re.IGNORECASE,
)
_CHALLENGE: Final = re.compile(
    r"\$_ts\b|__jsl_clearance|wzws[-_]|_waf_|acw_sc__v2|创宇盾|安全验证|访问过于频繁|请完成验证",
    re.IGNORECASE,
)
_SHORT: Final = 400
"""Characters of visible text up to which a page may be a notice instead of an article."""


def page_kind(document: Document, outline: Outline) -> PageKind:
    """Return what the page is; a page with prose is an article until the other witnesses find no headline."""
    length = sum(len(block.text) for block in outline.blocks)
    if length < 200 and len(document.html) < 20_000 and _CHALLENGE.search(document.html):
        return PageKind.CHALLENGE
    text = " ".join(block.text for block in outline.blocks[:30])[:2000] if length <= 4 * _SHORT else ""
    if text and (_ERROR_TEXT.search(text) or (length <= _SHORT and _ERROR_TITLE.search(document.title))):
        return PageKind.ERROR
    if length == 0 and document.root.find(".//img") is None:
        return PageKind.EMPTY
    links = sum(block.is_link for block in outline.blocks)
    prose = sum(block.prose for block in outline.blocks)
    if not prose and links >= 15 and links * 2 > len(outline.blocks):
        return PageKind.LIST
    return PageKind.ARTICLE
