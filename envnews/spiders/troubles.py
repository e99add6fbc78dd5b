"""What went wrong in the crawl of a portal, in the terms of the run's outcome.

Scrapy reports exceptions; an operator needs to know whether the site is down, has moved, refuses us or has
changed, and what to do. Nothing is retried here: that is Scrapy's work, done before.
"""

from __future__ import annotations

from dataclasses import dataclass

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from envnews.net.challenge import SYSTEMS
from envnews.net.failures import BrokenConnectionError, UntrustedConnectionError
from envnews.net.guard import RefusedRequestError
from envnews.net.robots import RobotsUnreadableError
from envnews.store.crawl.runs import Outcome


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that went wrong: what it makes of the run, where, and what to do about it."""

    outcome: Outcome
    url: str
    message: str
    column: str | None = None

    def __str__(self) -> str:
        """Return where it was and what to do, for log, summary and run row."""
        where = f"{self.column}, {self.url}" if self.column else self.url
        return f"{where}: {self.message}"


_KNOWN: tuple[tuple[type[Exception], Outcome, str], ...] = (
    (
        CannotResolveHostError,
        Outcome.DNS_FAILURE,
        "the host name is unknown; check it, then the name server of this machine",
    ),
    (DownloadTimeoutError, Outcome.TIMEOUT, "no complete answer in time; it is tried again by the next run"),
    (RefusedRequestError, Outcome.SITE_CHANGED, "not followed: {error}"),
    (DownloadCancelledError, Outcome.HTTP_ERROR, "the answer is larger than DOWNLOAD_MAXSIZE"),
    (
        DownloadConnectionRefusedError,
        Outcome.HTTP_ERROR,
        "the host refuses connections; open it in a browser, it is tried again by the next run",
    ),
)

_IGNORED: tuple[tuple[str, Outcome, str], ...] = (
    (
        "redirect",
        Outcome.HTTP_ERROR,
        "it redirects in a circle; open it in a browser and find the new address",
    ),
    (
        "robots.txt",
        Outcome.ROBOTS_DENIED,
        "robots.txt forbids it; take the column out of the portal or ask the site",
    ),
    (
        "DOWNLOAD_MAXSIZE",
        Outcome.HTTP_ERROR,
        "the answer is larger than DOWNLOAD_MAXSIZE once it is unpacked",
    ),
)
"""What Scrapy's middlewares say when they drop a request or an answer, by a word of it."""


def of_exception(error: BaseException | None) -> tuple[Outcome, str]:
    """Return the outcome that a failed request stands for, and what to do about it."""
    for kind, outcome, message in _KNOWN:
        if isinstance(error, kind):
            return outcome, message.format(error=error)
    if isinstance(error, RobotsUnreadableError):
        return _of_robots(error)
    if isinstance(error, IgnoreRequest):
        for word, outcome, message in _IGNORED:
            if word in str(error):
                return outcome, message
    if isinstance(error, UntrustedConnectionError):
        return Outcome.TLS_FAILURE, f"no trusted TLS connection ({error}); check the site's certificate"
    if isinstance(error, BrokenConnectionError | ResponseDataLossError):
        return (
            Outcome.HTTP_ERROR,
            "the connection broke off before the answer was complete; it is tried again by the next run",
        )
    text = " ".join(str(error).split())[:200]
    return Outcome.HTTP_ERROR, f"no usable answer ({type(error).__name__}: {text}); open it in a browser"


def of_article(error: BaseException | None) -> tuple[Outcome, str]:
    """Return the same of a failed request for an article: whether the site has moved, its lists say, not one page."""
    outcome, message = of_exception(error)
    return Outcome.HTTP_ERROR if outcome is Outcome.SITE_CHANGED else outcome, message


def leads_astray(error: BaseException | None) -> bool:
    """Return whether a redirect leads where no request is sent to, not even for robots.txt: that is the page's fault."""
    return isinstance(error, RobotsUnreadableError) and isinstance(error.__cause__, RefusedRequestError)


def _of_robots(error: RobotsUnreadableError) -> tuple[Outcome, str]:
    """Return what an unreadable robots.txt stands for: the host's own trouble, or a no."""
    if leads_astray(error):
        return of_exception(error.__cause__)
    if error.__cause__ is not None:
        outcome, message = of_exception(error.__cause__)
        return outcome, f"robots.txt: {message}; nothing else was asked"
    if error.status in SYSTEMS:
        return Outcome.BLOCKED, (
            f"anti-bot page of {SYSTEMS[error.status]} (HTTP status {error.status} for robots.txt);"
            " no further request in this run"
        )
    no = f"robots.txt is answered with HTTP status {error.status}, which counts as a no (RFC 9309)"
    return Outcome.ROBOTS_DENIED, f"{no}; it is asked again by the next run"


def of_status(status: int) -> tuple[Outcome, str]:
    """Return the outcome that an HTTP status stands for, and what to do about it."""
    if status in {401, 403, 406, 429}:
        return Outcome.BLOCKED, f"the site refuses us with HTTP status {status}; wait, then lower the rate"
    if status in {404, 410}:
        return Outcome.SITE_CHANGED, f"HTTP status {status}; find the column's new address on the site"
    return Outcome.HTTP_ERROR, f"HTTP status {status}; open it in a browser"
