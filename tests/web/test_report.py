"""The report: one file, two languages, no script of anybody's, nothing withdrawn in it."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from envnews.model import CHINA_TIME
from envnews.store.crawl.runs import Outcome
from envnews.store.file.database import connect
from envnews.vocabulary.topics import topic_names
from envnews.web.charts import TILES, bars, heat_table, ranked_bars, tile_grid
from envnews.web.figures import Changed, Reprinted, read_figures
from envnews.web.report import report_html
from envnews.web.words import TOPICS, WORDS
from tests.browser import needs_chromium, visit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commands import Ended

MADE = datetime(2022, 8, 1, 9, 30, tzinfo=CHINA_TIME)


@pytest.fixture(params=["zh", "en"])
def page(request: pytest.FixtureRequest, database: Path) -> str:
    with closing(connect(database, readonly=True)) as connection:
        return report_html(read_figures(connection), MADE, request.param)


def test_it_counts_what_is_shown_and_names_what_was_edited(page: str) -> None:
    assert re.search(r"11 (篇文章|articles)", page)
    assert "第12次水环境工作会议召开" in page
    assert re.search(r"<td[^>]*>(正文|body)</td>", page)


def test_who_reads_the_former_page_reads_it_whole(
    database: Path, tmp_path: Path, run_here: Callable[..., Ended]
) -> None:
    out = tmp_path / "report.html"
    out.write_text("the former page", encoding="utf-8")
    link = tmp_path / "latest.html"
    link.symlink_to(out)
    with out.open(encoding="utf-8") as reader:
        assert run_here("report", "--out", link, "--db", database).code == 0
        assert reader.read() == "the former page"
    assert link.is_symlink()
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert not list(tmp_path.glob(".*"))


def test_it_says_with_which_day_the_last_days_end(page: str) -> None:
    """Of a database that stands still they are long ago, and no crawl of today has found nothing in them."""
    assert re.search("截至最新一篇文章的日期|end with that of the newest article", page)


def test_it_tells_the_time_in_china_and_the_outcomes_in_words(page: str) -> None:
    assert not re.search(r"\d{2}:\d{2}:\d{2}Z", page)
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", page)
    assert not set(cells) & {outcome.value for outcome in Outcome} - set(WORDS["en"].values())


def test_what_has_no_headline_any_more_is_named_so(page: str) -> None:
    assert re.search("（标题已删除）|\\(headline erased\\)", page)


@pytest.mark.parametrize(
    ("language", "before", "changed"),
    [("zh", "早 0.2", "标题、正文"), ("en", "0.2 before", "headline, body")],
)
def test_a_reprint_before_its_source_and_two_changes_are_told_in_words(
    database: Path, language: str, before: str, changed: str
) -> None:
    with closing(connect(database, readonly=True)) as connection:
        figures = read_figures(connection)
    address = "http://sthjt.zj.gov.cn/1.html"
    figures = replace(
        figures,
        reprinted=(Reprinted("河湖", address, "浙江省生态环境厅", 1, -0.2),),
        changed=(Changed("河湖", address, "浙江省生态环境厅", "2022-07-22T01:00:00Z", "headline、body"),),
    )
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", report_html(figures, MADE, language))
    assert before in cells
    assert changed in cells


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
    grid = tile_grid({"CN-ZJ": 5, "CN-JS": 0}, "各省", "篇")
    assert "苏: 0 篇" in grid
    assert "ZJ: 5 articles" in tile_grid({"CN-ZJ": 5}, "provinces", "articles", latin=True)
    assert "浙: 5 篇" in grid
    assert "黑: – 篇" in grid


def test_charts_of_nothing_are_nothing() -> None:
    assert bars((), "", "") == ranked_bars((), "", "") == heat_table((), (), "", "") == ""


def test_a_scale_reaches_the_highest_bar() -> None:
    drawn = bars([("2022-07", 11), ("2022-08", 357)], "逐月发布量", "篇")
    assert ">400</text>" in drawn
    assert "2022-08: 357 篇" in drawn
    assert 'height="133.9"' in drawn


def test_months_without_an_article_stand_in_the_table_as_zero() -> None:
    table = heat_table([("水环境", [3, 0])], ["2022-07", "2022-08"], "主题", "篇")
    assert re.findall(r"<td style[^>]*>(\d+)</td>", table) == ["3", "0"]
    assert "<th>22-08</th>" in table


def test_every_topic_and_every_outcome_has_its_words() -> None:
    assert set(TOPICS) == set(topic_names())
    assert {outcome.value for outcome in Outcome} <= set(WORDS["zh"]) & set(WORDS["en"])


@needs_chromium
def test_it_opens_from_the_disk_without_network_and_console_errors(page: str, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(page, "utf-8")
    seen = visit(file.as_uri(), tmp_path)
    assert seen.console == ()
    assert seen.hosts == frozenset()
    assert seen.dom.count("<svg") >= 2
