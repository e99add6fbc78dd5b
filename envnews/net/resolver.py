"""Name resolution that refuses private addresses and knows the host map, and the gate behind it.

A connection leads to exactly an address that this resolver returned, or to one that a URL spells; either passes
the gate when its socket is made. So nothing bypasses it: no redirect, no robots.txt, no spelling of an address
as a name, no second answer of a name server (DNS rebinding).
"""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from aiohttp.abc import ResolveResult
from aiohttp.resolver import ThreadedResolver

from envnews.net.guard import RefusedRequestError, is_public

if TYPE_CHECKING:
    from aiohttp.connector import AddrInfoType

    from envnews.net.guard import Network
    from envnews.net.hostmap import HostMap

_HINT = "--allow-private opens named networks"


class GuardedResolver(ThreadedResolver):
    """The system's name resolution behind the guard.

    Args:
        host_map: Hosts that are led to replicas.
        allowed: Networks that may be connected to although they are private.
    """

    def __init__(self, host_map: HostMap, allowed: tuple[Network, ...]) -> None:
        super().__init__()
        self._host_map = host_map
        self._allowed = allowed

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the addresses of a host that may be connected to.

        Raises:
            RefusedRequestError: None of its addresses may be.
        """
        mapped = self._host_map.get(host)
        if mapped is not None:
            address, port = mapped
            return [
                ResolveResult(hostname=host, host=address, port=port, family=socket.AF_INET, proto=0, flags=0)
            ]
        found = await super().resolve(host, port, family)
        public = [result for result in found if is_public(result["host"], self._allowed)]
        if found and not public:
            raise RefusedRequestError(f"{host} resolves to {found[0]['host']}, which is not public; {_HINT}")
        return public


class Gate:
    """Makes the sockets of a crawl, for addresses that may be connected to and for no others.

    Args:
        host_map: Its replicas are let through.
        allowed: Networks that are, although they are private.
    """

    def __init__(self, host_map: HostMap, allowed: tuple[Network, ...]) -> None:
        self._replicas = frozenset(host_map.addresses.values())
        self._allowed = allowed

    def open(self, target: AddrInfoType) -> socket.socket:
        """Return a socket for a target in the form of `socket.getaddrinfo`.

        Raises:
            RefusedRequestError: The target is not public, or is no address but what the system would take for
                one, like 2130706433.
        """
        family, kind, protocol, _, address = target
        host = str(address[0])
        if address[:2] not in self._replicas and not self._is_public(host):
            raise RefusedRequestError(f"{host} is not public; {_HINT}")
        return socket.socket(family=family, type=kind, proto=protocol)

    def _is_public(self, host: str) -> bool:
        try:
            return is_public(host, self._allowed)
        except ValueError:
            return False
