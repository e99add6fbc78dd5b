from __future__ import annotations

from datetime import datetime

import pytest

from envnews.model import CHINA_TIME
from envnews.normalize import find_split_date

BASE = datetime(2024, 11, 1, tzinfo=CHINA_TIME)


@pytest.mark.parametrize(
    "texts",
    [
        ("23", "2024-10"),
        ("23", "2024.10"),
        ("23日", "2024年10月"),
        ("2024/10", "23"),
        ("10-23", "2024"),
        ("2024年", "10-23"),
        ("23", "10月"),
        ("10月", "23日"),
        ("示例省部署冬季大气污染防治", "23", "2024-10", "会议要求各地逐一核实。"),
    ],
)
def test_a_date_in_two_neighbouring_elements_is_read(texts: tuple[str, ...]) -> None:
    found = find_split_date(texts, BASE)
    assert found is not None
    assert str(found.at.date()) == "2024-10-23"


@pytest.mark.parametrize(
    "texts",
    [
        ("2024-10-23",),
        ("2024-10-23", "15"),
        ("3", "示例省部署冬季大气污染防治"),
        ("32", "2024-10"),
        ("23", "2024-13"),
        ("第23期", "2024-10"),
        ("23", "示例", "2024-10"),
    ],
)
def test_other_neighbours_make_no_date(texts: tuple[str, ...]) -> None:
    assert find_split_date(texts, BASE) is None
