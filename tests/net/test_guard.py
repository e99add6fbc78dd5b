from __future__ import annotations

import pytest

from envnews.errors import ConfigurationError
from envnews.net.guard import is_public, networks

PRIVATE = (
    *(
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.100.100.200",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "224.0.0.1",
    ),
    *(
        "192.0.0.192",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::",
        "2001::1",
        "::127.0.0.1",
        "::",
        "fec0::1",
        "ff02::1",
        "fd00:ec2::254",
        "255.255.255.255",
    ),
)


@pytest.mark.proves("S3", "metadata services, private, mapped, NAT64 and 6to4 addresses are refused")
@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_of_this_machine_and_its_neighbours_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "202.106.0.20", "2400:3200::1"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


def test_a_named_network_is_opened_and_no_other() -> None:
    allowed = networks(["10.1.0.0/16"])
    assert is_public("10.1.2.3", allowed)
    assert not is_public("10.2.2.3", allowed)
    assert not is_public("127.0.0.1", allowed)


def test_a_network_that_is_none_is_named() -> None:
    with pytest.raises(ConfigurationError, match="--allow-private intranet"):
        networks(["intranet"])
