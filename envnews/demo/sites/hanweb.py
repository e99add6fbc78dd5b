"""Hanweb JCMS: list rows in a data island inside a script, further rows from `dataproxy.jsp`."""

from __future__ import annotations

from abc import abstractmethod
from html import escape
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qs, quote, urlsplit

from envnews.demo.markup import Block, Dialect, Kind
from envnews.demo.resource import Resource
from envnews.demo.sites.base import Address, Site, cut, newest
from envnews.demo.templates import fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from envnews.demo.content import ReplicaArticle, ReplicaColumn

_PROXY = "/module/web/jpage/dataproxy.jsp"
_DIALECT = Dialect(
    paragraph='<p style="text-indent:2em;"><span style="font-size:16px;font-family:宋体;">{text}</span></p>',
    heading='<p style="text-indent:2em;"><strong><span style="font-size:16px;">{text}</span></strong></p>',
    signature='<p style="text-align:right;"><span style="font-size:16px;">{text}</span></p>',
    picture='<p style="text-align:center;"><img src="{src}" title="" border="0" style="max-width:100%;" /></p>',
    caption='\n<p style="text-align:center;"><span style="font-size:14px;">{text}</span></p>',
    attachment='<p><img src="/script/fileicon/pdf.png" style="width:16px" /><a href="{src}">{text}</a></p>',
    credit='<p style="text-align:right;">责任编辑：{text}</p>',
    table='<table border="1" cellspacing="0" style="border-collapse:collapse;width:100%;"><tbody>\n{text}\n</tbody></table>',
    row="<tr>{text}</tr>",
    cell='<td><p style="text-align:center;">{text}</p></td>',
)


class HanwebSite(Site):
    """What the two Hanweb sites have in common.

    Attributes:
        website: The site's number in the vendor's installation.
        unit: Number of the list's unit on its page, by column.
        per_page: Rows of a screen page; the island holds two of them.
        broken_lines: Whether the island has line breaks around its CDATA sections.
    """

    website: ClassVar[int]
    broken_lines: ClassVar[bool] = True
    dialect: ClassVar[Dialect] = _DIALECT

    def article_path(self, article: ReplicaArticle) -> str:
        """Return `/art/YYYY/M/D/art_<column>_<id>.html`, month and day without leading zero."""
        return self.path_in(article, article.columns[0])

    def addresses(self, article: ReplicaArticle) -> tuple[str, ...]:
        """Return its addresses in all of its columns."""
        return tuple(self.home + self.path_in(article, column) for column in article.columns)

    def path_in(self, article: ReplicaArticle, column: str) -> str:
        """Return the article's address in one of its columns."""
        day = article.published
        return f"/art/{day.year}/{day.month}/{day.day}/art_{column}_{article.id}.html"

    def column_url(self, key: str) -> str:
        """Return `/col/col<number>/index.html`."""
        return f"{self.home}/col/col{key}/index.html"

    def file_url(self, article: ReplicaArticle, block: Block) -> str:
        """Return the picture's address, or the download script's for an attachment."""
        if block.kind is Kind.ATTACHMENT:
            return (
                f"/module/download/downfile.jsp?classid=0&showname={quote(block.text)}&filename={block.name}"
            )
        return f"/picture/0/{block.name}"

    def render(self, edition: int) -> Iterator[tuple[Address, str, datetime]]:
        """Yield the pages: an article of two columns stands under both of its addresses."""
        content = self.content(edition)
        for article in content.pages:
            for column in article.columns:
                address = (self.hosts[0], self.path_in(article, column))
                yield address, self.article_page(article, column), article.published
        for entry in content.columns:
            rows = content.listed(entry.key)
            yield (
                (self.hosts[0], f"/col/col{entry.key}/index.html"),
                self._list_page(entry, rows),
                newest(rows),
            )

    def dynamic(self, target: str, form: str, edition: int) -> Resource | None:
        """Answer `dataproxy.jsp`: rows `startrecord` to `endrecord`, or group `page`; GET or POST."""
        parts = urlsplit(target)
        if parts.path != _PROXY:
            return None
        query = {name: values[-1] for name, values in (parse_qs(parts.query) | parse_qs(form)).items()}
        rows = self.content(edition).listed(query.get("columnid", ""))
        group = self.per_page * 2
        first = int(query.get("startrecord") or int(query.get("page") or 0) * group + 1)
        last = int(query.get("endrecord") or first + group - 1)
        records = self._records(rows[first - 1 : last], query.get("columnid", ""))
        text = (
            f'<?xml version="1.0" encoding="utf-8"?>\n<datastore>\n<totalrecord>{len(rows)}</totalrecord>\n'
            f"<totalpage>{-(-len(rows) // self.per_page)}</totalpage>\n{records}\n</datastore>"
        )
        return Resource(text.encode(), "text/xml; charset=utf-8")

    def _list_page(self, column: ReplicaColumn, rows: Sequence[ReplicaArticle]) -> str:
        island = rows[: self.per_page * 2]
        unit = str(4_000_000 + int(column.key) % 1_000_000)
        query = (
            f"page=1&appid=1&appid=1&webid={self.website}&path=/&columnid={column.key}"
            f"&unitid={unit}&webname={quote(self.site_name)}&permissiontype=0"
        )
        more = (
            f'<nextgroup><![CDATA[<a href="{_PROXY}?{query}"></a>]]></nextgroup>'
            if len(rows) > len(island)
            else ""
        )
        return fill(
            f"{self.hosts[0]}/list",
            title=escape(column.name),
            column=escape(column.name),
            column_id=column.key,
            unit=unit,
            website=self.website,
            webname=quote(self.site_name),
            per_page=self.per_page,
            total=len(rows),
            island=f"<datastore>\n{more}\n{self._records(island, column.key)}</datastore>",
        )

    def _records(self, rows: Sequence[ReplicaArticle], column: str) -> str:
        line = "\n" if self.broken_lines else ""
        records = line.join(f"<record><![CDATA[{line}{self.record(row, column)}]]></record>" for row in rows)
        return f"<recordset>{line}{records}{line}</recordset>"

    @property
    @abstractmethod
    def site_name(self) -> str:
        """The site's name in the vendor's installation."""

    @abstractmethod
    def record(self, article: ReplicaArticle, column: str) -> str:
        """Return the HTML fragment of one row."""

    @abstractmethod
    def article_page(self, article: ReplicaArticle, column: str) -> str:
        """Return an article's page under one of its columns."""

    def common(self, article: ReplicaArticle, column: str) -> dict[str, str]:
        """Return the values that both article templates need."""
        return self.values(article) | {
            "column": escape(self.column_name(column)),
            "column_id": column,
            "url": self.path_in(article, column),
            "time": f"{article.published:%Y-%m-%d %H:%M}",
            "source": escape(article.source or ""),
            "author": escape(article.author or ""),
            "keywords": escape(" ".join(article.keywords)),
        }


class Zhejiang(HanwebSite):
    """浙江省生态环境厅: rows as table fragments, meta names in mixed case, the body inside `table#article`."""

    portal = "zj-sthjt"
    hosts = ("sthjt.zj.gov.cn",)
    website = 1756
    site_name = "浙江省生态环境厅"
    shows = frozenset({"source", "author", "editor", "keywords"})

    def record(self, article: ReplicaArticle, column: str) -> str:
        """Return a table of one row; a second column links to the article in its first."""
        href = article.href or self.article_path(article)
        return (
            "<table width='100%' border='0' cellspacing='0' cellpadding='0'><tr>"
            f"<td align='left' height='30'><a href='{escape(href)}' title='{escape(article.headline)}' "
            f"class='bt_link' target='_blank'>{cut(article.headline, 36)}</a></td>"
            f"<td width='90' align='right' class='bt_time'>[{article.published:%Y-%m-%d}]</td></tr></table>"
        )

    def article_page(self, article: ReplicaArticle, column: str) -> str:
        """Return the page."""
        return fill("sthjt.zj.gov.cn/article", **self.common(article, column))


class Jiangsu(HanwebSite):
    """江苏省生态环境厅: rows as list items, and a PubDate printed by a 12-hour pattern."""

    portal = "js-sthjt"
    hosts = ("sthjt.jiangsu.gov.cn",)
    website = 14
    site_name = "江苏省生态环境厅"
    per_page = 2
    broken_lines = False
    shows = frozenset({"source", "author", "editor", "keywords"})

    def record(self, article: ReplicaArticle, column: str) -> str:
        """Return a list item; the article stands under each column's own address."""
        href = article.href or self.path_in(article, column)
        return (
            f'<li class="cf"><a href="{escape(href)}" target="_blank" title="{escape(article.headline)}">'
            f"{cut(article.headline, 32)}</a><span>{article.published:%Y-%m-%d}</span></li>"
        )

    def article_page(self, article: ReplicaArticle, column: str) -> str:
        """Return the page; `hh` in the template's date pattern makes the label twelve hours wrong after noon."""
        twelve_hours = f"{article.published:%Y-%m-%d %I:%M}"
        return fill("sthjt.jiangsu.gov.cn/article", **self.common(article, column), pubdate=twelve_hours)
