"""中国水网 (E20): stacked lines of time, source and author, `?page=n`, the editor's name behind the body."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from envnews.demo.markup import Block, Dialect
from envnews.demo.sites.base import Address, Site, batches, cut, newest, plain
from envnews.demo.templates import fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from envnews.demo.content import ReplicaArticle, ReplicaColumn

_COLUMNS = {"head": "/news/list?cid=head", "field": "/news/field?fid=3"}
_RELATED = 4


class H2oChina(Site):
    """Dynamic pages without validators; lists take their page number from the query."""

    portal = "h2o-china"
    hosts = ("www.h2o-china.com",)
    per_page = 3
    shows = frozenset({"source", "author", "editor"})
    validators = False
    dialect = Dialect(
        paragraph="<p>{text}</p>",
        heading="<p><strong>{text}</strong></p>",
        signature='<p style="text-align:right">{text}</p>',
        picture='<p style="text-align:center"><img src="{src}" alt="" /></p>',
        caption='\n<p style="text-align:center"><span style="color:#888">{text}</span></p>',
        attachment='<p><a href="{src}" target="_blank">{text}</a></p>',
        credit="<p>编辑：{text}</p>",
        table='<table border="1"><tbody>\n{text}\n</tbody></table>',
        row="<tr>{text}</tr>",
        cell="<td>{text}</td>",
    )

    def article_path(self, article: ReplicaArticle) -> str:
        """Return `/news/<id>.html`."""
        return f"/news/{article.id}.html"

    def column_url(self, key: str) -> str:
        """Return the first list page; one of the two columns has `page=1` in its address."""
        return self.home + _COLUMNS[key] + ("&page=1" if key == "field" else "")

    def file_url(self, article: ReplicaArticle, block: Block) -> str:
        """Return the picture's address on the site's static host."""
        return f"https://static.h2o-china.com/upload/{article.published:%Y/%m/%d}/{block.name}"

    def render(self, edition: int) -> Iterator[tuple[Address, str, datetime]]:
        """Yield the pages."""
        content = self.content(edition)
        for article in content.pages:
            yield (
                (self.hosts[0], self.article_path(article)),
                self._article(article, edition),
                article.published,
            )
        for column in content.columns:
            rows = content.listed(column.key)
            pages = batches(rows, self.per_page)
            for number, batch in enumerate(pages, start=1):
                text = self._list_page(column, batch, number, len(pages))
                target = _COLUMNS[column.key]
                yield (self.hosts[0], f"{target}&page={number}"), text, newest(rows)
                if number == 1:
                    yield (self.hosts[0], target), text, newest(rows)

    def related(self, article: ReplicaArticle, edition: int) -> Sequence[ReplicaArticle]:
        """Return 相关资讯: the newest others of the article's column."""
        rows = self.content(edition).listed(article.columns[0])
        return [other for other in rows if other.has_page and other.id != article.id][:_RELATED]

    def _list_page(
        self, column: ReplicaColumn, batch: Sequence[ReplicaArticle], number: int, count: int
    ) -> str:
        row = _box if column.key == "head" else _row
        rows = "\n".join(row(article, self.article_path(article)) for article in batch)
        address = escape(_COLUMNS[column.key])
        links = [
            f"<strong>{page}</strong>"
            if page == number
            else f'<a href="{address}&amp;page={page}">{page}</a>'
            for page in range(1, count + 1)
        ]
        return fill(
            "www.h2o-china.com/list",
            title=escape(column.name),
            column=escape(column.name),
            rows=rows if column.key == "head" else f'<ul class="news_list_ul">\n{rows}\n</ul>',
            pager="\n".join(links),
        )

    def _article(self, article: ReplicaArticle, edition: int) -> str:
        related = "\n".join(
            f'<li><a href="{self.article_path(other)}">{escape(other.headline)}</a></li>'
            for other in self.related(article, edition)
        )
        return fill(
            "www.h2o-china.com/article",
            **self.values(article),
            time=f"{article.published:%Y-%m-%d %H:%M}",
            source=f"<p>来源：{escape(article.source)}</p>" if article.source else "",
            author=f"<p>作者：{escape(article.author)}</p>" if article.author else "",
            summary=cut(plain(article), 100),
            related=related,
        )


def _box(article: ReplicaArticle, path: str) -> str:
    return (
        f'<div class="news_boxa clearfix">\n<h3><a href="{path}" target="_blank">{escape(article.headline)}</a></h3>\n'
        f"<p>{cut(plain(article), 90)}</p>\n"
        f'<div class="share"><span class="fr">{article.published:%Y-%m-%d %H:%M}</span><a href="{path}#comment">评论</a></div>\n</div>'
    )


def _row(article: ReplicaArticle, path: str) -> str:
    date = f'<span class="fr">{article.published:%Y-%m-%d}</span>'
    return f'<li>{date}<a href="{path}" target="_blank">{escape(article.headline)}</a></li>'
