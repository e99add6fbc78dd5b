"""Sites that nobody has described, in the manner of real ones, for the tests of `envnews new`.

Each is a table of paths, built from a few facts: how rows, pagers, addresses and articles are written. Texts
are the same everywhere; what a crawl must find is told by `documents`.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from tests.loopback import Handler, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NEWEST = datetime(2026, 11, 20, 16, 35)  # noqa: DTZ001 - local times, as pages print them
_WHAT = ("召开生态环境保护工作会议", "通报空气质量状况", "公示建设项目环评审批", "开展危险废物专项执法检查", "推进河湖水质提升工程",
         "发布固体废物污染防治公告", "启动秋冬季大气攻坚行动", "约谈超标排放企业负责人", "完成饮用水水源地排查", "印发土壤污染修复技术指南")  # fmt: skip
_SOURCES = ("示例市生态环境局", "中国环境报", "新华社", "生态环境部", "省环境监测中心")


@dataclass(frozen=True)
class Doc:
    """One document and where it stands."""

    number: int
    column: int
    time: datetime
    headline: str
    source: str
    paragraphs: tuple[str, ...]


@dataclass
class Site:
    """Answers by path and query, in one charset."""

    encoding: str = "utf-8"
    pages: dict[str, str] = field(default_factory=dict)
    documents: dict[str, Doc] = field(default_factory=dict)
    dynamic: Callable[[str, dict[str, str]], str | None] | None = None
    start: str = "/"


def docs(columns: int = 2, each: int = 60) -> list[list[Doc]]:
    """Return the documents by column, newest first."""
    made = []
    for column in range(columns):
        rows = []
        for row in range(each):
            number = 10_000 + column * 1000 + each - row
            time = NEWEST - timedelta(hours=9 * row + column, minutes=row % 7)
            headline = f"示例市{_WHAT[(row + column) % 10]}（{time.year}年第{number}号）"
            texts = (
                f"{time.month}月{time.day}日，记者从有关部门获悉，{headline}，相关工作正在有序推进。",
                f"据介绍，今年以来全市共排查点位{number % 97}处，完成整改{number % 53}处，群众满意度持续提升。",
                f"下一步，将压实{number % 31}个部门的责任，确保年底前全面完成各项目标任务。",
            )
            rows.append(
                Doc(
                    number, column, time, headline, _SOURCES[row % 5], texts[: 1 + (row % 3) + (row % 3 == 0)]
                )
            )
        made.append(rows)
    return made


def menu(columns: dict[str, str]) -> str:
    """Return a site's menu."""
    links = "".join(f'<li><a href="{url}">{name}</a></li>' for name, url in columns.items())
    return f'<div class="nav"><ul><li><a href="/">首页</a></li>{links}<li><a href="/about/lxwm.html">联系我们</a></li></ul></div>'


FOOT = (
    '<div class="foot"><p>版权所有：示例网站 | <a href="/about/wzdt.html">网站地图</a></p>'
    "<p>ICP备12345678号 地址：示例市环保路1号 邮编：100000</p></div>"
)


def batches(rows: list[Doc], size: int) -> list[list[Doc]]:
    """Cut rows into pages."""
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def trs(pager: str = "script") -> Site:
    """A department on TRS WCM, with createPageHTML or a template of its own."""
    site = Site(start="/xwzx/gzdt/")
    columns = {"工作动态": "/xwzx/gzdt/", "通知公告": "/xxgk/tzgg/"}
    for (name, path), rows in zip(columns.items(), docs(), strict=True):
        pages = batches(rows, 5)
        for current, batch in enumerate(pages):
            lines = "".join(
                f'<li><a href="./{d.time:%Y%m}/t{d.time:%Y%m%d}_{d.number}.html" target="_blank" title="{d.headline}">{d.headline[:12]}...</a>'
                f"<span>{d.time:%Y-%m-%d}</span></li>"
                for d in batch
            )
            bar = f'<script>createPageHTML({len(pages)},{current},"index","html");</script>'
            if pager == "links":
                bar = "".join(
                    f'<a href="index{"_" + str(n) if n else ""}.html">{n + 1}</a>'
                    for n in range(len(pages))
                    if n != current
                )
            file = f"index_{current}.html" if current else ""
            html = (
                f'<html><head><meta charset="utf-8"><title>{name}-示例市生态环境局</title></head><body>{menu(columns)}'
                f'<div class="list-right"><ul class="gl-list">{lines}</ul><div class="page">{bar}</div></div>{FOOT}</body></html>'
            )
            site.pages[path + file] = html
            if not current:
                site.pages[path + "index.html"] = html
        for d in rows:
            url = f"{path}{d.time:%Y%m}/t{d.time:%Y%m%d}_{d.number}.html"
            site.documents[url] = d
            body = "".join(f'<p style="text-indent:2em">{text}</p>' for text in d.paragraphs)
            site.pages[url] = (
                f'<html><head><meta charset="utf-8"><title>{d.headline}_示例市生态环境局</title><meta name="ArticleTitle" content="{d.headline}">'
                f'<meta name="PubDate" content="{d.time:%Y-%m-%d %H:%M}"><meta name="ContentSource" content="{d.source}"></head><body>{menu(columns)}'
                f'<div class="xl-title">{d.headline}</div><div class="xl-info">发布时间：{d.time:%Y-%m-%d %H:%M} 来源：{d.source} 浏览次数：<script>hits()</script>次 '
                f'字体：【大 中 小】</div><div class="xl-body"><div class="view TRS_UEDITOR trs_paper_default">{body}</div></div>'
                f'<div class="xgxx">相关链接：</div><div class="share">分享到：微信 微博</div>{FOOT}</body></html>'
            )
    site.pages["/"] = _home(
        "示例市生态环境局",
        columns,
        docs(),
        lambda d: next(u for u, one in site.documents.items() if one == d),
    )
    return site


def hanweb() -> Site:
    """A department on Hanweb JCMS: islands of records, further ones from a dataproxy."""
    site = Site(start="/col/col1001/index.html")
    columns = {"要闻动态": "/col/col1001/index.html", "政策法规": "/col/col1002/index.html"}
    everything = docs(2, 75)

    def record(d: Doc) -> str:
        return (
            f'<record><![CDATA[<li class="clearfix"><a href="{address(d)}" target="_blank" title="{d.headline}">{d.headline}</a>'
            f"<span>{d.time:%Y-%m-%d}</span></li>]]></record>"
        )

    def address(d: Doc) -> str:
        return f"/art/{d.time.year}/{d.time.month}/{d.time.day}/art_{1001 + d.column}_{d.number}.html"

    for (name, path), rows in zip(columns.items(), everything, strict=True):
        number = 1001 + rows[0].column
        island = "".join(record(d) for d in rows[:30])
        site.pages[path] = (
            f'<html><head><meta charset="utf-8"><title>{name} - 示例省生态环境厅</title><meta name="SiteName" content="示例省生态环境厅">'
            f'<meta name="ColumnName" content="{name}"></head><body>{menu(columns)}<div id="{number}77" class="bt_content">'
            f'<script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&appid=1&appid=1&webid=1&path=/&columnid={number}&unitid={number}77&webname=%E7%A4%BA%E4%BE%8B&permissiontype=0"></a>]]></nextgroup>'
            f"<recordset>{island}</recordset></datastore></script></div>"
            f"<script>$(function(){{$('#{number}77').jpage({{totalRecord:{len(rows)},perPage:15,proxyUrl:'/module/web/jpage/dataproxy.jsp',columnid:{number},unitid:'{number}77'}})}})</script>{FOOT}</body></html>"
        )
        for d in rows:
            url = address(d)
            site.documents[url] = d
            body = "".join(f"<p>&nbsp;&nbsp;{text}</p>" for text in d.paragraphs)
            site.pages[url] = (
                f'<html><head><meta charset="utf-8"><title>示例省生态环境厅 {name} {d.headline}</title></head><body>{menu(columns)}'
                f'<table id="article"><tr><td class="title">{d.headline}</td></tr><tr><td>发布时间：{d.time:%Y-%m-%d %H:%M:%S} 来源：{d.source} 浏览次数：<script src="/vc/visit.jsp"></script></td></tr>'
                f'<tr><td><div id="zoom"><!--ZJEG_RSS.content.begin-->{body}<!--ZJEG_RSS.content.end--></div></td></tr><tr><td>打印本页 关闭窗口</td></tr></table>{FOOT}</body></html>'
            )

    def proxy(path: str, query: dict[str, str]) -> str | None:
        if not path.endswith("dataproxy.jsp"):
            return None
        rows = everything[int(query["columnid"]) - 1001]
        if "startrecord" in query:
            batch = rows[int(query["startrecord"]) - 1 : int(query["endrecord"])]
            more = ""
        else:
            page = int(query["page"])
            batch = rows[30 * page : 30 * page + 30]
            following = "&".join(
                f"{key}={value}" for key, value in ({**query, "page": str(page + 1)}).items()
            )
            more = (
                f'<nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?{following}"></a>]]></nextgroup>'
                if batch
                else ""
            )
        return f"<datastore>{more}<totalrecord>{len(rows)}</totalrecord><recordset>{''.join(map(record, batch))}</recordset></datastore>"

    site.dynamic = proxy
    site.pages["/"] = _home("示例省生态环境厅", columns, everything, address)
    return site


def trade(pager: str = "next") -> Site:
    """A trade portal: boxes of headline and lead, list_2.html or ?page=2, a sidebar of the most read."""
    site = Site(start="/news/")
    columns = {"行业资讯": "/news/", "政策解读": "/policy/"}
    everything = docs(2, 80)
    hot = "".join(
        f'<li><a href="/news/detail/{d.number}.html">{d.headline}</a></li>' for d in everything[0][:6]
    )
    side = f'<div class="side"><h3>热门资讯</h3><ul>{hot}</ul></div>'
    for (name, path), rows in zip(columns.items(), everything, strict=True):
        pages = batches(rows, 8)
        for current, batch in enumerate(pages):
            boxes = "".join(
                f'<div class="item"><h3><a href="/news/detail/{d.number}.html">{d.headline}</a></h3><p>{d.paragraphs[0][:40]}…</p>'
                f'<div class="tags"><span>{d.time:%Y-%m-%d %H:%M}</span><a href="/tag/1">环保</a></div></div>'
                for d in batch
            )
            form = {"next": "list_{}.html", "numbers": "?page={}", "script": "list_{}.html"}[pager]

            def link(n: int, form: str = form, path: str = path) -> str:
                return path if n == 1 else path + form.format(n)

            here = current + 1
            if pager == "next":
                bar = f'<a href="{link(here + 1)}">下一页</a>' if here < len(pages) else "<span>下一页</span>"
            elif pager == "numbers":
                around = [n for n in range(max(1, here - 2), min(len(pages), here + 3) + 1) if n != here]
                bar = f"<b>{here}</b>" + "".join(f'<a href="{escape(link(n))}">{n}</a>' for n in around)
            else:
                bar = f"<div id='pager'></div><script>pager({here},{len(pages)});function go(n){{location.href='list_'+n+'.html';}}</script>"
            site.pages[link(here)] = (
                f"<html><head><meta charset='utf-8'><title>{name}_示例环保网</title></head><body>{menu(columns)}<div class='main'>{boxes}<div class='pages'>{bar}</div></div>{side}{FOOT}</body></html>"
            )
        for d in rows:
            url = f"/news/detail/{d.number}.html"
            site.documents[url] = d
            body = "".join(f"<p>{text}</p>" for text in d.paragraphs)
            site.pages[url] = (
                f"<html><head><meta charset='utf-8'><title>{d.headline}-示例环保网</title><meta name='keywords' content='环保,资讯'></head><body>{menu(columns)}"
                f"<div class='crumb'>您的位置：<a href='/'>首页</a> &gt; <a href='{path}'>{name}</a> &gt; 正文</div><div class='article'><h1>{d.headline}</h1>"
                f"<div class='info'><span>{d.time:%Y/%m/%d %H:%M:%S}</span><span>来源：{d.source}</span><span>阅读量：{d.number % 700}</span></div>"
                f"<div class='content'>{body}</div><p class='copy'>版权与免责声明：凡本网注明来源的作品，版权均属于示例环保网，转载请注明出处。</p>"
                f"<div class='near'>上一篇：<a href='/news/detail/{d.number - 1}.html'>上一篇标题</a></div></div>{side}{FOOT}</body></html>"
            )
    site.pages["/"] = _home("示例环保网", columns, everything, lambda d: f"/news/detail/{d.number}.html")
    return site


def tables(pager: str = "asp") -> Site:
    """An old site in GBK: nested tables, no classes, ASP or static numbered pages."""
    site = Site(encoding="gbk", start="/list.asp?cid=1" if pager == "asp" else "/hbdt/index.htm")
    everything = docs(2, 66)
    names = ("环保动态", "政策法规")
    paths = (
        ("/list.asp?cid=1", "/list.asp?cid=2") if pager == "asp" else ("/hbdt/index.htm", "/zcfg/index.htm")
    )
    columns = dict(zip(names, paths, strict=True))
    bar = "".join(
        f'<td><a href="{url}"><font color="#ffffff">{name}</font></a></td>' for name, url in columns.items()
    )
    top = f'<table width="780" border="0"><tr><td colspan="3"><img src="/images/top.jpg"></td></tr><tr><td><a href="/">首 页</a></td>{bar}</tr></table>'
    foot = '<table width="780"><tr><td align="center">版权所有 示例县环境保护局 地址：示例县人民路8号 电话：0000-1234567</td></tr></table>'

    def address(d: Doc) -> str:
        return (
            f"/show.asp?id={d.number}"
            if pager == "asp"
            else f"{paths[d.column].rpartition('/')[0]}/{d.number}.htm"
        )

    for place, (path, rows) in enumerate(zip(paths, everything, strict=True)):
        pages = batches(rows, 6)
        for current, batch in enumerate(pages):
            lines = "".join(
                f'<tr><td width="20"><img src="/images/dot.gif"></td><td height="24"><a href="{address(d)}" target="_blank">{d.headline}</a></td><td width="90">[{d.time:%Y-%m-%d}]</td></tr>'
                for d in batch
            )
            here = current + 1

            def link(n: int, path: str = path) -> str:
                if pager == "asp":
                    return f"{path}&page={n}" if n > 1 else path
                return path if n == 1 else path.replace("index.htm", f"index_{n}.htm")

            follow = (
                f'<a href="{link(here + 1)}">下一页</a> <a href="{link(len(pages))}">尾页</a>'
                if here < len(pages)
                else "下一页 尾页"
            )
            before = (
                f'<a href="{path}">首页</a> <a href="{link(here - 1)}">上一页</a>'
                if here > 1
                else "首页 上一页"
            )
            site.pages[link(here)] = (
                f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>示例县环境保护局</title></head><body>{top}'
                f'<table width="780"><tr><td width="180" valign="top"><table><tr><td>栏目导航</td></tr></table></td><td valign="top"><table width="100%">{lines}</table>'
                f"<table><tr><td>共{len(rows)}条 第{here}/{len(pages)}页 {before} {follow}</td></tr></table></td></tr></table>{foot}</body></html>"
            )
        for d in rows:
            url = address(d)
            site.documents[url] = d
            body = "<br>".join(f"　　{text}" for text in d.paragraphs)
            site.pages[url] = (
                f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>示例县环境保护局</title></head><body>{top}'
                f'<table width="780"><tr><td align="center"><font size="4"><b>{d.headline}</b></font></td></tr>'
                f'<tr><td align="center">发布日期：{d.time:%Y-%m-%d} 来源：{d.source} 点击：{d.number % 300}次</td></tr><tr><td><table width="96%"><tr><td>{body}</td></tr></table></td></tr>'
                f'<tr><td align="right">【<a href="javascript:window.print()">打印</a>】【<a href="javascript:window.close()">关闭</a>】</td></tr></table>{foot}</body></html>'
            )
        del place
    site.pages["/"] = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>示例县环境保护局</title></head><body>{top}<table><tr><td>'
        + "".join(f'<a href="{address(d)}">{d.headline}</a><br>' for d in everything[0][:5])
        + f"</td></tr></table>{foot}</body></html>"
    )
    return site


def _home(
    title: str, columns: dict[str, str], everything: list[list[Doc]], address: Callable[[Doc], str]
) -> str:
    boxes = ""
    for (name, url), rows in zip(columns.items(), everything, strict=True):
        lines = "".join(
            f'<li><a href="{address(d)}">{d.headline}</a><span>{d.time:%m-%d}</span></li>' for d in rows[:6]
        )
        boxes += f'<div class="box"><h2>{name}</h2><a class="more" href="{url}">更多&gt;&gt;</a><ul>{lines}</ul></div>'
    return f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>{menu(columns)}{boxes}{FOOT}</body></html>'


SITES: dict[str, Callable[[], Site]] = {
    "trs": trs,
    "trs-links": lambda: trs("links"),
    "hanweb": hanweb,
    "trade-next": lambda: trade("next"),
    "trade-numbers": lambda: trade("numbers"),
    "trade-script": lambda: trade("script"),
    "tables-asp": lambda: tables("asp"),
    "tables-static": lambda: tables("static"),
}


@contextmanager
def served(site: Site) -> Iterator[str]:
    """Serve a site on loopback; yields its origin."""

    class SiteHandler(Handler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            form = dict(parse_qsl(self.rfile.read(length).decode()))
            parts = urlsplit(self.path)
            text = site.pages.get(self.path)
            if text is None and site.dynamic:
                text = site.dynamic(parts.path, dict(parse_qsl(parts.query, keep_blank_values=True)) | form)
            body = (text or "<title>404</title>").encode(site.encoding, "xmlcharrefreplace")
            self.send_response(200 if text is not None else 404)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with serving(SiteHandler) as port:
        yield f"http://127.0.0.1:{port}"
