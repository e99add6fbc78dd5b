"""Hostile pages: bounded before they are parsed, read in a moment, and never cut without a word."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from envnews.extract.page.bounds import MAX_TAGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

HEAD = "<html><head><title>水环境会议召开</title></head><body><h1>水环境会议召开</h1><p>2022-07-22 07:10 来源：省厅</p>"
TEXT = "各沿海市要在六月底前完成岸线排查，做到应查尽查、有口皆查，并建立动态管理台账。"
SECONDS = 2.0


@pytest.mark.parametrize(
    ("rest", "code"),
    [
        ("<div>" * 200_000 + TEXT, "depth_cut"),
        ("<span>" * 200_000 + TEXT, "depth_cut"),
        ("<table><tr><td>" * 66_000 + TEXT, "depth_cut"),
        ("<p " + " ".join(f"a{number}=1" for number in range(1_000_000)) + f">{TEXT}</p>", "tag_cut"),
        ("<p>" + "水" * 17_000_000 + "</p>", "page_cut"),
        ("<a href='/a'>文</a>" * 400_000, "page_cut"),
        ("文<br>" * 1_000_000, "page_cut"),
    ],
    ids=["div", "span", "tables", "attributes", "one node", "links", "breaks"],
)
def test_a_hostile_page_is_bounded_and_its_cut_told(
    rest: str, code: str, read: Callable[..., Extraction]
) -> None:
    started = time.process_time()
    found = read((HEAD + rest).encode())
    assert time.process_time() - started < SECONDS
    assert code in {problem.code for problem in found.problems}
    assert found.headline == "水环境会议召开"


@pytest.mark.parametrize("tag", ["span", "font", "div", "section", "blockquote"])
def test_text_below_tags_that_nobody_closed_is_read(tag: str, read: Callable[..., Extraction]) -> None:
    found = read(HEAD + f"<div class='content'><p>{TEXT}</p>" + f"<{tag}>" * 300 + f"<p>{TEXT}</p></div>")
    assert found.body.count(TEXT) == 2
    assert [problem.code for problem in found.problems] == ["depth_cut"]
    assert found.source == "省厅"


def test_a_large_page_of_real_size_is_read_whole(read: Callable[..., Extraction]) -> None:
    found = read(HEAD + f"<p>{TEXT}</p>" * (MAX_TAGS // 10))
    assert found.problems == ()
    assert found.body.count(TEXT) == MAX_TAGS // 10
