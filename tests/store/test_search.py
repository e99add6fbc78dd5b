"""Search finds what LIKE finds, and nothing else, whatever happened to the articles since."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from envnews.errors import DataError, UsageError
from envnews.model import CHINA_TIME, Precision, Timestamp, Topic
from envnews.store import Search, Terms, find_articles, open_database
from envnews.store.search.index import ROWS_A_DAY

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from envnews.store import Writer

    from .conftest import Makers


def ids(db: Database, query: str, limit: int = 20, **filters: object) -> list[str]:
    return [hit.id for hit in find_articles(db.conn, Search(Terms.parse(query), **filters), limit)]


def on(day: int, hour: int = 0) -> Timestamp:
    return Timestamp(datetime(2022, 7, day, hour, tzinfo=CHINA_TIME), Precision.MINUTE)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("全省水质稳定，海洋污染减少。", "水"),
        ("全省水质稳定，海洋污染减少。", "定，海"),
        ("高氨氮废水", "氨氮"),
        ("浓度为35微克\n臭氧", "克\n臭"),
        ("PM2.5 浓度", "pm2.5 浓"),
        ("Ⅱ类水质", "Ⅱ类"),
        ('所谓"零排放"', '谓"零'),
        ("50%(含)以上", "0%(含"),
        ("𠮷野家排污", "𠮷野"),
    ],
)
def test_any_substring_is_found(writer: Writer, db: Database, make: Makers, text: str, query: str) -> None:
    writer.write([make.fetched(1, body=text), make.fetched(2, headline="别的", body="别的。")])
    hits = find_articles(db.conn, Search(Terms((query,))))
    assert [hit.id for hit in hits] == ["id-1"]
    shown = hits[0].snippet.with_marks("[", "]")
    assert f"[{query.replace(chr(10), ' ')}]".lower() in shown.lower()


@pytest.mark.parametrize("query", ["水 质", "水污", "A", "ⅱ", "É", "定海", "质，", "PM25"])
def test_what_like_does_not_find_is_not_found(writer: Writer, db: Database, make: Makers, query: str) -> None:
    writer.write([make.fetched(1, body="水质稳定。海洋污水，ＡⅡ类é PM2.5质", headline="质")])
    assert not find_articles(db.conn, Search(Terms((query,))))


@pytest.mark.parametrize("best_first", [False, True])
def test_the_ends_of_the_calendar_and_of_counting_bound_nothing(
    writer: Writer, db: Database, make: Makers, best_first: bool
) -> None:
    writer.write([make.fetched(1, body="全省水质稳定。")])
    assert ids(db, "水质", limit=10**30, since=date.min, until=date.max, best_first=best_first) == ["id-1"]


def test_a_term_does_not_run_from_the_headline_into_the_body(
    writer: Writer, db: Database, make: Makers
) -> None:
    writer.write([make.fetched(1, headline="水环境", body="质量")])
    assert not ids(db, "境质")
    assert ids(db, "水环境 质量", headline_only=True) == []
    assert ids(db, "环境", headline_only=True) == ["id-1"]


def test_terms_are_joined_and_excluded(writer: Writer, db: Database, make: Makers) -> None:
    writer.write(
        [
            make.fetched(1, body="水质 监测"),
            make.fetched(2, body="水质监测"),
            make.fetched(3, body="水质督察"),
        ]
    )
    assert ids(db, "水质 监测 -督察") == ["id-2", "id-1"]
    assert ids(db, '"质 监"') == ["id-1"]
    assert ids(db, "水质 -“质 监” -督察") == ["id-2"]
    with pytest.raises(UsageError, match="nothing to find"):
        Terms.parse("-督察")


def test_the_newest_come_first_and_undated_articles_last(writer: Writer, db: Database, make: Makers) -> None:
    times = {1: on(3), 2: on(5, 9), 3: None, 4: on(5, 8), 5: on(4)}
    writer.write([make.fetched(number, published=time) for number, time in times.items()])
    assert ids(db, "水") == ["id-2", "id-4", "id-5", "id-1", "id-3"]
    assert ids(db, "水", 2) == ["id-2", "id-4"]
    assert ids(db, "水", since=date(2022, 7, 4), until=date(2022, 7, 4)) == ["id-5"]
    assert ids(db, "水", until=date(2022, 7, 4)) == ["id-5", "id-1"]


def test_the_best_come_first_when_asked(writer: Writer, db: Database, make: Makers) -> None:
    bodies = {1: "臭氧。" * 9, 2: "臭氧。" + "水。" * 99, 3: "水。" * 9}
    writer.write([make.fetched(number, body=body) for number, body in bodies.items()])
    writer.write([make.fetched(4, headline="臭氧", body="水。" * 9)])
    assert ids(db, "臭氧", best_first=True) == ["id-4", "id-1", "id-2"]


def test_filters_narrow_the_search(writer: Writer, db: Database, make: Makers) -> None:
    other = replace(make.portal, key="js-sthjt", region="CN-JS", region_code="320000")
    writer.open_portal_run(writer.open_run("test"), other)
    zhejiang = {"regions": ("330000", "330100"), "topics": (Topic("water", ("水质",)),)}
    jiangsu = {"portal": "js-sthjt", "source": "新华社", "source_agency": "xinhua", "regions": ("320000",)}
    writer.write([make.fetched(1, **zhejiang), make.fetched(2, **jiangsu)])
    assert ids(db, "水", portals=["js-sthjt"]) == ["id-2"]
    assert ids(db, "水", sources=["新华社"]) == ids(db, "水", sources=["xinhua"]) == ["id-2"]
    for region in ("CN-ZJ", "ZJ", "330000", "浙江", "杭州市", "330100"):
        assert ids(db, "水", regions=[region]) == ["id-1"], region
    assert ids(db, "水", topics=["water"]) == ids(db, "水", topics=["水环境"]) == ["id-1"]
    assert ids(db, "水", topics=["marine"]) == []


def test_the_index_follows_every_change(writer: Writer, db: Database, make: Makers, path: Path) -> None:
    writer.write([make.fetched(1, body="旧文本"), make.fetched(2, body="旧文本")])
    writer.write([make.fetched(1, body="新文本", published=on(1))])
    assert (ids(db, "旧文"), ids(db, "新文")) == (["id-2"], ["id-1"])
    writer.withdraw("id-2", "gone")
    assert not ids(db, "旧文")
    with closing(open_database(path)) as other:
        other.execute("UPDATE articles SET body = '他人所改' WHERE id = 'id-1'")
    writer.write([])
    assert (ids(db, "新文"), ids(db, "他人")) == ([], ["id-1"])
    with closing(open_database(path)) as other:
        other.execute("DELETE FROM articles WHERE id = 'id-1'")
    writer.write([])
    assert not ids(db, "他人")
    assert db["search_rows"].count == db["search_queue"].count == 0


def test_a_failed_batch_leaves_the_index_as_it_was(writer: Writer, db: Database, make: Makers) -> None:
    writer.write([make.fetched(1)])
    with pytest.raises(Exception, match="nobody"):
        writer.write([make.fetched(2, body="半途"), make.fetched(3, portal="nobody")])
    assert not ids(db, "半途")
    assert db["search_queue"].count == 0


def fill_day(path: Path, numbers: int) -> None:
    """Let the day of the only article have `numbers` row numbers taken."""
    with closing(open_database(path)) as other:
        row = other.execute("SELECT row FROM search_rows").fetchone()[0]
        other.execute("INSERT INTO search_rows VALUES (?, 999, 'zj-sthjt', NULL)", (row + numbers - 1,))


def test_a_day_of_a_hundred_thousand_articles_is_found_by_its_date(
    writer: Writer, db: Database, make: Makers, path: Path
) -> None:
    writer.write([make.fetched(1, published=on(5))])
    fill_day(path, 100_000)
    writer.write([make.fetched(2, published=on(5, 9)), make.fetched(3, published=on(4))])
    assert ids(db, "水", 5) == ["id-2", "id-1", "id-3"]
    assert ids(db, "水", since=on(5).at.date()) == ["id-2", "id-1"]
    assert ids(db, "水", until=on(4).at.date()) == ["id-3"]


def test_more_articles_of_a_day_than_there_are_numbers_are_refused_by_name(
    writer: Writer, db: Database, make: Makers, path: Path
) -> None:
    writer.write([make.fetched(1, published=on(5))])
    fill_day(path, ROWS_A_DAY)
    with pytest.raises(DataError, match=f"1,048,576 articles of one day, {on(5).at.date()}"):
        writer.write([make.fetched(2, published=on(5, 9))])
    assert ids(db, "水") == ["id-1"]


def test_articles_without_a_date_come_last_and_never_in_a_period(
    writer: Writer, db: Database, make: Makers
) -> None:
    writer.write([make.fetched(1, published=None), make.fetched(2, published=on(5))])
    assert ids(db, "水") == ["id-2", "id-1"]
    assert ids(db, "水", until=on(9).at.date()) == ["id-2"]
    writer.write([make.fetched(1, published=on(6))])
    assert ids(db, "水") == ["id-1", "id-2"]


def test_a_new_index_finds_the_same(writer: Writer, db: Database, make: Makers) -> None:
    writer.write([make.fetched(number, published=on(number)) for number in range(1, 9)])
    before = ids(db, "水")
    assert writer.reindex() == 8
    assert ids(db, "水") == before
    writer.write([make.fetched(1, body="改后")])
    assert ids(db, "改后") == ["id-1"]


def test_snippets_show_the_first_hit_in_the_middle_of_a_long_text(
    writer: Writer, db: Database, make: Makers
) -> None:
    writer.write([make.fetched(1, headline="海洋", body="甲" * 500 + "海洋污染" + "乙" * 500)])
    [hit] = find_articles(db.conn, Search(Terms(("海洋",))))
    assert hit.headline.with_marks("<", ">") == "<海洋>"
    assert hit.snippet.with_marks("<", ">").strip("…甲乙") == "<海洋>污染"
    assert len(hit.snippet.text) == 82
