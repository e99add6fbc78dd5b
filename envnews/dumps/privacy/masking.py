"""Masking numbers of persons in the published state: done once, while the records are first written.

Looking for them costs as much as writing the records, so it is done on the lines that are made anyway. The few
records that have some are kept, masked, in a temporary table that stands for their originals afterwards.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from envnews.dumps.privacy.fields import mask_value
from envnews.dumps.records.record import quoted
from envnews.dumps.records.state import create_view
from envnews.store.articles.rows import to_json

if TYPE_CHECKING:
    from envnews.dumps.records.state import State


def begin_masking(state: State) -> None:
    """Prepare the table of masked records."""
    columns = ", ".join(quoted(field.name) for field in state.fields)
    state.connection.execute("DROP TABLE IF EXISTS temp.masked")
    state.connection.execute(f"CREATE TEMP TABLE masked (number INTEGER PRIMARY KEY, {columns})")


def mask_record(state: State, line: bytes) -> bytes:
    """Return a record's line masked, without control characters and with U+FFFD for what is no UTF-8.

    A record that this changes is kept.
    """
    text = line.decode(errors="replace")
    record = json.loads(text, strict=False)
    masked = {name: mask_value(name, value) for name, value in record.items()}
    if masked == record and text.encode() == line and line.count(b"\n") == 1:
        return line
    values = [to_json(masked[field.name]) if field.nested else masked[field.name] for field in state.fields]
    number = state.select("number", "WHERE seq = ?", (record["seq"],)).fetchone()[0]
    marks = ", ".join("?" * (len(values) + 1))
    state.connection.execute(f"INSERT INTO temp.masked VALUES ({marks})", (number, *values))  # noqa: S608 - marks only
    return to_json(masked).encode() + b"\n"


def end_masking(state: State) -> None:
    """Let the masked records stand for their originals from now on."""
    state.masked = state.connection.execute("SELECT count(*) FROM temp.masked").fetchone()[0]
    if state.masked:
        create_view(state.connection, state.fields, state.scope, masked=True)
