"""The demo's database, of which the documents speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from envnews.cli.demo import demo

if TYPE_CHECKING:
    from pathlib import Path


def make_database(directory: Path) -> Path:
    """Crawl the replicas, as `envnews demo` does, into a database in a directory."""
    database = directory / "demo.db"
    CliRunner().invoke(demo, ["--db", str(database)], standalone_mode=False, catch_exceptions=False)
    return database


@pytest.fixture(scope="package")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_database(tmp_path_factory.mktemp("demo"))
