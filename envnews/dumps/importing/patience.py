"""How long an import waits for a server, all its answers together.

A time limit on each read is none for a server that sends a byte now and then: headers, too. So every piece that comes
over the line is counted, and a server that falls behind a rate which any line has is given up.
"""

from __future__ import annotations

import io
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator

GRACE: Final = 120.0
"""Seconds that a server may take in any case."""
REQUEST: Final = 5.0
"""Seconds more for each request."""
RATE: Final = 20_000
"""Bytes for which it may take a second more."""
LONGEST: Final = 6 * 3600.0
"""Seconds after which an import ends waiting whatever came."""


@dataclass(slots=True)
class Patience:
    """What is left of it.

    Attributes:
        waited: Seconds spent on finished requests.
        since: When the request under way began, by the monotonic clock.
    """

    waited: float = 0.0
    requests: int = 0
    received: int = 0
    since: float = 0.0

    @contextmanager
    def request(self) -> Iterator[None]:
        """Count a request and the time that it takes."""
        self.requests += 1
        self.since = time.monotonic()
        try:
            yield
        finally:
            self.waited += time.monotonic() - self.since

    def check(self) -> None:
        """Raise `TimeoutError` when it is over."""
        waited = self.waited + time.monotonic() - self.since
        if waited > min(LONGEST, GRACE + REQUEST * self.requests + self.received / RATE):
            raise TimeoutError(f"{self.received} bytes in {waited:.0f} s, which is too slow")


class _Reader(io.RawIOBase):
    def __init__(self, raw: io.RawIOBase, patience: Patience) -> None:
        super().__init__()
        self._raw = raw
        self._patience = patience

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:  # noqa: ANN401 - as in `io`
        self._patience.check()
        count = self._raw.readinto(buffer)
        self._patience.received += count or 0
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Answer(HTTPResponse):
    def __init__(self, *args: Any, patience: Patience, **options: Any) -> None:  # noqa: ANN401 - as in `http.client`
        super().__init__(*args, **options)
        self.fp = io.BufferedReader(_Reader(self.fp.detach(), patience))


class _Http(urllib.request.HTTPHandler):
    def __init__(self, patience: Patience) -> None:
        super().__init__()
        self._patience = patience

    def http_open(self, request: urllib.request.Request) -> HTTPResponse:
        return self.do_open(_connecting(HTTPConnection, self._patience), request)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, patience: Patience, context: ssl.SSLContext) -> None:
        super().__init__(context=context)
        self._patience = patience
        self._trusted = context

    def https_open(self, request: urllib.request.Request) -> HTTPResponse:
        return self.do_open(_connecting(HTTPSConnection, self._patience), request, context=self._trusted)


def _connecting(kind: type[HTTPConnection], patience: Patience) -> Callable[..., HTTPConnection]:
    def connect(host: str, **options: Any) -> HTTPConnection:  # noqa: ANN401 - as in `http.client`
        connection = kind(host, **options)
        connection.response_class = partial(_Answer, patience=patience)  # type: ignore[assignment]  # it is only called
        return connection

    return connect


def patient_handlers(
    patience: Patience, context: ssl.SSLContext
) -> tuple[urllib.request.BaseHandler, urllib.request.BaseHandler]:
    """Return handlers for `urllib.request.build_opener` that read no longer than `patience` allows."""
    return _Http(patience), _Https(patience, context)
