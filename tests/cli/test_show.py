"""`envnews show`: an article, its story and its edits, for people and for programs."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from envnews.cli.show import show
from envnews.errors import DataError
from envnews.extract import Page, extract
from envnews.model import PortalInfo
from envnews.normalize import build_article
from envnews.store import ArticleFetched, Writer

if TYPE_CHECKING:
    from pathlib import Path

FIRST = "7月21日，全省入海排污口整治现场会在临江召开，会议通报了上半年排查进度，共排查口门1520个。"
SECOND = "会议要求，沿海各市要在十月底前完成重点口门整治，建立长效管护机制，并向社会公开整治清单。"
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{0}</title></head><body><h1>{0}</h1>
<div class="info">发布时间：2022-07-22 0{1}:10 来源：临江省生态环境厅</div><div class="text"><p>{2}</p></div></body></html>"""


def portal(key: str, kind: str) -> PortalInfo:
    host = f"{key}.example.gov.cn"
    return PortalInfo(key, f"{key}的网站", kind, None, None, f"https://{host}/", (host,), kind, "plain")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """An article that was edited, and its reprint that cut the second sentence."""
    path = tmp_path / "envnews.db"
    own, media = portal("lj", "department"), portal("media", "media")
    with Writer(path) as writer:
        run = writer.open_run("test")
        for each in (own, media):
            writer.open_portal_run(run, each)
        corrected = FIRST.replace("1520", "1530")
        looks = [(own, 7, FIRST + SECOND), (own, 7, corrected + SECOND), (media, 9, corrected)]
        for at, (whose, hour, body) in enumerate(looks):
            url = f"https://{whose.hosts[0]}/1.html"
            fetched = datetime(2022, 7, 23, at, tzinfo=UTC)
            page = Page(url, PAGE.format("现场会在临江召开", hour, body).encode(), {}, fetched)
            article = build_article(
                extract(page), whose, url=url, columns=(), document_id=None, fetched_at=fetched
            )
            writer.write([ArticleFetched(article, 200, None, None, "0" * 64)])
    return path


def shown(database: Path, *arguments: str) -> str:
    result = CliRunner().invoke(
        show, [*arguments, "--db", str(database)], standalone_mode=False, catch_exceptions=False
    )
    return result.stdout


def test_an_article_is_shown_with_its_story_and_versions(database: Path) -> None:
    text = shown(database, "https://lj.example.gov.cn/1.html")
    assert text.startswith("现场会在临江召开\n")
    assert "published_at     2022-07-22T07:10:00+08:00" in text
    assert "2 articles" in text
    assert "  2  2022-07-23T01:00:00Z  body" in text


def test_the_difference_of_versions_is_readable(database: Path) -> None:
    text = shown(database, "https://lj.example.gov.cn/1.html", "--diff")
    assert "共排查口门[-1520-]{+1530+}个。" in text
    assert "headline:" not in text


def test_the_difference_of_a_reprint_to_its_original_is_shown(database: Path) -> None:
    text = shown(database, "https://media.example.gov.cn/1.html", "--diff")
    assert "never edited" in text
    assert f"[-{SECOND}-]" in text


def test_the_json_has_the_record_the_versions_and_the_story(database: Path) -> None:
    told = json.loads(shown(database, "https://media.example.gov.cn/1.html", "--json"))
    original, reprint = told["story"]
    assert told["story_id"] == told["original_id"] == original["id"]
    assert (original["lag_minutes"], reprint["lag_minutes"]) == (None, 120)
    assert 0.3 < reprint["cut"] < 0.7
    assert [piece["kind"] for piece in told["against_original"]][-1] == "cut"
    edited = json.loads(shown(database, original["id"], "--json"))
    assert [revision["revision"] for revision in edited["revisions"]] == [1, 2]
    assert list(edited["revisions"][1]["changes"]) == ["body"]


def test_an_unknown_id_is_told(database: Path) -> None:
    with pytest.raises(DataError, match="no article has the id or address nowhere"):
        shown(database, "nowhere")
