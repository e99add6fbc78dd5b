from __future__ import annotations

from envnews.extract import Page
from envnews.extract.body.around import following, preceding
from envnews.extract.page.document import parse


def test_lines_around_an_element_come_in_the_order_of_the_page() -> None:
    page = "<body><p>一</p><div><p>二</p><p>三</p><div id='x'><p>中</p></div><p>四</p></div><p style='display:none'>-</p><p>五</p></body>"
    tree = parse(Page("https://example.gov.cn/", page.encode())).root
    element = tree.find(".//div[@id='x']")
    assert element is not None
    assert [block.text for block in following(element, 9)] == ["四", "五"]
    assert [block.text for block in following(element, 1)] == ["四"]
    assert [block.text for block in preceding(element, 9)] == ["三"]
    first = tree.find(".//div")
    assert first is not None
    assert [block.text for block in preceding(first, 9)] == ["一"]
