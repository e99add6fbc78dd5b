"""What a page that is gone makes of its article, and what its return does."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from envnews.store import FetchFailed, NotModified, SqliteFrontier, Writer, read_article
from envnews.store.articles.withdrawal import Withdrawal
from tests.store.conftest import kinds

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from sqlite_utils import Database

    from .conftest import Clock, Makers

KEY = "zj-sthjt"


@pytest.fixture
def gone(make: Makers) -> Callable[..., FetchFailed]:
    def answer(at: datetime, number: int = 1, status: int = 404) -> FetchFailed:
        return FetchFailed(KEY, f"id-{number}", make.article(number).url, status, f"HTTP status {status}", at)

    return answer


def status(db: Database) -> tuple[str, str | None]:
    (row,) = db.query("SELECT status, withdrawn_reason FROM articles WHERE id = 'id-1'")
    return row["status"], row["withdrawn_reason"]


def test_three_answers_over_seven_days_withdraw_an_article_and_keep_its_text(
    writer: Writer, path: Path, db: Database, make: Makers, gone: Callable[..., FetchFailed]
) -> None:
    """The page is asked when the store says so, as a crawl does; the answers are 404, 410, 404."""
    writer.write([make.listing(1, 2), make.fetched(1), make.fetched(2)])
    at, answers = make.morning + timedelta(days=30), []
    first = at
    with SqliteFrontier(path) as frontier:
        while status(db)[0] == "active":
            writer.write([gone(at, status=410 if len(answers) == 1 else 404)])
            answers.append(at - first)
            at = frontier.known(KEY, ["id-1"])["id-1"].next_check_at or at
    assert answers == [timedelta(0), timedelta(days=3.5), timedelta(days=7)]
    assert status(db) == ("withdrawn", "gone")
    assert kinds(db) == ["new", "new", "withdrawn"]
    stored = read_article(db, "id-1")
    assert stored is not None
    assert (stored.article.body, stored.seq) == (make.article().body, 3)
    assert [row["id"] for row in db.query("SELECT id FROM v_articles")] == ["id-2"]


def test_answers_within_less_than_seven_days_withdraw_nothing(
    writer: Writer, db: Database, make: Makers, gone: Callable[..., FetchFailed]
) -> None:
    writer.write([make.fetched()])
    writer.write([gone(make.morning + timedelta(days=days)) for days in (1, 2, 3, 4, 7.9)])
    assert status(db) == ("active", None)
    writer.write([gone(make.morning + timedelta(days=8))])
    assert status(db) == ("withdrawn", "gone")


def test_an_answer_in_between_begins_the_count_anew(
    writer: Writer, db: Database, make: Makers, gone: Callable[..., FetchFailed]
) -> None:
    day = [make.morning + timedelta(days=number) for number in range(20)]
    writer.write([make.fetched(), gone(day[1]), gone(day[2]), NotModified(KEY, "id-1", day[3])])
    writer.write([gone(day[9]), gone(day[10]), gone(day[11])])
    assert status(db) == ("active", None)
    writer.write([gone(day[16])])
    assert status(db) == ("withdrawn", "gone")


def test_trouble_of_the_server_neither_counts_nor_resets(
    writer: Writer, db: Database, make: Makers, gone: Callable[..., FetchFailed]
) -> None:
    day = [make.morning + timedelta(days=number) for number in range(20)]
    writer.write([make.fetched(), gone(day[1]), gone(day[2], status=503), gone(day[8])])
    assert status(db) == ("active", None)
    writer.write([gone(day[9])])
    assert status(db) == ("withdrawn", "gone")


@pytest.mark.parametrize("confirmed", [True, False])
def test_a_page_that_is_back_restores_its_article(
    writer: Writer, db: Database, make: Makers, gone: Callable[..., FetchFailed], confirmed: bool
) -> None:
    day = [make.morning + timedelta(days=number) for number in range(20)]
    writer.write([make.fetched(), gone(day[1]), gone(day[5]), gone(day[8])])
    answer = NotModified(KEY, "id-1", day[9]) if confirmed else make.fetched(fetched_at=day[9])
    writer.write([answer])
    assert status(db) == ("active", None)
    assert kinds(db) == ["new", "withdrawn", "restored"]


def test_what_a_person_has_withdrawn_stays_withdrawn(writer: Writer, db: Database, make: Makers) -> None:
    writer.write([make.fetched()])
    writer._connection.execute("UPDATE articles SET status = 'withdrawn', withdrawn_reason = 'privacy'")
    writer.write([make.fetched(fetched_at=make.morning + timedelta(days=1))])
    writer.write([NotModified(KEY, "id-1", make.morning + timedelta(days=2))])
    assert status(db) == ("withdrawn", "privacy")


def test_an_article_that_still_stands_elsewhere_is_not_withdrawn(
    writer: Writer, db: Database, make: Makers, gone: Callable[..., FetchFailed]
) -> None:
    """A site that moved: the old page is gone, the new one shows the same headline, date and text."""
    moved = {name: getattr(make.article(1), name) for name in ("headline", "published", "body", "source")}
    writer.write([make.fetched(1), make.fetched(2, **moved)])
    assert db["articles"].count == 1
    day = [make.morning + timedelta(days=number) for number in range(20)]
    writer.write([gone(day[1]), gone(day[5]), gone(day[8])])
    assert status(db) == ("active", None)
    writer.write([gone(day[9], 2), gone(day[12], 2), gone(day[16], 2)])
    assert status(db) == ("withdrawn", "gone")


def test_a_list_that_forgets_an_article_withdraws_nothing(writer: Writer, db: Database, make: Makers) -> None:
    writer.write([make.listing(1, 2), make.fetched(1), make.fetched(2)])
    writer.write([make.listing(2, at=make.morning + timedelta(days=number)) for number in range(1, 40)])
    assert kinds(db) == ["new", "new"]


def test_the_rule_can_be_set(
    path: Path, make: Makers, clock: Clock, gone: Callable[..., FetchFailed]
) -> None:
    with Writer(path, withdrawal=Withdrawal(2, timedelta(hours=1)), clock=clock) as writer:
        writer.open_portal_run(writer.open_run("test"), make.portal)
        writer.write([make.fetched(), gone(make.morning), gone(make.morning + timedelta(hours=1))])
        row = writer._connection.execute("SELECT status FROM articles").fetchone()
    assert tuple(row) == ("withdrawn",)
