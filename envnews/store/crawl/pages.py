"""Page states: which documents are listed, which were fetched, when they are looked at again.

A document is known from the moment a list names it. What happens to it later is a state of its page, never
the loss of its row, so a later run can go on where one was killed.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from datetime import timedelta
from typing import TYPE_CHECKING

from envnews.model import CHINA_TIME
from envnews.store.articles.records import set_columns
from envnews.store.articles.rows import exact_text, problems_json, to_json, utc_text, utc_time
from envnews.store.articles.takedown import ERASING
from envnews.store.articles.withdrawal import GONE, gone_since, note_gone, restore
from envnews.store.changes import LEADS_ELSEWHERE, PageState

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from envnews.store.changes import ColumnCompleted, FetchFailed, ListChecked, NotModified, Quarantined
    from envnews.store.writing.batch import Batch

LIST_ENTRY = """
INSERT INTO pages (
    article_id, portal, url, state, columns,
    listed_title, listed_published_at, listed_precision, first_listed_at, last_listed_at
) VALUES (
    :article_id, :portal, :url, 'pending', json_object(:column, :exactly),
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

QUARANTINE = """
INSERT INTO quarantine (
    portal, article_id, url, field, reason, message, problems, headers, body, body_sha256,
    first_at, last_at
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (article_id, body_sha256) DO UPDATE SET
    url = excluded.url, field = excluded.field, reason = excluded.reason, message = excluded.message,
    problems = excluded.problems, headers = excluded.headers, last_at = excluded.last_at,
    -- The same bytes again, after an article or for another reason, are news.
    first_at = CASE
        WHEN resolved_at IS NOT NULL OR reason <> excluded.reason THEN excluded.first_at ELSE first_at
    END,
    resolved_at = NULL
"""

ERASED = """
SELECT 1 FROM articles
WHERE (id = ?1 OR number = (SELECT article FROM pages WHERE article_id = ?1))
    AND status = 'withdrawn' AND withdrawn_reason IN (SELECT value FROM json_each(?2))
"""

# Without validators the next look gets the whole page, which today's rules may read.
QUARANTINED_PAGE = """
INSERT INTO pages (
    article_id, portal, url, state, columns, first_listed_at,
    status, error, body_sha256, first_fetched_at, fetched_at, next_check_at
) VALUES (
    :article_id, :portal, :url, 'quarantined', '{}', :at,
    :status, :error, :sha256, :first, :at, :next_check
)
ON CONFLICT (article_id) DO UPDATE SET
    state = excluded.state, attempts = 0, status = excluded.status, error = excluded.error,
    gone_since = NULL, gone_answers = 0, etag = NULL, last_modified = NULL, body_sha256 = excluded.body_sha256,
    first_fetched_at = excluded.first_fetched_at, fetched_at = excluded.fetched_at,
    next_check_at = excluded.next_check_at
"""

FAILURE = """
INSERT INTO pages (
    article_id, portal, url, state, columns, first_listed_at,
    attempts, status, error, first_fetched_at, fetched_at, next_check_at, gone_since, gone_answers
) VALUES (
    :article_id, :portal, :url, :state, '{}', :at, 1, :status, :error, :first, :at, :next_check, :since, :answers
)
ON CONFLICT (article_id) DO UPDATE SET
    state = excluded.state, attempts = attempts + 1, status = excluded.status, error = excluded.error,
    first_fetched_at = excluded.first_fetched_at, fetched_at = excluded.fetched_at,
    next_check_at = excluded.next_check_at, gone_since = excluded.gone_since,
    gone_answers = excluded.gone_answers
"""


def store_list(batch: Batch, checked: ListChecked) -> None:
    """Make unknown documents pending, add the column to known ones, note that the column was looked at."""
    at, exactly = utc_text(checked.fetched_at), exact_text(_after_completion(batch, checked))
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
                "exactly": exactly,
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


def _after_completion(batch: Batch, checked: ListChecked) -> datetime:
    """Return when a list was read, later than the column's last completion even if a clock was set back.

    Otherwise what this run lists would be taken for known at that completion, and if the run is interrupted
    the next one would stop above it.
    """
    row = batch.connection.execute(
        'SELECT completed_at FROM lists WHERE portal = ? AND "column" = ? AND completed_at IS NOT NULL',
        (checked.portal, checked.column),
    ).fetchone()
    if row is None:
        return checked.fetched_at
    return max(checked.fetched_at, utc_time(row["completed_at"]) + timedelta(microseconds=1))


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
        INSERT INTO lists (portal, column, url, status, checked_at, total) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (portal, column) DO UPDATE SET
            url = excluded.url, status = excluded.status, checked_at = excluded.checked_at,
            total = coalesce(excluded.total, total),
            etag = CASE WHEN excluded.status = 304 THEN coalesce(?, etag) END,
            last_modified = CASE WHEN excluded.status = 304 THEN coalesce(?, last_modified) END
        """,
        (
            *(checked.portal, checked.column, checked.url, checked.status, at, checked.total),
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
            *(completed.portal, completed.column, exact_text(completed.completed_at)),
            *(completed.etag, completed.last_modified),
        ),
    )
    if completed.given is not None and completed.total is not None:
        batch.connection.execute(
            'UPDATE lists SET total = ?, named = ? WHERE portal = ? AND "column" = ?',
            (completed.total, completed.given, completed.portal, completed.column),
        )


def store_not_modified(batch: Batch, answer: NotModified) -> None:
    """Note that a page and the article it gave are as they were."""
    at = utc_text(answer.fetched_at)
    page = _page(batch, answer.article_id)
    next_check = batch.next_check(page["first_fetched_at"] if page else None, answer.fetched_at)
    batch.connection.execute(
        """
        UPDATE pages SET
            status = 304, attempts = 0, error = NULL, fetched_at = ?, next_check_at = ?,
            gone_since = NULL, gone_answers = 0,
            state = CASE WHEN article IS NULL THEN state ELSE 'stored' END
        WHERE article_id = ?
        """,
        (at, next_check, answer.article_id),
    )
    article = batch.connection.execute(
        "SELECT * FROM articles WHERE number = (SELECT article FROM pages WHERE article_id = ?)",
        (answer.article_id,),
    ).fetchone()
    if article:
        batch.connection.execute(
            "UPDATE articles SET last_seen_at = max(last_seen_at, ?) WHERE number = ?",
            (at, article["number"]),
        )
        restore(batch, article)


def store_failure(batch: Batch, failure: FetchFailed) -> None:
    """Count the attempt; the next run tries again, unless the server says that there is no such page.

    A page that is gone is looked at again until it is clear that it is gone for good, for 404 may be an
    accident of the site; then its article is withdrawn.
    """
    page = _page(batch, failure.article_id)
    gone = failure.status in GONE
    values = {
        "article_id": failure.article_id,
        "portal": failure.portal,
        "url": failure.url,
        "state": PageState.GONE if gone else PageState.FAILED,
        "status": failure.status,
        "error": failure.error,
        "at": utc_text(failure.failed_at),
        "first": page["first_fetched_at"] if page else None,
        "next_check": None,
        "since": page["gone_since"] if page else None,
        "answers": page["gone_answers"] if page else 0,
    }
    if gone:
        values |= _values_of_gone(batch, page, failure.failed_at)
    batch.connection.execute(FAILURE, values)
    if gone:
        note_gone(batch, failure.article_id, failure.failed_at)


def _values_of_gone(batch: Batch, page: sqlite3.Row | None, at: datetime) -> dict[str, object]:
    since, answers = gone_since(page, at)
    first = page["first_fetched_at"] if page else None
    look = batch.withdrawal.next_look(since, answers, at)
    looks = [batch.next_check(first, at), utc_text(look) if look else None]
    return {
        "first": first or utc_text(at),
        "next_check": min((time for time in looks if time), default=None),
        "since": utc_text(since),
        "answers": answers,
    }


def store_quarantined(batch: Batch, page: Quarantined) -> None:
    """Keep a page that gave no valid article, with the reason; the same bytes are kept once.

    Of an article that was erased nothing is kept again.
    """
    if batch.connection.execute(ERASED, (page.article_id, to_json(sorted(ERASING)))).fetchone():
        return
    at = utc_text(page.fetched_at)
    sha256 = hashlib.sha256(page.body).hexdigest()
    batch.connection.execute(
        QUARANTINE,
        (
            *(page.portal, page.article_id, page.url, page.field, page.reason, page.message),
            *(problems_json(page.problems), to_json(page.headers), zlib.compress(page.body), sha256, at, at),
        ),
    )
    known = _page(batch, page.article_id)
    first = known["first_fetched_at"] if known else None
    batch.connection.execute(
        QUARANTINED_PAGE,
        {
            "article_id": page.article_id,
            "portal": page.portal,
            "url": page.url,
            "status": None if page.reason == LEADS_ELSEWHERE else 200,
            "error": f"{page.field}: {page.reason}",
            "sha256": sha256,
            "first": first or at,
            "at": at,
            "next_check": batch.next_check(first, page.fetched_at),
        },
    )


def _page(batch: Batch, article_id: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = batch.connection.execute(
        "SELECT first_fetched_at, gone_since, gone_answers FROM pages WHERE article_id = ?", (article_id,)
    ).fetchone()
    return row
