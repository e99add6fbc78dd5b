"""What the reading of a list tells the store: the pages of a column one by one, then that it is complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from envnews import clock
from envnews.store.changes import ColumnCompleted, DiscoveredEntry, ListChecked
from envnews.store.crawl.frontier import NO_VALIDATORS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from envnews.model import ListEntry, Page
    from envnews.spiders.discovery import ColumnWalk
    from envnews.spiders.identity import Document


def list_checked(
    portal: str,
    page: Page,
    walk: ColumnWalk,
    documents: Mapping[str, tuple[Document, ListEntry]],
    *,
    named: int = 0,
    total: int | None = None,
) -> ListChecked:
    """Return that a page of a column was read, before `walk` takes it.

    Args:
        portal: Key of the portal.
        page: The answer; with 304 nothing of the column has changed.
        walk: The reading of the column.
        documents: What the page names within the period, by id.
        named: How many documents it names in all.
        total: How many entries the list states it has.
    """
    confirmed = walk.validators if page.status == 304 else NO_VALIDATORS
    return ListChecked(
        portal=portal,
        column=walk.column.name,
        url=page.url if walk.pages else walk.column.url,
        status=page.status,
        etag=confirmed.etag,
        last_modified=confirmed.last_modified,
        entries=tuple(
            DiscoveredEntry(document.id, document.url, entry.title, entry.published)
            for document, entry in documents.values()
        ),
        fetched_at=page.fetched_at or clock.now(),
        first=walk.pages == 0,
        named=named,
        total=total,
    )


def column_completed(portal: str, walk: ColumnWalk) -> ColumnCompleted:
    """Return that a column was read far enough, and all that it named is settled."""
    validators = NO_VALIDATORS if walk.skipped else walk.validators
    return ColumnCompleted(
        *(portal, walk.column.name, clock.now(), validators.etag, validators.last_modified),
        total=walk.total,
        given=walk.given,
    )
