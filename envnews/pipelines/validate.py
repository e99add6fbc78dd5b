"""The second pipeline: a record that is none goes to quarantine, with its page and the reason.

Nothing is dropped: an article that holds becomes `ArticleFetched`, any other page becomes `Quarantined`,
which keeps its bytes until the rule that failed is mended.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from envnews.model import PageKind
from envnews.normalize.dates import AHEAD
from envnews.normalize.text import excerpt, squash
from envnews.pipelines.as_listed import is_another_page
from envnews.pipelines.items import ArticleItem
from envnews.store.changes import ArticleFetched, Quarantined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from envnews.model import Article, Extraction, ListEntry

logger = logging.getLogger(__name__)

REPLACED_SHARE: Final = 0.05
"""Share of U+FFFD in headline and body above which a text is damaged. A wrong charset spoils far more of a
Chinese text; emoji that the site itself has lost, written as rows of U+FFFD, spoil a percent or two."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a page gives no article: the field, a stable code, and what to do about it."""

    field: str
    reason: str
    message: str


class ValidatePipeline:
    """Turns article items into changes for the store; other items pass."""

    def process_item(self, item: object) -> object:
        """Return what the store is to keep of an article item."""
        return validated(item) if isinstance(item, ArticleItem) else item


def validated(item: ArticleItem) -> ArticleFetched | Quarantined:
    """Return the item's article as a change, or its page for the quarantine, which is logged too."""
    article = item.article
    if article is None:
        raise ValueError(f"{item.portal.key}: {item.page.url}: validation comes after normalisation")
    fault = next(faults(item.extraction, article, item.portal.title, item.listed), None)
    if fault is None:
        return ArticleFetched(
            article=article,
            status=item.page.status,
            etag=item.validators.etag,
            last_modified=item.validators.last_modified,
            body_sha256=hashlib.sha256(item.page.body).hexdigest(),
        )
    said = fault.message.removeprefix(f"{item.page.url}: ")
    message = f"{article.portal}: {article.url}: {fault.field}: {said}"
    logger.warning("Quarantined %s", message)
    return Quarantined(
        portal=article.portal,
        article_id=article.id,
        url=article.url,
        field=fault.field,
        reason=fault.reason,
        message=message,
        headers=tuple(item.page.headers.items()),
        body=item.page.body,
        fetched_at=article.fetched_at,
        problems=article.problems,
    )


def faults(
    extraction: Extraction, article: Article, portal_title: str, listed: ListEntry | None = None
) -> Iterator[Fault]:
    """Yield why a page of a portal gives no valid article, the most telling reason first."""
    if extraction.kind is not PageKind.ARTICLE:
        yield Fault("page", f"{extraction.kind}_page", _KINDS[extraction.kind])
    if not article.headline:
        yield Fault("headline", "no_headline", "none was found; mend the portal's rule for the headline")
    elif squash(article.headline) == squash(portal_title):
        yield Fault(
            "headline", "site_name", "it is the name of the portal; mend the portal's rule for the headline"
        )
    if not (article.body or article.attachments or article.images or article.tables):
        yield Fault(
            "body",
            "no_body",
            "neither text nor table, picture or file was found; mend the portal's rule for the body",
        )
    if listed is not None and is_another_page(article, listed):
        yield Fault(
            "page",
            "not_as_listed",
            f"the list calls it {excerpt(listed.title, 60)}, of which the page says nothing, nor of its day;"
            " if the site shows a notice, the page is looked at again by itself, else mend the portal's rules",
        )
    yield from _text_faults(article, extraction.charset)
    yield from _date_faults(article)


def _text_faults(article: Article, charset: str) -> Iterator[Fault]:
    text = article.headline + article.body
    replaced = text.count("\ufffd")
    if replaced > REPLACED_SHARE * len(text):
        yield Fault(
            "body",
            "damaged_text",
            f"{replaced} of {len(text)} characters are lost (U+FFFD), read as {charset};"
            " if a browser shows them, the charset was mistaken: a bug in envnews",
        )


def _date_faults(article: Article) -> Iterator[Fault]:
    if article.published is None:
        unreadable = next(
            (p for p in article.problems if p.field == "published_at" and p.code in UNREADABLE), None
        )
        if unreadable:
            yield Fault(
                "published_at",
                unreadable.code,
                f"{unreadable.message}; mend the portal's rule for the date, or check this machine's clock",
            )
    elif article.published.at > article.fetched_at + AHEAD:
        yield Fault(
            "published_at",
            "future_date",
            f"{article.published.isoformat()} lies ahead of the fetch at {article.fetched_at.isoformat()};"
            " mend the portal's rule for the date, or check this machine's clock",
        )


UNREADABLE: Final = frozenset({"unreadable_date", "unreadable_published_at", "unreadable_label"})
"""Codes of problems that say: a date is stated, and could not be read. A page that states none is stored."""

_KINDS: Final = {
    PageKind.LIST: "the page is a list; narrow the portal's article_url to addresses of articles",
    PageKind.ERROR: "the page is a notice of error served with status 200; if it is an article, mend the portal's rules",
    PageKind.CHALLENGE: "the page is an anti-bot challenge; crawl the portal more slowly, or ask its operator",
    PageKind.EMPTY: "the page has no text; see whether its content is loaded by a script",
    PageKind.LOGIN: "the page asks for a login; envnews reads what is public, so leave its column out",
    PageKind.GALLERY: "the page is a slide show without a text; narrow the portal's article_url if there are many",
    PageKind.VIDEO: "the page is a video without a text; narrow the portal's article_url if there are many",
    PageKind.DOWNLOAD: "the page offers a file and has no text; narrow the portal's article_url if there are many",
}
