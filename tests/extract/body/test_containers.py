"""The whole of the element that a publishing system keeps for a text is read, not the part of it that weighs most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extract.conftest import HEADLINE, PARAGRAPHS

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

OTHERS = (
    "昨日，河口灯会落下帷幕，六十三天里共接待游客一百四十万人次，门票收入的三成用于沿岸湿地的修复，账目年底公布。",
    "今年的主灯用了四万个回收的玻璃瓶，它们来自沿江六镇的回收站，灯会结束后将送回厂里重新熔炼，不留下一件垃圾。",
    "据了解，明年的灯会将移到青龙湾举办，届时渡口会加开夜航，沿线各站也将延长末班车的时间，详情另行通知市民。",
)
VERSE = (
    "2011年11月3日",
    "临江湾的第一个口门",
    "装上了在线监测仪",
    "标志着全省的入海口",
    "从此有了账本",
    "岸上的人看得见水",
)


def account(name: str) -> str:
    """Return a page of an account: two paragraphs in frames of their own, and lines of verse beside a film."""
    framed = "".join(f"<section><section><p>{line}</p></section></section>" for line in PARAGRAPHS[:2])
    verse = "".join(f"<p>{line}</p>" for line in VERSE)
    return (
        f"<html><head><title>{HEADLINE}</title></head><body><div><h1>{HEADLINE}</h1><div><a>临江观察</a></div>"
        f"<div {name}><section><section>{framed}</section></section><section><p>↓点击观看视频↓</p></section>{verse}</div>"
        "<div><p>微信扫一扫关注该公众号</p></div></div></body></html>"
    )


@pytest.mark.parametrize("name", ["id='js_content'", "class='TRS_Editor'", "class='rich zoom'"])
def test_lines_beside_the_paragraphs_are_of_the_text(name: str, read: Callable[..., Extraction]) -> None:
    found = read(account(name))
    lines = found.body.splitlines()
    assert [line for line in (*PARAGRAPHS[:2], *VERSE) if line not in lines] == []
    assert "微信扫一扫关注该公众号" not in lines
    assert found.published is None, "a day of which the verse tells is not that of publication"


def test_a_heading_of_a_part_of_the_text_does_not_end_it(read: Callable[..., Extraction]) -> None:
    parts = "".join(
        f"<section><section><p>{heading}</p></section><section>{lines}</section></section>"
        for heading, lines in (
            ("导语新闻", "".join(f"<p>● {line}</p>" for line in PARAGRAPHS)),
            ("热点资讯", "".join(f"<p>● {line}</p>" for line in OTHERS)),
        )
    )
    page = (
        f"<html><head><title>{HEADLINE}</title></head><body><h1>{HEADLINE}</h1><div>2022-07-22</div>"
        f"<div id='js_content'>{parts}<section><p>欢迎分享到朋友圈~</p></section></div></body></html>"
    )
    assert read(page).body.splitlines()[-4:] == ["热点资讯", *(f"● {line}" for line in OTHERS)]


def test_a_heading_above_linked_sentences_ends_it(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    teasers = "".join(f"<p><a href='/n/{n}'>{line}</a></p>" for n, line in enumerate(OTHERS))
    text = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    found = read(article(text=f"{text}<p>热点资讯</p>{teasers}"))
    assert found.body.splitlines() == list(PARAGRAPHS)


@pytest.mark.parametrize("heading", ["相关阅读", "推荐阅读"])
def test_cards_below_a_heading_of_what_else_to_read_are_none_of_the_text(
    heading: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    cards = "".join(f"<div onclick='go({n})'><p>{line}</p></div>" for n, line in enumerate(OTHERS))
    text = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    found = read(article(text=f"{text}<h3>{heading}</h3>{cards}"))
    assert found.body.splitlines() == list(PARAGRAPHS)
