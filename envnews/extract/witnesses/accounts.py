"""Hear the app or account that a page names beside its date or on a card, with no label."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final, cast

from envnews.extract.furniture.words import PROVINCE, looks_like_meta
from envnews.extract.headline.titles import DATE
from envnews.extract.page.anchors import anchors_of
from envnews.extract.page.blocks import inner_text
from envnews.extract.people.no_names import holds_column, is_of_menu, is_qualification, names_nobody
from envnews.extract.people.outlets import looks_like_outlet, looks_like_publisher
from envnews.extract.people.persons import is_person
from envnews.extract.witnesses.bare_names import BARE_LINE, PIECES
from envnews.model import Origin
from envnews.normalize import clean, clean_source
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from envnews.extract.body.layout import Layout
    from envnews.extract.choose import Witnesses
    from envnews.extract.page.blocks import Block
    from envnews.extract.witnesses.labels import MetaTags

# 水务先声, 河边小叔叔
_ACCOUNT: Final = compile_later(r"[\u4e00-\u9fffA-Za-z]{4,10}")
_POSTED: Final = compile_later(
    r"(\S{2,12}) (?:[发發](?:表|布|佈)[于於在]|[发發]表[时時][间間]\s?[:：])\s*(?:19|20)\d\d"
)
_BLOG: Final = compile_later(r"[-_—|]\s*([^-_—|\s]{2,16}?)的博[文客](?:\s?-\s?\w{2,8}博客)?$")
_NUMBERS: Final = re.compile(r"[\d\s.,:：()（）·|｜万wWkK+次]+")
_COUNTED: Final = re.compile(r"(?:阅读|浏览|评论|点击|人气|点赞|收藏|分享|原创|发布于|来自)*")
_POSTED_FROM: Final = re.compile(r"(?:发布于|来自)?(?=[\u4e00-\u9fff])")
_MARKED_ORIGINAL: Final = "原创"
_AROUND: Final = " ·|｜[]【】()（）发布"
"""What may stand between a date and the name of the site."""
_FOLLOW: Final = frozenset({"关注", "關注", "订阅", "关注TA"})
_VERIFIED: Final = ("官方账号", "官方帐号")
"""What a platform says of an account, which is not its name."""
_GATHERED: Final = "综合"
"""End of the names of portals' accounts (临江科技综合)."""
_FRONT_PAGE: Final = re.compile(r"https?://[\w.-]+/?(?:index\.s?html?)?")
_OUTLET: Final = compile_later(r"(?!v?\d[\d.]*万?$)[\w·.《》]{2,14}")
_NAME: Final = 12
"""Characters of the longest name of an app or account beside a date."""
_ADDRESS: Final = 12
"""Characters of the shortest address of an account's page; a site's front page has fewer."""
_AROUND_NAME: Final = 3
"""Elements around an account's name up to the one that holds its picture, too."""
_CARD: Final = 4
"""Links of such a card."""


def hear_account(
    title: str, tags: MetaTags, layout: Layout, near: Sequence[Block], witnesses: Witnesses
) -> None:
    """Hear whom the page's title, a meta tag, a card, a link or a name beside the date tells as outlet, account or poster.

    Args:
        title: Text of the title element.
        tags: The meta tags of the page.
        layout: Where things stand.
        near: Lines from a little above the headline to the text.
        witnesses: Those heard so far; what they tell is not asked again.
    """
    _hear_linked_site(near, witnesses)
    _hear_own_name(title, layout, witnesses)
    _hear_card(layout.above, witnesses)
    _hear_pictured(layout.above, witnesses)
    _hear_site(tags, layout.above, witnesses)
    _hear_poster(layout.above, witnesses)
    _hear_blogger(title, witnesses)


def _hear_own_name(title: str, layout: Layout, witnesses: Witnesses) -> None:
    """Hear the name beside a date that the title ends with, or a line says as well: apps' pages begin with their name.

    A name of four letters or more that is neither person nor column is an account's where nothing else stands in the line.
    """
    if witnesses.has("source"):
        return
    # Titles set a blank where the line has none (临江头条 news).
    end = "".join(title[-2 * _NAME :].split())
    for block in layout.above:
        dated = DATE.search(block.spaced)
        behind = block.spaced[dated.end() :].strip(_AROUND) if dated else ""
        if 2 < len(behind) <= _NAME and title.endswith(behind) and not DATE.search(behind):
            witnesses.add("source", Origin.GENERIC, clean_source(behind), block.spaced, "name of the site")
            return
        name = block.spaced[: dated.start()].strip(" ·|｜") if dated else ""
        original = name.startswith(_MARKED_ORIGINAL)
        name = name.removeprefix(_MARKED_ORIGINAL).lstrip()
        # Words of fonts of symbols stand before many lines (icon 2022-07-22).
        if not 2 <= len(name) <= _NAME or (name.isascii() and name.islower()) or DATE.search(name):
            continue
        if name.endswith(_VERIFIED):
            continue
        own = end.endswith("".join(name.split()))
        if block.linked and not (own or original):
            continue
        alone = _ACCOUNT.fullmatch(name) and not is_person(name) and _ends_with_counts(block.spaced)
        if own or (not holds_column(name) and (alone or _said_again(name, layout, block))):
            witnesses.add("source", Origin.GENERIC, clean_source(name), block.spaced, "name of the site")
            return


def _hear_linked_site(lines: Sequence[Block], witnesses: Witnesses) -> None:
    """Hear the outlet beside a date whose name leads to its front page, as portals print it without a label."""
    if witnesses.has("source"):
        return
    for block in lines:
        if not block.linked or len(block.spaced) > BARE_LINE or not DATE.search(block.spaced):
            continue
        for link in block.element.iter("a"):
            name = clean("".join(cast("Iterator[str]", link.itertext())))
            front = _FRONT_PAGE.fullmatch((link.get("href") or "").strip())
            # The line may share its element with the whole text.
            own = front is not None and name in block.spaced and _OUTLET.fullmatch(name)
            if own and not is_of_menu(name) and not is_person(name):
                witnesses.add("source", Origin.GENERIC, clean_source(name), block.spaced, "linked site")
                return


def _hear_site(tags: MetaTags, lines: Sequence[Block], witnesses: Witnesses) -> None:
    """Hear the name that a meta tag gives the site, where it stands alone in a line between headline and text."""
    named = tags.structured("site")
    if named is None or witnesses.has("source"):
        return
    if any(block.text == named[1] and not block.linked for block in lines):
        witnesses.add("source", Origin.STRUCTURED, clean_source(named[1]), named[1], named[0])


def _said_again(name: str, layout: Layout, block: Block) -> bool:
    """Return whether a line above the text says the same name, other than the way to the page (首页 > 环保要闻)."""
    lines = (line.spaced for line in _others(layout.before, block) if ">" not in line.text)
    return any(name in PIECES.split(line) for line in lines)


def _ends_with_counts(text: str) -> bool:
    """Return whether nothing but counts, a place and words on the account stand behind a line's date (2023-02-10 阅读(12) 北京)."""
    dated = DATE.search(text)
    return dated is not None and all(
        _COUNTED.fullmatch(word) or PROVINCE.fullmatch(_POSTED_FROM.sub("", word)) or is_qualification(word)
        for word in _NUMBERS.sub(" ", text[dated.end() :]).split()
    )


def _hear_poster(lines: Sequence[Block], witnesses: Witnesses) -> None:
    """Hear who posted a text, as magazines and forums say with a link to the account (云上的水 发表于 2014-06-05 14:22)."""
    if witnesses.has("author"):
        return
    for block in lines:
        found = _POSTED.match(block.spaced) if block.linked else None
        if found and len(found[1]) <= block.linked and not holds_column(found[1]):
            field = "source" if looks_like_publisher(found[1]) else "author"
            if not witnesses.has(field) and found[1] != witnesses.peek("source"):
                witnesses.add(field, Origin.GENERIC, found[1], block.spaced, "who posted it")
            return


def _hear_blogger(title: str, witnesses: Witnesses) -> None:
    """Hear whose blog the title says a page is in: 海的账本 - 周问天的博文."""
    found = _BLOG.search(title) if "博" in title and not witnesses.has("author") else None
    if found and not looks_like_publisher(found[1]):
        witnesses.add("author", Origin.GENERIC, found[1], title, "whose blog it is")


def _hear_card(lines: Sequence[Block], witnesses: Witnesses) -> None:
    """Hear the account whose card stands between headline and text, with the button to follow it below its name.

    Where the source is told, it is who wrote the text; else it is where the text comes from.
    """
    for index, (block, below) in enumerate(pairwise(lines), 2):
        name = block.text
        # The day may stand between them, and what the platform says of the account.
        between = looks_like_meta(below.text) or any(word in below.text for word in _VERIFIED)
        button = lines[index] if index < len(lines) and between else below
        if button.text.lstrip("+＋ ") not in _FOLLOW or not 2 <= len(name) <= _NAME:
            continue
        if DATE.search(name) or names_nobody(name):
            continue
        field = "author" if witnesses.has("source") else "source"
        # A newspaper's card is that of the column: its reporters are named beside it.
        column = any("记者" in line.text for line in lines if len(line.text) <= BARE_LINE)
        # Nor did the desk of a portal write what it took from elsewhere.
        column = column or (field == "author" and (looks_like_outlet(name) or name.endswith(_GATHERED)))
        if not column and not witnesses.has(field) and name != witnesses.peek("source"):
            witnesses.add(field, Origin.GENERIC, clean_source(name), name, "card of an account")
        return


def _hear_pictured(lines: Sequence[Block], witnesses: Witnesses) -> None:
    """Hear the account whose linked name stands above the text beside a picture that leads to the same page."""
    if witnesses.has("source"):
        return
    for block in lines:
        if block.linked != len(block.text) or not 2 <= len(block.text) <= _NAME or is_person(block.text):
            continue
        if any(map(_is_pictured, anchors_of(block.element, 1))):
            if block.text != witnesses.peek("author"):  # whose own page it is
                witnesses.add(
                    "source", Origin.GENERIC, clean_source(block.text), block.text, "account with a picture"
                )
            return


def _is_pictured(link: etree._Element) -> bool:
    """Return whether a link right before leads to the same page, that of an account, and holds nothing but a picture."""
    address = link.get("href") or ""
    if len(address) <= _ADDRESS:
        return False
    for around in islice(link.iterancestors(), _AROUND_NAME):
        for other in islice(around.iter("a"), _CARD):
            if other is link:
                break
            if other.get("href") == address:
                return other.find(".//img") is not None and not inner_text(other).strip()
    return False


def _others(lines: Sequence[Block], block: Block) -> list[Block]:
    """Return the lines that are neither a link, as those of menus, nor the one given."""
    return [line for line in lines if line is not block and not line.is_link]
