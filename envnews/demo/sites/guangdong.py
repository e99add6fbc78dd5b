"""Guangdong's platform: static news columns, and the disclosure directory gkmlpt with its own addresses."""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from envnews.demo.markup import Block, Dialect, Kind
from envnews.demo.resource import Resource
from envnews.demo.sites.base import Address, Site, batches, cut, newest, plain
from envnews.demo.templates import fill
from envnews.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from envnews.demo.content import ReplicaArticle, ReplicaColumn

_DISCLOSURE = re.compile(r"/gkmlpt/api/all/(\d+)")
_DISCLOSED = {"3126": "ggtz3126", "3189": "jsxmsp3189"}
"""Columns of the directory by their number; it lists the articles of these news columns."""


class Guangdong(Site):
    """广东省生态环境厅: `post_<id>`, a headline in a paragraph, time and source in a row of spans."""

    portal = "gd-sthjt"
    hosts = ("gdee.gd.gov.cn",)
    per_page = 4
    precision = Precision.SECOND
    shows = frozenset({"source", "author", "keywords"})
    dialect = Dialect(
        paragraph='<p style="text-indent: 2em; text-align: justify;">{text}</p>',
        heading='<p style="text-indent: 2em;"><strong>{text}</strong></p>',
        signature='<p style="text-align: right;">{text}</p>',
        picture='<p style="text-align: center;"><img src="{src}" alt="" style="max-width:100%" /></p>',
        caption='\n<p style="text-align: center; color: #666;">{text}</p>',
        attachment='<p style="text-indent: 2em;"><a class="nfw-cms-attachment" href="{src}" alt="{text}">{text}</a></p>',
        credit='<p style="text-align: right;">编辑：{text}</p>',
        table='<table style="width: 100%; border-collapse: collapse;" border="1"><tbody>\n{text}\n</tbody></table>',
        row="<tr>{text}</tr>",
        cell='<td style="text-align: center;">{text}</td>',
    )

    def article_path(self, article: ReplicaArticle) -> str:
        """Return `/<column>/content/post_<id>.html`."""
        return f"/{article.columns[0]}/content/post_{article.id}.html"

    def addresses(self, article: ReplicaArticle) -> tuple[str, ...]:
        """Return its address, and that in the directory where it is listed there."""
        address = self.article_url(article)
        return (address, self.home + directory_path(article)) if _is_disclosed(article) else (address,)

    def column_url(self, key: str) -> str:
        """Return `/<key>/index.html`."""
        return f"{self.home}/{key}/index.html"

    def file_url(self, article: ReplicaArticle, block: Block) -> str:
        """Return the file's absolute address, as the editor writes it."""
        folder = "attachment" if block.kind is Kind.ATTACHMENT else "img"
        return f"https://gdee.gd.gov.cn/{folder}/0/{article.id[:3]}/{block.name}"

    def render(self, edition: int) -> Iterator[tuple[Address, str, datetime]]:
        """Yield the pages: index, index_2 … of the columns, the articles, the directory's page."""
        host, content = self.hosts[0], self.content(edition)
        for article in content.pages:
            text = self._article_page(article)
            yield (host, self.article_path(article)), text, article.published
            if _is_disclosed(article):
                yield (host, directory_path(article)), text, article.published
        for column in content.columns:
            rows = content.listed(column.key)
            pages = batches(rows, self.per_page)
            for number, batch in enumerate(pages, start=1):
                text = self._list_page(column, batch, number, len(pages))
                yield (host, f"/{column.key}/{_file(number)}"), text, newest(rows)
        yield (host, "/gkmlpt/index"), fill(f"{host}/directory", title="政府信息公开"), newest(())

    def dynamic(self, target: str, form: str, edition: int) -> Resource | None:  # noqa: ARG002, RUF100
        """Answer `/gkmlpt/api/all/<column>?page=n`; beyond the last page there are no articles."""
        parts = urlsplit(target)
        found = _DISCLOSURE.fullmatch(parts.path)
        if found is None or found[1] not in _DISCLOSED:
            return None
        rows = [row for row in self.content(edition).listed(_DISCLOSED[found[1]]) if row.has_page]
        number = int(parse_qs(parts.query).get("page", ["1"])[0])
        articles = [
            {
                "id": int(article.id),
                "title": article.headline,
                "url": f"http://{self.hosts[0]}{directory_path(article)}",
                "created_at": int(article.published.timestamp()),
                "publisher": article.source,
            }
            for article in rows[(number - 1) * 2 : number * 2]
        ]
        text = json.dumps({"articles": articles, "classify": {"id": int(found[1])}}, ensure_ascii=True)
        return Resource(text.encode(), "application/json")

    def _list_page(
        self, column: ReplicaColumn, batch: Sequence[ReplicaArticle], number: int, count: int
    ) -> str:
        rows = "\n".join(map(self._picture_row if column.key == "hbxw" else self._row, batch))
        return fill(
            f"{self.hosts[0]}/list",
            title=escape(column.name),
            column=escape(column.name),
            key=column.key,
            rows=f'<div class="listimg_data"><ul>\n{rows}\n</ul></div>'
            if column.key == "hbxw"
            else f'<ul class="i_list">\n{rows}\n</ul>',
            pager=self._pager(column.key, number, count),
        )

    def _picture_row(self, article: ReplicaArticle) -> str:
        href, title = article.href or self.article_url(article), escape(article.headline)
        return (
            f'<li><div class="list_table"><a class="titlelie" href="{href}" title="{title}" target="_blank">'
            f'{cut(article.headline, 30)}</a><span class="list-date">{article.published:%Y-%m-%d}</span>'
            f"<p>{cut(plain(article), 60)}</p></div></li>"
        )

    def _row(self, article: ReplicaArticle) -> str:
        href, title = article.href or self.article_url(article), escape(article.headline)
        return (
            f'<li><a href="{href}" title="{title}" target="_blank">{cut(article.headline, 36)}</a>'
            f'<span class="list-date">{article.published:%Y-%m-%d}</span></li>'
        )

    def _pager(self, key: str, number: int, count: int) -> str:
        places = (("首页", 1), ("上一页", number - 1), *((str(n), n) for n in range(1, count + 1)))
        links = (*places, ("下一页", number + 1), ("尾页", count))
        return "\n".join(
            f'<a href="{self.home}/{key}/{_file(place)}" class="{"on" if place == number else "link"}">{text}</a>'
            for text, place in links
            if 1 <= place <= count
        )

    def _article_page(self, article: ReplicaArticle) -> str:
        key = article.columns[0]
        return fill(
            f"{self.hosts[0]}/article",
            **self.values(article),
            key=key,
            second=f"{article.published:%Y-%m-%d %H:%M:%S}",
            source=escape(article.source or ""),
            keywords=escape(",".join(article.keywords)),
            summary=cut(plain(article), 110),
            url=self.article_url(article),
        )


def directory_path(article: ReplicaArticle) -> str:
    """Return the article's address in the directory: `/gkmlpt/content/<d>/<dddd>/post_<id>.html`."""
    return f"/gkmlpt/content/{article.id[0]}/{article.id[:4]}/post_{article.id}.html"


def _is_disclosed(article: ReplicaArticle) -> bool:
    return article.columns[0] in _DISCLOSED.values()


def _file(number: int) -> str:
    return "index.html" if number == 1 else f"index_{number}.html"
