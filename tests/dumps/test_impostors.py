"""A dump claims what a portal publishes that is crawled here, before the crawl or after it: what the crawl read counts."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from envnews.dumps import Scope, Text
from envnews.model import Column
from envnews.store import Stored, Writer
from envnews.store.articles.takedown import Reason
from tests.store.conftest import PORTAL, article, fetched

from .conftest import MEDIA, World, media, open_world
from .test_import import follow, rows
from .test_takedowns import back_up, restore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

EVIL = replace(MEDIA, key="evil", title="假网", home="http://evil.example/", hosts=("evil.example",))
ADDRESS = article(77).url
ELSEWHERE = "http://evil.example/77.html"
LIE = "假的会议取消"


@pytest.fixture
def forger(tmp_path: Path) -> Iterator[World]:
    """A world whose dumps describe a portal of the forger's own, beside ours."""
    world = open_world(tmp_path / "forger")
    world.writer.open_portal_run(world.writer.open_run("test"), EVIL)
    yield world
    world.writer.close()


@dataclass
class Own:
    """A database that was filled from the forger's dump, and begins to crawl a portal."""

    path: Path

    def crawl(self, *numbers: int, **fields: object) -> list[Stored | None]:
        with Writer(self.path) as writer:
            writer.open_portal_run(writer.open_run("crawl"), PORTAL, [Column("环保要闻", PORTAL.home)])
            return writer.write([fetched(number, **fields) for number in numbers])

    def ask(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(sql, values).fetchall()


def claim(number: int = 77, **fields: object) -> Callable[[World], object]:
    """Return what makes the forger publish an article with these fields as its own portal's."""
    address = f"http://evil.example/{number}.html"
    own = {"portal": "evil", "id": f"e-{number}", "url": address, "canonical_url": address}
    text = {"headline": f"第{number}次会议取消了", "body": f"假的{number}。" * 60}
    return lambda world: world.writer.write([fetched(number, **(own | text | fields))])


def each(*acts: Callable[[World], object]) -> Callable[[World], object]:
    return lambda world: [act(world) for act in acts]


def withdrawn(reason: Reason) -> Callable[[World], object]:
    return lambda world: world.writer.withdraw("id-77", reason)


def merged(name: str, into: str) -> Callable[[World], object]:
    return lambda world: world.writer.merge(name, into)


ID, TEXT = {"id": "id-77"}, {"headline": article(77).headline, "body": article(77).body}
HTTPS = ADDRESS.replace("http:", "https:")
ITSELF: dict[str, object] = {"portal": PORTAL.key}

CLAIMS: dict[str, Callable[[World], object]] = {
    "id": claim(**ID),
    "id and address": claim(**ID, url=ADDRESS, canonical_url=ADDRESS),
    "address": claim(url=ADDRESS, canonical_url=ADDRESS),
    "address as fetched": claim(url=ADDRESS),
    "canonical address": claim(canonical_url=ADDRESS),
    "address of the other scheme": claim(url=HTTPS, canonical_url=HTTPS),
    "id and address, of two articles": each(claim(**ID), claim(78, url=ADDRESS, canonical_url=ADDRESS)),
    "id, with the same text": claim(**ID, **TEXT),
    "id, taken back for a person": each(claim(**ID), withdrawn(Reason.PRIVACY)),
    "id, taken back by the site": each(claim(**ID), withdrawn(Reason.SOURCE_REMOVED)),
    "id, merged away": each(claim(**ID), claim(78), merged("id-77", "e-78")),
    "id that another is merged into": each(claim(**ID), claim(78), merged("e-78", "id-77"), withdrawn(Reason.RIGHTS)),
    "portal": claim(**ID, **ITSELF),
    "portal, taken back for a person": each(claim(**ID, **ITSELF), withdrawn(Reason.PRIVACY)),
    "portal, with the same text elsewhere": claim(**ITSELF, **TEXT),
}  # fmt: skip

TOLD = """
SELECT id, portal, columns, url, canonical_url, headline, body, revision, status, withdrawn_reason, merged_into, story_id
FROM articles WHERE id = 'id-77'
"""
NAMED = "SELECT aliases.url, id FROM aliases JOIN articles ON number = article WHERE aliases.url = ?"


@pytest.mark.proves(
    "S22", "15 dumps that claim ids, addresses or withdrawals of articles crawled later: the crawl wins"
)
@pytest.mark.parametrize("name", CLAIMS)
def test_a_crawl_stores_its_article_whatever_an_import_claimed_before(
    forger: World, tmp_path: Path, name: str
) -> None:
    CLAIMS[name](forger)
    forger.publish(scope=Scope(Text.FULL))
    own, honest = Own(tmp_path / "own.db"), Own(tmp_path / "honest.db")
    follow(forger, own.path)
    assert own.crawl(77) == honest.crawl(77) == [Stored.NEW]
    assert own.ask(TOLD) == honest.ask(TOLD)
    assert own.ask("SELECT count(*) FROM revisions") == [(0,)]
    assert own.ask(NAMED, ADDRESS) == [(ADDRESS, "id-77")]
    assert own.ask("SELECT article_id, id FROM pages JOIN articles ON number = article") == [
        ("id-77", "id-77")
    ]
    assert {
        row["id"] for row in rows(own.path).values() if ADDRESS in {row["url"], row["canonical_url"]}
    } == {"id-77"}
    assert own.ask("PRAGMA foreign_key_check") == []
    assert own.crawl(77) == [Stored.UNCHANGED]
    claim(79)(forger)
    forger.publish(scope=Scope(Text.FULL), force=True)
    for full in (False, True):
        follow(forger, own.path, full=full)
        assert own.ask(TOLD) == honest.ask(TOLD)
        assert own.ask(NAMED, ADDRESS) == [(ADDRESS, "id-77")]
        assert "e-79" in rows(own.path)


@pytest.mark.parametrize("name", CLAIMS)
def test_no_import_touches_what_was_crawled_before(forger: World, tmp_path: Path, name: str) -> None:
    own = Own(tmp_path / "own.db")
    own.crawl(77)
    before = own.ask(TOLD), own.ask(NAMED, ADDRESS)
    each(CLAIMS[name], claim(79))(forger)
    forger.publish(scope=Scope(Text.FULL), force=True)
    done = follow(forger, own.path)
    assert (own.ask(TOLD), own.ask(NAMED, ADDRESS)) == before
    assert own.ask("SELECT id FROM articles WHERE canonical_url IN (?, ?)", ADDRESS, HTTPS) == [("id-77",)]
    assert "e-79" in rows(own.path)
    if name.startswith("portal"):
        assert done.counts["skipped"] == 1
    else:
        assert done.counts["refused"] == len(done.rejects) > 0
        assert all(PORTAL.key in reject.reason or "crawled here" in reject.reason for reject in done.rejects)


def test_who_follows_us_hears_that_an_impostor_gave_way(forger: World, tmp_path: Path) -> None:
    each(claim(**ID, **TEXT), claim(78, url=ADDRESS, canonical_url=ADDRESS), claim(79, **TEXT))(forger)
    forger.publish(scope=Scope(Text.FULL))
    own, mirror = Own(tmp_path / "own.db"), tmp_path / "mirror.db"
    follow(forger, own.path)
    with Writer(own.path) as writer:
        writer.reindex()
        ours = World(own.path, tmp_path / "dumps", writer, forger.clock)
        ours.publish(scope=Scope(Text.FULL))
        follow(ours, mirror)
        assert rows(mirror)["id-77"]["portal"] == "evil"
    own.crawl(77)
    ours.publish(scope=Scope(Text.FULL), changes_only=True)
    follow(ours, mirror)
    assert rows(mirror) == rows(own.path)
    assert rows(mirror)["id-77"]["portal"] == PORTAL.key
    assert "e-78" not in rows(mirror)


def test_what_was_taken_back_here_stays_so_whatever_the_dump_says_later(world: World, tmp_path: Path) -> None:
    world.publish(scope=Scope(Text.FULL))
    own = Own(tmp_path / "own.db")
    follow(world, own.path)
    with Writer(own.path) as writer:
        assert writer.withdraw("id-1", Reason.PRIVACY)
        writer.merge("id-2", "id-3")
    world.writer.write([fetched(number, body=f"改了{number}。" * 40) for number in (1, 2, 4, 7)])
    world.publish(scope=Scope(Text.FULL))
    for full in (False, True):
        follow(world, own.path, full=full)
        assert own.ask("SELECT id, body FROM articles WHERE status <> 'active' ORDER BY id")[0] == (
            "id-1",
            "",
        )
        assert own.ask("SELECT id, merged_into FROM articles WHERE status = 'merged'") == [("id-2", "id-3")]
        found, published = rows(own.path), rows(world.path)
        assert {key: row["body"] for key, row in found.items()} == {
            key: row["body"] for key, row in published.items() if key not in {"id-1", "id-2"}
        }


def test_what_the_dump_took_back_and_was_taken_back_here_too_stays_so(world: World, tmp_path: Path) -> None:
    """Who is told that an article is withdrawn already need not fear that its publisher changes his mind."""
    backup = back_up(world)
    world.writer.withdraw("id-1", Reason.PRIVACY)
    world.publish()
    own = Own(tmp_path / "own.db")
    follow(world, own.path)
    with Writer(own.path) as writer:
        again = writer.withdraw("id-1", Reason.PRIVACY)
        assert again
        assert again.already
    restore(world, backup)
    world.publish(new_epoch=True, force=True)
    assert "id-1" in world.records()
    follow(world, own.path, full=True)
    assert "id-1" not in rows(own.path)


def test_a_mirror_that_was_indexed_anew_follows_on(world: World, tmp_path: Path) -> None:
    world.publish(scope=Scope(Text.FULL, portals=("cenews",)))
    own = Own(tmp_path / "own.db")
    follow(world, own.path)
    with Writer(own.path) as writer:
        writer.reindex()
    world.writer.write([media(number, body=f"改了{number}。" * 40) for number in (2, 3, 9)])
    world.publish(scope=Scope(Text.FULL, portals=("cenews",)))
    follow(world, own.path)
    published = {key: row["body"] for key, row in rows(world.path).items() if row["portal"] == "cenews"}
    assert {key: row["body"] for key, row in rows(own.path).items()} == published
    # The story of the one bears the id of an article that the mirror does not have.
    assert own.crawl(2, body=article(1).body + "完。", headline=article(1).headline) == [Stored.NEW]
    assert own.crawl(1) == [Stored.NEW]
    assert own.ask(
        "SELECT count(*), count(DISTINCT story_id) FROM articles WHERE id IN ('id-1', 'id-2', 'm-1')"
    ) == [(3, 1)]


def test_what_was_imported_of_a_portal_before_it_was_crawled_stays(world: World, tmp_path: Path) -> None:
    world.publish(scope=Scope(Text.FULL))
    own = Own(tmp_path / "own.db")
    follow(world, own.path)
    own.crawl(1)
    follow(world, own.path, full=True)
    assert set(rows(own.path)) == set(rows(world.path))


def test_an_address_names_the_article_that_was_crawled(forger: World, tmp_path: Path) -> None:
    own = Own(tmp_path / "own.db")
    each(claim(url=HTTPS, canonical_url=ELSEWHERE))(forger)
    forger.publish(scope=Scope(Text.FULL))
    follow(forger, own.path)
    own.crawl(77, url=HTTPS)
    with Writer(own.path) as writer:
        withdrawn = writer.withdraw(HTTPS, Reason.PRIVACY)
    assert withdrawn
    assert withdrawn.id == "id-77"
