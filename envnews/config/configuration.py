"""What an installation has set: plain values, so that they travel to worker processes as they are."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_DATABASE = Path("data/envnews.db")


@dataclass(frozen=True, slots=True)
class PortalOverride:
    """What a section `portals.NAME` says.

    Attributes:
        enabled: Whether the portal is crawled at all.
        interval: Seconds between two of its crawls; None for that of the installation.
        settings: Scrapy settings of this portal.
        declared: Attributes of the portal's class that are replaced.
        rules: Selectors by field of `Rules`, tried before the portal's own.
    """

    enabled: bool = True
    interval: float | None = None
    settings: Mapping[str, object] = field(default_factory=dict)
    declared: Mapping[str, object] = field(default_factory=dict)
    rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tell:
    """Where it is told how crawls go: the section `tell`.

    Attributes:
        webhook: Gets a summary as JSON when a crawl has news of portals in trouble. A secret, as is `ping`.
        ping: Address of a dead-man's switch, asked with `/start` and `/EXIT-CODE` appended.
        metrics: File for Prometheus.
        log: File of log records as JSON lines.
        remind: How long after it was last told a trouble that lasts is told again.
    """

    webhook: str | None = field(default=None, repr=False)
    ping: str | None = field(default=None, repr=False)
    metrics: Path | None = None
    log: Path | None = None
    remind: timedelta = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Configuration:
    """What envnews.toml says; one without a file says nothing.

    Attributes:
        file: Where it was read; None where there is none.
        database: The database; None where the file names none.
        spiders: Files, directories and packages with portals of the user's own.
        settings: What differs from `envnews.settings`, by name.
        jobs: Worker processes; None for the default.
        interval: Seconds between two crawls of a portal; None for the default.
        longest_pause: Seconds to which the pauses of a failing portal widen; None for the default.
        portals: What is said of single portals, by name.
        tell: Where it is told how crawls go.
    """

    file: Path | None = None
    database: Path | None = None
    spiders: tuple[str, ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict)
    jobs: int | None = None
    interval: float | None = None
    longest_pause: float | None = None
    portals: Mapping[str, PortalOverride] = field(default_factory=dict)
    tell: Tell = field(default_factory=Tell)

    def database_of(self, named: Path | None = None) -> Path:
        """Return the database: as named on the command line, in ENVNEWS_DB, in the file, or the default."""
        return named or environment_path("ENVNEWS_DB") or self.database or DEFAULT_DATABASE

    def interval_of(self, portal: str) -> float | None:
        """Return the seconds between two crawls of a portal, None where nothing is said about it."""
        override = self.portals.get(portal)
        return override.interval if override and override.interval is not None else self.interval


UNCONFIGURED = Configuration()
"""An installation without envnews.toml."""


def environment_path(name: str) -> Path | None:
    """Return the path that an environment variable holds, None where it is unset or empty."""
    value = os.environ.get(name)
    return Path(value) if value else None
