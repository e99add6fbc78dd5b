"""A text that only a script shows is read: the page has no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extract.conftest import HEADLINE, PARAGRAPHS, body

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction


def page(hidden: str) -> str:
    return (
        f"<html><head><title>{HEADLINE}</title></head><body><h1>{HEADLINE}</h1><div>临江网 2022-07-22 08:55</div>"
        f"<div><span>正在加载</span></div>{hidden}</body></html>"
    )


def test_a_hidden_element_named_as_text_is_shown(read: Callable[..., Extraction]) -> None:
    found = read(page(f"<div class='text_area' id='text_area' style='display:none;'>{body()}</div>"))
    assert found.body.splitlines() == list(PARAGRAPHS)


def test_a_hidden_box_of_another_name_is_not(read: Callable[..., Extraction]) -> None:
    assert read(page(f"<div class='popup' style='display:none;'>{body()}</div>")).body == ""


def test_beside_a_text_nothing_hidden_is_shown(read: Callable[..., Extraction]) -> None:
    hidden = "<div class='text' style='display:none;'><p>本网站使用者须知：注册时请如实填写姓名与地址，并妥善保管登录口令。</p></div>"
    assert read(page(f"<div class='content'>{body()}</div>{hidden}")).body.splitlines() == list(PARAGRAPHS)


@pytest.mark.parametrize("name", ["modal-content", "login-text", "text-tip", "pop_content", "bodyMask"])
def test_a_hidden_box_that_opens_over_the_page_is_none_of_it(
    name: str, read: Callable[..., Extraction]
) -> None:
    assert read(page(f"<div class='{name}' style='display:none;'>{body()}</div>")).body == ""


def test_of_hidden_elements_the_one_with_the_headline_is_the_article(
    read: Callable[..., Extraction],
) -> None:
    terms = (
        "<p>用户在使用本服务前应当仔细阅读本协议的全部条款，一经使用即视为同意，包括今后对本协议的修改。</p>"
    )
    hidden = (
        f"<div class='pc' style='display:none;'><h1>{HEADLINE}</h1>{body()}</div>"
        f"<div class='terms-content' style='display:none;'>{terms * 9}</div>"
    )
    found = read(f"<html><head><title>{HEADLINE}</title></head><body>{hidden}</body></html>")
    assert found.body.splitlines() == list(PARAGRAPHS)
