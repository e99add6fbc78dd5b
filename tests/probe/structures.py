"""Structures of sites that a survey has to see through, each as a small table of pages.

They are what real sites of these kinds do: menus of pictures, menus that a script writes, articles that open in
windows, interfaces that want their page's number in a form of their own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from envnews.model import ListRequest, Page
from tests.probe.sites import Doc, batches, docs

if TYPE_CHECKING:
    from collections.abc import Callable

ORIGIN = "http://www.example.gov.cn"
HEAD = '<html><head><meta charset="utf-8"><title>{}</title>{}</head><body>'
Words = dict[str, str]


@dataclass
class Table:
    """A site as a table; called like the survey's fetcher."""

    pages: dict[str, str] = field(default_factory=dict)
    documents: dict[str, Doc] = field(default_factory=dict)
    answer: Callable[[str, Words, Words], str | None] | None = None
    asked: list[str] = field(default_factory=list)

    async def __call__(self, asked: ListRequest) -> Page:
        """Return a page, or the answer of an interface to query and form."""
        parts = urlsplit(asked.url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        self.asked.append(target)
        text = self.pages.get(target)
        if text is None and self.answer:
            text = self.answer(parts.path, dict(parse_qsl(parts.query)), dict(parse_qsl(asked.body)))
        status = 200 if text is not None else 404
        return Page(asked.url, (text or "").encode(), {}, datetime(2026, 11, 21, tzinfo=UTC), status)

    def article(self, url: str, doc: Doc, text: str = "") -> None:
        """Add an article page."""
        self.documents[url] = doc
        text = text or "".join(f"<p>{one}</p>" for one in doc.paragraphs)
        self.pages[url] = (
            HEAD.format(doc.headline, "") + f"<h1>{doc.headline}</h1><div>发布时间：{doc.time:%Y-%m-%d %H:%M} 来源：{doc.source}"
            f" 点击：7</div><div class='text'>{text}</div></body></html>"
        )  # fmt: skip


def popups() -> Table:
    """Articles open by script, the menu is made of pictures, the bar of pages sends a form."""
    site, menu = (
        Table(),
        "".join(f'<td><a href="more.asp?lm={n}"><img src="m{n}.gif"></a></td>' for n in (0, 1)),
    )
    script = "<script>function gopage(p){document.f.page.value=p;document.f.submit();}</script>"
    head = HEAD.format("示例县环境保护局", script) + f"<table><tr>{menu}</tr></table><table>"
    for column, rows in enumerate(docs(2, 30)):
        for number, batch in enumerate(batches(rows, 10), 1):
            lines = "".join(f"""<tr><td><a href="javascript:openwin('show.asp?newsid={d.number}')">{d.headline}</a></td>
                <td>{d.time:%Y-%m-%d}</td></tr>""" for d in batch)  # fmt: skip
            bar = f"""<form name=f action="more.asp"><input type=hidden name=page>第{number}页
                <a href="javascript:gopage({number + 1})">下页</a></form>"""
            page = f"{head}{lines}</table>{bar}</body></html>"
            site.pages[f"/more.asp?lm={column}&page={number}"] = page
            if number == 1:
                site.pages[f"/more.asp?lm={column}"] = page
        for d in rows:
            site.article(f"/show.asp?newsid={d.number}", d)
    site.pages["/"] = f"{head}</table></body></html>"
    return site


def post_backs() -> Table:
    """Frames; ASP.NET sends the page's form back for each further page; titles name site and column only."""
    site, columns = Table(), dict(zip(("1", "2"), docs(2, 30), strict=True))
    menu = "".join(f'<a href="List.aspx?TypeID={n}">栏目{n}要闻</a>' for n in columns)

    def answer(path: str, query: Words, form: Words) -> str | None:
        rows = columns.get(query.get("TypeID", ""))
        if path != "/List.aspx" or rows is None:
            return None
        # The state must be the one of the page before, as it is checked by the server.
        number = int(form["__EVENTARGUMENT"]) if form.get("__VIEWSTATE") == "/wEPDw+==" else 1
        lines = "".join(
            f'<tr><td>·<a href="Show.aspx?ID={d.number}">{d.headline}</a></td><td>{d.time:%Y-%m-%d}</td></tr>'
            for d in rows[10 * number - 10 : 10 * number]
        )
        following = (
            f"""<a href="javascript:__doPostBack('Pager','{number + 1}')">下一页</a>""" if number < 3 else ""
        )
        return f"""{HEAD.format("示例市环境保护局", "")}<form method=post><input type=hidden name=__VIEWSTATE value="/wEPDw+==">
            <input type=hidden name=__EVENTTARGET><input type=hidden name=__EVENTARGUMENT><table>{lines}</table>{following}</form>"""

    site.answer = answer
    for rows in columns.values():
        for d in rows:
            site.documents[f"/Show.aspx?ID={d.number}"] = d
            site.pages[f"/Show.aspx?ID={d.number}"] = (
                HEAD.format("示例市环境保护局-环境新闻", "")
                + f"<table><tr><td>{d.headline}</td></tr><tr><td>发布时间：{d.time:%Y-%m-%d %H:%M} 信息来源：{d.source}</td></tr>"
                f"<tr><td>{''.join(f'<p>{one}</p>' for one in d.paragraphs)}</td></tr></table></body></html>"
            )
    site.pages["/"] = (
        '<html><frameset cols="180,*"><frame src="left.aspx"><frame src="main.aspx"></frameset></html>'
    )
    site.pages["/left.aspx"] = f"{HEAD.format('', '')}{menu}</body></html>"
    return site


def more_button() -> Table:
    """The first rows stand in the page; a button fetches the others as JSON, by an address that a script puts together."""
    site, columns = Table(), dict(zip(("3", "7"), docs(2, 30), strict=True))
    menu = "".join(f'<a href="/channel/{n}">栏目{n}快讯</a>' for n in columns)
    for number, rows in columns.items():
        for d in rows:
            site.article(f"/article/{d.number}", d)
        cards = "".join(
            f'<div><a href="/article/{d.number}">{d.headline}</a><i>{d.time:%Y-%m-%d}</i></div>'
            for d in rows[:10]
        )
        script = f"""<script>var cid={number};var page=2;$("#more").click(function(){{
            $.get("/api/articles?cid=" + cid + "&page="+page+'&size=10', show);}});</script>"""
        site.pages[f"/channel/{number}"] = (
            f"{HEAD.format('示例环保网', '')}{menu}<div>{cards}</div>{script}</body></html>"
        )

    def answer(path: str, query: Words, form: Words) -> str | None:
        if path != "/api/articles":
            return None
        start = 10 * int(query["page"]) - 10
        rows = columns[query["cid"]][start : start + 10]
        listed = [
            {"title": d.headline, "url": f"/article/{d.number}", "time": f"{d.time:%Y-%m-%d %H:%M}"}
            for d in rows
        ]
        return json.dumps({"data": {"total": 30, "list": listed}})

    site.answer = answer
    site.pages["/"] = f"{HEAD.format('示例环保网', '')}{menu}</body></html>"
    return site


def written_menu() -> Table:
    """The menu is written by a script; pages are counted by variables, their extension stands in a script only."""
    site = Table()
    site.pages["/js/menu.js"] = (
        """document.writeln("<a href=\\"/xw/dt/\\">工作动态</a><a href=\\"/gk/gs/\\">公示公告</a>");"""
    )
    head = HEAD.format("示例省生态环境厅", '<script src="/js/menu.js"></script>')
    for path, rows in zip(("/xw/dt/", "/gk/gs/"), docs(2, 30), strict=True):
        for page, batch in enumerate(batches(rows, 10)):
            lines = "".join(
                f'<li><a href="./t{d.number}.shtml">{d.headline}</a><i>{d.time:%Y/%m/%d}</i></li>'
                for d in batch
            )
            bar = f"""<script>var currentPage = {page}; var countPage = 3;
                document.write("<a href=\\"index_"+(currentPage+1)+".shtml\\">下一页</a>");</script>"""
            site.pages[f"{path}index_{page}.shtml" if page else path] = (
                f"{head}<ul>{lines}</ul>{bar}</body></html>"
            )
        for d in rows:
            site.article(f"{path}t{d.number}.shtml", d)
    site.pages["/"] = f"{head}<p>欢迎</p></body></html>"
    return site


def islands(kind: str) -> Table:
    """Hanweb JCMS whose dataproxy takes its parameters only by POST, or numbers its groups from 1."""
    site, everything = Table(), docs(2, 40)

    def address(d: Doc) -> str:
        return f"/art/{d.time.year}/{d.time.month}/{d.time.day}/art_{100 + d.column}_{d.number}.html"

    def records(rows: list[Doc]) -> str:
        items = (
            f"<record><![CDATA[<li><a href='{address(d)}' title='{d.headline}'>{d.headline}</a><span>{d.time:%Y-%m-%d}</span></li>]]></record>"
            for d in rows
        )
        return f"<recordset>{''.join(items)}</recordset>"

    def proxy(path: str, query: Words, form: Words) -> str | None:
        words = form if kind == "posted" else query
        if not path.endswith("dataproxy.jsp") or "unitid" not in words:
            return None
        rows, page = everything[int(words["unitid"]) - 500], int(query.get("page", 0)) - 1
        first = int(query["startrecord"]) - 1 if kind == "posted" else 12 * page
        return f"<datastore><totalrecord>40</totalrecord>{records(rows[first : first + 12]) if first >= 0 else ''}</datastore>"

    site.answer = proxy
    menu = "".join(
        f'<a href="/col/col{100 + n}/index.html">{name}</a>'
        for n, name in enumerate(("要闻动态", "通知公告"))
    )
    for column, rows in enumerate(everything):
        named = "<nextgroup><![CDATA[<a href='/module/web/jpage/dataproxy.jsp?page=1&webid=1&columnid=1&unitid={}'></a>]]></nextgroup>"
        named = named.format(500 + column) if kind == "from 1" else ""
        init = f"<script>jpage({{totalRecord:40,columnid:'{100 + column}',unitid:'{500 + column}',webid:'1'}},'/module/jpage/dataproxy.jsp')</script>"
        site.pages[f"/col/col{100 + column}/index.html"] = (
            HEAD.format("要闻", "") + f"{menu}<script type='text/xml'><datastore>{named}{records(rows[:12])}</datastore></script>{init}</body></html>"
        )  # fmt: skip
        for d in rows:
            site.article(address(d), d)
    site.pages["/"] = HEAD.format("示例市生态环境局", "") + f"{menu}</body></html>"
    return site


def units(kind: str) -> Table:
    """Hanweb JPaaS: units numbered in `paramJson`, or /queryList with codes that a script of the page names."""
    site, everything = Table(), docs(2, 40)
    menu = "".join(
        f'<a href="/sthj/col{n}/index.html">{name}</a>' for n, name in enumerate(("要闻动态", "通知公告"))
    )

    def address(d: Doc) -> str:
        return f"/sthj/col{d.column}/content/content_{d.number}.html"

    def answer(path: str, query: Words, form: Words) -> str | None:
        if path == "/queryList" and (form["webSiteCode[]"], form["unitid"]) == ("sthj", "38"):
            rows = everything[int(form["channelCode[]"][3:])]
            first = 15 * (int(form["current"]) - 1)
            found = [{"source": {"title": d.headline, "urls": json.dumps({"pc": address(d)})}} for d in rows[first:first + 15]]  # fmt: skip
            return json.dumps({"data": {"results": found, "total": 40}})
        if not path.endswith("/page/build/unit"):
            return None
        number = json.loads(query.get("paramJson", "{}")).get("pageNo", 1)
        batch = everything[int(query["pageId"])][12 * (number - 1) : 12 * number]
        lines = "".join(
            f'<div><a href="{address(d)}">{d.headline}</a><em>{d.time:%Y-%m-%d}</em></div>' for d in batch
        )
        return json.dumps({"data": {"html": f'{lines}<div class="pagination" rows="12" count="40"></div>'}})

    site.answer = answer
    for column, rows in enumerate(everything):
        drawn = f"""<div id="列表" queryData="{{'webId':'9','tagId':'列表','pageId':'{column}'}}" url="/api-gateway/jpaas-publish-server/front/page/build/unit"></div>"""
        if kind == "codes":
            drawn = """<script>var unitid="38", webSiteCode="sthj"; $.post("/queryList", {unitid: unitid});</script>"""
        site.pages[f"/sthj/col{column}/index.html"] = HEAD.format("要闻", "") + f"{menu}{drawn}</body></html>"
        for d in rows:
            site.article(address(d), d)
    few = "".join(f'<p><a href="{address(d)}">{d.headline}</a></p>' for rows in everything for d in rows[:5])
    site.pages["/"] = HEAD.format("示例省生态环境厅", "") + f"{menu}{few}</body></html>"
    return site


def channels() -> Table:
    """A column whose rows are asked of a host of the province, under the channel that its page names."""
    site, [rows] = Table(), docs(1, 45)
    channel = "0123456789abcdef" * 2

    def address(d: Doc) -> str:
        return f"/sthjt/xw/{d.time:%Y%m}/t{d.time:%Y%m%d}_{d.number}.html"

    def answer(path: str, query: Words, form: Words) -> str | None:
        if path != f"/search/common/search/{channel}":
            return None
        first = 20 * (int(query["page"]) - 1)
        batch = [{"title": d.headline, "url": ORIGIN + address(d)} for d in rows[first : first + 20]]
        return json.dumps({"data": {"results": batch, "total": 45, "page": query["page"], "rows": 20}})

    site.answer = answer
    for d in rows:
        site.article(address(d), d)
    script = f'<script>var channelId = "{channel}"; var pageSize = 20;</script>'
    site.pages["/"] = (
        HEAD.format("示例省生态环境厅", "") + '<a href="/sthjt/xw/list.html">最新动态</a></body></html>'
    )
    site.pages["/sthjt/xw/list.html"] = HEAD.format("最新动态", "") + f"<ul></ul>{script}</body></html>"
    return site


def landing() -> Table:
    """A trade portal: the home page leads to a page of boxes, lists go on by a script, some articles have two pages."""
    site, everything = Table(), docs(3, 40)
    hot = "".join(
        f'<li><a href="/news/detail_{d.number}.html">{d.headline}</a></li>' for d in everything[0][3:9]
    )
    goods = "".join(
        f'<li><a href="/chanpin/detail_{n}.html">不锈钢脱硫除尘塔{n}型</a></li>' for n in range(8)
    )
    side = f"<div class='side'><ul>{hot}</ul><ul>{goods}</ul></div>"
    for number in range(8):
        site.pages[f"/chanpin/detail_{number}.html"] = HEAD.format("产品", "") + f"<h1>不锈钢脱硫除尘塔{number}型</h1><p>发布时间：2026-09-01</p><p>{'价格面议，欢迎来电咨询订购。' * 5}</p></body></html>"  # fmt: skip
    menu = "".join(
        f'<a href="/news/t{n}/list.html">{name}</a>'
        for n, name in enumerate(("行业动态", "国内新闻", "技术文章"))
    )
    for column, rows in enumerate(everything):
        pages = batches(rows, 10)
        for number, batch in enumerate(pages, 1):
            boxes = "".join(
                f'<div class="box"><h3><a href="/news/detail_{d.number}.html">{d.headline}</a><span>{d.time:%m-%d %H:%M}</span></h3></div>'
                for d in batch
            )
            bar = f"""<a href="javascript:void(0)" onclick="go({number + 1})">{number + 1}</a><script>function go(n){{location.href="list_p"+n+".html";}}</script>"""
            site.pages[f"/news/t{column}/list{f'_p{number}' if number > 1 else ''}.html"] = HEAD.format("行业", "") + f"{menu}<div class='l'>{boxes}{bar}</div>{side}</body></html>"  # fmt: skip
        for d in rows:
            url = f"/news/detail_{d.number}.html"
            first, *rest = d.paragraphs
            more = f'<a href="/news/detail_{d.number}_2.html">2</a>' if rest else ""
            site.article(url, d, f"<p>{first}</p>{more}")
            if rest:
                lines = "".join(f"<p>{one}</p>" for one in rest)
                site.pages[url.replace(".html", "_2.html")] = site.pages[url].replace(
                    f"<p>{first}</p>{more}", lines
                )
    site.pages["/news/"] = HEAD.format("资讯", "") + f"{menu}{side}</body></html>"
    site.pages["/"] = (
        HEAD.format("示例环保网", "") + f'<a href="/news/"><img src="b.jpg"></a>{side}</body></html>'
    )
    return site


STRUCTURES: dict[str, Callable[[], Table]] = {
    "articles in windows of their own": popups,
    "a form that is sent back for each page": post_backs,
    "a button that fetches further rows": more_button,
    "a menu that a script writes": written_menu,
    "a dataproxy that wants POST": lambda: islands("posted"),
    "groups numbered from 1": lambda: islands("from 1"),
    "units numbered in paramJson": lambda: units("numbered"),
    "codes of an interface in a script": lambda: units("codes"),
    "rows at a host of the province": channels,
    "a landing page and articles in parts": landing,
}
