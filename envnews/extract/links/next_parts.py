"""Find the next page of an article that is split over several pages, on portals that nobody has described.

Whatever the system, further pages are called like the first: 983207.shtml goes on in 983207_2.shtml, 983207-2.shtml
or, counted from 0, 983207_1.shtml, and show.asp?id=3 in show.asp?id=3&page=2. Only links of this form count: a bar of
pages is labelled 下一页 like that of a list, and 下一页 of a template may be the next article. Where a script draws the
bar, its call tells, if it names the article's own file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import parse_qsl, urljoin, urlsplit

from envnews.extract.links.bar_calls import bar_call
from envnews.extract.page.blocks import inner_text
from envnews.extract.page.document import parse
from envnews.normalize import absolute, clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from envnews.extract.page.document import Document
    from envnews.model import Page

_EXTENSIONS: Final = frozenset({"shtml", "html", "shtm", "htm", "jhtml", "php", "aspx", "asp", "jsp"})
_SUFFIX: Final = re.compile(r"(?P<stem>.+)[_-](?P<number>\d{1,2})")
_PARAMETER: Final = re.compile(
    r"(?:p|pn|pg|page|pageno|pagenum|page_?index|cur_?page|curr_?page)", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"\W*第?\s*(\d{1,2})\s*(?:[页頁](?:\s*[:：].{1,40})?)?\W*")
_NEXT: Final = re.compile(r"\W*(?:下一?[页頁]|[后後]一?[页頁]|next(?:\s*page)?)\W*|[>›＞→]", re.IGNORECASE)
_WHOLE: Final = re.compile(
    r"\W*(?:全文阅读|阅读全文|余下全文|查看全文|显示全文|浏览全文|在?本页(?:阅读|浏览|显示)全文|单页阅读|全文|閱讀全文)\W*"
)
_WHOLE_FILE: Final = re.compile(r"[_-](?:all|full|0)")
_ARTICLE: Final = re.compile(r"(?!list|index|col|channel|page|default|more|search).*\d{3}.*", re.IGNORECASE)
_ASKED: Final = re.compile(  # begins with a sign that stands for itself, which is sought ten times as fast
    rb"\?(?:[^\"'<>\s?]{0,200}[&;])?(?:\w{0,6}page\w{0,6}|p|pn|pg)=\d", re.IGNORECASE
)


_CALL: Final = b"createPage"


class _Link(NamedTuple):
    """What a link says, and where it leads."""

    label: str
    url: str


class _Part(NamedTuple):
    """The address of another page of the article: what the link says, the number that it carries (0: none)."""

    label: str
    number: int
    url: str


def next_part(page: Page, done: frozenset[str] = frozenset()) -> str | None:
    """Return the address of the article's next page, None after the last, or where it has only one.

    Where the pages are not linked but the whole article is (全文阅读), its address is returned.

    Args:
        page: One page of the article. It is parsed only where its source holds an address of a further page.
        done: Addresses of pages of the article that were read already.
    """
    if _CALL in page.body and (called := _called(page)):
        return called if called not in done else None
    if not _may_go_on(page):
        return None
    links = _links(parse(page))
    stem, here = _own(page.url, links)
    parts = list(_parts(page.url, stem, links))
    left = [part for part in parts if part.url not in done and part.url != page.url]
    if parts or here:
        return _following(left, here)
    return next((url for url in _whole(stem, links) if url not in done), None)


def _called(page: Page) -> str | None:
    """Return the address of the next page that the call of a script names after the article's own file."""
    call = bar_call(page.body.decode("latin-1"))
    stem = _split(urlsplit(page.url).path.rpartition("/")[2])[0]
    further = _SUFFIX.fullmatch(stem)
    if call is None or call.following is None or call.name not in {stem, further and further["stem"]}:
        return None
    return urljoin(page.url, call.following) if _ARTICLE.fullmatch(call.name) else None


def _may_go_on(page: Page) -> bool:
    """Return whether the source names the page's own file with a suffix, or a parameter for pages."""
    name = urlsplit(page.url).path.rpartition("/")[2]
    stem = _split(name)[0].encode("ascii", "ignore")
    if stem and _is_suffixed(stem, page.body):
        return True
    further = _SUFFIX.fullmatch(_split(name)[0])
    if further and further["stem"].encode("ascii", "ignore") in page.body:
        return True
    asked = "?" in page.url or (_by_number(name) and f"{name}?".encode("ascii", "ignore") in page.body)
    return asked and _ASKED.search(page.body) is not None


def _by_number(name: str) -> bool:
    """Return whether the name of a file holds a number and does not call itself a list's (list2023, col1234)."""
    return _ARTICLE.fullmatch(_split(name)[0]) is not None


def _is_suffixed(stem: bytes, source: bytes) -> bool:
    """Return whether the name of a file stands in a source with the mark of a suffix behind it, in one look at it."""
    end = source.find(stem) + len(stem)
    while end >= len(stem):
        if source[end : end + 1] in {b"_", b"-"}:
            return True
        end = source.find(stem, end - len(stem) + 1) + len(stem)
    return False


def _split(name: str) -> tuple[str, str]:
    stem, point, extension = name.rpartition(".")
    return (stem, point + extension) if stem and extension in _EXTENSIONS else (name, "")


def _own(address: str, links: Sequence[_Link]) -> tuple[str, int]:
    """Return the stem of the article's addresses and the number of this page, 0 where it carries none.

    A number at the end is a page's only where the page without it is linked; it may be the article's own.
    """
    parts = urlsplit(address)
    folder, _, name = parts.path.rpartition("/")
    stem, extension = _split(name)
    further = _SUFFIX.fullmatch(stem)
    if further:
        first = f"{folder}/{further['stem']}{extension}"
        if any(urlsplit(link.url).path == first for link in links):
            return further["stem"], int(further["number"])
    stated = [value for key, value in parse_qsl(parts.query) if _PARAMETER.fullmatch(key) and value.isdigit()]
    return stem, int(stated[-1]) if stated else 0


def _links(document: Document) -> list[_Link]:
    return [
        _Link(clean(inner_text(anchor)) or _pictured(anchor), url)
        for anchor in document.root.iter("a")
        if (url := absolute(anchor.get("href") or "", document.base_url))
    ]


def _pictured(anchor: etree._Element) -> str:
    """Return what a link says that shows a picture."""
    picture = next(anchor.iter("img"), None)
    return clean((picture.get("alt") if picture is not None else None) or anchor.get("title") or "")


def _parts(address: str, stem: str, links: Sequence[_Link]) -> Iterator[_Part]:
    """Yield the links to pages of the article."""
    own = urlsplit(address)
    folder, _, name = own.path.rpartition("/")
    extension = _split(name)[1]
    numbered = re.compile(rf"{re.escape(folder)}/{re.escape(stem)}[_-](\d{{1,2}}){re.escape(extension)}")
    asked = _without_page(own.query)
    for label, url in links:
        parts = urlsplit(url)
        if parts.netloc != own.netloc:
            continue
        found = numbered.fullmatch(parts.path)
        if found and parts.query == own.query:
            yield _Part(label, int(found[1]), url)
        elif (
            parts.path == own.path
            and (asked or (parts.query and _by_number(name)))
            and _without_page(parts.query) == asked
        ):
            number = next(
                (v for k, v in parse_qsl(parts.query) if _PARAMETER.fullmatch(k) and v.isdigit()), "0"
            )
            yield _Part(label, int(number), url)


def _without_page(query: str) -> list[tuple[str, str]]:
    return sorted((key, value) for key, value in parse_qsl(query) if not _PARAMETER.fullmatch(key))


def _following(parts: list[_Part], here: int) -> str | None:
    """Return the address of the page behind number `here`, by the numbers that are displayed, else by 下一页."""
    shown = {int(found[1]): part for part in parts if (found := _NUMBER.fullmatch(part.label))}
    # _1 may be the second page: what readers see tells how pages are counted.
    offset = next((seen - part.number for seen, part in shown.items() if part.number), None)
    if offset is not None:
        wanted = (here + offset if here else 1) + 1
        if wanted in shown:
            return shown[wanted].url
    labelled = (part for part in parts if _NEXT.fullmatch(part.label) and part.number > here)
    return next((part.url for part in labelled), None)


def _whole(stem: str, links: Sequence[_Link]) -> Iterator[str]:
    """Yield the addresses at which the whole article stands on one page."""
    for label, url in links:
        name = _split(urlsplit(url).path.rpartition("/")[2])[0]
        if _WHOLE.fullmatch(label) and name.startswith(stem) and _WHOLE_FILE.fullmatch(name[len(stem) :]):
            yield url
