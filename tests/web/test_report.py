"""The report: one file, two languages, no script of anybody's, nothing withdrawn in it."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from envnews.model import CHINA_TIME
from envnews.store.database import connect
from envnews.web.charts import TILES, daily_bars, ranked_bars, tile_grid
from envnews.web.figures import read_figures
from envnews.web.report import WORDS, report_html
from tests.browser import needs_chromium, visit

if TYPE_CHECKING:
    from pathlib import Path

MADE = datetime(2022, 8, 1, 9, 30, tzinfo=CHINA_TIME)


@pytest.fixture(params=["zh", "en"])
def page(request: pytest.FixtureRequest, database: Path) -> str:
    with closing(connect(database, readonly=True)) as connection:
        return report_html(read_figures(connection), MADE, request.param)


def test_it_counts_what_is_shown_and_names_what_was_edited(page: str) -> None:
    assert re.search(r"11 (篇文章|articles)", page)
    assert "第12次水环境工作会议召开" in page
    assert "<td>正文</td>" in page or "<td>body</td>" in page


def test_it_loads_nothing_and_holds_no_script(page: str) -> None:
    assert "<script" not in page
    assert "evil.example" not in re.sub(r"&[a-z]+;|[^<]*evil\.example[^<]*", "", page)
    assert not re.findall(r'(?:src|href)="(?!https?://sthjt\.zj\.gov\.cn|data:,)[^"]*"', page)


def test_both_languages_say_the_same_things() -> None:
    missing = set(WORDS["zh"]) ^ set(WORDS["en"])
    assert missing <= {name for name in WORDS["zh"] if name.startswith("changed_")}


def test_an_empty_database_has_a_report_too(tmp_path: Path) -> None:
    from envnews.store import Writer  # noqa: PLC0415

    Writer(tmp_path / "empty.db").close()
    with closing(connect(tmp_path / "empty.db", readonly=True)) as connection:
        assert "数据库里还没有文章" in report_html(read_figures(connection), MADE)


def test_each_province_has_a_tile_of_its_own() -> None:
    assert len(TILES) == 34
    assert len({place[:2] for place in TILES.values()}) == 34
    grid = tile_grid({"CN-ZJ": 5}, "各省", "篇")
    assert "浙: 5 篇" in grid
    assert "黑: – 篇" in grid


def test_charts_of_nothing_are_nothing() -> None:
    assert daily_bars((), "", "") == ranked_bars((), "", "") == ""


@needs_chromium
def test_it_opens_from_the_disk_without_network_and_console_errors(page: str, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(page, "utf-8")
    seen = visit(file.as_uri(), tmp_path)
    assert seen.console == ()
    assert seen.hosts == frozenset()
    assert seen.dom.count("<svg") >= 2
