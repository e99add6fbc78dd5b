"""Finding portals: those that are shipped, and a user's own outside the package.

A broken portal file is told with file and line, and takes no other portal along.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import traceback
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from envnews.config import UNCONFIGURED, Configuration
from envnews.errors import ConfigurationError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from envnews.spiders.portal import PortalSpider

_SHIPPED = ("envnews.spiders.national", "envnews.spiders.provinces", "envnews.spiders.media")


@dataclass(frozen=True, slots=True)
class Portals:
    """What was found.

    Attributes:
        classes: Portal classes by name, in the order in which they were found.
        broken: The files that are broken.
        disabled: Names of the portals that the configuration disables.
    """

    classes: Mapping[str, type[PortalSpider]]
    broken: tuple[ConfigurationError, ...] = field(default=())
    disabled: frozenset[str] = frozenset()

    def choose(
        self, names: Sequence[str] = (), *, kind: str | None = None, region: str | None = None
    ) -> tuple[type[PortalSpider], ...]:
        """Return the portals with these names, or all of a kind and region.

        Args:
            names: Portal names; empty for all.
            kind: `ministry`, `department` or `media`.
            region: ISO 3166-2:CN code, with or without `CN-`, or code of GB/T 2260.

        Raises:
            UsageError: A name is unknown or disabled, or nothing is left.
        """
        unknown = [name for name in names if name not in self.classes]
        if unknown:
            alike = [like for name in unknown for like in get_close_matches(name, self.classes, 3)]
            perhaps = f" (perhaps {' or '.join(alike)}?)" if alike else ""
            raise UsageError(
                f"no portal is called {', '.join(unknown)}{perhaps}; `envnews portals` lists all"
            )
        if disabled := [name for name in names if name in self.disabled]:
            raise UsageError(f"{', '.join(disabled)}: disabled in envnews.toml; enable it there first")
        chosen = [
            portal
            for name, portal in self.classes.items()
            if (name in names if names else name not in self.disabled)
            and (kind is None or portal.kind == kind)
            and (region is None or region in {portal.region, portal.region_code, (portal.region or "")[3:]})
        ]
        if not chosen:
            raise UsageError(
                f"no portal is of {' and '.join(filter(None, (kind and f'kind {kind}', region and f'region {region}')))};"
                " write regions like CN-ZJ, ZJ or 330000; `envnews portals` lists all"
            )
        return tuple(chosen)


def load_portals(sources: Sequence[str] = (), configuration: Configuration = UNCONFIGURED) -> Portals:
    """Load the shipped portals, those of the configuration and those of `sources`, as configured.

    A source is a Python file, a directory or a package name. A portal of a later source replaces one of the
    same name, so a user can override a shipped one.

    Raises:
        ConfigurationError: A source does not exist, or the configuration says of a portal what cannot be.
    """
    classes: dict[str, type[PortalSpider]] = {}
    broken: list[ConfigurationError] = []
    for source in (*_SHIPPED, *configuration.spiders, *sources):
        for found in _modules(source):
            if isinstance(found, ConfigurationError):
                broken.append(found)
                continue
            own = list(_portals(found))
            if not own and source not in _SHIPPED and not hasattr(found, "__path__"):
                broken.append(
                    ConfigurationError(f"{found.__file__}: no portal in it; derive a class from a family")
                )
            classes |= {portal.name: portal for portal in own}
    return _as_configured(classes, broken, configuration)


def _as_configured(
    classes: dict[str, type[PortalSpider]], broken: list[ConfigurationError], configuration: Configuration
) -> Portals:
    if not configuration.portals:
        return Portals(classes, tuple(broken))
    from envnews.config.overrides import configured, unknown_portals

    if unknown := unknown_portals(classes, configuration):
        if not broken:
            raise unknown
        broken.append(unknown)  # a broken file may have held them, and the others are to be crawled
    disabled = frozenset(name for name, override in configuration.portals.items() if not override.enabled)
    return Portals(configured(classes, configuration), tuple(broken), disabled)


def find_portal(
    name: str, spiders: Sequence[str] = (), configuration: Configuration = UNCONFIGURED
) -> type[PortalSpider]:
    """Return one portal by its name, from the shipped ones, the configuration's and those of `spiders`.

    Raises:
        UsageError: No portal has this name.
        ConfigurationError: One of `spiders` does not exist, or is broken and may have held the portal.
    """
    portals = load_portals(spiders, configuration)
    if name not in portals.classes and portals.broken:
        raise portals.broken[-1]
    return portals.classes[name] if name in portals.classes else portals.choose([name])[0]


def _portals(module: ModuleType) -> Iterator[type[PortalSpider]]:
    from envnews.spiders.portal import PortalSpider

    for value in vars(module).values():
        own = (
            isinstance(value, type)
            and issubclass(value, PortalSpider)
            and value.__module__ == module.__name__
        )
        if own and getattr(value, "name", None):
            yield value


def _modules(source: str) -> Iterator[ModuleType | ConfigurationError]:
    path = Path(source)
    if path.is_file():
        yield _import_file(path)
    elif path.is_dir():
        for file in sorted(path.rglob("*.py")):
            if any(part.startswith(".") for part in file.relative_to(path).parts):
                continue  # an environment beside the portals holds thousands of files
            yield _import_file(file)
    else:
        yield from _import_package(source)


def _import_package(name: str) -> Iterator[ModuleType | ConfigurationError]:
    try:
        found = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        found = None
    if found is None:
        raise ConfigurationError(
            f"{name}: neither a file, nor a directory, nor a package that can be imported;"
            " mend --spiders, or `spiders` in envnews.toml"
        )
    package = _import(name)
    yield package
    if isinstance(package, ModuleType) and hasattr(package, "__path__"):
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            yield _import(module.name)


def _import(name: str) -> ModuleType | ConfigurationError:
    try:
        return importlib.import_module(name)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a portal file may raise anything; all of it is told
        return _broken(name, error)


def _import_file(path: Path) -> ModuleType | ConfigurationError:
    spec = importlib.util.spec_from_file_location(f"envnews_portals_{path.stem}", path)
    if spec is None or spec.loader is None:
        return ConfigurationError(f"--spiders {path}: not a Python file")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - as above
        return _broken(str(path), error)
    return module


def _broken(origin: str, error: BaseException) -> ConfigurationError:
    """Return the error with the file and line that the author of a portal has to look at."""
    if isinstance(error, SyntaxError):
        return ConfigurationError(f"{error.filename or origin}, line {error.lineno}: {error.msg}")
    machinery = ("importlib", str(Path(__file__)), str(Path(__file__).parents[1] / "spiders" / "decla"))
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if not any(part in frame.filename for part in machinery)
    ]
    where = f"{frames[-1].filename}, line {frames[-1].lineno}" if frames else origin
    text = str(error) if isinstance(error, ConfigurationError) else f"{type(error).__name__}: {error}"
    return ConfigurationError(f"{where}: {text}")
