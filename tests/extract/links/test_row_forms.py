"""Every form that a row of a list takes, with every form of its day: the title is the title, the day is the day."""

from __future__ import annotations

from datetime import datetime, timedelta
from time import process_time
from typing import TYPE_CHECKING

import pytest

from envnews.extract import Page
from envnews.extract.links.list_page import extract_links
from envnews.model import CHINA_TIME

if TYPE_CHECKING:
    from collections.abc import Callable

URL = "https://sthjt.example.gov.cn/xwzx/"
FETCHED_AT = datetime(2023, 12, 1, tzinfo=CHINA_TIME)
TITLES = (
    "临江省召开全省水污染防治工作推进会",
    "关于公开征求《固体废物管理办法（征求意见稿）》意见的公告",
    "市领导带队检查入海排污口整改情况",
    "2023年第三季度空气质量状况通报",
    "我省新增两个生态文明建设示范区",
    "省生态环境厅厅长：坚持精准治污、科学治污",
    "江小川同志任生态环境局局长",
    "六五环境日主题活动在滨江公园举行，千余市民参加",
    "白石河流域突出问题整改销号公示（第二批）",
    "以案释法｜一公司未批先建被罚20万元",
    "“十四五”土壤污染防治规划发布",
)
DAYS = [datetime(2023, 11, 28, tzinfo=CHINA_TIME) - timedelta(days=3 * row) for row in range(len(TITLES))]
LEAD = (
    "近日，省厅组织召开会议，传达学习有关精神，对下一阶段的重点任务进行了部署，要求各地压实责任、抓好落实。"
)
OLD = "11月2日，省厅组织召开会议，传达学习2021年5月3日有关会议精神，对下一阶段的重点任务进行了部署，要求各地压实责任。"
MENU = "".join(
    f"<li><a href='/c{n}/'>{name}</a></li>"
    for n, name in enumerate(("首页", "新闻中心", "通知公告", "政策法规", "信息公开", "互动交流"))
)
HOT = "".join(f"<li><a href='/hot/{n}.html'>热点新闻标题第{n}条生态环境热点</a></li>" for n in range(5))

DAY_FORMS: dict[str, Callable[[datetime], str]] = {
    "with hyphens": lambda day: f"{day:%Y-%m-%d}",
    "with slashes": lambda day: f"{day:%Y/%m/%d}",
    "with dots": lambda day: f"{day:%Y.%m.%d}",
    "in words": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "in brackets": lambda day: f"[{day:%Y-%m-%d}]",
    "in parentheses": lambda day: f"（{day.year}年{day.month}月{day.day}日）",
    "with a time": lambda day: f"{day:%Y-%m-%d} 10:20",
    "a year of two digits": lambda day: f"[{day:%y-%m-%d}]",
    "a year of two digits, with a time": lambda day: f"[{day:%y-%m-%d} 10:20]",
    "without a year": lambda day: f"{day:%m-%d}",
    "without a year, in words": lambda day: f"{day.month}月{day.day}日",
    "without a year, with a slash": lambda day: f"{day:%m/%d}",
    "with a label": lambda day: f"发布时间：{day:%Y-%m-%d}",
    "behind the source": lambda day: f"来源：省厅 {day:%Y-%m-%d}",
    "before the readers": lambda day: f"<span>{day:%Y-%m-%d}</span><span>浏览：123</span>",
    "the day above the month": lambda day: f"<b>{day:%d}</b><i>{day:%Y-%m}</i>",
    "the day above the month, in blocks": lambda day: f"<div>{day:%d}</div><div>{day:%Y/%m}</div>",
    "the year below": lambda day: f"<p>{day:%m-%d}</p><p>{day:%Y}</p>",
    "the year above": lambda day: f"<p>{day:%Y}</p><p>{day:%m-%d}</p>",
    "in three elements": lambda day: f"<em>{day:%d}</em><span>{day.month}月</span><span>{day.year}</span>",
    "in three, parted by a stroke": lambda day: f"<em>{day:%d}</em>/<span>{day:%m}</span> <i>{day.year}</i>",
    "of two digits for the year": lambda day: f"{day:%y-%m-%d}",
    "without noughts": lambda day: f"{day.year}-{day.month}-{day.day}",
    "with blanks": lambda day: f"{day.year} - {day.month} - {day.day}",
}  # fmt: skip
ROW_FORMS = {
    "link, day": "<li><a href='{u}'>{t}</a><span>{d}</span></li>",
    "day, link": "<li><span>{d}</span><a href='{u}'>{t}</a></li>",
    "the day inside the link": "<li><a href='{u}'>{t}<span>{d}</span></a></li>",
    "the day first inside the link": "<li><a href='{u}'><span>{d}</span>{t}</a></li>",
    "a paragraph and the day inside the link": "<li><a href='{u}'><p>{t}</p><span>{d}</span></a></li>",
    "a heading, a lead and the day inside the link": "<li><a href='{u}'><h3>{t}</h3><p>{old}</p><span>{d}</span></a></li>",
    "blocks inside the link": "<li><a href='{u}'><div class='img'><img src='x.jpg'></div><div class='txt'><div>{t}</div><div>{lead}</div><div>{d}</div></div></a></li>",
    "the day before a heading inside the link": "<li><a href='{u}'><div>{d}</div><div><h4>{t}</h4><p>{lead}</p></div></a></li>",
    "spans inside the link": "<li><a href='{u}'><span>{t}</span><span>{lead}</span><span>{d}</span></a></li>",
    "kind, title and day inside the link": "<li><a href='{u}'><span>通知</span><span>{t}</span><span>{d}</span></a></li>",
    "a mark and a title inside the link": "<li><a href='{u}'><em class='top'>置顶</em><span class='t'>{t}</span><span>{d}</span></a></li>",
    "a number and a title inside the link": "<li><a href='{u}'><i>01</i><span>{t}</span></a><span>{d}</span></li>",
    "a label and a title of two classes": "<li><a href='{u}'><span class='tag'>通知</span><span class='text'>{t}</span></a><em>{d}</em></li>",
    "a whole row is the link": "<a class='row' href='{u}'><div>{t}</div><div>{lead}</div><div><span>中国环境报</span><span>{d}</span><span>阅读 123</span></div></a>",
    "a numbered class for every row": "<a class='row item-{n}' href='{u}'><span>{t}</span><span>{d}</span></a>",
    "a definition list inside the link": "<a class='row' href='{u}'><dl><dt><img src='x.jpg'></dt><dd>{t}</dd><dd>{lead}</dd><dd>{d}</dd></dl></a>",
    "the title over two lines": "<li><a href='{u}'><b>{t}</b></a><br><span>{d}</span></li>",
    "day beside a lead of other days": "<li><h3><a href='{u}'>{t}</a></h3><p>{old}</p><div>{d}</div></li>",
    "the lead is linked, too": "<li><a href='{u}'>{t}</a><p><a href='{u}'>{lead}</a></p><span>{d}</span></li>",
    "picture, heading and linked lead": "<div class='it'><div class='pic'><a href='{u}'><img src='x.jpg'></a></div><div class='tx'><h2><a href='{u}'>{t}</a></h2><div><a href='{u}'>{lead}……[阅读全文]</a></div><div>{d}</div></div></div>",
    "the column's link before": "<li>[<a href='/c1/'>工作动态</a>] <a href='{u}'>{t}</a><span>{d}</span></li>",
    "a cut title with a lead for attribute": "<li><a href='{u}' title='{lead}'>{t}</a><span>{d}</span></li>",
    "a cut title": "<li><a href='{u}' title='{t}'><span>{d}</span>{cut}...</a></li>",
    "cells": "<tr><td>{n}</td><td><a href='{u}'>{t}</a></td><td>临环发〔2023〕{n}号</td><td>{d}</td></tr>",
    "a table for every row": "<table><tr><td><img src='dot.gif'></td><td><a href='{u}' title='{t}'>{cut}...</a></td><td>{d}</td></tr></table>",
    "who wrote it in the next cell": "<tr><td><a href='{u}'>{t}</a></td><td><a href='/u/{n}'>治水者老江{n}</a><br>{d}</td><td>{n}/1{n}</td></tr>",
    "an account beside the day": "<li><h3><a href='{u}'>{t}</a></h3><p>{lead}</p><div><a href='/acc/{n}'>临江生态环境</a><span>{d}</span></div></li>",
    "an article with a meta line": "<article><a href='{u}'><img src='a.jpg' alt='{t}'></a><h2><a href='{u}'>{t}</a></h2><div><span>小江</span><time>{d}</time><a href='/tag/1'>环保</a></div><p>{lead}</p></article>",
    "a second link is the day": "<li><a href='{u}'>{t}</a><a class='date' href='{u}'>{d}</a></li>",
    "a link laid over the row": "<li><a href='{u}'></a><h3>{t}</h3><p>{lead}</p><div>{d}</div></li>",
    "a button in the last cell": "<tr><td>{n}</td><td>{t}</td><td>{d}</td><td><a href='{u}'>查看详情</a></td></tr>",
    "a button behind title and day": "<li><span>{t}</span><span>{d}</span><a href='{u}'>查看</a></li>",
}


def page_of(row: str, day_form: Callable[[datetime], str]) -> Page:
    rows = "".join(
        row.format(u=f"/art/{n}.html", t=title, cut=title[:9], n=n, lead=LEAD, old=OLD, d=day_form(day))
        for n, (title, day) in enumerate(zip(TITLES, DAYS, strict=True), 1)
    )
    around = {"<li": "ul", "<tr": "table"}.get(row[:3], "div")
    html = (
        f"<html><body><div class='nav'><ul>{MENU}</ul></div><div class='main'><{around}>{rows}</{around}></div>"
        f"<div class='right'><h3>热点</h3><ul>{HOT}</ul></div><div class='foot'>版权所有：临江省生态环境厅</div></body></html>"
    )
    return Page(URL, html.encode(), fetched_at=FETCHED_AT)


@pytest.mark.parametrize("row", ROW_FORMS.values(), ids=ROW_FORMS)
def test_a_row_is_read_with_every_form_of_its_day(row: str) -> None:
    wanted = [
        (f"https://sthjt.example.gov.cn/art/{n}.html", title, day.date())
        for n, (title, day) in enumerate(zip(TITLES, DAYS, strict=True), 1)
    ]
    for name, day_form in DAY_FORMS.items():
        found = extract_links(page_of(row, day_form))
        read = [(entry.url, entry.title, entry.published and entry.published.at.date()) for entry in found]
        assert read == wanted, name


@pytest.mark.parametrize("form", ["（{d}）", "[{d}] <font color='red'>新</font>", "{d}"])
def test_a_line_that_ends_at_a_break_is_a_row(form: str) -> None:
    rows = "".join(
        f"·<a href='/art/{n}.html'>{title}</a> {form.format(d=f'{day:%Y-%m-%d}')}<br>"
        for n, (title, day) in enumerate(zip(TITLES, DAYS, strict=True), 1)
    )
    page = f"<html><body><ul>{MENU}</ul><div>{rows}</div><p>2023-12-01 星期五</p></body></html>"
    found = extract_links(Page(URL, page.encode(), fetched_at=FETCHED_AT))
    assert [(entry.title, entry.published and entry.published.at) for entry in found] == list(
        zip(TITLES, DAYS, strict=True)
    )


@pytest.mark.parametrize(
    "record",
    [
        "<li><a href='/art/{n}.html' title='{t}'>{cut}…</a><span>{d}</span></li>",
        "<table width='100%'><tr><td><a href='/art/{n}.html'>{t}</a></td><td>[{d}]</td></tr></table>",
    ],
)
def test_the_rows_of_a_data_island_are_the_list(record: str) -> None:
    records = "".join(
        f"<record><![CDATA[\n{record.format(n=n, t=title, cut=title[:9], d=f'{day:%Y-%m-%d}')}]]></record>"
        for n, (title, day) in enumerate(zip(TITLES, DAYS, strict=True), 1)
    )
    island = (
        "<script type='text/xml'><datastore><nextgroup><![CDATA[<a href='/module/web/jpage/dataproxy.jsp?page=1'></a>]]>"
        f"</nextgroup><recordset>{records}</recordset></datastore></script>"
    )
    page = f"<html><body><ul>{MENU}</ul><div id='3821'>{island}</div><div class='foot'>临江省</div></body></html>"
    found = extract_links(Page(URL, page.encode(), fetched_at=FETCHED_AT))
    assert [(entry.title, entry.published and entry.published.at) for entry in found] == list(
        zip(TITLES, DAYS, strict=True)
    )


def test_a_record_without_an_end_is_none() -> None:
    page = f"<ul>{MENU}</ul><script type='text/xml'><record><![CDATA[<li><a href='/art/1.html'>{TITLES[0]}</a></script>"
    assert all("/art/" not in entry.url for entry in extract_links(Page(URL, page.encode())))


@pytest.mark.parametrize(
    ("row", "title"),
    [
        ("<a href='{u}'><span class='title'><em>水污染</em>防治工作会议在临江召开</span><span class='date'>2023-11-{d}</span></a>", "水污染防治工作会议在临江召开"),
        ("<a href='{u}'><b><font>水污染防治工作会议</font>在临江召开，以及关于进一步做好今冬明春大气污染防治工作若干措施（征求意见稿）</b></a> 2023-11-{d}", "水污染防治工作会议在临江召开，以及关于进一步做好今冬明春大气污染防治工作若干措施（征求意见稿）"),
        ("<a href='{u}'>水污染防治工<wbr>作会议在临江召开</a> 2023-11-{d}", "水污染防治工作会议在临江召开"),
        ("<a href='{u}'><font>7</font><font>月份全省环境空气质量状况</font></a> 2023-11-{d}", "7月份全省环境空气质量状况"),
        ("<a href='{u}'><div class='subject'>水环境管理</div><div class='txt'>水污染防治工作会议在临江召开</div><div>2023-11-{d}</div></a>", "水污染防治工作会议在临江召开"),
        ("<a href='{u}'><font>关于印发</font><b>水污染防治办法的通知</b><span>new</span></a> 2023-11-{d}", "关于印发水污染防治办法的通知"),
    ],
)  # fmt: skip
def test_a_title_that_is_marked_broken_or_labelled_is_whole(row: str, title: str) -> None:
    rows = "".join(
        f"<li>{row.format(u=f'/art/{n}.html', d=n).replace('临江', f'临江{n}').replace('全省', f'全省{n}').replace('办法', f'办法{n}')}</li>"
        for n in range(11, 17)
    )
    page = f"<html><body><ul>{MENU}</ul><div><ul class='lb'>{rows}</ul></div></body></html>"
    found = extract_links(Page(URL, page.encode(), fetched_at=FETCHED_AT))
    assert [entry.title for entry in found] == [
        title.replace("临江", f"临江{n}").replace("全省", f"全省{n}").replace("办法", f"办法{n}")
        for n in range(11, 17)
    ]


@pytest.mark.parametrize(
    "cells", ["<td>{n}</td><td>12</td><td>2023</td>", "<td>文号 临环发 12-{d} 号</td>", "<td>第 3 批</td>"]
)
def test_counts_and_numbers_of_documents_are_no_days(cells: str) -> None:
    rows = "".join(
        f"<tr>{cells.format(n=n, d=n + 10)}<td><a href='/art/{n}.html'>{title}</a></td></tr>"
        for n, title in enumerate(TITLES, 1)
    )
    page = f"<html><body><ul>{MENU}</ul><table>{rows}</table></body></html>"
    found = extract_links(Page(URL, page.encode(), fetched_at=FETCHED_AT))
    assert [(entry.title, entry.published) for entry in found] == [(title, None) for title in TITLES]


@pytest.mark.parametrize(
    "link",
    [
        "前天" * 6000 + "快",
        "<b>" + "前天" * 6000 + "</b>快",
        f"<b class='{'_a' * 15000}'>标题标题标题</b>",
        "<div>" * 100 + "<span>标题</span><i>字</i>" * 4000,
    ],
    ids=["words of time", "words of time in an element", "a long class", "many words"],
)
def test_a_link_is_read_in_time_whatever_it_holds(link: str) -> None:
    start = process_time()
    extract_links(Page(URL, f"<html><body>{f'<a href=/1.html>{link}</a>' * 5}</body></html>".encode()))
    assert process_time() - start < 2
