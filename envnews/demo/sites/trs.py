"""TRS WCM: static pages under `<column>/YYYYMM/tYYYYMMDD_<id>`, lists with `createPageHTML`, relative links."""

from __future__ import annotations

import posixpath
from abc import abstractmethod
from html import escape
from typing import TYPE_CHECKING, ClassVar

from envnews.demo.markup import Block, Dialect, Kind
from envnews.demo.sites.base import Address, Site, batches, cut, newest
from envnews.demo.templates import fill
from envnews.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from envnews.demo.content import ReplicaArticle, ReplicaColumn

_TABLE = '<table border="1" cellspacing="0" cellpadding="0" align="center" width="90%"><tbody>\n{text}\n</tbody></table>'
_EDITOR = Dialect(
    paragraph="<p>　　{text}</p>",
    heading="<p>　　<strong>{text}</strong></p>",
    signature='<p align="right">{text}　　</p>',
    picture='<p align="center"><img src="{src}" OLDSRC="{src}" style="border-width: 0px" alt="" /></p>',
    caption='\n<p align="center">{text}</p>',
    attachment='<p>　　<a href="{src}" OLDSRC="{src}" target="_blank">{text}</a></p>',
    credit='<p align="right">（责任编辑：{text}）</p>',
    table=_TABLE,
    row="<tr>{text}</tr>",
    cell='<td style="text-align:center">{text}</td>',
)


class TrsSite(Site):
    """What the TRS sites have in common."""

    extension: ClassVar[str]
    dialect: ClassVar[Dialect] = _EDITOR

    def article_path(self, article: ReplicaArticle) -> str:
        """Return `/<column>/YYYYMM/tYYYYMMDD_<id>.<extension>`."""
        day = article.published
        return f"/{article.columns[0]}/{day:%Y%m}/t{day:%Y%m%d}_{article.id}.{self.extension}"

    def column_url(self, key: str) -> str:
        """Return the column's directory."""
        return f"{self.home}/{key}/"

    def file_url(self, article: ReplicaArticle, block: Block) -> str:
        """Return the file beside the page, as the editor writes it: `./W0….jpg`."""
        return f"./{block.name}"

    def render(self, edition: int) -> Iterator[tuple[Address, str, datetime]]:
        """Yield the pages; every host serves all of them."""
        for host in self.hosts:
            for article in self.content(edition).pages:
                yield (host, self.article_path(article)), self.article_page(article), article.published
            for column in self.content(edition).columns:
                yield from self._list_pages(host, column, edition)

    def _list_pages(
        self, host: str, column: ReplicaColumn, edition: int
    ) -> Iterator[tuple[Address, str, datetime]]:
        """Yield a column's pages: index, index_1, index_2 …; the first also at its directory."""
        rows = self.content(edition).listed(column.key)
        pages = batches(rows, self.per_page)
        for number, batch in enumerate(pages):
            text = self.list_page(column, batch, number, len(pages))
            name = f"index_{number}" if number else "index"
            yield (host, f"/{column.key}/{name}.{self.extension}"), text, newest(rows)
            if number == 0:
                yield (host, f"/{column.key}/"), text, newest(rows)

    def list_page(
        self, column: ReplicaColumn, batch: Sequence[ReplicaArticle], number: int, count: int
    ) -> str:
        """Return one list page; `number` counts from 0."""
        rows = "\n".join(self.row(article, column.key) for article in batch)
        return fill(
            f"{self.hosts[0]}/list",
            title=escape(column.name),
            column=escape(column.name),
            up="../" * (column.key.count("/") + 1),
            rows=rows or '<li class="empty">暂无信息</li>',
            number=number,
            count=count,
        )

    def href(self, article: ReplicaArticle, column: str) -> str:
        """Return the row's link, relative to the column's directory."""
        if article.href:
            return article.href
        relative = posixpath.relpath(self.article_path(article), f"/{column}")
        return relative if relative.startswith("..") else f"./{relative}"

    @abstractmethod
    def row(self, article: ReplicaArticle, column: str) -> str:
        """Return a row of a list."""

    @abstractmethod
    def article_page(self, article: ReplicaArticle) -> str:
        """Return an article's page."""

    def common(self, article: ReplicaArticle) -> dict[str, str]:
        """Return the values that all article templates need."""
        return self.values(article) | {
            "up": "../" * (article.columns[0].count("/") + 2),
            "url": self.article_url(article),
            "day": f"{article.published:%Y-%m-%d}",
            "pubdate": f"{article.published:%Y-%m-%d %H:%M}",
            "source": escape(article.source or ""),
            "keywords": escape(";".join(article.keywords)),
        }


class Mee(TrsSite):
    """生态环境部: page labels with seconds, the visible line date-only and repeated for mobile."""

    portal = "mee"
    hosts = ("www.mee.gov.cn",)
    extension = "shtml"
    precision = Precision.SECOND

    def row(self, article: ReplicaArticle, column: str) -> str:
        """Return a row; each column's template has its own place for the date."""
        day = article.published
        href, title = escape(self.href(article, column)), escape(article.headline)
        link = f'<a class="cjcx_biaobnan" href="{href}" target="_blank" title="{title}">{cut(article.headline, 34)}</a>'
        match column:
            case "ywdt/dfnews":
                date = (
                    f'<div class="cjcx_rq"><strong>{day:%d}</strong><div><span>{day:%Y-%m}</span></div></div>'
                )
                return f"<li>{date}<dl><dt>{link.replace('biaobnan', 'biaob')}</dt></dl></li>"
            case "ywdt/szyw":
                return f'<li>{link}<span class="cjcx_shijian">{day:%Y-%m-%d}</span></li>'
            case _:
                return f'<li><span class="date">{day:%Y-%m-%d}</span>{link}</li>'

    def article_page(self, article: ReplicaArticle) -> str:
        """Return the page; without a source the second span is absent."""
        values = self.common(article)
        shown = f"来源：{values['source']}" if article.source else ""
        return fill(
            "www.mee.gov.cn/article",
            **values,
            second=f"{article.published:%Y-%m-%d %H:%M:%S}",
            operator=escape(article.editor or "信息中心"),
            source_mobile=f"<span>{shown}</span>" if shown else "",
            source_desktop=f'<span class="xqLyPc">{shown}</span>' if shown else "",
        )


class Shandong(TrsSite):
    """山东省生态环境厅: nested tables of the 2000s, GBK under the name gb2312, a twin host, no page labels."""

    portal = "sd-sthjt"
    hosts = ("sthj.shandong.gov.cn", "www.sdein.gov.cn")
    scheme = "http"
    encoding = "gbk"
    content_type = "text/html"
    extension = "html"
    precision = Precision.DAY
    shows = frozenset({"source", "author", "editor"})
    dialect = Dialect(
        paragraph='<P style="TEXT-INDENT: 2em; LINE-HEIGHT: 2"><FONT face=宋体 size=3>{text}</FONT></P>',
        heading='<P style="TEXT-INDENT: 2em; LINE-HEIGHT: 2"><FONT face=黑体 size=3><STRONG>{text}</STRONG></FONT></P>',
        signature='<P style="LINE-HEIGHT: 2" align=right><FONT face=宋体 size=3>{text}&nbsp;&nbsp;</FONT></P>',
        picture='<P align=center><IMG style="BORDER-BOTTOM: 0px" border=0 src="{src}" OLDSRC="{src}"></P>',
        caption="\n<P align=center><FONT face=楷体_GB2312 size=2>{text}</FONT></P>",
        attachment='<P style="TEXT-INDENT: 2em"><A href="{src}" OLDSRC="{src}" target=_blank>{text}</A></P>',
        credit="<P align=right><FONT face=宋体 size=2>（责任编辑：{text}）</FONT></P>",
        table="<TABLE border=1 cellSpacing=0 cellPadding=0 width=560 align=center><TBODY>\n{text}\n</TBODY></TABLE>",
        row="<TR>{text}</TR>",
        cell="<TD><P align=center>{text}</P></TD>",
    )

    def row(self, article: ReplicaArticle, column: str) -> str:
        """Return a table row; the second column's template links to the older host name."""
        href = self.href(article, column)
        if column != article.columns[0] and not article.href:
            href = f"http://{self.hosts[1]}{self.article_path(article)}"
        return (
            '<tr>\n<td width="16" height="28" align="center"><img src="../../images/dot_03.gif" width="4" height="4" /></td>\n'
            f'<td align="left"><a href="{escape(href)}" target="_blank" title="{escape(article.headline)}">'
            f"{cut(article.headline, 30)}</a></td>\n"
            f'<td width="90" align="right" class="date14">[{article.published:%Y-%m-%d}]</td>\n</tr>'
        )

    def article_page(self, article: ReplicaArticle) -> str:
        """Return the page; the number of clicks is written by a script."""
        day = article.published
        return fill(
            "sthj.shandong.gov.cn/article",
            **self.common(article),
            written=f"{day.year}年{day.month:02}月{day.day:02}日",
            shown=f"来源：{escape(article.source)}" if article.source else "来源：",
        )


class Hubei(TrsSite):
    """湖北省生态环境厅: `ul.info-list`, page labels, and the disclosure box of official documents."""

    portal = "hb-sthjt"
    hosts = ("sthjt.hubei.gov.cn",)
    extension = "shtml"
    content_type = "text/html"
    shows = frozenset(
        [
            "source",
            "author",
            "editor",
            "keywords",
            "index_number",
            "document_number",
            "issuing_agency",
            "issued_on",
            "valid",
        ]
    )

    def row(self, article: ReplicaArticle, column: str) -> str:
        """Return a row; policy columns print the date behind its label."""
        href, title = escape(self.href(article, column)), escape(article.headline)
        link = f'<a href="{href}" target="_blank" title="{title}">{cut(article.headline, 32)}</a>'
        if column == "fbjd/zc/zcjd":
            return (
                f'<li>{link}<div class="info"><span>发布日期：{article.published:%Y-%m-%d}</span></div></li>'
            )
        return f"<li>{link}<span>{article.published:%Y-%m-%d}</span></li>"

    def article_page(self, article: ReplicaArticle) -> str:
        """Return the page, with the box where the article is an official document."""
        attachments = [block for block in article.blocks if block.kind is Kind.ATTACHMENT]
        blocks = [block for block in article.blocks if block.kind is not Kind.ATTACHMENT]
        values = self.common(article) | {"body": self.body(article, blocks)}
        return fill(
            "sthjt.hubei.gov.cn/article",
            **values,
            disclosure=self._disclosure(article) if article.index_number else "",
            attachments=self._attachments(article, attachments) if attachments else "",
        )

    def _disclosure(self, article: ReplicaArticle) -> str:
        day = article.published
        cells = (
            ("索 引 号", article.index_number),
            ("主题分类", "城乡建设、环境保护"),
            ("发文机关", article.issuing_agency),
            ("成文日期", article.issued_on),
            ("文　　号", article.document_number),
            ("发布日期", f"{day.year}年{day.month:02}月{day.day:02}日"),
            ("有 效 性", article.valid),
            ("信息来源", article.source),
        )
        rows = [cells[start : start + 2] for start in range(0, len(cells), 2)]
        table = "\n".join(
            "<tr>"
            + "".join(f"<th>{label}：</th><td>{escape(value or '')}</td>" for label, value in row)
            + "</tr>"
            for row in rows
        )
        return f'<div class="ftable"><table cellspacing="0" cellpadding="0"><tbody>\n{table}\n</tbody></table></div>'

    def _attachments(self, article: ReplicaArticle, blocks: Sequence[Block]) -> str:
        items = "\n".join(
            f'<li><a href="{self.file_url(article, block)}" target="_blank" download>{escape(block.text)}</a></li>'
            for block in blocks
        )
        return f'<div class="appendix"><h4>附件</h4>\n<ul class="appendix-list">\n{items}\n</ul></div>'
