"""Somebody publishes a dump to harm those who import it: sizes, sums and rows are stated rightly, the content is not."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from envnews.dumps import Scope, Text
from envnews.dumps.importing import importer
from envnews.dumps.records.reading import strict_json
from envnews.errors import DataError, EnvnewsError
from tests.store.conftest import fetched

from .conftest import World, lines, media, open_world
from .test_import import add_changes, copies, encoded, follow, restate, rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Json = dict[str, Any]
ARTICLES, STONES = "articles-00000.jsonl.gz", "tombstones.jsonl.gz"
DEEP = json.loads("[" * 300 + "]" * 300)
STONE = {
    "op": "withdraw", "id": "zz", "portal": "cenews", "seq": 8, "status": "withdrawn", "withdrawn_reason": "rights",
    "merged_into": None, "updated_at": "2022-07-22T01:00:00Z",
}  # fmt: skip


def forge(world: World, name: str, edit: Callable[[bytes], bytes]) -> None:
    """Change a file of the full dump, and state its size, sum and rows anew, up to `latest.json`."""
    latest_file = world.out / "latest.json"
    latest = json.loads(latest_file.read_bytes())
    manifest_file = world.out / latest["full"]["path"]
    manifest = json.loads(manifest_file.read_bytes())
    file = manifest_file.parent / name
    data = file.read_bytes()
    content = edit(gzip.decompress(data) if name.endswith(".gz") else data)
    packed = gzip.compress(content) if name.endswith(".gz") else content
    file.write_bytes(packed)
    [resource] = [each for each in manifest["resources"] if each["path"] == name]
    resource |= {"bytes": len(packed), "hash": f"sha256:{hashlib.sha256(packed).hexdigest()}"}
    if "rows" in resource:
        resource["rows"] = content.count(b"\n")
    data = json.dumps(manifest).encode()
    manifest_file.write_bytes(data)
    latest["full"] |= {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    latest_file.write_text(json.dumps(latest))


def each(**fields: object) -> Callable[[bytes], bytes]:
    """Return an edit that sets fields of all records."""
    return lambda data: b"".join(encoded(json.loads(line) | fields) for line in data.splitlines())


def replaced(pattern: bytes, text: bytes) -> Callable[[bytes], bytes]:
    def edit(data: bytes) -> bytes:
        edited, count = re.subn(pattern, text, data, count=1)
        assert count == 1
        return edited

    return edit


def reordered(data: bytes) -> bytes:
    return b"".join(reversed(data.splitlines(keepends=True)))


def stone(**fields: object) -> Callable[[bytes], bytes]:
    return lambda _: encoded(STONE | fields)


def portals(**fields: object) -> Callable[[bytes], bytes]:
    return lambda data: json.dumps([portal | fields for portal in json.loads(data)]).encode()


IMAGE, LINK = {"url": "http://a.cn/x.jpg", "caption": "水"}, {"url": "http://a.cn/", "title": "水"}

ATTACKS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "NaN": (ARTICLES, replaced(rb'"similarity":[^,]+', b'"similarity":NaN')),
    "number beyond a double": (ARTICLES, replaced(rb'"similarity":[^,]+', b'"similarity":1e999')),
    "NaN within a table": (ARTICLES, replaced(rb'"tables":\[', b'"tables":[[[NaN]],')),
    "similarity beyond one": (ARTICLES, each(similarity=7.5)),
    "integer of 5,000 digits": (ARTICLES, replaced(rb'"seq":\d+', b'"seq":' + b"1" * 5000)),
    "integer beyond SQLite": (ARTICLES, replaced(rb'"views":\d+', b'"views":' + b"1" * 50)),
    "truth as a number": (ARTICLES, each(seq=True)),
    "huge size of a file": (ARTICLES, replaced(rb'"size":null', b'"size":1' + b"0" * 400)),
    "key named twice": (ARTICLES, replaced(rb'"id":"id-1"', b'"id":"id-1","id":"id-9"')),
    "deep table": (ARTICLES, each(tables=DEEP)),
    "deep unknown field of an image": (ARTICLES, each(images=[IMAGE | {"x": DEEP}])),
    "deep topic": (ARTICLES, each(topics={"water": [DEEP]})),
    "caption that is none": (ARTICLES, each(images=[IMAGE | {"caption": 7}])),
    "attachment without name": (ARTICLES, each(attachments=[{"url": "http://a.cn/x.pdf"}])),
    "table of words": (ARTICLES, each(tables=["x"])),
    "link without title": (ARTICLES, each(links={"previous": {"url": "http://a.cn/"}, "next": None, "related": []})),
    "related links that are none": (ARTICLES, each(links={"previous": None, "next": None, "related": {}})),
    "script as related link": (
        ARTICLES, each(links={"previous": None, "next": None, "related": [LINK | {"url": "javascript:x()"}]}),
    ),
    "witness that is a word": (ARTICLES, each(witnesses=["x"])),
    "problem without message": (ARTICLES, each(problems=[{"field": "x"}])),
    "topic that is a formula": (ARTICLES, each(topics={"=x()": ["a"]})),
    "region named twice": (ARTICLES, each(regions=["330000", "330000"])),
    "revision that the table forbids": (ARTICLES, each(revision=0)),
    "half a pair in a caption": (ARTICLES, replaced(rb'"caption":"', b'"caption":"\\\\ud800')),
    "control character in a caption": (ARTICLES, replaced(rb'"caption":"', b'"caption":"\\\\u0000')),
    "file as address": (ARTICLES, each(url="file:///etc/passwd")),
    "line end in an address": (ARTICLES, each(url="http://a.cn/\nx")),
    "address without host": (ARTICLES, each(canonical_url="http:///x")),
    "address that none can read": (ARTICLES, each(canonical_url="http://[a/")),
    "path as id": (ARTICLES, each(id="../../x")),
    "line end after an id": (ARTICLES, replaced(rb'"id":"id-1"', rb'"id":"id-1\\n"')),
    "date that has not come": (ARTICLES, each(published_at="2999-07-22T07:10:17+08:00", published_on="2999-07-22")),
    "date of no calendar": (ARTICLES, each(published_at="2022-99-99T99:99:99+08:00", published_on="2022-99-99")),
    "change that has not come": (ARTICLES, each(updated_at="2999-01-01T00:00:00Z")),
    "change of no calendar": (ARTICLES, each(updated_at="2022-13-45T99:99:99Z")),
    "day of another date": (ARTICLES, each(published_on="2021-01-01")),
    "byte order mark": (ARTICLES, lambda data: b"\xef\xbb\xbf" + data),
    "line in UTF-16": (ARTICLES, lambda data: data + json.dumps({"a": 1}).encode("utf-16") + b"\n"),
    "numbers that go back": (ARTICLES, reordered),
    "one number for all": (ARTICLES, each(seq=3)),
    "number of a record for a tombstone": (STONES, stone(seq=1)),
    "article merged into itself": (STONES, stone(status="merged", merged_into="zz")),
    "article merged into no id": (STONES, stone(status="merged", merged_into="../x")),
    "portal that is a path": ("portals.json", portals(key="../x")),
    "portal with half a pair": ("portals.json", replaced(rb'"title": "', b'"title": "\\\\ud800')),
    "portal with a NUL": ("portals.json", replaced(rb'"title": "', b'"title": "\\\\u0000')),
    "portal with a script as home": ("portals.json", portals(home="javascript:x()")),
    "portal that changed at no time": ("portals.json", portals(updated_at="x")),
    "portals that are none": ("portals.json", lambda _: b"null"),
    "agency with half a pair": ("agencies.json", lambda _: b'[{"id":"x","name":"\\ud800","kind":"k","region":null}]'),
    "agencies of numbers": ("agencies.json", lambda _: b"[NaN]"),
}  # fmt: skip


@pytest.mark.proves(
    "S22", "50 dumps made to harm, their sums stated rightly: refused as a whole, nothing written"
)
@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_no_record_is_refused_before_anything_is_written(
    world: World, tmp_path: Path, attack: str
) -> None:
    world.publish(scope=Scope(Text.FULL))
    name, edit = ATTACKS[attack]
    forge(world, name, edit)
    mirror = tmp_path / "mirror.db"
    with pytest.raises(EnvnewsError) as error:
        follow(world, mirror)
    assert error.value.exit_code == 65
    assert not mirror.exists()


IN_DISORDER = {"numbers that go back", "byte order mark", "line in UTF-16"}
SAMPLE = [name for name, (file, _) in ATTACKS.items() if file == ARTICLES and name not in IN_DISORDER][::4]


@pytest.mark.parametrize("attack", SAMPLE)
def test_one_such_line_among_a_thousand_is_listed_and_left_out(
    world: World, tmp_path: Path, attack: str
) -> None:
    world.publish(scope=Scope(Text.FULL))
    evil = edited(world, attack).splitlines(keepends=True)[0]
    good = copies(world, 1100, {})
    evil = re.sub(rb'"seq": ?1\b', b'"seq":1500', evil.replace(b'{"', b'{"op":"upsert","', 1), count=1)
    add_changes(world, 1900, good + evil)
    mirror = tmp_path / "mirror.db"
    # What is left out is settled when the dump is verified; one time it is applied, too.
    applied = attack == SAMPLE[0]
    done = follow(world, mirror, dry_run=not applied)
    assert [reject.line for reject in done.rejects] == [1101]
    assert mirror.exists() == applied
    if applied:
        assert len(rows(mirror)) == 1108


def edited(world: World, attack: str) -> bytes:
    return ATTACKS[attack][1](gzip.decompress((world.full / ARTICLES).read_bytes()))


def test_a_file_that_is_named_twice_is_refused(world: World, tmp_path: Path) -> None:
    world.publish()
    manifest_file = world.out / world.latest.full.path
    manifest = json.loads(manifest_file.read_bytes())
    manifest["resources"].append(manifest["resources"][0])
    data = json.dumps(manifest).encode()
    manifest_file.write_bytes(data)
    latest = json.loads((world.out / "latest.json").read_bytes())
    latest["full"] |= {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    (world.out / "latest.json").write_text(json.dumps(latest))
    with pytest.raises(DataError, match="twice"):
        follow(world, tmp_path / "mirror.db")
    (world.out / "latest.json").write_text(json.dumps(latest)[:-1] + ', "epoch": "other"}')
    with pytest.raises(DataError, match="twice"):
        follow(world, tmp_path / "mirror.db")
    assert not (tmp_path / "mirror.db").exists()


def test_what_changes_after_it_was_verified_is_not_read(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from envnews.dumps import ImportPlan, import_dump  # noqa: PLC0415 - used once

    world.publish()
    world.writer.write([fetched(6, body="水" * 30)])
    world.publish(changes_only=True)
    changes = world.out / world.latest.changes[0].path
    line = lines(changes)[0]
    monkeypatch.setattr(importer, "BATCH", 3)
    mirror = tmp_path / "mirror.db"

    def meddle(done: int, _: int) -> None:
        if done == 3:
            restate(world, world.latest.changes[0].path, gzip.compress(encoded(line | {"headline": "别的"})))

    with pytest.raises(DataError, match="since it was verified"):
        import_dump(ImportPlan(str(world.out), mirror), meddle)
    assert "id-6" not in rows(mirror)
    follow(world, mirror)
    assert rows(mirror)["id-6"]["headline"] == "别的"


def test_a_dump_takes_no_address_from_a_portal_that_is_crawled_here(world: World, tmp_path: Path) -> None:
    own = open_world(tmp_path / "own")
    with closing(sqlite3.connect(own.path)) as connection:
        connection.execute("DELETE FROM portal_runs WHERE portal = 'cenews'")
        connection.commit()
    address = "http://sthjt.zj.gov.cn/art/2022/7/22/art_1_77.html"
    world.writer.write([media(9, url=address, canonical_url=address)])
    world.publish(scope=Scope(Text.FULL))
    follow(world, own.path)
    own.writer.write([fetched(77, headline="本站的文章")])
    found = {
        row["portal"]: row["headline"] for row in rows(own.path).values() if row["canonical_url"] == address
    }
    assert found["zj-sthjt"] == "本站的文章"
    own.writer.close()


def test_json_is_read_as_all_programs_read_it() -> None:
    assert strict_json('{"a": ["水", 1.5, null]}'.encode()) == {"a": ["水", 1.5, None]}
    for text in (
        b'{"a":1,"a":2}',
        b"NaN",
        b"[-Infinity]",
        b"1e999",
        b'"\\ud800"',
        b"\xef\xbb\xbf{}",
        b"\xff",
        b"{'a':1}",
    ):
        with pytest.raises(ValueError, match=r"twice|no number|surrogates|decode|Expecting|BOM"):
            strict_json(text)
