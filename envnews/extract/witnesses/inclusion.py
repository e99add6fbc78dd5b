"""Hear the fields that Baidu's inclusion rules had portals repeat, in elements named pubtime_baidu and source_baidu.

NetEase keeps its time in one named ptime likewise, hidden, from which a script writes the day that is shown.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final, cast

from lxml import etree

from envnews.extract.metaline.editors import find_editor
from envnews.extract.page.blocks import INLINE, Outline, inner_text
from envnews.model import Origin
from envnews.normalize import clean, clean_names, clean_source, find_date

if TYPE_CHECKING:
    from datetime import datetime

    from envnews.extract.choose import Witnesses
    from envnews.extract.page.document import Document

_BAIDU: Final = {
    "published_at": ("pubtime_baidu", "ptime"),
    "source": ("source_baidu",),
    "author": ("author_baidu",),
    "editor": ("editor_baidu", "edit_baidu"),
}
_BARS: Final = re.compile("[|｜丨]")
_BAIDU_NAMED: Final = etree.XPath(f"id('{' '.join(chain.from_iterable(_BAIDU.values()))}')")


def hear_repeated(document: Document, base: datetime | None, witnesses: Witnesses) -> None:
    """Hear the elements of these names, which are often hidden."""
    named = cast("list[etree._Element]", _BAIDU_NAMED(document.root))  # noqa: SLF001 - the only name lxml has for it
    if not named:
        return
    by_id = {element.get("id"): element for element in named}
    for name, ids in _BAIDU.items():
        raw = next((_first_line(by_id[i]) for i in ids if i in by_id), "")
        if not raw or len(raw) > 80:
            continue
        if name == "published_at":
            found = find_date(raw, base)
            witnesses.add(name, Origin.STRUCTURED, found.timestamp if found else None, raw, f"id={ids[0]}")
        elif not (
            name == "author" and witnesses.has("author") and _value(name, raw) == witnesses.peek("editor")
        ):
            # Some name the editor there, whoever wrote the text by its byline.
            witnesses.add(name, Origin.META_LINE, _value(name, raw), raw, f"id={ids[0]}")


def _value(name: str, raw: str) -> str | None:
    """Return the value of a field, without those of others that a template puts into its element (… | 版面编辑：边放)."""
    if name == "source":
        return clean_source(raw)
    editor = find_editor([raw]) if name == "editor" and _BARS.search(raw) else None
    return editor[0] if editor else clean_names(raw)


def _first_line(element: etree._Element) -> str:
    """Return the text of a named element; of one that holds more than a line, the first line."""
    text = clean(inner_text(element))
    if len(element) > 1 and any(child.tag not in INLINE for child in element):
        lines = Outline(element, limit=1).blocks
        return lines[0].spaced if lines else text
    return text
