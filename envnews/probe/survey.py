"""Survey a site: its lists, the form of its articles, its family, its pages, its rules; the result is a draft.

One address is enough, a column or the home page. The site's menus lead to further lists; the form that most
of their headlines link to is that of the articles; families are tried on the lists that were found.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from envnews.errors import EnvnewsError, ExitCode
from envnews.extract import extract
from envnews.extract.document import Document, parse
from envnews.extract.links import extract_links
from envnews.extract.selectors import text_of
from envnews.model import Column, ListEntry, ListRequest, Page, PageKind
from envnews.normalize import absolute, clean, host_of
from envnews.probe.draft import Draft
from envnews.probe.rules import Sample, measure_rules
from envnews.probe.shapes import Form, article_url, form_of
from envnews.probe.vendors import PlainSpider, Walk, choose, vendors, walk
from envnews.spiders.columns import find_columns
from envnews.spiders.families.hanweb import island_rows
from envnews.spiders.families.json_lists import JsonListSpider

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from envnews.probe.fetcher import Fetcher

_MOST_PAGES = 60
"""Pages that are looked at for lists: a department has thirty columns."""
_HEADLINE = 8
"""Characters from which a link's text is a headline rather than a menu's word."""
_MOST_SAMPLES = 8
_JSON_ADDRESS = re.compile(r'"(?:url|link|urls|docpuburl|href)"\s*:\s*"((?:[^"\\]|\\.)+)"', re.IGNORECASE)
_REDIRECT = re.compile(r"""location(?:\.href)?\s*=\s*["']([^"']+)["']|location\.replace\(["']([^"']+)["']""")
_TITLE_PARTS = re.compile(r"[_|｜—–>»]+|\s-+\s|-")


class ProbeError(EnvnewsError):
    """A site of which nothing could be found out; the message says why and what to do."""

    exit_code = ExitCode.UNAVAILABLE


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the table: what was found, how sure it is (0 to 1), and by what."""

    what: str
    value: str
    confidence: float
    basis: str


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


@dataclass(slots=True)
class _Site:
    """What has been seen of a site so far."""

    start: Page
    home: str
    lists: dict[str, tuple[Column, Page]] = field(default_factory=dict)
    forms: dict[Form, dict[str, ListEntry]] = field(default_factory=lambda: defaultdict(dict))


async def survey(fetch: Fetcher, url: str, name: str | None = None) -> Findings:
    """Find out what a portal file must say.

    Args:
        fetch: Fetches pages.
        url: A column or the home page.
        name: Key of the portal; made from the host where it is None.

    Raises:
        ProbeError: The page cannot be fetched, or names no articles.
    """
    site = await _first_look(fetch, url)
    await _look_for_lists(fetch, site)
    groups = await _article_forms(fetch, site)
    draft = _draft(site, groups, name or _key(site.home))
    columns = _columns(site, draft)
    tried = _most_telling(site, columns, draft)
    draft, how = await choose(fetch, draft.with_columns(columns), tried, [page for _, page in site.lists.values()])
    walks = {column: await walk(fetch, draft.portal(), Column(column, url), 3) for column, url in draft.columns.items()}
    draft = _without_empty(draft, walks)
    samples = await _samples(fetch, walks)
    rules, right = measure_rules(samples, draft.portal())
    draft = replace(draft, rules=rules, evidence=_evidence(site, how, samples))
    return Findings(draft, tuple(_facts(draft, groups, how, walks, right)), tuple(samples), _listing(site, draft))


async def _first_look(fetch: Fetcher, url: str) -> _Site:
    start = await _page(fetch, url)
    if start.status != 200:
        why = start.body.decode("utf-8", "replace") if not start.status else f"HTTP status {start.status}"
        raise ProbeError(f"{url}: {why[:300]}")
    parts = urlsplit(start.url)
    return _Site(start, f"{parts.scheme}://{parts.netloc}/")


async def _page(fetch: Fetcher, url: str) -> Page:
    """Return a page; where it only leads on by a script, the one that it leads to."""
    page = await fetch(ListRequest(url))
    if page.status == 200 and len(page.body) < 2_000:
        found = _REDIRECT.search(page.body.decode("latin-1"))
        target = absolute(found[1] or found[2], page.url) if found else None
        if target and host_of(target) == host_of(page.url) and target != page.url:
            return await fetch(ListRequest(target))
    return page


async def _look_for_lists(fetch: Fetcher, site: _Site) -> None:
    """Fetch the pages that the site's menus name, two steps deep, and note what they link to."""
    home = await _page(fetch, site.home)
    queue: dict[str, Column] = {}
    for page in (site.start, home):
        if page.status == 200:
            await _note(fetch, site, Column(_name_of(page, site), page.url), page)
            queue |= {column.url: column for column in await _menu(fetch, page) if column.url not in queue}
    queue.pop(site.start.url, None)
    seen = {site.start.url, home.url}
    depth = 0
    while queue and len(site.lists) < _MOST_PAGES and depth < 2:
        following: dict[str, Column] = {}
        for column in list(queue.values())[:_MOST_PAGES]:
            if column.url in seen or len(seen) > 2 * _MOST_PAGES:
                continue
            seen.add(column.url)
            page = await _page(fetch, column.url)
            if page.status == 200 and await _note(fetch, site, column, page):
                following |= {one.url: one for one in await _menu(fetch, page)}
        queue, depth = {url: column for url, column in following.items() if url not in seen}, depth + 1


async def _menu(fetch: Fetcher, page: Page) -> list[Column]:
    """Return the columns that a page may lead to, with those of its frames."""
    found: list[Column] = []
    for part in (page, *await _frames(fetch, page)):
        found += find_columns(parse(part), {host_of(page.url)}, _may_be_article)
    return found


def _may_be_article(url: str) -> bool:
    """Return whether an address is likely an article's, before the form of articles is known."""
    return re.search(r"/t\d{8}_\d+\.|/art_\d+_\d+\.|/post_\d+\.|/content_\d+\.|/[0-9a-f]{32}\.", url) is not None


async def _frames(fetch: Fetcher, page: Page) -> list[Page]:
    document = parse(page)
    pages = []
    for element in document.root.iter("frame", "iframe"):
        url = absolute(element.get("src") or "", document.base_url)
        if url and host_of(url) == host_of(page.url) and len(pages) < 4:
            framed = await fetch(ListRequest(url))
            if framed.status == 200:
                pages.append(framed)
    return pages


async def _note(fetch: Fetcher, site: _Site, column: Column, page: Page) -> bool:
    """Note the forms of a page's links; return whether it may be a list."""
    links = [link for part in (page, *await _frames(fetch, page)) for link in await _links(fetch, part, column)]
    site.lists.setdefault(page.url, (Column(column.name, page.url), page))
    for link in links:
        if len(link.title) >= _HEADLINE or link.published:
            site.forms[form_of(link.url)].setdefault(link.url, link)
    return len(links) >= 2


async def _links(fetch: Fetcher, page: Page, column: Column) -> tuple[ListEntry, ...]:
    """Return the links of a list, also where a script draws it from an island or an interface."""
    if rows := island_rows(page):
        return extract_links(rows)
    for family in vendors([page]):
        asked = family.interface(page, column) if issubclass(family, JsonListSpider) else None
        answer = await fetch(asked) if asked else None
        if answer and answer.status == 200:
            found = _JSON_ADDRESS.findall(answer.body.decode("utf-8", "replace"))
            urls = filter(None, (absolute(one.replace("\\/", "/"), page.url) for one in found))
            return tuple(ListEntry(one, "－" * _HEADLINE) for one in urls)
    return extract_links(page)


async def _article_forms(fetch: Fetcher, site: _Site) -> list[dict[str, ListEntry]]:
    """Return the links of the forms that are articles, the most frequent form first.

    Raises:
        ProbeError: No form is.
    """
    weights = {form: sum(1 + bool(link.published) for link in links.values()) for form, links in site.forms.items()}
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


def _draft(site: _Site, groups: Sequence[Mapping[str, ListEntry]], name: str) -> Draft:
    """Return what is known before the lists are read: addresses and names."""
    netlocs = Counter(urlsplit(url).netloc for group in groups for url in group)
    main = urlsplit(site.home).netloc
    article_host = main if main in netlocs else netlocs.most_common(1)[0][0]
    own = [[url for url in group if urlsplit(url).netloc == article_host] for group in groups]
    own = [urls for urls in own if urls]
    lists = {url for url in site.lists if not any(url in group for group in groups)}
    host, article = host_of(site.home), article_host.rpartition(":")[0] or article_host
    host = host or article
    hosts = (host,) if host_of(f"http://{article_host}/") == host else (host_of(f"http://{article_host}/"), host)
    title = _site_title(site)
    return Draft(
        name=name,
        title=title,
        kind="department" if host.endswith(".gov.cn") or re.search("生态环境[厅局]|环保[厅局]|环境保护[厅局]", title) else "media",
        home=site.home,
        hosts=hosts,
        columns={"首页": site.home},
        article_url=article_url(article_host, own, lists),
        family=PlainSpider,
        attributes={"next_page": None},
    )


def _columns(site: _Site, draft: Draft) -> dict[str, str]:
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


def _entries(portal: type[PlainSpider], page: Page, column: Column) -> list[str]:  # type: ignore[valid-type]
    if rows := island_rows(page):
        return [link.url for link in extract_links(rows) if portal.addresses.is_article(link.url)]
    found = [entry.url for entry in portal.read_list(page, column).entries]
    return found or _interface_addresses(portal, page)


def _interface_addresses(portal: type[PlainSpider], page: Page) -> list[str]:  # type: ignore[valid-type]
    """Return stand-ins for the rows of a page that asks an interface for them: it is a list all the same."""
    asks = any(
        issubclass(family, JsonListSpider) and family.interface(page, Column("", page.url)) for family in vendors([page])
    )
    return [page.url] if asks else []


def _most_telling(site: _Site, columns: Mapping[str, str], draft: Draft) -> list[Column]:
    """Return the columns on which families are tried: the one that was asked for, and two with many rows."""
    portal = draft.portal()
    sizes = {
        name: len(_entries(portal, site.lists[url][1], Column(name, url))) for name, url in columns.items() if url in site.lists
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


# Names


def _key(home: str) -> str:
    """Return a key made from the host: `sthjt-example` for sthjt.example.gov.cn."""
    host = re.sub(r"^(?:www|m)\.", "", host_of(home))
    host = re.sub(r"\.(?:gov|com|org|net)?\.?(?:cn|com|net|org)$", "", host)
    return re.sub(r"[^a-z0-9]+", "-", host.lower()).strip("-") or "portal"


def _site_title(site: _Site) -> str:
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


def _name_of(page: Page, site: _Site) -> str:
    """Return the name of a list page: its label, what the site's menu calls it, or its title."""
    if page.url == site.home:
        return "首页"
    document = parse(page)
    for meta in document.root.iter("meta"):
        if (meta.get("name") or "").lower() == "columnname" and (stated := clean(meta.get("content") or "")):
            return stated
    return _linked_name(document, page.url) or clean(_TITLE_PARTS.split(document.title)[0])[:14] or urlsplit(page.url).path


def _linked_name(document: Document, url: str) -> str:
    for anchor in document.root.iter("a"):
        if urljoin(document.base_url, anchor.get("href") or "") == url:
            name = clean(text_of(anchor))
            if 2 <= len(name) <= 14 and name != "首页":
                return name
    return ""


# What is told


def _listing(site: _Site, draft: Draft) -> tuple[Column, Page] | None:
    for name, url in draft.columns.items():
        if url in site.lists:
            return Column(name, url), site.lists[url][1]
    return None


def _evidence(site: _Site, how: str, samples: Iterable[Sample]) -> str:
    day = site.start.fetched_at.date().isoformat() if site.start.fetched_at else "unknown"
    return f"Seen on {day}: {len(site.lists)} pages of lists, {len(list(samples))} articles; {how}."


def _facts(
    draft: Draft, groups: Sequence[Mapping[str, ListEntry]], how: str, walks: Mapping[str, Walk], right: Mapping[str, float]
) -> Iterable[Fact]:
    named = sum(map(len, groups))
    yield Fact("title", draft.title, 0.7, "titles of the pages")
    yield Fact("family", draft.family.family, 0.95 if draft.family is not PlainSpider else 0.8, how)
    yield Fact("article_url", draft.article_url, min(1.0, 0.5 + named / 100), f"{named} addresses of {len(groups)} forms")
    for name, url in draft.columns.items():
        found = walks[name]
        more = ", and more" if found.more else ""
        sure = 0.95 if found.pages > 1 else 0.7
        yield Fact(f"column {name}", url, sure, f"{len(found.documents)} articles on {found.pages} pages{more}")
    for name, value in draft.attributes.items():
        if value is not None:
            yield Fact(name, str(value), 0.8, "tried")
    for name, share in right.items():
        selectors = getattr(draft.rules, name if name != "published_at" else "meta_line", ())
        yield Fact(name, ", ".join(selectors) or "no rule needed", share, "share of the sample articles that is right")
