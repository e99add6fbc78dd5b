"""Two crawls of every portal against replicas under their real host names, by a host map."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pytest

from envnews.demo import ReplicaServer
from envnews.run.crawl import CrawlPlan, crawl
from tests.portals.replica import Item, Replica, described, load

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from envnews.demo.sites import Site
    from envnews.run.summary import PortalSummary

PORTALS = described()


@dataclass(frozen=True)
class Crawled:
    """What both crawls left in the database, by portal."""

    replicas: dict[str, Replica]
    summaries: tuple[dict[str, PortalSummary], ...]
    articles: tuple[dict[str, dict[str, sqlite3.Row]], ...]
    pages: dict[str, list[sqlite3.Row]]


@pytest.fixture(scope="module")
def crawled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    """Crawl the portals of the tests that were chosen, all in one run, twice."""
    chosen = {
        item.callspec.params["portal"]
        for item in request.session.items
        if isinstance(item, pytest.Function) and item.path == request.path and hasattr(item, "callspec")
    }
    folder = tmp_path_factory.mktemp("two_runs")
    replicas = {portal: load(portal) for portal in sorted(chosen)}
    summaries, articles = [], []
    with ReplicaServer(sites=cast("Sequence[Site]", list(replicas.values()))) as server:
        (folder / "hosts").write_text(server.hosts_map_text(), encoding="utf-8")
        plan = CrawlPlan(
            portals=tuple(replicas),
            database=folder / "news.db",
            hosts_map=folder / "hosts",
            recheck=(0.0,),
            jobs=2,
        )
        for edition in (1, 2):
            server.edition = edition
            summaries.append({summary.portal: summary for summary in crawl(plan).portals})
            articles.append(_articles(folder / "news.db"))
    pages = defaultdict(list)
    for row in _rows(folder / "news.db", "SELECT * FROM pages"):
        pages[row["portal"]].append(row)
    return Crawled(replicas, tuple(summaries), tuple(articles), pages)


def _rows(database: Path, sql: str) -> list[sqlite3.Row]:
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def _articles(database: Path) -> dict[str, dict[str, sqlite3.Row]]:
    found: dict[str, dict[str, sqlite3.Row]] = defaultdict(dict)
    for row in _rows(database, "SELECT * FROM articles"):
        assert row["document_id"] not in found[row["portal"]], (row["portal"], row["url"])
        found[row["portal"]][row["document_id"]] = row
    return found


@pytest.mark.parametrize("portal", PORTALS)
def test_every_document_of_every_column_is_found_once(crawled: Crawled, portal: str) -> None:
    replica = crawled.replicas[portal]
    for edition in (1, 2):
        published = {replica.document_id(item): replica.url(item) for item in replica.documents(edition)}
        found = crawled.articles[edition - 1][portal]
        missing = [published[number] for number in published.keys() - found.keys()]
        assert not missing, (crawled.summaries[edition - 1][portal], missing)
        assert not [row["url"] for number, row in found.items() if number not in published]


@pytest.mark.parametrize("portal", PORTALS)
def test_every_field_that_the_page_shows_is_right(crawled: Crawled, portal: str) -> None:
    replica = crawled.replicas[portal]
    wrong = []
    for edition in (1, 2):
        for item in replica.documents(edition):
            row = crawled.articles[edition - 1][portal][replica.document_id(item)]
            wrong += [(row["url"], *difference) for difference in _differences(replica, item, row)]
    assert not wrong


def _differences(replica: Replica, item: Item, row: sqlite3.Row) -> list[tuple[str, object, object]]:
    stated = replica.variants[item.variant].get("time", "minute")
    characters = {"none": 0, "day": 10, "minute": 16, "second": 19}[stated]
    shown = {
        "headline": (item.headline, row["headline"]),
        "published_at": (
            item.time.isoformat(timespec="seconds")[:characters],
            (row["published_at"] or "")[:characters],
        ),
        "source": (replica.source(item) or replica.layout.get("default_source"), row["source"]),
        "columns": (sorted(item.columns), sorted(json.loads(row["columns"]))),
    }
    if item.attachment:
        names = [attachment["url"].rpartition("/")[2] for attachment in json.loads(row["attachments"])]
        shown["attachments"] = ([item.attachment], names)
    else:
        shown["body"] = ("\n".join(item.paragraphs), row["body"])
    return [(name, wanted, found) for name, (wanted, found) in shown.items() if wanted != found]


@pytest.mark.parametrize("portal", PORTALS)
def test_the_second_run_adds_only_what_is_new_and_revises_what_was_edited(
    crawled: Crawled, portal: str
) -> None:
    replica, second = crawled.replicas[portal], crawled.summaries[1][portal]
    assert (second.counters.get("new"), second.counters.get("revised")) == (1, 1), second
    texts = {replica.document_id(item): item.paragraphs for item in replica.documents(1)}
    changed = {
        replica.document_id(item)
        for item in replica.documents(2)
        if texts.get(replica.document_id(item), item.paragraphs) != item.paragraphs
    }
    revised = {number for number, row in crawled.articles[1][portal].items() if row["revision"] > 1}
    assert revised == changed


@pytest.mark.parametrize("portal", PORTALS)
def test_a_page_that_is_gone_is_noted_and_another_site_is_not_followed(crawled: Crawled, portal: str) -> None:
    replica = crawled.replicas[portal]
    [gone] = [item for item in replica.items(1) if item.gone]
    pages = crawled.pages[portal]
    assert [row["url"] for row in pages if row["state"] != "stored"] == [replica.url(gone)]
    assert not [row["url"] for row in pages if "weixin" in row["url"]]
    first = crawled.summaries[0][portal]
    assert first.outcome in {"ok", replica.layout.get("outcome", "ok")}, first
