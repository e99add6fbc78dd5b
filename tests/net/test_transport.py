"""One exchange by libcurl: what is sent, what is read, what it fails of, and which sockets it gets."""

from __future__ import annotations

import asyncio
import socketserver
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.settings import Settings

from envnews.net.failures import BrokenConnectionError, UntrustedConnectionError
from envnews.net.guard import RefusedRequestError, networks
from envnews.net.transport import Answer, Transport, UnreadableAnswerError, _trusted
from tests.loopback import Handler, serving
from tests.net.test_tls import certify_itself

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOOPBACK = networks(["127.0.0.0/8"])
HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"


class Raw:
    """A server that gives the same bytes to everybody and keeps what it was sent."""

    def __init__(self, answer: bytes) -> None:
        self.answer = answer
        self.port = 0
        self.connections = 0
        self.heard: list[bytes] = []


@contextmanager
def raw(answer: bytes, *, silent: bool = False) -> Iterator[Raw]:
    site = Raw(answer)

    class Connection(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            site.connections += 1
            while sent := self.request.recv(65_536):
                site.heard.append(sent)
                if not silent:
                    self.request.sendall(site.answer)
                if b"Content-Length" not in site.answer or b"\r\n\r\nhalf" in site.answer:
                    return

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Connection) as server:
        site.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield site
        server.shutdown()
        thread.join()


def fetch(
    *requests: Request, allowed: tuple[object, ...] = LOOPBACK, seconds: float = 5, largest: int = 1000
) -> list[Answer]:
    """Exchange requests one after another over the connections of one portal."""
    settings = Settings({"DOWNLOAD_MAXSIZE": largest, "DOWNLOAD_TLS_MIN_VERSION": "TLSv1.2"})

    async def exchange() -> list[Answer]:
        transport = Transport(settings, allowed)  # type: ignore[arg-type]  # networks
        try:
            return [await transport.exchange(request, request.url, seconds) for request in requests]
        finally:
            await transport.close()

    return asyncio.run(exchange())


def at(site: Raw, host: str = "127.0.0.1") -> Request:
    return Request(f"http://{host}:{site.port}/a.html", headers={"Accept-Language": "zh-CN"})


def test_an_answer_is_read_whole() -> None:
    with raw(
        b"HTTP/1.1 404 None\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 6\r\n\r\n\xe6\xb0\xb4\xe8\xb4\xa8"
    ) as site:
        [answer] = fetch(at(site))
    assert (answer.status, answer.body.decode()) == (404, "水质")
    assert answer.headers == {b"X-A": [b"1", b"2"], b"Content-Length": [b"6"]}
    assert 0 < answer.seconds < 5


def test_headers_of_interim_answers_are_not_those_of_the_page_and_folded_ones_are_put_together() -> None:
    head = (
        b"HTTP/1.1 103 Early: Hints\r\nLink: </a.css>\r\n\r\n" + HEAD + b"X-A: text/html;\r\n charset=gbk\r\n"
    )
    with raw(head + b"\r\nok") as site:
        [answer] = fetch(at(site))
    assert answer.headers == {b"Content-Length": [b"2"], b"X-A": [b"text/html; charset=gbk"]}


def test_a_connection_is_used_again() -> None:
    with raw(HEAD + b"\r\nok") as site:
        answers = fetch(at(site), at(site), at(site))
    assert ([answer.body for answer in answers], site.connections) == ([b"ok"] * 3, 1)


def test_the_request_goes_out_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with raw(HEAD + b"\r\nok") as site:
        address = f"http://127.0.0.1:{site.port}/a/../b?q=%E6%B0%B4"
        fetch(
            Request(address, meta={"verbatim_url": True}, headers={"X-Empty": "", "Accept": "text/html"}),
            Request(address, meta={"verbatim_url": True}, method="POST", body="page=2"),
            Request(address, meta={"verbatim_url": True}),
        )
    get, post, again = site.heard
    assert get.split(b"\r\n")[0] == again.split(b"\r\n")[0] == b"GET /a/../b?q=%E6%B0%B4 HTTP/1.1"
    assert {b"X-Empty:", b"Accept: text/html"} <= set(get.split(b"\r\n"))
    assert (post[:5], post[-6:]) == (b"POST ", b"page=2")
    assert b"Expect" not in post


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nhalf", ResponseDataLossError),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", DownloadCancelledError),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 5000, DownloadCancelledError),
        (b"", BrokenConnectionError),
        (b"HTTP/1.1 200 OK\r\nno header at all\r\n\r\nok", UnreadableAnswerError),
        (b"welcome", UnreadableAnswerError),
    ],
    ids=["half", "too large by its head", "too large as it comes", "none", "no header", "no HTTP"],
)
def test_an_answer_that_is_none_is_told_as_what_it_is(answer: bytes, failure: type[Exception]) -> None:
    with raw(answer) as site, pytest.raises(failure, match=rf"http://127\.0\.0\.1:{site.port}/a\.html: "):
        fetch(at(site))


def test_a_certificate_counts_that_the_system_trusts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Page(Handler):
        def answer(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"ok")

    certificate, key = certify_itself(tmp_path)
    with serving(Page, certificate, key) as port:
        page = Request(f"https://localhost:{port}/")
        with pytest.raises(UntrustedConnectionError, match="certificate"):
            fetch(page)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        _trusted.cache_clear()
        [answer] = fetch(page)
        _trusted.cache_clear()
    assert answer.body == b"ok"


def test_who_hangs_up_on_a_handshake_is_gone_and_not_untrusted() -> None:
    with raw(b"") as site, pytest.raises(BrokenConnectionError):
        fetch(Request(f"https://127.0.0.1:{site.port}/"))


def test_a_server_that_is_silent_is_left_in_time() -> None:
    with raw(HEAD, silent=True) as site, pytest.raises(DownloadTimeoutError):
        fetch(at(site), seconds=0.2)


def test_a_closed_port_and_an_unknown_name_are_told_apart() -> None:
    with raw(b"") as site:
        closed = at(site)
    with pytest.raises(DownloadConnectionRefusedError):
        fetch(closed)
    with pytest.raises(CannotResolveHostError):
        fetch(Request("http://no-such-host.invalid/"))


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "2130706433", "0x7f.1", "127.1"])
def test_no_socket_is_made_for_what_is_not_public(host: str) -> None:
    with (
        raw(HEAD + b"\r\nok") as site,
        pytest.raises(RefusedRequestError, match=r"127\.0\.0\.1,? (which )?is not public"),
    ):
        fetch(at(site, host), allowed=())
    assert site.connections == 0
