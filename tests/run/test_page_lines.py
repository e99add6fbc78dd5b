"""Lines of single pages are made where they are logged, and nowhere else."""

from __future__ import annotations

import logging

import pytest
from scrapy import Request, Spider
from scrapy.http import Response

from envnews.run.page_lines import PageLines


@pytest.mark.parametrize(("level", "made"), [(logging.DEBUG, True), (logging.INFO, False)])
def test_a_line_of_a_page_is_made_where_it_is_logged(
    level: int, made: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(level, "scrapy")
    asked = Request("http://sthj.example.gov.cn/a.html")
    answer = Response(asked.url, request=asked)
    lines, spider = PageLines(), Spider("example")
    assert (lines.crawled(asked, answer, spider) is not None) is made
    assert (lines.scraped({}, answer, spider) is not None) is made
