"""Read the day that a row of a list states: in a cell of its own, in two, behind a label, in an attribute."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.page.selectors import text_of
from envnews.normalize import clean, find_date, find_split_date
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from datetime import datetime

    from lxml import etree

    from envnews.model import Timestamp

_LONGEST_ROW: Final = 600
"""Characters of a row that are looked at for a date; longer ones are no rows."""
_LONGEST_CELL: Final = 30
"""Characters of what a row says of its article's day, source and readers; what is longer may tell of other days."""
_CELLS: Final = ("time", "span", "td", "em", "i", "abbr")
_YEAR: Final = re.compile("(?:19|20)[0-9]{2}")
_SHORT_DAY: Final = re.compile("[0-9]{1,2}[-/.月][0-9]{1,2}")
# 20-09-22, as old tables print it in a cell of its own, [16-12-03 14:40]
_SHORT_YEAR: Final = compile_later(
    r"[(（\[]?((?:0[5-9]|[1-3]\d))([-/.])([01]\d)\2([0-3]\d)(?P<time>\s\d{1,2}:\d\d(?::\d\d)?)?[)）\]]?"
)
# 11月 7 2019, each in an element of its own
_YEAR_LAST: Final = re.compile(r"(\d{1,2})月\s(\d{1,2})日?\s((?:19|20)\d\d)(?![\d年])")
_OF_META: Final = compile_later("来源|作者|记者|编辑|浏览|阅读|点击|评论|发布|时间|日期")
"""Words beside which a day without a year stands; 12-10 is the number of a document, too."""
# 来源：临江日报 07-21 浏览：12
_AMONG_WORDS: Final = compile_later(
    r"(?:^|[\s\[(（【|])((?:0?[1-9]|1[0-2])[-/月](?:[12]\d|3[01]|0?[1-9])日?(?:\s\d{1,2}:\d\d)?)(?=$|[\s\])）】|])"
)
# 发布时间：2020-04-09 11:46 below a teaser that tells of other days
_LABELLED: Final = re.compile(
    r"(?<![首次原文])(?:发布|发刊|發布)(?:时间|日期|時間|于)?\s?[:：]\s?(?=(?:19|20)\d\d)"
)
_DAY: Final = re.compile("(?:19|20)[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}.{0,20}$")
# Where a row prints a date in two elements, one begins with a digit behind the other.
_TWO_PARTS: Final = re.compile(r"[\d年月日/] \d")


class RowDates:
    """The days of one page's rows; what a row says is read once.

    Args:
        base: Time of the fetch, against which dates without a year are read.
    """

    def __init__(self, base: datetime | None) -> None:
        self._base = base
        self._texts: dict[etree._Element, str] = {}

    def in_row(self, row: etree._Element, title: str) -> Timestamp | None:
        """Return the day that a row states outside of its title; None where it states none or is too long for a row."""
        text = self._texts.get(row)
        if text is None:
            text = self._texts[row] = clean(text_of(row))
        if not text or len(text) > _LONGEST_ROW:
            return None
        if _TWO_PARTS.search(text) and (split := find_split_date(map(str, row.itertext()), self._base)):
            return split
        around = text.replace(title, " ").strip()
        long = len(around) > _LONGEST_CELL and not _LABELLED.search(around)
        shown = (self._in_cell(row, title) if long else None) or self.in_text(around)
        if shown is None and not long and any(map(str.isdigit, around)):
            shown = self._in_cell(row, title)
        without_year = _SHORT_DAY.search(around) and not _YEAR.search(around)
        return (self.declared_in(row) or shown) if without_year else shown

    def in_text(self, text: str) -> Timestamp | None:
        """Return the first day of what a row says beside its title."""
        if labelled := _LABELLED.search(text):
            text = text[labelled.end() :]
        elif apart := _YEAR_LAST.search(text):
            text = f"{apart[3]}-{apart[1]}-{apart[2]}"
        elif short := _SHORT_YEAR.fullmatch(text):
            text = f"20{short[1]}-{short[3]}-{short[4]}{short['time'] or ''}"
        found = find_date(text, self._base)
        return found.timestamp if found else None

    def _in_cell(self, row: etree._Element, title: str) -> Timestamp | None:
        """Return the day of the first short text of a row: the beginning of the article beside it may tell of other days."""
        for raw in map(str, row.itertext()):
            short = len(raw) <= 2 * _LONGEST_CELL and any(map(str.isdigit, raw))
            if not short or len(cell := clean(raw)) > _LONGEST_CELL or cell in title:
                continue
            if found := self.in_text(cell) or self._without_year(cell):
                return found
        return None

    def _without_year(self, cell: str) -> Timestamp | None:
        found = _AMONG_WORDS.search(cell) if _OF_META.search(cell) else None
        return self.in_text(found[1]) if found else None

    def declared_in(self, row: etree._Element) -> Timestamp | None:
        """Return the earliest date of a row in the attributes of its cells and of `time`.

        Rows hold much else, such as the lead of an article, or display a day without its year; forums declare the day
        of the last answer, too.
        """
        declared = (cell.get("datetime") or cell.get("title") or "" for cell in row.iter(*_CELLS))
        found = (find_date(value, self._base) for value in declared if _DAY.match(value))
        return min((day.timestamp for day in found if day), key=lambda time: time.at, default=None)
