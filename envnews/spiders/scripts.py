"""Where a list goes on, as a script at the end of its page says: TRS WCM's `createPageHTML` and its kin.

`createPageHTML(TOTAL, CURRENT, NAME, EXT)`: TOTAL counts pages, CURRENT counts from 0, page 0 is `NAME.EXT`,
page k is `NAME_k.EXT`. Seen variants: quoted numbers, a fifth argument with the number of articles, the name
`createPage`, the numbers in `var countPage` and `var currentPage`, with the call or without.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from envnews.model import ListRequest

_STEM = r"""["'](?P<name>[\w-]+)["']\s*,\s*["']\.?(?P<extension>\w+)["']"""
# The definition of the function stands on many pages too: only a call begins with a number.
_CALL = re.compile(
    r"""createPage(?:HTML)?\s*\(\s*["']?(?P<total>\d{1,9})["']?\s*,\s*["']?(?P<current>\d{1,9})["']?\s*,\s*"""
    rf"""{_STEM}(?:\s*,\s*["']?(?P<articles>\d{{1,9}}))?"""
)
_WORDS = ("createPage", "countPage")
"""One of them stands in every such script: looked for in no time, where the forms take a fifth of reading the page."""
_NAMES = re.compile(rf"createPage(?:HTML)?\s*\(\s*\w+\s*,\s*\w+\s*,\s*{_STEM}")
_COUNT = re.compile(r"\bvar\s+countPage\s*=\s*['\"]?(\d{1,9})")
_CURRENT = re.compile(r"\bvar\s+currentPage\s*=\s*['\"]?(\d{1,9})")
# The script builds the addresses itself: "index_" + nextPage + ".shtml", in quotes that may be escaped.
_BUILT = re.compile(r"""\+\s*\\?["']\.(?P<extension>s?html?)\b""")
_EXTENSIONS = ("html", "shtml", "htm")
_FILE = re.compile(r"/(?P<name>[A-Za-z]\w*?)(?:_(?P<page>\d{1,9}))?\.(?P<extension>s?html?)$")


@dataclass(frozen=True, slots=True)
class Scripted:
    """What the script says: the request for the next page, None on the last; the number of articles."""

    next: ListRequest | None
    total: int | None = None


def scripted_page(html: str, url: str, extension: str = "html") -> Scripted | None:
    """Return what the page's script says of the list's pages, None where there is none.

    Args:
        html: The list page.
        url: Its address.
        extension: That of further pages, where neither the script nor the address shows it.
    """
    articles = None
    if not any(word in html for word in _WORDS):
        return None
    if call := _CALL.search(html):
        total, current = int(call["total"]), int(call["current"])
        name, extension = call["name"], call["extension"]
        articles = int(call["articles"]) if call["articles"] else (0 if total == 0 else None)
    elif count := _COUNT.search(html):
        total, file = int(count[1]), _FILE.search(url)
        at = _CURRENT.search(html)
        current = int(at[1]) if at else int(file["page"] or 0) if file else 0
        stated = _NAMES.search(html) or file
        if stated is None and current + 1 < total:
            return Scripted(_unnamed(html, url, current + 1, extension))
        name, extension = (stated["name"], stated["extension"]) if stated else ("index", extension)
    else:
        return None
    if current + 1 >= total:
        return Scripted(None, articles)
    return Scripted(ListRequest(urljoin(url, f"{name}_{current + 1}.{extension}")), articles)


def _unnamed(html: str, url: str, page: int, extension: str) -> ListRequest:
    """Return the request for a page whose number is stated, but neither its name nor its extension."""
    built = _BUILT.search(html)
    likely = dict.fromkeys((*([built["extension"]] if built else []), extension, *_EXTENSIONS))
    first, *others = (urljoin(url, f"index_{page}.{one}") for one in likely)
    return ListRequest(first, otherwise=tuple(others))
