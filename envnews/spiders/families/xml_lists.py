"""Feeds and sitemaps as XML, read so that a hostile or broken one costs nothing.

Entities are not expanded, no DTD and no other file is loaded, the size is bounded before parsing, also of
what comes compressed. XML that is not well-formed is read as far as it goes: feeds with a bare `&` are common.
"""

from __future__ import annotations

import re
import zlib
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from lxml import etree

from envnews.extract.page.charset import decode
from envnews.model import CHINA_TIME, Precision, Timestamp
from envnews.normalize import clean, credible, parse_date

if TYPE_CHECKING:
    from envnews.model import Page

MAX_BYTES = 50 * 1024 * 1024
"""Largest sitemap by its protocol, uncompressed; feeds are far smaller."""

_GZIP = b"\x1f\x8b"
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class UnreadableXmlError(ValueError):
    """A feed or sitemap that cannot or must not be read; the message says why."""


def read_xml(page: Page) -> etree._Element:
    """Return the root of an XML document.

    Raises:
        UnreadableXmlError: It is too large, declares entities, or is no XML at all.
    """
    body = _inflated(page.body) if page.body.startswith(_GZIP) else page.body
    if len(body) > MAX_BYTES:
        raise UnreadableXmlError(f"{page.url}: more than {MAX_BYTES} bytes of XML")
    text = decode(body, page.headers).text
    if "<!ENTITY" in text:
        raise UnreadableXmlError(f"{page.url}: it declares entities, which feeds have no use for")
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=True,
        remove_comments=True,
    )
    # The text is decoded already, whatever the declaration says.
    source = _DECLARATION.sub("", text.lstrip("\ufeff")).replace("\x00", "").strip()
    root = etree.fromstring((source or "<html/>").encode("utf-8", "replace"), parser)
    if getattr(root, "tag", "html") in {"html", "HTML"}:  # None where a recovering parser finds no element
        raise UnreadableXmlError(f"{page.url}: it is no XML; open it in a browser")
    return root


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace, in lower case."""
    return str(element.tag).rpartition("}")[2].lower()


def child_text(element: etree._Element, *names: str) -> str:
    """Return the text of the first child with one of the names, whatever its namespace."""
    for name in names:
        for child in element:
            if local_name(child) == name and (text := clean("".join(map(str, child.itertext())))):
                return text
    return ""


def moment(text: str) -> Timestamp | None:
    """Return a date of a feed or sitemap: RFC 3339, RFC 822, or what sites make of them.

    >>> moment("Fri, 22 Jul 2022 07:10:17 +0800"), moment("2022-07-21T23:10:17Z").isoformat()
    (Timestamp(at=datetime.datetime(2022, 7, 22, 7, 10, 17, ...), '2022-07-22T07:10:17+08:00')
    >>> moment("2022-07-22").precision, moment("2022年7月22日 07:10").isoformat(), moment("gestern")
    (<Precision.DAY: 'day'>, '2022-07-22T07:10:00+08:00', None)
    """
    text = text.strip()[:80]
    if not text:
        return None
    at: datetime | None = None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        try:
            at = parsedate_to_datetime(text)
        except ValueError:
            return parse_date(text, None)
    try:
        local = at.astimezone(CHINA_TIME) if at.tzinfo else at.replace(tzinfo=CHINA_TIME)
    except OverflowError:  # the first or the last day of a program's calendar, in another zone
        return None
    return credible(Timestamp(local, Precision.DAY if _DAY.fullmatch(text) else Precision.SECOND), None)


def _inflated(body: bytes) -> bytes:
    inflater = zlib.decompressobj(wbits=31)
    try:
        return inflater.decompress(body, MAX_BYTES + 1)
    except zlib.error as error:
        raise UnreadableXmlError(f"gzip that cannot be unpacked: {error}") from error
