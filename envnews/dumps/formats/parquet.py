"""Parquet with zstd for DuckDB, pandas and ClickHouse: one row a record; lists are JSON text, times are times.

Needs pyarrow: `pip install 'envnews[parquet]'`.
"""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING, Final

from envnews.dumps.formats.files import FileFacts, file_sha256
from envnews.dumps.records.record import Kind, quoted
from envnews.errors import ConfigurationError
from envnews.store.file.space import sync

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from envnews.dumps.records.record import Field
    from envnews.dumps.records.state import State

TIMES: Final = frozenset({"published_at", "first_seen_at", "last_seen_at", "updated_at"})
"""Fields that are moments; they are stored in UTC."""
ROWS: Final = 2_000
"""Records a row group: small enough that wide texts stay far below 128 MB."""


def write_parquet(state: State, folder: Path) -> FileFacts:
    """Write all published records, in the order of their changes, into `articles.parquet`.

    Raises:
        ConfigurationError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415 - as above
    except ImportError as error:
        raise ConfigurationError(
            f"Parquet needs pyarrow: {sys.executable} -m pip install 'envnews[parquet]'"
        ) from error
    schema = pa.schema(
        [pa.field(field.name, _type(field), nullable=not field.required) for field in state.fields]
    )
    cursor = state.select(", ".join(quoted(field.name) for field in state.fields))
    path, count = folder / "articles.parquet", 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while rows := cursor.fetchmany(ROWS):
            columns = [
                pa.array(_values(field, column), type=_type(field))
                for field, column in zip(state.fields, zip(*rows, strict=True), strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))
            count += len(rows)
    sync(path)
    return FileFacts(path.name, path.stat().st_size, file_sha256(path), count)


def _type(field: Field) -> pa.DataType:
    import pyarrow as pa  # noqa: PLC0415 - an extra

    if field.name in TIMES:
        return pa.timestamp("ms", tz="UTC")
    if field.kind is Kind.INTEGER:
        return pa.int64()
    return pa.float64() if field.kind is Kind.NUMBER else pa.string()


def _values(field: Field, column: tuple[object, ...]) -> list[object]:
    if field.name not in TIMES:
        return list(column)
    return [datetime.fromisoformat(text) if isinstance(text, str) else None for text in column]
