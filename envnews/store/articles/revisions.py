"""What became of an article since it was first seen: its versions with what changed, and the story it is part of."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from envnews.normalize import to_record
from envnews.store.articles.rows import article_of
from envnews.store.articles.takedown import find_article
from envnews.stories.differences import Piece, differences

if TYPE_CHECKING:
    from collections.abc import Mapping

STORED = (
    *("story_id", "original_id", "similarity", "revision", "status", "merged_into"),
    *("first_seen_at", "last_seen_at", "updated_at", "seq"),
)
"""Fields of the record that the store assigns."""

_STORY = """
SELECT articles.id, articles.portal, portals.title AS portal_title, articles.headline, articles.published_at,
    articles.source, articles.canonical_url AS url, articles.similarity, reprints.lag_minutes, reprints.cut, reprints.added
FROM articles JOIN portals ON portals.key = articles.portal
LEFT JOIN reprints ON reprints.article = articles.number
WHERE articles.story_id = ? ORDER BY reprints.article IS NOT NULL, articles.published_at, articles.number
"""


@dataclass(frozen=True, slots=True)
class Revision:
    """One version of an article.

    Attributes:
        number: From 1.
        seen_at: UTC time, as text, at which it was first seen.
        changes: For each field that differs from the version before, both values as pieces.
    """

    number: int
    seen_at: str
    changes: Mapping[str, list[Piece]]


@dataclass(frozen=True, slots=True)
class Told:
    """An article with its history.

    Attributes:
        record: The record, with the fields that the store assigns.
        revisions: Its versions, the first one first; none where it was never edited.
        story: The articles of its story, the original first: rows by name, with `lag_minutes`, `cut` and
            `added` null for the original.
        against_original: For a reprint both texts as pieces, the original's first; else None.
    """

    record: Mapping[str, object]
    revisions: tuple[Revision, ...]
    story: tuple[Mapping[str, object], ...]
    against_original: list[Piece] | None


def tell(connection: sqlite3.Connection, name: str) -> Told | None:
    """Return the article with this id or address and its history, None where there is none."""
    connection.row_factory = sqlite3.Row
    row = find_article(connection, name)
    if row is None:
        return None
    versions = connection.execute(
        "SELECT * FROM revisions WHERE article = ? ORDER BY revision", (row["number"],)
    ).fetchall()
    pairs = zip([None, *versions], versions, strict=False)
    record = to_record(article_of(row)) | {field: row[field] for field in STORED}
    return Told(
        record,
        tuple(
            Revision(after["revision"], after["seen_at"], _changes(before, after)) for before, after in pairs
        ),
        tuple(dict(member) for member in connection.execute(_STORY, (row["story_id"],))),
        _against_original(connection, row),
    )


def _changes(before: sqlite3.Row | None, after: sqlite3.Row) -> dict[str, list[Piece]]:
    if before is None:
        return {}
    return {
        field: differences(_readable(field, before), _readable(field, after), exact=True)
        for field in json.loads(after["changed"])
    }


def _readable(field: str, version: sqlite3.Row) -> str:
    value: str = version[field] or ""
    return (
        "\n".join(attachment["name"] for attachment in json.loads(value)) if field == "attachments" else value
    )


def _against_original(connection: sqlite3.Connection, row: sqlite3.Row) -> list[Piece] | None:
    if row["original_id"] in {None, row["id"]}:
        return None
    original = connection.execute("SELECT body FROM articles WHERE id = ?", (row["original_id"],)).fetchone()
    return differences(original["body"], row["body"]) if original else None
