"""Know the captions of the pictures that a template sets above a text, outside of its element.

Magazines, agencies and broadcasters show an article's main picture between headline and text; with its caption it is the
article's like those inside.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.furniture.disclaimers import speaks_to_readers
from envnews.extract.furniture.interface import INTERFACE
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from envnews.extract.page.blocks import Block

_SHORTEST: Final = 6
_LONGEST: Final = 200
_LEVELS: Final = 3
"""Elements between a caption and its figure."""
# （圖／翻攝自…）, 江帆 摄
_CREDITED: Final = compile_later(r"[（(][圖图](?:片|源)?\s?[／/:：]|[摄攝]\W?$|©")


def captions_above(lines: Sequence[Block]) -> list[Block]:
    """Return the captions among the lines between headline and text: those of a figure, or below a picture that they credit."""
    return [line for line in lines if _is_caption(line)]


def figure_of(line: Block) -> etree._Element | None:
    """Return the element that holds a caption and its picture, None where there is no picture."""
    return next((around for around in _around(line) if around.find(".//img") is not None), None)


def _is_caption(line: Block) -> bool:
    if line.linked or not _SHORTEST <= len(line.text) <= _LONGEST or INTERFACE.match(line.text):
        return False
    if line.element.tag != "figcaption" and not _CREDITED.search(line.text):
        return False
    figure = figure_of(line)
    return (
        figure is not None
        and next(figure.iterancestors("a"), None) is None
        and not speaks_to_readers(line.text)
    )


def _around(line: Block) -> Iterator[etree._Element]:
    """Yield the elements in which a caption's picture may stand: its figure, or its own box."""
    element = line.element
    if element.tag == "figcaption":
        yield from (around for around in islice(element.iterancestors(), _LEVELS) if around.tag == "figure")
    else:
        yield element
