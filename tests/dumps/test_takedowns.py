"""A takedown outlives the database: a restored backup, or a crawl from the beginning, does not undo it in silence."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing, contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from envnews.dumps.records.scope import EVERYTHING
from envnews.errors import DataError
from envnews.store import Writer
from envnews.store.articles.takedown import Reason
from tests.store.conftest import PORTAL, fetched

from .conftest import lines
from .test_holding import go, in_doubt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from envnews.dumps import Scope
    from tests.commands import Ended

    from .conftest import World


def restore(world: World, backup: Path) -> None:
    """Put a backup in the database's place."""
    world.writer.close()
    backup.replace(world.path)
    for file in world.path.parent.glob("envnews.db-*"):
        file.unlink()
    world.writer = Writer(world.path, clock=world.clock)


@pytest.fixture
def backup(world: World) -> Path:
    """A backup made after the first dump."""
    return back_up(world)


def back_up(world: World, scope: Scope = EVERYTHING) -> Path:
    """Publish, and return a backup of the database as it was then."""
    world.publish(scope=scope)
    target = world.path.with_name("backup.db")
    with closing(sqlite3.connect(world.path)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    world.clock.move(hours=1)
    return target


@pytest.mark.parametrize("changes_only", [False, True])
def test_what_was_taken_back_since_the_backup_is_named_before_it_is_published_again(
    world: World, backup: Path, run_here: Callable[..., Ended], *, changes_only: bool
) -> None:
    world.writer.withdraw("id-4", Reason.PRIVACY)
    world.writer.withdraw("id-5", Reason.DUPLICATE)
    world.publish(changes_only=changes_only)
    restore(world, backup)
    with pytest.raises(DataError, match="restored from a backup"):
        world.publish()
    published = (world.out / "latest.json").read_bytes()
    with pytest.raises(DataError, match="id-4 was taken back and is here again") as told:
        world.publish(new_epoch=True)
    assert (world.out / "latest.json").read_bytes() == published
    commands = str(told.value).split("`")[1::2]
    assert commands == ["envnews withdraw id-4 --reason privacy", "envnews withdraw id-5 --reason duplicate"]
    for command in commands:
        assert run_here(*command.split()[1:], "--db", world.path).code == 0
    world.publish(new_epoch=True)
    assert {"id-4", "id-5"}.isdisjoint(world.records())


def test_what_has_come_back_by_itself_or_is_forced_is_published(world: World, backup: Path) -> None:
    with closing(sqlite3.connect(world.path)) as connection, connection:
        connection.execute(
            "UPDATE articles SET status = 'withdrawn', withdrawn_reason = 'gone', seq = 99 WHERE id = 'id-3'"
        )
        connection.execute("UPDATE counters SET value = 99 WHERE name = 'seq'")
    world.writer.withdraw("id-4", Reason.RIGHTS)
    world.publish()
    restore(world, backup)
    world.publish(new_epoch=True, force=True)
    assert len(world.latest.forced) == 1
    assert "id-4" in world.latest.forced[0]
    assert {"id-3", "id-4"} <= set(world.records())


def test_of_many_some_are_named(world: World, backup: Path) -> None:
    world.writer.write([fetched(number, body=f"第{number}篇。" * 30) for number in range(100, 190)])
    for number in range(1, 6):
        world.writer.withdraw(f"id-{number}", Reason.PRIVACY)
    for number in range(100, 120):
        world.writer.withdraw(f"id-{number}", Reason.PRIVACY)
    world.publish(force=True)
    restore(world, backup)
    world.writer.write([fetched(number, body=f"第{number}篇。" * 30) for number in range(100, 190)])
    with pytest.raises(DataError, match="and 5 more articles"):
        world.publish(new_epoch=True)


def test_tombstones_that_cannot_be_read_stop_a_new_epoch(world: World) -> None:
    world.publish()
    (world.full / "tombstones.jsonl.gz").write_bytes(b"\x1f\x8b damaged")
    with pytest.raises(DataError, match=r"tombstones\.jsonl\.gz: it is damaged"):
        world.publish(new_epoch=True)


def test_a_portal_that_waits_does_not_hide_what_was_taken_back(world: World, backup: Path) -> None:
    world.writer.withdraw("id-4", Reason.PRIVACY)
    world.publish()
    restore(world, backup)
    with pytest.raises(DataError, match="id-4 was taken back and is here again") as told:
        world.publish(new_epoch=True, held=("zj-sthjt",))
    assert "--except" not in str(told.value), "the next dump would publish it"


def test_a_new_epoch_that_is_refused_leaves_the_old_one(world: World, backup: Path) -> None:
    world.writer.withdraw("id-4", Reason.PRIVACY)
    world.publish()
    restore(world, backup)
    other = world.out.with_name("other")
    world.publish(out=other)
    with pytest.raises(DataError, match="id-4 was taken back"):
        world.publish(new_epoch=True)
    world.publish(out=other)


def test_what_is_crawled_after_the_backup_stays_taken_back(world: World, backup: Path) -> None:
    world.writer.write([fetched(6)])
    world.writer.withdraw("id-6", Reason.PRIVACY)
    world.publish()
    restore(world, backup)
    world.publish(new_epoch=True)
    stones = lines(world.full / "tombstones.jsonl.gz")
    assert [(stone["id"], stone["withdrawn_reason"]) for stone in stones] == [("id-6", "privacy")]
    world.writer.open_portal_run(world.writer.open_run("test"), PORTAL)
    world.writer.write([fetched(6)])
    world.publish()
    assert "id-6" not in world.records()


def test_a_database_that_is_crawled_anew_remembers_what_was_taken_back(world: World) -> None:
    world.writer.withdraw("id-4", Reason.RIGHTS)
    world.publish()
    world.writer.close()
    for file in world.path.parent.glob("envnews.db*"):
        file.unlink()
    world.writer = Writer(world.path, clock=world.clock)
    world.publish(new_epoch=True)
    world.writer.close()
    world.writer = Writer(world.path, clock=world.clock)
    world.writer.open_portal_run(world.writer.open_run("test"), PORTAL)
    world.writer.write([fetched(4), fetched(5)])
    world.publish()
    assert set(world.records()) == {"id-5"}


@pytest.mark.parametrize(
    "line",
    [
        b"[]",
        b'{"op":"withdraw"}',
        b'{"op":"withdraw","id":["id-4"]}',
        b'{"op":"withdraw","id":"id-4","withdrawn_reason":"privacy"}',
        b'{"op":"merge","id":"id-4","merged_into":"id-5"}',
        b"[" * 100_000,
    ],
)
def test_a_line_that_is_no_tombstone_stops_a_new_epoch(world: World, line: bytes) -> None:
    world.publish()
    (world.full / "tombstones.jsonl.gz").write_bytes(gzip.compress(line + b"\n"))
    with pytest.raises(DataError, match=r"tombstones\.jsonl\.gz: it is damaged"):
        world.publish(new_epoch=True)


def test_odd_ids_and_reasons_stop_no_new_epoch(world: World) -> None:
    world.publish()
    odd = (
        b'{"op":"withdraw","id":"it\'s","portal":"zj-sthjt","withdrawn_reason":"privacy"}\n'
        b'{"op":"withdraw","id":"id-1","portal":"zj-sthjt","withdrawn_reason":["privacy"]}\n'
    )
    (world.full / "tombstones.jsonl.gz").write_bytes(gzip.compress(odd))
    world.publish(new_epoch=True)
    assert "id-1" in world.records()


def test_a_dump_without_its_tombstones_stops_a_new_epoch(world: World) -> None:
    world.publish()
    (world.full / "tombstones.jsonl.gz").unlink()
    with pytest.raises(DataError, match=r"tombstones\.jsonl\.gz: it is missing"):
        world.publish(new_epoch=True)


@pytest.mark.parametrize("reason", [Reason.PRIVACY, Reason.SOURCE_REMOVED])
def test_what_had_left_its_site_before_it_was_taken_back_does_not_return_with_its_page(
    world: World, reason: Reason
) -> None:
    go(world, "id-4")
    backup = back_up(world)
    world.writer.withdraw("id-4", reason)
    world.publish()
    restore(world, backup)
    with pytest.raises(DataError, match="id-4 was taken back"):
        world.publish(new_epoch=True)
    world.writer.withdraw("id-4", reason)
    world.publish(new_epoch=True)
    world.writer.open_portal_run(world.writer.open_run("test"), PORTAL)
    world.writer.write([fetched(4)])
    world.publish()
    assert "id-4" not in world.records()


def test_what_the_crawl_that_was_waited_for_leaves_in_doubt_leaves_the_old_epoch(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.publish()

    @contextmanager
    def wait(*_: object) -> Iterator[None]:
        in_doubt(world)
        yield

    monkeypatch.setattr("envnews.dumps.publishing.epoch.database_lock", wait)
    with pytest.raises(DataError, match="the last run ended site_changed"):
        world.publish(new_epoch=True)
    in_doubt(world, "ok")
    world.publish()


def stones(world: World) -> dict[str, tuple[str, str | None]]:
    """Return by article what the full dump says of those that are published no more."""
    found = lines(world.full / "tombstones.jsonl.gz")
    return {stone["id"]: (stone["op"], stone["withdrawn_reason"] or stone["merged_into"]) for stone in found}


@pytest.mark.parametrize("changes_only", [False, True])
def test_what_was_merged_since_the_backup_is_merged_again(
    world: World, backup: Path, *, changes_only: bool
) -> None:
    world.writer.merge("id-4", "id-5")
    world.writer.merge("m-1", "id-5")
    world.publish(changes_only=changes_only)
    restore(world, backup)
    world.publish(new_epoch=True)
    assert {"id-4", "m-1"}.isdisjoint(world.records())
    assert stones(world) == {"id-4": ("merge", "id-5"), "m-1": ("merge", "id-5")}
    head = world.latest.head_seq
    world.publish()
    assert world.latest.head_seq == head, "all is said already"


def test_what_was_merged_into_what_is_taken_back_does_not_return_with_its_text(
    world: World, backup: Path
) -> None:
    world.writer.merge("id-4", "id-5")
    world.writer.withdraw("id-5", Reason.PRIVACY)
    world.publish()
    restore(world, backup)
    with pytest.raises(DataError, match="id-5 was taken back and is here again") as told:
        world.publish(new_epoch=True)
    assert "id-4 was taken back and is here again" in str(told.value)
    for article in ("id-4", "id-5"):
        world.writer.withdraw(article, Reason.PRIVACY)
    world.publish(new_epoch=True)
    assert stones(world) == {"id-4": ("withdraw", "privacy"), "id-5": ("withdraw", "privacy")}


def test_what_is_merged_again_into_what_was_taken_back_since_the_restore_is_erased_with_it(
    world: World, backup: Path
) -> None:
    world.writer.merge("id-4", "id-5")
    world.publish()
    restore(world, backup)
    world.writer.withdraw("id-5", Reason.RIGHTS)
    world.publish(new_epoch=True)
    assert stones(world) == {"id-4": ("withdraw", "rights"), "id-5": ("withdraw", "rights")}
    with closing(sqlite3.connect(world.path)) as connection:
        assert connection.execute("SELECT body FROM articles WHERE id = 'id-4'").fetchone() == ("",)


def test_mergers_are_remembered_of_what_is_not_stored_as_far_as_what_stays_is(
    world: World, backup: Path
) -> None:
    """From a chain of mergers nothing returns. What was merged into an article that is gone has the only text of it."""
    world.writer.write([fetched(6), fetched(7), fetched(8)])
    for article, into in (("id-6", "id-7"), ("id-7", "id-5"), ("id-4", "id-8")):
        world.writer.merge(article, into)
    world.publish()
    restore(world, backup)
    world.publish(new_epoch=True)
    assert stones(world) == {"id-6": ("merge", "id-7"), "id-7": ("merge", "id-5")}
    assert "id-4" in world.records()
    world.writer.open_portal_run(world.writer.open_run("test"), PORTAL)
    world.writer.write([fetched(6), fetched(7)])
    world.publish()
    assert {"id-6", "id-7"}.isdisjoint(world.records())


@pytest.mark.parametrize(
    "steps", [("id-5", "id-4"), ("id-5", "id-3", "id-4"), ("id-5", "id-3", "id-2", "id-4")]
)
def test_what_was_merged_the_other_way_round_since_the_restore_stays(
    world: World, backup: Path, steps: tuple[str, ...]
) -> None:
    world.writer.merge("id-4", "id-5")
    world.publish()
    restore(world, backup)
    for article, into in pairwise(steps):
        world.writer.merge(article, into)
    world.publish(new_epoch=True)
    assert "id-4" in world.records()
    assert stones(world) == {article: ("merge", into) for article, into in pairwise(steps)}


def test_what_was_merged_since_the_backup_and_taken_back_since_the_restore_stays_so(
    world: World, backup: Path
) -> None:
    world.writer.merge("id-4", "id-5")
    world.publish()
    restore(world, backup)
    world.writer.withdraw("id-4", Reason.PRIVACY)
    world.publish(new_epoch=True)
    assert stones(world) == {"id-4": ("withdraw", "privacy")}
