"""What is told about a crawl, and when: nothing of it ever changes how the crawl ends."""

from __future__ import annotations

import logging
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from envnews.errors import EnvnewsError, ExitCode
from envnews.tell.metrics import samples_of, write_metrics
from envnews.tell.post import ping, post

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from envnews.config import Tell
    from envnews.run.summary import PortalSummary, RunSummary

logger = logging.getLogger(__name__)


class Teller:
    """Tells of one crawl what the section `[tell]` asks for."""

    def __init__(self, tell: Tell, database: Path) -> None:
        self._tell = tell
        self._database = database
        self._started = time.monotonic()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Tell that the crawl begins, and how it ended where it raises."""
        if self._tell.ping:
            ping("ping", f"{self._tell.ping.rstrip('/')}/start")
        try:
            yield
        except BaseException as error:
            code = error.exit_code if isinstance(error, EnvnewsError) else ExitCode.INTERNAL
            self._post(code, f"envnews: {error}")
            self._end(code, {})
            raise

    def announce(self, summary: RunSummary) -> bool:
        """Send the webhook what is news; return whether it was heard, so that the next crawl need not repeat it."""
        if not summary.has_news:
            return True
        text = summary.paragraph(news_only=True)
        return self._post(summary.exit_code, text, summary.troubled, summary.recovered)

    def tell(self, summary: RunSummary) -> None:
        """Write the metrics, and say that the crawl has ended."""
        new = {portal.portal: portal.counters.get("new", 0) for portal in summary.portals}
        self._end(summary.exit_code, new)

    def _post(
        self,
        code: ExitCode,
        text: str,
        troubled: Sequence[PortalSummary] = (),
        recovered: Sequence[PortalSummary] = (),
    ) -> bool:
        if not self._tell.webhook:
            return True
        value = {
            "text": text,
            "exit_code": int(code),
            "seconds": round(time.monotonic() - self._started, 3),
            "database": str(self._database),
            "portals": [
                {
                    "portal": portal.portal,
                    "outcome": str(portal.outcome),
                    "since": portal.since,
                    "message": portal.message,
                    "news": portal.news,
                }
                for portal in troubled
            ],
            "recovered": [portal.portal for portal in recovered],
        }
        return post("webhook", self._tell.webhook, value)

    def _end(self, code: ExitCode, new: dict[str, int]) -> None:
        seconds = time.monotonic() - self._started
        if self._tell.metrics:
            self._write_metrics(self._tell.metrics, code, new, seconds)
        # Another crawl holds the lock: it will say itself how it ended.
        if self._tell.ping and code is not ExitCode.LOCKED:
            ping("ping", f"{self._tell.ping.rstrip('/')}/{int(code)}")

    def _write_metrics(self, path: Path, code: ExitCode, new: dict[str, int], seconds: float) -> None:
        from envnews.health.status import read_status  # noqa: PLC0415 - only where metrics are wanted

        if code is ExitCode.LOCKED:
            return
        try:
            portals = read_status(self._database)
        except EnvnewsError:
            portals = ()
        try:
            samples = samples_of(self._database, portals, new, code=int(code), seconds=seconds)
            write_metrics(path, list(samples))
        except OSError as error:
            logger.warning("[tell] metrics: %s cannot be written: %s", path, error.strerror)
