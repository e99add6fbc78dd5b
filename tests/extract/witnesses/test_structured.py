from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from envnews.extract.page.document import parse
from envnews.extract.witnesses.structured import read_json_ld
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


def test_it_gives_the_headline_where_neither_title_nor_heading_does(read: Callable[..., Extraction]) -> None:
    text = (
        "<p>7月21日，全省入海排污口整治现场会在临江召开，会议通报了上半年排查进度，交流了分类整治的做法。</p>"
        * 3
    )
    found = read(script(ARTICLE | {"headline": "水环境会议在临江召开_临江网"}) + text)
    assert (found.headline, found.origin("headline")) == ("水环境会议在临江召开", Origin.STRUCTURED)


def test_a_headline_that_readers_see_comes_first_and_the_other_is_kept(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(head=script(ARTICLE)))
    assert found.headline == "全省入海排污口整治现场会在临江召开"
    [witness] = [w for w in found.witnesses if w.field == "headline" and w.origin is Origin.STRUCTURED]
    assert (witness.value, witness.detail, witness.agrees) == ("水环境会议召开", "JSON-LD", False)


@pytest.mark.parametrize(
    ("meta", "author"),
    [
        ("2022-07-22 07:10 | 周小禾 王大田", "周小禾、王大田"),
        ("2022-07-22 07:10 作者：李一川", "李一川"),
        ("2022-07-22 07:10 来源：临江晚报", None),
        ("2022-07-22 07:10 来源：临江晚报 编辑：周小禾、王大田", None),
    ],
)
def test_its_author_answers_only_where_the_page_displays_the_name_apart(
    meta: str, author: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(meta, head=script(ARTICLE))).author == author


def test_its_author_is_heard_against_another(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article("2022-07-22 07:10 作者：李一川", head=script(ARTICLE)))
    assert found.author == "李一川"
    [witness] = [w for w in found.witnesses if w.field == "author" and w.origin is Origin.STRUCTURED]
    assert (witness.value, witness.agrees) == ("周小禾、王大田", False)


@pytest.mark.parametrize(
    ("meta", "source", "origins"),
    [
        ("2022-07-22 07:10 来源：临江日报", "临江日报", [Origin.META_LINE, Origin.STRUCTURED]),
        ("2022-07-22 07:10 来源：临江晚报", "临江晚报", [Origin.META_LINE]),
        ("2022-07-22 07:10", None, []),
    ],
)
def test_its_publisher_never_stands_for_a_source_that_the_page_does_not_display(
    meta: str,
    source: str | None,
    origins: list[Origin],
    article: Callable[..., str],
    read: Callable[..., Extraction],
) -> None:
    found = read(article(meta, head=script(ARTICLE)))
    assert found.source == source
    assert [w.origin for w in found.witnesses if w.field == "source"] == origins


def test_its_publisher_tells_which_displayed_name_is_the_source(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = script(ARTICLE | {"publisher": {"name": "绿色观察者"}})
    found = read(article("首发 / 绿色观察者 / 2022-07-22 07:10", head=head))
    assert found.source == "绿色观察者"


def test_entities_in_strings_are_read() -> None:
    assert read(script({"@type": "Article", "headline": "&#8220;水十条&#8221;"}))[0] == {
        "headline": "“水十条”"
    }
