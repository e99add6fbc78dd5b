"""What a page states: the values, the witnesses for each of them, and the problems met."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from envnews.model.page import PageKind
    from envnews.model.parts import Attachment, Image, Link, Timestamp


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
