"""`envnews extract URL`: fetched once, as politely and guarded as a crawl."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from envnews import __version__
from tests.conftest import HOST, Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site

ROOT = Path(__file__).parents[2]
PATH = "/dtyw/hbyw/202207/t20220722_1.html"
URL = f"https://{HOST}{PATH}"


def leads_to(url: str) -> Answer:
    return Answer(status=302, headers={"Location": url})


@pytest.fixture
def extract(site: Site, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command on the replica, from a directory without a configuration."""

    def run(*arguments: str, mapped: bool = True) -> subprocess.CompletedProcess[str]:
        hosts = ("--hosts-map", str(site.hosts_map(tmp_path, HOST, "elsewhere.cn"))) if mapped else ()
        command = [sys.executable, "-m", "envnews", "extract", *arguments, *hosts]
        environment = {
            "PYTHONPATH": str(ROOT),
            "PATH": "/usr/bin:/bin",
            "ENVNEWS_DB": str(tmp_path / "news.db"),
        }
        return subprocess.run(  # noqa: S603 - our own interpreter
            command, capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path, env=environment
        )

    return run


def test_an_address_is_fetched_robots_txt_first_and_extracted(
    site: Site, extract: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    site.put_article(PATH, 1)
    (tmp_path / "envnews.toml").write_text('contact = "https://example.org/"', encoding="utf-8")
    ended = extract(URL)
    assert (ended.returncode, ended.stderr) == (0, "")
    record = json.loads(ended.stdout)
    assert record["url"] == URL
    assert record["published_at"] == "2022-07-22T07:10:17+08:00"
    assert [path for _, path in site.requests] == ["/robots.txt", PATH]
    assert site.agents == {f"envnews/{__version__} (+https://example.org/)"}
    assert not (tmp_path / "news.db").exists()


@pytest.mark.parametrize(
    ("robots", "answer", "message"),
    [
        ("User-agent: *\nDisallow: /\n", Answer(), "robots_denied: robots.txt forbids it"),
        ("", Answer(status=404), "HTTP status 404"),
        ("", leads_to(f"https://elsewhere.cn{PATH}"), "elsewhere.cn is no host of this portal"),
        ("", leads_to("http://127.0.0.1/"), "127.0.0.1 is no host of this portal"),
        ("", Answer(b"<html><script>$_ts=window['$_ts'];</script></html>", 412), "anti-bot page"),
    ],
)
def test_what_does_not_come_or_must_not_be_asked_for_is_unavailable(
    site: Site,
    extract: Callable[..., subprocess.CompletedProcess[str]],
    robots: str,
    answer: Answer,
    message: str,
) -> None:
    site.put("/robots.txt", robots)
    site.answers[HOST, PATH] = answer
    site.put_article(PATH, 1, host="elsewhere.cn")
    ended = extract(URL)
    assert (ended.returncode, ended.stdout) == (69, "")
    assert message in ended.stderr
    assert ended.stderr.startswith(f"envnews: {URL}: ")
    assert len(ended.stderr.splitlines()) == 1
    assert not [host for host, _ in site.requests if host != HOST]


def test_an_address_of_this_machine_is_refused_unless_it_is_named(
    site: Site, extract: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    site.put_article(PATH, 1, host="localhost")
    url = f"http://localhost:{site.port}{PATH}"
    refused = extract(url, mapped=False)
    assert refused.returncode == 69
    assert "localhost resolves to 127.0.0.1, which is not public" in refused.stderr
    assert site.requests == []
    opened = extract(url, "--allow-private", "127.0.0.0/8", mapped=False)
    assert opened.returncode == 0, opened.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((URL, "--portal", "mee"), "is no address of mee, whose hosts are"),
        ((URL, "--url", URL), "are about saved pages"),
        (("http:///x",), "is no http or https address"),
    ],
)
def test_what_does_not_go_together_is_a_usage_error(
    extract: Callable[..., subprocess.CompletedProcess[str]], arguments: tuple[str, ...], message: str
) -> None:
    ended = extract(*arguments)
    assert ended.returncode == 2
    assert message in ended.stderr


FORMER = """
from datetime import date

from envnews.extract import Rules
from envnews.spiders.families.trs import TrsSpider


class RedesignedSpider(TrsSpider):
    name = "redesigned"
    title = "示例省生态环境厅"
    kind = "department"
    home = "https://www.example.gov.cn/"
    hosts = ("www.example.gov.cn",)
    columns = {"环保要闻": "https://www.example.gov.cn/hbyw/"}
    article_url = r"/t\\d+_(?P<document_id>\\d+)\\.html$"
    rules = Rules(source=("p.new",))
    former_rules = (Rules(source=("p.middle",), until=date(2024, 5, 1)), Rules(source=("p.old",), until=date(2023, 1, 31)))
"""


@pytest.mark.parametrize(
    ("fetched_at", "source"),
    [
        ("2022-07-22T08:00:00+08:00", "旧科室"),
        ("2023-01-31T23:59:00+08:00", "旧科室"),
        ("2023-01-31T16:30:00Z", "中科室"),
        ("2025-01-01T08:00:00+08:00", "新科室"),
        (None, "新科室"),
    ],
)
def test_a_page_is_read_by_the_rules_of_the_day_on_which_it_was_fetched(
    extract: Callable[..., subprocess.CompletedProcess[str]],
    tmp_path: Path,
    fetched_at: str | None,
    source: str,
) -> None:
    (tmp_path / "redesigned.py").write_text(FORMER, encoding="utf-8")
    paragraphs = "".join(
        f"<p>会议要求，各地压实责任，按时完成第{n}号任务清单的整改事项。</p>" for n in range(3)
    )
    (tmp_path / "page.html").write_text(
        "<meta charset=utf-8><title>示例省召开水环境保护工作会议</title><h1>示例省召开水环境保护工作会议</h1>"
        "<p class=old>旧科室</p><p class=middle>中科室</p><p class=new>新科室</p>"
        f"<div class=TRS_Editor>{paragraphs}</div>",
        encoding="utf-8",
    )
    when = ("--fetched-at", fetched_at) if fetched_at else ()
    ended = extract(
        *("page.html", "--url", URL, "--portal", "redesigned", "--spiders", "redesigned.py", *when),
        mapped=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["source"] == source
