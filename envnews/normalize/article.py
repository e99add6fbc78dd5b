"""From what one page states to the record of an article: identity, region, rights, hash."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from envnews.model import (
    Article,
    Attachment,
    Extraction,
    ListEntry,
    Origin,
    PortalInfo,
    Precision,
    Problem,
    Timestamp,
    Witness,
)
from envnews.normalize.classes import classes_of
from envnews.normalize.keywords import unique
from envnews.normalize.text import clean, clean_lines, squash
from envnews.normalize.urls import article_id, canonical_url

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

HEADLINE: Final = 500
"""Characters of a headline: the longest real ones have a hundred; what is longer is a page without markup."""


def build_article(
    extraction: Extraction,
    portal: PortalInfo,
    *,
    url: str,
    columns: Sequence[str],
    document_id: str | None,
    fetched_at: datetime,
    listed: ListEntry | None = None,
    found_at: str | None = None,
) -> Article:
    """Return the normalised record of one page. Nothing is judged here: what is missing stays empty.

    Args:
        extraction: What the page states.
        portal: Whose page it is; gives canonical host, scheme, region and rights.
        url: Address that the identity follows from.
        columns: Names of the columns that list it.
        document_id: The site's own number, the identity where there is one; else the canonical URL is.
        fetched_at: Aware time of the fetch.
        listed: The row of the list page. Its date is a witness; it becomes the record's where the page
            itself gives none.
        found_at: Address of the page after redirects; None where it is `url`.
    """
    canonical = canonical_url(url, hosts=portal.hosts, scheme=urlsplit(portal.home).scheme or None)
    published, published_origin, witnesses = _published(extraction, listed)
    headline, problems = _headline(extraction)
    body, lead, source = clean_lines(extraction.body), _cleaned(extraction.lead), _cleaned(extraction.source)
    keywords = extraction.keywords
    classes = classes_of(portal, headline=headline, lead=lead, body=body, source=source, keywords=keywords)
    return Article(
        id=article_id(portal.key, document_id or canonical),
        portal=portal.key,
        columns=unique(columns),
        url=found_at or url,
        canonical_url=canonical,
        document_id=document_id,
        headline=headline,
        subtitle=_cleaned(extraction.subtitle),
        original_title=_cleaned(extraction.original_title),
        published=published,
        published_origin=published_origin,
        source=source,
        source_agency=classes.source_agency,
        author=_cleaned(extraction.author),
        editor=_cleaned(extraction.editor),
        keywords=keywords,
        lead=lead,
        body=body,
        body_html=extraction.body_html,
        views=extraction.views,
        index_number=_cleaned(extraction.index_number),
        document_number=_cleaned(extraction.document_number),
        issuing_agency=_cleaned(extraction.issuing_agency),
        issued_on=extraction.issued_on,
        valid=extraction.valid,
        images=extraction.images,
        attachments=extraction.attachments,
        tables=extraction.tables,
        previous=extraction.previous,
        next=extraction.next,
        related=extraction.related,
        region=portal.region,
        regions=classes.regions,
        topics=classes.topics,
        rights=portal.rights,
        content_hash=content_hash(headline, published, extraction.source, body, extraction.attachments),
        fetched_at=fetched_at,
        witnesses=witnesses,
        problems=problems,
    )


def content_hash(
    headline: str,
    published: Timestamp | None,
    source: str | None,
    body: str,
    attachments: Sequence[Attachment],
) -> str:
    """Return the SHA-256, in hexadecimal, of what counts as the content of an article.

    Texts go in by their comparison form, attachments by name, in any order. The time goes in to the minute, and to
    the day where it is stated to the hour or day: 3小时前, read again tomorrow as 昨天, is no revision.

    >>> old = content_hash("水质月报（7月）", None, "新华社", "一、 总体情况", ())
    >>> old == content_hash("水质月报(7月)", None, "新华社", "一、总体情况", ())
    True
    """
    parts = [squash(headline), _stated(published), squash(source or ""), squash(body)]
    parts += sorted(squash(attachment.name) for attachment in attachments)
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _headline(extraction: Extraction) -> tuple[str, tuple[Problem, ...]]:
    """Return the headline, cut where it is none, and the problems of the page with this one."""
    headline = clean(extraction.headline or "")
    if len(headline) <= HEADLINE:
        return headline, extraction.problems
    message = f"headline of {len(headline)} characters: only the first {HEADLINE} are kept"
    return headline[:HEADLINE].rstrip(), (*extraction.problems, Problem("headline", "headline_cut", message))


def _stated(published: Timestamp | None) -> str:
    if published is None:
        return ""
    stated = published.at.isoformat(" ", "minutes")
    to_the_minute = published.precision in {Precision.SECOND, Precision.MINUTE}
    return stated[: len("2022-07-22 07:10" if to_the_minute else "2022-07-22")]


def _cleaned(value: str | None) -> str | None:
    return (clean(value) or None) if value else None


def _published(
    extraction: Extraction, listed: ListEntry | None
) -> tuple[Timestamp | None, Origin | None, tuple[Witness, ...]]:
    """Return time, origin and all witnesses, with the list page as one of them."""
    published, origin = extraction.published, extraction.origin("published_at")
    if listed is None or listed.published is None:
        return published, origin, extraction.witnesses
    stated = listed.published.isoformat()
    witness = Witness("published_at", Origin.LIST, stated, stated, listed.url)
    if published is None:
        return listed.published, Origin.LIST, (*extraction.witnesses, witness._replace(chosen=True))
    agrees = published.at.date() == listed.published.at.date()
    return published, origin, (*extraction.witnesses, witness._replace(agrees=agrees))
