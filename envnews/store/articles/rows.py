"""The record of an article as a row, and back.

Columns of table `articles` have the names of the record. Lists are JSON; moments of publication stand at
+08:00, as the portal states them; moments of observation in UTC with a `Z`, to the second, so that both
sort as text.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from envnews.model import (
    Article,
    Attachment,
    Image,
    Link,
    Origin,
    Precision,
    Problem,
    Timestamp,
    Topic,
    Witness,
)
from envnews.normalize import problem_records, to_record

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_EMPTY = {list: "[]", dict: "{}"}
_TO_THE_SECOND = len("2022-07-21T23:10:17")

EXCERPT = 200
"""Characters of a witness's value and raw text that are kept; more would store each body several times."""

RECORD = (
    *("id", "portal", "columns", "url", "canonical_url", "document_id"),
    *("headline", "subtitle", "original_title"),
    *("published_at", "published_precision", "published_origin", "published_on"),
    *("source", "author", "editor", "keywords", "lead", "body", "body_html", "views"),
    *("index_number", "document_number", "issuing_agency", "issued_on", "valid"),
    *("images", "attachments", "tables", "links", "region", "rights"),
    *("content_hash", "witnesses", "problems", "source_agency", "regions", "topics"),
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
    if at.tzinfo is not UTC:
        at = at.astimezone(UTC)
    return at.isoformat(timespec="seconds")[:_TO_THE_SECOND] + "Z"


def exact_text(at: datetime) -> str:
    """Return an aware time to the microsecond, for what is compared within one second.

    >>> exact_text(datetime(2022, 7, 21, 23, 10, 17, 250, tzinfo=UTC))
    '2022-07-21T23:10:17.000250Z'
    """
    if at.tzinfo is None:
        raise ValueError(f"{at!r} has no time zone; the store takes aware times only")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def utc_time(text: str) -> datetime:
    """Return the time that `utc_text` or `exact_text` wrote."""
    return datetime.fromisoformat(text)


def to_json(value: object) -> str:
    """Return compact JSON with Chinese text readable."""
    return _JSON.encode(value)


def timestamp(at: str | None, precision: str | None) -> Timestamp | None:
    """Return a moment of publication from its two columns."""
    return Timestamp(datetime.fromisoformat(at), Precision(precision)) if at and precision else None


def record_values(article: Article, columns: Sequence[str]) -> dict[str, object]:
    """Return the row's values by the names of `RECORD`; `columns` may be more than the article names."""
    values = to_record(article, EXCERPT)
    values["columns"] = list(columns)
    for name, value in values.items():
        if isinstance(value, list | dict):
            values[name] = to_json(value) if value else _EMPTY[type(value)]
    return values


def problems_json(problems: Iterable[Problem]) -> str:
    """Return problems as JSON."""
    return to_json(problem_records(problems))


def update_article(connection: sqlite3.Connection, number: int, values: Mapping[str, object]) -> None:
    """Give columns of an article's row, by their names, other values."""
    assignments = ", ".join(f'"{name}" = :{name}' for name in values)
    connection.execute(
        f"UPDATE articles SET {assignments} WHERE number = :number",  # noqa: S608 - our own column names
        {**values, "number": number},
    )


def attachments_of(stored: str) -> tuple[Attachment, ...]:
    """Return the attachments of a row."""
    return tuple(Attachment(**attachment) for attachment in json.loads(stored)) if stored != "[]" else ()


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
        attachments=attachments_of(row["attachments"]),
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
        source_agency=row["source_agency"],
        regions=tuple(json.loads(row["regions"])),
        topics=tuple(Topic(code, tuple(words)) for code, words in json.loads(row["topics"]).items()),
    )
