"""The light markup in which replica articles are written, and its rendering in a site's own HTML.

One line is one block, so a TOML file reads like the article itself:

    plain text                 a paragraph
    ## text                    a sub-heading
    => text                    a signature or date at the right
    -- text                    a line of its own that names reporter or origin, no part of the text proper
    ![caption](name.jpg)       a picture, caption may be empty
    | a | b |                  a row of a table, the first one its head
    @@ name.pdf | 附件1：…     an attachment and its displayed name
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Kind(StrEnum):
    """What a block of an article is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    SIGNATURE = "signature"
    BYLINE = "byline"
    PICTURE = "picture"
    TABLE = "table"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True)
class Block:
    """One block: `text` is what a reader sees, `name` the file of a picture or attachment."""

    kind: Kind
    text: str
    name: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one site's editor writes blocks: `str.format` patterns over `text` and `src`.

    `credit` is the line of the responsible editor behind the body.
    """

    paragraph: str
    heading: str
    signature: str
    picture: str
    caption: str
    attachment: str
    credit: str
    table: str
    row: str
    cell: str


_PREFIXES = {"## ": Kind.HEADING, "=> ": Kind.SIGNATURE, "-- ": Kind.BYLINE}
_PICTURE = re.compile(r"!\[(?P<caption>[^\]]*)\]\((?P<name>[^)]+)\)")


def parse(markup: str) -> tuple[Block, ...]:
    r"""Read an article's markup; blank lines only separate.

    >>> [(block.kind.value, block.text) for block in parse("## 一、总体情况\n1—6月，水质稳中向好。")]
    [('heading', '一、总体情况'), ('paragraph', '1—6月，水质稳中向好。')]
    """
    lines = [line.strip() for line in markup.splitlines() if line.strip()]
    blocks: list[Block] = []
    for is_table, group in groupby(lines, key=lambda line: line.startswith("|")):
        together = list(group)
        blocks.extend([_table(together)] if is_table else map(_block, together))
    return tuple(blocks)


def _table(lines: Sequence[str]) -> Block:
    rows = tuple(tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines)
    return Block(Kind.TABLE, "\n".join(" ".join(row) for row in rows), rows=rows)


def _block(line: str) -> Block:
    if match := _PICTURE.fullmatch(line):
        return Block(Kind.PICTURE, match["caption"], name=match["name"])
    if line.startswith("@@ "):
        name, _, text = line[3:].partition(" | ")
        return Block(Kind.ATTACHMENT, text.strip(), name=name.strip())
    kind = _PREFIXES.get(line[:3])
    return Block(kind, line[3:].strip()) if kind else Block(Kind.PARAGRAPH, line)


def render(blocks: Sequence[Block], dialect: Dialect, source_of: Callable[[Block], str]) -> str:
    """Write blocks as HTML; `source_of` gives the href or src of a picture or attachment."""
    return "\n".join(_html(block, dialect, source_of) for block in blocks)


def _html(block: Block, dialect: Dialect, source_of: Callable[[Block], str]) -> str:
    text = escape(block.text, quote=False)
    match block.kind:
        case Kind.TABLE:
            rows = (
                dialect.row.format(text="".join(dialect.cell.format(text=escape(cell)) for cell in row))
                for row in block.rows
            )
            return dialect.table.format(text="\n".join(rows))
        case Kind.PICTURE:
            picture = dialect.picture.format(src=escape(source_of(block)), text=text)
            return picture + (dialect.caption.format(text=text) if text else "")
        case Kind.ATTACHMENT:
            return dialect.attachment.format(src=escape(source_of(block)), text=text)
        case _:
            name = Kind.PARAGRAPH if block.kind is Kind.BYLINE else block.kind
            return str(getattr(dialect, name.value)).format(text=text)
