"""What a crawl tells others, against a real server on loopback, and that it changes nothing if nobody listens."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from prometheus_client.parser import text_string_to_metric_families

from envnews.tell.metrics import write_metrics
from tests.loopback import Handler, serving
from tests.run.test_crawl import COLUMN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Site

ROOT = Path(__file__).parents[2]


@dataclass
class Listener:
    """Notes what it is sent; answers slowly or with an error if told to."""

    address: str = ""
    heard: list[tuple[str, str, bytes]] = field(default_factory=list)
    delay: float = 0.0
    status: int = 200


@pytest.fixture
def listener() -> Iterator[Listener]:
    listening = Listener()

    class ListeningHandler(Handler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            listening.heard.append((self.command, self.path, body))
            time.sleep(listening.delay)
            self.send_response(listening.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

    with serving(ListeningHandler) as port:
        listening.address = f"http://127.0.0.1:{port}/secret-canary"
        yield listening


@pytest.fixture
def envnews(
    site: Site, write_portal: Callable[..., Path], tmp_path: Path
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Crawl a portal of two articles, with a section `[tell]`."""
    site.put_column(COLUMN, [[2, 1]])
    arguments = [
        *(sys.executable, "-m", "envnews", "crawl", "example", "--quiet", "--spiders", str(write_portal())),
        *("--hosts-map", str(site.hosts_map(tmp_path)), "--db", str(tmp_path / "news.db")),
    ]

    def run(*more: str, **tell: str) -> subprocess.CompletedProcess[str]:
        lines = [f"{name} = {json.dumps(value)}\n" for name, value in tell.items()]
        (tmp_path / "envnews.toml").write_text(f"[tell]\n{''.join(lines)}", encoding="utf-8")
        return subprocess.run(  # noqa: S603 - our own interpreter
            [*arguments, *more], capture_output=True, text=True, timeout=60, check=False, cwd=ROOT
        )

    return run


@pytest.mark.proves(
    "O1", "a good run prints nothing, sends nothing to the webhook, and pings its start and its end"
)
def test_a_good_crawl_is_pinged_and_otherwise_quiet(
    envnews: Callable[..., object], listener: Listener
) -> None:
    ended = envnews(webhook=f"{listener.address}/hook", ping=listener.address)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert [path for _, path, _ in listener.heard] == ["/secret-canary/start", "/secret-canary/0"]


def test_a_bad_crawl_is_told_as_json(
    envnews: Callable[..., object], listener: Listener, site: Site, tmp_path: Path
) -> None:
    site.put(COLUMN, "<title>500</title>", status=404)
    ended = envnews(webhook=f"{listener.address}/hook", ping=f"{listener.address}/")
    assert ended.returncode == 1
    assert [path for _, path, _ in listener.heard[::2]] == ["/secret-canary/start", "/secret-canary/1"]
    [(method, path, body)] = [heard for heard in listener.heard if heard[2]]
    told = json.loads(body)
    assert (method, path) == ("POST", "/secret-canary/hook")
    assert (told["exit_code"], told["database"]) == (1, str(tmp_path / "news.db"))
    assert [portal["portal"] for portal in told["portals"]] == ["example"]
    assert told["portals"][0]["message"] in told["text"]


@pytest.mark.slow
@pytest.mark.proves("O1", "with --quiet the same trouble is told once, and told again when it is over")
def test_a_trouble_is_told_once_and_when_it_is_over(
    envnews: Callable[..., subprocess.CompletedProcess[str]], listener: Listener, site: Site
) -> None:
    def posted() -> list[dict[str, object]]:
        bodies = [json.loads(body) for _, _, body in listener.heard if body]
        listener.heard.clear()
        return bodies

    list_of_two = site.answers["www.example.gov.cn", COLUMN]
    site.put(COLUMN, "<title>404</title>", status=404)
    listener.status = 500
    for _ in range(2):  # the webhook did not take it, so it is told again
        first = envnews(webhook=listener.address)
        assert (first.returncode, "  example site_changed since " in first.stderr) == (1, True)
        [told] = posted()
        assert [(portal["portal"], portal["news"]) for portal in told["portals"]] == [("example", "new")]
        listener.status = 200
    same = envnews(webhook=listener.address)
    assert (same.returncode, same.stderr, posted()) == (1, "", [])
    site.answers["www.example.gov.cn", COLUMN] = list_of_two
    well = envnews(webhook=listener.address)
    assert (well.returncode, "  example is well again, in trouble since " in well.stderr) == (0, True)
    [told] = posted()
    assert (told["portals"], told["recovered"]) == ([], ["example"])
    still_well = envnews(webhook=listener.address)
    assert (still_well.returncode, still_well.stderr, posted()) == (0, "", [])


@pytest.mark.slow
def test_a_crawl_that_is_terminated_is_told_each_time(
    site: Site, write_portal: Callable[..., Path], listener: Listener, tmp_path: Path
) -> None:
    site.put_column(COLUMN, [list(range(900, 0, -1))])
    (tmp_path / "envnews.toml").write_text(f'[tell]\nwebhook = "{listener.address}"\n', encoding="utf-8")
    command = [
        *(sys.executable, "-m", "envnews", "crawl", "example", "--quiet", "--spiders", str(write_portal())),
        *("--hosts-map", str(site.hosts_map(tmp_path)), "--db", str(tmp_path / "news.db")),
    ]
    for _ in range(2):
        site.requests.clear()
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:  # noqa: S603 - our own interpreter
            while len(site.requests) < 20 and process.poll() is None:
                time.sleep(0.01)
            process.terminate()
            _, errors = process.communicate(timeout=60)
        assert process.returncode == 143, errors
        [told] = [json.loads(body) for _, _, body in listener.heard if body]
        listener.heard.clear()
        assert (told["exit_code"], [portal["outcome"] for portal in told["portals"]]) == (143, ["killed"])
        assert "  example killed since " in errors


def test_a_crawl_that_cannot_begin_is_told_too(
    envnews: Callable[..., object], listener: Listener, tmp_path: Path
) -> None:
    (tmp_path / "news.db").write_text("no database" * 1000, encoding="utf-8")
    assert envnews(webhook=listener.address, ping=listener.address).returncode == 65
    [told] = [json.loads(body) for _, _, body in listener.heard if body]
    assert "no SQLite database" in told["text"]
    assert listener.heard[-1][1].endswith("/65")


@pytest.mark.proves(
    "O11",
    "webhook and ping that hang, fail or do not exist: the crawl's exit code stays, their addresses are not logged",
)
@pytest.mark.proves("S17", "addresses of webhook and ping are not logged when they fail")
@pytest.mark.parametrize("ill", ["fails", "refuses", pytest.param("hangs", marks=pytest.mark.slow)])
def test_a_listener_that_is_ill_changes_no_crawl(
    envnews: Callable[..., object], listener: Listener, ill: str
) -> None:
    address = "http://127.0.0.1:1/secret-canary" if ill == "refuses" else listener.address
    listener.status, listener.delay = 500, 60.0 if ill == "hangs" else 0.0
    started = time.monotonic()
    ended = envnews(webhook=address, ping=address)
    assert ended.returncode == 0
    assert ended.stderr.count("[tell] ping could not be reached") == 2, ended.stderr
    assert "canary" not in ended.stderr
    assert time.monotonic() - started < 30


@pytest.mark.proves("O7", "the file parses with prometheus_client, after good and bad crawls")
def test_metrics_are_read_by_prometheus(envnews: Callable[..., object], site: Site, tmp_path: Path) -> None:
    file = tmp_path / "metrics" / "envnews.prom"
    assert envnews(metrics="metrics/envnews.prom").returncode == 0
    values = read_metrics(file)
    assert values["envnews_run_exit_code", ()] == 0
    assert values["envnews_source_new_articles", (("portal", "example"),)] == 2
    assert values["envnews_source_status", (("portal", "example"), ("status", "ok"))] == 1
    assert values["envnews_source_field_fill_ratio", (("field", "headline"), ("portal", "example"))] == 1
    good = values["envnews_source_last_success_timestamp_seconds", (("portal", "example"),)]
    assert abs(good - time.time()) < 60
    assert values["envnews_db_bytes", ()] > 0
    site.put(COLUMN, status=404)
    assert envnews(metrics="metrics/envnews.prom").returncode == 1
    values = read_metrics(file)
    assert values["envnews_run_exit_code", ()] == 1
    assert values["envnews_source_last_success_timestamp_seconds", (("portal", "example"),)] == good
    assert list(file.parent.iterdir()) == [file]


def read_metrics(file: Path) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    families = text_string_to_metric_families(file.read_text(encoding="utf-8"))
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


@pytest.mark.proves("O7", "a thousand reads during replacements never see half a file")
def test_metrics_are_never_seen_half_written(tmp_path: Path) -> None:
    file = tmp_path / "envnews.prom"
    many = [("envnews_source_articles", {"portal": f"p-{number}"}, 1.0) for number in range(500)]
    write_metrics(file, many)
    writing = threading.Event()

    def write() -> None:
        while not writing.is_set():
            write_metrics(file, many)

    thread = threading.Thread(target=write)
    thread.start()
    seen, files, reads = set(), set(), 0
    while reads < 1000 or len(files) < 20:
        with file.open(encoding="utf-8") as opened:
            status = os.fstat(opened.fileno())
            files.add((status.st_ino, status.st_mtime_ns))  # numbers of files that are gone are given again
            seen.add(opened.read())
        reads += 1
        time.sleep(0.0002)  # the other thread has its turn
    writing.set()
    thread.join()
    assert len(seen) == 1


def test_metrics_that_cannot_be_written_change_no_crawl(
    envnews: Callable[..., object], tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    ended = envnews(metrics="file/envnews.prom")
    assert ended.returncode == 0
    assert "[tell] metrics" in ended.stderr


def test_log_records_carry_run_and_portal(envnews: Callable[..., object], site: Site, tmp_path: Path) -> None:
    site.put(f"{COLUMN}202207/t20220722_1.html", "<title>500</title>", status=500)
    ended = envnews("--log-json", log="log/envnews.jsonl")
    assert ended.returncode == 1
    records = [json.loads(line) for line in (tmp_path / "log/envnews.jsonl").read_text("utf-8").splitlines()]
    assert {"time", "level", "logger", "run", "portal", "message"} <= set(records[0])
    told = [record for record in records if record["portal"] == "example"]
    assert {record["run"] for record in told} == {1}
    assert any("_1.html" in record["message"] and record["level"] == "WARNING" for record in told)
    assert any("degraded" in record["message"] and record["level"] == "INFO" for record in told)
    shown = [json.loads(line) for line in ended.stderr.splitlines() if line.startswith("{")]
    assert shown
    assert {record["level"] for record in shown} <= {"WARNING", "ERROR"}


@pytest.mark.proves("O8", "the log is renamed during a run: the lines go on in a new file, none is lost")
def test_a_rotated_log_loses_no_line(envnews: Callable[..., object], site: Site, tmp_path: Path) -> None:
    numbers = list(range(19, 0, -1))
    site.put_column(COLUMN, [numbers])
    for number in numbers:
        site.put(f"{COLUMN}202207/t20220722_{number}.html", "<title>500</title>", status=500)
    log, old = tmp_path / "envnews.jsonl", tmp_path / "envnews.jsonl.1"
    stopped = threading.Event()

    def rotate() -> None:
        while not stopped.is_set() and not old.exists():
            if log.exists() and log.read_text("utf-8").count("_1") > 3:
                log.rename(old)
            time.sleep(0.01)

    thread = threading.Thread(target=rotate)
    thread.start()
    ended = envnews(log="envnews.jsonl")
    stopped.set()
    thread.join()
    assert ended.returncode == 1
    assert old.exists()
    lines = old.read_text("utf-8").splitlines() + log.read_text("utf-8").splitlines()
    messages = [json.loads(line)["message"] for line in lines]
    for number in numbers:
        assert (
            sum(f"t20220722_{number}.html" in message for message in messages if "http_error" in message) >= 1
        )
