"""Nothing that a site says makes the crawler talk to this machine: a listener counts who comes."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from envnews.run.crawl import CrawlPlan, crawl
from envnews.run.outcome import WELL
from envnews.store.crawl.runs import Outcome
from tests.conftest import HOST
from tests.faults.test_answers import raw_server
from tests.faults.test_signals import descendants
from tests.net.conftest import PORTAL
from tests.run.test_crawl import COLUMN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from envnews.run.summary import PortalSummary
    from tests.conftest import Answer, Site

ROOT = Path(__file__).parents[2]
SPELLINGS = (
    *("127.0.0.1", "127.1", "127.0.1", "127.000.000.001", "127.0.0.1.", "2130706433", "017700000001"),
    *("0x7f000001", "0X7F000001", "0x7f.1", "0x7f.0x0.0x0.0x1", "0177.0.0.1", "0", "0.0.0.0"),  # noqa: S104 - asked for
    *("１２７.0.0.1", "①②⑦.0.0.①", "127。0。0。1", "127．0．0．1", "127｡0｡0｡1", "%31%32%37.0.0.1"),
    *(
        "localhost",
        "LOCALHOST",
        "localhost.",
        "ｌｏｃａｌｈｏｓｔ",
        "canary@127.0.0.1",
        "canary:canary@localhost",
    ),
    *("[::1]", "[0:0:0:0:0:0:0:1]", "[::]", "[::127.0.0.1]", "[::1%25lo]", "[2002:7f00:1::]"),
    *("[::ffff:127.0.0.1]", "[::FFFF:7F00:1]", "[64:ff9b::7f00:1]", "[64:ff9b::127.0.0.1]"),
)
"""Of this machine: decimal, shortened, padded, with a dot at the end, as one number, hexadecimal, octal, the unspecified
address, full-width and circled digits, other dots, escaped, by name, behind a user name, IPv6, and IPv4 wrapped in it."""
NEIGHBOURS = (
    *(
        "169.254.169.254",
        "2852039166",
        "0xa9fea9fe",
        "0251.0376.0251.0376",
        "100.100.100.200",
        "[fd00:ec2::254]",
    ),
    *(
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "[fe80::1]",
        "[fec0::1]",
        "[::ffff:10.0.0.1]",
        "[64:ff9b::a00:1]",
    ),
)
"""Metadata services of clouds, and private networks: nobody listens there, but the refusal is told."""
FOLLOWED = ("link", "redirect", "refresh", "robots", "sitemap", "sitemap_index", "feed")
"""Ways that a crawl goes: the refusal is told."""
NAMED = ("canonical", "attachment", "image", "enclosure", "robots_sitemap")
"""What pages only name: it is stored or left out, and never asked for."""
FAMILIES = {"sitemap": "sitemaps.SitemapSpider", "sitemap_index": "sitemaps.SitemapSpider"} | dict.fromkeys(
    ("feed", "enclosure"), "feeds.FeedSpider"
)


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


ARTICLE = "202207/t20220722_1.html"
XML = {"Content_Type": "application/xml"}


def lay(site: Site, vector: str, host: str, target: str) -> None:
    """Let the site of a host lead to the target in one of the ways that sites have."""
    header = target.encode().decode("latin-1")  # as servers write what is not ASCII
    link = f'<li><a href="{target}/t20220722_1.html">关于水环境的公告</a><span>2022-07-22</span></li>'
    match vector:
        case "link":
            site.put_list(COLUMN, [], host=host, extra=link)
        case "redirect":
            site.put(COLUMN, status=302, host=host, Location=f"{header}/")
        case "refresh":
            site.put(COLUMN, f'<meta http-equiv="refresh" content="0;url={target}/">', host=host)
        case "robots":
            site.put("/robots.txt", status=302, host=host, Location=f"{header}/robots.txt")
            site.put_list(COLUMN, [], host=host)
        case "sitemap":
            url = f"<url><loc>{target}/t20220722_1.html</loc></url>"
            site.put(COLUMN, f"<urlset {SITEMAP}>{url}</urlset>", host=host, **XML)
        case "sitemap_index":
            inner = f"<sitemap><loc>{target}/sitemap.xml</loc></sitemap>"
            site.put(COLUMN, f"<sitemapindex {SITEMAP}>{inner}</sitemapindex>", host=host, **XML)
        case "feed":
            site.put(COLUMN, RSS.format(f"<link>{target}/t20220722_1.html</link>"), host=host, **XML)
        case _:
            lay_named(site, vector, host, target)


SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
RSS = "<rss version='2.0'><channel><title>要闻</title><item><title>关于水环境的公告</title>{}</item></channel></rss>"


def lay_named(site: Site, vector: str, host: str, target: str) -> None:
    """Let an article of the site of a host, or what leads to it, name the target."""
    named = {
        "canonical": f'<link rel="canonical" href="{target}/"><meta property="og:url" content="{target}/">',
        "attachment": f'<p><a href="{target}/a.pdf">附件：水环境公告.pdf</a></p>',
        "image": f'<p><img src="{target}/a.jpg"></p><meta property="og:image" content="{target}/b.jpg">',
    }
    site.put_list(COLUMN, [1], host=host)
    site.put_article(f"{COLUMN}{ARTICLE}", 1, host=host, text=named.get(vector, ""))
    if vector == "enclosure":
        url = f"http://{host}{COLUMN}{ARTICLE}"
        item = f'<link>{url}</link><enclosure url="{target}/a.mp3" length="1" type="audio/mpeg"/>'
        site.put(COLUMN, RSS.format(item), host=host, **XML)
    elif vector == "robots_sitemap":
        site.put("/robots.txt", f"User-agent: *\nSitemap: {target}/sitemap.xml\n", host=host)


@dataclass(frozen=True)
class Trap:
    """Portals whose sites lead to the honeypot, each in one way and under one spelling."""

    site: Site
    honeypot: Honeypot
    plan: Callable[..., CrawlPlan]
    folder: Path

    def crawl(
        self, vectors: Sequence[str], spellings: Sequence[str] = SPELLINGS
    ) -> dict[tuple[str, str], PortalSummary]:
        """Crawl them, one for each way and spelling; they declare host and port of the trap themselves."""
        files, hosts = [], []
        for vector in vectors:
            for number, spelling in enumerate(spellings):
                name = f"{vector.replace('_', '-')}-{number}"
                hosts.append(f"{name}.example.cn")
                lay(self.site, vector, hosts[-1], f"http://{spelling}:{self.honeypot.port}")
                home, column = f"http://{hosts[-1]}:{self.honeypot.port}/", f"http://{hosts[-1]}{COLUMN}"
                text = PORTAL.format(name=name, home=home, column=column, hosts=(hosts[-1], *bare(spelling)))
                files.append(self.folder / f"{name.replace('-', '_')}.py")
                files[-1].write_text(of_family(text, FAMILIES.get(vector)), encoding="utf-8")
        settings = {"RETRY_TIMES": 0, "ENVNEWS_PORTALS_AT_ONCE": 40, "DOWNLOAD_TIMEOUT": 30}
        hosts_map = self.site.hosts_map(self.folder, *hosts)
        plan = self.plan(*files, allow_private=(), hosts_map=hosts_map, settings=settings, jobs=2)
        told = {portal.portal: portal for portal in crawl(plan).portals}
        return {
            (vector, spelling): told[f"{vector.replace('_', '-')}-{number}"]
            for vector in vectors
            for number, spelling in enumerate(spellings)
        }


def bare(spelling: str) -> set[str]:
    """Return a host as a portal would declare it, as it is written and as a browser reads it."""
    host = unquote(spelling).rpartition("@")[2].strip("[]").lower()
    return {host, unicodedata.normalize("NFKC", host).replace("。", ".")}


def of_family(text: str, family: str | None) -> str:
    """Return the text of a portal file with another family in the place of TRS."""
    if family is None:
        return text
    module, _, name = family.partition(".")
    return text.replace("families.trs", f"families.{module}").replace("TrsSpider", name)


@pytest.fixture
def trap(site: Site, honeypot: Honeypot, local_plan: Callable[..., CrawlPlan], tmp_path: Path) -> Trap:
    return Trap(site, honeypot, local_plan, tmp_path)


REFUSED = r"not followed: \S+ (resolves to \S+ which )?is not public"
REFUSED_OTHERWISE = {
    "127.0.0.1.": rf"{REFUSED}|the host name is unknown",
    "localhost.": rf"{REFUSED}|the host name is unknown",
    "canary@127.0.0.1": "not followed: .*carries a user name",
    "canary:canary@localhost": "not followed: .*carries a user name",
    "%31%32%37.0.0.1": "not followed: .*is no host of this portal|no column names an article",
    "[::1%25lo]": "not followed: .*is no host of this portal|no column names an article",
}
"""What is told of spellings that are no address to everybody: some systems know no name that ends with a dot."""


@pytest.mark.proves(
    "S1",
    "link, redirect, meta refresh, robots.txt, sitemap, index of sitemaps and feed times 36 spellings of this"
    " machine: no connection at a listening trap, and the refusal is told",
)
@pytest.mark.proves("S3", "metadata services and private networks in each of these ways: the refusal is told")
def test_no_way_and_no_spelling_leads_to_this_machine(trap: Trap) -> None:
    told = trap.crawl(FOLLOWED, (*SPELLINGS, *NEIGHBOURS))
    assert trap.honeypot.connections == 0
    for (vector, spelling), portal in told.items():
        assert portal.outcome not in WELL, (vector, spelling, portal)
        # An index of sitemaps whose part has no address is read to its end.
        message = REFUSED_OTHERWISE.get(spelling, REFUSED)
        if vector == "sitemap_index" and spelling.endswith("."):
            message = rf"{message}|no column names an article"
        assert re.search(message, portal.message), (vector, spelling, portal)


@pytest.mark.proves(
    "S1",
    "canonical link, attachment, picture, enclosure and the sitemap of robots.txt times 36 spellings: never asked for",
)
def test_what_a_page_names_of_this_machine_is_not_asked_for(trap: Trap) -> None:
    told = trap.crawl(NAMED)
    assert trap.honeypot.connections == 0
    assert {name: (portal.outcome, portal.counters["new"]) for name, portal in told.items()} == dict.fromkeys(
        told, (Outcome.OK, 1)
    )


@pytest.mark.proves("S1", "the same trap is reached in each way when loopback is allowed")
@pytest.mark.parametrize("vector", FOLLOWED)
def test_the_trap_works(trap: Trap, local_portal: Callable[..., Path], vector: str) -> None:
    lay(trap.site, vector, HOST, f"http://127.0.0.1:{trap.honeypot.port}")
    home = f"http://{HOST}:{trap.honeypot.port}/"
    file = local_portal("opened", home, f"http://{HOST}{COLUMN}", HOST, "127.0.0.1")
    file.write_text(of_family(file.read_text("utf-8"), FAMILIES.get(vector)), encoding="utf-8")
    crawl(trap.plan(file, hosts_map=trap.site.hosts_map(trap.folder), settings={"RETRY_TIMES": 0}))
    assert trap.honeypot.connections > 0


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


@pytest.mark.proves(
    "S1", "`envnews extract URL` and `envnews new URL`: no connection by address, redirect, refresh or link"
)
@pytest.mark.parametrize("command", ["new", pytest.param("extract", marks=pytest.mark.slow)])
def test_commands_that_look_at_an_address_reach_no_other_of_this_machine(
    command: str, tmp_path: Path
) -> None:
    """127.0.0.2 stands in for the internet: it alone is opened; the trap listens on the same port beside it."""
    spellings = ("127.0.0.1", "2130706433", "localhost", "[::ffff:127.0.0.1]")
    links = ""

    def answer(path: str, send: Callable[[bytes], object]) -> None:
        to = f"http://{spellings[int(path[-1])]}:{port}/" if path[-1].isdigit() else ""
        if path.startswith("/hop"):
            send(f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode())
            return
        refresh = f'<meta http-equiv="refresh" content="0;url={to}">' if to else ""
        body = f"<html><head>{refresh}</head><body><ul>{links}</ul></body></html>".encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        send(head.encode() + body)

    with raw_server(answer, "127.0.0.2") as port, socket.create_server(("127.0.0.1", port)) as trap:
        trap.settimeout(0.2)
        links = "".join(
            f'<li><a href="{to}">关于水环境的公告第{number}号</a><span>2022-07-22</span></li>'
            for number, spelling in enumerate(spellings)
            for to in (f"http://{spelling}:{port}/t20220722_1.html", f"/hop{number}", f"/refresh{number}")
        )
        addresses = [f"http://127.0.0.2:{port}/"]
        if command == "extract":
            addresses = [f"http://127.0.0.2:{port}/{way}" for way in ("hop0", "hop3", "refresh1", "refresh2")]
            addresses += [f"http://{spelling}:{port}/" for spelling in spellings]
        for address in addresses:
            options = [
                "--allow-private",
                "127.0.0.2/32",
                *(("--out", "found.py") if command == "new" else ()),
            ]
            ended = subprocess.run(  # noqa: S603 - our own interpreter
                [sys.executable, "-m", "envnews", command, address, *options],
                capture_output=True, text=True, timeout=120, check=False, cwd=tmp_path,
                env=os.environ | {"PYTHONPATH": str(ROOT)},
            )  # fmt: skip
            assert ended.returncode != 0, (address, ended.stdout)
            assert "Traceback" not in ended.stderr, ended.stderr
        with pytest.raises(TimeoutError):
            trap.accept()


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
        others = descendants(process.pid)
        assert len(others) == 2, "the nursery and the worker that asks"
        ports = {port for number in (process.pid, *others) for port in listening_ports(number)}
        process.send_signal(signal.SIGTERM)
    assert ports == set()
