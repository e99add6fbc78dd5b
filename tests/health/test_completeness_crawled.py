"""Lists that state more than they give, crawled: a script's count of articles, and an interface in JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from envnews.health.status import read_status
from envnews.run.crawl import crawl
from envnews.store.crawl.runs import Outcome
from tests.conftest import HOST, headline
from tests.faults.conftest import database, plan
from tests.run.test_crawl import COLUMN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from envnews.run.plan import CrawlPlan
    from tests.conftest import Site

__all__ = ["database", "plan"]

CHANNEL = "0123456789abcdef" * 2


def put_script(site: Site, shown: int, stated: int) -> None:
    """Put a list whose script counts its articles, and shows less of them."""
    site.put_list(COLUMN, range(shown, 0, -1), extra=_script(stated))


def _script(stated: int, pages: int = 1) -> str:
    return f'</ul><script>createPageHTML({pages}, 0, "index", "html", {stated});</script><ul>'


def put_interface(site: Site, shown: int, stated: int) -> None:
    """Put a column whose rows come from an interface, which gives the first pages only."""
    site.put(COLUMN, f'<html><head><meta name="channelId" content="{CHANNEL}"></head></html>')
    query = "_isAgg=true&_isJson=true&_pageSize=20&_template=index&_rangeTimeGte=&_channelName=&page="
    for page in range(1, shown // 20 + 2):
        numbers = range(shown - 20 * (page - 1), max(shown - 20 * page, 0), -1)
        results = [
            {
                "title": headline(number),
                "url": f"http://{HOST}{COLUMN}202207/t20220722_{number}.html",
                "publishedTimeStr": "2022-07-22 07:10:17",
            }
            for number in numbers
        ]
        answer = {"data": {"total": stated, "rows": 20, "results": results}}
        site.put(
            f"/common/search/{CHANNEL}?{query}{page}",
            json.dumps(answer, ensure_ascii=False),
            Content_Type="application/json",
        )


@pytest.mark.slow
@pytest.mark.parametrize(("put", "family"), [(put_script, "TrsSpider"), (put_interface, "UcapSpider")])
def test_a_list_that_gives_less_than_it_states_is_told_until_it_gives_all(
    site: Site,
    plan: Callable[..., CrawlPlan],
    tmp_path: Path,
    put: Callable[[Site, int, int], None],
    family: str,
) -> None:
    for number in range(1, 31):
        site.put_article(f"{COLUMN}202207/t20220722_{number}.html", number)
    put(site, 20, 30)
    planned = plan()
    portal = tmp_path / "example.py"
    module = family.removesuffix("Spider").lower()
    text = portal.read_text("utf-8").replace("trs import TrsSpider", f"{module} import {family}")
    portal.write_text(text.replace("(TrsSpider)", f"({family})"), encoding="utf-8")

    [short] = crawl(planned).portals
    assert short.outcome is Outcome.DEGRADED, short.message
    assert "环保要闻: read to its end on " in short.message
    assert "it gave 20 of the 30 entries that it states" in short.message
    assert short.reasons == ("incomplete: 环保要闻",)
    assert read_status(tmp_path / "news.db")[0].columns[0].total == 30

    put(site, 30, 30)
    [whole] = crawl(planned).portals
    assert (whole.outcome, whole.counters["new"]) == (Outcome.OK, 10), whole.message
    [column] = read_status(tmp_path / "news.db")[0].columns
    assert (column.total, column.listed, column.articles) == (30, 30, 30)


def test_a_column_of_press_reviews_misses_nothing(site: Site, plan: Callable[..., CrawlPlan]) -> None:
    """Most of its rows lead to newspapers. The list counts them all, and is read as far as there is news."""
    for number in range(1, 5):
        site.put_article(f"{COLUMN}202207/t20220722_{number}.html", number)
    for newest in (2, 3, 4):
        reviews = "".join(
            f'<li><a href="https://paper.example.com/{newest}-{number}.html">{headline(number)}</a><span>2022-07-22</span></li>'
            for number in range(30)
        )
        site.put_list(COLUMN, [newest], 2, 0, extra=reviews + _script(32 + 31 * (newest - 2), pages=2))
        site.put_list(f"{COLUMN}index_1.html", range(newest - 1, 0, -1), 2, 1)
        [portal] = crawl(plan()).portals
        assert (portal.outcome, portal.message) == (Outcome.OK, ""), portal.message
        assert portal.counters["foreign_link"] == 30
