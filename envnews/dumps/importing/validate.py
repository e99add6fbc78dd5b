"""Whether a line of a dump is a record, or a tombstone, that this database can hold."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from envnews.dumps.importing.sanitise import sanitise
from envnews.dumps.records.describe import PATTERNS
from envnews.dumps.records.nested import CONTROL, LARGEST, RejectedError, check_nested, is_link
from envnews.dumps.records.record import TOMBSTONE, Field, Kind
from envnews.normalize.dates import AHEAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PATTERNS: Final = {name: re.compile(pattern.replace("$", r"\Z")) for name, pattern in PATTERNS.items()}
"""Those of the schema; in Python `$` would let a line end pass."""
_TYPES: Final = {
    Kind.TEXT: str,
    Kind.INTEGER: int,
    Kind.NUMBER: (int, float),
    Kind.LIST: list,
    Kind.OBJECT: dict,
}
_LATER: Final = frozenset({"body_scope", "withdrawn_reason", "story_id", "original_id", "similarity"})
"""Fields that were added after the first version; a dump without them is no worse."""
_TIMES: Final = ("published_at", "first_seen_at", "last_seen_at", "updated_at")
_LEAST: Final = {"revision": 1}
_MOST: Final = {"similarity": 1}


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
        self._latest = datetime.now(UTC) + AHEAD

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
        check_nested(record)
        for name in ("url", "canonical_url"):
            if not is_link(record[name]) or not _has_host(record[name]):
                raise RejectedError(f"{name}: {record[name][:80]!r} is no address on the web")
        if record["published_at"] and record["published_on"] != record["published_at"][:10]:
            raise RejectedError("published_on: not the day of published_at")
        return record

    def check_tombstone(self, value: object, first: int, last: int) -> Mapping[str, Any]:
        """Return a tombstone; otherwise as `check_record`."""
        stone = self._check(value, self._stone, first, last)
        if stone["status"] not in {"withdrawn", "merged"} or (stone["status"] == "merged") != bool(
            stone["merged_into"]
        ):
            raise RejectedError("status: a tombstone is withdrawn, or merged into another article")
        if (into := stone["merged_into"]) and (into == stone["id"] or not _PATTERNS["id"].search(into)):
            raise RejectedError("merged_into: no id of another article")
        return stone

    def _check(self, value: object, fields: Iterable[Field], first: int, last: int) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise RejectedError("line: no JSON object")
        for field in fields:
            if field.name in value:
                _check_field(field, value[field.name])
            elif field.name not in _LATER:
                raise RejectedError(f"{field.name}: is missing")
        for name in _TIMES:
            self._check_time(name, value.get(name))
        if not first <= value["seq"] <= last:
            raise RejectedError(f"seq: {value['seq']} is not between {first} and {last}")
        if value["portal"] not in self._portals:
            raise RejectedError(f"portal: {value['portal']!r} is not described in portals.json")
        return value

    def _check_time(self, name: str, text: str | None) -> None:
        """Refuse a time that the calendar does not have, or that has not come."""
        if text is None:
            return
        try:
            ahead = datetime.fromisoformat(text) > self._latest
        except ValueError as error:
            raise RejectedError(f"{name}: {text!r} is no time") from error
        if ahead:
            raise RejectedError(f"{name}: {text!r} is in the future")


def _check_field(field: Field, value: object) -> None:
    if value is None:
        if field.required:
            raise RejectedError(f"{field.name}: is null")
        return
    if not isinstance(value, _TYPES[field.kind]) or isinstance(value, bool):  # type: ignore[arg-type]  # a tuple is one too
        raise RejectedError(f"{field.name}: no {field.kind.value}")
    if isinstance(value, int | float) and not (
        _LEAST.get(field.name, 0) <= value <= _MOST.get(field.name, LARGEST)
    ):
        raise RejectedError(f"{field.name}: {value} is out of range")
    if field.choices and value not in field.choices:
        raise RejectedError(f"{field.name}: {value!r} is none of {', '.join(field.choices)}")
    if isinstance(value, str):
        pattern = _PATTERNS.get(field.name)
        if pattern and not pattern.search(value):
            raise RejectedError(f"{field.name}: {value[:80]!r} has not the form {pattern.pattern}")
        if CONTROL.search(value):
            raise RejectedError(f"{field.name}: holds control characters")
        if field.name in {"published_on", "issued_on"}:
            _check_day(field.name, value)


def _has_host(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


def _check_day(name: str, text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise RejectedError(f"{name}: {text!r} is no day") from error


def safe_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with its HTML made safe.

    Raises:
        RejectedError: The HTML cannot be looked at.
    """
    try:
        return {**record, "body_html": sanitise(record["body_html"])}
    except ValueError as error:
        raise RejectedError(str(error)) from error
