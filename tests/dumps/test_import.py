"""A mirror says what the source says; what cannot be trusted changes nothing."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from isal import igzip

from envnews.dumps import Imported, ImportPlan, Scope, Text, import_dump
from envnews.dumps.feeds.items import urn
from envnews.dumps.importing import importer
from envnews.dumps.importing.sanitise import sanitise
from envnews.errors import DataError, EnvnewsError, LockedError, UsageError
from envnews.model import Topic
from envnews.run.lock import database_lock
from envnews.store.articles.takedown import Reason
from tests.store.conftest import PORTAL, fetched

from .conftest import World, lines, media, open_world

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

VOLATILE = {"last_seen_at", "views", "witnesses"}
"""What moves with every look at a page; the count of views has a witness."""


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    return tmp_path / "mirror.db"


def follow(world: World, mirror: Path, **options: Any) -> Imported:  # noqa: ANN401 - options of a plan
    return import_dump(ImportPlan(str(world.out), mirror, **options))


def rows(database: Path) -> dict[str, dict[str, Any]]:
    """Return the published articles of a database by id, the volatile fields left out."""
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        found = connection.execute("SELECT * FROM articles WHERE status = 'active'").fetchall()
        return {
            row["id"]: {key: row[key] for key in row.keys() if key not in {"number", *VOLATILE}}  # noqa: SIM118 - a Row
            for row in found
        }


def stones(database: Path) -> set[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return set(
            connection.execute(
                "SELECT id, portal, seq, status, withdrawn_reason, merged_into, updated_at FROM articles"
                " WHERE status <> 'active'"
            )
        )


def fingerprint(database: Path) -> str | None:
    """Return a digest of all that a database holds, None where there is none."""
    if not database.exists():
        return None
    with closing(sqlite3.connect(database)) as connection:
        return hashlib.sha256("\n".join(connection.iterdump()).encode()).hexdigest()


def test_a_mirror_is_equal_field_by_field_and_a_second_run_finds_nothing(world: World, mirror: Path) -> None:
    world.publish(scope=Scope(Text.FULL))
    first = follow(world, mirror)
    assert (first.full, first.counts) == (True, {"new": 8})
    assert rows(mirror) == rows(world.path)
    before = fingerprint(mirror)
    assert follow(world, mirror).rows == 0
    assert fingerprint(mirror) == before


def test_a_mirror_publishes_what_its_source_publishes(world: World, mirror: Path, tmp_path: Path) -> None:
    world.writer.withdraw("id-2", Reason.PRIVACY)
    world.writer.merge("id-4", "id-1")
    world.publish()
    follow(world, mirror)
    copy = World(mirror, tmp_path / "copy", world.writer, world.clock)
    copy.publish()
    assert copy.records() == world.records()
    assert lines(copy.full / "tombstones.jsonl.gz") == lines(world.full / "tombstones.jsonl.gz")
    assert (copy.full / "articles.csv").read_bytes() == (world.full / "articles.csv").read_bytes()
    world.writer.write([fetched(1, body="改了。"), fetched(7)])
    world.publish()
    follow(world, mirror)
    copy.publish()
    assert copy.records() == world.records()


@pytest.mark.parametrize("loaded", ["at first", "by changes", "after a new epoch"])
def test_a_mirror_of_a_part_says_what_was_merged_into_an_article_outside_it(
    world: World, mirror: Path, tmp_path: Path, loaded: str
) -> None:
    """The article into which it was merged is known by its id alone, of which no follower is told."""
    scope = Scope(portals=("cenews",))
    if loaded != "at first":
        world.publish(scope=scope)
        follow(world, mirror)
    world.writer.merge("m-1", "id-5")
    world.publish(scope=scope)
    follow(world, mirror)
    if loaded == "after a new epoch":
        world.publish(scope=scope, new_epoch=True)
        follow(world, mirror, full=True)
    copy = World(mirror, tmp_path / "copy", world.writer, world.clock)
    copy.publish()
    (told,) = lines(copy.full / "tombstones.jsonl.gz")
    assert [told] == lines(world.full / "tombstones.jsonl.gz")
    assert (told["op"], told["id"], told["merged_into"]) == ("merge", "m-1", "id-5")
    told_gone = (copy.out / "v1" / "feeds" / "all.atom").read_text("utf-8")
    assert (urn("m-1") in told_gone, urn("id-5") in told_gone) == (True, False)
    follower = tmp_path / "follower.db"
    assert follow(copy, follower).rejects == ()
    assert rows(follower).keys() == {"m-2", "m-3"}


def test_an_article_that_has_left_the_part_stays_known_to_what_is_merged_into_it(
    world: World, mirror: Path, tmp_path: Path
) -> None:
    world.publish(scope=Scope(Text.FULL))
    follow(world, mirror)
    world.writer.merge("m-1", "id-5")
    world.publish(scope=Scope(Text.FULL))
    follow(world, mirror)
    with closing(sqlite3.connect(world.path)) as connection, connection:
        connection.execute("UPDATE articles SET status = 'withdrawn', seq = -seq WHERE id = 'id-5'")
    world.publish(scope=Scope(Text.FULL), new_epoch=True)
    assert [follow(world, mirror, full=True).removed for _ in range(2)] == [1, 0]
    copy = World(mirror, tmp_path / "copy", world.writer, world.clock)
    copy.publish()
    assert lines(copy.full / "tombstones.jsonl.gz") == lines(world.full / "tombstones.jsonl.gz")
    assert "id-5" not in copy.records()
    with closing(sqlite3.connect(mirror)) as connection:
        connection.row_factory = sqlite3.Row
        (left,) = connection.execute("SELECT * FROM articles WHERE id = 'id-5'")
        known = {
            name: left[name]
            for name in left.keys()  # noqa: SIM118 - a Row
            if name in {"published_on", "region", "rights"}
            or "id-5" in str(left[name])
            or "_5." in str(left[name])
        }
        assert known == {"id": "id-5", "published_on": None, "region": None, "rights": ""}
        assert (
            connection.execute("SELECT url FROM aliases WHERE article = ?", (left["number"],)).fetchall()
            == []
        )


def test_what_was_merged_leaves_a_mirror_with_what_it_was_merged_into(world: World, mirror: Path) -> None:
    world.publish()
    follow(world, mirror)
    world.writer.merge("m-1", "id-5")
    world.publish()
    follow(world, mirror)
    with closing(sqlite3.connect(world.path)) as connection, connection:
        connection.execute("DELETE FROM articles WHERE id = 'm-1'")
        connection.execute("DELETE FROM articles WHERE id = 'id-5'")
    (world.out / "latest.json").unlink()
    world.publish(new_epoch=True)
    follow(world, mirror, full=True)
    with closing(sqlite3.connect(mirror)) as connection:
        assert connection.execute("SELECT id FROM articles WHERE id IN ('m-1', 'id-5')").fetchall() == []


def test_an_id_that_others_are_merged_into_is_no_article_that_a_load_removes(
    world: World, mirror: Path
) -> None:
    part = Scope(portals=("cenews",))
    world.writer.merge("m-1", "id-5")
    world.publish(scope=part)
    assert [follow(world, mirror, full=True).removed for _ in range(2)] == [0, 0]


def test_a_mirror_is_searched_like_its_source(world: World, mirror: Path) -> None:
    from envnews.store.file.database import connect  # noqa: PLC0415 - used once
    from envnews.store.search.hits import Search, count_articles  # noqa: PLC0415 - as above
    from envnews.store.search.query import Terms  # noqa: PLC0415 - as above

    world.publish(scope=Scope(Text.FULL))
    follow(world, mirror)
    world.writer.withdraw("id-1", Reason.PRIVACY)
    world.publish(scope=Scope(Text.FULL))
    follow(world, mirror)
    for database in (world.path, mirror):
        with closing(connect(database, readonly=True)) as connection:
            assert count_articles(connection, Search(Terms.parse("国控断面"))) == 7


def change(world: World, chance: random.Random) -> None:
    """Make a change: an insertion, an edit, a withdrawal or a merger."""
    known = [f"id-{number}" for number in range(1, 30)]
    number = chance.randrange(1, 30)
    world.clock.move(seconds=chance.randrange(100))
    match chance.randrange(6):
        case 0 | 1:
            world.writer.write(
                [fetched(number, body=f"第{number}稿{chance.random()}。" * 20, editor=str(number))]
            )
        case 2:
            world.writer.write([media(number, headline=f"标题{chance.random()}")])
        case 3:
            world.writer.withdraw(chance.choice(known), chance.choice(list(Reason)))
        case 4:
            world.writer.write([fetched(number, editor=str(chance.random()))])
        case _:
            with closing(sqlite3.connect(world.path)) as connection:
                active = [
                    row[0] for row in connection.execute("SELECT id FROM articles WHERE status = 'active'")
                ]
            if len(active) > 1:
                world.writer.merge(*chance.sample(active, 2))


@pytest.mark.parametrize("sequences", [40, pytest.param(200, marks=pytest.mark.slow)])
def test_any_sequence_of_changes_leads_to_the_state_of_the_source(
    world: World, mirror: Path, sequences: int
) -> None:
    """Random sequences, one after the other on one mirror, and on one that slept meanwhile."""
    chance = random.Random(7)  # noqa: S311 - a test
    options = {"scope": Scope(Text.FULL), "changes_only": True, "force": True}
    world.publish(**options)
    follow(world, mirror)
    sleeper = mirror.with_name("sleeper.db")
    follow(world, sleeper)
    for sequence in range(sequences):
        for _ in range(chance.randrange(1, 4)):
            change(world, chance)
        world.publish(**options)
        follow(world, mirror)
        assert rows(mirror) == rows(world.path), sequence
        assert stones(mirror) == stones(world.path), sequence
    follow(world, sleeper)
    for database in (mirror, sleeper):
        assert rows(database) == rows(world.path)
        assert stones(database) == stones(world.path)
    late = mirror.with_name("late.db")
    world.publish(scope=Scope(Text.FULL), force=True)
    follow(world, late)
    assert stones(late) ^ stones(world.path) == set()
    assert rows(late) == rows(world.path)


@pytest.mark.proves("F40", "killed by SIGKILL at 20 points and run again: equal to an undisturbed import")
def test_an_import_killed_anywhere_ends_like_an_undisturbed_one(
    world: World, mirror: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each twentieth of the statements that an import executes has its point, between commits and within batches."""
    world.writer.write([fetched(number, body=f"第{number}篇。" * 30) for number in range(10, 30)])
    world.writer.withdraw("id-12", Reason.PRIVACY)
    world.publish(scope=Scope(Text.FULL))
    first = mirror.with_name("first.db")
    follow(world, first)
    world.writer.write([fetched(number, body="改。" * 40) for number in range(15, 25)])
    world.writer.merge("id-13", "id-14")
    world.publish(scope=Scope(Text.FULL))
    monkeypatch.setattr(importer, "BATCH", 3)
    undisturbed, caught_up = mirror.with_name("undisturbed.db"), mirror.with_name("caught-up.db")
    shutil.copyfile(first, caught_up)
    whole = [statements(lambda path=path: follow(world, path)) for path in (undisturbed, caught_up)]
    commits = [place for place, sql in enumerate(whole[0]) if sql == "COMMIT"]
    chance = random.Random(3)  # noqa: S311 - a test
    between, unlike = 0, 0
    for point in range(20):
        database, executed = mirror.with_name(f"killed-{point}.db"), whole[point % 2]
        if point % 2:
            shutil.copyfile(first, database)
        place = int((point + chance.random()) / 20 * len(executed))
        if point in {8, 16}:
            # Once right before a commit, once right behind one.
            place = next(each for each in commits if each > place) + (point == 16)
        kill_at(place, lambda path=database: follow(world, path))
        between += 0 < sum(sql == "COMMIT" for sql in executed[:place]) < executed.count("COMMIT")
        unlike += not database.exists() or fingerprint(database) != fingerprint(undisturbed)
        follow(world, database)
        assert rows(database) == rows(undisturbed) == rows(world.path), point
        assert stones(database) == stones(undisturbed) == stones(world.path), point
        assert follow(world, database).rows == 0, point
    assert between >= 15
    assert unlike >= 15


def statements(work: Callable[[], object]) -> list[str]:
    """Return the statements that `work` has SQLite execute, in their order."""
    executed: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", traced(executed.append))
        work()
    return executed


def traced(hear: Callable[[str], object]) -> Callable[..., sqlite3.Connection]:
    real = sqlite3.connect

    def connect(*args: Any, **options: Any) -> sqlite3.Connection:  # noqa: ANN401 - those of sqlite3
        connection = real(*args, **options)
        connection.set_trace_callback(hear)
        return connection

    return connect


def kill_at(place: int, work: Callable[[], object]) -> None:
    """Run `work` in a process that is killed before it executes the statement of that number, counted from 0."""
    child = os.fork()
    if child == 0:
        left = [place]

        def count(_: str) -> None:
            if left[0] <= 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1

        sqlite3.connect = traced(count)
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGKILL


def test_a_database_that_also_crawls_numbers_imported_articles_itself(world: World, tmp_path: Path) -> None:
    other = open_world(tmp_path / "other")
    other.writer.write([fetched(1), fetched(2)])
    with closing(sqlite3.connect(other.path)) as connection:
        connection.execute("DELETE FROM portal_runs WHERE portal = 'cenews'")
        connection.commit()
    world.publish(scope=Scope(Text.FULL))
    done = follow(world, other.path)
    assert done.counts == {"skipped": 5, "new": 3}
    with closing(sqlite3.connect(other.path)) as connection:
        numbers = [row[0] for row in connection.execute("SELECT seq FROM changes ORDER BY seq")]
        story = connection.execute(
            "SELECT count(DISTINCT story_id) FROM articles WHERE id IN ('id-1', 'm-1')"
        )
        assert story.fetchone() == (1,)
    assert numbers == sorted(set(numbers))
    assert rows(other.path)["m-2"]["body"] == rows(world.path)["m-2"]["body"]
    world.writer.withdraw("m-2", Reason.PRIVACY)
    world.publish(scope=Scope(Text.FULL))
    assert follow(world, other.path).counts["withdrawn"] == 1
    assert "m-2" not in rows(other.path)
    other.writer.close()


# Damage


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 4
    file.write_bytes(data)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-20])


def edit_latest(world: World, edit: Callable[[dict[str, Any]], object]) -> None:
    file = world.out / "latest.json"
    value = json.loads(file.read_bytes())
    edit(value)
    file.write_text(json.dumps(value))


def restate(world: World, path: str, data: bytes, rows: int | None = None) -> None:
    """Write a file of the newest change interval anew, with its sums stated rightly: a forger can do that."""
    (world.out / path).write_bytes(data)

    def edit(value: dict[str, Any]) -> None:
        [file] = [file for file in value["changes"] if file["path"] == path]
        file |= {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        if rows is not None:
            file["rows"] = rows

    edit_latest(world, edit)


def encoded(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def copies(world: World, count: int, edits: dict[int, dict[str, object]]) -> bytes:
    """Return as many lines of change as are to be, each with a copy of the first article; `edits` are by line."""
    model = {"op": "upsert"} | lines(world.full / "articles-00000.jsonl.gz")[0]
    first = world.latest.head_seq
    return b"".join(
        encoded(model | {"id": f"n-{number}", "seq": first + number} | edits.get(number, {}))
        for number in range(1, count + 1)
    )


def add_changes(world: World, count: int, content: bytes) -> None:
    """Add a file with so many changes to a dump."""
    first, last = world.latest.head_seq + 1, world.latest.head_seq + count
    path, data = f"v1/changes/{first:09d}-{last:09d}.jsonl.gz", gzip.compress(content)
    (world.out / path).parent.mkdir(exist_ok=True)
    (world.out / path).write_bytes(data)
    sums = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    file = {"path": path, **sums, "first": first, "last": last, "rows": content.count(b"\n")}
    edit_latest(world, lambda value: (value["changes"].append(file), value.update(head_seq=last)))


def bomb(size: int, byte: bytes = b"0") -> bytes:
    return gzip.compress(byte * size, 9)


DAMAGES: dict[str, Callable[[World], object]] = {
    "bit flip in the changes": lambda w: flip(w.out / w.latest.changes[-1].path),
    "bit flip in the records": lambda w: flip(w.full / "articles-00000.jsonl.gz"),
    "bit flip in the table": lambda w: flip(w.full / "articles.csv"),
    "bit flip in the manifest": lambda w: flip(w.full / "datapackage.json"),
    "truncated changes": lambda w: cut(w.out / w.latest.changes[-1].path),
    "truncated records": lambda w: cut(w.full / "articles-00000.jsonl.gz"),
    "truncated latest.json": lambda w: cut(w.out / "latest.json"),
    "missing file": lambda w: (w.out / w.latest.changes[-1].path).unlink(),
    "gap": lambda w: edit_latest(w, lambda v: v["changes"].pop(0)),
    "gap at the end": lambda w: edit_latest(w, lambda v: v["changes"].pop()),
    "overlap": lambda w: edit_latest(w, lambda v: v["changes"][1].update(first=v["changes"][1]["first"] - 1)),
    "major version": lambda w: edit_latest(w, lambda v: v.update(version="2.0")),
    "other format": lambda w: edit_latest(w, lambda v: v.update(format="other")),
    "epoch": lambda w: edit_latest(w, lambda v: v.update(epoch="other")),
    "parent folder": lambda w: edit_latest(w, lambda v: v["changes"][-1].update(path="../x.jsonl.gz")),
    "inner parent folder": lambda w: edit_latest(w, lambda v: v["full"].update(path="v1/../../x.json")),
    "absolute path": lambda w: edit_latest(w, lambda v: v["changes"][-1].update(path="/etc/passwd")),
    "encoded path": lambda w: edit_latest(w, lambda v: v["changes"][-1].update(path="%2e%2e%2fx")),
    "NUL in a path": lambda w: edit_latest(w, lambda v: v["changes"][-1].update(path="a\0b")),
    "number that is none": lambda w: edit_latest(w, lambda v: v.update(head_seq="9" * 5000)),
    "negative number": lambda w: edit_latest(w, lambda v: v.update(head_seq=-1)),
    "latest.json that is a list": lambda w: (w.out / "latest.json").write_text("[]"),
    "latest.json too deep": lambda w: (w.out / "latest.json").write_text("[" * 100_000),
    "bomb": lambda w: restate(w, w.latest.changes[-1].path, bomb(50_000_000)),
    "line of 100 MB": lambda w: restate(
        w, w.latest.changes[-1].path, igzip.compress(os.urandom(1 << 20).hex().encode() * 50), 1
    ),
    "no JSON": lambda w: restate(w, w.latest.changes[-1].path, gzip.compress(b"no json\n"), 1),
    "half a pair": lambda w: restate(w, w.latest.changes[-1].path, gzip.compress(b'{"id":"\\ud800"}\n'), 1),
    "JSON too deep": lambda w: restate(
        w, w.latest.changes[-1].path, gzip.compress(b"[" * 100_000 + b"\n"), 1
    ),
    "fewer lines than stated": lambda w: restate(w, w.latest.changes[-1].path, gzip.compress(b"")),
    "two members": lambda w: restate(
        w,
        w.latest.changes[-1].path,
        (w.out / w.latest.changes[-1].path).read_bytes() + gzip.compress(b"{}\n"),
    ),
    "number outside of the interval": lambda w: restate(
        w,
        w.latest.changes[-1].path,
        gzip.compress(json.dumps(lines(w.out / w.latest.changes[0].path)[0]).encode() + b"\n"),
        1,
    ),
    "link": lambda w: link(w.out / w.latest.changes[-1].path),
    "linked folder": lambda w: link(w.out / "v1/changes"),
}


def link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to(path.with_name("elsewhere"))


@pytest.fixture(scope="module")
def once_published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A world with a full dump and two change files after it."""
    world = open_world(tmp_path_factory.mktemp("published") / "world")
    world.writer.write([*map(fetched, range(1, 6)), *map(media, range(1, 4))])
    world.publish()
    for number in (6, 7):
        world.writer.write([fetched(number, body=f"第{number}篇。" * 30)])
        world.publish(changes_only=True)
    yield world
    world.writer.close()


@pytest.fixture
def published(once_published: World, tmp_path: Path) -> World:
    """That world with a copy of its dumps, to be damaged."""
    return replace(once_published, out=shutil.copytree(once_published.out, tmp_path / "dumps"))


IN_THE_FULL_DUMP = {"bit flip in the records", "bit flip in the table", "truncated records"}


@pytest.mark.proves(
    "F41",
    "35 kinds of damage, flipped bits, truncation, gaps and another epoch among them: refused, nothing written",
)
@pytest.mark.proves(
    "S14",
    "names of a dump with .., %2e, NUL, absolute paths or links are refused; attachments are listed, not stored",
)
@pytest.mark.proves("S15", "bombs and endless lines in a dump are refused; archives are not unpacked at all")
@pytest.mark.proves("S22", "a forger who restates the sums still cannot leave the format")
@pytest.mark.parametrize(
    ("damage", "state"),
    [
        *((damage, "new") for damage in DAMAGES),
        *((damage, "behind") for damage in DAMAGES if damage not in IN_THE_FULL_DUMP),
    ],
)
def test_a_damaged_dump_changes_nothing(published: World, mirror: Path, damage: str, state: str) -> None:
    world = published
    if state == "behind":
        intact = world.out / "latest.json"
        whole = intact.read_bytes()
        edit_latest(world, lambda v: v.update(changes=[], head_seq=v["full"]["seq"]))
        follow(world, mirror)
        intact.write_bytes(whole)
    before = fingerprint(mirror)
    DAMAGES[damage](world)
    with pytest.raises(EnvnewsError) as error:
        follow(world, mirror)
    assert error.value.exit_code == 65, error.value
    assert fingerprint(mirror) == before


def test_a_new_epoch_is_loaded_when_asked_for(world: World, mirror: Path) -> None:
    world.publish()
    follow(world, mirror)
    with closing(sqlite3.connect(world.path)) as connection:
        connection.executescript(
            "DELETE FROM articles WHERE id = 'id-3'; UPDATE articles SET seq = -seq; UPDATE articles SET seq = 9 + seq"
        )
        connection.commit()
    world.publish(new_epoch=True)
    with pytest.raises(DataError, match="--full"):
        follow(world, mirror)
    done = follow(world, mirror, full=True)
    assert done.removed == 1
    assert {key: row["seq"] for key, row in rows(mirror).items()} == {
        key: row["seq"] for key, row in rows(world.path).items()
    }


def test_a_follower_that_slept_too_long_is_told_to_load_everything(world: World, mirror: Path) -> None:
    world.publish()
    follow(world, mirror)
    world.writer.write([fetched(6)])
    world.publish()
    edit_latest(world, lambda v: v.update(changes=[]))
    with pytest.raises(DataError, match="no longer, or not all, in the dump"):
        follow(world, mirror)
    follow(world, mirror, full=True)
    assert set(rows(mirror)) == set(rows(world.path))


def test_an_old_copy_of_a_dump_is_refused(world: World, mirror: Path) -> None:
    world.publish()
    old = (world.out / "latest.json").read_bytes()
    world.writer.write([fetched(6)])
    world.publish()
    follow(world, mirror)
    (world.out / "latest.json").write_bytes(old)
    with pytest.raises(DataError, match="old copy"):
        follow(world, mirror)


def test_a_dry_run_writes_nothing(world: World, mirror: Path) -> None:
    world.publish()
    assert follow(world, mirror, dry_run=True).rows == 8
    assert not mirror.exists()


def test_few_lines_that_are_no_records_are_left_out_and_listed(world: World, mirror: Path) -> None:
    world.publish(scope=Scope(Text.FULL))
    add_changes(world, 1100, copies(world, 1100, {4: {"canonical_url": "javascript:alert(1)"}}))
    done = follow(world, mirror)
    assert len(rows(mirror)) == 8 + 1099
    assert [(reject.line, reject.reason.partition(":")[0]) for reject in done.rejects] == [
        (4, "canonical_url")
    ]
    [listed] = [
        json.loads(line) for line in mirror.with_name("mirror.db.rejects.jsonl").read_text().splitlines()
    ]
    assert listed["line"] == 4


def test_of_two_imports_at_once_the_second_writes_nothing(world: World, mirror: Path) -> None:
    world.publish()
    with database_lock(mirror), pytest.raises(LockedError, match=r"process \d+ since"):
        follow(world, mirror)
    assert not mirror.exists()
    with database_lock(mirror):
        assert import_dump(ImportPlan(str(world.out), mirror, dry_run=True)).rows > 0
    follow(world, mirror)
    assert rows(mirror)


@pytest.mark.proves(
    "S22",
    "HTML of a dump is sanitised again, whoever made it; sums prove integrity only, dumps are not signed",
)
def test_html_of_a_dump_is_sanitised_again(world: World, mirror: Path) -> None:
    world.publish(scope=Scope(Text.FULL))
    world.writer.write([fetched(1, body_html='<p onclick="x()">水<script>alert(1)</script></p>')])
    world.publish(scope=Scope(Text.FULL))
    follow(world, mirror)
    assert rows(mirror)["id-1"]["body_html"] == "<p>水</p>"


@pytest.mark.proves("S22", "no address of a dump's HTML leads to the site that shows it")
@pytest.mark.parametrize(
    "address", ["/logout", "x.gif", "//a.cn/x", "https:logout", "http:\\\\a.cn", "?a=1", "#top", "https:///a"]
)
def test_addresses_that_would_lead_to_the_site_that_shows_them_are_taken_out(address: str) -> None:
    html = f'<p><a href="{address}">水</a><img src="{address}" alt="a &gt; b src=c"></p>'
    assert sanitise(html) == '<p><a rel="noopener noreferrer nofollow">水</a><img alt="a &gt; b src=c"></p>'
    whole = '<a href="https://a.cn/x?b=1&amp;c=2" rel="noopener noreferrer nofollow">href="/x"</a>'
    assert sanitise(whole + html).startswith(whole)


def test_html_nested_too_deeply_is_left_out() -> None:
    with pytest.raises(ValueError, match="256"):
        sanitise("<div>" * 200_000)


def test_only_folders_and_https_are_sources(mirror: Path) -> None:
    for source in ("http://example.org/latest.json", "ftp://example.org/latest.json", "file:///etc/passwd"):
        with pytest.raises(UsageError, match="https address"):
            import_dump(ImportPlan(source, mirror))
    with pytest.raises(DataError, match="no such file"):
        import_dump(ImportPlan(str(mirror.parent / "nowhere"), mirror))


def test_another_scope_of_the_same_dataset_is_refused(world: World, mirror: Path) -> None:
    world.publish()
    follow(world, mirror)
    world.out = world.out.with_name("full")
    world.publish(scope=Scope(Text.FULL))
    with pytest.raises(DataError, match="a database of its own"):
        follow(world, mirror)


def test_a_new_portal_comes_with_the_changes(world: World, mirror: Path) -> None:
    world.publish()
    follow(world, mirror)
    newcomer = replace(PORTAL, key="sc-sthjt", title="四川省生态环境厅", hosts=("sthjt.sc.gov.cn",))
    world.writer.open_portal_run(world.writer.open_run("test"), newcomer)
    url = "http://sthjt.sc.gov.cn/1.html"
    world.writer.write([fetched(50, id="s-1", portal="sc-sthjt", url=url, canonical_url=url)])
    world.publish(changes_only=True)
    assert follow(world, mirror).full is False
    assert "s-1" in rows(mirror)


def test_agencies_regions_and_topics_come_along(world: World, tmp_path: Path) -> None:
    classes = {
        "source_agency": "sthj-330000",
        "regions": ("330000", "330100"),
        "topics": (Topic("water", ("水质",)),),
    }
    world.writer.write([fetched(6, **classes)])
    world.publish()
    mirror = tmp_path / "mirror.db"
    import_dump(ImportPlan(str(world.out), mirror))
    world.writer.write(
        [fetched(7, source_agency="xinhua"), fetched(6, **(classes | {"regions": ("330100",)}))]
    )
    world.publish(changes_only=True)
    import_dump(ImportPlan(str(world.out), mirror))
    snapshot = tmp_path / "snapshot.db"
    snapshot.write_bytes(gzip.decompress((world.full / "envnews.sqlite.gz").read_bytes()))
    for table in ("agencies", "article_regions", "article_topics"):
        wanted = table_rows(world.path, table)
        assert wanted
        assert table_rows(mirror, table) == wanted
        assert table_rows(snapshot, table) == wanted


def table_rows(path: Path, table: str) -> list[tuple[object, ...]]:
    """Return the rows of a table, articles by their ids."""
    article = "" if table == "agencies" else "JOIN articles ON articles.number = listed.article"
    columns = (
        "listed.*" if table == "agencies" else f"articles.id, listed.{table.removeprefix('article_')[:-1]}"
    )
    sql = f"SELECT {columns} FROM {table} AS listed {article} ORDER BY 1, 2"  # noqa: S608 - names of ours
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()
