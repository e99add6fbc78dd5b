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
    from collections.abc import Iterator
    from pathlib import Path

    from envnews.config import Tell
    from envnews.run.summary import RunSummary

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
            self._end(code, f"envnews: {error}", [], {})
            raise

    def tell(self, summary: RunSummary) -> None:
        """Tell how the crawl went."""
        from envnews.run.outcome import WELL  # noqa: PLC0415 - a crawl has loaded it

        troubled: list[dict[str, object]] = [
            {
                "portal": portal.portal,
                "outcome": str(portal.outcome),
                "since": portal.since,
                "message": portal.message,
            }
            for portal in summary.portals
            if portal.outcome not in WELL
        ]
        new = {portal.portal: portal.counters.get("new", 0) for portal in summary.portals}
        self._end(summary.exit_code, summary.paragraph(), troubled, new)

    def _end(self, code: ExitCode, text: str, troubled: list[dict[str, object]], new: dict[str, int]) -> None:
        seconds = time.monotonic() - self._started
        if self._tell.metrics:
            self._write_metrics(self._tell.metrics, code, new, seconds)
        if self._tell.webhook and code is not ExitCode.OK:
            value = {
                "text": text,
                "exit_code": int(code),
                "seconds": round(seconds, 3),
                "database": str(self._database),
                "portals": troubled,
            }
            post("webhook", self._tell.webhook, value)
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
