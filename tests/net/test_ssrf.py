"""Nothing that a site says makes the crawler talk to this machine: a listener counts who comes."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from envnews.run.crawl import CrawlPlan, crawl
from envnews.store.runs import Outcome
from tests.conftest import HOST
from tests.run.test_crawl import COLUMN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Answer, Site

ROOT = Path(__file__).parents[2]
SPELLINGS = (
    *("127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1"),
    *("[::1]", "[::ffff:127.0.0.1]", "localhost"),
)
VECTORS = ("link", "redirect", "refresh", "sitemap", "robots")


class Honeypot:
    """Listens on a port of both loopback addresses and counts connections."""

    def __init__(self) -> None:
        self.connections = 0
        self._sockets = [socket.create_server(("127.0.0.1", 0))]
        self.port = self._sockets[0].getsockname()[1]
        with suppress(OSError):  # a machine without IPv6
            self._sockets.append(socket.create_server(("::1", self.port), family=socket.AF_INET6))
        for listener in self._sockets:
            threading.Thread(target=self._count, args=(listener,), daemon=True).start()

    def _count(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                self.connections += 1
                connection.close()

    def close(self) -> None:
        for listener in self._sockets:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()


@pytest.fixture
def honeypot() -> Iterator[Honeypot]:
    listening = Honeypot()
    yield listening
    listening.close()


def lay(site: Site, vector: str, host: str, target: str) -> None:
    """Let the site of a host lead to the target in one of the ways that sites have."""
    link = f'<li><a href="{target}/t20220722_1.html">关于水环境的公告</a><span>2022-07-22</span></li>'
    match vector:
        case "link":
            site.put_list(COLUMN, [], host=host, extra=link)
        case "redirect":
            site.put(COLUMN, status=302, host=host, Location=f"{target}/")
        case "refresh":
            site.put(COLUMN, f'<meta http-equiv="refresh" content="0;url={target}/">', host=host)
        case "sitemap":
            site.put("/robots.txt", f"User-agent: *\nSitemap: {target}/sitemap.xml\n", host=host)
            site.put_list(COLUMN, [], host=host, extra=link.replace("t20220722_1.html", "sitemap.xml"))
        case "robots":
            site.put("/robots.txt", status=302, host=host, Location=f"{target}/robots.txt")
            site.put_list(COLUMN, [], host=host)


@pytest.mark.proves("S1", "five ways times eight spellings of loopback: no connection at a listening trap")
def test_no_way_and_no_spelling_leads_to_this_machine(
    site: Site,
    honeypot: Honeypot,
    local_portal: Callable[..., Path],
    local_plan: Callable[..., CrawlPlan],
    tmp_path: Path,
) -> None:
    """The portals declare host and port of the trap themselves, so only the resolved address can tell."""
    files, hosts = [], []
    for vector in VECTORS:
        for number, spelling in enumerate(SPELLINGS):
            name = f"{vector}-{number}"
            hosts.append(f"{name}.example.cn")
            lay(site, vector, hosts[-1], f"http://{spelling}:{honeypot.port}")
            home, column = f"http://{hosts[-1]}:{honeypot.port}/", f"http://{hosts[-1]}{COLUMN}"
            files.append(local_portal(name, home, column, hosts[-1], spelling.strip("[]")))
    settings = {"RETRY_TIMES": 0, "ENVNEWS_PORTALS_AT_ONCE": 40}
    plan = local_plan(
        *files, allow_private=(), hosts_map=site.hosts_map(tmp_path, *hosts), settings=settings, jobs=2
    )
    summary = crawl(plan)
    assert honeypot.connections == 0
    told = {portal.portal: portal for portal in summary.portals}
    assert len(told) == len(VECTORS) * len(SPELLINGS)
    for name, portal in told.items():
        assert portal.outcome not in {Outcome.OK, Outcome.NOTHING_NEW, Outcome.CRASHED}, (name, portal)
        if not name.startswith("sitemap"):
            assert "not public" in portal.message, (name, portal)


@pytest.mark.proves("S1", "the same trap is reached when loopback is allowed")
def test_the_trap_works(
    site: Site,
    honeypot: Honeypot,
    local_portal: Callable[..., Path],
    local_plan: Callable[..., CrawlPlan],
    tmp_path: Path,
) -> None:
    lay(site, "redirect", HOST, f"http://127.0.0.1:{honeypot.port}")
    home = f"http://{HOST}:{honeypot.port}/"
    file = local_portal("opened", home, f"http://{HOST}{COLUMN}", HOST, "127.0.0.1")
    crawl(local_plan(file, hosts_map=site.hosts_map(tmp_path), settings={"RETRY_TIMES": 0}))
    assert honeypot.connections > 0


@pytest.mark.proves("S1", "other ports of a portal's own host are refused")
@pytest.mark.parametrize("vector", ["link", "redirect", "refresh"])
def test_a_port_that_the_portal_does_not_declare_is_refused(
    site: Site,
    honeypot: Honeypot,
    local_portal: Callable[..., Path],
    local_plan: Callable[..., CrawlPlan],
    vector: str,
) -> None:
    lay(site, vector, "localhost", f"http://localhost:{honeypot.port}")
    address = f"http://localhost:{site.port}"
    summary = crawl(local_plan(local_portal("local", f"{address}/", f"{address}{COLUMN}")))
    assert honeypot.connections == 0
    assert "leads to a port that is neither 80 nor 443" in summary.portals[0].message


def listening_ports(process: int) -> set[int]:
    """Return the TCP ports on which a process listens, from /proc (proc(5): state 0A is LISTEN)."""
    inodes = set()
    for descriptor in Path(f"/proc/{process}/fd").iterdir():
        with suppress(OSError):
            inodes.add(str(descriptor.readlink()).removeprefix("socket:[").rstrip("]"))
    ports = set()
    for table in ("tcp", "tcp6"):
        with suppress(OSError):
            for line in Path(f"/proc/{process}/net/{table}").read_text("ascii").splitlines()[1:]:
                fields = line.split()
                if fields[3] == "0A" and fields[9] in inodes:
                    ports.add(int(fields[1].rpartition(":")[2], 16))
    return ports


@pytest.mark.proves("S5", "neither the crawl nor its workers listen anywhere")
@pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="open ports are read from /proc")
def test_a_crawl_listens_on_no_port(site: Site, write_portal: Callable[..., Path], tmp_path: Path) -> None:
    site.put_column(COLUMN, [[1]])
    well = site.answers[HOST, COLUMN]

    def late() -> Answer:
        time.sleep(5)
        return well

    site.answers[HOST, COLUMN] = late
    command = [
        *(sys.executable, "-m", "envnews", "crawl", "example", "--spiders", str(write_portal())),
        *("--hosts-map", str(site.hosts_map(tmp_path)), "--db", str(tmp_path / "news.db")),
    ]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - our own interpreter
        deadline = time.monotonic() + 20
        while (HOST, COLUMN) not in list(site.requests) and time.monotonic() < deadline:
            time.sleep(0.02)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii").split()
        assert children
        ports = {port for number in (process.pid, *map(int, children)) for port in listening_ports(number)}
        process.send_signal(signal.SIGTERM)
    assert ports == set()
