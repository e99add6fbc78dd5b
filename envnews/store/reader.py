"""Reading: the frontier of the spiders, and articles for the command line and tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlite_utils import Database

    from envnews.model import Article
    from envnews.store.frontier import KnownPage, Validators


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with what the store knows about it; times are UTC."""

    article: Article
    number: int
    revision: int
    status: str
    merged_into: str | None
    first_seen_at: datetime
    last_seen_at: datetime
    updated_at: datetime
    seq: int


class SqliteFrontier:
    """The `Frontier` of a database file, on a read-only connection of its own."""

    def __init__(self, path: Path | str) -> None:
        raise NotImplementedError

    def close(self) -> None:
        """Close the connection."""

    def known(self, portal: str, article_ids: Collection[str]) -> Mapping[str, KnownPage]:
        raise NotImplementedError

    def unfinished(self, portal: str) -> Sequence[KnownPage]:
        raise NotImplementedError

    def due(self, portal: str, now: datetime) -> Sequence[KnownPage]:
        raise NotImplementedError

    def list_validators(self, portal: str, url: str) -> Validators | None:
        raise NotImplementedError

    def completed_at(self, portal: str, column: str) -> datetime | None:
        raise NotImplementedError


def read_article(db: Database, article_id: str) -> StoredArticle | None:
    """Return the article with this id, None where there is none."""
    raise NotImplementedError


def articles(db: Database, portal: str | None = None) -> Iterator[StoredArticle]:
    """Yield the stored articles, of one portal or of all, in the order of their insertion."""
    raise NotImplementedError
