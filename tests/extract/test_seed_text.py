"""The text of m.hbzhan.com/news/detail/151511.html as it is stored: half-width punctuation, a line an element."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from envnews.extract import Page, extract
from envnews.extract.page.plaintext import page_of_text
from envnews.model import Extraction, Precision
from envnews.spiders.media.hbzhan import HbzhanSpider

URL = "https://m.hbzhan.com/news/detail/151511.html"
FILE = Path(__file__).parents[3] / "shared" / "seed" / "hbzhan-151511.txt"
HEADLINE = "浙江省水和海洋生态环境保护工作会议暨巡视反馈涉水问题整改推进会召开"
LEAD = (
    "2022年7月20日,浙江省水和海洋生态环境保护工作会议暨巡视反馈涉水问题整改推进会召开,会议指出,坚持陆海统筹,聚焦突出问题,全力攻坚破难,"
    "巩固提升水环境治理成效,深化“污水零直排区”建设,强化重点海域综合治理,推动水和海洋生态环境改善再上新台阶。"
)
FIRST = (
    "2022年7月20日,全省水和海洋生态环境保护工作会议暨巡视反馈涉水问题整改推进会召开。"
    "省生态环境厅党组书记、厅长郎文荣出席会议并讲话,省生态环境保护督察专员马青骏主持。"
)
LAST = (
    "会议以视频形式召开,驻厅纪检监察组负责同志,省生态环境厅相关处室和直属单位主要负责人,省治水办各组主要负责人在主会场参会。"
    "省海洋生态环境监测中心和各市生态环境局、县(市、区)生态环境分局主要负责人、分管负责人以及有关同志在单位分会场参会。"
)
SHORTENED = f"""资讯中心

{HEADLINE}

2022/7/22 7:10:17
15340
来源:浙江省生态环境厅
关键词:水环境海洋污染
导读:{LEAD}
  {FIRST}



  一是深入打好碧水行动保卫战

  {LAST}


       原标题:全省水和海洋生态环境保护工作会议暨巡视反馈涉水问题整改推进会召开

热门评论

上一篇:泰顺县:打造“1+2+3”特色“无废”生态农业模式

下一篇:臭氧污染防治 | 中卫市召开2022年臭氧污染防治攻坚行动推进会议

相关新闻
"""


@pytest.fixture(params=["shortened", "whole", "without rules", "years later"])
def found(request: pytest.FixtureRequest) -> Extraction:
    text = SHORTENED.encode()
    if request.param == "whole":
        if not FILE.exists():
            pytest.skip(f"{FILE.name} is not in ../shared/seed")
        text = FILE.read_bytes()
    rules = None if request.param == "without rules" else HbzhanSpider.rules_at(None)
    fetched_at = datetime(2026, 1, 1, tzinfo=UTC) if request.param == "years later" else None
    return extract(page_of_text(Page(URL, text, fetched_at=fetched_at)), rules)


def test_headline_time_source_and_views(found: Extraction) -> None:
    assert found.headline == HEADLINE
    assert found.published is not None
    assert found.published.isoformat() == "2022-07-22T07:10:17+08:00"
    assert found.published.precision is Precision.SECOND
    assert (found.source, found.views) == ("浙江省生态环境厅", 15340)
    assert (found.author, found.editor) == (None, None)
    assert found.problems == ()


def test_lead_and_original_title(found: Extraction) -> None:
    assert found.lead == LEAD
    assert found.original_title == "全省水和海洋生态环境保护工作会议暨巡视反馈涉水问题整改推进会召开"


def test_the_body_begins_and_ends_with_the_text(found: Extraction) -> None:
    lines = found.body.splitlines()
    assert (lines[0], lines[-1]) == (FIRST, LAST)
    assert "一是深入打好碧水行动保卫战" in lines
    for foreign in ("导读", "原标题", "热门评论", "上一篇", "相关新闻", "资讯中心", "15340"):
        assert foreign not in found.body


def test_keywords_glued_in_a_text_are_not_torn(found: Extraction) -> None:
    """A text has no links to tell the two apart, and a word is never split on a guess."""
    assert found.keywords == ("水环境海洋污染",)
