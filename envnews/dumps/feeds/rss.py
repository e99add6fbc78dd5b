"""RSS 2.0: the latest page only, for it knows neither pages nor withdrawals."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

from envnews.dumps.feeds.items import xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from envnews.dumps.feeds.items import Channel, Item, Page


def rss(channel: Channel, page: Page) -> bytes:
    """Return a page of a feed as RSS; dates are in English, as RFC 822 has them."""
    return "\n".join(_lines(channel, page)).encode() + b"\n"


def _lines(channel: Channel, page: Page) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield (
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    )
    yield "<channel>"
    yield f"<title>{xml(channel.title)}</title>"
    yield f"<link>{xml(channel.home or channel.base or 'https://www.mee.gov.cn/')}</link>"
    yield f"<description>{xml(channel.title)}</description>"
    yield "<language>zh-cn</language>"
    yield f"<lastBuildDate>{format_datetime(datetime.fromisoformat(page.updated))}</lastBuildDate>"
    if channel.base:
        yield f'<atom:link rel="self" type="application/rss+xml" href="{xml(channel.address(1, "rss"))}"/>'
    for item in page.items:
        yield from _item(item)
    yield "</channel>"
    yield "</rss>"


def _item(item: Item) -> Iterator[str]:
    yield "<item>"
    yield f"<title>{_plain(item.title)}</title>"
    yield f"<link>{xml(item.url)}</link>"
    yield f'<guid isPermaLink="false">{xml(item.id)}</guid>'
    yield f"<pubDate>{format_datetime(item.published_at)}</pubDate>"
    yield f"<dc:creator>{_plain(item.author)}</dc:creator>"
    for keyword in item.keywords:
        yield f"<category>{_plain(keyword)}</category>"
    # A description is HTML to most readers, so the plain text is escaped once more.
    yield f"<description>{xml(xml(item.summary))}</description>"
    if item.html:
        yield f"<content:encoded>{xml(item.html)}</content:encoded>"
    yield "</item>"


def _plain(text: str) -> str:
    """Return a text that is the same whether it is taken for HTML or not: RSS does not say which it is."""
    return xml(text.replace("<", "＜").replace(">", "＞"))
