"""Changes that make a page look like one of another host: other names, and other texts beside the article's own.

Each takes the parsed page and the element of its text, changes the tree, and returns words that must not get into the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from lxml import etree, html

Change = Callable[[etree._Element, etree._Element], list[str]]

_TITLES: Final = (
    "多地发布高温橙色预警 专家提醒注意防暑",
    "新一批国家级湿地公园名单公布 四省入选",
    "暑期旅游市场监管力度加大 重点查处欺客宰客",
    "南方七省夏粮收购进入尾声 总量高于去年",
    "城市更新行动提速 今年将改造五万个小区",
)
_STORY: Final = (
    "近日，当地一位市民向记者反映，自家小区门口的公交站台已经拆除半年有余，迟迟没有恢复，给老人和孩子出行带来了很多不便。"
    "记者随后联系了公交公司，对方表示，站台拆除是因为配合地铁施工，预计今年年底前完成恢复重建，届时还将增设候车亭和电子站牌。"
    "对此，不少居民表示理解，同时也希望施工单位能够加快进度，早日还路于民，让大家的出行更加方便。"
)
_LEGAL: Final = (
    "版权声明：本网站所刊载的所有内容，包括但不限于文字、图片、音频、视频以及网页版式设计等，仅供学习交流之用。"
    "访问者将本网站任何内容用于其他用途时，须征得本网站及相关权利人的书面许可，并支付报酬。"
)


def _links(count: int, heading: str = "") -> str:
    rows = "".join(
        f"<li><a href='/n/{n}.html'>{_TITLES[n % len(_TITLES)]}</a><span>2024-05-{n + 1:02}</span></li>"
        for n in range(count)
    )
    return f"<div>{f'<h3>{heading}</h3>' if heading else ''}<ul>{rows}</ul></div>"


def _comments(heading: str = "") -> str:
    rows = "".join(
        f"<div><b>清风{n}</b><span>2024-05-1{n} 10:0{n}</span><p>{_STORY[n * 20 : n * 20 + 120]}</p><a>回复</a><a>赞({n})</a></div>"
        for n in range(6)
    )
    return f"<div>{f'<h3>{heading}</h3>' if heading else ''}{rows}</div>"


_TEASER: Final = f"<div><h4><a href='/x'>{_TITLES[4]}</a></h4><p>{_STORY}</p></div>"


def _parsed(markup: str) -> etree._Element:
    return html.fragment_fromstring(markup)


def _line(element: etree._Element) -> etree._Element:
    """Return the element, or the block-level one around it."""
    while (
        element.tag in {"span", "font", "strong", "b", "a", "em"}
        and (around := element.getparent()) is not None
    ):
        element = around
    return element


def _column(root: etree._Element, text: etree._Element) -> etree._Element:
    """Return the child of the page's body in which the text stands."""
    around = [text, *text.iterancestors()]
    body = root.find(".//body")
    return next((child for child in around if child.getparent() is body), text)


def _behind(element: etree._Element, markup: str) -> None:
    box = _parsed(markup)
    box.tail, element.tail = element.tail, None
    element.addnext(box)


def _before(element: etree._Element, markup: str) -> None:
    element.addprevious(_parsed(markup))


def _inside_first(element: etree._Element, markup: str) -> None:
    if len(element) < 3:  # a single paragraph
        return
    box = _parsed(markup)
    box.tail, element.text = element.text, None
    element.insert(0, box)


def _inside_last(element: etree._Element, markup: str) -> None:
    if len(element) > 2:
        element.append(_parsed(markup))


def _inside_middle(element: etree._Element, markup: str) -> None:
    children = [child for child in element if isinstance(child.tag, str)]
    if len(children) > 2:
        _behind(children[len(children) // 2], markup)


def _meta_line(root: etree._Element, text: etree._Element) -> etree._Element | None:
    """Return the element of the last line above the text that holds a date and not much more."""
    found = None
    around = {text, *text.iterancestors()}
    title = "".join((root.findtext(".//title") or "").split())[:8]
    for element in root.iter(etree.Element):
        if element is text:
            break
        if element in around or element.tag in {"script", "style", "head", "title", "meta"}:
            continue
        words = "".join("".join(element.xpath(".//text()[not(parent::script or parent::style)]")).split())
        if len(words) < _META_LINE and _DATE.search(words) and title not in words:
            inside = found is not None and found in set(element.iterancestors())
            found = found if inside else element
    return _line(found) if found is not None else None


def _moved(where: Callable[[etree._Element, etree._Element], None]) -> Change:
    def change(root: etree._Element, text: etree._Element) -> list[str]:
        line = _meta_line(root, text)
        # Where a page has lines and text in one inline element, the block around the line is around the text.
        if line is not None and line.getparent() is not None and line not in {text, *text.iterancestors()}:
            where(line, _line(text))
        return []

    return change


def _below(line: etree._Element, text: etree._Element) -> None:
    _take_out(line)
    line.tail, text.tail = text.tail, None
    text.addnext(line)


def _take_out(element: etree._Element) -> None:
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    element.tail = None
    parent.remove(element)


def _renamed(root: etree._Element, _text: etree._Element) -> list[str]:
    for number, element in enumerate(root.iter(etree.Element)):
        for name in ("class", "id", "itemprop"):
            if name in element.attrib:
                element.set(name, f"x{number % 97}z")
    return []


def _in_two_halves(_root: etree._Element, text: etree._Element) -> list[str]:
    children = [child for child in text if isinstance(child.tag, str) and len("".join(child.itertext())) > 15]
    if len(children) >= 4 and text.tag not in {"p", "td"}:
        second = etree.Element("div")
        for child in list(text)[list(text).index(children[len(children) // 2]) :]:
            second.append(child)
        second.tail, text.tail = text.tail, None
        text.addnext(second)
        _behind(text, "<div><a href='/ad'><img src='ad.gif'></a><p>广告</p></div>")
    return []


def _adding(where: Callable[[etree._Element, str], None], markup: str, *words: str) -> Change:
    def change(_root: etree._Element, text: etree._Element) -> list[str]:
        where(_line(text), markup)
        return list(words)

    return change


def _beside_column(where: Callable[[etree._Element, str], None], markup: str, *words: str) -> Change:
    def change(root: etree._Element, text: etree._Element) -> list[str]:
        where(_column(root, text), markup)
        return list(words)

    return change


_DATE: Final = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}")
_META_LINE: Final = 160
"""Characters of an element that is no more than a meta line."""

CHANGES: Final[Mapping[str, Change]] = {
    "other names": _renamed,
    "text in two halves around an advertisement": _in_two_halves,
    "links with dates inside the text's element": _adding(_inside_last, _links(20), *_TITLES[:3]),
    "hot news before the first paragraph": _adding(_inside_first, _links(8, "热点新闻"), *_TITLES[:3]),
    "related news between paragraphs": _adding(_inside_middle, _links(3, "相关阅读"), *_TITLES[:3]),
    "an app's button between paragraphs": _adding(
        _inside_middle, "<div><a href='/app'>打开APP，查看更多精彩内容</a></div>", "查看更多精彩内容"
    ),
    "related news behind the text": _adding(_behind, _links(20, "相关新闻"), *_TITLES[:3]),
    "comments under their heading": _adding(_behind, _comments("网友评论"), _STORY[20:45]),
    "comments without heading": _adding(_behind, _comments(), _STORY[20:45]),
    "a teaser before the text": _adding(_before, _TEASER, _STORY[:20]),
    "a teaser behind the text": _adding(_behind, _TEASER, _STORY[:20]),
    "another text in a column before": _beside_column(
        _before, f"<div><h4>图说新闻</h4><p>{_STORY}</p></div>", _STORY[:20]
    ),
    "another text in a column behind": _beside_column(
        _behind, f"<div><h4>图说新闻</h4><p>{_STORY}</p></div>", _STORY[:20]
    ),
    "the meta line below the text": _moved(_below),
    "a long legal text behind the text": _adding(_behind, f"<div><p>{_LEGAL}</p></div>", _LEGAL[5:25]),
}
