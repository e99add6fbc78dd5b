"""Host maps: replicas on loopback stand in for real sites.

A host map leads every connection for a real host name, http or https, in plain HTTP to an address on
loopback, while URLs and records keep the real names. So the shipped portals are crawled unchanged in the
demo, in tests and in benchmarks. Nothing but loopback is accepted: a map must not be a way to send a crawl
somewhere else unencrypted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from ipaddress import AddressValueError, IPv4Address
from pathlib import Path
from typing import TYPE_CHECKING, Self

from envnews.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrapy.settings import BaseSettings

_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class HostMap:
    """Loopback address and port by host name in lower case."""

    addresses: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str, origin: str = "host map") -> Self:
        """Read lines `real.host address:port`; `#` begins a comment.

        Raises:
            ConfigurationError: A line is not of that form; `origin` and the line's number are named.

        >>> HostMap.parse("www.mee.gov.cn 127.0.0.1:8001  # TRS replica").addresses
        {'www.mee.gov.cn': ('127.0.0.1', 8001)}
        """
        addresses: dict[str, tuple[str, int]] = {}
        for number, line in enumerate(text.splitlines(), 1):
            words = line.partition("#")[0].split()
            if not words:
                continue
            try:
                host, address = _mapping(words)
            except ValueError as error:
                message = f"{origin}, line {number}: {error}; expected `real.host 127.0.0.1:port`, got {line.strip()!r}"
                raise ConfigurationError(message) from error
            if addresses.setdefault(host, address) != address:
                raise ConfigurationError(
                    f"{origin}, line {number}: {host} is mapped a second time, elsewhere"
                )
        return cls(addresses)

    @classmethod
    def read(cls, path: Path | str) -> Self:
        """Read a file of such lines.

        Raises:
            ConfigurationError: The file cannot be read, or a line is wrong.
        """
        try:
            text = Path(path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            raise ConfigurationError(f"host map {path} cannot be read: {reason}; see --hosts-map") from error
        return cls.parse(text, origin=str(path))

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Return the map that the setting ENVNEWS_HOSTS_MAP holds or names; an empty one without it."""
        value = settings.get("ENVNEWS_HOSTS_MAP")
        if isinstance(value, cls):
            return value
        return cls.read(value) if value else cls()

    def get(self, host: str | None) -> tuple[str, int] | None:
        """Return address and port for a host, None where it is not mapped."""
        return self.addresses.get(host.lower()) if host else None


def _mapping(words: list[str]) -> tuple[str, tuple[str, int]]:
    if len(words) != 2:
        raise ValueError("not two words")
    host, (address, colon, port) = words[0].lower(), words[1].rpartition(":")
    if not _HOST.fullmatch(host):
        raise ValueError(f"{host!r} is no host name")
    if not colon or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65_536:
        raise ValueError("no port")
    if address == "localhost":
        address = "127.0.0.1"
    try:
        loopback = IPv4Address(address).is_loopback
    except AddressValueError:
        loopback = False
    if not loopback:
        raise ValueError(f"{address!r} is no IPv4 loopback address")
    return host, (address, int(port))
