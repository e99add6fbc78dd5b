"""Search gives what reading every article gives: the same ones, each once, in the same order, for every query of a set."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from string import ascii_uppercase
from typing import TYPE_CHECKING

import pytest

from envnews.demo.synthetic import queries, texts
from envnews.model import CHINA_TIME, Column, Precision, Timestamp
from envnews.store import Search, Terms, Writer, count_articles, find_articles, open_database

from .conftest import PORTAL, Clock

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from .conftest import Makers

LENGTH = 200
"""Characters of a body: what is found depends on no length, and brute force has to read them all."""

ASCII_FOLD = {ord(letter): letter.lower() for letter in ascii_uppercase}


@dataclass(frozen=True)
class Stored:
    """An article as it is read without an index."""

    id: str
    published_at: str
    headline: str
    body: str

    def has(self, folded_term: str) -> bool:
        return folded_term in self.headline or folded_term in self.body


@dataclass(frozen=True)
class Archive:
    """A database, and all that stands in it."""

    connection: sqlite3.Connection
    articles: list[Stored]

    def queries(self, number: int, seed: int) -> list[str]:
        return queries([(article.headline, article.body) for article in self.articles], number, seed)


def folded(text: str) -> str:
    """Return a text in the case in which LIKE compares: it knows the letters of ASCII alone."""
    return text.translate(ASCII_FOLD)


def on(number: int) -> Timestamp | None:
    """Return one of 672 hours in no order; every fiftieth article has no date."""
    if number % 50 == 0:
        return None
    return Timestamp(
        datetime(2022, 7, number * 11 % 28 + 1, number * 7 % 24, tzinfo=CHINA_TIME), Precision.MINUTE
    )


@pytest.fixture(scope="module", params=[300, pytest.param(20_000, marks=pytest.mark.slow)])
def archive(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, make: Makers
) -> Iterator[Archive]:
    """Synthetic articles, every tenth of them edited once."""
    path = tmp_path_factory.mktemp("archive") / "envnews.db"
    numbered = [(n, (headline, body[:LENGTH])) for n, (headline, body) in enumerate(texts(request.param), 1)]
    with Writer(path, clock=Clock()) as writer:
        column = Column("环保要闻", "http://sthjt.zj.gov.cn/col/")
        writer.open_portal_run(writer.open_run("test"), PORTAL, [column])
        for start in range(0, len(numbered), 100):
            part = numbered[start : start + 100]
            writer.write([make.fetched(n, headline=h, body=b, published=on(n)) for n, (h, b) in part])
        edited = [make.fetched(n, headline=h, body=b[::-1], published=on(n)) for n, (h, b) in numbered[::10]]
        writer.write(edited)
    with closing(open_database(path, readonly=True)) as db:
        rows = db.execute("SELECT id, coalesce(published_at, ''), headline, body FROM articles")
        yield Archive(db.conn, [Stored(n, at, folded(h), folded(b)) for n, at, h, b in rows])


def test_each_query_finds_what_brute_force_finds(archive: Archive) -> None:
    for query in archive.queries(min(250, len(archive.articles) // 3), seed=7):
        assert_whole_answer(archive, Terms((query,)))


def test_several_terms_and_exclusions_find_what_brute_force_finds(archive: Archive) -> None:
    asked = iter(archive.queries(min(200, len(archive.articles) // 5), seed=8))
    for one, other, third in zip(asked, asked, asked, strict=False):
        assert_whole_answer(archive, Terms((one, other)))
        assert_whole_answer(archive, Terms((one,), (other, third)))
        assert_whole_answer(archive, Terms((one, other), (third,)))


def assert_whole_answer(archive: Archive, terms: Terms) -> None:
    """Compare all that is found: each article once, the newest first, those without a date last."""
    asked, excluded = (list(map(folded, each)) for each in (terms.wanted, terms.excluded))
    expected = {
        article.id: article.published_at
        for article in archive.articles
        if all(map(article.has, asked)) and not any(map(article.has, excluded))
    }
    wanted = Search(terms)
    found = [hit.id for hit in find_articles(archive.connection, wanted, len(archive.articles))]
    assert count_articles(archive.connection, wanted) == len(found) == len(expected), terms
    assert set(found) == expected.keys(), terms
    times = [expected[number] for number in found]
    assert times == sorted(times, reverse=True), terms
    assert [hit.id for hit in find_articles(archive.connection, wanted, 20)] == found[:20], terms


def test_brute_force_finds_what_like_finds(archive: Archive) -> None:
    for query in archive.queries(20, seed=9):
        escaped = query.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        rows = archive.connection.execute(
            "SELECT id FROM articles WHERE headline LIKE ?1 ESCAPE '\\' OR body LIKE ?1 ESCAPE '\\'",
            (f"%{escaped}%",),
        )
        assert {row[0] for row in rows} == {a.id for a in archive.articles if a.has(folded(query))}, query
