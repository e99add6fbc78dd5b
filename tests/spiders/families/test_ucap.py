from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from envnews.model import Column, ListPage, Page, Precision
from envnews.run.crawl import CrawlPlan, crawl
from envnews.spiders.provinces.heilongjiang import HeilongjiangSpider
from envnews.spiders.provinces.hunan import HunanSpider
from envnews.spiders.provinces.sichuan import SichuanSpider

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

FETCHED = datetime(2022, 7, 26, 4, 0, tzinfo=UTC)
CHANNEL = "0f3c1d6ab27e4a5b9d8c7e6f5a4b3c2d"
XWDT = Column("新闻动态", "http://sthj.hlj.gov.cn/sthj/c111945/xwdt.shtml")
SEARCH = f"http://sthj.hlj.gov.cn/common/search/{CHANNEL}?_pageSize=10&page="
STATIC = Column("新闻动态", "https://sthjt.sc.gov.cn/sthjt/c103878/xwdt_list.shtml")
HEX = "7b8aef3386ca45c9b83580bd15f7778"


def answer(*rows: dict[str, object], page: int = 1, **data: object) -> ListPage:
    body = json.dumps({"code": 200, "data": {"results": rows, **data}}).encode()
    return HeilongjiangSpider.read_list(Page(f"{SEARCH}{page}", body, {}, FETCHED), XWDT)


def row(number: int, **more: object) -> dict[str, object]:
    return {
        "title": f"第{number}篇",
        "url": f"/sthj/c111945/202207/c00_{number}.shtml",
        "publishedTimeStr": "2022-07-22 09:36:00",
    } | more


def static(html: str, url: str = STATIC.url) -> ListPage:
    return SichuanSpider.read_list(Page(url, html.encode(), {}, FETCHED), STATIC)


def static_rows(*digits: int) -> str:
    links = (
        f'<div class="lie2"><a href="/sthjt/c103951/2022/7/{digit}/{HEX}{digit}.shtml" title="第{digit}篇通知">第{digit}…</a></div>'
        for digit in digits
    )
    return (
        f'<ul>{"".join(links)}</ul><div class="menu"><a href="/sthjt/c103951/tzgg.shtml">通知公告</a></div>'
    )


@pytest.mark.parametrize(
    "html",
    [
        f'<meta name="channelId" content="{CHANNEL}"><ul id="list-data"></ul>',
        f"<script>var channelId = '{CHANNEL}';</script>",
        f'<script>load({{"channelId": "{CHANNEL}", "page": 1}})</script>',
    ],
)
def test_a_columns_page_leads_to_the_channel_that_it_names(html: str) -> None:
    listing = HeilongjiangSpider.read_list(Page(XWDT.url, html.encode(), {}, FETCHED), XWDT)
    assert listing.entries == ()
    assert listing.next is not None
    assert listing.next.url == (
        f"http://sthj.hlj.gov.cn/common/search/{CHANNEL}?_isAgg=true&_isJson=true&_pageSize=10"
        "&_template=index&_rangeTimeGte=&_channelName=&page=1"
    )


def test_rows_of_a_channel_have_title_address_and_time() -> None:
    listing = answer(row(1, title="<em>松花江</em>&ldquo;十四五&rdquo;规划印发"), row(2), total=2, rows=10)
    first = listing.entries[0]
    assert first.title == "松花江“十四五”规划印发"
    assert first.url == "http://sthj.hlj.gov.cn/sthj/c111945/202207/c00_1.shtml"
    assert first.published is not None
    assert first.published.isoformat() == "2022-07-22T09:36:00+08:00"
    assert first.published.precision is Precision.SECOND
    assert (listing.next, listing.total) == (None, 2)


@pytest.mark.parametrize(
    ("page", "data", "following"),
    [
        (1, {"total": 9, "rows": 4}, 2),
        (2, {"total": "9", "rows": "4"}, 3),
        (3, {"total": 9, "rows": 4}, None),
        (1, {"total": 4, "rows": 4}, None),
        (1, {}, 2),
    ],
)
def test_a_channel_goes_on_while_its_total_is_not_reached(
    page: int, data: dict[str, object], following: int | None
) -> None:
    listing = answer(*map(row, range(4)), page=page, **data)
    expected = f"{SEARCH}{following}" if following else None
    assert (listing.next.url if listing.next else None) == expected


def test_an_empty_page_ends_a_channel() -> None:
    assert answer(page=4).next is None


def test_rows_that_lead_elsewhere_are_told() -> None:
    listing = answer(
        row(1, url="https://mp.weixin.qq.com/s/abc"), row(2, url="/sthj/zt/2022.html"), {"title": "无址"}
    )
    assert listing.entries == ()
    assert [problem.code for problem in listing.problems] == [
        "foreign_link",
        "unrecognised_link",
        "unrecognised_link",
    ]


@pytest.mark.parametrize("body", ['{"code": 500, "message": "系统繁忙"}', '{"data": {"results": null}}'])
def test_an_answer_without_results_is_told(body: str) -> None:
    listing = HeilongjiangSpider.read_list(Page(f"{SEARCH}1", body.encode(), {}, FETCHED), XWDT)
    assert [problem.code for problem in listing.problems] == ["unreadable_list"]


def test_a_static_list_has_full_titles_and_is_followed_by_number() -> None:
    first = static(static_rows(1, 2))
    assert [(entry.title, entry.url[-38:]) for entry in first.entries] == [
        ("第1篇通知", f"{HEX}1.shtml"),
        ("第2篇通知", f"{HEX}2.shtml"),
    ]
    assert first.next is not None
    assert first.next.url == "https://sthjt.sc.gov.cn/sthjt/c103878/xwdt_list_2.shtml"
    second = static(static_rows(3), first.next.url)
    assert second.next is not None
    assert second.next.url == "https://sthjt.sc.gov.cn/sthjt/c103878/xwdt_list_3.shtml"


def test_links_to_pages_of_a_static_list_say_where_it_ends() -> None:
    pager = '<a href="xwdt_list.shtml">1</a><a href="xwdt_list_2.shtml">2</a>'
    assert (
        static(static_rows(1) + pager, "https://sthjt.sc.gov.cn/sthjt/c103878/xwdt_list_2.shtml").next is None
    )


def test_a_static_portal_does_not_ask_the_channel_that_its_pages_name() -> None:
    listing = static(f'<meta name="channelId" content="{CHANNEL}">{static_rows(1)}')
    assert len(listing.entries) == 1
    assert listing.next is not None
    assert "/common/search/" not in listing.next.url


def test_a_page_with_neither_rows_nor_channel_is_the_end() -> None:
    listing = HeilongjiangSpider.read_list(Page(XWDT.url, b"<ul></ul>", {}, FETCHED), XWDT)
    assert (listing.entries, listing.next) == ((), None)


def test_one_article_has_one_document_under_both_schemes() -> None:
    path = "sthj.hlj.gov.cn/sthj/c111949/202603/c00_31925429.shtml"
    plain, secure = (HeilongjiangSpider.document(f"{scheme}://{path}") for scheme in ("http", "https"))
    assert plain.number == "31925429"
    assert plain.id == secure.id


PORTAL = """
from envnews.spiders.families.ucap import UcapSpider


class ExampleSpider(UcapSpider):
    name = "example"
    title = "示例省生态环境厅"
    kind = "department"
    home = "http://www.example.gov.cn/"
    hosts = ("www.example.gov.cn",)
    columns = {"新闻动态": "http://www.example.gov.cn/sthj/c1/xwdt.shtml"}
    article_url = r"^http://www\\.example\\.gov\\.cn/sthj/c1/t\\d{8}_(?P<document_id>\\d+)\\.html$"
"""


def test_an_unchanged_page_of_a_column_does_not_hide_its_changed_list(site: Site, tmp_path: Path) -> None:
    source, database = tmp_path / "example.py", tmp_path / "news.db"
    source.write_text(PORTAL, encoding="utf-8")
    site.put("/sthj/c1/xwdt.shtml", f'<title>新闻动态</title><meta name="channelId" content="{CHANNEL}">')
    query = "_isAgg=true&_isJson=true&_pageSize=20&_template=index&_rangeTimeGte=&_channelName=&page=1"
    search = f"/common/search/{CHANNEL}?{query}"

    def publish(*numbers: int) -> None:
        results = [
            {"title": f"第{number}次会议", "url": f"/sthj/c1/t20220722_{number}.html"} for number in numbers
        ]
        site.put(search, json.dumps({"data": {"results": results, "total": len(numbers), "rows": 20}}))
        for number in numbers:
            site.put_article(f"/sthj/c1/t20220722_{number}.html", number)

    plan = CrawlPlan(
        portals=("example",), database=database, spiders=(str(source),), hosts_map=site.hosts_map(tmp_path)
    )
    publish(2, 1)
    assert crawl(plan).total("new") == 2
    assert site.paths()[:2] == ["/sthj/c1/xwdt.shtml", search]
    publish(3, 2, 1)
    assert crawl(plan).total("new") == 1
    assert site.paths() == ["/sthj/c1/xwdt.shtml", search, "/sthj/c1/t20220722_3.html"]
    connection = sqlite3.connect(database)
    assert connection.execute("SELECT etag, last_modified FROM lists").fetchall() == [(None, None)]
    connection.close()


def test_a_path_that_an_interface_on_another_host_states_is_one_of_the_portal() -> None:
    column = Column("最新动态", HunanSpider.columns["最新动态"])
    path = "/sthjt/xxgk/xwdt/zxdt/202501/t20250127_33577153.html"
    body = json.dumps({"data": {"results": [row(1, url=path)], "total": 1}}).encode()
    page = Page(f"{HunanSpider.search}{CHANNEL}?page=1", body, {}, FETCHED)
    (entry,) = HunanSpider.read_list(page, column).entries
    assert entry.url == f"https://sthjt.hunan.gov.cn{path}"
