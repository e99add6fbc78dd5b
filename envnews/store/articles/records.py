"""Articles: what a look at a page adds to the store.

A new document is inserted. Of a known one the record is brought up to date; an edit of its content
(headline, body, published time, source, attachments) makes a revision, and every version's text is kept.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from envnews.model import Origin, Precision
from envnews.normalize import content_hash
from envnews.store.articles.classes import add_agency, add_classes, drop_classes
from envnews.store.articles.identity import add_aliases, find_document, same_host, speaks_for
from envnews.store.articles.reprints import place_again, place_article
from envnews.store.articles.rows import (
    RECORD,
    attachments_of,
    exact_text,
    record_values,
    timestamp,
    to_json,
    utc_text,
)
from envnews.store.articles.stories import find_place
from envnews.store.articles.takedown import taken_down
from envnews.store.articles.withdrawal import restore
from envnews.store.changes import Stored

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from envnews.model import Article, Attachment, Timestamp
    from envnews.store.changes import ArticleFetched
    from envnews.store.writing.batch import Batch

    _Content = tuple[str, Timestamp | None, str | None, str, tuple[Attachment, ...]]

UNCOMPARED = frozenset({"id", "portal", "views", "witnesses"})
"""What a later look at a page cannot change, or changes without changing the record: the count of views,
and so its witness."""

INSERT_ARTICLE = """
INSERT INTO articles ({names}, story_id, original_id, similarity, first_seen_at, last_seen_at, updated_at, seq)
VALUES ({values}, :story_id, :id, 1.0, :fetched_at, :fetched_at, :now, :seq)
""".format(names=", ".join(RECORD), values=", ".join(f":{name}" for name in RECORD))

UPDATE_ARTICLE = """
UPDATE articles SET
    {values}, revision = :revision, last_seen_at = :fetched_at, updated_at = :now, seq = :seq
WHERE number = :number
""".format(values=", ".join(f"{name} = :{name}" for name in RECORD if name not in {"id", "portal"}))

INSERT_REVISION = """
INSERT INTO revisions (
    article, revision, seen_at, changed, content_hash, url, headline,
    published_at, published_precision, source, body, body_html, attachments
)
SELECT
    number, revision, ?, ?, content_hash, url, headline,
    published_at, published_precision, source, body, body_html, attachments
FROM articles WHERE number = ?
"""

ADD_PAGE = """
INSERT INTO pages (
    article_id, portal, article, url, state, columns, first_listed_at,
    status, etag, last_modified, body_sha256, first_fetched_at, fetched_at, next_check_at
) VALUES (
    :article_id, :portal, :article, :url, 'stored', :columns, :at,
    :status, :etag, :last_modified, :body_sha256, :first, :at, :next_check
)
"""

UPDATE_PAGE = """
UPDATE pages SET
    article = :article, state = 'stored', columns = :columns, attempts = 0, status = :status, error = NULL,
    etag = :etag, last_modified = :last_modified, body_sha256 = :body_sha256,
    first_fetched_at = :first, fetched_at = :at, next_check_at = :next_check, gone_since = NULL, gone_answers = 0
WHERE article_id = :article_id
"""


def store_article(batch: Batch, fetched: ArticleFetched) -> Stored:
    """Store what a page gave, and say what became of it."""
    article = fetched.article
    page = batch.connection.execute(
        "SELECT url, columns, first_fetched_at, etag, last_modified FROM pages WHERE article_id = ?",
        (article.id,),
    ).fetchone()
    listed: dict[str, str] = json.loads(page["columns"]) if page else {}
    listed |= {name: exact_text(article.fetched_at) for name in article.columns if name not in listed}
    known = find_document(batch, article)
    if known is None:
        number = _insert(batch, article, tuple(listed))
        add_aliases(batch, number, article)
        outcome = Stored.NEW
    else:
        number = known["number"]
        restore(batch, known)
        outcome = _meet(batch, known, article, tuple(listed))
    _store_page(batch, fetched, number, listed, page)
    return outcome


def set_columns(batch: Batch, row: sqlite3.Row, columns: list[str]) -> None:
    """Set the columns that list a stored article, if they are others than before."""
    if columns == json.loads(row["columns"]):
        return
    seq = batch.next_seq()
    batch.connection.execute(
        "UPDATE articles SET columns = ?, updated_at = ?, seq = ? WHERE number = ?",
        (to_json(columns), batch.now, seq, row["number"]),
    )
    batch.log(seq, row["number"], "updated")


def _insert(batch: Batch, article: Article, columns: tuple[str, ...]) -> int:
    place = find_place(batch.connection, article.headline, article.body)
    seq = batch.next_seq()
    add_agency(batch, article)
    values = record_values(article, columns) | {
        "story_id": place.stories[0] if place.stories else article.id,
        "fetched_at": utc_text(article.fetched_at),
        "now": batch.now,
        "seq": seq,
    }
    number = batch.connection.execute(INSERT_ARTICLE, values).lastrowid or 0
    _insert_keywords(batch, number, article.keywords)
    add_classes(batch.connection, number, article)
    batch.log(seq, number, "new")
    place_article(batch, number, place, seq)
    return number


def _insert_keywords(batch: Batch, number: int, keywords: Iterable[str]) -> None:
    batch.connection.executemany(
        "INSERT INTO keywords VALUES (?, ?, ?)",
        [(number, position, keyword) for position, keyword in enumerate(keywords, 1)],
    )


def _meet(batch: Batch, known: sqlite3.Row, article: Article, listed: tuple[str, ...]) -> Stored:
    """Bring a stored article in step with another look at it, or at a copy of it."""
    new_address = add_aliases(batch, known["number"], article)
    if taken_down(known):
        return Stored.ALIAS if new_address else Stored.UNCHANGED
    columns = json.loads(known["columns"])
    if article.portal == known["portal"]:
        columns = list(dict.fromkeys([*columns, *listed]))
    if speaks_for(batch, known, article):
        if _update(batch, known, article, columns):
            return Stored.REVISED
    else:
        batch.connection.execute(
            "UPDATE articles SET last_seen_at = max(last_seen_at, ?) WHERE number = ?",
            (utc_text(article.fetched_at), known["number"]),
        )
        set_columns(batch, known, columns)
    return Stored.ALIAS if new_address else Stored.UNCHANGED


def _update(batch: Batch, known: sqlite3.Row, article: Article, columns: list[str]) -> bool:
    """Write what is new in a stored article; return whether its content is a new revision."""
    values = record_values(_with_finer_time(known, article), columns)
    at = utc_text(article.fetched_at)
    number = known["number"]
    if not _differs(known, values):
        batch.connection.execute(
            "UPDATE articles SET last_seen_at = max(last_seen_at, ?), views = ?, witnesses = ? WHERE number = ?",
            (at, article.views, values["witnesses"], number),
        )
        return False
    changed = _changed_content(known, article)
    if changed and known["revision"] == 1:
        batch.connection.execute(INSERT_REVISION, (known["first_seen_at"], "[]", number))
    seq = batch.next_seq()
    add_agency(batch, article)
    own = {"number": number, "revision": known["revision"] + bool(changed)}
    batch.connection.execute(UPDATE_ARTICLE, values | own | {"fetched_at": at, "now": batch.now, "seq": seq})
    if changed:
        batch.connection.execute(INSERT_REVISION, (at, to_json(changed), number))
        place_again(batch, known, article.headline, article.body, seq)
    if known["keywords"] != values["keywords"]:
        batch.connection.execute("DELETE FROM keywords WHERE article = ?", (number,))
        _insert_keywords(batch, number, article.keywords)
    if (known["regions"], known["topics"]) != (values["regions"], values["topics"]):
        drop_classes(batch.connection, number)
        add_classes(batch.connection, number, article)
    batch.log(seq, number, "revised" if changed else "updated")
    return bool(changed)


def _with_finer_time(known: sqlite3.Row, article: Article) -> Article:
    """Return the article with the stored time where the page now states the same less exactly.

    A page may say 3小时前 at first and 昨天 a day later.
    """
    stored = timestamp(known["published_at"], known["published_precision"])
    if known["content_hash"] != article.content_hash or not stored or not article.published:
        return article
    exactness = list(Precision)
    if exactness.index(article.published.precision) < exactness.index(stored.precision):
        return article
    origin = known["published_origin"]
    return replace(article, published=stored, published_origin=Origin(origin) if origin else None)


def _differs(known: sqlite3.Row, values: Mapping[str, object]) -> bool:
    """Return whether the record changed in more than what moves with every look at the page."""
    if any(known[name] != values[name] for name in RECORD if name not in UNCOMPARED):
        return True
    return known["witnesses"] != values["witnesses"] and (
        _lasting(known["witnesses"]) != _lasting(str(values["witnesses"]))
    )


def _lasting(witnesses: str) -> list[dict[str, object]]:
    return [witness for witness in json.loads(witnesses) if witness["field"] != "views"]


def _changed_content(known: sqlite3.Row, article: Article) -> list[str]:
    """Name the fields of the content that changed, each by the measure of `content_hash`.

    None is named if only the way of computing the hash has changed: that is no edit.
    """
    if known["content_hash"] == article.content_hash:
        return []
    published = timestamp(known["published_at"], known["published_precision"])
    before = _content(
        known["headline"], published, known["source"], known["body"], attachments_of(known["attachments"])
    )
    after = _content(article.headline, article.published, article.source, article.body, article.attachments)
    return [
        name
        for name, value in after.items()
        # Most fields are the same to the letter; then their comparison forms need not be made.
        if value != before[name] and content_hash(*value) != content_hash(*before[name])
    ]


def _content(
    headline: str,
    published: Timestamp | None,
    source: str | None,
    body: str,
    attachments: tuple[Attachment, ...],
) -> dict[str, _Content]:
    """Return each field of the content as what `content_hash` takes, with the others empty."""
    return {
        "headline": (headline, None, None, "", ()),
        "body": ("", None, None, body, ()),
        "published_at": ("", published, None, "", ()),
        "source": ("", None, source, "", ()),
        "attachments": ("", None, None, "", attachments),
    }


def _store_page(
    batch: Batch, fetched: ArticleFetched, number: int, columns: dict[str, str], page: sqlite3.Row | None
) -> None:
    article = fetched.article
    at = utc_text(article.fetched_at)
    first = page["first_fetched_at"] if page else None
    etag, last_modified = fetched.etag, fetched.last_modified
    if page and not same_host(page["url"], article.url):
        # A twin's validators say nothing of the page that is asked for next time.
        etag, last_modified = page["etag"], page["last_modified"]
    batch.connection.execute(
        UPDATE_PAGE if page else ADD_PAGE,
        {
            "article_id": article.id,
            "portal": article.portal,
            "article": number,
            "url": article.url,
            "columns": to_json(columns),
            "at": at,
            "status": fetched.status,
            "etag": etag,
            "last_modified": last_modified,
            "body_sha256": fetched.body_sha256,
            "first": first or at,
            "next_check": batch.next_check(first, article.fetched_at),
        },
    )
    if page:  # whatever it was last: one that failed meanwhile may have been in quarantine before
        batch.connection.execute(
            "UPDATE quarantine SET resolved_at = ? WHERE article_id = ? AND resolved_at IS NULL",
            (at, article.id),
        )
