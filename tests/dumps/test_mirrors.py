"""What was taken back in a mirror, or where it has its articles from, stays so whichever of them is restored."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from envnews.dumps import Scope, Text
from envnews.store import Writer
from envnews.store.articles.takedown import ERASING, Reason

from .conftest import World, fetched, open_world
from .test_import import follow
from .test_takedowns import back_up, restore, stones

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commands import Ended

FULL = Scope(Text.FULL)
_SAID = (
    "SELECT status, withdrawn_reason, merged_into, length(body), headline <> '' FROM articles WHERE id = ?"
)


@pytest.fixture
def mirror(world: World, tmp_path: Path) -> World:
    """A mirror that has published what it has."""
    world.publish(scope=FULL)
    made = World(tmp_path / "mirror.db", tmp_path / "copy", world.writer, world.clock)
    follow(world, made.path)
    made.publish(scope=FULL)
    return made


def said(world: World, article: str) -> tuple[object, ...]:
    with closing(sqlite3.connect(world.path)) as connection:
        found: tuple[object, ...] = connection.execute(_SAID, (article,)).fetchone()
    return found


@pytest.mark.parametrize("full", [False, True])
def test_what_a_restored_mirror_merges_again_is_erased_with_its_source(
    world: World, mirror: World, *, full: bool
) -> None:
    backup = mirror.path.with_name("backup.db")
    shutil.copyfile(mirror.path, backup)
    world.writer.merge("id-4", "id-5")
    world.publish(scope=FULL)
    follow(world, mirror.path)
    mirror.publish(scope=FULL)
    backup.replace(mirror.path)
    mirror.publish(scope=FULL, new_epoch=True)
    assert said(mirror, "id-4") == ("merged", None, "id-5", 0, 0)
    world.writer.withdraw("id-4", Reason.PRIVACY)
    world.publish(scope=FULL)
    assert follow(world, mirror.path, full=full).counts["withdrawn"] == 1
    assert said(mirror, "id-4") == ("withdrawn", "privacy", None, 0, 0)
    mirror.publish(scope=FULL)
    assert stones(mirror) == {"id-4": ("withdraw", "privacy")}
    assert "withdrawn" not in follow(world, mirror.path, full=True).counts


@pytest.mark.parametrize("full", [False, True])
def test_what_was_taken_back_here_with_its_text_is_erased_with_its_source(
    world: World, mirror: World, *, full: bool
) -> None:
    with Writer(mirror.path) as writer:
        writer.merge("id-2", "id-3")
        writer.withdraw("id-1", Reason.DUPLICATE)
    assert said(mirror, "id-2")[3]
    for article, reason in (("id-1", Reason.RIGHTS), ("id-2", Reason.PRIVACY), ("id-3", Reason.DUPLICATE)):
        world.writer.withdraw(article, reason)
    world.publish(scope=FULL)
    follow(world, mirror.path, full=full)
    assert said(mirror, "id-1") == ("withdrawn", "rights", None, 0, 0)
    assert said(mirror, "id-2") == ("withdrawn", "privacy", None, 0, 0)


def test_what_was_taken_back_here_for_another_reason_than_there_keeps_ours(
    world: World, mirror: World
) -> None:
    with Writer(mirror.path) as writer:
        writer.withdraw("id-1", Reason.DUPLICATE)
        writer.withdraw("id-2", Reason.PRIVACY)
    world.writer.withdraw("id-1", Reason.SOURCE_REMOVED)
    world.writer.withdraw("id-2", Reason.RIGHTS)
    world.publish(scope=FULL)
    follow(world, mirror.path)
    assert said(mirror, "id-1")[:2] == ("withdrawn", "duplicate")
    assert said(mirror, "id-1")[3]
    assert said(mirror, "id-2")[:2] == ("withdrawn", "privacy")


@pytest.mark.parametrize("reason", Reason)
def test_what_is_known_by_its_id_alone_is_withdrawn_for_the_reason_given(
    world: World, tmp_path: Path, run_here: Callable[..., Ended], reason: Reason
) -> None:
    part = Scope(Text.FULL, portals=("cenews",))
    world.writer.merge("m-1", "id-5")
    world.publish(scope=part)
    mirror = World(tmp_path / "mirror.db", tmp_path / "copy", world.writer, world.clock)
    follow(world, mirror.path)
    command = ("withdraw", "id-5", "--reason", reason, "--db", mirror.path)
    assert run_here(*command).err.startswith("withdrawn: id-5; ")
    assert said(mirror, "id-5")[:2] == ("withdrawn", reason)
    assert run_here(*command).err.startswith(f"already withdrawn: id-5, for {reason}, since 2")
    mirror.publish(scope=part)
    with_it = ("withdraw", reason) if reason in ERASING else ("merge", "id-5")
    assert stones(mirror) == {"m-1": with_it, "id-5": ("withdraw", reason)}


def test_what_was_withdrawn_there_and_here_too_is_told_after_a_new_load(world: World, mirror: World) -> None:
    """The change numbers of a dump go with a new load of it, and what is ours by then would be told no more."""
    backup = back_up(world, FULL)
    world.writer.withdraw("id-1", Reason.PRIVACY)
    world.publish(scope=FULL)
    follow(world, mirror.path)
    mirror.publish(scope=FULL)
    with Writer(mirror.path) as writer:
        first = writer.withdraw("id-1", Reason.PRIVACY)
        again = writer.withdraw("id-1", Reason.PRIVACY)
    assert first
    assert again
    assert first.already == again.already is not None
    restore(world, backup)
    world.publish(scope=FULL, new_epoch=True, force=True)
    follow(world, mirror.path, full=True)
    mirror.publish(scope=FULL)
    assert stones(mirror) == {"id-1": ("withdraw", "privacy")}
    head = mirror.latest.head_seq
    with Writer(mirror.path) as writer:
        writer.withdraw("id-1", Reason.PRIVACY)
    mirror.publish(scope=FULL)
    assert mirror.latest.head_seq == head, "all is said already"


def test_what_was_merged_there_and_here_too_is_told_after_a_new_load(world: World, mirror: World) -> None:
    backup = back_up(world, FULL)
    world.writer.merge("id-2", "id-3")
    world.publish(scope=FULL)
    follow(world, mirror.path)
    mirror.publish(scope=FULL)
    with Writer(mirror.path) as writer:
        writer.merge("id-2", "id-3")
    restore(world, backup)
    (world.out / "latest.json").unlink()
    world.publish(scope=FULL, new_epoch=True)
    follow(world, mirror.path, full=True)
    mirror.publish(scope=FULL)
    assert stones(mirror) == {"id-2": ("merge", "id-3")}
    assert "id-2" in world.records()


def test_no_dump_erases_what_another_one_brought_or_what_was_crawled_here(
    world: World, mirror: World, tmp_path: Path
) -> None:
    world.writer.merge("id-4", "id-5")
    world.publish(scope=FULL)
    follow(world, mirror.path)
    with closing(sqlite3.connect(mirror.path)) as connection, connection:
        connection.execute(
            "DELETE FROM imported WHERE article = (SELECT number FROM articles WHERE id = 'id-3')"
        )
    before = said(mirror, "id-3"), said(mirror, "id-4")
    other = open_world(tmp_path / "other")
    other.writer.write([fetched(number) for number in range(1, 6)])
    for article in ("id-3", "id-4"):
        other.writer.withdraw(article, Reason.PRIVACY)
    other.publish(scope=FULL)
    other.writer.close()
    assert follow(other, mirror.path).counts == {"skipped": 5}
    assert (said(mirror, "id-3"), said(mirror, "id-4")) == before


def test_what_is_erased_as_it_was_merged_into_what_is_taken_back_here_is_ours_too(
    world: World, mirror: World
) -> None:
    backup = back_up(world, FULL)
    world.writer.merge("id-4", "id-5")
    world.publish(scope=FULL)
    follow(world, mirror.path)
    with Writer(mirror.path) as writer:
        writer.withdraw("id-5", Reason.PRIVACY)
    restore(world, backup)
    (world.out / "latest.json").unlink()
    world.publish(scope=FULL, new_epoch=True)
    assert "id-4" in world.records()
    follow(world, mirror.path, full=True)
    assert said(mirror, "id-4") == ("withdrawn", "privacy", None, 0, 0)
