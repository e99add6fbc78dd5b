from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from envnews.demo import ReplicaServer
from envnews.model import Column, ListPage, Page, Precision
from envnews.run.crawl import CrawlPlan, crawl
from envnews.spiders.provinces.guangdong import GuangdongSpider

if TYPE_CHECKING:
    from pathlib import Path

FETCHED = datetime(2022, 7, 26, 4, 0, tzinfo=UTC)
NEWS = Column("环保新闻", "https://gdee.gd.gov.cn/hbxw/index.html")
DISCLOSED = Column("公告通知", "https://gdee.gd.gov.cn/gkmlpt/index#3126")
API = "https://gdee.gd.gov.cn/gkmlpt/api/all/3126?page=1"

PORTAL = """
from envnews.spiders.provinces.guangdong import GuangdongSpider


class DisclosureSpider(GuangdongSpider):
    name = "gd-disclosure"
    columns = {"公告通知": "https://gdee.gd.gov.cn/gkmlpt/index#3126"}
"""


def read(body: str, url: str, column: Column) -> ListPage:
    return GuangdongSpider.read_list(Page(url, body.encode(), {}, FETCHED), column)


def news(*numbers: int, pager: str = "") -> str:
    rows = "".join(
        f'<li><div class="list_table"><a class="titlelie" href="https://gdee.gd.gov.cn/hbxw/content/post_{number}.html"'
        f' title="第{number}篇">第{number}…</a><span class="list-date">2022-07-{number}</span></div></li>'
        for number in numbers
    )
    return f'<div class="listimg_data"><ul>{rows}</ul></div>{pager}'


def test_the_second_page_of_a_static_column_is_index_1_or_index_2() -> None:
    listing = read(news(22, 21), NEWS.url, NEWS)
    assert [
        (entry.title, str(entry.published.at.date())) for entry in listing.entries if entry.published
    ] == [
        ("第22篇", "2022-07-22"),
        ("第21篇", "2022-07-21"),
    ]
    assert listing.next is not None
    assert (listing.next.url, listing.next.otherwise) == (
        "https://gdee.gd.gov.cn/hbxw/index_1.html",
        ("https://gdee.gd.gov.cn/hbxw/index_2.html",),
    )


def test_links_to_pages_say_where_a_static_column_ends() -> None:
    pager = '<a href="https://gdee.gd.gov.cn/hbxw/index.html">1</a><a href="https://gdee.gd.gov.cn/hbxw/index_2.html">2</a>'
    assert read(news(20, pager=pager), "https://gdee.gd.gov.cn/hbxw/index_2.html", NEWS).next is None


def test_rows_without_pictures_are_read_too() -> None:
    html = (
        '<ul class="i_list"><li><a href="../ggtz3126/content/post_4007122.html" title="关于公布名单的通知">关于…</a>'
        '<span class="list-date">2022-07-25</span></li></ul>'
    )
    [entry] = read(html, NEWS.url, NEWS).entries
    assert entry.url == "https://gdee.gd.gov.cn/ggtz3126/content/post_4007122.html"


@pytest.mark.parametrize(
    ("script", "query"),
    [("var config = { SID: '200160' };", "page=1&sid=200160"), ("", "page=1")],
)
def test_a_disclosure_column_leads_to_its_interface(script: str, query: str) -> None:
    listing = read(f"<script>{script}</script>", "https://gdee.gd.gov.cn/gkmlpt/index", DISCLOSED)
    assert listing.entries == ()
    assert listing.next is not None
    assert listing.next.url == f"https://gdee.gd.gov.cn/gkmlpt/api/all/3126?{query}"


@pytest.mark.parametrize(
    ("created_at", "stated", "precision"),
    [
        (1658475017, "2022-07-22T15:30:17+08:00", Precision.SECOND),
        ("1658475017", "2022-07-22T15:30:17+08:00", Precision.SECOND),
        ("2022-07-22 15:30:17", "2022-07-22T15:30:17+08:00", Precision.SECOND),
        ("2022-07-22", "2022-07-22T00:00:00+08:00", Precision.DAY),
    ],
)
def test_the_interface_states_dates_in_several_forms(
    created_at: object, stated: str, precision: Precision
) -> None:
    article = {
        "title": "关于公布名单的通知",
        "url": "http://gdee.gd.gov.cn/gkmlpt/content/4/4007/post_4007122.html",
        "created_at": created_at,
    }
    listing = read(json.dumps({"articles": [article]}), f"{API}&sid=200160", DISCLOSED)
    [entry] = listing.entries
    assert entry.published is not None
    assert (entry.published.isoformat(), entry.published.precision) == (stated, precision)
    assert listing.next is not None
    assert listing.next.url == "https://gdee.gd.gov.cn/gkmlpt/api/all/3126?page=2&sid=200160"


def test_an_answer_without_articles_ends_the_column_or_is_told() -> None:
    assert read('{"articles": []}', API, DISCLOSED) == ListPage(())
    listing = read('{"error": "no such column"}', API, DISCLOSED)
    assert [problem.code for problem in listing.problems] == ["unreadable_list"]


def test_both_addresses_of_a_notice_are_one_document() -> None:
    news_page, disclosed = (
        GuangdongSpider.document(f"https://gdee.gd.gov.cn/{path}/post_3976990.html")
        for path in ("ggtz3126/content", "gkmlpt/content/3/3976")
    )
    assert news_page.id == disclosed.id


def test_a_disclosure_column_is_crawled_incrementally(tmp_path: Path) -> None:
    source = tmp_path / "disclosure.py"
    source.write_text(PORTAL, encoding="utf-8")
    database = tmp_path / "gd.db"
    with ReplicaServer() as server:
        hosts_map = tmp_path / "hosts"
        hosts_map.write_text(server.hosts_map_text(), encoding="utf-8")
        plan = CrawlPlan(
            portals=("gd-disclosure",), database=database, hosts_map=hosts_map, spiders=(str(source),)
        )
        first = crawl(plan)
        server.edition = 2
        second = crawl(plan)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert (first.total("new"), second.total("new")) == (2, 1)
    connection = sqlite3.connect(database)
    rows = connection.execute(
        "SELECT headline, canonical_url FROM articles ORDER BY published_at DESC"
    ).fetchall()
    connection.close()
    assert rows[0] == (
        "关于公布第三批省级环境教育基地名单的通知",
        "https://gdee.gd.gov.cn/gkmlpt/content/3/3977/post_3977904.html",
    )
