"""Parse a page once, within bounds, and keep what every witness looks at.

libxml2 recovers from any markup, but a hostile page can make it slow or make later steps recurse: bytes,
tag length and depth are bounded before and while parsing, and each cut is recorded as a problem.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from envnews.extract.blocks import inner_text
from envnews.extract.charset import decode
from envnews.extract.selectors import Places
from envnews.model import Page, Problem
from envnews.normalize import absolute

MAX_BYTES = 10_000_000
"""Longest page that is read; portals' longest articles have some 500 kB."""
MAX_TAG = 65_536
"""Longest tag that is kept: real ones stay under 2 kB once inline pictures are taken out."""

_INLINE_DATA = re.compile(r"data:[\w/+.-]{1,60};base64,[\w+/=%\s-]{200,}")


@dataclass(frozen=True)
class Document:
    """A parsed page.

    Attributes:
        url: Address of the page.
        html: Decoded source.
        root: Parsed tree; an empty `html` element where there is nothing to parse.
        charset: Charset the bytes were read with.
        problems: What was cut or could not be decoded.
    """

    url: str
    html: str
    root: etree._Element
    charset: str
    problems: tuple[Problem, ...] = field(default=())

    @cached_property
    def places(self) -> Places:
        """Where selectors look."""
        return Places(self.root)

    @cached_property
    def base_url(self) -> str:
        """Address that relative links resolve against: `<base href>` where there is a usable one."""
        head = self.root.find("head")
        bases = head.iterfind("base") if head is not None else ()
        stated = (absolute(base.get("href") or "", self.url) for base in bases)
        return next(filter(None, stated), None) or self.url

    @cached_property
    def title(self) -> str:
        """Text of the title element, white space collapsed."""
        element = next(self.root.iter("title"), None)
        return "" if element is None else " ".join(inner_text(element).split())


def parse(page: Page) -> Document:
    """Return the parsed page; never raises for anything a server can send."""
    problems = []
    body = page.body
    if len(body) > MAX_BYTES:
        problems.append(
            Problem("page", "page_cut", f"page of {len(body)} bytes: only the first {MAX_BYTES} were read")
        )
        body = body[:MAX_BYTES]
    decoded = decode(body, page.headers)
    if decoded.replaced:
        problems.append(
            Problem(
                "page",
                "undecodable",
                f"{decoded.replaced} characters are neither UTF-8 nor {decoded.charset}",
            ),
        )
    html, cut = _bound_tags(decoded.text)
    # The bytes of a clean UTF-8 page need no second encoding.
    source = body if decoded.charset == "utf-8" and html is decoded.text else html.encode()
    if cut:
        problems.append(
            Problem("page", "tag_cut", f"{cut} tags longer than {MAX_TAG} characters were left out")
        )
    return Document(page.url, html, _tree(source), decoded.charset, tuple(problems))


def _tree(source: bytes) -> etree._Element:
    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, remove_comments=True, remove_pis=True, no_network=True
    )
    # libxml2 would make U+FFFD of it; other control characters go where text is cleaned.
    source = source.replace(b"\x00", b"")
    root = None if not source or source.isspace() else etree.fromstring(source, parser)
    if root is None:
        return etree.Element("html")
    # Included page headers often carry a </html> of their own; libxml2 makes what follows a second root.
    for stray in [element for element in root.itersiblings() if isinstance(element.tag, str)]:
        root.append(stray)
    return root


def _bound_tags(html: str) -> tuple[str, int]:
    """Leave out tags that are too long; a page without any costs one split."""
    if len(html) <= MAX_TAG:
        return html, 0
    if ";base64," in html:
        html = _INLINE_DATA.sub("data:,", html)
    pieces = html.split("<")
    if max(map(len, pieces)) <= MAX_TAG:
        return html, 0
    kept, cut = [pieces[0]], 0
    for piece in pieces[1:]:
        end = piece.find(">", 0, MAX_TAG)
        # A script's text may hold long strings without any bracket; only a tag's own length counts.
        if end < 0 and len(piece) > MAX_TAG:
            cut += 1
            kept[-1] += piece.partition(">")[2]
        else:
            kept.append(piece)
    return "<".join(kept), cut
