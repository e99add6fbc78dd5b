"""Tables that can be copied: without blanks behind their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


def print_table(console: Console, table: Table) -> None:
    """Print a table; rich fills each line up to the width of the last column."""
    from rich.segment import Segment, Segments

    lines = console.render_lines(table, pad=False)
    for line in lines:
        while line and not line[-1].text.strip():
            line.pop()
        if line:
            line[-1] = Segment(line[-1].text.rstrip(), line[-1].style)
        line.append(Segment.line())
    console.print(Segments(segment for line in lines for segment in line), end="")
