"""Tell pages without a text of their own apart: log-in, download, video, gallery.

A page with prose is an article, whatever else is on it, and so is one of pictures or files alone: only the
field's marks of a player, a slide show or a download box beside a missing text make it something else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.headline.titles import strip_site_name
from envnews.model import PageKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from envnews.extract.page.blocks import Block
    from envnews.extract.page.document import Document

_OWN: Final = 150
"""Characters outside links from which the lines kept are a text, also without a full sentence."""
_MENUS: Final = 1600
"""Characters of a whole page, its menus included, up to which it may be a log-in."""
_LINE: Final = 100
"""Longest line that is looked at for marks."""
_TITLE: Final = 8
"""Characters of a title that can be a headline."""
_PICTURES: Final = 3
"""Pictures that a slide show has at least, where a single mark tells of it."""

# Begun with one class of characters, for which `re` leaps.
_FOOTER: Final = re.compile(
    r"[版转备浏分主承免iIcC©](?:(?<=版)权|(?<=转)载|(?<=备)案|(?<=浏)览器|(?<=分)辨率|(?<=[主承])办|(?<=免)责|(?<=©)"
    r"|(?<=[iI])[cC][pP]|(?<=[cC])(?i:opyright))"
)
_NOTICE: Final = re.compile(r"关于|通知|公告|公示|通报|报告|决定|批复|意见|办法|函$")
_SITE: Final = re.compile(r"(?:系统|平台|网站?|厅|局|中心|门户|首页)$")
_LOG_IN: Final = re.compile(
    r"(?:登录|登陆|登入)(?:页面?|界面|入口|中心|系统)?(?:$|[\W_])|身份认证|^(?:log ?in|sign ?in)\b|\b(?:log ?in|sign ?in)$",
    re.IGNORECASE,
)
_LOG_IN_FIRST: Final = re.compile(
    r"(?:^|[，,。!！\s])(?:您?(?:还|尚)(?:没有|未)登[录陆]|请(?:您?先)?登[录陆]后?(?:再|才)?(?:可以|能|进行)?(?:查看|访问|浏览|阅读|继续|操作))"
)
_LOG_IN_BOX: Final = re.compile(r"(?:用户|会员|账号|帐号|密码|扫码|短信|个人|法人|单位|管理员|后台)?登[录陆]")
_SIZE: Final = re.compile(
    r"(?:文件|软件|资源|程序|安装包)?大小\s*[:：]?\s*[\d.]+\s*[KMG]|下载(?:次数|量|人数)\s*[:：]",
    re.IGNORECASE,
)
_DOWNLOAD: Final = re.compile(
    r"(?:立即|点击|本地|免费|普通|高速|马上|直接)下载|下载地址|下载(?:文件|软件|到本地)?$"
)
_SLIDES: Final = re.compile(
    r"[上下]一[张幅](?:图片)?|[上下]一(?:组图?|图集)|查看原图|(?:查看|浏览)大图|键盘.{0,8}翻[页图]|重新浏览|图集(?:推荐|简介)|共\s?\d+\s?[张幅]"
    r"|[（(]?\d{1,3}\s?/\s?\d{1,3}[)）]?"
)
_PLAYER_HOST: Final = re.compile(
    r"player|//v\.|video|youku|bilibili|cctv|\.(?:mp4|m3u8|flv|wmv|webm)\b", re.IGNORECASE
)
_MEDIA_FILE: Final = re.compile(r"\.(?:mp4|m3u8|flv|wmv|webm)\b", re.IGNORECASE)
# Calls by which scripts of players begin: of CCTV, Alibaba, Tencent and others
_PLAYER_CALL: Final = re.compile(
    r"\b(?:createPlayer|writePlayer|createLivePlayer)\s*\(|videoCenterId|\b(?:Aliplayer|DPlayer|TCPlayer|ckplayer|prismplayer|polyvPlayer|videojs)\s*\(",
    re.IGNORECASE,
)
_PAPERS: Final = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".wps", ".et", ".ofd", ".zip", ".rar", ".7z")


def textless_kind(
    document: Document, lines: Sequence[Block], kept: Sequence[Block], *, declared: bool
) -> PageKind | None:
    """Return what a page without a text of its own is, None where it may be an article or a list.

    Args:
        document: The parsed page.
        lines: All its lines.
        kept: Those that were taken for its text.
        declared: Whether a rule or page label says that it is an article; only a video is none then.
    """
    if has_text(kept):
        return None
    short = [block for block in lines if len(block.text) <= _LINE]
    if not declared and (asked := _asks_or_offers(document, lines, short)):
        return asked
    if any(anchor.get("href", "").lower().endswith(_PAPERS) for anchor in document.root.iter("a")):
        return None
    if _has_player(document.root):
        return PageKind.VIDEO
    if not declared and _is_gallery(document.root, short):
        return PageKind.GALLERY
    return None


def names_one_piece(document: Document) -> bool:
    """Return whether the title reads like a headline, so that a page of many links is still no list."""
    name = strip_site_name(document.title)
    return len(name) >= _TITLE and _SITE.search(name) is None


def has_text(kept: Sequence[Block]) -> bool:
    """Return whether the lines kept are a text: a sentence that is no footer's, or many characters outside links."""
    if any(block.prose and not _FOOTER.search(block.text) for block in kept):
        return True
    return sum(len(block.text) - block.linked for block in kept if not _FOOTER.search(block.text)) >= _OWN


def _asks_or_offers(document: Document, lines: Sequence[Block], short: Sequence[Block]) -> PageKind | None:
    if _is_log_in(document, lines, short):
        return PageKind.LOGIN
    return PageKind.DOWNLOAD if _is_download(document, short) else None


def _is_log_in(document: Document, lines: Sequence[Block], short: Sequence[Block]) -> bool:
    if sum(len(block.text) for block in lines) > _MENUS:
        return False
    if not names_one_piece(document) and any(_LOG_IN_FIRST.search(block.text) for block in short):
        return True
    asked = any((field.get("type") or "").lower() == "password" for field in document.root.iter("input"))
    if not asked:
        return False
    if _LOG_IN.search(strip_site_name(document.title)):
        return True
    # Many a page has a box for members in its head; such a page has a title of its own.
    return not names_one_piece(document) and any(_LOG_IN_BOX.fullmatch(block.text) for block in short)


def _is_download(document: Document, short: Sequence[Block]) -> bool:
    """Return whether the page offers a file with size or count; an official notice with a file is an article."""
    if _NOTICE.search(strip_site_name(document.title)):
        return False
    measured = any(_SIZE.search(block.text) for block in short)
    return measured and any(block.linked and _DOWNLOAD.search(block.text) for block in short)


def _has_player(root: etree._Element) -> bool:
    for element in root.iter("video", "embed", "object", "iframe"):
        if element.tag == "video":
            return True
        told = " ".join(filter(None, (parameter.get("value") for parameter in element.iter("param"))))
        place = (
            f"{element.get('src') or ''} {element.get('data') or ''} {element.get('flashvars') or ''} {told}"
        )
        if _PLAYER_HOST.search(place):
            return True
    if any(_MEDIA_FILE.search(element.get("data-src") or "") for element in root.iter("div")):
        return True
    scripts = [script.text or "" for script in root.iter("script")]
    return any(_MEDIA_FILE.search(text) or _PLAYER_CALL.search(text) for text in scripts)


def _is_gallery(root: etree._Element, short: Sequence[Block]) -> bool:
    marks: set[str] = set()
    for block in short:
        # The buttons of a slide show often stand side by side; beside other words they are none.
        if not _SLIDES.sub("", block.text).strip("|｜ "):
            marks.update(found[0] for found in _SLIDES.finditer(block.text))
    if not marks:
        return False
    return len(marks) > 1 or sum(1 for _ in root.iter("img")) >= _PICTURES
