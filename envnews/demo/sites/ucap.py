"""UCAP (开普云): static lists numbered from `_2` in Sichuan, channels that answer in JSON in Heilongjiang."""

from __future__ import annotations

import json
from hashlib import md5
from html import escape
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qs, urlsplit

from envnews.demo.markup import Block, Dialect, Kind
from envnews.demo.resource import Resource
from envnews.demo.sites.base import Address, Site, batches, cut, newest, plain
from envnews.demo.templates import fill
from envnews.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from envnews.demo.content import ReplicaArticle, ReplicaColumn

_SEARCH = "/common/search/"
_SICHUAN_EDITOR = Dialect(
    paragraph='<p style="text-align: justify; text-indent: 2em; line-height: 2;">{text}</p>',
    heading='<p style="text-indent: 2em; line-height: 2;"><strong>{text}</strong></p>',
    signature='<p style="text-align: right; line-height: 2;">{text}</p>',
    picture='<p style="text-align: center;"><img src="{src}" alt="" style="max-width: 800px;" /></p>',
    caption='\n<p style="text-align: center; font-size: 14px;">{text}</p>',
    attachment='<p style="text-indent: 2em;"><a href="{src}" target="_blank" title="{text}">{text}</a></p>',
    credit='<p style="text-align: right;">责任编辑：{text}</p>',
    table='<table border="1" cellspacing="0" cellpadding="0" style="width: 90%; margin: 0 auto;"><tbody>\n{text}\n</tbody></table>',
    row="<tr>{text}</tr>",
    cell='<td><p style="text-align: center;">{text}</p></td>',
)
_HEILONGJIANG_EDITOR = Dialect(
    paragraph='<p style="text-indent:2em;"><font style="font-family:仿宋;font-size:18px;">{text}</font></p>',
    heading='<p style="text-indent:2em;"><font style="font-family:黑体;font-size:18px;">{text}</font></p>',
    signature='<p style="text-align:right;"><font style="font-family:仿宋;font-size:18px;">{text}</font></p>',
    picture='<p style="text-align:center;"><img src="{src}" border="0" /></p>',
    caption='\n<p style="text-align:center;"><font style="font-family:楷体;font-size:16px;">{text}</font></p>',
    attachment='<p style="text-indent:2em;"><img src="/sthj/ueditor/dialogs/attachment/fileTypeImages/icon_doc.gif" style="vertical-align:middle;margin-right:2px;" /><a href="{src}" download>{text}</a></p>',
    credit='<p style="text-align:right;"><font style="font-size:16px;">责任编辑：{text}</font></p>',
    table='<table border="1" cellspacing="0" style="border-collapse:collapse;margin:auto;width:600px"><tbody>\n{text}\n</tbody></table>',
    row="<tr>{text}</tr>",
    cell='<td align="center">{text}</td>',
)


class UcapSite(Site):
    """What the two UCAP sites have in common; column keys are `c<number>/<name>` or `c<number>`.

    Attributes:
        root: First part of all addresses, the site's name on the platform.
    """

    root: ClassVar[str]

    def column_url(self, key: str) -> str:
        """Return the column's page, or its directory where the page has no name."""
        return f"{self.home}{self.column_path(key)}"

    def column_path(self, key: str) -> str:
        """Return the address of a column from the root of the host."""
        return f"/{self.root}/{key}.shtml" if "/" in key else f"/{self.root}/{key}/"

    def directory(self, article: ReplicaArticle) -> str:
        """Return the directory of the column in which the article was published."""
        return f"/{self.root}/{article.columns[0].partition('/')[0]}"

    def file_url(self, article: ReplicaArticle, block: Block) -> str:
        """Return the file beside the page."""
        return f"{self.article_path(article).rpartition('/')[0]}/{block.name}"

    def common(self, article: ReplicaArticle) -> dict[str, str]:
        """Return the values that both article templates need."""
        key = article.columns[0]
        return self.values(article) | {
            "column_path": self.column_path(key),
            "channel": channel(key),
            "path": self.article_path(article),
            "minute": f"{article.published:%Y-%m-%d %H:%M}",
            "source": escape(article.source or ""),
            "author": escape(article.author or ""),
            "keywords": escape(",".join(article.keywords)),
            "summary": cut(plain(article), 110),
        }


class Sichuan(UcapSite):
    """四川省生态环境厅: rows without dates, a meta line of bracketed fields with seconds."""

    portal = "sc-sthjt"
    hosts = ("sthjt.sc.gov.cn",)
    root = "sthjt"
    per_page = 3
    precision = Precision.SECOND
    dialect = _SICHUAN_EDITOR

    def article_path(self, article: ReplicaArticle) -> str:
        """Return `/sthjt/c<number>/YYYY/M/D/<32 hex>.shtml`, month and day without leading zero."""
        day = article.published
        return f"{self.directory(article)}/{day.year}/{day.month}/{day.day}/{article.id}.shtml"

    def render(self, edition: int) -> Iterator[tuple[Address, str, datetime]]:
        """Yield the pages: NAME, NAME_2, NAME_3 … for a column."""
        host = self.hosts[0]
        for article in self.content(edition).pages:
            yield (host, self.article_path(article)), self._article_page(article), article.published
        for column in self.content(edition).columns:
            rows = self.content(edition).listed(column.key)
            pages = batches(rows, self.per_page)
            for number, batch in enumerate(pages, start=1):
                suffix = f"_{number}" if number > 1 else ""
                text = fill(
                    f"{host}/list",
                    title=escape(column.name),
                    column=escape(column.name),
                    column_path=self.column_path(column.key),
                    rows="\n".join(map(self._row, batch)),
                    file=column.key.partition("/")[2],
                    number=number,
                    count=len(pages),
                    total=len(rows),
                )
                yield (host, f"/{self.root}/{column.key}{suffix}.shtml"), text, newest(rows)

    def _row(self, article: ReplicaArticle) -> str:
        href, title = article.href or self.article_path(article), escape(article.headline)
        return (
            '<li class="hang"><div class="lie1"></div><div class="lie2">'
            f'<a href="{href}" title="{title}" target="_blank">{cut(article.headline, 34)}</a></div></li>'
        )

    def _article_page(self, article: ReplicaArticle) -> str:
        return fill(
            f"{self.hosts[0]}/article",
            **self.common(article),
            second=f"{article.published:%Y-%m-%d %H:%M:%S}",
        )


class Heilongjiang(UcapSite):
    """黑龙江省生态环境厅: column pages name a channel, and the channel answers in JSON."""

    portal = "hl-sthjt"
    hosts = ("sthj.hlj.gov.cn",)
    scheme = "http"
    root = "sthj"
    shows = frozenset({"source", "author", "editor", "keywords"})
    dialect = _HEILONGJIANG_EDITOR

    def article_path(self, article: ReplicaArticle) -> str:
        """Return `/sthj/c<number>/YYYYMM/c00_<id>.shtml`."""
        return f"{self.directory(article)}/{article.published:%Y%m}/c00_{article.id}.shtml"

    def render(self, edition: int) -> Iterator[tuple[Address, str, datetime]]:
        """Yield the pages; those of columns hold no row."""
        host = self.hosts[0]
        for article in self.content(edition).pages:
            text = fill(f"{host}/article", **self.common(article))
            yield (host, self.article_path(article)), text, article.published
        for column in self.content(edition).columns:
            text = fill(
                f"{host}/list",
                title=escape(column.name),
                column=escape(column.name),
                column_path=self.column_path(column.key),
                channel=channel(column.key),
            )
            # The page is older than its list, which changes without it.
            yield (host, self.column_path(column.key)), text, newest(())

    def dynamic(self, target: str, form: str, edition: int) -> Resource | None:  # noqa: ARG002, RUF100
        """Answer `/common/search/<channel>?…&page=n`, with fewer rows than `_pageSize` asks for."""
        parts = urlsplit(target)
        columns = {_SEARCH + channel(column.key): column for column in self.content(edition).columns}
        column = columns.get(parts.path)
        return self._answer(column, parts.query, edition) if column else None

    def _answer(self, column: ReplicaColumn, query: str, edition: int) -> Resource:
        rows = self.content(edition).listed(column.key)
        number = int(parse_qs(query).get("page", ["1"])[0])
        batch = rows[(number - 1) * self.per_page : number * self.per_page]
        data = {
            "total": len(rows),
            "page": number,
            "rows": self.per_page,
            "channelId": channel(column.key),
            "results": [self._result(article, column) for article in batch],
        }
        text = json.dumps({"success": True, "code": 200, "message": "", "data": data}, ensure_ascii=False)
        return Resource(text.encode(), "application/json;charset=UTF-8")

    def _result(self, article: ReplicaArticle, column: ReplicaColumn) -> dict[str, object]:
        return {
            "id": article.id,
            "title": escape(article.headline, quote=False),
            "subTitle": "",
            "channelName": column.name,
            "source": article.source or "",
            "memo": plain(article)[:80],
            "url": article.href or self.article_path(article),
            "publishedTime": int(article.published.timestamp() * 1000),
            "publishedTimeStr": f"{article.published:%Y-%m-%d %H:%M:%S}",
            "hasImage": any(block.kind is Kind.PICTURE for block in article.blocks),
        }


def channel(key: str) -> str:
    """Return the 32 hexadecimal digits by which the platform knows a column."""
    return md5(key.encode(), usedforsecurity=False).hexdigest()
