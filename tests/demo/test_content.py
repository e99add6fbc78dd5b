"""The articles' data: markup, corrections of the second day, reprints."""

from __future__ import annotations

import pytest

from envnews.demo.content import _corrected, load
from envnews.demo.markup import Block, Dialect, Kind, parse, render
from envnews.demo.templates import fill, menu, template

DIALECT = Dialect(
    paragraph="<p>{text}</p>",
    heading="<h4>{text}</h4>",
    signature="<i>{text}</i>",
    picture='<img src="{src}">',
    caption="<b>{text}</b>",
    attachment='<a href="{src}">{text}</a>',
    credit="",
    table="<table>{text}</table>",
    row="<tr>{text}</tr>",
    cell="<td>{text}</td>",
)


def test_each_line_of_markup_is_a_block_and_rows_make_a_table() -> None:
    blocks = parse(
        "正文\n## 小标题\n=> 落款\n-- 本报记者\n![图](a.jpg)\n@@ b.pdf | 附件\n| 甲 | 乙 |\n| 1 | 2 |\n完"
    )
    assert [block.kind for block in blocks] == [
        Kind.PARAGRAPH,
        Kind.HEADING,
        Kind.SIGNATURE,
        Kind.BYLINE,
        Kind.PICTURE,
        Kind.ATTACHMENT,
        Kind.TABLE,
        Kind.PARAGRAPH,
    ]
    assert blocks[4] == Block(Kind.PICTURE, "图", name="a.jpg")
    assert blocks[5] == Block(Kind.ATTACHMENT, "附件", name="b.pdf")
    assert blocks[6].rows == (("甲", "乙"), ("1", "2"))


def test_blocks_are_written_in_the_dialect_and_escaped() -> None:
    html = render(parse("甲<乙\n![](a.jpg)\n| 1 | 2 |"), DIALECT, lambda block: f"/{block.name}?a=1&b=2")
    assert (
        html
        == '<p>甲&lt;乙</p>\n<img src="/a.jpg?a=1&amp;b=2">\n<table><tr><td>1</td><td>2</td></tr></table>'
    )


def test_a_correction_without_its_sentence_is_an_error() -> None:
    with pytest.raises(ValueError, match="article 7: the correction of '错' has nothing to correct"):
        _corrected("正文", [["错", "对"]], "7")


def test_a_field_without_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill("www.h2o-china.com/list", title="水网")


def test_a_menu_is_written_with_its_subordinate_lines() -> None:
    provinces = menu("common/departments")
    assert len(provinces) == 32
    news = next(item for item in menu("www.mee.gov.cn/menu") if item.text == "要闻动态")
    assert [item.href for item in news.items][:2] == ["/ywdt/szyw/", "/ywdt/hjywnews/"]
    header = template("www.mee.gov.cn/header")
    assert '<dd><a href="/ywdt/szyw/" target="_parent">时政要闻</a></dd>' in header
    assert "{{each" not in header


def test_views_grow_on_the_second_day() -> None:
    first, second = (
        {article.id: article.views or 0 for article in load("hbzhan", edition).pages} for edition in (1, 2)
    )
    assert first["151511"] == 15248
    assert all(second[number] > views for number, views in first.items())
