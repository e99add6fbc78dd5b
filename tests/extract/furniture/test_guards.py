"""Lines that begin with a name and are known by a word behind it: the search for the word lets all of them pass."""

from __future__ import annotations

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from envnews.extract.furniture import credit_lines, words


@given(st.from_regex(words._LAST_NAMED, fullmatch=True))
def test_every_heading_behind_a_name_is_found(line: str) -> None:
    line = " ".join(line.split())
    assume(line == line.lstrip(words.MARKS) and re.match(words._LAST_NAMED, line))
    assert words.ends_text(line)


@given(st.from_regex(credit_lines._CREDIT_BEHIND, fullmatch=True))
def test_every_credit_behind_a_name_is_found(line: str) -> None:
    line = " ".join(line.split())
    assume(re.match(credit_lines._CREDIT_BEHIND, line))
    assert credit_lines.is_credit(line)
