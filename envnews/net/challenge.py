"""Anti-bot pages: recognised and reported, never bypassed.

A portal that shows one gets no further request in this run: more of them would only prolong the block, and
what a challenge protects is not ours to open. Signatures as published by the products' users; each is a
fact about a product, none about a site.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from envnews.model import holds_page

if TYPE_CHECKING:
    from envnews.model import Page

_SMALL = 5_000
"""Bytes: a challenge is a script and little else, an article page is ten times that."""
_SILENT = 20
"""Characters of text up to which a page says nothing to a reader."""
_NOTICE = 300
"""Characters of text up to which a page may be a firewall's notice; articles are longer."""

SYSTEMS = {
    406: "header filter",
    412: "瑞数 (River Security)",
    491: "网神 (wzws)",
    521: "加速乐 (jsl)",
}
"""The system that answers with a status which ordinary servers do not use."""
_WZWS = "网神 (wzws)"
_SCRIPTS = (
    (re.compile(rb"\$_ts\b"), "瑞数 (River Security)"),
    (re.compile(rb"__jsl_clearance|__jsluid"), "加速乐 (jsl)"),
    (re.compile(rb"wzws_sessionid|wzwsconfirm|wzwschallenge", re.IGNORECASE), _WZWS),
    (
        re.compile(rb"document\.cookie\s*=[^<]{0,2000}location", re.DOTALL),
        "script that sets a cookie and reloads",
    ),
)
# Old home pages are one script that leads to the real one; browsers and people know that for no challenge.
_REDIRECT = re.compile(
    r"""\s*(?:<!--)?\s*(?:(?:window|self|top|document|parent)\.)*location(?:\.href)?\s*(?:=|\.(?:replace|assign)\()\s*["'][^"']*["']\)?;?"""
    r"""\s*(?://)?\s*(?:-->)?\s*"""
)
_CHALLENGE_TITLE = re.compile(
    r"安全验证|人机验证|滑[动块]验证|访问验证|浏览器检[测查]|just a moment|attention required|checking your browser|ddos protection",
    re.IGNORECASE,
)
_ORDINARY = frozenset({304, 404, 410})
_BLOCKING = frozenset({400, 403, 405, 418, 429, 493, 503})
_BLOCK_PAGE = re.compile(
    "创宇盾|知道创宇|创宇云|网站防火墙|安全狗|云防护|云盾|请求被拦截|访问被拦截|访问被拒绝|访问行为异常|访问过于频繁|访问频率过|web application firewall",
    re.IGNORECASE,
)
# With status 200 only a page that speaks to its reader is a notice, not one that writes about such products.
_NOTICE_TEXT = re.compile(
    r"您?的?(?:访问|请求|IP|操作)[^。！!]{0,24}(?:被|已被|已经被|遭到)(?:拦截|阻断|阻止|拒绝|禁止|限制)"
    r"|您?的?(?:访问|请求)(?:行为)?(?:存在|有)?异常|访问(?:过于|太)频繁|访问频率过[高快]|请(?:求|您)过于频繁",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_TEXT = re.compile(
    r"<(script|style|noscript|title)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE
)
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Challenge:
    """Which product showed itself, and by what."""

    system: str
    evidence: str


def recognise(page: Page) -> Challenge | None:
    """Return the challenge that a page is, None where it is none.

    Status, headers and the scripts of a small page without title are looked at; the body of a larger page
    is never searched, because articles write about security products too.

    >>> from envnews.model import Page
    >>> recognise(Page("http://sthjt.hubei.gov.cn/", b"<script>$_ts=window['$_ts']</script>", status=412))
    Challenge(system='瑞数 (River Security)', evidence='HTTP status 412')
    >>> recognise(Page("http://www.mee.gov.cn/", "<title>生态环境部</title>".encode())) is None
    True
    """
    if page.status in SYSTEMS:
        return Challenge(SYSTEMS[page.status], f"HTTP status {page.status}")
    if len(page.body) >= _SMALL or page.status in _ORDINARY:
        return None
    try:
        html = page.body.decode()
    except UnicodeDecodeError:
        html = page.body.decode("gb18030", "ignore")
    text = " ".join(_TEXT.sub(" ", html).split())
    return _wzws(page, text) or _scripted(page, html, text) or _block_page(page, html, text)


def _wzws(page: Page, text: str) -> Challenge | None:
    """Tell the pages of 网神 by what it sends along; with whole pages it sends that too."""
    if len(text) > _NOTICE:
        return None
    if "wzws-ray" in page.headers:
        return Challenge(_WZWS, "header wzws-ray")
    if "wzws_sessionid" in page.headers.get("set-cookie", "").lower():
        return Challenge(_WZWS, "cookie wzws_sessionid")
    return None


def _scripted(page: Page, html: str, text: str) -> Challenge | None:
    """Tell a page that is a script and says nothing."""
    title = _TITLE.search(html)
    if title and _CHALLENGE_TITLE.search(title[1]) and len(text) <= _NOTICE:
        return Challenge("challenge page", f"title {' '.join(title[1].split())[:40]}")
    if title:
        return None
    for pattern, system in _SCRIPTS:
        if found := pattern.search(page.body):
            return Challenge(system, found[0][:40].decode("latin-1"))
    scripts = [script for script in _SCRIPT.findall(html) if script.strip()]
    silent = len(text) <= _SILENT and not re.search(r"<(?:a|div|frame|iframe|img)\b", html, re.IGNORECASE)
    if silent and scripts and not all(map(_REDIRECT.fullmatch, scripts)):
        return Challenge(
            "CDN challenge", f"body of nothing but a script: {' '.join(scripts[0].split())[:40]}"
        )
    return None


def _block_page(page: Page, html: str, text: str) -> Challenge | None:
    """Tell the notice of a firewall, which says that it refuses."""
    found = _BLOCK_PAGE.search(html) if page.status in _BLOCKING else None
    if found is None and (page.status in _BLOCKING or holds_page(page.status)) and len(text) <= _NOTICE:
        found = _NOTICE_TEXT.search(text)
    if found is None:
        return None
    system = (
        "创宇云 WAF (Knownsec)"
        if re.search("创宇|knownsec", html, re.IGNORECASE)
        else "web application firewall"
    )
    return Challenge(system, f"HTTP status {page.status}: {found[0]}")
