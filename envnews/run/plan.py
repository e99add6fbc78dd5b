"""What a crawl is asked to do: one value, sent to every process that takes part."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from envnews.config import UNCONFIGURED, Configuration

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from scrapy.settings import Settings


@dataclass(frozen=True, slots=True)
class CrawlPlan:
    """What to crawl and how.

    Attributes:
        portals: Names; empty for all that are due and fit `kind` and `region`.
        database: SQLite file, created where it does not exist; None for that of the configuration, else the
            setting ENVNEWS_DB.
        spiders: Files, directories or packages with portals of the user's own.
        hosts_map: File that leads real hosts to replicas on loopback.
        allow_private: Networks in CIDR notation that may be connected to although they are private.
        full: Read every list to its end and fetch known articles again.
        everything: Crawl portals that are not due as well.
        max_pages: List pages per column at most; None for the setting ENVNEWS_MAX_PAGES.
        recheck: Seconds after the first fetch at which articles are looked at again; None for the default.
        log_level: Least severe log message that goes to stderr.
        log_json: Log to stderr in lines of JSON.
        quiet: Leave it to the summary, the database and the log file to tell of single pages and columns.
        jobs: Worker processes; None for those of the configuration, else one a processor but one, four and one
            a portal at most.
        max_runtime: Seconds after which the crawl ends in good order; None for no limit.
        wait: Seconds to wait while another process writes the database.
        since: Day before which articles are left out, by the dates of the lists; reading ends there.
        until: Day after which articles are left out.
        settings: Scrapy settings and those of `envnews.settings` that differ, by name.
        configuration: What envnews.toml says; everything above comes before it.
    """

    portals: tuple[str, ...] = ()
    kind: str | None = None
    region: str | None = None
    database: Path | None = None
    spiders: tuple[str, ...] = ()
    hosts_map: Path | None = None
    allow_private: tuple[str, ...] = ()
    full: bool = False
    everything: bool = False
    max_pages: int | None = None
    recheck: tuple[float, ...] | None = None
    log_level: str = "WARNING"
    log_json: bool = False
    quiet: bool = False
    jobs: int | None = None
    max_runtime: float | None = None
    wait: float = 0.0
    since: date | None = None
    until: date | None = None
    settings: Mapping[str, object] = field(default_factory=dict)
    configuration: Configuration = UNCONFIGURED

    @property
    def due_only(self) -> bool:
        """Whether portals are left out that are not due: not where something particular is asked for."""
        return not (self.portals or self.everything or self.full or self.since or self.until)


def crawl_settings(plan: CrawlPlan) -> Settings:
    """Return the Scrapy settings of a plan: `envnews.settings` and what the plan changes.

    Raises:
        ConfigurationError: The host map or a network is wrong.
    """
    from scrapy.settings import Settings

    from envnews.net.guard import networks
    from envnews.net.hostmap import HostMap

    networks(plan.allow_private)
    settings = Settings()
    settings.setmodule("envnews.settings", priority="project")
    settings.setdict(dict(plan.configuration.settings), priority="project")
    changed = _changed(plan)
    if plan.hosts_map is not None:
        changed["ENVNEWS_HOSTS_MAP"] = HostMap.read(plan.hosts_map)
    settings.setdict(changed | dict(plan.settings), priority="cmdline")
    return settings


def _changed(plan: CrawlPlan) -> dict[str, object]:
    """Return the settings that a plan states, by name."""
    changed: dict[str, object] = {
        "ENVNEWS_ALLOW_PRIVATE": list(plan.allow_private),
        "ENVNEWS_FULL": plan.full,
        "LOG_LEVEL": plan.log_level,
        "ENVNEWS_LOG_JSON": plan.log_json,
        "ENVNEWS_QUIET": plan.quiet,
        # Portals are loaded already; Scrapy need not walk through all modules again.
        "SPIDER_LOADER_CLASS": "scrapy.spiderloader.DummySpiderLoader",
    }
    database = plan.database or plan.configuration.database
    if database is not None:
        changed["ENVNEWS_DB"] = str(database)
    if plan.configuration.tell.log is not None:
        changed["ENVNEWS_LOG_FILE"] = str(plan.configuration.tell.log)
    if plan.max_pages is not None:
        changed["ENVNEWS_MAX_PAGES"] = plan.max_pages
    for name, day in (("ENVNEWS_SINCE", plan.since), ("ENVNEWS_UNTIL", plan.until)):
        if day is not None:
            changed[name] = day.isoformat()
    if plan.recheck is not None:
        changed["ENVNEWS_RECHECK"] = list(plan.recheck)
    return changed
