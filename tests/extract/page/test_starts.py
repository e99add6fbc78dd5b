"""Starts of lines: what is tried by the first character matches what all alternatives match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envnews.extract.page.starts import Starts

ALTERNATIVES = (
    r"相关(?:新闻|阅读)|[您你]?也?可能喜欢|\d+\s*条评论|-{3,}分隔线|\W?(?:投票|调查)|(?:THE )?END\W*$|[a-c\]^-]\.|(?=共)共\d|\||[|(]网"
    r"|[]|)]尾|[+-\-]号|[\[-\]]格|(?:q|[x-z])\)"
)
OTHERS = r"\w{2,6}推荐$"
LINES = st.one_of(
    st.from_regex(f"(?:{ALTERNATIVES}|{OTHERS})", fullmatch=True),
    st.from_regex(rf"\A.?(?:{ALTERNATIVES})?"),
    st.text(max_size=8),
)


@pytest.mark.parametrize("flags", [0, re.IGNORECASE], ids=["as written", "whatever the case"])
@given(line=LINES)
def test_starts_match_what_one_of_their_alternatives_matches(flags: int, line: str) -> None:
    found = Starts(ALTERNATIVES, OTHERS, flags).match(line)
    plain = re.match(f"{ALTERNATIVES}|{OTHERS}", line, flags)
    assert (found and found.span()) == (plain and plain.span())


@pytest.mark.parametrize("line", ["", "全省水环境会议召开", "新闻"])
def test_a_line_may_start_with_none_of_them(line: str) -> None:
    assert Starts("相关新闻|延伸阅读").match(line) is None


def test_the_first_alternative_that_matches_counts_and_keeps_its_groups() -> None:
    found = Starts("(?P<mark>the )?end|then", flags=re.IGNORECASE).match("The END")
    assert found is not None
    assert found["mark"] == "The "
    longer = Starts("相关|相关新闻").match("相关新闻")
    assert longer is not None
    assert longer[0] == "相关"


@pytest.mark.parametrize(
    ("start", "line"),
    [("k线", "\u212a线"), ("share", "\u017fhare"), ("é级", "É级"), ("\uff21股", "\uff41股"), ("Ⅰ级", "ⅰ级")],
)
def test_a_letter_that_is_another_but_for_case_starts_with_either(start: str, line: str) -> None:
    assert re.match(start, line, re.IGNORECASE)
    assert Starts(f"{start}|网", flags=re.IGNORECASE).match(line)
    assert Starts(f"{start}|网").match(line) is None


def test_characters_beyond_those_that_are_remembered_are_known_as_well() -> None:
    starts = Starts("新闻|延伸阅读")
    many = [chr(code) for code in range(0x4E00, 0x4E00 + 9000)]
    assert [character for character in many if starts.match(f"{character}闻")] == ["新"]
    assert starts.match("延伸阅读")


@pytest.mark.parametrize(
    "start",
    [r"\w{2,6}推荐", "[^。]{2}关注", ".条评论", "[\\u4e00-\\u9fff]网", "(?i:end)", "(?:顶)?", "(?i)end", ""],
)
def test_a_start_that_may_begin_with_anything_is_refused(start: str) -> None:
    with pytest.raises(ValueError, match="the start of a line may be"):
        Starts(f"分享|{start}" if start else "")
