"""Look around on a site: its start, its home page, the lists that its menus lead to, and what they link to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from envnews.errors import EnvnewsError, ExitCode
from envnews.extract import decode
from envnews.extract.links.list_page import extract_links
from envnews.extract.page.anchors import address_of
from envnews.extract.page.document import parse
from envnews.extract.page.selectors import text_of
from envnews.model import Column, ListEntry, ListRequest, Page, holds_page
from envnews.normalize import absolute, clean, host_of, same_site
from envnews.probe.names import name_of
from envnews.probe.shapes import Form, form_of
from envnews.probe.vendors import provincial_search, vendors
from envnews.spiders.columns import find_columns
from envnews.spiders.families.hanweb import RECORD
from envnews.spiders.families.json_lists import JsonListSpider
from envnews.spiders.families.ucap import UcapSpider

if TYPE_CHECKING:
    from collections.abc import Iterator

    from envnews.extract.page.document import Document
    from envnews.probe.fetcher import Fetcher

_MOST_PAGES = 60
"""Pages that are looked at for lists: a department has thirty columns."""
HEADLINE = 8
"""Characters from which a link's text is a headline rather than a menu's word."""
_JSON_ADDRESS = re.compile(
    r"((?:https?:(?:\\?/){2}[\w.:-]+)?(?:\\?/[\w.%~-]+)+\.(?:s?html?|aspx?|jsp|php)(?:\?[\w=&%-]+)?)"
)
_REDIRECT = re.compile(
    r"""location(?:\.href)?\s*=\s*["']([^"']+)["']|location\.replace\(["']([^"']+)["']"""
    r"""|<meta[^>]{1,60}refresh[^>]{1,60}url\s*=\s*['"]?([^"'>\s]+)""",
    re.IGNORECASE,
)


_NEWS = re.compile(
    "要闻|动态|新闻|资讯|公告|公示|通知|政策|法规|解读|快讯|时政|环保|环境|生态|通报|发布|信息|文件|报道|媒体"
)
_MENU = re.compile(r"(?:menu|nav|head|top|daohang|dh|common|public|left)[\w.-]*\.js", re.IGNORECASE)
_WRITTEN = re.compile(
    r"""href\s*=\s*\\?["']?([^"'\\<>\s]+)\\?["']?[^>]{0,200}>\s*(?:<\w+[^>]{0,99}>\s*)?([^<>"']{2,30})<""",
    re.IGNORECASE,
)
_MOST_TOLD = 24
_MOST_HOSTS = 12
_OTHER_HOST = re.compile(
    r"(?:m|wap|3g|mobile|bbs|i|user|passport|login|shop|mall|job|hr|search|api|static|img|video|tv|expo)\."
)
_HANWEB_ARTICLE = re.compile(r"/art/\d{4}/\d{1,2}/\d{1,2}/art_(\d+)_\w+\.html?$")
_DATES = re.compile(r"(?:/(?:c?[\d_-]+|content))+/$")
_OPENED = re.compile(r"""(?:location(?:\.href)?\s*=\s*|(?:open|assign|replace)\(\s*)["']([^"'<>\s]+)["']""")
_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|bmp|webp|pdf|docx?|xlsx?|zip|rar|mp[34]|swf|exe|apk|js|css|xml)(?:\?|$)",
    re.IGNORECASE,
)
_INDEX = re.compile(r"/index\.\w+$")


class ProbeError(EnvnewsError):
    """A site of which nothing could be found out; the message says why and what to do."""

    exit_code = ExitCode.UNAVAILABLE


@dataclass(slots=True)
class Site:
    """What has been seen of a site so far."""

    start: Page
    home: str
    lists: dict[str, tuple[Column, Page]] = field(default_factory=dict)
    forms: dict[Form, dict[str, ListEntry]] = field(default_factory=lambda: defaultdict(dict))


async def first_look(fetch: Fetcher, url: str) -> Site:
    """Fetch the page that was named; raise ProbeError with the reason where it does not come."""
    start = await _page(fetch, url)
    if not holds_page(start.status):
        why = start.body.decode("utf-8", "replace") if not start.status else f"HTTP status {start.status}"
        raise ProbeError(f"{url}: {why[:300]}")
    parts = urlsplit(start.url)
    return Site(start, f"{parts.scheme}://{parts.netloc}/")


async def _page(fetch: Fetcher, url: str) -> Page:
    """Return a page; where it only leads on by a script or a tag, the one that it leads to."""
    page = await fetch(ListRequest(url))
    if holds_page(page.status) and len(page.body) < 2_000:
        found = _REDIRECT.search(page.body.decode("latin-1"))
        target = absolute(found[1] or found[2] or found[3], page.url) if found else None
        if target and host_of(target) == host_of(page.url) and target != page.url:
            return await fetch(ListRequest(target))
    return page


async def look_for_lists(fetch: Fetcher, site: Site) -> None:
    """Fetch the pages that the site's menus name, three steps deep, and note what they link to."""
    home = await _page(fetch, site.home)
    queue: dict[str, Column] = {}
    for page in (site.start, home):
        if holds_page(page.status):
            await _note(fetch, site, Column(name_of(page, site), page.url), page)
            queue |= {column.url: column for column in await _menu(fetch, page) if column.url not in queue}
    queue |= {column.url: column for column in _told_by_articles(site) if column.url not in queue}
    queue.pop(site.start.url, None)
    seen = {site.start.url, home.url}
    depth = 0
    while queue and len(site.lists) < _MOST_PAGES and depth < 3:
        following: dict[str, Column] = {}
        # A trade portal's menu names hundreds of products: what looks like news comes first.
        ranked = sorted(queue.values(), key=lambda column: -_promise(column, site.start.url))
        for column in ranked[:_MOST_PAGES]:
            if column.url in seen or len(seen) > 2 * _MOST_PAGES:
                continue
            seen.add(column.url)
            page = await _page(fetch, column.url)
            directory = _INDEX.sub("/", column.url)
            if page.status == 404 and directory != column.url:
                page = await _page(fetch, directory)
            if holds_page(page.status) and await _note(fetch, site, column, page):
                following |= {one.url: one for one in await _menu(fetch, page)}
        following |= {one.url: one for one in _told_by_articles(site) if one.url not in following}
        queue, depth = {url: column for url, column in following.items() if url not in seen}, depth + 1


def _promise(column: Column, start: str) -> int:
    """Say how likely a column is one of news: called so, or numbered like the one that was asked for."""
    return bool(_NEWS.search(column.name)) + 2 * (
        form_of(column.url) == form_of(start) and _near(column.url, start)
    )


def _near(url: str, other: str) -> bool:
    one, two = urlsplit(url).path.split("/"), urlsplit(other).path.split("/")
    return len(one) == len(two) and one[1] == two[1]


async def _menu(fetch: Fetcher, page: Page) -> list[Column]:
    """Return the columns that a page may lead to, with those of its frames."""
    found: list[Column] = list(await _scripted_menu(fetch, page))
    for part in (page, *await _frames(fetch, page)):
        document = parse(part)
        named = find_columns(document, _hosts(document, page), _may_be_article)
        known = {column.url for column in named}
        found += [*named, *(one for one in _unnamed(document, page) if one.url not in known)]
    return found


def _told_by_articles(site: Site) -> list[Column]:
    """Return the columns that addresses of articles name: most stand in the directory of their column."""
    found: Counter[str] = Counter()
    for url in [url for form, links in site.forms.items() if form.numbered for url in links]:
        parts = urlsplit(url)
        if hanweb := _HANWEB_ARTICLE.search(parts.path):
            path = f"{parts.path[: hanweb.start()]}/col/col{hanweb[1]}/index.html"
        else:
            path = _DATES.sub("/", parts.path.rpartition("/")[0] + "/")
        if path != "/":
            found[parts._replace(path=path, query="").geturl()] += 1
    return [Column("", url) for url, _ in found.most_common(_MOST_TOLD) if url not in site.lists]


def _hosts(document: Document, page: Page) -> set[str]:
    """Return the hosts on which a page's menu may have columns: its own, and those that a trade portal gives its fields.

    A department's neighbours of the same province are other portals.
    """
    own = host_of(page.url)
    if own.endswith(".gov.cn") or own.replace(".", "").isdigit():
        return {own}
    linked = (address_of(anchor, document.base_url) for anchor in document.root.iter("a"))
    others = {host_of(url) for url in linked if url and same_site(url, page.url)}
    return {own} | (
        {host for host in others if not _OTHER_HOST.match(host)} if len(others) <= _MOST_HOSTS else set()
    )


async def _scripted_menu(fetch: Fetcher, page: Page) -> list[Column]:
    """Return the columns of a menu that a script of the site's own writes."""
    document = parse(page)
    columns: list[Column] = []
    for element in [one for one in document.root.iter("script") if _MENU.search(one.get("src") or "")][:4]:
        url = absolute(element.get("src") or "", document.base_url)
        if url and host_of(url) == host_of(page.url):
            script = await fetch(ListRequest(url))
            text = decode(script.body, script.headers).text if holds_page(script.status) else ""
            found = ((absolute(one[1], document.base_url), clean(one[2])) for one in _WRITTEN.finditer(text))
            columns += [Column(name, url) for url, name in found if url and host_of(url) == host_of(page.url)]
    return columns


def _unnamed(document: Document, page: Page) -> Iterator[Column]:
    """Yield the pages that a page leads to by pictures, image maps and scripts: they tell their names themselves."""
    for element in document.root.iter("a", "area", "td", "li", "div", "span", "option"):
        scripted = _OPENED.search(f"{element.get('onclick') or ''} {element.get('href') or ''}")
        pictured = element.tag == "area" or (element.tag == "a" and element.find(".//img") is not None)
        if not scripted and (not pictured or clean(text_of(element))):
            continue
        url = absolute(scripted[1] if scripted else element.get("href") or "", document.base_url)
        if url is None or host_of(url) != host_of(page.url) or url in {page.url, document.base_url}:
            continue
        if not (_may_be_article(url) or _FILE.search(url)):
            yield Column("", url)


def _may_be_article(url: str) -> bool:
    """Return whether an address is likely an article's, before the form of articles is known."""
    return (
        re.search(r"/t\d{8}_\d+\.|/art_\d+_\d+\.|/post_\d+\.|/content_\d+\.|/[0-9a-f]{32}\.", url) is not None
    )


async def _frames(fetch: Fetcher, page: Page) -> list[Page]:
    document = parse(page)
    pages: list[Page] = []
    for element in document.root.iter("frame", "iframe"):
        url = absolute(element.get("src") or "", document.base_url)
        if url and host_of(url) == host_of(page.url) and len(pages) < 4:
            framed = await fetch(ListRequest(url))
            if holds_page(framed.status):
                pages.append(framed)
    return pages


async def _note(fetch: Fetcher, site: Site, column: Column, page: Page) -> bool:
    """Note the forms of a page's links; return whether it may be a list."""
    name = column.name or name_of(page, site)
    site.lists.setdefault(page.url, (Column(name, page.url), page))
    links = list(await _links(fetch, page, column))
    for frame in await _frames(fetch, page):
        framed = await _links(fetch, frame, column)
        if len(framed) >= 2:  # a list that is shown in a frame is read where it is
            site.lists.setdefault(frame.url, (Column(name, frame.url), frame))
        links += framed
    for link in links:
        if (len(link.title) >= HEADLINE or link.published) and same_site(link.url, site.home):
            site.forms[form_of(link.url)].setdefault(link.url, link)
    return len(links) >= 2


def island(page: Page) -> Page | None:
    """Return the rows that a script keeps as XML as a page of their own."""
    decoded = decode(page.body, page.headers).text
    records = RECORD.findall(decoded) if "<record>" in decoded else []
    rows = "".join(f'<div class="record">{record}</div>' for record in records)
    return replace(page, body=rows.encode("utf-8", "replace"), headers={}) if rows else None


async def _links(fetch: Fetcher, page: Page, column: Column) -> tuple[ListEntry, ...]:
    """Return the links of a list, also where a script draws it from an island or an interface."""
    if rows := island(page):
        return extract_links(rows)
    families = [family for family in vendors([page]) if issubclass(family, JsonListSpider)]
    if UcapSpider in families:
        families += [type("Elsewhere", (UcapSpider,), {"search": one}) for one in provincial_search(page.url)]
    for family in families:
        asked = family.interface(page, column)
        answer = await fetch(asked) if asked else None
        if answer and holds_page(answer.status):
            found = _JSON_ADDRESS.findall(answer.body.decode("utf-8", "replace"))
            urls = filter(None, (absolute(one.replace("\\/", "/"), page.url) for one in found))
            return tuple(ListEntry(one, "－" * HEADLINE) for one in urls)
    listed = {link.url: link for link in extract_links(page)}
    # A short list may be lost beside a long menu: the form of addresses tells them apart later.
    document = parse(page)
    for anchor in document.root.iter("a"):
        url = address_of(anchor, document.base_url)
        if url and url not in listed and form_of(url).numbered:
            listed[url] = ListEntry(url, clean(anchor.get("title") or text_of(anchor)))
    return tuple(listed.values())
