"""What the three forms of feeds have in common: items, pages, and the identity of both."""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from envnews.dumps.records.scope import EXCERPT
from envnews.normalize.text import excerpt

if TYPE_CHECKING:
    from collections.abc import Sequence

_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 (section 2.2) allows in no document, escaped or not."""


@dataclass(frozen=True, slots=True)
class Item:
    """An article in a feed.

    Attributes:
        published_at: As the page states it, at +08:00; where it states none, the time of the first fetch.
        updated_at: UTC time of the last change of the record.
        author: Byline, source or portal, the first that is known.
        summary: Beginning of the text.
        html: The whole text as sanitised HTML; empty where it may not be published.
    """

    id: str
    title: str
    url: str
    published_at: datetime
    updated_at: str
    author: str
    keywords: tuple[str, ...]
    summary: str
    html: str
    rights: str
    seq: int
    content_hash: str

    @classmethod
    def of_row(cls, row: Sequence[object], portal: str) -> Item:
        """Return the item of a row as `envnews.dumps.feeds.listing` selects it."""
        (article, headline, url, published, updated, seen, source, author, _, keywords, body, html, scope, rights, seq,
         content_hash) = row  # fmt: skip
        return cls(
            id=str(article),
            title=str(headline),
            url=str(url),
            published_at=datetime.fromisoformat(str(published or seen)),
            updated_at=str(updated),
            author=str(author or source or portal),
            keywords=tuple(json.loads(str(keywords))),
            summary=excerpt(str(body), EXCERPT),
            html=str(html) if scope == "full" else "",
            rights=str(rights),
            seq=int(str(seq)),
            content_hash=str(content_hash),
        )

    @property
    def urn(self) -> str:
        """The article's name as a URI, which Atom asks for."""
        return urn(self.id)


@dataclass(frozen=True, slots=True)
class Removed:
    """An article that was withdrawn or merged."""

    id: str
    portal: str
    updated_at: str

    @property
    def urn(self) -> str:
        """The article's name as a URI."""
        return urn(self.id)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a feed, counted from 1; `updated` is UTC."""

    number: int
    count: int
    updated: str
    items: Sequence[Item]
    removed: Sequence[Removed]


def file_name(feed: str, page: int, form: str) -> str:
    """Return the name of the file of a page of a feed."""
    return f"{feed}.{form}" if page == 1 else f"{feed}-{page}.{form}"


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed: its name, Chinese title, the page it belongs to (may be empty) and the address of the feeds."""

    name: str
    title: str
    home: str
    dataset: str
    base: str

    def address(self, page: int, form: str) -> str:
        """Return the address of a page, relative where that of the feeds is not known."""
        return self.base + file_name(self.name, page, form)

    @property
    def urn(self) -> str:
        """The feed's name as a URI."""
        return urn(f"{self.dataset}/{self.name}")


def urn(name: str) -> str:
    """Return a URI for a name: a UUID of version 5 (RFC 9562), so that it is the same everywhere."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"envnews:{name}").urn


def xml(text: str) -> str:
    """Return a text escaped for XML, in content or in a quoted attribute.

    >>> xml('<水> & "气"' + chr(1))
    '&lt;水&gt; &amp; &quot;气&quot;'
    """
    text = _FORBIDDEN.sub("", text)
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(character, entity)
    return text
