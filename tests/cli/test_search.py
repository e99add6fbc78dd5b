"""`envnews search`: what a person types is what is searched for."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commands import Ended
    from tests.demonstration import Demo


@pytest.mark.parametrize(
    "arguments",
    [
        ("入海排污口", "-回头看"),
        ("-回头看", "入海排污口"),
        ("入海排污口", "-回头看", "--since", "2022-01-01"),
        ("--region", "浙江", "-回头看", "--", "入海排污口"),
        ("入海排污口 -回头看",),
    ],
)
def test_a_hyphen_before_a_term_excludes_it_wherever_it_stands(
    demonstrated: Demo, run_here: Callable[..., Ended], arguments: tuple[str, ...]
) -> None:
    def headlines(*query: str) -> set[str]:
        ended = run_here("search", "--json", "--db", demonstrated.database, *query)
        assert ended.code == 0, ended.err
        return {record["headline"] for record in ended.records}

    everything, found = headlines("入海排污口"), headlines(*arguments)
    assert any("回头看" in headline for headline in everything)
    assert found
    assert not [headline for headline in found if "回头看" in headline]


def test_no_hits_are_told_to_people_and_not_to_programs(
    demonstrated: Demo, run_here: Callable[..., Ended]
) -> None:
    told = run_here("search", "没有这句话", "--db", demonstrated.database)
    silent = run_here("search", "没有这句话", "--json", "--db", demonstrated.database)
    assert (told.code, told.out, told.err) == (0, "", "Nothing found.\n")
    assert (silent.code, silent.out, silent.err) == (0, "", "")


@pytest.mark.parametrize(
    "loaded",
    [
        "DELETE FROM search_rows",
        "DELETE FROM search_rows WHERE article < (SELECT max(article) FROM search_rows)",
        "UPDATE articles SET body = body || '水质' WHERE number = 1",
    ],
    ids=["a dump's", "a dump's, crawled since", "another program's"],
)
def test_an_index_that_lacks_articles_is_told_before_what_was_found(
    demonstrated: Demo, run_here: Callable[..., Ended], tmp_path: Path, loaded: str
) -> None:
    """As of the SQLite file of a dump, or where another program has loaded rows: nothing found would be believed."""
    copy = tmp_path / "copy.db"
    with closing(sqlite3.connect(demonstrated.database)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute(loaded)
    for form in ("--count", "--json", "--headline"):
        told = run_here("search", "水质", form, "--db", copy)
        assert (told.code, "run `envnews reindex`" in told.err) == (0, True)
    assert run_here("reindex", "--db", copy).code == 0
    assert run_here("search", "水质", "--db", copy).err == ""
