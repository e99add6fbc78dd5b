"""Hear a day that stands around a text without a label: in a line of its own, in two elements, or as a document is signed.

The nearest to the text comes first, one with its year before one without. The clock of the page is none, nor are the days
of other articles beside their titles.
"""

from __future__ import annotations

import re
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Final

from envnews.extract.disclosure.box import is_box_label
from envnews.extract.furniture.strangers import is_title
from envnews.extract.metaline.lines import begins_sentence, spelled_out
from envnews.extract.metaline.parsing import parse_meta_line
from envnews.extract.people.signatures import signed_day
from envnews.extract.witnesses.bare_names import PIECES
from envnews.extract.witnesses.ruled import add_meta_line
from envnews.model import Origin
from envnews.normalize import find_date, find_dates, find_split_date, parse_date
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from envnews.extract.choose import Witnesses
    from envnews.extract.page.blocks import Block

_FIGURES: Final = 16
"""Characters of a line that consists of day, month and year."""
# These two are begun with one class of characters, for which `re` leaps.
_CLOCK: Final = re.compile(
    r"[今现农北欢版cC©备](?:(?<=今)天|(?<=现)在(?:是)?时间|(?<=农)历|(?<=北)京时间|(?<=欢)迎|(?<=版)权|(?<=[cC])(?i:opyright)|(?<=©)|(?<=备)案)"
)
_CLOCK_ALONE: Final = compile_later(
    r"\W?(?:(?:香港|北京|台北|本地)?[时時][间間]\s?[:：]?\s?)?(\d{1,2}(?:[:：]\d\d(?:[:：]\d\d)?|[时時]\d{1,2}分))\W?"
)
_DATED: Final = re.compile("[0-9０-９年前刚剛今昨]")
"""Characters of which every date holds one."""
_SHORT_YEAR: Final = re.compile(r"\d\d-\d\d-\d\d")
_YEAR: Final = re.compile(r"[12一二前昨今](?:(?<=[前昨今])|(?<=1)9\d\d|(?<=2)0\d\d|(?<=[一二])[〇○零0OＯ九])")

# 临江大学环境学院2018年5月29日电, where nothing else tells the day
_DISPATCHED: Final = compile_later(
    r"(?!据|回[顾放])[\u4e00-\u9fff·（(]{2,24}?\s?((?:19|20)\d\d年\d{1,2}月\d{1,2}日)[）)]?\s?(?:电|讯|消息)(?=[\s（(：:，])"
)


def hear_dated_line(
    above: Sequence[Block],
    below: Sequence[Block],
    base: datetime | None,
    witnesses: Witnesses,
    *,
    with_year: bool,
) -> None:
    """Hear a date that stands apart, the nearest one to the text; never the clock of the page."""
    if witnesses.has("published_at"):
        return
    # Below a text, the day beside a linked title is another article's.
    lines = (*reversed(above), *(block for block in below if not is_title(block)))
    for block, before in zip_longest(lines, lines[1 : len(above)]):
        if not _DATED.search(block.spaced):
            continue
        text = spelled_out(block.spaced)
        if len(text) > 80 or (with_year and not _YEAR.search(text)) or _CLOCK.search(text):
            continue
        # Few of these lines hold a date; what else they hold need not be read.
        if not find_dates(text, base) or (before is not None and is_box_label(before.text)):
            continue
        line = parse_meta_line(_with_clock(text, block, (*above, *below)), base)
        if line.published and not begins_sentence(text, line):
            add_meta_line(witnesses, line, Origin.GENERIC, "line with a date")
            return


def _with_clock(text: str, day: Block, lines: Sequence[Block]) -> str:
    """Return a line with the time of day that stands alone in the next one (2022年7月22日（星期五）, 香港時間17時30分)."""
    for block, following in pairwise(lines):
        if block is day and (clock := _CLOCK_ALONE.fullmatch(following.text)):
            return f"{text} {clock[1]}"
    return text


def hear_split_date(lines: Sequence[Block], base: datetime | None, witnesses: Witnesses) -> None:
    """Hear a date in two elements: the day large in a column beside the headline, year and month under it."""
    if not witnesses.has("published_at"):
        split = find_split_date((part for block in lines for part in _parts(block)), base)
        witnesses.add("published_at", Origin.GENERIC, split, str(split), "date in two elements")


def _parts(block: Block) -> Sequence[str]:
    """Return a line, or what stands in elements of their own in one of figures (08 2023-05)."""
    spaced = block.spaced
    return spaced.split() if len(spaced) <= _FIGURES and spaced[:2].isdigit() else (block.text,)


def hear_short_year(lines: Sequence[Block], base: datetime | None, witnesses: Witnesses) -> None:
    """Hear a day whose year has two figures (| 19-08-16 | 【大 中 小】), which is one only where it stands apart."""
    if witnesses.has("published_at"):
        return
    pieces = (piece for block in reversed(lines) for piece in PIECES.split(block.spaced))
    day = next(filter(_SHORT_YEAR.fullmatch, pieces), None)
    if day:
        witnesses.add(
            "published_at", Origin.GENERIC, parse_date(f"20{day}", base), day, "day with a short year"
        )


def hear_own_day(text: Sequence[Block], base: datetime | None, witnesses: Witnesses) -> None:
    """Hear the day with which a document is signed, that its headline holds (空气质量日报（2022年7月22日）), or of its dispatch."""
    if not witnesses.has("published_at") and (signed := signed_day([block.spaced for block in text])):
        witnesses.add("published_at", Origin.GENERIC, *signed, "day of the document")
    headline = str(witnesses.peek("headline") or "")
    if not witnesses.has("published_at") and _YEAR.search(headline) and (day := find_date(headline, None)):
        witnesses.add("published_at", Origin.GENERIC, day.timestamp, headline, "day in the headline")
    if not witnesses.has("published_at") and text and (sent := _DISPATCHED.match(text[0].spaced)):
        witnesses.add("published_at", Origin.GENERIC, parse_date(sent[1], base), sent[0], "day of dispatch")
