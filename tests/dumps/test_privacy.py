"""No number of a person is in anything that a dump publishes, however it is written."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sqlite3
import sys
import unicodedata
from contextlib import closing
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html as lxml_html

from envnews.dumps import Scope, Text
from envnews.dumps.feeds.listing import feed_file
from envnews.dumps.privacy.fields import HTML_BEGINS, mask_value, suspicious
from envnews.dumps.privacy.markup import mask_html
from envnews.dumps.privacy.numbers import is_unusual, mask
from envnews.dumps.records.state import open_state
from envnews.model import Attachment, Image, Link, Origin, Problem, Witness
from envnews.store.articles.rows import to_json
from envnews.store.articles.takedown import Reason
from envnews.store.search.feeds import SavedSearch
from tests.store.conftest import fetched

from .conftest import World, lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOBILE, IDENTITY = "13812345678", "11010519491231002X"
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
BOLD = str.maketrans("0123456789", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
CHINESE = (
    str.maketrans("0123456789", "〇一二三四五六七八九"),
    str.maketrans("0123456789", "零一二三四五六七八九"),
)
ENUMERATED = tuple(str.maketrans("0123456789", marks) for marks in ("⓪①②③④⑤⑥⑦⑧⑨", "0⑴⑵⑶⑷⑸⑹⑺⑻⑼", "⓿❶❷❸❹❺❻❼❽❾"))
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202a\u2066\ufe0f\u180e\u3164"
SPACES = " \u00a0\u2002\u2009\u202f\u3000"
HYPHENS = "-－\u2010\u2011\u2013\u2014\u2212"
INLINE = ("<b>{}</b>", "<strong>{}</strong>", "<span>{}</span>", '<a href="http://a.cn/1.html">{}</a>', "<sub>{}</sub>",
          '{}<img src="http://a.cn/x.jpg" alt="a>b">', "<em></em>{}")  # fmt: skip


def grouped(number: str, gap: str) -> str:
    sizes = (3, 7) if len(number) == 11 else (6, 14)
    return gap.join((number[: sizes[0]], number[sizes[0] : sizes[1]], number[sizes[1] :]))


def spellings(number: str) -> Iterator[str]:
    """Yield the ways in which a plain text may show a number."""
    yield from (number, number.translate(WIDE), number.translate(ARABIC), number.translate(BOLD))
    yield from (number[:5] + number[5:].translate(WIDE), number[:2].translate(WIDE) + number[2:])
    yield "".join(digit.translate(WIDE) if place % 2 else digit for place, digit in enumerate(number))
    yield from (grouped(number, gap) for gap in (*SPACES, *HYPHENS, ".", "·", " - ", "——"))
    yield from (mark.join(number) for mark in UNSEEN)
    yield from (number[:4] + mark + number[4:] for mark in UNSEEN)
    yield grouped(number.translate(WIDE), "\u200b \u200b")
    for script in (*CHINESE, *ENUMERATED):
        yield from (number.translate(script), grouped(number.translate(script), " "))


def markups(number: str) -> Iterator[str]:
    """Yield the ways in which HTML may show a number."""
    yield from spellings(number)
    for place in (1, 3, 7, 10):
        yield from (number[:place] + form.format(number[place:]) for form in INLINE)
        yield from (form.format(number[:place]) + number[place:] for form in INLINE)
    yield "".join(f"<b>{digit}</b>" for digit in number)
    yield from (f"&#{ord(number[0])};{number[1:]}", "".join(f"&#x{ord(digit):x};" for digit in number))
    yield from (
        grouped(number, gap) for gap in ("&nbsp;", "&ensp;", "&#8203;", "&shy;", "<b>&nbsp;</b>", " <i></i>")
    )
    yield from (
        f'<a href="tel:{number}">电话</a>',
        f'<a title="{number}">电话</a>',
        f'<img alt="{grouped(number, " ")}">',
    )
    yield f"<a href='sms:{number}'>电话</a>"


def shown(html: str) -> str:
    """Return all that a reader, or a program, can see of HTML: text with lines, and attributes but addresses."""
    root = lxml_html.fragment_fromstring(html, create_parent="section")
    for element in root.iter(
        *[
            "p",
            "br",
            "div",
            "li",
            "td",
            "th",
            "tr",
            "h2",
            "h3",
            "table",
            "ul",
            "blockquote",
            "figure",
            "figcaption",
            "caption",
        ]
    ):
        element.text, element.tail = f"\n{element.text or ''}", f"\n{element.tail or ''}"
    values = [
        value
        for element in root.iter()
        for name, value in element.attrib.items()
        if name not in {"href", "src"} or not value.startswith(("http://", "https://"))
    ]
    return "\n".join((root.text_content(), *values))


def digits(text: str) -> str:
    """Return the digits and letters of a text as those of ASCII, with line ends and nothing else between them."""
    for script in CHINESE:
        text = text.translate(
            {ord(spelled): str(digit) for digit, spelled in enumerate(map(chr, script.values()))}
        )
    plain = unicodedata.normalize(
        "NFKC", re.sub("[❶-❾]", lambda mark: str(ord(mark[0]) - 0x2775), text.replace("⓿", "0"))
    ).upper()
    decimal = (str(unicodedata.decimal(each, each)) for each in plain)
    return re.sub(r"[^0-9A-Z\n\u4e00-\u9fff]", "", "".join(decimal))


@pytest.mark.parametrize("number", [MOBILE, IDENTITY, "110105491231002"])
@pytest.mark.parametrize("text", ["电话{}。", "{}", "身份证号：{}", "Tel{}\n", "(+86){}转8", "年{}年"])
def test_each_spelling_is_masked_in_plain_text(number: str, text: str) -> None:
    if len(number) == 15 and "身份证" not in text:
        assert mask(text.format(number)) == text.format(number)
        return
    for spelling in spellings(number) if len(number) != 15 else (number, number.translate(WIDE)):
        masked = mask(text.format(spelling))
        assert number[3:] not in digits(masked), spelling
        assert len(masked) == len(text.format(spelling))
        assert mask(masked) == masked
        assert text.partition("{")[0] + spelling[0] == masked[: len(text.partition("{")[0]) + 1]


@pytest.mark.parametrize("number", [MOBILE, IDENTITY])
def test_each_spelling_is_masked_in_html(number: str) -> None:
    for spelling in markups(number):
        html = f"<p>电话{spelling}，</p>"
        masked = mask_html(html)
        assert number[3:] not in digits(shown(masked)), spelling
        assert mask(shown(masked)) == shown(masked)
        assert re.sub("[^<>]", "", masked) == re.sub("[^<>]", "", html)
        line = to_json({"id": "x", "body": "水"})[:-1] + HTML_BEGINS + to_json(html)[1:] + "}\n"
        assert suspicious(line.encode()), spelling


@pytest.mark.parametrize(
    "text",
    [
        "1500 200 3000",
        "2022年7月22日10时30分至2022年7月23日11时",
        "1.38 12 34 56 78",
        "A13812345678",
        "13812345678abc",
        "W020220722383838123456.pdf",
        "138\n1234\n5678",
        "138\t1234\t5678",
        "110105491231002",
        "15812345678901",
        "二〇二二年七月二十二日至二〇二三年一月一日",
        "浙环发〔二〇二二〕一三五号",
        "投资一三八万二千四百元，一亿三千八百一十二万三千四百五十六元",
        "一三五七九和二四六八〇限行",
        "一、三、五、七、八、九、十、一、三、五、七",
        "①3②8③1④2⑤3⑥4⑦5⑧6⑨7",
        "①②③④⑤⑥⑦⑧⑨⑩⑪⑫",
        "⑴ 一三 ⑵ 八一 ⑶ 二三 ⑷ 四五",
    ],
)
def test_figures_dates_and_codes_are_none(text: str) -> None:
    assert mask(text) == text
    assert mask_html(f"<p>{text}</p>") == f"<p>{text}</p>"


def test_a_number_beside_a_spelled_one_is_masked() -> None:
    for text in (
        "13812345678一三八一二三四五六七八",
        "一三八一二三四五六七八13812345678",
        "①③⑧①②③④⑤⑥⑦⑧一三八一二三四五六七八",
    ):
        masked = mask(text)
        assert masked.count("*") == 16
        assert mask(masked) == masked


def test_cells_and_paragraphs_are_no_number_together() -> None:
    html = "<table><tr><td>138</td><td>1234</td><td>5678</td></tr></table><p>138</p><p>12345678</p>1<br>3812345678"
    assert mask_html(html) == html


def test_digits_of_every_script_are_noticed() -> None:
    for each in map(chr, range(128, sys.maxunicode + 1)):
        if each.isdecimal() and not "０" <= each <= "９":
            assert is_unusual(each.encode()), each
            assert mask(f"1381234567{each}").endswith("********")


def test_half_a_number_is_no_excerpt(world: World) -> None:
    for end, number in enumerate(range(20, 31)):
        text = "水" * (199 - end) + MOBILE + "，" + "水" * 50
        world.writer.write([fetched(number, body=text, body_html="", rights="media")])
    world.publish()
    for number in range(20, 31):
        record = world.records()[f"id-{number}"]
        assert record["body_scope"] == "excerpt"
        assert MOBILE[:4] not in record["body"]


def test_half_a_number_is_no_end_of_a_witness() -> None:
    record = {"witnesses": [{"field": "body", "raw": "电话1381234567…", "value": '"1381234…"'}]}
    masked = mask_value("", record)
    assert "1381" not in to_json(masked).partition('"value"')[0]
    assert suspicious(to_json(record).encode() + b"\n")


PIECES = st.sampled_from(
    [*spellings(MOBILE), *spellings(IDENTITY), *markups(MOBILE), "138", "1234", "5678", "1", "水", "<b>", "</b>", "&nbsp;",
     "&#49;", "&amp;", "<", ">", '"', "'", "\\", "\n", "\t", "\u2028", "…", "http://a.cn/13812345678", " href=\"http", "alt=\"",
     "</p><p>", "<br>", "https://13812345678 ", ',"body_html":"', "n", "u", "\\u0031", "\x01", "２０２２"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=6).map("".join)


@given(plain=TEXTS, words=st.lists(TEXTS, max_size=2), html=TEXTS)
@example(plain='<b "', words=[], html="<p>138<b>1234</b>5678</p>")
@example(plain="https://a.cn 13812345678", words=["http://13812345678"], html="")
def test_what_is_masked_is_looked_at_closely(plain: str, words: list[str], html: str) -> None:
    record = {
        "id": "x",
        "url": "http://a.cn/13812345678.html",
        "headline": plain,
        "keywords": words,
        "images": [{"url": "http://a.cn/13812345678.jpg", "caption": plain}],
        "body": plain,
    }
    line = to_json(record)[:-1] + HTML_BEGINS + to_json(html)[1:] + "}\n"
    whole = record | {"body_html": html}
    masked = {name: mask_value(name, value) for name, value in whole.items()}
    assert masked == whole or suspicious(line.encode())
    again = {name: mask_value(name, value) for name, value in masked.items()}
    assert again == masked


@given(html=st.lists(PIECES, max_size=8).map("".join))
def test_what_a_reader_sees_of_html_holds_nothing_to_mask(html: str) -> None:
    from envnews.dumps.importing.sanitise import sanitise  # noqa: PLC0415 - used once

    masked = mask_html(sanitise(html).replace("\x01", ""))
    assert mask(shown(masked)) == shown(masked)
    assert mask_html(masked) == masked


def numbers() -> Iterator[tuple[str, str]]:
    """Yield numbers, each another one, with a spelling of it; the first are of plain text."""
    for place in range(len(list(markups(MOBILE)))):
        number = f"139{57_000_000 + place * 7:08d}"
        yield number, list(markups(number))[place]


def strings(value: object, name: str = "") -> Iterator[str]:
    """Yield the texts in a value of JSON that are for people to read."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from strings(item, key)
    elif isinstance(value, list):
        yield "\t".join(str(item) for item in value)
        for item in value:
            yield from strings(item, name)
    elif isinstance(value, str) and name not in {
        "url",
        "canonical_url",
        "feed_url",
        "sha256",
        "content_hash",
        "hash",
    }:
        yield value


def published_strings(world: World, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each text that a folder of dumps holds, with the name of its file."""
    for file in sorted(world.out.rglob("*")):
        if not file.is_file() or file.name.startswith("."):
            continue
        data = file.read_bytes()
        name = file.name.removesuffix(".gz")
        data = gzip.decompress(data) if file.suffix == ".gz" else data
        if name.endswith(".jsonl"):
            found = [text for line in data.decode().splitlines() for text in strings(json.loads(line))]
        elif name.endswith((".json", ".md")) or "SUMS" in name:
            found = list(strings(json.loads(data))) if name.endswith(".json") else [data.decode()]
        elif name.endswith(".csv"):
            found = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
        elif name.endswith((".atom", ".rss")):
            found = [
                each
                for element in ET.fromstring(data).iter()  # noqa: S314 - our own output
                for each in (element.text or "", *element.attrib.values())
            ]
        elif name.endswith(".parquet"):
            found = parquet_strings(file)
        else:
            assert name == "envnews.sqlite", name
            (folder / name).write_bytes(data)
            found = list(table_strings(folder / name))
        yield from ((file.name, text) for text in found)


def parquet_strings(file: Path) -> list[str]:
    import pyarrow.parquet as pq  # noqa: PLC0415 - used once

    rows = pq.read_table(file).to_pylist()
    return [text for row in rows for text in strings({key: decoded(value) for key, value in row.items()})]


def table_strings(file: Path) -> Iterator[str]:
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for table in tables:
            for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - names of our own
                yield from strings({key: decoded(row[key]) for key in row.keys()})  # noqa: SIM118 - a Row


def decoded(value: object) -> object:
    """Return the lists and objects that a cell holds as JSON."""
    return json.loads(value) if isinstance(value, str) and value.startswith(("[", "{")) else value


@pytest.mark.proves(
    "S22", "no number of a person, however spelled, is in any text of any file that a dump publishes"
)
def test_no_published_file_shows_a_number(world: World, tmp_path: Path) -> None:
    """Each spelling stands in each field; what a reader of each format sees holds none of the numbers."""
    spelled = list(numbers())
    for number, (_, text) in enumerate(spelled, 100):
        world.writer.write([everywhere(number, text)])
    world.writer.save_search(SavedSearch("secret", spelled[0][1], None, None, None))
    formats = ("jsonl", "csv", "sqlite", "parquet")
    world.publish(scope=Scope(Text.FULL), formats=formats)
    for number, (_, text) in enumerate(spelled, 100):
        world.writer.write([everywhere(number, f"新{text}")])
    world.writer.withdraw("id-101", Reason.PRIVACY)
    world.writer.withdraw("id-102", Reason.DUPLICATE)
    done = world.publish(scope=Scope(Text.FULL), formats=formats)
    assert done.masked >= len(spelled) - 2
    hidden = {number[3:] for number, _ in spelled}
    whole = "\n".join(digits(seen) for _, text in published_strings(world, tmp_path) for seen in both(text))
    assert {number for number in hidden if number in whole} == set()
    assert "139" in whole
    with open_state(world.path, Scope(Text.FULL)) as state:
        data = feed_file(state, "all.json", "")
    assert data
    whole = "\n".join(digits(seen) for text in strings(json.loads(data)) for seen in both(text))
    assert {number for number in hidden if number in whole} == set()


def both(text: str) -> tuple[str, ...]:
    """Return a text as it is, and as a browser shows it."""
    return (text, shown(text)) if text.strip() and ("<" in text or "&" in text) else (text,)


def everywhere(number: int, text: str) -> object:
    link = Link("http://sthjt.zj.gov.cn/0.html", text)
    return fetched(
        number, headline=f"{number}、{text}", subtitle=text, original_title=text, source=text, author=text, editor=text,
        keywords=(text, "水"), lead=text, body=f"电话{text}。", body_html=f"<p>电话{text}。</p>", index_number=text,
        document_number=text, issuing_agency=text, valid=text, columns=(text,),
        images=(Image("http://sthjt.zj.gov.cn/a.jpg", text),),
        attachments=(Attachment("http://sthjt.zj.gov.cn/a.pdf", text, "pdf"),), tables=(((text, "水质"), ("江", text)),),
        previous=link, next=link, related=(link,),
        witnesses=(Witness("headline", Origin.LABEL, text, text, text, chosen=True),),
        problems=(Problem("source", "unreadable", text),),
    )  # fmt: skip


def test_the_numbers_are_there_before(world: World) -> None:
    """The search above would find them: the same look at the database itself does."""
    spelled = list(numbers())
    for number, (_, text) in enumerate(spelled, 100):
        world.writer.write([everywhere(number, text)])
    whole = "\n".join(digits(seen) for text in table_strings(world.path) for seen in both(text))
    assert [number for number, _ in spelled if number[3:] not in whole] == []


def test_changes_alone_are_masked(world: World) -> None:
    world.publish()
    world.writer.write([fetched(6, body_html="<p>138<b>1234</b>5678</p>")])
    world.publish(changes_only=True)
    [line] = lines(world.out / world.latest.changes[0].path)
    assert line["body_html"] == "<p>138<b>****</b>****</p>"
