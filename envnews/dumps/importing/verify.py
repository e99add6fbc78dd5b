"""Everything that an import needs, verified before anything is written: sizes, hashes, every line.

What comes out is the list of files to apply, and the lines in them that are to be left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from envnews.dumps.importing.parts import Holds, PartVerifier
from envnews.dumps.importing.validate import Validator
from envnews.dumps.records.layout import FileRef, parse_file
from envnews.dumps.records.nested import is_link, is_text
from envnews.dumps.records.reading import strict_json
from envnews.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from envnews.dumps.importing.parts import Part, Reject
    from envnews.dumps.importing.source import DumpSource
    from envnews.dumps.records.layout import ChangesRef, Latest
    from envnews.dumps.records.record import Field

REJECTS: Final = 0.001
"""Share of lines that may be unreadable; more say that something else is wrong."""
_MANIFEST_LIMIT: Final = 16 << 20
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{1,100}")
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


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
    verifier = PartVerifier(source, validator)
    parts = _verify_full(source, verifier, resources, latest.full.seq) if full else []
    changed = [verifier.verify(file, Holds.CHANGES, file.first, file.last, file.rows) for file in changes]
    verified = Verified(portals, agencies, parts, changed, verifier.rejects)
    _check_rejects(source, verified)
    return verified


def _verify_full(
    source: DumpSource, verifier: PartVerifier, resources: Mapping[str, tuple[FileRef, int]], seq: int
) -> list[Part]:
    """Return the parts of the full dump, its tombstones last."""
    if source.whole:
        for file, _ in resources.values():
            source.fetch(file)
    names = sorted(name for name in resources if name.startswith("articles-") and name.endswith(".jsonl.gz"))
    if not names or "tombstones.jsonl.gz" not in resources:
        raise DataError(f"{source.name}: the full dump has no articles or no tombstones; nothing is imported")
    file, rows = resources["tombstones.jsonl.gz"]
    stones = verifier.verify(file, Holds.TOMBSTONES, 1, seq, rows)
    records = [
        verifier.verify(file, Holds.RECORDS, 1, seq, rows) for file, rows in map(resources.__getitem__, names)
    ]
    return [*records, stones]


def _check_rejects(source: DumpSource, verified: Verified) -> None:
    """Refuse a dump too many of whose lines are no records."""
    if len(verified.rejects) > REJECTS * verified.rows:
        first = verified.rejects[0]
        raise DataError(
            f"{source.name}: {len(verified.rejects)} of {verified.rows} lines are no records, the first is line"
            f" {first.line} of {first.file}: {first.reason}; nothing is imported"
        )


def _resources(source: DumpSource, latest: Latest) -> dict[str, tuple[FileRef, int]]:
    """Return the files of the full dump by name, with their rows, as its manifest states them."""
    if latest.full.bytes > _MANIFEST_LIMIT:
        raise DataError(f"{latest.full.path}: a manifest has no more than {_MANIFEST_LIMIT} bytes")
    folder = latest.full.path.rpartition("/")[0]
    try:
        manifest = strict_json(source.fetch(latest.full).read_bytes())
        found: dict[str, tuple[FileRef, int]] = {}
        for resource in manifest["resources"]:
            file = _file(resource, folder, source.name)
            path = resource["path"]
            if path in found:
                raise DataError(
                    f"{source.name}: {latest.full.path} names {path!r} twice; nothing is imported"
                )
            found[path] = (file, int(resource.get("rows", 0)))
        said = (manifest["dataset"], manifest["epoch"], manifest["scope"], manifest["seq"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DataError(f"{source.name}: {latest.full.path} is no manifest of a dump ({error!r})") from error
    if said != (latest.dataset, latest.epoch, latest.scope, latest.full.seq):
        raise DataError(f"{source.name}: {latest.full.path} belongs to another dump; nothing is imported")
    return found


def _file(resource: Mapping[str, Any], folder: str, name: str) -> FileRef:
    """Return the file that a manifest names, in the folder of its dump."""
    path = resource["path"]
    if not isinstance(path, str) or "/" in path:
        raise DataError(f"{name}: the path {path!r} leaves the folder of its dump; nothing is imported")
    sha256 = resource["hash"].removeprefix("sha256:")
    return parse_file({**resource, "path": f"{folder}/{path}", "sha256": sha256}, name)


def _described(
    source: DumpSource,
    resources: Mapping[str, tuple[FileRef, int]],
    name: str,
    check: Callable[[Mapping[str, Any]], None],
) -> list[dict[str, Any]]:
    """Return the objects of `portals.json` or `agencies.json`, each of them checked."""
    try:
        described = strict_json(source.fetch(resources[name][0]).read_bytes())
        for each in described:
            check(each)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DataError(f"{source.name}: {name} is not as it should be ({error!r})") from error
    return list(described)


def _check_portal(portal: Mapping[str, Any]) -> None:
    texts = [portal[name] for name in ("key", "title", "kind", "home", "rights", "family", "updated_at")]
    texts += [*portal["hosts"], *(column["name"] for column in portal["columns"])]
    texts += [portal[name] or "" for name in ("region", "region_code")]
    if not all(map(is_text, texts)):
        raise TypeError(f"portal {portal['key']!r} has fields that are no text")
    if not all(map(is_link, (portal["home"], *(column["url"] for column in portal["columns"])))):
        raise ValueError(f"portal {portal['key']!r} has addresses that are not http or https")
    if not _KEY.fullmatch(portal["key"]) or not _TIME.fullmatch(portal["updated_at"]):
        raise ValueError(f"portal {portal['key']!r} has a key or a time that is none")


def _check_agency(agency: Mapping[str, Any]) -> None:
    if not all(map(is_text, (agency["id"], agency["name"], agency["kind"], agency["region"] or ""))):
        raise TypeError(f"agency {agency['id']!r} has fields that are no text")
