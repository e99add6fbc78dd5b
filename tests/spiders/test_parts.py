from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from envnews.extract import Page
from envnews.run.crawl import CrawlPlan, crawl
from envnews.run.portals import load_portals
from envnews.store.crawl.runs import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

HOST = "huanbao.bjx.com.cn"
OTHERS = ("daqi.bjx.com.cn", "scl.bjx.com.cn", "hjxf.bjx.com.cn")
TEXTS = (
    "4月，国家能源局发布可再生能源电价附加资金补助目录，垃圾焚烧发电项目的申报期限和范围首次明确。",
    "业内人士认为，目录的发布有利于稳定企业预期，存量项目的补贴缺口将按年度逐步得到解决。",
    "下一步，各省应核对项目清单，于6月底前完成公示，逾期未申报的项目转入下一批次。",
)


def page(number: int, last: int = 3) -> str:
    links = "".join(
        f'<a href="/news/20190529/983207{"" if other == 1 else f"-{other}"}.shtml">{other}</a>'
        for other in range(1, last + 1)
        if other != number
    )
    return (
        "<html><head><title>垃圾焚烧发电补贴目录发布-北极星环保网</title></head><body><div class='cc-headline'>"
        "<h1>垃圾焚烧发电补贴目录发布</h1><div class='box'><p><span>2019-05-29 08:30</span><span>来源：中国能源报</span>"
        "<span>作者：李少甫</span><span>关键词：<a href='/k/1'>垃圾焚烧发电</a><a href='/k/2'>补贴</a></span><a>收藏</a><a>点赞</a></p></div></div>"
        f"<div id='article_cont'><p>{TEXTS[number - 1]}</p><p>（第{number}部分完）以上内容据公开资料整理，供读者参考使用。</p>"
        f"<div class='cc-paging'>{links}</div></div></body></html>"
    )


@pytest.fixture
def bjx(site: Site, tmp_path: Path) -> CrawlPlan:
    for host, path in ((HOST, "/yw/"), *((other, "/newslist") for other in OTHERS)):
        row = '<li><a title="垃圾焚烧发电补贴目录发布" href="http://huanbao.bjx.com.cn/news/20190529/983207.shtml">垃圾焚烧…</a><span>2019-05-29</span></li>'
        html = f'<div class="cc-layout-3"><div class="cc-list-content"><ul>{row}</ul></div></div>'
        site.put(path, html, host=host)
    for number in (1, 2, 3):
        site.put(f"/news/20190529/983207{'' if number == 1 else f'-{number}'}.shtml", page(number), host=HOST)
    return CrawlPlan(
        portals=("bjx-huanbao",),
        database=tmp_path / "news.db",
        hosts_map=site.hosts_map(tmp_path, HOST, *OTHERS),
        settings={"RETRY_TIMES": 0},
    )


def stored(plan: CrawlPlan) -> list[tuple[str, str, str, str]]:
    connection = sqlite3.connect(str(plan.database))
    try:
        return connection.execute("SELECT canonical_url, body, source, keywords FROM v_articles").fetchall()
    finally:
        connection.close()


def test_an_article_of_three_pages_is_one_record(bjx: CrawlPlan) -> None:
    summary = crawl(bjx)
    assert summary.portals[0].outcome is Outcome.OK, summary.paragraph()
    ((url, body, source, _),) = stored(bjx)
    assert url == "https://huanbao.bjx.com.cn/news/20190529/983207.shtml"
    assert [text for text in TEXTS if text in body] == list(TEXTS)
    assert source == "中国能源报"
    assert crawl(bjx).portals[0].outcome is Outcome.NOTHING_NEW


def test_an_article_waits_for_a_page_that_fails(site: Site, bjx: CrawlPlan) -> None:
    whole = site.answers[HOST, "/news/20190529/983207-3.shtml"]
    site.put("/news/20190529/983207-3.shtml", status=500, host=HOST)
    assert crawl(bjx).portals[0].outcome is Outcome.DEGRADED
    assert stored(bjx) == []
    site.answers[HOST, "/news/20190529/983207-3.shtml"] = whole
    crawl(bjx)
    assert len(stored(bjx)) == 1


def test_an_article_of_which_a_page_leads_to_another_site_is_not_asked_for_by_each_crawl(
    site: Site, bjx: CrawlPlan
) -> None:
    site.put("/news/20190529/983207-3.shtml", status=302, Location="https://www.example.com/", host=HOST)
    assert crawl(bjx).portals[0].outcome is Outcome.NOTHING_NEW
    site.requests.clear()
    crawl(bjx)
    assert not [path for path in site.paths(HOST) if "983207" in path]
    assert stored(bjx) == []


def test_articles_of_portals_that_declare_no_parts_go_on_in_addresses_of_their_form() -> None:
    portal = load_portals().classes["hbzhan"]
    assert "part" not in portal.addresses.pattern.groupindex
    pager = '<a href="150001_2.html">2</a> <a href="150001_2.html">下一页</a>'
    first = Page("https://www.hbzhan.com/news/detail/150001.html", f"<p>正文</p>{pager}".encode())
    assert portal.following_part(first) == "https://www.hbzhan.com/news/detail/150001_2.html"
