"""What `envnews extract --explain` prints: every candidate of every field, and why one of them won."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from envnews.model import Extraction, Witness

_SHOWN: Final = 60
"""Characters of a value or of the text it was read from that are printed."""


def print_explanation(extraction: Extraction) -> None:
    """Print the witnesses of a page field by field, then its problems."""
    for line in explained(extraction):
        click.echo(line)


def explained(extraction: Extraction) -> Iterator[str]:
    """Yield the lines: each field with its candidates, from raw text to value, and the reason of the choice."""
    from envnews.extract.reasons import why

    yield f"{extraction.url}: {extraction.kind}, {extraction.charset}"
    by_field = sorted(extraction.witnesses, key=_position(extraction))
    for name, group in groupby(by_field, key=lambda witness: witness.field):
        witnesses = list(group)
        yield f"{name}"
        yield from map(_candidate, witnesses)
        yield f"    why: {why(witnesses)}"
    yield "✓ chosen   = agrees with the chosen value   ≠ disagrees"
    for problem in extraction.problems:
        yield f"problem: {problem.field} {problem.code}: {problem.message}"


def _position(extraction: Extraction) -> Callable[[Witness], int]:
    """Return the key that brings the witnesses of a field together, the fields in the order of the extraction."""
    fields = list(dict.fromkeys(witness.field for witness in extraction.witnesses))
    return lambda witness: fields.index(witness.field)


def _candidate(witness: Witness) -> str:
    mark = "✓" if witness.chosen else ("=" if witness.agrees else "≠")
    value = _cut(witness.value)
    # The text of a body is read from its element, not from a line.
    read = f"{_cut(witness.raw)!r} → {value!r}" if witness.raw else repr(value)
    where = f"  ({witness.detail})" if witness.detail else ""
    return f"  {mark} {witness.origin:<10}  {read}{where}"


def _cut(text: str) -> str:
    from envnews.normalize.text import excerpt

    return excerpt(text, _SHOWN)
