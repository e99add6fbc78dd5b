"""The whole of the element that a publishing system keeps for a text is read, not the part of it that weighs most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extract.conftest import HEADLINE, PARAGRAPHS

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

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
