"""What all replica sites share: rendered pages by address, assets, the site's own 404 page, expectations."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from html import escape
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from envnews.demo.assets import asset
from envnews.demo.content import Content, ReplicaArticle, load
from envnews.demo.markup import Block, Dialect, Kind, render
from envnews.demo.resource import Resource
from envnews.demo.templates import fill
from envnews.model import CHINA_TIME, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SECOND_DAY = datetime(2022, 7, 26, 9, 30, tzinfo=CHINA_TIME)
"""When the pages of the second edition were published."""

Address = tuple[str, str]
"""Host, and path with query."""


class Site(ABC):
    """One replica: how the content of a portal is laid out under the addresses of its host.

    Attributes:
        portal: Portal key.
        hosts: Host names it answers for, the canonical one first.
        scheme: Scheme of the canonical addresses.
        encoding: Charset of its pages.
        content_type: Header of its pages.
        per_page: Rows of a list page.
        precision: How exactly its article pages state the time.
        shows: Which of the optional fields its article pages display.
        validators: Whether it sends ETag and Last-Modified.
        dialect: How its editor writes blocks.
    """

    portal: ClassVar[str]
    hosts: ClassVar[tuple[str, ...]]
    scheme: ClassVar[str] = "https"
    encoding: ClassVar[str] = "utf-8"
    content_type: ClassVar[str] = "text/html; charset=utf-8"
    per_page: ClassVar[int] = 4
    precision: ClassVar[Precision] = Precision.MINUTE
    shows: ClassVar[frozenset[str]] = frozenset({"source", "author"})
    validators: ClassVar[bool] = True
    dialect: ClassVar[Dialect]

    @property
    def home(self) -> str:
        """The origin of the canonical host, without a final slash."""
        return f"{self.scheme}://{self.hosts[0]}"

    def answer(self, host: str, target: str, form: str, edition: int) -> Resource:
        """Return the answer to a request; `target` is path and query, `form` the body of a POST."""
        pages = self.pages(edition)
        path = urlsplit(target).path
        if found := pages.get((host, target)) or self.dynamic(target, form, edition) or asset(path):
            return found
        return replace(self._page(fill(f"{self.hosts[0]}/missing")), status=404, modified=None)

    @cache  # noqa: B019 - the sites live as long as the process
    def pages(self, edition: int) -> Mapping[Address, Resource]:
        """Return every page of an edition, rendered; what the first edition had alike keeps its date."""
        pages = {address: self._page(text, modified) for address, text, modified in self.render(edition)}
        pages |= {(host, "/robots.txt"): self._robots() for host in self.hosts}
        if edition == 1:
            return pages
        before = self.pages(1)
        return {
            address: page if _same(page, before.get(address)) else _redated(page)
            for address, page in pages.items()
        }

    @abstractmethod
    def render(self, edition: int) -> Iterator[tuple[Address, str, datetime]]:
        """Yield address, HTML and time of publication of every page."""

    def dynamic(self, target: str, form: str, edition: int) -> Resource | None:  # noqa: ARG002, RUF100
        """Return the answer of the site's scripts, None where there is none at that address."""
        return None

    @abstractmethod
    def column_url(self, key: str) -> str:
        """Return the absolute address of a column's first list page."""

    @abstractmethod
    def article_path(self, article: ReplicaArticle) -> str:
        """Return the address of an article, from the root of the host."""

    @abstractmethod
    def file_url(self, article: ReplicaArticle, block: Block) -> str:
        """Return the address of a picture or attachment as the page writes it."""

    def article_url(self, article: ReplicaArticle) -> str:
        """Return the absolute canonical address of an article."""
        return self.home + self.article_path(article)

    def addresses(self, article: ReplicaArticle) -> tuple[str, ...]:
        """Return all absolute addresses of an article, the canonical one first."""
        path = self.article_path(article)
        return tuple(f"{self.scheme}://{host}{path}" for host in self.hosts)

    def views(self, article: ReplicaArticle) -> tuple[int, ...]:
        """Return the view counts that the article's pages display."""
        return ()

    def body(self, article: ReplicaArticle, blocks: Sequence[Block] | None = None) -> str:
        """Return the article's blocks in the site's HTML, with the credit of its editor behind them."""
        chosen = article.blocks if blocks is None else blocks
        html = render(chosen, self.dialect, lambda block: self.file_url(article, block))
        if article.editor and "editor" in self.shows:
            html += "\n" + self.dialect.credit.format(text=escape(article.editor))
        return html

    def values(self, article: ReplicaArticle) -> dict[str, str]:
        """Return the fields that the templates of all sites have; each site adds its own."""
        return {
            "title": escape(article.headline),
            "headline": escape(article.headline),
            "column": escape(self.column_name(article.columns[0])),
            "id": article.id,
            "body": self.body(article),
        }

    def content(self, edition: int) -> Content:
        """Return what the site publishes."""
        return load(self.portal, edition)

    def column_name(self, key: str) -> str:
        """Return the displayed name of a column."""
        return next(column.name for column in self.content(2).columns if column.key == key)

    def _page(self, text: str, modified: datetime | None = None) -> Resource:
        body = text.encode(self.encoding, "xmlcharrefreplace")
        return Resource(body, self.content_type, modified=modified if self.validators else None)

    def _robots(self) -> Resource:
        rules = "User-agent: *\nDisallow: /admin/\nDisallow: /was5/\n"
        return Resource(rules.encode(), "text/plain", modified=SECOND_DAY - timedelta(days=400))


def batches(rows: Sequence[ReplicaArticle], size: int) -> list[Sequence[ReplicaArticle]]:
    """Cut the rows of a column into list pages; an empty column has one, empty page."""
    return [rows[start : start + size] for start in range(0, len(rows), size)] or [()]


def newest(rows: Sequence[ReplicaArticle]) -> datetime:
    """Return when a list page was last published: with its newest row."""
    return max((row.published for row in rows), default=SECOND_DAY - timedelta(days=90))


def cut(headline: str, length: int) -> str:
    """Cut a headline as list templates do, with an ellipsis, and escape it."""
    return escape(headline if len(headline) <= length else headline[: length - 1] + "…")


def plain(article: ReplicaArticle) -> str:
    """Return the article's paragraphs as one line, as templates put it into `description`."""
    texts = (block.text for block in article.blocks if block.kind in {Kind.PARAGRAPH, Kind.HEADING})
    return escape(re.sub(r"\s+", " ", " ".join(texts)))


def _same(page: Resource, before: Resource | None) -> bool:
    return before is not None and page.body == before.body


def _redated(page: Resource) -> Resource:
    return page if page.modified is None else replace(page, modified=SECOND_DAY)
