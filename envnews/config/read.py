"""Finding and reading envnews.toml: every mistake of a file is told in one message."""

from __future__ import annotations

import os
import tomllib
from dataclasses import fields, replace
from datetime import timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, cast

from envnews import __version__
from envnews.config.configuration import (
    DEFAULT_DATABASE,
    UNCONFIGURED,
    Configuration,
    PortalOverride,
    Tell,
    environment_path,
)
from envnews.config.keys import DECLARED, KEYS, PORTAL_KEYS
from envnews.config.values import texts
from envnews.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from envnews.config.keys import Key

FILE_NAME = "envnews.toml"


def find_configuration(named: Path | None = None, database: Path | None = None) -> Configuration:
    """Return the configuration of this installation.

    Args:
        named: The file that `--config` names; otherwise the one of ENVNEWS_CONFIG counts, then
            `envnews.toml` beside the database, if there is one.
        database: The database that `--db` names, else ENVNEWS_DB, else `data/envnews.db`.

    Raises:
        ConfigurationError: The named file cannot be read, or something in the file is wrong.
    """
    path = named or environment_path("ENVNEWS_CONFIG")
    if path is None:
        beside = (database or environment_path("ENVNEWS_DB") or DEFAULT_DATABASE).parent / FILE_NAME
        if not beside.exists():
            return UNCONFIGURED
        path = beside
    return read_configuration(path)


def read_configuration(path: Path) -> Configuration:
    """Read a file; relative paths in it are relative to its directory.

    Raises:
        ConfigurationError: It cannot be read, is not TOML, or has unknown keys or wrong values; all of
            them are named.
    """
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}; see --config") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} is not TOML: {error}") from error
    reader = _Reader()
    sections = written.pop("portals", {})
    values = reader.take(dict(_flat(written)), KEYS)
    portals = reader.portals(sections)
    if reader.unknown or reader.wrong:
        raise ConfigurationError(f"{path}: {reader.complaint()}")
    return _configuration(path, values, portals)


def _flat(table: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Yield the keys of a table, those of its sections as `section.key`."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{key}", inner) for key, inner in value.items())
            if not value and not any(key.startswith(f"{name}.") for key in KEYS):
                yield name, value
        else:
            yield name, value


class _Reader:
    """Collects what is wrong while values are converted."""

    def __init__(self) -> None:
        self.unknown: list[str] = []
        self.wrong: list[str] = []

    def take(
        self, written: Mapping[str, object], keys: Mapping[str, Key], section: str = ""
    ) -> dict[str, Any]:
        """Return the converted values of the known keys."""
        values: dict[str, object] = {}
        for name, value in written.items():
            if name not in keys:
                self._miss(section, name, keys)
                continue
            try:
                values[name] = keys[name].convert(value)
            except ValueError as error:
                self.wrong.append(f"{section}{name}: {error}, got {value!r}")
        return values

    def portals(self, sections: object) -> dict[str, PortalOverride]:
        """Return what the sections of portals say."""
        if not isinstance(sections, dict):
            self.wrong.append("portals: expected sections such as [portals.mee]")
            return {}
        return {name: self._portal(name, section) for name, section in sections.items()}

    def _portal(self, name: str, section: object) -> PortalOverride:
        if not isinstance(section, dict):
            self.unknown.append(f"portals.{name}")
            return PortalOverride()
        written = dict(section)
        rules = self._rules(f"portals.{name}.rules.", written.pop("rules", {}))
        values = self.take(written, PORTAL_KEYS, f"portals.{name}.")
        return PortalOverride(
            enabled=values.get("enabled", True),
            interval=values.get("interval"),
            settings=_settings(values, PORTAL_KEYS),
            declared={key: values[key] for key in DECLARED if key in values},
            rules=rules,
        )

    def _rules(self, section: str, written: object) -> dict[str, tuple[str, ...]]:
        if not written:
            return {}
        from envnews.config.keys import Key  # noqa: PLC0415 - as below
        from envnews.extract.rules import Rules  # noqa: PLC0415 - few files have rules, and it takes 0.3 s

        if not isinstance(written, dict):
            self.wrong.append(f"{section[:-1]}: expected a table of selectors")
            return {}
        keys = {field.name: Key(texts) for field in fields(Rules) if field.name != "until"}
        return self.take(written, keys, section)

    def _miss(self, section: str, name: str, known: Collection[str]) -> None:
        near = get_close_matches(name, known, 1)
        self.unknown.append(f"{section}{name}" + (f" (perhaps {near[0]}?)" if near else ""))

    def complaint(self) -> str:
        """Return all that is wrong, in one sentence."""
        parts = []
        if self.unknown:
            word = "keys" if len(self.unknown) > 1 else "key"
            parts.append(f"unknown {word} {', '.join(self.unknown)}; docs/configuration.md names all")
        return "; ".join([*parts, *self.wrong])


def _configuration(
    path: Path, values: dict[str, Any], portals: Mapping[str, PortalOverride]
) -> Configuration:
    folder = path.parent
    if os.environ.get("ENVNEWS_CONTACT"):
        values.pop("contact", None)  # the environment comes before the file
    settings = _settings(values, KEYS)
    if "contact" in values:
        settings["USER_AGENT"] = f"envnews/{__version__} (+{values['contact']})"
    database = values.get("database")
    return Configuration(
        file=path,
        database=folder / database if database else None,
        spiders=tuple(_source(folder, source) for source in values.get("spiders", ())),
        settings=settings,
        jobs=values.get("workers.jobs"),
        interval=values.get("intervals.portal"),
        longest_pause=values.get("intervals.longest_pause"),
        portals=dict(portals),
        tell=_tell(folder, values),
    )


def _tell(folder: Path, values: Mapping[str, Any]) -> Tell:
    files = {name: folder / values[f"tell.{name}"] for name in ("metrics", "log") if f"tell.{name}" in values}
    tell = Tell(values.get("tell.webhook"), values.get("tell.ping"), **files)
    remind = values.get("tell.remind")
    return tell if remind is None else replace(tell, remind=timedelta(seconds=remind))


def _settings(values: Mapping[str, object], keys: Mapping[str, Key]) -> dict[str, object]:
    return {cast("str", keys[name].setting): value for name, value in values.items() if keys[name].setting}


def _source(folder: Path, source: str) -> str:
    """Return a source of portals: a path beside the file, if there is one, else a package's name."""
    path = folder / source
    return str(path) if path.exists() or "/" in source or source.endswith(".py") else source
