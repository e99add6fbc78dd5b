"""CSV for people with a spreadsheet: UTF-8 with BOM, CRLF, every cell quoted, no cell that begins a formula.

What does not fit into a cell is left to JSON Lines: markup, tables, links, witnesses. Lists are joined, lines
of a text are joined by two ideographic spaces, and what exceeds a cell of Excel is cut, visibly.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from envnews.dumps.formats.files import FileFacts, OutputFile
from envnews.dumps.records.record import Kind, quoted

if TYPE_CHECKING:
    from pathlib import Path

    from envnews.dumps.records.record import Field
    from envnews.dumps.records.state import State

LEFT_OUT: Final = frozenset({"body_html", "tables", "links", "witnesses", "problems"})
CELL: Final = 32_767
"""Characters that a cell of Excel holds."""
CUT: Final = "…（全文见 articles-*.jsonl.gz）"

_FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
"""Beginnings that a spreadsheet reads as a formula (OWASP, CSV Injection), full-width forms included."""
_RISKY: Final = tuple(each.encode() for each in "=+-@＝＋－＠ \t\r\n\x0b\x0c\u00a0\u2028\u2029\u3000\x85")
"""Characters with which such a beginning begins, white space included, in UTF-8."""
_RISKY_BYTES: Final = frozenset(character[0] for character in _RISKY)
_UNIT: Final = b"\x1f"
"""Stands between cells while a line is made; texts hold no control characters."""
_BREAK: Final = "\u3000\u3000".encode()
"""Stands for a line end within a text."""


def table_fields(state: State) -> tuple[Field, ...]:
    """Return the fields of the record that are columns of the CSV file."""
    return tuple(field for field in state.fields if field.name not in LEFT_OUT)


def write_table(state: State, folder: Path) -> FileFacts:
    """Write all published records, in the order of their changes, into `articles.csv`."""
    fields = table_fields(state)
    lists = [number for number, field in enumerate(fields) if field.nested]
    texts = [number for number, field in enumerate(fields) if field.kind is Kind.TEXT or field.nested]
    columns = ", ".join(_column(field) for field in fields)
    with OutputFile(folder / "articles.csv") as file:
        file.write("\ufeff".encode() + _line([field.name.encode() for field in fields]))
        for row in state.select(columns):
            cells = list(row)
            for number in lists:
                cells[number] = _joined(cells[number])
            for number in texts:
                text = cells[number]
                if text and (text[0] in _RISKY_BYTES or len(text) > CELL) and _is_special(text):
                    cells[number] = cell(text.decode()).encode()
            file.write(_line(cells))
            file.rows += 1
    return file.facts


def _column(field: Field) -> str:
    """Return the SQL expression that gives a field's text as UTF-8, which need not be decoded for what follows."""
    return f"CAST(coalesce({quoted(field.name)}, '') AS BLOB)"


def _is_special(text: bytes) -> bool:
    """Return whether a text may begin like a formula, or be too long."""
    return text.startswith(_RISKY) or len(text) > CELL


def _line(cells: list[bytes]) -> bytes:
    """Return cells as a line (RFC 4180), all quoted: a few passes over the whole are faster than any over each."""
    row = _UNIT.join(cells)
    if row.count(_UNIT) >= len(cells):
        row = _UNIT.join([text.replace(_UNIT, b"") for text in cells])
    row = row.replace(b'"', b'""')
    if b"\r" in row:
        row = row.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return b'"' + row.replace(b"\n", _BREAK).replace(_UNIT, b'","') + b'"\r\n'


def _one_line(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\u3000\u3000")


def cell(text: str) -> str:
    r"""Return a text as a cell that no spreadsheet reads as a formula, and that one of Excel can hold.

    >>> cell("=HYPERLINK(1)"), cell(" ＋86"), cell("2022-07-22")
    ("'=HYPERLINK(1)", "' ＋86", '2022-07-22')
    """
    if _FORMULA.match(text):
        text = "'" + text.lstrip("\t\r\n")
    text = _one_line(text)
    return text if len(text) <= CELL else text[: CELL - len(CUT)] + CUT


def _joined(text: bytes) -> bytes:
    """Return a list as text: words joined by 、, addresses of things that have one by spaces."""
    if text in {b"", b"[]"}:
        return b""
    if text.startswith(b'["') and b"\\" not in text:
        return text[2:-2].replace(b'","', "、".encode())
    items = json.loads(text)
    if isinstance(items, list) and all(isinstance(item, str) for item in items):
        return "、".join(items).encode()
    if isinstance(items, list) and all(isinstance(item, dict) and "url" in item for item in items):
        return " ".join(item["url"] for item in items).encode()
    return text
