"""Hear the app or account that a page names beside its date or on a card, with no label."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from envnews.model import Origin
from envnews.normalize import clean_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.extract.blocks import Block
    from envnews.extract.choose import Witnesses
    from envnews.extract.layout import Layout

BARE_LINE: Final = 80
"""Characters of a line that names nothing but people, outlets and dates."""
_FOLLOW: Final = frozenset({"关注", "關注", "订阅", "关注TA"})
_NAME: Final = 12
"""Characters of the longest name of an app or account beside a date."""
DATE: Final = re.compile(
    r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:\s{0,3}\d{1,2}:\d\d(?::\d\d)?)?"
)
PIECES: Final = re.compile(r"[\s|｜丨·、/／•]+")


def hear_own_name(title: str, layout: Layout, witnesses: Witnesses) -> None:
    """Hear the name beside a date that the title ends with, or a line says as well: apps' pages begin with their name."""
    if witnesses.has("source"):
        return
    for block in layout.above:
        dated = DATE.search(block.spaced)
        name = block.spaced[: dated.start()].strip(" ·|｜") if dated else ""
        if not 2 <= len(name) <= _NAME or (block.linked and not title.endswith(name)):
            continue
        if title.endswith(name) or any(
            name in PIECES.split(line.spaced) for line in _others(layout.before, block)
        ):
            witnesses.add("source", Origin.GENERIC, clean_source(name), block.spaced, "name of the site")
            return


def hear_card(lines: Sequence[Block], witnesses: Witnesses) -> None:
    """Hear the account whose card stands between headline and text, with the button to follow it below its name.

    Where the source is told, it is who wrote the text; else it is where the text comes from.
    """
    for block, button in pairwise(lines):
        name = block.text
        if button.text.lstrip("+＋ ") not in _FOLLOW or not 2 <= len(name) <= _NAME or DATE.search(name):
            continue
        field = "author" if witnesses.has("source") else "source"
        # A newspaper's card is that of the column: its reporters are named beside it.
        column = any("记者" in line.text for line in lines if len(line.text) <= BARE_LINE)
        if not column and not witnesses.has(field) and name != witnesses.peek("source"):
            witnesses.add(field, Origin.GENERIC, clean_source(name), name, "card of an account")
        return


def _others(lines: Sequence[Block], block: Block) -> list[Block]:
    """Return the lines that are neither a link, as those of menus, nor the one given."""
    return [line for line in lines if line is not block and not line.is_link]
