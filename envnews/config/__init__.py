"""The settings of an installation: `envnews.toml`, found, read, checked, and laid over portals."""

from __future__ import annotations

from envnews.config.configuration import UNCONFIGURED, Configuration, PortalOverride, Tell
from envnews.config.read import find_configuration, read_configuration

__all__ = [
    "UNCONFIGURED",
    "Configuration",
    "PortalOverride",
    "Tell",
    "find_configuration",
    "read_configuration",
]
