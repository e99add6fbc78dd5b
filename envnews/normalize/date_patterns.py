"""How dates are written on Chinese pages: the regular expressions.

They run over folded text (`fold`): characters replaced one for one, so that positions are
those of the text itself. Every repetition is bounded, so all are linear. `date_forms` reads what they match.

What is no date decides more than what is one: telephone numbers, ranges, ratios, versions, addresses and
document numbers are kept out by what stands directly before and after a match.
"""

from __future__ import annotations

import re

from envnews.normalize.text import NARROW
from envnews.patterns import compile_later

_TABLE = NARROW | str.maketrans("［【〔（）】〕～時點號週鐘個兩剛", "[[[[]]]~时点号周钟个两刚")
_FOLDING = {chr(character): chr(character).translate(_TABLE) for character in _TABLE}
_FOLDED = re.compile(f"[{re.escape(''.join(_FOLDING))}]")


def fold(text: str) -> str:
    """Return the text in the form that the patterns know, character for character.

    Beyond `narrow`, brackets are of one kind and traditional characters simplified.

    >>> fold("２０２２年７月２２日　１０：００")
    '2022年7月22日 10:00'
    """
    if text.isascii() and text.isprintable():
        return text
    # Few characters of a text are folded; `str.translate` would look each of them up.
    return _FOLDED.sub(_folded, text)


def _folded(match: re.Match[str]) -> str:
    return _FOLDING[match[0]]


# A minute or second of two digits may be glued to a number that follows: `14:08:3022` ends before the 22.
_SIXTY = r"[0-5][0-9]|[0-9](?![0-9])"
MORNING = ("上午", "凌晨", "清晨", "早上", "早晨", "早")
EVENING = ("下午", "傍晚", "晚上", "晚间", "晚")
# 2015年07月12日(日): in brackets the last character alone names the day.
WEEKDAY = r"(?:[\[(]? ?(?:星期|周|礼拜)[一二三四五六日天] ?[\])]?|[\[(][一二三四五六日][\])])"
_TIME = (
    rf"(?P<period>{'|'.join(MORNING + EVENING)}|中午|[AaPp][Mm])? {{0,2}}"
    r"(?P<hour>[0-9]{1,2}) {0,2}(?:(?P<colon>:)|[时点]) {0,2}"
    rf"(?P<minute>{_SIXTY})?(?(colon)(?<=[0-9]))"
    rf"(?: {{0,2}}: {{0,2}}(?P<second>{_SIXTY})(?:\.[0-9]{{1,9}})?| {{0,2}}分 {{0,2}}(?P<second_cn>{_SIXTY}) {{0,2}}秒)?"
    r"(?: {0,2}分)?(?: {0,2}(?P<meridiem>[AaPp]\.?[Mm])(?![A-Za-z])\.?)?"
)
# An offset west of Greenwich needs the T of ISO 8601: `2022-07-22 10:00-11:00` is a meeting of an hour.
_ZONE = (
    r"(?: ?(?P<zone>Z(?![A-Za-z])|(?:UTC|GMT)(?:[+-][0-9]{1,2}(?::?[0-9]{2})?)?"
    r"|(?:(?(tee)[+-]|\+)(?:0[0-9]|1[0-4]):?(?:00|30|45)))(?![0-9]))?"
)
# Glued to the date (`2022-07-2207:10:17`) a time is read only where the digits divide in one way.
_DATE_TIME = (
    rf"(?:(?:(?P<tee>[Tt])|(?<=[日号]) {{0,3}}|(?<=[-/.][0-9]{{2}})(?=[0-9]{{2}} ?:)"
    rf"|(?<=-[0-9]{{2}})-(?=[0-9]{{2}}:)|/(?=[0-9]{{1,2}}:[0-9]{{2}})| {{0,3}}{WEEKDAY} {{0,3}}"
    rf"| {{1,3}}[,|-]? {{0,3}}|, {{0,2}}| {{0,3}}(?=[上下凌清早傍晚中])){_TIME}{_ZONE})?+"
)
# The day alone must not run on as a range (4.10-4.16, 10日至16日), a version or an id.
_DAY_ENDS = r"(?(hour)|(?![-./~]?[0-9])(?! ?[至到~] ?[0-9]))"
# Typists put any round character for 〇.
_NUMERAL_DIGITS = "〇○◯零OoＯОо0一二三四五六七八九"

# 2022-07-22 07:10:17, 2022/7/22, 2022年7月22日 7时10分, 2022-07-22T07:10:17Z. It begins with the year, not with a look
# behind, for `re` then leaps from one 1 or 2 to the next.
ABSOLUTE: re.Pattern[str] = re.compile(
    r"(?P<year>199[0-9]|20[0-9]{2})(?<![0-9_=][0-9]{4})(?<![0-9A-Za-z日号][-./:~至到][0-9]{4})(?<! [至到~] [0-9]{4})"
    r" {0,2}(?:(?P<mark>[-/.])(?P=mark){0,2}|年) {0,2}(?P<month>[0-9]{1,2})"
    r" {0,2}(?(mark)(?P=mark){1,3}|月) {0,2}(?P<day>[0-9]{1,2})(?: {0,2}[日号])?+" + _DATE_TIME + _DAY_ENDS,
)
_MONTH = (
    r"(?P<month>[JFMASOND](?<![A-Za-z].)(?:(?<=J)an(?:uary)?|(?<=F)eb(?:ruary)?|(?<=M)ar(?:ch)?|(?<=A)pr(?:il)?|(?<=M)ay|(?<=J)une?"
    r"|(?<=J)uly?|(?<=A)ug(?:ust)?|(?<=S)ept?(?:ember)?|(?<=O)ct(?:ober)?|(?<=N)ov(?:ember)?|(?<=D)ec(?:ember)?))\.?"
)
# November 21, 2012 15:48:24, as Chinese sites abroad print it
MONTH_NAMED: re.Pattern[str] = compile_later(
    _MONTH
    + r" {1,2}(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? {1,2}(?P<year>199[0-9]|20[0-9]{2})(?![0-9])"
    + _DATE_TIME
    + _DAY_ENDS
)
# 03/05/2021 10:23: the day comes first in Hong Kong, Singapore and Malaysia; 22.07.2022: in Europe.
DAY_FIRST: re.Pattern[str] = compile_later(
    r"(?<![0-9A-Za-z/._-])(?P<day>[0-9]{1,2})(?P<stroke>[/.])(?P<month>[0-9]{1,2})(?P=stroke)(?P<year>20[0-9]{2})(?![0-9/])"
    + _DATE_TIME
    + _DAY_ENDS,
)
# 中華民國111年5月17日, 發稿日期：111年5月17日, 更新時間：106-05-18 08:49: years of the Republic, which need their name or a
# label before them.
MINGUO: re.Pattern[str] = compile_later(
    r"(?P<year>1[0-2][0-9]|[0-9]{2})(?:(?<=[国國]1..)|(?<=[国國期间間新][ :]1..)|(?<=[期间間新]: 1..)|(?<=[国國][0-9]{2})"
    r"|(?<=[国國] [0-9]{2}))"
    r" {0,2}(?:(?P<mark>[-/.])|年) {0,2}(?P<month>[0-9]{1,2})"
    r" {0,2}(?(mark)(?P=mark)|月) {0,2}(?P<day>[0-9]{1,2})(?: {0,2}日)?+" + _DATE_TIME + _DAY_ENDS,
)
# 二〇二二年七月二十二日
NUMERALS: re.Pattern[str] = compile_later(
    rf"(?P<year>[一二][{_NUMERAL_DIGITS}]{{3}})年(?P<month>[一二三四五六七八九十]{{1,2}})月"
    r"(?P<day>[一二三四五六七八九十廿卅]{1,3})[日号]" + _DATE_TIME,
)
# 7月22日 10:00, but for a year before it (每年, 22年) that says which
MONTH_DAY_CHINESE: re.Pattern[str] = compile_later(
    r"(?<![0-9年])(?<!年 )(?<![0-9][-./~])(?<!农历)(?P<month>[0-9]{1,2}) ?月 ?(?P<day>[0-9]{1,2}) ?[日号]"
    + _DATE_TIME
    + _DAY_ENDS,
)
# 07-22 10:00
MONTH_DAY_TIME: re.Pattern[str] = compile_later(
    r"(?<![0-9A-Za-z_/.-])(?<![0-9A-Za-z]:)(?P<month>[0-9]{1,2})[-/](?P<day>[0-9]{1,2})(?= {1,3}[0-9]{1,2} ?:)"
    + _DATE_TIME
    + r"(?(hour)|(?!))",
)
# 2022 07/22 10:00: the year stands above the day
YEAR_APART: re.Pattern[str] = compile_later(
    r"(?P<year>20[0-9]{2})(?<![0-9A-Za-z_/.-][0-9]{4}) {1,3}(?P<month>[0-9]{1,2})[-/](?P<day>[0-9]{1,2})(?= {1,3}[0-9]{1,2} ?:)"
    + _DATE_TIME
    + r"(?(hour)|(?!))",
)
# A bare 07-22 may be anything; it is a date in brackets, or as the first or last word (a row of a list) with no year
# or range beside it.
MONTH_DAY: re.Pattern[str] = compile_later(
    r"(?:(?<=[\[(])(?=[0-9]{2}[-/.][0-9]{2}[\])])"
    r"|\A(?=[0-9]{2}-[0-9]{2}(?: (?! {0,3}[0-9至到~-])|\Z)|[0-9]{2}/[0-9]{2}\Z)"
    r"|(?<=[^0-9至到~-] )(?=[0-9]{2}-[0-9]{2} {0,9}\Z))(?P<month>[0-9]{2})[-/.](?P<day>[0-9]{2})",
)
# 3小时前, 半小时前; 5日前 is a deadline.
AGO: re.Pattern[str] = re.compile(
    r"(?<![0-9.第])(?P<number>[0-9]{1,3}|[一二两三四五六七八九十]{1,3}|半) ?个? ?(?P<unit>秒钟?|分钟|小时|钟头|天) ?(?:以前|之前|前)"
    r"(?![后往夕期年列言面所沿景提])",
)
JUST_NOW: re.Pattern[str] = re.compile(r"(?<!\w)刚[刚才](?!\w)")
_DAY_NAMES = "(?P<name>今天|今日|今晨|今早|今晚|昨天|昨日|昨晚|大前天|前天|前日)"
# The empty zone gives all forms with a time the same groups.
NAMED_DAY_TIME: re.Pattern[str] = compile_later(rf"{_DAY_NAMES} {{0,2}}{_TIME}(?P<zone>(?!))?")
# Without a time it has to stand alone: 今日头条 is a publisher.
NAMED_DAY: re.Pattern[str] = re.compile(rf"(?<!\w){_DAY_NAMES}(?!\w)")

# 20220722, 202207220710, 20220722071017
COMPACT: re.Pattern[str] = re.compile(
    r"(?P<year>199[0-9]|20[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
    r"(?:(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})(?P<second>[0-9]{2})?)?",
)
EPOCH: re.Pattern[str] = re.compile(r"(?P<seconds>[0-9]{10})(?:[0-9]{3})?")
# Calendar boxes set the day, large, above the year and month, or the year below the day.
_YEAR = r"(?P<year>199[0-9]|20[0-9]{2})"
DAY_ABOVE: re.Pattern[str] = re.compile(
    rf"(?P<day>[0-9]{{1,2}})日? {{1,9}}/? ?{_YEAR}(?:[-/.]|年)(?P<month>[0-9]{{1,2}})月?"
)
YEAR_ABOVE: re.Pattern[str] = re.compile(
    rf"{_YEAR}年? {{1,9}}(?P<month>[0-9]{{1,2}})(?:[-/.]|月)(?P<day>[0-9]{{1,2}})日?"
)
YEAR_BELOW: re.Pattern[str] = re.compile(
    rf"(?P<month>[0-9]{{1,2}})(?:[-/.]|月)(?P<day>[0-9]{{1,2}})日? {{1,9}}{_YEAR}年?"
)
