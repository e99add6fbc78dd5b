"""Texts of a few words below headline and meta line: a sentence, a table, captions, names."""

from __future__ import annotations

import pytest

from envnews.extract import Page, extract
from envnews.model import PageKind

HEADLINE = "临江市生态环境局转正名单公示"
MENU = "".join(f"<li><a href='/{n}/'>栏目名称{n}</a></li>" for n in range(40))
META = "<div>发布时间：2022-07-22 来源：临江市生态环境局 浏览：12</div>"
FOOT = "<div class='foot'><p>版权所有 临江市生态环境局</p><p>临ICP备05000000号</p></div>"


def read(text: str, *, meta: str = META) -> tuple[PageKind, str]:
    html = (
        f"<html><head><title>{HEADLINE}-临江网</title></head><body><ul>{MENU}</ul><h1>{HEADLINE}</h1>{meta}"
        f"<div>【字号：<a>大</a> <a>中</a>】 <a>打印</a></div><div class='nr'>{text}</div><p>上一篇：<a href='/1'>执法检查通报</a></p>{FOOT}</body></html>"
    )
    found = extract(Page("https://www.example.gov.cn/a/1.html", html.encode()))
    return found.kind, found.body


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("<p>负责排污许可工作。</p>", "负责排污许可工作。"),
        ("<p>第一支部</p><p>江帆 何燕 周宁 李敏 王倩</p><p>第二支部</p><p>陈思 刘洋</p>", "第一支部\n江帆 何燕 周宁 李敏 王倩\n第二支部\n陈思 刘洋"),
        ("<table><tr><td>断面</td><td>水质</td></tr><tr><td>白石桥</td><td>三类</td></tr><tr><td>青龙湾入海口</td><td>二类</td></tr><tr><td>河口大闸上游</td><td>二类</td></tr></table>", "断面\t水质\n白石桥\t三类\n青龙湾入海口\t二类\n河口大闸上游\t二类"),
    ],
)  # fmt: skip
def test_what_stands_below_headline_and_meta_line_is_the_text(text: str, body: str) -> None:
    assert read(text) == (PageKind.ARTICLE, body)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<p>加载中</p>",
        f"<p>{HEADLINE}</p>",
        "<p>每页 20 记录 总共 2 记录</p>",
        "<p>下载</p>",
    ],
)
def test_nothing_but_the_page_s_own_words_is_no_text(text: str) -> None:
    assert read(text)[1] == ""


def test_without_a_day_or_behind_the_rows_of_a_list_nothing_is() -> None:
    assert read("<p>负责排污许可工作。</p>", meta="")[1] == ""
    rows = "".join(
        f"<li><a href='/a/{n}.html'>第{n}次排污许可会议通报情况</a> 2022-07-{n}</li>" for n in range(11, 16)
    )
    assert (
        read("<p>页码 1/1 共 5 条</p><p>联系方式</p><p>同砚路38号水楼405室</p>", meta=f"<ul>{rows}</ul>")[1]
        == ""
    )
