"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from envnews.patterns import compile_later

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
