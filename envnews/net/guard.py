"""What a connection may lead to: decided by the resolved address, never by how a URL spells it.

A link, a redirect or a robots.txt of a portal must not make the crawler talk to the machine it runs on or
to its neighbours. `2130706433`, `0x7f.1`, `127.1` and `[::ffff:127.0.0.1]` are all loopback, so the test
looks at the address that the connection would use.
"""

from __future__ import annotations

from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import TYPE_CHECKING

from envnews.errors import ConfigurationError, EnvnewsError

if TYPE_CHECKING:
    from collections.abc import Iterable

Network = IPv4Network | IPv6Network

# `ipaddress.is_global` of Python 3.11 calls these global: IETF protocol assignments, and the IPv6 prefixes
# that wrap an IPv4 address (Teredo, 6to4).
_NOT_GLOBAL: tuple[Network, ...] = tuple(
    ip_network(network) for network in ("192.0.0.0/24", "2001::/32", "2002::/16")
)
# All that IANA has given out of IPv6 to reach others by; beside it lie what wraps IPv4 (`::127.0.0.1`, NAT64),
# and site-local addresses, which `is_global` passes.
_UNICAST = ip_network("2000::/3")


class RefusedRequestError(EnvnewsError):
    """A request leads where the crawler may not go; it is never sent and never tried again."""


def refusal(host: str, address: str | None = None) -> RefusedRequestError:
    """Return why a host is not connected to: the address that it resolves to, or is itself, is not public.

    >>> str(refusal("localhost", "127.0.0.1"))
    'localhost resolves to 127.0.0.1, which is not public; --allow-private opens named networks'
    """
    where = host if address in {None, host} else f"{host} resolves to {address}, which"
    return RefusedRequestError(f"{where} is not public; --allow-private opens named networks")


def networks(cidrs: Iterable[str]) -> tuple[Network, ...]:
    """Return the networks that `--allow-private` names.

    Raises:
        ConfigurationError: One is not in CIDR notation.

    >>> networks(["127.0.0.0/8"])
    (IPv4Network('127.0.0.0/8'),)
    """
    found = []
    for cidr in cidrs:
        try:
            found.append(ip_network(cidr.strip(), strict=False))
        except ValueError as error:
            raise ConfigurationError(
                f"--allow-private {cidr}: {error}; write a network like 10.1.0.0/16"
            ) from error
    return tuple(found)


def is_public(address: str, allowed: Iterable[Network] = ()) -> bool:
    """Return whether a connection to this address is allowed: it is global, or in a network of `allowed`.

    >>> [is_public(address) for address in ("127.0.0.1", "100.100.100.200", "::ffff:10.0.0.1", "1.1.1.1")]
    [False, False, False, True]
    >>> is_public("127.0.0.1", networks(["127.0.0.0/8"]))
    True
    """
    parsed: IPv4Address | IPv6Address = ip_address(address)
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    if any(parsed in network for network in allowed):
        return True
    if isinstance(parsed, IPv6Address) and parsed not in _UNICAST:
        return False
    return (
        parsed.is_global and not parsed.is_multicast and not any(parsed in network for network in _NOT_GLOBAL)
    )
