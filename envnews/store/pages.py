"""Page states: which documents are listed, which were fetched, when they are looked at again.

A document is known from the moment a list names it. What happens to it later is a state of its page, never
the loss of its row, so a later run can go on where one was killed.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import TYPE_CHECKING

from envnews.model import CHINA_TIME
from envnews.store.changes import PageState
from envnews.store.records import set_columns
from envnews.store.rows import problems_json, to_json, utc_text

if TYPE_CHECKING:
    from envnews.store.batch import Batch
    from envnews.store.changes import ColumnCompleted, FetchFailed, ListChecked, NotModified, Quarantined

GONE = frozenset({404, 410})
"""Statuses by which a server says that there is no such page."""

LIST_ENTRY = """
INSERT INTO pages (
    article_id, portal, url, state, columns,
    listed_title, listed_published_at, listed_precision, first_listed_at, last_listed_at
) VALUES (
    :article_id, :portal, :url, 'pending', json_object(:column, :at),
    :title, :published_at, :precision, :at, :at
)
ON CONFLICT (article_id) DO UPDATE SET
    last_listed_at = excluded.last_listed_at,
    columns = CASE
        WHEN EXISTS (SELECT 1 FROM json_each(columns) WHERE key = :column) THEN columns
        ELSE json_patch(columns, excluded.columns)
    END,
    -- A document that moved is found at its new address; one that answers keeps the address it has.
    url = CASE WHEN state IN ('gone', 'failed') THEN excluded.url ELSE url END,
    state = CASE WHEN state = 'gone' AND url <> excluded.url THEN 'pending' ELSE state END
"""

LISTED_ARTICLES = """
SELECT articles.* FROM pages JOIN articles ON articles.number = pages.article
WHERE pages.article_id IN (SELECT value FROM json_each(?))
    AND NOT EXISTS (SELECT 1 FROM json_each(articles.columns) WHERE value = ?)
"""


def store_list(batch: Batch, checked: ListChecked) -> None:
    """Make unknown documents pending, add the column to known ones, note that the column was looked at."""
    at = utc_text(checked.fetched_at)
    batch.connection.executemany(
        LIST_ENTRY,
        [
            {
                "article_id": entry.article_id,
                "portal": checked.portal,
                "url": entry.url,
                "column": checked.column,
                "title": entry.title,
                "published_at": entry.published.isoformat() if entry.published else None,
                "precision": entry.published.precision if entry.published else None,
                "at": at,
            }
            for entry in checked.entries
        ],
    )
    ids = to_json([entry.article_id for entry in checked.entries])
    for row in batch.connection.execute(LISTED_ARTICLES, (ids, checked.column)).fetchall():
        set_columns(batch, row, [*json.loads(row["columns"]), checked.column])
    _store_coverage(batch, checked)
    if checked.first:
        _store_first_page(batch, checked, at)


def _store_coverage(batch: Batch, checked: ListChecked) -> None:
    day = checked.fetched_at.astimezone(CHINA_TIME).date().isoformat()
    batch.connection.execute(
        "INSERT INTO coverage (portal, column, day, pages, entries) VALUES (?, ?, ?, 1, ?)"
        " ON CONFLICT DO UPDATE SET pages = pages + 1, entries = entries + excluded.entries",
        (checked.portal, checked.column, day, len(checked.entries)),
    )


def _store_first_page(batch: Batch, checked: ListChecked, at: str) -> None:
    # A new list makes the validators void until the column is complete: with them, the next run would be
    # told 304 and never see what this one did not reach.
    batch.connection.execute(
        """
        INSERT INTO lists (portal, column, url, status, checked_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (portal, column) DO UPDATE SET
            url = excluded.url, status = excluded.status, checked_at = excluded.checked_at,
            etag = CASE WHEN excluded.status = 304 THEN coalesce(?, etag) END,
            last_modified = CASE WHEN excluded.status = 304 THEN coalesce(?, last_modified) END
        """,
        (
            *(checked.portal, checked.column, checked.url, checked.status, at),
            *(checked.etag, checked.last_modified),
        ),
    )


def store_completion(batch: Batch, completed: ColumnCompleted) -> None:
    """Note when a column was read completely, and the validators by which the next run may skip it."""
    batch.connection.execute(
        """
        INSERT INTO lists (portal, column, completed_at, etag, last_modified) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (portal, column) DO UPDATE SET
            completed_at = excluded.completed_at, etag = excluded.etag, last_modified = excluded.last_modified
        """,
        (
            *(completed.portal, completed.column, utc_text(completed.completed_at)),
            *(completed.etag, completed.last_modified),
        ),
    )


def store_not_modified(batch: Batch, answer: NotModified) -> None:
    """Note that a page and the article it gave are as they were."""
    at = utc_text(answer.fetched_at)
    next_check = batch.next_check(_first_fetched_at(batch, answer.article_id), answer.fetched_at)
    batch.connection.execute(
        """
        UPDATE pages SET
            status = 304, attempts = 0, error = NULL, fetched_at = ?, next_check_at = ?,
            state = CASE WHEN article IS NULL THEN state ELSE 'stored' END
        WHERE article_id = ?
        """,
        (at, next_check, answer.article_id),
    )
    batch.connection.execute(
        "UPDATE articles SET last_seen_at = max(last_seen_at, ?)"
        " WHERE number = (SELECT article FROM pages WHERE article_id = ?)",
        (at, answer.article_id),
    )


def store_failure(batch: Batch, failure: FetchFailed) -> None:
    """Count the attempt; the next run tries again, unless the server says that there is no such page.

    A page that is gone is looked at again on the schedule of re-checks: 404 may be an accident of the
    site. Its article stays as it is.
    """
    at = utc_text(failure.failed_at)
    gone = failure.status in GONE
    first = _first_fetched_at(batch, failure.article_id)
    batch.connection.execute(
        """
        INSERT INTO pages (
            article_id, portal, url, state, columns, first_listed_at,
            attempts, status, error, first_fetched_at, fetched_at, next_check_at
        ) VALUES (:article_id, :portal, :url, :state, '{}', :at, 1, :status, :error, :first, :at, :next_check)
        ON CONFLICT (article_id) DO UPDATE SET
            state = excluded.state, attempts = attempts + 1, status = excluded.status, error = excluded.error,
            first_fetched_at = excluded.first_fetched_at, fetched_at = excluded.fetched_at,
            next_check_at = excluded.next_check_at
        """,
        {
            "article_id": failure.article_id,
            "portal": failure.portal,
            "url": failure.url,
            "state": PageState.GONE if gone else PageState.FAILED,
            "status": failure.status,
            "error": failure.error,
            "first": first or (at if gone else None),
            "at": at,
            "next_check": batch.next_check(first, failure.failed_at) if gone else None,
        },
    )


def store_quarantined(batch: Batch, page: Quarantined) -> None:
    """Keep a page that gave no valid article, with the reason; the same bytes are kept once."""
    at = utc_text(page.fetched_at)
    sha256 = hashlib.sha256(page.body).hexdigest()
    batch.connection.execute(
        """
        INSERT INTO quarantine (
            portal, article_id, url, field, reason, message, problems, headers, body, body_sha256,
            first_at, last_at
        ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (article_id, body_sha256) DO UPDATE SET
            url = excluded.url, field = excluded.field, reason = excluded.reason, message = excluded.message,
            problems = excluded.problems, headers = excluded.headers, last_at = excluded.last_at,
            resolved_at = NULL
        """,
        (
            *(page.portal, page.article_id, page.url, page.field, page.reason, page.message),
            *(problems_json(page.problems), to_json(page.headers), zlib.compress(page.body), sha256, at, at),
        ),
    )
    first = _first_fetched_at(batch, page.article_id)
    # Without validators the next look gets the whole page, which today's rules may read.
    batch.connection.execute(
        """
        INSERT INTO pages (
            article_id, portal, url, state, columns, first_listed_at,
            status, error, body_sha256, first_fetched_at, fetched_at, next_check_at
        ) VALUES (
            :article_id, :portal, :url, 'quarantined', '{}', :at,
            200, :error, :sha256, :first, :at, :next_check
        )
        ON CONFLICT (article_id) DO UPDATE SET
            state = excluded.state, attempts = 0, status = excluded.status, error = excluded.error,
            etag = NULL, last_modified = NULL, body_sha256 = excluded.body_sha256,
            first_fetched_at = excluded.first_fetched_at, fetched_at = excluded.fetched_at,
            next_check_at = excluded.next_check_at
        """,
        {
            "article_id": page.article_id,
            "portal": page.portal,
            "url": page.url,
            "error": f"{page.field}: {page.reason}",
            "sha256": sha256,
            "first": first or at,
            "at": at,
            "next_check": batch.next_check(first, page.fetched_at),
        },
    )


def _first_fetched_at(batch: Batch, article_id: str) -> str | None:
    row = batch.connection.execute(
        "SELECT first_fetched_at FROM pages WHERE article_id = ?", (article_id,)
    ).fetchone()
    return row[0] if row else None
