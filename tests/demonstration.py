"""One run of `envnews demo` for all tests that look at what came of it: it takes longer than any of them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from click.testing import CliRunner

from envnews.cli.demo import demo

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Demo:
    database: Path
    exit_code: int
    output: str

    def rows(self, sql: str, *values: str) -> list[sqlite3.Row]:
        with closing(sqlite3.connect(self.database)) as connection:
            connection.row_factory = sqlite3.Row
            return connection.execute(sql, values).fetchall()


def demonstrate(directory: Path) -> Demo:
    """Crawl the replicas, as `envnews demo` does, into a database in a directory."""
    database = directory / "demo.db"
    result = CliRunner().invoke(demo, ["--db", str(database)], standalone_mode=False, catch_exceptions=False)
    return Demo(database, result.return_value, result.output)
