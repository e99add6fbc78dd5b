"""The record of an article as a row, and back.

Columns of table `articles` have the names of the record. Lists are JSON; moments of publication stand at
+08:00, as the portal states them; moments of observation in UTC with a `Z`, to the second, so that both
sort as text.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from envnews.model import (
    Article,
    Attachment,
    Image,
    Link,
    Origin,
    Precision,
    Problem,
    Timestamp,
    Witness,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

EXCERPT = 200
"""Characters of a witness's value and raw text that are kept; more would store each body several times."""

RECORD = (
    *("id", "portal", "columns", "url", "canonical_url", "document_id"),
    *("headline", "subtitle", "original_title"),
    *("published_at", "published_precision", "published_origin", "published_on"),
    *("source", "author", "editor", "keywords", "lead", "body", "body_html", "views"),
    *("index_number", "document_number", "issuing_agency", "issued_on", "valid"),
    *("images", "attachments", "tables", "links", "region", "rights"),
    *("content_hash", "witnesses", "problems"),
)
"""The columns that follow from a fetched article; the rest of the row is the store's own."""


def utc_text(at: datetime) -> str:
    """Return an aware time as the store writes it.

    >>> from envnews.model import CHINA_TIME
    >>> utc_text(datetime(2022, 7, 22, 7, 10, 17, tzinfo=CHINA_TIME))
    '2022-07-21T23:10:17Z'
    """
    if at.tzinfo is None:
        raise ValueError(f"{at!r} has no time zone; the store takes aware times only")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def utc_time(text: str) -> datetime:
    """Return the time that `utc_text` wrote."""
    return datetime.fromisoformat(text)


def to_json(value: object) -> str:
    """Return compact JSON with Chinese text readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def timestamp(at: str | None, precision: str | None) -> Timestamp | None:
    """Return a moment of publication from its two columns."""
    return Timestamp(datetime.fromisoformat(at), Precision(precision)) if at and precision else None


def record_values(article: Article, columns: Sequence[str]) -> dict[str, str | int | None]:
    """Return the row's values by the names of `RECORD`; `columns` may be more than the article names."""
    published = article.published
    return {
        "id": article.id,
        "portal": article.portal,
        "columns": to_json(columns),
        "url": article.url,
        "canonical_url": article.canonical_url,
        "document_id": article.document_id,
        "headline": article.headline,
        "subtitle": article.subtitle,
        "original_title": article.original_title,
        "published_at": published.isoformat() if published else None,
        "published_precision": published.precision if published else None,
        "published_origin": article.published_origin,
        "published_on": article.published_on,
        "source": article.source,
        "author": article.author,
        "editor": article.editor,
        "keywords": to_json(article.keywords),
        "lead": article.lead,
        "body": article.body,
        "body_html": article.body_html,
        "views": article.views,
        "index_number": article.index_number,
        "document_number": article.document_number,
        "issuing_agency": article.issuing_agency,
        "issued_on": article.issued_on,
        "valid": article.valid,
        "images": to_json([{"url": image.url, "caption": image.caption} for image in article.images]),
        "attachments": to_json([_attachment_json(attachment) for attachment in article.attachments]),
        "tables": to_json(article.tables),
        "links": to_json(_links_json(article)),
        "region": article.region,
        "rights": article.rights,
        "content_hash": article.content_hash,
        "witnesses": to_json([_witness_json(witness) for witness in article.witnesses]),
        "problems": problems_json(article.problems),
    }


def problems_json(problems: Iterable[Problem]) -> str:
    """Return problems as JSON."""
    return to_json([{"field": p.field, "code": p.code, "message": p.message} for p in problems])


def _attachment_json(attachment: Attachment) -> dict[str, str | int | None]:
    return {
        "url": attachment.url,
        "name": attachment.name,
        "type": attachment.type,
        "sha256": attachment.sha256,
        "size": attachment.size,
    }


def _witness_json(witness: Witness) -> dict[str, str | bool]:
    return {
        "field": witness.field,
        "origin": witness.origin,
        "value": _excerpt(witness.value),
        "raw": _excerpt(witness.raw),
        "detail": witness.detail,
        "chosen": witness.chosen,
        "agrees": witness.agrees,
    }


def _excerpt(text: str) -> str:
    return text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…"


def _links_json(article: Article) -> dict[str, Any]:
    return {
        "previous": _link_json(article.previous),
        "next": _link_json(article.next),
        "related": [_link_json(link) for link in article.related],
    }


def _link_json(link: Link | None) -> dict[str, str] | None:
    return {"url": link.url, "title": link.title} if link else None


def article_of(row: sqlite3.Row) -> Article:
    """Return the article of a row of `articles`; `fetched_at` is when it was last seen."""
    links = json.loads(row["links"])
    return Article(
        id=row["id"],
        portal=row["portal"],
        columns=tuple(json.loads(row["columns"])),
        url=row["url"],
        canonical_url=row["canonical_url"],
        document_id=row["document_id"],
        headline=row["headline"],
        subtitle=row["subtitle"],
        original_title=row["original_title"],
        published=timestamp(row["published_at"], row["published_precision"]),
        published_origin=Origin(row["published_origin"]) if row["published_origin"] else None,
        source=row["source"],
        author=row["author"],
        editor=row["editor"],
        keywords=tuple(json.loads(row["keywords"])),
        lead=row["lead"],
        body=row["body"],
        body_html=row["body_html"],
        views=row["views"],
        index_number=row["index_number"],
        document_number=row["document_number"],
        issuing_agency=row["issuing_agency"],
        issued_on=row["issued_on"],
        valid=row["valid"],
        images=tuple(Image(**image) for image in json.loads(row["images"])),
        attachments=tuple(Attachment(**attachment) for attachment in json.loads(row["attachments"])),
        tables=tuple(tuple(map(tuple, table)) for table in json.loads(row["tables"])),
        previous=Link(**links["previous"]) if links["previous"] else None,
        next=Link(**links["next"]) if links["next"] else None,
        related=tuple(Link(**link) for link in links["related"]),
        region=row["region"],
        rights=row["rights"],
        content_hash=row["content_hash"],
        fetched_at=utc_time(row["last_seen_at"]),
        witnesses=tuple(
            Witness(**{**witness, "origin": Origin(witness["origin"])})
            for witness in json.loads(row["witnesses"])
        ),
        problems=tuple(Problem(**problem) for problem in json.loads(row["problems"])),
    )
