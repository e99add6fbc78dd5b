"""The values that cross module borders: frozen, typed, free of network, clock and database.

A `Page` goes into extraction and an `Extraction` comes out; the normalising pipeline makes an `Article`
of it, which is what the store, the dumps and the command line speak about. The field names are those of
the record (docs/data-dictionary.md). Where a page does not state a value the field is None or empty:
nothing here is ever guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

CHINA_TIME = timezone(timedelta(hours=8), "+08:00")
"""The one time zone of all Chinese portals; there has been no daylight saving time since 1991."""


class Precision(StrEnum):
    """How exactly a page states a time."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"


class Origin(StrEnum):
    """Which witness a value comes from."""

    RULE = "rule"
    """The portal's or its family's declared selector."""
    LABEL = "label"
    """A page-label meta tag of 国办发〔2017〕47号, or a meta tag in its manner."""
    STRUCTURED = "structured"
    """JSON-LD or OpenGraph."""
    META_LINE = "meta_line"
    """The visible line of time, source, author and views near the headline."""
    DISCLOSURE = "disclosure"
    """The box of official documents (索引号, 文号, 成文日期 …)."""
    TEXT = "text"
    """The body itself: dateline, closing credit, 原标题."""
    GENERIC = "generic"
    """The extractor that knows no portal."""
    LIST = "list"
    """The list page that linked to the article."""


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


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A moment with the precision in which it was stated; `at` is always at +08:00."""

    at: datetime
    precision: Precision

    def isoformat(self) -> str:
        """Return ISO 8601 with offset, to the second: `2022-07-22T07:10:17+08:00`."""
        return self.at.isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another article: absolute URL and the title as displayed."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the body: absolute URL and its caption, None where none is displayed."""

    url: str
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that the article offers: absolute URL, displayed name, type as lower-case extension."""

    url: str
    name: str
    type: str
    sha256: str | None = None
    size: int | None = None


class Witness(NamedTuple):
    """One candidate value of one field; a named tuple, for an article has dozens and these are made thrice as fast.

    Attributes:
        field: Name of the record's field.
        origin: Where the value comes from.
        value: The value after normalisation, in its display form.
        raw: The text it was read from.
        detail: Selector, meta name or label that gave it; empty where there is none.
        chosen: Whether this is the value of the record.
        agrees: Whether it says the same as the chosen one.
    """

    field: str
    origin: Origin
    value: str
    raw: str
    detail: str = ""
    chosen: bool = False
    agrees: bool = True


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a page states that could not be read, or should state and does not.

    Attributes:
        field: Field of the record, or "page".
        code: Stable identifier in snake_case (`unreadable_date`, `no_body` …).
        message: What was seen and what to do about it, for people.
    """

    field: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one page states, with the witnesses for it and the problems met; see the record."""

    url: str
    charset: str
    kind: PageKind
    headline: str | None = None
    subtitle: str | None = None
    original_title: str | None = None
    published: Timestamp | None = None
    source: str | None = None
    author: str | None = None
    editor: str | None = None
    keywords: tuple[str, ...] = ()
    lead: str | None = None
    body: str = ""
    body_html: str = ""
    views: int | None = None
    index_number: str | None = None
    document_number: str | None = None
    issuing_agency: str | None = None
    issued_on: str | None = None
    valid: str | None = None
    images: tuple[Image, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    tables: tuple[tuple[tuple[str, ...], ...], ...] = ()
    previous: Link | None = None
    next: Link | None = None
    related: tuple[Link, ...] = ()
    column: str | None = None
    witnesses: tuple[Witness, ...] = ()
    problems: tuple[Problem, ...] = ()

    def origin(self, name: str) -> Origin | None:
        """Return the origin of the chosen value of field `name`, None where the field is empty."""
        return next((w.origin for w in self.witnesses if w.field == name and w.chosen), None)


@dataclass(frozen=True, slots=True)
class Column:
    """A column (栏目) of a portal: its name there and the address of its first list page."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One row of a list page: absolute URL, full title, the date as stated there."""

    url: str
    title: str
    published: Timestamp | None = None


@dataclass(frozen=True, slots=True)
class ListRequest:
    """What to ask for a page of a list.

    Attributes:
        body: Urlencoded form, for POST.
        guess: Whether nothing says that there is such a page: 404 then ends the list.
        otherwise: Addresses to ask, one after the other, where a page is missing or repeats what was read:
            sites number their second page 1 or 2.
    """

    url: str
    method: str = "GET"
    body: str = ""
    guess: bool = False
    otherwise: tuple[str, ...] = ()

    def instead(self) -> ListRequest | None:
        """Return what to ask where this was guessed wrongly, None where nothing is left to try."""
        if not self.otherwise:
            return None
        return ListRequest(self.otherwise[0], guess=self.guess, otherwise=self.otherwise[1:])


@dataclass(frozen=True, slots=True)
class ListPage:
    """One list page read: its rows in order, the next page, the total number where it is stated."""

    entries: tuple[ListEntry, ...]
    next: ListRequest | None = None
    total: int | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class PortalInfo:
    """What the pipelines and the store need to know of a portal; the spider class declares it.

    Attributes:
        key: `name` of the spider, for example `zj-sthjt`.
        title: Chinese name.
        kind: `ministry`, `department` or `media`.
        region: ISO 3166-2:CN code, None for portals of no region.
        region_code: GB/T 2260 code of six digits, None likewise.
        home: Home page.
        hosts: All host names of the portal; the first is the canonical one to which twins are mapped.
        rights: `official_document` or `media`: what the downstream site may print.
        family: Name of the CMS family.
    """

    key: str
    title: str
    kind: str
    region: str | None
    region_code: str | None
    home: str
    hosts: tuple[str, ...]
    rights: str
    family: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic that an article has: its code and the words that decided, those of the headline first."""

    code: str
    words: tuple[str, ...]


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
