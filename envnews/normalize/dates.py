"""Dates as pages state them, read to the precision stated and never beyond.

The worst errors of this field are dates: a missing part filled from today, a year guessed, eight hours lost.
So the own strict grammar (`date_forms`) is asked first, dateparser, strict, second; what neither
understands is None, and so is what lies outside 1990 and two days after the fetch.

The time zone is +08:00 throughout; an explicit offset in the text is converted to it.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from envnews.model import CHINA_TIME, Timestamp
from envnews.normalize import date_patterns as patterns
from envnews.normalize.date_fallback import read_with_dateparser
from envnews.normalize.date_forms import FIGURE_FORMS, FORMS, WHOLE_FORMS, WORDS, Reader, read_absolute
from envnews.normalize.date_patterns import fold
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_LENGTH = 64
"""Characters of a text that is a date as a whole."""

_FIRST_YEAR = 1990
_LAST_YEAR = 2100
AHEAD = timedelta(days=2)
"""How far ahead of the fetch a date may lie: clocks differ, notices are dated in advance. Nothing later is believed."""

_HINT = re.compile(r"[0-9年前刚今昨]")  # every date has one of these
_JOINT = re.compile(r"[-/.年月前刚今昨JFMASOND]")  # and every one within a text one of these
_BEFORE = compile_later(
    r"[ \[(<|,.·-]{0,8}(?:[\u4e00-\u9fff ]{1,10}(?::|时间|時间|日期|[发表布佈新]\s?[于於]))?[ :\[(]{0,4}"
    rf"(?:{patterns.WEEKDAY} ?)?",
)
_AFTER = re.compile(
    rf" {{0,3}}(?:{patterns.WEEKDAY})? {{0,3}}(?:\(?北京时间\)?)? {{0,3}}(?:发布|更新|发表|刊发|發布|發佈|發表)?[ \])>|,.;·。-]{{0,8}}",
)


class FoundDate(NamedTuple):
    """A date within a text: the timestamp, and where it stands (`text[start:end]`)."""

    timestamp: Timestamp
    start: int
    end: int


def parse_date(text: str, base: datetime | None) -> Timestamp | None:
    """Return the date that the whole text expresses, None where it is no date or an impossible one.

    Brackets, a weekday, a label (发布时间：) and decoration around it are tolerated. Besides what `find_dates`
    finds, a text that is nothing else may be 20220722, an epoch in seconds or milliseconds, the three parts of a
    calendar box (22 2022-07), or an English date.

    Args:
        text: At most 64 characters.
        base: Aware time of the fetch. Relative dates (3小时前) and dates without year (07-22) are read against
            it and are None without it; a date later than two days after it is None.

    Raises:
        ValueError: `base` has no time zone.

    >>> parse_date("2007-08-20-23:59:59", None).isoformat()  # firstpublishedtime of old gov.cn pages
    '2007-08-20T23:59:59+08:00'
    >>> parse_date("发布时间：２０２２年７月２２日 07:10", None).isoformat()
    '2022-07-22T07:10:00+08:00'
    >>> from datetime import UTC
    >>> fetched_at = datetime(2022, 7, 25, 4, tzinfo=UTC)
    >>> parse_date("12-30 10:00", fetched_at).isoformat(), parse_date("昨天 15:15", fetched_at).isoformat()
    ('2021-12-30T10:00:00+08:00', '2022-07-24T15:15:00+08:00')
    >>> parse_date("2022-02-30", fetched_at), parse_date("0571-28869000", fetched_at), parse_date("07-22", None)
    (None, None, None)
    """
    folded = fold(text).strip()
    if len(folded) > MAX_LENGTH or not _HINT.search(folded):
        return None
    base = _at_china_time(base)
    if match := patterns.ABSOLUTE.fullmatch(folded):  # the common case: nothing around the date
        return _read(read_absolute, match, base)
    for form in WHOLE_FORMS:
        if form.hint.search(folded) and (match := form.pattern.fullmatch(folded)):
            return _read(form.read, match, base)
    found = find_dates(folded, base)
    if not found:
        return credible(read_with_dateparser(folded), base)
    first = found[0]
    decorated = _BEFORE.fullmatch(folded, 0, first.start) and _AFTER.fullmatch(folded, first.end)
    return first.timestamp if decorated else None


def find_date(text: str, base: datetime | None) -> FoundDate | None:
    """Return the first date within a text, None where there is none; see `find_dates`.

    >>> line = "来源：湖北生态环境2024/10/20 14:08:3022"
    >>> found = find_date(line, None)
    >>> found.timestamp.isoformat(), line[: found.start], line[found.end :]
    ('2024-10-20T14:08:30+08:00', '来源：湖北生态环境', '22')
    """
    return next(iter(find_dates(text, base)), None)


def find_dates(text: str, base: datetime | None) -> tuple[FoundDate, ...]:
    """Return all dates within a text in their order, by our own grammar only; they do not overlap.

    Args:
        text: Any text; the time taken grows linearly with its length.
        base: Aware time of the fetch; see `parse_date`.

    Raises:
        ValueError: `base` has no time zone.

    >>> [found.timestamp.isoformat() for found in find_dates("2017年12月14日14:02 更新：2018-01-02", None)]
    ['2017-12-14T14:02:00+08:00', '2018-01-02T00:00:00+08:00']
    >>> [found.timestamp.isoformat() for found in find_dates("来源: 临江卫视 于November 21, 2012 15:48:24", None)]
    ['2012-11-21T15:48:24+08:00']
    >>> line = "原文：Nature, July 15, 2021 译者：何燕 2022-07-22 07:10"  # a foreign date only where no other stands beside it
    >>> [found.timestamp.isoformat() for found in find_dates(line, None)]
    ['2022-07-22T07:10:00+08:00']
    """
    folded = fold(text)
    if not _JOINT.search(folded) or not _HINT.search(folded):
        return ()
    base = _at_china_time(base)
    found: list[FoundDate] = []
    for form in FORMS if WORDS.search(folded) else FIGURE_FORMS:
        if found and form.alone:
            continue
        if _stands_apart(form.hint, folded, found):
            found += [
                FoundDate(timestamp, match.start(), match.end())
                for match in form.pattern.finditer(folded)
                if (timestamp := _read(form.read, match, base))
            ]
    if len(found) < 2:
        return tuple(found)
    found.sort(key=lambda one: (one.start, -one.end))
    apart = found[:1]
    for one in found[1:]:
        if one.start >= apart[-1].end:
            apart.append(one)
    return tuple(apart)


def _stands_apart(hint: re.Pattern[str], text: str, found: Sequence[FoundDate]) -> bool:
    """Return whether a form's hint stands anywhere outside the dates found; what overlaps these would give way to them."""
    match = hint.search(text)
    if not found:
        return match is not None
    while match is not None:
        start, end = match.span()
        for one in found:
            if one.start <= start and end <= one.end:
                break
        else:
            return True
        match = hint.search(text, end)
    return False


def _read(read: Reader, match: re.Match[str], base: datetime | None) -> Timestamp | None:
    try:
        timestamp = read(match, base)
    except (ValueError, OverflowError):  # no such day or time, or one that needs the time of the fetch
        return None
    return credible(timestamp, base)


def credible(timestamp: Timestamp | None, base: datetime | None) -> Timestamp | None:
    """Return a timestamp that a site may mean by a date, None for the ends of calendars and what lies ahead of the fetch.

    >>> from envnews.model import Precision
    >>> credible(Timestamp(datetime(9999, 12, 31, tzinfo=CHINA_TIME), Precision.DAY), None)
    """
    if timestamp is None or timestamp.at.year < _FIRST_YEAR:
        return None
    if base is None:
        return timestamp if timestamp.at.year <= _LAST_YEAR else None
    return timestamp if timestamp.at <= base + AHEAD else None


@lru_cache(maxsize=16)  # a page has many dates and one time of the fetch
def _at_china_time(base: datetime | None) -> datetime | None:
    if base is None:
        return None
    if base.tzinfo is None:
        raise ValueError(f"the time of the fetch {base.isoformat()} has no time zone: pass an aware datetime")
    return base.astimezone(CHINA_TIME)
