"""`envnews new` on the replica of every portal, without a look at the portal's file."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

import pytest

from envnews.extract import extract
from envnews.model import CHINA_TIME, Column, ListRequest, Page
from envnews.normalize import squash
from envnews.probe.survey import survey
from envnews.probe.vendors import walk
from tests.portals.replica import Item, Replica, described, load

if TYPE_CHECKING:
    from envnews.model import Timestamp
    from envnews.probe.fetcher import Fetcher
    from envnews.spiders.portal import PortalSpider

FETCHED = datetime(2022, 7, 26, 12, tzinfo=CHINA_TIME)
MANY = 99
NO_TRACE = {
    "fj-sthjt": {"生态动态", "环保要闻"},
    "ln-sthjt": {"信息公开目录"},
    "xjbt-sthjj": {"检索"},
}
"""Columns that an interface fills of which no page of the site says anything."""


class Visited:
    """A replica called like the survey's fetcher."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    async def __call__(self, asked: ListRequest) -> Page:
        """Return what the replica answers; an interface that misses a parameter fails."""
        parts = urlsplit(asked.url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        if parts.hostname not in self._replica.hosts:
            return Page(asked.url, b"another site", {}, FETCHED, 0)
        try:
            answer = self._replica.answer(parts.hostname, target, asked.body, 1)
        except KeyError:
            return Page(asked.url, b"", {}, FETCHED, 500)
        return Page(asked.url, answer.body, {"content-type": answer.content_type}, FETCHED, answer.status)


def address(url: str) -> str:
    return url.partition("://")[2]


async def visit(
    site: Visited, home: str
) -> tuple[type[PortalSpider], dict[str, tuple[str, Timestamp | None]]]:
    """Return the portal that a survey describes, and by address the rows of all its columns."""
    fetch = cast("Fetcher", site)
    portal = (await survey(fetch, home, "found")).draft.portal()
    rows: dict[str, tuple[str, Timestamp | None]] = {}
    for name, url in portal.columns.items():
        for link, _, published in (await walk(fetch, portal, Column(name, url), MANY)).rows:
            if address(link) not in rows or published:
                rows[address(link)] = (link, cast("Timestamp | None", published))
    return portal, rows


def right(
    replica: Replica, item: Item, page: Page, portal: type[PortalSpider], listed: Timestamp | None
) -> dict[str, bool]:
    """Return by field whether what is read is what the page shows."""
    found = extract(page, portal.article_rules)
    published = found.published or listed
    stated = replica.variants[item.variant].get("time", "minute")
    # Seconds stand in blocks that are hidden, or in labels.
    shown = {"none": 0, "day": 10}.get(stated, 16)
    source = replica.source(item) or replica.layout.get("default_source") or ""
    return {
        "headline": found.headline == item.headline,
        "published_at": (published.at.isoformat() if published else "")[:shown]
        == item.time.isoformat()[:shown],
        "source": squash(found.source or "") == squash(source),
        "body": bool(item.attachment) or found.body == "\n".join(item.paragraphs),
    }


@pytest.mark.parametrize("name", described())
def test_the_portal_that_is_written_finds_the_documents_and_their_fields(name: str) -> None:
    replica = load(name)
    site = Visited(replica)
    portal, rows = asyncio.run(visit(site, replica.facts["home"]))
    wanted = {
        address(replica.url(item)): item
        for item in replica.documents(1)
        if not NO_TRACE.get(name, set()).issuperset(item.columns)
    }
    missing = [url for url in wanted if url not in rows]
    assert len(missing) * 20 <= len(wanted), (missing, portal.columns, portal.article_url)
    read = Counter[str]()
    found = {url: item for url, item in wanted.items() if url in rows}
    for url, item in found.items():
        link, published = rows[url]
        page = asyncio.run(site(ListRequest(link)))
        read.update(field for field, ok in right(replica, item, page, portal, published).items() if ok)
    wrong = {field: count for field, count in read.items() if count < 0.95 * len(found)}
    assert len(read) == 4
    assert not wrong, len(found)
