"""The data dictionary as Markdown: `python -m envnews.store.dictionary data/demo.db > docs/data-dictionary.md`.

Types are those of the schema; examples and shares of nulls those of the demo's database, after `envnews demo`.
"""

from __future__ import annotations

import re
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from envnews.store.file.database import open_database
from envnews.store.schema import TABLES
from envnews.store.views.joined import VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from envnews.store.schema.table import Table
    from envnews.store.views.view import View

INTRODUCTION = """\
# Data dictionary

<!-- Written by `python -m envnews.store.dictionary data/demo.db`; the meanings stand in envnews/store/schema/ and envnews/store/views/. -->

One SQLite file holds everything. Columns of `articles` bear the names of the record in dumps and in the output of
`envnews extract`. Times of publication are those of the page, at +08:00; all other times are UTC with a `Z`. Lists are
JSON: `json_each(articles.keywords)` makes rows of them. What a page does not state is null; nothing is guessed.

Examples and shares of nulls are those of the demo's database: `envnews demo`, then look at `data/demo.db`.

Open the file read-only while a crawl may run: `sqlite3 'file:data/envnews.db?mode=ro'`.
"""

_SHOWN = 36
"""Characters of an example."""

_CLOCK = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z")
_OWN = frozenset(
    (
        *("host", "process", "counters", "version", "command"),
        *("number", "article", "original", "named", "run", "portal_run", "seq", "last_good_run"),
    )
)
"""Columns whose values are of one run, machine or file."""

_INTERNAL = frozenset(
    (
        *(
            "aliases",
            "counters",
            "dataset",
            "feeds",
            "imported",
            "imports",
            "lists",
            "pages",
            "sketches",
            "staying",
            "story_keys",
        ),
        *(
            "article_search",
            "search_queue",
            "search_rows",
            "field_measures",
            "list_measures",
            "witness_measures",
        ),
    )
)
"""Tables that nobody asks questions of: their columns are only said to take nulls or not."""


def data_dictionary(demo: Path) -> str:
    """Return the dictionary of the present schema, with the types and examples of the demo's database."""
    with closing(open_database(demo)) as db:
        return "\n".join(_lines(db))


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
    yield "| column | type | null | example | meaning |\n| --- | --- | --- | --- | --- |"
    for column in db.table(table.name).columns:
        required = bool(column.notnull or column.is_pk)
        reference = f" → `{references[column.name]}`" if column.name in references else ""
        internal = table.name in _INTERNAL
        seen = "no" if required else "yes" if internal else _nulls(db, table.name, column.name)
        example = "" if internal else _example(db, table.name, column.name)
        yield (
            f"| `{column.name}` | {column.type}{reference} | {seen} | {example} | {table.columns[column.name]} |"
        )
    yield ""


def _view(db: Database, view: View) -> Iterator[str]:
    yield f"### {view.name}\n\n{view.purpose}\n"
    yield "| column | null | example | meaning |\n| --- | --- | --- | --- |"
    for column in db.view(view.name).columns:
        seen, example = _nulls(db, view.name, column.name), _example(db, view.name, column.name)
        yield f"| `{column.name}` | {seen} | {example} | {meaning_in_view(view, column.name)} |"
    yield ""


def _nulls(db: Database, name: str, column: str) -> str:
    """Return the share of rows of a table or view in which a column is null."""
    rows, nulls = db.execute(f'SELECT count(*), sum("{column}" IS NULL) FROM "{name}"').fetchone()  # noqa: S608 - our names
    return f"{nulls / rows:.0%}" if rows else "no rows"


def _example(db: Database, name: str, column: str) -> str:
    """Return a value of a column: the first that says anything, the same from whichever run."""
    (value,) = db.execute(
        f"SELECT min(\"{column}\") FROM \"{name}\" WHERE \"{column}\" NOT IN ('', '[]', '{{}}')"  # noqa: S608 - our names
    ).fetchone()
    if value is None or isinstance(value, bytes) or column in _OWN:
        return ""
    text = _CLOCK.sub("2022-07-26T08:00:00Z", " ".join(str(value).split()))
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return f"`{shown.replace('|', '¦').replace('`', chr(39))}`"


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
    raise KeyError(f"{view.name}.{column} has no description; give it one in envnews/store/views")


if __name__ == "__main__":
    sys.stdout.write(data_dictionary(Path(sys.argv[1])))
