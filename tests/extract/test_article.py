"""Whole pages in the structures of the vendors, and everything that pages do wrong."""

from __future__ import annotations

import random
import re
from datetime import datetime
from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from envnews.extract import Page, Rules, extract
from envnews.extract.page.blocks import SKIPPED
from envnews.extract.page.document import parse
from envnews.model import CHINA_TIME, Attachment, Extraction, Image, Link, Origin, PageKind, Precision
from envnews.normalize import squash
from envnews.spiders.media.h2o_china import H2oChinaSpider
from envnews.spiders.media.hbzhan import HbzhanSpider
from envnews.spiders.national.mee import MeeSpider
from envnews.spiders.provinces.zhejiang import ZhejiangSpider

if TYPE_CHECKING:
    from collections.abc import Callable

BASE = datetime(2022, 7, 25, 12, tzinfo=CHINA_TIME)
HEADLINE = "关于印发《入海排污口整治年度工作安排》的通知"
TEXT = (
    "各沿海市生态环境局：",
    "为深入打好重点海域综合治理攻坚战，现将《入海排污口整治年度工作安排》印发给你们，请结合实际认真贯彻落实。",
    "一、全面排查",
    "沿海各市要在六月底前完成辖区内全部岸线的排查，做到应查尽查、有口皆查，并建立动态管理台账。",
    "二、分类整治",
    "对直排生活污水的口门，要限期接入市政管网；对混排、错接的，要明确责任主体，逐一销号。",
)

TRS = (
    """<!DOCTYPE html><html><head><meta charset="UTF-8"><title>"""
    + HEADLINE
    + """_中华人民共和国生态环境部</title>
<meta name="SiteName" content="中华人民共和国生态环境部"><meta name="SiteDomain" content="www.mee.gov.cn"><meta name="SiteIDCode" content="bm17000009">
<meta name="ColumnName" content="公示公告"><meta name="ColumnType" content="公示公告"><meta name="ArticleTitle" content=\""""
    + HEADLINE
    + """">
<meta name="PubDate" content="2022-07-22 14:46:00"><meta name="ContentSource" content="海洋生态环境司"><meta name="Keywords" content=""><meta name="Author" content="">
<meta name="author" content="周小禾"><meta name="source" content="海洋生态环境司"><meta name="description" content="中华人民共和国生态环境部">
<meta name="Url" content="http://www.mee.gov.cn/ywdt/gsgg/202207/t20220722_989001.shtml"><style>.TRS_Editor P{margin:0}</style></head><body>
<div class="header"><ul><li><a href="/">首页</a></li><li><a href="/ywdt/">要闻动态</a></li></ul></div>
<div class="innerBg"><div class="bread">当前位置：<a href="/">首页</a> &gt; <a href="/ywdt/">要闻动态</a> &gt; <a href="/ywdt/gsgg/">公示公告</a></div>
<div class="neiright_JPZ_GK"><h2 class="neiright_Box">"""
    + HEADLINE
    + """</h2>
<div class="wjkFontBox"><em>2022-07-22</em><span class="xqLyPc"> 来源：海洋生态环境司</span><div class="ziti">字号：[大] [中] [小] <a href="javascript:window.print()">[打印]</a></div></div>
<div class="wjkFontBox1"><em>2022-07-22</em></div>
<div class="neiright_JPZ_GK_CP"><div class="TRS_Editor"><style type="text/css">.TRS_Editor P{line-height:2}</style><div class="Custom_UnionStyle">"""
    + "".join(f'<p style="text-indent:2em">　　{line}</p>\n' for line in TEXT)
    + """<p align="center"><img src="./W020220722531.jpg" OLDSRC="W020220722531.jpg"/></p><p align="center">沿海岸线排查分区示意图</p>
<table border="1"><tbody><tr><td><p>城市</p></td><td><p>口门数</p></td></tr><tr><td><p>北湾市</p></td><td><p>15</p></td></tr></tbody></table>
</div></div></div><div class="fj">附件：<a href="./P020220722531.pdf">入海排污口整治年度工作安排.pdf</a></div></div></div>
<div class="footer">版权所有：生态环境部 | 网站标识码：bm17000009</div></body></html>"""
)

HANWEB = (
    """<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>"""
    + HEADLINE
    + """</title>
<meta name='siteName' content='浙江省生态环境厅'><meta name="SiteIDCode" content=""><meta name="pubDate" content="2022-07-22 15:46"><meta name="contentSource" content="海洋处">
<meta name="keywords" content="排污口 整治 沿海各市"><meta name="author" content=""><meta name="Maketime" content="2022-07-22 15:46:12"></head><body>
<!--<div>大汉网络</div>--><table width="1000" align="center"><tr><td>您现在的位置：<a href="/">首页</a> >> <a href="/col/col1229263559/index.html">通知公告</a></td></tr></table>
<table id="article" width="100%"><tr><td class="title" align="center"><!--<$[标题名称(html)]>begin-->"""
    + HEADLINE
    + """<!--<$[标题名称(html)]>end--></td></tr>
<tr><td align="center"><span>发布日期：</span><span style="padding-left:25px">2022-07-22</span><span>信息来源：海洋处</span><span>浏览次数：<script src="/vc/vc/interface/visit.jsp?id=1"></script></span>
<span>字体：[ <a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a> <a href="javascript:doZoom(14)">小</a> ]</span></td></tr>
<tr><td><div id="zoom"><meta name="ContentStart"/><!--ZJEG_RSS.content.begin-->"""
    + "".join(f"<p>{line}</p>" for line in TEXT)
    + """<p><a href="/module/download/downfile.jsp?classid=0&amp;filename=22072201.docx">附件：整治清单.docx</a></p><!--ZJEG_RSS.content.end--><meta name="ContentEnd"/></div></td></tr>
<tr><td>上一篇：<a href="/art/2022/7/21/art_1229263559_4900.html">关于开展夏季臭氧监督帮扶的通知</a></td></tr><tr><td>下一篇：没有了</td></tr></table></body></html>"""
)

E20 = (
    """<html><head><meta charset="utf-8"><title>"""
    + HEADLINE
    + """-中国水网</title><meta name="keywords" content="水网,污水处理,水务"><meta name="description" content="中国水网"></head><body>
<div class="top"><a href="/login">登录</a><a href="/reg">注册</a></div><div class="newscontent"><div class="newscontent_press"><h1>"""
    + HEADLINE
    + """</h1>
<div class="newscontent_info"><p>时间：2022-07-22 09:12</p><p>来源：临江日报</p><p>作者：周小禾 王大田</p></div></div><div class="newscontent_text">"""
    + "".join(f"<p>{line}</p>" for line in TEXT)
    + """<p>编辑：李一木</p><p>声明：本网转载此文，旨在提供行业资讯，不代表本网观点。</p></div>
<div class="tag">标签：<a href="/tag/1">排污口</a><a href="/tag/2">海洋治理</a></div><div class="xg"><h3>相关新闻</h3><ul><li><a href="/news/330001.html">北湾市公布首批排污口整治清单</a></li></ul></div></body></html>"""
)

HBZHAN = (
    """<html><head><meta charset="gb2312"><title>"""
    + HEADLINE
    + """-环保在线</title></head><body><div class="mainLeft"><div class="leftTop"><h1>"""
    + HEADLINE
    + """</h1>
<p><span>2022-07-22 07:10:17</span><span>来源：临江省生态环境厅</span> <span>关键词：<a href="/t/1">排污口</a><a href="/t/2">海洋治理</a></span><span>阅读量：15248</span></p></div>
<div class="lead">导读：近日，临江省印发通知，部署入海排污口排查、溯源和分类整治工作，要求各市建立台账。</div><div class="newsContent">"""
    + "".join(f"<p>　　{line}</p>" for line in TEXT)
    + """<p style="text-align:right">原标题：临江省印发入海排污口整治工作安排</p></div><div class="pl">热门评论</div>
<p>上一篇：<a href="/news/detail/151510.html">北湾市：打造“1+2+3”无废海岛</a></p><p>下一篇：<a href="/news/detail/151512.html">临江市召开臭氧会商会</a></p><div>相关新闻</div></div></body></html>"""
)

OLD = (
    """<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312"><TITLE>临江省环境保护厅</TITLE></HEAD><BODY bgColor=#ffffff>
<TABLE width=778 align=center><TR><TD background=images/top.gif><A href="index.asp">首页</A> | <A href="news.asp">新闻</A> | <A href="law.asp">法规</A></TD></TR></TABLE>
<TABLE width=778 align=center><TR><TD width=160><A href="a.asp">环境质量</A><BR><A href="b.asp">监察执法</A></TD><TD><TABLE width="100%"><TR><TD align=middle><FONT size=4 color=red><B>"""
    + HEADLINE
    + """</B></FONT></TD></TR>
<TR><TD align=middle>发布时间：2008-7-22 9:05:00　来源：海洋处　作者：周小禾　点击：331</TD></TR><TR><TD><FONT size=3><DIV>　　"""
    + "<BR>　　".join(TEXT)
    + """</DIV></FONT></TD></TR>
<TR><TD align=right>【<A href="javascript:window.print()">打印</A>】【<A href="javascript:window.close()">关闭</A>】</TD></TR></TABLE></TD></TR></TABLE>
<TABLE width=778 align=center><TR><TD>主办：临江省环境保护厅　备案号：临ICP备05000001号</TD></TR></TABLE></BODY></HTML>"""
).encode("gbk")


def read(html: str | bytes, rules: Rules | None, url: str, base: datetime | None = BASE) -> Extraction:
    return extract(Page(url, html.encode() if isinstance(html, str) else html, {}, base), rules)


def published(found: Extraction) -> tuple[str, Precision] | None:
    return (found.published.isoformat()[:19], found.published.precision) if found.published else None


@pytest.mark.parametrize("rules", [None, MeeSpider.rules_at(None)], ids=["without rules", "with rules"])
def test_a_page_of_trs(rules: Rules | None) -> None:
    found = read(TRS, rules, "https://www.mee.gov.cn/ywdt/gsgg/202207/t20220722_989001.shtml")
    assert (found.headline, found.source, found.column) == (HEADLINE, "海洋生态环境司", "公示公告")
    assert published(found) == ("2022-07-22T14:46:00", Precision.SECOND)
    assert (found.author, found.editor, found.keywords, found.lead) == (None, None, (), None)
    directory = "https://www.mee.gov.cn/ywdt/gsgg/202207/"
    assert found.images == (Image(directory + "W020220722531.jpg", "沿海岸线排查分区示意图"),)
    assert found.attachments == (
        Attachment(directory + "P020220722531.pdf", "入海排污口整治年度工作安排.pdf", "pdf"),
    )
    assert found.tables == ((("城市", "口门数"), ("北湾市", "15")),)
    assert found.body.splitlines()[: len(TEXT)] == list(TEXT)
    assert found.body.splitlines()[len(TEXT) :] == ["沿海岸线排查分区示意图", "城市\t口门数", "北湾市\t15"]
    assert "line-height" not in found.body_html
    assert found.problems == ()


@pytest.mark.parametrize("rules", [None, ZhejiangSpider.rules_at(None)], ids=["without rules", "with rules"])
def test_a_page_of_hanweb(rules: Rules | None) -> None:
    found = read(HANWEB, rules, "https://sthjt.zj.gov.cn/art/2022/7/22/art_1229263559_4901.html")
    assert (found.headline, found.source, found.views) == (HEADLINE, "海洋处", None)
    assert published(found) == ("2022-07-22T15:46:00", Precision.MINUTE)
    assert found.keywords == ("排污口", "整治", "沿海各市")
    assert found.body.splitlines()[: len(TEXT)] == list(TEXT)
    [attachment] = found.attachments
    assert (attachment.type, attachment.url.partition("?")[0]) == (
        "docx",
        "https://sthjt.zj.gov.cn/module/download/downfile.jsp",
    )
    assert found.previous == Link(
        "https://sthjt.zj.gov.cn/art/2022/7/21/art_1229263559_4900.html", "关于开展夏季臭氧监督帮扶的通知"
    )
    assert found.next is None


@pytest.mark.parametrize("rules", [None, H2oChinaSpider.rules_at(None)], ids=["without rules", "with rules"])
def test_a_page_of_e20(rules: Rules | None) -> None:
    found = read(E20, rules, "https://www.h2o-china.com/news/330000.html")
    assert (found.headline, found.source) == (HEADLINE, "临江日报")
    assert (found.author, found.editor) == ("周小禾、王大田", "李一木")
    assert published(found) == ("2022-07-22T09:12:00", Precision.MINUTE)
    assert found.keywords == ("排污口", "海洋治理")
    assert found.body.splitlines() == list(TEXT)
    assert found.related == (
        Link("https://www.h2o-china.com/news/330001.html", "北湾市公布首批排污口整治清单"),
    )


@pytest.mark.parametrize("rules", [None, HbzhanSpider.rules_at(None)], ids=["without rules", "with rules"])
def test_a_page_of_hbzhan(rules: Rules | None) -> None:
    found = read(HBZHAN, rules, "https://www.hbzhan.com/news/detail/151511.html")
    assert (found.headline, found.source, found.views) == (HEADLINE, "临江省生态环境厅", 15248)
    assert published(found) == ("2022-07-22T07:10:17", Precision.SECOND)
    assert found.keywords == ("排污口", "海洋治理")
    assert found.lead == "近日，临江省印发通知，部署入海排污口排查、溯源和分类整治工作，要求各市建立台账。"
    assert found.original_title == "临江省印发入海排污口整治工作安排"
    assert found.body.splitlines() == list(TEXT)
    assert found.previous is not None
    assert found.next is not None
    assert [found.previous.title, found.next.title] == ["北湾市：打造“1+2+3”无废海岛", "临江市召开臭氧会商会"]


def test_an_old_page_of_nested_tables_in_gbk() -> None:
    found = read(OLD, None, "http://www.ljepb.example.gov.cn/shownews.asp?id=331")
    assert (found.charset, found.headline) == ("gb18030", HEADLINE)
    assert (found.source, found.author, found.views) == ("海洋处", "周小禾", 331)
    assert published(found) == ("2008-07-22T09:05:00", Precision.SECOND)
    assert found.body.splitlines() == list(TEXT)
    assert found.tables == ()
    assert "打印" not in found.body_html


@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "big5", "iso-8859-1", "x-none", ""])
@pytest.mark.parametrize("charset", ["utf-8", "gbk", "gb18030"])
def test_a_wrong_declaration_of_the_charset_changes_nothing(declared: str, charset: str) -> None:
    html = HBZHAN.replace('charset="gb2312"', f'charset="{declared}"')
    page = Page(
        "https://www.hbzhan.com/a.html",
        html.encode(charset),
        {"content-type": f"text/html; charset={declared}"},
        BASE,
    )
    found = extract(page)
    assert found.headline == HEADLINE
    assert found.body.splitlines() == list(TEXT)
    assert not {"undecodable"} & {problem.code for problem in found.problems}


@pytest.mark.parametrize(
    "place", ['<div class="leftTop">', '<div class="newsContent">', '<div class="lead">', "热门评论"]
)
def test_an_included_end_of_page_loses_nothing(place: str) -> None:
    """A header included by the server ends with </body></html>; libxml2 makes a second root of the rest."""
    html = HBZHAN.replace(place, f"</div></div></body></html>\n<html><body><div>{place}")
    found = read(html, None, "https://www.hbzhan.com/news/detail/151511.html")
    assert found.headline == HEADLINE
    assert published(found) == ("2022-07-22T07:10:17", Precision.SECOND)
    assert found.body.splitlines() == list(TEXT)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("3小时前 来源：临江日报", "2022-07-25T09:00:00"),
        ("发布时间：昨天 15:15", "2022-07-24T15:15:00"),
        ("发布时间：07-22 07:10", "2022-07-22T07:10:00"),
        ("12-30 来源：临江日报", "2021-12-30T00:00:00"),
    ],
)
def test_relative_dates_are_read_against_the_fetch_and_are_null_without_it(
    line: str, expected: str, article: Callable[..., str]
) -> None:
    url = "https://sthjt.example.gov.cn/1.html"
    found = read(article(line), None, url)
    assert found.published is not None
    assert found.published.isoformat()[:19] == expected
    assert found.problems == ()
    unread = read(article(line), None, url, None)
    assert unread.published is None
    problems = [problem for problem in unread.problems if problem.field == "published_at"]
    assert "no_date" in {problem.code for problem in problems}
    assert all(url in problem.message for problem in problems)
    if "发布时间" in line:
        assert "unreadable_date" in {problem.code for problem in problems}


@pytest.mark.parametrize("when", ["2022-13-45 08:00", "待定", "2022年2月30日", "2032-01-01"])
@pytest.mark.parametrize(
    "rules", [None, Rules(headline=("h1",), body=("div.content",), meta_line=("div.info",))]
)
def test_an_unreadable_date_is_null_with_address_field_and_what_was_seen(
    when: str, rules: Rules | None, article: Callable[..., str]
) -> None:
    url = "https://sthjt.example.gov.cn/1.html"
    found = read(article(f"发布时间：{when} 来源：临江日报"), rules, url)
    assert (found.published, found.source) == (None, "临江日报")
    [problem] = [problem for problem in found.problems if problem.code == "unreadable_date"]
    assert problem.field == "published_at"
    assert url in problem.message
    assert when.partition(" ")[0] in problem.message


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ("发布时间：2022-07-20 08:00 更新时间：2022-07-22 09:00", "2022-07-20T08:00"),
        ("更新时间：2022-07-22 09:00<br>发布时间：2022-07-20 08:00", "2022-07-20T08:00"),
        ("2022-07-20 08:00 来源：临江日报<br>2022-07-20", "2022-07-20T08:00"),
    ],
)
def test_of_two_dates_the_one_of_publication_counts(
    meta: str, expected: str, article: Callable[..., str]
) -> None:
    found = read(article(meta), None, "https://sthjt.example.gov.cn/1.html")
    assert found.published is not None
    assert found.published.isoformat()[:16] == expected


def test_dates_of_the_clock_the_text_and_the_footer_are_no_date_of_publication(
    article: Callable[..., str], paragraphs: tuple[str, ...]
) -> None:
    text = (
        "".join(f"<p>{p}</p>" for p in paragraphs)
        + "<p>会议定于2022年7月19日上午9:00继续举行，请准时参加。</p>"
    )
    html = article("来源：临江日报", text=text, below="<div>Copyright 2006-2022 版权所有 更新于2021年</div>")
    html = html.replace("<body>", "<body><div class='clock'>今天是2022年7月25日 星期一</div>")
    found = read(html, None, "https://sthjt.example.gov.cn/1.html")
    assert found.published is None
    assert [problem.code for problem in found.problems] == ["no_date"]


def test_a_page_without_text_says_so(article: Callable[..., str]) -> None:
    for rules in (None, Rules(body=("div.content",), headline=("h1",), meta_line=("div.info",))):
        found = read(article(text=""), rules, "https://sthjt.example.gov.cn/1.html")
        assert (found.body, found.body_html.strip("</div> ")) == ("", "")
        [problem] = [problem for problem in found.problems if problem.field == "body"]
        assert problem.code == "no_body"
        assert found.url in problem.message


def test_control_characters_in_a_textarea_that_holds_the_text_are_left_out() -> None:
    page = "<body><textarea>a\x0bb</textarea><textarea>&lt;p&gt;会议\x0b在省会召开，部署重点任务，听取汇报。&lt;/p&gt;</textarea>"
    body = read(page, None, "https://a.example/1.html").body
    assert body == "ab\n会议 在省会召开，部署重点任务，听取汇报。"


def test_every_chosen_value_has_one_witness() -> None:
    found = read(TRS, MeeSpider.rules_at(None), "https://www.mee.gov.cn/a.shtml")
    chosen = [witness.field for witness in found.witnesses if witness.chosen]
    assert len(chosen) == len(set(chosen))
    assert {"headline", "published_at", "source", "body"} <= set(chosen)
    assert found.origin("headline") is not None
    assert found.origin("author") is None
    assert all(isinstance(witness.origin, Origin) for witness in found.witnesses)


@pytest.mark.proves("F23", "eighteen hostile pages, each read within seconds")
def test_a_hostile_page_costs_little_time(article: Callable[..., str]) -> None:
    sentence = "<p>一座座青山，都是我们的家园，我们要爱护它。</p>"
    linked = "<span><a href='/a/2.html'>全省水环境会议召开部署下一阶段工作</a></span>"
    titles = "<li><a href='/a/1.html'>全省水环境会议召开部署工作</a> 2022-07-22</li>" * 90
    for html in (
        article(text="<p>" + "来源：" * 20_000 + "</p>"),
        article("发布时间：" * 5_000),
        article("2022-07-22 " * 5_000),
        article(text="<div>" * 3_000 + "会议召开，部署下一阶段任务。"),
        article(text="<p>会议召开，部署下一阶段任务。</p>" * 5_000),
        article(text="（记者" * 5_000),
        article(headline="标" * 100_000),
        article(text="<table>" * 300 + "会议召开，部署下一阶段任务。"),
        article(below="上一篇" * 20_000),
        article(above="索引号：" * 10_000),
        article(text="<b>" * 20_000),
        article(" " * 200_000 + "来源"),
        article(above=f"<div>{sentence * 120}" * 240 + "</div>" * 240),
        article(text=f"<div>{titles}{sentence}" * 240 + "</div>" * 240),
        article(text=f"<div>{(sentence + linked) * 42}" * 240 + "</div>" * 240),
        article(text=sentence * 30 + "扫一扫在手机打开当前页<dd>作者：</dd>" * 12_000),
        article(head="<meta name='keywords' content='['>" * 6_000),
        article(head=f"<meta name='keywords' content='{'《水法》、' * 9_000}'>"),
    ):
        start = process_time()
        read(html, None, "https://sthjt.example.gov.cn/1.html")
        assert process_time() - start < 3, html[:400]


PAGES = (TRS, HANWEB, E20, HBZHAN, OLD.decode("gbk"))
PIECES = (
    "</div>", "<div>", "</html>", "<p>", "<br>", "<table><tr><td>", "<script>", "<!--", "]]>", "\x00", "\ufffd", "来源：", "2022-07-22", "发布时间：",
    "<a href='http://['>", "<base href='x:y'>", "&#xD800;", "&#0;", "<img src=x>", "作者：", "<meta name=PubDate content='1 2 3'>", "索引号：", "👍",
    "<style>", "<title>", "责任编辑：", "<svg>", "</body>", "<o:p>", "\u202e", "<select>", "（记者 ", "上一篇：", "<h1>", "<frameset>",
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> str:
    html = draw(st.sampled_from(PAGES))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(html)))
        end = start + draw(st.sampled_from([0, 0, 1, 7, 60, 600]))
        html = html[:start] + draw(st.sampled_from(PIECES)) + html[end:]
    return html


_MARKUP = re.compile(
    r"(?i)</?(?:br|div|p|h[1-6]|center|span|font|b|strong|i|em|u|sup|sub|a)(?:\s[\w\s-]{0,20}=[^<>]{0,99})?\s?/?>"
)
RULES = st.sampled_from(
    [None, MeeSpider.rules_at(None), ZhejiangSpider.rules_at(None), HbzhanSpider.rules_at(None)]
)


def assert_well_formed(found: Extraction, html: str, url: str) -> None:
    assert found.url == url
    # What a record states stands on the page: in its text, a page label, or the source where a script holds it.
    root = parse(Page(url, html.encode("utf-8", "replace"))).root
    attributes = [str(value) for element in root.iter() for value in element.attrib.values()]
    shown = root.xpath(
        f"//text()[not({' or '.join(f'ancestor::{name}' for name in sorted({*SKIPPED, 'title'}))})]"
    )
    # Markup that an editor has put into a label is none of its words.
    attributes += [_MARKUP.sub(" ", value) for value in attributes if "<" in value]
    text = squash(" ".join(["".join(shown), "".join(root.itertext()), *attributes, html]))
    for value in (
        found.headline,
        found.source,
        *(found.author or "").split("、"),
        *(found.editor or "").split("、"),
    ):
        assert value is None or squash(value) in text, value
    for line in found.body.splitlines():
        assert all(squash(cell) in text for cell in line.split("\t")), line
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\ufeff\ud800-\udfff]", found.body)
    assert found.views is None or found.views >= 0
    assert all(problem.message and problem.code and problem.field for problem in found.problems)
    assert (found.published is None) == ("no_date" in {problem.code for problem in found.problems})
    for link in (found.previous, found.next, *found.related, *found.images, *found.attachments):
        assert link is None or link.url.startswith(("http://", "https://"))


@pytest.mark.proves("F34", "random damage of five templates: no exception, no value that is not on the page")
@settings(max_examples=150, deadline=None)
@given(mutated(), RULES)
def test_a_damaged_page_is_read_without_raising_and_nothing_is_invented(
    html: str, rules: Rules | None
) -> None:
    page = Page("https://www.example.gov.cn/a/b.html", html.encode("utf-8", "replace"), {}, BASE)
    found = extract(page, rules)
    assert found == extract(page, rules)
    assert_well_formed(found, html, page.url)


@pytest.mark.proves("F34", "any bytes at all")
@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=2000), st.booleans(), RULES)
def test_any_bytes_are_read_without_raising(data: bytes, inside: bool, rules: Rules | None) -> None:
    body = OLD[:1500] + data + OLD[1500:] if inside else data
    page = Page("http://www.example.gov.cn/a.html", body, {"content-type": "text/html"}, BASE)
    found = extract(page, rules)
    assert found == extract(page, rules)
    assert isinstance(found.kind, PageKind)


@pytest.mark.parametrize("seed", range(5))
def test_a_page_of_shuffled_pieces_is_read(seed: int) -> None:
    pieces = re.findall(r"<[^>]+>|[^<]+", "".join(PAGES))
    random.Random(seed).shuffle(pieces)  # noqa: S311 - no secret
    html = "".join(pieces)
    assert_well_formed(read(html, None, "https://www.example.gov.cn/"), html, "https://www.example.gov.cn/")


@pytest.mark.parametrize(
    "url", ["https://a.example/", "http://unknown.invalid/", "", "not a url", "http://[", "file:///c:/a.html"]
)
def test_any_address_will_do(url: str) -> None:
    found = read(TRS, MeeSpider.rules_at(None), url)
    assert (found.url, found.headline) == (url, HEADLINE)
    assert all(item.url.startswith("http") for item in (*found.images, *found.attachments))
