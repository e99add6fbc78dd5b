"""`envnews serve`: what the pages find, what they refuse, and that they ask nobody else for anything."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import sqlite3
from contextlib import closing
from html import unescape
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import urlopen

import pytest

from envnews.web.canned import QUESTIONS
from envnews.web.site import make_site
from tests.browser import needs_chromium, visit

if TYPE_CHECKING:
    from pathlib import Path


def answer(site: str, path: str, **query: str) -> tuple[int, object]:
    url = f"{site}{path}?{urlencode(query)}"
    try:
        with urlopen(url, timeout=20) as response:  # noqa: S310 - our own server
            return response.status, json.load(response)
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


@pytest.mark.parametrize("text", ["水质", "水", "水质提升", "，断面", "“双减”", "达到Ⅱ类。", "没有的词"])
def test_the_search_page_finds_what_a_scan_finds(site: str, database: Path, text: str) -> None:
    _, rows = answer(
        site, "/news/search.json", q=text, since="", until="", portal="", region="", topic="", _shape="array"
    )
    with closing(sqlite3.connect(database)) as connection:
        wanted = connection.execute(
            "SELECT canonical_url FROM articles WHERE status = 'active' AND (body LIKE ? OR headline LIKE ?)",
            (f"%{text}%", f"%{text}%"),
        ).fetchall()
    assert {row["canonical_url"] for row in rows} == {url for (url,) in wanted}
    assert text == "没有的词" or rows


def test_the_way_to_the_search_leads_there_whatever_the_file_is_called(
    database: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "中文 news.v2.db"
    shutil.copy(database, copy)

    async def ask() -> int:
        site = make_site(copy)
        [link] = re.findall(r'<a href="(/[^"]*/search[^"]*)"', (await site.client.get("/")).text)
        return int((await site.client.get(unescape(link))).status_code)

    assert asyncio.run(ask()) == 200


def found(site: str, **filters: str) -> set[str]:
    asked = dict.fromkeys(("since", "until", "portal", "region", "topic"), "") | {"q": "水质"} | filters
    _, rows = answer(site, "/news/search.json", _shape="array", **asked)
    assert isinstance(rows, list)
    return {row["snippet"] for row in rows}


def test_the_search_page_filters_by_region_and_topic_and_marks_the_hits(site: str) -> None:
    lake = {"太湖【水质】好转，“双减”见效。"}
    assert found(site) == lake | {"富春江【水质】提升，断面达到Ⅱ类。"}
    assert found(site, region="苏州市") == found(site, region="江苏") == found(site, region="320000") == lake
    assert found(site, topic="水环境") == found(site, topic="water") == lake
    assert found(site, region="浙江省") == found(site, topic="noise") == set()


def test_a_headline_found_leads_to_the_whole_article(site: str, database: Path) -> None:
    asked = dict.fromkeys(("since", "until", "portal", "region", "topic"), "") | {"q": "太湖"}
    with urlopen(f"{site}/news/search?{urlencode(asked)}", timeout=20) as response:  # noqa: S310 - our own server
        page = response.read().decode()
    with closing(sqlite3.connect(database)) as connection:
        number, id_, headline = connection.execute(
            "SELECT number, id, headline FROM articles WHERE body LIKE '%太湖%'"
        ).fetchone()
    assert f'<a href="/-/article/{id_}">{headline}</a>' in page
    with urlopen(f"{site}/-/article/{id_}", timeout=20) as response:  # noqa: S310 - our own server
        assert response.url == f"{site}/news/articles/{number}"
        page = response.read().decode()
    assert f"<title>{headline}</title>" in page
    assert re.search(r"<tr><th [^>]*>body</th><td [^>]*>太湖水质好转，“双减”见效。</td></tr>", page), (
        "a field a line, so that the text stands on the screen"
    )
    assert '">0 rows</a>' not in page
    assert answer(site, f"/-/article/{'0' * 20}")[0] == 404


def test_a_headline_that_is_an_attack_is_shown_as_text(site: str, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        ((id_,),) = connection.execute("SELECT id FROM articles WHERE headline LIKE '%<script>%'").fetchall()
    for path in ("/news/v_articles?headline__contains=script", f"/-/article/{id_}"):
        with urlopen(f"{site}{path}", timeout=20) as response:  # noqa: S310 - our own server
            page = response.read().decode()
        assert "&lt;script&gt;document.title" in page
        assert "<script>document.title" not in page


def test_internal_tables_do_not_stand_in_the_way(site: str) -> None:
    _, described = answer(site, "/news.json")
    assert isinstance(described, dict)
    shown = {table["name"] for table in described["tables"] if not table["hidden"]}
    assert {"articles", "revisions", "reprints", "coverage"} <= shown
    assert not shown & {"_sqlite_migrations", "sketches", "search_queue", "counters"}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_every_ready_made_question_has_an_answer(site: str, question: object) -> None:
    status, rows = answer(
        site, f"/news/{question.name}.json", q="水", since="", until="", portal="", _shape="array"
    )
    assert status == 200
    assert rows or question.name in {"reprints", "topics_by_month"}


@pytest.mark.proves("S13", "in the browser: writing, ATTACH, extensions and endless questions are refused")
@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM articles",
        "UPDATE articles SET headline = 'x'",
        "ATTACH '/tmp/x.db' AS x",
        "PRAGMA writable_schema = 1",
        "SELECT load_extension('x')",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n",
    ],
)
def test_writing_attaching_and_endless_questions_are_refused(site: str, database: Path, sql: str) -> None:
    before = database.read_bytes()
    status, _ = answer(site, "/news.json", sql=sql)
    assert status in {400, 403}
    assert database.read_bytes() == before


def test_the_file_itself_is_not_given_away(site: str) -> None:
    assert answer(site, "/news.db")[0] in {403, 404}


def test_feeds_are_offered_in_all_three_forms(site: str) -> None:
    feedparser = pytest.importorskip(
        "feedparser", reason="feedparser is not installed: pip install 'envnews[dev]'"
    )
    status, feed = answer(site, "/-/feeds/all.json")
    assert status == 200
    assert isinstance(feed, dict)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{site}/-/feeds/all.json"
    titles = {item["title"] for item in feed["items"]}
    assert len(titles) == len(feed["items"]) == 11
    for name in ("all.atom", "all.rss", "portal-zj-sthjt.atom", "region-CN-ZJ.rss"):
        with urlopen(f"{site}/-/feeds/{name}", timeout=20) as response:  # noqa: S310 - our own server
            kind = "atom" if name.endswith("atom") else "rss"
            assert response.headers["Content-Type"] == f"application/{kind}+xml; charset=utf-8"
            parsed = feedparser.parse(response.read())
        assert not parsed.bozo
        assert len(parsed.entries) == 11


def test_the_page_of_the_feeds_names_them_and_other_names_are_not_found(site: str) -> None:
    with urlopen(f"{site}/-/feeds", timeout=20) as response:  # noqa: S310 - our own server
        page = response.read().decode()
    assert '<a href="/-/feeds/portal-zj-sthjt.json">json</a>' in page
    assert '<li>浙江省: <a href="/-/feeds/region-CN-ZJ.atom">atom</a>' in page
    assert 'type="application/atom+xml"' in page
    assert '<a href="/">' in page, "a way back"
    assert answer(site, "/-/feeds/portal-nobody.atom")[0] == 404
    assert answer(site, "/-/feeds/..%2f..%2fetc.atom")[0] == 404


@needs_chromium
def test_a_person_searches_and_nothing_is_asked_of_other_hosts(site: str, tmp_path: Path) -> None:
    page = visit(f"{site}/news/search?q={quote('水质')}&since=&until=&portal=&region=&topic=", tmp_path)
    assert "太湖【水质】好转" in page.text
    assert "<title>全文检索 Search</title>" in page.dom
    assert "WITH RECURSIVE" not in page.text
    assert "大气环境质量" not in page.text
    assert page.console == ()
    assert page.hosts <= {"127.0.0.1"}
    assert "evil.example" not in page.hosts


@needs_chromium
def test_facets_and_the_overview_draw_without_a_word_in_the_console(site: str, tmp_path: Path) -> None:
    articles = visit(f"{site}/news/v_articles?_facet=portal", tmp_path)
    assert "zj-sthjt" in articles.text
    assert articles.console == ()
    (tmp_path / "2").mkdir()
    overview = visit(f"{site}/-/overview", tmp_path / "2", width=390)
    assert "生态环境新闻监测报告" in overview.text
    assert overview.dom.count("<svg") >= 2
    assert overview.console == ()
    assert overview.hosts <= {"127.0.0.1"}
