"""Which links of a home page lead to columns (栏目): by their words and addresses, before any is fetched."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from envnews.extract.page.anchors import address_of
from envnews.extract.page.selectors import text_of
from envnews.model import Column
from envnews.normalize import clean, host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from lxml import etree

    from envnews.extract.page.document import Document

_LONGEST_NAME = 14
"""Characters: 中央生态环境保护督察专栏 has 12; headlines are longer."""
_MORE = re.compile(r"^[\s\[【(（<>《》+·.…»›|]*(?:查?看?更多|more)[\s\]】)）<>《》+·.…»›|]*$", re.IGNORECASE)
_NO_COLUMN = re.compile(
    r"^(?:网站)?首\s*页$|^主页$|^返回|登[录陆]|注册|退出|邮箱|关于我们|关于本|联系我们|联系方式|网站地图|站点地图|版权|免责|法律声明|隐私"
    r"|无障碍|手机版|客户端|微信|微博|繁[體体]|简体|english|设为首页|加入收藏|收藏本站|广告|招聘|投稿|友情链接|帮助|rss|下载app|返回顶部"
    r"|^[上下]一[页篇]|尾页|末页|^\W*第?\d+页?\W*$|搜索|检索|会员|发布(?:产品|信息)|在线咨询|我要|留言|投诉|举报|信箱|服务条款|移动版|智能问答",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|jpe?g|png|gif|mp[34]|apk|exe|css|js|xml|txt|wps|ofd|swf)$",
    re.IGNORECASE,
)
_NO_PATH = re.compile(
    r"/(?:login|register|passport|user|member|search|about|contact|sitemap|app|api|en)(?:[/.]|$)",
    re.IGNORECASE,
)


def find_columns(
    document: Document, hosts: Container[str], is_article: Callable[[str], bool]
) -> tuple[Column, ...]:
    """Return the links of a page that may lead to columns, in its order, each address and name once.

    Args:
        document: A home page, or any page with the site's menu.
        hosts: Hosts of the portal; links to others are left out.
        is_article: Whether an address is an article's.
    """
    found: dict[str, Column] = {}
    names: set[str] = set()
    home = urlsplit(document.base_url).path
    for anchor in document.root.iter("a"):
        url = address_of(anchor, document.base_url)
        if (
            url is None
            or host_of(url) not in hosts
            or url in found
            or is_article(url)
            or not _leads_on(url, home)
        ):
            continue
        name = clean(text_of(anchor)) or clean(anchor.get("title") or "")
        if _MORE.match(name):
            name = clean(anchor.get("title") or "") or _heading(anchor)
        if not 2 <= len(name) <= _LONGEST_NAME or _NO_COLUMN.search(name):
            continue
        if name in names:  # the same word in two menus, or two columns called 更多
            name = f"{name} {urlsplit(url).path}"
        names.add(name)
        found[url] = Column(name, url)
    return tuple(found.values())


def _leads_on(url: str, home: str) -> bool:
    parts = urlsplit(url)
    same = not parts.query and parts.path.rstrip("/") == home.rstrip("/")
    return not same and not _FILE.search(parts.path) and not _NO_PATH.search(parts.path)


def _heading(anchor: etree._Element) -> str:
    """Return the heading of the box that a link 更多 belongs to: the first short text beside it."""
    for element in islice(anchor.iterancestors(), 3):
        for raw in element.itertext():
            text = clean(str(raw))
            if text and not _MORE.match(text):
                return text if len(text) <= _LONGEST_NAME else ""
    return ""
