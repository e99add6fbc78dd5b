"""A view for analysts with its meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class View:
    """A view with its meaning.

    Attributes:
        columns: What those columns mean that none of `tables` has under the same name and meaning.
        tables: Tables whose descriptions hold for the other columns, the first that has the name.
    """

    name: str
    purpose: str
    sql: str
    columns: Mapping[str, str]
    tables: tuple[str, ...]
