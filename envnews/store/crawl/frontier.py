"""What a crawl asks the store: which documents are known, which are pending, which are due again.

The spider sees this interface only, so the same spiders run on another store. Answers are those of the
last committed transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from envnews.model import ListEntry
    from envnews.store.changes import PageState


@dataclass(frozen=True, slots=True)
class Validators:
    """The validators of a page's last answer, for a conditional request."""

    etag: str | None = None
    last_modified: str | None = None


NO_VALIDATORS: Final = Validators()
"""Of a page that was never asked for, or whose answer has none."""


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What the store knows of one document's page.

    `columns` says when each column first listed it: a document that is old news in one column may be new
    in another, and must not stop the reading of that one. `listed` is the row of the list page that named
    the document first: where a page states no date itself, every fetch of it needs the list's.
    """

    article_id: str
    url: str
    state: PageState
    first_listed_at: datetime
    next_check_at: datetime | None
    validators: Validators
    columns: Mapping[str, datetime] = field(default_factory=dict)
    listed: ListEntry | None = None


class Frontier(Protocol):
    """The memory of earlier runs, read-only."""

    def known(self, portal: str, article_ids: Collection[str]) -> Mapping[str, KnownPage]:
        """Return those of the documents that are known, by id."""

    def unfinished(self, portal: str) -> Sequence[KnownPage]:
        """Return the pages that are pending or failed, oldest first, to be fetched by this run."""

    def due(self, portal: str, now: datetime) -> Sequence[KnownPage]:
        """Return the pages whose re-check is due, the most overdue first.

        They are stored ones, to be looked at for edits, and ones that are gone or quarantined, which may
        have come back.
        """

    def led_elsewhere(self, portal: str) -> Sequence[tuple[KnownPage, str]]:
        """Return the pages that lead to other sites, with the address to which each does."""

    def list_validators(self, portal: str, url: str) -> Validators | None:
        """Return the validators of a column's first list page, None where it was never read."""

    def completed_at(self, portal: str, column: str) -> datetime | None:
        """Return when the column was last read completely, None where it never was."""
