"""Put a text together that a template has cut into parts of one `id`, and leave out what it put between them.

An `id` is a page's only one: where elements side by side share one that names content, the system has written a text's
element once more behind each gallery or table of prices that it set into it.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.body.containers import is_named_content
from envnews.extract.furniture.annexes import is_annex
from envnews.extract.furniture.boxes import child_around
from envnews.extract.furniture.credit_lines import is_credit
from envnews.extract.furniture.interface import INTERFACE
from envnews.extract.furniture.words import ends_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml import etree

    from envnews.extract.page.blocks import Block, Weighed

_OWN: Final = frozenset({"h1", "h2", "td", "th", "caption"})
"""What an editor sets between two parts of a text."""
_LINKS: Final = 2
"""Links of a box that is none of the text, at least."""
_PARTS: Final = frozenset({"div", "section", "article"})


def with_parts(
    span: tuple[etree._Element, int, int],
    blocks: Sequence[Block],
    by_element: Mapping[etree._Element, Weighed],
) -> tuple[etree._Element, int, int]:
    """Return the range of a text with the parts of it that bear its element's `id`, and the element around them.

    Behind a credit or the heading of others in a line of its own, such an element is no part.
    """
    for element in (span[0], *islice(span[0].iterancestors(), 1)):
        around = element.getparent()
        parts = [by_element[part] for part in _parts_beside(element) if part in by_element]
        if len(parts) < 2 or around is None:
            continue
        own = next((at for at, part in enumerate(parts) if part.element is element), 0)
        first, last = own, own
        while first and not _parted(blocks[parts[first - 1].end : parts[first].start], around):
            first -= 1
        while last + 1 < len(parts) and not _parted(blocks[parts[last].end : parts[last + 1].start], around):
            last += 1
        if last > first:
            return around, parts[first].start, parts[last].end
    return span


def _parted(between: Sequence[Block], around: etree._Element) -> bool:
    """Return whether a line of its own between two parts ends the text: a credit, the heading of others, a share bar."""
    return any(
        block.element.getparent() is around
        and (ends_text(block.text) or is_credit(block.text) or INTERFACE.match(block.text))
        for block in between
    )


def boxes_between(blocks: Sequence[Block], body: etree._Element, start: int, end: int) -> frozenset[int]:
    """Return the lines of blocks[start:end] in boxes of links between two parts of a text, which share an `id`.

    Whatever else stands between them is the text's own.
    """
    counts = Counter(name for child in body if (name := child.get("id")) and child.tag in _PARTS)
    if not counts or max(counts.values()) == 1:
        return frozenset()
    branches: dict[etree._Element, list[int]] = {}
    for index in range(start, end):
        branch = child_around(blocks[index].element, {body})
        branches.setdefault(body if branch is None else branch, []).append(index)
    places = [
        place
        for place, (part, lines) in enumerate(branches.items())
        if counts[part.get("id") or ""] > 1
        and is_named_content(part)
        and any(blocks[index].prose for index in lines)
    ]
    inside = [*branches.values()][places[0] : places[-1] + 1] if places else []
    return frozenset(
        index for lines in inside if _are_links([blocks[index] for index in lines]) for index in lines
    )


def _are_links(lines: Sequence[Block]) -> bool:
    """Return whether the lines of a box are several, most of them links, and none a sentence, a heading or an annex."""
    links = sum(line.linked * 2 > len(line.text) for line in lines)
    own = any(line.prose or line.element.tag in _OWN or is_annex(line) for line in lines)
    return links >= _LINKS and links * 2 >= len(lines) and not own


def _parts_beside(element: etree._Element) -> Sequence[etree._Element]:
    """Return the elements beside one that share its `id`, itself among them, none where it is no content."""
    name, around = element.get("id"), element.getparent()
    if not name or element.tag not in _PARTS or around is None or not is_named_content(element):
        return ()
    return [child for child in around if child.get("id") == name]
