from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envnews.normalize import clean, clean_lines, squash

ANY_TEXT = st.text(st.characters())  # lone surrogates included
SPOILED = st.text(
    alphabet="生态PM2.５，　 \u00a0\u200b\u00ad\ufeff\ue600\ue5e5\ud800\r\n\x00\u0301e한\u1112\u1161각",
    max_size=30,
)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("生态环境部", "生态环境部"),
        ("\ufeff生态\u200b环境\u00ad部", "生态环境部"),
        ("　生态\u00a0 环境\r\n\t部　", "生态 环境 部"),
        ("水质，（Ⅲ类）：达标！", "水质，（Ⅲ类）：达标！"),
        ("ＡＢＣ　１２３", "ＡＢＣ １２３"),
        ("\ue618时间\ue5e5来源", "时间 来源"),
        ("a\ud83db\x00c", "abc"),
        ("e\u0301", "é"),
        ("坏\ufffd字节", "坏\ufffd字节"),
        ("\u2028行\u2029段", "行 段"),
        ("", ""),
    ],
)
def test_a_line_is_cleaned(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_paragraphs_are_cleaned_line_by_line_and_blank_lines_go() -> None:
    assert (
        clean_lines("　　一是\u200b治水。\r\n\r\n\u200b\n二是 治气。\u2028三是治土。")
        == "一是治水。\n二是 治气。\n三是治土。"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＰＭ２.５（日均）", "PM2.5(日均)"),
        ("一、 总体　情况", "一、总体情况"),
        ("Water POLLUTION", "water pollution"),
        ("……", "......"),
        ("℃", "°c"),
    ],
)
def test_width_spacing_and_case_do_not_matter_in_comparison(one: str, other: str) -> None:
    assert squash(one) == squash(other)


def test_different_texts_stay_different_in_comparison() -> None:
    assert squash("2022年7月") != squash("2022年8月")
    assert squash("水") != squash("冰")


@given(ANY_TEXT | SPOILED)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_lines(clean_lines(text)) == clean_lines(text)
    assert squash(squash(text)) == squash(text)


@pytest.mark.proves("F29", "no control character, lone surrogate or private use in any text")
@given(ANY_TEXT | SPOILED)
def test_a_cleaned_line_is_what_a_record_may_hold(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == cleaned.strip()
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "  " not in cleaned
    assert not {"Cc", "Cs", "Co", "Zl", "Zp"} & set(map(unicodedata.category, cleaned))
    cleaned.encode()


@given(ANY_TEXT | SPOILED)
def test_comparison_sees_no_white_space_and_nothing_invisible(text: str) -> None:
    assert not any(map(str.isspace, squash(text)))
    assert squash(clean(text)) == squash(text)


@given(st.text(alphabet="生态环境，。！", min_size=1, max_size=50), st.integers(0, 50))
def test_invisible_characters_anywhere_change_no_text(text: str, place: int) -> None:
    place = min(place, len(text))
    assert clean(text[:place] + "\u200b\ufeff" + text[place:]) == text
