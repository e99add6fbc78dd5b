"""Two thousand stored articles, and what a later crawl asks for and writes: what is new, what is due, no more."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from envnews.run.crawl import CrawlPlan, crawl
from envnews.store import RECHECK
from envnews.store.crawl.runs import Outcome
from tests.run.test_crawl import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from tests.conftest import Site

COLUMNS = {"环保要闻": "/dtyw/hbyw/", "通知公告": "/tzgg/"}
A_COLUMN = 1000
A_PAGE = 20
NEW = {"环保要闻": 25, "通知公告": 15}
EDITED = 46
DAYS = 60
TEXT_FORM = "%Y-%m-%dT%H:%M:%SZ"


def path(number: int) -> str:
    directory = COLUMNS["环保要闻" if number < 10_000 else "通知公告"]
    return f"{directory}202207/t20220722_{number}.html"


def number_of(asked: str) -> int:
    return int(asked.rpartition("_")[2].removesuffix(".html"))


def put(site: Site, new: int = 0) -> None:
    """Put both columns, the newest first; `new` is 1 when the new articles are out."""
    for start, (name, directory) in zip((0, 10_000), COLUMNS.items(), strict=True):
        newest = start + A_COLUMN + NEW[name] * new
        numbers = list(range(newest, start, -1))
        site.put_column(directory, [numbers[at : at + A_PAGE] for at in range(0, len(numbers), A_PAGE)])


def age(database: Path, now: datetime) -> dict[int, datetime]:
    """Make the articles 0 to 60 days old, as if a crawl had run every three hours; return when each is due.

    The last crawl was three hours ago, so what came due since then waits.
    """
    dues = {}
    with closing(sqlite3.connect(database)) as connection, connection:
        pages = connection.execute("SELECT article_id, url FROM pages ORDER BY url").fetchall()
        for place, (article_id, url) in enumerate(pages):
            first = now - timedelta(days=DAYS) * ((place + 1) / len(pages))
            due = next((first + step for step in RECHECK if first + step > now - timedelta(hours=3)), None)
            dues[number_of(url)] = due
            connection.execute(
                "UPDATE pages SET first_fetched_at = ?, next_check_at = ? WHERE article_id = ?",
                (first.strftime(TEXT_FORM), due and due.strftime(TEXT_FORM), article_id),
            )
    return {number: due for number, due in dues.items() if due}


def let_time_pass(database: Path, days: int) -> None:
    """Move all that is remembered of pages into the past, as if so many days had gone by."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "UPDATE pages SET first_fetched_at = strftime('%Y-%m-%dT%H:%M:%SZ', first_fetched_at, ?1),"
            " next_check_at = strftime('%Y-%m-%dT%H:%M:%SZ', next_check_at, ?1)",
            (f"-{days} days",),
        )


def state(database: Path) -> dict[str, tuple]:
    """All that is stored of each article, but when it was last seen."""
    names = [name for _, name, *_ in rows(database, "PRAGMA table_info(articles)") if name != "last_seen_at"]
    return {row[0]: row for row in rows(database, f"SELECT document_id, {', '.join(names)} FROM articles")}  # noqa: S608 - our own names


def changes_since(database: Path, seq: int) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    sql = f"SELECT kind, document_id FROM changes JOIN articles ON number = article WHERE changes.seq > {seq}"  # noqa: S608 - a number
    for kind, document in rows(database, sql):
        found.setdefault(kind, set()).add(int(document))
    return found


def edit(site: Site, numbers: Iterable[int]) -> None:
    for number in numbers:
        site.put_article(path(number), number, text="会议时间更正为7月23日。")


@pytest.mark.slow
def test_a_later_crawl_asks_for_what_is_new_and_due_and_writes_nothing_else(
    site: Site, write_portal: Callable[..., Path], tmp_path: Path
) -> None:
    plan = CrawlPlan(
        ("example",),
        database=tmp_path / "news.db",
        spiders=(str(write_portal(columns=COLUMNS)),),
        hosts_map=site.hosts_map(tmp_path),
        max_pages=100,
    )
    database = plan.database
    put(site)
    first = crawl(plan)
    assert (first.portals[0].outcome, first.total("new")) == (Outcome.OK, 2 * A_COLUMN), first.paragraph()
    asked = site.paths()
    assert len(asked) == len(set(asked)) == 2 * A_COLUMN + 2 * A_COLUMN // A_PAGE

    # Nothing new, nothing due: a request per column, answered with 304.
    before = state(database)
    idle = crawl(plan)
    assert sorted(site.paths()) == sorted(COLUMNS.values())
    assert (idle.portals[0].outcome, idle.total("lists_unchanged")) == (Outcome.NOTHING_NEW, 2)
    assert (state(database), changes_since(database, 2 * A_COLUMN)) == (before, {})

    # Nothing new, but some are due: those as well, answered with 304.
    now = datetime.now(UTC)
    due_at = age(database, now)
    due = {number for number, at in due_at.items() if at <= now}
    assert 10 < len(due) < 50
    later_due = set(due_at) - due
    never_due = set(map(int, before)) - set(due_at)
    checked = crawl(plan)
    assert sorted(site.paths()) == sorted([*COLUMNS.values(), *map(path, due)])
    assert (checked.total("not_modified"), checked.total("articles")) == (len(due), 0)
    assert (state(database), changes_since(database, 2 * A_COLUMN)) == (before, {})

    # 40 new ones and 46 edits: some due now, some later, some too old for the schedule.
    age(database, now)
    put(site, new=1)
    edited = [*sorted(due)[:10], *sorted(later_due)[-26:], *sorted(never_due)[:10]]
    assert len(edited) == EDITED
    edit(site, edited)
    new = {
        start + A_COLUMN + n + 1
        for start, name in ((0, "环保要闻"), (10_000, "通知公告"))
        for n in range(NEW[name])
    }
    third = crawl(plan)
    articles = [found for found in site.paths() if "_" in found and "index" not in found]
    assert set(map(number_of, articles)) == new | due
    assert len(articles) == len(set(articles))
    assert third.portals[0].outcome is Outcome.OK
    assert changes_since(database, 2 * A_COLUMN) == {"new": new, "revised": set(edited[:10])}
    after = state(database)
    untouched = set(before) - set(map(str, edited[:10]))
    assert all(after[document] == before[document] for document in untouched)

    # A month on, every edit that lay within the schedule has been seen, and none that did not.
    let_time_pass(database, 30)
    fourth = crawl(plan)
    assert fourth.total("new") == 0
    assert changes_since(database, 2 * A_COLUMN + 40 + 10) == {"revised": set(edited[10:36])}
    assert rows(database, "SELECT count(*), sum(revision > 1), count(DISTINCT id) FROM articles") == [
        (2 * A_COLUMN + 40, 36, 2 * A_COLUMN + 40)
    ]
