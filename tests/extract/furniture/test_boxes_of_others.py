"""Boxes of others around a text, as templates of other hosts have them: cards of authors, teasers, promises of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from envnews.extract import Page, extract
from envnews.normalize import clean_source
from tests.extract.conftest import HEADLINE, PARAGRAPHS

if TYPE_CHECKING:
    from envnews.model import Extraction

TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
CARD = (
    "<div><img src='h.jpg'><h4>{name}</h4><p>河口日报首席记者，长期关注流域治理与城市更新，著有《一江清水》等作品。</p>"
    "<a href='/u/1'>{button}</a></div>"
)
TEASER = (
    "<div><h3><a href='/x'>南方七省夏粮收购进入尾声 总量高于去年</a></h3><p>粮食和储备部门昨日介绍，主产区各类企业累计收购小麦"
    "超过五千万吨，收购进度快于上年同期，价格总体平稳，质量好于往年。<a href='/x'>[详细]</a></p><span>{day}</span></div>"
)


def page_of(body: str, *, title: str = f"{HEADLINE}-河口网") -> Extraction:
    html = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return extract(Page("https://www.example.cn/a.html", html.encode()))


@pytest.mark.parametrize("button", ["+关注", "关注TA", "订阅", "查看更多文章>", "TA的主页"])
@pytest.mark.parametrize("where", ["before", "behind", "inside"])
def test_the_card_of_an_author_is_none_of_the_text(button: str, where: str) -> None:
    card = CARD.format(name="江小河", button=button)
    text = {
        "before": f"{card}<div>{TEXT}</div>",
        "behind": f"<div>{TEXT}</div>{card}",
        "inside": f"<div>{TEXT}{card}</div>",
    }[where]
    found = page_of(
        f"<h1>{HEADLINE}</h1><p>2022-07-22 07:10 来源：临江日报</p><div>{text}</div><div>关于我们</div>"
    )
    assert found.body.splitlines() == list(PARAGRAPHS)


def test_a_short_text_about_a_button_is_no_card() -> None:
    text = "<div><b>编者按</b><p>关注河口的人越来越多，沿岸的观鸟点上个月接待游客三千人次，主管部门提醒勿入湿地核心区。</p><b>关注</b></div>"
    found = page_of(f"<h1>{HEADLINE}</h1><p>2022-07-22 07:10 来源：临江日报</p>{text}<div>关于我们</div>")
    assert "接待游客三千人次" in found.body


def test_a_teaser_is_found_in_the_box_of_the_text_where_promises_of_the_site_stand_beside_it() -> None:
    praise = "临江排行榜是本网推出的全面专业公正的评测与打分平台，综合各位编辑与用户的看法，为读者提供资讯服务，不断优化创新，让我们一起创造快乐；它由临江口岸与行业人士共同研究，每周更新榜单，覆盖沿江十二个城市的景区、公园与场馆。"
    found = page_of(
        f"<div><h1>{HEADLINE}</h1><div>2022-07-22 07:10 来源：临江日报</div>"
        f"<div><div><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></div>{TEASER.format(day='2022-07-20')}</div>"
        f"<div>精彩推荐</div><div><p>{praise}</p><p>{praise[::-1]}</p></div></div>"
    )
    assert found.body.splitlines() == list(PARAGRAPHS[:2])


@pytest.mark.parametrize("count", [1, 3])
def test_the_day_of_a_teaser_between_headline_and_text_is_not_the_articles(count: int) -> None:
    teasers = "".join(TEASER.format(day=f"2022-05-0{number + 1}") for number in range(count))
    found = page_of(
        f"<div><p>2022-07-22 07:10</p><h1>{HEADLINE}</h1><div>{teasers}</div><div>{TEXT}</div></div>"
    )
    assert found.published is not None
    assert found.published.isoformat() == "2022-07-22T07:10:00+08:00"


@pytest.mark.parametrize(
    "before",
    [
        "<h3>合作要闻 <a href='/m'>more</a></h3>主办方介绍了会议的情况",
        "<h2>通知公告 <a href='/m'>更多&gt;&gt;</a></h2>主办方介绍了会议的情况",
        "<h2>河口育儿 &gt; 育儿要闻 &gt; 正文</h2>",
    ],
)
def test_the_heading_of_a_column_and_the_way_to_the_page_are_no_headline(before: str) -> None:
    found = page_of(
        f"<div>{before}</div><div><div>{HEADLINE}</div><div>来源：临江日报 2022-07-22</div>{TEXT}</div>",
        title="河口网",
    )
    assert found.headline == HEADLINE


def test_more_to_read_ends_the_text_and_its_first_day_is_not_the_articles() -> None:
    rows = "".join(
        f"<div><a href='/n/{number}'>沿江十二个排污口被查封 责任人受处理{number}</a></div><div>河口网 2017-10-{number + 10} 11:08</div>"
        for number in range(4)
    )
    found = page_of(f"<h1>{HEADLINE}</h1><div>{TEXT}</div><div><div>更多推荐</div>{rows}</div>")
    assert found.published is None
    assert found.body.splitlines() == list(PARAGRAPHS)


def test_source_and_editor_over_the_headline_are_read_whatever_colon_their_labels_have() -> None:
    found = page_of(
        "<div><div><p>2022-07-22 07:10:06</p><p>来源:临江日报 选稿:江小河</p></div>"
        f"<div class='name'>{HEADLINE}</div><div>{TEXT}</div></div>"
    )
    assert (found.source, found.editor, found.author) == ("临江日报", "江小河", None)


def test_the_dateline_of_a_recommended_article_names_nobody() -> None:
    rows = "".join(
        f"<li><a href='/n/{number}'><h2>{title}</h2><p>{piece}</p></a></li>"
        for number, (title, piece) in enumerate(
            (
                (
                    "南方七省夏粮收购进入尾声 总量高于去年",
                    "主产区各类企业累计收购小麦超过五千万吨，收购进度快于上年同期，价格总体平稳，质量好于往年。",
                ),
                (
                    "全国首家高速公路车主服务中心开业",
                    "河口网讯 （记者/江小河 通讯员/周小禾）12月28日，全国首家高速公路车主服务中心开业典礼在河口服务区举行。",
                ),
            )
        )
    )
    found = page_of(
        f"<h1>{HEADLINE}</h1><p>2022-07-22 07:10 来源：临江日报</p><div>{TEXT}</div><div>热门推荐</div><ul>{rows}</ul>"
    )
    assert found.author is None


def test_whom_the_first_picture_shows_has_not_written_the_text() -> None:
    picture = "<div><img src='a.jpg'><span>江小河</span></div>"
    found = page_of(
        f"<h1>{HEADLINE}</h1><p>2022-07-22 07:10 来源：临江日报</p><div>{picture}{TEXT}</div><div>关于我们</div>"
    )
    assert found.author is None


@pytest.mark.parametrize(
    ("meta", "source", "author"),
    [
        ("<span class='art_source'>http://www.example.cn</span> 2022-07-22 07:10 河口汽车", "河口汽车", None),
        ("<i>icon</i> 2022-07-22 07:10:04", None, None),
        ("2022-07-22 07:10:04 | 来源：河口日报 | 作者：江小河 原创", "河口日报", "江小河"),
    ],
)
def test_addresses_words_of_symbols_and_badges_name_nobody(
    meta: str, source: str | None, author: str | None
) -> None:
    found = page_of(
        f"<h1>{HEADLINE}</h1><div>{meta}</div><div>icon 0</div><div>{TEXT}</div>",
        title=f"{HEADLINE}_河口汽车",
    )
    assert (found.source, found.author) == (source, author)


@pytest.mark.parametrize(
    "row",
    [
        "<a href='/1'>市场价</a> | <a href='/2'>配置</a> | <a href='/3'>图库</a> | <a href='/4'>视频</a>",
        "[<a href='/1'>天秤</a>] [<a href='/2'>处女</a>] [<a href='/3'>狮子</a>] [<a href='/4'>巨蟹</a>]",
        "主題標籤：<a href='/1'>#排污口</a> <a href='/2'>#整治</a>",
        "自殺諮詢專線：0800-788995（24小時）",
        "張老師專線：1980",
        "<a href='/1'>阅读</a> ┆ <a href='/2'>评论</a> ┆ <a href='/3'>转载</a> ┆ <a href='/4'>收藏</a>",
        "微信公众号搜索《河口乐活家》关注我们",
        "本文来自@江博士养育咨询室 微博",
        "本文导航",
        "选稿:江小河",
        "文︱本刊记者 江小河",
    ],
)
def test_rows_of_links_and_numbers_for_those_in_need_are_none_of_the_text(row: str) -> None:
    found = page_of(
        f"<h1>{HEADLINE}</h1><p>2022-07-22 07:10 来源：临江日报</p>"
        f"<div><div>{row if '|' in row else ''}</div>{TEXT}<p>{'' if '|' in row else row}</p></div><div>关于我们</div>"
    )
    assert found.body.splitlines() == list(PARAGRAPHS)


def test_a_column_before_a_page_with_a_form_for_phones_leaves_it_source_and_editor() -> None:
    other = "主产区各类企业累计收购小麦超过五千万吨，收购进度快于上年同期，价格总体平稳，质量好于往年，当地农户表示满意。"
    lines = [f"在{place}，{line}" for place in ("临江", "河口", "白石") for line in PARAGRAPHS]
    text = "".join(f"<p>{line}</p>" for line in lines)
    found = page_of(
        f"<div><h4>图说新闻</h4><p>{other * 2}</p></div>"
        f"<div><div><div>临江 要闻 正文</div><div class='name'>{HEADLINE}</div>"
        f"<div><p>2022-07-22 07:10:06</p><p>来源:临江日报 选稿:江小河</p></div><div class='t'>{text}</div></div><div>上一篇</div></div>"
        f"<div><div><h1>{HEADLINE}</h1><h2>2022年07月22日 07:10 来源:临江日报</h2><div class='t'>{text}</div></div><div>上一篇</div></div>",
        title=f"{HEADLINE}-整治,排污口,近岸海域,-河口要闻-河口网",
    )
    assert (found.source, found.editor) == ("临江日报", "江小河")
    assert found.body.splitlines() == lines


def test_lines_above_headline_and_meta_line_go_where_the_box_of_another_text_stands_among_them() -> None:
    praise = (
        "临江排行榜是本网推出的全面专业公正的评测与打分平台，综合各位编辑与用户的看法，为读者提供资讯服务。"
    )
    found = page_of(
        f"<p>不再自动弹出</p><div><h4>图说新闻</h4><p>{PARAGRAPHS[2]}</p></div>"
        f"<div><a href='/'>首页</a> <a href='/n'>要闻</a></div><h1>{HEADLINE}</h1><div>2022-07-22 07:10 来源：临江日报</div>"
        f"<div><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></div><div>精彩推荐</div><div><p>{praise}</p></div>"
    )
    assert found.body.splitlines() == list(PARAGRAPHS[:2])


def test_a_day_beside_the_editor_behind_the_pager_is_that_of_publication() -> None:
    pager = "<div><a href='/p'>上一篇：沿江十二个排污口被查封</a></div>"
    found = page_of(f"<h1>{HEADLINE}</h1><div>{TEXT}</div>{pager}<div>选稿:江小河 2022-07-22</div>")
    assert found.published is not None
    assert (found.published.isoformat()[:10], found.editor) == ("2022-07-22", "江小河")


def test_a_headline_that_begins_like_a_button_is_the_headline() -> None:
    name = "评论：排污口整治为何要一口一策 可推广到全国吗"
    found = page_of(f"<h1>{name}</h1><p>2022-07-22 07:10 来源：临江日报</p><div>{TEXT}</div>", title="临江网")
    assert found.headline == name


def test_keywords_behind_a_list_of_others_are_the_articles_where_a_meta_tag_says_so_too() -> None:
    rows = "".join(f"<li><a href='/n/{n}'>沿江十二个排污口被查封 责任人受处理{n}</a></li>" for n in range(20))
    body = (
        f"<h1>{HEADLINE}</h1><p>2022-07-22 07:10 来源：临江日报</p><div>{TEXT}</div><div><h3>相关新闻</h3><ul>{rows}</ul></div>"
        "<div>关键词 : <a href='/1'>整治</a> <a href='/2'>近岸海域</a> <a href='/3'>水环境</a></div>"
    )
    head = "<meta name='keywords' content='整治,近岸海域,水环境'>"
    html = f"<html><head><title>{HEADLINE}-河口网</title>{head}</head><body>{body}</body></html>"
    assert extract(Page("https://www.example.cn/a.html", html.encode())).keywords == (
        "整治",
        "近岸海域",
        "水环境",
    )


@pytest.mark.parametrize(
    "line",
    [
        "原标题 临江整治入海排污口 一口一策见实效",
        "文章来源微信公众号：河口水网",
        "<a href='/m'>更多</a>",
        "更多",
    ],
)
def test_lines_of_the_page_before_the_first_paragraph_go(line: str) -> None:
    found = page_of(
        f"<h1>{HEADLINE}</h1><p>2022-07-22 07:10 来源：临江日报</p><div><p>{line}</p>{TEXT}</div><div>关于我们</div>"
    )
    assert found.body.splitlines() == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("meta", "source", "author"),
    [
        ("2022-07-22 来源：河口日报 <a class='author' href='/me'>关于我</a>", "河口日报", None),
    ],
)
def test_what_stands_beside_names_is_none_of_them(meta: str, source: str, author: str | None) -> None:
    found = page_of(f"<h1>{HEADLINE}</h1><div>{meta}</div><div>{TEXT}</div><div>关于我们</div>")
    assert (found.source, found.author) == (source, author)


def test_the_kind_of_a_text_is_no_part_of_its_source() -> None:
    assert clean_source("临江监管局 文章类型：原创") == "临江监管局"


@pytest.mark.parametrize(
    ("meta", "source", "author"),
    [
        ("齐鲁晚报 作者：江小河 2022-07-22 07:10", "齐鲁晚报", "江小河"),
        (
            "<span>临江网</span> <span>作者：江小河、周小禾</span> <span>2022-07-22 07:10</span>",
            "临江网",
            "江小河、周小禾",
        ),
        ("社会新闻 作者：江小河 2022-07-22 07:10", None, "江小河"),
        ("临江在线 · 江小河、周小禾 · 2022-07-22 07:10", "临江在线", "江小河、周小禾"),
        ("临江在线/江小河、周小禾 2022-07-22 07:10", "临江在线", "江小河、周小禾"),
    ],
)
def test_the_outlet_in_front_of_those_who_wrote_for_it_is_the_source(
    meta: str, source: str | None, author: str
) -> None:
    found = page_of(f"<h1>{HEADLINE}</h1><div>{meta}</div><div>{TEXT}</div><div>关于我们</div>")
    assert (found.source, found.author) == (source, author)


def test_a_linked_caption_that_opens_its_picture_heads_no_teaser() -> None:
    lead = "清水河边气味又起，居民说，封堵过的排污口上个月重新冒出黑水，监测站三次取样均超标，镇里答复说管网图纸不全，溯源还要等到下个月，沿岸两个村的人只好绕路取水。"
    caption = "<a class='box' href='/img/0722.jpg'><div class='caption'>清水河口：施工人员封堵排污口。（江帆摄）</div></a>"
    found = page_of(
        f"<div id='page'><div id='top'><h1>{HEADLINE}</h1><div><p>{lead}</p></div></div>"
        f"<div id='text'><div class='photo'>{caption}</div>{TEXT}<div class='photo'>{caption.replace('0722', '0723')}</div></div></div>"
    )
    assert [line for line in found.body.splitlines() if "摄" not in line] == [lead, *PARAGRAPHS]
