from __future__ import annotations

import pytest

from envnews.extract.headline.titles import strip_site_name

HEADLINE = "全省入海排污口整治现场会在临江召开"


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        (HEADLINE, HEADLINE),
        (f"{HEADLINE}_临江省生态环境厅", HEADLINE),
        (f"{HEADLINE}-临江省生态环境厅", f"{HEADLINE}-临江省生态环境厅"),
        (f"{HEADLINE} - 临江省生态环境厅", HEADLINE),
        (f"{HEADLINE}--要闻动态--临江网", HEADLINE),
        (f"{HEADLINE}|要闻|临江日报", HEADLINE),
        (f"{HEADLINE}——临江网", HEADLINE),
        (f"要闻_{HEADLINE}", HEADLINE),
        (f" \n{HEADLINE}\t_临江网 ", HEADLINE),
        ("PM2.5-臭氧协同控制方案印发_临江网", "PM2.5-臭氧协同控制方案印发"),
        (f"{HEADLINE} -临江社区", HEADLINE),
        ("", ""),
        ("_", ""),
    ],
)
def test_site_and_column_are_taken_off_a_title(title: str, headline: str) -> None:
    assert strip_site_name(title) == headline
