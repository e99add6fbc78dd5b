"""The data dictionary as Markdown: `python -m envnews.store.dictionary > docs/data-dictionary.md`."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from envnews.store.database import open_database
from envnews.store.schema import TABLES
from envnews.store.views import VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from envnews.store.schema_table import Table
    from envnews.store.view import View

INTRODUCTION = """\
# Data dictionary

<!-- Written by `python -m envnews.store.dictionary`; the meanings stand in envnews/store/schema_*.py and views.py. -->

One SQLite file holds everything. Columns of `articles` bear the names of the record in dumps and in the output of
`envnews extract`. Times of publication are those of the page, at +08:00; all other times are UTC with a `Z`. Lists are
JSON: `json_each(articles.keywords)` makes rows of them. What a page does not state is null; nothing is guessed.

Open the file read-only while a crawl may run: `sqlite3 'file:data/envnews.db?mode=ro'`.
"""


def data_dictionary() -> str:
    """Return the dictionary of the present schema, with the types of a new database."""
    with TemporaryDirectory() as directory:
        db = open_database(Path(directory) / "envnews.db")
        try:
            return "\n".join(_lines(db))
        finally:
            db.close()


def _lines(db: Database) -> Iterator[str]:
    yield INTRODUCTION
    yield "## Tables\n"
    for table in TABLES:
        yield from _table(db, table)
    yield "## Views\n"
    for view in VIEWS:
        yield from _view(db, view)


def _table(db: Database, table: Table) -> Iterator[str]:
    references = {
        key.column: f"{key.other_table}.{key.other_column}" for key in db.table(table.name).foreign_keys
    }
    yield f"### {table.name}\n\n{table.purpose}\n"
    yield "| column | type | meaning |\n| --- | --- | --- |"
    for column in db.table(table.name).columns:
        required = bool(column.notnull or column.is_pk)
        reference = f" → `{references[column.name]}`" if column.name in references else ""
        kind = f"{column.type}{'' if required else ', null'}{reference}"
        yield f"| `{column.name}` | {kind} | {table.columns[column.name]} |"
    yield ""


def _view(db: Database, view: View) -> Iterator[str]:
    yield f"### {view.name}\n\n{view.purpose}\n"
    yield "| column | meaning |\n| --- | --- |"
    for column in db.view(view.name).columns:
        yield f"| `{column.name}` | {meaning_in_view(view, column.name)} |"
    yield ""


def meaning_in_view(view: View, column: str) -> str:
    """Return what a column of a view means: its own description, or that of the table it comes from.

    Raises:
        KeyError: Nothing describes it.
    """
    if column in view.columns:
        return view.columns[column]
    tables = {table.name: table for table in TABLES}
    for name in view.tables:
        if column in tables[name].columns:
            return tables[name].columns[column]
    raise KeyError(f"{view.name}.{column} has no description; give it one in views.py")


if __name__ == "__main__":
    sys.stdout.write(data_dictionary())
