"""One portal in doubt holds up no other: it waits, and nothing of it is lost to those who follow."""

from __future__ import annotations

import json
import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from envnews.dumps import ImportPlan, Scope, Text, import_dump
from envnews.errors import DataError, LockedError, UsageError
from envnews.run.lock import database_lock
from envnews.store.articles.takedown import Reason
from envnews.store.articles.withdrawal import GONE_REASON
from tests.store.conftest import fetched

from .conftest import lines, media
from .test_import import rows, stones

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commands import Ended
    from tests.store.conftest import ArticleFetched

    from .conftest import World

DOUBTFUL = "zj-sthjt"
OTHER = "cenews"
WHOLE = Scope(Text.FULL)
"""A mirror is compared field by field then."""


def in_doubt(world: World, outcome: str = "site_changed") -> None:
    """Let the department's last run end so."""
    with closing(sqlite3.connect(world.path)) as connection:
        connection.execute("UPDATE portal_runs SET outcome = ? WHERE portal = ?", (outcome, DOUBTFUL))
        connection.commit()


def go(world: World, name: str) -> None:
    """Let an article's pages be gone from its site for good, as a crawl finds."""
    with closing(sqlite3.connect(world.path)) as connection:
        connection.execute("UPDATE counters SET value = value + 1 WHERE name = 'seq'")
        (seq,) = connection.execute("SELECT value FROM counters WHERE name = 'seq'").fetchone()
        connection.execute(
            "UPDATE articles SET status = 'withdrawn', withdrawn_reason = ?, seq = ? WHERE id = ?",
            (GONE_REASON, seq, name),
        )
        connection.execute(
            "INSERT INTO changes SELECT seq, number, 'withdrawn', updated_at FROM articles WHERE id = ?",
            (name,),
        )
        connection.commit()


def follow(world: World, mirror: Path, **options: Any) -> None:  # noqa: ANN401 - options of a plan
    import_dump(ImportPlan(str(world.out), mirror, **options))


def last_changes(world: World) -> dict[str, str]:
    """Return what the newest change file does to which article."""
    return {line["id"]: line["op"] for line in lines(world.out / world.latest.changes[-1].path)}


def test_without_a_word_one_portal_in_doubt_stops_all(world: World) -> None:
    world.publish()
    world.writer.write([fetched(6), media(4)])
    in_doubt(world)
    with pytest.raises(DataError, match=r"zj-sthjt: the last run ended site_changed.*--except PORTAL"):
        world.publish()


def test_the_other_portals_are_published_and_what_was_held_back_later(world: World) -> None:
    world.publish()
    first = world.latest.head_seq
    world.writer.write([fetched(6), fetched(1, headline="另一个标题"), media(4)])
    go(world, "id-5")
    in_doubt(world)
    world.publish(held=(DOUBTFUL,))
    assert last_changes(world) == {"m-4": "upsert"}
    assert world.latest.held == {DOUBTFUL: first}
    assert set(world.records()) == {"id-2", "id-3", "id-4", "m-1", "m-2", "m-3", "m-4"}
    assert json.loads((world.full / "datapackage.json").read_bytes())["held"] == {DOUBTFUL: first}
    assert not lines(world.full / "tombstones.jsonl.gz")
    world.writer.write([fetched(7), media(5)])
    world.publish(held=(DOUBTFUL,))
    assert last_changes(world) == {"m-5": "upsert"}
    assert world.latest.held == {DOUBTFUL: first}, "counted from where it was published last"
    in_doubt(world, "ok")
    world.publish()
    assert last_changes(world) == {"id-6": "upsert", "id-1": "upsert", "id-7": "upsert", "id-5": "withdraw"}
    assert world.latest.held == {}
    assert world.records()["id-1"]["headline"] == "另一个标题"
    head = world.latest.head_seq
    world.publish()
    assert world.latest.head_seq == head, "once"


def test_what_a_person_takes_back_is_published_although_its_portal_waits(
    world: World, tmp_path: Path
) -> None:
    world.publish(scope=WHOLE)
    follow(world, tmp_path / "mirror.db")
    world.writer.write([fetched(6), fetched(1, headline="另一个标题")])
    in_doubt(world)
    world.publish(scope=WHOLE, held=(DOUBTFUL,))
    for name, reason in (("id-1", Reason.PRIVACY), ("id-2", Reason.SOURCE_REMOVED), ("id-6", Reason.RIGHTS)):
        world.writer.withdraw(name, reason)
    world.writer.merge("id-3", "id-4")
    world.publish(scope=WHOLE, held=(DOUBTFUL,))
    done = {"id-1": "withdraw", "id-2": "withdraw", "id-6": "withdraw", "id-3": "merge"}
    assert {name: op for name, op in last_changes(world).items() if name[0] == "i"} == done
    follow(world, tmp_path / "mirror.db")
    assert set(rows(tmp_path / "mirror.db")) == {"id-4", "id-5", "m-1", "m-2", "m-3"}
    in_doubt(world, "ok")
    world.publish(scope=WHOLE)
    assert world.latest.changes[-1].last == world.latest.head_seq
    follow(world, tmp_path / "mirror.db")
    assert rows(tmp_path / "mirror.db") == rows(world.path)


def test_a_portal_in_doubt_of_which_a_person_took_something_back_stops_nothing(world: World) -> None:
    world.publish()
    in_doubt(world)
    world.writer.withdraw("id-5", Reason.PRIVACY)
    world.publish()
    assert last_changes(world) == {"id-5": "withdraw"}


def test_a_portal_that_still_is_in_doubt_is_not_published_because_it_waited(world: World) -> None:
    world.publish()
    world.writer.write([fetched(6), media(4)])
    in_doubt(world)
    world.publish(held=(DOUBTFUL,))
    for _ in range(2):
        with pytest.raises(DataError, match="zj-sthjt: the last run ended site_changed"):
            world.publish()
    world.publish(held=(DOUBTFUL,))
    assert "id-6" not in world.records()
    in_doubt(world, "ok")
    world.publish()
    assert "id-6" in world.records()


def test_a_portal_left_out_of_the_first_dump_follows_as_a_whole(world: World, tmp_path: Path) -> None:
    in_doubt(world)
    world.publish(scope=WHOLE, held=(DOUBTFUL,))
    follow(world, tmp_path / "mirror.db")
    assert set(rows(tmp_path / "mirror.db")) == {"m-1", "m-2", "m-3"}
    in_doubt(world, "ok")
    world.publish(scope=WHOLE, changes_only=True)
    follow(world, tmp_path / "mirror.db")
    assert rows(tmp_path / "mirror.db") == rows(world.path)


def test_feeds_name_nothing_that_is_held_back(world: World) -> None:
    world.publish()
    world.writer.write([fetched(6, headline="改版后的标题"), media(4)])
    go(world, "id-5")
    in_doubt(world)
    world.publish(held=(DOUBTFUL,))
    shown = (world.out / "v1/feeds/all.atom").read_text(encoding="utf-8")
    assert "改版后的标题" not in shown
    assert "id-5" not in shown
    assert "http://www.cenews.com.cn/news/4.html" in shown


def test_new_numbers_are_given_only_while_nobody_else_writes(world: World) -> None:
    world.publish()
    world.writer.write([fetched(6)])
    world.publish(held=(DOUBTFUL,))
    with database_lock(world.path), pytest.raises(LockedError, match=r"held back of zj-sthjt .* process \d+"):
        world.publish()
    world.publish()
    assert "id-6" in world.records()


def test_another_database_is_not_renumbered(world: World) -> None:
    world.publish()
    world.writer.write([fetched(6)])
    world.publish(held=(DOUBTFUL,))
    with closing(sqlite3.connect(world.path)) as connection:
        connection.execute("UPDATE dataset SET epoch = 'another'")
        connection.commit()
        before = connection.execute("SELECT value FROM counters").fetchall()
        with pytest.raises(DataError, match="follows another database"):
            world.publish()
        assert connection.execute("SELECT value FROM counters").fetchall() == before


def change(world: World, dice: random.Random, stored: set[int]) -> None:
    """Let something happen to an article of the portal that is held back, or of the other."""
    make: Callable[..., ArticleFetched] = dice.choice((fetched, fetched, media))
    number = dice.randrange(1, 30)
    name = f"{'id' if make is fetched else 'm'}-{number}"
    what = dice.random()
    if what < 0.7:
        world.writer.write([make(number, headline=f"第{number}篇，第{dice.randrange(9)}版")])
    elif what < 0.85:
        world.writer.withdraw(name, dice.choice(tuple(Reason)))
    elif make is fetched and number in stored:
        with closing(sqlite3.connect(world.path)) as connection:
            active = connection.execute("SELECT 1 FROM articles WHERE id = ? AND status = 'active'", (name,))
            if active.fetchone():
                go(world, name)
    if make is fetched:
        stored.add(number)


@pytest.mark.parametrize("seed", range(6))
def test_whoever_follows_has_everything_in_the_end(world: World, tmp_path: Path, seed: int) -> None:
    """Two mirrors, one of which loads full dumps anew, while the portal waits now and then."""
    dice = random.Random(seed)  # noqa: S311 - a test's dice
    patient, hasty = tmp_path / "patient.db", tmp_path / "hasty.db"
    held, stored, published = False, set(range(1, 6)), {}
    world.publish(scope=WHOLE)
    for _ in range(14):
        for _ in range(dice.randrange(5)):
            change(world, dice, stored)
        begins, held = not held, dice.random() < 0.6
        if held and begins:
            published = rows(patient) if patient.exists() else rows(world.path)
        options = {"held": (DOUBTFUL,) if held else (), "changes_only": dice.random() < 0.3, "force": True}
        world.publish(scope=WHOLE, **options)
        follow(world, patient)
        if dice.random() < 0.7:
            follow(world, hasty, full=dice.random() < 0.5)
        if held and patient.exists() and not begins:
            ours = {name for name, row in rows(patient).items() if row["portal"] == DOUBTFUL}
            assert ours <= {name for name, row in published.items() if row["portal"] == DOUBTFUL}
        others = {name: row for name, row in rows(patient).items() if row["portal"] == OTHER}
        assert others == {name: row for name, row in rows(world.path).items() if row["portal"] == OTHER}
    world.publish(scope=WHOLE, force=True)
    for mirror in (patient, hasty):
        follow(world, mirror)
        assert rows(mirror) == rows(world.path)
    assert stones(patient) == stones(world.path)


def test_the_command_says_what_it_holds_back(world: World, run_here: Callable[..., Ended]) -> None:
    world.publish()
    world.writer.write([fetched(6), media(4)])
    in_doubt(world)
    line = ("dump", "--db", world.path, "--out", world.out)
    refused = run_here(*line)
    assert (refused.code, "--except PORTAL" in refused.err) == (65, True)
    ended = run_here(*line, "--except", DOUBTFUL, "--json")
    assert ended.code == 0, ended.err
    assert "held back: zj-sthjt, all that changed after change 8\n" in ended.err
    assert ended.records[0]["held"] == {DOUBTFUL: 8}
    assert run_here(*line, "--except", "zj").code == 2
    with pytest.raises(UsageError, match="no key of a portal"):
        world.publish(held=("a'b",))
