"""Names lead to public addresses only, and no socket is made for another."""

from __future__ import annotations

import asyncio
import socket

import pytest
from aiohttp.resolver import ThreadedResolver

from envnews.net.guard import Network, RefusedRequestError, networks
from envnews.net.hostmap import HostMap
from envnews.net.resolver import Gate, GuardedResolver

REPLICA = HostMap.parse("www.mee.gov.cn 127.0.0.1:8001")


def target(
    address: str, port: int = 80
) -> tuple[socket.AddressFamily, socket.SocketKind, int, str, tuple[str, int]]:
    return socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, port)


def resolved(
    host: str,
    port: int,
    host_map: HostMap | None = None,
    allowed: tuple[Network, ...] = (),
) -> list[tuple[str, int]]:
    async def ask() -> list[tuple[str, int]]:
        found = await GuardedResolver(host_map or HostMap(), allowed).resolve(host, port, socket.AF_INET)
        return [(result["host"], result["port"]) for result in found]

    return asyncio.run(ask())


def test_a_name_of_this_machine_is_refused() -> None:
    with pytest.raises(RefusedRequestError, match=r"localhost resolves to .*, which is not public"):
        resolved("localhost", 80)


def test_a_network_that_is_named_is_open() -> None:
    assert resolved("localhost", 80, allowed=networks(["127.0.0.0/8"])) == [("127.0.0.1", 80)]


def test_a_mapped_host_leads_to_its_replica() -> None:
    assert resolved("WWW.mee.gov.cn", 443, REPLICA) == [("127.0.0.1", 8001)]


def test_of_several_addresses_only_the_public_ones_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async def answer(*_: object) -> list[dict[str, object]]:
        return [{"host": host, "port": 80} for host in ("10.0.0.1", "1.1.1.1")]

    monkeypatch.setattr(ThreadedResolver, "resolve", answer)  # in the place of a name server
    assert resolved("www.example.gov.cn", 80) == [("1.1.1.1", 80)]


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "2130706433", "localhost"])
def test_no_socket_is_made_for_what_is_not_public(address: str) -> None:
    with pytest.raises(RefusedRequestError, match=f"{address} is not public"):
        Gate(REPLICA, ()).open(target(address))


@pytest.mark.parametrize(("address", "port"), [("1.1.1.1", 80), ("127.0.0.1", 8001)])
def test_a_socket_is_made_for_public_addresses_and_replicas(address: str, port: int) -> None:
    with Gate(REPLICA, ()).open(target(address, port)) as made:
        assert made.family == socket.AF_INET


def test_another_port_beside_a_replica_stays_closed() -> None:
    with pytest.raises(RefusedRequestError):
        Gate(REPLICA, ()).open(target("127.0.0.1", 22))
