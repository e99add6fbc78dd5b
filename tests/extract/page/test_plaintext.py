from __future__ import annotations

import pytest

from envnews.extract import Page
from envnews.extract.page.document import parse
from envnews.extract.page.plaintext import page_of_text


def lines(text: str, charset: str = "utf-8") -> list[str]:
    page = page_of_text(Page("https://m.example.com/1.html", text.encode(charset)))
    return [element.text or "" for element in parse(page).root.iter("p")]


def test_every_line_is_a_paragraph_and_empty_ones_are_none() -> None:
    assert lines("标题\r\n\r\n　　第一段\n \n第二段") == ["标题", "第一段", "第二段"]


def test_markup_in_a_text_is_text() -> None:
    assert lines("浓度 < 3 & 稳定\n<script>alert(1)</script>") == [
        "浓度 < 3 & 稳定",
        "<script>alert(1)</script>",
    ]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("2022/7/22 7:10:17\n15340", "阅读量：15340"),
        ("2022年7月22日\n3", "阅读量：3"),
        ("临江日报\n15340", "15340"),
        ("2022/7/22\n15340次", "15340次"),
        ("2022/7/22\n1234567890", "1234567890"),
    ],
)
def test_a_bare_number_under_the_time_is_the_view_count(text: str, second: str) -> None:
    assert lines(text)[1] == second


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_charset_is_decided_as_for_any_page(charset: str) -> None:
    assert lines("全省水环境会议召开\n会议部署了工作任务", charset) == [
        "全省水环境会议召开",
        "会议部署了工作任务",
    ]
