"""The call in a page that draws its bar of pages: `createPageHTML` of TRS WCM and of UCAP.

`createPageHTML(TOTAL, CURRENT, NAME, EXT)`: TOTAL counts pages, CURRENT counts from 0, page 0 is `NAME.EXT`,
page k is `NAME_k.EXT`. Seen variants: quoted numbers, a fifth argument with the number of articles, the name
`createPage`. UCAP's function of the same name, `createPageHTML(ELEMENT, TOTAL, CURRENT, NAME, EXT, ARTICLES)`,
counts from 1, and page k is `NAME_k.EXT`. Lists have it, and articles of several pages, with their own file's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from envnews.patterns import compile_later

_WORD: Final = "createPage"
"""Looked for in no time, where the form takes a fifth of reading the page."""
# The definition of the function stands on many pages too: only a call begins with a number.
_CALL: Final = compile_later(
    r"""createPage(?:HTML)?\s*\(\s*(?P<element>["'](?!\d+["'])[\w-]+["']\s*,\s*)?"""
    r"""["']?(?P<total>\d{1,9})["']?\s*,\s*["']?(?P<current>\d{1,9})["']?\s*,\s*"""
    r"""["'](?P<name>[\w-]+)["']\s*,\s*["']\.?(?P<extension>\w+)["'](?:\s*,\s*["']?(?P<articles>\d{1,9}))?"""
)


@dataclass(frozen=True, slots=True)
class BarCall:
    """What the call says.

    Attributes:
        name: The file's name without number and extension.
        following: The file of the next page, None on the last.
        articles: How many articles a list has, None where that is not said.
    """

    name: str
    following: str | None
    articles: int | None


def bar_call(html: str) -> BarCall | None:
    """Return what the call in a page says of its pages, None where there is none.

    >>> bar_call('createPageHTML(22, 0, "index", "shtml");')
    BarCall(name='index', following='index_1.shtml', articles=None)
    >>> bar_call("createPageHTML('page_div',10,1,'list','shtml',189);")
    BarCall(name='list', following='list_2.shtml', articles=189)
    """
    call = _CALL.search(html) if _WORD in html else None
    if call is None:
        return None
    total, number, first = int(call["total"]), int(call["current"]) + 1, int(bool(call["element"]))
    articles = int(call["articles"]) if call["articles"] else (0 if total == 0 else None)
    last = number >= total + first
    return BarCall(call["name"], None if last else f"{call['name']}_{number}.{call['extension']}", articles)
