"""Fifty portals, ten of them sick: forty replicas of shipped portals complete, and the summary names the ten.

Three crawls, so that each fault that a site or a portal's own code can have comes up once.
"""

from __future__ import annotations

import gzip
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import pytest

from envnews.demo import ReplicaServer
from envnews.errors import ExitCode
from envnews.run.crawl import CrawlPlan, crawl
from envnews.store.crawl.runs import Outcome
from tests.conftest import Answer
from tests.net.conftest import PORTAL
from tests.net.test_tls import secured
from tests.portals.replica import described, load
from tests.run.test_crawl import COLUMN, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from envnews.demo.sites import Site as ReplicatedSite
    from envnews.run.summary import PortalSummary
    from tests.conftest import Site
    from tests.faults.sick_server import SickServer
    from tests.portals.replica import Replica

__all__ = ["secured"]

LIMITS = {
    "DOWNLOAD_TIMEOUT": 5,
    "RETRY_TIMES": 1,
    "ENVNEWS_WATCHDOG": 5.0,
    "ENVNEWS_WORKER_MEMORY": 450,
    "ENVNEWS_PORTAL_PAGES": 100,
    "ENVNEWS_MAX_PAGES": 120,
}
IN_TIME = 150
"""Seconds: a minute on an idle machine with two cores."""


@dataclass(frozen=True)
class Sickness:
    """What ails a portal, and what envnews must say of it.

    Attributes:
        new: How many articles may be stored all the same; what is under way when a budget ends is.
        article: The answer in the place of its articles, None where they are well.
        column: The answer in the place of its list.
        robots: The answer in the place of its robots.txt.
        read_list: The body of its own `read_list`.
        pages: How many list pages it has.
    """

    outcome: Outcome
    message: str
    new: range = range(1)
    article: Answer | None = None
    column: Answer | None = None
    robots: Answer | None = None
    read_list: str = ""
    pages: int = 3
    per_page: int = 4


HTML = {"Content-Type": "text/html; charset=utf-8"}


def page(text: str, status: int = 200, **headers: str) -> Answer:
    return Answer(
        text.encode(), status, HTML | {name.replace("_", "-"): value for name, value in headers.items()}
    )


BOMB = Answer(gzip.compress(bytes(300 * 1024**2), 6), 200, HTML | {"Content-Encoding": "gzip"})
ERROR = page("<html><head><title>404</title></head><body><h1>您访问的页面不存在或已删除</h1></body></html>")
LOGIN = page(
    "<html><head><title>用户登录</title></head><body><form action='/login'>用户名<input name='user'>"
    "密码<input type='password' name='password'><input type='submit' value='登录'></form></body></html>"
)
TEMPLATE = page("<html><head><title>网站改版</title></head><body><div id='app'></div></body></html>")
NETWORK = {
    "nameless": Sickness(Outcome.DNS_FAILURE, "the host name is unknown"),
    "refuses": Sickness(Outcome.HTTP_ERROR, "refuses connections"),
    "resets": Sickness(Outcome.HTTP_ERROR, "the connection broke off"),
    "untrusted": Sickness(Outcome.TLS_FAILURE, "no trusted TLS connection"),
    "hangs": Sickness(Outcome.TIMEOUT, "no complete answer in time"),
    "drips": Sickness(Outcome.TIMEOUT, "no complete answer in time"),
    "cuts": Sickness(Outcome.HTTP_ERROR, "the connection broke off"),
    "fails": Sickness(Outcome.HTTP_ERROR, "HTTP status 500", column=page("", 500)),
    "rests": Sickness(Outcome.HTTP_ERROR, "Retry-After of 3600 s", column=page("", 503, Retry_After="3600")),
    "throttles": Sickness(Outcome.BLOCKED, "Retry-After of 3600 s", column=page("", 429, Retry_After="3600")),
}
ANSWERS = {
    "floods": Sickness(Outcome.HTTP_ERROR, "larger than DOWNLOAD_MAXSIZE"),
    "announces": Sickness(Outcome.HTTP_ERROR, "larger than DOWNLOAD_MAXSIZE"),
    "bombs": Sickness(Outcome.HTTP_ERROR, "larger than DOWNLOAD_MAXSIZE", column=BOMB),
    "nests": Sickness(Outcome.EMPTY_LIST, "no column names an article", column=page("<div>" * 200_000)),
    "lists": Sickness(
        Outcome.DEGRADED, "budget of 100 requests", new=range(80, 118), pages=1, per_page=10_000
    ),
    "endless": Sickness(Outcome.GAP, "budget of 100 requests", new=range(1, 100), pages=110),
    "circles": Sickness(Outcome.HTTP_ERROR, "redirects in a circle", column=page("", 302, Location=COLUMN)),
    "challenges": Sickness(Outcome.BLOCKED, "瑞数", column=page("<script>$_ts=window['$_ts']</script>", 412)),
    "misses": Sickness(Outcome.EMPTY_LIST, "no column names an article", column=ERROR),
    "asks": Sickness(Outcome.EMPTY_LIST, "no column names an article", column=LOGIN),
}
CONTENT = {
    "silent": Sickness(Outcome.ROBOTS_DENIED, "robots.txt", robots=page("", 500)),
    "forbids": Sickness(Outcome.ROBOTS_DENIED, "robots.txt", robots=Answer(b"User-agent: *\nDisallow: /\n")),
    "moved": Sickness(Outcome.EMPTY_LIST, "no column names an article", column=TEMPLATE),
    "halves": Sickness(Outcome.DEGRADED, "12 pages failed", article=page("", 500)),
    "hollow": Sickness(Outcome.DEGRADED, "12 pages in quarantine", article=ERROR),
    "raises": Sickness(Outcome.CRASHED, "ZeroDivisionError", read_list="1 / 0"),
    "aborts": Sickness(Outcome.CRASHED, "SIGABRT", read_list="import os; os.abort()"),
    "exits": Sickness(Outcome.CRASHED, "exit code 7", read_list="import os; os._exit(7)"),
    "spins": Sickness(Outcome.TIMEOUT, "no sign of life for 5 s", read_list="while True: pass"),
    "leaks": Sickness(
        Outcome.CRASHED,
        "more than 450 MB",
        read_list="import time; kept = [b'x' * 10_000_000 for _ in range(60)]; time.sleep(9)",
    ),
}
ROUNDS = {"network": NETWORK, "answers": ANSWERS, "content": CONTENT}
READ_LIST = "\n    @classmethod\n    def read_list(cls, page, column):\n        {}\n"


@dataclass
class Ward:
    """The sick portals: their files, and where their hosts lead."""

    site: Site
    server: SickServer
    write_portal: Callable[..., Path]
    files: list[Path] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)

    def admit(self, name: str, sickness: Sickness) -> None:
        """Put the pages of a portal and its file."""
        host = f"{name}.example.cn"
        file = self.write_portal(name, host=host)
        if sickness.read_list:
            file.write_text(file.read_text("utf-8") + READ_LIST.format(sickness.read_list), encoding="utf-8")
        self.files.append(file)
        if name == "refuses":
            self.hosts.append(f"{host} 127.0.0.1:1\n")
        elif name != "nameless":
            port = self.server.port if hasattr(self.server, name) else self.site.port
            self.hosts.append(f"{host} 127.0.0.1:{port}\n")
        self._lay(host, sickness)

    def _lay(self, host: str, sickness: Sickness) -> None:
        for number in range(sickness.pages):
            path = f"{COLUMN}index_{number}.html" if number else COLUMN
            first = number * sickness.per_page
            numbers = range(first, first + sickness.per_page)
            self.site.put_list(path, numbers, total=sickness.pages, current=number, host=host)
            for article in numbers[:120]:
                address = f"{COLUMN}202207/t20220722_{article}.html"
                self.site.put_article(address, article, host=host, text=host)
                if sickness.article:
                    self.site.answers[host, address] = sickness.article
        if sickness.column:
            self.site.answers[host, COLUMN] = sickness.column
        if sickness.robots:
            self.site.answers[host, "/robots.txt"] = sickness.robots


@pytest.mark.slow
@pytest.mark.proves(
    "F17",
    "of fifty portals ten are sick, in thirty ways by turns: each has its outcome, the others store all",
)
@pytest.mark.proves("F38", "of fifty portals ten have faults of content and code: exit 1 names exactly these")
@pytest.mark.parametrize("sick", ROUNDS.values(), ids=ROUNDS)
def test_forty_portals_complete_beside_ten_sick_ones(  # noqa: PLR0917 - fixtures
    sick: dict[str, Sickness],
    site: Site,
    sick_server: SickServer,
    secured: str,
    write_portal: Callable[..., Path],
    tmp_path: Path,
) -> None:
    ward = Ward(site, sick_server, write_portal)
    for name, sickness in sick.items():
        ward.admit(name, sickness)
    if "untrusted" in sick:
        column = f"{secured}{COLUMN}"
        text = PORTAL.format(name="untrusted", home=f"{secured}/", column=column, hosts=("localhost",))
        (tmp_path / "untrusted.py").write_text(text, encoding="utf-8")
    replicas = {portal: load(portal) for portal in described()[:40]}
    # A sick portal after every four that are well.
    names = list(replicas)
    for place, name in enumerate(sick):
        names.insert(place * 5 + 4, name)
    assert len(names) == 50
    database = tmp_path / "news.db"
    with ReplicaServer(sites=cast("Sequence[ReplicatedSite]", list(replicas.values()))) as server:
        hosts = tmp_path / "hosts"
        hosts.write_text(server.hosts_map_text() + "".join(ward.hosts), encoding="utf-8")
        started = time.monotonic()
        summary = crawl(
            CrawlPlan(
                tuple(names),
                database=database,
                spiders=tuple(map(str, ward.files)),
                hosts_map=hosts,
                jobs=2,
                allow_private=("127.0.0.0/8",),
                settings=LIMITS,
            )
        )
        assert time.monotonic() - started < IN_TIME
    ended = {portal.portal: portal for portal in summary.portals}
    check_sick(ended, sick)
    check_well(ended, replicas, database)
    assert summary.exit_code is ExitCode.SOME_FAILED
    assert {line.split()[0] for line in summary.paragraph().splitlines()[1:]} == set(sick)
    assert "10 need attention" in summary.paragraph()
    assert rows(database, "SELECT exit_code, ended_at IS NOT NULL FROM runs") == [(1, 1)]
    recorded = dict(rows(database, "SELECT portal, outcome FROM portal_runs"))
    assert recorded == {name: str(portal.outcome) for name, portal in ended.items()}


def check_sick(ended: dict[str, PortalSummary], sick: dict[str, Sickness]) -> None:
    wrong = []
    for name, sickness in sick.items():
        found = ended[name]
        said = (
            found.outcome,
            sickness.message in found.message,
            found.counters.get("new", 0) in sickness.new,
        )
        if said != (sickness.outcome, True, True):
            wrong.append((name, found.outcome, found.message, found.counters.get("new")))
    assert not wrong, "\n".join(map(str, wrong))


def check_well(ended: dict[str, PortalSummary], replicas: dict[str, Replica], database: Path) -> None:
    stored = defaultdict(set)
    for portal, document in rows(database, "SELECT portal, document_id FROM articles"):
        stored[portal].add(document)
    for portal, replica in replicas.items():
        assert ended[portal].outcome is Outcome.OK, ended[portal]
        assert stored[portal] == {replica.document_id(item) for item in replica.documents(1)}, portal
