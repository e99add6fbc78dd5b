"""Know the captions of the pictures that a template sets above a text, outside of its element.

Magazines, agencies and broadcasters show an article's main picture between headline and text; with its caption it is the
article's like those inside. Cards of authors, codes to scan and advertisements stand there, too, in figures of their own.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.furniture.credit_lines import is_credit
from envnews.extract.furniture.disclaimers import speaks_to_readers
from envnews.extract.furniture.interface import INTERFACE
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from envnews.extract.page.blocks import Block

_MOST: Final = 3
"""Captions above a text; more are a slide show's or a list's."""
_LINES: Final = 40
"""Lines above a text among which they stand."""
_SHORTEST: Final = 6
_LONGEST: Final = 200
_SENTENCE: Final = 16
"""Characters of the shortest caption that credits nobody; names and slogans are shorter."""
_LEVELS: Final = 3
"""Elements between a caption and its figure."""
_INSIDE: Final = 12
"""Elements of a figure that are looked through for its picture."""
_OF_OTHERS: Final = frozenset({"a", "aside", "li", "nav"})
# （圖／翻攝自…）, 江帆 摄, © 河口電台
_CREDITED: Final = compile_later(r"[（(][圖图](?:片|源)?\s?[／/:：]|[摄攝]\W?$|資料圖|资料图|©")
_MARKS: Final = re.compile("[。，、；]")


def captions_above(lines: Sequence[Block]) -> list[Block]:
    """Return the captions among the lines between headline and text: those of a figure, or below a picture that they credit."""
    found = [line for line in lines[-_LINES:] if _is_caption(line)]
    return found if len(found) <= _MOST else []


def picture_of(line: Block) -> etree._Element | None:
    """Return the picture of which a line is the caption, None where there is none."""
    inside = (one for around in _around(line) for one in islice(around.iter(), _INSIDE))
    return next((one for one in inside if one.tag == "img"), None)


def _is_caption(line: Block) -> bool:
    text = line.text
    if line.linked or not _SHORTEST <= len(text) <= _LONGEST or INTERFACE.match(text) or is_credit(text):
        return False
    captioned = _captioned(line)
    # Beside a logo, © says whose the page is.
    credited = _CREDITED.search(text) is not None and (captioned or "©" not in text)
    told = credited or (captioned and len(text) >= _SENTENCE and _MARKS.search(text) is not None)
    if not told or speaks_to_readers(text) or (picture := picture_of(line)) is None:
        return False
    return _OF_OTHERS.isdisjoint(around.tag for around in picture.iterancestors())


def _captioned(line: Block) -> bool:
    """Return whether a line stands in a figcaption, or is one."""
    element = line.element
    return element.tag == "figcaption" or any(
        around.tag == "figcaption" for around in islice(element.iterancestors(), _LEVELS)
    )


def _around(line: Block) -> Iterator[etree._Element]:
    """Yield the elements in which a caption's picture may stand: its figure, or its own box."""
    if _captioned(line):
        around = islice(line.element.iterancestors(), 2 * _LEVELS)
        yield from islice((element for element in around if element.tag == "figure"), 1)
    else:
        yield line.element
