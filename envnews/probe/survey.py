"""Survey a site: its lists, the form of its articles, its family, its pages, its rules; the result is a draft.

One address is enough, a column or the home page. The site's menus lead to further lists; the form that most
of their headlines link to is that of the articles; families are tried on the lists that were found.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from envnews.extract import extract
from envnews.extract.links import extract_links
from envnews.model import Column, ListEntry, ListRequest, Page, PageKind
from envnews.normalize import host_of
from envnews.probe.draft import Draft
from envnews.probe.findings import Fact, evidence_of, facts_of
from envnews.probe.names import key_of, site_title
from envnews.probe.pages import ProbeError, Site, first_look, island, look_for_lists
from envnews.probe.rules import Sample, measure_rules
from envnews.probe.shapes import article_url
from envnews.probe.vendors import Walk, choose, vendors, walk
from envnews.spiders.families.json_lists import JsonListSpider
from envnews.spiders.families.plain import PlainSpider

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from envnews.probe.fetcher import Fetcher
    from envnews.spiders.portal import PortalSpider

_MOST_SAMPLES = 8


@dataclass(frozen=True, slots=True)
class Findings:
    """What a survey found.

    Attributes:
        draft: The portal.
        facts: What was found out, for people.
        samples: Article pages with the rows that named them.
        listing: A list page, with its column.
    """

    draft: Draft
    facts: tuple[Fact, ...]
    samples: tuple[Sample, ...]
    listing: tuple[Column, Page] | None


async def survey(fetch: Fetcher, url: str, name: str | None = None) -> Findings:
    """Find out what a portal file must say.

    Args:
        fetch: Fetches pages.
        url: A column or the home page.
        name: Key of the portal; made from the host where it is None.

    Raises:
        ProbeError: The page cannot be fetched, or names no articles.
    """
    site = await first_look(fetch, url)
    await look_for_lists(fetch, site)
    groups = await _article_forms(fetch, site)
    draft = _draft(site, groups, name or key_of(site.home))
    columns = _columns(site, draft)
    tried = _most_telling(site, columns, draft)
    draft, how = await choose(
        fetch, draft.with_columns(columns), tried, [page for _, page in site.lists.values()]
    )
    walks = {
        column: await walk(fetch, draft.portal(), Column(column, url), 3)
        for column, url in draft.columns.items()
    }
    draft = _without_empty(draft, walks)
    samples = await _samples(fetch, walks)
    rules, right = measure_rules(samples, draft.portal())
    draft = replace(draft, rules=rules, evidence=evidence_of(site, how, samples))
    return Findings(
        draft, tuple(facts_of(draft, groups, how, walks, right)), tuple(samples), _listing(site, draft)
    )


async def _article_forms(fetch: Fetcher, site: Site) -> list[dict[str, ListEntry]]:
    """Return the links of the forms that are articles, the most frequent form first.

    Raises:
        ProbeError: No form is.
    """
    weights = {
        form: sum(1 + bool(link.published) for link in links.values()) for form, links in site.forms.items()
    }
    ranked = sorted(weights, key=lambda form: (weights[form], form), reverse=True)
    groups: list[dict[str, ListEntry]] = []
    for form in ranked[:12]:
        share = weights[form] / weights[ranked[0]]
        links = {url: link for url, link in site.forms[form].items() if host_of(url)}
        if (groups and (share < 0.05 or len(links) < 2)) or not form.numbered:
            continue
        tested = list(links.values())[:: max(1, len(links) // 3)][:3]
        if sum([await _is_article(fetch, link) for link in tested]) * 2 > len(tested):
            groups.append(links)
    if not groups:
        raise ProbeError(
            f"{site.start.url}: no link on it or on the site's other pages leads to an article; give the address of a "
            "column, and see whether its source (Ctrl+U) holds the rows: what a browser draws from data is not found"
        )
    return groups


async def _is_article(fetch: Fetcher, link: ListEntry) -> bool:
    page = await fetch(ListRequest(link.url))
    if page.status != 200:
        return False
    found = extract(page)
    written = len(found.body) >= 40 or bool(found.attachments or found.images)
    return found.kind is PageKind.ARTICLE and bool(found.headline) and written and found.published is not None


def _draft(site: Site, groups: Sequence[Mapping[str, ListEntry]], name: str) -> Draft:
    """Return what is known before the lists are read: addresses and names."""
    netlocs = Counter(urlsplit(url).netloc for group in groups for url in group)
    main = urlsplit(site.home).netloc
    article_host = main if main in netlocs else netlocs.most_common(1)[0][0]
    own = [[url for url in group if urlsplit(url).netloc == article_host] for group in groups]
    own = [urls for urls in own if urls]
    lists = {url for url in site.lists if not any(url in group for group in groups)}
    host, article = host_of(site.home), article_host.rpartition(":")[0] or article_host
    host = host or article
    hosts = (
        (host,) if host_of(f"http://{article_host}/") == host else (host_of(f"http://{article_host}/"), host)
    )
    title = site_title(site)
    return Draft(
        name=name,
        title=title,
        kind="department"
        if host.endswith(".gov.cn") or re.search("生态环境[厅局]|环保[厅局]|环境保护[厅局]", title)
        else "media",
        home=site.home,
        hosts=hosts,
        columns={"首页": site.home},
        article_url=article_url(article_host, own, lists),
        family=PlainSpider,
        attributes={"next_page": None},
    )


def _columns(site: Site, draft: Draft) -> dict[str, str]:
    """Return the pages that are lists; the home page only if it names what no other does."""
    portal = draft.portal()
    columns: dict[str, str] = {}
    listed: set[str] = set()
    homely: set[str] = set()
    for url, (column, page) in site.lists.items():
        if portal.addresses.is_article(url):
            continue
        entries = _entries(portal, page, column)
        documents = {portal.document(entry).id for entry in entries}
        if not documents:
            continue
        if urlsplit(url)._replace(scheme="").geturl() == urlsplit(site.home)._replace(scheme="").geturl():
            homely = documents
            continue
        name = column.name if column.name not in columns else f"{column.name} {urlsplit(url).path}"
        columns[name] = url
        listed |= documents
    if homely - listed or not columns:
        columns["首页"] = site.home
    return columns


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


def _most_telling(site: Site, columns: Mapping[str, str], draft: Draft) -> list[Column]:
    """Return the columns on which families are tried: the one that was asked for, and two with many rows."""
    portal = draft.portal()
    sizes = {
        name: len(_entries(portal, site.lists[url][1], Column(name, url)))
        for name, url in columns.items()
        if url in site.lists
    }
    ranked = sorted(sizes, key=lambda name: (columns[name] == site.start.url, sizes[name]), reverse=True)
    chosen = [Column(name, columns[name]) for name in ranked[:3]]
    return chosen or [Column(*next(iter(columns.items())))]


def _without_empty(draft: Draft, walks: Mapping[str, Walk]) -> Draft:
    kept = {name: url for name, url in draft.columns.items() if walks[name].documents}
    return draft.with_columns(kept) if kept else draft


async def _samples(fetch: Fetcher, walks: Mapping[str, Walk]) -> list[Sample]:
    """Return article pages from all over the lists, each with the row that named it."""
    rows = [row for found in walks.values() for row in found.rows[:: max(1, len(found.rows) // 4)]]
    unique = list({row[0]: row for row in rows}.values())
    samples: list[Sample] = []
    for url, title, published in unique[:: max(1, len(unique) // _MOST_SAMPLES)]:
        page = await fetch(ListRequest(url))
        if page.status == 200 and len(samples) < _MOST_SAMPLES:
            samples.append(Sample(page, title, published))
    return samples


def _listing(site: Site, draft: Draft) -> tuple[Column, Page] | None:
    for name, url in draft.columns.items():
        if url in site.lists:
            return Column(name, url), site.lists[url][1]
    return None
