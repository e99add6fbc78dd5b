"""Survey a site: its lists, the form of its articles, its family, its pages, its rules; the result is a draft.

One address is enough, a column or the home page. The site's menus lead to further lists; the form that most
of their headlines link to is that of the articles; families are tried on the lists that were found.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from envnews.extract import extract
from envnews.extract.links import extract_links
from envnews.model import Column, Extraction, ListEntry, ListRequest, Page, PageKind
from envnews.normalize import host_of
from envnews.probe.draft import Draft
from envnews.probe.findings import Fact, evidence_of, facts_of
from envnews.probe.interfaces import scripted_interfaces
from envnews.probe.names import key_of, site_title
from envnews.probe.pages import ProbeError, Site, first_look, island, look_for_lists
from envnews.probe.rules import Sample, measure_rules
from envnews.probe.shapes import article_url, form_of
from envnews.probe.split import with_parts
from envnews.probe.vendors import Walk, choose, vendors, walk
from envnews.spiders.families.json_lists import JsonListSpider
from envnews.spiders.families.plain import PlainSpider

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from envnews.extract import Extraction
    from envnews.probe.fetcher import Fetcher
    from envnews.spiders.portal import PortalSpider

_MOST_SAMPLES = 12
_MOST_DIRECTORIES = 10
# On a trade portal the sheets of products and firms have dates and texts too.
_NO_NEWS = re.compile(
    r"/(?:chan?pin|products?|goods|supply|supplies|gongying|qiugou|buy|sell|offer|qiye|company|corp|shop|store|job|zhaopin|rencai"
    r"|zhaoshang|expo|exhibition|zhanhui|video|download|down|soft|bbs|forum|blog|ask|wenda|mall|brand|dictionary)s?[/_.-]",
    re.IGNORECASE,
)
# News of enterprises have a day in their address, /qiye/2024/1028/2600.html; sheets of enterprises have none.
_DATED = re.compile(r"/(?:19|20)\d\d[/_-]?(?:0?[1-9]|1[0-2])[/_-]?(?:[0-3]\d)?/")
_MOBILE = re.compile(r"(?:m|wap|3g|mobile)\.")


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
    columns, beside = _columns(site, draft)
    tried = _most_telling(site, columns, draft)
    draft, how = await choose(
        fetch, draft.with_columns(columns), tried, [page for _, page in site.lists.values()]
    )
    walks = await _walks(fetch, draft)
    if draft.family is PlainSpider and any(found.pages == 1 for found in walks.values()):
        draft, walks = await _asked_by_scripts(fetch, draft, walks, site)
    draft = _without_unused_hosts(_without_empty(draft, walks, beside), walks, site)
    samples = await _samples(fetch, walks)
    draft = replace(draft, article_url=with_parts(draft.article_url, [sample.page for sample in samples]))
    rules, right = measure_rules(samples, draft.portal())
    draft = replace(draft, rules=rules, evidence=evidence_of(site, how, samples))
    return Findings(
        draft, tuple(facts_of(draft, groups, how, walks, right)), tuple(samples), _listing(site, draft)
    )


async def _asked_by_scripts(
    fetch: Fetcher, draft: Draft, walks: dict[str, Walk], site: Site
) -> tuple[Draft, dict[str, Walk]]:
    """Return the draft with the interfaces that fetch further rows, where these name more documents."""
    pages = {url: page for url, (_, page) in site.lists.items()}
    interfaces = await scripted_interfaces(fetch, draft, pages)
    if not interfaces:
        return draft, walks
    asking = replace(
        draft, family=JsonListSpider, attributes=dict(draft.attributes) | {"interfaces": interfaces}
    )
    found = await _walks(fetch, asking)
    return (asking, found) if _documents(found) > _documents(walks) else (draft, walks)


async def _walks(fetch: Fetcher, draft: Draft) -> dict[str, Walk]:
    """Return what the first pages of each column hold."""
    portal = draft.portal()
    return {name: await walk(fetch, portal, Column(name, url), 3) for name, url in draft.columns.items()}


def _documents(walks: Mapping[str, Walk]) -> int:
    return sum(len(found.documents) for found in walks.values())


async def _article_forms(fetch: Fetcher, site: Site) -> list[dict[str, ListEntry]]:
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
    found = [extract(page) for page in pages if page.status == 200]
    articles = sum(map(_is_article, found))
    return articles > 0 and articles * 2 > len(found)


def _is_article(found: Extraction) -> bool:
    written = len(found.body) >= 40 or bool(found.attachments or found.images)
    stated = bool(found.headline) and found.published is not None
    return found.kind is PageKind.ARTICLE and stated and written


def _draft(site: Site, groups: Sequence[Mapping[str, ListEntry]], name: str) -> Draft:
    """Return what is known before the lists are read: addresses and names."""
    netlocs = Counter(urlsplit(url).netloc for group in groups for url in group)
    main = urlsplit(site.home).netloc
    shown = [
        netloc for netloc, count in netlocs.most_common(6) if count * 20 > netlocs.total() or netloc == main
    ]
    own = [[url for url in group if urlsplit(url).netloc in shown] for group in groups]
    lists = {url for url in site.lists if not any(url in group for group in groups)}
    named = list(dict.fromkeys(host_of(f"http://{netloc}/") for netloc in shown))
    host = host_of(site.home)
    # The mobile host shows the same documents; what other hosts show is their own.
    twins = tuple(one for one in named if one != host and _MOBILE.match(one))
    named += [one for one in dict.fromkeys(map(host_of, site.lists)) if one not in named]
    others = tuple(one for one in named if one != host and one not in twins)
    title = site_title(site)
    return Draft(
        name=name,
        title=title,
        kind="department"
        if host.endswith(".gov.cn") or re.search("生态环境[厅局]|环保[厅局]|环境保护[厅局]", title)
        else "media",
        home=site.home,
        hosts=(host, *twins),
        columns={"首页": site.home},
        article_url=article_url(shown, [urls for urls in own if urls], lists),
        family=PlainSpider,
        other_hosts=others,
        attributes={"next_page": None},
    )


def _columns(site: Site, draft: Draft) -> tuple[dict[str, str], AbstractSet[str]]:
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


def _most_telling(site: Site, columns: Mapping[str, str], draft: Draft) -> list[Column]:
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


def _without_empty(draft: Draft, walks: Mapping[str, Walk], beside: AbstractSet[str]) -> Draft:
    """Return the draft with the columns that name documents other than those that stand beside every list."""
    kept = {name: url for name, url in draft.columns.items() if not walks[name].documents <= beside}
    kept = kept or {name: url for name, url in draft.columns.items() if walks[name].documents}
    return draft.with_columns(kept) if kept else draft


def _without_unused_hosts(draft: Draft, walks: Mapping[str, Walk], site: Site) -> Draft:
    shown = {host_of(row[0]) for found in walks.values() for row in found.rows}
    unused = set(map(host_of, site.lists)) - shown - set(map(host_of, draft.columns.values()))
    return replace(draft, other_hosts=tuple(host for host in draft.other_hosts if host not in unused))


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
