"""The main list of a page that nobody declared."""

from __future__ import annotations

from datetime import datetime
from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envnews.extract import Page
from envnews.extract.links.list_page import extract_links
from envnews.model import CHINA_TIME, ListEntry

if TYPE_CHECKING:
    from collections.abc import Sequence

URL = "https://sthjt.example.gov.cn/xwzx/"
BASE = datetime(2022, 7, 25, tzinfo=CHINA_TIME)
TITLES = [f"临江省召开第{number}次水污染防治会议部署工作" for number in "一二三四五六七八九十"]
MENU = (
    "<div class='nav'><ul>"
    + "".join(f"<li><a href='/{n}/'>栏目{n}名称</a></li>" for n in range(12))
    + "</ul></div>"
)
HOT = (
    "<div class='hot'><h3>热点</h3><ul>"
    + "".join(f"<li><a href='/hot/{n}.html'>热点新闻第{n}条标题</a></li>" for n in range(5))
    + "</ul></div>"
)


def links(html: str) -> Sequence[ListEntry]:
    page = f"<html><body>{MENU}{html}{HOT}<div class='foot'><a href='/about.html'>关于我们的网站介绍</a></div></body></html>"
    return extract_links(Page(URL, page.encode(), {}, BASE))


def rows(form: str) -> str:
    return "".join(form.format(n=n, title=title, short=title[:8]) for n, title in enumerate(TITLES, 10))


@pytest.mark.parametrize(
    ("before", "form", "after"),
    [
        ("<ul class='list'>", "<li><a href='./202207/t{n}.html'>{title}</a><span>2022-07-{n}</span></li>", "</ul>"),
        ("<ul class='list'>", "<li><span>[2022-07-{n}]</span><a href='./202207/t{n}.html' title='{title}'>{short}…</a></li>", "</ul>"),
        ("<ul class='list'>", "<li><a href='./202207/t{n}.html' title='{title}'>{short}...</a><i>07-{n}</i></li>", "</ul>"),
        ("<table>", "<tr><td>·</td><td><a href='./202207/t{n}.html'>{title}</a></td><td>2022-07-{n}</td></tr>", "</table>"),
        ("<div class='list'>", "<span><p>2022-07-{n}<img src='i.png'></p><a href='./202207/t{n}.html'>{title}</a></span>", "</div>"),
        ("<ul class='list'>", "<li><h2><a href='./202207/t{n}.html'>{title}</a></h2><a href='./202207/t{n}.html'><img></a><div>2022-07-{n} 12:58:45</div></li>", "</ul>"),
        ("<div class='list'>", "<article><div><span><i>7月</i><i>{n}</i><i>2022</i></span></div><h2><a href='./202207/t{n}.html'>{title}</a></h2></article>", "</div>"),
        ("<ul class='list'>", "<li><a href='./202207/t{n}.html'><span>新闻</span><span>{title}</span><span>2022-07-{n}</span></a></li>", "</ul>"),
        ("<ul class='list'>", "<li><a href='./202207/t{n}.html'>{title}<span>【阅读全文】</span></a><i>2022-07-{n}</i></li>", "</ul>"),
        ("<ul class='list'>", "<li><a href='./202207/t{n}.html'><div><em>2022-07-{n} 18:59</em></div><h3>{title}</h3><span></span></a></li>", "</ul>"),
        ("<ul class='list'>", "<li><a href='./202207/t{n}.html'><p>{title}</p><span class='date'>[ 2022-07-{n} ]</span></a></li>", "</ul>"),
        ("<div class='list'>", "<div><a title='{title}' href='./202207/t{n}.html'><span class='type_title'>政务信息</span> {title}</a><p>2022-07-{n}</p></div>", "</div>"),
        ("<div class='list'>", "<div><a href='./202207/t{n}.html'><span class='zt'>专题</span>{title}</a><p>2022-07-{n}</p></div>", "</div>"),
        ("<table>", "<tr><td><a href='./202207/t{n}.html' title='{title}'>{title}</a></td><td>22-07-{n}<br></td></tr>", "</table>"),
        ("<div class='list'>", "<a href='./202207/t{n}.html'><img src='{n}.jpg'><h3>{title}(2022-07-{n})</h3><p>{title}</p></a>", "</div>"),
        ("<div class='list'>", "<ul><li><a href='./202207/t{n}.html'>{title}</a></li><li>文件于2020年3月1日施行。</li><li>发布时间：2022-07-{n} 11:46:01</li></ul>", "</div>"),
        ("<div class='list'>", "<dl><dt><a href='./202207/t{n}.html'>{title}</a></dt><dd>2022/7/{n}</dd></dl>", "</div>"),
        ("<div class='list'>", "<div class='item item{n}'><a href='./202207/t{n}.html'><h3>{title}</h3></a><p>2022年7月{n}日</p></div>", "</div>"),
    ],
)  # fmt: skip
def test_rows_in_every_form(before: str, form: str, after: str) -> None:
    found = links(before + rows(form) + after)
    assert [entry.title for entry in found] == TITLES
    assert found[0].url == URL + "202207/t10.html"
    assert [entry.published.isoformat()[:10] if entry.published else None for entry in found] == [
        f"2022-07-{n}" for n in range(10, 20)
    ]


def test_a_picture_and_a_headline_of_the_same_article_are_one_row() -> None:
    form = "<li><a href='./t{n}.html'><img src='x.jpg' alt=''></a><a href='./t{n}.html'>{title}</a><span>2022-07-{n}</span></li>"
    assert [entry.title for entry in links(f"<ul>{rows(form)}</ul>")] == TITLES


def test_counts_of_comments_beside_dates_are_no_list() -> None:
    form = (
        "<div class='item'><div class='title'><a href='./t{n}.html'>{title}</a></div><div class='info'><span>07-{n} 07:18</span>"
        "<div class='join'><a href='/comments/{n}.html'>{n} 条跟贴</a></div></div></div>"
    )
    assert [entry.title for entry in links(f"<div>{rows(form)}</div>")] == TITLES


def test_a_list_without_dates_is_a_list() -> None:
    found = links("<ul class='list'>" + rows("<li><a href='./t{n}.html'>{title}</a></li>") + "</ul>")
    assert [entry.title for entry in found] == TITLES
    assert all(entry.published is None for entry in found)


@pytest.mark.parametrize(
    "html", [b"", b"<html></html>", b"<a href='javascript:void(0)'>a</a>", b"\xff\xfe\x00", b"<a>" * 3000]
)
def test_a_page_without_links_has_none(html: bytes) -> None:
    assert extract_links(Page(URL, html)) == ()


@given(
    st.lists(
        st.sampled_from(
            [
                MENU,
                HOT,
                "<ul>",
                "</li>",
                "<a href='x.html'>",
                "<a href='http://['>一二三四五六七</a>",
                "2022-07-22",
                "</div>",
                "文字",
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_any_page_is_read_the_same_way_twice(html: str) -> None:
    page = Page(URL, html.encode(), {}, BASE)
    found = extract_links(page)
    assert found == extract_links(page)
    assert len({entry.url for entry in found}) == len(found)
    assert all(entry.url.startswith(("http://", "https://")) and entry.title for entry in found)


def test_scripts_between_thousands_of_links_cost_little_time() -> None:
    row = (
        "<li><a href='/hot/1.html'>水质</a> 2022-07-22</li><script>var n = {n};</script>"
        "<a href='/{n}.html'>临江省召开第{n}次水污染防治会议</a>"
    )
    start = process_time()
    found = links(f"<div>{''.join(row.format(n=n) for n in range(8_000))}</div>")
    assert process_time() - start < 3
    assert len(found) == 8_000


def titles(html: str) -> list[str]:
    return [entry.title for entry in links(html)]


def list_of(*lines: str, tag: str = "ul", names: str = "list") -> str:
    return f"<{tag} class='{names}'>" + "".join(lines) + f"</{tag}>"


@pytest.mark.parametrize(
    ("usual", "other"),
    [("item", "item big"), ("listNews", "listNewsLast"), ("card single", "card multi")],
)
def test_rows_of_another_kind_are_of_the_same_list(usual: str, other: str) -> None:
    kinds = [usual] * 7 + [other] * 3
    found = [
        f"<div class='{kind}'><h3><a href='/a/{n}.html'>{TITLES[n]}</a></h3></div>"
        for n, kind in enumerate(kinds)
    ]
    assert titles(list_of(*found, tag="div")) == TITLES


def test_a_side_column_is_not_the_list_though_it_is_longer() -> None:
    popular = [
        f"<li><a href='/b/{n}.html'>过去一年里大家读得最多的文章之{n}号作品</a></li>" for n in range(30)
    ]
    found = [f"<li><h2><a href='/a/{n}.html'>{TITLES[n]}</a></h2></li>" for n in range(10)]
    side = f"<aside class='widget widget_views'>{list_of(*popular)}</aside>"
    assert titles(f"<main>{list_of(*found)}</main>{side}") == TITLES


def test_the_months_of_an_archive_are_no_titles() -> None:
    months = [
        f"<li><a href='/20{year}/{month}/'>20{year}年{month}月</a></li>"
        for year in range(10, 24)
        for month in range(1, 9)
    ]
    found = [f"<li><a href='/a/{n}.html'>{TITLES[n]}</a></li>" for n in range(4)]
    assert titles(list_of(*found, names="posts") + list_of(*months, names="archive")) == TITLES[:4]


def test_words_that_every_row_repeats_are_no_titles() -> None:
    found = [
        f"<li><a href='/a/{n}.html'>{TITLES[n]}</a> <a href='/en/{n}.html'>English</a></li>"
        for n in range(10)
    ]
    assert titles(list_of(*found)) == TITLES


def test_columns_among_articles_are_none() -> None:
    found = [f"<li><a href='/a/{n}.html'>{TITLES[n]}</a></li>" for n in range(10)]
    column = "<li><a href='/special/9513/index.html'>全省文化素质教育二十周年专题</a></li>"
    assert titles(list_of(*found, column)) == TITLES
    only = [f"<li><a href='/special/{n}/'>{TITLES[n]}</a></li>" for n in range(10)]
    assert titles(list_of(*only)) == TITLES


def test_titles_may_stand_beside_links_that_say_nothing() -> None:
    row = "<div class='row'><a href='/a/{0}.html'><img src='{0}.jpg'></a><h3>{1}</h3><p>摘要说的是别的事。</p><a href='/a/{0}.html'>→</a></div>"
    found = "".join(row.format(n, TITLES[n]) for n in range(10))
    page = (
        f"<html><body>{found}<p><a href='https://beian.example.cn/'>鲁ICP备07502856号</a></p></body></html>"
    )
    assert [entry.title for entry in extract_links(Page(URL, page.encode(), {}, BASE))] == TITLES


def test_a_link_may_hold_a_title_and_what_sums_the_article_up() -> None:
    row = "<li><a href='/a/{0}.html'><span class='name'>{1}</span><span class='comment'>会议通报了上半年的进度，交流了各地的做法，并部署了下一步的工作。</span></a></li>"
    assert titles(list_of(*(row.format(n, TITLES[n]) for n in range(10)))) == TITLES


def test_bullets_and_days_inside_a_link_are_none_of_its_title() -> None:
    row = "<li><a href='/a/{0}.html'>·<span>2022-07-{0:02}</span> {1}</a></li>"
    found = links(list_of(*(row.format(n + 1, TITLES[n]) for n in range(10))))
    assert [entry.title for entry in found] == TITLES
    assert [entry.published.at.day for entry in found if entry.published] == list(range(1, 11))


def test_old_tables_print_the_day_in_the_row_behind_the_title() -> None:
    row = (
        "<tr><td>{0}、<a href='/a/{0}.html'>{1}</a></td></tr>"
        "<tr><td>现行有效 / 2022.07.{0:02}发布 <a href='javascript:void(0)'>展开</a></td></tr>"
    )
    found = links(list_of(*(row.format(n + 1, TITLES[n]) for n in range(10)), tag="table"))
    assert [entry.published.at.day for entry in found if entry.published] == list(range(1, 11))


def test_a_day_behind_the_last_row_alone_is_the_pages() -> None:
    rows = "".join(f"<p><a href='/a/{n}.html'>{title}</a></p>" for n, title in enumerate(TITLES))
    assert not any(entry.published for entry in links(f"<div>{rows}<p>2022年7月22日 星期五</p></div>"))


def test_a_row_that_holds_the_lead_of_its_article_declares_its_day() -> None:
    row = (
        "<article><h2><a href='/a/{0}.html'>{1}</a></h2><div><time datetime='2022-07-{0:02}T08:00:00+08:00'>"
        "七月</time> <a href='/by/1'>江帆</a></div><p>{2}</p></article>"
    )
    lead = "会议通报了2021年5月3日以来的进度，交流了各地的做法，并部署了下一步的工作。" * 20
    found = links("".join(row.format(n + 1, TITLES[n], lead) for n in range(10)))
    assert [entry.published.at.day for entry in found if entry.published] == list(range(1, 11))


def test_a_forum_declares_the_year_of_the_days_it_shows_and_links_who_wrote() -> None:
    row = (
        "<tr><td><a class='tit' href='/u/{0}/blog/56{0}.html'>{1}</a></td><td><a href='/u/{0}/blog/'>治水者老江第{0}</a></td>"
        "<td title='2021-07-23 19:02:06'>07-23 19:02</td><td title='2021-07-{0:02} 15:22:41'>07-{0:02} 15:22</td></tr>"
    )
    found = links(list_of(*(row.format(n + 1, TITLES[n]) for n in range(10)), tag="table"))
    assert [entry.title for entry in found] == TITLES
    days = [entry.published.at for entry in found if entry.published]
    assert [(day.year, day.day) for day in days] == [(2021, n) for n in range(1, 11)]


def test_the_office_beside_each_title_is_no_article() -> None:
    row = (
        "<div class='li'><a class='font14' href='/a/{0}.html'>{1}</a>"
        "<a class='column' href='/of?id={0}'>临江省第{0}处办公室</a><span>2022-07-{0:02}</span></div>"
    )
    assert titles(list_of(*(row.format(n + 1, TITLES[n]) for n in range(10)), tag="div")) == TITLES


def test_the_column_that_a_blog_links_below_each_title_is_no_article() -> None:
    row = (
        "<div class='post'><h2><a href='/?p={0}'>{1}</a></h2>"
        "<p><a href='/?cat={0}' title='查看{1}中的全部文章'>{1}</a> 2022-07-{0:02}</p></div>"
    )
    assert titles("".join(row.format(n + 1, title) for n, title in enumerate(TITLES))) == TITLES


def test_what_a_link_says_to_those_who_hear_the_page_is_none_of_its_title() -> None:
    menu = "".join(
        f"<li><a href='/m/{n}' title='前往 中心概况之{n}号'>中心概况之{n}号</a></li>" for n in range(40)
    )
    row = (
        "<div class='news'><a href='/a/{0}.html' title='Go to {1}'><div class='pic'><img src='/{0}.jpg' alt=''></div>"
        "<div><h3>{1}</h3><div>2022/7/{0}</div>会议通报了上半年的进度，交流了各地的做法，并部署了下一步的工作。</div></a></div>"
    )
    page = f"<nav class='menu'><ul>{menu}</ul></nav>" + "".join(
        row.format(n + 1, TITLES[n]) for n in range(6)
    )
    found = links(page)
    assert [entry.title for entry in found] == TITLES[:6]
    assert [entry.published.at.day for entry in found if entry.published] == list(range(1, 7))


def test_a_row_of_few_words_is_an_entry_by_its_day() -> None:
    form = "<li><a href='./t{n}.html'>{title}</a><span>2022-07-{n}</span></li>"
    notice = "<li><a href='./t9.html'>公 示</a><span>2022-07-09</span></li>"
    found = links(f"<ul class='list'>{rows(form)}{notice}<li><a href='./more/'>更多</a></li></ul>")
    assert [entry.title for entry in found] == [*TITLES, "公 示"]


def test_few_words_beside_a_title_are_no_entry() -> None:
    words = ["快讯", "要闻", "水质", "大气", "土壤", "固废", "法规", "督察", "人事", "公示"]
    form = "<li><a href='/k/{n}/'>{word}</a><a href='./t{n}.html'>{title}</a><span>2022-07-{n}</span></li>"
    entries = "".join(
        form.format(n=n, title=title, word=word)
        for n, (title, word) in enumerate(zip(TITLES, words, strict=True), 10)
    )
    assert [entry.title for entry in links(f"<ul class='list'>{entries}</ul>")] == TITLES


def test_pagers_and_buttons_beside_the_clock_of_the_page_are_no_entries() -> None:
    form = "<p><a href='./t{n}.html'>{title}</a> 2022-07-{n}</p>"
    around = "<p><a href='/{0}'>{0}</a> 今天是2022-07-25</p>"
    found = links(
        f"<div class='list'>{around.format('首页')}{rows(form)}{around.format('下一页')}{around.format('登录')}</div>"
    )
    assert [entry.title for entry in found] == TITLES


@pytest.mark.parametrize("title", ["空气质量日报", "水质周报"])
@pytest.mark.parametrize("form", ["{}(2022-07-{:02})", "{}（2022-07-{:02}）"])
def test_reports_that_a_day_alone_tells_apart_are_entries(title: str, form: str) -> None:
    reports = "".join(f"<li><a href='/r{n}.html'>{form.format(title, n)}</a></li>" for n in range(1, 13))
    found = links(f"<ul class='list'>{reports}</ul>")
    assert [entry.published.isoformat()[8:10] for entry in found if entry.published] == [
        f"{n:02}" for n in range(1, 13)
    ]


@pytest.mark.parametrize("further", ["附件：报告全文下载第{n}号", "政策解读之排污口整治第{n}讲"])
def test_a_row_may_link_what_explains_its_article(further: str) -> None:
    form = (
        "<li><a href='./t{n}.html'>{title}</a> <a href='./f{n}.html'>"
        + further
        + "</a><span>2022-07-{n}</span></li>"
    )
    found = links(f"<ul class='list'>{rows(form)}</ul>")
    days = {entry.title: entry.published for entry in found}
    assert all(days[title] is not None for title in TITLES)


def test_a_word_of_a_title_that_is_marked_stays_in_it() -> None:
    form = "<li><a href='./t{n}.html'><span class='mark'>临江省</span>{rest}</a><i>2022-07-{n}</i></li>"
    entries = "".join(form.format(n=n, rest=title[3:]) for n, title in enumerate(TITLES, 10))
    assert [entry.title for entry in links(f"<ul class='list'>{entries}</ul>")] == TITLES


def test_rows_each_of_a_class_of_its_own_are_read_in_time() -> None:
    entries = "".join(
        f"<div class='row{''.join(chr(97 + int(d)) for d in str(n))}'><a href='./t{n}.html'>临江省召开第{n}次水污染防治会议</a></div>"
        for n in range(3000)
    )
    start = process_time()
    links(f"<div class='list'>{entries}</div>")
    assert process_time() - start < 5


def test_a_day_beside_many_links_is_that_of_none() -> None:
    form = "<a href='./t{n}.html'>{title}</a><br>"
    found = links(f"<div class='list'>2022-07-25<br>{rows(form)}</div>")
    assert [(entry.title, entry.published) for entry in found] == [(title, None) for title in TITLES]


def test_an_address_that_ends_like_a_columns_is_an_articles_where_its_row_has_a_day() -> None:
    form = "<li><a href='./t{n}.html'>{title}</a><span>2022-07-{n}</span></li>"
    topic = "<li><a href='https://topic.example.com/2022/0709/'>入海排污口整治系列报道</a><span>2022-07-09</span></li>"
    found = links(f"<ul class='list'>{rows(form)}{topic}</ul>")
    assert [entry.title for entry in found] == [*TITLES, "入海排污口整治系列报道"]


def test_films_on_another_site_are_not_the_list() -> None:
    form = "<h2><a href='./t{n}.html'>{title}</a></h2><p>2022-07-{n}</p>"
    films = "".join(
        f"<h4><a href='https://www.films.example.com/embed/{n}'>河长说第{n}集：一江清水向东流，我们一起守护家乡的母亲河（上）</a></h4>"
        for n in range(16)
    )
    found = links(f"<div class='news'>{rows(form)}</div><div class='films'>{films}</div>")
    assert [entry.title for entry in found] == TITLES


def test_the_column_beside_a_repeated_title_is_no_entry_of_few_words() -> None:
    form = "<li><span>2022-07-{n}</span><a href='/kx/'>快讯</a><a href='./t{n}.html'>{title}</a></li>"
    again = f"<li><span>2022-07-19</span><a href='/zl/'>专栏</a><a href='./t19.html'>{TITLES[-1]}</a></li>"
    assert [entry.title for entry in links(f"<ul class='list'>{rows(form)}{again}</ul>")] == TITLES


def test_a_button_that_leads_to_an_article_of_the_list_gives_it_no_second_entry() -> None:
    form = "<li><a href='./t{n}.html'>{title}</a><span>2022-07-{n}</span></li>"
    again = "<li><a href='./t19.html'>全文</a><span>2022-07-19</span></li>"
    assert [entry.title for entry in links(f"<ul class='list'>{rows(form)}{again}</ul>")] == TITLES


@pytest.mark.parametrize(
    "before", ["<span class='zt'>沿海各市入海排污口整治</span>", "近日<span class='zt'>专题</span>"]
)
def test_a_long_beginning_or_words_before_it_are_no_kind_of_page(before: str) -> None:
    form = "<li><a href='./t{n}.html'>" + before + "{title}</a><i>2022-07-{n}</i></li>"
    shown = before.replace("<span class='zt'>", "").replace("</span>", "")
    found = links(f"<ul class='list'>{rows(form)}</ul>")
    assert [entry.title for entry in found] == [shown + title for title in TITLES]


def test_the_beginning_of_a_text_that_is_linked_by_another_address_is_not_its_title() -> None:
    lead = "会议通报了上半年的排查进度，交流了溯源和分类整治的做法，并部署下一步的重点任务，要求沿海各市在十月底前完成重点口门的整治，建立长效管护的机制，向社会公开清单，接受监督"
    form = (
        "<article><h2><a href='./t{n}.html'>{title}</a></h2><p><a href='./x{n}.html'>"
        + lead
        + "{n}</a></p><i>2022-07-{n}</i></article>"
    )
    assert [entry.title for entry in links(f"<div class='list'>{rows(form)}</div>")] == TITLES
