"""Portals on this very machine, under its own name, for what a host map would hide: ports, addresses, TLS."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from envnews.run.crawl import CrawlPlan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PORTAL = """
from envnews.spiders.families.trs import TrsSpider


class LocalSpider(TrsSpider):
    name = "{name}"
    title = "本机"
    kind = "media"
    rights = "media"
    home = "{home}"
    hosts = {hosts!r}
    columns = {{"要闻": "{column}"}}
    article_url = r"/t\\d{{8}}_(?P<document_id>\\d+)\\.html$"
"""
FAST = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "RETRY_TIMES": 1, "DOWNLOAD_TIMEOUT": 5}


@pytest.fixture
def local_portal(tmp_path: Path) -> Callable[..., Path]:
    """Write a portal file with addresses of one's choice."""

    def write(name: str, home: str, column: str, *hosts: str) -> Path:
        file = tmp_path / f"{name.replace('-', '_')}.py"
        text = PORTAL.format(name=name, home=home, column=column, hosts=hosts or ("localhost",))
        file.write_text(text, encoding="utf-8")
        return file

    return write


@pytest.fixture
def local_plan(tmp_path: Path) -> Callable[..., CrawlPlan]:
    """Plan a crawl of portal files, by default with loopback open and without delays."""

    def make(*files: Path, settings: dict[str, object] | None = None, **options: object) -> CrawlPlan:
        return CrawlPlan(
            portals=tuple(file.stem.replace("_", "-") for file in files),
            database=tmp_path / "news.db",
            spiders=tuple(map(str, files)),
            settings=FAST | (settings or {}),
            **{"allow_private": ("127.0.0.0/8", "::1/128"), "jobs": 1} | options,
        )

    return make
