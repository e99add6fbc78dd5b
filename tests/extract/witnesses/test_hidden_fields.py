"""Fields that a page keeps in text areas off the screen."""

from __future__ import annotations

import pytest

from envnews.extract import Page, extract

PROSE = (
    "会议指出，入海排污口是陆源污染物进入海洋的最后一道闸门，要坚持一口一策，做到查得清、溯得准、治得好。" * 3
)
FIELDS = (
    "<textarea class='article-title'>临江市召开入海排污口整治现场会</textarea>"
    "<textarea class='article-time'>1658455715000</textarea>"
    "<textarea class='article-source-name'>临江时报</textarea>"
    "<textarea class='article-editor-name'>责编：何燕</textarea>"
)
OTHERS = "".join(
    f"<textarea class='item-title'>另一篇报道{n}</textarea><textarea class='item-time'>165800000000{n}</textarea>"
    f"<textarea class='item-source'>河口晚报{n}</textarea>"
    for n in range(3)
)


def page_of(fields: str) -> Page:
    html = (
        "<html><head><title>临江市召开入海排污口整治现场会</title></head><body>"
        f"<h1>临江市召开入海排污口整治现场会</h1><div class='data' style='visibility:hidden'>{fields}{OTHERS}</div>"
        f"<div class='content'><p>{PROSE}</p><p>{PROSE}</p></div></body></html>"
    )
    return Page("https://news.example.com/article/4LRtz6xC4e9", html.encode())


def test_areas_named_for_a_field_state_it() -> None:
    found = extract(page_of(FIELDS))
    assert found.published is not None
    assert found.published.isoformat() == "2022-07-22T10:08:35+08:00"
    assert (found.source, found.editor) == ("临江时报", "何燕")


@pytest.mark.parametrize(
    "fields", ["", "<textarea class='comment-author'></textarea>", "<textarea class='author'>江帆</textarea>"]
)
def test_lists_of_other_articles_and_a_single_area_state_nothing(fields: str) -> None:
    found = extract(page_of(fields))
    assert (found.published, found.source, found.author, found.editor) == (None, None, None, None)


def test_what_is_displayed_comes_before_it() -> None:
    page = page_of(FIELDS)
    shown = page.body.replace(
        b"<div class='data'", "<p>来源：河口日报 2022-07-23</p><div class='data'".encode()
    )
    found = extract(Page(page.url, shown))
    assert found.published is not None
    assert (found.source, found.published.isoformat()[:10]) == ("河口日报", "2022-07-23")
