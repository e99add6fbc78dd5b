from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from envnews.errors import ExitCode
from envnews.run.crawl import CrawlPlan, crawl
from envnews.store.crawl.runs import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

HOST = "www.legaldaily.com.cn"


def article(number: int) -> tuple[str, str]:
    path = f"/eco/content/2022-05/{number:02}/content_{8702200 + number}.html"
    html = (
        f"<html><head><title>第{number}起生态环境公益诉讼案宣判</title></head><body><h1>第{number}起生态环境公益诉讼案宣判</h1>"
        f"<div>2022-05-{number:02} 13:55:33 来源：法治日报 作者：张三 -标准+</div><div class='txt'>"
        f"<p>法治日报讯 某市中级人民法院对第{number}起生态环境公益诉讼案作出判决，被告承担修复费用。</p>"
        f"<p>法院认为，被告违法排放污水，损害了社会公共利益，应当依法承担修复责任和惩罚性赔偿。</p><p>编辑：李四</p></div></body></html>"
    )
    return path, html


def listing(numbers: range, following: str = "") -> str:
    rows = "".join(
        f'<li><a href="{article(n)[0]}">第{n}起生态环境公益诉讼案宣判</a><span>05-{n:02}</span></li>'
        for n in numbers
    )
    return f"<html><title>生态</title><body><ul>{rows}</ul>{following}</body></html>"


@pytest.fixture
def plan(site: Site, tmp_path: Path) -> CrawlPlan:
    menu = "".join(
        f'<a href="{url}">{name}</a>'
        for name, url in {
            "首页": "/", "要闻": "/news/", "生态环境": "/eco/node_1.html", "环保旧栏目": "/old/", "关于我们": "/about.html"
        }.items()
    )  # fmt: skip
    site.put("/", f"<html><body>{menu}{listing(range(1, 3))}</body></html>", host=HOST)
    site.put("/eco/node_1.html", listing(range(3, 6), '<a href="node_2.html">下一页</a>'), host=HOST)
    site.put("/eco/node_2.html", listing(range(6, 9)), host=HOST)
    site.put("/news/", listing(range(9, 12)), host=HOST)
    for number in range(1, 12):
        path, html = article(number)
        site.put(path, html, host=HOST)
    return CrawlPlan(
        portals=("legaldaily",), database=tmp_path / "news.db", hosts_map=site.hosts_map(tmp_path, HOST)
    )


def test_columns_about_the_environment_are_found_on_the_home_page(plan: CrawlPlan, site: Site) -> None:
    summary = crawl(plan)
    assert summary.portals[0].outcome is Outcome.OK, summary.paragraph()
    connection = sqlite3.connect(str(plan.database))
    columns = dict(connection.execute("SELECT columns, count(*) FROM articles GROUP BY 1").fetchall())
    connection.close()
    assert columns == {'["首页"]': 2, '["生态环境"]': 6}
    assert "/news/" not in site.paths(HOST)


def test_the_columns_are_read_again_when_the_home_page_is_unchanged(plan: CrawlPlan, site: Site) -> None:
    crawl(plan)
    assert crawl(plan).portals[0].outcome is Outcome.NOTHING_NEW
    path, html = article(12)
    site.put(path, html, host=HOST)
    site.put("/eco/node_1.html", listing(range(4, 13), '<a href="node_2.html">下一页</a>'), host=HOST)
    assert crawl(plan).portals[0].outcome is Outcome.OK


def test_a_home_page_that_is_drawn_by_a_script_is_told_so(plan: CrawlPlan, site: Site) -> None:
    shell = '<html><head><title>法治网</title></head><body><div id="app"></div><script src="/js/app.4f.js"></script></body></html>'
    site.put("/", shell, host=HOST)
    (portal,) = crawl(plan).portals
    assert portal.outcome is Outcome.EMPTY_LIST
    assert "drawn by JavaScript" in portal.message


SHELL = '<html><head><title>中国环境网</title></head><body><div id="app"></div><script src="/js/app.4f.js"></script></body></html>'


def test_a_portal_that_declares_to_need_javascript_is_skipped_without_failure(
    tmp_path: Path, site: Site
) -> None:
    for path in ("/", "/opinion/hjsp/", "/hjyw/"):
        site.put(path, SHELL, host="www.cenews.com.cn")
    plan = CrawlPlan(
        portals=("cenews",),
        database=tmp_path / "e.db",
        hosts_map=site.hosts_map(tmp_path, "www.cenews.com.cn"),
    )
    summary = crawl(plan)
    assert summary.portals[0].outcome is Outcome.SKIPPED_JAVASCRIPT
    assert summary.exit_code is ExitCode.OK
    assert "only a browser draws their lists: cenews" in summary.paragraph()


def test_a_short_home_page_that_leads_to_columns_is_no_empty_shell(plan: CrawlPlan, site: Site) -> None:
    site.put("/", '<script src="a.js"></script><a href="/eco/node_1.html">生态环境</a>', host=HOST)
    (portal,) = crawl(plan).portals
    assert portal.outcome is Outcome.OK, portal.message
