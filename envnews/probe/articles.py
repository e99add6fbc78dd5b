"""Which forms of links lead to articles: a few pages of each form are looked at, by directory.

On a trade portal most links lead to sheets of products and firms, which have dates and texts too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from envnews.extract import extract
from envnews.model import ListRequest, PageKind, holds_page
from envnews.probe.pages import ProbeError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from envnews.model import Extraction, ListEntry
    from envnews.probe.fetcher import Fetcher
    from envnews.probe.pages import Site

_MOST_DIRECTORIES = 10
# On a trade portal the sheets of products and firms have dates and texts too.
_NO_NEWS = re.compile(
    r"/(?:chan?pin|products?|goods|supply|supplies|gongying|qiugou|buy|sell|offer|qiye|company|corp|shop"
    r"|store|job|zhaopin|rencai"
    r"|zhaoshang|expo|exhibition|zhanhui|video|download|down|soft|bbs|forum|blog|ask|wenda|mall|brand"
    r"|dictionary)s?[/_.-]",
    re.IGNORECASE,
)
# News of enterprises have a day in their address, /qiye/2024/1028/2600.html; sheets of enterprises have none.
_DATED = re.compile(r"/(?:19|20)\d\d[/_-]?(?:0?[1-9]|1[0-2])[/_-]?(?:[0-3]\d)?/")


async def article_forms(fetch: Fetcher, site: Site) -> list[dict[str, ListEntry]]:
    """Return the links of the forms that are articles, the most frequent form first.

    Raises:
        ProbeError: No form is.
    """
    weights = {
        form: sum(1 + bool(link.published) for link in links.values())
        for form, links in site.forms.items()
        if form.numbered
    }
    ranked = sorted(weights, key=lambda form: (weights[form], form), reverse=True)
    groups: list[dict[str, ListEntry]] = []
    for form in ranked[:12]:
        share = weights[form] / weights[ranked[0]]
        links = site.forms[form]
        if groups and (share < 0.05 or len(links) < 2):
            continue
        articles: dict[str, ListEntry] = {}
        news = {url: link for url, link in links.items() if _is_news(urlsplit(url).path)}
        for part in _by_directory(news or links):
            if await _are_articles(fetch, list(part.values())):
                articles |= part
        if articles:
            groups.append(articles)
    if not groups:
        raise ProbeError(
            f"{site.start.url}: no link on it or on the site's other pages leads to an article; give the address of a "
            "column, and see whether its source (Ctrl+U) holds the rows: what a browser draws from data is not found"
        )
    return groups


def _is_news(path: str) -> bool:
    return not _NO_NEWS.search(path) or _DATED.search(path) is not None


def _by_directory(links: Mapping[str, ListEntry]) -> list[dict[str, ListEntry]]:
    """Return links of one form by the words of their directories: /about/1.html is no /news/1.html."""
    parts: dict[str, dict[str, ListEntry]] = defaultdict(dict)
    for url, link in links.items():
        parts[re.sub(r"[\d/-]+", "/", urlsplit(url).path.rpartition("/")[0])][url] = link
    ranked = sorted(parts.values(), key=len, reverse=True)
    # Of many directories the small ones are taken on the word of the others.
    rest = {url: link for part in ranked[_MOST_DIRECTORIES:] for url, link in part.items()}
    return [*ranked[:_MOST_DIRECTORIES], *([rest] if rest else [])]


async def _are_articles(fetch: Fetcher, links: Sequence[ListEntry]) -> bool:
    """Return whether most of some links lead to articles; dead ones say nothing."""
    pages = [await fetch(ListRequest(link.url)) for link in links[:: max(1, len(links) // 6)][:6]]
    found = [extract(page) for page in pages if holds_page(page.status)]
    articles = sum(map(_is_article, found))
    return articles > 0 and articles * 2 > len(found)


def _is_article(found: Extraction) -> bool:
    written = len(found.body) >= 40 or bool(found.attachments or found.images)
    stated = bool(found.headline) and found.published is not None
    return found.kind is PageKind.ARTICLE and stated and written
