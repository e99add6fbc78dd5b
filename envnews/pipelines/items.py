"""What a spider yields: facts for the store as they are, and fetched pages with their extraction.

A `Change` (a list page read, a failed fetch …) passes the pipelines untouched until it is stored. An
`ArticleItem` is normalised, validated and so turned into a change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from envnews.store.crawl.frontier import NO_VALIDATORS, Validators

if TYPE_CHECKING:
    from envnews.model import Article, Extraction, ListEntry, Page, PortalInfo


@dataclass(frozen=True, slots=True)
class ArticleItem:
    """One fetched article page.

    Attributes:
        url: Canonical address, by which the page was discovered; `page.url` is the one after redirects.
        columns: Names of the columns that list the document, as far as this run saw.
        document_id: The site's own number, None where the address carries none.
        listed: The row of the list page that named the document; None for re-checks.
        validators: ETag and Last-Modified of the answer.
        article: The normalised record; set by the normalising pipeline.
    """

    page: Page
    extraction: Extraction
    portal: PortalInfo
    url: str
    columns: tuple[str, ...] = ()
    document_id: str | None = None
    listed: ListEntry | None = None
    validators: Validators = NO_VALIDATORS
    article: Article | None = None
