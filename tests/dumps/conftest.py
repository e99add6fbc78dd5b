"""A small world to publish: two portals, articles of all kinds, and a folder for the dumps."""

from __future__ import annotations

import gzip
import json
import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from envnews.dumps import PublishPlan, publish
from envnews.dumps.records.layout import Latest, parse_latest
from envnews.model import Column
from envnews.store import Writer
from tests.store.conftest import MORNING, PORTAL, Clock, article, fetched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from envnews.dumps import Published
    from envnews.store import ArticleFetched

MEDIA = replace(
    PORTAL, key="cenews", title="中国环境网", kind="media", region=None, region_code=None,
    home="http://www.cenews.com.cn/", hosts=("www.cenews.com.cn",), rights="media",
)  # fmt: skip


def media(number: int, **fields: object) -> ArticleFetched:
    """Return the change that stores an article of the media portal."""
    url = f"http://www.cenews.com.cn/news/{number}.html"
    own = {
        "id": f"m-{number}",
        "portal": "cenews",
        "url": url,
        "canonical_url": url,
        "rights": "media",
        "region": None,
    }
    return fetched(number, **(own | fields))


@dataclass
class World:
    """A database, its writer, and the folder that it is published to."""

    path: Path
    out: Path
    writer: Writer
    clock: Clock

    def publish(self, **options: object) -> Published:
        return publish(PublishPlan(self.path, **({"out": self.out} | options)))

    @property
    def latest(self) -> Latest:
        return parse_latest((self.out / "latest.json").read_bytes(), "latest.json")

    @property
    def full(self) -> Path:
        return (self.out / self.latest.full.path).parent

    def records(self) -> dict[str, dict[str, Any]]:
        return {record["id"]: record for record in lines(self.full / "articles-00000.jsonl.gz")}


def lines(file: Path) -> list[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as text:
        return [json.loads(line) for line in text]


def open_world(folder: Path) -> World:
    folder.mkdir(exist_ok=True)
    clock = Clock()
    writer = Writer(folder / "envnews.db", clock=clock)
    run = writer.open_run("test")
    for portal in (PORTAL, MEDIA):
        writer.open_portal_run(run, portal, [Column("环保要闻", f"{portal.home}col/")])
    return World(folder / "envnews.db", folder / "dumps", writer, clock)


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that pulls no plug need not wait until the disk has everything."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A world with five articles of a department and three of a newspaper."""
    made = open_world(tmp_path / "world")
    made.writer.write([fetched(number) for number in range(1, 6)])
    made.writer.write([media(number) for number in range(1, 4)])
    yield made
    made.writer.close()


__all__ = [
    "MEDIA",
    "MORNING",
    "UTC",
    "World",
    "article",
    "datetime",
    "fetched",
    "lines",
    "media",
    "timedelta",
]
