"""The articles of the replica portals: data from `articles/<portal>.toml`, as frozen values.

The texts are written for this demo and report nothing that happened; the agencies and the forms of writing
are real. `edition` says which day is looked at: on the second day there are new articles, and some of the
first day are corrected.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from envnews.demo.markup import Block, parse
from envnews.model import CHINA_TIME

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class ReplicaColumn:
    """A column of a replica: `key` is what the site's addresses call it, `name` what its pages do."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class ReplicaArticle:
    """One article as its editors entered it; each site displays only some of it.

    Attributes:
        id: The site's own document number.
        columns: Keys of the columns that list it; it is published in the first.
        href: Address of a row that leads elsewhere; such a row has no page here.
        gone: The row is still listed while its page answers 404.
        pinned: Stays on top of its first column, whatever its date.
        text_of: `portal/id` of the article whose text this one reprints, None for a text of its own.
        edited: Whether this edition differs from the first one.
    """

    portal: str
    id: str
    columns: tuple[str, ...]
    headline: str
    published: datetime
    blocks: tuple[Block, ...] = ()
    source: str | None = None
    author: str | None = None
    editor: str | None = None
    keywords: tuple[str, ...] = ()
    lead: str | None = None
    original_title: str | None = None
    views: int | None = None
    mobile_views: int | None = None
    index_number: str | None = None
    document_number: str | None = None
    issuing_agency: str | None = None
    issued_on: str | None = None
    valid: str | None = None
    href: str | None = None
    gone: bool = False
    pinned: bool = False
    text_of: str | None = None
    edited: bool = False

    @property
    def has_page(self) -> bool:
        """Whether the address in the list leads to an article."""
        return self.href is None and not self.gone


@dataclass(frozen=True, slots=True)
class Content:
    """All that one replica publishes in one edition; articles newest first."""

    columns: tuple[ReplicaColumn, ...]
    articles: tuple[ReplicaArticle, ...]

    def listed(self, column: str) -> tuple[ReplicaArticle, ...]:
        """Return the rows of a column in its order: pinned first, then newest first."""
        rows = [article for article in self.articles if column in article.columns]
        return tuple(sorted(rows, key=lambda article: not (article.pinned and article.columns[0] == column)))

    @property
    def pages(self) -> tuple[ReplicaArticle, ...]:
        """The articles that have a page here."""
        return tuple(article for article in self.articles if article.has_page)


@cache
def load(portal: str, edition: int = 1) -> Content:
    """Return what `portal` publishes in `edition` (1 or 2).

    Raises:
        FileNotFoundError: No replica of that name.
        ValueError: A correction names a sentence that the article does not contain.
    """
    data = _data(portal)
    entries = [entry for entry in data["article"] if entry.get("edition", 1) <= edition]
    articles = [_article(portal, entry, edition) for entry in entries]
    articles.sort(key=lambda article: article.published, reverse=True)
    return Content(tuple(ReplicaColumn(**column) for column in data["column"]), tuple(articles))


@cache
def _data(portal: str) -> dict[str, Any]:
    text = (files(__package__) / "articles" / f"{portal}.toml").read_text("utf-8")
    return tomllib.loads(text)


STATED = (
    "source",
    "author",
    "editor",
    "lead",
    "original_title",
    "index_number",
    "document_number",
    "issuing_agency",
    "issued_on",
    "valid",
)
"""Fields that pages display as the articles' files have them."""

_PLAIN_FIELDS = (*STATED, "href", "gone", "pinned", "text_of")


def _article(portal: str, entry: Mapping[str, Any], edition: int) -> ReplicaArticle:
    second_day = entry.get("second_day", {}) if edition > 1 else {}
    return ReplicaArticle(
        portal=portal,
        id=entry["id"],
        columns=tuple(entry["columns"]),
        headline=second_day.get("headline", entry["headline"]),
        published=entry["published"].replace(tzinfo=CHINA_TIME),
        blocks=parse(_corrected(_text(entry), second_day.get("corrections", ()), entry["id"])),
        keywords=tuple(entry.get("keywords", ())),
        views=_views(entry.get("views"), edition),
        mobile_views=_views(entry.get("mobile_views"), edition),
        edited=bool(second_day),
        **{name: entry[name] for name in _PLAIN_FIELDS if name in entry},
    )


def _text(entry: Mapping[str, Any]) -> str:
    """Return the article's markup; a reprint takes another's, with what it puts before and behind."""
    reprinted = _text_of(entry["text_of"]) if "text_of" in entry else ""
    return "\n".join(part for part in (entry.get("opening"), reprinted, entry.get("body")) if part)


def _text_of(reference: str) -> str:
    portal, _, number = reference.partition("/")
    original = next(entry for entry in _data(portal)["article"] if entry["id"] == number)
    return str(original["body"])


def _corrected(text: str, corrections: list[list[str]], number: str) -> str:
    for before, after in corrections:
        if before not in text:
            raise ValueError(f"article {number}: the correction of {before!r} has nothing to correct")
        text = text.replace(before, after)
    return text


def _views(views: int | None, edition: int) -> int | None:
    """Return the view count of the day: a ninth more on the second, as old news is still read a little."""
    return views if views is None or edition == 1 else views + views // 9 + 1
