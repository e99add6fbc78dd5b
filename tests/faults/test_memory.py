"""A long crawl takes no more memory and holds no more open files at its end than at its beginning."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.faults.test_signals import Running, arguments, start
from tests.run.test_crawl import COLUMN, rows
from tests.run.test_nursery import children

if TYPE_CHECKING:
    from tests.conftest import Site

__all__ = ["arguments"]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory and descriptors are read from /proc")

MOST = 250
"""Megabytes of a worker."""
GROWTH = 16
"""Megabytes by which a worker may vary: what the allocator keeps for the largest page."""
CONNECTIONS = 24
"""Descriptors by which it may vary: sixteen connections to the host, and those just closing."""


@dataclass(frozen=True)
class Look:
    """A worker, looked at from outside."""

    articles: int
    megabytes: float
    descriptors: int


def look(worker: int, articles: int) -> Look:
    resident = int(Path(f"/proc/{worker}/statm").read_text("ascii").split()[1])
    descriptors = len(list(Path(f"/proc/{worker}/fd").iterdir()))
    return Look(articles, resident * os.sysconf("SC_PAGE_SIZE") / 1e6, descriptors)


@pytest.mark.parametrize(
    ("articles", "warm"),
    [
        pytest.param(1_500, 700, id="short", marks=pytest.mark.slow),
        pytest.param(10_000, 2_000, id="long", marks=pytest.mark.slow),
    ],
)
def test_memory_and_descriptors_stay_as_they_are(
    site: Site, arguments: list[str], tmp_path: Path, articles: int, warm: int
) -> None:
    numbers = list(range(articles, 0, -1))
    site.put_column(COLUMN, [numbers[first : first + 100] for first in range(0, articles, 100)])
    database = tmp_path / "news.db"
    with start([*arguments, "--max-pages", "1000"], database) as process:
        running = Running(process, site, database)
        running.wait_for(lambda: len(running.requested()) > 20)
        (worker,) = children(children(process.pid)[0])
        looks = []
        while process.poll() is None:
            try:
                looks.append(look(worker, len(running.requested())))
            except OSError:  # it has just ended
                break
            time.sleep(0.1)
        assert process.wait(30) == 0
    assert rows(database, "SELECT count(*) FROM articles") == [(articles,)]
    late = [each for each in looks if each.articles >= warm]
    first, rest = late[0], late[1:]
    assert max(each.megabytes for each in looks) < MOST
    assert max(each.megabytes for each in rest) < first.megabytes + GROWTH
    assert max(each.descriptors for each in rest) < first.descriptors + CONNECTIONS
