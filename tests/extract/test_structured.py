from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from envnews.extract.document import parse
from envnews.extract.structured import read_json_ld
from envnews.model import Origin, Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction, Problem

ARTICLE = {
    "@type": "NewsArticle",
    "headline": "水环境会议召开",
    "datePublished": "2022-07-22T07:10:17+08:00",
    "author": [{"@type": "Person", "name": "周小禾"}, {"name": "王大田"}],
    "publisher": {"name": "临江日报"},
}


def script(data: object) -> str:
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return f'<script type="application/ld+json">{text}</script>'


def read(html: str) -> tuple[dict[str, str], tuple[Problem, ...]]:
    return read_json_ld(parse(Page("https://example.com/1.html", html.encode())))


@pytest.mark.parametrize(
    "data",
    [
        ARTICLE,
        [ARTICLE],
        {"@graph": [{"@type": "Organization", "name": "x"}, ARTICLE]},
        ARTICLE | {"@type": ["Thing", "Article"]},
    ],
)
def test_an_article_is_found_alone_in_a_list_and_in_a_graph(data: object) -> None:
    assert read(script(data)) == (
        {
            "headline": "水环境会议召开",
            "published_at": "2022-07-22T07:10:17+08:00",
            "author": "周小禾、王大田",
            "publisher": "临江日报",
        },
        (),
    )


def test_baidus_markup_has_names_of_its_own() -> None:
    found, _ = read(
        script(
            {
                "@context": "https://ziyuan.baidu.com/contexts/cambrian.jsonld",
                "title": "水",
                "pubDate": "2022-07-22T07:10:17",
            }
        )
    )
    assert found == {"headline": "水", "published_at": "2022-07-22T07:10:17"}


@pytest.mark.parametrize(
    "data", ['{"headline": "他说"好""}', "{", "[" * 5000, "not json", '{"@type": "NewsArticle", }']
)
def test_damaged_json_is_a_problem_with_the_address(data: str) -> None:
    found, [problem] = read(script(data))
    assert found == {}
    assert problem.code == "damaged_json_ld"
    assert "https://example.com/1.html" in problem.message


@pytest.mark.parametrize(
    "data",
    [1, "null", [], {}, {"@type": "Organization", "headline": "x"}, {"@graph": None}, [[[]]], {"@type": {}}],
)
def test_what_is_no_article_says_nothing(data: object) -> None:
    assert read(script(data)) == ({}, ())


def test_control_characters_in_strings_are_forgiven() -> None:
    found, problems = read(script('{"@type": "NewsArticle", "headline": "水环境\n会议"}'))
    assert (found, problems) == ({"headline": "水环境 会议"}, ())


def test_it_gives_the_time_where_the_page_displays_none(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article("来源：临江日报", head=script(ARTICLE)))
    assert found.published is not None
    assert found.published.isoformat() == "2022-07-22T07:10:17+08:00"
    assert found.origin("published_at") is Origin.STRUCTURED
    shown = read(article("2022-07-20 来源：临江日报", head=script(ARTICLE)))
    assert shown.published is not None
    assert shown.published.isoformat()[:10] == "2022-07-20"
