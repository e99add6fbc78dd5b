"""What a person takes back is gone: from what is shown, from the file, and from what later crawls bring."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from envnews.errors import DataError
from envnews.model import Link
from envnews.store import Quarantined, Stored, Writer
from envnews.store.articles.takedown import Reason
from envnews.store.file import database
from envnews.store.file.database import connect
from tests.store.conftest import kinds

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlite_utils import Database

    from tests.commands import Ended

    from .conftest import Makers

SECRET = "李四因私事被误登的全文"  # noqa: S105 - a text, not a password


def one(db: Database, sql: str) -> dict[str, Any]:
    (row,) = db.query(sql)
    return row


@pytest.mark.parametrize("reason", [Reason.PRIVACY, Reason.RIGHTS])
def test_a_person_and_a_right_erase_every_text_in_the_file(path: Path, make: Makers, reason: Reason) -> None:
    quarantined = Quarantined(
        *(make.portal.key, "id-1", make.article().url, "body", "no_body", SECRET),
        headers=(), body=SECRET.encode(), fetched_at=make.morning,
    )  # fmt: skip
    with Writer(path) as writer:
        writer.open_portal_run(writer.open_run("test"), make.portal)
        secret = make.fetched(headline=SECRET, body=SECRET * 30, body_html=SECRET, keywords=(SECRET,))
        writer.write([make.listing(1), quarantined, secret, make.fetched(body="改")])
        writer.write([make.fetched(2, previous=Link(make.article().url, SECRET))])
        withdrawn = writer.withdraw(make.article().url, reason)
    assert withdrawn is not None
    assert (withdrawn.id, withdrawn.revisions, withdrawn.pages, withdrawn.links) == ("id-1", 2, 1, 1)
    data = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert SECRET.encode() not in data
    assert "浙环发〔2022〕1号".encode() in data


def test_what_is_erased_leaves_a_tombstone_that_no_crawl_brings_back(
    writer: Writer, db: Database, make: Makers
) -> None:
    writer.write([make.fetched()])
    writer.withdraw("id-1", Reason.PRIVACY)
    assert writer.write([make.fetched(body="又来了")]) == [Stored.UNCHANGED]
    row = one(db, "SELECT * FROM articles")
    assert (row["status"], row["withdrawn_reason"], row["seq"]) == ("withdrawn", "privacy", 2)
    assert (row["headline"], row["body"], row["source"], row["keywords"]) == ("", "", None, "[]")
    assert json.loads(row["links"]) == {"previous": None, "next": None, "related": []}
    assert kinds(db) == ["new", "withdrawn"]


@pytest.mark.parametrize("reason", [Reason.PRIVACY, Reason.RIGHTS])
def test_no_page_of_what_is_erased_is_kept_in_quarantine(path: Path, make: Makers, reason: Reason) -> None:
    quarantined = Quarantined(
        *(make.portal.key, "id-1", make.article().url, "body", "no_body", SECRET),
        headers=(), body=SECRET.encode(), fetched_at=make.morning,
    )  # fmt: skip
    with Writer(path) as writer:
        writer.open_portal_run(writer.open_run("test"), make.portal)
        writer.write([make.listing(1), make.fetched()])
        writer.withdraw("id-1", reason)
        writer.write([quarantined])
    with closing(connect(path, readonly=True)) as connection:
        assert connection.execute("SELECT count(*) FROM quarantine").fetchone() == (0,)
        assert connection.execute("SELECT state, next_check_at FROM pages").fetchall() == [("stored", None)]


def test_a_withdrawal_for_another_reason_keeps_the_text_here(
    writer: Writer, db: Database, make: Makers
) -> None:
    writer.write([make.fetched()])
    writer.withdraw("id-1", Reason.DUPLICATE)
    writer.withdraw("id-1", Reason.DUPLICATE)
    assert one(db, "SELECT headline, status FROM articles") == {
        "headline": make.article().headline,
        "status": "withdrawn",
    }
    assert list(db.query("SELECT * FROM v_articles")) == []
    writer.withdraw("id-1", Reason.PRIVACY)
    assert one(db, "SELECT headline, seq FROM articles") == {"headline": "", "seq": 3}


@pytest.mark.parametrize("again", [False, True])
def test_what_is_merged_into_an_erased_article_is_erased_with_it_and_named(
    path: Path, make: Makers, run_here: Callable[..., Ended], *, again: bool
) -> None:
    with Writer(path) as writer:
        writer.open_portal_run(writer.open_run("test"), make.portal)
        bodies = [f"{SECRET}，第{number}处。" * 20 for number in range(1, 5)]
        writer.write([make.fetched(number, body=body) for number, body in enumerate(bodies, 1)])
        writer.write([make.fetched(3, body=bodies[2] + "改")])
        writer.write([make.fetched(5, previous=Link(make.article(3).url, SECRET)), make.fetched(6)])
        if again:  # as a version before left it
            writer.withdraw("id-1", Reason.RIGHTS)
            writer._connection.execute(
                "UPDATE articles SET status = 'merged', merged_into = 'id-1' WHERE id = 'id-2'"
            )
        else:
            writer.merge("id-2", "id-1")
        writer.merge("id-3", "id-2")
        writer.merge("id-4", "id-3")
        writer.merge("id-6", "id-5")
    told = run_here("withdraw", "id-1", "--reason", "rights", "--db", path)
    assert told.err.startswith(
        "already withdrawn: id-1, " if again else "withdrawn: id-1; erased: 2 versions, "
    )
    assert "\nwithdrawn and erased with it, as merged into it: id-2, id-3, id-4\n" in told.err
    with closing(connect(path, readonly=True)) as connection:
        found = connection.execute("SELECT id, status, merged_into, withdrawn_reason FROM articles")
        stored = {row[0]: tuple(row)[1:] for row in found}
    gone = ("withdrawn", None, "rights")
    assert stored == {f"id-{number}": gone for number in range(1, 5)} | {
        "id-5": ("active", None, None),
        "id-6": ("merged", "id-5", None),
    }
    assert SECRET.encode() not in b"".join(
        file.read_bytes() for file in path.parent.iterdir() if file.is_file()
    )
    assert "merged into it" not in run_here("withdraw", "id-1", "--reason", "rights", "--db", path).err


def test_what_is_merged_into_an_article_that_only_ends_is_kept(
    writer: Writer, db: Database, make: Makers
) -> None:
    writer.write([make.fetched(1), make.fetched(2)])
    writer.merge("id-2", "id-1")
    done = writer.withdraw("id-1", Reason.SOURCE_REMOVED)
    assert done
    assert done.merged == ()
    assert one(db, "SELECT status, headline FROM articles WHERE id = 'id-2'") == {
        "status": "merged",
        "headline": make.article(2).headline,
    }


def test_nothing_is_withdrawn_where_there_is_no_such_article(writer: Writer) -> None:
    assert writer.withdraw("http://sthjt.zj.gov.cn/unknown.html", Reason.PRIVACY) is None


def test_a_merged_article_names_the_one_that_stays(writer: Writer, db: Database, make: Makers) -> None:
    writer.write([make.fetched(1), make.fetched(2)])
    writer.merge("id-1", make.article(2).url)
    assert one(db, "SELECT status, merged_into, seq FROM articles WHERE id = 'id-1'") == {
        "status": "merged",
        "merged_into": "id-2",
        "seq": 3,
    }
    assert writer.write([make.fetched(1, body="改")]) == [Stored.UNCHANGED]
    assert kinds(db) == ["new", "new", "merged"]
    with pytest.raises(DataError, match="not two articles"):
        writer.merge("id-2", "id-2")


@pytest.mark.parametrize(
    "address",
    [
        "http://sthjt.zj.gov.cn/art/2022/7/22/art_1_1.html",
        "https://sthjt.zj.gov.cn/art/2022/7/22/art_1_1.html",
        "sthjt.zj.gov.cn/art/2022/7/22/art_1_1.html",
        "http://m.sthjt.zj.gov.cn/art/2022/7/22/art_1_1.html?from=timeline&utm_source=weixin#main",
        " HTTP://STHJT.zj.gov.cn:80/art/2022/7/22/art_1_1.html\n",
    ],
)
def test_an_article_is_found_by_its_address_as_people_pass_it_on(
    path: Path, make: Makers, address: str
) -> None:
    with Writer(path) as writer:
        writer.open_portal_run(writer.open_run("test"), make.portal)
        writer.write([make.fetched(1), make.fetched(2)])
        withdrawn = writer.withdraw(address, Reason.RIGHTS)
    assert withdrawn is not None
    assert withdrawn.id == "id-1"


@pytest.mark.parametrize(
    "address",
    ["", " ", "http://", "http://[", "id", "sthjt.zj.gov.cn/", "http://x.cn/art/2022/7/22/art_1_1.html"],
)
def test_another_address_names_no_article(path: Path, make: Makers, address: str) -> None:
    with Writer(path) as writer:
        writer.open_portal_run(writer.open_run("test"), make.portal)
        writer.write([make.fetched(1), make.fetched(2)])
        assert writer.withdraw(address, Reason.RIGHTS) is None


def test_a_reader_of_an_earlier_state_keeps_what_is_erased_in_the_file_and_that_is_told(
    path: Path, make: Makers, monkeypatch: pytest.MonkeyPatch, run_here: Callable[..., Ended]
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT", 200)
    with Writer(path) as writer:
        writer.open_portal_run(writer.open_run("test"), make.portal)
        writer.write([make.fetched(1, body=SECRET * 30)])
    command = ("withdraw", "id-1", "--reason", "privacy", "--db", path)
    with closing(connect(path, readonly=True)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM articles").fetchone()
        told = run_here(*command)
        assert (told.code, "itself still holds what was erased" in told.err) == (0, True)
        assert SECRET.encode() in path.read_bytes()
    told = run_here(*command)
    assert (told.code, "still holds" in told.err) == (0, False)
    assert SECRET.encode() not in b"".join(
        file.read_bytes() for file in path.parent.iterdir() if file.is_file()
    )


@pytest.mark.parametrize(
    "told",
    [" id-1\n", "请删除：{url}。谢谢", "标题 {url}，原文", "（{url}）", "{url}).", "见 {url}\n（第二段）"],
)
def test_an_article_is_known_from_the_words_around_its_address(
    writer: Writer, make: Makers, told: str
) -> None:
    writer.write([make.fetched()])
    withdrawn = writer.withdraw(told.format(url=make.article().url), Reason.DUPLICATE)
    assert withdrawn
    assert withdrawn.id == "id-1"


def test_a_withdrawal_counts_though_the_disk_is_full_for_what_overwrites(
    writer: Writer, make: Makers, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer.write([make.fetched()])

    def fill_up(connection: sqlite3.Connection) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr("envnews.store.writing.writer.optimise_index", fill_up)
    withdrawn = writer.withdraw("id-1", Reason.PRIVACY)
    assert withdrawn
    assert not withdrawn.overwritten
    monkeypatch.undo()
    again = writer.withdraw("id-1", Reason.PRIVACY)
    assert again
    assert again.overwritten
