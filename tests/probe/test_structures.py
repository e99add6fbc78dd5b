from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, cast

import pytest

from envnews.extract import extract
from envnews.model import Column, ListRequest
from envnews.probe.survey import survey
from envnews.probe.vendors import walk
from tests.probe.sites import docs
from tests.probe.structures import HEAD, ORIGIN, STRUCTURES, Table, landing

if TYPE_CHECKING:
    from envnews.probe.fetcher import Fetcher

MANY = 99


def found(site: Table, start: str = "/") -> tuple[type, set[str]]:
    """Return the portal that a survey describes and the documents that its columns name."""

    async def look() -> tuple[type, set[str]]:
        fetch = cast("Fetcher", site)
        portal = (await survey(fetch, ORIGIN + start, "found")).draft.portal()
        walks = [await walk(fetch, portal, Column(name, url), MANY) for name, url in portal.columns.items()]
        return portal, {document for one in walks for document in one.documents}

    return asyncio.run(look())


@pytest.mark.parametrize("name", STRUCTURES)
def test_every_document_is_found_from_the_home_page(name: str) -> None:
    site = STRUCTURES[name]()
    portal, documents = found(site)
    assert {portal.document(ORIGIN + url).id for url in site.documents} == documents
    for url, doc in list(site.documents.items())[::9]:
        page = asyncio.run(site(ListRequest(ORIGIN + url)))
        read = extract(page, portal.article_rules)
        assert read.published is not None
        assert (read.headline, read.source) == (doc.headline, doc.source)
        assert read.published.at.strftime("%Y-%m-%d %H:%M") == f"{doc.time:%Y-%m-%d %H:%M}"


def test_sheets_of_products_are_no_articles_and_further_parts_are_told_apart() -> None:
    site = landing()
    portal, _ = found(site)
    assert not portal.addresses.is_article(f"{ORIGIN}/chanpin/detail_3.html")
    assert "(?P<part>_" in portal.article_url
    split = next(url for url in site.pages if re.search(r"\d_2\.html$", url))
    first = split.replace("_2.html", ".html")
    assert portal.document(ORIGIN + split).id == portal.document(ORIGIN + first).id


def test_news_of_enterprises_are_told_from_their_sheets_by_the_day_in_their_address() -> None:
    site = Table()
    [rows] = docs(1, 24)
    for d in rows:
        site.article(f"/qiye/{d.time:%Y/%m%d}/{d.number}.html", d)
    links = "".join(f'<li><a href="{url}">{d.headline}</a></li>' for url, d in site.documents.items())
    sheets = "".join(f'<li><a href="/qiye/{n}.html">一体化污水处理设备{n}号</a></li>' for n in range(9))
    site.pages["/"] = (
        f"{HEAD.format('示例环保网', '')}<ul>{links}</ul><ul class=p>{sheets}</ul></body></html>"
    )
    for n in range(9):
        site.pages[f"/qiye/{n}.html"] = (
            f"{HEAD.format('设备', '')}<h1>一体化污水处理设备{n}号</h1><p>价格面议</p></body></html>"
        )
    portal, documents = found(site)
    assert {portal.document(ORIGIN + url).id for url in site.documents} == documents
    assert not portal.addresses.is_article(f"{ORIGIN}/qiye/3.html")
