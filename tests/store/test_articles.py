"""What becomes of a fetched article: new, revised, unchanged, another address of a known one."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from envnews.errors import DataError
from envnews.model import CHINA_TIME, Precision, Timestamp, Witness
from envnews.store import ArticleFetched, FetchFailed, Stored, Writer, articles, read_article

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from .conftest import Clock, Makers


def rows(db: Database, sql: str) -> list[dict[str, Any]]:
    return list(db.query(sql))


def test_an_article_is_read_back_as_it_was_stored(
    writer: Writer, db: Database, make: Makers, clock: Clock
) -> None:
    article = make.article()
    clock.move(minutes=1)
    assert writer.write([make.fetched()]) == [Stored.NEW]
    stored = read_article(db, article.id)
    assert stored is not None
    assert stored.article == article
    assert (stored.number, stored.revision, stored.status, stored.merged_into, stored.seq) == (
        1,
        1,
        "active",
        None,
        1,
    )
    assert stored.first_seen_at == stored.last_seen_at == make.morning
    assert stored.updated_at == clock.time
    assert read_article(db, "unknown") is None


def test_keywords_stand_in_rows_of_their_own(writer: Writer, db: Database, make: Makers) -> None:
    writer.write([make.fetched(), make.fetched(keywords=("水环境", "督察"))])
    assert rows(db, "SELECT article, position, keyword FROM keywords") == [
        {"article": 1, "position": 1, "keyword": "水环境"},
        {"article": 1, "position": 2, "keyword": "督察"},
    ]


def test_the_same_page_again_changes_no_more_than_when_it_was_seen_and_its_views(
    writer: Writer, db: Database, make: Makers, clock: Clock
) -> None:
    writer.write([make.fetched()])
    later = clock.move(days=1)
    views = make.article().witnesses[1]._replace(value="99")
    again = make.fetched(views=99, witnesses=(make.article().witnesses[0], views), fetched_at=later)
    assert writer.write([again]) == [Stored.UNCHANGED]
    stored = read_article(db, "id-1")
    assert stored is not None
    assert (stored.article.views, stored.revision, stored.seq) == (99, 1, 1)
    assert (stored.last_seen_at, stored.updated_at) == (later, make.morning)
    assert db["revisions"].count == 0


def test_a_corrected_field_outside_the_content_is_an_update_without_a_revision(
    writer: Writer, db: Database, make: Makers
) -> None:
    assert writer.write([make.fetched(), make.fetched(editor="陈妍凌")]) == [Stored.NEW, Stored.UNCHANGED]
    stored = read_article(db, "id-1")
    assert stored is not None
    assert (stored.article.editor, stored.revision, stored.seq) == ("陈妍凌", 1, 2)
    assert [row["kind"] for row in rows(db, "SELECT kind FROM changes ORDER BY seq")] == ["new", "updated"]


def test_a_new_witness_is_an_update(writer: Writer, db: Database, make: Makers) -> None:
    witness = Witness("source", make.article().witnesses[0].origin, "省厅", "省厅", agrees=False)
    writer.write([make.fetched(), make.fetched(witnesses=(*make.article().witnesses, witness))])
    stored = read_article(db, "id-1")
    assert stored is not None
    assert stored.seq == 2
    assert witness in stored.article.witnesses


def test_long_witnesses_are_cut(writer: Writer, db: Database, make: Makers) -> None:
    origin = make.article().witnesses[0].origin
    writer.write([make.fetched(witnesses=(Witness("body", origin, "水" * 9000, "水" * 200),))])
    (witness,) = json.loads(rows(db, "SELECT witnesses FROM articles")[0]["witnesses"])
    assert witness["value"] == "水" * 199 + "…"
    assert witness["raw"] == "水" * 200


def test_an_edit_is_a_revision_and_both_texts_are_kept(
    writer: Writer, db: Database, make: Makers, clock: Clock
) -> None:
    writer.write([make.fetched()])
    edited = make.fetched(
        headline="更正：水环境会议召开", body="更正后的正文。", fetched_at=clock.move(hours=2)
    )
    assert writer.write([edited]) == [Stored.REVISED]
    versions = rows(db, "SELECT revision, seen_at, changed, headline, body FROM revisions ORDER BY revision")
    assert [(v["revision"], v["headline"], v["body"]) for v in versions] == [
        (1, make.article().headline, make.article().body),
        (2, "更正：水环境会议召开", "更正后的正文。"),
    ]
    assert [json.loads(version["changed"]) for version in versions] == [[], ["headline", "body"]]
    assert [version["seen_at"] for version in versions] == ["2022-07-22T01:00:00Z", "2022-07-22T03:00:00Z"]
    stored = read_article(db, "id-1")
    assert stored is not None
    assert (stored.revision, stored.seq, stored.article.body) == (2, 2, "更正后的正文。")
    (change,) = rows(db, "SELECT * FROM v_changed_articles")
    assert (change["body_before"], change["body_after"]) == (make.article().body, "更正后的正文。")


def test_every_version_of_a_text_edited_thrice_stays_readable(
    writer: Writer, db: Database, make: Makers
) -> None:
    bodies = [f"第{version}稿。" for version in range(1, 5)]
    outcomes = [writer.write([make.fetched(body=body)])[0] for body in bodies]
    assert outcomes == [Stored.NEW, Stored.REVISED, Stored.REVISED, Stored.REVISED]
    assert [row["body"] for row in rows(db, "SELECT body FROM revisions ORDER BY revision")] == bodies


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("published_at", {"published": Timestamp(datetime(2022, 7, 23, tzinfo=CHINA_TIME), Precision.DAY)}),
        ("source", {"source": "中国环境报"}),
        ("attachments", {"attachments": ()}),
    ],
)
def test_the_field_that_changed_is_named(
    writer: Writer, db: Database, make: Makers, field: str, value: dict[str, Any]
) -> None:
    assert writer.write([make.fetched(), make.fetched(**value)]) == [Stored.NEW, Stored.REVISED]
    assert rows(db, "SELECT changed FROM revisions WHERE revision = 2") == [{"changed": f'["{field}"]'}]


def test_a_time_that_is_read_less_exactly_later_is_kept(writer: Writer, db: Database, make: Makers) -> None:
    hours_ago = Timestamp(datetime(2022, 7, 22, 7, tzinfo=CHINA_TIME), Precision.HOUR)
    yesterday = Timestamp(datetime(2022, 7, 22, tzinfo=CHINA_TIME), Precision.DAY)
    minute = Timestamp(datetime(2022, 7, 22, 7, 10, tzinfo=CHINA_TIME), Precision.MINUTE)
    writer.write([make.fetched(published=hours_ago)])
    assert writer.write([make.fetched(published=yesterday)]) == [Stored.UNCHANGED]
    assert rows(db, "SELECT published_precision, seq FROM articles") == [
        {"published_precision": "hour", "seq": 1}
    ]
    assert writer.write([make.fetched(published=minute)]) == [Stored.REVISED]


def test_white_space_and_width_are_no_edit(writer: Writer, db: Database, make: Makers) -> None:
    writer.write([make.fetched(body="水质达标(Ⅲ类),空气优。" * 9)])
    assert writer.write([make.fetched(body="水质达标（Ⅲ类）， 空气优。" * 9)]) == [Stored.UNCHANGED]
    assert db["revisions"].count == 0


def test_another_way_of_hashing_is_no_edit(writer: Writer, db: Database, make: Makers) -> None:
    assert writer.write([make.fetched(), make.fetched(content_hash="new")]) == [Stored.NEW, Stored.UNCHANGED]
    assert db["revisions"].count == 0
    assert rows(db, "SELECT content_hash, revision FROM articles") == [{"content_hash": "new", "revision": 1}]


def test_a_twin_host_is_an_alias_and_never_revises(writer: Writer, db: Database, make: Makers) -> None:
    url = "http://m.sthjt.zj.gov.cn/art/2022/7/22/art_1_1.html"
    twin = make.fetched(url=url, body="手机版的正文。", views=7)
    assert writer.write([make.fetched(), twin, twin]) == [Stored.NEW, Stored.ALIAS, Stored.UNCHANGED]
    stored = read_article(db, "id-1")
    assert stored is not None
    assert (stored.article, stored.revision) == (make.article(), 1)
    assert {row["url"] for row in rows(db, "SELECT url FROM aliases")} == {make.article().url, url}


def test_the_canonical_host_takes_over_from_a_twin_seen_first(
    writer: Writer, db: Database, make: Makers
) -> None:
    twin = make.fetched(url="http://m.sthjt.zj.gov.cn/art/2022/7/22/art_1_1.html", views=7)
    assert writer.write([twin, make.fetched()]) == [Stored.NEW, Stored.UNCHANGED]
    stored = read_article(db, "id-1")
    assert stored is not None
    assert stored.article == make.article()


def test_an_edit_on_a_twin_is_a_revision_while_no_canonical_page_is_known(
    writer: Writer, db: Database, make: Makers
) -> None:
    url = "http://m.sthjt.zj.gov.cn/art/2022/7/22/art_1_1.html"
    edited = make.fetched(url=url, body="更正。")
    assert writer.write([make.fetched(url=url), edited]) == [Stored.NEW, Stored.REVISED]


def moved(make: Makers, **fields: object) -> ArticleFetched:
    """Return article 1 as a migrated site shows it: another number, another address, the same content."""
    url = "http://sthjt.zj.gov.cn/new/77.html"
    article = replace(make.article(), id="id-77", document_id="77", url=url, canonical_url=url)
    return replace(make.fetched(), article=replace(article, **fields))


@pytest.mark.proves("F27", "the same headline, date and text under a new address is the same article")
def test_a_migrated_site_makes_no_second_article(writer: Writer, db: Database, make: Makers) -> None:
    assert writer.write([make.fetched(), moved(make)]) == [Stored.NEW, Stored.ALIAS]
    assert db["articles"].count == 1
    assert rows(db, "SELECT article_id, article, state FROM pages ORDER BY article_id") == [
        {"article_id": "id-1", "article": 1, "state": "stored"},
        {"article_id": "id-77", "article": 1, "state": "stored"},
    ]


def test_a_short_text_of_the_same_words_is_another_article(writer: Writer, make: Makers) -> None:
    short = {"body": "见附件。", "content_hash": "same"}
    assert writer.write([make.fetched(**short), moved(make, **short)]) == [Stored.NEW, Stored.NEW]


def test_an_undated_text_of_the_same_words_is_another_article(writer: Writer, make: Makers) -> None:
    undated = {"published": None, "content_hash": "same"}
    assert writer.write([make.fetched(**undated), moved(make, **undated)]) == [Stored.NEW, Stored.NEW]


def test_a_copy_does_not_revise_but_takes_over_when_the_own_page_is_gone(
    writer: Writer, db: Database, make: Makers
) -> None:
    edited = moved(make, body="搬家后改了。", content_hash="edited")
    assert writer.write([make.fetched(), moved(make), edited]) == [Stored.NEW, Stored.ALIAS, Stored.UNCHANGED]
    gone = FetchFailed(make.portal.key, "id-1", make.article().url, 404, "HTTP status 404", make.morning)
    assert writer.write([gone, edited]) == [None, Stored.REVISED]
    stored = read_article(db, "id-1")
    assert stored is not None
    assert (stored.article.body, stored.article.url) == ("搬家后改了。", "http://sthjt.zj.gov.cn/new/77.html")


def test_a_known_address_under_a_new_id_is_the_same_document(
    writer: Writer, db: Database, make: Makers
) -> None:
    renamed = make.fetched(id="id-by-url", body="编号规则改了，正文也改了。")
    assert writer.write([make.fetched(), renamed]) == [Stored.NEW, Stored.REVISED]
    assert [stored.article.id for stored in articles(db)] == ["id-1"]


@pytest.mark.proves("F16", "one document from two columns at once is one row with two columns")
def test_an_article_of_two_columns_is_one_article_with_both(
    writer: Writer, db: Database, make: Makers
) -> None:
    writer.write([make.listing(1), make.listing(1, column="通知公告")])
    writer.write([make.fetched(columns=("环保要闻",))])
    stored = read_article(db, "id-1")
    assert stored is not None
    assert stored.article.columns == ("环保要闻", "通知公告")
    assert stored.seq == 1


def test_a_column_that_lists_a_stored_article_is_added_to_it(
    writer: Writer, db: Database, make: Makers
) -> None:
    writer.write([make.listing(1), make.fetched()])
    writer.write([make.listing(1), make.listing(1, column="通知公告"), make.listing(1, column="通知公告")])
    stored = read_article(db, "id-1")
    assert stored is not None
    assert (stored.article.columns, stored.seq) == (("环保要闻", "通知公告"), 2)
    writer.write([make.fetched()])
    stored = read_article(db, "id-1")
    assert stored is not None
    assert (stored.article.columns, stored.seq) == (("环保要闻", "通知公告"), 2)


def test_a_copy_in_another_column_brings_its_column(writer: Writer, db: Database, make: Makers) -> None:
    writer.write([make.fetched(), moved(make, columns=("通知公告",))])
    stored = read_article(db, "id-1")
    assert stored is not None
    assert stored.article.columns == ("环保要闻", "通知公告")


@pytest.mark.proves("F12", "seq counts changes, not time")
def test_seq_is_strictly_increasing_over_batches_and_writers(
    writer: Writer, path: Path, db: Database, make: Makers, clock: Clock
) -> None:
    writer.write([make.fetched(1), make.fetched(2), make.fetched(1, body="改。")])
    clock.move(days=-1)
    with Writer(path, clock=clock) as second:
        second.write([make.fetched(3), make.fetched(2, editor="李")])
    numbers = [row["seq"] for row in rows(db, "SELECT seq FROM changes ORDER BY rowid")]
    assert numbers == [1, 2, 3, 4, 5]
    assert rows(db, "SELECT id, seq FROM articles ORDER BY number") == [
        {"id": "id-1", "seq": 3},
        {"id": "id-2", "seq": 5},
        {"id": "id-3", "seq": 4},
    ]


def test_a_number_is_not_given_again_after_a_purge(
    writer: Writer, path: Path, db: Database, make: Makers
) -> None:
    writer.write([make.fetched(1)])
    db_writing = writer._connection
    db_writing.execute("DELETE FROM articles")
    writer.write([make.fetched(2)])
    assert rows(db, "SELECT seq FROM articles") == [{"seq": 2}]


def test_a_batch_is_stored_wholly_or_not_at_all(writer: Writer, db: Database, make: Makers) -> None:
    foreign = make.fetched(2, portal="unknown")
    with pytest.raises(DataError, match="portal unknown"):
        writer.write([make.fetched(1), foreign])
    assert db["articles"].count == 0
    assert writer.write([make.fetched(1)]) == [Stored.NEW]
    assert rows(db, "SELECT seq FROM articles") == [{"seq": 1}]


def test_times_are_stored_in_utc_and_dates_of_publication_as_the_page_states_them(
    writer: Writer, db: Database, make: Makers
) -> None:
    at = make.morning.astimezone(CHINA_TIME) + timedelta(seconds=0.9)
    published = Timestamp(datetime(2022, 7, 22, tzinfo=CHINA_TIME), Precision.DAY)
    writer.write([make.fetched(fetched_at=at, published=published)])
    (row,) = rows(db, "SELECT first_seen_at, published_at, published_on, published_precision FROM articles")
    assert row == {
        "first_seen_at": "2022-07-22T01:00:00Z",
        "published_at": "2022-07-22T00:00:00+08:00",
        "published_on": "2022-07-22",
        "published_precision": "day",
    }


def test_a_naive_time_is_refused(writer: Writer, make: Makers) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        writer.write([make.fetched(fetched_at=datetime(2022, 7, 22))])  # noqa: DTZ001 - this is what is refused
