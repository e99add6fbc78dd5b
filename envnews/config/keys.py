"""All keys of envnews.toml: what each takes, and which setting of `envnews.settings` it sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from envnews.config.values import addresses, count, flag, megabytes, seconds, text, texts, times, web_address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the file.

    Attributes:
        convert: From the value in the file to that of the program; raises ValueError.
        setting: The setting that it sets; None where `Configuration` has a field for it.
    """

    convert: Callable[[object], object]
    setting: str | None = None


KEYS: Final[Mapping[str, Key]] = {
    "contact": Key(text, "ENVNEWS_CONTACT"),
    "database": Key(text),
    "spiders": Key(texts),
    "politeness.delay": Key(seconds, "DOWNLOAD_DELAY"),
    "politeness.longest_delay": Key(seconds, "AUTOTHROTTLE_MAX_DELAY"),
    "politeness.timeout": Key(seconds, "DOWNLOAD_TIMEOUT"),
    "politeness.retry_after": Key(seconds, "ENVNEWS_RETRY_AFTER"),
    "politeness.tls_exceptions": Key(texts, "ENVNEWS_TLS_EXCEPTIONS"),
    "budget.list_pages": Key(count, "ENVNEWS_MAX_PAGES"),
    "budget.requests": Key(count, "ENVNEWS_PORTAL_PAGES"),
    "budget.megabytes": Key(megabytes, "ENVNEWS_PORTAL_BYTES"),
    "budget.failures": Key(count, "ENVNEWS_PORTAL_ERRORS"),
    "budget.time": Key(seconds, "ENVNEWS_PORTAL_SECONDS"),
    "workers.jobs": Key(count),
    "workers.portals": Key(count, "ENVNEWS_PORTALS_AT_ONCE"),
    "workers.megabytes": Key(count, "ENVNEWS_WORKER_MEMORY"),
    "workers.silence": Key(seconds, "ENVNEWS_WATCHDOG"),
    "disk.free_megabytes": Key(count, "ENVNEWS_FREE_MEGABYTES"),
    "intervals.portal": Key(seconds),
    "intervals.longest_pause": Key(seconds),
    "intervals.recheck": Key(times, "ENVNEWS_RECHECK"),
    "tell.webhook": Key(web_address),
    "tell.ping": Key(web_address),
    "tell.remind": Key(seconds),
    "tell.metrics": Key(text),
    "tell.log": Key(text),
    "withdrawal.answers": Key(count, "ENVNEWS_GONE_ANSWERS"),
    "withdrawal.over": Key(seconds, "ENVNEWS_GONE_SECONDS"),
}
"""Keys outside the sections of portals, by section and name."""

PORTAL_KEYS: Final[Mapping[str, Key]] = {
    "enabled": Key(flag),
    "interval": Key(seconds),
    "delay": Key(seconds, "DOWNLOAD_DELAY"),
    "hosts": Key(texts),
    "home": Key(text),
    "columns": Key(addresses),
    "article_url": Key(text),
    "rows": Key(texts),
}
"""Keys of a section `portals.NAME`; `portals.NAME.rules` has the fields of `Rules` besides."""

DECLARED: Final = ("hosts", "home", "columns", "article_url", "rows")
"""Keys of a portal's section that replace what its class declares."""
