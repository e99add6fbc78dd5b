"""Award notices of the procurement platforms: tables between lines that share one cell or element, hardly a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

NAME = "临江县生态环境局监测船采购项目中标公告"
ABOVE = ("一、项目编号：", "LJZC2022-0718", "二、项目名称：", "监测船采购项目", "三、中标（成交）信息")
SUPPLIERS = (
    ("供应商名称", "供应商地址", "供应商组织机构代码"),
    ("临江船舶有限公司", "临江市河口区清水路6号", "91000000MA0F2U000M"),
    ("河口环保科技有限公司", "临江市临港工业园龙泉路", "91000000MA091Y000B"),
)
BETWEEN = ("四、主要标的信息",)
GOODS = (
    ("货物名称", "品牌", "规格型号", "数量", "单价", "中标金额"),
    ("水质监测船", "清水", "QS-12", "2", "480000.00", "960000"),
    ("采样船", "清水", "QS-7", "1", "210000.00", "210000"),
)
BELOW = (
    "五、评审专家名单：",
    "江帆 何燕 朱智翔",
    "六、公告期限",
    "自本公告发布之日起1个工作日。",
    "七、凡对本次公告内容提出询问，请按以下方式联系。",
    "采购人：临江县生态环境局",
    "联系方式：0571-12369",
)


def table(rows: tuple[tuple[str, ...], ...]) -> str:
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<div class='wenben'><table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table></div>"


def rows_of(rows: tuple[tuple[str, ...], ...]) -> list[str]:
    return ["\t".join(row) for row in rows]


def by_breaks(lines: tuple[str, ...]) -> str:
    return "".join(f"<span>{line}</span><br>" for line in lines)


def bare(lines: tuple[str, ...]) -> str:
    return "".join(f"{line}<br>" for line in lines)


def by_paragraphs(lines: tuple[str, ...]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


PARTS = {
    "text first and last": (ABOVE, SUPPLIERS, BETWEEN, GOODS, BELOW),
    "tables first": (SUPPLIERS, BETWEEN, GOODS, BELOW),
    "tables last": (ABOVE, BELOW, SUPPLIERS, BETWEEN, GOODS),
    "one table": (ABOVE, SUPPLIERS, BELOW),
    "three tables": (ABOVE, SUPPLIERS, BETWEEN, GOODS, ("附表",), GOODS, BELOW),
}


@pytest.mark.parametrize("parts", PARTS.values(), ids=PARTS)
@pytest.mark.parametrize("lines", [by_breaks, bare, by_paragraphs])
@pytest.mark.parametrize(
    "around",
    [
        "<td><span class='txt7'>{}</span></td>",
        "<td>{}</td>",
        "<td><div class='content'>{}</div></td>",
        "<td><font>{}</font></td>",
    ],
)
def test_the_whole_notice_is_the_text_in_its_order(
    parts: tuple[tuple[object, ...], ...],
    lines: Callable[[tuple[str, ...]], str],
    around: str,
    read: Callable[..., Extraction],
) -> None:
    text, wanted = "", []
    for part in parts:
        text += table(part) if isinstance(part[0], tuple) else lines(part)
        wanted += rows_of(part) if isinstance(part[0], tuple) else part
    page = (
        f"<html><head><title>{NAME}-临江政府采购网</title></head><body><table><tr><td>您当前位置： <a href='/'>临江县</a>&gt;<a href='/c/'>中标公告</a></td></tr>"
        f"<tr><td><span>{NAME}</span></td></tr><tr><td class='txt7'>发布时间：<span>2022-07-22</span></td></tr>"
        f"<tr>{around.format(text)}</tr><tr><td><input type='button' value='关闭窗口'></td></tr></table>"
        "<table><tr><td><a href='/about'>关于我们</a> | <a href='/map'>网站地图</a></td></tr><tr><td>主办单位：临江县财政局</td></tr></table></body></html>"
    )
    found = read(page)
    assert found.headline == NAME
    assert found.body.splitlines() == wanted


def test_the_days_of_a_summary_in_a_table_begin_no_text_in_its_middle(
    read: Callable[..., Extraction],
) -> None:
    rows = (
        ("采购项目名称", "监测船采购项目"),
        ("采购单位", "临江县生态环境局"),
        ("公告时间", "2022年07月22日 17:35"),
        ("本项目招标公告日期", "2022年06月26日"),
        ("成交日期", "2022年07月19日"),
        ("谈判小组、询价小组成员名单", "江帆、何燕、朱智翔"),
        ("总成交金额", "￥117.000000 万元（人民币）"),
    )
    text = by_paragraphs(
        (*ABOVE[:4], "三、成交信息：河口环保科技有限公司，临江市临港工业园龙泉路，成交金额117万元。")
    )
    page = (
        f"<html><head><title>{NAME}</title></head><body><div class='main'><h2>{NAME}</h2><p>2022年07月22日 17:35 来源：<span>【打印】</span></p>"
        f"<p>公告概要：</p>{table((('公告信息：',), *rows))}{text}</div></body></html>"
    )
    found = read(page)
    assert set(rows_of(rows)) <= set(found.body.splitlines())
    assert found.published is not None
    assert found.published.isoformat() == "2022-07-22T17:35:00+08:00"
