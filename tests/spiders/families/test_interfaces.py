"""Lists that a script fetches: disclosure lists of Hanweb, fragments of JPaaS, files beside lists of TRS."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from envnews.model import Column, ListPage, Page
from envnews.spiders.provinces.hubei import HubeiSpider
from envnews.spiders.provinces.jiangxi import JiangxiSpider
from envnews.spiders.provinces.zhejiang import ZhejiangSpider

if TYPE_CHECKING:
    from envnews.spiders.portal import PortalSpider

FETCHED = datetime(2026, 3, 20, tzinfo=UTC)
ZJ = Column("col1201911", "http://sthjt.zj.gov.cn/col/col1201911/index.html")
JX = Column("col42066", "http://sthjt.jiangxi.gov.cn/jxssthjt/col/col42066/index.html")
HB = Column("政策解读", "https://sthjt.hubei.gov.cn/fbjd/zc/zcjd/index.shtml")


def titles(listing: ListPage) -> list[tuple[str, str | None]]:
    return [(e.title, e.published and e.published.isoformat()[:10]) for e in listing.entries]


def test_a_disclosure_list_is_asked_for_by_post_with_what_its_page_states() -> None:
    html = """<div id="div1"></div><script>$.post("/module/xxgk/search.jsp", {divid: "div1", infotypeId: "A001001",
        jdid: "1756", area: "", sortfield: "", requestUrl: "", standardXxgk: "1"});</script>"""
    asked = ZhejiangSpider.read_list(Page(ZJ.url, html.encode(), {}, FETCHED), ZJ).next
    assert asked is not None
    assert (asked.url.partition("#")[0], asked.method) == (
        "http://sthjt.zj.gov.cn/module/xxgk/search.jsp",
        "POST",
    )
    form = parse_qs(asked.body, keep_blank_values=True)
    assert (form["infotypeId"], form["jdid"], form["standardXxgk"], form["currpage"]) == (
        ["A001001"], ["1756"], ["1"], ["1"],
    )  # fmt: skip
    rows = """<div class="zfxxgk_zdgkc"><ul><li><a href="/art/2026/3/2/art_1201911_1.html">关于排污许可的通知</a>
        <b>2026-03-02</b></li></ul></div>"""
    answer = ZhejiangSpider.read_list(Page(asked.url, rows.encode(), {}, FETCHED), ZJ)
    assert titles(answer) == [("关于排污许可的通知", "2026-03-02")]
    assert answer.next is not None
    assert parse_qs(answer.next.body)["currpage"] == ["2"]
    assert answer.next.guess


def test_an_island_that_states_no_number_of_records_is_read_on() -> None:
    html = """<script type="text/xml"><datastore><recordset><record><![CDATA[<li><a href="/art/2026/3/2/art_1201911_1.html"
        title='一号'>一号</a><span>2026-03-02</span></li>]]></record></recordset></datastore></script>
        <script>jpage({columnid:"1201911", unitid:"77", webid:"2"})</script>"""
    listing = ZhejiangSpider.read_list(Page(ZJ.url, html.encode(), {}, FETCHED), ZJ)
    assert titles(listing) == [("一号", "2026-03-02")]
    assert listing.next is not None
    assert listing.next.guess
    assert "startrecord=2" in listing.next.url


def test_a_unit_of_jpaas_answers_with_a_fragment_of_html() -> None:
    page = """<div id="list" queryData="{'webId':'19','pageId':'42066','parseType':'bulidstatic'}"></div>"""
    asked = JiangxiSpider.read_list(Page(JX.url, page.encode(), {}, FETCHED), JX).next
    assert asked is not None
    assert asked.url.startswith(
        "http://sthjt.jiangxi.gov.cn/api-gateway/jpaas-publish-server/front/page/build/unit?webId=19&pageId=42066"
    )
    rows = '<ul><li><a href="/art/2026/3/4/art_42066_481.html" title="抚河水质">抚河</a><span>2026-03-04</span></li></ul>'
    answer = json.dumps({"success": True, "data": {"html": rows}})
    listing = JiangxiSpider.read_list(Page(asked.url, answer.encode(), {}, FETCHED), JX)
    assert titles(listing) == [("抚河水质", "2026-03-04")]
    assert listing.next is not None
    assert parse_qs(urlsplit(listing.next.url).query)["paramJson"] == ['{"pageNo":2,"pageSize":1}']
    assert [url for url in listing.next.otherwise if "pageNo=2" in url]


def test_a_list_without_rows_names_a_file_beside_it() -> None:
    html = '<ul id="zcwjList"></ul><script>$.getJSON("./2022qtzdgk.json", draw);</script>'
    asked = HubeiSpider.read_list(Page(HB.url, html.encode(), {}, FETCHED), HB).next
    assert asked is not None
    assert asked.url == "https://sthjt.hubei.gov.cn/fbjd/zc/zcjd/2022qtzdgk.json"
    rows = [
        {"url": "./202601/t20260102_2.shtml", "PubDate": "2026-01-02", "order": "2"},
        {"url": "./202601/t20260105_5.shtml", "PubDate": "2026-01-05", "order": "1"},
    ]
    listing = HubeiSpider.read_list(Page(asked.url, json.dumps({"data": rows}).encode(), {}, FETCHED), HB)
    assert [entry.url.rpartition("_")[2] for entry in listing.entries] == ["5.shtml", "2.shtml"]
    assert listing.next is None


def test_an_answer_in_gbk_is_read() -> None:
    rows = [{"url": "/art/2026/3/2/art_1201911_1.html", "title": "关于排污许可的通知", "date": "2026-03-02"}]
    body = json.dumps({"data": rows}, ensure_ascii=False).encode("gbk")
    page = Page(
        "http://sthjt.zj.gov.cn/api/list?page=1",
        body,
        {"content-type": "application/json; charset=GBK"},
        FETCHED,
    )
    assert titles(ZhejiangSpider.read_list(page, ZJ)) == [("关于排污许可的通知", "2026-03-02")]


@pytest.mark.parametrize(
    "body",
    [
        b'{"data":' + b"[" * 200_000,
        b'{"data":[{}],"total":' + b'"' + b"9" * 5_000 + b'"}',
        b'{"data":[{"url":"{' + b"[" * 9 + b'"}]}',
    ],
    ids=["deep", "a number of 5,000 figures", "an address that is none"],
)
def test_an_answer_that_is_made_to_harm_is_read_as_no_list(body: bytes) -> None:
    page = Page("http://sthjt.zj.gov.cn/api/list?page=1", body, {"content-type": "application/json"}, FETCHED)
    assert ZhejiangSpider.read_list(page, ZJ).entries == ()


@pytest.mark.parametrize("date", [9_999_999_999, "9999999999000", 1])
def test_an_epoch_that_no_site_means_is_no_date(date: object) -> None:
    rows = [{"url": "/art/2026/3/2/art_1201911_1.html", "title": "关于排污许可的通知", "date": date}]
    page = Page("http://sthjt.zj.gov.cn/api/list?page=1", json.dumps({"data": rows}).encode(), {}, FETCHED)
    assert titles(ZhejiangSpider.read_list(page, ZJ)) == [("关于排污许可的通知", None)]


FIGURES = "9" * 5_000


@pytest.mark.parametrize("portal", [HubeiSpider, ZhejiangSpider, JiangxiSpider])
@pytest.mark.parametrize(
    "body",
    [
        f'<script>createPageHTML({FIGURES}, 0, "index", "html")</script>',
        f"<script>var countPage={FIGURES}; var currentPage={FIGURES};</script>",
        f"<datastore><totalrecord>{FIGURES}</totalrecord></datastore><script>jpage({{totalRecord:{FIGURES}}})</script>",
        f'<a href="index_{FIGURES}.html">{FIGURES}</a><a href="?page={FIGURES}">下一页</a>',
        '{"data": {"list": [{"url": "/a.html"}], "total": 9}}',
    ],
    ids=["call", "variables", "island", "links", "interface"],
)
def test_numbers_of_any_length_end_no_reading(portal: type[PortalSpider], body: str) -> None:
    column = portal.column_list()[0]
    for url in (
        column.url,
        f"{column.url}?page={FIGURES}",
        f"http://{portal.hosts[0]}/a/index_{FIGURES}.html",
    ):
        listing = portal.read_list(Page(url, body.encode(), {}, FETCHED), column)
        assert listing.entries == ()
