"""Lists in the structures of many sites: every entry of the main list is found, with title and date, and nothing else."""

from __future__ import annotations

from datetime import datetime

import pytest

from envnews.extract import Page
from envnews.extract.links.list_page import extract_links
from envnews.model import CHINA_TIME

URL = "https://www.example.com/news/index.html"
FETCHED_AT = datetime(2022, 7, 25, 12, tzinfo=CHINA_TIME)
TITLES = (
    "水清岸绿入画来",
    "临江市召开入海排污口整治现场会 通报上半年排查进度",
    "图解｜一张图看懂新修订的海洋环境保护法",
    "关于公开征求《临江市排水管理办法（征求意见稿）》意见的公告",
    "青龙湾湿地再添“新住客” 三只黑脸琵鹭现身滩涂",
    "白石河变清记",
    "我市2022年上半年环境空气质量优良天数比例达95.6%，同比上升2.1个百分点",
    "1.2亿元！63公里老旧管网改造项目开工",
    "专家解读：为什么治水要从治管网开始",
    "市生态环境局开展夜间执法检查 查处三家违法排污企业",
    "村口的排污管去哪了？记者三访白石村",
    "全市河湖长制工作会议召开",
)
DAYS = (24, 24, 23, 22, 22, 21, 20, 19, 18, 15, 14, 12)
MENU = (
    "<div class='top'><a href='/'>网站首页</a><a href='/zwgk/'>政务公开</a><a href='/hjzl/'>环境质量查询</a><a href='/hdjl/'>互动交流平台</a>"
    "<a href='/fw/'>办事服务大厅</a></div><div class='loc'>当前位置：<a href='/'>网站首页</a> &gt; <a href='/news/'>新闻中心</a></div>"
)
SIDE = (
    "<div class='side'><h3>点击排行</h3><ol>"
    + "".join(
        f"<li><a href='/hot/{n}.html'>{title}</a></li>"
        for n, title in enumerate(
            ("多地发布高温红色预警信号", "暑期旅游市场监管力度加大", "新一批湿地公园名单公布")
        )
    )
    + "</ol><h3>友情链接</h3><p><a href='http://a.example/'>中国环境监测总站</a> <a href='http://b.example/'>国家海洋环境监测中心</a></p></div>"
)
FOOT = "<div class='foot'><a href='/about/'>关于我们的网站</a><a href='/map/'>网站地图导航</a> 临ICP备05000000号 2022-07-25</div>"
FORMS = {
    "rows parted by lines": (
        "<ul class='list_ul'>",
        "<li><a href='{u}' title='{t}'>{s}</a><span>2022-07-{d}</span></li>{line}",
        "</ul><div class='page'><a href='index_1.html'>下一页</a></div>",
    ),
    "a list for every five rows": (
        "<div class='ej_list'>{open}",
        "<li><a href='{u}' target='_blank'>{t}</a> <em>2022-07-{d} 10:08</em></li>{group}",
        "</ul></div><div class='page_n'><a>上一页</a><a href='index2.html'>下一页</a></div>",
    ),
    "the column's link in every row": (
        "<div class='content_list'><ul>",
        "<li><div class='dd_lm'>[<a href='/sh/'>社会新闻频道</a>]</div> <div class='dd_bt'><a href='{u}'>{t}</a></div><div class='dd_time'>7-{d} 10:08</div></li>",
        "</ul></div><div class='pagebox'><a href='news2.html'>2</a></div>",
    ),
    "pictures, keywords and comments in every row": (
        "<div class='ndi_main'>",
        "<div class='data_row news_article'><a href='{u}' class='na_pic'><img src='a.jpg' alt='{t}'></a><div class='na_detail'><div class='news_title'><h3><a href='{u}'>{t}</a></h3></div><div class='news_tag'><div class='keywords'><a href='/k/1/'>生态环境部</a><a href='/k/2/'>入海排污口</a></div><span class='time'>2022-07-{d} 10:08:00</span><a class='tie' href='{u}#tie'><span>126跟贴</span></a></div></div></div>",
        "</div><a class='load_more'>加载更多新闻</a>",
    ),
    "cards with summary and button": (
        "<div class='cards'>",
        "<div class='card'><a href='{u}'><img src='a.jpg'></a><a href='{u}'><h4>{t}</h4></a><p>会议指出，要坚持一口一策，做到查得清、溯得准、治得好，把整治清单向社会公开……</p><span>2022年07月{d}日</span><a class='btn' href='{u}'>查看详情 &gt;</a></div>",
        "</div>",
    ),
    "old tables that open windows": (
        "<table width='600'>",
        "<tr><td width='10'><img src='dot.gif'></td><td><a href='#' onclick=\"window.open('{u}')\">{t}</a> <font color='#999'>[2022-7-{d}]</font></td></tr><tr><td colspan='2' height='1' background='line.gif'></td></tr>",
        "</table><a href='index.asp?page=2'>下一页</a>",
    ),
    "an archive of a blog": (
        "<main>",
        "<article class='post type-post'><header><h2 class='entry-title'><a href='{u}' rel='bookmark'>{t}</a></h2><div class='entry-meta'><time datetime='2022-07-{d}T10:08:00+08:00'>2022年7月{d}日</time> <a href='/category/baodao/' rel='category tag'>深度报道专栏</a></div></header><div class='entry-summary'><p>青龙湾是候鸟迁徙的重要停歇地，去年冬天在此越冬的水鸟创下新高。<a href='{u}#more'>继续阅读 →</a></p></div></article>",
        "</main>",
    ),
    "a portal's definition lists": (
        "<div class='bm_c'>",
        "<dl class='bbda'><dt class='xs2'><a href='{u}' target='_blank'>{t}</a></dt><dd class='xs2'>会议指出，入海排污口是陆源污染进入海洋的最后一道闸门。</dd><dd><span class='xg1'>2022-7-{d} 10:08</span></dd></dl>",
        "</div>",
    ),
    "a calendar sheet before every title": (
        "<ul class='news'>",
        "<li><div class='date'><b>{d}</b><span>2022-07</span></div><div class='txt'><a href='{u}'><h3>{t}</h3></a><p>下一步，各地要建立长效管护机制，接受群众监督。</p></div></li>",
        "</ul>",
    ),
    "a table of documents": (
        "<table class='xxgk'><tr><th>序号</th><th>标题</th><th>文号</th><th>发布日期</th></tr>",
        "<tr><td>{n}</td><td><a href='{u}' title='{t}'>{s}</a></td><td>临环函〔2022〕{n}号</td><td>2022-07-{d}</td></tr>",
        "</table>",
    ),
    "rows that are one link": (
        "<div class='mlist'>",
        "<a class='item' href='{u}'><p class='t'>{t}</p><p class='d'><span>临江日报</span><span>2022-07-{d}</span></p></a>",
        "</div>",
    ),
    "titles without dates": ("<ul class='newslist'>", "<li><a href='{u}'>{t}</a></li>", "</ul>"),
    "the date before the title": (
        "<div class='lb'>",
        "<p><span>【2022-07-{d}】</span><a href='{u}'><font>{t}</font></a></p>",
        "</div>",
    ),
    "the source beside the date": (
        "<ul class='gl'>",
        "<li><i>·</i><a href='{u}' title='标题：{t}&#10;发布时间：2022-07-{d}'>{t}</a><span class='ly'>市生态环境局</span><span class='sj'>07-{d}</span></li>",
        "</ul>",
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_the_main_list_is_found_with_titles_and_dates(name: str) -> None:
    before, row, after = FORMS[name]
    rows = "".join(
        row.format(
            u=f"/news/202207/{1000 + n}.html",
            t=title,
            s=title if len(title) < 16 else f"{title[:15]}...",
            d=f"{day:02}",
            n=n,
            line="<li class='line'></li>" if n % 5 == 0 else "",
            group="</ul><ul class='list_16'>" if n % 5 == 0 else "",
        )
        for n, (title, day) in enumerate(zip(TITLES, DAYS, strict=True), 1)
    )
    html = f"<html><body>{MENU}<div class='main'>{before.format(open='<ul class=list_16>')}{rows}{after}</div>{SIDE}{FOOT}</body></html>"
    found = extract_links(Page(URL, html.encode(), {}, FETCHED_AT))
    dated = name != "titles without dates"
    assert [
        (entry.url, entry.title, entry.published.isoformat()[:10] if entry.published else None)
        for entry in found
    ] == [
        (
            f"https://www.example.com/news/202207/{1000 + n}.html",
            title,
            f"2022-07-{day:02}" if dated else None,
        )
        for n, (title, day) in enumerate(zip(TITLES, DAYS, strict=True), 1)
    ]
