"""Find the bar of pages of a list page: the list that stands nearest to it is the one the page is for."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from envnews.extract.page.blocks import inner_text, names_of
from envnews.normalize import clean
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from lxml import etree

_LONGEST: Final = 8
"""Characters of a link of such a bar."""
_NEXT: Final = compile_later(
    r"[\W\d]*(?:(?:下一?|[后後]一?|尾|末|最[后後]一?)[页頁]|(?i:next(?: page)?|last))[\W\d]*"
)
_SCRIPT: Final = compile_later(r"createPage(?:HTML)?\s*\(|laypage\.render|\.pagination\s*\(")
"""Calls of the scripts that draw one where they stand."""
_NAMED: Final = compile_later(
    r"(?i:(?:^|[\s_-])(?:pagination|pager|paging|page_?bar|page_?nav|page_?list|fen_?ye|lay_?page)(?:$|[\s_\d-]))"
)
_BEHIND: Final = 3
"""Elements that seem to lie between a bar and what stands behind it: bars stand below their lists."""
_MOST: Final = 20
"""Elements of a page that are looked at as its bars."""


class Nearness(NamedTuple):
    """How near a link stands to a bar of pages; more is nearer.

    Attributes:
        depth: How deep in the page the smallest element is that holds both.
        beside: How few of its elements part the one that holds the link from the one that holds the bar, below nought.
    """

    depth: int = 0
    beside: int = 0


class Pagers:
    """The bars of pages of one page, by the elements around them."""

    def __init__(self, root: etree._Element) -> None:
        self._around: dict[etree._Element, list[etree._Element]] = {}
        self._bars: set[etree._Element] = set()
        found = (element for element in root.iter("a", "script", "div", "ul") if _is_pager(element))
        for pager in islice(found, _MOST):
            self._bars.add(pager)
            branch = pager
            for around in pager.iterancestors():
                branches = self._around.setdefault(around, [])
                if branch not in branches:
                    branches.append(branch)
                branch = around

    def __bool__(self) -> bool:
        return bool(self._around)

    def nearness(self, link: etree._Element) -> Nearness:
        """Return how near a link stands to the nearest bar of pages; those of a bar itself are far from all."""
        branch = link
        for around in link.iterancestors():
            if around in self._bars:
                return Nearness()
            if bars := self._around.get(around):
                place = around.index(branch)
                apart = (around.index(bar) - place for bar in bars)
                parted = min(steps if steps >= 0 else _BEHIND - steps for steps in apart)
                return Nearness(sum(1 for _ in around.iterancestors()), -parted)
            branch = around
        return Nearness()


def _is_pager(element: etree._Element) -> bool:
    if element.tag == "a":
        label = clean(inner_text(element)) if len(element.text or "") <= 2 * _LONGEST else ""
        return 0 < len(label) <= _LONGEST and _NEXT.fullmatch(label) is not None
    if element.tag == "script":
        return element.text is not None and _SCRIPT.search(element.text) is not None
    return _NAMED.search(names_of(element)) is not None
