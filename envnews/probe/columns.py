"""Which of a site's lists are columns of the portal, and which of them tell most about how it is built."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from envnews.extract.links.list_page import extract_links
from envnews.model import Column
from envnews.probe.pages import island
from envnews.probe.shapes import form_of
from envnews.probe.vendors import vendors
from envnews.spiders.families.json_lists import JsonListSpider

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from collections.abc import Set as AbstractSet

    from envnews.model import Page
    from envnews.probe.draft import Draft
    from envnews.probe.pages import Site
    from envnews.probe.vendors import Walk
    from envnews.spiders.portal import PortalSpider


def columns_of(site: Site, draft: Draft) -> tuple[dict[str, str], AbstractSet[str]]:
    """Return the pages that are lists, the home page only if it names what no other does; and what stands beside lists."""
    portal = draft.portal()
    columns: dict[str, str] = {}
    listed: set[str] = set()
    named: dict[str, set[str]] = {}
    for url, (column, page) in site.lists.items():
        # Menus lead to one list by http and https, by its directory and its index page.
        if _place(url) not in map(_place, named) and not portal.addresses.is_article(url):
            named[url] = {portal.document(entry).id for entry in _entries(portal, page, column)}
    homely = next((named.pop(url) for url in list(named) if _place(url) == _place(site.home)), set())
    beside = _beside_lists(named.values())
    for url, documents in named.items():
        column, page = site.lists[url]
        if documents <= beside and not (documents and portal.read_list(page, column).next):
            continue
        name = column.name if column.name not in columns else f"{column.name} {urlsplit(url).path}"
        columns[name] = url
        listed |= documents
    if homely - listed or not columns:
        columns["首页"] = site.home
    return columns, beside


def _place(url: str) -> str:
    return re.sub(r"/(?:index|default)\.\w+$", "/", url.partition("://")[2])


def _beside_lists(named: Collection[AbstractSet[str]]) -> set[str]:
    """Return the documents that most pages name: those of a box of hot or recommended articles."""
    pages = Counter(document for documents in named for document in documents)
    filled = sum(map(bool, named))
    return {document for document, count in pages.items() if filled >= 4 and count * 2 > filled}


def _entries(portal: type[PortalSpider], page: Page, column: Column) -> list[str]:
    if rows := island(page):
        return [link.url for link in extract_links(rows) if portal.addresses.is_article(link.url)]
    found = [entry.url for entry in portal.read_list(page, column).entries]
    return found or _interface_addresses(portal, page)


def _interface_addresses(portal: type[PortalSpider], page: Page) -> list[str]:
    """Return stand-ins for the rows of a page that asks an interface for them: it is a list all the same."""
    asks = any(
        issubclass(family, JsonListSpider) and family.interface(page, Column("", page.url))
        for family in vendors([page])
    )
    return [page.url] if asks else []


def most_telling(site: Site, columns: Mapping[str, str], draft: Draft) -> list[Column]:
    """Return the columns on which families are tried: the one that was asked for, and two with many rows."""
    portal = draft.portal()
    sizes = {
        name: len(_entries(portal, site.lists[url][1], Column(name, url)))
        for name, url in columns.items()
        if url in site.lists
    }
    # A page that only leads to the lists of its boxes has an address of another form than they have.
    forms = Counter(form_of(columns[name]) for name in sizes)
    ranked = sorted(
        sizes,
        key=lambda name: (columns[name] == site.start.url, forms[form_of(columns[name])], sizes[name]),
        reverse=True,
    )
    chosen = [Column(name, columns[name]) for name in ranked[:3]]
    return chosen or [Column(*next(iter(columns.items())))]


def without_empty(draft: Draft, walks: Mapping[str, Walk], beside: AbstractSet[str]) -> Draft:
    """Return the draft with the columns that name documents other than those that stand beside every list."""
    kept = {name: url for name, url in draft.columns.items() if not walks[name].documents <= beside}
    kept = kept or {name: url for name, url in draft.columns.items() if walks[name].documents}
    return draft.with_columns(kept) if kept else draft
