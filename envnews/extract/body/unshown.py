"""Find a text that a page keeps off the screen until a script has chosen its form, or a reader has unfolded it.

Some portals send one page to all devices, once laid out for desks and once for phones, both hidden by their
own style; a script shows the one that fits. Without scripts there would be nothing to read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.body.containers import is_named_content
from envnews.extract.furniture.disclaimers import speaks_to_readers
from envnews.extract.headline.title_lines import title_line
from envnews.extract.page.blocks import LEAVES, Outline, hidden, names_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from envnews.extract.page.blocks import Block

_LEAST: Final = 60
"""Characters of hidden prose that may be a text."""

_BOX: Final = re.compile(
    r"modal|dialog|pop|mask|layer|login|regist|privacy|agree|protocol|cookie|tips?(?![a-z])|share|comment|notice-?box",
    re.IGNORECASE,
)
"""Words in the class or id of the boxes that open over a page."""
_FOLD: Final = re.compile(r"(?:点击)?(?:继续阅读|(?:展开|阅读|查看|余下|显示|展开阅读)全文|阅读更多)\W{0,3}$")
"""The button that unfolds the rest of a text, which a script has hidden paragraph by paragraph."""
_BUTTON: Final = 10
"""Characters of the longest such button."""


def unfold_rest(lines: Iterable[Block]) -> bool:
    """Show the hidden elements beside a button that unfolds the rest of a text; return whether there were any.

    Pages saved from a browser keep what a script had done: the paragraphs behind the button have its style.

    Args:
        lines: The lines of the text, with the one behind it; their tree is changed.
    """
    shown = False
    for line in lines:
        if len(line.text) > _BUTTON or _FOLD.match(line.text) is None:
            continue
        for sibling in line.element.itersiblings():
            if hidden(sibling) and sibling.tag in LEAVES:
                del sibling.attrib["style"]
                shown = True
    return shown


def reveal(root: etree._Element, title: str) -> bool:
    """Show the hidden element that holds the article, with its headline or as its text; return whether there was one.

    Of several forms of the page, the first of those with most prose is shown; those with the headline come before
    those that are only named as text. Boxes that open over a page, such as its terms of use, do not repeat its title,
    and are named as boxes (modal-content).

    Args:
        root: The parsed page, which is changed.
        title: Text of the title element.
    """
    best: etree._Element | None = None
    most = (False, _LEAST - 1)
    for element in root.iter("div", "section", "article", "main", "table", "td", "form"):
        if element.get("style") is None or not hidden(element):
            continue
        outline = Outline(element, weigh=True)
        prose = sum(
            len(block.text) for block in outline.blocks if block.prose and not speaks_to_readers(block.text)
        )
        if prose < _LEAST:
            continue
        headed = title_line(outline.blocks, title) is not None
        if (headed, prose) > most and (headed or _is_named_text(element)):
            best, most = element, (headed, prose)
    if best is None:
        return False
    for element in (best, *best.iterancestors()):
        if hidden(element):
            del element.attrib["style"]
    return True


def _is_named_text(element: etree._Element) -> bool:
    return is_named_content(element) and _BOX.search(names_of(element)) is None
