"""Two crawls of the replicas, one on each of their days, with the shipped portals and the real runner."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from envnews.demo.server import ReplicaServer
from envnews.demo.sites import SITES
from envnews.demo.verify import Mismatch, mismatches
from envnews.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.run.summary import RunSummary

EDITIONS = (1, 2)

_AT_ONCE = (0.0,)
"""Re-checks for edits are due at once, as if a day had passed between the two crawls."""


@dataclass(frozen=True, slots=True)
class TwoDays:
    """What came of both crawls; `mismatches` is empty where the database holds all that was published."""

    database: Path
    first: RunSummary
    second: RunSummary
    mismatches: tuple[Mismatch, ...]


def crawl_twice(database: Path, announce: Callable[[int], None] = lambda edition: None) -> TwoDays:
    """Serve the replicas, crawl them on both days into `database`, compare it with what they publish.

    `announce` is called with the edition before each crawl. A signal ends it, not only the crawl of the day.
    """
    from envnews.run.crawl import CrawlPlan, crawl  # noqa: PLC0415 - heavy, and the server alone needs none of it

    database.parent.mkdir(parents=True, exist_ok=True)
    summaries = []
    with tempfile.TemporaryDirectory(prefix="envnews-demo-") as folder, ReplicaServer() as server:
        hosts_map = Path(folder) / "hosts"
        hosts_map.write_text(server.hosts_map_text(), "utf-8")
        portals = tuple(site.portal for site in SITES)
        plan = CrawlPlan(portals=portals, database=database, hosts_map=hosts_map, recheck=_AT_ONCE)
        for edition in EDITIONS:
            announce(edition)
            server.edition = edition
            summaries.append(crawl(plan))
            if summaries[-1].exit_code is ExitCode.INTERRUPTED:
                raise KeyboardInterrupt  # the crawl has kept it to itself, to end in good order
            if summaries[-1].exit_code is ExitCode.TERMINATED:
                sys.exit(ExitCode.TERMINATED)
    first, second = summaries
    return TwoDays(database, first, second, tuple(mismatches(database, EDITIONS[-1])))
