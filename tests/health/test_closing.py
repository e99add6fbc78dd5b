"""What health adds to the verdict of a run, from what the database holds."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from envnews.health.closing import close_portal_run
from envnews.health.workdays import is_workday
from envnews.model import CHINA_TIME, Column, Precision, Timestamp
from envnews.store import Writer
from envnews.store.crawl.runs import Outcome, Verdict
from tests.store.conftest import PORTAL, fetched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

BOTH = tuple(Column(name, f"http://sthjt.zj.gov.cn/{name}/") for name in ("要闻", "通知"))


@pytest.fixture
def on_day(tmp_path: Path) -> Iterator[Callable[..., Verdict]]:
    """Return what closes the run of a day, and stores what its columns publish on it."""
    now = datetime(2024, 1, 2, 1, tzinfo=UTC)
    number = 0
    with Writer(tmp_path / "envnews.db", clock=lambda: now) as writer:

        def run(day: date, *publishing: str, columns: Sequence[Column] = BOTH) -> Verdict:
            nonlocal now, number
            now = datetime.combine(day, time(1), UTC)
            row = writer.open_portal_run(writer.open_run("crawl"), PORTAL, columns)
            at = Timestamp(datetime.combine(day, time(8), CHINA_TIME), Precision.MINUTE)
            for column in publishing:
                number += 1
                writer.write([fetched(number, columns=(column,), published=at)])
            return close_portal_run(writer, row, Verdict(Outcome.OK), {"new": len(publishing)})

        yield run


def test_a_column_that_ends_is_named_until_it_is_declared_no_more(on_day: Callable[..., Verdict]) -> None:
    workdays = [day for count in range(150) if is_workday(day := date(2024, 3, 1) + timedelta(days=count))]
    for day in workdays[:40]:
        assert on_day(day, "要闻", "通知").outcome is Outcome.OK
    told = [on_day(day, "要闻") for day in workdays[40:70]]
    first = next(count for count, verdict in enumerate(told, 1) if verdict.outcome is not Outcome.OK)
    assert 15 < first < 20
    assert {verdict.outcome for verdict in told[first:]} == {Outcome.DEGRADED}
    assert told[-1].message.startswith(f"通知: nothing published since {workdays[39]}, ")
    assert on_day(workdays[70], "要闻", columns=BOTH[:1]).outcome is Outcome.OK


def test_a_portal_whose_columns_are_found_on_its_home_page_has_a_rhythm_too(
    on_day: Callable[..., Verdict],
) -> None:
    workdays = [day for count in range(90) if is_workday(day := date(2024, 3, 1) + timedelta(days=count))]
    for day in workdays[:40]:
        assert on_day(day, "发现的栏目").outcome is Outcome.OK
    told = on_day(workdays[50])
    assert told.outcome is Outcome.DEGRADED
    assert told.message.startswith(f"nothing published since {workdays[39]}, 10 working days")
