"""Which family reads a site's lists best: by the vendors' signatures, then by trying.

A signature only makes a family a candidate. What decides is how many documents it finds on the first pages
of some columns, so a vendor's template that was altered beyond recognition falls to the plain list family.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from envnews.model import Column, ListRequest, Page, holds_page
from envnews.spiders.families.anhui import AnhuiPlatformSpider
from envnews.spiders.families.e20 import E20Spider
from envnews.spiders.families.eportal import EportalSpider
from envnews.spiders.families.gkmlpt import GkmlptSpider
from envnews.spiders.families.hanweb import HanwebSpider
from envnews.spiders.families.jpaas import JpaasSpider
from envnews.spiders.families.plain import PlainSpider, page_address
from envnews.spiders.families.trs import TrsSpider
from envnews.spiders.families.ucap import UcapSpider
from envnews.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.probe.draft import Draft
    from envnews.probe.fetcher import Fetcher
    from envnews.spiders.portal import PortalSpider

_SIGNATURES: tuple[tuple[type[PortalSpider], re.Pattern[str]], ...] = (
    (
        JpaasSpider,
        re.compile(r"jpaas-publish-server|/queryList\b|queryData\s*=|\bwebSiteCode\b", re.IGNORECASE),
    ),
    (AnhuiPlatformSpider, re.compile(r"j-fontContent|/(?:content|public)/column/\d+|publicInfoList")),
    (EportalSpider, re.compile(r"/eportal/ui\b")),
    (HanwebSpider, re.compile(r"<datastore>|dataproxy\.jsp|/col/col\d+/", re.IGNORECASE)),
    (GkmlptSpider, re.compile(r"/gkmlpt/|/content/post_\d+\.html")),
    (
        UcapSpider,
        re.compile(
            r"channelId[\"']?(?:\s+content=|\s*[:=]\s*[\"'][0-9a-f]{32})|<ucaptitle|/common/search/",
            re.IGNORECASE,
        ),
    ),
    (E20Spider, re.compile(r"news_boxa|newscontent_press")),
    (
        TrsSpider,
        re.compile(
            r"createPage(?:HTML)?\s*\(\s*[\"']?\d|createPageHTML\(countPage|var\s+countPage\s*=|/t\d{8}_\d+\.s?html?",
            re.IGNORECASE,
        ),
    ),
)
_TRS_EXTENSION = re.compile(r"""createPage(?:HTML)?\([^()]{1,60}["']\w+["']\s*,\s*["'](s?html?)["']""")
_SCRIPTED_ADDRESS = re.compile(
    r"""(?:location(?:\.href)?\s*=|open\(|load\(|url\s*[:=])\s*["']([^"'\s]{0,120})["']\s*\+\s*[\w.()+-]+(?:\s*\+\s*["']([^"'\s]{0,60})["'])?"""
)
_GUESSES: tuple[tuple[str, int], ...] = (
    ("{counted}{page}.{extension}", 2),
    ("{name}_{page}.{extension}", 1),
    ("{name}_{page}.{extension}", 2),
    ("index_{page}.html", 1),
    ("index_{page}.html", 2),
    ("?page={page}", 2),
    ("list_{page}.html", 2),
    ("{name}-{page}.{extension}", 2),
    ("{name}{page}.{extension}", 2),
    ("?p={page}", 2),
    ("?pageNum={page}", 2),
    ("?PageNo={page}", 2),
    ("?pageIndex={page}", 2),
    ("{name}_p{page}.{extension}", 2),
    ("page_{page}.html", 2),
    ("{page}.html", 2),
)


@dataclass(frozen=True, slots=True)
class Walk:
    """What the first pages of a column name.

    Attributes:
        documents: Ids of the documents.
        pages: List pages that named some.
        rows: The rows of these pages, by document.
        more: Whether a further page is known to be asked for.
    """

    documents: frozenset[str]
    pages: int
    rows: tuple[tuple[str, str, object], ...]
    more: bool


async def walk(fetch: Fetcher, portal: type[PortalSpider], column: Column, pages: int) -> Walk:
    """Read the first pages of a column as a crawl would."""
    asked: ListRequest | None = ListRequest(column.url)
    documents: dict[str, tuple[str, str, object]] = {}
    read = steps = 0
    while asked is not None and read < pages and steps < pages + 4:
        page, steps = await fetch(asked), steps + 1
        if not holds_page(page.status):
            asked = asked.instead()
            continue
        listing = portal.read_list(page, column)
        before = len(documents)
        for entry in listing.entries:
            documents.setdefault(portal.document(entry.url).id, (entry.url, entry.title, entry.published))
        if len(documents) == before and (listing.entries or read):
            asked = (
                asked.instead()
            )  # a repeated or an empty page ends the list, unless it was guessed wrongly
            continue
        asked = listing.next
        read += len(documents) > before
    return Walk(frozenset(documents), read, tuple(documents.values()), asked is not None)


def vendors(pages: Sequence[Page]) -> list[type[PortalSpider]]:
    """Return the families whose signature stands on one of the pages, the most telling first, and the plain one."""
    text = "\n".join(page.body.decode("latin-1") + page.url for page in pages)
    return [family for family, signature in _SIGNATURES if signature.search(text)] + [PlainSpider]


def provincial_search(url: str) -> list[str]:
    """Return where departments of a province may ask for their lists: at a host of the province, as in Hunan.

    >>> provincial_search("https://sthjt.hunan.gov.cn/sthjt/list_tyxx.html")
    ['https://api.hunan.gov.cn/search/common/search/']
    """
    province = re.search(r"\.(\w+\.gov\.cn)$", urlsplit(url).hostname or "")
    return [f"https://api.{province[1]}/search/common/search/"] if province else []


async def choose(
    fetch: Fetcher, draft: Draft, columns: Sequence[Column], pages: Sequence[Page]
) -> tuple[Draft, str]:
    """Return the draft with the family and numbering that find most, and what was found how often."""
    candidates = _candidates(draft, pages)
    counts = [await _count(fetch, candidate, columns) for candidate in candidates]
    best = max(range(len(candidates)), key=lambda place: (counts[place], -place))
    chosen, count = candidates[best], counts[best]
    if count[1] <= len(columns):  # nobody has found a second page: it may have to be guessed
        guess = await _guess(fetch, draft, columns, pages, count[1])
        if guess:
            return guess, f"further pages are {guess.attributes['next_page']}, found by trying"
    compared = ", ".join(
        f"{candidate.family.family} {documents} on {counted(read, 'page')}"
        for candidate, (documents, read) in zip(candidates, counts, strict=True)
    )
    return chosen, f"documents found: {compared}"


def _candidates(draft: Draft, pages: Sequence[Page]) -> list[Draft]:
    """Return the draft with each family whose signature stands on the pages, and each way that its sites have."""
    families = vendors(pages)
    candidates: list[Draft] = []
    for family in families:
        attributes: dict[str, object] = {"next_page": None} if family is PlainSpider else {}
        if family is TrsSpider and (extension := _extension(pages)) != "html":
            attributes = {"next_page": f"index_{{page}}.{extension}"}
        candidates.append(replace(draft, family=family, attributes=attributes))
    if UcapSpider in families:
        for address in provincial_search(draft.home):
            elsewhere = (*draft.other_hosts, urlsplit(address).hostname or "")
            candidates.insert(
                -1,
                replace(draft, family=UcapSpider, attributes={"search": address}, other_hosts=elsewhere),
            )
        candidates.insert(-1, replace(draft, family=UcapSpider, attributes={"static_lists": True}))
    if HanwebSpider in families or JpaasSpider in families:
        candidates.insert(-1, replace(draft, family=HanwebSpider, attributes={"list_method": "POST"}))
    return candidates


async def _guess(
    fetch: Fetcher, draft: Draft, columns: Sequence[Column], pages: Sequence[Page], least: int
) -> Draft | None:
    """Return the draft with the first usual numbering that leads to more than `least` pages; None if none does."""
    numberings = dict.fromkeys(form for column in columns for form in _numberings(column, pages))
    for pattern, second in numberings:
        guess = replace(draft, family=PlainSpider, attributes={"next_page": pattern, "second_page": second})
        _, found = await _count(fetch, guess, columns)
        if found > least:
            number = await _second_number(fetch, guess, columns, pattern) if second == 2 else second
            return replace(guess, attributes={"next_page": pattern, "second_page": number})
    return None


def _extension(pages: Sequence[Page]) -> str:
    """Return the extension of the list pages of a site on TRS: what its scripts say most often."""
    found = Counter(
        extension for page in pages for extension in _TRS_EXTENSION.findall(page.body.decode("latin-1"))
    )
    return found.most_common(1)[0][0] if found else "html"


async def _count(fetch: Fetcher, draft: Draft, columns: Sequence[Column]) -> tuple[int, int]:
    portal = draft.portal()
    walks = [await walk(fetch, portal, column, 3) for column in columns]
    return len(frozenset().union(*(found.documents for found in walks))), sum(found.pages for found in walks)


async def _second_number(fetch: Fetcher, draft: Draft, columns: Sequence[Column], pattern: str) -> int:
    """Return which number the second page carries: 1 where the page of that number is not the first one again."""
    portal = draft.portal()
    for column in columns:
        named: list[set[str]] = []
        for url in (column.url, page_address(pattern, column.url, 1)):
            page = await fetch(ListRequest(url))
            rows = portal.read_list(page, column).entries if holds_page(page.status) else ()
            named.append({portal.document(row.url).id for row in rows})
        if named[1] - named[0]:
            return 1
    return 2


def _numberings(column: Column, pages: Sequence[Page]) -> list[tuple[str, int]]:
    """Return the forms of further pages to try: those that scripts build, then the usual ones."""
    path = urlsplit(column.url).path
    name, _, extension = path.rpartition("/")[2].rpartition(".")
    # list-00-1300-1.html is the first page itself.
    counted = name[:-1] if re.search(r"\D1$", name) else "{name}_"
    words = {
        "counted": counted,
        "name": "{name}" if name else "index",
        "extension": extension or "html",
        "page": "{page}",
    }
    scripted: list[tuple[str, int]] = []
    for page in pages:
        for found in _SCRIPTED_ADDRESS.finditer(page.body.decode("latin-1")):
            before, after = found[1], found[2] or ""
            if not re.fullmatch(r"[\w./?=&%-]*", before + after):
                continue
            if before.startswith("?") or (
                before
                and "?" in before
                and urljoin(column.url, before).split("?")[0] == column.url.split("?")[0]
            ):
                before = before[before.index("?") :].rpartition("&")[2].lstrip("?")
                scripted.append((f"?{before}{{page}}", 2))
            elif before or after:
                scripted += [(f"{before}{{page}}{after}", 2), (f"{before}{{page}}{after}", 1)]
    usual = [(pattern.format(**words), second) for pattern, second in _GUESSES]
    return list(dict.fromkeys([*scripted[:8], *usual]))
