"""Know by the names of elements and addresses of links which links on a page are tags."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.page.blocks import HEADINGS, inner_text
from envnews.normalize import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from envnews.extract.page.blocks import Block

_HASHTAGS: Final = re.compile(r"(?:[#＃]\s?[^#＃\s\d][^#＃]{0,23}[#＃]?\s*){1,20}")
_COUNTING: Final = frozenset({"even", "odd", "first", "last"})
_BOXES: Final = 2
"""Boxes that a template puts around each tag."""
_TAGS_LENGTH: Final = 80
"""Characters of a box of tags; an article's box may bear the names of its tags, too."""
_TAG_LIST: Final = re.compile(r"(?:^|[\s_-])(?:tags|follow|keywords|tag[-_]?list)(?:$|[\s_-])", re.IGNORECASE)
"""Names of boxes of tags; a heading of a text may be called tag."""
_OF_LISTS: Final = frozenset({"a", "li", "ul", "ol", "span"})
_DEPTH: Final = 4
"""Elements around a word between it and the container of a list."""
# /tag/12.html, tags.php?/name/, search.action?c=1&q=, so.aspx?words=, TagForm?Search=, list?tagid=
_TAG_PAGE: Final = re.compile(
    r"/(?:tags?|keywords?|topics?)[/_.?-]|[?&](?:tag(?:s|id|name|_id)?|q|wd|words?|keywords?|kw|key|search)=",
    re.IGNORECASE,
)
# What many look for stands below texts, too, each word a link to a search.
_SEARCH: Final = re.compile(r"/s(?:earch|o)\b", re.IGNORECASE)
_BELOW_TAG: Final = re.compile(r"/tags?/[^/?]", re.IGNORECASE)
_TAGS: Final = re.compile(
    r"(?:^|[\s_-])(?:tags?|keywords?|biaoqian|tag[-_]?list|art(?:icle)?[-_]tags?)(?:$|[\s_-])", re.IGNORECASE
)


def around_link(element: etree._Element) -> etree._Element:
    """Return the element around a link that has boxes inside, else the element itself."""
    inside = islice(element.iterancestors(), _BOXES)
    link = next((box for box in inside if box.tag == "a"), None)
    around = link.getparent() if link is not None else None
    return element if around is None else around


def row_of(element: etree._Element, rows: dict[etree._Element, str | None]) -> etree._Element:
    """Return the container of an element that stands in a row of its like: each tag in a box of its own.

    What class the children of a container share is kept in `rows`.
    """
    for _ in range(_BOXES):
        parent, names = element.getparent(), _class_of(element)
        if parent is None or not (names or element.tag == "li"):
            break
        if parent not in rows:
            rows[parent] = names if all(_class_of(child) == names for child in parent) else None
        if rows[parent] != names:
            break
        element = parent
        # A box around one tag stands in a row itself.
        if len(parent) > 1 or not _names_tags(parent.get("class") or ""):
            break
    return element


def _class_of(element: etree._Element) -> str:
    """Return the class of an element without the words that count the rows of a list."""
    names = element.get("class") or ""
    return " ".join(name for name in names.split() if name not in _COUNTING)


def words_of(anchors: Iterable[etree._Element]) -> tuple[str, ...]:
    """Return the words of links, each once."""
    return tuple(dict.fromkeys(word for a in anchors if (word := clean(inner_text(a)).strip("#＃ "))))


def leads_to_tag(anchor: etree._Element) -> bool:
    """Return whether a link leads to the page of a tag, or to a search for a word."""
    href = anchor.get("href") or ""
    return ("?" in href or "tag" in href or "key" in href or "topic" in href) and _TAG_PAGE.search(
        href
    ) is not None


def is_page_of_tag(anchor: etree._Element) -> bool:
    """Return whether a link leads to a page below /tag/, and not to a search."""
    return _BELOW_TAG.search(anchor.get("href") or "") is not None


def is_tag(anchor: etree._Element) -> bool:
    """Return whether a link says itself that it is a tag: by its relation, or by address and class, its own or its box's."""
    rel = (anchor.get("rel") or "").split()
    if "tag" in rel:
        return "category" not in rel
    return leads_to_tag(anchor) and is_named(anchor) and not _SEARCH.search(anchor.get("href") or "")


def is_tag_line(element: etree._Element) -> bool:
    """Return whether the links of a line, or the one around it, say themselves that they are tags."""
    inside = list(islice(element.iter("a"), _DEPTH)) or list(islice(element.iterancestors("a"), 1))
    return bool(inside) and all(map(is_tag, inside))


def is_hashtag(block: Block) -> bool:
    """Return whether a line is nothing but linked words with number signs (#水环境 #海洋污染); numbers are none (#1)."""
    return (
        block.is_link
        and block.text[0] in "#＃"
        and block.element.tag not in HEADINGS
        and _HASHTAGS.fullmatch(block.text) is not None
    )


def is_tag_box(element: etree._Element) -> bool:
    """Return whether a line stands in a small box that markup calls tags, as buttons to follow them do."""
    parent = element.getparent()
    return _is_small_box(element) or (parent is not None and _is_small_box(parent))


def _is_small_box(element: etree._Element) -> bool:
    if not any(_TAG_LIST.search(names) for names in (element.get("class"), element.get("id")) if names):
        return False
    length = 0
    for text in element.itertext():  # an article's box is not read to its end for each of its lines
        length += len(text)
        if length > _TAGS_LENGTH:
            return False
    return True


def list_of_tags(element: etree._Element) -> etree._Element | None:
    """Return the container of that name around the list in which a linked word stands (div.tag-box > ul > a > li)."""
    holder: etree._Element | None = element
    for _ in range(_DEPTH):
        if holder is None or holder.tag not in _OF_LISTS:
            break
        holder = holder.getparent()
    return holder if holder is not None and holder is not element and is_named(holder) else None


def is_named(element: etree._Element) -> bool:
    """Return whether markup calls an element, or the one around it, tags."""
    parent = element.getparent()
    return _is_called_tags(element) or (parent is not None and _is_called_tags(parent))


def _is_called_tags(element: etree._Element) -> bool:
    if (names := element.get("class")) and _names_tags(names):
        return True
    return bool((names := element.get("id")) and _names_tags(names))


@lru_cache(maxsize=4096)
def _names_tags(names: str) -> bool:
    return _TAGS.search(names) is not None
