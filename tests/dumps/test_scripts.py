"""Forty ways to bring a script into a page, none of which comes through, in a real browser."""

from __future__ import annotations

import csv
import gzip
import json
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from html import escape
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envnews.dumps import ImportPlan, Scope, Text, import_dump
from envnews.dumps.importing.sanitise import sanitise
from envnews.dumps.publishing.publish import FORMATS
from envnews.extract import Page, extract
from envnews.model import Image
from tests.store.conftest import fetched

from .conftest import World, lines
from .test_privacy import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VECTORS = [
    "<script>xss()</script>",
    "<SCRIPT SRC=data:text/javascript,xss()></SCRIPT>",
    "<img src=x onerror=xss()>",
    "<img src=x:x onerror='xss()'//",
    '<img src="x` `<script>xss()</script>"` `>',
    "<svg onload=xss()>",
    "<svg><script>xss()</script></svg>",
    "<svg><animate onbegin=xss() attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:xss()'><text x=20 y=20>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=xss()&gt;'>",
    "<math><mi//xlink:href='data:x,<script>xss()</script>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=xss()>",
    "<noscript><p title='</noscript><img src=x onerror=xss()>'>",
    "<iframe src='javascript:xss()'></iframe>",
    "<iframe srcdoc='<script>parent.xss()</script>'></iframe>",
    "<object data='data:text/html,<script>parent.xss()</script>'></object>",
    "<embed src='javascript:xss()'>",
    "<a href='javascript:xss()'>x</a>",
    "<a href='java&#x09;script:xss()'>x</a>",
    "<a href='&#106;avascript&colon;xss()'>x</a>",
    "<a href=' \x01javascript:xss()'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD54c3MoKTwvc2NyaXB0Pg=='>x</a>",
    "<a href='vbscript:xss()'>x</a>",
    "<body onload=xss()>",
    "<video><source onerror=xss()></video>",
    "<audio src=x onerror=xss()></audio>",
    "<input autofocus onfocus=xss()>",
    "<select autofocus onfocus=xss()></select>",
    "<details open ontoggle=xss()>x</details>",
    "<marquee onstart=xss()>x</marquee>",
    "<div style='background:url(javascript:xss())'>x</div>",
    "<style>@import 'javascript:xss()';</style>",
    "<link rel=stylesheet href='javascript:xss()'>",
    "<meta http-equiv=refresh content='0;url=javascript:xss()'>",
    "<base href='javascript:xss()//'>",
    "<template><script>xss()</script></template>",
    "<textarea></textarea><img src=x onerror=xss()></textarea>",
    "<title></title><img src=x onerror=xss()></title>",
    "<!--><img src=x onerror=xss()>-->",
    "<![CDATA[<img src=x onerror=xss()>]]>",
    "]]><img src=x onerror=xss()>",
    "<p/onmouseover=xss()//autofocus tabindex=1 onfocus=xss() id=x>x",
    '"><img src=x onerror=xss()><a title="',
    "'\" onmouseover=xss() autofocus onfocus=xss() x='",
    "</script><script>xss()</script>",
    "&lt;img src=x onerror=xss()&gt;",
]

WATCH = """<!doctype html><meta charset=utf-8><script>
var hits = 0; function xss() { hits += 1; }
alert = confirm = prompt = xss;
</script><div id=content>%s</div><script>
setTimeout(function () {
  var bad = 0;
  document.querySelectorAll("#content *").forEach(function (e) {
    if (/^(script|iframe|object|embed|svg|math|style|link|meta|base|form|input|template|title)$/i.test(e.tagName)) bad += 1;
    for (var a of e.attributes) {
      if (/^on/i.test(a.name) || /^[\\s\\x00-\\x20]*(javascript|data|vbscript):/i.test(a.value)) bad += 1;
    }
  });
  document.body.setAttribute("data-result", hits + " " + bad);
}, 800);
</script>"""


def test_there_are_forty_vectors() -> None:
    assert len(set(VECTORS)) >= 40


@pytest.mark.parametrize("vector", VECTORS)
def test_sanitised_html_stays_as_it_is(vector: str) -> None:
    once = sanitise(f"<p>水{vector}</p>")
    assert sanitise(once) == once
    assert "xss()" not in re.sub(r'"[^"]*"', "", re.sub(r">[^<]*<", "><", f"<>{once}<>"))


@given(
    st.lists(
        st.sampled_from(
            [*VECTORS, "<p>", "</p>", "<table><tr><td>", "水", "<a href=http://a.cn/>", "&lt;", "<", ">"]
        )
    )
)
def test_sanitising_twice_is_sanitising_once(parts: list[str]) -> None:
    once = sanitise("".join(parts))
    assert sanitise(once) == once


def browse(content: str, folder: Path) -> tuple[int, int]:
    """Return how many scripts ran in a page with this content, and how many elements could bring one in."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not browser:
        pytest.skip("no Chromium is installed: apt-get install chromium")
    page = folder / "page.html"
    page.write_text(WATCH % content, encoding="utf-8")
    command = [
        browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
        f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=4000", "--dump-dom", page.as_uri(),
    ]  # fmt: skip
    shown = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120).stdout  # noqa: S603 - the browser
    found = re.findall(r'data-result="(\d+) (\d+)"', shown)
    assert found, shown[-500:]
    return int(found[-1][0]), int(found[-1][1])


def test_the_watching_page_notices_scripts(tmp_path: Path) -> None:
    hits, bad = browse("".join(VECTORS[:10]), tmp_path)
    assert hits >= 3
    assert bad >= 5


def page_of(vector: str) -> bytes:
    return (
        "<html><head><title>第1次水环境会议</title></head><body><h1>第1次水环境会议</h1>"
        "<div class='info'>发布时间：2022-07-22 07:10:17 来源：示例省生态环境厅</div><div class='TRS_Editor'>"
        f"<p>7月22日，示例省生态环境厅召开会议，部署水和海洋生态环境保护重点工作。{vector}</p>"
        f"<p>会议要求各地压实责任，按时完成全部整改事项，巩固整改成效，确保水质稳定。</p>{vector}</div></body></html>"
    ).encode()


@pytest.fixture
def hostile(world: World) -> World:
    """A world into which every vector came: by extraction, as text of each field, and past extraction."""
    world.publish(scope=Scope(Text.FULL), formats=FORMATS)
    url = "http://sthjt.zj.gov.cn/art/2022/7/22/art_1_{}.html"
    changes = []
    for number, vector in enumerate(VECTORS, 100):
        html = extract(Page(url.format(number), page_of(vector))).body_html
        text = vector.replace("\x01", "")
        fields = {"source": text, "author": text, "body": text, "images": (Image("http://a.cn/x.jpg", text),)}
        changes.append(
            fetched(number, headline=f"{number}{text}", body_html=html, keywords=(text,), **fields)
        )
    world.writer.write(changes)
    world.publish(scope=Scope(Text.FULL), formats=FORMATS)
    return world


def shown(world: World) -> str:
    """Return what careless readers of each format make of it: markup as markup, text escaped."""
    parts = [part for record in every_record(world) for part in page_parts(record)]
    feeds = world.out / "v1/feeds"
    for name in sorted(feeds.glob("*.json")):
        for item in json.loads(name.read_bytes())["items"]:
            parts.append(item.get("content_html") or escape(item["content_text"]))
            parts += [escape(text) for text in (item["title"], item["summary"], *item["tags"])]
    for feed in (*feeds.glob("*.atom"), *feeds.glob("*.rss")):
        root = ET.parse(feed).getroot()  # noqa: S314 - our own output
        for element in root.iter():
            name = element.tag.rpartition("}")[2]
            # RSS has no type for its texts: readers show title and description as HTML.
            html = element.get("type") == "html" or name in {"encoded", "description"}
            html = html or (feed.suffix == ".rss" and name in {"title", "creator", "category"})
            parts.append((element.text or "") if html else escape(element.text or ""))
    return "\n".join(parts)


def every_record(world: World) -> Iterator[dict[str, Any]]:
    """Yield the records of each format that has records, as its readers get them."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - used once

    yield from world.records().values()
    for change_file in world.latest.changes:
        yield from (line for line in lines(world.out / change_file.path) if line["op"] == "upsert")
    for row in pq.read_table(world.full / "articles.parquet").to_pylist():
        yield {key: decoded(value) for key, value in row.items()}
    with (world.full / "articles.csv").open(encoding="utf-8-sig", newline="") as table:
        yield from csv.DictReader(table)
    plain = world.out.parent / "snapshot.db"
    plain.write_bytes(gzip.decompress((world.full / "envnews.sqlite.gz").read_bytes()))
    with closing(sqlite3.connect(plain)) as connection:
        connection.row_factory = sqlite3.Row
        for name in ("articles", "v_articles", "keywords"):
            for row in connection.execute(f"SELECT * FROM {name}"):  # noqa: S608 - names of ours
                yield {key: decoded(row[key]) for key in row.keys()}  # noqa: SIM118 - a Row


def page_parts(record: dict[str, Any]) -> Iterator[str]:
    """Yield a record as a page shows it: its HTML as such, each text as text and as an attribute, addresses as links."""
    if "body_html" in record:
        yield record["body_html"]
    for name, text in texts(record):
        if name in {"url", "canonical_url"}:
            yield f'<a href="{escape(text)}">原文</a><img src="{escape(text)}">'
        elif name != "body_html":
            yield f'<p title="{escape(text)}">{escape(text)}</p>'


def texts(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item, name)
    elif isinstance(value, str):
        yield name, value


def test_every_format_is_shown(hostile: World) -> None:
    """The page below holds what it is to be looked at for: each vector from each format, and HTML where there is some."""
    number = len(VECTORS)
    shown_records = list(every_record(hostile))
    # Records, changes, Parquet, CSV, and of the snapshot the table and the view; keywords have no headline.
    whole = [
        record
        for record in shown_records
        if str(record.get("headline", "")).startswith("1") and "source" in record
    ]
    assert len(whole) >= 6 * number
    assert sum("xss()" in str(record["source"]) for record in whole) == 6 * sum(
        "xss()" in each for each in VECTORS
    )
    assert (
        sum("body_html" in record and "水" in record["body_html"] for record in shown_records) >= 4 * number
    )
    assert sum("keyword" in record for record in shown_records) >= number


def test_no_script_comes_through_a_dump(hostile: World, tmp_path: Path) -> None:
    assert browse(shown(hostile), tmp_path) == (0, 0)


@pytest.mark.slow
def test_no_script_comes_through_an_import(world: World, tmp_path: Path) -> None:
    world.publish(scope=Scope(Text.FULL))
    world.writer.write(
        [
            fetched(number, headline=f"{number}", body_html=v.replace("\x01", ""))
            for number, v in enumerate(VECTORS, 100)
        ]
    )
    world.publish(scope=Scope(Text.FULL))
    mirror = tmp_path / "mirror.db"
    import_dump(ImportPlan(str(world.out), mirror))
    copy = World(mirror, tmp_path / "copy", world.writer, world.clock)
    copy.publish(scope=Scope(Text.FULL), formats=FORMATS)
    assert len(copy.records()) == len(world.records())
    assert browse(shown(copy), tmp_path) == (0, 0)
