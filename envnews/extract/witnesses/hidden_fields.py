"""Hear the fields that a page keeps in text areas off the screen, from which a script fills its template.

News systems of single-page templates print them so, one a field: `<textarea class="article-source-name">环球时报</textarea>`,
the time as an epoch. Only areas whose name no other has count: lists of other articles are kept the same way.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from envnews.extract.witnesses.hints import named_field
from envnews.model import Origin
from envnews.normalize import clean, clean_names, clean_source, parse_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from lxml import etree

    from envnews.extract.choose import Witnesses
    from envnews.extract.page.document import Document
    from envnews.model import Timestamp

_LONGEST: Final = 40
"""Characters of an area that holds the value of one field."""
_ASKING: Final = ("请", "輸入", "输入", "选择")
"""Beginnings of what a form asks its readers for."""
_FEWEST: Final = 2
"""Fields that a page keeps so, at least: one area alone is where readers write."""


def hear_hidden_fields(document: Document, base: datetime | None, witnesses: Witnesses) -> None:
    """Hear time, source, author and editor of an article that areas named for them hold."""
    fields = _fields(document.places.telling("textarea"))
    if len(fields) < _FEWEST:
        return
    for field, words in fields.items():
        value = _value(field, words, base)
        if value is not None and not witnesses.has(field):
            witnesses.add(field, Origin.STRUCTURED, value, words, "hidden field")


def _fields(areas: Sequence[etree._Element]) -> Mapping[str, str]:
    """Return the words of each field for which an area is named, the only one of its name."""
    areas = [
        area for area in areas if area.get("name") is None and area.get("placeholder") is None
    ]  # readers write there
    counts = Counter(area.get("class") for area in areas)
    said: dict[str, str] = {}
    for area in areas:
        name, text = area.get("class") or "", area.text or ""
        words = clean(text) if counts[name] == 1 and len(text) <= 2 * _LONGEST else ""
        asked = words.startswith(_ASKING)
        field = named_field(name) if 0 < len(words) <= _LONGEST and not asked else None
        if field is not None:
            said.setdefault(field, words)
    return said


def _value(field: str, words: str, base: datetime | None) -> Timestamp | str | None:
    if field == "published_at":
        return parse_date(words, base)
    if field == "source":
        return clean_source(words)
    return clean_names(words) if field in {"author", "editor"} else None
