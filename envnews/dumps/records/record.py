"""The published record: its fields, read from the database and from the meanings in `envnews.store.schema`.

No field is written down here twice: a column that is added to `articles`, with its meaning, is a field of
every format from then on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from envnews.store.schema.articles import ARTICLES

if TYPE_CHECKING:
    import sqlite3

PRIVATE: Final = frozenset({"number"})
"""Columns of `articles` that mean nothing outside their file."""

TOMBSTONE: Final = ("id", "portal", "seq", "status", "withdrawn_reason", "merged_into", "updated_at")
"""What remains to be said of an article that is no longer published."""

CHOICES: Final = {
    "published_precision": ("second", "minute", "hour", "day"),
    "status": ("active", "withdrawn", "merged"),
    "body_scope": ("full", "excerpt", "none"),
}
"""The values of the fields that have few."""


class Kind(Enum):
    """How a field is written; the values are the types of JSON Schema."""

    TEXT = "string"
    INTEGER = "integer"
    NUMBER = "number"
    LIST = "array"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the record.

    Attributes:
        required: Whether it is never null.
        meaning: As in the data dictionary.
        choices: The values it can have; empty where they are not counted.
    """

    name: str
    kind: Kind
    required: bool
    meaning: str
    choices: tuple[str, ...] = ()

    @property
    def nested(self) -> bool:
        """Whether its column holds JSON."""
        return self.kind in {Kind.LIST, Kind.OBJECT}


def published_fields(connection: sqlite3.Connection, schema: str = "main") -> tuple[Field, ...]:
    """Return the fields of the record in their order, as the database attached as `schema` has them."""
    columns = connection.execute(f"PRAGMA {quoted(schema)}.table_info(articles)").fetchall()
    return tuple(
        Field(name, _kind(name, affinity), bool(required), ARTICLES.columns[name], CHOICES.get(name, ()))
        for _, name, affinity, required, *_ in columns
        if name not in PRIVATE
    )


def quoted(identifier: str) -> str:
    """Return an SQL identifier in quotes; ours are plain words, and anything else is refused."""
    if not re.fullmatch(r"[a-z_][a-z0-9_]*", identifier):
        raise ValueError(f"{identifier!r} is no plain name of a table or column")
    return f'"{identifier}"'


def _kind(name: str, affinity: str) -> Kind:
    meaning = ARTICLES.columns[name]
    if meaning.startswith("JSON list"):
        return Kind.LIST
    if meaning.startswith("JSON object"):
        return Kind.OBJECT
    return {"INTEGER": Kind.INTEGER, "REAL": Kind.NUMBER}.get(affinity, Kind.TEXT)
