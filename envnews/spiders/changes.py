"""What the reading of a list tells the store: the pages of a column, what leads elsewhere, then that it is complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from envnews import clock
from envnews.logs import printable
from envnews.store.changes import (
    LEADS_ELSEWHERE,
    ColumnCompleted,
    DiscoveredEntry,
    ListChecked,
    Quarantined,
)
from envnews.store.crawl.frontier import NO_VALIDATORS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from envnews.model import ListEntry, ListPage, Page
    from envnews.spiders.discovery import ColumnWalk
    from envnews.spiders.identity import Document


def list_checked(
    portal: str,
    page: Page,
    walk: ColumnWalk,
    documents: Mapping[str, tuple[Document, ListEntry]],
    *,
    named: int = 0,
    listing: ListPage | None = None,
) -> ListChecked:
    """Return that a page of a column was read, before `walk` takes it.

    Args:
        portal: Key of the portal.
        page: The answer; with 304 nothing of the column has changed.
        walk: The reading of the column.
        documents: What the page names within the period, by id.
        named: How many documents it names in all.
        listing: What was read of it, with the total that it states and the rows that lead to other sites.
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
        total=listing.total if listing else None,
        elsewhere=led_elsewhere(listing) if listing else 0,
    )


def led_elsewhere(listing: ListPage) -> int:
    """Return how many rows of a list page lead to other sites."""
    return sum(problem.code == "foreign_link" for problem in listing.problems)


def column_completed(portal: str, walk: ColumnWalk) -> ColumnCompleted:
    """Return that a column was read far enough, and all that it named is settled."""
    validators = NO_VALIDATORS if walk.skipped else walk.validators
    return ColumnCompleted(
        *(portal, walk.column.name, clock.now(), validators.etag, validators.last_modified),
        total=walk.total,
        given=walk.given,
    )


def leads_elsewhere(portal: str, document: Document, target: str) -> Quarantined:
    """Return that the page of a document leads to an address of another site, where it is not followed."""
    target = printable(target)  # it may have a password
    message = (
        f"{portal}: {document.url}: page: it leads to {target}, on another site, and is not followed;"
        " if the portal has moved there, add the host to `hosts`"
    )
    return Quarantined(
        *(portal, document.id, document.url, "page", LEADS_ELSEWHERE, printable(message)),
        headers=(("Location", target),),
        body=b"",
        fetched_at=clock.now(),
    )
