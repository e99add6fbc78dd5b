"""Meta lines below a text: told from those of other articles by their labels, or by where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

OTHERS = (
    "<h3>相关资讯</h3><div><a href='/1.html'>临江市开展秋季巡河</a><span>日期：2022-07-24</span></div>"
    "<div><a href='/2.html'>河口区通报水质月报</a><span>日期：2022-07-23</span></div>"
)


@pytest.mark.parametrize(
    ("line", "time", "source"),
    [
        (
            "<div>2022年07月20日 20:00:12 临江在线新闻网站</div>",
            "2022-07-20T20:00:12+08:00",
            "临江在线新闻网站",
        ),
        ("<div>2022-07-20 20:00 来源： 临江日报</div>", "2022-07-20T20:00:00+08:00", "临江日报"),
        ("<div>WATER.EXAMPLE.CN 2022年07月20日20:00 临江网</div>", "2022-07-20T20:00:00+08:00", "临江网"),
    ],
)
def test_a_line_right_below_the_text_is_its_meta_line_and_not_that_of_the_articles_behind_it(
    line: str, time: str, source: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article("", below=line + OTHERS))
    assert found.published is not None
    assert (found.published.isoformat(), found.source) == (time, source)


def test_a_line_behind_the_heading_of_other_articles_is_not_that_of_the_text(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    others = (
        "<h3>相关资讯</h3><div>临江市开展秋季巡河</div><div>2022-07-24 08:30 临江日报</div>"
        "<div>河口区通报水质月报</div><div>2022-07-23 09:10 河口晚报</div>"
    )
    assert read(article("", below=others)).source is None
