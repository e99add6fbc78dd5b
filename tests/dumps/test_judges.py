"""Programs of others judge what is published; none of them is ours."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from envnews.dumps import Scope, Text
from envnews.store.articles.takedown import Reason
from envnews.store.search.feeds import SavedSearch
from tests.store.conftest import fetched

from .conftest import World, lines, media

HERE = Path(__file__).parent
STRANGE = "水 & <气> \"土\" 'x' ]]> 　𠀀"
FORMATS = ("jsonl", "csv", "sqlite", "parquet")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def published(world: World) -> World:
    """A dump in all formats, with strange texts, an edit, a withdrawal, a saved search and paged feeds."""
    world.writer.write(
        [fetched(number, headline=f"第{number}篇", body=f"第{number}篇。" * 9) for number in range(10, 130)]
    )
    world.writer.write(
        [fetched(6, headline=STRANGE, body=STRANGE * 3, published=None, source=None, keywords=(STRANGE,))]
    )
    world.writer.write([media(9, headline="海洋", body=STRANGE * 99)])
    world.writer.save_search(SavedSearch("strange", query="气 -海洋"))
    world.publish(formats=FORMATS, scope=Scope(Text.FULL), base_url="https://example.org/dumps")
    world.writer.write([fetched(1, body="改了。")])
    world.writer.withdraw("id-2", Reason.PRIVACY)
    world.publish(formats=FORMATS, scope=Scope(Text.FULL), base_url="https://example.org/dumps")
    return world


def program(name: str, package: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed: apt-get install {package}")
    return found


def judge(*command: str | Path, **environment: str) -> str:
    done = subprocess.run(  # noqa: S603 - the judges' own programs
        command, capture_output=True, text=True, check=False, env=os.environ | environment, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_frictionless_accepts_the_package(published: World) -> None:
    pytest.importorskip("frictionless", reason="frictionless is not installed: pip install 'envnews[dev]'")
    judge(sys.executable, "-m", "frictionless", "validate", published.full / "datapackage.json")


def test_frictionless_finds_a_flipped_bit(published: World) -> None:
    pytest.importorskip("frictionless", reason="frictionless is not installed: pip install 'envnews[dev]'")
    file = published.full / "articles.csv"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    command = [sys.executable, "-m", "frictionless", "validate", str(published.full / "datapackage.json")]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1  # noqa: S603 - the judge's program


def test_every_record_is_valid_by_the_published_schema(published: World) -> None:
    jsonschema = pytest.importorskip(
        "jsonschema", reason="jsonschema is not installed: pip install 'envnews[dev]'"
    )
    schema = json.loads((published.out / "v1/schema/article.schema.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for record in published.records().values():
        validator.validate(record)
    for file in published.latest.changes:
        for change in lines(published.out / file.path):
            if change["op"] == "upsert":
                validator.validate(change)


def test_every_json_feed_is_valid(published: World) -> None:
    jsonschema = pytest.importorskip(
        "jsonschema", reason="jsonschema is not installed: pip install 'envnews[dev]'"
    )
    validator = jsonschema.Draft202012Validator(json.loads((HERE / "json-feed-1.1.schema.json").read_bytes()))
    feeds = sorted((published.out / "v1/feeds").glob("*.json"))
    assert len(feeds) >= 5
    for feed in feeds:
        validator.validate(json.loads(feed.read_bytes()))


def test_jing_accepts_every_atom_feed(published: World) -> None:
    feeds = sorted((published.out / "v1/feeds").glob("*.atom"))
    assert len(feeds) >= 5
    judge(program("jing", "jing"), "-c", HERE / "atom.rnc", *feeds)


def test_feedparser_reads_what_was_published(published: World) -> None:
    feedparser = pytest.importorskip(
        "feedparser", reason="feedparser is not installed: pip install 'envnews[dev]'"
    )
    items = {
        item["url"]: item for item in json.loads((published.out / "v1/feeds/all.json").read_bytes())["items"]
    }
    for form in ("atom", "rss"):
        feed = feedparser.parse((published.out / f"v1/feeds/all.{form}").read_bytes())
        assert not feed.bozo, feed.get("bozo_exception")
        assert len(feed.entries) == len(items) == 50
        for entry in feed.entries:
            item = items[entry.link]
            moment = datetime.fromisoformat(item["date_published"]).utctimetuple()
            assert entry.published_parsed[:6] == moment[:6]
            if item["title"] != STRANGE:
                assert entry.title == item["title"]


def test_a_parser_of_another_language_agrees_on_titles_and_dates(published: World) -> None:
    node = program("node", "nodejs")
    modules = Path(os.environ.get("ENVNEWS_NODE_MODULES") or HERE / "node_modules")
    if not (modules / "feedsmith").exists():
        pytest.skip("feedsmith is not installed: npm install --prefix tests/dumps --no-save feedsmith@2")
    script = """
    import { parseFeed } from "%s";
    import { readFileSync } from "fs";
    const out = {};
    for (const form of ["atom", "rss", "json"]) {
      const { feed } = parseFeed(readFileSync(process.argv[1] + "/all." + form, "utf-8"));
      out[form] = (feed.entries ?? feed.items).map((i) => [
        i.title?.value ?? i.title, i.published ?? i.pubDate ?? i.date_published]);
    }
    console.log(JSON.stringify(out));
    """ % (modules / "feedsmith/dist/index.js")
    found = json.loads(judge(node, "--input-type=module", "-e", script, published.out / "v1/feeds"))
    records = [
        (i["title"], i["date_published"])
        for i in json.loads((published.out / "v1/feeds/all.json").read_bytes())["items"]
    ]
    for form, items in found.items():
        assert len(items) == 50, form
        for (title, date), (expected, at) in zip(items, records, strict=True):
            if "<" not in expected:
                assert title == expected
            assert moment(date) == moment(at)


def moment(text: str) -> float:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - used once

    try:
        return datetime.fromisoformat(text).timestamp()
    except ValueError:
        return parsedate_to_datetime(text).timestamp()


def test_paged_atom_feeds_lead_to_every_article_and_name_the_withdrawn(published: World) -> None:
    feeds = published.out / "v1/feeds"
    urls, name, pages = [], "all.atom", 0
    while name:
        root = ET.parse(feeds / name).getroot()  # noqa: S314 - our own output
        pages += 1
        urls += [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
        links = {link.get("rel"): link.get("href") or "" for link in root.findall(f"{ATOM}link")}
        assert links["first"] == "https://example.org/dumps/v1/feeds/all.atom"
        name = links.get("next", "").rpartition("/")[2]
    assert pages == 3
    assert len(set(urls)) == len(urls) == len(published.records())
    [gone] = (
        ET.parse(feeds / "all.atom")  # noqa: S314 - our own output
        .getroot()
        .findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    )
    assert gone.get("ref") not in urls


def test_a_saved_search_is_a_feed(published: World) -> None:
    feed = json.loads((published.out / "v1/feeds/search-strange.json").read_bytes())
    assert [item["id"] for item in feed["items"]] == ["id-6"]


def test_duckdb_and_pyarrow_read_parquet(published: World) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed: pip install 'envnews[dev]'")
    parquet = pytest.importorskip(
        "pyarrow.parquet", reason="pyarrow is not installed: pip install 'envnews[dev]'"
    )
    file, records = published.full / "articles.parquet", published.records()
    found = dict(duckdb.sql(f"SELECT id, headline FROM read_parquet('{file}')").fetchall())  # noqa: S608 - our own file
    assert found == {key: record["headline"] for key, record in records.items()}
    table = parquet.read_table(file)
    assert table.column("id").to_pylist() == list(records)
    [at] = [
        row["published_at"] for row in table.select(["id", "published_at"]).to_pylist() if row["id"] == "id-3"
    ]
    assert at.isoformat() == "2022-07-21T23:10:17+00:00"
    assert parquet.ParquetFile(file).metadata.row_group(0).column(0).compression == "ZSTD"


def test_sqlite_opens_the_snapshot(published: World, tmp_path: Path) -> None:
    sqlite = program("sqlite3", "sqlite3")
    plain = tmp_path / "snapshot.db"
    plain.write_bytes(gzip.decompress((published.full / "envnews.sqlite.gz").read_bytes()))
    assert judge(
        sqlite, plain, "PRAGMA integrity_check; PRAGMA foreign_key_check; SELECT count(*) FROM v_articles"
    ).split() == [
        "ok",
        str(len(published.records())),
    ]


def test_the_snapshot_is_searched_after_reindex(published: World, tmp_path: Path) -> None:
    plain = tmp_path / "snapshot.db"
    plain.write_bytes(gzip.decompress((published.full / "envnews.sqlite.gz").read_bytes()))
    judge(sys.executable, "-m", "envnews", "reindex", "--db", plain)
    found = judge(sys.executable, "-m", "envnews", "search", "海洋", "--db", plain, "--count")
    assert found.strip() == "1"
