from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from envnews.model import Column, ListPage, Page
from envnews.spiders.media.h2o_china import H2oChinaSpider
from envnews.spiders.media.hbzhan import HbzhanSpider

if TYPE_CHECKING:
    from envnews.spiders.portal import PortalSpider


FETCHED = datetime(2022, 7, 26, 4, 0, tzinfo=UTC)
HBZHAN = "http://www.hbzhan.com/news/t14/list.html"
H2O = "http://www.h2o-china.com/news/list?cid=head"


def read(portal: type[PortalSpider], html: str, url: str, column_url: str) -> ListPage:
    return portal.read_list(Page(url, html.encode(), {}, FETCHED), Column("news", column_url))


def hbzhan_rows(*numbers: int, host: str = "www") -> str:
    return (
        '<div class="listLeft">'
        + "".join(
            f'<div class="leftBox"><h3><a href="//{host}.hbzhan.com/news/detail/{number}.html" title="第{number}篇">第{number}篇</a></h3>'
            f"<p>导读……</p><span>2022/7/{number}</span></div>"
            for number in numbers
        )
        + "</div>"
    )


def test_a_list_without_pager_is_followed_by_number() -> None:
    first = read(HbzhanSpider, hbzhan_rows(22, 21), HBZHAN, HBZHAN)
    assert [(entry.title, str(entry.published.at.date())) for entry in first.entries] == [
        ("第22篇", "2022-07-22"),
        ("第21篇", "2022-07-21"),
    ]
    assert first.next is not None
    assert first.next.url == "http://www.hbzhan.com/news/t14/list_p2.html"
    second = read(HbzhanSpider, hbzhan_rows(20), first.next.url, HBZHAN)
    assert second.next is not None
    assert second.next.url == "http://www.hbzhan.com/news/t14/list_p3.html"


@pytest.mark.parametrize(("at", "following"), [("list_p2.html", "list_p3.html"), ("list_p3.html", None)])
def test_a_pager_says_where_the_list_ends(at: str, following: str | None) -> None:
    pager = '<a href="/news/t14/list.html">1</a><a href="/news/t14/list_p2.html">2</a><a href="/news/t14/list_p3.html">3</a>'
    listing = read(HbzhanSpider, hbzhan_rows(5) + pager, f"http://www.hbzhan.com/news/t14/{at}", HBZHAN)
    expected = f"http://www.hbzhan.com/news/t14/{following}" if following else None
    assert (listing.next.url if listing.next else None) == expected


def test_a_page_without_rows_has_no_next_one() -> None:
    assert read(HbzhanSpider, '<div class="listLeft"></div>', HBZHAN, HBZHAN).next is None


def test_query_pages_keep_the_other_parameters() -> None:
    html = '<div class="news_boxa"><h3><a href="/news/335095.html">供水企业的下一个十年靠什么？</a></h3><span class="fr">2022-07-25</span></div>'
    listing = read(H2oChinaSpider, html, H2O, H2O)
    assert [entry.url for entry in listing.entries] == ["http://www.h2o-china.com/news/335095.html"]
    assert listing.next is not None
    assert listing.next.url == "http://www.h2o-china.com/news/list?cid=head&page=2"


def test_twin_hosts_are_one_document() -> None:
    desktop, mobile = (
        HbzhanSpider.document(
            read(HbzhanSpider, hbzhan_rows(151511, host=host), HBZHAN, HBZHAN).entries[0].url
        )
        for host in ("www", "m")
    )
    assert desktop.url != mobile.url
    assert desktop.id == mobile.id
    assert mobile.canonical_url == "https://www.hbzhan.com/news/detail/151511.html"
