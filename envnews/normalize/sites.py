"""Tell by the names of hosts whether two addresses belong to one site: its departments have hosts of their own."""

from __future__ import annotations

from typing import Final

from envnews.normalize.urls import host_of

_SECOND_LEVEL: Final = frozenset({"gov", "com", "org", "net", "edu", "ac"})
"""Labels below a country's under which names are registered."""


def same_site(url: str, other: str) -> bool:
    """Return whether two addresses belong to one site, by the registered part of their hosts.

    >>> same_site("https://sthjt.zj.gov.cn/a.html", "https://www.zj.gov.cn/"), same_site("https://www.zj.gov.cn/", "https://www.mee.gov.cn/")
    (True, False)
    """
    return _registrable_domain(host_of(url)) == _registrable_domain(host_of(other))


def _registrable_domain(host: str) -> str:
    labels = host.split(".")
    if host.replace(".", "").isdigit():
        return host
    return ".".join(labels[-3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else -2 :])
