"""Portals as an installation wants them: some disabled, some with other columns, hosts or rules.

A changed portal is a subclass made on the spot, so that its declaration is checked like any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from envnews.errors import ConfigurationError
from envnews.extract.page.selectors import compile_selector
from envnews.extract.rules import Rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from envnews.config.configuration import Configuration, PortalOverride
    from envnews.spiders.portal import PortalSpider


def configured(
    portals: Mapping[str, type[PortalSpider]], configuration: Configuration
) -> dict[str, type[PortalSpider]]:
    """Return the portals with what the configuration changes about them.

    Raises:
        ConfigurationError: What it says of one cannot be.
    """
    changed = dict(portals)
    for name, override in configuration.portals.items():
        if name in portals and (override.settings or override.declared or override.rules):
            changed[name] = _changed(portals[name], override, f"{configuration.file}: [portals.{name}]")
    return changed


def unknown_portals(
    portals: Mapping[str, type[PortalSpider]], configuration: Configuration
) -> ConfigurationError | None:
    """Return the error that names the sections of portals that do not exist, None without such."""
    unknown = [f"[portals.{name}]" for name in configuration.portals if name not in portals]
    if not unknown:
        return None
    sections = ", ".join(unknown)
    return ConfigurationError(
        f"{configuration.file}: {sections}: no portal has this name; `envnews portals` lists all"
    )


def _changed(portal: type[PortalSpider], override: PortalOverride, where: str) -> type[PortalSpider]:
    attributes: dict[str, object] = dict(override.declared)
    if override.rules:
        attributes["rules"] = _rules(override.rules, where).over(portal.rules)
    if override.settings:
        attributes["custom_settings"] = {**(portal.custom_settings or {}), **override.settings}
    # The module stays that of the portal: it is still the same portal, for logs and for pickling.
    attributes["__module__"] = portal.__module__
    try:
        return type(portal.__name__, (portal,), attributes)
    except ConfigurationError as error:
        raise ConfigurationError(f"{where}: {error}") from error


def _rules(selectors: Mapping[str, tuple[str, ...]], where: str) -> Rules:
    for name, tried in selectors.items():
        for selector in tried:
            try:
                compile_selector(selector)
            except ConfigurationError as error:
                raise ConfigurationError(f"{where}: rules.{name}: {error}") from error
    declared: dict[str, Any] = dict(selectors)
    return Rules(**declared)
