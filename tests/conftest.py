"""A small web site on loopback for tests that crawl: real HTTP, real host names by a host map."""

from __future__ import annotations

import os
import shutil
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.commands import Ended, runner
from tests.demonstration import Demo, demonstrate
from tests.loopback import Handler, serving
from tests.nurseries import forked_nurseries

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

HOST = "www.example.gov.cn"
REQUIRE_PROGRAMS = bool(os.environ.get("ENVNEWS_REQUIRE_PROGRAMS"))
"""Whether every program of others is said to be installed, so that a test that misses one has failed."""
MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a directory of the user's own there
"""Where Linux keeps files in memory."""
ROOM = 4 * 1024**3
"""Bytes that have to be free there; what a test that has passed leaves is deleted, so a run takes far less."""


def pytest_configure() -> None:
    """Keep the files of tests in memory, where there is room: they wait for a disk for as long as they compute.

    TMPDIR has them elsewhere. Tests of full disks mount their own.
    """
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let a skip fail where programs are required; what lies beside the repository may be absent there too."""
    report = yield
    return must_run(report) if REQUIRE_PROGRAMS else report


def must_run(report: pytest.TestReport) -> pytest.TestReport:
    """Return the report of a test, a failure in the place of a skip for a program that is missing.

    What lies beside the repository, and what the machine does not permit, no installation can bring.
    """
    beyond = any(reason in str(report.longrepr) for reason in ("../shared", "not permitted here"))
    if report.skipped and not hasattr(report, "wasxfail") and not beyond:
        report.outcome, report.longrepr = "failed", f"may not be skipped here: {report.longrepr}"
    return report


@pytest.fixture(scope="session", autouse=True)
def nurseries() -> Iterator[None]:
    """Let the crawls of tests start in a tenth of the time."""
    with forked_nurseries():
        yield


@pytest.fixture(scope="session")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """One run of the demo, to be read only."""
    return demonstrate(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def run_here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Run `envnews` with arguments, in this process."""
    return runner(monkeypatch, capsys)


@dataclass(frozen=True)
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """Answers by host and path; what is not there is 404, robots.txt included."""

    port: int = 0
    answers: dict[tuple[str, str], Answer | Callable[[], Answer]] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def put(
        self, path: str, body: str | bytes = "", status: int = 200, host: str = HOST, **headers: str
    ) -> None:
        data = body.encode() if isinstance(body, str) else body
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[host, path] = Answer(data, status, {"Content-Type": "text/html; charset=utf-8"} | names)

    def put_list(
        self,
        path: str,
        numbers: Sequence[int],
        total: int = 1,
        current: int = 0,
        *,
        host: str = HOST,
        extra: str = "",
    ) -> None:
        rows = "".join(
            f'<li><a href="./202207/t20220722_{number}.html" title="{headline(number)}">{headline(number)[:6]}…</a>'
            f"<span>2022-07-22</span></li>\n"
            for number in numbers
        )
        script = f'<script>createPageHTML({total}, {current}, "index", "html");</script>'
        self.put(
            path,
            f"<html><title>环保要闻</title><body><ul>{rows}{extra}</ul>{script}</body></html>",
            host=host,
        )

    def put_article(self, path: str, number: int, host: str = HOST, text: str = "") -> None:
        body = (
            f"<html><head><title>{headline(number)}</title></head><body><h1>{headline(number)}</h1>"
            f"<div class='info'>发布时间：2022-07-22 07:10:17 来源：示例省生态环境厅</div><div class='TRS_Editor'>"
            f"<p>7月22日，示例省生态环境厅召开第{number}次会议，部署水和海洋生态环境保护重点工作。{text}</p>"
            f"<p>会议要求，各地要压实责任，按时完成第{number}号任务清单所列的全部整改事项，巩固整改成效。</p></div></body></html>"
        )
        self.put(path, body, host=host)

    def put_column(self, directory: str, pages: Sequence[Sequence[int]]) -> None:
        """Put the list pages of a TRS column with their articles."""
        for current, numbers in enumerate(pages):
            name = "" if current == 0 else f"index_{current}.html"
            self.put_list(f"{directory}{name}", numbers, len(pages), current)
            for number in numbers:
                self.put_article(f"{directory}202207/t20220722_{number}.html", number)

    def paths(self, host: str = HOST) -> list[str]:
        """The paths asked for since the last call, robots.txt left out."""
        asked, self.requests[:] = [path for name, path in self.requests if name == host], []
        return [path for path in asked if path != "/robots.txt"]

    def hosts_map(self, directory: Path, *hosts: str) -> Path:
        file = directory / "hosts"
        file.write_text(
            "".join(f"{host} 127.0.0.1:{self.port}\n" for host in hosts or (HOST,)), encoding="utf-8"
        )
        return file


def headline(number: int) -> str:
    return f"示例省召开第{number}次水和海洋生态环境保护工作会议"


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()

    class SiteHandler(Handler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            host = (self.headers["Host"] or "").partition(":")[0]
            served.requests.append((host, self.path))
            served.agents.add(self.headers["User-Agent"])
            found = served.answers.get((host, self.path), Answer(b"<title>404</title>", 404))
            answer = found() if callable(found) else found
            tag = f'"{zlib.crc32(answer.body):x}"'
            if answer.status == 200 and self.headers["If-None-Match"] == tag:
                answer = Answer(b"", 304, answer.headers)
            self.send_response(answer.status)
            for name, value in (
                answer.headers | {"ETag": tag, "Content-Length": str(len(answer.body))}
            ).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

    with serving(SiteHandler) as served.port:
        yield served


PORTAL = '''
"""A portal of a user's own."""

from envnews.spiders.families.trs import TrsSpider


class ExampleSpider(TrsSpider):
    """The example's department."""

    name = "{name}"
    title = "示例省生态环境厅"
    kind = "department"
    home = "http://{host}/"
    hosts = ("{host}",)
    columns = {columns!r}
    article_url = r"^https?://{host}/(?:[\\w-]+/)+t\\d{{8}}_(?P<document_id>\\d+)\\.html$"
'''


@pytest.fixture
def write_portal(tmp_path: Path) -> Callable[..., Path]:
    """Write a portal file as a user would; `columns` maps names to paths."""

    def write(name: str = "example", host: str = HOST, columns: dict[str, str] | None = None) -> Path:
        addresses = {
            title: f"http://{host}{path}" for title, path in (columns or {"环保要闻": "/dtyw/hbyw/"}).items()
        }
        file = tmp_path / f"{name.replace('-', '_')}.py"
        file.write_text(
            PORTAL.format(name=name, host=host.replace(":", ""), columns=addresses), encoding="utf-8"
        )
        return file

    return write
