"""Saved searches: each is a feed beside the dump."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from envnews.errors import UsageError
from envnews.store.search.names import check_names, province_code, topic_code
from envnews.store.search.query import Terms

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search with a name; what is None is not asked for.

    Attributes:
        name: Lower-case letters, digits and hyphens, for it names files.
        query: As for `envnews search`.
        portal: Key of a portal.
        region: ISO 3166-2:CN code.
        topic: Code of a topic.
    """

    name: str
    query: str | None = None
    portal: str | None = None
    region: str | None = None
    topic: str | None = None

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", self.name) or len(self.name) > 60:
            raise UsageError(
                f"{self.name!r} cannot name a feed; use up to 60 lower-case letters, digits and hyphens"
            )
        if not (self.query or self.portal or self.region or self.topic):
            raise UsageError(
                f"feed {self.name}: nothing is asked for; give --query, --portal, --region or --topic"
            )


def saved_searches(connection: sqlite3.Connection, schema: str = "main") -> list[SavedSearch]:
    """Return the saved searches of the database attached as `schema`, by name."""
    rows = connection.execute(
        f"SELECT name, query, portal, region, topic FROM {schema}.feeds ORDER BY name"  # noqa: S608 - a word of ours
    )
    return [SavedSearch(*row) for row in rows]


def save_search(connection: sqlite3.Connection, search: SavedSearch, at: str) -> None:
    """Keep a search, in place of one of the same name.

    Raises:
        UsageError: The query is none, or the database knows no such portal, region or topic.
    """
    if search.query:
        Terms.parse(search.query)
    region = province_code(connection, search.region) if search.region else None
    topic = topic_code(connection, search.topic) if search.topic else None
    check_names(connection, portals=[search.portal] if search.portal else ())
    connection.execute(
        "INSERT OR REPLACE INTO feeds (name, query, portal, region, topic, created_at) VALUES (?, ?, ?, ?, ?, ?)",
        (search.name, search.query, search.portal, region, topic, at),
    )


def forget_search(connection: sqlite3.Connection, name: str) -> bool:
    """Forget a search; return whether there was one of this name."""
    return connection.execute("DELETE FROM feeds WHERE name = ?", (name,)).rowcount > 0
