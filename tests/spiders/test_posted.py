from __future__ import annotations

from urllib.parse import parse_qs

import pytest

from envnews.extract.page.document import Document, parse
from envnews.model import Page
from envnews.spiders.posted import posted_page

URL = "http://www.example.gov.cn/NewsList.aspx?TypeID=3"
STATE = """<input type="hidden" name="__EVENTTARGET" value=""><input type="hidden" name="__EVENTARGUMENT" value="">
<input type="hidden" name="__VIEWSTATE" value="/wEPDw+=="><input type="submit" name="search" value="搜索">
<input type="text" name="keyword" value="">"""


def document(html: str, url: str = URL) -> Document:
    return parse(Page(url, f"<html><body>{html}</body></html>".encode()))


def post_back(pager: str) -> str:
    return f'<form method="post" action="NewsList.aspx?TypeID=3">{STATE}<div>{pager}</div></form>'


def clicked(target: str, argument: str, text: str) -> str:
    return f"""<a href="javascript:__doPostBack('{target}','{argument}')">{text}</a>"""


@pytest.mark.parametrize(
    ("pager", "target", "argument"),
    [
        (clicked("AspNetPager1", "1", "上一页") + clicked("AspNetPager1", "3", "下一页"), "AspNetPager1", "3"),
        (clicked("lbtnNext", "", "下一页"), "lbtnNext", ""),
        ("<span>1</span>" + clicked("GridView1", "Page$2", "2") + clicked("GridView1", "Page$3", "3"), "GridView1", "Page$2"),
        (
            f"""<table><tr><td>{clicked("GridView1", "Page$1", "1")}</td><td><span>2</span></td>
            <td>{clicked("GridView1", "Page$3", "3")}</td></tr></table>""",
            "GridView1",
            "Page$3",
        ),
    ],
)  # fmt: skip
def test_a_form_that_the_page_sends_back_is_asked_for(pager: str, target: str, argument: str) -> None:
    asked = posted_page(document(post_back(pager)), URL)
    assert asked is not None
    assert (asked.method, asked.url, asked.guess) == ("POST", URL, True)
    form = {name: values[0] for name, values in parse_qs(asked.body, keep_blank_values=True).items()}
    assert form == {
        "__EVENTTARGET": target,
        "__EVENTARGUMENT": argument,
        "__VIEWSTATE": "/wEPDw+==",
        "keyword": "",
    }


@pytest.mark.parametrize(
    "pager",
    [
        clicked("AspNetPager1", "1", "上一页") + '<a disabled="disabled">下一页</a>',
        """<a disabled="disabled" href="javascript:__doPostBack('lbtnNext','')">下一页</a>""",
        clicked("GridView1", "Page$1", "1") + "<span>2</span>",
        "",
    ],
)
def test_the_last_page_sends_nothing(pager: str) -> None:
    assert posted_page(document(post_back(pager)), URL) is None


SCRIPT = "<script>function gopage(p){document.f.page.value=p;document.f.submit();}</script>"


def test_a_script_that_sets_the_number_sends_the_form_by_its_method() -> None:
    url = "http://www.example.gov.cn/more.asp?lm=4"
    bar = """<input type=hidden name=page value=1><a href="javascript:gopage(2)">下页</a></form>"""
    posted = posted_page(document(f'{SCRIPT}<form name=f method=post action="more.asp?lm=4">{bar}', url), url)
    assert posted is not None
    assert (posted.method, posted.url, posted.body) == ("POST", url, "page=2")
    # A form that forgets its column is sent with the address's.
    got = posted_page(document(f'{SCRIPT}<form name=f action="more.asp">{bar}', url), url)
    assert got is not None
    assert (got.method, got.url) == ("GET", f"{url}&page=2")


def test_a_script_may_call_the_field_by_its_id_and_the_link_call_another_function_before() -> None:
    script = "<script>function toPage(n){$('#pageNo').val(n);$('#f').submit();}</script>"
    form = """<form id=f action="/search.jsp"><input type=hidden name=cid value=3>
        <input type=hidden id=pageNo name=pageIndex value=1></form>"""
    bar = '<a href="javascript:void(0)" onclick="toPage(2)">下一页</a>'
    asked = posted_page(document(script + form + bar), URL)
    assert asked is not None
    assert asked.url == "http://www.example.gov.cn/search.jsp?cid=3&pageIndex=2"


def test_a_button_sends_its_form_with_what_is_chosen_there() -> None:
    fields = """<select name="size"><option value="20">20</option><option value="40" selected>40</option></select>
        <input type="checkbox" name="all" value="1"><input type="submit" name="go" value="下一页">"""
    asked = posted_page(document(f'<form method="post">{fields}</form>'), URL)
    assert asked is not None
    assert (asked.url, asked.body) == (URL, "size=40&go=%E4%B8%8B%E4%B8%80%E9%A1%B5")


def test_a_form_that_leads_to_another_site_is_not_sent() -> None:
    form = (
        '<form method="post" action="http://search.example.com/"><input type="submit" value="下一页"></form>'
    )
    assert posted_page(document(form), URL) is None
