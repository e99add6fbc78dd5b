"""Holds a database against what the replicas publish: the demo's own proof, and the tests'."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from envnews.demo.content import STATED
from envnews.demo.expected import Expected, expected_articles
from envnews.demo.sites import SITES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_CANONICAL_HOST = {host: site.hosts[0] for site in SITES for host in site.hosts}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One field of one article that is not what its page states."""

    portal: str
    url: str
    field: str
    expected: object
    found: object

    def __str__(self) -> str:
        """Return one line that names portal, field and address."""
        return f"{self.portal} {self.field} of {self.url}: expected {self.expected!r}, found {self.found!r}"


def mismatches(database: Path, edition: int) -> list[Mismatch]:
    """Return every difference between a database and the replicas' edition; empty if a crawl got it all."""
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute("SELECT * FROM articles WHERE status = 'active'").fetchall()
    by_document = {(row["portal"], row["document_id"]): row for row in rows}
    expected = {(article.portal, article.document_id): article for article in expected_articles(edition)}
    found = [_compared(article, by_document.get(key), edition) for key, article in expected.items()]
    surplus = [row for row in rows if (row["portal"], row["document_id"]) not in expected]
    twice = [row for row in rows if by_document[row["portal"], row["document_id"]] is not row]
    return [
        *(difference for differences in found for difference in differences),
        *(Mismatch(row["portal"], row["url"], "article", None, row["headline"]) for row in surplus),
        *(Mismatch(row["portal"], row["url"], "article", "stored once", "stored twice") for row in twice),
    ]


def _compared(article: Expected, row: sqlite3.Row | None, edition: int) -> Iterator[Mismatch]:
    """Yield the differences of one article."""
    if row is None:
        yield Mismatch(article.portal, article.url, "article", article.headline, None)
        return
    for name, (expected, found) in _fields(article, row, edition).items():
        if expected != found:
            yield Mismatch(article.portal, article.url, name, expected, found)


def _fields(article: Expected, row: sqlite3.Row, edition: int) -> dict[str, tuple[Any, Any]]:
    """Return expected and found value by field."""
    links = json.loads(row["links"])
    lines = [line for line in row["body"].splitlines() if line not in article.optional]
    return {
        **{name: (getattr(article, name), row[name]) for name in ("headline", *STATED)},
        "canonical_url": _any_of(article.urls, row["canonical_url"]),
        "columns": (len(article.columns), len(json.loads(row["columns"]))),
        "published_at": (article.published.isoformat(), row["published_at"]),
        "published_precision": (article.published.precision.value, row["published_precision"]),
        "keywords": (list(article.keywords), json.loads(row["keywords"])),
        "body": (list(article.body), lines),
        "views": _any_of(article.views or (None,), row["views"]),
        "images": _placed(article.images, json.loads(row["images"]), "caption"),
        "attachments": _placed(article.attachments, json.loads(row["attachments"]), "name", "type"),
        "tables": ([[list(cells) for cells in table] for table in article.tables], json.loads(row["tables"])),
        "previous": _placed(_one(article.previous), _one(links.get("previous")), "title"),
        "next": _placed(_one(article.next), _one(links.get("next")), "title"),
        "revision": (2 if article.edited and edition > 1 else 1, row["revision"]),
    }


def _any_of(allowed: tuple[Any, ...], found: object) -> tuple[Any, Any]:
    """Return both sides of a field whose twin pages state different values, each of them right."""
    return found if found in allowed else allowed[0], found


def _one(value: object) -> list[Any]:
    return [] if value is None else [value]


def _placed(
    expected: Iterable[Any], found: Iterable[dict[str, Any]], *names: str
) -> tuple[list[Any], list[Any]]:
    """Return both sides as address and named fields, comparable whichever twin or scheme was fetched."""
    return (
        [(_place(value.url), *(getattr(value, name) for name in names)) for value in expected],
        [(_place(value["url"]), *(value[name] for name in names)) for value in found],
    )


def _place(url: str) -> str:
    parts = urlsplit(url)
    host = _CANONICAL_HOST.get(parts.netloc, parts.netloc)
    return f"{host}{parts.path}?{parts.query}"
