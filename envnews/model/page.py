"""A page as it was fetched, and what it turned out to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Page:
    """One fetched document, as extraction sees it.

    Attributes:
        url: Address after redirects, with the portal's real host name.
        body: Bytes as received, after content decoding, in the site's own charset.
        headers: Response headers, names in lower case.
        fetched_at: Aware time of the fetch; relative and year-less dates are read against it. None when
            unknown (a file without a date): such dates then stay unread, with a problem.
        status: HTTP status.
    """

    url: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    fetched_at: datetime | None = None
    status: int = 200


class PageKind(StrEnum):
    """What a page turned out to be; only an article is stored as one."""

    ARTICLE = "article"
    LIST = "list"
    ERROR = "error"
    """A notice of error served with status 200."""
    CHALLENGE = "challenge"
    """An anti-bot page: recognised and reported, never bypassed."""
    EMPTY = "empty"
    LOGIN = "login"
    GALLERY = "gallery"
    """Pictures in a slide show, without a text; one with a text is an article."""
    VIDEO = "video"
    """A player without a text, likewise."""
    DOWNLOAD = "download"
    """An offer of a file; an official notice with a file is an article."""
