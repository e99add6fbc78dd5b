"""Atom 1.0 (RFC 4287), in pages (RFC 5005, section 3), with tombstones (RFC 6721)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from envnews.dumps.feeds.items import xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from envnews.dumps.feeds.items import Channel, Item, Page


def atom(channel: Channel, page: Page) -> bytes:
    """Return a page of a feed as Atom."""
    return "\n".join(_lines(channel, page)).encode() + b"\n"


def _lines(channel: Channel, page: Page) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="zh-CN">'
    )
    yield f"<id>{channel.urn}</id>"
    yield f"<title>{xml(channel.title)}</title>"
    yield f"<updated>{page.updated}</updated>"
    yield "<author><name>envnews</name></author>"
    links = {"self": page.number, "first": 1, "last": page.count}
    if page.number > 1:
        links["previous"] = page.number - 1
    if page.number < page.count:
        links["next"] = page.number + 1
    for relation, number in links.items():
        yield (
            f'<link rel="{relation}" type="application/atom+xml" href="{xml(channel.address(number, "atom"))}"/>'
        )
    for removed in page.removed:
        yield f'<at:deleted-entry ref="{removed.urn}" when="{removed.updated_at}"/>'
    for item in page.items:
        yield from _entry(item)
    yield "</feed>"


def _entry(item: Item) -> Iterator[str]:
    yield "<entry>"
    yield f"<id>{item.urn}</id>"
    yield f"<title>{xml(item.title)}</title>"
    yield f'<link rel="alternate" type="text/html" href="{xml(item.url)}"/>'
    yield f"<published>{item.published_at.isoformat(timespec='seconds')}</published>"
    yield f"<updated>{item.updated_at}</updated>"
    yield f"<author><name>{xml(item.author)}</name></author>"
    for keyword in item.keywords:
        yield f'<category term="{xml(keyword)}"/>'
    yield f"<rights>{xml(item.rights)}</rights>"
    yield f"<summary>{xml(item.summary)}</summary>"
    if item.html:
        yield f'<content type="html">{xml(item.html)}</content>'
    yield "</entry>"
