"""Agency, regions and topics are stored with the article, and follow its edits."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from envnews.model import Topic
from envnews.store import open_database, read_article
from envnews.store.articles.takedown import Reason

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from envnews.store import Writer

    from .conftest import Makers

CLASSES = {
    "source_agency": "sthj-330000",
    "regions": ("330000", "330100"),
    "topics": (Topic("water", ("水质", "断面")), Topic("marine", ("海洋",))),
}


def rows(db: Database, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in db.execute(sql)]


def test_classes_are_stored_and_read_back(writer: Writer, db: Database, make: Makers) -> None:
    writer.write([make.fetched(1, **CLASSES)])
    stored = read_article(db, "id-1")
    assert stored
    assert {name: getattr(stored.article, name) for name in CLASSES} == CLASSES
    assert rows(db, "SELECT region FROM article_regions") == [("330000",), ("330100",)]
    assert rows(db, "SELECT topic FROM article_topics") == [("marine",), ("water",)]
    assert rows(db, "SELECT * FROM agencies") == [("sthj-330000", "浙江省生态环境厅", "department", "330000")]


def test_an_edit_may_change_the_classes(writer: Writer, db: Database, make: Makers) -> None:
    writer.write([make.fetched(1, **CLASSES)])
    writer.write([make.fetched(1, body="改。", source_agency=None, topics=(Topic("air", ("臭氧",)),))])
    assert rows(db, "SELECT topic FROM article_topics") == [("air",)]
    assert rows(db, "SELECT region FROM article_regions") == []
    assert rows(db, "SELECT source_agency FROM articles") == [(None,)]


def test_a_withdrawal_that_erases_leaves_no_words_of_topics(
    writer: Writer, db: Database, make: Makers
) -> None:
    writer.write([make.fetched(1, **CLASSES)])
    writer.withdraw("id-1", Reason.PRIVACY)
    assert rows(db, "SELECT count(*) FROM article_topics") == [(0,)]
    assert rows(db, "SELECT topics, regions FROM articles") == [("{}", "[]")]


def test_articles_of_an_older_version_are_classified_by_reindex(
    writer: Writer, db: Database, make: Makers, path: Path
) -> None:
    writer.write([make.fetched(1, source="省生态环境厅", headline="杭州市空气质量改善")])
    writer.reindex()
    assert rows(db, "SELECT source_agency, regions FROM articles") == [("sthj-330000", '["330000","330100"]')]
    assert ("air",) in rows(db, "SELECT topic FROM article_topics")
    with closing(open_database(path, readonly=True)) as other:
        before = rows(other, "SELECT seq FROM articles")
    writer.reindex()
    assert rows(db, "SELECT seq FROM articles") == before


def test_the_vocabularies_are_in_the_database(db: Database) -> None:
    assert rows(db, "SELECT name, province FROM regions WHERE code = '330100'") == [("杭州市", "330000")]
    assert rows(db, "SELECT name FROM topics WHERE code = 'inspection'") == [("督察",)]
