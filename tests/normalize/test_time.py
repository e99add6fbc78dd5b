"""Normalisers meet whatever stands on a page, so none may take more than linear time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from envnews.normalize import (
    absolute,
    canonical_url,
    clean,
    clean_lines,
    clean_names,
    clean_source,
    find_dates,
    parse_count,
    parse_date,
    split_keywords,
    squash,
)

if TYPE_CHECKING:
    from collections.abc import Callable

PATTERNS = ["水", "，", "2022-07", "1", " ", "张三 ", "摄 ", "【", "来 ", "来源：", "【来源：", "来源：|", "记者", "文/", "/", "a", "2022年", "1:", "http://a.cn/", "/gate/big5/a.cn",
            ";jsessionid=", "关键词", "\u200b", "e\u0301", "、", "Jan 2022 "]  # fmt: skip
NORMALISERS: list[Callable[[str], object]] = [
    clean,
    clean_lines,
    squash,
    clean_names,
    clean_source,
    split_keywords,
    parse_count,
    canonical_url,
    lambda text: absolute(text, "http://a.cn/"),
    lambda text: parse_date(text, None),
    lambda text: find_dates(text, None),
]


@pytest.mark.proves("S21", "every reader of text takes adversarial repetitions in time")
@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_repetition_makes_a_normaliser_slow(pattern: str) -> None:
    text = pattern * (10_000 // len(pattern))
    for normalise in NORMALISERS:
        for hostile in (text, f"来源：{text}！", f"http://a.cn{text}?{text}", f"江帆{text}x TEL"):
            started = time.process_time()
            normalise(hostile)
            assert time.process_time() - started < 0.5, normalise
