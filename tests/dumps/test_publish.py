"""What a dump holds, that it is reproducible, and that nothing half-done is ever seen."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from envnews.dumps import Scope, Text
from envnews.dumps.privacy.fields import suspicious
from envnews.dumps.privacy.markup import mask_html
from envnews.dumps.privacy.numbers import mask
from envnews.dumps.publishing import retention
from envnews.dumps.records.layout import FULL, LATEST
from envnews.errors import DataError, LockedError, UsageError
from envnews.store import Writer
from envnews.store.articles.takedown import Reason
from tests.store.conftest import fetched

from .conftest import World, lines, media, open_world

if TYPE_CHECKING:
    from pathlib import Path


def digests(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_a_dump_holds_every_format_and_its_sums_are_right(world: World) -> None:
    done = world.publish(formats=("jsonl", "csv", "sqlite", "parquet"))
    assert (done.articles, done.changes, done.latest.head_seq) == (8, 0, 8)
    names = {file.name for file in world.full.iterdir()}
    assert names == {
        "articles-00000.jsonl.gz", "articles.csv", "articles.parquet", "envnews.sqlite.gz", "tombstones.jsonl.gz",
        "portals.json", "agencies.json", "datapackage.json", "SHA256SUMS", "RIGHTS.md",
    }  # fmt: skip
    sums = shutil.which("sha256sum")
    assert sums
    subprocess.run([sums, "--check", "--quiet", "SHA256SUMS"], cwd=world.full, check=True)  # noqa: S603 - coreutils
    manifest = (world.out / world.latest.full.path).read_bytes()
    assert hashlib.sha256(manifest).hexdigest() == world.latest.full.sha256


def test_two_dumps_of_one_state_are_equal_byte_for_byte(world: World, tmp_path: Path) -> None:
    formats = ("jsonl", "csv", "sqlite", "parquet")
    world.publish(formats=formats)
    world.publish(out=tmp_path / "again", formats=formats)
    assert digests(world.out) == digests(tmp_path / "again")
    world.publish(formats=formats)
    assert digests(world.out) == digests(tmp_path / "again")


def test_the_record_is_what_the_database_holds(world: World) -> None:
    world.publish()
    with closing(sqlite3.connect(world.path)) as connection:
        connection.row_factory = sqlite3.Row
        row = dict(connection.execute("SELECT * FROM articles WHERE id = 'id-3'").fetchone())
    record = world.records()["id-3"]
    del row["number"]
    assert set(record) == set(row)
    assert list(record)[-1] == "body_html"
    for name, value in row.items():
        assert record[name] == (json.loads(value) if isinstance(record[name], list | dict) else value), name


def test_media_are_published_as_excerpts_and_official_documents_whole(world: World) -> None:
    world.writer.write([media(9, body="长" * 300), fetched(9, body="长" * 300)])
    world.publish()
    records = world.records()
    whole, cut = records["id-9"], records["m-9"]
    assert (whole["body"], whole["body_scope"]) == ("长" * 300, "full")
    assert (cut["body"], cut["body_html"], cut["tables"], cut["body_scope"]) == (
        "长" * 199 + "…",
        "",
        [],
        "excerpt",
    )
    with_body, without = world.out.parent / "full", world.out.parent / "none"
    world.publish(out=with_body, scope=Scope(Text.FULL))
    world.publish(out=without, scope=Scope(Text.NONE))
    [file] = with_body.glob("v1/full/*/articles-00000.jsonl.gz")
    assert {record["body_scope"] for record in lines(file)} == {"full"}
    [file] = without.glob("v1/full/*/articles-00000.jsonl.gz")
    assert "长长" not in json.dumps(lines(file), ensure_ascii=False)


def test_a_dump_of_a_portal_or_a_period_holds_no_other_article(world: World) -> None:
    from datetime import date  # noqa: PLC0415 - used once

    world.publish(scope=Scope(portals=("cenews",)))
    assert set(world.records()) == {"m-1", "m-2", "m-3"}
    assert [portal["key"] for portal in json.loads((world.full / "portals.json").read_text())] == ["cenews"]
    later = world.out.parent / "later"
    assert world.publish(out=later, scope=Scope(since=date(2022, 7, 23))).articles == 0


def test_a_folder_holds_one_scope(world: World) -> None:
    world.publish()
    with pytest.raises(UsageError, match="give each its own folder"):
        world.publish(scope=Scope(Text.FULL))


def test_what_is_withdrawn_is_a_tombstone_and_nothing_else(world: World) -> None:
    world.publish()
    world.writer.withdraw("id-2", Reason.PRIVACY)
    world.writer.withdraw("m-2", Reason.DUPLICATE)
    world.writer.merge("id-4", "id-1")
    world.publish()
    assert {"id-2", "id-4", "m-2"}.isdisjoint(world.records())
    expected = {"id-2": ("withdraw", "privacy"), "m-2": ("withdraw", "duplicate"), "id-4": ("merge", None)}
    stones = lines(world.full / "tombstones.jsonl.gz")
    assert {stone["id"]: (stone["op"], stone["withdrawn_reason"]) for stone in stones} == expected
    [changes] = world.latest.changes
    assert [line["id"] for line in lines(world.out / changes.path)] == ["id-2", "m-2", "id-4"]
    assert all("headline" not in stone for stone in stones)


def test_changes_carry_whole_records_in_closed_intervals(world: World) -> None:
    world.publish()
    world.writer.write([fetched(1, body="改了。"), fetched(6), fetched(1, body="又改了。")])
    world.publish()
    world.writer.write([fetched(7)])
    world.publish()
    first, second = world.latest.changes
    assert (first.first, second.first) == (9, first.last + 1)
    assert second.last == world.latest.head_seq
    upserts = {line["id"]: line for line in lines(world.out / first.path)}
    assert list(upserts)[-1] == "id-1"
    assert [line["seq"] for line in upserts.values()] == sorted(line["seq"] for line in upserts.values())
    assert upserts["id-1"].pop("op") == "upsert"
    assert upserts["id-1"] == world.records()["id-1"]
    before = digests(world.out / "v1/changes")
    world.publish()
    assert digests(world.out / "v1/changes") == before


def test_nothing_new_makes_no_change_file(world: World) -> None:
    world.publish()
    assert world.publish().changes == 0
    assert world.latest.changes == ()


def test_changes_alone_leave_the_full_dump(world: World) -> None:
    world.publish()
    full = world.latest.full
    world.writer.write([fetched(6)])
    world.publish(changes_only=True)
    assert world.latest.full == full
    assert world.latest.head_seq == 9


def test_the_snapshot_is_a_sound_database_of_published_articles(world: World, tmp_path: Path) -> None:
    world.writer.withdraw("id-2", Reason.DUPLICATE)
    world.publish()
    plain = tmp_path / "snapshot.db"
    plain.write_bytes(gzip.decompress((world.full / "envnews.sqlite.gz").read_bytes()))
    with closing(sqlite3.connect(plain)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT count(*) FROM v_articles").fetchone() == (7,)
        assert connection.execute("SELECT count(*) FROM keywords").fetchone() == (14,)
        for table in ("pages", "quarantine", "revisions", "runs", "dataset"):
            query = f"SELECT count(*) FROM {table}"  # noqa: S608 - names of our own
            assert connection.execute(query).fetchone() == (0,), table


def test_numbers_of_persons_are_masked_in_every_format(world: World) -> None:
    identity, mobile = "11010519491231002X", "13812345678"
    text = f"当事人张三，身份证号{identity}，电话{mobile}。"
    secret = fetched(
        6, headline=text, body=text * 9, body_html=f'<p>{text}<a href="http://a.cn/{mobile}.html">附件</a></p>',
        keywords=(mobile,), tables=(((text, "x"),),), url=f"http://sthjt.zj.gov.cn/{mobile}.html",
    )  # fmt: skip
    world.writer.write([secret])
    assert world.publish(formats=("jsonl", "csv", "sqlite", "parquet")).masked == 1
    record = world.records()["id-6"]
    assert record["headline"] == "当事人张三，身份证号110***************，电话138********。"
    assert record["url"].endswith(f"/{mobile}.html")
    assert f'href="http://a.cn/{mobile}.html"' in record["body_html"]
    snapshot = gzip.decompress((world.full / "envnews.sqlite.gz").read_bytes())
    assert snapshot.replace(f"/{mobile}.html".encode(), b"").count(mobile.encode()) == 0
    files = [
        snapshot,
        (world.full / "articles.csv").read_bytes(),
        (world.out / "v1/feeds/all.atom").read_bytes(),
    ]
    assert all(identity.encode() not in data and b"138********" in data for data in files)
    world.writer.write([fetched(7, body=text)])
    world.publish()
    [line] = lines(world.out / world.latest.changes[0].path)
    assert identity not in json.dumps(line)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("138-1234-5678", "138-****-****"),
        ("138 1234 5678", "138 **** ****"),
        ("+8613812345678", "+86138********"),
        ("１３８１２３４５６７８", "１３８********"),
        ("110105 19491231 002x", "110 ***"),
        ("工单号20220722123456", None),
        ("W020220722383838123456", None),
        ("1381234567", None),
        ("0571-28869033", None),
        ("110105194912310021", None),
    ],
)
def test_numbers_of_persons_are_told_from_others(text: str, masked: str | None) -> None:
    if text.startswith("110105 "):
        masked = "110*** ******** ****"
    assert mask(text) == (masked or text)
    assert mask(mask(text)) == mask(text)


@pytest.mark.parametrize(
    "number", ["13812345678", "11010519491231002X", "138 1234 5678", "１３８１２３４５６７８"]
)
@pytest.mark.parametrize("before", ["电话", "2022年7月", "+86", "(", "\n", "A1、", "8个"])
@pytest.mark.parametrize("after", ["转A座", "，", "年1", "\n", "。86", "B座"])
def test_what_is_masked_is_looked_at_closely(number: str, before: str, after: str) -> None:
    text = before + number + after
    line = json.dumps({"body": text}, ensure_ascii=False).encode()
    assert suspicious(line) or mask(text) == text


def test_no_page_of_the_snapshot_keeps_a_number_that_is_masked(world: World) -> None:
    mobile = "13812345678"
    world.writer.write([fetched(6, body=f"电话{mobile}。" + "水" * 90_000 + f"电话{mobile}。")])
    world.publish()
    assert mobile.encode() not in gzip.decompress((world.full / "envnews.sqlite.gz").read_bytes())


@pytest.mark.proves("F29", "control characters and broken UTF-8 are in no format of a dump")
def test_what_no_text_may_hold_is_in_no_format(world: World) -> None:
    """The writer lets none in; another program, or an older version, may have."""
    with closing(sqlite3.connect(world.path)) as connection:
        strange = '水\x00\x01\x1b\u2028\t\r\n"\\\x7f'
        connection.execute(
            "UPDATE articles SET headline = ?1, body = ?1, editor = ?1 WHERE id = 'id-1'", [strange]
        )
        connection.execute("UPDATE articles SET body = CAST(x'E6B0B4EDA080' AS TEXT) WHERE id = 'id-2'")
        connection.commit()
    world.publish(formats=("jsonl", "csv", "sqlite", "parquet"), force=True)
    records = world.records()
    clean = '水\u2028\t\r\n"\\\x7f'
    assert (records["id-1"]["headline"], records["id-1"]["body"], records["id-1"]["editor"]) == (clean,) * 3
    assert records["id-2"]["body"].startswith("水\ufffd")
    snapshot = gzip.decompress((world.full / "envnews.sqlite.gz").read_bytes())
    table = (world.full / "articles.csv").read_bytes()
    assert "水\x00\x01".encode() not in snapshot + table
    assert b"\xed\xa0\x80" not in snapshot + table
    table.decode()


def test_addresses_in_tags_stay_and_alternative_texts_are_masked() -> None:
    html = '<p><img src="http://a.cn/13812345678.jpg" alt="电话13812345678">13812345678</p>'
    assert (
        mask_html(html) == '<p><img src="http://a.cn/13812345678.jpg" alt="电话138********">138********</p>'
    )


def test_a_restored_database_is_noticed(world: World) -> None:
    world.publish()
    backup = world.path.with_name("backup.db")
    with closing(sqlite3.connect(world.path)) as connection:
        connection.execute("VACUUM INTO ?", (str(backup),))
    world.clock.move(hours=1)
    world.writer.write([fetched(6)])
    world.publish()
    world.writer.close()
    backup.replace(world.path)
    for file in world.path.parent.glob("envnews.db-*"):
        file.unlink()
    world.writer = open_writer(world)
    restored = world
    with pytest.raises(DataError, match="restored from a backup"):
        restored.publish()
    world.clock.move(hours=1)
    restored.writer.write([fetched(7)])
    with pytest.raises(DataError, match="--new-epoch"):
        restored.publish()
    before = restored.latest
    restored.publish(new_epoch=True)
    assert restored.latest.epoch != before.epoch
    assert restored.latest.dataset == before.dataset
    assert restored.latest.changes == ()


def open_writer(world: World) -> Writer:
    return Writer(world.path, clock=world.clock)


def test_another_database_is_not_published_into_the_same_folder(world: World, tmp_path: Path) -> None:
    world.publish()
    other = open_world(tmp_path / "other")
    other.out = world.out
    with pytest.raises(DataError, match="another database"):
        other.publish()
    other.writer.close()


def test_two_publications_at_once_are_one_too_many(world: World) -> None:
    from envnews.dumps.publishing.folder import locked  # noqa: PLC0415 - used once

    with locked(world.out), pytest.raises(LockedError, match="try again later"):
        world.publish()


def test_old_full_dumps_and_change_files_go(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.publish()
    for number in range(6, 10):
        world.writer.write([fetched(number)])
        world.publish()
    assert len(list((world.out / "v1/full").iterdir())) == 5
    assert len(world.latest.changes) == 4
    day = 24 * 3600
    for file in world.out.rglob("*"):
        old = file.stat().st_mtime - 100 * day
        os.utime(file, (old, old))
    world.writer.write([fetched(10)])
    world.publish()
    assert len(list((world.out / "v1/full").iterdir())) == 2
    assert [(file.first, file.last) for file in world.latest.changes] == [(13, 13)]
    assert 90 * day == retention.CHANGES_KEPT


@pytest.mark.proves("S11", "no cell of the CSV begins a formula")
def test_csv_cells_begin_no_formula_and_fit(world: World) -> None:
    import csv  # noqa: PLC0415 - used once

    world.writer.write(
        [
            fetched(
                6,
                headline='=HYPERLINK("http://x")',
                source="＋cmd",
                author="@x",
                editor=" -1",
                body="长\n" * 40_000,
            ),
            fetched(7, headline="\t=1", subtitle="-2", keywords=("=1", "b")),
        ]
    )
    world.publish()
    data = (world.full / "articles.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines(keepends=True)))
    assert len(rows) == 10
    for row in rows:
        for cell in row.values():
            assert not cell.lstrip().startswith(tuple("=+-@＝＋－＠"))
            assert not cell.startswith(("\t", "\r", "\n"))
            assert len(cell) <= 32_767
    [strange] = [row for row in rows if row["id"] == "id-6"]
    assert strange["body"].endswith("（全文见 articles-*.jsonl.gz）")
    assert strange["headline"] == '\'=HYPERLINK("http://x")'


def test_a_purge_of_damaged_files_names_the_one_and_changes_nothing(world: World) -> None:
    from envnews.dumps.publishing.purge import purge  # noqa: PLC0415 - used here and below

    world.publish()
    world.writer.write([fetched(1, body="改了")])
    world.writer.withdraw("id-1", Reason.PRIVACY)
    world.publish()
    [old] = set((world.out / FULL).glob("*/articles-00000.jsonl.gz")) - {
        world.full / "articles-00000.jsonl.gz"
    }
    for damaged in (old.read_bytes()[:40], b"no gzip", gzip.compress(b"no json\n")):
        old.write_bytes(damaged)
        before = (world.out / LATEST).read_bytes()
        with pytest.raises(DataError, match=r"articles-00000\.jsonl\.gz: it is damaged .*purge again"):
            purge(world.path, world.out)
        assert (world.out / LATEST).read_bytes() == before


def test_purge_reaches_what_was_published_before(world: World) -> None:
    from envnews.dumps.publishing.purge import purge  # noqa: PLC0415 - used once

    world.publish()
    world.writer.write([fetched(6, headline="李四的私事", body="李四的私事")])
    world.publish()
    first = world.latest.changes[0].path
    world.writer.withdraw("id-6", Reason.PRIVACY)
    with pytest.raises(DataError, match="run `envnews dump` first"):
        purge(world.path, world.out)
    world.publish()
    gone = purge(world.path, world.out)
    assert first in gone
    assert len(gone) == 2
    assert world.latest.purged == gone
    for file in world.out.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            assert "李四".encode() not in (gzip.decompress(data) if file.suffix == ".gz" else data), file
    assert [(file.first, file.last, file.rows) for file in world.latest.changes] == [(9, 9, 0), (10, 10, 1)]
    assert purge(world.path, world.out) == ()
