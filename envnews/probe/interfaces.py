"""Interfaces from which a button 加载更多 fetches the further rows of a list, as the page's script names them.

A script puts the address together from strings and variables: `"/api/articles?cid=" + cid + "&page=" + page`.
Variables have the values that the page gives them; the one that counts pages is told by its name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from envnews.extract.page.charset import decode
from envnews.model import Column, ListRequest, holds_page
from envnews.normalize import host_of
from envnews.spiders.families.json_lists import JsonListSpider, json_of, page_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from envnews.model import Page
    from envnews.probe.draft import Draft
    from envnews.probe.fetcher import Fetcher

_PART = r"""(?:"[^"\n]*"|'[^'\n]*'|[A-Za-z_$][\w.$]*)"""
_ADDRESS = re.compile(rf"""["'](?:https?:)?/[^"'\n]*["'](?:\s*\+\s*{_PART}){{1,9}}""")
_PIECE = re.compile(_PART)
_PAGE = re.compile(r"(?:^|[._])(?:p|pn|cur|curr|current)?_?page(?:no|num|number|index)?$", re.IGNORECASE)
_MOST = 6


async def scripted_interfaces(fetch: Fetcher, draft: Draft, pages: Mapping[str, Page]) -> dict[str, str]:
    """Return by the name of the column the address of the interface that its page's script asks.

    Args:
        fetch: Fetches pages.
        draft: The portal.
        pages: Pages of its columns, by address.
    """
    found: dict[str, str] = {}
    portal = replace(draft, family=JsonListSpider).portal()
    for name, url in draft.columns.items():
        if url not in pages:
            continue
        for address in _addresses(pages[url]):
            answer = await fetch(ListRequest(address))
            if (
                holds_page(answer.status)
                and json_of(answer)
                and portal.read_list(answer, Column(name, url)).entries
            ):
                found[name] = urlsplit(address)._replace(scheme="", netloc="").geturl()
                break
    return found


def _addresses(page: Page) -> Iterator[str]:
    """Yield the addresses of first pages that the scripts of a page put together."""
    text = decode(page.body, page.headers).text
    for found in list(_ADDRESS.finditer(text))[:_MOST]:
        parts = [_value(piece, text) for piece in _PIECE.findall(found[0])]
        if None in parts:
            continue
        address = urljoin(page.url, "".join(part or "" for part in parts))
        if host_of(address) == host_of(page.url) and page_number(address) == 1:
            yield address


def _value(piece: str, text: str) -> str | None:
    """Return what a part of an address stands for; None where the page does not say it."""
    if piece[0] in "\"'":
        return piece[1:-1]
    if _PAGE.search(piece):
        return "1"
    name = re.escape(piece.rpartition(".")[2])
    stated = re.search(rf"""\b{name}\s*[:=]\s*["']?([\w-]+)["']?\s*[;,}}\n]""", text)
    return stated[1] if stated else None
