"""The reference article in both of its structures: www.hbzhan.com and m.hbzhan.com, number 151511."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from envnews.demo import ReplicaServer
from envnews.extract import Page, extract
from envnews.model import Extraction, Precision
from envnews.spiders.media.hbzhan import HbzhanSpider

HEADLINE = "浙江省水和海洋生态环境保护工作会议暨巡视反馈涉水问题整改推进会召开"


@pytest.fixture(scope="module", params=["www.hbzhan.com", "m.hbzhan.com"])
def article(request: pytest.FixtureRequest) -> Extraction:
    answer = ReplicaServer().answer(request.param, "/news/detail/151511.html")
    url, headers = f"https://{request.param}/news/detail/151511.html", {"content-type": answer.content_type}
    page = Page(url, answer.body, headers, datetime(2022, 7, 25, tzinfo=UTC))
    return extract(page, HbzhanSpider.article_rules)


def test_headline_time_and_source(article: Extraction) -> None:
    assert article.headline == HEADLINE
    assert article.published is not None
    assert article.published.isoformat() == "2022-07-22T07:10:17+08:00"
    assert article.published.precision is Precision.SECOND
    assert article.source == "浙江省生态环境厅"


def test_glued_keywords_are_taken_from_their_links(article: Extraction) -> None:
    assert article.keywords == ("水环境", "海洋污染")


def test_each_host_has_its_own_count_of_views(article: Extraction) -> None:
    assert article.views == (15340 if "//m." in article.url else 15248)


def test_lead_and_original_title(article: Extraction) -> None:
    assert article.lead is not None
    assert article.lead.startswith("2022年7月20日，浙江省水和海洋生态环境保护工作会议")
    assert article.lead.endswith("再上新台阶。")
    assert article.original_title == "全省水和海洋生态环境保护工作会议暨巡视反馈涉水问题整改推进会召开"


def test_neighbours(article: Extraction) -> None:
    assert article.previous is not None
    assert article.previous.title == "泰顺县：打造“1+2+3”特色“无废”生态农业模式"
    assert article.next is not None
    assert article.next.title == "臭氧污染防治 | 中卫市召开2022年臭氧污染防治攻坚行动推进会议"


def test_body_is_complete_and_nothing_else(article: Extraction) -> None:
    lines = article.body.splitlines()
    assert lines[0].startswith("2022年7月20日，全省水和海洋生态环境保护工作会议")
    assert lines[-1].endswith("在单位分会场参会。")
    headings = [line for line in lines if len(line) < 30]
    assert headings == [
        "一是深入打好碧水行动保卫战",
        "二是全面加强生态保护和修复",
        "三是加快推进现代化治理能力建设",
        "四是全力抓好巡视涉水涉海问题整改",
    ]
    for foreign in ("导读", "原标题", "热门评论", "上一篇", "相关新闻"):
        assert foreign not in article.body
