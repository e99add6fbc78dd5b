"""Anti-bot pages: recognised and reported, never bypassed.

A portal that shows one gets no further request in this run: more of them would only prolong the block, and
what a challenge protects is not ours to open. Signatures as published by the products' users; each is a
fact about a product, none about a site.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from envnews.model import Page

_SMALL = 5_000
"""Bytes: a challenge is a script and little else, an article page is ten times that."""

_STATUSES = {
    412: "瑞数 (River Security)",
    491: "网神 (wzws)",
    521: "加速乐 (jsl)",
}
_HEADERS = {"wzws-ray": "网神 (wzws)"}
_SCRIPTS = (
    (re.compile(rb"\$_ts\b"), "瑞数 (River Security)"),
    (re.compile(rb"__jsl_clearance|__jsluid"), "加速乐 (jsl)"),
    (re.compile(rb"wzws_sessionid|wzwsconfirm|wzwschallenge", re.IGNORECASE), "网神 (wzws)"),
    (
        re.compile(rb"document\.cookie\s*=[^<]{0,2000}location", re.DOTALL),
        "script that sets a cookie and reloads",
    ),
)
_BLOCK_PAGE = re.compile("创宇盾|知道创宇|网站防火墙|安全狗|请求被拦截|访问行为异常|访问过于频繁")
_TEXT = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)


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
    if page.status in _STATUSES:
        return Challenge(_STATUSES[page.status], f"HTTP status {page.status}")
    for name, system in _HEADERS.items():
        if name in page.headers:
            return Challenge(system, f"header {name}")
    if len(page.body) >= _SMALL:
        return None
    if b"<title" not in page.body.lower():
        for pattern, system in _SCRIPTS:
            if found := pattern.search(page.body):
                return Challenge(system, found[0][:40].decode("latin-1"))
    return _block_page(page)


def _block_page(page: Page) -> Challenge | None:
    if page.status not in {403, 405, 429, 503}:
        return None
    text = _TEXT.sub(" ", page.body.decode("utf-8", "ignore"))
    found = _BLOCK_PAGE.search(text)
    return Challenge("web application firewall", f"HTTP status {page.status}: {found[0]}") if found else None
