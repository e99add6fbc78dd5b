"""Portals that end their worker process, or make it end: only they suffer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from envnews.errors import ExitCode
from envnews.run import foreman
from envnews.run.crawl import CrawlPlan, crawl
from envnews.store.crawl.runs import Outcome
from tests.run.test_crawl import COLUMN, rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Site

FAST = {"ENVNEWS_WATCHDOG": 1.5, "ENVNEWS_WORKER_MEMORY": 400}

READ_LIST = "@classmethod\n    def read_list(cls, page, column):\n        {}\n"

SICK = {
    "exits": ("import os; os._exit(7)", Outcome.CRASHED, "exit code 7"),
    "segfaults": ("import ctypes; ctypes.string_at(0)", Outcome.CRASHED, "SIGSEGV"),
    "spins": ("while True: pass", Outcome.TIMEOUT, "no sign of life for 1.5 s"),
    "leaks": (
        "import time; kept = [b'x' * 10_000_000 for _ in range(60)]; time.sleep(9)",
        Outcome.CRASHED,
        "more than 400 MB",
    ),
}


@pytest.fixture
def portals(site: Site, write_portal: Callable[..., Path], tmp_path: Path) -> Callable[..., CrawlPlan]:
    """Plans of healthy and sick portals, the sick ones with a method of their own."""

    def make(healthy: int, sick: dict[str, str], **options: object) -> CrawlPlan:
        files = []
        for name in [f"well-{number}" for number in range(healthy)] + list(sick):
            host = f"{name}.example.cn"
            file = write_portal(name, host=host)
            site.put_list(COLUMN, [2, 1], host=host)
            for number in (2, 1):
                site.put_article(f"{COLUMN}202207/t20220722_{number}.html", number, host=host, text=name)
            if name in sick:
                method = READ_LIST.format(sick[name])
                file.write_text(f"{file.read_text(encoding='utf-8')}\n    {method}", encoding="utf-8")
            files.append(file)
        names = tuple(file.stem.replace("_", "-") for file in files)
        return CrawlPlan(
            portals=names,
            database=tmp_path / "news.db",
            spiders=tuple(map(str, files)),
            hosts_map=site.hosts_map(tmp_path, *(f"{name}.example.cn" for name in names)),
            **{"settings": FAST} | options,
        )

    return make


@pytest.mark.proves("F38", "exit, segfault, endless loop and leak in a parser hurt only their portal")
@pytest.mark.parametrize("jobs", [pytest.param(1, marks=pytest.mark.slow), 2])
def test_a_portal_that_ends_its_worker_takes_no_other_along(
    portals: Callable[..., CrawlPlan], tmp_path: Path, jobs: int
) -> None:
    sick = {name: code for name, (code, _, _) in SICK.items()}
    summary = crawl(portals(4, sick, jobs=jobs))
    ended = {portal.portal: portal for portal in summary.portals}
    for name, (_, outcome, message) in SICK.items():
        assert ended[name].outcome is outcome, ended[name]
        assert message in ended[name].message
    well = {name: portal for name, portal in ended.items() if name.startswith("well-")}
    assert {portal.outcome for portal in well.values()} == {Outcome.OK}
    assert all(portal.counters["new"] == 2 for portal in well.values())
    assert summary.exit_code is ExitCode.SOME_FAILED
    recorded = dict(rows(tmp_path / "news.db", "SELECT portal, outcome FROM portal_runs"))
    assert recorded == {name: str(portal.outcome) for name, portal in ended.items()}
    assert rows(tmp_path / "news.db", "SELECT count(*) FROM articles") == [(8,)]


@pytest.mark.proves("S20", "a portal that waits for ever is ended")
def test_a_portal_that_does_not_end_is_ended(portals: Callable[..., CrawlPlan]) -> None:
    """It waits for something that never comes: the event loop lives, no request is under way."""
    settings = {"ENVNEWS_WATCHDOG": 1.0, "ENVNEWS_PORTAL_SECONDS": 1, "DOWNLOAD_TIMEOUT": 1}
    plan = portals(1, {"waits": "return super().read_list(page, column)"}, settings=settings, jobs=1)
    [file] = [name for name in plan.spiders if "waits" in name]
    with open(file, "a", encoding="utf-8") as portal:  # noqa: PTH123 - one line
        portal.write(
            "\n    async def start(self):\n        import asyncio\n        await asyncio.Event().wait()\n        yield\n"
        )
    summary = crawl(plan)
    outcomes = {portal.portal: portal.outcome for portal in summary.portals}
    assert outcomes == {"well-0": Outcome.OK, "waits": Outcome.TIMEOUT}


@pytest.mark.proves("S20", "--max-runtime ends a run in good order")
def test_the_limit_of_a_run_ends_it_in_good_order(
    portals: Callable[..., CrawlPlan], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foreman, "GRACE", 1.0)
    plan = portals(1, {"sleeps": "import time; time.sleep(30)"}, settings={}, jobs=2, max_runtime=4.0)
    summary = crawl(plan)
    outcomes = {portal.portal: portal.outcome for portal in summary.portals}
    assert outcomes == {"well-0": Outcome.OK, "sleeps": Outcome.KILLED}
    assert "--max-runtime" in summary.portals[1].message
    assert summary.exit_code is ExitCode.SOME_FAILED
    assert summary.seconds < 9
    assert rows(tmp_path / "news.db", "SELECT exit_code FROM runs") == [(1,)]
