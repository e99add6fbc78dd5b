"""Where things stand in a folder of dumps, and what `latest.json` says of them.

    latest.json                     the only file that is ever replaced, atomically and last: start here
    v1/full/2022-07-22T010000Z-000000123-1a2b3c4d/
                                    a full dump; never changed once `latest.json` names it
    v1/changes/000000124-000000150.jsonl.gz
                                    what changed from change 124 to 150
    v1/feeds/all.atom …             feeds
    v1/schema/article.schema.json   JSON Schema of the record

Paths are relative to `latest.json`, of plain names and slashes only. A new major version gets a folder beside
`v1`; within `v1` fields and files are only added.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

from envnews.dumps.records.reading import strict_json
from envnews.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT: Final = "envnews-dump"
MAJOR: Final = 1
VERSION: Final = "1.0"
FULL: Final = "v1/full"
CHANGES: Final = "v1/changes"
FEEDS: Final = "v1/feeds"
SCHEMA: Final = "v1/schema/article.schema.json"
LATEST: Final = "latest.json"
MANIFEST: Final = "datapackage.json"
TOMBSTONES: Final = "tombstones.jsonl.gz"

_SAFE_PATH: Final = re.compile(r"(?!.*(?:^|/)\.)[A-Za-z0-9._-]{1,120}(?:/[A-Za-z0-9._-]{1,120}){0,5}")
SHA256: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file of the dump: path below the folder of `latest.json`, size in bytes, SHA-256."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FullRef(FileRef):
    """The manifest of a full dump, which holds all changes up to `seq`."""

    seq: int = 0


@dataclass(frozen=True, slots=True)
class ChangesRef(FileRef):
    """A change file: the changes from number `first` to number `last`, both included, in `rows` lines."""

    first: int = 0
    last: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Latest:
    """What `latest.json` says.

    Attributes:
        dataset: Name of the dataset, random, kept for ever.
        epoch: Name of the history that change numbers belong to.
        scope: Which part of the dataset is published.
        head_seq: Number of the last change published.
        as_of: UTC time of it.
        full: The newest full dump.
        changes: Change files, the oldest first, without a gap from the first to `head_seq`.
        purged: Paths of files that were removed because they held something withdrawn.
        feeds: Paths of the feeds.
        forced: Reasons against publication that an operator has overruled.
        held: Portals that are held back, with the change number after which nothing of them is published.
    """

    dataset: str
    epoch: str
    scope: str
    head_seq: int
    as_of: str
    full: FullRef
    changes: tuple[ChangesRef, ...] = ()
    purged: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    forced: tuple[str, ...] = ()
    held: Mapping[str, int] = field(default_factory=dict)
    format: str = FORMAT
    version: str = field(default=VERSION)

    def to_json(self) -> bytes:
        """Return the file's content."""
        return (json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n").encode()


def parse_latest(data: bytes, name: str) -> Latest:
    """Read a `latest.json` that anyone may have written; `name` is what messages call it.

    Raises:
        DataError: It is none, is of a version this program does not know, or names unsafe paths.
    """
    try:
        value = strict_json(data)
        if value["format"] != FORMAT:
            raise DataError(
                f"{name}: the format is {value['format']!r}, not {FORMAT}; give a dump of envnews"
            )
        major = str(value["version"]).partition(".")[0]
        if major != str(MAJOR):
            raise DataError(
                f"{name}: the dump is of version {value['version']}, this program reads {MAJOR}; install a newer envnews"
            )
        latest = _latest(value, name)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DataError(
            f"{name}: this is no latest.json of a dump ({type(error).__name__}: {error}); make the dump again"
        ) from error
    _check_chain(latest, name)
    return latest


def _latest(value: Mapping[str, Any], name: str) -> Latest:
    return Latest(
        dataset=_text(value, "dataset"),
        epoch=_text(value, "epoch"),
        scope=_text(value, "scope"),
        head_seq=_number(value, "head_seq"),
        as_of=_text(value, "as_of"),
        full=FullRef(*_file(value["full"], name), seq=_number(value["full"], "seq")),
        changes=tuple(_change_file(item, name) for item in value["changes"]),
        purged=tuple(str(path) for path in value.get("purged", ())),
        feeds=tuple(str(path) for path in value.get("feeds", ())),
        forced=tuple(str(reason) for reason in value.get("forced", ())),
        held={str(key): _number(value["held"], key) for key in value.get("held", ())},
        version=str(value["version"]),
    )


def _check_chain(latest: Latest, name: str) -> None:
    """Refuse change files that leave a gap or end before the head."""
    following = latest.changes[0].first if latest.changes else latest.head_seq + 1
    for file in latest.changes:
        if file.first != following or file.last < file.first:
            raise DataError(
                f"{name}: changes {following} to {file.first - 1} are missing before {file.path}; nothing is imported."
                " Ask the publisher to dump again"
            )
        following = file.last + 1
    if following != latest.head_seq + 1 or latest.full.seq > latest.head_seq:
        raise DataError(
            f"{name}: the change files end at {following - 1}, the dump at {latest.head_seq};"
            " nothing is imported. Ask the publisher to dump again"
        )


def safe_path(path: object, name: str) -> str:
    """Return a relative path if it is of plain names only; `..`, hidden names and absolute paths are refused.

    Raises:
        DataError: It is not.
    """
    if not isinstance(path, str) or not _SAFE_PATH.fullmatch(path):
        raise DataError(f"{name}: the path {path!r} is not of plain names; nothing of this dump is used")
    return path


def parse_file(value: Mapping[str, object], name: str) -> FileRef:
    """Return the path, size and hash that a JSON object states, checked."""
    return FileRef(*_file(value, name))


def _file(value: Mapping[str, object], name: str) -> tuple[str, int, str]:
    sha256 = _text(value, "sha256")
    if not SHA256.fullmatch(sha256):
        raise ValueError(f"{sha256!r} is no SHA-256")
    return safe_path(value["path"], name), _number(value, "bytes"), sha256


def _change_file(value: Mapping[str, object], name: str) -> ChangesRef:
    first, last, rows = (_number(value, key) for key in ("first", "last", "rows"))
    return ChangesRef(*_file(value, name), first=first, last=last, rows=rows)


def _text(value: Mapping[str, object], key: str) -> str:
    text = value[key]
    if not isinstance(text, str) or not text or len(text) > 1000:
        raise ValueError(f"{key} is no text of reasonable length")
    return text


def _number(value: Mapping[str, object], key: str) -> int:
    number = value[key]
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < 1 << 62:
        raise ValueError(f"{key} is no number")
    return number
