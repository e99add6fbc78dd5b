"""`envnews extract`: what goes in as a file comes out as one JSON record a line, and bad input as one clear line."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest

from envnews.extract.reasons import REASONS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commands import Ended

HTML = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>全省入海排污口整治现场会在临江召开</title></head><body>
<h1>全省入海排污口整治现场会在临江召开</h1><div class="info">发布时间：{when} 来源：临江省生态环境厅 浏览次数：33</div><div class="text">
<p>7月21日，全省入海排污口整治现场会在临江召开，会议通报了上半年排查进度，交流了溯源和分类整治的做法。</p>
<p>会议要求，沿海各市要在十月底前完成重点口门整治，建立长效管护机制，并向社会公开整治清单。</p><p><a href="./a.pdf">清单</a></p></div></body></html>"""
LIST = "<html><body><ul>{}</ul></body></html>".format(
    "".join(
        f"<li><a href='./202207/t{n}.html'>临江省召开第{n}次水污染防治会议</a><span>2022-07-{n}</span></li>"
        for n in range(10, 20)
    )
)
TEXT = """资讯中心

浙江省水和海洋生态环境保护工作会议暨巡视反馈涉水问题整改推进会召开

2022/7/22 7:10:17
15340
来源:浙江省生态环境厅
关键词:水环境海洋污染
导读:2022年7月20日,浙江省水和海洋生态环境保护工作会议召开,推动水和海洋生态环境改善再上新台阶。
  2022年7月20日,全省水和海洋生态环境保护工作会议召开。省生态环境厅党组书记、厅长出席会议并讲话。
  会议以视频形式召开,驻厅纪检监察组负责同志,省治水办各组主要负责人在主会场参会。

       原标题:全省水和海洋生态环境保护工作会议召开

热门评论
"""
URL = "https://sthjt.example.gov.cn/xwzx/202207/t1.html"


@pytest.fixture
def run(run_here: Callable[..., Ended]) -> Callable[..., Ended]:
    return partial(run_here, "extract")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    file.write_text(HTML.format(when="2022-07-22 07:10"), encoding="utf-8")
    return file


def test_a_page_is_one_record_with_the_names_of_the_data_dictionary(
    run: Callable[..., Ended], page: Path
) -> None:
    ended = run(page, "--url", URL)
    assert (ended.code, ended.err) == (0, "")
    [record] = ended.records
    assert "id" not in record
    assert record["url"] == URL
    assert record["headline"] == "全省入海排污口整治现场会在临江召开"
    assert record["published_at"] == "2022-07-22T07:10:00+08:00"
    assert (record["published_precision"], record["published_origin"]) == ("minute", "meta_line")
    assert record["published_on"] == "2022-07-22"
    assert (record["source"], record["views"], record["author"]) == ("临江省生态环境厅", 33, None)
    assert [line[:8] for line in record["body"].splitlines()] == ["7月21日，全省", "会议要求，沿海各", "清单"]
    assert record["attachments"][0]["url"] == "https://sthjt.example.gov.cn/xwzx/202207/a.pdf"
    assert record["links"] == {"previous": None, "next": None, "related": []}
    assert (record["kind"], record["charset"], record["problems"]) == ("article", "utf-8", [])
    assert "\\u" not in ended.out


def test_a_page_of_unknown_address_and_charset(run: Callable[..., Ended], page: Path) -> None:
    page.write_bytes(HTML.format(when="2022-07-22").encode("gbk"))
    [record] = run(page).records
    assert (record["charset"], record["source"]) == ("gb18030", "临江省生态环境厅")
    assert record["url"] == "http://unknown.invalid/"


def test_the_time_of_the_fetch_dates_what_is_relative(run: Callable[..., Ended], page: Path) -> None:
    page.write_text(HTML.format(when="昨天 15:15"), encoding="utf-8")
    [dated] = run(page, "--fetched-at", "2022-07-25T12:00:00+08:00").records
    assert dated["published_at"] == "2022-07-24T15:15:00+08:00"
    [undated] = run(page).records
    assert undated["published_at"] is None
    assert {problem["code"] for problem in undated["problems"]} == {"unreadable_date", "no_date"}


def test_a_text_is_read_as_the_text_of_a_page(run: Callable[..., Ended], tmp_path: Path) -> None:
    file = tmp_path / "hbzhan-151511.txt"
    file.write_text(TEXT, encoding="utf-8")
    ended = run(file, "--portal", "hbzhan", "--url", "https://m.hbzhan.com/news/detail/151511.html")
    [record] = ended.records
    assert record["headline"] == "浙江省水和海洋生态环境保护工作会议暨巡视反馈涉水问题整改推进会召开"
    assert (record["published_at"], record["published_precision"]) == ("2022-07-22T07:10:17+08:00", "second")
    assert (record["source"], record["views"]) == ("浙江省生态环境厅", 15340)
    assert record["lead"].startswith("2022年7月20日,浙江省水和海洋")
    assert record["lead"].endswith("再上新台阶。")
    assert record["original_title"] == "全省水和海洋生态环境保护工作会议召开"
    assert "导读" not in record["body"]


def test_a_batch_is_one_record_a_line_with_the_ids_of_its_input(
    run: Callable[..., Ended], page: Path
) -> None:
    (page.parent / "old").mkdir()
    (page.parent / "old" / "b.html").write_text(HTML.format(when="昨天 15:15"), encoding="utf-8")
    batch = page.parent / "batch.jsonl"
    rows = [
        {"id": "a", "path": "page.html", "url": URL, "fetched_at": None},
        {"id": 7, "path": "old/b.html", "url": None, "fetched_at": "2022-07-25T04:00:00Z"},
        {"id": "c", "path": str(page)},
    ]
    batch.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    ended = run("--batch", batch)
    assert ended.code == 0
    assert [record["id"] for record in ended.records] == ["a", "7", "c"]
    assert [record["published_at"] for record in ended.records] == [
        "2022-07-22T07:10:00+08:00",
        "2022-07-24T15:15:00+08:00",
        "2022-07-22T07:10:00+08:00",
    ]
    [single] = run(page, "--url", URL).records
    assert ended.records[0] == {"id": "a", **single}


def test_the_links_of_a_list_page(run: Callable[..., Ended], tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    file.write_text(LIST, encoding="utf-8")
    [record] = run(file, "--list", "--url", "https://sthjt.example.gov.cn/xwzx/").records
    assert len(record["links"]) == 10
    assert record["links"][0] == {
        "url": "https://sthjt.example.gov.cn/xwzx/202207/t10.html",
        "title": "临江省召开第10次水污染防治会议",
        "date": "2022-07-10T00:00:00+08:00",
    }
    batch = tmp_path / "batch.jsonl"
    batch.write_text(
        '{"id": "x", "path": "index.html", "url": "https://sthjt.example.gov.cn/xwzx/"}\n', encoding="utf-8"
    )
    [listed] = run("--list", "--batch", batch).records
    assert listed == {"id": "x", **record}


def test_links_of_a_page_without_address_stay_relative_to_it(
    run: Callable[..., Ended], tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text(LIST, encoding="utf-8")
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"id": "x", "path": "index.html", "url": null, "fetched_at": null}\n', encoding="utf-8")
    [listed] = run("--list", "--batch", batch).records
    assert [link["url"] for link in listed["links"]] == [f"202207/t{n}.html" for n in range(10, 20)]


def test_explain_shows_every_witness_and_who_won(run: Callable[..., Ended], page: Path) -> None:
    page.write_text(
        HTML.format(when="2022-07-22 15:10").replace(
            "<title>", "<meta name='PubDate' content='2022-07-22 03:10'><title>"
        ),
        encoding="utf-8",
    )
    ended = run(page, "--url", URL, "--explain")
    assert ended.code == 0
    lines = [line.strip() for line in ended.out.splitlines()]
    times = lines[lines.index("published_at") + 1 :][:3]
    assert times == [
        "✓ meta_line   '2022-07-22 15:10' → '2022-07-22T15:10:00+08:00'  (above the text)",
        "≠ label       '2022-07-22 03:10' → '2022-07-22T03:10:00+08:00'  (pubdate)",
        "why: meta_line comes first in rule > meta_line > disclosure > label > structured > text > generic: "
        + REASONS["published_at"],
    ]


def test_explain_says_when_a_finer_time_refines_the_displayed_day(
    run: Callable[..., Ended], page: Path
) -> None:
    label = "<meta name='PubDate' content='2022-07-22 15:10:17'><title>"
    page.write_text(HTML.format(when="2022-07-22").replace("<title>", label), encoding="utf-8")
    said = run(page, "--url", URL, "--explain").out
    assert "why: label says the same time more exactly than meta_line, which comes first in rule > " in said
    assert "why: generic is the only witness" in said


def test_explain_prints_problems(run: Callable[..., Ended], tmp_path: Path) -> None:
    file = tmp_path / "empty.html"
    file.write_bytes(b"")
    ended = run(file, "--explain", "--url", URL)
    assert ended.code == 0
    assert "no_headline" in ended.out


@pytest.mark.parametrize(
    ("name", "body", "kind"),
    [
        ("gone.html", "<title>404 Not Found</title><h1>页面不存在</h1>".encode(), "error"),
        ("empty.html", b"", "empty"),
        ("wall.html", b"<script>var $_ts={};document.cookie='a'</script>", "challenge"),
        ("noise.html", bytes(range(256)) * 20, None),
        ("noise.txt", bytes(range(256)) * 20, None),
        ("empty.txt", b"", "empty"),
    ],
)
def test_a_page_that_is_no_article_is_a_record_with_problems(
    run: Callable[..., Ended], tmp_path: Path, name: str, body: bytes, kind: str | None
) -> None:
    (tmp_path / name).write_bytes(body)
    ended = run(tmp_path / name, "--url", URL)
    assert (ended.code, ended.err) == (0, "")
    [record] = ended.records
    assert record["kind"] == (kind or record["kind"])
    assert record["published_at"] is None
    assert any(URL in problem["message"] for problem in record["problems"])


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["nowhere.html"], 65, "nowhere.html cannot be read"),
        (["."], 65, "cannot be read"),
        (["nowhere.jsonl", "--batch"], 65, "nowhere.jsonl cannot be read"),
        ([], 2, "Missing argument 'FILE_OR_URL'"),
        (["page.html", "--portal", "nowhere"], 2, "no portal is called nowhere"),
        (["page.html", "--spiders", "nowhere.py", "--portal", "mine"], 78, "nowhere.py"),
        (["page.html", "--fetched-at", "gestern"], 2, "'gestern' is not ISO 8601"),
        (["page.html", "--url", "news/1.html"], 2, "news/1.html"),
        (["page.html", "--url", "http://["], 2, "http://["),
        (["page.html", "--colour"], 2, "--colour"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_an_exit_code(
    run: Callable[..., Ended], page: Path, arguments: list[str], code: int, message: str
) -> None:
    with contextlib.chdir(page.parent):
        ended = run(*arguments)
    assert (ended.code, ended.out) == (code, "")
    assert message in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        ("not json", 65, "batch.jsonl, line 2"),
        ('{"id": "x"}', 65, "batch.jsonl, line 2"),
        ('{"path": "page.html"}', 65, "batch.jsonl, line 2"),
        ('["page.html"]', 65, "batch.jsonl, line 2"),
        ('{"id": "x", "path": 7}', 65, "batch.jsonl, line 2"),
        ('{"id": "x", "path": "page.html", "url": 7}', 65, "batch.jsonl, line 2"),
        ('{"id": "x", "path": "page.html", "fetched_at": 7}', 65, "batch.jsonl, line 2"),
        ('{"id": "x", "path": "page.html", "fetched_at": "gestern"}', 65, "batch.jsonl, line 2"),
        ('{"id": "x", "path": "gone.html"}', 65, "gone.html cannot be read"),
    ],
)
def test_a_wrong_line_of_a_batch_is_named_after_what_came_before_it(
    run: Callable[..., Ended], page: Path, line: str, code: int, message: str
) -> None:
    batch = page.parent / "batch.jsonl"
    batch.write_text('{"id": "a", "path": "page.html"}\n' + line + "\n", encoding="utf-8")
    ended = run("--batch", batch)
    assert ended.code == code
    assert message in ended.err
    assert [record["id"] for record in ended.records] == ["a"]


def test_a_batch_that_is_no_text_is_named(run: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "batch.jsonl").write_bytes(b"\xff\xfe\x00")
    ended = run("--batch", tmp_path / "batch.jsonl")
    assert (ended.code, ended.out) == (65, "")
    assert "batch.jsonl cannot be read as JSON Lines" in ended.err


def test_extraction_loads_neither_scrapy_nor_a_database(page: Path) -> None:
    code = (
        "import sys\nfrom envnews.cli import main\n"
        f"sys.argv = ['envnews', 'extract', {str(page)!r}]\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "heavy = {'scrapy', 'sqlite_utils', 'sqlite3', 'twisted', 'rich'} & set(sys.modules)\nassert not heavy, heavy\n"
    )
    ended = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False
    )
    assert ended.returncode == 0, ended.stderr
