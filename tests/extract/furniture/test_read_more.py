"""Titles of other articles between the paragraphs of a text, and the text that goes on behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extract.conftest import PARAGRAPHS

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

FIRST, *REST = PARAGRAPHS
TITLE = "大翅鲸误入渔港 救援队彻夜引导"
LINK = f"<a href='/news/20180401/1142001.html'>{TITLE}</a>"
CUT = [
    f"<p><strong>►{LINK}</strong></p>",
    f"<div class='card'><a href='/a/1.html'><div class='name'>{TITLE}</div></a></div>",
    f"<p>[{LINK}|<a href='/more'>更多文章</a>]</p>",
    f"<p>相關文章：{LINK}</p>",
    f"<div>【推荐阅读】{LINK}　<a href='/a/2.html'>五类人少下水</a></div>",
    f"<aside><p>另请阅读</p>{LINK}</aside>",
    f"<p>延伸閱讀</p><p>{LINK}</p><p><a href='/a/3.html'>河口湿地迎来今年首批候鸟</a></p>",
    f"<p>※ 更多新聞：</p><p>{LINK}</p>",
    f"<div><strong>访问：</strong><br>{LINK}</div>",
    f"<p><strong>【其他報道】</strong></p><p>{LINK}</p><p><a href='/a/3.html'>河口湿地迎来今年首批候鸟</a></p>",
    f"<div><a href='javascript:void(0)'><figure><img src='c.jpg'></figure><aside><h2>{TITLE}</h2></aside></a></div>",
    f"<p>另请阅读：{LINK}</p>",
    f"<p>相关解读：{LINK}</p>",
    "".join(f"<p><a href='/s/{n}.html'>连载{n}：渔港里的救援队是怎样练成的</a></p>" for n in "一二三四五"),
    f"<div><div><h6>{LINK}</h6><div><a href='/c'>延伸阅读</a></div></div></div>",
    f"<div><h3>你可能错过</h3><a href='/a/1'><h4>{TITLE}</h4></a></div>",
]


@pytest.mark.parametrize("line", CUT)
def test_the_title_of_another_article_between_paragraphs_is_none_of_the_text(
    line: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    text = f"<p>{FIRST}</p>{line}" + "".join(f"<p>{paragraph}</p>" for paragraph in REST)
    assert tuple(read(article(text=text)).body.splitlines()) == PARAGRAPHS


def test_a_text_goes_on_with_a_heading_behind_the_title_of_another_article(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    text = f"<p>{FIRST}</p><div>相關文章：{LINK}</div><h3>居民投诉未解决</h3>" + "".join(
        f"<p>{paragraph}</p>" for paragraph in REST
    )
    assert read(article(text=text)).body.splitlines() == [FIRST, "居民投诉未解决", *REST]


KEPT = [
    "<p>附件：<a href='/p/1.pdf'>全省入海排污口整治工作方案.pdf</a></p>",
    "<p><a href='/law/1.html'>《临江省入海排污口监督管理办法》</a></p>",
    "<p><a href='#part2'>沿海各市的重点任务与分工安排</a></p>",
    "<ul><li><a href='/law/2.html'>临江省海洋环境保护条例全文</a></li></ul>",
]


@pytest.mark.parametrize("line", KEPT)
def test_documents_and_headings_that_are_links_stay_between_paragraphs(
    line: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    text = f"<p>{FIRST}</p>{line}" + "".join(f"<p>{paragraph}</p>" for paragraph in REST)
    assert len(read(article(text=text)).body.splitlines()) == len(PARAGRAPHS) + 1


def test_titles_are_the_text_where_there_are_as_many_as_paragraphs(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    digest = "".join(
        f"<p>{paragraph}</p><p><a href='/d/{n}.html'>湾区第{n}号排污口整治全记录</a></p>"
        for n, paragraph in enumerate(PARAGRAPHS)
    )
    body = read(article(text=f"{digest}<p>{FIRST[:-1]}，共三处。</p>")).body
    assert body.count("全记录") == len(PARAGRAPHS)


def test_a_heading_and_links_behind_which_one_notice_follows_end_the_text(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    behind = f"<p>延伸閱讀</p><p>{LINK}</p><p>江帆是驻临江的记者，长期关注河流与海洋，曾获多项新闻奖。</p>"
    assert tuple(read(article(text=text + behind)).body.splitlines()) == PARAGRAPHS


def test_links_below_a_heading_with_the_first_of_them_are_none_of_the_text(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    links = f"<p>延伸阅读：{LINK}</p><p>　<a href='/a/3.html'>河口湿地迎来今年首批候鸟</a></p><p>　<a href='/a/4.html'>沿江六镇完成雨污分流</a></p>"
    heading = "<p>口门之一</p>"
    text = f"<p>{FIRST}</p>{links}{heading}" + "".join(f"<p>{paragraph}</p>" for paragraph in REST)
    assert read(article(text=text)).body.splitlines() == [FIRST, "口门之一", *REST]
