"""Scrapy's own commands work with the portals as they are."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from scrapy.settings import Settings

if TYPE_CHECKING:
    from tests.conftest import Site


ROOT = Path(__file__).parents[2]
HOST = "www.h2o-china.com"


def scrapy(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=ROOT)  # noqa: S603 - our own interpreter


def test_scrapy_list_names_the_portals() -> None:
    listed = scrapy("list")
    assert listed.returncode == 0, listed.stderr
    assert {"mee", "zj-sthjt", "hbzhan"} <= set(listed.stdout.split())


def test_scrapy_crawl_stores_articles_and_its_row_of_the_run(site: Site, tmp_path: Path) -> None:
    """Without a runner the session takes the lock and opens the run itself."""
    rows = '<div class="news_boxa"><h3><a href="/news/335095.html">供水</a></h3><span class="fr">2022-07-25</span></div>'
    for path in ("/news/list?cid=head", "/news/field?fid=3&page=1"):
        site.put(path, f"<html><title>新闻</title><body>{rows}</body></html>", host=HOST)
    site.put_article("/news/335095.html", 335095, host=HOST)
    database = tmp_path / "news.db"
    settings = (f"ENVNEWS_DB={database}", f"ENVNEWS_HOSTS_MAP={site.hosts_map(tmp_path, HOST)}")
    crawled = scrapy("crawl", "h2o-china", *(part for setting in settings for part in ("-s", setting)))
    assert crawled.returncode == 0, crawled.stderr
    connection = sqlite3.connect(database)
    stored = connection.execute("SELECT portal, document_id FROM articles").fetchall()
    outcomes = connection.execute(
        "SELECT command, outcome FROM portal_runs JOIN runs ON runs.number = run"
    ).fetchall()
    connection.close()
    assert stored == [("h2o-china", "335095")]
    assert outcomes == [("scrapy crawl h2o-china", "ok")]


@pytest.mark.proves("S4", "handlers for file:, data:, ftp: and s3: are off")
def test_no_risky_default_of_scrapy_is_left() -> None:
    settings = Settings()
    settings.setmodule("envnews.settings")
    on = ("ROBOTSTXT_OBEY", "DOWNLOAD_VERIFY_CERTIFICATES", "AUTOTHROTTLE_ENABLED")
    off = (
        "COOKIES_ENABLED",
        "REFERER_ENABLED",
        "HTTPPROXY_ENABLED",
        "TELNETCONSOLE_ENABLED",
        "REMOTE_CONTROL_ENABLED",
    )
    assert all(settings.getbool(name) for name in on)
    assert not any(settings.getbool(name) for name in off)
    handlers = {scheme: path for scheme, path in settings.getwithbase("DOWNLOAD_HANDLERS").items() if path}
    assert set(handlers) == {"http", "https"}
    assert settings.getint("DOWNLOAD_MAXSIZE") <= 10 * 1024 * 1024
