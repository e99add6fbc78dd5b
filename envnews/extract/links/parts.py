"""Articles that are split over several pages (983207.shtml, 983207-2.shtml …), put together again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.model import Extraction

_AT_THE_END: Final = ("source", "author", "editor", "views")
"""Fields that templates print below the text, hence on the last page only."""


def join_parts(parts: Sequence[Extraction]) -> Extraction:
    """Return one extraction for an article of several pages.

    Args:
        parts: What each page states, in their order; at least one.

    Returns:
        The first page's statements with the text, pictures, attachments and tables of all. What the first
        does not state of source, author, editor and views is taken from the first page that does.
    """
    first = parts[0]
    if len(parts) == 1:
        return first
    texts = _without_repeated(parts)
    values: dict[str, object] = {
        name: tuple(dict.fromkeys(value for part in texts for value in getattr(part, name)))
        for name in ("images", "attachments", "tables")
    }
    witnesses = list(first.witnesses)
    for name in _AT_THE_END:
        stating = next((part for part in parts if getattr(part, name) is not None), None)
        if stating is not None and stating is not first:
            values[name] = getattr(stating, name)
            witnesses += [witness for witness in stating.witnesses if witness.field == name]
    return replace(
        first,
        body="\n".join(part.body for part in texts if part.body),
        body_html="\n".join(part.body_html for part in texts if part.body_html),
        previous=first.previous or parts[-1].previous,
        next=first.next or parts[-1].next,
        related=first.related or parts[-1].related,
        witnesses=tuple(witnesses),
        problems=tuple(dict.fromkeys(problem for part in parts for problem in part.problems)),
        **values,  # type: ignore[arg-type]  # the values were taken from fields of these names
    )


def _without_repeated(parts: Sequence[Extraction]) -> list[Extraction]:
    """Return the parts whose texts make up the article: a page that holds all that precedes it (全文阅读) stands for it."""
    kept: list[Extraction] = []
    for part in parts:
        before = [line for one in kept for line in one.body.splitlines()]
        if before and all(line in part.body for line in before):
            kept.clear()
        kept.append(part)
    return kept
