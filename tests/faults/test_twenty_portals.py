"""Twenty portals, nine of them sick in nine ways: eleven complete, and the summary names the nine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from envnews.errors import ExitCode
from envnews.run.crawl import CrawlPlan, crawl
from envnews.store.crawl.runs import Outcome
from tests.faults.sick_server import FLOOD, SickServer
from tests.run.test_crawl import COLUMN, rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Site

LIMITS = {
    "DOWNLOAD_TIMEOUT": 2,
    "RETRY_TIMES": 1,
    "ENVNEWS_WATCHDOG": 2.0,
    "ENVNEWS_PORTAL_PAGES": 80,
    "ENVNEWS_MAX_PAGES": 100,
}
WELL = [f"well-{number}" for number in range(11)]
SICK = {
    "refuses": (Outcome.HTTP_ERROR, "refuses connections"),
    "hangs": (Outcome.TIMEOUT, "no complete answer in time"),
    "fails": (Outcome.HTTP_ERROR, "HTTP status 500"),
    "drips": (Outcome.TIMEOUT, "no complete answer in time"),
    "circles": (Outcome.HTTP_ERROR, "redirects in a circle"),
    "endless": (Outcome.GAP, "budget of 80 requests"),
    "floods": (Outcome.HTTP_ERROR, "larger than DOWNLOAD_MAXSIZE"),
    "aborts": (Outcome.CRASHED, "SIGABRT"),
    "spins": (Outcome.TIMEOUT, "no sign of life for 2 s"),
}
PARSERS = {"aborts": "import os; os.abort()", "spins": "while True: pass"}


def serve(site: Site, name: str) -> str:
    """Put a portal with three list pages of four articles, or its illness; return its host."""
    host = f"{name}.example.cn"
    if name == "fails":
        site.put(COLUMN, "<title>500</title>", status=500, host=host)
    elif name == "circles":
        site.put(COLUMN, status=302, host=host, Location=f"{COLUMN}index_1.html")
        site.put(f"{COLUMN}index_1.html", status=302, host=host, Location=COLUMN)
    elif name not in {"hangs", "drips", "floods", "refuses"}:
        pages = 90 if name == "endless" else 3
        for page in range(pages):
            numbers = range(page * 4, page * 4 + 4)
            path = f"{COLUMN}index_{page}.html" if page else COLUMN
            site.put_list(
                path, numbers, total=page + 2 if name == "endless" else pages, current=page, host=host
            )
            for number in numbers:
                path = f"{COLUMN}202207/t20220722_{number}.html"
                site.put_article(path, number, host=host, text=name)
    return host


@pytest.mark.proves(
    "F17",
    "nine sick portals, each with its own outcome; eleven others store all, exit 1 names exactly the nine",
)
@pytest.mark.proves("F19", "one byte a second is cut off at the time limit")
@pytest.mark.proves("F21", "a page of 200 MB without Content-Length is cut off at 10 MB")
@pytest.mark.proves("F25", "a list that always has a next page ends at the portal's budget, as a gap")
@pytest.mark.proves("F26", "a circle of redirects ends after five, told as such")
@pytest.mark.proves("S7", "pages without end and servers that drip are cut off")
def test_eleven_portals_complete_beside_nine_sick_ones(
    site: Site, sick_server: SickServer, write_portal: Callable[..., Path], tmp_path: Path
) -> None:
    names = [name for pair in zip(WELL, [*SICK, "", ""], strict=True) for name in pair if name]
    files, lines = [], []
    for name in names:
        host = serve(site, name)
        file = write_portal(name, host=host)
        if name in PARSERS:
            method = f"@classmethod\n    def read_list(cls, page, column):\n        {PARSERS[name]}\n"
            file.write_text(f"{file.read_text(encoding='utf-8')}\n    {method}", encoding="utf-8")
        files.append(str(file))
        ill = {"hangs": sick_server.port, "drips": sick_server.port, "floods": sick_server.port, "refuses": 1}
        lines.append(f"{host} 127.0.0.1:{ill.get(name, site.port)}\n")
    hosts_map = tmp_path / "hosts"
    hosts_map.write_text("".join(lines), encoding="utf-8")
    database = tmp_path / "news.db"

    summary = crawl(
        CrawlPlan(
            tuple(names),
            database=database,
            spiders=tuple(files),
            hosts_map=hosts_map,
            jobs=2,
            settings=LIMITS,
        )
    )

    ended = {portal.portal: portal for portal in summary.portals}
    for name, (outcome, message) in SICK.items():
        assert (ended[name].outcome, message in ended[name].message) == (outcome, True), ended[name]
    assert {ended[name].outcome for name in WELL} == {Outcome.OK}
    assert {ended[name].counters["new"] for name in WELL} == {12}
    assert summary.exit_code is ExitCode.SOME_FAILED
    named = {line.split()[0] for line in summary.paragraph().splitlines()[1:]}
    assert named == set(SICK)
    assert "9 need attention" in summary.paragraph()
    assert sick_server.sent < FLOOD / 4
    [(late,)] = rows(
        database,
        "SELECT max(julianday(portal_runs.ended_at) - julianday(runs.started_at)) * 86400"
        " FROM portal_runs JOIN runs ON runs.number = run WHERE portal LIKE 'well-%'",
    )
    assert late < 20, "the healthy ones wait for no sick one"
    recorded = dict(rows(database, "SELECT portal, outcome FROM portal_runs"))
    assert recorded == {name: str(portal.outcome) for name, portal in ended.items()}
