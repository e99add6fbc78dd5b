"""Whether a line of a dump is a record, or a tombstone, that this database can hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from envnews.dumps.describe import PATTERNS
from envnews.dumps.record import TOMBSTONE, Field, Kind
from envnews.dumps.sanitise import sanitise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PATTERNS: Final = {name: re.compile(pattern) for name, pattern in PATTERNS.items()}
_TYPES: Final = {
    Kind.TEXT: str,
    Kind.INTEGER: int,
    Kind.NUMBER: (int, float),
    Kind.LIST: list,
    Kind.OBJECT: dict,
}
_WORDS: Final = ("columns", "keywords")
_LINKED: Final = ("images", "attachments")
_LATER: Final = frozenset({"body_scope", "withdrawn_reason", "story_id", "original_id", "similarity"})
"""Fields that were added after the first version; a dump without them is no worse."""
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


class RejectedError(ValueError):
    """A line that is no record."""


class Validator:
    """Tells records that can be stored from others.

    Args:
        fields: The fields of the record, as this database has them.
        portals: Keys of the portals that the dump describes.
        agencies: Likewise, of the agencies.
    """

    def __init__(self, fields: Iterable[Field], portals: Iterable[str], agencies: Iterable[str]) -> None:
        self._fields = tuple(fields)
        self._stone = tuple(field for field in self._fields if field.name in TOMBSTONE)
        self._portals = frozenset(portals)
        self._agencies = frozenset(agencies)

    def check_record(self, value: object, first: int, last: int) -> Mapping[str, Any]:
        """Return a record, whose change number must lie between `first` and `last`.

        Raises:
            RejectedError: It is none; the message names the field.
        """
        record = self._check(value, self._fields, first, last)
        if record["status"] != "active":
            raise RejectedError(f"status: {record['status']!r} is not published")
        if (agency := record.get("source_agency")) and agency not in self._agencies:
            raise RejectedError(f"source_agency: {agency!r} is not described in agencies.json")
        if not all(isinstance(words, list) for words in record.get("topics", {}).values()):
            raise RejectedError("topics: the words of a topic are no list")
        for name in _WORDS:
            _each(record, name, str)
        if not all(isinstance(code, str) for code in record.get("regions", ())):
            raise RejectedError("regions: not all are str")
        for name in _LINKED:
            _each(record, name, dict)
            if not all(_is_link(item.get("url")) for item in record[name]):
                raise RejectedError(f"{name}: an address is not http or https")
        links = record["links"]
        for link in (links.get("previous"), links.get("next"), *links.get("related", ())):
            if link is not None and not (isinstance(link, dict) and _is_link(link.get("url"))):
                raise RejectedError("links: an address is not http or https")
        return record

    def check_tombstone(self, value: object, first: int, last: int) -> Mapping[str, Any]:
        """Return a tombstone; otherwise as `check_record`."""
        stone = self._check(value, self._stone, first, last)
        if stone["status"] not in {"withdrawn", "merged"} or (stone["status"] == "merged") != bool(
            stone["merged_into"]
        ):
            raise RejectedError("status: a tombstone is withdrawn, or merged into another article")
        return stone

    def _check(self, value: object, fields: Iterable[Field], first: int, last: int) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise RejectedError("line: no JSON object")
        for field in fields:
            if field.name in value:
                _check_field(field, value[field.name])
            elif field.name not in _LATER:
                raise RejectedError(f"{field.name}: is missing")
        if not first <= value["seq"] <= last:
            raise RejectedError(f"seq: {value['seq']} is not between {first} and {last}")
        if value["portal"] not in self._portals:
            raise RejectedError(f"portal: {value['portal']!r} is not described in portals.json")
        return value


def _check_field(field: Field, value: object) -> None:
    if value is None:
        if field.required:
            raise RejectedError(f"{field.name}: is null")
        return
    if not isinstance(value, _TYPES[field.kind]) or isinstance(value, bool):  # type: ignore[arg-type]  # a tuple is one too
        raise RejectedError(f"{field.name}: no {field.kind.value}")
    if isinstance(value, int) and not 0 <= value < 1 << 63:
        raise RejectedError(f"{field.name}: {value} is out of range")
    if field.choices and value not in field.choices:
        raise RejectedError(f"{field.name}: {value!r} is none of {', '.join(field.choices)}")
    if isinstance(value, str):
        pattern = _PATTERNS.get(field.name)
        if pattern and not pattern.search(value):
            raise RejectedError(f"{field.name}: {value[:80]!r} has not the form {pattern.pattern}")
        if _CONTROL.search(value):
            raise RejectedError(f"{field.name}: holds control characters")


def _each(record: Mapping[str, Any], name: str, kind: type) -> None:
    if not all(isinstance(item, kind) for item in record[name]):
        raise RejectedError(f"{name}: not all are {kind.__name__}")


def _is_link(url: object) -> bool:
    return isinstance(url, str) and url.startswith(("http://", "https://"))


def safe_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with its HTML made safe.

    Raises:
        RejectedError: The HTML cannot be looked at.
    """
    try:
        return {**record, "body_html": sanitise(record["body_html"])}
    except ValueError as error:
        raise RejectedError(str(error)) from error
