"""Texts of which an editor has put the larger half into a nameless element, beside its tables and other lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

ROWS = (("县区", "口门", "整治期限", "责任单位"), *((f"临江{n}区", f"清水河{n}号", "十月底前", f"{n}区水务局") for n in range(1, 13)))  # fmt: skip
TABLE = (
    "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in ROWS) + "</table>"
)
LINES = ["\t".join(row) for row in ROWS]
SHORT = ("各区排查时间安排如下，请于规定日期前报送进度：", "临江市各区口门一览")

TEXT = (
    "7月21日，全省入海排污口整治现场会在临江召开，会议通报了上半年排查进度，交流了溯源和分类整治的做法。",
    "会议指出，入海排污口是陆源污染进入海洋的最后一道闸门，要坚持一口一策，做到查得清、溯得准、治得好。",
    "会议要求，沿海各市要在十月底前完成重点口门整治，建立长效管护机制，并向社会公开整治清单和责任人。",
    "为此，当地投入资金1.2亿元，新建污水处理站14座，改造老旧管网63公里，惠及沿岸7个乡镇、11万居民。",
    "截至目前，第一批整治任务已完成八成，第二批任务的方案正在公开征求意见。",
)


def set_in(tag: str, lines: tuple[str, ...]) -> str:
    return "".join(f"<{tag}>{line}</{tag}>" for line in lines)


@pytest.mark.parametrize("wrapper", ["<div style='clear: both'>{}</div>", "<section>{}</section>", "<div class='WordSection1'>{}</div>"])  # fmt: skip
@pytest.mark.parametrize("tag", ["p", "div"])
@pytest.mark.parametrize("before", [True, False])
def test_a_table_and_lines_beside_the_nameless_element_of_a_text_are_of_it(
    wrapper: str,
    tag: str,
    before: bool,
    article: Callable[..., str],
    read: Callable[..., Extraction],
) -> None:
    half = wrapper.format(set_in("p", TEXT))
    beside = set_in(tag, SHORT) + TABLE
    found = read(article(text=beside + half if before else half + beside))
    own = [*SHORT, *LINES]
    assert found.body.splitlines() == ([*own, *TEXT] if before else [*TEXT, *own])


def test_loose_lines_above_the_table_are_of_the_text(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article(
        text=f"<div>{SHORT[0]}<br><strong>{SHORT[1]}</strong>{TABLE}<div>{set_in('p', TEXT)}</div></div>"
    )
    assert read(page).body.splitlines() == [*SHORT, *LINES, *TEXT]


def test_sections_of_a_word_processor_are_one_text(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    first = "".join(f"<p class='MsoNormal'>{line}</p>" for line in TEXT)
    second = f"<p class='MsoNormal'>附件2：</p><p class='MsoNormal'>口门清单</p>{TABLE}"
    found = read(
        article(text=f"<div class='WordSection1'>{first}</div><div class='WordSection2'>{second}</div>")
    )
    assert found.body.splitlines() == [*TEXT, "附件2：", "口门清单", *LINES]


@pytest.mark.parametrize(
    "other",
    [
        f"<div class='tools'>联系客服</div>{TABLE}",
        f"<p><a href='/n/1.html'>全市召开河长制工作推进会议</a></p>{TABLE}",
        f"<p>相关新闻</p>{TABLE}",
        "<p>打印本页</p><table><tr><td>一</td></tr></table>",
        TABLE.replace("<td>临江1区", "<td><a href='/1.html'>临江1区的排查名单与口门位置</a>"),
    ],
)
def test_what_a_template_prints_beside_the_element_of_a_text_is_none_of_it(
    other: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    half = f"<div>{set_in('p', TEXT)}</div>"
    assert read(article(text=half + other)).body.splitlines() == list(TEXT)
