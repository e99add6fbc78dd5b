"""Reading: what the spiders ask of earlier runs, and articles for the command line and tests."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from envnews.model import ListEntry
from envnews.store.articles.rows import article_of, timestamp, to_json, utc_text, utc_time
from envnews.store.changes import LEADS_ELSEWHERE, PageState
from envnews.store.crawl.frontier import KnownPage, Validators
from envnews.store.file.database import connect, storage_errors

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlite_utils import Database

    from envnews.model import Article


class SqliteFrontier:
    """The `Frontier` of a database file, on a read-only connection of its own.

    Each answer is that of the last committed transaction. The file must exist: the writer makes it.

    Raises:
        DataError: There is no database yet, or it is none of envnews's.
        StorageError: The disk or a permission forbids it.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._connection = connect(self.path, readonly=True)
        self._connection.row_factory = sqlite3.Row

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def known(self, portal: str, article_ids: Collection[str]) -> Mapping[str, KnownPage]:
        """Return those of the documents that are known, by id."""
        rows = self._rows(
            "SELECT * FROM pages WHERE portal = ? AND article_id IN (SELECT value FROM json_each(?))",
            (portal, to_json(list(article_ids))),
        )
        return {row["article_id"]: _known_page(row) for row in rows}

    def unfinished(self, portal: str) -> Sequence[KnownPage]:
        """Return the pages that are pending or failed, oldest first."""
        rows = self._rows(
            "SELECT * FROM pages WHERE portal = ? AND state IN ('pending', 'failed') ORDER BY first_listed_at",
            (portal,),
        )
        return [_known_page(row) for row in rows]

    def due(self, portal: str, now: datetime) -> Sequence[KnownPage]:
        """Return the pages whose re-check is due, the most overdue first."""
        rows = self._rows(
            "SELECT * FROM pages WHERE portal = ? AND next_check_at <= ? ORDER BY next_check_at",
            (portal, utc_text(now)),
        )
        return [_known_page(row) for row in rows]

    def led_elsewhere(self, portal: str) -> Sequence[tuple[KnownPage, str]]:
        """Return the pages that lead to other sites, with the address to which each does."""
        rows = self._rows(
            "SELECT pages.*, headers ->> '$[0][1]' AS target FROM quarantine JOIN pages USING (article_id)"
            # What became of the page since then stands in its own row.
            " WHERE quarantine.portal = ? AND reason = ? AND resolved_at IS NULL AND error = field || ': ' || reason",
            (portal, LEADS_ELSEWHERE),
        )
        return [(_known_page(row), row["target"]) for row in rows]

    def list_validators(self, portal: str, url: str) -> Validators | None:
        """Return the validators of a column's first list page, None where it was never read."""
        rows = self._rows(
            "SELECT etag, last_modified FROM lists WHERE portal = ? AND url = ?",
            (portal, url),
        )
        return Validators(rows[0]["etag"], rows[0]["last_modified"]) if rows else None

    def completed_at(self, portal: str, column: str) -> datetime | None:
        """Return when the column was last read completely, None where it never was."""
        rows = self._rows(
            'SELECT completed_at FROM lists WHERE portal = ? AND "column" = ? AND completed_at IS NOT NULL',
            (portal, column),
        )
        return utc_time(rows[0]["completed_at"]) if rows else None

    def _rows(self, sql: str, parameters: Sequence[str]) -> list[sqlite3.Row]:
        with storage_errors(self.path):
            return self._connection.execute(sql, parameters).fetchall()


def _known_page(row: sqlite3.Row) -> KnownPage:
    listed = None
    if row["listed_title"] is not None:
        published = timestamp(row["listed_published_at"], row["listed_precision"])
        listed = ListEntry(row["url"], row["listed_title"], published)
    return KnownPage(
        article_id=row["article_id"],
        url=row["url"],
        state=PageState(row["state"]),
        first_listed_at=utc_time(row["first_listed_at"]),
        next_check_at=utc_time(row["next_check_at"]) if row["next_check_at"] else None,
        validators=Validators(row["etag"], row["last_modified"]),
        columns={column: utc_time(at) for column, at in json.loads(row["columns"]).items()},
        listed=listed,
    )


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with what the store knows about it.

    Attributes:
        article: The record; the texts of its witnesses are cut to an excerpt.
        number: Row number, of this database only.
        revision: Number of the current version, 1 for an article that was never edited.
        story_id: The story that it shares with its reprints; None for an erased article.
        original_id: Id of the story's original, its own for an original.
        similarity: How alike its text and the original's are, 0 to 1.
        status: `active`, `withdrawn` or `merged`.
        merged_into: Id of the article that it was merged into.
        first_seen_at: UTC.
        last_seen_at: UTC.
        updated_at: UTC time of the last change of the record.
        seq: Number of that change.
    """

    article: Article
    number: int
    revision: int
    story_id: str | None
    original_id: str | None
    similarity: float | None
    status: str
    merged_into: str | None
    first_seen_at: datetime
    last_seen_at: datetime
    updated_at: datetime
    seq: int


def read_article(db: Database, article_id: str) -> StoredArticle | None:
    """Return the article with this id, None where there is none."""
    return next(_select(db, "SELECT * FROM articles WHERE id = ?", (article_id,)), None)


def articles(db: Database, portal: str | None = None) -> Iterator[StoredArticle]:
    """Yield the stored articles, of one portal or of all, in the order of their insertion."""
    if portal is None:
        return _select(db, "SELECT * FROM articles ORDER BY number", ())
    return _select(db, "SELECT * FROM articles WHERE portal = ? ORDER BY number", (portal,))


def _select(db: Database, sql: str, parameters: Sequence[str]) -> Iterator[StoredArticle]:
    with closing(db.conn.cursor()) as cursor:
        cursor.row_factory = sqlite3.Row
        for row in cursor.execute(sql, parameters):
            yield StoredArticle(
                article=article_of(row),
                number=row["number"],
                revision=row["revision"],
                story_id=row["story_id"],
                original_id=row["original_id"],
                similarity=row["similarity"],
                status=row["status"],
                merged_into=row["merged_into"],
                first_seen_at=utc_time(row["first_seen_at"]),
                last_seen_at=utc_time(row["last_seen_at"]),
                updated_at=utc_time(row["updated_at"]),
                seq=row["seq"],
            )
