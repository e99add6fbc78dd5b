"""RSS and Atom feeds, for any site that has one: columns are addresses of feeds.

RSS 2.0, RSS 1.0 (RDF) and Atom (RFC 4287) are read alike; an Atom feed in pages names the next one (RFC 5005).
A feed names what is new, the article pages are fetched and extracted like those of any list.
"""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from envnews.model import Column, ListEntry, ListPage, ListRequest, Page, Problem
from envnews.normalize import absolute, clean
from envnews.spiders.families.json_lists import broken
from envnews.spiders.families.plain import PlainSpider
from envnews.spiders.families.xml_lists import UnreadableXmlError, child_text, local_name, moment, read_xml

if TYPE_CHECKING:
    from lxml import etree

_MOST_ENTRIES = 5_000
_DATES = ("pubdate", "published", "date", "updated", "issued", "modified")


class FeedSpider(PlainSpider):
    """A portal with feeds; what is no feed is read as a list of links."""

    family = "feed"

    @classmethod
    def read_list(cls, page: Page, column: Column) -> ListPage:
        """Return the entries of a feed, and the next page of one that is paged."""
        start = page.body[:1_000].lower()
        if b"<rss" not in start and b"<feed" not in start and b"<rdf" not in start:
            return super().read_list(page, column)
        try:
            root = read_xml(page)
        except UnreadableXmlError as error:
            return broken(str(error))
        entries: dict[str, ListEntry] = {}
        problems: list[Problem] = []
        for element in root.iter():
            if local_name(element) not in {"item", "entry"} or len(entries) >= _MOST_ENTRIES:
                continue
            url = _link(element, page.url)
            if url is None:
                continue
            if not cls.addresses.is_article(url):
                problems.append(cls.addresses.problem(url))
                continue
            title = clean(unescape(child_text(element, "title")))
            entries.setdefault(url, ListEntry(url, title, moment(child_text(element, *_DATES))))
        return ListPage(tuple(entries.values()), _following(root, page.url), problems=tuple(problems))


def _link(element: etree._Element, base: str) -> str | None:
    """Return the address of an entry: its link, in Atom the alternate one, else a guid that is an address."""
    for child in element:
        if local_name(child) == "link" and child.get("rel", "alternate") == "alternate":
            stated = child.get("href") or "".join(map(str, child.itertext()))
            if url := absolute(clean(stated), base):
                return url
    identifier = child_text(element, "guid", "id")
    return absolute(identifier, base) if identifier.startswith("http") else None


def _following(root: etree._Element, base: str) -> ListRequest | None:
    for element in root.iter():
        if local_name(element) == "link" and element.get("rel") == "next":
            url = absolute(element.get("href") or "", base)
            return ListRequest(url) if url else None
    return None
