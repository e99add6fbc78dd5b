"""What a crawl tells the store: one frozen value per fact, written in batches by the one writer.

Spiders and pipelines know no database; they hand these values to whatever writes. A batch is one
transaction, so an article, its page state and its marks are stored together or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from envnews.model import Article, Problem, Timestamp


LEADS_ELSEWHERE: Final = "leads_elsewhere"
"""`Quarantined.reason` of a page that redirects to another site; its only header is the `Location`, its body empty."""


class PageState(StrEnum):
    """Where the page of one document stands."""

    PENDING = "pending"
    """Listed, not fetched yet; a later run fetches it, however deep it has sunk."""
    STORED = "stored"
    FAILED = "failed"
    """The last fetch failed; it is tried again."""
    GONE = "gone"
    """404 or 410."""
    QUARANTINED = "quarantined"
    """Fetched, but it gave no valid article, or leads to another site; the page and the reason stand in `quarantine`."""


class Stored(StrEnum):
    """What became of one fetched article."""

    NEW = "new"
    REVISED = "revised"
    UNCHANGED = "unchanged"
    ALIAS = "alias"
    """Another address of a document that is stored already."""


@dataclass(frozen=True, slots=True)
class DiscoveredEntry:
    """One document named by a list page. `article_id` follows from its address alone."""

    article_id: str
    url: str
    title: str
    published: Timestamp | None = None


@dataclass(frozen=True, slots=True)
class ListChecked:
    """A list page was read: what it names becomes pending where it is not known yet.

    `entries` is empty with status 304. `first` marks the first page of the column. `etag` and
    `last_modified` are given with 304 only: those of a new list count from `ColumnCompleted` on. `named`
    counts the page's documents, those outside the period asked for included, `elsewhere` its rows that lead
    to other sites; `total` is the number of the column's entries where the list states it.
    """

    portal: str
    column: str
    url: str
    status: int
    etag: str | None
    last_modified: str | None
    entries: tuple[DiscoveredEntry, ...]
    fetched_at: datetime
    first: bool
    named: int = 0
    total: int | None = None
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class ColumnCompleted:
    """A column was read to its stop mark or to its end, and every page it named was settled.

    From now on the validators (ETag, Last-Modified) of its first page make the next run's request
    conditional. Used earlier they would hide the pages that an interrupted run did not reach. `given` is the
    number of entries that the list gave, to be held against the `total` that it states; None where it was not
    read to its end, or states none.
    """

    portal: str
    column: str
    completed_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    total: int | None = None
    given: int | None = None


@dataclass(frozen=True, slots=True)
class ArticleFetched:
    """A page gave a valid article."""

    article: Article
    status: int
    etag: str | None
    last_modified: str | None
    body_sha256: str

    @property
    def portal(self) -> str:
        """Key of the portal, which every change has."""
        return self.article.portal


@dataclass(frozen=True, slots=True)
class NotModified:
    """A re-check was answered with 304: nothing changed."""

    portal: str
    article_id: str
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class FetchFailed:
    """A page could not be fetched. `status` is None where there was no HTTP answer."""

    portal: str
    article_id: str
    url: str
    status: int | None
    error: str
    failed_at: datetime


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A page was fetched and gave no valid article; nothing of it is lost.

    `field` and `reason` (a code) say what is missing, `message` what to do about it.
    """

    portal: str
    article_id: str
    url: str
    field: str
    reason: str
    message: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    problems: tuple[Problem, ...] = ()


Change = ListChecked | ColumnCompleted | ArticleFetched | NotModified | FetchFailed | Quarantined
