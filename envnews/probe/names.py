"""What a site and its lists are called: by their labels, their menu, their titles."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from envnews.extract.page.document import Document, parse
from envnews.extract.page.selectors import text_of
from envnews.normalize import clean, host_of

if TYPE_CHECKING:
    from envnews.model import Page
    from envnews.probe.pages import Site

_TITLE_PARTS = re.compile(r"[_|｜—–>»]+|\s-+\s|-")
_NO_NAME = re.compile(r"首\s*页|[上下前后]一?页|[尾末]页|更多|返回.*|\W*more\W*|[\d\W]+", re.IGNORECASE)


def key_of(home: str) -> str:
    """Return a key made from the host: `sthjt-example` for sthjt.example.gov.cn."""
    host = re.sub(r"^(?:www|m)\.", "", host_of(home))
    host = re.sub(r"\.(?:gov|com|org|net)?\.?(?:cn|com|net|org)$", "", host)
    return re.sub(r"[^a-z0-9]+", "-", host.lower()).strip("-") or "portal"


def site_title(site: Site) -> str:
    """Return the name of the site: its label, or the shortest part of its titles that all pages share."""
    titles: Counter[str] = Counter()
    for _, page in site.lists.values():
        document = parse(page)
        for meta in document.root.iter("meta"):
            stated = clean(meta.get("content") or "")
            if (meta.get("name") or "").lower() == "sitename" and stated:
                return stated
        titles.update({part for raw in _TITLE_PARTS.split(document.title) if len(part := clean(raw)) >= 3})
    if not titles:
        return host_of(site.home)
    return max(titles, key=lambda part: (titles[part], len(part) <= 24, -len(part)))


def name_of(page: Page, site: Site) -> str:
    """Return the name of a list page: its label, what the site's menu calls it, or its title."""
    if page.url == site.home:
        return "首页"
    document = parse(page)
    for meta in document.root.iter("meta"):
        if (meta.get("name") or "").lower() == "columnname" and (stated := clean(meta.get("content") or "")):
            return stated
    return (
        _linked_name(document, page.url)
        or clean(_TITLE_PARTS.split(document.title)[0])[:14]
        or urlsplit(page.url).path
    )


def _linked_name(document: Document, url: str) -> str:
    for anchor in document.root.iter("a"):
        href = anchor.get("href")
        if href and not href.startswith("#") and urljoin(document.base_url, href) == url:
            name = clean(text_of(anchor))
            if 2 <= len(name) <= 14 and not _NO_NAME.fullmatch(name):
                return name
    return ""
