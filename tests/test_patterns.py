"""Patterns that are compiled when they are first used, and starts of lines that are known by their first character."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envnews.patterns import compile_later, compile_starts

PATTERN, TEXT = r"(?P<number>\d+)(?P<unit>[天年])", "3天, 5年"


def test_what_it_finds_is_what_a_compiled_pattern_finds() -> None:
    later, compiled = compile_later(PATTERN), re.compile(PATTERN)
    assert later.findall(TEXT) == compiled.findall(TEXT) == [("3", "天"), ("5", "年")]
    assert [match.span() for match in later.finditer(TEXT)] == [(0, 2), (4, 6)]
    assert later.sub(r"\g<unit>", TEXT) == compiled.sub(r"\g<unit>", TEXT) == "天, 年"
    assert later.groupindex == compiled.groupindex
    assert compile_later("A", re.IGNORECASE).fullmatch("a")


def test_it_is_compiled_by_the_first_use_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    later = compile_later(PATTERN)
    compiled: list[str] = []
    compile_now = re.compile

    def note(pattern: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(pattern)
        return compile_now(pattern, flags)

    monkeypatch.setattr(re, "compile", note)
    assert compiled == []
    assert later.search(TEXT)
    assert later.match(TEXT)
    assert later.search(TEXT)
    assert compiled == [PATTERN]


def test_a_pattern_that_is_none_is_told_by_its_first_use() -> None:
    later = compile_later("(")
    with pytest.raises(re.error):
        later.search("")


STARTS = r"相关(?:新闻|阅读)|[您你]?也?可能喜欢|\d+\s*条评论|-{3,}分隔线|\W?(?:投票|调查)|(?:THE )?END\W*$|[a-c\]^-]\.|(?=共)共\d"
OTHERS = r"\w{2,6}推荐$"


@given(
    st.one_of(
        st.from_regex(f"(?:{STARTS}|{OTHERS})", fullmatch=True),
        st.from_regex(rf"\A.?(?:{STARTS})?"),
        st.text(max_size=8),
    )
)
def test_starts_match_what_their_alternatives_match(line: str) -> None:
    found, plain = compile_starts(STARTS, OTHERS).match(line), re.match(f"{STARTS}|{OTHERS}", line)
    assert (found and found.span()) == (plain and plain.span())


def test_starts_may_ignore_case_and_keep_their_groups() -> None:
    found = compile_starts("(?P<mark>the )?end", flags=re.IGNORECASE).match("The END")
    assert found is not None
    assert found["mark"] == "The "


@pytest.mark.parametrize(
    "start", [r"\w{2,6}推荐", "[^。]{2}关注", ".条评论", "[\u4e00-\u9fff]网", "(?i:end)", "(?:顶)?", ""]
)
def test_a_start_that_may_begin_with_anything_is_refused(start: str) -> None:
    with pytest.raises(ValueError, match="a start of lines may"):
        compile_starts(f"分享|{start}" if start else "")
