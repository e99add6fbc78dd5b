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
