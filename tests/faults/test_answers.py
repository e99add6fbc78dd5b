"""Answers that no sound server gives: cut off, too large, bombs, endless chains, empty templates."""

from __future__ import annotations

import gzip
import re
import socketserver
import threading
import time
import zlib
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import brotli
import pytest
from scrapy.utils._compression import zstd  # of the standard library from Python 3.14 on

from envnews.run.crawl import CrawlPlan, crawl
from envnews.store.crawl.runs import Outcome
from tests.conftest import HOST
from tests.run.test_crawl import COLUMN, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Site

MEGABYTE = 1024**2
BOMB = 300 * MEGABYTE


@contextmanager
def raw_server(
    answer: Callable[[str, Callable[[bytes], None]], None], address: str = "127.0.0.1"
) -> Iterator[int]:
    """Serve bytes as they are, for answers that no library would send; yield the port."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            path = self.rfile.readline().split(b" ")[1].decode()
            while self.rfile.readline().strip():
                pass
            with suppress(OSError):
                if path == "/robots.txt":
                    self.wfile.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                else:
                    answer(path, self.wfile.write)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with Server((address, 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def at(plan: CrawlPlan, port: int) -> CrawlPlan:
    plan.hosts_map.write_text(f"{HOST} 127.0.0.1:{port}\n", encoding="utf-8")
    return plan


@pytest.mark.proves(
    "F20", "a page whose connection ends before its Content-Length is not stored, and is told"
)
def test_half_a_page_is_none(site: Site, plan: Callable[..., CrawlPlan], database: Path) -> None:
    site.put_column(COLUMN, [[2, 1]])

    def answer(path: str, send: Callable[[bytes], object]) -> None:
        body = site.answers[HOST, path].body
        send(f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n".encode())
        send(body[:400] if path.endswith("_1.html") else body)

    with raw_server(answer) as port:
        summary = crawl(at(plan(), port))
    assert summary.portals[0].outcome is Outcome.DEGRADED, summary.paragraph()
    assert "_1.html" in summary.portals[0].message
    assert rows(database, "SELECT document_id FROM articles") == [("2",)]
    assert rows(database, "SELECT state FROM pages WHERE url LIKE '%_1.html'") == [("failed",)]


ODD = (
    b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nContent-Length: %d\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nTransfer-Encoding: chunked\r\n",
    b"HTTP/1.1 200 OK\r\nX-Server: \xd6\xd0\xb9\xfa\r\nContent-Length: %d\r\n",
    b"HTTP/1.1 200 \xb3\xc9\xb9\xa6\r\nContent-Length: %d\r\n",
    b"HTTP/1.1 200\r\nContent-Length: %d\r\n",
    b"HTTP/1.1 200 OK\nContent-Length: %d\n",
    b"HTTP/1.1 200 OK\r\nno header at all\r\nContent-Length: %d\r\n",
    b"HTTP/1.1 200 OK\r\nX Powered By: ASP\r\nContent-Type : text/html\r\n: none\r\nContent-Length: %d\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html;\r\n charset=utf-8\r\nContent-Length: %d\r\n",
    b"HTTP/1.0 200 OK\r\n",
)
"""Heads that no standard allows any more, or at all, and browsers read: a length stated twice, or beside chunks, header and
reason in GBK, no reason, bare line feeds, a line that is no header, names with blanks and without letters, a folded line, no
length."""


def test_answers_of_old_servers_are_read(site: Site, plan: Callable[..., CrawlPlan], database: Path) -> None:
    numbers = list(range(len(ODD), 0, -1))
    site.put_column(COLUMN, [numbers])

    def answer(path: str, send: Callable[[bytes], object]) -> None:
        body = site.answers[HOST, path].body
        number = re.search(r"_(\d+)\.html", path)
        head = ODD[int(number[1]) - 1] if number else b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n"
        if b"chunked" in head:
            send(head % len(body) + b"\r\n%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n")
        else:
            end = b"\r\n" if b"\r\n" in head else b"\n"
            send(head % ((len(body),) * head.count(b"%d")) + end + body)

    with raw_server(answer) as port:
        # Such a server hangs up unannounced, now and then when the next request is on its way.
        summary = crawl(at(plan(RETRY_TIMES=2), port))
    assert summary.portals[0].outcome is Outcome.OK, summary.paragraph()
    stored = rows(database, "SELECT document_id FROM articles")
    assert sorted(int(number) for (number,) in stored) == numbers[::-1]


@pytest.mark.proves("F21", "a page of 200 MB that announces its size is refused before it comes")
def test_a_page_that_announces_too_much_is_refused(site: Site, plan: Callable[..., CrawlPlan]) -> None:
    sent = 0

    def answer(path: str, send: Callable[[bytes], object]) -> None:
        nonlocal sent
        send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 209715200\r\n\r\n")
        for _ in range(200):
            send(b"x" * MEGABYTE)
            sent += MEGABYTE

    with raw_server(answer) as port:
        summary = crawl(at(plan(ENVNEWS_WORKER_MEMORY=130), port))
    assert summary.portals[0].outcome is Outcome.HTTP_ERROR, summary.paragraph()
    assert "larger than DOWNLOAD_MAXSIZE" in summary.portals[0].message
    assert sent < 12 * MEGABYTE


@pytest.mark.proves("F30", "an article of 20 MB is refused and told; its neighbours are stored")
def test_an_article_of_great_length_is_refused(
    site: Site, plan: Callable[..., CrawlPlan], database: Path
) -> None:
    site.put_column(COLUMN, [[2, 1]])
    site.put_article(f"{COLUMN}202207/t20220722_1.html", 1, text="水" * (20 * MEGABYTE // 3))
    summary = crawl(plan())
    assert summary.portals[0].outcome is Outcome.DEGRADED, summary.paragraph()
    assert "_1.html: the answer is larger than DOWNLOAD_MAXSIZE" in summary.portals[0].message
    assert rows(database, "SELECT document_id FROM articles") == [("2",)]


@pytest.mark.proves(
    "F22", "gzip, deflate, br, zstd and double gzip that unpack to 300 MB: refused, in a worker of 160 MB"
)
@pytest.mark.proves("S7", "what unpacks beyond the limit is refused, whatever the encoding")
def test_bombs_are_refused_in_every_encoding(site: Site, plan: Callable[..., CrawlPlan]) -> None:
    zeros = b"\0" * BOMB
    packed = gzip.compress(zeros, 6)
    bombs = {
        "gzip": packed,
        "deflate": zlib.compress(zeros, 6),
        "br": brotli.compress(zeros, quality=1),
        "zstd": zstd.compress(zeros),
        "gzip, gzip": gzip.compress(packed),
    }
    hosts = []
    for number, (encoding, body) in enumerate(bombs.items()):
        hosts.append(f"bomb{number}.example.cn")
        site.put(COLUMN, body, host=hosts[-1], Content_Encoding=encoding)
    summary = crawl(plan(*hosts, ENVNEWS_WORKER_MEMORY=160))
    for portal in summary.portals:
        assert portal.outcome is Outcome.HTTP_ERROR, summary.paragraph()
        assert "larger than DOWNLOAD_MAXSIZE" in portal.message


@pytest.mark.proves("F24", "the budget of requests bounds them, the rest stays pending and is told")
def test_a_list_of_ten_thousand_links_costs_the_budget(
    site: Site, plan: Callable[..., CrawlPlan], database: Path
) -> None:
    numbers = range(10_000, 0, -1)
    site.put_list(COLUMN, numbers)
    for number in numbers[:60]:
        site.put_article(f"{COLUMN}202207/t20220722_{number}.html", number)
    summary = crawl(plan(ENVNEWS_PORTAL_PAGES=40))
    assert summary.portals[0].outcome is Outcome.DEGRADED, summary.paragraph()
    assert "budget of 40 requests" in summary.portals[0].message
    assert len(site.paths()) <= 40 + 16, "those under way on sixteen connections are answered"
    assert summary.seconds < 30
    [(pending,)] = rows(database, "SELECT count(*) FROM pages WHERE state = 'pending'")
    assert pending + summary.total("new") == 10_000


@pytest.mark.proves("F26", "a chain of redirects that never ends is left after five, as one error")
def test_a_chain_of_redirects_ends(site: Site, plan: Callable[..., CrawlPlan]) -> None:
    for number in range(12):
        path = f"{COLUMN}{number}/" if number else COLUMN
        site.put(path, status=302, Location=f"{COLUMN}{number + 1}/")
    summary = crawl(plan())
    assert summary.portals[0].outcome is Outcome.HTTP_ERROR, summary.paragraph()
    assert "redirects in a circle" in summary.portals[0].message
    assert len(site.paths()) == 1 + 5


@pytest.mark.proves(
    "F36",
    "what is no robots.txt allows everything; of a large one half a megabyte is read; a silent one is a no",
)
@pytest.mark.parametrize(
    ("robots", "outcome"),
    [
        (b"<html><title>\xe9\xa6\x96\xe9\xa1\xb5</title><p>welcome</p></html>", Outcome.OK),
        (b"User-agent: *\nDisallow: /dtyw/\n" + b"# x\n" * (9 * MEGABYTE // 4), Outcome.ROBOTS_DENIED),
        (None, Outcome.TIMEOUT),
    ],
    ids=["html", "nine megabytes", "silent"],
)
def test_robots_files_that_are_none(
    site: Site, plan: Callable[..., CrawlPlan], robots: bytes | None, outcome: Outcome
) -> None:
    site.put_column(COLUMN, [[1]])
    site.put("/robots.txt", robots or b"")
    if robots is None:
        site.answers[HOST, "/robots.txt"] = lambda: time.sleep(4) or site.answers[HOST, COLUMN]
    summary = crawl(plan(DOWNLOAD_TIMEOUT=2 if robots is None else 30))
    assert summary.portals[0].outcome is outcome, summary.paragraph()
    assert bool(site.paths()) is (outcome is Outcome.OK)


@pytest.mark.proves("F37", "told as a failure with exit 1; what is stored stays untouched")
def test_a_site_of_one_empty_template_changes_nothing_that_is_stored(
    site: Site, plan: Callable[..., CrawlPlan], database: Path
) -> None:
    site.put_column(COLUMN, [[3, 2, 1]])
    assert crawl(plan()).exit_code == 0
    content = "SELECT document_id, headline, body, revision, status FROM articles ORDER BY 1"
    before = rows(database, content)
    for host, path in list(site.answers):
        site.put(
            path,
            "<html><head><title>网站改版</title></head><body><div id='app'></div></body></html>",
            host=host,
        )
    for full in (False, True):
        summary = crawl(plan(full=full))
        assert summary.portals[0].outcome in {Outcome.SITE_CHANGED, Outcome.EMPTY_LIST}, summary.paragraph()
        assert (summary.exit_code, rows(database, content)) == (1, before)


@pytest.mark.proves("F32", "of a list with links of every scheme only http and https are asked for")
@pytest.mark.proves("S4", "links to files of this machine are not followed")
def test_links_of_other_schemes_are_not_asked_for(site: Site, plan: Callable[..., CrawlPlan]) -> None:
    schemes = (
        "javascript:void(0)//",
        "data:text/html,",
        "mailto:a@",
        "file:///etc/",
        "ftp://127.0.0.1/",
        "tel:",
    )
    extra = "".join(
        f'<li><a href="{scheme}202207/t20220722_9{number}.html">关于水环境的公告</a><span>2022-07-22</span></li>'
        for number, scheme in enumerate(schemes)
    )
    site.put_column(COLUMN, [[1]])
    site.put_list(COLUMN, [1], extra=extra)
    summary = crawl(plan())
    assert (summary.total("new"), len(site.paths())) == (1, 2), summary.paragraph()
    assert summary.total("requests") == 3, "robots.txt, the list, the article"


@pytest.mark.proves(
    "F27", "one article under three session ids, listed thrice, is asked for once and stored once"
)
def test_session_ids_make_no_second_article(
    site: Site, plan: Callable[..., CrawlPlan], database: Path
) -> None:
    address = f"{COLUMN}202207/t20220722_1.html"
    rows_of_it = "".join(
        f'<li><a href="{address};jsessionid={session}">关于水环境的公告</a><span>2022-07-22</span></li>'
        for session in ("0A1B", "2C3D", "4E5F")
    )
    site.put_list(COLUMN, [], extra=rows_of_it)
    site.put_article(address, 1)
    summary = crawl(plan())
    assert summary.total("new") == 1, summary.paragraph()
    assert site.paths() == [COLUMN, address]
    assert rows(database, "SELECT canonical_url FROM articles") == [(f"http://{HOST}{address}",)]
