from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from envnews.errors import ExitCode, LockedError, UsageError
from envnews.run import crew
from envnews.run.crawl import CrawlPlan, crawl
from envnews.run.lock import database_lock
from envnews.store.crawl.runs import Outcome
from tests.conftest import HOST, headline

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Site

COLUMN = "/dtyw/hbyw/"


def rows(database: Path, sql: str) -> list[tuple]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


class Silent(dict[tuple[str, str], object]):
    """Answers that break the connection for every article."""

    def get(self, key: tuple[str, str], default: object = None) -> object:
        if "/202207/" in key[1]:
            raise ConnectionResetError
        return super().get(key, default)


@pytest.fixture
def plan(site: Site, write_portal: Callable[..., Path], tmp_path: Path) -> Callable[..., CrawlPlan]:
    def make(*portals: Path, hosts: tuple[str, ...] = (), **options: object) -> CrawlPlan:
        files = portals or (write_portal(),)
        return CrawlPlan(
            portals=tuple(file.stem.replace("_", "-") for file in files),
            database=tmp_path / "news.db",
            spiders=tuple(map(str, files)),
            hosts_map=site.hosts_map(tmp_path, *hosts),
            **options,
        )

    return make


def test_each_run_asks_only_for_what_is_new(
    site: Site, plan: Callable[..., CrawlPlan], write_portal: Callable[..., Path], tmp_path: Path
) -> None:
    portal = write_portal(columns={"环保要闻": COLUMN, "通知公告": "/tzgg/"})
    site.put_column(COLUMN, [[12, 11, 10], [9, 8, 7], [6, 5, 4]])
    # 通知公告 lists a document of its own and one that 环保要闻 lists too, under the other column's address.
    site.put_column("/tzgg/", [[20]])
    shared = '<li><a href="../dtyw/hbyw/202207/t20220722_12.html">共同的文章</a><span>2022-07-22</span></li>'
    site.put_list("/tzgg/", [20], extra=shared)

    first = crawl(plan(portal))
    asked = site.paths()
    assert first.portals[0].outcome is Outcome.OK
    assert first.total("new") == 10
    assert len(asked) == len(set(asked)) == 4 + 10
    [[columns]] = rows(tmp_path / "news.db", "SELECT columns FROM articles WHERE document_id = '12'")
    assert set(json.loads(columns)) == {"环保要闻", "通知公告"}

    second = crawl(plan(portal))
    assert second.portals[0].outcome is Outcome.NOTHING_NEW
    assert sorted(site.paths()) == [COLUMN, "/tzgg/"]

    # Two new ones below a pinned old one: the page with news is read, and the next one, which holds only known ones.
    site.put_column(COLUMN, [[4, 14, 13], [12, 11, 10], [9, 8, 7], [6, 5]])
    third = crawl(plan(portal))
    assert third.total("new") == 2
    assert sorted(site.paths()) == [
        COLUMN,
        f"{COLUMN}202207/t20220722_13.html",
        f"{COLUMN}202207/t20220722_14.html",
        f"{COLUMN}index_1.html",
        "/tzgg/",
    ]


def test_what_an_interrupted_run_did_not_reach_is_fetched_by_the_next(
    site: Site, plan: Callable[..., CrawlPlan]
) -> None:
    site.put_column(COLUMN, [[9, 8], [7, 6], [5, 4]])
    site.put(f"{COLUMN}index_1.html", "<title>错误</title>", status=500)
    site.put(f"{COLUMN}202207/t20220722_8.html", "<title>错误</title>", status=500)
    first = crawl(plan())
    assert first.portals[0].outcome is Outcome.DEGRADED
    assert f"{COLUMN}index_1.html" in first.portals[0].message
    assert first.total("new") == 1
    assert first.exit_code is ExitCode.SOME_FAILED

    site.put_column(COLUMN, [[9, 8], [7, 6], [5, 4]])
    site.paths()
    second = crawl(plan())
    assert second.portals[0].outcome is Outcome.OK
    assert second.total("new") == 5
    assert f"{COLUMN}202207/t20220722_9.html" not in site.paths()


@pytest.mark.proves("F18", "a re-check of an unchanged page is a 304, of an edited one a revision")
def test_an_edited_article_becomes_a_revision_at_its_recheck(
    site: Site, plan: Callable[..., CrawlPlan], tmp_path: Path
) -> None:
    site.put_column(COLUMN, [[2, 1]])
    crawl(plan(recheck=(0.0, 3600.0)))
    site.put_article(f"{COLUMN}202207/t20220722_1.html", 1, text="会议时间更正为7月23日。")
    site.paths()
    summary = crawl(plan(recheck=(0.0, 3600.0)))
    assert (summary.total("revised"), summary.total("not_modified"), summary.total("new")) == (1, 1, 0)
    assert summary.portals[0].outcome is Outcome.OK
    assert rows(tmp_path / "news.db", "SELECT document_id FROM articles WHERE revision = 2") == [("1",)]


def test_a_full_crawl_reads_everything_again_and_changes_nothing(
    site: Site, plan: Callable[..., CrawlPlan]
) -> None:
    site.put_column(COLUMN, [[4, 3], [2, 1]])
    crawl(plan())
    site.paths()
    summary = crawl(plan(full=True))
    assert summary.portals[0].outcome is Outcome.NOTHING_NEW
    assert (summary.total("unchanged"), summary.total("new"), summary.total("revised")) == (4, 0, 0)
    assert len(site.paths()) == 2 + 4


def test_a_document_that_is_gone_or_moved_keeps_its_place(
    site: Site, plan: Callable[..., CrawlPlan], tmp_path: Path
) -> None:
    site.put_column(COLUMN, [[3, 2, 1]])
    site.put(f"{COLUMN}202207/t20220722_2.html", "<title>404</title>", status=404)
    site.put(
        f"{COLUMN}202207/t20220722_1.html",
        status=302,
        Location=f"http://www.example.gov.cn{COLUMN}moved.html",
    )
    site.put_article(f"{COLUMN}moved.html", 1)
    summary = crawl(plan())
    assert summary.portals[0].outcome is Outcome.OK
    assert (summary.total("new"), summary.total("gone")) == (2, 1)
    assert rows(tmp_path / "news.db", "SELECT url, canonical_url FROM articles WHERE document_id = '1'") == [
        (
            f"http://www.example.gov.cn{COLUMN}moved.html",
            f"http://www.example.gov.cn{COLUMN}202207/t20220722_1.html",
        )
    ]


def test_an_article_that_left_its_site_is_withdrawn_and_restored_by_rechecks(
    site: Site, plan: Callable[..., CrawlPlan], tmp_path: Path
) -> None:
    """Three answers over no time at all, so that the test need not wait a week; the list names it throughout."""
    prepared = plan(recheck=(0.0,), settings={"ENVNEWS_GONE_SECONDS": 0})
    database = tmp_path / "news.db"
    site.put_column(COLUMN, [[2, 1]])
    crawl(prepared)
    site.put(f"{COLUMN}202207/t20220722_1.html", "<title>404</title>", status=404)
    status = "SELECT status, withdrawn_reason FROM articles WHERE document_id = '1'"
    seen = []
    for _ in range(3):
        summary = crawl(prepared)
        assert summary.portals[0].outcome is Outcome.NOTHING_NEW, summary.paragraph()
        seen += rows(database, status)
    assert seen == [("active", None), ("active", None), ("withdrawn", "gone")]
    [(body,)] = rows(database, "SELECT body FROM articles WHERE document_id = '1'")
    assert "第1号任务清单" in body

    site.put_article(f"{COLUMN}202207/t20220722_1.html", 1)
    crawl(replace(prepared, full=True))
    assert rows(database, status) == [("active", None)]
    kinds = "SELECT kind FROM changes JOIN articles ON number = article WHERE document_id = '1' ORDER BY changes.seq"
    assert [kind for (kind,) in rows(database, kinds)] == ["new", "withdrawn", "restored"]


@pytest.mark.proves(
    "F17", "500, 404, 412 and redirects astray: named with what to do, the healthy portal completes"
)
def test_sick_portals_are_named_and_the_healthy_ones_complete(
    site: Site, plan: Callable[..., CrawlPlan], write_portal: Callable[..., Path], tmp_path: Path
) -> None:
    """One process crawls them all; each ends with its own outcome and a message that says what to do."""
    site.put_column(COLUMN, [[3, 2, 1]])
    portals = [write_portal()]
    hosts = ["www.example.gov.cn"]
    for name in ("blocked", "empty", "moved", "gone", "broken", "forbidden", "leads-away"):
        hosts.append(f"{name}.example.cn")
        portals.append(write_portal(name, host=hosts[-1]))
    challenge = "<html><script>$_ts=window['$_ts'];</script></html>"
    site.put(COLUMN, challenge, status=412, host="blocked.example.cn")
    site.put_list(COLUMN, [], host="empty.example.cn")
    other_form = '<li><a href="/art/1.html">新版文章</a><span>2022-07-22</span></li>'
    site.put_list(COLUMN, [], host="moved.example.cn", extra=other_form)
    site.put(COLUMN, "<title>500</title>", status=500, host="broken.example.cn")
    site.put_list(COLUMN, [1], host="forbidden.example.cn")
    site.put("/robots.txt", "User-agent: *\nDisallow: /dtyw/\n", host="forbidden.example.cn")
    site.put(
        COLUMN, status=302, Location=f"http://127.0.0.1:{site.port}/secret", host="leads-away.example.cn"
    )

    summary = crawl(plan(*portals, hosts=tuple(hosts)))

    outcomes = {portal.portal: portal.outcome for portal in summary.portals}
    assert outcomes == {
        "example": Outcome.OK,
        "blocked": Outcome.BLOCKED,
        "empty": Outcome.EMPTY_LIST,
        "moved": Outcome.SITE_CHANGED,
        "gone": Outcome.SITE_CHANGED,
        "broken": Outcome.HTTP_ERROR,
        "forbidden": Outcome.ROBOTS_DENIED,
        "leads-away": Outcome.SITE_CHANGED,
    }
    assert summary.exit_code is ExitCode.SOME_FAILED
    assert summary.total("new") == 3
    assert ("127.0.0.1", "/secret") not in site.requests
    assert [path for host, path in site.requests if host == "blocked.example.cn"] == ["/robots.txt", COLUMN]
    for portal in summary.portals[1:]:
        assert portal.portal in summary.paragraph()
        assert portal.message
    recorded = dict(rows(tmp_path / "news.db", "SELECT portal, outcome FROM portal_runs"))
    assert recorded == {name: str(outcome) for name, outcome in outcomes.items()}


def test_a_portal_that_refuses_connections_is_unavailable(
    site: Site, plan: Callable[..., CrawlPlan], write_portal: Callable[..., Path], tmp_path: Path
) -> None:
    refused = write_portal("refused")
    prepared = plan(refused)
    prepared.hosts_map.write_text("www.example.gov.cn 127.0.0.1:1\n", encoding="utf-8")
    summary = crawl(prepared)
    assert summary.exit_code is ExitCode.UNAVAILABLE
    assert summary.portals[0].outcome is Outcome.HTTP_ERROR
    assert f"http://www.example.gov.cn{COLUMN}" in summary.portals[0].message
    assert "refuses connections" in summary.portals[0].message


def test_a_host_that_falls_silent_is_left_alone_and_its_articles_stay_pending(
    site: Site, plan: Callable[..., CrawlPlan], tmp_path: Path
) -> None:
    site.put_list(COLUMN, range(40, 0, -1))
    site.answers = Silent(site.answers)
    summary = crawl(plan())
    assert summary.portals[0].outcome is Outcome.DEGRADED
    assert summary.portals[0].counters["failed"] < 40
    assert dict(rows(tmp_path / "news.db", "SELECT state, count(*) FROM pages GROUP BY state")).keys() == {
        "pending",
        "failed",
    }
    assert rows(tmp_path / "news.db", "SELECT completed_at FROM lists") == [(None,)]


def test_a_broken_portal_file_is_told_and_the_others_are_crawled(
    site: Site, plan: Callable[..., CrawlPlan], write_portal: Callable[..., Path], tmp_path: Path
) -> None:
    site.put_column(COLUMN, [[1]])
    broken = tmp_path / "broken.py"
    broken.write_text(
        "from envnews.spiders.families.trs import TrsSpider\n\nraise ValueError('unfinished')\n"
    )
    prepared = plan()
    summary = crawl(
        CrawlPlan(
            ("example",), None, None, prepared.database, (*prepared.spiders, str(broken)), prepared.hosts_map
        )
    )
    assert summary.total("new") == 1
    assert summary.exit_code is ExitCode.SOME_FAILED
    assert summary.mistakes == (f"{broken}, line 3: ValueError: unfinished",)
    assert "broken.py, line 3" in summary.paragraph()


@pytest.mark.proves(
    "F38", "an exception in a portal's parser is told with its address; the other portals complete, exit 1"
)
def test_a_bug_in_one_portal_is_its_own(
    site: Site, plan: Callable[..., CrawlPlan], write_portal: Callable[..., Path], tmp_path: Path
) -> None:
    """One cannot be made, one cannot read its lists; both are told with the error, the third completes."""
    site.put_column(COLUMN, [[1]])
    site.put_list(COLUMN, [1], host="parser.example.cn")
    unmade, parser = (
        write_portal("unmade", host="unmade.example.cn"),
        write_portal("parser", host="parser.example.cn"),
    )
    for file, method in (
        (unmade, "def __init__(self, *args, **kwargs):\n        raise RuntimeError('no start')"),
        (parser, "@classmethod\n    def read_list(cls, page, column):\n        return page.nonsense"),
    ):
        file.write_text(f"{file.read_text(encoding='utf-8')}\n    {method}\n", encoding="utf-8")
    hosts = ("www.example.gov.cn", "unmade.example.cn", "parser.example.cn")
    summary = crawl(plan(write_portal(), unmade, parser, hosts=hosts))
    ended = {portal.portal: (portal.outcome, portal.message) for portal in summary.portals}
    assert ended["example"] == (Outcome.OK, "")
    assert ended["unmade"][0] is ended["parser"][0] is Outcome.CRASHED
    assert "RuntimeError: no start" in ended["unmade"][1]
    assert "http://parser.example.cn/dtyw/hbyw/: AttributeError" in ended["parser"][1]
    recorded = dict(rows(tmp_path / "news.db", "SELECT portal, outcome FROM portal_runs"))
    assert recorded == {name: str(outcome) for name, (outcome, _) in ended.items()}


@pytest.mark.proves(
    "O6", "what a pause leaves beyond the cap of pages is a gap, told with the command that fills it"
)
def test_a_page_cap_deepens_the_first_run_and_is_a_gap_later(
    site: Site, plan: Callable[..., CrawlPlan]
) -> None:
    site.put_column(COLUMN, [[9], [8], [7]])
    first = crawl(plan(max_pages=2))
    assert (first.total("new"), first.portals[0].outcome) == (2, Outcome.OK)
    site.put_column(COLUMN, [[14], [13], [12], [11], [10], [9]])
    second = crawl(plan(max_pages=2))
    assert (second.total("new"), second.portals[0].outcome) == (2, Outcome.GAP)
    assert "--max-pages 8" in second.portals[0].message
    third = crawl(plan(max_pages=8))
    assert (third.total("new"), third.portals[0].outcome) == (3, Outcome.OK)


def put_dated(site: Site, days: list[list[int]]) -> None:
    """Put a column whose article of each day of July carries the day as its number."""
    for page, numbers in enumerate(days):
        path = f"{COLUMN}index_{page}.html" if page else COLUMN
        site.put_list(path, numbers, len(days), page)
        days_shown = iter(numbers)
        body = site.answers["www.example.gov.cn", path].body.decode()
        site.put(path, re.sub("2022-07-22", lambda _, shown=days_shown: f"2022-07-{next(shown):02}", body))
        for number in numbers:
            site.put_article(f"{COLUMN}202207/t20220722_{number}.html", number)


def test_a_period_bounds_what_is_fetched_and_how_far_lists_are_read(
    site: Site, plan: Callable[..., CrawlPlan], tmp_path: Path
) -> None:
    put_dated(site, [[22, 21, 20], [19, 18, 17], [16, 15, 14], [13, 12, 11], [10, 9, 8]])
    first = crawl(plan(since=date(2022, 7, 15), until=date(2022, 7, 20)))
    assert (first.portals[0].outcome, first.total("new"), first.total("skipped")) == (Outcome.OK, 6, 6)
    assert f"{COLUMN}index_4.html" not in site.paths()
    stored = rows(tmp_path / "news.db", "SELECT document_id FROM articles ORDER BY 1")
    assert stored == [(str(number),) for number in range(15, 21)]
    assert rows(tmp_path / "news.db", "SELECT count(*) FROM pages") == [(6,)]

    second = crawl(plan())
    assert second.portals[0].outcome is Outcome.OK
    assert second.total("new") == 2, "what was too new is found by the next run"
    full = crawl(plan(full=True))
    assert full.total("new") == 7, "what was too old is found by a full crawl"


def test_a_second_crawl_of_the_same_database_sends_nothing(
    site: Site, plan: Callable[..., CrawlPlan]
) -> None:
    prepared = plan()
    with database_lock(prepared.database), pytest.raises(LockedError, match=r"process \d+ since"):
        crawl(prepared)
    assert site.requests == []


def test_a_second_name_of_the_same_file_is_the_same_database(
    site: Site, plan: Callable[..., CrawlPlan], tmp_path: Path
) -> None:
    prepared = plan()
    link = tmp_path / "link.db"
    link.symlink_to(prepared.database)
    with database_lock(link), pytest.raises(LockedError, match=r"process \d+ since"):
        crawl(prepared)
    assert site.requests == []


def test_no_worker_is_started_that_no_portal_is_left_for(
    site: Site, plan: Callable[..., CrawlPlan], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []
    start = crew.start

    async def counted(*arguments: object) -> crew.Crew:
        started.append(arguments)
        return await start(*arguments)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(crew, "start", counted)
    crawl(plan(jobs=20))
    assert len(started) == 1


def test_an_unknown_portal_is_a_usage_error(plan: Callable[..., CrawlPlan]) -> None:
    prepared = plan()
    with pytest.raises(UsageError, match="no portal is called nowhere"):
        crawl(CrawlPlan(("nowhere",), database=prepared.database))


ELSEWHERE = "https://mp.weixin.qq.com/s/abc"


def path_of(number: int) -> str:
    return f"{COLUMN}202207/t20220722_{number}.html"


def lead_away(site: Site, *numbers: int, there: str = ELSEWHERE) -> None:
    """Let the pages of articles redirect to another site."""
    for number in numbers:
        site.put(path_of(number), status=302, Location=there)


@pytest.mark.parametrize("how", ["status", "refresh"])
def test_an_article_that_leads_to_another_site_is_noted_once_and_its_portal_is_well(
    site: Site, plan: Callable[..., CrawlPlan], tmp_path: Path, how: str
) -> None:
    """Departments list posts of theirs in a messenger under addresses of their own, which redirect there."""
    site.put_column(COLUMN, [[6, 5], [4, 3], [2, 1]])
    if how == "status":
        lead_away(site, 4)
    else:
        refresh = f'<meta http-equiv="refresh" content="0;url={ELSEWHERE}">'
        site.put(path_of(4), f"<html><head>{refresh}</head></html>")
    summary = crawl(plan())
    assert (summary.portals[0].outcome, summary.portals[0].message) == (Outcome.OK, "")
    assert (summary.exit_code, "1 on other sites" in summary.paragraph()) == (ExitCode.OK, True)
    site.requests.clear()
    assert crawl(plan()).portals[0].outcome is Outcome.NOTHING_NEW
    assert site.paths() == [COLUMN], "the second run reads no further than the first list page, and not it"
    database = tmp_path / "news.db"
    pages = "SELECT state, status, error, next_check_at IS NULL FROM pages WHERE state <> 'stored'"
    assert rows(database, pages) == [("quarantined", None, "page: leads_elsewhere", 0)]
    ((reason, headers, message),) = rows(database, "SELECT reason, headers, message FROM quarantine")
    assert (reason, json.loads(headers)) == ("leads_elsewhere", [["Location", ELSEWHERE]])
    assert f"{path_of(4)}: page: it leads to {ELSEWHERE}, on another site" in message
    assert rows(database, "SELECT completed_at IS NULL FROM lists") == [(0,)]


def look_again(database: Path) -> None:
    """Let the pages be due that lead to other sites."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "UPDATE pages SET next_check_at = '2022-07-22T00:00:00Z' WHERE state = 'quarantined'"
        )


def test_an_article_that_leads_to_another_site_is_looked_at_again_and_stored_when_it_is_there(
    site: Site, plan: Callable[..., CrawlPlan], tmp_path: Path
) -> None:
    site.put_column(COLUMN, [[2, 1]])
    lead_away(site, 1)
    crawl(plan())
    look_again(tmp_path / "news.db")
    assert crawl(plan()).portals[0].outcome is Outcome.NOTHING_NEW
    assert rows(tmp_path / "news.db", "SELECT count(*) FROM quarantine") == [(1,)]
    site.put_article(path_of(1), 1)
    look_again(tmp_path / "news.db")
    assert crawl(plan()).total("new") == 1
    assert rows(tmp_path / "news.db", "SELECT resolved_at IS NULL FROM quarantine") == [(0,)]


def test_an_article_that_leads_to_another_site_says_nothing_of_its_portal(
    site: Site, plan: Callable[..., CrawlPlan], tmp_path: Path
) -> None:
    """A portal whose lists do not come, while such an article is asked for again, has not changed: it holds up no dump."""
    site.put_column(COLUMN, [[2, 1]])
    lead_away(site, 1)
    assert crawl(plan()).portals[0].outcome is Outcome.OK
    look_again(tmp_path / "news.db")
    site.put(COLUMN, status=500)
    portal = crawl(plan()).portals[0]
    assert (portal.outcome, "mp.weixin.qq.com" in portal.message) == (Outcome.HTTP_ERROR, False)


def test_an_article_that_leads_to_a_host_of_its_site_that_must_not_be_asked_has_failed(
    site: Site, plan: Callable[..., CrawlPlan], write_portal: Callable[..., Path], tmp_path: Path
) -> None:
    """A host of the portal's with an address inside its network is no other site."""
    inside, portal = "10.0.0.1", write_portal()
    text = portal.read_text(encoding="utf-8")
    portal.write_text(text.replace(f'("{HOST}",)', f'("{HOST}", "{inside}")'), encoding="utf-8")
    site.put_column(COLUMN, [[2, 1]])
    lead_away(site, 1, there=f"http://{inside}{path_of(1)}")
    [told] = crawl(plan(portal)).portals
    assert (told.outcome, told.counters["failed"]) == (Outcome.DEGRADED, 1), told.message
    assert rows(tmp_path / "news.db", "SELECT state FROM pages WHERE state <> 'stored'") == [("failed",)]
    assert rows(tmp_path / "news.db", "SELECT * FROM quarantine") == []


def test_a_site_whose_new_articles_all_lead_to_another_one_is_told_until_an_article_is_found(
    site: Site, plan: Callable[..., CrawlPlan], write_portal: Callable[..., Path]
) -> None:
    """It has moved and left its lists in place. Where the new host is declared, what led there is read at once."""
    new_host, portal = "www.new.example.cn", write_portal()
    site.put_column(COLUMN, [[3, 2, 1]])
    assert crawl(plan(portal)).portals[0].outcome is Outcome.OK
    site.put_column(COLUMN, [[7, 6, 5, 4, 3, 2, 1]])
    for number in range(4, 9):
        lead_away(site, number, there=f"http://{new_host}{path_of(number)}")
    assert crawl(plan(portal)).portals[0].outcome is Outcome.NOTHING_NEW, "four may be an accident"
    site.put_list(COLUMN, range(8, 0, -1))
    for _ in range(2):
        told = crawl(plan(portal)).portals[0]
        assert (told.outcome, told.reasons) == (Outcome.DEGRADED, ("elsewhere: portal",))
        assert f"5 documents in a row lead to other sites, to {new_host}, and no new article" in told.message

    text = portal.read_text(encoding="utf-8")
    portal.write_text(text.replace(f'("{HOST}",)', f'("{HOST}", "{new_host}")'), encoding="utf-8")
    for number in range(4, 9):
        site.put_article(path_of(number), number, host=new_host)
    mended = crawl(plan(portal, hosts=(HOST, new_host)))
    assert (mended.portals[0].outcome, mended.total("new")) == (Outcome.OK, 5)


def test_a_twin_host_without_robots_txt_keeps_no_column_from_being_read(
    site: Site, plan: Callable[..., CrawlPlan], write_portal: Callable[..., Path], tmp_path: Path
) -> None:
    """Its page is asked for again by each run, and the list pages behind are not."""
    old, portal = "old.example.gov.cn", write_portal()
    text = portal.read_text(encoding="utf-8").replace(f'("{HOST}",)', f'("{HOST}", "{old}")')
    portal.write_text(text.replace(f"^https?://{HOST}", f"^https?://(?:{HOST}|{old})"), encoding="utf-8")
    site.put_column(COLUMN, [[6, 5], [4, 3], [2, 1]])
    row = f'<li><a href="http://{old}{COLUMN}202207/t20220722_7.html">{headline(7)}</a></li>'
    site.put_list(COLUMN, [6, 5], 3, extra=row)
    site.put("/robots.txt", status=500, host=old)
    for _ in range(2):
        site.requests.clear()
        assert (
            "robots.txt is answered with HTTP status 500"
            in crawl(plan(portal, hosts=(HOST, old))).portals[0].message
        )
    assert site.paths() == [COLUMN]
    assert rows(tmp_path / "news.db", "SELECT state FROM pages WHERE state <> 'stored'") == [("pending",)]
