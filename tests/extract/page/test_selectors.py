from __future__ import annotations

import pytest
from parsel import Selector

from envnews.errors import ConfigurationError
from envnews.extract.page.document import parse
from envnews.extract.page.selectors import Places, compile_selector, select, select_elements, text_of
from envnews.model import Page

HTML = (
    "<html><head><meta name='PubDate' content='2022-07-22'></head><body id='top'>"
    "<div class='main wide'><h1 class='title'>标题</h1><div class='main inner' id='zoom'><p>一</p><p class='x'>二<span>三</span></p></div><p>四</p></div>"
    "<table id='article'><tr><td class='title'>格</td><td><span style='padding-left:25px'>2022</span></td></tr></table>"
    "<ul><li>甲</li><li><a href='/a.html' title='全'>乙</a></li></ul><script>var a = 1</script><DIV CLASS='Upper'>大</DIV></body></html>"
)
ROOT = parse(Page("https://example.gov.cn/", HTML.encode())).root
PLACES = Places(ROOT)


@pytest.mark.parametrize(
    "selector",
    [
        "h1",
        "div.main",
        "div.main.wide",
        ".main",
        ".inner.main",
        "div.main p",
        "div.main > p",
        "div.main > div.main > p",
        ".wide .x",
        "#zoom",
        "div#zoom",
        "span#zoom",
        "#zoom p.x",
        "table#article td.title",
        'table#article span[style*="padding-left:25px"]',
        'table#article tr:has(span[style*="padding-left:25px"])',
        "div.inner p:nth-child(1)",
        "div.main h1::text",
        "h1::text",
        "div.main::text",
        "div.inner::text",
        "a[title]",
        'a[title="全"]',
        "a[title='甲']",
        'a[href*=".html"]::text',
        'meta[name="PubDate"]::attr(content)',
        'div.main[id="zoom"] > p.x',
        'table span[style*="left"]',
        "[class]",
        "div[class][id]",
        "#zoom > p:first-child",
        "#zoom p:nth-child(1) ",
        "#zoom > p.x > span::text",
        ".main.inner > p::text",
        "p::attr(class)",
        "p#zoom.x",
        "div #zoom",
        "tr > td.title",
        "tr td:first-child",
        "ul li > a",
        "li a::attr(title)",
        "meta[name=PubDate]::attr(content)",
        "h1, td.title",
        "div.inner, h1",
        "div.none",
        "#none",
        "div.Upper",
        "div.upper",
        "div.mai",
        "ul > li:nth-of-type(2)",
        "div.main ~ table",
        "div.main + table",
        "div.main:not(.inner)",
        "*",
    ],
)
def test_css_finds_what_parsel_finds(selector: str) -> None:
    wanted = [node.root for node in Selector(root=ROOT).css(selector)]
    assert list(select(PLACES, selector)) == wanted


@pytest.mark.parametrize("selector", ["//p", "(//p)[2]", ".//li/a/@href", "//div[@id='zoom']/p/text()"])
def test_xpath_is_known_by_its_first_character(selector: str) -> None:
    assert list(select(PLACES, selector)) == ROOT.xpath(selector)


def test_xpath_may_compute_a_text() -> None:
    assert select(PLACES, "(string(//h1))") == ["标题"]


@pytest.mark.parametrize(
    "selector", ["div[", "//p[", "p::before-this", "", "div..x", "p:nth-child(", "((//p)"]
)
def test_a_wrong_selector_is_quoted(selector: str) -> None:
    with pytest.raises(ConfigurationError, match="is not valid") as raised:
        compile_selector(selector)
    assert repr(selector) in str(raised.value)


@pytest.mark.parametrize("selector", ["//p[no-such-function()]", "//x:p"])
def test_unknown_functions_and_prefixes_are_quoted_when_they_are_met(selector: str) -> None:
    with pytest.raises(ConfigurationError, match="is not valid") as raised:
        select(PLACES, selector)
    assert repr(selector) in str(raised.value)


def test_the_first_selector_that_finds_elements_wins() -> None:
    elements, selector = select_elements(PLACES, ("div.none", "li a::attr(title)", "#zoom", "h1"))
    assert ([element.get("id") for element in elements], selector) == (["zoom"], "#zoom")
    assert select_elements(PLACES, ("div.none",)) == ([], "")


def test_the_text_of_a_node_leaves_scripts_out() -> None:
    [body] = select(PLACES, "body")
    assert "var a" not in text_of(body)
    assert text_of(select(PLACES, "p.x")[0]) == "二 三"
    assert text_of("  一 \n 二 ") == "一 二"
