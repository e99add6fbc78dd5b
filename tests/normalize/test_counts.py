from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envnews.normalize import parse_count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("15248", 15248), ("0", 0), ("１５２４８", 15248), ("15,340次", 15340), ("15，340", 15340), ("1.2万", 12000), ("1.2w", 12000), ("10万+", 100000), ("1亿", 10**8),
        ("阅读量：15248", 15248), ("浏览次数： 33", 33), ("浏览（15）次", 15), ("33次阅读", 33), ("（33）", 33), ("[点击量：7]", 7), ("閱讀量：12", 12), ("已有33人浏览", 33),
    ],
)  # fmt: skip
def test_a_count_is_read(text: str, count: int) -> None:
    assert parse_count(text) == count


@pytest.mark.parametrize(
    "text",
    [
        "",
        "点击：",
        "次",
        "-5",
        "1.5",
        "1.23456万",
        "7:10",
        "2022-07-22",
        "3/10",
        "12 345",
        "1,23",
        "十万",
        "评论 12",
        "12人参与",
        "1234567890123",
        "9" * 100,
    ],
)
def test_what_is_no_count_stays_unread(text: str) -> None:
    assert parse_count(text) is None


@given(st.integers(0, 10**12 - 1), st.sampled_from(["{}", "{:,}", "阅读量：{}", "{:,}次", "（{}）"]))
def test_any_count_is_read_back(count: int, form: str) -> None:
    assert parse_count(form.format(count)) == count


@given(st.text() | st.text(alphabet="0123456789０,，.万亿wk次人阅读浏览点击量：:（）() +-", max_size=20))
def test_no_text_raises_and_every_digit_of_a_count_stands_in_it(text: str) -> None:
    count = parse_count(text)
    if count is not None:
        assert count >= 0
        assert str(count).rstrip("0") in "".join(
            character for character in text.translate({ord("０"): "0"}) if character.isdecimal()
        )
