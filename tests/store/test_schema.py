"""Every table, view and column is described, and the written dictionary is current."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from envnews.health.status import _COLUMNS, _QUARANTINE, _STATUS
from envnews.normalize import to_record
from envnews.store import Writer, open_database
from envnews.store.articles.takedown import _MERGED
from envnews.store.crawl.elsewhere import _SINCE
from envnews.store.dictionary import meaning_in_view
from envnews.store.imports.stubs import _IS_TARGET
from envnews.store.schema import TABLES
from envnews.store.views.joined import VIEWS, View

from .conftest import PORTAL

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from .conftest import Makers


def test_every_table_and_column_is_described_and_nothing_else(path: Path) -> None:
    with closing(open_database(path)) as db:
        actual = {
            table.name: {column.name for column in table.columns}
            for table in db.tables
            if not table.name.startswith(("_", "article_search_"))  # sqlite-utils' and FTS5's own
        }
    assert {table.name: set(table.columns) for table in TABLES} == actual


def test_every_view_and_column_is_described_and_nothing_else(path: Path) -> None:
    with closing(open_database(path)) as db:
        assert {view.name for view in VIEWS} == {view.name for view in db.views}
        for view in VIEWS:
            columns = {column.name for column in db.view(view.name).columns}
            assert set(view.columns) <= columns
            assert all(meaning_in_view(view, column) for column in columns)


def test_columns_of_articles_bear_the_names_of_the_record_in_its_order(path: Path, make: Makers) -> None:
    with closing(open_database(path)) as db:
        columns = [column.name for column in db["articles"].columns]
    record = list(to_record(make.article()))
    # The store's own columns stand before witnesses and problems, which close the record.
    assert [column for column in columns if column in record] == record


def test_every_view_answers(writer: Writer, db: Database, make: Makers) -> None:
    first = make.article(1)
    reprint = make.fetched(3, body=first.body, headline=first.headline, source="新华社")
    writer.write(
        [
            make.listing(1, 2),
            make.fetched(1),
            make.fetched(2),
            make.fetched(2, body="改。", source="小编"),
            reprint,
        ]
    )
    writer.reindex()  # classifies, which is not the store's part otherwise
    for view in VIEWS:
        assert list(db.view(view.name).rows), view.name


def test_the_readable_view_shows_lists_as_text(writer: Writer, db: Database, make: Makers) -> None:
    writer.write([make.fetched(columns=("环保要闻", "通知公告"))])
    (row,) = db.query("SELECT columns, keywords, images, attachments, portal_title FROM v_articles")
    assert row == {
        "columns": "环保要闻、通知公告",
        "keywords": "水环境、海洋污染",
        "images": 1,
        "attachments": 1,
        "portal_title": "浙江省生态环境厅",
    }


@pytest.mark.parametrize("view", ["v_coverage", "v_daily_counts", "v_freshness", "v_portal_health"])
def test_days_and_portals_are_counted_without_an_article_being_read(path: Path, view: str) -> None:
    """Rows of articles lie all over the file, and what stands behind their texts costs all pages of a row."""
    with closing(open_database(path)) as db:
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN SELECT * FROM {view}")]  # noqa: S608 - ours
    assert [step for step in plan if "articles" in step.partition(" USING ")[0]]
    assert reading_articles(plan) == []


@pytest.mark.parametrize(
    "sql",
    [_STATUS, _COLUMNS, _QUARANTINE, _SINCE],
    ids=["portals", "columns", "quarantine", "last found"],
)
def test_how_portals_are_is_told_without_an_article_or_a_page_being_read(path: Path, sql: str) -> None:
    with closing(open_database(path)) as db:
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", {"portal": PORTAL.key, "run": 1})]
    assert reading_articles(plan) == []
    assert [
        step for step in plan if step.startswith("SCAN quarantine") and "quarantine_open" not in step
    ] == []


@pytest.mark.parametrize("sql", [_IS_TARGET, _MERGED], ids=["any", "all"])
def test_what_is_merged_into_an_article_is_found_in_an_index(path: Path, sql: str) -> None:
    with closing(open_database(path)) as db:
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", ("id-1",))]
    assert [step for step in plan if "articles_by_target" in step]
    assert [step for step in plan if step.startswith("SCAN articles")] == []


def reading_articles(plan: list[str]) -> list[str]:
    """Return the steps of a plan that read rows of articles."""
    return [
        step
        for step in plan
        if step.split()[:2] in (["SCAN", "articles"], ["SEARCH", "articles"]) and "COVERING INDEX" not in step
    ]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_views_count_columns_for_duckdb_hands_sqlite_another_name_for_count_of_rows(view: View) -> None:
    outermost = re.sub(r"\(\s*SELECT count\(\*\)[^()]*", "", view.sql)
    assert "count(*)" not in outermost
