from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envnews.model import CHINA_TIME, Precision
from envnews.normalize import find_date, find_dates, parse_date

FETCHED_AT = datetime(2022, 7, 25, 12, 34, 56, tzinfo=CHINA_TIME)
METALINES = Path(__file__).parents[3] / "shared" / "corpus" / "metalines.jsonl"

ABSOLUTE = [
    # As printed by departments, media and their CMS families.
    ("2022-07-22 07:10:17", "2022-07-22T07:10:17", "second"),
    ("2022/7/22 7:10:17", "2022-07-22T07:10:17", "second"),
    ("2022.07.22", "2022-07-22T00:00:00", "day"),
    ("2022.7.22 7:10", "2022-07-22T07:10:00", "minute"),
    ("2011/5/12/8:36", "2011-05-12T08:36:00", "minute"),
    ("2020 07/22 10:00", "2020-07-22T10:00:00", "minute"),
    ("2022年7月22日 7时10分", "2022-07-22T07:10:00", "minute"),
    ("2022年7月22日 7时10分17秒", "2022-07-22T07:10:17", "second"),
    ("2022年07月22日07:10", "2022-07-22T07:10:00", "minute"),
    ("2022年7月22号", "2022-07-22T00:00:00", "day"),
    ("2022 年 7 月 22 日", "2022-07-22T00:00:00", "day"),
    ("2022年7月22日10时", "2022-07-22T10:00:00", "hour"),
    ("2022年7月22日 10点", "2022-07-22T10:00:00", "hour"),
    ("2014- 07- 25 11: 20", "2014-07-25T11:20:00", "minute"),
    ("2022-07-2207:10:17", "2022-07-22T07:10:17", "second"),
    ("2022-07-22\u00a0\u00a007:10", "2022-07-22T07:10:00", "minute"),
    ("２０２２－０７－２２　０７：１０：１７", "2022-07-22T07:10:17", "second"),
    ("2022-07-22 07：10", "2022-07-22T07:10:00", "minute"),
    ("2017——04——12 21:37", "2017-04-12T21:37:00", "minute"),
    ("2022年7月22日 24:00", "2022-07-23T00:00:00", "minute"),
    ("2022-12-31 24:00:00", "2023-01-01T00:00:00", "second"),
    # ISO 8601, offsets
    ("2022-07-22T07:10:17", "2022-07-22T07:10:17", "second"),
    ("2022-07-22T07:10:17Z", "2022-07-22T15:10:17", "second"),
    ("2022-07-22T07:10:17.123456+08:00", "2022-07-22T07:10:17", "second"),
    ("2022-07-22T07:10:17+0800", "2022-07-22T07:10:17", "second"),
    ("2022-07-22T07:10-05:00", "2022-07-22T20:10:00", "minute"),
    ("2022-07-22 07:10:17 UTC", "2022-07-22T15:10:17", "second"),
    ("2022-07-22 07:10:17 GMT+8", "2022-07-22T07:10:17", "second"),
    # weekdays
    ("2022年7月22日 星期五", "2022-07-22T00:00:00", "day"),
    ("2022年7月22日 星期五 07:10", "2022-07-22T07:10:00", "minute"),
    ("2022-07-22（周五）07:10", "2022-07-22T07:10:00", "minute"),
    ("2022年07月22日(五) 19:10", "2022-07-22T19:10:00", "minute"),
    ("2022/07/22 (五) 07:10", "2022-07-22T07:10:00", "minute"),
    # the day first
    ("22/07/2022 07:10", "2022-07-22T07:10:00", "minute"),
    ("03/05/2021 10:23", "2021-05-03T10:23:00", "minute"),
    ("07/22/2022", "2022-07-22T00:00:00", "day"),
    ("星期五 2022-07-22", "2022-07-22T00:00:00", "day"),
    # twelve hours
    ("2022年7月22日 上午9:05", "2022-07-22T09:05:00", "minute"),
    ("2022年7月22日下午3时5分", "2022-07-22T15:05:00", "minute"),
    ("2022-07-22 下午 15:05", "2022-07-22T15:05:00", "minute"),
    ("2022-07-22 晚8点", "2022-07-22T20:00:00", "hour"),
    ("2022-07-22 中午12:30", "2022-07-22T12:30:00", "minute"),
    ("2022-07-22 凌晨12:30", "2022-07-22T00:30:00", "minute"),
    ("2022/7/22 7:10:17 PM", "2022-07-22T19:10:17", "second"),
    ("2022/7/22 12:10 a.m.", "2022-07-22T00:10:00", "minute"),
    # Chinese numerals
    ("二〇二二年七月二十二日", "2022-07-22T00:00:00", "day"),
    ("二O二二年十月三十一日", "2022-10-31T00:00:00", "day"),
    ("二零二二年十二月十日", "2022-12-10T00:00:00", "day"),
    ("二○二二年一月廿二日", "2022-01-22T00:00:00", "day"),
    # traditional characters
    ("2020年3月12日 20時19分", "2020-03-12T20:19:00", "minute"),
    ("發布時間：2020-04-01 10:29", "2020-04-01T10:29:00", "minute"),
    # labels, brackets, decoration
    ("发布时间：2022-07-22 07:10", "2022-07-22T07:10:00", "minute"),
    ("发表于 2022-07-22", "2022-07-22T00:00:00", "day"),
    ("【 发布时间：2020-01-25 】", "2020-01-25T00:00:00", "day"),
    ("[2022-07-22]", "2022-07-22T00:00:00", "day"),
    ("（2022-07-22）", "2022-07-22T00:00:00", "day"),
    ("2022-07-22 07:10 发布", "2022-07-22T07:10:00", "minute"),
    ("成文日期: 2022年7月22日", "2022-07-22T00:00:00", "day"),
    ("  2022-07-22\n", "2022-07-22T00:00:00", "day"),
    # whole strings only
    ("20220722", "2022-07-22T00:00:00", "day"),
    ("202207220710", "2022-07-22T07:10:00", "minute"),
    ("20220722071017", "2022-07-22T07:10:17", "second"),
    ("1658445017", "2022-07-22T07:10:17", "second"),
    ("1658445017000", "2022-07-22T07:10:17", "second"),
    # calendar boxes
    ("22\n2022-07", "2022-07-22T00:00:00", "day"),
    ("22日 2022年7月", "2022-07-22T00:00:00", "day"),
    ("2022 07-22", "2022-07-22T00:00:00", "day"),
    ("07-22\n\n  2022", "2022-07-22T00:00:00", "day"),
    # beyond our own grammar
    ("Fri, 22 Jul 2022 07:10:17 GMT", "2022-07-22T15:10:17", "second"),
    ("July 22, 2022", "2022-07-22T00:00:00", "day"),
]

RELATIVE = [
    ("刚刚", "2022-07-25T12:34:00", "minute"),
    ("剛剛", "2022-07-25T12:34:00", "minute"),
    ("3小时前", "2022-07-25T09:00:00", "hour"),
    ("3 小時前", "2022-07-25T09:00:00", "hour"),
    ("5分钟前", "2022-07-25T12:29:00", "minute"),
    ("2分鐘前", "2022-07-25T12:32:00", "minute"),
    ("半小时前", "2022-07-25T12:04:00", "minute"),
    ("30秒前", "2022-07-25T12:34:26", "second"),
    ("一天前", "2022-07-24T00:00:00", "day"),
    ("3天前", "2022-07-22T00:00:00", "day"),
    ("十二小时前", "2022-07-25T00:00:00", "hour"),
    ("今天 08:00", "2022-07-25T08:00:00", "minute"),
    ("昨天 15:15", "2022-07-24T15:15:00", "minute"),
    ("昨天15:15", "2022-07-24T15:15:00", "minute"),
    ("昨晚8点", "2022-07-24T20:00:00", "hour"),
    ("昨日", "2022-07-24T00:00:00", "day"),
    ("前天", "2022-07-23T00:00:00", "day"),
    ("07-22", "2022-07-22T00:00:00", "day"),
    ("[07-22]", "2022-07-22T00:00:00", "day"),
    ("07/22", "2022-07-22T00:00:00", "day"),
    ("07-22 10:00", "2022-07-22T10:00:00", "minute"),
    ("7月22日 10:00", "2022-07-22T10:00:00", "minute"),
    ("7月22日", "2022-07-22T00:00:00", "day"),
    ("12-30 10:00", "2021-12-30T10:00:00", "minute"),
    ("12月30日", "2021-12-30T00:00:00", "day"),
    ("07-26", "2022-07-26T00:00:00", "day"),
    ("07-27", "2021-07-27T00:00:00", "day"),
    ("02-29", "2020-02-29T00:00:00", "day"),
]

NO_DATES = [
    "", " ", "无", "发布时间：", "0571-28869000", "010-65645000", "13805710571", "2021-2025", "2021—2025年", "3:1", "7:10", "192.168.1.1",
    "202.107.22.1", "1.2.3", "v2022.7.22.1", "环发〔2022〕12号", "浙环发[2022]7号", "2022", "2022年", "2022年7月", "2022-07", "4.10-4.16", "2022.4.10-4.16",
    "2022年4月10日-16日", "2022年4月10日至16日", "15,340", "1,234.56元", "￥12.50", "12.5", "t20220722_123.html", "P020220722375.pdf",
    "2022-13-01", "2022-02-30", "2022年2月30日", "2022-07-22 25:00", "2022-07-22 24:30", "1989-12-31", "22-07-22", "2022-07-28", "2035-01-01",
    "99999999999", "20221301", "A2022-07-22-001", "2022-07-22-001", "123-45", "农历7月22日", "22年7月22日", "5日前", "半天前", "2周前", "一个月前", "今日头条",
    "昨天的会议", "on: 2022", "07/08/2022", "22/07", "十三月", "二〇二二年十三月一日", "二〇二二年二月三十日", "第3天前", "3.5小时前", "4102444801", "http://x.cn/art/2022/7/22/art_1.html",
    "x_2022-07-22.doc", "2022-07-22 07:10 2022-07-23 08:10", "2022-07-22 10:00-11:00",
]  # fmt: skip


@pytest.mark.parametrize(("text", "at", "precision"), ABSOLUTE)
def test_a_stated_date_is_read_with_its_precision_whatever_the_day_of_the_fetch(
    text: str, at: str, precision: str
) -> None:
    for base in (None, datetime(2024, 3, 1, tzinfo=UTC)):
        timestamp = parse_date(text, base)
        assert timestamp is not None
        assert (timestamp.isoformat(), timestamp.precision) == (f"{at}+08:00", precision)


@pytest.mark.proves("F31", "3小时前 and 昨天 08:30 count from the fetch, in China's time")
@pytest.mark.parametrize(("text", "at", "precision"), RELATIVE)
def test_relative_and_yearless_dates_are_read_against_the_fetch(text: str, at: str, precision: str) -> None:
    timestamp = parse_date(text, FETCHED_AT)
    assert timestamp is not None
    assert (timestamp.isoformat(), timestamp.precision) == (f"{at}+08:00", precision)
    assert parse_date(text, FETCHED_AT.astimezone(UTC)) == timestamp


@pytest.mark.parametrize("text", [text for text, _, _ in RELATIVE])
def test_relative_and_yearless_dates_stay_unread_without_a_fetch_time(text: str) -> None:
    assert parse_date(text, None) is None


@pytest.mark.proves("F31", "impossible dates are null, never today")
@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_or_an_impossible_one_stays_unread(text: str) -> None:
    assert parse_date(text, FETCHED_AT) is None


@pytest.mark.parametrize(
    "text",
    [
        "电话：0571-28869000 邮编：310012", "“十四五”规划（2021-2025年）", "比例为3:1", "服务器192.168.1.1", "环发〔2022〕12号", "4.10-4.16空气质量周报",
        "2022年4月10日-16日空气质量", "来源：今日头条", "阅读 10-12 人", "价格 07.22 元", "附件：P020220722375.pdf", "http://www.x.gov.cn/art/2022/7/22/art_1.html",
        "编号2022-07-22-001", "每年7月22日", "请于5日前报送", "满分 3/10", "2022-07-22 至 2022-07-24", "2022年7月22日至2022年7月24日", "12-30 至 12-31", "2022-07-22~24", "2022 07-22","2022年2月30日 10:00", "GB 3095-2012", "HJ 2000-01", "投诉热线12369", "第0722-22期",
    ],
)  # fmt: skip
def test_no_date_is_found_where_a_text_names_none(text: str) -> None:
    assert find_dates(text, FETCHED_AT) == ()


@pytest.mark.parametrize(
    ("text", "at", "found"),
    [
        ("来源:湖北生态环境2024/10/20 14:08:3022", "2024-10-20T14:08:30", "2024/10/20 14:08:30"),
        ("2017年12月14日14:02来源:全国哲学社会科学工作办公室", "2017-12-14T14:02:00", "2017年12月14日14:02"),
        ("发布日期： 2022-07-23 09:36:57 来源： 中国经济网", "2022-07-23T09:36:57", "2022-07-23 09:36:57"),
        ("2019-05-17 0 来源", "2019-05-17T00:00:00", "2019-05-17"),
        ("作者：张三/2019-05-17", "2019-05-17T00:00:00", "2019-05-17"),
        ("中国环境APP2019-05-17", "2019-05-17T00:00:00", "2019-05-17"),
        ("时间：2022年7月22日　星期五", "2022-07-22T00:00:00", "2022年7月22日"),
        ("http://www.x.cn/a/2021/1/1/ 2022-07-22 来源", "2022-07-22T00:00:00", "2022-07-22"),
    ],
)
def test_a_date_is_found_within_a_line_with_its_exact_borders(text: str, at: str, found: str) -> None:
    first = find_date(text, None)
    assert first is not None
    assert first.timestamp.isoformat() == f"{at}+08:00"
    assert text[first.start : first.end] == found


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("昨天 15:15 来源：新华网", "2022-07-24T15:15:00"),
        ("新华社 3小时前 阅读 12", "2022-07-25T09:00:00"),
        ("关于公示的通知 07-22", "2022-07-22T00:00:00"),
        ("关于公示的通知[07-22]", "2022-07-22T00:00:00"),
        ("07-22 10:00 来源：新华网", "2022-07-22T10:00:00"),
        ("新华社北京7月22日电", "2022-07-22T00:00:00"),
    ],
)
def test_relative_dates_are_found_within_a_line(text: str, at: str) -> None:
    found = find_date(text, FETCHED_AT)
    assert found is not None
    assert found.timestamp.isoformat() == f"{at}+08:00"
    assert find_date(text, None) is None


def test_all_dates_of_a_text_are_found_in_their_order() -> None:
    text = "更新：2022-07-23 08:00 发布：2022-07-22 07:10（昨天）"
    assert [found.timestamp.at.day for found in find_dates(text, FETCHED_AT)] == [23, 22, 24]


@pytest.mark.proves("F31", "a date more than 48 h ahead is none")
def test_a_date_may_lie_two_days_ahead_of_the_fetch_and_no_further() -> None:
    assert parse_date("2022-07-27 12:00", FETCHED_AT) is not None
    assert parse_date("2022-07-27 13:00", FETCHED_AT) is None


def test_a_naive_fetch_time_is_refused_with_what_to_do() -> None:
    naive = FETCHED_AT.replace(tzinfo=None)
    with pytest.raises(ValueError, match="pass an aware datetime"):
        parse_date("昨天", naive)


@pytest.mark.proves("F31", "a long text is never handed to a parser")
def test_a_text_longer_than_any_date_is_no_date() -> None:
    assert parse_date("2022-07-22" + " " * 10_000, None) is not None
    assert parse_date("发布时间：" + "，" * 64 + "2022-07-22", None) is None


FORMATS = {
    Precision.SECOND: [
        "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y.%m.%d %H:%M:%S", "%Y年%m月%d日 %H:%M:%S", "%Y年%m月%d日%H时%M分%S秒", "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%dT%H:%M:%S+08:00", "%Y-%m-%d%H:%M:%S", "%Y%m%d%H%M%S", "发布时间：%Y——%m——%d　%H：%M：%S", "%Y-%m-%d %I:%M:%S %p",
    ],
    Precision.MINUTE: ["%Y-%m-%d %H:%M", "%Y年%m月%d日%H:%M", "%Y年%m月%d日 %H时%M分", "[%Y/%m/%d %H:%M]", "%Y%m%d%H%M"],
    Precision.HOUR: ["%Y年%m月%d日%H时", "%Y-%m-%d %H点"],
    Precision.DAY: ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "（%Y-%m-%d）", "%Y%m%d"],
}  # fmt: skip
ZERO = {Precision.SECOND: {}, Precision.MINUTE: {"second": 0}, Precision.HOUR: {"second": 0, "minute": 0}}
ZERO[Precision.DAY] = {"second": 0, "minute": 0, "hour": 0}
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31), timezones=st.just(CHINA_TIME))  # noqa: DTZ001 - hypothesis wants them naive
FORMATTED = st.sampled_from([(precision, form) for precision, forms in FORMATS.items() for form in forms])


@given(MOMENTS, FORMATTED)
def test_any_moment_in_any_format_is_read_back_exactly(
    moment: datetime, formatted: tuple[Precision, str]
) -> None:
    precision, form = formatted
    timestamp = parse_date(moment.strftime(form), None)
    assert timestamp is not None
    assert timestamp.at == moment.replace(microsecond=0, **ZERO[precision])
    assert timestamp.precision == precision


@given(MOMENTS)
def test_leading_zeros_left_out_change_nothing(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    text = f"{moment.year}/{moment.month}/{moment.day} {moment.hour}:{moment.minute:02}:{moment.second:02}"
    timestamp = parse_date(text, None)
    assert timestamp is not None
    assert timestamp.at == moment


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=360)))
def test_a_yearless_date_is_the_latest_that_is_not_after_the_fetch(
    fetched_at: datetime, back: timedelta
) -> None:
    try:
        published = (fetched_at - back).replace(second=0, microsecond=0)
    except OverflowError:
        return
    if published.year < 1990:
        return
    timestamp = parse_date(f"{published:%m-%d %H:%M}", fetched_at)
    assert timestamp is not None
    assert timestamp.at == published


DATE_LIKE = st.text(
    alphabet="0123456789０１２-/.:：年月日时分秒 T+Z〇二十刚昨今天前小时上下午周五（）[]发布时间，",
    max_size=40,
)


@given(st.text() | DATE_LIKE, st.none() | MOMENTS)
def test_no_text_raises_and_nothing_is_invented(text: str, base: datetime | None) -> None:
    for found in find_dates(text, base):
        assert 0 <= found.start < found.end <= len(text)
        assert found.timestamp.at.utcoffset() == timedelta(hours=8)
    timestamp = parse_date(text, base)
    if timestamp is None:
        return
    assert 1990 <= timestamp.at.year <= 2100
    assert base is None or timestamp.at <= base + timedelta(days=2)
    if timestamp.precision is Precision.DAY:
        assert (timestamp.at.hour, timestamp.at.minute, timestamp.at.second) == (0, 0, 0)


@given(DATE_LIKE)
def test_without_a_fetch_time_every_year_stands_in_the_text(text: str) -> None:
    for found in find_dates(text, None):
        digits = text[found.start : found.end].translate(str.maketrans("０１２〇二", "01202"))
        years = {
            str(found.timestamp.at.year),
            str((found.timestamp.at - timedelta(days=1)).year),
            str((found.timestamp.at + timedelta(days=1)).year),
        }
        assert any(year in digits for year in years)


@pytest.mark.skipif(not METALINES.is_file(), reason="no real meta lines in ../shared")
def test_the_first_date_of_every_real_meta_line_is_the_published_time() -> None:
    rows = [json.loads(line) for line in METALINES.read_text(encoding="utf-8").splitlines() if line.strip()]
    wrong = []
    for row in rows:
        for line in (row["raw"], row["raw"].replace(":", "：")):
            found = find_date(line, None)
            if (found.timestamp.isoformat() if found else None) != row["expected"]["published_at"]:
                wrong.append((line, found))
    assert not wrong
