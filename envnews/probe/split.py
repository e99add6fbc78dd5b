"""Articles that are split over several pages: how the addresses of the further pages are told from those of others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from envnews.extract.page.anchors import address_of
from envnews.extract.page.document import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from envnews.model import Page

_NUMBER_LAST = re.compile(r"\(\?P<document_id>\\d\+\)(?=(?:\\\.\w+)?\$$)")


def with_parts(pattern: str, articles: Iterable[Page]) -> str:
    """Return the form of article addresses with a group `part`, where an article links to pages of its own.

    Args:
        pattern: The form, as portals declare it; left alone where the document's number is not its last part.
        articles: Article pages.
    """
    marks = {mark for page in articles for mark in _marks(page)}
    if len(marks) != 1 or not _NUMBER_LAST.search(pattern):
        return pattern
    [mark] = marks
    return _NUMBER_LAST.sub(lambda found: rf"{found[0]}(?P<part>{mark}\d{{1,2}})?", pattern)


def _marks(page: Page) -> Iterable[str]:
    """Yield what stands before the number of an article's second page: `_` for 7.html and 7_2.html."""
    stem, dot, extension = page.url.rpartition(".")
    own = re.compile(rf"{re.escape(stem)}([_-])2{re.escape(dot + extension)}")
    document = parse(page)
    for anchor in document.root.iter("a"):
        url = address_of(anchor, document.base_url)
        if found := own.fullmatch(url or ""):
            yield found[1]
