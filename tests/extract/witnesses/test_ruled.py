from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

import pytest

from envnews.extract import Rules
from envnews.model import Link, Origin, Precision

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

PAGE = """
<html><head><title>要闻动态</title></head><body><div class="t">全省入海排污口整治现场会在临江召开</div><div class="st">——聚焦北湾十五个重点口门</div>
<div class="yt">原标题：入海排污口整治现场会召开</div><span class="time">发布时间：2022年7月22日 7:10</span><span class="from">信息来源：临江日报</span>
<span class="by">作者：本报记者 周小禾 王大田</span><span class="ed">责编：李一木</span><span class="views">浏览次数：15,340次</span>
<div class="kw">关键词：<a>入海排污口</a><a>现场会</a></div><div class="lead">【导读】会议通报了上半年排查进度。</div>
<div class="text"><p>7月21日，全省入海排污口整治现场会在临江召开，会议通报了排查进度。</p><p>会议要求，沿海各市要完成重点口门整治。</p></div>
<div class="prev">前：<a href="./a.html">临江省部署水污染防治</a></div><div class="next"><a href="./b.html" title="北湾市召开推进会"></a></div>
<div class="rel"><a href="./c.html">临江省部署下半年水污染防治重点工作</a></div></body></html>
"""
RULES = Rules(
    headline=("div.none", "div.t"),
    subtitle=(".st",),
    original_title=(".yt",),
    published_at=("span.time",),
    source=("span.from::text",),
    author=(".by",),
    editor=(".ed",),
    keywords=(".kw",),
    lead=(".lead",),
    body=("#none", "div.text"),
    views=(".views",),
    previous=(".prev",),
    next=("div.next a",),
    related=(".rel",),
)


def test_every_field_is_read_where_the_rules_say(read: Callable[..., Extraction]) -> None:
    found = read(PAGE, RULES)
    assert found.headline == "全省入海排污口整治现场会在临江召开"
    assert found.subtitle == "——聚焦北湾十五个重点口门"
    assert found.original_title == "入海排污口整治现场会召开"
    assert found.published is not None
    assert (found.published.isoformat(), found.published.precision) == (
        "2022-07-22T07:10:00+08:00",
        Precision.MINUTE,
    )
    assert (found.source, found.author, found.editor) == ("临江日报", "周小禾、王大田", "李一木")
    assert (found.views, found.keywords) == (15340, ("入海排污口", "现场会"))
    assert found.lead == "会议通报了上半年排查进度。"
    assert len(found.body.splitlines()) == 2
    assert found.previous == Link("https://sthjt.example.gov.cn/xwzx/202207/a.html", "临江省部署水污染防治")
    assert found.next == Link("https://sthjt.example.gov.cn/xwzx/202207/b.html", "北湾市召开推进会")
    assert [link.title for link in found.related] == ["临江省部署下半年水污染防治重点工作"]
    assert found.problems == ()
    for name in (
        "headline",
        "published_at",
        "source",
        "author",
        "editor",
        "keywords",
        "lead",
        "body",
        "views",
    ):
        assert found.origin(name) is Origin.RULE


@pytest.mark.parametrize("label", ["导读：", "【导读】", "摘要 ", "核心提示:", "[内容提要]", "导语 ：", ""])
def test_a_lead_is_without_its_label(label: str, read: Callable[..., Extraction]) -> None:
    lead = "摘要制度施行以来，会议通报了上半年排查进度。"
    assert read(PAGE.replace("【导读】会议通报了上半年排查进度。", label + lead), RULES).lead == lead


def test_a_witness_says_which_selector_gave_it(read: Callable[..., Extraction]) -> None:
    [witness] = [w for w in read(PAGE, RULES).witnesses if w.field == "source" and w.origin is Origin.RULE]
    assert (witness.detail, witness.raw, witness.value, witness.chosen) == (
        "span.from::text",
        "信息来源：临江日报",
        "临江日报",
        True,
    )


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("2022年7月22日 7:10", "壬寅年夏", "published_at"),
        ("2022年7月22日 7:10", "2022-02-30", "published_at"),
        ("15,340次", "很多", "views"),
        ("信息来源：临江日报", "来源：无", "source"),
    ],
)
def test_what_a_rule_finds_and_nobody_can_read_is_a_problem(
    old: str, new: str, field: str, read: Callable[..., Extraction]
) -> None:
    found = read(PAGE.replace(old, new), RULES)
    [problem] = [problem for problem in found.problems if problem.code == f"unreadable_{field}"]
    assert problem.field == field
    assert found.url in problem.message
    assert new in problem.message
    assert found.origin(field) is not Origin.RULE


def test_an_unreadable_place_leaves_the_field_to_the_next_selector(read: Callable[..., Extraction]) -> None:
    page = PAGE.replace("2022年7月22日 7:10", "近日").replace(
        "</body>", "<i class='t2'>2022-07-21</i></body>"
    )
    found = read(page, Rules(published_at=("span.time", "i.t2"), body=("div.text",), headline=("div.t",)))
    assert found.published is not None
    assert found.published.isoformat()[:10] == "2022-07-21"


def test_a_meta_line_gives_what_no_rule_of_its_own_names(read: Callable[..., Extraction]) -> None:
    html = (
        "<h1>全省入海排污口整治现场会在临江召开</h1><div class='m'>2022-07-22 07:10:17来源：浙江省生态环境厅 关键词：<a>水环境</a><a>海洋污染</a>阅读量：15248</div>"
        "<b class='s'>临江日报</b><div class='text'><p>会议召开，部署下一阶段任务。</p></div>"
    )
    rules = Rules(headline=("h1",), meta_line=("div.none", "div.m"), body=("div.text",), source=("b.s",))
    found = read(html, rules)
    assert found.source == "临江日报"
    assert found.published is not None
    assert found.published.isoformat() == "2022-07-22T07:10:17+08:00"
    assert (found.keywords, found.views) == (("水环境", "海洋污染"), 15248)
    assert found.origin("published_at") is Origin.RULE


def test_rules_that_find_nothing_leave_the_page_to_the_other_witnesses(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    """A redesigned site: every selector of the portal is dead, the record is still there."""
    dead = Rules(
        **dict.fromkeys(
            ("headline", "published_at", "source", "body", "meta_line", "keywords"), ("div.gone",)
        )
    )
    found = read(article(), dead)
    assert found.headline == "全省入海排污口整治现场会在临江召开"
    assert found.source == "临江省生态环境厅"
    assert found.body.splitlines() == list(paragraphs)
    assert found.origin("body") is Origin.GENERIC


def test_an_empty_container_is_passed_over(read: Callable[..., Extraction]) -> None:
    html = "<h1>水环境保护会议召开</h1><p>2022-07-22</p><div class='text'> </div><div class='text'><p>会议召开，部署下一阶段任务。</p></div>"
    assert read(html, Rules(body=("div.text",))).body == "会议召开，部署下一阶段任务。"


def test_rules_of_a_portal_stand_before_those_of_its_family() -> None:
    merged = Rules(body=("#zoom",), drop=(".ad",)).over(Rules(body=("div.TRS_Editor",), headline=("h1",)))
    assert (merged.body, merged.headline, merged.drop) == (("#zoom", "div.TRS_Editor"), ("h1",), (".ad",))


def test_what_a_rule_drops_is_no_part_of_the_body(read: Callable[..., Extraction]) -> None:
    html = (
        "<h1>全省水环境保护会议在临江召开</h1><p>2022-07-22</p><div class='text'><p>会议召开，部署下一阶段任务。</p><div class='ad'><p>本站推出会员服务，欢迎广大读者朋友订阅使用。</p>"
        "<img src='ad.jpg'></div><p>会议要求，各地要压实责任。</p></div>"
    )
    found = read(html, Rules(body=("div.text",), drop=("div.ad",)))
    assert found.body == "会议召开，部署下一阶段任务。\n会议要求，各地要压实责任。"
    assert "会员" not in found.body_html
    assert found.images == ()


def test_dropping_thousands_of_elements_with_text_behind_each_costs_little_time(
    read: Callable[..., Extraction],
) -> None:
    sentence = "<span class='ad'>订阅</span>会议要求，各地要压实责任。"
    html = (
        f"<h1>全省水环境保护会议在临江召开</h1><p>2022-07-22</p><div class='text'>{sentence * 20_000}</div>"
    )
    start = process_time()
    found = read(html, Rules(body=("div.text",), drop=("span.ad",)))
    assert process_time() - start < 3
    assert found.body == "会议要求，各地要压实责任。" * 20_000
