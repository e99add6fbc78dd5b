"""The record of an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from envnews.model.extraction import Origin, Problem, Witness
    from envnews.model.parts import Attachment, Image, Link, Timestamp, Topic


@dataclass(frozen=True, slots=True)
class Article:
    """The normalised record of one article, as the store takes it.

    `id` is derived from portal and document identity, so it is equal on every machine. The times of
    observation, the revision number and `seq` are the store's and stand in its rows only.
    """

    id: str
    portal: str
    columns: tuple[str, ...]
    url: str
    canonical_url: str
    document_id: str | None
    headline: str
    subtitle: str | None
    original_title: str | None
    published: Timestamp | None
    published_origin: Origin | None
    source: str | None
    author: str | None
    editor: str | None
    keywords: tuple[str, ...]
    lead: str | None
    body: str
    body_html: str
    views: int | None
    index_number: str | None
    document_number: str | None
    issuing_agency: str | None
    issued_on: str | None
    valid: str | None
    images: tuple[Image, ...]
    attachments: tuple[Attachment, ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...]
    previous: Link | None
    next: Link | None
    related: tuple[Link, ...]
    region: str | None
    rights: str
    content_hash: str
    fetched_at: datetime
    witnesses: tuple[Witness, ...]
    problems: tuple[Problem, ...]
    source_agency: str | None = None
    regions: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()

    @property
    def published_on(self) -> str | None:
        """Local date of publication, `2022-07-22`."""
        return self.published.at.date().isoformat() if self.published else None
