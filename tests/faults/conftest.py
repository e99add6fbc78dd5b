"""One portal on a replica, for tests that let the site, the disk or the analyst misbehave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from envnews.run.crawl import CrawlPlan
from tests.faults.sick_server import SickServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Site


@pytest.fixture
def sick_server() -> Iterator[SickServer]:
    with SickServer() as server:
        yield server


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def plan(
    site: Site, write_portal: Callable[..., Path], tmp_path: Path, database: Path
) -> Callable[..., CrawlPlan]:
    """Plan the crawl of one portal, or of one for each host, with settings."""

    def make(*hosts: str, full: bool = False, max_pages: int | None = None, **settings: object) -> CrawlPlan:
        files = {host.partition(".")[0]: write_portal(host.partition(".")[0], host=host) for host in hosts}
        files = files or {"example": write_portal()}
        return CrawlPlan(
            tuple(files),
            database=database,
            spiders=tuple(map(str, files.values())),
            hosts_map=site.hosts_map(tmp_path, *hosts),
            settings={"RETRY_TIMES": 0} | settings,
            full=full,
            max_pages=max_pages,
            jobs=1,
        )

    return make
