"""JSON Feed 1.1, with what it does not know under `_envnews`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from envnews.dumps.feeds.items import Channel, Item, Page


def json_feed(channel: Channel, page: Page) -> bytes:
    """Return a page of a feed as JSON Feed."""
    feed: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "language": "zh-CN",
        "items": [_item(item) for item in page.items],
        "_envnews": {"removed": [{"id": removed.id, "at": removed.updated_at} for removed in page.removed]},
    }
    if channel.home:
        feed["home_page_url"] = channel.home
    if channel.base:
        feed["feed_url"] = channel.address(page.number, "json")
    if page.number < page.count:
        feed["next_url"] = channel.address(page.number + 1, "json")
    return (json.dumps(feed, ensure_ascii=False) + "\n").encode()


def _item(item: Item) -> dict[str, object]:
    content = {"content_html": item.html} if item.html else {"content_text": item.summary}
    return {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        **content,
        "summary": item.summary,
        "date_published": item.published_at.isoformat(timespec="seconds"),
        "date_modified": item.updated_at,
        "authors": [{"name": item.author}],
        "tags": list(item.keywords),
        "_envnews": {"seq": item.seq, "content_hash": item.content_hash, "rights": item.rights},
    }
