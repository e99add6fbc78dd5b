"""Everything that an import needs, verified before anything is written: sizes, hashes, every line.

What comes out is the list of files to apply, and the lines in them that are to be left out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from envnews.dumps.layout import FileRef, parse_file
from envnews.dumps.reading import json_lines
from envnews.dumps.validate import RejectedError, Validator
from envnews.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from envnews.dumps.layout import ChangesRef, Latest
    from envnews.dumps.record import Field
    from envnews.dumps.source import DumpSource

REJECTS: Final = 0.001
"""Share of lines that may be unreadable; more say that something else is wrong."""
_MANIFEST_LIMIT: Final = 16 << 20


@dataclass(frozen=True, slots=True)
class Reject:
    """A line that is left out, and why."""

    file: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """A file to be applied.

    Attributes:
        name: Its path in the dump.
        file: Where it is on this machine.
        rows: Lines in it.
        first: Lowest change number in it; `last` likewise the highest.
        changes: Whether its lines are changes, or else records of a full dump; `stones`: tombstones of one.
        left_out: Numbers of the lines that are left out.
    """

    name: str
    file: Path
    rows: int
    first: int
    last: int
    changes: bool
    stones: bool
    left_out: frozenset[int]

    def values(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield number and content of each line that is not left out."""
        for number, value in json_lines(self.file, self.name):
            if number not in self.left_out and isinstance(value, dict):
                yield number, value


@dataclass(frozen=True, slots=True)
class Verified:
    """What to apply: portals, agencies, the full dump (none where changes suffice), change files, rejected lines."""

    portals: Sequence[Mapping[str, Any]]
    agencies: Sequence[Mapping[str, Any]]
    full: Sequence[Part]
    changes: Sequence[Part]
    rejects: Sequence[Reject]

    @property
    def rows(self) -> int:
        """How many lines there are to apply."""
        return sum(part.rows for part in (*self.full, *self.changes))


def verify(
    source: DumpSource, latest: Latest, fields: Sequence[Field], changes: Sequence[ChangesRef], *, full: bool
) -> Verified:
    """Verify the full dump, if `full`, and the change files.

    Raises:
        DataError: Anything is not as stated, or too many lines are no records.
    """
    resources = _resources(source, latest)
    portals = _described(source, resources, "portals.json", _check_portal)
    agencies = _described(source, resources, "agencies.json", _check_agency)
    validator = Validator(
        fields, (portal["key"] for portal in portals), (agency["id"] for agency in agencies)
    )
    rejects: list[Reject] = []
    parts: list[Part] = []
    if full:
        if source.whole:
            for file, _ in resources.values():
                source.fetch(file)
        names = sorted(
            name for name in resources if name.startswith("articles-") and name.endswith(".jsonl.gz")
        )
        if not names or "tombstones.jsonl.gz" not in resources:
            raise DataError(
                f"{source.name}: the full dump has no articles or no tombstones; nothing is imported"
            )
        for name in (*names, "tombstones.jsonl.gz"):
            file, rows = resources[name]
            stones = name == "tombstones.jsonl.gz"
            parts.append(
                _part(
                    source, file, (1, latest.full.seq, rows), validator, rejects, changes=False, stones=stones
                )
            )
    changed = [
        _part(
            source, file, (file.first, file.last, file.rows), validator, rejects, changes=True, stones=False
        )
        for file in changes
    ]
    verified = Verified(portals, agencies, parts, changed, rejects)
    if len(rejects) > REJECTS * verified.rows:
        first = rejects[0]
        raise DataError(
            f"{source.name}: {len(rejects)} of {verified.rows} lines are no records, the first is line {first.line} of"
            f" {first.file}: {first.reason}; nothing is imported"
        )
    return verified


def _resources(source: DumpSource, latest: Latest) -> dict[str, tuple[FileRef, int]]:
    """Return the files of the full dump by name, with their rows, as its manifest states them."""
    if latest.full.bytes > _MANIFEST_LIMIT:
        raise DataError(f"{latest.full.path}: a manifest has no more than {_MANIFEST_LIMIT} bytes")
    folder = latest.full.path.rpartition("/")[0]
    try:
        manifest = json.loads(source.fetch(latest.full).read_bytes())
        found = {}
        for resource in manifest["resources"]:
            path = resource["path"]
            if not isinstance(path, str) or "/" in path:
                raise DataError(
                    f"{source.name}: the path {path!r} leaves the folder of its dump; nothing is imported"
                )
            stated = {
                **resource,
                "path": f"{folder}/{path}",
                "sha256": resource["hash"].removeprefix("sha256:"),
            }
            found[path] = (parse_file(stated, source.name), int(resource.get("rows", 0)))
        said = (manifest["dataset"], manifest["epoch"], manifest["scope"], manifest["seq"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DataError(f"{source.name}: {latest.full.path} is no manifest of a dump ({error!r})") from error
    if said != (latest.dataset, latest.epoch, latest.scope, latest.full.seq):
        raise DataError(f"{source.name}: {latest.full.path} belongs to another dump; nothing is imported")
    return found


def _described(
    source: DumpSource,
    resources: Mapping[str, tuple[FileRef, int]],
    name: str,
    check: Callable[[Mapping[str, Any]], None],
) -> list[dict[str, Any]]:
    """Return the objects of `portals.json` or `agencies.json`, each of them checked."""
    try:
        described = json.loads(source.fetch(resources[name][0]).read_bytes())
        for each in described:
            check(each)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DataError(f"{source.name}: {name} is not as it should be ({error!r})") from error
    return list(described)


def _check_portal(portal: Mapping[str, Any]) -> None:
    texts = (portal[name] for name in ("key", "title", "kind", "home", "rights", "family", "updated_at"))
    lists = (portal["hosts"], (column["name"] for column in portal["columns"]),
             (column["url"] for column in portal["columns"]))  # fmt: skip
    if not all(isinstance(text, str) for group in (texts, *lists) for text in group):
        raise TypeError(f"portal {portal['key']!r} has fields that are no text")
    if not all(portal[name] is None or isinstance(portal[name], str) for name in ("region", "region_code")):
        raise TypeError(f"portal {portal['key']!r} has a region that is no text")


def _check_agency(agency: Mapping[str, Any]) -> None:
    texts = (agency["id"], agency["name"], agency["kind"], agency["region"] or "")
    if not all(isinstance(text, str) for text in texts):
        raise TypeError(f"agency {agency['id']!r} has fields that are no text")


def _part(
    source: DumpSource,
    file: FileRef,
    stated: tuple[int, int, int],
    validator: Validator,
    rejects: list[Reject],
    *,
    changes: bool,
    stones: bool,
) -> Part:
    """Verify one file, line by line."""
    first, last, rows = stated
    path = source.fetch(file)
    count, left_out = 0, set()
    for number, value in json_lines(path, file.path):
        count = number
        try:
            if stones or (changes and isinstance(value, dict) and value.get("op") != "upsert"):
                validator.check_tombstone(value, first, last)
            else:
                validator.check_record(value, first, last)
        except RejectedError as error:
            left_out.add(number)
            rejects.append(Reject(file.path, number, str(error)))
    if count != rows:
        raise DataError(
            f"{source.name}: {file.path} has {count} lines, {rows} are stated; nothing is imported"
        )
    return Part(file.path, path, rows, first, last, changes, stones, frozenset(left_out))
