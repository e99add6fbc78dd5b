"""JSON Lines: the canonical format, one record a line, and of change files one change a line.

SQLite hands over all plain columns as one piece of JSON, long texts as UTF-8, and JSON columns are JSON already, so
a line is put together from few pieces. It is decoded once, to look for what may not be published as it is.
"""

from __future__ import annotations

import heapq
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from envnews.dumps.formats.files import FileFacts, OutputFile
from envnews.dumps.privacy.fields import IDENTIFIERS
from envnews.dumps.privacy.masking import begin_masking, end_masking, mask_record
from envnews.dumps.privacy.scan import scanned
from envnews.dumps.records.layout import TOMBSTONES
from envnews.dumps.records.record import TOMBSTONE, Kind, quoted
from envnews.dumps.records.state import ORDER, STONE
from envnews.store.articles.rows import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from envnews.dumps.records.record import Field
    from envnews.dumps.records.state import State

PART: Final = 1_500_000_000
"""Bytes of a part before compression, so that none comes near the 2 GB at which old tools stop."""

_LONG: Final = frozenset({"body", "body_html"})
"""Texts so long that Python's bytes escape them faster than SQLite's functions for JSON; the HTML is the last of all,
where `envnews.dumps.privacy.fields` looks for it."""


def write_articles(state: State, folder: Path, part: int = PART) -> list[FileFacts]:
    """Write all published records, in the order of their changes, into `articles-00000.jsonl.gz` and so on."""
    written: list[FileFacts] = []
    lines = record_lines(state)
    complete = False
    while not complete:
        with OutputFile(folder / f"articles-{len(written):05d}.jsonl.gz", gzip=True) as file:
            complete = not _fill(file, lines, part)
        written.append(file.facts)
    return written


def _fill(file: OutputFile, lines: Iterator[bytes], part: int) -> bool:
    """Write lines until the part is full; return whether it is."""
    for line in lines:
        file.write(line)
        file.rows += 1
        if file.written >= part:
            return True
    return False


def record_lines(state: State) -> Iterator[bytes]:
    """Yield the published records as lines of JSON, in the order of their changes.

    The first time all lines are read, numbers of persons are masked on the way, for all other formats too.
    """
    if state.masked is not None:
        yield from _all_lines(state)
        return
    begin_masking(state)
    for line, odd in scanned(_all_lines(state)):
        yield mask_record(state, line) if odd else line
    end_masking(state)


def _all_lines(state: State) -> Iterator[bytes]:
    return (line for _, line in _lines(state, "published", state.fields, ORDER))


def look_at_all(state: State) -> None:
    """Mask numbers of persons, unless that is done."""
    if state.masked is None:
        for _ in record_lines(state):
            pass


def write_tombstones(state: State, folder: Path) -> FileFacts:
    """Write a line for each article that was withdrawn or merged, whenever that was."""
    with OutputFile(folder / TOMBSTONES, gzip=True) as file:
        for _, line in _tombstones(state, ORDER):
            file.write(line)
            file.rows += 1
    return file.facts


def change_lines(state: State, after: int) -> Iterator[bytes]:
    """Yield the line of each article that changed after the change `after`, in the order of the changes.

    An article that changed several times is there once, with its last change.
    """
    rest = f"WHERE seq > {after:d} ORDER BY seq"
    upserts = (
        (seq, b'{"op":"upsert",' + line[1:]) for seq, line in _lines(state, "published", state.fields, rest)
    )
    yield from (line for _, line in heapq.merge(upserts, _tombstones(state, rest)))


def _tombstones(state: State, rest: str) -> Iterator[tuple[int, bytes]]:
    """Yield number and line of the articles that are not published, or, after an edit, no longer in scope."""
    portals = replace(state.scope, since=None).condition("articles")
    gone = f"SELECT * FROM source.articles AS articles WHERE {STONE} AND {portals}"  # noqa: S608 - SQL of ours
    if state.scope.since:
        gone += (
            " UNION ALL SELECT * FROM source.articles AS articles WHERE status = 'active' AND revision > 1"  # noqa: S608 - SQL of ours
            f" AND {portals} AND NOT ({state.scope.condition('articles')})"
        )
    fields = [field for field in state.fields if field.name in TOMBSTONE]
    for seq, line in _lines(state, f"({gone})", fields, rest):
        stone = json.loads(line)
        if stone["status"] == "active":
            stone |= {"status": "withdrawn", "withdrawn_reason": "out_of_scope"}
        op = "merge" if stone["status"] == "merged" else "withdraw"
        yield seq, to_json({"op": op, **stone}).encode() + b"\n"


def _lines(state: State, table: str, fields: Sequence[Field], rest: str) -> Iterator[tuple[int, bytes]]:
    """Yield change number and line of each row of a table or subquery: plain fields, then lists, long texts at the end."""
    ordered = in_line_order(fields)
    plain = [field for field in ordered if not _is_apart(field)]
    apart = ordered[len(plain) :]
    pairs = ", ".join(f"'{field.name}', {quoted(field.name)}" for field in plain)
    columns = ["seq", f"CAST(json_object({pairs}) AS BLOB)", *map(_column, apart)]
    places = (f',"{field.name}":"%b"' if field.name in _LONG else f',"{field.name}":%b' for field in apart)
    template = f"%b{''.join(places)}}}\n".encode()
    long = len(apart) - sum(field.name in _LONG for field in apart)
    for seq, first, *cells in state.connection.execute(f"SELECT {', '.join(columns)} FROM {table} {rest}"):  # noqa: S608 - SQL of ours
        cells[long:] = map(escaped, cells[long:])
        yield seq, template % (first[:-1], *cells)


def in_line_order(fields: Iterable[Field]) -> list[Field]:
    """Return the fields of a record as they follow each other in its line."""
    return sorted(
        fields, key=lambda field: (_is_apart(field), field.name not in IDENTIFIERS, field.name in _LONG)
    )


def _is_apart(field: Field) -> bool:
    """Return whether a field is fetched by itself."""
    return field.name in _LONG or field.nested or field.kind is Kind.NUMBER


def _column(field: Field) -> str:
    """Return the SQL expression that gives a field's JSON as bytes; of long texts, the text."""
    name = quoted(field.name)
    if field.name in _LONG:
        return f"CAST({name} AS BLOB)"
    if field.nested:
        return f"CAST(coalesce({name}, 'null') AS BLOB)"
    return f"CAST(CASE WHEN {name} IS NULL THEN 'null' ELSE printf('%!.17g', {name}) END AS BLOB)"


def escaped(text: bytes) -> bytes:
    r"""Return UTF-8 as it stands within a JSON string (RFC 8259, section 7); other controls are none of a text's.

    >>> escaped('"水"\n\t'.encode()).decode()
    '\\"水\\"\\n\\t'
    """
    text = text.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    return text.replace(b"\n", b"\\n").replace(b"\r", b"\\r").replace(b"\t", b"\\t")
