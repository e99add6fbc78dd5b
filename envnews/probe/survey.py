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

from envnews.model import Column, ListEntry, ListRequest, Page, holds_page
from envnews.normalize import host_of
from envnews.probe.articles import article_forms
from envnews.probe.columns import columns_of, most_telling, without_empty
from envnews.probe.draft import Draft
from envnews.probe.findings import Fact, evidence_of, facts_of
from envnews.probe.interfaces import scripted_interfaces
from envnews.probe.names import key_of, site_title
from envnews.probe.pages import Site, first_look, look_for_lists
from envnews.probe.rules import Sample, measure_rules
from envnews.probe.shapes import article_url
from envnews.probe.split import with_parts
from envnews.probe.vendors import Walk, choose, walk
from envnews.spiders.families.json_lists import JsonListSpider
from envnews.spiders.families.plain import PlainSpider

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from envnews.probe.fetcher import Fetcher

_MOST_SAMPLES = 12
_DEPARTMENT = re.compile(r"生态环境[厅局]|环保[厅局]|环境保护[厅局]")
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
    groups = await article_forms(fetch, site)
    draft = _draft(site, groups, name or key_of(site.home))
    columns, beside = columns_of(site, draft)
    tried = most_telling(site, columns, draft)
    draft, how = await choose(
        fetch, draft.with_columns(columns), tried, [page for _, page in site.lists.values()]
    )
    walks = await _walks(fetch, draft)
    if draft.family is PlainSpider and any(found.pages == 1 for found in walks.values()):
        draft, walks = await _asked_by_scripts(fetch, draft, walks, site)
    draft = _without_unused_hosts(without_empty(draft, walks, beside), walks, site)
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
    host, title = host_of(site.home), site_title(site)
    # The mobile host shows the same documents; what other hosts show is their own.
    twins = tuple(one for one in named if one != host and _MOBILE.match(one))
    named += [one for one in dict.fromkeys(map(host_of, site.lists)) if one not in named]
    return Draft(
        name=name,
        title=title,
        kind="department" if host.endswith(".gov.cn") or _DEPARTMENT.search(title) else "media",
        home=site.home,
        hosts=(host, *twins),
        columns={"首页": site.home},
        article_url=article_url(shown, [urls for urls in own if urls], lists),
        family=PlainSpider,
        other_hosts=tuple(one for one in named if one != host and one not in twins),
        attributes={"next_page": None},
    )


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
        if holds_page(page.status) and len(samples) < _MOST_SAMPLES:
            samples.append(Sample(page, title, published))
    return samples


def _listing(site: Site, draft: Draft) -> tuple[Column, Page] | None:
    for name, url in draft.columns.items():
        if url in site.lists:
            return Column(name, url), site.lists[url][1]
    return None
