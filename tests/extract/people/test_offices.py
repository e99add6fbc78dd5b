"""Who signs the pages of authorities: offices and their people, before and behind a text and beside its date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from envnews.extract.metaline.authors import find_author

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("（河道处 沈林 文/图）", "沈林"),
        ("（河道处 沈林 王晨）", "沈林、王晨"),
        ("（水文总站 宣传科 沈 林）", "沈林"),
        ("（沈林/文 王晨/图）", "沈林"),
        ("（供稿：河道处 沈林）", "沈林"),
        ("（河道处 沈林 供稿）", "沈林"),
        ("（河道处 季维军）", "季维军"),
        ("文/图：沈林、王晨", "沈林、王晨"),
        ("（供稿：河道处）", None),
        ("（林业局 办公室）", None),
        ("（沈林 王晨 摄）", None),
        ("文图：沈林 王晨", "沈林、王晨"),
        ("图文：河长办 沈林", "沈林"),
        ("作者：水文局 沈林", "沈林"),
    ],
)
def test_people_of_an_office_wrote_a_text_and_photographers_did_not(line: str, people: str | None) -> None:
    found = find_author([line])
    assert (found and found[0]) == people


@pytest.mark.parametrize(
    ("opening", "author"),
    [
        ("（水文局 沈林 王晨）", "沈林、王晨"),
        ("本报讯（水文局 沈林）", "沈林"),
        ("（水文局、河道处）", None),
    ],
)
def test_authorities_name_office_and_people_before_the_first_words(
    opening: str,
    author: str | None,
    article: Callable[..., str],
    read: Callable[..., Extraction],
    paragraphs: tuple[str, ...],
) -> None:
    lines = (opening + paragraphs[0], *paragraphs[1:])
    assert read(article(text="".join(f"<p>{line}</p>" for line in lines))).author == author


@pytest.mark.parametrize(
    ("meta", "source", "author"),
    [
        ("2022-07-22 信息来源：规划处 沈林 王晨 浏览：3", "规划处", "沈林、王晨"),
        ("2022-07-22 文/图：沈林 来源：水文局", "水文局", "沈林"),
        ("2022-07-22 来源部门：水资源处", "水资源处", None),
        ("2022-07-22 来源：水文局 作者 沈林 分类于 政策", "水文局", "沈林"),
    ],
)
def test_offices_and_their_people_are_told_apart_in_a_meta_line(
    meta: str, source: str, author: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(meta))
    assert (found.source, found.author) == (source, author)


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("（转自《临江日报》）", "《临江日报》"),
        ("（摘自中国环境报）", "中国环境报"),
        ("稿件来源：水资源科 沈林", "水资源科"),
    ],
)
def test_the_last_line_of_a_text_says_where_it_is_from(
    line: str,
    source: str,
    article: Callable[..., str],
    read: Callable[..., Extraction],
    paragraphs: tuple[str, ...],
) -> None:
    text = "".join(f"<p>{one}</p>" for one in (*paragraphs, line))
    assert read(article("发布时间：2022-07-22", text=text)).source == source


def test_elements_called_src_and_au_name_source_and_author(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    meta = (
        "<time datetime='2022-07-22T09:02:11+08:00'>07-22 09:02</time><a class='src' href='#'>临江能源报</a>"
        "<span class='au'>沈林</span><span>责编：王晨</span>"
    )
    found = read(article(meta))
    assert (found.source, found.author, found.editor) == ("临江能源报", "沈林", "王晨")


def test_a_text_may_be_signed_in_an_element_of_its_own_below_it(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(below="<p class='sig'>（临江区水利局　沈林）</p>")).author == "沈林"
    assert read(article(below="<p class='sig'>（临江区水利局　供图）</p>")).author is None
