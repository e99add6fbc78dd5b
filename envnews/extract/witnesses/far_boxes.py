"""Hear the day of a page that states it only in a box far from headline and text: in a column beside them, or a bar above.

Such boxes come last, for the same places hold the page's clock and the days of other articles; where two days differ, none
is heard.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.disclosure.box import BOX_WORDS, is_box_label
from envnews.extract.headline.titles import DATE
from envnews.extract.metaline.lines import meta_text
from envnews.extract.metaline.parsing import parse_meta_line
from envnews.extract.witnesses.ruled import add_meta_line
from envnews.model import Origin

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from envnews.extract.choose import Witnesses
    from envnews.extract.metaline.parsing import MetaLine
    from envnews.extract.page.blocks import Block

_LONGEST: Final = 60
_LINES: Final = 400
"""Lines before or behind a text that are looked at."""
_BEHIND: Final = 3
"""Lines behind a day that may state where the text is from."""
_LABEL: Final = re.compile("[间間期于於]")
"""Characters of which every label of the time of publication holds one; to read a line costs far more than to find them."""
_CLOCK: Final = re.compile("星期|周[一二三四五六日]|今天|农历|欢迎|©|版权|备案|(?i:copyright)")


def hear_far_box(
    before: Sequence[Block], behind: Sequence[Block], base: datetime | None, witnesses: Witnesses
) -> None:
    """Hear the one day that unlinked lines anywhere on the page state: with a label first, else alone."""
    if witnesses.has("published_at"):
        return
    stated = [*_stated(before[-_LINES:], base), *_stated(behind[:_LINES], base)]
    labelled = [line for line in stated if line.labelled]
    for lines, origin in ((labelled, Origin.META_LINE), (stated, Origin.GENERIC)):
        if len({line.published for line in lines}) == 1:
            add_meta_line(witnesses, lines[0], origin, "box far from the text")
            return


def _stated(lines: Sequence[Block], base: datetime | None) -> list[MetaLine]:
    found: list[MetaLine] = []
    for index, block in enumerate(lines):
        text = block.spaced
        if (
            block.linked
            or block.prose
            or len(text) > _LONGEST
            or not DATE.search(text)
            or _CLOCK.search(text)
        ):
            continue
        if any(word in text for word in BOX_WORDS) or (index and is_box_label(lines[index - 1].text)):
            continue
        around = [line for line in lines[max(0, index - 1) : index + 1 + _BEHIND] if not line.linked]
        stating = meta_text(around)
        if _is_listed(lines, index) and not _LABEL.search(stating):
            continue
        line = parse_meta_line(stating, base)
        if line.published and (line.labelled or not _is_listed(lines, index)):
            found.append(line)
    return found


def _is_listed(lines: Sequence[Block], index: int) -> bool:
    """Return whether a day stands beside a linked title, as those of other articles do."""
    return any(lines[place].linked for place in (index - 1, index + 1) if 0 <= place < len(lines))
