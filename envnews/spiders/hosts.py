"""The host names of a portal, of which some stand for all names below a domain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable


class HostSet(frozenset[str]):
    """Host names; `*.gmw.cn` stands for every name below gmw.cn, as large news sites have one a channel.

    >>> "politics.gmw.cn" in HostSet(["*.gmw.cn"]), "gmw.cn.example.com" in HostSet(["*.gmw.cn"])
    (True, False)
    """

    _domains: tuple[str, ...]

    def __new__(cls, hosts: Iterable[str]) -> Self:
        """Make a set of the names."""
        made = super().__new__(cls, hosts)
        made._domains = tuple(host[1:] for host in made if host.startswith("*."))
        return made

    def __contains__(self, host: object) -> bool:
        """Return whether a host is named, or lies below a named domain."""
        if super().__contains__(host):
            return True
        return bool(self._domains) and isinstance(host, str) and host.endswith(self._domains)
