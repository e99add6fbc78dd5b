"""Find the files that an article links: in its text, right below it, and wherever the page offers them.

A file is known by its name in the address, or, where a program of the site hands it out (download.jsp?wbfileid=2), by
the name that the link shows.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.body.around import until_others
from envnews.extract.furniture.annexes import ATTACHMENT_TYPES, file_type
from envnews.extract.page.anchors import address_of
from envnews.extract.page.blocks import inner_text
from envnews.model import Attachment
from envnews.normalize import clean
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from envnews.extract.page.blocks import Block

_OFFERS: Final = re.compile(r"附件|下载|\.[A-Za-z]{2,4}\b")
"""Words of a line, however far below the text, that offers files."""
_NEAR: Final = 30
"""Lines below a text whose links to files are its own."""
_PROGRAMS: Final = ("download", "downfile", "attach", "fileid", "file_id", "getfile", "readfile")
"""Words of the address, in small letters, of a program that hands out files."""
_NAMED: Final = compile_later(
    rf"(?i:\.(?P<type>{'|'.join(sorted(ATTACHMENT_TYPES, key=len, reverse=True))})\b\W{{0,3}}(?:[（(].{{1,12}}[）)])?$)"
)
"""The end of a file's name, and its size behind it."""
_LONGEST_BUTTON: Final = 12
_BUTTON: Final = compile_later(
    r"[\W\d]*(?:点击|立即)?(?:下载|查看|预览)?(?:附件|文件|此处|这里)?(?:下载|查看)?\W*"
)
"""Words of a link that name no file; its attribute may."""


def find_attachments(
    body: etree._Element | None,
    below: Sequence[Block],
    base_url: str,
) -> tuple[Attachment, ...]:
    """Return the files that the text and the lines below it link to.

    The name is the link's text, or its attribute where the text is a button, or else the file's name.

    Args:
        body: The element that holds the text, None where there is none.
        below: Lines below the text.
        base_url: Address that relative links resolve against.
    """
    scopes = [body] if body is not None else []
    near = until_others(below[:_NEAR])
    scopes += dict.fromkeys(
        block.element
        for index, block in enumerate(below)
        if block.linked and (index < len(near) or _OFFERS.search(block.text))
    )
    found: dict[str, Attachment] = {}
    for anchor in _links(scopes):
        file = _file(anchor, base_url)
        if file is not None:
            found.setdefault(file.url, file)
    return tuple(found.values())


def _links(scopes: Sequence[etree._Element]) -> Iterator[etree._Element]:
    """Yield the links of elements; a line that is one by itself stands in its link."""
    for scope in scopes:
        yield from scope.iter("a")
        yield from islice(scope.iterancestors("a"), 1)


def _names_program(href: str) -> bool:
    """Return whether an address is that of a program that hands out files."""
    href = href.lower()
    for word in _PROGRAMS:  # noqa: SIM110 - asked of every link, and twice as fast as any()
        if word in href:
            return True
    return False


def _file(anchor: etree._Element, base_url: str) -> Attachment | None:
    """Return the file that a link leads to, None where it leads to a page."""
    href, script = (anchor.get("href") or "").strip(), anchor.get("onclick") or ""
    kind = file_type(href)
    # Most links lead to pages: their words are not asked for.
    if kind is None and not script and not _names_program(href):
        return None
    url = address_of(anchor, base_url)
    name, titled = clean(inner_text(anchor)), clean(anchor.get("title") or "")
    kind = kind or (file_type(url) if url else None) or _type_by_name(href, name, titled)
    if not url or not kind:
        return None
    if titled and len(name) <= _LONGEST_BUTTON and _BUTTON.fullmatch(name):
        name = titled
    return Attachment(url, name or url.rsplit("/", 1)[-1], kind)


def _type_by_name(href: str, *names: str) -> str | None:
    """Return the type of the file that a program hands out, by the name that is shown for it."""
    if _names_program(href):
        for name in names:
            if found := _NAMED.search(name):
                return found["type"].lower()
    return None
