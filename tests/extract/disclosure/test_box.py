"""The box of official documents in the forms in which portals print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from envnews.extract import Rules
from envnews.extract.disclosure.box import read_disclosure
from envnews.extract.page.blocks import Outline
from envnews.extract.page.document import parse
from envnews.model import Origin, Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

TABLE = (
    "<table class='box'><tr><td>索 引 号：</td><td>000014672/2022-00231</td><td>主题分类：</td><td>水环境管理</td></tr>"
    "<tr><td>发文机关：</td><td>临江省生态环境厅</td><td>成文日期：</td><td>2022年07月20日</td></tr>"
    "<tr><td>文 号：</td><td>临环发〔2022〕18号</td><td>有效性：</td><td>有效</td></tr></table>"
)
TABLE_OF_PAIRS = (
    "<table class='box'><tr><td><b>索引号：</b>000014672/2022-00231</td><td><b>成文日期：</b>2022-07-20</td></tr>"
    "<tr><td><b>发文机关：</b>临江省生态环境厅</td><td><b>文号：</b>临环发〔2022〕18号</td></tr><tr><td><b>有效性：</b>有效</td><td></td></tr></table>"
)
LIST = (
    (
        "<ul class='box'><li><span>[索引号]</span>000014672/2022-00231</li><li><em>【发文机构】</em> 临江省生态环境厅</li>"
        "<li>发文字号：临环发〔2022〕18号</li><li>发文日期：2022/7/20</li><li>信息有效性：有效</li></ul>"
    )
    .replace("</span>", "</span>：")
    .replace("</em>", "</em>：")
)
DEFINITIONS = (
    "<dl class='box'><dt>索引号</dt><dd>000014672/2022-00231</dd><dt>公开主体</dt><dd>临江省生态环境厅</dd><dt>服务对象</dt><dd>企业</dd>"
    "<dt>发文字号</dt><dd>临环发〔2022〕18号</dd><dt>成文日期</dt><dd>2022.07.20</dd><dt>效力状态</dt><dd>有效</dd></dl>"
)
ONE_LINE = (
    "<div class='box'>索引号：000014672/2022-00231 发布机构：临江省生态环境厅 文号：临环发〔2022〕18号 "
    "成文日期：2022-07-20 有效性：有效</div>"
)
BOXES = [TABLE, TABLE.replace("：", ""), TABLE_OF_PAIRS, LIST, DEFINITIONS, ONE_LINE]


def box(html: str) -> dict[str, str]:
    return read_disclosure(Outline(parse(Page("https://example.gov.cn/", html.encode())).root).blocks)


@pytest.mark.parametrize("html", [TABLE, TABLE_OF_PAIRS, LIST, DEFINITIONS, ONE_LINE])
@pytest.mark.parametrize("ruled", [False, True])
def test_the_box_is_read_in_every_form(
    html: str, ruled: bool, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    rules = Rules(disclosure=(".box",)) if ruled else None
    found = read(article(above=html), rules)
    assert found.index_number == "000014672/2022-00231"
    assert found.document_number == "临环发〔2022〕18号"
    assert found.issuing_agency == "临江省生态环境厅"
    assert found.issued_on == "2022-07-20"
    assert found.valid == "有效"
    assert found.origin("index_number") is (Origin.RULE if ruled else Origin.DISCLOSURE)
    assert "索引号" not in found.body


def test_the_date_of_the_document_is_not_the_date_of_publication(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article("发布时间：2022-07-22 来源：临江省生态环境厅", above=TABLE))
    assert found.published is not None
    assert (found.published.isoformat()[:10], found.issued_on) == ("2022-07-22", "2022-07-20")
    silent = read(article("", above=TABLE))
    assert (silent.published, silent.issued_on) == (None, "2022-07-20")


def test_the_box_may_state_the_publication(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    with_date = DEFINITIONS.replace("</dl>", "<dt>发布日期</dt><dd>2022-07-21</dd></dl>")
    found = read(article("", above=with_date))
    assert found.published is not None
    assert found.published.isoformat()[:10] == "2022-07-21"


@pytest.mark.parametrize(
    "html",
    [
        "<p>来源：临江日报</p>",
        "<p>名称：关于印发方案的通知</p><p>发布日期：2022-07-22</p>",
        "<p>文号：</p>",
        "<p>文号：无</p><p>索引号：--</p>",
        "<p>请在标题中注明文号，以便查询：谢谢。</p>",
        "",
    ],
)
def test_a_page_without_number_and_date_of_a_document_has_no_box(html: str) -> None:
    assert box(html) == {}


def test_an_empty_value_is_none_and_takes_no_other_ones_place() -> None:
    found = box(
        "<dl><dt>索引号</dt><dd></dd><dt>文号</dt><dd>临环发〔2022〕18号</dd><dt>有效性</dt><dd>-</dd></dl>"
    )
    assert found == {"document_number": "临环发〔2022〕18号"}


def test_the_buttons_behind_an_empty_value_are_none() -> None:
    buttons = "<div><span>【打印】</span> <span>【字体：<i>大</i> <i>中</i> <i>小</i>】</span></div>"
    found = box(f"<dl><dt>文号</dt><dd>临环发〔2022〕18号</dd><dt>主题词：</dt><dd></dd></dl>{buttons}")
    assert found == {"document_number": "临环发〔2022〕18号"}


def test_an_unreadable_date_of_the_document_is_a_problem(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(above=TABLE.replace("2022年07月20日", "二〇二二年盛夏")))
    assert found.issued_on is None
    [problem] = [problem for problem in found.problems if problem.field == "issued_on"]
    assert problem.code == "unreadable_date"
    assert found.url in problem.message
    assert "二〇二二年盛夏" in problem.message


def test_chinese_numerals_are_a_date(article: Callable[..., str], read: Callable[..., Extraction]) -> None:
    assert (
        read(article(above=TABLE.replace("2022年07月20日", "二〇二二年七月二十日"))).issued_on == "2022-07-20"
    )


def test_labels_and_values_in_one_line_need_no_colon() -> None:
    rows = (
        ("索引号", "115303/2022-00218"),
        ("公开日期", "2022-07-22"),
        ("信息来源", "土壤处"),
        ("关键词", "水环境"),
    )
    found = box("".join(f"<div><span>{label}</span><span>{value}</span></div>" for label, value in rows))
    assert (found["index_number"], found["published_at"]) == ("115303/2022-00218", "2022-07-22")
    assert (found["source"], found["keywords"]) == ("土壤处", "水环境")


def test_source_and_keywords_of_the_box_are_those_of_the_page_where_no_line_states_any(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    stated = "<dt>信息来源</dt><dd>土壤处</dd><dt>关键词</dt><dd>水环境,土壤</dd></dl>"
    found = read(article("", above=DEFINITIONS.replace("</dl>", stated)))
    assert (found.source, found.keywords) == ("土壤处", ("水环境", "土壤"))
    assert read(article("来源：临江日报", above=DEFINITIONS.replace("</dl>", stated))).source == "临江日报"


COLUMNS = ("索取号", "发布时间", "发布机构", "文件编号", "备注")
VALUES = ("000014672/2022-00231", "", "临江省生态环境厅", "临环发〔2022〕18号", "")
DAYS = ("000014672/2022-00231", "2022-07-21", "临江省生态环境厅", "临环发〔2022〕18号", "全文公开")


def cells(texts: tuple[str, ...], tag: str = "td") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)


def in_columns(values: tuple[str, ...]) -> tuple[str, ...]:
    labels, below = cells(COLUMNS), cells(values)
    return (
        f"<table><tr>{labels}</tr><tr>{below}</tr></table>",
        f"<table><tr>{cells(COLUMNS, 'th')}</tr><tr>{below}</tr></table>",
        f"<table><thead><tr>{cells(COLUMNS, 'th')}</tr></thead><tbody><tr>{below}</tr></tbody></table>",
        f"<table><tr>{labels.replace('<td>', '<td><p><b>').replace('</td>', '：</b></p></td>')}</tr><tr>{below}</tr></table>",
        f"<ul>{cells(COLUMNS, 'li')}</ul><ul>{cells(values, 'li')}</ul>",
        f"<div><div>{cells(COLUMNS, 'span')}</div></div>".replace("span", "div")
        .replace("<div><div><div>", "<div class='box'><div><div>")
        .replace("</div></div></div>", f"</div></div><div>{cells(values, 'div')}</div></div>"),
    )


@pytest.mark.parametrize("html", [*in_columns(VALUES), *in_columns(DAYS)])
@pytest.mark.parametrize("inside", [True, False])
def test_the_box_whose_labels_stand_in_a_row_above_the_values_is_read(
    html: str,
    inside: bool,
    article: Callable[..., str],
    read: Callable[..., Extraction],
    paragraphs: tuple[str, ...],
) -> None:
    text = "".join(f"<p>{line}</p>" for line in paragraphs)
    found = read(article("", text=html + text) if inside else article("", above=html, text=text))
    assert (found.index_number, found.document_number) == ("000014672/2022-00231", "临环发〔2022〕18号")
    assert found.issuing_agency == "临江省生态环境厅"
    assert (found.published and found.published.isoformat()[:10]) == (
        "2022-07-21" if "2022-07-21" in html else None
    )
    assert found.body.splitlines() == list(paragraphs)


@pytest.mark.parametrize("html", BOXES)
def test_the_box_inside_the_element_of_the_text_is_none_of_it(
    html: str, article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    found = read(article(text=html + "".join(f"<p>{line}</p>" for line in paragraphs)))
    assert found.body.splitlines() == list(paragraphs)
    assert (found.index_number, found.issued_on) == ("000014672/2022-00231", "2022-07-20")
    assert (found.document_number, found.valid) == ("临环发〔2022〕18号", "有效")


def test_what_a_box_says_of_the_content_may_be_a_sentence(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    summary = f"<tr><td>内容概述：</td><td colspan='3'>{paragraphs[0]}</td></tr></table>"
    text = TABLE.replace("</table>", summary) + "".join(f"<p>{line}</p>" for line in paragraphs[1:])
    assert read(article(text=text)).body.splitlines() == list(paragraphs[1:])


def test_a_table_of_documents_is_the_text_and_no_box(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    rows = "".join(
        f"<tr>{cells((name, number, day))}</tr>"
        for name, number, day in (
            ("名称", "文号", "发布日期"),
            ("入海排污口整治方案", "临环发〔2022〕18号", "2022-07-20"),
            ("入海排污口排查细则", "临环发〔2022〕19号", "2022-07-21"),
        )
    )
    found = read(article(text=f"<table>{rows}</table><p>{paragraphs[0]}</p><p>{paragraphs[1]}</p>"))
    assert found.body.splitlines()[:2] == [
        "名称\t文号\t发布日期",
        "入海排污口整治方案\t临环发〔2022〕18号\t2022-07-20",
    ]
    assert found.document_number is None


@pytest.mark.parametrize("html", BOXES)
@pytest.mark.parametrize("inside", [True, False])
def test_a_day_without_label_above_a_box_is_that_of_publication(
    html: str,
    inside: bool,
    article: Callable[..., str],
    read: Callable[..., Extraction],
    paragraphs: tuple[str, ...],
) -> None:
    text = "".join(f"<p>{line}</p>" for line in paragraphs)
    page = (
        article("2022-07-22", text=html + text)
        if inside
        else article(f"2022-07-22</div>{html}<div>", text=text)
    )
    found = read(page)
    assert found.published is not None
    assert (found.published.isoformat()[:10], found.issued_on, found.source) == (
        "2022-07-22",
        "2022-07-20",
        None,
    )


def test_what_a_line_of_a_box_says_of_the_article_is_heard(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    line = ONE_LINE.replace("</div>", " 发布时间：2022-07-21 来源：临江日报 浏览次数：33</div>")
    found = read(article(line))
    assert (found.source, found.views, found.index_number) == ("临江日报", 33, "000014672/2022-00231")


def test_the_labels_behind_an_empty_label_of_keywords_are_none(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    rows = (
        ("公开日期", "2022-07-20"),
        ("关键词", ""),
        ("语种", "中文"),
        ("信息格式", "html"),
        ("内容概述", ""),
        ("相关信息", ""),
    )
    box = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in rows)
    assert read(article(f"<table>{box}</table>")).keywords == ()


def test_a_source_that_is_the_headline_is_what_the_template_filled_in(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    name = "临江省排污口管理办法"
    head = f"<meta name='ArticleTitle' content='{name}'><meta name='ContentSource' content='{name}'>"
    assert read(article("", headline=name, head=head)).source is None
