"""Put the rows into a list page that its data island holds and a script would draw.

Systems of governments (Hanweb JCMS) send the rows of a column as HTML fragments in a script of XML:
`<record><![CDATA[<li><a href=…>…</a><span>…</span></li>]]></record>`. Without them such a page has nothing but menus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from envnews.extract.page.bounds import new_parser

if TYPE_CHECKING:
    from collections.abc import Iterator

_RECORD: Final = "<record>"
_OPENING, _CLOSING = "<![CDATA[", "]]>"


def unfold_records(root: etree._Element) -> None:
    """Put the records of each data island right behind its script, each in a `div` of its own."""
    for script in list(root.iter("script")):
        text = script.text
        if text and _RECORD in text and (rows := "".join(_fragments(text))):
            source = f"<html><body><div>{rows}</div></body></html>".encode("utf-8", "replace")
            page = etree.fromstring(source, new_parser())
            script.addnext(page[0][0])


def _fragments(island: str) -> Iterator[str]:
    for piece in island.split(_RECORD)[1:]:
        record, closed, _ = piece.partition(_CLOSING)
        _, opened, markup = record.partition(_OPENING)
        if opened and closed:
            yield f'<div class="record">{markup}</div>'
