"""What the files of a dump hold, for machines: JSON Schema of the record, Frictionless schemas of the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from envnews.dumps.records.record import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

Json = dict[str, object]

_TEXT: Final[Json] = {"type": "string"}
_NULL_TEXT: Final[Json] = {"type": ["string", "null"]}
_LINK: Final[Json] = {
    "type": ["object", "null"],
    "properties": {"url": _TEXT, "title": _TEXT},
    "required": ["url", "title"],
}


def _things(required: Iterable[str], optional: Iterable[str] = (), **other: Json) -> Json:
    """Return the schema of an object with texts that are there, and texts that may be null."""
    properties = dict.fromkeys(required, _TEXT) | dict.fromkeys(optional, _NULL_TEXT) | other
    return {"type": "object", "properties": properties, "required": list(required)}


NESTED: Final[dict[str, Json]] = {
    "columns": _TEXT,
    "keywords": _TEXT,
    "images": _things(("url",), ("caption",)),
    "attachments": _things(("url", "name", "type"), ("sha256",), size={"type": ["integer", "null"]}),
    "tables": {"type": "array", "items": {"type": "array", "items": _TEXT}},
    "witnesses": _things(
        ("field", "origin", "value", "raw", "detail"), chosen={"type": "boolean"}, agrees={"type": "boolean"}
    ),
    "problems": _things(("field", "code", "message")),
}
"""The items of the lists whose form is settled."""

OBJECTS: Final[dict[str, Json]] = {
    "links": {
        "previous": _LINK,
        "next": _LINK,
        "related": {"type": "array", "items": _LINK | {"type": "object"}},
    }
}

PATTERNS: Final = {
    "id": "^[0-9A-Za-z._-]+$",
    "published_at": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$",
    "published_on": r"^\d{4}-\d\d-\d\d$",
    "issued_on": r"^\d{4}-\d\d-\d\d$",
    **dict.fromkeys(("first_seen_at", "last_seen_at", "updated_at"), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"),
    **dict.fromkeys(("url", "canonical_url"), "^https?://"),
}
"""The forms of texts that machines read."""


def record_schema(fields: Iterable[Field]) -> Json:
    """Return the JSON Schema (draft 2020-12) of a line of `articles-*.jsonl.gz`.

    More fields may come with a minor version, so others are allowed; readers ignore what they do not know.
    """
    fields = list(fields)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Article",
        "description": "One article of an environment portal, as envnews publishes it.",
        "type": "object",
        "properties": {field.name: _property(field) for field in fields},
        "required": [field.name for field in fields],
    }


def _property(field: Field) -> Json:
    kinds = [field.kind.value] if field.required else [field.kind.value, "null"]
    described: Json = {"description": field.meaning, "type": kinds[0] if field.required else kinds}
    if field.choices:
        described["enum"] = [*field.choices, *([] if field.required else [None])]
    if field.name in PATTERNS:
        described["pattern"] = PATTERNS[field.name]
    if field.name in NESTED:
        described["items"] = NESTED[field.name]
    if field.name in OBJECTS:
        described |= {"properties": OBJECTS[field.name], "required": list(OBJECTS[field.name])}
    if field.kind is Kind.INTEGER:
        described["minimum"] = 0
    return described


def table_schema(fields: Iterable[Field], *, flat: bool) -> Json:
    """Return the Frictionless table schema of the records; `flat` where lists are text, as in CSV."""
    columns = []
    for field in fields:
        kind = "string" if flat and field.nested else field.kind.value
        column: Json = {"name": field.name, "type": kind, "description": field.meaning}
        constraints: Json = {}
        if field.required and not flat:
            constraints["required"] = kind != "string"
        if field.name == "id":
            constraints = {"required": True, "unique": True}
        if field.choices and not (flat and not field.required):
            constraints["enum"] = list(field.choices)
        if constraints := {key: value for key, value in constraints.items() if value}:
            column["constraints"] = constraints
        columns.append(column)
    return {"fields": columns, "primaryKey": ["id"], "missingValues": [""]}
