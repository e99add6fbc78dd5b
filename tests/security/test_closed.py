"""What is closed: a second answer of a name server, pickles from anywhere, the network while importing."""

from __future__ import annotations

import ast
import re
import socket
import subprocess
import sys
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from envnews.net.transport import Transport
from envnews.normalize import clean, clean_names, clean_source, parse_date
from envnews.run.crawl import crawl
from envnews.store.crawl.runs import Outcome
from tests.faults.test_answers import raw_server
from tests.net.conftest import local_plan, local_portal
from tests.run.test_crawl import COLUMN

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.run.crawl import CrawlPlan
    from tests.conftest import Site

__all__ = ["local_plan", "local_portal"]

ROOT = Path(__file__).parents[2]

REBIND = """
import itertools

import pycurl

from envnews.net.transport import Transport

_answers = itertools.chain(["127.0.0.2"], itertools.repeat("127.0.0.1"))
_plain = Transport._prepare


def _prepare(self, curl, exchange, url, seconds):
    _plain(self, curl, exchange, url, seconds)
    name = url.split("/")[2]
    curl.setopt(pycurl.RESOLVE, [name + ":" + next(_answers)])


Transport._prepare = _prepare
"""


@pytest.mark.proves(
    "S2",
    "a name that changes from an allowed address to this machine: the second look-up is refused, nobody connects",
)
def test_a_name_that_changes_its_address_is_refused(
    site: Site,
    local_portal: Callable[..., Path],
    local_plan: Callable[..., CrawlPlan],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """127.0.0.2 stands in for the internet: it alone is opened. The portal's own file plays the name server."""
    # The file is loaded in this process too; what it replaces is put back afterwards.
    monkeypatch.setattr(Transport, "_prepare", Transport._prepare)
    site.put_list(COLUMN, [1], host="rebound")

    def answer(path: str, send: Callable[[bytes], object]) -> None:
        body = site.answers["rebound", COLUMN].body
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        send(head.encode() + body)

    with raw_server(answer, "127.0.0.2") as port, socket.create_server(("127.0.0.1", port)) as trap:
        trap.settimeout(0.2)
        address = f"http://rebound.example:{port}"
        file = local_portal("rebound", f"{address}/", f"{address}{COLUMN}", "rebound.example")
        file.write_text(REBIND + file.read_text(encoding="utf-8"), encoding="utf-8")
        settings = {"DNSCACHE_ENABLED": False, "RETRY_TIMES": 0}
        summary = crawl(local_plan(file, allow_private=("127.0.0.2/32",), settings=settings))
        with pytest.raises(TimeoutError):
            trap.accept()
    [portal] = summary.portals
    assert portal.outcome not in {Outcome.OK, Outcome.NOTHING_NEW}
    assert "resolves to 127.0.0.1, which is not public" in portal.message


@pytest.mark.proves(
    "S18",
    "only messages between the processes of one crawl are pickled, over a socket without name; no JOBDIR, no cache",
)
def test_nothing_from_outside_is_unpickled() -> None:
    users = set()
    for file in (ROOT / "envnews").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if {name.partition(".")[0] for name in names if name} & {
                "pickle",
                "shelve",
                "marshal",
                "dill",
                "joblib",
            }:
                users.add(file.relative_to(ROOT).as_posix())
    assert users == {"envnews/run/wire.py"}
    settings = (ROOT / "envnews/settings.py").read_text(encoding="utf-8")
    assert not re.search(r"^(JOBDIR|HTTPCACHE_ENABLED|SCHEDULER_DISK_QUEUE)", settings, re.MULTILINE)
    assert "socketpair" in (ROOT / "envnews/run/nursery.py").read_text(encoding="utf-8")


IMPORT_ALL = """
import importlib, pkgutil, socket, sys
def refuse(*arguments, **options):
    raise SystemExit(f"the network is used while importing: {arguments}")
socket.socket.connect = socket.getaddrinfo = socket.gethostbyname = refuse
import envnews
for module in pkgutil.walk_packages(envnews.__path__, "envnews."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print(len(sys.modules))
"""


@pytest.mark.proves(
    "S19",
    "importing every module uses no network; every requirement has a lowest version; constraints name no registry",
)
def test_nothing_is_loaded_from_elsewhere() -> None:
    ended = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", IMPORT_ALL], capture_output=True, text=True, timeout=60, check=False, cwd=ROOT
    )
    assert ended.returncode == 0, ended.stderr
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for requirement in project["dependencies"]:
        assert ">=" in requirement, requirement
    for line in (ROOT / "constraints-oldest.txt").read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"(#.*|[\w.\[\]-]+==[\w.]+( ; .*)?)?", line), line


@pytest.mark.proves("S21", "a megabyte of adversarial text costs every normaliser less than 1.5 s of CPU")
@pytest.mark.parametrize("pattern", ["2022-", "来源：", "（记者 ", "年月日 ", " \u3000", "a" * 40 + "!"])
def test_a_megabyte_of_repetition_is_read_in_time(pattern: str) -> None:
    import time  # noqa: PLC0415 - of this test alone

    text = pattern * (1_000_000 // len(pattern))
    for read in (clean, clean_source, clean_names, lambda text: parse_date(text, None)):
        started = time.process_time()
        with suppress(ValueError):
            read(text)
        assert time.process_time() - started < 1.5, read
