"""What a crawl of the replicas must find: for each article the values that its page states.

They come from the article data and the site's declared facts (addresses, precision, fields displayed),
never from the portal's rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from envnews.demo.markup import Block, Kind
from envnews.demo.sites import SITES, Site
from envnews.demo.sites.hbzhan import Hbzhan
from envnews.model import Attachment, Image, Link, Precision, Timestamp

if TYPE_CHECKING:
    from envnews.demo.content import ReplicaArticle

_TEXT = {Kind.PARAGRAPH, Kind.HEADING, Kind.SIGNATURE}


@dataclass(frozen=True, slots=True)
class Expected:
    """One article as a crawl must store it.

    Attributes:
        urls: Its addresses; the first is the canonical one, the others belong to twins and second columns.
        columns: Addresses of the first list pages of the columns that list it.
        body: Its paragraphs, in order, with ideographic spaces within them as plain ones.
        optional: Lines that stand in the body too and may be kept or dropped: bylines, captions, rows of
            tables, names of attachments, the credit of the editor.
        views: The counts of its pages, the canonical host's first; empty where none is displayed.
        edited: Whether this edition corrects the first one.
    """

    portal: str
    urls: tuple[str, ...]
    document_id: str
    columns: tuple[str, ...]
    headline: str
    published: Timestamp
    body: tuple[str, ...]
    optional: frozenset[str]
    source: str | None
    author: str | None
    editor: str | None
    keywords: tuple[str, ...]
    lead: str | None
    original_title: str | None
    views: tuple[int, ...]
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
    edited: bool

    @property
    def url(self) -> str:
        """The canonical address."""
        return self.urls[0]


def expected_articles(edition: int = 1, portal: str | None = None) -> tuple[Expected, ...]:
    """Return what a crawl of `edition` must find, of one portal or of all, newest first in each."""
    sites = [site for site in SITES if portal in {None, site.portal}]
    return tuple(
        _expected(site, article, edition) for site in sites for article in site.content(edition).pages
    )


def _expected(site: Site, article: ReplicaArticle, edition: int) -> Expected:
    def shown(name: str) -> str | None:
        return getattr(article, name) if name in site.shows else None

    url = site.article_url(article)
    of_kind = {kind: [block for block in article.blocks if block.kind is kind] for kind in Kind}
    previous, following = _neighbours(site, article, edition)
    return Expected(
        portal=site.portal,
        urls=site.addresses(article),
        document_id=article.id,
        columns=tuple(site.column_url(key) for key in article.columns),
        headline=article.headline,
        published=_published(site, article),
        body=tuple(block.text.replace("\u3000", " ") for block in article.blocks if block.kind in _TEXT),
        optional=_optional(site, article),
        source=shown("source"),
        author=shown("author"),
        editor=shown("editor"),
        keywords=article.keywords if "keywords" in site.shows else (),
        lead=shown("lead"),
        original_title=shown("original_title"),
        views=site.views(article),
        index_number=shown("index_number"),
        document_number=shown("document_number"),
        issuing_agency=shown("issuing_agency"),
        issued_on=_iso_date(shown("issued_on")),
        valid=shown("valid"),
        images=tuple(
            Image(urljoin(url, site.file_url(article, block)), block.text or None)
            for block in of_kind[Kind.PICTURE]
        ),
        attachments=tuple(
            Attachment(urljoin(url, site.file_url(article, block)), block.text, block.name.rpartition(".")[2])
            for block in of_kind[Kind.ATTACHMENT]
        ),
        tables=tuple(block.rows for block in of_kind[Kind.TABLE]),
        previous=previous,
        next=following,
        edited=article.edited,
    )


def _published(site: Site, article: ReplicaArticle) -> Timestamp:
    """Return the time of publication as exactly as the site's page states it."""
    at = article.published
    match site.precision:
        case Precision.DAY:
            at = at.replace(hour=0, minute=0, second=0)
        case Precision.MINUTE:
            at = at.replace(second=0)
    return Timestamp(at, site.precision)


def _optional(site: Site, article: ReplicaArticle) -> frozenset[str]:
    """Return the lines that an extractor may keep in the body or drop."""
    lines = {line for block in article.blocks if block.kind not in _TEXT for line in _lines(block)}
    if article.editor and "editor" in site.shows:
        credit = re.sub(r"<[^>]+>", "", site.dialect.credit).format(text=article.editor)
        lines |= {credit, credit.strip("（）")}
    return frozenset(lines)


def _lines(block: Block) -> list[str]:
    cells = [cell for row in block.rows for cell in row]
    rows = [separator.join(row) for row in block.rows for separator in (" ", "\t", " | ")]
    return [block.text, *cells, *rows]


def _neighbours(site: Site, article: ReplicaArticle, edition: int) -> tuple[Link | None, Link | None]:
    if not isinstance(site, Hbzhan):
        return None, None
    before, after = site.neighbours(article, edition)
    return _link(site, before), _link(site, after)


def _link(site: Site, article: ReplicaArticle | None) -> Link | None:
    return Link(site.article_url(article), article.headline) if article else None


def _iso_date(text: str | None) -> str | None:
    return "-".join(re.findall(r"\d+", text)) if text else None
