from __future__ import annotations

from dataclasses import replace

import pytest

from envnews.extract import Page, extract
from envnews.extract.links.next_parts import next_part
from envnews.extract.links.parts import join_parts

FOLDER = "https://www.example.com/news/2022/"


def page(name: str, *links: tuple[str, str], charset: str = "utf-8") -> Page:
    pager = "".join(f'<a href="{href}">{label}</a> ' for href, label in links)
    html = f"<h1>入海排污口整治</h1><p>入海排污口是最后一道闸门，要坚持一口一策。</p><div>{pager}</div>"
    return Page(FOLDER + name, html.encode(charset))


@pytest.mark.parametrize(
    ("name", "links", "expected"),
    [
        ("983207.shtml", [("983207-2.shtml", "2"), ("983207-3.shtml", "3")], "983207-2.shtml"),
        ("983207-2.shtml", [("983207.shtml", "1"), ("983207-3.shtml", "3")], "983207-3.shtml"),
        ("983207-3.shtml", [("983207.shtml", "1"), ("983207-2.shtml", "2")], None),
        ("c12.html", [("c12_2.html", "下一页")], "c12_2.html"),
        ("c12.html", [("c12_2.html", "[2]"), ("c12_2.html", "下一页"), ("c12_9.html", "尾页")], "c12_2.html"),
        # Counted from 0.
        ("t20220722_97.htm", [("t20220722_97_1.htm", "2"), ("t20220722_97_2.htm", "3")], "t20220722_97_1.htm"),
        ("t20220722_97_1.htm", [("t20220722_97.htm", "1"), ("t20220722_97_2.htm", "3")], "t20220722_97_2.htm"),
        # The first page has an address with a number, too.
        ("55.html", [("55_1.html", "1"), ("55_2.html", "2")], "55_2.html"),
        ("show.asp?id=3", [("show.asp?id=3&page=2", "下一页")], "show.asp?id=3&page=2"),
        ("show.asp?id=3&page=2", [("show.asp?id=3", "1"), ("show.asp?page=3&id=3", "3")], "show.asp?page=3&id=3"),
        ("c983207.html", [("c983207.html?page=2", "[下一页]")], "c983207.html?page=2"),
        ("c983207.html?page=2", [("c983207.html", "1"), ("c983207.html?page=3", "3")], "c983207.html?page=3"),
        ("c12.html", [("c12_2.html", "第2页：整治现场")], "c12_2.html"),
        ("c12.html", [("c12_2.html", "<img src='next.gif' alt='下一页'>")], "c12_2.html"),
        ("c12.html", [("c12_all.html", "余下全文")], "c12_all.html"),
        ("c12.html", [("c12_2.html", "下一页"), ("c12_all.html", "全文阅读")], "c12_2.html"),
    ],
)  # fmt: skip
def test_an_article_goes_on_in_pages_called_like_its_first(
    name: str, links: list[tuple[str, str]], expected: str | None
) -> None:
    assert next_part(page(name, *links)) == (FOLDER + expected if expected else None)
    assert next_part(page(name, *links, charset="gbk")) == (FOLDER + expected if expected else None)


@pytest.mark.parametrize(
    ("name", "call", "expected"),
    [
        ("t20220722_97.htm", 'createPageHTML(3, 0, "t20220722_97", "htm");', "t20220722_97_1.htm"),
        ("t20220722_97_1.htm", 'createPageHTML(3, 1, "t20220722_97", "htm");', "t20220722_97_2.htm"),
        ("t20220722_97_2.htm", 'createPageHTML(3, 2, "t20220722_97", "htm");', None),
        ("t20220722_97.htm", 'createPageHTML(1, 0, "t20220722_97", "htm");', None),
        ("983207.shtml", "createPageHTML('page_div', 2, 1, '983207', 'shtml', 2);", "983207_2.shtml"),
        # A list at the side has a bar of its own.
        ("t20220722_97.htm", 'createPageHTML(3, 0, "index", "htm");', None),
        ("index.htm", 'createPageHTML(3, 0, "index", "htm");', None),
    ],
)
def test_an_article_goes_on_where_the_call_of_a_script_says(
    name: str, call: str, expected: str | None
) -> None:
    first = page(name)
    assert next_part(replace(first, body=first.body + f"<script>{call}</script>".encode())) == (
        FOLDER + expected if expected else None
    )


@pytest.mark.parametrize(
    ("name", "links"),
    [
        ("983207.shtml", [("983208.shtml", "下一页"), ("983206.shtml", "上一页")]),
        ("article_12.html", [("article_13.html", "下一页"), ("article_13.html", "2")]),
        ("983207.shtml", [("983207_2.jpg", "2")]),
        ("983207.shtml", [("https://other.example.com/news/2022/983207_2.shtml", "2")]),
        ("983207.shtml", [("983207_2.shtml", "沿海各地推进入海排污口整治")]),
        ("show.asp?id=3", [("show.asp?id=4&page=2", "下一页")]),
        ("show.asp?id=3", [("list.asp?page=2", "2")]),
        ("index.html", [("index.html?page=2", "下一页")]),
    ],
)
def test_other_articles_and_lists_are_no_pages_of_this_one(name: str, links: list[tuple[str, str]]) -> None:
    assert next_part(page(name, *links)) is None


def test_pages_read_already_are_not_asked_for_again() -> None:
    last = page("c12_2.html", ("c12.html", "1"), ("c12_all.html", "全文阅读"))
    assert next_part(last, frozenset({FOLDER + "c12.html", FOLDER + "c12_all.html"})) is None


def test_the_page_with_the_whole_text_stands_for_the_pages_before_it() -> None:
    first = replace(extract(page("c12.html")), body="一是治水。", body_html="<p>一是治水。</p>")
    whole = replace(first, body="一是治水。\n二是治气。", body_html="<p>一是治水。</p><p>二是治气。</p>")
    assert join_parts([first, whole]).body == whole.body
    second = replace(first, body="二是治气。")
    assert join_parts([first, second]).body == whole.body
