from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from envnews.model import Column, ListPage, Page
from envnews.spiders.national.mee import MeeSpider
from envnews.spiders.provinces.hubei import HubeiSpider
from envnews.spiders.provinces.shandong import ShandongSpider

if TYPE_CHECKING:
    from envnews.spiders.families.trs import TrsSpider

FETCHED = datetime(2022, 7, 26, 4, 0, tzinfo=UTC)
MEE = "https://www.mee.gov.cn/ywdt/hjywnews/"


def read(portal: type[TrsSpider], html: str, url: str = MEE, charset: str = "utf-8") -> ListPage:
    return portal.read_list(Page(url, html.encode(charset), {}, FETCHED), Column("环境要闻", url))


def rows(listing: ListPage) -> list[tuple[str, str, str | None]]:
    return [
        (entry.url.rsplit("/", 1)[1], entry.title, entry.published and entry.published.isoformat()[:10])
        for entry in listing.entries
    ]


@pytest.mark.parametrize(
    ("script", "following", "total"),
    [
        ('createPageHTML(22, 0, "index", "shtml");', "index_1.shtml", None),
        ("createPageHTML(22,1,'index','html');", "index_2.html", None),
        ('createPageHTML("6","5","index","htm")', None, None),
        ('createPageHTML(1,0, "index","shtml","3")', None, 3),
        ('createPageHTML(3,1,"index","shtml","57")', "index_2.shtml", 57),
        ("createPageHTML('page_div',10, 1,'list_yw','shtml',189);", "list_yw_2.shtml", 189),
        ('createPageHTML("page_div", 10, 9, "list", "shtml", 189)', "list_10.shtml", 189),
        ("createPageHTML('page_div',10,10,'list','shtml',189)", None, 189),
        ('createPage(4, 0, "list", "html");', "list_1.html", None),
        ('createPageHTML(0, 0, "index", "html");', None, 0),
        ("var currentPage = 0;//所在页从0开始\nvar countPage = 22//共多少页", "index_1.shtml", None),
        ("function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){}", None, None),
        (
            'function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){}\ncreatePageHTML(9, 3, "index", "html")',
            "index_4.html",
            None,
        ),
    ],
)
def test_the_script_names_the_next_page(script: str, following: str | None, total: int | None) -> None:
    listing = read(MeeSpider, f"<html><body><ul></ul><script>{script}</script></body></html>")
    assert (listing.next.url if listing.next else None) == (MEE + following if following else None)
    assert listing.total == total


def test_count_page_without_a_call_goes_by_the_files_own_number() -> None:
    listing = read(MeeSpider, "<script>var countPage = 5</script>", url=f"{MEE}index_2.shtml")
    assert listing.next is not None
    assert listing.next.url == f"{MEE}index_3.shtml"


def test_a_cut_text_gives_way_to_the_title_and_relative_addresses_are_resolved() -> None:
    html = """<div class="bd mobile_list"><ul>
      <li><a class="cjcx_biaob" href="./202204/t20220417_974894.shtml" title="生态环境部部长会见来访的客人并就合作交换意见">生态环境部部长会见来访的客人…</a>
          <span class="date">2022-04-17</span></li>
      <li><a class="cjcx_biaob" href="../../xxgk2018/xxgk/202204/t20220416_974800.html">短标题</a><span class="date">[2022-04-16]</span></li>
    </ul></div><div class="hot"><ul><li><a href="./202201/t20220101_1.shtml">热点推荐</a></li></ul></div>"""
    assert rows(read(MeeSpider, html)) == [
        ("t20220417_974894.shtml", "生态环境部部长会见来访的客人并就合作交换意见", "2022-04-17"),
        ("t20220416_974800.html", "短标题", "2022-04-16"),
    ]


def test_a_day_above_year_and_month_is_one_date() -> None:
    html = """<ul><li><strong>17</strong><div><span>2022-04</span>
      <a class="cjcx_biaob" href="./202204/t20220417_974894.shtml">标题</a></div></li></ul>"""
    assert rows(read(MeeSpider, html)) == [("t20220417_974894.shtml", "标题", "2022-04-17")]


def test_nested_tables_give_each_row_once_and_other_sites_are_counted() -> None:
    html = """<table><tr><td><table class="list">
      <tr><td><a href="./202207/t20220722_4010532.html" target="_blank">南四湖流域执行统一标准</a></td><td class="date14">07-22</td></tr>
      <tr><td><a href="https://mp.weixin.qq.com/s/abc">公众号文章</a></td><td class="date14">07-21</td></tr>
      <tr><td><a href="./202207/t20220720_4010100.html">济南通报上半年水质</a></td><td class="date14">[2022-07-20]</td></tr>
    </table></td><td><table><tr><td><a href="./202001/t20200101_1.html">专题</a></td></tr></table></td></tr></table>
    <script>createPageHTML(3, 0, "index", "html");</script>"""
    url = "http://sthj.shandong.gov.cn/dtxx/hbyw/"
    listing = read(ShandongSpider, html, url, charset="gbk")
    assert rows(listing) == [
        ("t20220722_4010532.html", "南四湖流域执行统一标准", "2022-07-22"),
        ("t20220720_4010100.html", "济南通报上半年水质", "2022-07-20"),
    ]
    assert [problem.code for problem in listing.problems] == ["foreign_link"]
    assert listing.next is not None


def test_rows_of_a_changed_site_are_reported_as_unrecognised() -> None:
    html = '<ul class="info-list"><li><a href="/newform/1.html">标题</a><span>2022-07-22</span></li></ul>'
    listing = read(HubeiSpider, html, "http://sthjt.hubei.gov.cn/dtyw/hbyw/")
    assert listing.entries == ()
    assert [problem.code for problem in listing.problems] == ["unrecognised_link"]


@pytest.mark.parametrize(
    "junk", [b"", b"\x00\xff<ul><li><a href=':::'>", "<li><a>无地址</a>".encode("gbk"), b"<" * 5000]
)
def test_junk_gives_an_empty_list(junk: bytes) -> None:
    assert MeeSpider.read_list(Page(MEE, junk, {}, FETCHED), Column("环境要闻", MEE)).entries == ()
