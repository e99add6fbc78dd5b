"""Parse a page once, within bounds, and keep what every witness looks at.

libxml2 recovers from any markup, but a hostile page can make it slow or make later steps recurse: bytes,
tag length and depth are bounded before and while parsing, and each cut is recorded as a problem.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field
from functools import cached_property
from typing import AnyStr, Final

from lxml import etree

from envnews.extract.page.blocks import inner_text, writable
from envnews.extract.page.bounds import MAX_TAGS, TOO_DEEP, bound_tags, flatten, new_parser
from envnews.extract.page.charset import decode, opens_as_utf8
from envnews.extract.page.selectors import Places
from envnews.model import Page, Problem
from envnews.normalize import absolute

MAX_BYTES = 10_000_000
"""Longest page that is read; portals' longest articles have some 500 kB."""
MAX_TAG = 65_536
"""Longest tag that is kept: real ones stay under 2 kB once inline pictures are taken out."""

# In ASCII a class is looked up at once; of inline data there may be megabytes.
_INLINE_DATA = re.compile(r"data:[\w/+.-]{1,60};base64,[\w+/=%\s-]{200,}", re.ASCII)


@dataclass(frozen=True)
class Document:
    """A parsed page.

    Attributes:
        url: Address of the page.
        source: What was parsed, in UTF-8.
        root: Parsed tree; an empty `html` element where there is nothing to parse.
        places: Where selectors look.
        charset: Charset the bytes were read with.
        problems: What was cut or could not be decoded.
    """

    url: str
    source: bytes
    root: etree._Element
    places: Places = field(repr=False, compare=False)
    charset: str
    problems: tuple[Problem, ...] = field(default=())

    @cached_property
    def html(self) -> str:
        """Decoded source; few witnesses ask for it."""
        return self.source.decode("utf-8", "replace")

    @property
    def host(self) -> str:
        """Host in the page's address, empty where it has none."""
        return self.url.split("/", 3)[2] if "//" in self.url else ""

    @cached_property
    def base_url(self) -> str:
        """Address that relative links resolve against: `<base href>` where there is a usable one."""
        stated = (absolute(base.get("href") or "", self.url) for base in self.places.telling("base"))
        return next(filter(None, stated), None) or self.url

    @cached_property
    def title(self) -> str:
        """Text of the title element, white space collapsed."""
        titles = self.places.telling("title")
        return " ".join(inner_text(titles[0]).split()) if titles else ""


def parse(page: Page) -> Document:
    """Return the parsed page; never raises for anything a server can send."""
    body, problems = _bound(page.body)
    if opens_as_utf8(body) and not _has_long_tag(body, b"<"):
        root, valid, deep = _tree(body)
        if valid:
            problems += _depth_problem(deep=deep)
            return Document(page.url, body, root, _places(root), "utf-8", tuple(problems))
    decoded = decode(body, page.headers)
    if decoded.replaced:
        message = f"{decoded.replaced} characters are neither UTF-8 nor {decoded.charset}"
        problems.append(Problem("page", "undecodable", message))
    html, cut = _without_long_tags(decoded.text)
    if cut:
        message = f"{cut} tags longer than {MAX_TAG} characters were left out"
        problems.append(Problem("page", "tag_cut", message))
    # A lone surrogate of GB18030 has no form in UTF-8.
    source = html.encode("utf-8", "replace")
    root, _, deep = _tree(source)
    problems += _depth_problem(deep=deep)
    return Document(page.url, source, root, _places(root), decoded.charset, tuple(problems))


def _bound(body: bytes) -> tuple[bytes, list[Problem]]:
    """Return as much of a page as is read, and what was cut."""
    problems = []
    if len(body) > MAX_BYTES:
        message = f"page of {len(body)} bytes: only the first {MAX_BYTES} were read"
        problems.append(Problem("page", "page_cut", message))
        body = body[:MAX_BYTES]
    body, cut_short = bound_tags(body)
    if cut_short:
        problems.append(Problem("page", "page_cut", f"only the first {MAX_TAGS} tags of the page were read"))
    return body, problems


def _depth_problem(*, deep: bool) -> list[Problem]:
    message = (
        "elements are nested deeper than 256: the page was flattened, its text is kept without structure"
    )
    return [Problem("page", "depth_cut", message)] if deep else []


_MISMATCH: Final = etree.ErrorTypes.ERR_TAG_NAME_MISMATCH
_CLOSED_BREAK: Final = re.compile(rb"</br\s*>", re.IGNORECASE)
"""Browsers break the line there as at `<br>`; libxml2 leaves it out and joins what it parts."""


class _Parser(threading.local):
    """The parser of each thread: making one for every page costs a fiftieth of the parse, and its log is that of one page."""

    def __init__(self) -> None:
        self.of_thread = new_parser()


_PARSER = _Parser()


def _tree(source: bytes) -> tuple[etree._Element, bool, bool]:
    """Return the tree, whether the source is valid UTF-8, and whether it was too deep and had to be flattened."""
    root, valid, deep = _parsed(source)
    if deep:
        root, _, still = _parsed(flatten(source, blocks=False))
        if still:
            root, _, _ = _parsed(flatten(source, blocks=True))
    return root, valid, deep


def _parsed(source: bytes) -> tuple[etree._Element, bool, bool]:
    """Return the tree, whether the source is valid UTF-8, and whether anything was left out for its depth.

    libxml2 looks at every byte and tells both. Decoding the source only to learn that costs as much as a tenth of the parse.
    """
    parser = _PARSER.of_thread
    # libxml2 would make U+FFFD of it; other control characters go where text is cleaned.
    source = source.replace(b"\x00", b"")
    root = None if not source or source.isspace() else etree.fromstring(source, parser)
    errors = parser.error_log
    kinds = {error.type for error in errors}
    if _MISMATCH in kinds and any(
        error.type == _MISMATCH and error.message.endswith(" br") for error in errors
    ):
        # To look for the tag on every page costs a tenth of the parse.
        mended, count = _CLOSED_BREAK.subn(b"<br>", source)
        if count:
            return _parsed(mended)
    valid = etree.ErrorTypes.ERR_INVALID_ENCODING not in kinds
    if root is None:
        return etree.Element("html"), valid, False
    # Included page headers often carry a </html> of their own; libxml2 makes what follows a second root.
    for stray in [element for element in root.itersiblings() if isinstance(element.tag, str)]:
        root.append(stray)
    return root, valid, TOO_DEEP in kinds


def _places(root: etree._Element) -> Places:
    """Return where selectors look, with what follows an `<embed>` behind it.

    HTML never closes the tag, and libxml2 makes the rest its content.
    """
    places = Places(root)
    for player in places.telling("embed"):
        parent = player.getparent()
        if parent is None or not (len(player) or player.text):
            continue
        inside, after = list(player), player.tail or ""
        place = parent.index(player) + 1
        player.text, player.tail = None, writable(player.text)
        parent[place:place] = inside
        last = inside[-1] if inside else player
        last.tail = writable((last.tail or "") + after)
    return places


def _has_long_tag(source: AnyStr, opening: AnyStr) -> bool:
    """Return whether more than `MAX_TAG` bytes or characters may belong to one tag: none of them is `opening`.

    Looked at from the end of each stretch, a page without any long one costs a few steps.
    """
    start = 0
    while len(source) - start > MAX_TAG:
        last = source.rfind(opening, start, start + MAX_TAG + 1)
        if last < 0:
            return True
        start = last + 1
    return False


def _without_long_tags(html: str) -> tuple[str, int]:
    """Leave out tags that are too long, and return how many."""
    if len(html) <= MAX_TAG:
        return html, 0
    if ";base64," in html:
        html = _INLINE_DATA.sub("data:,", html)
    if not _has_long_tag(html, "<"):
        return html, 0
    first, *pieces = html.split("<")
    kept, cut = [first], 0
    for piece in pieces:
        end = piece.find(">", 0, MAX_TAG)
        # A script's text may hold long strings without any bracket; only a tag's own length counts.
        if end < 0 and len(piece) > MAX_TAG:
            cut += 1
            kept[-1] += piece.partition(">")[2]
        else:
            kept.append(piece)
    return ("<".join(kept) if cut else html), cut
