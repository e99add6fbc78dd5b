"""What commands print can be read aloud and copied: numbers with their nouns, no blanks behind a line."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from rich.console import Console
from rich.table import Table

from envnews.cli.printing import print_table
from envnews.store import Writer
from envnews.web.report import WORDS
from tests.store.conftest import PORTAL, fetched

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commands import Ended


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database of one article of one portal."""
    with Writer(tmp_path / "news.db") as writer:
        writer.open_portal_run(writer.open_run("crawl"), PORTAL)
        writer.write([fetched(1)])
    return tmp_path / "news.db"


def test_one_is_told_as_one(database: Path, tmp_path: Path, run_here: Callable[..., Ended]) -> None:
    told = [
        run_here(*line.split(), "--db", database).err
        for line in (
            f"report --lang en --out {tmp_path}/report.html",
            "backup",
            "reindex",
            f"dump --out {tmp_path}/dumps",
        )
    ]
    assert told[0].endswith("report.html: 1 article of 1 portal\n")
    assert ": 1 article, " in told[1]
    assert told[2] == "1 article indexed.\n"
    assert told[3].startswith("1 article up to change ")
    assert "1 article · 1 portal · " in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert WORDS["zh"]["one_article"] == WORDS["zh"]["articles"]


@pytest.mark.parametrize("line", ["portals", "status"])
def test_no_line_of_a_table_ends_with_blanks(
    database: Path, run_here: Callable[..., Ended], line: str
) -> None:
    out = run_here(line, *(["--db", database] if line == "status" else [])).out
    assert out.splitlines()
    assert [each for each in out.splitlines() if each != each.rstrip()] == []


def test_a_table_keeps_its_styles_and_empty_lines() -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("portal")
    table.add_column("day")
    table.add_row("浙江省生态环境厅", "")
    table.add_row("", "")
    table.add_row("zj-sthjt", "2", style="bold")
    out = StringIO()
    print_table(Console(file=out, width=60, force_terminal=True, color_system="standard"), table)
    text = out.getvalue()
    assert "\x1b[1mzj-sthjt" in text
    plain = text.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert plain == "portal            day\n浙江省生态环境厅\n\nzj-sthjt          2\n"
