"""HTTP servers on loopback: in a thread, on a free port, ended in good order."""

from __future__ import annotations

import ssl
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class Handler(BaseHTTPRequestHandler):
    """To be subclassed with an answer for GET and POST."""

    def answer(self) -> None:
        raise NotImplementedError

    def do_GET(self) -> None:
        self.answer()

    do_POST = do_GET  # noqa: N815 - the name is http.server's

    def log_message(self, *args: object) -> None:
        """Say nothing: test output is for tests."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256  # portals that are all asked at once, where the default is five

    def handle_error(self, *args: object) -> None:
        """Say nothing of clients that do not wait, or leave because of the certificate."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(*args)  # type: ignore[arg-type]  # as they came


@contextmanager
def serving(handler: Callable[..., BaseHTTPRequestHandler], *chain: Path) -> Iterator[int]:
    """Serve in the block, with TLS where files of a certificate and its key are given; yields the port."""
    server = _Server(("127.0.0.1", 0), handler)
    if chain:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*chain)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
