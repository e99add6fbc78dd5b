"""A Datasette plugin: the feeds that a dump has beside it, made anew for each visit, below /-/feeds."""

from __future__ import annotations

import asyncio
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from datasette import hookimpl
from datasette.utils.asgi import Response

from envnews.dumps.feeds.listing import FORMATS, feed_file, feed_names
from envnews.dumps.records.scope import EVERYTHING
from envnews.dumps.records.state import open_state

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from datasette.app import Datasette
    from datasette.utils.asgi import Request

_TYPES: Final = {
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "json": "application/feed+json",
}
_PAGE: Final = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>订阅 Feeds</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/-/envnews.css"><link rel="icon" href="data:,">
{links}<body style="margin: 1rem; line-height: 1.8"><p><a href="/">home</a></p><h1>订阅 Feeds</h1><ul>{items}</ul>
"""


async def feeds(datasette: Datasette) -> Response:
    """Answer with a page that lists all feeds; feed readers find the one of all articles in its head."""
    names = await asyncio.to_thread(_names, _path(datasette))
    items = "".join(
        f"<li>{escape(title)}: "
        + " · ".join(f'<a href="/-/feeds/{escape(name)}.{form}">{form}</a>' for form in FORMATS)
        for name, title in names
    )
    links = "".join(
        f'<link rel="alternate" type="{_TYPES[form]}" href="/-/feeds/all.{form}">' for form in FORMATS
    )
    return Response.html(_PAGE.format(links=links, items=items))


async def feed(datasette: Datasette, request: Request) -> Response:
    """Answer with one file of a feed: Atom, RSS or JSON Feed."""
    name = request.url_vars["name"]
    base = datasette.absolute_url(request, "/-/feeds/")
    content = await asyncio.to_thread(_file, _path(datasette), name, base)
    if content is None:
        return Response.text(f"{name}: there is no such feed; /-/feeds lists them", status=404)
    return Response(content, content_type=f"{_TYPES[name.rpartition('.')[2]]}; charset=utf-8")


def _path(datasette: Datasette) -> Path:
    return Path(datasette.get_database().path)


def _names(path: Path) -> list[tuple[str, str]]:
    with open_state(path, EVERYTHING, unnamed=True) as state:
        return feed_names(state)


def _file(path: Path, name: str, base: str) -> bytes | None:
    with open_state(path, EVERYTHING, unnamed=True) as state:
        return feed_file(state, name, base)


@hookimpl  # type: ignore[untyped-decorator]  # Datasette publishes no types
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Add the pages."""
    return [(r"^/-/feeds$", feeds), (r"^/-/feeds/(?P<name>[\w.-]+\.(?:atom|rss|json))$", feed)]
