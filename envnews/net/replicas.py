"""Replicas and servers on this very machine: nobody has to be spared there, so delays are off."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

from scrapy.settings import SETTINGS_PRIORITIES

from envnews.net.hostmap import HostMap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy.settings import BaseSettings

_CONNECTIONS = 16


def spare_replicas(settings: BaseSettings, hosts: Iterable[str]) -> None:
    """Take the delays off for those hosts that the host map leads here, or that are this machine.

    A delay that is set for this very portal holds on this machine too.

    Args:
        settings: Settings of one crawl; changed.
        hosts: Hosts that the crawl will ask.
    """
    host_map = HostMap.from_settings(settings)
    own_delay = (settings.getpriority("DOWNLOAD_DELAY") or 0) >= SETTINGS_PRIORITIES["spider"]
    local = [host for host in hosts if host_map.get(host) or (is_loopback(host) and not own_delay)]
    if not local:
        return
    replica = {"concurrency": _CONNECTIONS, "delay": 0, "jitter": 0}
    settings.set("DOWNLOAD_SLOTS", dict.fromkeys(local, replica), priority="spider")
    # The pool keeps no more connections open than this; hosts without a slot of their own stay polite.
    settings.set("CONCURRENT_REQUESTS_PER_DOMAIN", _CONNECTIONS, priority="spider")
    settings.set("AUTOTHROTTLE_ENABLED", False, priority="spider")


def is_loopback(host: str) -> bool:
    """Return whether a host name is an address of this machine, by its spelling alone.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("127.0.0.1.example.com")
    (True, True, False)
    """
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
