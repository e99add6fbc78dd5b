from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from envnews.errors import ConfigurationError
from envnews.net.hostmap import HostMap

if TYPE_CHECKING:
    from pathlib import Path


def test_comments_case_and_localhost_are_understood() -> None:
    host_map = HostMap.parse(
        "# replicas\nWWW.mee.gov.cn localhost:8001\n\nm.hbzhan.com 127.0.0.2:80 # twin\n"
    )
    assert host_map.get("www.MEE.gov.cn") == ("127.0.0.1", 8001)
    assert host_map.get("m.hbzhan.com") == ("127.0.0.2", 80)
    assert host_map.get("hbzhan.com") is None
    assert host_map.get(None) is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("www.mee.gov.cn", "not two words"),
        ("www.mee.gov.cn 127.0.0.1", "no port"),
        ("www.mee.gov.cn 127.0.0.1:99999", "no port"),
        ("www.mee.gov.cn 10.0.0.1:80", "no IPv4 loopback address"),
        ("www.mee.gov.cn example.org:80", "no IPv4 loopback address"),
        ("http://www.mee.gov.cn/ 127.0.0.1:80", "no host name"),
    ],
)
def test_a_wrong_line_is_named(line: str, reason: str) -> None:
    with pytest.raises(ConfigurationError, match=r"hosts\.txt, line 2") as raised:
        HostMap.parse(f"a.example.cn 127.0.0.1:1\n{line}\n", origin="hosts.txt")
    assert reason in str(raised.value)


def test_two_addresses_for_a_host_are_refused() -> None:
    with pytest.raises(ConfigurationError, match="a second time"):
        HostMap.parse("a.cn 127.0.0.1:1\na.cn 127.0.0.1:2\n")


def test_a_file_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"nowhere\.txt cannot be read"):
        HostMap.read(tmp_path / "nowhere.txt")
