"""Where texts end: not at the link to a series behind a lead, but before the next article of a page that goes on as one scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING, SupportsIndex, overload

import pytest
from lxml import html

from envnews.extract import Page, extract
from envnews.extract.body.endings import end_of_text
from envnews.extract.page.blocks import Outline
from tests.extract.conftest import PARAGRAPHS

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.extract.page.blocks import Block
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
        "<div class='article_-dislike'>不喜欢</div><h1>女孩一笑走红后 父母为何拒绝签约</h1><div><a href='/u/8'>听风影馆</a></div>"
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


class Counted(list["Block"]):
    """Lines that count how often one of them is looked at."""

    looked = 0

    @overload
    def __getitem__(self, place: SupportsIndex) -> Block: ...
    @overload
    def __getitem__(self, place: slice) -> list[Block]: ...
    def __getitem__(self, place: SupportsIndex | slice) -> Block | list[Block]:
        found = super().__getitem__(place)
        self.looked += len(found) if isinstance(found, list) else 1
        return found


@pytest.mark.parametrize(
    "link", ["相关新闻", "往期回顾", "相关阅读：多地发布高温橙色预警 专家提醒", "最新文章", "猜你喜欢"]
)
@pytest.mark.parametrize("apart", [True, False])
def test_many_linked_headings_of_others_are_looked_through_in_time_that_grows_with_the_page(
    link: str, apart: bool
) -> None:
    def looks(times: int) -> int:
        heading, behind = f"<p><a href='/s/'>{link}</a></p>", f"<h3>通报</h3><p>{PARAGRAPHS[1]}</p>"
        others = (heading + behind) * times if apart else heading * times + behind * times
        lines = Counted(Outline(html.fromstring(f"<div><p>{PARAGRAPHS[0]}</p>{others}</div>")).blocks)
        end_of_text(lines, 0, len(lines), frozenset())
        return lines.looked

    assert looks(2000) < 2.5 * looks(1000)


@pytest.mark.parametrize(
    "data",
    [
        "<p>地点：临江污水处理厂</p><p>名额：40人</p><p>主办：市局</p><p>时间：2022-07-25 09:00</p>",
        "<p><a href='/map'>地点：临江污水处理厂</a></p><p>名额：40人</p><p>时间：2022-07-25 09:00</p>",
        "<p>来信人：江某</p><p>类别：投诉</p><p>来信时间：2022-07-20 09:12</p>",
        "<p>临江演播室</p><p>何燕</p><p>2022-07-21 10:00</p>",
    ],
)
def test_a_heading_with_the_data_of_an_event_or_a_letter_below_it_is_of_the_text(
    data: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    parts = "".join(f"<h2>第{n}场</h2>{data}<p>{line}</p>" for n, line in enumerate(OTHER))
    body = read(article(text=TEXT + parts)).body
    assert all(line in body for line in (*PARAGRAPHS, *OTHER))


@pytest.mark.parametrize("word", ["相关新闻", "延伸阅读", "猜你喜欢", "最新文章", "推荐阅读"])
def test_a_short_notice_ends_at_the_link_to_other_news(
    word: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    notice = "7月21日，临江区完成入海排污口排查，共查出排污口三十二个。"
    others = "".join(f"<p><b>女孩一笑走红{n}</b></p><p>{line}</p>" for n, line in enumerate(OTHER))
    page = article(text=f"<p>{notice}</p><p><a href='/news/'>{word}</a></p>{others}")
    assert read(page).body == notice


def test_the_link_to_a_series_behind_several_paragraphs_ends_a_text(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    lead, *rest = (line[:30] + "。" for line in PARAGRAPHS)
    others = "".join(f"<p>{line}</p>" for line in OTHER)
    text = "".join(f"<p>{line}</p>" for line in (lead, *rest))
    page = article(text=f"{text}<p><a href='/s/'>往期回顾</a></p><h3>女孩一笑走红</h3>{others}")
    assert read(page).body.splitlines() == [lead, *rest]


NEWS = (
    "<ul>"
    + "".join(f"<li><a href='/n/{n}'>多地发布高温橙色预警 专家提醒注意防暑{n}</a></li>" for n in range(12))
    + "</ul>"
)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("", f"<p>{OTHER[0]}</p>{NEWS}"),
        (f"{NEWS}<p>{OTHER[0]}</p>", ""),
        ("", f"<p>女孩一笑走红</p><p>{OTHER[0]}</p><p>{OTHER[1]}</p><p>更多</p>{NEWS}"),
        (f"<p>今日导读</p>{NEWS}<p>{OTHER[0]}</p><p>{OTHER[1]}</p>", ""),
    ],
)
def test_a_teaser_beside_a_list_across_an_advertisement_is_no_half_of_a_text(
    above: str, below: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    advertisement = "<div><a href='/ad'><img src='ad.gif'></a></div>"
    parts = [f"<div>{part}</div>" for part in (above, TEXT, below) if part]
    page = article(text="@").replace("<div class='content'>@</div>", advertisement.join(parts))
    assert read(page).body.splitlines() == list(PARAGRAPHS)


def test_an_essay_may_come_back_to_its_first_lines_at_its_end(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    lines = [*paragraphs, paragraphs[0], paragraphs[1], "那么，清水在哪里呢？", "在每一个人的手里。"]
    assert read(article(text="".join(f"<p>{line}</p>" for line in lines))).body.splitlines() == lines


def test_where_readers_may_follow_who_reports_is_none_of_the_text(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    about = "江帆(Jiang Fan)是《临江时报》驻京记者，欢迎在Twitter上关注他：@jiangfan。"
    text = "".join(f"<p>{line}</p>" for line in (*paragraphs, about))
    assert read(article(text=text)).body.splitlines() == list(paragraphs)


PROSE = "会议指出，入海排污口是陆源污染物进入海洋的最后一道闸门，要坚持一口一策，做到查得清、溯得准、治得好。"


def test_one_linked_title_below_a_heading_before_the_text_does_not_end_it() -> None:
    found = extract(
        Page(
            "https://www.example.com.tw/a/1",
            (
                "<html><head><title>到底誰在排污 - 臨江時報</title></head><body><h1>到底誰在排污</h1><div class='text'>"
                f"<p>{PROSE}（圖擷自臉書）</p><span class='time'>2022/01/09 20:59</span><h4>相關新聞請見：</h4>"
                f"<p><a href='/b'>河口排污口首度曝光 引發熱議</a></p><p>{PROSE}</p><p>{PROSE}</p></div></body></html>"
            ).encode(),
        )
    )
    assert found.body.count("一口一策") == 3
    assert "相關新聞" not in found.body
    assert "首度曝光" not in found.body


def test_an_editor_in_brackets_ends_a_text_before_longer_ones_elsewhere() -> None:
    teasers = "".join(
        f"<li><strong><a href='/{n}'>河口区第{n}次会议</a></strong>{PROSE}{n}</li>" for n in range(4)
    )
    found = extract(
        Page(
            "https://www.example.com/a/1.html",
            (
                "<html><head><title>临江市召开现场会--临江网</title></head><body><h1>临江市召开现场会</h1><div>2022-07-22 来源：临江网</div>"
                f"<div class='left'><div class='box'><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><div>(责编：江帆、何燕)</div></div><h2>本网专稿</h2><ul>{teasers}</ul></div></body></html>"
            ).encode(),
        )
    )
    assert found.body.splitlines() == list(PARAGRAPHS[:2])
    assert found.editor == "江帆、何燕"
