from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from envnews.model import Column, ListPage, Page
from envnews.spiders.provinces.jiangsu import JiangsuSpider
from envnews.spiders.provinces.zhejiang import ZhejiangSpider

if TYPE_CHECKING:
    from envnews.spiders.portal import PortalSpider


FETCHED = datetime(2022, 7, 26, 4, 0, tzinfo=UTC)
ZHEJIANG = "https://sthjt.zj.gov.cn/col/col1229429478/index.html"
JIANGSU = "http://sthjt.jiangsu.gov.cn/col/col83545/index.html"
PROXY = "https://sthjt.zj.gov.cn/module/web/jpage/dataproxy.jsp"


def read(portal: type[PortalSpider], text: str, url: str) -> ListPage:
    return portal.read_list(Page(url, text.encode(), {}, FETCHED), Column("col", url))


def table_record(number: int, day: str = "2022-07-22") -> str:
    return (
        f"<record><![CDATA[\n<table width='100%'><tr><td><a href='/art/2022/7/22/art_1229429478_{number}.html' "
        f"title='第{number}次会议召开并部署重点工作'>第{number}次会议…</a></td><td>[{day}]</td></tr></table>]]></record>"
    )


def page(records: str, *, group: str = "", script: str = "") -> str:
    return (
        '<html><body><ul><li><a href="/art/2020/1/1/art_1_1.html">导航</a></li></ul><div id="5512345">'
        f'<script type="text/xml"><datastore>{group}<recordset>{records}</recordset></datastore></script></div>'
        f"<script>{script}</script></body></html>"
    )


def test_an_islands_table_fragments_are_rows_and_its_next_group_is_followed() -> None:
    group = (
        '<nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&amp;appid=1&amp;webid=1756&amp;path=/'
        '&amp;columnid=1229429478&amp;unitid=5512345&amp;webname=%E6%B5%99&amp;permissiontype=0"></a>]]></nextgroup>'
    )
    listing = read(ZhejiangSpider, page(table_record(3) + table_record(2), group=group), ZHEJIANG)
    assert [(entry.title, str(entry.published.at.date())) for entry in listing.entries] == [
        ("第3次会议召开并部署重点工作", "2022-07-22"),
        ("第2次会议召开并部署重点工作", "2022-07-22"),
    ]
    assert listing.next is not None
    parts = urlsplit(listing.next.url)
    assert parts._replace(query="").geturl() == PROXY
    assert parse_qs(parts.query)["columnid"] == ["1229429478"]
    assert parse_qs(parts.query)["page"] == ["1"]
    assert "webname=%E6%B5%99" in parts.query


def test_list_items_without_line_breaks_and_with_single_quotes_are_read() -> None:
    record = "<record><![CDATA[<li class='cf'><a href='/art/2022/7/8/art_83545_10540655.html' title='省厅通报'>省厅通报</a><span>2022-07-08</span></li>]]></record>"
    listing = read(JiangsuSpider, page(record), JIANGSU)
    assert [entry.url for entry in listing.entries] == [
        "http://sthjt.jiangsu.gov.cn/art/2022/7/8/art_83545_10540655.html"
    ]
    assert listing.next is None


def test_without_a_next_group_records_are_asked_for_by_number() -> None:
    script = (
        "$('#5512345').jpage({perPage:2, groupSize:1, totalRecord:5, proxyUrl:'/module/web/jpage/dataproxy.jsp',"
        "dataBefore:{'col':'1','appid':'1','webid':'1756','path':'/','columnid':'1229429478','unitid':'5512345','webname':'%C9%BD'}})"
    )
    first = read(ZhejiangSpider, page(table_record(5) + table_record(4), script=script), ZHEJIANG)
    assert first.total == 5
    assert first.next is not None
    query = parse_qs(urlsplit(first.next.url).query)
    assert (query["startrecord"], query["endrecord"], query["perpage"]) == (["3"], ["4"], ["2"])
    assert (query["columnid"], query["unitid"], query["webid"]) == (["1229429478"], ["5512345"], ["1756"])
    # GBK or UTF-8: the bytes of the site's name are sent back as they came.
    assert "webname=%C9%BD" in first.next.url

    answer = f"<?xml version='1.0'?><datastore><totalrecord>5</totalrecord><recordset>{table_record(3)}{table_record(2)}</recordset></datastore>"
    second = read(ZhejiangSpider, answer, first.next.url)
    assert len(second.entries) == 2
    assert second.next is not None
    query = parse_qs(urlsplit(second.next.url).query)
    assert (query["startrecord"], query["endrecord"]) == (["5"], ["5"])
    assert query["columnid"] == ["1229429478"]

    last = f"<datastore><totalrecord>5</totalrecord><recordset>{table_record(1)}</recordset></datastore>"
    assert read(ZhejiangSpider, last, second.next.url).next is None


def test_a_group_by_page_number_is_followed_by_the_next_one_until_all_records_are_seen() -> None:
    address = f"{PROXY}?page=1&columnid=1229429478"
    answer = f"<datastore><totalrecord>7</totalrecord><recordset>{table_record(5)}{table_record(4)}</recordset></datastore>"
    following = read(ZhejiangSpider, answer, address).next
    assert following is not None
    assert parse_qs(urlsplit(following.url).query)["page"] == ["2"]
    assert not following.guess
    # Where groups are numbered from 1 this one is the first of two: an empty answer then ends the list.
    guessed = read(ZhejiangSpider, answer.replace(">7<", ">4<"), address).next
    assert guessed is not None
    assert guessed.guess
    assert read(ZhejiangSpider, answer.replace(">7<", ">2<"), address).next is None
    nothing = "<datastore><totalrecord>7</totalrecord><recordset></recordset></datastore>"
    assert read(ZhejiangSpider, nothing, address).next is None


def test_a_site_that_refuses_get_is_asked_by_post_with_the_same_parameters() -> None:
    class PostingSpider(ZhejiangSpider):
        name = "posting"
        list_method = "POST"

    group = (
        "<nextgroup><![CDATA[<a href='/module/web/jpage/dataproxy.jsp?page=1&columnid=1'></a>]]></nextgroup>"
    )
    following = read(PostingSpider, page(table_record(1), group=group), ZHEJIANG).next
    assert following is not None
    assert (following.method, following.body, following.url) == (
        "POST",
        "page=1&columnid=1",
        f"{PROXY}?page=1&columnid=1",
    )
