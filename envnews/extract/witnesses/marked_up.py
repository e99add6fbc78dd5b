"""Read the time and author that microdata or a content system's classes mark, wherever on a page they stand.

WordPress and its kin print both in an element of its own, above the headline or below the text, where the lines around
them are other pages' links: <time class="entry-date published" datetime="…">, <span class="author vcard">. A page that
marks several lists articles, and none of them is asked; nor are the marks in boxes of comments and other articles.
"""

from __future__ import annotations

import re
from datetime import UTC, time
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from lxml import etree

from envnews.extract.choose import agree
from envnews.extract.page.blocks import inner_text, text_before
from envnews.extract.page.named import named_by
from envnews.model import Origin, Precision, Timestamp
from envnews.normalize import clean, clean_names, parse_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from lxml.etree import _Element

    from envnews.extract.choose import Witnesses
    from envnews.extract.page.blocks import Block
    from envnews.extract.page.document import Document

_TIMES: Final = etree.XPath("//time[@datetime]")
_AUTHORS: Final = etree.XPath("//*[@itemprop='author' or contains(@class, 'vcard')]")
_PUBLISHED: Final = re.compile(r"(?:^|\s)(?:entry-date|published|datePublished)(?:$|\s)")
_AUTHOR: Final = re.compile(r"(?:^|\s)author(?:$|\s)")
_BOXES: Final = frozenset({"aside", "nav", "li"})
_named_others: Final = named_by(
    re.compile(
        r"(?:^|[\s_-])(?:comments?|replies|related|recommend|latest|recent|hot|widget|list)(?:$|[\s_-])",
        re.IGNORECASE,
    )
)
_OF_ANOTHER: Final = re.compile(
    "(?:更新|修改|编辑|活动|会议|直播|截止|截至|update|modif)[^0-9]{0,8}$", re.IGNORECASE
)
"""What stands before a day that is not that of publication."""
_OF_EDIT: Final = re.compile("updat|modif|edit", re.IGNORECASE)
_MIDNIGHT: Final = time()
"""What programs write where they know the day alone, in the time of China or Greenwich."""
_IN_LINE: Final = 3
"""Elements for a time that are looked at in a line."""
_LONGEST: Final = 30
"""Characters of a name with what stands around it."""


def hear_marked_up(document: Document, base: datetime | None, witnesses: Witnesses) -> None:
    """Hear the only time and the only author that a page marks as its own, where nothing else tells them.

    Only pages with a `time` element are asked, for either.

    Args:
        document: The page.
        base: Time of the fetch, for relative dates.
        witnesses: Those heard so far.
    """
    if not document.places.telling("time"):  # few pages have one, and none of the older systems
        return
    if not witnesses.has("published_at"):
        times = _marked(_TIMES, document, _PUBLISHED)
        stated = {time.get("datetime") or "" for time in times}
        if len(stated) == 1 and (when := parse_date(clean(raw := stated.pop()), base)):
            witnesses.add("published_at", Origin.STRUCTURED, when, raw, "marked as time of publication")
    if not witnesses.has("author"):
        hosts = document.host.split(".")
        names = {clean(inner_text(element)) for element in _marked(_AUTHORS, document, _AUTHOR)} - {""}
        names -= {witnesses.peek("source")}  # 文章来源: <span itemprop="author">
        if len(names) == 1 and len(raw := names.pop()) <= _LONGEST and raw.lower() not in hosts:
            witnesses.add("author", Origin.STRUCTURED, clean_names(raw), raw, "marked as author")


def hear_machine_time(lines: Sequence[Block], base: datetime | None, witnesses: Witnesses) -> None:
    """Hear what a `time` element says to machines of the day that it displays (<time datetime="2022-07-22T07:10">7月22日)."""
    known = witnesses.peek("published_at")
    if not isinstance(known, Timestamp) or known.precision is not Precision.DAY:
        return
    times = [
        element
        for block in lines
        if not block.linked
        for element in islice(block.element.iter("time"), _IN_LINE)
        if not any(map(_of_others, element.iterancestors()))
    ]
    # Of several, one is that of the last edit.
    if len(set(times)) != 1 or _OF_EDIT.search(
        f"{times[0].get('class') or ''} {times[0].get('itemprop') or ''}"
    ):
        return
    raw = times[0].get("datetime") or ""
    when, shown = parse_date(clean(raw), base), parse_date(clean(inner_text(times[0])), base)
    if when is None or shown != known or _OF_ANOTHER.search(_words_before(times[0])):
        return
    stated = {when.at.time(), when.at.astimezone(UTC).time()}
    if when.precision is not Precision.DAY and _MIDNIGHT not in stated and agree(when, known):
        witnesses.add("published_at", Origin.STRUCTURED, when, raw, "datetime of the day displayed")


def _words_before(element: _Element) -> str:
    """Return the words right before an element, those of the element before it where nothing stands between both."""
    words, before = clean(text_before(element)), element.getprevious()
    return clean(inner_text(before)) if before is not None and not words else words


def _marked(found: etree.XPath, document: Document, word: re.Pattern[str]) -> Sequence[_Element]:
    """Return the elements whose class or itemprop has a word, but for those of other articles and of comments."""
    elements = cast("list[_Element]", found(document.root))
    named = (
        node for node in elements if word.search(f"{node.get('class') or ''} {node.get('itemprop') or ''}")
    )
    return [node for node in named if not any(map(_of_others, node.iterancestors()))]


def _of_others(box: _Element) -> bool:
    return box.tag in _BOXES or _named_others(box)
