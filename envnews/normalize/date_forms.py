"""The forms of dates: each pattern with what it means.

A reader takes a match and the time of the fetch (at +08:00) and gives a timestamp; it raises ValueError for a
day or time that no calendar has, and for a form that says nothing without the time of the fetch. Whether the date lies
within the bounds of a record is decided in `dates`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from envnews.model import CHINA_TIME, Precision, Timestamp
from envnews.normalize import date_patterns as patterns

Reader = Callable[[re.Match[str], datetime | None], Timestamp]

_DIGITS = str.maketrans("〇○◯零OoＯОо一二三四五六七八九", "000000000123456789")
_DAYS_BACK = {"今": 0, "昨": 1, "前": 2, "大": 3}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HALF_HOUR = timedelta(minutes=30)
_TIME_GROUPS = ("hour", "period", "meridiem", "minute", "second", "second_cn", "zone")


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a date.

    Attributes:
        pattern: Finds it in folded text.
        read: Makes a timestamp of a match and the time of the fetch.
        hint: What every date of the form holds a match of, and few texts do; it begins with one of a few characters,
            for which `re` leaps, while the pattern may be tried everywhere.
        figures: Whether a date of the form may hold none of `WORDS`.
        alone: Whether it counts only where no form before it has found a date.
    """

    pattern: re.Pattern[str]
    read: Reader
    hint: re.Pattern[str]
    figures: bool = False
    alone: bool = False


def read_absolute(match: re.Match[str], _base: datetime | None) -> Timestamp:
    """Read a date with its year, and the time if there is one."""
    return _moment(match, int(match["year"]), int(match["month"]), int(match["day"]))


def _read_day_first(match: re.Match[str], _base: datetime | None) -> Timestamp:
    """Read a date that begins with its day, or with its month where the second number is none."""
    day, month = int(match["day"]), int(match["month"])
    return _moment(match, int(match["year"]), *((month, day) if month <= 12 else (day, month)))


def _read_minguo(match: re.Match[str], _base: datetime | None) -> Timestamp:
    """Read a year of the Republic of China, whose first is 1912 (CNS 7648)."""
    return _moment(match, int(match["year"]) + 1911, int(match["month"]), int(match["day"]))


def _read_month_named(match: re.Match[str], _base: datetime | None) -> Timestamp:
    """Read November 21, 2012."""
    return _moment(match, int(match["year"]), _MONTHS.index(match["month"][:3]) + 1, int(match["day"]))


def _read_numerals(match: re.Match[str], _base: datetime | None) -> Timestamp:
    """Read 二〇二二年七月二十二日."""
    year = int(match["year"].translate(_DIGITS))
    return _moment(match, year, _numeral(match["month"]), _numeral(match["day"]))


def _read_compact(match: re.Match[str], _base: datetime | None) -> Timestamp:
    """Read 20220722, 202207220710 or 20220722071017."""
    day = datetime(int(match["year"]), int(match["month"]), int(match["day"]), tzinfo=CHINA_TIME)
    if match["hour"] is None:
        return Timestamp(day, Precision.DAY)
    at = day.replace(hour=int(match["hour"]), minute=int(match["minute"]), second=int(match["second"] or 0))
    return Timestamp(at, Precision.SECOND if match["second"] else Precision.MINUTE)


def _read_epoch(match: re.Match[str], _base: datetime | None) -> Timestamp:
    """Read seconds or milliseconds since 1970-01-01 UTC."""
    at = datetime.fromtimestamp(int(match["seconds"]), UTC)
    return Timestamp(at.astimezone(CHINA_TIME), Precision.SECOND)


def _read_month_day(match: re.Match[str], base: datetime) -> Timestamp:
    """Read a date without year as the latest one that is not after the base by more than a day."""
    latest = base + timedelta(days=1)
    month, day = int(match["month"]), int(match["day"])
    for year in range(latest.year, latest.year - 9, -1):  # nine years always hold a 29 February
        try:
            timestamp = _moment(match, year, month, day)
        except ValueError:
            continue
        if timestamp.at <= latest:
            return timestamp
    raise ValueError(f"no year has a {month}-{day}")


def _read_ago(match: re.Match[str], base: datetime) -> Timestamp:
    number, unit = match["number"], match["unit"][0]
    if number == "半":
        if unit not in "小钟":
            raise ValueError(f"{match[0]} says no day")
        return _cut(base - _HALF_HOUR, Precision.MINUTE)
    count = int(number) if number.isdecimal() else _numeral(number)
    if unit == "秒":
        return _cut(base - timedelta(seconds=count), Precision.SECOND)
    if unit == "分":
        return _cut(base - timedelta(minutes=count), Precision.MINUTE)
    if unit == "天":
        return _cut(base - timedelta(days=count), Precision.DAY)
    return _cut(base - timedelta(hours=count), Precision.HOUR)


def _read_just_now(_match: re.Match[str], base: datetime) -> Timestamp:
    return _cut(base, Precision.MINUTE)


def _read_named_day(match: re.Match[str], base: datetime) -> Timestamp:
    return _cut(base - timedelta(days=_DAYS_BACK[match["name"][0]]), Precision.DAY)


def _read_named_day_time(match: re.Match[str], base: datetime) -> Timestamp:
    day = base - timedelta(days=_DAYS_BACK[match["name"][0]])
    period = match["period"] or match["name"][-1]  # the 晚 of 昨晚 8点
    return _moment(match, day.year, day.month, day.day, period=period)


def _against_fetch(read: Callable[[re.Match[str], datetime], Timestamp]) -> Reader:
    """Return a reader that refuses where the time of the fetch is unknown."""

    def reader(match: re.Match[str], base: datetime | None) -> Timestamp:
        if base is None:
            raise ValueError(f"{match[0]} says no date without the time of the fetch")
        return read(match, base)

    return reader


def _any_of(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{characters}]")


FORMS = (
    Form(patterns.ABSOLUTE, read_absolute, _any_of("-/.年"), figures=True),
    Form(patterns.DAY_FIRST, _read_day_first, re.compile(r"[/.]20[0-9]{2}(?![0-9/])"), figures=True),
    Form(
        patterns.MINGUO,
        _read_minguo,
        re.compile("[国國期间間新][ :]{0,2}1?[0-9]{2} {0,2}[-/.年]"),
        figures=True,
    ),
    Form(patterns.NUMERALS, _read_numerals, _any_of("年")),
    Form(patterns.MONTH_DAY_CHINESE, _against_fetch(_read_month_day), _any_of("月")),
    Form(
        patterns.YEAR_APART,
        read_absolute,
        re.compile(r"20[0-9]{2} {1,3}[0-9]{1,2}[-/][0-9]{1,2} {1,3}[0-9]{1,2} ?:"),
        figures=True,
    ),
    Form(
        patterns.MONTH_DAY_TIME,
        _against_fetch(_read_month_day),
        re.compile(r"[-/][0-9]{1,2} {1,3}[0-9]{1,2} ?:"),
        figures=True,
    ),
    Form(
        patterns.MONTH_DAY,
        _against_fetch(_read_month_day),
        re.compile(r"[-/.](?<=[0-9][0-9].)[0-9][0-9]"),
        figures=True,
    ),
    Form(
        patterns.MONTH_NAMED,
        _read_month_named,
        re.compile(r"[JFMASOND][aepuco][nbrynlgptcv][a-z]{0,6}\.? {1,2}[0-9]"),
        figures=True,
        alone=True,
    ),
    Form(patterns.AGO, _against_fetch(_read_ago), _any_of("前")),
    Form(patterns.JUST_NOW, _against_fetch(_read_just_now), _any_of("刚")),
    Form(patterns.NAMED_DAY_TIME, _against_fetch(_read_named_day_time), _any_of("今昨前")),
    Form(patterns.NAMED_DAY, _against_fetch(_read_named_day), _any_of("今昨前")),
)
"""Forms that are found within a text."""

WORDS = _any_of("年月前刚今昨")
FIGURE_FORMS = tuple(form for form in FORMS if form.figures)
"""Those of them that are found in a text without any of `WORDS`, as most meta lines are."""

WHOLE_FORMS = (
    Form(patterns.COMPACT, _read_compact, _any_of("0-9")),
    Form(patterns.EPOCH, _read_epoch, _any_of("0-9")),
    Form(patterns.DAY_ABOVE, read_absolute, _any_of(" ")),
    Form(patterns.YEAR_ABOVE, read_absolute, _any_of(" ")),
    Form(patterns.YEAR_BELOW, read_absolute, _any_of(" ")),
)
"""Forms that are dates only where nothing else stands beside them."""


def _moment(match: re.Match[str], year: int, month: int, day: int, period: str | None = None) -> Timestamp:
    """Return the timestamp of a day and the time groups of the match."""
    if "hour" not in match.re.groupindex or match["hour"] is None:
        return Timestamp(datetime(year, month, day, tzinfo=CHINA_TIME), Precision.DAY)
    stated, named, meridiem, minute, second, second_cn, zone = match.group(*_TIME_GROUPS)
    hour = int(stated)
    if period or named or meridiem:
        hour = _hour(hour, period or named or meridiem.replace(".", ""))
    second = second or second_cn
    at = datetime(year, month, day, hour % 24, int(minute or 0), int(second or 0), tzinfo=_zone(zone))
    if hour == 24:  # 24:00 is how some sites write the midnight that ends the day
        if at.minute or at.second:
            raise ValueError(f"no day has a {match[0]}")
        at += timedelta(days=1)
    elif hour > 24:
        raise ValueError(f"no day has an hour {hour}")
    precision = Precision.SECOND if second else Precision.MINUTE if minute else Precision.HOUR
    return Timestamp(at.astimezone(CHINA_TIME) if zone else at, precision)


def _hour(hour: int, period: str) -> int:
    """Return the hour of the day; midnight is 上午12:00 as in CLDR's zh, or 晚上12点, the end of the day."""
    if not period or hour > 12:
        return hour
    if period in patterns.MORNING or period.lower() == "am" or period == "晨":
        return hour % 12
    if period == "中午":
        return hour + 12 if hour < 4 else hour
    if period in patterns.EVENING or period.lower() == "pm":
        return hour + 12 if hour < 12 or period in {"晚上", "晚间", "晚"} else hour
    return hour


def _zone(name: str | None) -> timezone:
    if name is None:
        return CHINA_TIME
    digits = re.sub(r"[^0-9]", "", name)
    if not digits:  # Z, UTC, GMT
        return UTC
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if "-" in name else offset)


def _numeral(text: str) -> int:
    """Return the number below a hundred that Chinese numerals say: 二十二, 廿二, 十, 两."""
    text = text.replace("廿", "二十").replace("卅", "三十").replace("两", "二")
    tens, ten, ones = text.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        raise ValueError(f"{text} is no number of a day, month or count")
    value = "一二三四五六七八九"
    return (10 * (value.index(tens) + 1 if tens else 1) if ten else 0) + (
        value.index(ones) + 1 if ones else 0
    )


def _cut(at: datetime, precision: Precision) -> Timestamp:
    """Return the moment without what is finer than the precision."""
    if precision is Precision.DAY:
        return Timestamp(at.replace(hour=0, minute=0, second=0, microsecond=0), precision)
    if precision is Precision.HOUR:
        return Timestamp(at.replace(minute=0, second=0, microsecond=0), precision)
    if precision is Precision.MINUTE:
        return Timestamp(at.replace(second=0, microsecond=0), precision)
    return Timestamp(at.replace(microsecond=0), precision)
