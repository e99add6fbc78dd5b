from __future__ import annotations

import pytest

from envnews.extract.page.document import Document, parse
from envnews.model import Page
from envnews.spiders.paging import linked_page, numbered_page

URL = "http://www.example.cn/news/list.html"


def document(html: str, url: str = URL) -> Document:
    return parse(Page(url, f"<html><body>{html}</body></html>".encode()))


@pytest.mark.parametrize(
    "link",
    [
        '<a href="list_2.html">下一页</a>',
        '<a href="list_2.html">[下一页]</a>',
        '<a href="list_2.html">下页</a>',
        '<a href="list_2.html">后一页 ›</a>',
        '<a href="list_2.html">&gt;</a>',
        '<a href="list_2.html">Next &gt;&gt;</a>',
        '<a href="list_2.html" class="page-next"></a>',
        '<a href="list_2.html"><img src="r.gif" alt="下一页"></a>',
        "<a href=\"javascript:location.href='list_2.html'\">下一页</a>",
        '<a href="#" onclick="window.location=\'list_2.html\'">下一頁</a>',
        '<a rel="next" href="list_2.html">older</a>',
        '<a href="list_2.html">加载更多</a>',
        '<a href="list_2.html" aria-label="Next"><span>&raquo;</span></a>',
        '<a href="list_2.html"><img src="/images/next.gif"></a>',
        '<a href="javascript:;" data-href="list_2.html">下一页</a>',
        '<a tagname="/news/list_2.html" class="bt_link">下一页</a>',
        "<button onclick=\"location.href='list_2.html'\">下一页</button>",
        '<input type="button" value="下一页" onclick="location=\'list_2.html\'">',
        """<a href="javascript:goPage(2)">下一页</a>
        <script>function goPage(n){ if (n &lt; 1) return; window.location.href = "list_" + n + ".html"; }</script>""",
        """<a href="javascript:void(0)" onclick="turn('list', 2)">下一页</a>
        <script>function turn(name, page) { var url = name + '_' + (page) + '.html'; location.assign(url) }</script>""",
    ],
)
def test_the_link_to_the_next_page_is_found(link: str) -> None:
    assert linked_page(document(link), URL) == "http://www.example.cn/news/list_2.html"


@pytest.mark.parametrize(
    "link",
    [
        '<a href="list.html">下一页</a>',
        '<a href="javascript:void(0)">下一页</a>',
        '<a href="12.html">下一篇</a>',
        '<a href="list_9.html">尾页 &gt;&gt;</a>',
        '<a href="http://ads.example.com/list_2.html">下一页</a>',
        '<a href="/zt/">查看更多</a>',
        '<a href="javascript:goPage(2)">下一页</a><script>function goPage(n){ load(base + n) }</script>',
        '<a href="javascript:goPage(2)">下一页</a><script>function goPage(n){ location.href = base + n }</script>',
        '<a href="javascript:goPage(2)">下一页</a><script>function goPage(n){ location.href = "list.html" }</script>',
    ],
)
def test_what_leads_nowhere_else_or_away_is_no_next_page(link: str) -> None:
    assert linked_page(document(link), URL) is None


@pytest.mark.parametrize(
    ("bar", "url", "following"),
    [
        (
            "<span>1</span><a href='index_1.html'>2</a><a href='index_2.html'>3</a>",
            "index.html",
            "index_2.html",
        ),
        (
            "<a href='index.html'>1</a><span>2</span><a href='index_2.html'>3</a>",
            "index_1.html",
            "index_2.html",
        ),
        (
            "<a href='?id=7&page=1'>[1]</a><b>2</b><a href='?id=7&page=3'>[3]</a>",
            "list.asp?id=7&page=2",
            "list.asp?id=7&page=3",
        ),
        ("<a href='list_1.html'>第1页</a><a href='list_2.html'>第2页</a>", "list_2.html", None),
        (
            "<select><option value='a.htm'>1</option><option value='a2.htm'>2</option></select>",
            "a.htm",
            "a2.htm",
        ),
        ("<a href='n2.html'>2022</a>", "n.html", None),
        ("""<li>1</li><li onclick="location.href='list_2.html'">2</li>""", "list.html", "list_2.html"),
        (
            """<b>1</b><a onclick="go(2)">2</a><script>function go(n){location.href='?lm=3&page='+n}</script>""",
            "list.asp?lm=3",
            "list.asp?lm=3&page=2",
        ),
    ],
)
def test_page_numbers_tell_the_form_of_addresses(bar: str, url: str, following: str | None) -> None:
    base = f"http://www.example.cn/news/{url}"
    if url == "index.html":
        following = "index_1.html"
    found = numbered_page(document(bar, base), base)
    assert found == (f"http://www.example.cn/news/{following}" if following else None)
