"""Where texts end: not at the link to a series behind a lead, but before the next article of a page that goes on as one scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extract.conftest import PARAGRAPHS

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

TEXT = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
OTHER = (
    "2021年3月，一段来自固原的七岁女孩的视频在网络上走红，全国网友的目光都被她的微笑吸引住了。",
    "有公司提出愿意与女孩签约，父母坚决拒绝，他们说，孩子还小，最要紧的事是把书读好。",
    "当天下午，支教老师站在教学楼前，目送学生们离开，随手用手机拍下了这个瞬间。",
    "镇上的小学后来得到了资助，新的操场去年秋天建成，孩子们终于可以在雨后踢球了。",
)


def test_a_text_goes_on_behind_the_link_to_a_series_that_follows_its_lead(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    lead, *rest = PARAGRAPHS
    link = "<p><a href='/s/'>[往期精彩内容回顾]</a></p>"
    text = f"<p>{lead[:30]}会议召开。</p>{link}<h3>会议通报</h3>" + "".join(
        f"<p>{line}</p>" for line in (*rest, *OTHER)
    )
    body = read(article(text=text)).body
    assert body.startswith(lead[:30])
    assert all(line in body for line in (*rest, *OTHER))


def test_a_text_ends_before_the_next_article_of_the_page_whose_account_stands_above_its_time(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    following = (
        "<div>不喜欢</div><h1>女孩一笑走红后 父母为何拒绝签约</h1><div><a href='/u/8'>听风影馆</a></div>"
        "<div>关注</div><div>2024-11-06 10:04</div><div>来自宁夏</div>"
    )
    page = article(text=TEXT + following + "".join(f"<p>{line}</p>" for line in OTHER))
    assert read(page).body.splitlines() == list(PARAGRAPHS)


def test_a_text_ends_where_a_page_says_what_others_read(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    teaser = "<li><h3><a href='/o'>退将赴活动遭砍退休俸 她提案修法删除</a></h3><p>退役屡屡传出赴活动，引发外界关注，相关提案昨日送交委员会审查。</p></li>"
    page = article(text=f"{TEXT}<div><h2>其他人也在看</h2><ul>{teaser * 6}</ul></div>")
    assert read(page).body.splitlines() == list(PARAGRAPHS)


@pytest.mark.parametrize("first", [True, False])
def test_a_list_at_the_far_end_of_a_half_parts_no_text(
    first: bool, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    lines = [f"<p>{line}</p>" for line in (*PARAGRAPHS, *OTHER)]
    news = (
        "<div><ul>"
        + "".join(
            f"<li><a href='/n/{n}'>多地发布高温橙色预警 专家提醒注意防暑{n}</a></li>" for n in range(12)
        )
        + "</ul></div>"
    )
    halves = ["".join(lines[:3]), "".join(lines[3:])]
    halves = [news + halves[0], halves[1]] if first else [halves[0], halves[1] + news]
    advertisement = "<div><a href='/ad'><img src='ad.gif'></a><p>广告</p></div>"
    page = article(text="@").replace(
        "<div class='content'>@</div>", advertisement.join(f"<div>{half}</div>" for half in halves)
    )
    assert read(page).body.splitlines() == [*PARAGRAPHS, *OTHER]


def test_comments_are_known_by_who_posted_each_when(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    comments = "".join(
        f"<div><a href='/u'>小毛er</a> 发表评论于 2024-07-0{n} 08:50:54</div><p>{OTHER[n]}</p>"
        for n in range(1, 4)
    )
    assert read(article(text=TEXT + comments)).body.splitlines() == list(PARAGRAPHS)


def test_a_site_that_asks_for_gifts_does_so_behind_the_text(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    asked = "<p>我們堅持為所有人免費提供內容，因為我們深知，閱讀新聞的機會，不應有任何門檻。</p>"
    assert read(article(text=TEXT + asked)).body.splitlines() == list(PARAGRAPHS)
