"""A page as it was fetched, and what it turned out to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_WITHOUT_PAGE = frozenset({201, 202, 204, 205, 206, 207, 208, 226})
"""Statuses of success whose content, if there is any, is not the page: anti-bot systems ask with 202 for another try."""


def holds_page(status: int) -> bool:
    """Return whether an answer with this HTTP status holds the page that was asked for.

    That is 200 and 203 (RFC 9110, section 6.4.1), and statuses of success that nobody knows (section 15).

    >>> [status for status in (200, 202, 203, 206, 299, 304, 404) if holds_page(status)]
    [200, 203, 299]
    """
    return 200 <= status < 300 and status not in _WITHOUT_PAGE


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
