"""Where a list goes on, as a script at the end of its page says: TRS WCM's `createPageHTML` and its kin.

The call itself is read by `extract.links.bar_calls`; where there is none, `var countPage` and `var currentPage` tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from envnews.extract.links.bar_calls import bar_call
from envnews.model import ListRequest

_NAMES = re.compile(
    r"""createPage(?:HTML)?\s*\(\s*\w+\s*,\s*\w+\s*,\s*["'](?P<name>[\w-]+)["']\s*,\s*["']\.?(?P<extension>\w+)["']"""
)
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
    if call := bar_call(html):
        following = ListRequest(urljoin(url, call.following)) if call.following else None
        return Scripted(following, call.articles)
    count = _COUNT.search(html) if "countPage" in html else None
    if count is None:
        return None
    total, file = int(count[1]), _FILE.search(url)
    at = _CURRENT.search(html)
    current = int(at[1]) if at else int(file["page"] or 0) if file else 0
    if current + 1 >= total:
        return Scripted(None)
    stated = _NAMES.search(html) or file
    if stated is None:
        return Scripted(_unnamed(html, url, current + 1, extension))
    return Scripted(ListRequest(urljoin(url, f"{stated['name']}_{current + 1}.{stated['extension']}")))


def _unnamed(html: str, url: str, page: int, extension: str) -> ListRequest:
    """Return the request for a page whose number is stated, but neither its name nor its extension."""
    built = _BUILT.search(html)
    likely = dict.fromkeys((*([built["extension"]] if built else []), extension, *_EXTENSIONS))
    first, *others = (urljoin(url, f"index_{page}.{one}") for one in likely)
    return ListRequest(first, otherwise=tuple(others))
