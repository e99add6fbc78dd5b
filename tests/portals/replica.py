"""Replicas of portals, laid out from the facts in `<portal>/site.toml`, for the tests that crawl twice.

How one is laid out is written from what is known of the site and never from what the portal's class declares; what it
publishes stands in `published`.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from html import escape
from pathlib import Path
from posixpath import relpath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from envnews.demo.resource import Resource
from tests.portals.interfaces import INTERFACES
from tests.portals.published import PUBLISHED, Item, Published
from tests.portals.templates import FOOT, TOP, fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

FOLDER = Path(__file__).parent
FOREIGN = "https://mp.weixin.qq.com/s/7fPq0Xb2cM"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_GONE = "<html><head><title>404</title></head><body><h1>您访问的页面不存在或已删除</h1></body></html>"


def load(portal: str) -> Replica:
    """Return the replica of a portal."""
    return Replica(tomllib.loads((FOLDER / portal / "site.toml").read_text(encoding="utf-8")))


def described() -> list[str]:
    """Return the keys of the portals that have a description."""
    return sorted(file.parent.name for file in FOLDER.glob("*/site.toml"))


class Replica(Published):
    """One site: answers requests, and knows what it publishes."""

    def __init__(self, site: Mapping[str, Any]) -> None:
        super().__init__(site)
        self.hosts: tuple[str, ...] = (
            *self.facts["hosts"],
            *(host for host in self.facts.get("other_hosts", ()) if "*" not in host),
        )
        self._pages: dict[int, dict[str, Resource]] = {}

    # Addresses

    def url(self, item: Item) -> str:
        """Return the address of an item's page."""
        if item.foreign:
            return FOREIGN
        column = self.columns[item.columns[0]]
        path = urlsplit(column).path
        words = {
            "dir": path[: path.rindex("/") + 1],
            "number": item.number,
            "hash": self.hash(item.number),
            "column_number": (re.findall(r"\d+", path) or ["1"])[-1],
            "top": path.split("/")[1],
        }
        address = item.time.strftime(self.layout["article"]).format_map(words)
        return f"{urlsplit(column).scheme}://{self.facts['hosts'][0]}{address}"

    def document_id(self, item: Item) -> str:
        """Return the site's own number of a document."""
        form: str = self.layout.get("document_id", "{number}")
        return form.format(number=item.number, hash=self.hash(item.number))

    @staticmethod
    def hash(value: object) -> str:
        """Return 32 hexadecimal digits that stand for a value."""
        return hashlib.md5(str(value).encode(), usedforsecurity=False).hexdigest()

    def href(self, item: Item, page_url: str) -> str:
        """Return the link to an item as the site writes it."""
        url, style = self.url(item), self.layout.get("href", "relative")
        if item.foreign or style == "absolute":
            return url
        path = urlsplit(url).path + (f"?{urlsplit(url).query}" if urlsplit(url).query else "")
        if style == "root":
            return path
        relative = relpath(path, urlsplit(page_url).path.rpartition("/")[0] or "/")
        return relative if relative.startswith(".") else f"./{relative}"

    # Pages

    def answer(self, host: str, target: str, form: str, edition: int) -> Resource:
        """Return the answer to a request; both schemes and all hosts serve the same pages."""
        if edition not in self._pages:
            self._pages[edition] = dict(self._render(edition))
        pages = self._pages[edition]
        found = pages.get(host + target) or pages.get(target)
        if found is None and (interface := self.layout.get("interface")):
            found = INTERFACES[interface["kind"]](self, interface, target, form, edition)
        return found or self.html(_GONE, status=404)

    def _render(self, edition: int) -> Iterator[tuple[str, Resource]]:
        yield "/robots.txt", Resource(b"User-agent: *\nDisallow: /admin/\n", "text/plain")
        for column, url in self.columns.items():
            if column in self.layout.get("interface", {}).get("drawn", ()):
                continue
            pages = self.batches(column, edition)
            for current, rows in enumerate(pages):
                address = self.list_url(url, current)
                # Columns on other hosts may have the same paths.
                other = urlsplit(url).hostname not in self.facts["hosts"]
                yield (
                    (urlsplit(url).hostname or "") * other + _target(address),
                    self.html(self._list(column, address, rows, current, len(pages))),
                )
                if not self.layout.get("next"):
                    break
        home = _target(self.facts["home"])
        if home not in map(_target, self.columns.values()):
            yield home, self.html(self._home(edition))
        for item in self.documents(edition):
            yield _target(self.url(item)), self.html(self.article(item))

    def batches(self, column: str, edition: int) -> list[list[Item]]:
        """Return the rows of a column, cut into pages."""
        rows, size = self.listed(column, edition), self.layout.get("per_page", 3)
        return [rows[start : start + size] for start in range(0, len(rows), size)] or [[]]

    def list_url(self, column_url: str, current: int) -> str:
        """Return the address of a list page; `current` counts from 0."""
        if current == 0:
            return column_url
        form: str = self.layout["next_query" if "?" in column_url and "next_query" in self.layout else "next"]
        number = current + (1 if form.startswith("?") else self.layout.get("second", 1) - 1)
        if form.startswith("?"):
            first = re.sub(r"[?&]page=1$", "", column_url)
            return f"{first}{'&' if '?' in first else '?'}{form[1:].format(n=number)}"
        path = urlsplit(column_url).path
        stem = path.rpartition("/")[2].rpartition(".")[0] or "index"
        return column_url[: column_url.rindex("/") + 1] + form.format(n=number, stem=stem)

    def _list(self, column: str, url: str, rows: Sequence[Item], current: int, pages: int) -> str:
        forms = self.layout["list"]
        form = forms.get(column) or forms["default"]
        row: str = form["row"]
        charset = self.layout.get("charset", "utf-8")
        words = {
            "rows": "\n".join(self.row(item, row, url) for item in rows),
            "column": column,
            "pages": str(pages),
            "current": str(current),
            "human": str(current + 1),
            "last": str(pages - 1),
            "total": str(sum(map(len, self.batches(column, 1)))),
            "channel": self.hash(column),
            "column_number": (re.findall(r"\d+", column) or [""])[-1],
            "island": self.island(rows, url) if "{{island}}" in form["page"] else "",
            "address": url,
            "page_title": column,
            "charset": charset,
            "labels": self._labels({"ColumnName": column, "ColumnType": "工作动态"}),
        }
        if _target(url) == _target(self.facts["home"]):
            words["top"] = self._common["top"] + self._menu()
        return fill(form["page"], self._common | words)

    def _menu(self) -> str:
        """Return links to the columns that have pages, for a home page that is a column too."""
        drawn = self.layout.get("interface", {}).get("drawn", ())
        columns = [(name, url) for name, url in self.columns.items() if name not in drawn]
        return "".join(
            f'<a href="{url}">{escape(name)}</a>' for name, url in columns if url != self.facts["home"]
        )

    def _home(self, edition: int) -> str:
        """Return a home page: the columns by their names, some headlines of each below."""
        home = self.facts["home"]
        boxes = "\n".join(
            f'<div class="box"><h2><a href="{url}">{column if _CHINESE.search(column) else f"栏目{place}"}</a></h2><ul>'
            + "".join(
                f'<li><a href="{self.href(item, home)}">{escape(item.headline)}</a></li>'
                for item in self.batches(column, edition)[0][:2]
            )
            + "</ul></div>"
            for place, (column, url) in enumerate(self.columns.items())
            if column not in self.layout.get("interface", {}).get("drawn", ())
        )
        words = {"page_title": "首页", "charset": self.layout.get("charset", "utf-8"), "labels": ""}
        return fill("{{boxes}}", self._common | words | {"boxes": boxes})

    def row(self, item: Item, form: str, page_url: str) -> str:
        """Return one row of a list."""
        words = {
            "href": self.href(item, page_url),
            "headline": escape(item.headline),
            "cut": escape(item.headline[:18]) + "…",
            "time": item.time,
        }
        return fill(form, words)

    def island(self, rows: Sequence[Item], url: str) -> str:
        """Return the first records of a jpage list."""
        form = self.layout["interface"]["record"]
        return "".join(f"<record><![CDATA[{self.row(item, form, url)}]]></record>\n" for item in rows)

    def article(self, item: Item, extra: Mapping[str, str] | None = None) -> str:
        """Return the page of an article; `extra` overrides words of the template."""
        form = self.variants[item.variant]
        body = "\n".join(f"<p>　　{escape(text)}</p>" for text in item.paragraphs)
        if item.attachment:
            body += f'\n<p><a href="./{item.attachment}">附件：{escape(item.headline)}.pdf</a></p>'
        words: dict[str, Any] = {
            "headline": escape(item.headline),
            "time": item.time,
            "source": self.source(item),
            "author": "",
            "body": body,
            "column": item.columns[0],
            "number": str(item.number),
            "page_title": escape(item.headline),
            "charset": self.layout.get("charset", "utf-8"),
            "index_number": f"{self.facts.get('region_code', '100000')}-2022-{item.number:05}",
        }
        if extra:
            words |= extra
        labels = self._labels(
            {
                "ColumnName": item.columns[0],
                "ColumnType": "工作动态",
                "ArticleTitle": words["headline"],
                "PubDate": item.time.strftime("%Y-%m-%d %H:%M"),
                "ContentSource": words["source"],
            }
        )
        words["labels"] = labels if form.get("labels", True) else ""
        return fill(form["page"], self._common | words)

    def source(self, item: Item) -> str:
        """Return the source that an article's page displays; empty where its layout has none."""
        form = self.variants[item.variant]
        return self.facts["title"] if form.get("source", True) else ""

    @property
    def _common(self) -> dict[str, Any]:
        title = self.facts["title"]
        return {"site": title, "top": TOP.format(title=title), "foot": FOOT.format(title=title)}

    def _labels(self, labels: Mapping[str, str]) -> str:
        site = {"SiteName": self.facts["title"], "SiteDomain": self.facts["hosts"][0]}
        return "\n".join(
            f'<meta name="{name}" content="{value}">' for name, value in (site | dict(labels)).items()
        )

    def html(self, text: str, status: int = 200) -> Resource:
        charset = self.layout.get("charset", "utf-8")
        body = text.encode(charset, "xmlcharrefreplace")
        modified = PUBLISHED if status == 200 else None
        # The header names no charset, as servers of static pages do: what the page declares has to do.
        return Resource(body, "text/html", status=status, modified=modified)


def _target(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")
