"""What blocks a publication, and what does not."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from envnews.dumps import Scope
from envnews.dumps.publishing.guard import objections
from envnews.dumps.records.state import open_state
from envnews.errors import DataError
from envnews.model import CHINA_TIME, Precision, Timestamp
from envnews.store.articles.takedown import Reason
from tests.store.conftest import fetched

from .conftest import lines

if TYPE_CHECKING:
    from .conftest import World


def execute(world: World, sql: str) -> None:
    with closing(sqlite3.connect(world.path)) as connection:
        connection.execute(sql)
        connection.commit()


def many(world: World, first: int, count: int, **fields: object) -> None:
    numbers = range(first, first + count)
    world.writer.write(
        [fetched(n, headline=f"第{n}篇", **({"body": f"第{n}篇。" * 9} | fields)) for n in numbers]
    )


def refused(world: World, reason: str) -> None:
    before = (world.out / "latest.json").read_bytes() if world.out.exists() else None
    with pytest.raises(DataError, match=reason):
        world.publish()
    if before:
        assert (world.out / "latest.json").read_bytes() == before


def test_a_portal_whose_site_has_changed(world: World) -> None:
    world.publish()
    world.writer.write([fetched(6)])
    execute(world, "UPDATE portal_runs SET outcome = 'site_changed' WHERE portal = 'zj-sthjt'")
    refused(world, "zj-sthjt: the last run ended site_changed")
    execute(world, "UPDATE portal_runs SET outcome = 'timeout' WHERE portal = 'zj-sthjt'")
    world.publish()


@pytest.mark.parametrize("outcome", ["crashed", "empty_list", "blocked", "gap"])
def test_a_portal_whose_last_run_leaves_what_it_stored_in_doubt(world: World, outcome: str) -> None:
    execute(world, f"UPDATE portal_runs SET outcome = '{outcome}', message = 'look'")  # noqa: S608 - a test's own words
    refused(world, rf"zj-sthjt: the last run ended {outcome} \(look\)")


@pytest.mark.parametrize(
    "outcome", ["degraded", "dns_failure", "tls_failure", "http_error", "timeout", "robots_denied", "killed"]
)
def test_a_portal_that_answered_badly_but_stored_nothing_wrong_blocks_nothing(
    world: World, outcome: str
) -> None:
    execute(world, f"UPDATE portal_runs SET outcome = '{outcome}' WHERE portal = 'zj-sthjt'")  # noqa: S608 - a test's own words
    world.publish()


def test_a_portal_that_has_fallen_silent(world: World) -> None:
    start = datetime(2022, 3, 1, 9, tzinfo=CHINA_TIME)
    for number in range(10, 70):
        at = Timestamp(start + timedelta(days=number - 10), Precision.SECOND)
        world.writer.write(
            [fetched(number, headline=f"第{number}篇", body=f"第{number}篇。" * 9, published=at)]
        )
    execute(world, "DELETE FROM articles WHERE id IN ('id-1', 'id-2', 'id-3', 'id-4', 'id-5')")
    execute(world, "UPDATE portal_runs SET outcome = 'ok'")
    refused(world, "zj-sthjt: nothing published since 2022-04-29, .* working days")
    execute(world, "UPDATE portal_runs SET started_at = '2022-05-02T01:00:00Z'")
    world.publish()


def test_a_portal_that_stored_nothing_new_blocks_nothing(world: World) -> None:
    world.publish()
    execute(world, "UPDATE portal_runs SET outcome = 'site_changed' WHERE portal = 'cenews'")
    world.writer.write([fetched(6, body="别的内容，与其他文章毫不相干。" * 9)])
    execute(world, "UPDATE articles SET seq = 1000 + seq WHERE id = 'id-6'")
    execute(world, "UPDATE counters SET value = 1006 WHERE name = 'seq'")
    world.publish()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("published_at", {"published": None}),
        ("body", {"body": "", "attachments": (), "tables": (), "images": ()}),
    ],
)
def test_a_field_that_is_missing_too_often(world: World, field: str, value: dict[str, object]) -> None:
    many(world, 10, 60)
    world.publish()
    many(world, 100, 20, **value)
    refused(world, f"{field} is there in")


def test_withdrawals_of_half_a_portal(world: World) -> None:
    many(world, 10, 15)
    world.publish()
    for number in range(10, 20):
        world.writer.withdraw(f"id-{number}", Reason.SOURCE_REMOVED)
    refused(world, "10 of 20 articles were withdrawn at once")


def test_a_single_takedown_is_published(world: World) -> None:
    world.publish()
    world.writer.withdraw("m-1", Reason.PRIVACY)
    world.publish()
    assert "m-1" not in world.records()


@pytest.mark.parametrize("field", ["headline", "body"])
def test_lost_characters(world: World, field: str) -> None:
    world.writer.write([fetched(6, **{field: "水\ufffd\ufffd质"})])
    refused(world, "1 of 6 articles hold lost characters")


def test_future_dates(world: World) -> None:
    at = datetime.now(UTC).astimezone(CHINA_TIME) + timedelta(days=9)
    world.writer.write([fetched(6, published=Timestamp(at, Precision.SECOND))])
    refused(world, "id-6: published_at .* is in the future")


@pytest.mark.parametrize("field", ["first_seen_at", "last_seen_at", "updated_at"])
def test_a_clock_that_was_ahead(world: World, field: str) -> None:
    """Followers would refuse the dump."""
    later = datetime.now(UTC) + timedelta(days=900)
    execute(world, f"UPDATE articles SET {field} = '{later:%Y-%m-%dT%H:%M:%SZ}' WHERE id = 'id-1'")  # noqa: S608 - a test's own words
    refused(world, f"zj-sthjt: 1 article .* clock that was ahead, up to {later:%Y-%m-%d}")


@pytest.mark.parametrize("text", ["2022-07-22T07:10:17", "2022-07-22", "2022-13-45T07:10:17+08:00", "昨天"])
def test_dates_that_are_none_at_plus_eight(world: World, text: str) -> None:
    execute(world, f"UPDATE articles SET published_at = '{text}' WHERE id = 'id-1'")  # noqa: S608 - a test's own texts
    refused(world, "id-1: published_at")


def test_force_publishes_and_is_recorded(world: World) -> None:
    world.writer.write([fetched(6, headline="水\ufffd")])
    refused(world, "lost characters")
    world.publish(force=True)
    assert "lost characters" in world.latest.forced[0]
    assert json.loads((world.full / "datapackage.json").read_bytes())["forced"] == list(world.latest.forced)
    assert lines(world.full / "articles-00000.jsonl.gz")


def test_a_database_that_is_being_filled(world: World) -> None:
    execute(
        world,
        "INSERT INTO imports (dataset, scope, epoch, seq, loading, mirror, updated_at)"
        " VALUES ('d', 's', 'e', 0, 'sha', 0, '2022-07-22T00:00:00Z')",
    )
    refused(world, "being loaded")


def test_what_was_stored_under_a_clock_ahead_before_the_last_dump(world: World) -> None:
    world.publish()
    world.writer.write([fetched(6)])
    execute(world, "UPDATE articles SET last_seen_at = '2099-01-01T00:00:00Z' WHERE id = 'id-1'")
    refused(world, "zj-sthjt: 1 article stored or withdrawn under a clock that was ahead, up to 2099")


def test_what_was_withdrawn_under_a_clock_ahead(world: World) -> None:
    world.publish()
    world.writer.withdraw("id-1", Reason.PRIVACY)
    execute(world, "UPDATE articles SET updated_at = '2099-01-01T00:00:00Z' WHERE id = 'id-1'")
    refused(world, "zj-sthjt: 1 article stored or withdrawn under a clock that was ahead, up to 2099")


def test_many_takedowns_of_a_portal_that_waits_stop_nothing(world: World) -> None:
    world.publish()
    for number in range(1, 6):
        world.writer.withdraw(f"id-{number}", Reason.PRIVACY)
    refused(world, "zj-sthjt: 5 of 5 articles were withdrawn at once")
    world.publish(held=("zj-sthjt",))
    changes = lines(world.out / world.latest.changes[-1].path)
    assert sum(change["op"] == "withdraw" for change in changes) == 5


def test_the_guard_goes_through_the_articles_as_they_stand_in_the_file_and_few_times(world: World) -> None:
    """What it asks for stands behind the texts, so each time the whole file is read, in another order from place to place."""
    world.publish()
    many(world, 10, 5)
    passes: list[str] = []
    with open_state(world.path, Scope()) as state:
        asked: list[str] = []
        state.connection.set_trace_callback(asked.append)
        assert list(objections(state, 5)) == []
        state.connection.set_trace_callback(None)
        for sql in asked:
            plan = state.connection.execute(f"EXPLAIN QUERY PLAN {sql}")
            passes += [step for *_, step in plan if step.startswith("SCAN articles")]
    assert passes == ["SCAN articles"] * 3
