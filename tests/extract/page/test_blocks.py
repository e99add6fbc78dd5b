from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from envnews.extract import Page
from envnews.extract.page.blocks import Block, Outline, hidden
from envnews.extract.page.document import parse

PROSE = "近日，全省水生态环境保护工作会议召开，总结上半年工作，部署下一阶段任务。"


def root(html: str) -> etree._Element:
    return parse(Page("https://example.gov.cn/", html.encode())).root


def lines(html: str) -> list[str]:
    return [block.text for block in Outline(root(html)).blocks]


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>一</p><p>二</p>", ["一", "二"]),
        ("<div>一<br>二<br/><br/>三</div>", ["一", "二", "三"]),
        ("<p>生<b>态</b>环<span>境</span></p>", ["生态环境"]),
        ("<div>前<p>中</p>后</div>", ["前", "中", "后"]),
        ("<span><p>块在行内</p></span><a><div>链接里的块</div></a>", ["块在行内", "链接里的块"]),
        ("<table><tr><td>标签</td><td>值</td></tr></table>", ["标签", "值"]),
        ("<ul><li>一</li><li>二<ul><li>三</li></ul></li></ul>", ["一", "二", "三"]),
        ("<p>　 一\u3000二 \n\t三&nbsp;</p>", ["一 二 三"]),
        ("<p>见</p><script>var a = '不见'</script><style>p{}</style><noscript>不见</noscript>", ["见"]),
        ("<select><option>不见</option></select><textarea>不见</textarea><button>不见</button>", []),
        ("<p style='display:none'>不见</p><div style='color:red; DISPLAY : NONE'>不见<p>不见</p></div>", []),
        ("<p>见<span style='display: none'>不见</span>到</p>", ["见到"]),
        ("<p>环境<o:p>部</o:p></p>", ["环境部"]),
        ("<dl><dt>文号</dt><dd>〔2022〕1号</dd></dl>", ["文号", "〔2022〕1号"]),
        ("<p><img src='a.png'></p><p> </p><p>&nbsp;</p>", []),
        ("", []),
    ],
)
def test_a_page_is_the_lines_that_a_reader_sees(html: str, wanted: list[str]) -> None:
    assert lines(html) == wanted


def test_a_word_broken_by_markup_stays_one_and_fields_in_spans_are_told_apart() -> None:
    [block] = Outline(root("<p><span>来源：生态环境<b>部</b></span><span>2022-07-22</span></p>")).blocks
    assert block.text == "来源：生态环境部2022-07-22"
    assert block.spaced == "来源：生态环境 部 2022-07-22"


def test_links_are_counted() -> None:
    link, mixed, plain = Outline(
        root("<p><a href='/'>上一篇：水环境</a></p><p>点此<a>下载</a>，然后打印并签字盖章</p><p>文字</p>")
    ).blocks
    assert link.is_link
    assert not mixed.is_link
    assert mixed.linked == 2
    assert plain.linked == 0


@pytest.mark.parametrize(
    ("html", "prose"),
    [
        (f"<p>{PROSE}</p>", True),
        (f"<p>{PROSE.replace('，', ',')}</p>", True),
        (f"<p><a href='/'>{PROSE}</a></p>", False),
        ("<p>2022-07-22 来源：省生态环境厅 阅读量：123 打印 关闭</p>", False),
        ("<p>会议召开。</p>", False),
    ],
)
def test_prose_is_told_from_other_lines(html: str, prose: bool) -> None:
    assert [block.prose for block in Outline(root(html)).blocks] == [prose]


def test_the_heaviest_element_holds_the_text_and_not_the_links() -> None:
    links = "".join(
        f"<li><a href='/{n}'>第{n}次会议召开，部署下一阶段水环境保护工作</a></li>" for n in range(30)
    )
    outline = Outline(
        root(f"<body><ul>{links}</ul><div id='text'>{f'<p>{PROSE}</p>' * 4}</div></body>"), weigh=True
    )
    best = outline.best()
    assert best is not None
    assert best.element.get("id") == "text"
    assert [block.text for block in outline.blocks[best.start : best.end]] == [PROSE] * 4


def test_a_page_without_prose_has_no_heaviest_element() -> None:
    assert Outline(root("<p>首页</p>"), weigh=True).best() is None


def test_the_walk_ends_at_its_limit() -> None:
    assert len(Outline(root("<p>一</p>" * 50), limit=5).blocks) <= 6


def test_only_an_elements_own_style_hides_it() -> None:
    assert hidden(etree.fromstring("<p style='display: none;'/>"))
    assert not hidden(etree.fromstring("<p style='display:block' class='none'/>"))
    assert not hidden(etree.fromstring("<p style='background:url(none.png)'/>"))


def trees() -> st.SearchStrategy[str]:
    leaf = st.sampled_from(["水", "环境 ", "<br>", "<img src='a'>", "<a href='/'>链</a>", "，。"])
    wrap = st.sampled_from(["p", "div", "span", "b", "td", "ul", "li", "center", "font", "h2", "section"])
    return st.recursive(
        leaf,
        lambda inner: st.builds(
            lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", wrap, st.lists(inner, max_size=4)
        ),
        max_leaves=25,
    )


@given(trees())
def test_every_visible_character_stands_in_exactly_one_line(html: str) -> None:
    tree = root(html)
    outline = Outline(tree, weigh=True)
    assert "".join(b.text for b in outline.blocks).replace(" ", "") == "".join(
        "".join(tree.itertext()).split()
    )
    assert all(
        isinstance(block, Block) and block.text == " ".join(block.text.split()) for block in outline.blocks
    )
    assert all(block.spaced.replace(" ", "") == block.text.replace(" ", "") for block in outline.blocks)
    assert all(0 <= block.linked <= len(block.text) for block in outline.blocks)


def test_a_hidden_label_beside_its_value_is_shown_as_a_script_would() -> None:
    shown = etree.HTML("<div><b style='display:none'>作者：</b><span>江帆</span></div>")
    assert [block.text for block in Outline(shown).blocks] == ["作者：江帆"]
    empty = etree.HTML(
        "<div><b style='display:none'>作者：</b><span></span>临江网 <i style='display:none'>不见</i><i>可见</i></div>"
    )
    assert [block.text for block in Outline(empty).blocks] == ["临江网 可见"]
    for value in ("<span> </span>", "<span style='display:none'>江帆</span>"):
        blank = etree.HTML(f"<div><b style='display:none'>作者：</b>{value}<span>浏览 22</span></div>")
        assert [block.text for block in Outline(blank).blocks] == ["浏览 22"]
