"""The store pipeline: batches, time limit, counting, failure, and one writer for all crawls of a process."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from scrapy.utils.test import get_crawler

from envnews.errors import DataError
from envnews.model import PortalInfo
from envnews.pipelines import store
from envnews.pipelines.store import StorePipeline, WriterThread, writer_of
from envnews.store import DiscoveredEntry, FetchFailed, ListChecked, open_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scrapy.crawler import Crawler

NOW = datetime(2022, 7, 22, tzinfo=UTC)
PORTAL = PortalInfo(
    "mee", "生态环境部", "ministry", None, None, "http://x/", ("x",), "official_document", "trs"
)


def listing(number: int) -> ListChecked:
    entry = DiscoveredEntry(f"id-{number}", f"http://x/{number}", f"第{number}号公告")
    return ListChecked("mee", "公告", "http://x/", 200, None, None, (entry,), NOW, first=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "envnews.db"


@pytest.fixture
def writer(path: Path) -> Iterator[WriterThread]:
    with WriterThread.shared(path) as thread:
        run = thread.submit(lambda writer: writer.open_run("test")).result()
        thread.submit(lambda writer: writer.open_portal_run(run, PORTAL)).result()
        yield thread


@pytest.fixture
def crawler(path: Path) -> Crawler:
    return get_crawler(settings_dict={"ENVNEWS_DB": str(path)})


def stored(path: Path) -> int:
    with closing(open_database(path, readonly=True)) as db:
        return db["pages"].count


def test_all_users_of_a_file_share_one_writer_and_the_last_closes_it(path: Path) -> None:
    first = WriterThread.shared(path)
    second = WriterThread.shared(path.parent / "." / path.name)
    assert first is second
    first.release()
    assert second.submit(lambda writer: writer.open_run("test")).result() == 1
    second.release()
    with pytest.raises(RuntimeError):
        second.submit(lambda writer: writer.open_run("test"))
    with WriterThread.shared(path) as third:
        assert third is not first


def test_a_file_that_cannot_be_opened_is_told_at_once_and_leaves_no_writer_behind(path: Path) -> None:
    path.write_text("来源：浙江省生态环境厅\n" * 100)
    with pytest.raises(DataError, match="no SQLite database"):
        WriterThread.shared(path)
    path.unlink()
    with WriterThread.shared(path) as thread:
        assert thread.path == path


def test_the_writer_lives_in_a_thread_of_its_own(writer: WriterThread) -> None:
    names = {writer.submit(lambda _: threading.current_thread().name).result() for _ in range(9)}
    assert names == {"envnews-writer_0"}


def test_changes_are_written_a_hundred_at_a_time_and_the_rest_at_the_end(
    writer: WriterThread, crawler: Crawler, path: Path
) -> None:
    async def crawl() -> None:
        pipeline = StorePipeline.from_crawler(crawler)
        await pipeline.open_spider()
        for number in range(99):
            await pipeline.process_item(listing(number))
        assert stored(path) == 0
        await pipeline.process_item(listing(99))
        assert stored(path) == 100
        await pipeline.process_item(listing(100))
        assert stored(path) == 100
        await pipeline.close_spider()
        assert stored(path) == 101

    asyncio.run(crawl())


def test_a_change_waits_no_longer_than_the_time_limit(
    writer: WriterThread, crawler: Crawler, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "FLUSH_SECONDS", 0.02)

    async def crawl() -> None:
        pipeline = StorePipeline.from_crawler(crawler)
        await pipeline.open_spider()
        for number in range(2):
            await pipeline.process_item(listing(number))
            await asyncio.sleep(0.3)
            assert stored(path) == number + 1
        await pipeline.close_spider()

    asyncio.run(crawl())


def test_two_crawlers_of_a_process_write_through_one_writer(
    writer: WriterThread, crawler: Crawler, path: Path
) -> None:
    async def crawl(first: int) -> None:
        pipeline = StorePipeline.from_crawler(crawler)
        await pipeline.open_spider()
        for number in range(first, first + 250):
            await pipeline.process_item(listing(number))
        await pipeline.close_spider()

    async def both() -> None:
        await asyncio.gather(crawl(0), crawl(1000))

    asyncio.run(both())
    assert stored(path) == 500


def test_items_that_are_no_changes_pass(writer: WriterThread, crawler: Crawler) -> None:
    async def crawl() -> object:
        pipeline = StorePipeline.from_crawler(crawler)
        await pipeline.open_spider()
        item = await pipeline.process_item({"own": "item"})
        await pipeline.close_spider()
        return item

    assert asyncio.run(crawl()) == {"own": "item"}


def test_results_are_counted_when_they_are_committed(writer: WriterThread, crawler: Crawler) -> None:
    failure = FetchFailed("mee", "id-1", "http://x/1", 503, "HTTP status 503", NOW)

    async def crawl() -> None:
        pipeline = StorePipeline.from_crawler(crawler)
        await pipeline.open_spider()
        await pipeline.process_item(listing(1))
        await pipeline.process_item(failure)
        assert crawler.stats.get_value("envnews/failed") is None
        await pipeline.close_spider()
        assert crawler.stats.get_value("envnews/failed") == 1

    asyncio.run(crawl())


def test_the_schedule_of_re_checks_can_be_set(path: Path) -> None:
    crawler = get_crawler(settings_dict={"ENVNEWS_DB": str(path), "ENVNEWS_RECHECK": [0, 60]})
    with writer_of(crawler.settings) as thread:
        steps = thread.submit(lambda writer: [step.total_seconds() for step in writer._recheck]).result()
    assert steps == [0, 60]


CRAWL = '''
"""A spider that makes its pages itself; prints its statistics as JSON."""
import json, sys
from datetime import UTC, datetime
from pathlib import Path
import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from envnews.extract import extract
from envnews.model import Page, PortalInfo
from envnews.pipelines import ArticleItem, WriterThread

directory, described = Path(sys.argv[1]), sys.argv[2] == "described"
PORTAL = PortalInfo("mee", "生态环境部", "ministry", None, None, "http://x/", ("x",), "official_document", "trs")
ARTICLE = """<html><head><title>公告</title></head><body><h1>关于第{n}号水环境公告</h1>
<div>发布时间：2022-07-22 07:10:17 来源：生态环境部</div>
<p>各省、自治区、直辖市生态环境厅（局）：现将第{n}号公告印发给你们，请认真贯彻执行，切实做好水环境保护工作。</p>
<p>各地要压实责任，按时完成第{n}号任务清单所列的全部整改事项，巩固整改成效，防止反弹。</p></body></html>"""
EMPTY = "<html><head><title></title></head><body></body></html>"

class Local(scrapy.Spider):
    name = "local"
    custom_settings = {
        "ENVNEWS_DB": str(directory / "envnews.db"),
        "TELNETCONSOLE_ENABLED": False,
        "EXTENSIONS": {"scrapy.extensions.remote_control.RemoteControl": None},
        "ITEM_PIPELINES": {
            "envnews.pipelines.normalise.NormalisePipeline": 100,
            "envnews.pipelines.validate.ValidatePipeline": 200,
            "envnews.pipelines.store.StorePipeline": 900,
        },
    }

    async def start(self):
        yield scrapy.Request("data:,")

    def parse(self, response):
        for n in range(120):
            html = ARTICLE.format(n=n) if n else EMPTY
            page = Page(f"http://x/t20220722_{n}.html", html.encode(), {}, datetime(2022, 7, 23, tzinfo=UTC))
            yield ArticleItem(page, extract(page), PORTAL, page.url, ("公告",), str(n))

process = AsyncCrawlerProcess({"LOG_LEVEL": "ERROR"})
crawler = process.create_crawler(Local)
with WriterThread.shared(directory / "envnews.db") as writer:
    if described:
        run = writer.submit(lambda w: w.open_run("test")).result()
        writer.submit(lambda w: w.open_portal_run(run, PORTAL)).result()
    process.crawl(crawler)
    process.start()
print(json.dumps({key: str(value) for key, value in crawler.stats.get_stats().items()}))
'''


def crawl(tmp_path: Path, *arguments: str) -> tuple[dict[str, str], str]:
    done = subprocess.run(  # noqa: S603 - this file's program
        [sys.executable, "-W", "error", "-c", CRAWL, str(tmp_path), *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout), done.stderr


def test_pages_become_rows_in_a_real_crawl(tmp_path: Path, path: Path) -> None:
    stats, errors = crawl(tmp_path, "described")
    assert errors == ""
    assert (stats["envnews/new"], stats["envnews/quarantined"]) == ("119", "1")
    assert stats["finish_reason"] == "finished"
    with closing(open_database(path, readonly=True)) as db:
        assert db["articles"].count == 119
        (row,) = db.query("SELECT field, url FROM quarantine")
        assert row["url"] == "http://x/t20220722_0.html"


def test_a_failing_database_closes_the_spider_with_the_reason(tmp_path: Path, path: Path) -> None:
    stats, errors = crawl(tmp_path, "undescribed")
    assert stats["finish_reason"] == "storage_error"
    assert stats["envnews/outcome"] == "crashed"
    assert stats["envnews/exit_code"] == "65"
    assert "portal mee is not described" in stats["envnews/storage_error"]
    assert "portal mee is not described" in errors
    assert "envnews/new" not in stats
    assert int(stats["envnews/not_stored"]) >= 100
    assert stored(path) == 0
