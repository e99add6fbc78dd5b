"""When articles that lead to other sites are told: not where that is the editors' habit."""

from __future__ import annotations

import pytest

from envnews.health.astray import find_astray
from envnews.health.finding import Kind
from envnews.store.crawl.elsewhere import Elsewhere

SINCE = "2022-07-22T01:00:00Z"


def in_a_row(found: int, before: int, articles: int) -> Elsewhere:
    there = ("https://mp.weixin.qq.com/s/a", "https://www.new.cn/1.html", "https://www.new.cn/2.html")
    return Elsewhere(SINCE, tuple(there[count % 3] for count in range(found)), before, articles)


@pytest.mark.parametrize(
    ("found", "before", "articles"),
    [(0, 0, 0), (4, 0, 900), (9, 50, 50), (20, 900, 100)],
    ids=["none", "a few", "every second one", "most"],
)
def test_what_the_habit_of_a_portal_explains_is_not_told(found: int, before: int, articles: int) -> None:
    assert find_astray(in_a_row(found, before, articles)) is None


@pytest.mark.parametrize(
    ("found", "before", "articles"),
    [(5, 0, 0), (5, 100, 900), (10, 50, 50)],
    ids=["from the first", "one in ten", "every second one"],
)
def test_more_in_a_row_than_the_habit_explains_is_told(found: int, before: int, articles: int) -> None:
    finding = find_astray(in_a_row(found, before, articles))
    assert finding
    assert (finding.kind, finding.subject) == (Kind.ELSEWHERE, "portal")
    assert finding.message.startswith(
        f"{found} documents in a row lead to other sites, to www.new.cn, mp.weixin"
    )
    assert f"no new article was found since {SINCE}: " in finding.message
