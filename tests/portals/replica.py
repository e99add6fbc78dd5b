"""Replicas of portals, laid out from the facts in `<portal>/site.toml`, for the tests that crawl twice.

What a replica publishes is the same everywhere: columns of three pages and more, a pinned article, one in two
columns, a row that leads to another site, a notice that is an attachment only, a row whose page is gone; in
the second edition one article is edited and one is new. How it is laid out stands in `site.toml`, written
from what is known of the site and never from what the portal's class declares.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from html import escape
from pathlib import Path
from posixpath import relpath
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from envnews.demo.resource import Resource
from envnews.model import CHINA_TIME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

FOLDER = Path(__file__).parent
PUBLISHED = datetime(2022, 7, 25, 16, 42, 31, tzinfo=CHINA_TIME)
FOREIGN = "https://mp.weixin.qq.com/s/7fPq0Xb2cM"
_PLACEHOLDER = re.compile(r"\{\{(\w+)(?::([^}]+))?\??\}\}")
_OPTIONAL = re.compile(r"\{\{(\w+)(?::[^}]+)?\?\}\}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_GONE = "<html><head><title>404</title></head><body><h1>您访问的页面不存在或已删除</h1></body></html>"

_DEEDS = (
    "部署近岸海域入海排污口整治", "通报空气质量改善情况", "开展危险废物专项检查", "公示建设项目环评审批意见", "调研重点流域水质达标工作",
    "发布生态环境监测年度公报", "推进农村黑臭水体治理", "组织核与辐射安全演练", "启动生物多样性本底调查", "约谈三家超标排放企业",
    "召开挥发性有机物治理现场会", "印发土壤污染防治工作方案",
)  # fmt: skip
_TEXTS = (
    "会议要求，各地要对照任务清单逐项销号，{n}个问题点位须在年底前全部完成整改，并向社会公开整改结果。",
    "现场检查发现，{n}家单位的在线监测数据与台账不一致，执法人员已依法取证，要求限期改正。",
    "下一步，将继续加密监测频次，在{n}个断面增设自动站，及时掌握水质变化趋势，为精准治污提供支撑。",
)


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a list and the document behind it."""

    number: int
    headline: str
    time: datetime
    columns: tuple[str, ...]
    variant: int
    paragraphs: tuple[str, ...]
    attachment: str = ""
    gone: bool = False
    foreign: bool = False


def load(portal: str) -> Replica:
    """Return the replica of a portal."""
    return Replica(tomllib.loads((FOLDER / portal / "site.toml").read_text(encoding="utf-8")))


def described() -> list[str]:
    """Return the keys of the portals that have a description."""
    return sorted(file.parent.name for file in FOLDER.glob("*/site.toml"))


class Replica:
    """One site: answers requests, and knows what it publishes."""

    def __init__(self, site: Mapping[str, Any]) -> None:
        self.facts = site["facts"]
        self.layout = site["replica"]
        self.variants: Sequence[Mapping[str, Any]] = site["article"]
        self.hosts: tuple[str, ...] = (
            *self.facts["hosts"],
            *(host for host in self.facts.get("other_hosts", ()) if "*" not in host),
        )
        self.columns: Mapping[str, str] = self.facts["columns"]
        self._pages: dict[int, dict[str, Resource]] = {}

    # What is published

    def items(self, edition: int) -> list[Item]:
        """Return every row of every list."""
        return self._editions[edition]

    def documents(self, edition: int) -> list[Item]:
        """Return what a crawl must find: the rows whose pages are the site's and exist."""
        return [item for item in self.items(edition) if not item.gone and not item.foreign]

    @cached_property
    def _editions(self) -> dict[int, list[Item]]:
        first = list(self._first_edition())
        edited = next(item for item in first if item.variant == 0 and not item.attachment and not item.gone)
        changed = replace(edited, paragraphs=(*edited.paragraphs, "更正：文中点位数量以本页为准，特此说明。"))
        name = next(iter(self.columns))
        new = self._item(9990, PUBLISHED + timedelta(hours=2), (name,))
        return {1: first, 2: [new, *(changed if item is edited else item for item in first)]}

    def _first_edition(self) -> Iterator[Item]:
        names = list(self.columns)
        depth = self.layout.get("rows_per_column", 8)
        for place, name in enumerate(names):
            for row in range(depth):
                number, time = 2000 + 100 * place + row, PUBLISHED - timedelta(hours=7 * row + place)
                item = self._item(number, time, (name,))
                if place == 0 and row == 0:
                    yield replace(item, time=PUBLISHED - timedelta(days=200))  # pinned
                elif place == 0 and row == 1 and len(names) > 1:
                    yield replace(item, columns=(name, names[1]))
                elif place == 0 and row == 2:
                    yield replace(item, foreign=True)
                elif place == 0 and row == 3:
                    yield replace(item, paragraphs=(), attachment=f"P0202207{number}.pdf")
                elif place == 0 and row == 4:
                    yield replace(item, gone=True)
                else:
                    yield item

    def _item(self, number: int, time: datetime, columns: tuple[str, ...]) -> Item:
        headline = f"{self.facts['place']}{_DEEDS[number % len(_DEEDS)]}（第{number}期）"
        texts = (f"{time.month}月{time.day}日，{headline}，有关负责人出席并讲话。", *_TEXTS)
        paragraphs = tuple(text.format(n=number + place) for place, text in enumerate(texts))
        return Item(number, headline, time, columns, number % len(self.variants), paragraphs)

    def listed(self, column: str, edition: int) -> list[Item]:
        """Return the rows of a column in the order of its list."""
        return [item for item in self.items(edition) if column in item.columns]

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


TOP = """<div class="header"><a href="/"><img src="/images/logo.png" alt="{title}"></a>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/jggk/">机构概况</a></li><li><a href="/xwzx/">新闻中心</a></li>
<li><a href="/zwgk/">政务公开</a></li><li><a href="/hdjl/">互动交流</a></li></ul></div></div>"""
FOOT = """<div class="footer"><p>主办单位：{title}　网站标识码：0000000000</p>
<p><a href="/wzdt/">网站地图</a> | <a href="/lxwm/">联系我们</a></p><p>建议使用1366×768以上分辨率浏览</p></div>"""


PAGE = """<!DOCTYPE html>
<html><head><meta charset="{{charset}}"><title>{{page_title}}_{{site}}</title>
{{labels}}
</head><body>
{{top}}
{{content}}
{{foot}}
</body></html>"""


def fill(form: str, words: Mapping[str, Any]) -> str:
    """Fill `{{name}}` and `{{time:%Y-%m-%d}}`; a line with an empty `{{name?}}` is left out.

    What is no whole page is put into one.
    """
    if "page_title" in words and "<html" not in form:
        form = PAGE.replace("{{content}}", form)
    kept = (line for line in form.splitlines() if not any(not words.get(n) for n in _OPTIONAL.findall(line)))

    def value(found: re.Match[str]) -> str:
        word = words[found[1]]
        return word.strftime(found[2]) if isinstance(word, datetime) else str(word)

    return _PLACEHOLDER.sub(value, "\n".join(kept))


def _target(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


# The back ends that draw lists


def _json(value: object) -> Resource:
    return Resource(json.dumps(value, ensure_ascii=False).encode(), "application/json; charset=utf-8")


def _words(target: str, form: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(target).query, keep_blank_values=True) + parse_qsl(form, True))


def _ucap(
    replica: Replica, interface: Mapping[str, Any], target: str, form: str, edition: int
) -> Resource | None:
    """`/common/search/<channel>?page=n`: data.results with absolute addresses."""
    path, words = urlsplit(target).path, _words(target, form)
    for column, url in replica.columns.items():
        if path != f"{interface.get('path', '/common/search/')}{replica.hash(column)}":
            continue
        pages = replica.batches(column, edition)
        number = int(words["page"])
        rows = pages[number - 1] if number <= len(pages) else []
        results = [
            {
                "title": item.headline,
                "url": replica.href(item, url),
                "publishedTimeStr": item.time.strftime("%Y-%m-%d %H:%M:%S"),
            }
            for item in rows
        ]
        size = replica.layout.get("per_page", 3)
        return _json(
            {"data": {"results": results, "total": sum(map(len, pages)), "rows": size, "page": number}}
        )
    return None


def _jpage(
    replica: Replica, interface: Mapping[str, Any], target: str, form: str, edition: int
) -> Resource | None:
    """`dataproxy.jsp?startrecord=…&endrecord=…&columnid=…`: records as XML."""
    if not urlsplit(target).path.endswith("dataproxy.jsp"):
        return None
    words = _words(target, form)
    for column, url in replica.columns.items():
        if f"col{words['columnid']}/" not in url:
            continue
        rows = replica.listed(column, edition)
        start, end = int(words["startrecord"]), int(words["endrecord"])
        records = "".join(
            f"<record><![CDATA[{replica.row(item, interface['record'], url)}]]></record>"
            for item in rows[start - 1 : end]
        )
        text = (
            f"<datastore><totalrecord>{len(rows)}</totalrecord><recordset>{records}</recordset></datastore>"
        )
        return Resource(text.encode(), "text/xml;charset=UTF-8")
    return None


def _fujian(
    replica: Replica, interface: Mapping[str, Any], target: str, form: str, edition: int
) -> Resource | None:
    """POST /fjdzapp/search with the number of a channel in `classsql`; without `page` and `prepage` nothing."""
    words = _words(target, form)
    if target != "/fjdzapp/search" or words.get("channelid") != "229105":
        return None
    column = interface["channels"][words["classsql"].partition("=")[2]]
    rows = [
        {
            "doctitle": item.headline,
            "docreltime": item.time.strftime("%Y-%m-%d %H:%M:%S"),
            "docpuburl": replica.url(item),
            "chnldocurl": replica.url(item),
        }
        for item in _batch(replica, column, edition, int(words["page"]), 3 if words["prepage"] else 0)
    ]
    return _json({"data": rows})


def _jiangxi(
    replica: Replica, interface: Mapping[str, Any], target: str, form: str, edition: int
) -> Resource | None:
    """POST /queryList: rows below `source`, addresses as a JSON string; old columns are JCMS."""
    words = _words(target, form)
    if target != "/queryList":
        return _jpage(replica, interface, target, form, edition)
    if (words["unitid"], words["webSiteCode[]"]) != ("380055", "jxssthjt"):
        return _json({"data": {"results": []}})
    rows = [
        {
            "source": {
                "title": f"<em>{item.headline}</em>",
                "pubDate": item.time.strftime("%Y-%m-%d %H:%M:%S"),
                "urls": json.dumps({"pc": replica.href(item, replica.url(item)), "wap": ""}),
            }
        }
        for item in _batch(replica, words["channelCode[]"], edition, int(words["current"]))
    ]
    return _json({"data": {"results": rows, "total": len(replica.listed(words["channelCode[]"], edition))}})


def _eportal(
    replica: Replica, interface: Mapping[str, Any], target: str, form: str, edition: int
) -> Resource | None:
    """The portlet of the disclosure catalogue: `result[].url`."""
    words = _words(target, form)
    if not target.startswith("/eportal/ui?") or words["portal.url"] != "/portlet/xxgkml!queryList.portlet":
        return None
    [column] = interface["drawn"]
    rows = _batch(replica, column, edition, int(words["pageNo"]))
    return _json(
        {"result": [{"url": replica.href(item, replica.url(item)), "title": item.headline} for item in rows]}
    )


def _zcms(
    replica: Replica, interface: Mapping[str, Any], target: str, form: str, edition: int
) -> Resource | None:
    """The site's search: `data.data[]`."""
    words = _words(target, form)
    if not target.startswith("/zcms/front/search/advances?") or words["siteID"] != "403":
        return None
    [column] = interface["drawn"]
    rows = [
        {
            "title": item.headline,
            "url": replica.url(item),
            "source": "兵团生态环境局",
            "publishDate": item.time.strftime("%Y-%m-%d %H:%M:%S"),
            "catalogName": column,
        }
        for item in _batch(replica, column, edition, int(words["pageIndex"]))
    ]
    return _json({"data": {"data": rows}})


def _frame(
    replica: Replica, interface: Mapping[str, Any], target: str, form: str, edition: int
) -> Resource | None:
    """The page in the frame of the disclosure list."""
    if not target.startswith("/xxgk/list.aspx"):
        return None
    words, form_of = _words(target, form), replica.layout["list"]["信息公开"]["row"]
    rows = _batch(replica, "信息公开", edition, int(words["page"]))
    items = "".join(replica.row(item, form_of, "https://host/xxgk/list.aspx") for item in rows)
    return replica.html(
        f"<html><body><div class='content'><div class='txt'><div class='list'>{items}</div></div></div></body></html>"
    )


def _batch(replica: Replica, column: str, edition: int, number: int, size: int = 3) -> list[Item]:
    return replica.listed(column, edition)[(number - 1) * size : number * size]


INTERFACES: dict[str, Callable[[Replica, Mapping[str, Any], str, str, int], Resource | None]] = {
    "ucap": _ucap,
    "jpage": _jpage,
    "fujian": _fujian,
    "jiangxi": _jiangxi,
    "eportal": _eportal,
    "zcms": _zcms,
    "frame": _frame,
}
