"""What went wrong in the crawl of a portal, in the terms of the run's outcome.

Scrapy reports exceptions; an operator needs to know whether the site is down, has moved, refuses us or has
changed, and what to do. Nothing is retried here: that is Scrapy's work, done before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from OpenSSL.SSL import Error as TlsError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from service_identity.exceptions import VerificationError
from twisted.python.failure import Failure

from envnews.net.guard import RefusedRequestError
from envnews.store.runs import Outcome


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that went wrong: what it makes of the run, where, and what to do about it."""

    outcome: Outcome
    url: str
    message: str
    column: str | None = None

    def __str__(self) -> str:
        """Return the line for log, summary and run row."""
        where = f"{self.column}, {self.url}" if self.column else self.url
        return f"{self.outcome}: {where}: {self.message}"


def of_exception(error: BaseException) -> tuple[Outcome, str]:
    """Return the outcome that a failed request stands for, and what to do about it."""
    match error:
        case CannotResolveHostError():
            return Outcome.DNS_FAILURE, "the host name is unknown; check it, then the name server of this machine"
        case DownloadTimeoutError():
            return Outcome.TIMEOUT, "no complete answer in time; the pages stay pending for the next run"
        case RefusedRequestError():
            return Outcome.SITE_CHANGED, f"not followed: {error}"
        case DownloadCancelledError():
            return Outcome.HTTP_ERROR, "the answer is larger than DOWNLOAD_MAXSIZE"
        case IgnoreRequest() if "robots.txt" in str(error):
            return Outcome.ROBOTS_DENIED, "robots.txt forbids it; take the column out of the portal or ask the site"
    if any(isinstance(cause, TlsError | VerificationError) for cause in _causes(error)):
        return Outcome.TLS_FAILURE, f"no trusted TLS connection ({error}); check the site's certificate"
    text = " ".join(str(error).split())[:200]
    return Outcome.HTTP_ERROR, f"no answer ({type(error).__name__}: {text}); open it in a browser"


def of_status(status: int) -> tuple[Outcome, str]:
    """Return the outcome that an HTTP status stands for, and what to do about it."""
    if status in {401, 403, 406, 429}:
        return Outcome.BLOCKED, f"the site refuses us with HTTP status {status}; wait, then lower the rate"
    if status in {404, 410}:
        return Outcome.SITE_CHANGED, f"HTTP status {status}; find the column's new address on the site"
    return Outcome.HTTP_ERROR, f"HTTP status {status}; open it in a browser"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception, what it was raised from, and the reasons that Twisted collects inside."""
    pending: list[BaseException] = [error]
    while pending:
        current = pending.pop()
        yield current
        if current.__cause__ is not None:
            pending.append(current.__cause__)
        for reason in getattr(current, "reasons", None) or ():
            if isinstance(reason, Failure) and reason.value is not None:
                pending.append(reason.value)
