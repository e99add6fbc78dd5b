"""The replica pages: what is known of the sites stands in them, and all that they list is there."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from envnews.demo import ReplicaServer, expected_articles
from envnews.demo.content import load
from envnews.demo.sites import SITES

if TYPE_CHECKING:
    from envnews.demo.sites.base import Site

by_portal = pytest.mark.parametrize("site", SITES, ids=lambda site: site.portal)


def page(host: str, target: str, edition: int = 1) -> str:
    answer = ReplicaServer(edition).answer(host, target)
    assert answer.status == 200, f"{host}{target}"
    return answer.body.decode("gbk" if "shandong" in host or "sdein" in host else "utf-8")


@by_portal
def test_every_address_of_every_article_is_served(site: Site) -> None:
    for article in expected_articles(2, site.portal):
        for url in article.urls:
            host, _, path = url.split("//")[1].partition("/")
            assert article.headline in page(host, f"/{path}", 2), url


@by_portal
def test_main_column_has_three_list_pages_and_the_site_a_dozen_articles(site: Site) -> None:
    content = site.content(1)
    rows = content.listed(content.columns[1].key if site.portal == "mee" else content.columns[0].key)
    screens = -(-len(rows) // site.per_page)
    assert screens >= 3
    assert len(content.pages) >= 10


@by_portal
def test_pages_have_the_weight_of_real_ones(site: Site) -> None:
    articles = {tuple(url.split("/", 3)[2:]) for one in expected_articles(1, site.portal) for url in one.urls}
    for (host, target), resource in site.pages(1).items():
        lightest, heaviest = (35, 55) if (host, target[1:]) in articles else (25, 45)
        if target != "/robots.txt" and host != "m.hbzhan.com":
            assert lightest <= len(resource.body) / 1000 <= heaviest, f"{host}{target}"


@by_portal
def test_pages_are_no_more_script_than_half(site: Site) -> None:
    for article in expected_articles(1, site.portal):
        host, _, path = article.url.split("//")[1].partition("/")
        text = page(host, f"/{path}")
        bare = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.DOTALL)
        assert 0.3 < 1 - len(bare.encode()) / len(text.encode()) < 0.5, article.url


@by_portal
def test_rows_come_newest_first_below_the_pinned_ones(site: Site) -> None:
    content = site.content(2)
    for column in content.columns:
        rows = [row for row in content.listed(column.key) if not row.pinned]
        assert all(earlier.published >= later.published for earlier, later in pairwise(rows))


@by_portal
def test_the_second_day_brings_two_or_three_articles(site: Site) -> None:
    assert 2 <= len(site.content(2).pages) - len(site.content(1).pages) <= 3


@by_portal
def test_the_second_day_corrects_an_article(site: Site) -> None:
    assert sum(article.edited for article in site.content(2).pages) == 1
    assert not any(article.edited for article in site.content(1).pages)


def test_a_pinned_older_article_stands_on_top() -> None:
    first = load("mee").listed("ywdt/hjywnews")[0]
    assert first.pinned
    assert first.published == min(article.published for article in load("mee").listed("ywdt/hjywnews"))


def test_mee_has_seconds_in_the_label_and_the_day_twice_in_the_text() -> None:
    text = page("www.mee.gov.cn", "/ywdt/hjywnews/202207/t20220724_990012.shtml")
    assert '<meta name="PubDate" content="2022-07-24 15:21:07"   />' in text
    assert text.count("<span>2022-07-24</span>") == 1
    assert '<span class="xqLyPc time">2022-07-24</span>' in text


def test_mee_lists_have_the_pagination_script_and_relative_links() -> None:
    text = page("www.mee.gov.cn", "/ywdt/hjywnews/")
    assert "var countPage = 3//共多少页" in text
    assert 'createPageHTML(3, 0, "index", "shtml");' in text
    assert 'href="./202207/t20220724_990012.shtml"' in text
    assert 'href="../xwfb/202207' not in text
    assert 'href="../../../ywdt/xwfb/202207/t20220716_989733.shtml"' in page(
        "www.mee.gov.cn", "/ywgz/ydqhbh/wsqtkz/"
    )


def test_shandong_declares_gb2312_and_uses_characters_of_gbk() -> None:
    answer = ReplicaServer().answer("sthj.shandong.gov.cn", "/dtxx/hbyw/202207/t20220720_4009877.html")
    assert answer.content_type == "text/html"
    assert b"charset=gb2312" in answer.body
    assert "陶喆" in answer.body.decode("gbk")
    with pytest.raises(UnicodeDecodeError):
        answer.body.decode("gb2312")


def test_shandong_serves_the_same_on_its_older_host_and_links_to_wechat() -> None:
    assert page("sthj.shandong.gov.cn", "/dtxx/hbyw/") == page("www.sdein.gov.cn", "/dtxx/hbyw/")
    assert "https://mp.weixin.qq.com/s/" in page("sthj.shandong.gov.cn", "/dtxx/hbyw/index_1.html")


def test_zhejiang_keeps_its_rows_in_an_island_as_table_fragments() -> None:
    text = page("sthjt.zj.gov.cn", "/col/col1229429478/index.html")
    assert "<li" not in text.partition("<datastore>")[2].partition("</datastore>")[0]
    assert text.count("<record><![CDATA[") == 8
    assert "dataproxy.jsp?page=1" in text


def test_jiangsu_prints_a_twelve_hour_pub_date_beside_the_right_one() -> None:
    text = page("sthjt.jiangsu.gov.cn", "/art/2022/7/22/art_83554_10548817.html")
    assert 'name="PubDate" content="2022-07-22 03:02"' in text
    assert "发布日期：2022-07-22 15:02" in text


def test_hbzhan_glues_its_meta_line_as_the_site_does() -> None:
    text = page("www.hbzhan.com", "/news/detail/151511.html")
    top = re.search(r'<div class="leftTop">.*?<p>(.*?)</p>', text, re.DOTALL)
    assert top is not None
    assert re.sub(r"<[^>]+>", "", top[1]) == (
        "2022-07-22 07:10:17来源：浙江省生态环境厅 关键词：水环境海洋污染阅读量：15248"
    )


def test_mobile_twin_prints_time_and_views_in_its_own_way() -> None:
    text = page("m.hbzhan.com", "/news/detail/151511.html")
    assert '<p class="time">2022/7/22 7:10:17</p><p class="eye">15340</p>' in text


def test_heilongjiang_names_a_channel_and_lists_nothing_itself() -> None:
    text = page("sthj.hlj.gov.cn", "/sthj/c111945/xwdt.shtml")
    channel = re.search(r'<meta name="channelId" content="([0-9a-f]{32})">', text)
    assert channel is not None
    assert "c00_" not in text
    answer = json.loads(page("sthj.hlj.gov.cn", f"/common/search/{channel[1]}?_pageSize=10&page=2"))
    assert answer["data"]["total"] == 9
    assert len(answer["data"]["results"]) == answer["data"]["rows"] == 4
    assert answer["data"]["results"][0]["publishedTimeStr"] == "2022-07-11 08:48:00"


def test_heilongjiang_prints_its_meta_line_and_elements_of_the_vendor() -> None:
    text = page("sthj.hlj.gov.cn", "/sthj/c111945/202207/c00_31217640.shtml")
    assert "<h1><ucaptitle>黑龙江省部署松花江流域汛期水质保障工作</ucaptitle></h1>" in text
    line = re.search(r'<div class="article_attr clearfix">(.*?)打印', text, re.DOTALL)
    assert line is not None
    shown = " ".join(re.sub(r"<[^>]+>", "", line[1]).split())
    assert shown.startswith("日期:2022-07-22 09:36 来源:省生态环境厅 访问量: 【字体:")


def test_sichuan_brackets_its_meta_line_and_numbers_its_lists_from_2() -> None:
    article = load("sc-sthjt").articles[0]
    text = page("sthjt.sc.gov.cn", f"/sthjt/c103878/2022/7/23/{article.id}.shtml")
    line = re.search(r'<div class="wz_meta">(.*?)</div>', text)
    assert line is not None
    assert re.sub(r"<[^>]+>|&nbsp;", "", line[1]) == (
        "[发布时间：2022-07-23 17:42:08][来源：省生态环境厅][点击量：][关闭]"
    )
    rows = re.findall(
        r'<div class="lie2">(.*?)</div>', page("sthjt.sc.gov.cn", "/sthjt/c103878/xwdt_list.shtml")
    )
    assert re.sub(r"<[^>]+>", "", rows[0]) == "四川召开沱江流域水生态环境保护调度会"
    assert page("sthjt.sc.gov.cn", "/sthjt/c103878/xwdt_list_3.shtml")
    assert ReplicaServer().answer("sthjt.sc.gov.cn", "/sthjt/c103878/xwdt_list_4.shtml").status == 404


def test_guangdong_serves_notices_under_two_addresses() -> None:
    news = page("gdee.gd.gov.cn", "/ggtz3126/content/post_3976990.html")
    assert news == page("gdee.gd.gov.cn", "/gkmlpt/content/3/3976/post_3976990.html")
    assert 'href="https://gdee.gd.gov.cn/hbxw/index_2.html"' in page("gdee.gd.gov.cn", "/hbxw/index.html")


def test_guangdongs_directory_answers_in_pages_until_there_is_nothing() -> None:
    first, second = (
        json.loads(page("gdee.gd.gov.cn", f"/gkmlpt/api/all/3126?page={number}&sid=200160"))
        for number in (1, 2)
    )
    assert [row["id"] for row in first["articles"]] == [3976990, 3971330]
    assert first["articles"][0]["created_at"] == 1658397900
    assert second["articles"] == []


def test_bulletins_of_one_template_are_not_the_same_text() -> None:
    bulletins = [article for article in load("zj-sthjt").articles if "月报" in article.headline]
    assert len(bulletins) == 3
    assert len({article.blocks for article in bulletins}) == 3


def test_a_reprint_has_the_text_of_its_original_under_another_headline() -> None:
    original = next(article for article in load("hb-sthjt").articles if article.id == "4231185")
    reprint = next(article for article in load("hbzhan").articles if article.id == "151527")
    assert reprint.blocks[: len(original.blocks)] == original.blocks
    assert len(reprint.blocks) == len(original.blocks) + 1
    assert reprint.source == "湖北省生态环境厅"
    assert reprint.headline != original.headline
