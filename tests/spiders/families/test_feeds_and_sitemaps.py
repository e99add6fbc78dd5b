from __future__ import annotations

import gzip
import sqlite3
from typing import TYPE_CHECKING, ClassVar

import pytest

from envnews.model import Column, ListPage, Page
from envnews.run.crawl import CrawlPlan, crawl
from envnews.spiders.families.feeds import FeedSpider
from envnews.spiders.families.sitemaps import SitemapSpider
from envnews.store.crawl.runs import Outcome
from tests.conftest import headline

if TYPE_CHECKING:
    from pathlib import Path

    from envnews.spiders.portal import PortalSpider
    from tests.conftest import Site

HOST = "www.example.gov.cn"
COLUMN = Column("环境", f"http://{HOST}/rss/env.xml")
ADDRESS = rf"^https?://{HOST}/hj/\d{{6}}/t\d{{8}}_(?P<document_id>\d+)\.html$"


class Feed(FeedSpider):
    name = "feed-example"
    title = "示例"
    kind = "media"
    home = f"http://{HOST}/"
    hosts = (HOST,)
    columns: ClassVar = {COLUMN.name: COLUMN.url}
    article_url = ADDRESS


class Map(SitemapSpider):
    name = "sitemap-example"
    title = "示例"
    kind = "media"
    home = f"http://{HOST}/"
    hosts = (HOST,)
    columns: ClassVar = {"网站地图": f"http://{HOST}/sitemap.xml"}
    article_url = ADDRESS


def url(number: int) -> str:
    return f"http://{HOST}/hj/202207/t20220722_{number}.html"


def read(portal: type[PortalSpider], body: str | bytes, at: str = COLUMN.url) -> ListPage:
    return portal.read_list(Page(at, body.encode() if isinstance(body, str) else body), COLUMN)


RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>环境</title><link>http://{HOST}/</link>
<item><title><![CDATA[第1次会议 & 部署]]></title><link>{url(1)}</link><pubDate>Fri, 22 Jul 2022 07:10:17 +0800</pubDate></item>
<item><title>第2次会议</title><link>/hj/202207/t20220722_2.html</link><pubDate>2022-07-21 08:00:00</pubDate></item>
<item><title>无链接</title><guid isPermaLink="true">{url(3)}</guid></item>
<item><title>别处</title><link>http://www.gov.cn/a.html</link></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="{COLUMN.url}"/><link rel="next" href="?page=2"/>
<entry><title>第1次会议</title><link rel="enclosure" href="http://{HOST}/a.mp3"/><link href="{url(1)}"/><published>2022-07-21T23:10:17Z</published>
<updated>2022-07-25T00:00:00Z</updated></entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<item rdf:about="{url(1)}"><title>第1次会议</title><link>{url(1)}</link><dc:date>2022-07-22T07:10:17+08:00</dc:date></item></rdf:RDF>"""


@pytest.mark.parametrize("feed", [RSS, ATOM, RDF], ids=["rss", "atom", "rdf"])
def test_feeds_of_all_kinds_name_their_articles(feed: str) -> None:
    first = read(Feed, feed).entries[0]
    assert (first.url, first.title[:5]) == (url(1), "第1次会议")
    assert first.published is not None
    assert first.published.isoformat() == "2022-07-22T07:10:17+08:00"


def test_a_feed_tells_foreign_links_and_its_next_page() -> None:
    listing = read(Feed, RSS)
    assert [entry.url for entry in listing.entries] == [url(1), url(2), url(3)]
    assert [problem.code for problem in listing.problems] == ["foreign_link"]
    following = read(Feed, ATOM).next
    assert following is not None
    assert following.url == f"{COLUMN.url}?page=2"


def test_a_feed_in_gbk_with_a_bare_ampersand_is_read() -> None:
    feed = RSS.replace("utf-8", "gb2312").replace("第2次会议", "第2次会议 & 通报").encode("gb18030")
    assert read(Feed, feed).entries[1].title.startswith("第2次会议")


@pytest.mark.proves("S8", "billion laughs and external entities expand to nothing")
def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + RSS.replace(
        "第2次会议", "&b;"
    )
    (problem,) = read(Feed, bomb).problems
    assert "declares entities" in problem.message
    file = tmp_path / "secret"
    file.write_text("canary", encoding="utf-8")
    inclusion = f'<!DOCTYPE rss [<!ENTITY b SYSTEM "{file.as_uri()}">]>' + RSS.replace("第2次会议", "&b;")
    included = read(Feed, inclusion)
    assert "declares entities" in included.problems[0].message
    assert "canary" not in repr(included)
    outside = '<!DOCTYPE rss SYSTEM "file:///etc/passwd">' + RSS[RSS.index("<rss") :]
    assert len(read(Feed, outside).entries) == 3


@pytest.mark.proves("F22", "a sitemap that unpacks beyond the limit is refused")
def test_a_bomb_of_gzip_is_refused() -> None:
    body = gzip.compress(b"<urlset>" + b" " * (51 * 1024 * 1024), 9)
    (problem,) = read(Map, body).problems
    assert "bytes of XML" in problem.message


@pytest.mark.parametrize(
    "stated",
    [
        "9999-12-31T23:59:59Z",
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    ],
)
def test_the_ends_of_a_calendar_are_no_dates(stated: str) -> None:
    feed = RSS.replace("Fri, 22 Jul 2022 07:10:17 +0800", stated)
    assert [entry.published is None for entry in read(Feed, feed).entries] == [True, False, True]
    listing = read(Map, f"<urlset><url><loc>{url(1)}</loc><lastmod>{stated}</lastmod></url></urlset>")
    assert [entry.url for entry in listing.entries] == [url(1)]


def test_a_sitemap_names_the_latest_first_and_takes_no_edit_for_publication() -> None:
    listing = read(
        Map,
        f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
        <url><loc>{url(1)}</loc><lastmod>2022-07-20</lastmod></url>
        <url><loc>{url(2)}</loc><lastmod>2022-07-23T10:00:00+08:00</lastmod><news:news><news:publication_date>2022-07-22</news:publication_date>
        <news:title>第2次会议</news:title></news:news></url><url><loc>http://{HOST}/about.html</loc></url></urlset>""",
    )
    assert [(entry.url, entry.title, entry.published is None) for entry in listing.entries] == [
        (url(2), "第2次会议", False),
        (url(1), "", True),
    ]


@pytest.fixture
def plan(site: Site, tmp_path: Path) -> CrawlPlan:
    source = tmp_path / "portal.py"
    source.write_text(
        "from envnews.spiders.families.sitemaps import SitemapSpider\n\n\nclass Example(SitemapSpider):\n"
        f"    name = 'sitemap-example'\n    title = '示例'\n    kind = 'media'\n    home = 'http://{HOST}/'\n    hosts = ('{HOST}',)\n"
        f"    columns = {{'网站地图': 'http://{HOST}/sitemap.xml'}}\n    article_url = r'{ADDRESS}'\n",
        encoding="utf-8",
    )
    return CrawlPlan(
        portals=("sitemap-example",),
        spiders=(str(source),),
        database=tmp_path / "news.db",
        hosts_map=site.hosts_map(tmp_path),
    )


@pytest.mark.proves("F25", "sitemaps that lead to one another are asked for once each")
def test_indexes_that_lead_to_one_another_end(site: Site, plan: CrawlPlan) -> None:
    named = "".join(
        f"<sitemap><loc>http://{HOST}/{name}.xml</loc></sitemap>" for name in ("sitemap", "a", "b")
    )
    for name in ("sitemap", "a"):
        site.put(f"/{name}.xml", f"<sitemapindex>{named}</sitemapindex>")
    site.put("/b.xml", f"<urlset><url><loc>{url(1)}</loc></url></urlset>")
    site.put_article("/hj/202207/t20220722_1.html", 1)
    summary = crawl(plan)
    assert summary.portals[0].outcome is Outcome.OK, summary.paragraph()
    asked = [path for path in site.paths() if path.endswith(".xml")]
    assert sorted(asked) == ["/a.xml", "/b.xml", "/sitemap.xml"]


def test_an_index_leads_to_the_sitemaps_that_have_changed(site: Site, plan: CrawlPlan) -> None:
    def put(maps: dict[str, tuple[str, list[int]]]) -> None:
        named = "".join(
            f"<sitemap><loc>http://{HOST}/{name}</loc><lastmod>{day}</lastmod></sitemap>"
            for name, (day, _) in maps.items()
        )
        site.put("/sitemap.xml", f"<sitemapindex>{named}</sitemapindex>")
        for name, (_, numbers) in maps.items():
            text = (
                "<urlset>"
                + "".join(f"<url><loc>{url(number)}</loc></url>" for number in numbers)
                + "</urlset>"
            )
            site.put(f"/{name}", gzip.compress(text.encode()) if name.endswith(".gz") else text)
            for number in numbers:
                site.put_article(f"/hj/202207/t20220722_{number}.html", number)

    put({"2021.xml.gz": ("2021-12-31", [1, 2]), "2022.xml": ("2022-07-22", [3])})
    summary = crawl(plan)
    assert summary.portals[0].outcome is Outcome.OK, summary.paragraph()
    site.paths()
    put({"2021.xml.gz": ("2021-12-31", [1, 2]), "2022.xml": ("2099-07-23", [3, 4])})
    assert crawl(plan).portals[0].outcome is Outcome.OK
    assert "/2021.xml.gz" not in site.paths()
    connection = sqlite3.connect(str(plan.database))
    titles = {title for (title,) in connection.execute("SELECT headline FROM articles")}
    connection.close()
    assert titles == {headline(number) for number in (1, 2, 3, 4)}
