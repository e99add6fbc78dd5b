"""Stories in the database: who is the original, what is linked, and which records change."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from envnews.model import CHINA_TIME, Precision, Timestamp
from envnews.store import FetchFailed, NotModified
from envnews.store.articles.takedown import Reason
from tests.store.conftest import HBZHAN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlite_utils import Database

    from envnews.store import Writer
    from tests.commands import Ended

    from .conftest import Clock, Makers

HEADLINE = "全省入海排污口整治现场会在临江召开"
TEXT = (
    "7月21日，全省入海排污口整治现场会在临江召开，会议通报了上半年排查进度，交流了溯源和分类整治的做法。\n"
    "会议要求，沿海各市要在十月底前完成重点口门整治，建立长效管护机制，并向社会公开整治清单。\n"
    "会前，与会代表现场观摩了临江港区雨污分流改造工程和自动监测站，听取了第三方治理单位的介绍。"
)
CUT = TEXT[: TEXT.index("会前")]
NOON = datetime(2022, 7, 22, 12, tzinfo=CHINA_TIME)


def at(**later: float) -> Timestamp:
    return Timestamp(NOON + timedelta(**later), Precision.MINUTE)


def day(number: int) -> Timestamp:
    return Timestamp(datetime(2022, 7, number, tzinfo=CHINA_TIME), Precision.DAY)


@pytest.fixture
def media(writer: Writer, make: Makers) -> str:
    """Key of a portal of media."""
    writer.open_portal_run(writer.open_run("test"), HBZHAN)
    return HBZHAN.key


@pytest.fixture
def reprinted(writer: Writer, make: Makers, media: str) -> None:
    """An article and its cut reprint an hour later."""
    reprint = make.fetched(2, portal=media, headline=HEADLINE, body=CUT, published=at(hours=1))
    writer.write([make.fetched(1, headline=HEADLINE, body=TEXT, published=at()), reprint])


def story(db: Database) -> dict[str, tuple[str, str]]:
    return {row["id"]: (row["story_id"], row["original_id"]) for row in db["articles"].rows}


def test_an_article_alone_is_its_own_original(writer: Writer, db: Database, make: Makers) -> None:
    writer.write([make.fetched(1, headline=HEADLINE, body=TEXT)])
    assert story(db) == {"id-1": ("id-1", "id-1")}
    assert db["stories"].count == db["reprints"].count == 0


@pytest.mark.proves("F16", "one text on two portals is two articles of one story, linked")
def test_a_reprint_is_linked_with_lag_and_what_it_cut(
    writer: Writer, db: Database, make: Makers, media: str
) -> None:
    own = make.fetched(1, headline=HEADLINE, body=TEXT, published=at())
    writer.write(
        [
            own,
            make.fetched(
                2, portal=media, headline=HEADLINE, body=CUT, published=at(hours=5), source="新华社"
            ),
        ]
    )
    assert story(db) == {"id-1": ("id-1", "id-1"), "id-2": ("id-1", "id-1")}
    (row,) = db.query("SELECT * FROM v_reprints")
    assert (row["id"], row["original_id"], row["lag_hours"], row["added"]) == ("id-2", "id-1", 5.0, 0.0)
    assert 0.2 < row["cut"] < 0.5
    assert row["cut_text"] == TEXT[TEXT.index("会前") :]
    assert db["articles"].get(2)["similarity"] == pytest.approx(1 - row["cut"], abs=0.001)


def test_the_reprint_of_a_stored_article_changes_no_other_record(
    writer: Writer, db: Database, make: Makers, media: str
) -> None:
    writer.write([make.fetched(1, headline=HEADLINE, body=TEXT, published=at())])
    writer.write([make.fetched(2, portal=media, headline=HEADLINE, body=TEXT, published=at(hours=1))])
    assert [(row["article"], row["kind"]) for row in db["changes"].rows] == [(1, "new"), (2, "new")]
    assert list(db["stories"].rows) == [{"id": "id-1", "original": 1, "articles": 2}]


def test_an_earlier_original_that_comes_later_takes_its_place_and_the_change_is_logged(
    writer: Writer, db: Database, make: Makers, media: str
) -> None:
    writer.write(
        [make.fetched(1, portal=media, headline=HEADLINE, body=TEXT, published=at(hours=4), source="新华社")]
    )
    writer.write([make.fetched(2, headline=HEADLINE, body=TEXT, published=at())])
    assert story(db) == {"id-1": ("id-1", "id-2"), "id-2": ("id-1", "id-2")}
    assert [(row["seq"], row["article"], row["kind"]) for row in db["changes"].rows] == [
        (1, 1, "new"),
        (2, 2, "new"),
        (3, 1, "updated"),
    ]
    assert db["articles"].get(1)["seq"] == 3
    (row,) = db.query("SELECT id, original_id, lag_hours FROM v_reprints")
    assert row == {"id": "id-1", "original_id": "id-2", "lag_hours": 4.0}


def test_the_department_that_media_name_is_the_original_even_if_its_page_says_a_later_day(
    writer: Writer, db: Database, make: Makers, media: str
) -> None:
    named = make.fetched(
        1, portal=media, headline=HEADLINE, body=TEXT, published=at(), source="浙江省生态环境厅网站"
    )
    writer.write([named, make.fetched(2, headline=HEADLINE, body=TEXT, published=day(23))])
    assert story(db)["id-1"] == ("id-1", "id-2")
    (row,) = db.query("SELECT id, named_id, lag_hours FROM v_reprints")
    assert row == {"id": "id-1", "named_id": "id-2", "lag_hours": -24.0}


def test_the_department_is_known_by_its_former_name_too(
    writer: Writer, db: Database, make: Makers, media: str
) -> None:
    former = {"source": "浙江省环境保护厅", "source_agency": "sthj-330000"}
    writer.write([make.fetched(1, headline=HEADLINE, body=TEXT, published=day(23))])
    writer.write([make.fetched(2, portal=media, headline=HEADLINE, body=TEXT, published=at(), **former)])
    assert story(db)["id-2"] == ("id-1", "id-1")
    assert [row["named_id"] for row in db.query("SELECT named_id FROM v_reprints")] == ["id-1"]


def test_a_department_that_states_a_day_alone_comes_before_media_of_that_day(
    writer: Writer, db: Database, make: Makers, media: str
) -> None:
    writer.write(
        [make.fetched(1, portal=media, headline=HEADLINE, body=TEXT, published=at(), source="新华社")]
    )
    writer.write([make.fetched(2, headline=HEADLINE, body=TEXT, published=day(22))])
    assert story(db)["id-1"] == ("id-1", "id-2")


def test_siblings_of_one_form_stay_apart(writer: Writer, db: Database, make: Makers) -> None:
    writer.write([make.fetched(number) for number in range(1, 7)])
    assert all(own == (name, name) for name, own in story(db).items())


def test_an_article_that_shows_two_stories_to_be_one_joins_them(
    writer: Writer, db: Database, make: Makers, media: str
) -> None:
    items = "".join(
        f"第{n}项工作是对{city}沿岸的企业逐一排查并建立台账，"
        for n, city in enumerate("甲乙丙丁戊己庚辛壬癸", 1)
    )
    third = len(items) // 10
    head, tail = items[: 7 * third], items[4 * third :]
    writer.write([make.fetched(1, portal=media, headline="排查", body=head, published=at(hours=1))])
    writer.write([make.fetched(2, portal=media, headline="再排查", body=tail, published=at(hours=2))])
    assert story(db) == {"id-1": ("id-1", "id-1"), "id-2": ("id-2", "id-2")}
    writer.write([make.fetched(3, headline="排查", body=items, published=at())])
    assert set(story(db).values()) == {(story(db)["id-1"][0], "id-3")}
    assert [row["articles"] for row in db["stories"].rows] == [3]
    assert [row["kind"] for row in db["changes"].rows] == ["new", "new", "new", "updated", "updated"]


def test_an_edit_keeps_the_story_and_states_anew_what_differs(
    writer: Writer, db: Database, make: Makers, media: str
) -> None:
    other = {"portal": media, "published": at(hours=1), "source": "新华社"}
    writer.write(
        [
            make.fetched(1, headline=HEADLINE, body=TEXT, published=at()),
            make.fetched(2, headline=HEADLINE, body=TEXT, **other),
        ]
    )
    writer.write([make.fetched(2, headline=HEADLINE, body=CUT, **other)])
    (row,) = db.query("SELECT cut, cut_text FROM v_reprints")
    assert row["cut"] > 0.2
    assert row["cut_text"].startswith("会前")
    assert db["articles"].get(2)["similarity"] < 0.8


def test_a_page_that_was_a_stub_at_first_joins_its_story_when_the_text_is_there(
    writer: Writer, db: Database, make: Makers, media: str
) -> None:
    writer.write([make.fetched(1, headline=HEADLINE, body=TEXT, published=at())])
    writer.write([make.fetched(2, portal=media, headline=HEADLINE, body="正文加载中", published=at(hours=1))])
    assert db["stories"].count == 0
    writer.write([make.fetched(2, portal=media, headline=HEADLINE, body=TEXT, published=at(hours=1))])
    assert story(db)["id-2"] == ("id-1", "id-1")


@pytest.mark.usefixtures("reprinted")
def test_an_erased_article_leaves_nothing_with_the_others(writer: Writer, db: Database) -> None:
    writer.withdraw("id-1", Reason.PRIVACY)
    assert db["reprints"].count == db["stories"].count == 0
    assert db["sketches"].count == 1
    assert story(db)["id-2"] == ("id-2", "id-2")


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.usefixtures("reprinted")
def test_who_takes_an_article_back_hears_of_its_reprints(
    path: Path, run_here: Callable[..., Ended], reason: Reason
) -> None:
    told = run_here("withdraw", "id-1", "--reason", reason, "--db", path)
    named = re.search(
        r"^still published: 1 other article of its story; .*\n  id-2  hbzhan  http", told.err, re.MULTILINE
    )
    assert bool(named) == (reason is not Reason.DUPLICATE), told.err
    assert "of its story" not in run_here("withdraw", "id-2", "--reason", reason, "--db", path).err


@pytest.mark.parametrize("reason", [Reason.PRIVACY, Reason.RIGHTS, Reason.SOURCE_REMOVED])
@pytest.mark.usefixtures("reprinted")
def test_who_takes_an_article_back_again_hears_since_when_it_is_and_of_what_stays(
    path: Path, writer: Writer, make: Makers, run_here: Callable[..., Ended], reason: Reason
) -> None:
    command = ("withdraw", "id-1", "--reason", reason, "--db", path)
    first = run_here(*command).err.splitlines()
    again = run_here(*command)
    assert (again.code, again.err.splitlines()[1:]) == (0, first[1:])
    assert re.match(rf"already withdrawn: id-1, for {reason}, since 20\S+Z\. ", again.err), again.err
    later = make.fetched(3, portal=HBZHAN.key, headline=HEADLINE, body=TEXT, published=at(hours=9))
    writer.write([later])
    assert "still published: 2 other articles of its story" in run_here(*command).err
    run_here("withdraw", "id-2", "--reason", reason, "--db", path)
    assert re.findall(r"^  (id-\d)", run_here(*command).err, re.MULTILINE) == ["id-3"]
    run_here("withdraw", "id-3", "--reason", reason, "--db", path)
    assert "still published" not in run_here(*command).err


@pytest.mark.usefixtures("reprinted")
def test_what_moves_with_its_story_later_is_withdrawn_since_the_same_time(
    writer: Writer, db: Database, make: Makers, clock: Clock
) -> None:
    writer.withdraw("id-2", Reason.SOURCE_REMOVED)
    (since,) = [row["at"] for row in db["changes"].rows if row["kind"] == "withdrawn"]
    clock.move(hours=1)
    earlier = make.fetched(3, headline=HEADLINE, body=TEXT, published=at(hours=-9))
    writer.write([earlier])
    assert story(db)["id-2"][1] == "id-3"
    assert db["articles"].get(2)["updated_at"] > since
    again = writer.withdraw("id-2", Reason.SOURCE_REMOVED)
    assert again
    assert again.already == ("source_removed", since)


@pytest.mark.usefixtures("reprinted")
def test_a_reprint_that_had_left_its_site_is_named_when_it_is_back(
    path: Path, writer: Writer, make: Makers, media: str, run_here: Callable[..., Ended]
) -> None:
    url = make.article(2).url
    days = [make.morning + timedelta(days=day) for day in (1, 5, 9)]
    writer.write([FetchFailed(media, "id-2", url, 404, "HTTP status 404", at) for at in days])
    command = ("withdraw", "id-1", "--reason", "privacy", "--db", path)
    for _ in range(2):
        assert "still published" not in run_here(*command).err
    writer.write([NotModified(media, "id-2", make.morning + timedelta(days=10))])
    assert "still published: 1 other article of its story" in run_here(*command).err


@pytest.mark.usefixtures("reprinted")
def test_another_reason_for_erasing_what_is_erased_names_what_stays(
    path: Path, run_here: Callable[..., Ended]
) -> None:
    for reason, told in (("duplicate", 0), ("privacy", 1), ("rights", 1), ("duplicate", 1)):
        ended = run_here("withdraw", "id-1", "--reason", reason, "--db", path)
        assert ended.err.count("\n  id-2  hbzhan") == told, ended.err
    assert ended.err.startswith("already withdrawn: id-1, for rights, since ")


@pytest.mark.usefixtures("reprinted")
def test_reindex_places_what_another_program_loaded(writer: Writer, db: Database) -> None:
    for table in ("sketches", "story_keys", "reprints", "stories"):
        writer._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    writer._connection.execute("UPDATE articles SET story_id = id, original_id = id, similarity = 1.0")
    writer.reindex()
    assert story(db)["id-2"] == ("id-1", "id-1")
    assert db["reprints"].count == 1


def test_an_edited_article_is_found_by_its_new_text_and_no_longer_by_its_old_one(
    writer: Writer, db: Database, make: Makers, media: str
) -> None:
    old, new = ("".join(f"{word}断面{n}个，水质{n}类。" for n in range(3, 15)) for word in ("清河", "月湖"))
    writer.write([make.fetched(1, headline=HEADLINE, body=old)])
    writer.write([make.fetched(1, headline=HEADLINE, body=new)])
    keys = {row["key"] for row in db["story_keys"].rows}
    assert len(db.execute("SELECT keys FROM sketches").fetchone()[0]) == 8 * len(keys)
    writer.write(
        [
            make.fetched(2, headline=HEADLINE, body=old, portal=media),
            make.fetched(3, headline=HEADLINE, body=new, portal=media),
        ]
    )
    found = story(db)
    assert found["id-1"][0] == found["id-3"][0] != found["id-2"][0]


def test_an_edit_that_changes_a_fact_makes_an_article_alone_join_its_story(
    writer: Writer, db: Database, make: Makers, media: str
) -> None:
    text = "记者从省生态环境厅获悉，截至{}，全省累计建成农村污水处理设施1743座，治理率达46.2%，运行率由61%提高到92%。"
    writer.write([make.fetched(1, headline=HEADLINE, body=text.format("10月26日"))])
    writer.write([make.fetched(2, headline=HEADLINE, body=text.format("10月28日"), portal=media)])
    stories = [row["story_id"] for row in db["articles"].rows]
    assert len(set(stories)) == 2
    writer.write([make.fetched(2, headline=HEADLINE, body=text.format("10月26日"), portal=media)])
    assert {row["story_id"] for row in db["articles"].rows} == {stories[0]}
