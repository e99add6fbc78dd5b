"""Find the links to the previous, the next and the related articles below a text."""

from __future__ import annotations

import re
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Final

from envnews.extract.page.blocks import Block, inner_text
from envnews.extract.page.starts import Starts
from envnews.model import Link
from envnews.normalize import absolute, clean

if TYPE_CHECKING:
    from collections.abc import Sequence

_PREVIOUS: Final = r"上一?\s*[篇条则]|前一[篇条]|上篇"
_NEXT: Final = r"下一?\s*[篇条则]|后一[篇条]|下篇"
_LABEL: Final = re.compile(
    rf"(?:(?P<previous>{_PREVIOUS})|(?P<next>{_NEXT}))(?:文章|新闻|信息)?\s*[:：>】\]]?\s*"
)
_RELATED: Final = Starts(
    r"\W{0,3}+(?:相关(?:新闻|阅读|文章|资讯|报道|稿件|推荐|链接)|延伸阅读|相關新聞)\W{0,3}$"
)
_HEADING: Final = 10
"""Characters of the longest such heading."""
_NONE: Final = re.compile(r"^(?:没有了|沒有了|暂无|无|到头了|已经是.{0,8}|没有.{0,4}|返回列表)\W*$")
_BEGINS: Final = re.compile(rf"\W{{0,3}}+(?:{_PREVIOUS}|{_NEXT})")
MAX_RELATED: Final = 20
_MOST: Final = 40
"""Labelled lines that are looked at; a page has two."""


def find_neighbours(blocks: Sequence[Block], base_url: str) -> dict[str, Link]:
    """Return the links labelled 上一篇 and 下一篇, keys `previous` and `next`.

    Args:
        blocks: Lines below the text.
        base_url: Address that relative links resolve against.
    """
    found: dict[str, Link] = {}
    labelled = (place for place, block in enumerate(blocks) if _BEGINS.match(block.spaced))
    for index in islice(labelled, _MOST):
        block = blocks[index]
        labels = list(_LABEL.finditer(block.spaced))
        for label, following in zip_longest(labels, labels[1:]):
            title = clean(block.spaced[label.end() : following.start() if following else len(block.spaced)])
            holder = block
            # A label may stand alone, its link in the next line.
            if not title and index + 1 < len(blocks) and not _LABEL.match(blocks[index + 1].spaced):
                holder = blocks[index + 1]
                title = clean(holder.spaced)
            link = _link(holder, title, base_url)
            if link:
                found.setdefault(label.lastgroup or "next", link)
    return found


def find_related(blocks: Sequence[Block], base_url: str) -> tuple[Link, ...]:
    """Return the links below the first heading that announces related articles, until the links end."""
    start = next(
        (
            index
            for index, block in enumerate(blocks)
            if len(block.text) <= _HEADING and _RELATED.match(block.text)
        ),
        None,
    )
    if start is None:
        return ()
    links: dict[str, Link] = {}
    for block in blocks[start + 1 :]:
        if not block.linked or len(links) >= MAX_RELATED:
            break
        for anchor in block.element.iter("a"):
            title = clean(anchor.get("title") or inner_text(anchor))
            url = absolute(anchor.get("href") or "", base_url)
            if url and len(title) >= 6:
                links.setdefault(url, Link(url, title))
    return tuple(links.values())


def _link(block: Block, title: str, base_url: str) -> Link | None:
    """Return the anchor of the block whose text is the title."""
    if not title or _NONE.match(title):
        return None
    wanted = "".join(title.split())
    for anchor in block.element.iter("a"):
        text = clean(inner_text(anchor))
        form = "".join(text.split())
        if form and (form == wanted or form in wanted or wanted in form):
            url = absolute(anchor.get("href") or "", base_url)
            full = clean(anchor.get("title") or "") if text.endswith(("…", "...")) else ""
            if url:
                return Link(url, full or _LABEL.sub("", text, count=1) or title)
    return None
