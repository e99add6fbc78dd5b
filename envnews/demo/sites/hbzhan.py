"""环保在线: a desktop and a mobile host that print the same article, each in its own way."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from envnews.demo.markup import Block, Dialect
from envnews.demo.sites.base import Address, Site, batches, cut, newest, plain
from envnews.demo.templates import fill
from envnews.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from envnews.demo.content import ReplicaArticle, ReplicaColumn

DESKTOP, MOBILE = "www.hbzhan.com", "m.hbzhan.com"
_RELATED = 5


class Hbzhan(Site):
    """Desktop and mobile pages of one article number; keywords are adjacent links, glued in the text."""

    portal = "hbzhan"
    hosts = (DESKTOP, MOBILE)
    precision = Precision.SECOND
    shows = frozenset({"source", "author", "editor", "keywords", "lead", "original_title"})
    validators = False
    dialect = Dialect(
        paragraph="<p>　　{text}</p>\n<p>&nbsp;</p>",
        heading="<p>　　<strong>{text}</strong></p>\n<p>&nbsp;</p>",
        signature='<p style="text-align: right;">{text}</p>',
        picture='<p style="text-align: center;"><img src="{src}" alt="" /></p>',
        caption='\n<p style="text-align: center;">{text}</p>',
        attachment='<p>　　<a href="{src}" target="_blank">{text}</a></p>',
        credit='<p style="text-align: right;">（责任编辑：{text}）</p>',
        table='<table border="1" cellspacing="0" cellpadding="0"><tbody>\n{text}\n</tbody></table>',
        row="<tr>{text}</tr>",
        cell='<td style="text-align: center;">{text}</td>',
    )

    def article_path(self, article: ReplicaArticle) -> str:
        """Return `/news/detail/<id>.html`, the same on both hosts."""
        return f"/news/detail/{article.id}.html"

    def column_url(self, key: str) -> str:
        """Return `/news/<key>/list.html`."""
        return f"{self.home}/news/{key}/list.html"

    def file_url(self, article: ReplicaArticle, block: Block) -> str:
        """Return the picture's address on the site's own picture host."""
        return f"https://img65.hbzhan.com/5/{article.published:%Y%m%d}/{block.name}"

    def render(self, edition: int) -> Iterator[tuple[Address, str, datetime]]:
        """Yield the pages of both hosts."""
        content = self.content(edition)
        for article in content.pages:
            path, day = self.article_path(article), article.published
            yield (DESKTOP, path), self._desktop(article, edition), day
            yield (MOBILE, path), self._mobile(article, edition), day
        for column in content.columns:
            yield from self._list_pages(column, content.listed(column.key))

    def views(self, article: ReplicaArticle) -> tuple[int, ...]:
        """Return the counts of the desktop and of the mobile page."""
        return article.views or 0, mobile_views(article)

    def neighbours(
        self, article: ReplicaArticle, edition: int
    ) -> tuple[ReplicaArticle | None, ReplicaArticle | None]:
        """Return 上一篇 and 下一篇: the articles with the next lower and higher number."""
        by_number = sorted(self.content(edition).pages, key=lambda other: int(other.id))
        place = by_number.index(article)
        return (
            by_number[place - 1] if place else None,
            by_number[place + 1] if place + 1 < len(by_number) else None,
        )

    def related(self, article: ReplicaArticle, edition: int) -> Sequence[ReplicaArticle]:
        """Return 相关新闻: the newest of those that share a keyword, then the newest of the column."""
        others = [other for other in self.content(edition).pages if other.id != article.id]
        shared = [other for other in others if set(other.keywords) & set(article.keywords)]
        rest = [other for other in others if other not in shared and other.columns[0] == article.columns[0]]
        return (shared + rest)[:_RELATED]

    def _list_pages(
        self, column: ReplicaColumn, rows: Sequence[ReplicaArticle]
    ) -> Iterator[tuple[Address, str, datetime]]:
        pages = batches(rows, self.per_page)
        for number, batch in enumerate(pages, start=1):
            name = "list" if number == 1 else f"list_p{number}"
            for host, row in ((DESKTOP, self._desktop_row), (MOBILE, self._mobile_row)):
                text = fill(
                    f"{host}/list",
                    title=escape(column.name),
                    column=escape(column.name),
                    key=column.key,
                    rows="\n".join(row(article, column.key) for article in batch),
                    pager=_pager(column.key, number, len(pages)),
                )
                yield (host, f"/news/{column.key}/{name}.html"), text, newest(rows)

    def _desktop_row(self, article: ReplicaArticle, column: str) -> str:
        """Return a row; in a second column it leads to the mobile host, as some editors paste it."""
        host = DESKTOP if column == article.columns[0] else MOBILE
        href, title = f"https://{host}{self.article_path(article)}", escape(article.headline)
        summary = article.lead or plain(article)
        return (
            f'<div class="leftBox">\n<h3><a href="{href}" target="_blank" title="{title}">{cut(article.headline, 30)}</a></h3>\n'
            f"<p>{cut(summary, 80)}</p>\n"
            f'<div class="bottom"><span class="time">{article.published:%Y-%m-%d}</span>'
            f"<span>来源：{escape(article.source or '')}</span></div>\n</div>"
        )

    def _mobile_row(self, article: ReplicaArticle, column: str) -> str:
        return (
            f'<li><a href="{self.article_path(article)}"><h4>{escape(article.headline)}</h4>'
            f'<p><span class="time">{article.published:%Y-%m-%d}</span></p></a></li>'
        )

    def _values(self, article: ReplicaArticle, edition: int) -> dict[str, str]:
        body = self.body(article)
        before, after = self.neighbours(article, edition)
        if article.original_title:
            body += f"\n<p>　　 原标题：{escape(article.original_title)}</p>"
        return self.values(article) | {
            "key": article.columns[0],
            "url": self.article_url(article),
            "summary": cut(article.lead or plain(article), 110),
            "words": escape(",".join(article.keywords)),
            "keywords": "".join(_keyword(word) for word in article.keywords),
            "lead": f'<div class="guide"><b>导读：</b>{escape(article.lead)}</div>' if article.lead else "",
            "body": body,
            "previous": self._neighbour(before),
            "next": self._neighbour(after),
            "related": "\n".join(self._related_row(other) for other in self.related(article, edition)),
        }

    def _desktop(self, article: ReplicaArticle, edition: int) -> str:
        """Return the desktop page: one line of time, source, author, keywords and views without separators."""
        author = f"作者：{escape(article.author)} " if article.author else ""
        return fill(
            f"{DESKTOP}/article",
            **self._values(article, edition),
            time=f"{article.published:%Y-%m-%d %H:%M:%S}",
            source=f"来源：{escape(article.source)} " if article.source else "",
            author=author,
            views=article.views or 0,
        )

    def _mobile(self, article: ReplicaArticle, edition: int) -> str:
        """Return the mobile page: time with slashes and without leading zeros, its own count of views."""
        at = article.published
        return fill(
            f"{MOBILE}/article",
            **self._values(article, edition),
            time=f"{at.year}/{at.month}/{at.day} {at.hour}:{at:%M:%S}",
            source=f"<p>来源：{escape(article.source)}</p>" if article.source else "",
            author=f"<p>作者：{escape(article.author)}</p>" if article.author else "",
            views=mobile_views(article),
        )

    def _neighbour(self, article: ReplicaArticle | None) -> str:
        if article is None:
            return "没有了"
        return f'<a href="{self.article_path(article)}">{escape(article.headline)}</a>'

    def _related_row(self, article: ReplicaArticle) -> str:
        path, title = self.article_path(article), escape(article.headline)
        return f'<li><a href="{path}" title="{title}">{title}</a></li>'


def mobile_views(article: ReplicaArticle) -> int:
    """Return the mobile page's own count: as given, else a little more than the desktop's."""
    views = article.views or 0
    return article.mobile_views or views + views // 160 + 1


def _keyword(word: str) -> str:
    return f'<a href="/news/tag/{escape(word)}/list.html" target="_blank">{escape(word)}</a>'


def _pager(key: str, number: int, count: int) -> str:
    links = [
        f'<span class="current">{page}</span>'
        if page == number
        else f'<a href="/news/{key}/{"list" if page == 1 else f"list_p{page}"}.html">{page}</a>'
        for page in range(1, count + 1)
    ]
    if number < count:
        links.append(f'<a class="next" href="/news/{key}/list_p{number + 1}.html">下一页</a>')
    return "\n".join(links)
