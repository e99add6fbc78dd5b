from __future__ import annotations

import re
from datetime import datetime

from envnews.extract.links.list_page import extract_links
from envnews.extract.page.document import parse
from envnews.model import CHINA_TIME, Page
from envnews.spiders.lists import Addresses, read_rows

URL = "http://www.example.gov.cn/hbyw/"
FETCHED = datetime(2024, 11, 1, tzinfo=CHINA_TIME)
ARTICLES = Addresses(re.compile(r"/\d+\.html$"), frozenset({"www.example.gov.cn"}))
HEADLINES = ("示例省部署冬季大气污染防治", "示例市公布入河排污口整治清单", "示例县完成土壤污染状况详查")


def page(html: str) -> Page:
    return Page(URL, f"<html><body>{html}</body></html>".encode(), {}, FETCHED)


def dates(html: str, *selectors: str) -> list[str | None]:
    entries, _ = read_rows(parse(page(html)), selectors, ARTICLES, FETCHED)
    return [entry.published and str(entry.published.at.date()) for entry in entries]


def test_a_date_in_a_cell_beside_the_row_is_the_rows() -> None:
    rows = "".join(
        f'<div class="row"><div class="d"><b>{20 + n}</b><span>2024.10</span></div><div class="t">'
        f'<a href="/{n}.html">{headline}</a></div></div>'
        for n, headline in enumerate(HEADLINES)
    )
    html = f'<div class="rows">{rows}</div>'
    wanted = ["2024-10-20", "2024-10-21", "2024-10-22"]
    assert dates(html, "div") == wanted
    assert [str(link.published.at.date()) for link in extract_links(page(html)) if link.published] == wanted


def test_a_block_of_several_articles_is_no_dated_row() -> None:
    links = "".join(f'<a href="/{n}.html">{headline}</a>' for n, headline in enumerate(HEADLINES))
    assert dates(f"<div>{links}<p>更新于2024-10-20</p></div>", "div") == [None, None, None]
